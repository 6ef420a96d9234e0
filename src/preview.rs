//! The preview: the pages of the last build, from memory, to browsers on this machine.
//!
//! One whole build at a time: a page and what it loads come from the same one. The script that follows new builds exists
//! only in what is served. Only GET and HEAD, only hosts that are this machine unless told otherwise, only pages of the site.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use serde::Serialize;
use tokio::sync::watch;

use crate::failure::Failure;
use crate::output::Keep;
use crate::render::Page;
use crate::words;

/// Where the script and its question are served; no page of a site begins so.
const FOLLOW: &str = "/_preview/follow.js";
const NEWS: &str = "/_preview/news";
/// How long a question for news stays open: shorter than any proxy's patience.
const OPEN_QUESTION: Duration = Duration::from_secs(20);

const SCRIPT: &str = include_str!("../templates/preview/follow.js");

/// A running preview. It ends with the program.
pub struct Preview {
    address: SocketAddr,
    shown: watch::Sender<Arc<Shown>>,
    /// The pages that stay from earlier builds.
    pages: Mutex<BTreeMap<String, Arc<Page>>>,
}

/// What is served: one build.
#[derive(Default)]
struct Shown {
    build: u64,
    pages: BTreeMap<String, Arc<Page>>,
    faults: String,
}

#[derive(Serialize)]
struct News<'a> {
    build: u64,
    faults: &'a str,
}

#[derive(Clone)]
struct Server {
    shown: watch::Receiver<Arc<Shown>>,
    loopback: bool,
}

impl Preview {
    /// Serves at a host and port.
    ///
    /// # Errors
    /// Where the host is none of this machine's, or the port is taken; a free one is named.
    pub fn start(host: &str, port: u16) -> Result<Self, Failure> {
        let ip: IpAddr = if host == "localhost" { IpAddr::from([127, 0, 0, 1]) } else { parse(host)? };
        let listener = TcpListener::bind((ip, port)).map_err(|error| cannot_listen(ip, port, &error))?;
        let fail = |error: std::io::Error| cannot_listen(ip, port, &error);
        listener.set_nonblocking(true).map_err(fail)?;
        let address = listener.local_addr().map_err(fail)?;
        let (shown, follow) = watch::channel(Arc::new(Shown::default()));
        let server = Server { shown: follow, loopback: ip.is_loopback() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(fail)?;
        std::thread::spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
                let router = Router::new().fallback(answer).with_state(server);
                // It serves until the program ends; a connection that fails is the browser's to try again.
                let _ = axum::serve(listener, router).await;
            });
        });
        Ok(Self { address, shown, pages: Mutex::new(BTreeMap::new()) })
    }

    /// The address to open.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Shows a build, with the pages of before that it keeps, and the faults to lay over it.
    pub fn show(&self, pages: &[Page], keep: &Keep, faults: String, nothing_was_built: bool) {
        let Ok(mut shown) = self.pages.lock() else { return };
        if !nothing_was_built {
            shown.retain(|_, page| keep.keeps(page.map.as_deref()));
            for page in pages {
                shown.insert(page.path.clone(), Arc::new(page.clone()));
            }
        }
        let build = self.shown.borrow().build + 1;
        let _ = self.shown.send(Arc::new(Shown { build, pages: shown.clone(), faults }));
    }
}

fn parse(host: &str) -> Result<IpAddr, Failure> {
    host.parse().map_err(|_| {
        Failure::new(words!(
            "`{host}` is no address; write one such as 127.0.0.1 or 0.0.0.0",
            "`{host}` 不是地址；请写 127.0.0.1 或 0.0.0.0 这样的地址"
        ))
    })
}

fn cannot_listen(ip: IpAddr, port: u16, error: &std::io::Error) -> Failure {
    if error.kind() != std::io::ErrorKind::AddrInUse {
        return Failure::new(words!("cannot serve at {ip}:{port}: {error}", "无法在 {ip}:{port} 提供预览：{error}"));
    }
    let free = TcpListener::bind((ip, 0)).and_then(|listener| listener.local_addr()).map(|address| address.port());
    Failure::new(match free {
        Ok(free) => words!("port {port} is taken; try --port {free}", "端口 {port} 已被占用；可以用 --port {free}"),
        Err(_) => words!("port {port} is taken", "端口 {port} 已被占用"),
    })
}

async fn answer(State(mut server): State<Server>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    if server.loopback && !asks_this_machine(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match uri.path() {
        FOLLOW => typed("text/javascript; charset=utf-8", SCRIPT.as_bytes().to_vec()),
        NEWS => {
            let known: u64 = uri.query().and_then(|query| query.parse().ok()).unwrap_or(0);
            let newer = server.shown.wait_for(|shown| shown.build > known);
            // Without news the answer is what is known already; the browser asks again.
            let _ = tokio::time::timeout(OPEN_QUESTION, newer).await.map(|newer| newer.map(drop));
            let shown = server.shown.borrow().clone();
            Json(News { build: shown.build, faults: &shown.faults }).into_response()
        }
        path => page(&server.shown.borrow().clone(), path),
    }
}

/// A page on this machine can be asked for by this machine's names only, so that no other site reads it through a browser.
fn asks_this_machine(headers: &HeaderMap) -> bool {
    let is_ours = |value: &HeaderValue| {
        let Ok(text) = value.to_str() else { return false };
        let host = text.strip_prefix("http://").unwrap_or(text);
        let name = host
            .rsplit_once(':')
            .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
            .map_or(host, |(name, _)| name);
        matches!(name, "localhost" | "[::1]") || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    };
    headers.get(header::HOST).is_some_and(is_ours) && headers.get(header::ORIGIN).is_none_or(is_ours)
}

fn page(shown: &Shown, path: &str) -> Response {
    let Some(path) = decode(path.trim_start_matches('/')) else { return StatusCode::BAD_REQUEST.into_response() };
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    let Some(page) = shown.pages.get(&path) else {
        return (
            StatusCode::NOT_FOUND,
            typed("text/html; charset=utf-8", followed(b"<!doctype html><title>404</title><body>404</body>", shown)),
        )
            .into_response();
    };
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => typed("text/html; charset=utf-8", followed(&page.bytes, shown)),
        Some("css") => typed("text/css; charset=utf-8", page.bytes.clone()),
        Some("js") => typed("text/javascript; charset=utf-8", page.bytes.clone()),
        Some("svg") => typed("image/svg+xml", page.bytes.clone()),
        Some("png") => typed("image/png", page.bytes.clone()),
        _ => typed("text/plain; charset=utf-8", page.bytes.clone()),
    }
}

/// The page with the script that follows new builds.
fn followed(page: &[u8], shown: &Shown) -> Vec<u8> {
    let script = format!("<script src=\"{FOLLOW}\" data-build=\"{}\" defer></script>", shown.build);
    let end = b"</head>";
    let at = page.windows(end.len()).position(|window| window == end).unwrap_or(0);
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

fn typed(kind: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (headers, Body::from(bytes)).into_response()
}

/// A percent-encoded path; none where an escape is wrong or the bytes are no text.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |digit: u8| (digit as char).to_digit(16);
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}
