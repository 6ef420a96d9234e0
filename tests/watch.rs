//! `watch`: whatever is done to the files, the site is soon what a clean build would make; and the preview is safe.

mod workspace;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use workspace::{Workspace, files_below};

/// Far more than any build takes, on however busy a machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running `motmap watch`; it is ended with its value.
struct Watching {
    child: Child,
    /// The preview's port; 0 without one.
    port: u16,
}

impl Watching {
    fn start(workspace: &Workspace, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_motmap"))
            .args(["--lang", "en", "watch"])
            .args(arguments)
            .current_dir(workspace.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("motmap runs");
        let mut messages = BufReader::new(child.stderr.take().expect("messages are piped"));
        let served = !arguments.contains(&"--no-serve");
        let mut port = 0;
        let mut line = String::new();
        while messages.read_line(&mut line).expect("messages can be read") > 0 {
            if let Some(address) = line.strip_prefix("Preview: http://127.0.0.1:") {
                port =
                    address.split('/').next().and_then(|port| port.parse().ok()).expect("the preview names its port");
            }
            if port != 0 || !served && line.contains("touchpoints") {
                break;
            }
            line.clear();
        }
        // Nobody else reads them, and a full pipe would stop the watching.
        std::thread::spawn(move || std::io::copy(&mut messages, &mut std::io::sink()));
        Self { child, port }
    }

    /// What the preview answers, headers and all.
    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the preview listens");
        stream.write_all(request.as_bytes()).expect("the preview reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the preview answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        let port = self.port;
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"))
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn started() -> Workspace {
    let workspace = Workspace::empty();
    assert_eq!(workspace.run(&["init"]).code, 0);
    workspace
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "{what} did not come about");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The pages of a site, without the list of what is ours.
fn pages(site: &Path) -> Vec<(String, Vec<u8>)> {
    files_below(site).into_iter().filter(|(path, _)| !path.starts_with('.')).collect()
}

fn is_what_a_clean_build_makes(workspace: &Workspace) -> bool {
    let clean = Workspace::empty();
    let out = clean.path().join("clean");
    workspace.run(&["build", "--out", out.to_str().expect("a plain path")]);
    out.is_dir() && pages(&workspace.path().join("site")) == pages(&out)
}

/// Saves a text to a path.
type Save = fn(&Path, &str);

/// The ways in which editors and other programs save a file.
const WAYS_OF_SAVING: [(&str, Save); 6] = [
    ("in place", |path, text| fs::write(path, text).expect("written")),
    ("truncated, a pause, written", |path, text| {
        let mut file = fs::File::create(path).expect("truncated");
        std::thread::sleep(Duration::from_millis(40));
        file.write_all(text.as_bytes()).expect("written");
    }),
    ("moved into place", |path, text| {
        let beside = path.with_extension("yaml.new");
        fs::write(&beside, text).expect("written");
        fs::rename(beside, path).expect("moved");
    }),
    ("backup and new file, as vim does", |path, text| {
        let backup = path.with_extension("yaml~");
        fs::rename(path, &backup).expect("moved away");
        fs::write(path, text).expect("written");
        fs::remove_file(backup).expect("removed");
    }),
    ("two moves, as JetBrains does", |path, text| {
        let (beside, old) = (path.with_extension("yaml.tmp"), path.with_extension("yaml.old~"));
        fs::write(&beside, text).expect("written");
        fs::rename(path, &old).expect("moved away");
        fs::rename(beside, path).expect("moved");
        fs::remove_file(old).expect("removed");
    }),
    ("a hidden file moved into place, as rsync does", |path, text| {
        let hidden = path.with_file_name(".my-first-map.yaml.Xy12Z");
        fs::write(&hidden, text).expect("written");
        fs::rename(hidden, path).expect("moved");
    }),
];

fn follows_every_way_of_saving(arguments: &[&str]) {
    let workspace = started();
    let path = workspace.path().join("maps/my-first-map.yaml");
    let text = workspace.read("maps/my-first-map.yaml");
    let _watching = Watching::start(&workspace, arguments);
    for (number, (way, save)) in WAYS_OF_SAVING.iter().enumerate() {
        let name = format!("第{number}家咖啡店");
        save(&path, &text.replace("街角咖啡店", &name));
        wait_until(way, || workspace.read("site/index.html").contains(&name));
        assert!(is_what_a_clean_build_makes(&workspace), "after a save {way}");
    }
}

#[test]
fn a_save_is_followed_however_an_editor_saves() {
    follows_every_way_of_saving(&["--no-serve"]);
}

#[test]
fn a_save_is_followed_where_files_are_looked_at_by_the_clock() {
    follows_every_way_of_saving(&["--no-serve", "--poll"]);
}

#[test]
fn files_and_folders_come_and_go() {
    let workspace = started();
    let _watching = Watching::start(&workspace, &["--no-serve"]);
    let site = workspace.path().join("site");
    let map = workspace.read("maps/my-first-map.yaml");

    workspace.write("maps/north/deep/second.yaml", &map);
    wait_until("a map in a new folder", || site.join("maps/second.html").is_file());
    fs::rename(workspace.path().join("maps/north"), workspace.path().join("maps/south")).expect("renamed");
    fs::remove_dir_all(workspace.path().join("maps/south")).expect("removed");
    wait_until("the removal of its pages", || !site.join("maps/second.html").exists());

    workspace.write("templates/style.css", "body { color: teal }");
    wait_until("a style of one's own", || workspace.read("site/assets/style.css").contains("teal"));
    fs::remove_dir_all(workspace.path().join("templates")).expect("removed");
    wait_until("the built-in style", || !workspace.read("site/assets/style.css").contains("teal"));

    fs::rename(workspace.path().join("maps"), workspace.path().join("away")).expect("renamed");
    wait_until("the removal of all maps", || !site.join("maps/my-first-map.html").exists());
    fs::rename(workspace.path().join("away"), workspace.path().join("maps")).expect("renamed");
    wait_until("the return of all maps", || site.join("maps/my-first-map.html").is_file());
    wait_until("what a clean build makes", || is_what_a_clean_build_makes(&workspace));
}

#[test]
fn no_fault_ends_it_and_the_good_pages_stay_with_the_findings_over_them() {
    let workspace = started();
    let watching = Watching::start(&workspace, &["--port", "0"]);
    let page = workspace.read("site/maps/my-first-map.html");
    let good = workspace.read("maps/my-first-map.yaml");
    let config = workspace.read("motmap.yaml");
    let news = |known: u64| watching.get(&format!("/_preview/news?{known}"));

    workspace.write("maps/my-first-map.yaml", good.replace("name:", "nmae:"));
    wait_until("the findings", || news(0).contains("unknown-field"));
    assert_eq!(workspace.read("site/maps/my-first-map.html"), page, "the last good page stays");
    assert!(watching.get("/maps/my-first-map.html").contains("街角咖啡店"), "in the preview too");
    workspace.write("maps/my-first-map.yaml", &good);
    wait_until("the mending", || news(0).contains("\"faults\":\"\""));

    workspace.write("motmap.yaml", "roles: [");
    wait_until("the fault in motmap.yaml", || news(0).contains("invalid-yaml"));
    assert_eq!(workspace.read("site/maps/my-first-map.html"), page);
    workspace.write("motmap.yaml", &config);
    wait_until("its mending", || news(0).contains("\"faults\":\"\""));

    workspace.write("templates/index.html", "{{ nothing.there }}");
    wait_until("the fault in a template", || news(0).contains("template-error"));
    fs::remove_file(workspace.path().join("templates/index.html")).expect("removed");
    wait_until("its going", || news(0).contains("\"faults\":\"\""));
    wait_until("what a clean build makes", || is_what_a_clean_build_makes(&workspace));
}

#[test]
fn the_preview_answers_this_machine_alone_and_leads_nowhere_else() {
    let workspace = started();
    let watching = Watching::start(&workspace, &["--port", "0"]);
    let port = watching.port;
    let status = |answer: String| answer.lines().next().unwrap_or_default().to_owned();
    let page = watching.get("/");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("/_preview/follow.js"), "{page}");
    assert!(!workspace.read("site/index.html").contains("_preview"), "the script is in no written file");
    for path in [
        "/../motmap.yaml",
        "/..%2fmotmap.yaml",
        "/%2e%2e/motmap.yaml",
        "//etc/passwd",
        "/maps/%ff.html",
        "/maps/none.html",
    ] {
        let answer = status(watching.get(path));
        assert!(answer.contains("404") || answer.contains("400"), "{path}: {answer}");
    }
    let foreign_host = format!("GET / HTTP/1.1\r\nHost: example.com:{port}\r\nConnection: close\r\n\r\n");
    assert!(status(watching.ask(&foreign_host)).contains("403"));
    let foreign_origin = format!(
        "GET /_preview/news?0 HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://example.com\r\nConnection: close\r\n\r\n"
    );
    assert!(status(watching.ask(&foreign_origin)).contains("403"));
    let post = format!("POST / HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    assert!(status(watching.ask(&post)).contains("405"));

    let taken = workspace.run(&["watch", "--port", &port.to_string()]);
    assert_eq!(taken.code, 2);
    assert!(taken.messages.contains("is taken; try --port"), "{}", taken.messages);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_leaves_nothing_behind() {
    let workspace = started();
    let mut watching = Watching::start(&workspace, &["--port", "0"]);
    let interrupted = Command::new("kill").args(["-INT", &watching.child.id().to_string()]).status();
    assert!(interrupted.is_ok_and(|status| status.success()));
    let mut ended = None;
    wait_until("the end", || {
        ended = watching.child.try_wait().expect("its state");
        ended.is_some()
    });
    assert_eq!(ended.and_then(|status| status.code()), Some(0));
    let left: Vec<String> =
        files_below(workspace.path()).into_iter().map(|(path, _)| path).filter(|path| path.ends_with(".tmp")).collect();
    assert!(left.is_empty(), "{left:?}");
}
