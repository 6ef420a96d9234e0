//! The preview: the pages of the last build, from memory, to browsers on this machine.
//!
//! One whole build at a time: a page and what it loads come from the same one. The script that follows new builds
//! exists only in what is served. Only GET and HEAD, only pages of the site, and only who has [`access`].

mod access;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use tokio::sync::{Semaphore, watch};

use crate::failure::Failure;
use crate::output::Keep;
use crate::render::Page;
use crate::words;
use crate::words::Words;
use access::{Access, Refusal};
pub use access::{HostName, NoHostName};

/// Where the script and its question are served; no page of a site begins so.
const FOLLOW: &str = "/_preview/follow.js";
const NEWS: &str = "/_preview/news";
/// How long a question for news stays open: shorter than any proxy's patience.
const OPEN_QUESTION: Duration = Duration::from_secs(20);
/// How many questions stay open at once. A browser has six connections to one place: were all of them waiting for
/// news, no page could be loaded. Whoever asks beyond that is answered at once, and asks again a little later.
const OPEN_QUESTIONS: usize = 4;

const SCRIPT: &str = include_str!("../templates/preview/follow.js");
const NOT_THERE: &str = include_str!("../templates/preview/not-there.html");
const UNKNOWN_NAME: &str = include_str!("../templates/preview/unknown-name.html");
/// What a page of another site gets instead of what it asks for.
const OTHER_SITE: &str = "预览只回答它自己的页面。The preview answers its own pages only.\n";
/// How many names the terminal is told of; whoever makes up more is not worth more lines.
const MOST_NAMES: usize = 20;

/// A running preview. It ends with the program.
pub struct Preview {
    address: SocketAddr,
    shown: watch::Sender<Arc<Shown>>,
}

/// What is served: one build.
#[derive(Clone)]
struct Shown {
    /// Another number than that of any build before, be it of a program that ran here earlier.
    build: u64,
    pages: Arc<[Page]>,
    /// Where the page of each path is among them.
    places: Arc<HashMap<Arc<str>, usize>>,
    /// Pages that are there before the others of this build, by path; whoever asks for another waits until all are.
    ahead: Option<Arc<HashMap<Arc<str>, Page>>>,
    /// What keeps pages from being built.
    faults: String,
    /// What keeps the program from doing what it should.
    trouble: String,
}

impl Shown {
    /// Whether these very pages are shown, whatever was on them.
    fn is_of(&self, pages: &[Page]) -> bool {
        self.pages.len() == pages.len() && self.pages.iter().zip(pages).all(|(one, other)| one.path == other.path)
    }

    /// The same after a build: with its pages, and those of before that it keeps.
    fn after(self, pages: &[Page], keep: &Keep) -> Self {
        if self.is_of(pages) {
            return Shown { pages: pages.into(), ..self };
        }
        let made: HashSet<&str> = pages.iter().map(|page| &*page.path).collect();
        let stays = |page: &&Page| keep.keeps(page.map.as_deref()) && !made.contains(&*page.path);
        let pages: Arc<[Page]> = pages.iter().chain(self.pages.iter().filter(stays)).cloned().collect();
        let places = pages.iter().enumerate().map(|(place, page)| (page.path.clone(), place)).collect();
        Shown { pages, places: Arc::new(places), ..self }
    }

    /// The page of a path, where this build has one.
    fn page(&self, path: &str) -> Option<&Page> {
        match &self.ahead {
            Some(ahead) => ahead.get(path),
            None => self.pages.get(*self.places.get(path)?),
        }
    }

    fn nothing() -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        // Milliseconds are numbers that a script can count in, too.
        let build = since.as_millis() as u64;
        let (faults, trouble) = (String::new(), String::new());
        Shown { build, pages: Arc::default(), places: Arc::default(), ahead: None, faults, trouble }
    }
}

#[derive(Serialize)]
struct News {
    build: u64,
    faults: String,
    /// Whether to ask again at once: then the answer comes when there is news.
    waits: bool,
}

#[derive(Clone)]
struct Server {
    shown: watch::Receiver<Arc<Shown>>,
    questions: Arc<Semaphore>,
    access: Arc<Access>,
    /// The names that it was asked under in vain.
    unknown_names: Arc<Mutex<BTreeSet<HostName>>>,
    tell: Arc<dyn Fn(Words) + Send + Sync>,
}

impl Preview {
    /// Serves at a host and port, also under the names that are allowed; what the user should know is passed to `tell`.
    ///
    /// # Errors
    /// Where the host is none of this machine's, or the port is taken; a free one is named.
    pub fn start(
        host: &str,
        port: u16,
        allowed: &[HostName],
        tell: impl Fn(Words) + Send + Sync + 'static,
    ) -> Result<Self, Failure> {
        let ip: IpAddr = if host == "localhost" { IpAddr::from([127, 0, 0, 1]) } else { parse(host)? };
        let listener = TcpListener::bind((ip, port)).map_err(|error| cannot_listen(ip, port, &error))?;
        let fail = |error: std::io::Error| cannot_listen(ip, port, &error);
        listener.set_nonblocking(true).map_err(fail)?;
        let address = listener.local_addr().map_err(fail)?;
        let (shown, follow) = watch::channel(Arc::new(Shown::nothing()));
        let questions = Arc::new(Semaphore::new(OPEN_QUESTIONS));
        let (access, unknown_names) = (Arc::new(Access::under(allowed)), Arc::default());
        let server = Server { shown: follow, questions, access, unknown_names, tell: Arc::new(tell) };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(fail)?;
        std::thread::spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
                let router = Router::new().fallback(answer).with_state(server);
                // It serves until the program ends; a connection that fails is the browser's to try again.
                let _ = axum::serve(listener, router).await;
            });
        });
        Ok(Self { address, shown })
    }

    /// The address to open.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Tells of a build of which only these pages are there yet; the whole of it is shown next. Where something is laid
    /// over the pages, all wait for the whole.
    pub fn show_ahead(&self, pages: &[Page]) {
        let shown = Shown::clone(&self.shown.borrow());
        if pages.is_empty() || shown.pages.is_empty() || !shown.faults.is_empty() || !shown.trouble.is_empty() {
            return;
        }
        // One language comes after another.
        let build = if shown.ahead.is_some() { shown.build } else { shown.build + 1 };
        let before = shown.ahead.iter().flat_map(|ahead| ahead.values());
        let ahead = before.chain(pages).map(|page| (page.path.clone(), page.clone())).collect();
        self.put(Shown { build, ahead: Some(Arc::new(ahead)), ..shown });
    }

    /// Shows a build, with the pages of before that it keeps, and the faults to lay over it.
    pub fn show(&self, pages: &[Page], keep: &Keep, faults: String, nothing_was_built: bool) {
        let shown = Shown::clone(&self.shown.borrow());
        let is_told_of = shown.ahead.is_some() && faults.is_empty();
        let build = if is_told_of { shown.build } else { shown.build + 1 };
        let shown = if nothing_was_built { shown } else { shown.after(pages, keep) };
        self.put(Shown { build, ahead: None, faults, ..shown });
    }

    /// Lays over the pages what keeps the program from doing what it should; nothing where that is over.
    pub fn show_trouble(&self, trouble: &str) {
        let shown = Shown::clone(&self.shown.borrow());
        self.put(Shown { build: shown.build + 1, trouble: trouble.to_owned(), ..shown });
    }

    fn put(&self, shown: Shown) {
        // Kept also while nobody asks.
        self.shown.send_replace(Arc::new(shown));
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

async fn answer(State(server): State<Server>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = path_of(uri.path());
    let is_page = path.as_deref().is_some_and(|path| path.ends_with(".html"));
    let mut answer = if method != Method::GET && method != Method::HEAD {
        (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response()
    } else {
        match server.access.check(&headers, is_page) {
            Ok(()) => server.content(&uri, path).await,
            Err(refusal) => server.refuse(refusal),
        }
    };
    access::protect(answer.headers_mut());
    answer
}

impl Server {
    async fn content(mut self, uri: &Uri, path: Option<String>) -> Response {
        match (uri.path(), path) {
            (FOLLOW, _) => typed("text/javascript; charset=utf-8", SCRIPT),
            (NEWS, _) => {
                let known = uri.query().and_then(|query| query.parse().ok());
                Json(self.news(known).await).into_response()
            }
            (_, None) => StatusCode::BAD_REQUEST.into_response(),
            (_, Some(path)) => {
                let is_there = |shown: &Arc<Shown>| shown.ahead.is_none() || shown.page(&path).is_some();
                // The others of a build follow in a moment; should the program end before, nobody needs an answer.
                let Ok(shown) = self.shown.wait_for(is_there).await.map(|shown| shown.clone()) else {
                    return StatusCode::SERVICE_UNAVAILABLE.into_response();
                };
                page(&shown, &path)
            }
        }
    }

    /// What there is of news to one who knows of a build.
    async fn news(&mut self, known: Option<u64>) -> News {
        let place = self.questions.clone().try_acquire_owned();
        if place.is_ok() {
            let other = self.shown.wait_for(|shown| Some(shown.build) != known);
            // Without news the answer is what is known already; the browser asks again.
            let _ = tokio::time::timeout(OPEN_QUESTION, other).await.map(|other| other.map(drop));
        }
        let shown = self.shown.borrow().clone();
        let faults = [shown.trouble.as_str(), &shown.faults].join("\n").trim().to_owned();
        News { build: shown.build, faults, waits: place.is_ok() }
    }

    fn refuse(&self, refusal: Refusal) -> Response {
        match refusal {
            Refusal::NoHost => StatusCode::BAD_REQUEST.into_response(),
            Refusal::OtherSite => {
                (StatusCode::FORBIDDEN, typed("text/plain; charset=utf-8", OTHER_SITE)).into_response()
            }
            Refusal::UnknownName(name) => {
                let page = UNKNOWN_NAME.replace("{name}", &name.to_string());
                self.tell_of(name);
                (StatusCode::FORBIDDEN, typed("text/html; charset=utf-8", page)).into_response()
            }
        }
    }

    /// Tells of a name that the preview was asked under in vain, once.
    fn tell_of(&self, name: HostName) {
        let words = words!(
            "The preview did not answer under the name `{name}`. If you opened it by that name: motmap watch --allow-host {name}",
            "预览没有回答用 `{name}` 这个名字提出的请求。如果您正是用它打开预览，请运行 motmap watch --allow-host {name}"
        );
        // A thread that panics leaves the names whole.
        let mut names = self.unknown_names.lock().unwrap_or_else(|names| names.into_inner());
        if names.len() < MOST_NAMES && names.insert(name) {
            (self.tell)(words);
        }
    }
}

/// The path of a page in the site, as a browser asks for it.
fn path_of(asked: &str) -> Option<String> {
    let path = percent_decode_str(asked.trim_start_matches('/')).decode_utf8().ok()?;
    Some(if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.into_owned() })
}

fn page(shown: &Shown, path: &str) -> Response {
    let Some(page) = shown.page(path) else {
        return (StatusCode::NOT_FOUND, typed("text/html; charset=utf-8", followed(NOT_THERE.as_bytes(), shown)))
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

/// The page with the script that follows new builds, before every other script.
fn followed(page: &[u8], shown: &Shown) -> Vec<u8> {
    let script = format!("<script src=\"{FOLLOW}\" data-build=\"{}\" defer></script>", shown.build);
    let head = b"<head>";
    let at = page.windows(head.len()).position(|window| window == head).map_or(0, |at| at + head.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

fn typed(kind: &'static str, content: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], content.into()).into_response()
}
