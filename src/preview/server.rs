//! Answers the preview's HTTP requests.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use percent_encoding::percent_decode_str;
use serde::Serialize;
use tokio::sync::{Semaphore, watch};

use super::access::{self, AccessPolicy, Denial, HostName};
use super::served_build::ServedBuild;
use crate::words;
use crate::words::Words;

/// The paths of the script that follows builds and of its requests for news; no page of a site has such a path.
const SCRIPT_PATH: &str = "/_preview/follow.js";
const NEWS_PATH: &str = "/_preview/news";
/// How long a request for news stays open: shorter than any proxy's timeout.
const LONG_POLL_TIMEOUT: Duration = Duration::from_secs(20);
/// How many requests for news stay open at once. A browser opens six connections to one host: if all of them waited for
/// news, no page could be loaded. Further requests are answered at once, and asked again a little later.
const MAX_LONG_POLLS: usize = 4;
/// How many unknown host names are reported: others can make up any number.
const MAX_REPORTED_NAMES: usize = 20;

const SCRIPT: &str = include_str!("../../templates/preview/follow.js");
const NOT_FOUND: &str = include_str!("../../templates/preview/not-there.html");
const UNKNOWN_HOST: &str = include_str!("../../templates/preview/unknown-name.html");
const CROSS_SITE: &str = "预览只回应它自己的页面发出的请求。The preview only answers requests of its own pages.\n";

const HTML: &str = "text/html; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

#[derive(Clone)]
pub(super) struct Server {
    served: watch::Receiver<Arc<ServedBuild>>,
    long_polls: Arc<Semaphore>,
    access: Arc<AccessPolicy>,
    reported_names: Arc<Mutex<BTreeSet<HostName>>>,
    say: Arc<dyn Fn(Words) + Send + Sync>,
}

/// The answer to a request for news. The script knows these fields.
#[derive(Serialize)]
struct News {
    build: u64,
    faults: String,
    /// Whether this request was kept open until there was news, so that the next one may follow at once.
    waits: bool,
}

impl Server {
    pub fn new(
        served: watch::Receiver<Arc<ServedBuild>>,
        access: AccessPolicy,
        say: impl Fn(Words) + Send + Sync + 'static,
    ) -> Self {
        let long_polls = Arc::new(Semaphore::new(MAX_LONG_POLLS));
        Self { served, long_polls, access: Arc::new(access), reported_names: Arc::default(), say: Arc::new(say) }
    }

    /// Answers until the program ends.
    pub async fn run(self, listener: TcpListener) {
        let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
        let router = Router::new().fallback(answer).with_state(self);
        // Only a connection can fail, and browsers try again.
        let _ = axum::serve(listener, router).await;
    }

    async fn content(mut self, uri: &Uri, path: Option<String>) -> Response {
        match (uri.path(), path) {
            (SCRIPT_PATH, _) => with_type(JAVASCRIPT, SCRIPT),
            (NEWS_PATH, _) => {
                let known = uri.query().and_then(|query| query.parse().ok());
                Json(self.news(known).await).into_response()
            }
            (_, None) => StatusCode::BAD_REQUEST.into_response(),
            (_, Some(path)) => {
                // The wait fails only when the program ends.
                let Ok(build) = self.served.wait_for(|build| build.knows(&path)).await.map(|build| build.clone())
                else {
                    return StatusCode::SERVICE_UNAVAILABLE.into_response();
                };
                page(&build, &path)
            }
        }
    }

    /// Waits for another build than the `known` one.
    async fn news(&mut self, known: Option<u64>) -> News {
        let permit = self.long_polls.clone().try_acquire_owned();
        if permit.is_ok() {
            let other = self.served.wait_for(|build| Some(build.number) != known);
            // After a timeout the answer is the known build, and the browser asks again.
            let _ = tokio::time::timeout(LONG_POLL_TIMEOUT, other).await.map(|other| other.map(drop));
        }
        let build = self.served.borrow().clone();
        News { build: build.number, faults: build.overlay(), waits: permit.is_ok() }
    }

    fn deny(&self, denial: Denial) -> Response {
        match denial {
            Denial::InvalidHost => StatusCode::BAD_REQUEST.into_response(),
            Denial::CrossSite => (StatusCode::FORBIDDEN, with_type(TEXT, CROSS_SITE)).into_response(),
            Denial::UnknownHost(name) => {
                let page = UNKNOWN_HOST.replace("{name}", &name.to_string());
                self.report_unknown(name);
                (StatusCode::FORBIDDEN, with_type(HTML, page)).into_response()
            }
        }
    }

    /// Tells the user once of each host name under which the preview was asked in vain.
    fn report_unknown(&self, name: HostName) {
        let words = words!(
            "The preview refused a request for the host name `{name}`. If you opened it by that name, run: motmap watch --allow-host {name}",
            "预览拒绝了以主机名 `{name}` 发来的请求。如果您正是用这个名字打开预览，请运行 motmap watch --allow-host {name}"
        );
        // A thread that panics leaves the names whole.
        let mut names = self.reported_names.lock().unwrap_or_else(|names| names.into_inner());
        if names.len() < MAX_REPORTED_NAMES && names.insert(name) {
            (self.say)(words);
        }
    }
}

async fn answer(State(server): State<Server>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = page_path(uri.path());
    let is_page = path.as_deref().is_some_and(|path| path.ends_with(".html"));
    let mut answer = if method != Method::GET && method != Method::HEAD {
        (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response()
    } else {
        match server.access.check(&headers, is_page) {
            Ok(()) => server.content(&uri, path).await,
            Err(denial) => server.deny(denial),
        }
    };
    access::add_security_headers(answer.headers_mut());
    answer
}

/// The path of a page in the site, from the path of a request.
fn page_path(requested: &str) -> Option<String> {
    let path = percent_decode_str(requested.trim_start_matches('/')).decode_utf8().ok()?;
    Some(if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.into_owned() })
}

fn page(build: &ServedBuild, path: &str) -> Response {
    let Some(page) = build.page(path) else {
        let not_found = with_type(HTML, with_script(NOT_FOUND.as_bytes(), build.number));
        return (StatusCode::NOT_FOUND, not_found).into_response();
    };
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => with_type(HTML, with_script(&page.bytes, build.number)),
        Some("css") => with_type("text/css; charset=utf-8", page.bytes.clone()),
        Some("js") => with_type(JAVASCRIPT, page.bytes.clone()),
        Some("svg") => with_type("image/svg+xml", page.bytes.clone()),
        Some("png") => with_type("image/png", page.bytes.clone()),
        _ => with_type(TEXT, page.bytes.clone()),
    }
}

/// The page with the script that follows builds, before every other script.
fn with_script(page: &[u8], build: u64) -> Vec<u8> {
    let script = format!("<script src=\"{SCRIPT_PATH}\" data-build=\"{build}\" defer></script>");
    let head = b"<head>";
    let at = page.windows(head.len()).position(|window| window == head).map_or(0, |at| at + head.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

fn with_type(content_type: &'static str, content: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(content_type))], content.into()).into_response()
}
