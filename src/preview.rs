//! The preview: serves the pages of the last build from memory, to browsers on this machine: the edition for authors and
//! trainers, and in a folder of its own that for
//! readers.
//!
//! It serves one whole build at a time: a page and what it loads come from the same one. Every page gets a script that
//! follows new builds, which no built site has. Only GET and HEAD are answered, only pages of the site are served, and only
//! to those whom [`access`] lets in.

mod access;
mod served_build;
mod server;

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;

use tokio::sync::watch;

use crate::failure::Failure;
use crate::output::Keep;
use crate::pipeline::EditionPages;
use crate::render::{Edition, Page};
use crate::words;
use crate::words::Words;
use access::AccessPolicy;
pub use access::HostName;
use served_build::ServedBuild;
use server::Server;

/// A running preview. It ends with the program.
pub(crate) struct Preview {
    address: SocketAddr,
    served: watch::Sender<Arc<ServedBuild>>,
}

impl Preview {
    /// Serves at an address and port, also under the `allowed` host names. Messages for the user are passed to `say`.
    pub fn start(
        host: &str,
        port: u16,
        allowed: &[HostName],
        say: impl Fn(Words) + Send + Sync + 'static,
    ) -> Result<Self, Failure> {
        let ip: IpAddr = if host == "localhost" { IpAddr::from([127, 0, 0, 1]) } else { parse_address(host)? };
        let listener = TcpListener::bind((ip, port)).map_err(|error| cannot_listen(ip, port, &error))?;
        let fail = |error: std::io::Error| cannot_listen(ip, port, &error);
        listener.set_nonblocking(true).map_err(fail)?;
        let address = listener.local_addr().map_err(fail)?;
        let (served, receiver) = watch::channel(Arc::new(ServedBuild::empty()));
        let server = Server::new(receiver, AccessPolicy::new(allowed), say);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(fail)?;
        std::thread::spawn(move || runtime.block_on(server.run(listener)));
        Ok(Self { address, served })
    }

    /// The address to open.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Announces a new build of which only these pages are made yet. Where findings or an error lie over the pages, all
    /// wait for [`Self::show`].
    pub fn show_early(&self, edition: Edition, pages: &[Page]) {
        let served = self.current();
        if pages.is_empty() || served.is_empty() || served.has_overlay() {
            return;
        }
        self.served
            .send_modify(|served| *served = Arc::new(ServedBuild::clone(served).with_early_pages(edition, pages)));
    }

    /// Serves a build and the earlier pages that it keeps, with its findings as an overlay.
    pub fn show(&self, pages: &EditionPages, keep: &Keep, findings: String) {
        self.serve(self.current().with_pages(pages, keep).finished(findings));
    }

    /// Serves the pages of the last build, with the findings that prevented a new one as an overlay.
    pub fn show_findings(&self, findings: String) {
        self.serve(self.current().finished(findings));
    }

    /// Lays over the pages what prevents the program from going on; an empty text removes it.
    pub fn show_error(&self, error: &str) {
        self.serve(self.current().with_error(error));
    }

    fn current(&self) -> ServedBuild {
        ServedBuild::clone(&self.served.borrow())
    }

    fn serve(&self, build: ServedBuild) {
        // Unlike `send`, this works also while nobody is connected.
        self.served.send_replace(Arc::new(build));
    }
}

fn parse_address(host: &str) -> Result<IpAddr, Failure> {
    host.parse().map_err(|_| {
        Failure::new(words!(
            "`{host}` is not an address; write one such as 127.0.0.1 or 0.0.0.0",
            "`{host}` 不是地址；请写 127.0.0.1 或 0.0.0.0 这样的地址"
        ))
    })
}

fn cannot_listen(ip: IpAddr, port: u16, error: &std::io::Error) -> Failure {
    if error.kind() != std::io::ErrorKind::AddrInUse {
        return Failure::new(words!(
            "the preview cannot be served at {ip}:{port}: {error}",
            "无法在 {ip}:{port} 提供预览：{error}"
        ));
    }
    let free = TcpListener::bind((ip, 0)).and_then(|listener| listener.local_addr()).map(|address| address.port());
    Failure::new(match free {
        Ok(free) => words!("port {port} is taken; try --port {free}", "端口 {port} 已被占用；可以用 --port {free}"),
        Err(_) => words!("port {port} is taken", "端口 {port} 已被占用"),
    })
}
