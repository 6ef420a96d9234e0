//! The preview: what it answers, to whom, and that it starves nobody; and its script in a real browser.

mod watching;
mod workspace;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

use watching::{Watching, started, wait_until};
use workspace::{Workspace, files_below, repository};

fn previewed() -> (Workspace, Watching) {
    let workspace = started();
    let watching = Watching::start(&workspace, &["--port", "0"]);
    (workspace, watching)
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("none")
}

/// A request with a line and headers of one's own.
fn request(line: &str, headers: &str) -> String {
    format!("{line} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n")
}

#[test]
fn only_pages_are_read_and_only_from_here() {
    let (workspace, watching) = previewed();
    let port = watching.port;
    let ours = format!("Host: 127.0.0.1:{port}\r\n");
    let ask = |line: &str, headers: &str| watching.ask(&request(line, headers));
    for line in
        ["GET /", "GET /index.html", "HEAD /", "GET /maps/my-first-map.html?x=1", "GET /%6daps/my-first-map.html"]
    {
        assert_eq!(status(&ask(line, &ours)), "200", "{line}");
    }
    assert!(!ask("HEAD /", &ours).contains("<html"), "HEAD has no body");
    for path in [
        "/../motmap.yaml",
        "/..%2fmotmap.yaml",
        "/%2e%2e/motmap.yaml",
        "/..%5cmotmap.yaml",
        "/maps/..%2f..%2fmotmap.yaml",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/.motmap-manifest.json",
        "/%00",
        "/%zz",
        "/%ff",
        "/maps",
        "/_preview/../motmap.yaml",
    ] {
        let answer = ask(&format!("GET {path}"), &ours);
        assert!(["400", "404"].contains(&status(&answer)), "{path}: {answer}");
        assert!(!answer.contains("root:") && !answer.contains("languages:"), "{path} leads out: {answer}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "FETCH"] {
        let answer = ask(&format!("{method} /"), &ours);
        assert!(["405", "400"].contains(&status(&answer)), "{method}: {answer}");
    }
    for host in
        ["example.com", "127.0.0.1.example.com", "localhost.example.com:80", "127.0.0.1@example.com", "", "[::1"]
    {
        let answer = ask("GET /", &format!("Host: {host}\r\n"));
        assert!(["403", "400"].contains(&status(&answer)), "host `{host}`: {answer}");
    }
    assert!(["403", "400"].contains(&status(&ask("GET /", ""))), "no host at all");
    for origin in ["http://example.com", "null", "https://127.0.0.1", &format!("http://127.0.0.1:{}", port ^ 1)] {
        let answer = ask("GET /_preview/news?0", &format!("{ours}Origin: {origin}\r\n"));
        assert_eq!(status(&answer), "403", "origin `{origin}`: {answer}");
    }
    let own = format!("{ours}Origin: http://127.0.0.1:{port}\r\n");
    assert_eq!(status(&ask("GET /_preview/news?0", &own)), "200");
    // However long or broken what is sent, it goes on answering.
    let long = format!("{ours}X-Long: {}\r\n", "x".repeat(1 << 20));
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the preview listens");
    let _ = stream.write_all(request("GET /", &long).as_bytes());
    let _ = stream.read_to_end(&mut Vec::new());
    for broken in ["\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n"] {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the preview listens");
        let _ = stream.write_all(broken.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let _ = stream.read_to_end(&mut Vec::new());
    }
    assert_eq!(status(&ask("GET /", &ours)), "200");
    for (path, bytes) in files_below(&workspace.path().join("site")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("_preview"), "{path} knows of the preview");
    }
}

/// Headers with which a browser says who asks, and how.
fn fetch_metadata(site: &str, mode: &str, dest: &str) -> String {
    format!("Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: {mode}\r\nSec-Fetch-Dest: {dest}\r\n")
}

#[test]
fn the_preview_has_both_editions() {
    let (_workspace, watching) = previewed();
    assert_eq!(status(&watching.get("/trainer/to-do.html")), "200", "authors and trainers have their own pages");
    assert_eq!(status(&watching.get("/_readers/trainer/to-do.html")), "404", "readers do not");
    for page in ["", "maps/my-first-map.html", "playbooks/my-first-map.html", "assets/style.css"] {
        assert_eq!(status(&watching.get(&format!("/_readers/{page}"))), "200", "readers have {page}");
    }
    assert_ne!(watching.get("/maps/my-first-map.html"), watching.get("/_readers/maps/my-first-map.html"));
}

#[test]
fn what_a_page_of_another_site_asks_for_is_refused() {
    let (_workspace, watching) = previewed();
    let port = watching.port;
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    let ask = |path: &str, headers: &str| watching.ask(&request(&format!("GET {path}"), &format!("{host}{headers}")));
    let (map, search, news) = ("/maps/my-first-map.html", "/assets/search.zh.js", "/_preview/news?0");
    for (how, path, mode, dest) in [
        ("a script", search, "no-cors", "script"),
        ("a script of modules", search, "cors", "script"),
        ("the preview's own script", "/_preview/follow.js", "no-cors", "script"),
        ("a picture", "/assets/logo.svg", "no-cors", "image"),
        ("a style", "/assets/style.css", "no-cors", "style"),
        ("a font", map, "cors", "font"),
        ("a fetch without an answer to read", map, "no-cors", "empty"),
        ("a fetch", news, "cors", "empty"),
        ("a stream of events", news, "cors", "empty"),
        ("a socket", news, "websocket", "empty"),
        ("a frame", map, "navigate", "iframe"),
        ("an object", map, "navigate", "object"),
        ("an embedded page", map, "navigate", "embed"),
        ("a window on a script", search, "navigate", "document"),
    ] {
        for site in ["cross-site", "same-site", "of-a-kind-to-come"] {
            let answer = ask(path, &fetch_metadata(site, mode, dest));
            assert_eq!(status(&answer), "403", "{how} of a page that is {site}: {answer}");
            assert!(!answer.contains("咖啡"), "{how} reads the map: {answer}");
        }
    }
    for site in ["cross-site", "same-site"] {
        let followed = ask(map, &fetch_metadata(site, "navigate", "document"));
        assert_eq!(status(&followed), "200", "a link on another site may be followed: {followed}");
    }
    for (site, mode, dest, path) in [
        ("none", "navigate", "document", "/"),
        ("same-origin", "navigate", "document", map),
        ("same-origin", "no-cors", "script", search),
        ("same-origin", "cors", "empty", news),
    ] {
        let answer = ask(path, &fetch_metadata(site, mode, dest));
        assert_eq!(status(&answer), "200", "{path} for the reader's own tab: {answer}");
    }
    // Where the browser does not say, the address of the page that asks does, if it is given.
    let here = format!("http://127.0.0.1:{port}");
    let elsewhere = format!("http://127.0.0.1:{}", port ^ 1);
    for (name, from, path, expected) in [
        ("Referer", "http://example.com/page", search, "403"),
        ("Referer", &elsewhere, search, "403"),
        ("Referer", &format!("{here}.example.com/"), search, "403"),
        ("Referer", &format!("{here}{map}"), search, "200"),
        ("Referer", "http://example.com/page", map, "200"),
        ("Origin", "http://example.com", map, "403"),
        ("Origin", &elsewhere, search, "403"),
        ("Origin", "null", search, "403"),
        ("Origin", &here, search, "200"),
    ] {
        let answer = ask(path, &format!("{name}: {from}\r\n"));
        assert_eq!(status(&answer), expected, "{path} with {name} {from}: {answer}");
    }
}

#[test]
fn every_answer_keeps_other_sites_from_using_it() {
    let (_workspace, watching) = previewed();
    let ours = format!("Host: localhost:{}\r\n", watching.port);
    for (line, headers, expected) in [
        ("GET /", ours.as_str(), "200"),
        ("GET /assets/search.zh.js", &ours, "200"),
        ("GET /_preview/follow.js", &ours, "200"),
        ("GET /_preview/news?0", &ours, "200"),
        ("GET /%ff", &ours, "400"),
        ("GET /", "Host: [::1\r\n", "400"),
        ("GET /", "Host: rebound.example.com\r\n", "403"),
        ("GET /assets/search.zh.js", &format!("{ours}Sec-Fetch-Site: cross-site\r\n"), "403"),
        ("GET /none.html", &ours, "404"),
        ("POST /", &ours, "405"),
    ] {
        let answer = watching.ask(&request(line, headers));
        assert_eq!(status(&answer), expected, "{line}: {answer}");
        for header in [
            "cache-control: no-store",
            "content-security-policy: frame-ancestors 'none'",
            "cross-origin-opener-policy: same-origin",
            "cross-origin-resource-policy: same-origin",
            "referrer-policy: same-origin",
            "x-content-type-options: nosniff",
            "x-frame-options: DENY",
        ] {
            assert!(answer.contains(&format!("\r\n{header}\r\n")), "{line} ({expected}) lacks `{header}`: {answer}");
        }
        assert!(!answer.contains("access-control-allow"), "{line} lets other sites read: {answer}");
    }
}

#[test]
fn it_answers_under_names_that_are_given_out_here_and_those_that_are_allowed() {
    let workspace = started();
    let allowed = ["--port", "0", "--allow-host", "box.example.com", "--allow-host", "Other.example."];
    let watching = Watching::start(&workspace, &allowed);
    let ask = |host: &str, more: &str| watching.ask(&request("GET /", &format!("Host: {host}\r\n{more}")));
    for host in [
        "127.0.0.1:4000",
        "192.168.1.7",
        "[::1]:4000",
        "[2001:db8::7]",
        "localhost",
        "LOCALHOST:9",
        "devbox:4000",
        "printer.local",
        "box.example.com",
        "BOX.example.com:443",
        "other.example:8080",
        "other.example.",
    ] {
        assert_eq!(status(&ask(host, "")), "200", "under `{host}`");
    }
    // What a proxy says of the name that it was asked under itself changes nothing.
    assert_eq!(status(&ask("localhost:4000", "X-Forwarded-Host: evil.example.com\r\n")), "200");
    let forged = ask("evil.example.com", "X-Forwarded-Host: localhost\r\nForwarded: host=localhost\r\n");
    assert_eq!(status(&forged), "403", "{forged}");
    // Behind a proxy that speaks TLS, the preview's own pages ask from there.
    assert_eq!(status(&ask("box.example.com", "Origin: https://box.example.com\r\n")), "200");
    for host in ["sub.box.example.com", "example.com", "box.example.com.evil.example", "127.0.0.1.example.com"] {
        assert_eq!(status(&ask(host, "")), "403", "under `{host}`");
    }
    assert_eq!(status(&ask("localhost\r\nHost: box.example.com", "")), "400", "two hosts are none");
}

#[test]
fn who_asks_under_another_name_is_told_what_to_do_and_so_is_the_terminal_once() {
    let (_workspace, watching) = previewed();
    for _ in 0..3 {
        let page = watching.ask(&request("GET /", "Host: abc-4000.spaces.example\r\n"));
        assert_eq!(status(&page), "403", "{page}");
        assert!(page.contains("text/html"), "a page to read: {page}");
        assert!(page.contains("motmap watch --allow-host abc-4000.spaces.example"), "the command: {page}");
        assert!(page.contains("预览没有回答") && page.contains("does not answer under the name"), "both: {page}");
        assert!(!page.contains("咖啡"), "nothing of the maps: {page}");
    }
    watching.ask(&request("GET /", "Host: second.example\r\n"));
    wait_until("the second name in the terminal", || watching.messages().contains("--allow-host second.example"));
    let told = watching.messages().matches("--allow-host abc-4000.spaces.example").count();
    assert_eq!(told, 1, "once for each name: {}", watching.messages());
    // Whoever makes up names fills neither the terminal nor the memory.
    for number in 0..100 {
        watching.ask(&request("GET /", &format!("Host: n{number}.example\r\n")));
    }
    wait_until("the last name that is told of", || watching.messages().contains("--allow-host n17.example"));
    assert!(!watching.messages().contains("n18.example"), "{}", watching.messages());
    // What is no name is no part of a command to copy.
    let typed = watching.ask(&request("GET /", "Host: $(reboot).example\r\n"));
    assert!(status(&typed) == "400" && !typed.contains("reboot"), "{typed}");
}

#[test]
fn a_port_that_is_taken_is_told_with_one_that_is_free() {
    let (workspace, watching) = previewed();
    let taken = workspace.run(&["watch", "--port", &watching.port.to_string()]);
    assert_eq!(taken.code, 2, "{taken:?}");
    assert_eq!(taken.messages.trim_end().lines().count(), 1, "one line: {}", taken.messages);
    let free = taken.messages.trim_end().rsplit(' ').next().and_then(|port| port.parse::<u16>().ok());
    assert!(free.is_some_and(|free| free != watching.port), "a free port is named: {}", taken.messages);
}

/// A question for news that is left open.
fn wait_for_news(watching: &Watching, known: &str) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", watching.port)).expect("the preview listens");
    let headers = format!("Host: localhost:{}\r\n", watching.port);
    stream.write_all(request(&format!("GET /_preview/news?{known}"), &headers).as_bytes()).expect("asked");
    stream
}

fn number_of_the_build(watching: &Watching) -> String {
    let news = watching.get("/_preview/news?0");
    let rest = news.split("\"build\":").nth(1).expect("a number");
    rest.chars().take_while(char::is_ascii_digit).collect()
}

#[test]
fn ten_tabs_that_wait_do_not_starve_the_eleventh() {
    let (workspace, watching) = previewed();
    let known = number_of_the_build(&watching);
    let mut tabs: Vec<TcpStream> = (0..10).map(|_| wait_for_news(&watching, &known)).collect();
    // A browser has six connections to one place; those that are not kept waiting are free again at once.
    let mut answered = 0;
    wait_until("an answer to six of them", || {
        for tab in &mut tabs {
            tab.set_read_timeout(Some(Duration::from_millis(20))).expect("set");
            let mut answer = [0; 4096];
            if tab.read(&mut answer).is_ok_and(|length| length > 0) {
                assert!(String::from_utf8_lossy(&answer).contains("\"waits\":false"));
                answered += 1;
            }
        }
        answered == 6
    });
    assert!(watching.get("/").contains("街角咖啡店"), "the eleventh gets its page");
    // Those that wait hear of the next build.
    workspace.write("maps/second.yaml", workspace.read("maps/my-first-map.yaml").replace("街角咖啡店", "河边咖啡店"));
    wait_until("news for the four that wait", || {
        for tab in &mut tabs {
            let mut answer = [0; 4096];
            if tab.read(&mut answer).is_ok_and(|length| length > 0) {
                assert!(String::from_utf8_lossy(&answer).contains("\"waits\":true"));
                answered += 1;
            }
        }
        answered == 10
    });
    // A page of a preview that ran here before is told at once that there is another build.
    assert!(watching.get("/_preview/news?7").contains("\"build\":"));
}

#[cfg(unix)]
#[test]
fn it_ends_whatever_is_still_connected() {
    let (workspace, mut watching) = previewed();
    let known = number_of_the_build(&watching);
    let _waiting: Vec<TcpStream> = (0..8).map(|_| wait_for_news(&watching, &known)).collect();
    let mut half = TcpStream::connect(("127.0.0.1", watching.port)).expect("the preview listens");
    half.write_all(b"GET / HT").expect("half a request");
    let sent = Command::new("kill").args(["-INT", &watching.child.id().to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()));
    let mut ended = None;
    wait_until("the end", || {
        ended = watching.child.try_wait().expect("its state");
        ended.is_some()
    });
    assert_eq!(ended.and_then(|status| status.code()), Some(0));
    let left = files_below(workspace.path()).into_iter().map(|(path, _)| path);
    let left: Vec<String> = left.filter(|path| path.ends_with(".tmp") || path.ends_with("lock")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_page_that_goes_is_told_and_one_that_stays_is_served_from_before() {
    let (workspace, watching) = previewed();
    let good = workspace.read("maps/my-first-map.yaml");
    workspace.write("maps/second.yaml", &good);
    wait_until("a second page", || watching.get("/maps/second.html").contains("街角咖啡店"));
    workspace.write("maps/second.yaml", good.replace("name:", "nmae:"));
    wait_until("the findings", || watching.get("/_preview/news?0").contains("unknown-field"));
    assert!(watching.get("/maps/second.html").contains("街角咖啡店"), "the last good page stays");
    std::fs::remove_file(workspace.path().join("maps/second.yaml")).expect("removed");
    wait_until("the end of it", || status(&watching.get("/maps/second.html")) == "404");
    let gone = watching.get("/maps/second.html");
    assert!(gone.contains("没有这一页") && gone.contains("/_preview/follow.js"), "it may come back: {gone}");
}

/// A map with a touchpoint of that name, played by a role that many maps name.
fn map_of_the_clerk(name: &str) -> String {
    let touchpoint = |number: usize| format!("      - {{id: desk-{number}, name: {name}-{number}, role: clerk}}\n");
    let touchpoints: String = (0..40).map(touchpoint).collect();
    format!("title: 窗口\nstages:\n  customer:\n    contact:\n{touchpoints}")
}

#[test]
fn whatever_is_asked_for_after_the_news_is_of_the_build_that_it_tells_of() {
    let workspace = Workspace::with(&[("motmap.yaml", "languages: [zh]\nroles: {clerk: {name: 柜员}}\n")]);
    for number in 0..30 {
        workspace.write(&format!("maps/map-{number}.yaml"), map_of_the_clerk("旧"));
    }
    let watching = Watching::start(&workspace, &["--port", "0"]);
    // The page of the map is told of before the role's, the start page and the search are made.
    for (number, page) in ["/roles/clerk.html", "/assets/search.zh.js", "/pocket/map-7.html"].iter().enumerate() {
        let (known, name) = (number_of_the_build(&watching), format!("新{number}"));
        let mut waiting = wait_for_news(&watching, &known);
        workspace.write("maps/map-7.yaml", map_of_the_clerk(&name));
        waiting.read_to_string(&mut String::new()).expect("news");
        let (of_many, own) = (watching.get(page), watching.get("/maps/map-7.html"));
        assert!(of_many.contains(&format!("{name}-39")), "{page} is of the build before");
        assert!(own.contains(&format!("{name}-39")), "the map's own page is of the build before");
        std::thread::sleep(Duration::from_millis(200));
        let (told, now) = (number_of_the_build(&watching), known.parse::<u64>().expect("a number") + 1);
        assert_eq!(told, now.to_string(), "one build is told of once");
    }
}

/// What is missing on this machine; with `MOTMAP_TEST_ALL` set nothing may be.
fn missing() -> Option<&'static str> {
    let runs =
        |program: &str| Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    let missing = if !runs("node") {
        "Node.js is not installed"
    } else if !runs("chromium") {
        "Chromium is not installed"
    } else if !repository("tests/browser/node_modules").is_dir() {
        "`npm ci` has not been run in tests/browser"
    } else {
        return None;
    };
    assert!(std::env::var_os("MOTMAP_TEST_ALL").is_none(), "{missing}");
    Some(missing)
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_page_follows_in_a_browser() {
    if let Some(missing) = missing() {
        eprintln!("skipped: {missing}");
        return;
    }
    let (workspace, watching) = previewed();
    let output = Command::new("node")
        .arg(repository("tests/browser/preview.mjs"))
        .arg(format!("http://127.0.0.1:{}", watching.port))
        .arg(workspace.path())
        .output()
        .expect("Node.js runs");
    let problems = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{problems}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(problems.trim().is_empty(), "{problems}");
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn no_page_of_another_site_reads_the_maps_in_a_browser() {
    if let Some(missing) = missing() {
        eprintln!("skipped: {missing}");
        return;
    }
    let workspace = started();
    workspace.write("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
    workspace.write("motmap.yaml", workspace.read("motmap.yaml") + "brand: {logo: logo.svg}\n");
    let watching = Watching::start(&workspace, &["--port", "0", "--allow-host", "preview.example"]);
    let output = Command::new("node")
        .arg(repository("tests/browser/attacks.mjs"))
        .arg(watching.port.to_string())
        .output()
        .expect("Node.js runs");
    let problems = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{problems}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(problems.trim().is_empty(), "{problems}");
}
