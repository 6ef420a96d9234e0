//! A running `motmap watch`, and what people and programs do to its files.

// Each test file takes from here what it needs.
#![allow(dead_code)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use super::workspace::{Workspace, run_in};

/// Far more than any build takes, on however busy a machine.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A running `motmap watch`; it is ended with its value.
pub struct Watching {
    pub child: Child,
    /// The preview's port; 0 without one.
    pub port: u16,
    messages: Arc<Mutex<String>>,
}

impl Watching {
    pub fn start(workspace: &Workspace, arguments: &[&str]) -> Self {
        Self::of(&mut Command::new(env!("CARGO_BIN_EXE_motmap")), workspace.path(), arguments)
    }

    /// Watches where every call of a kind is refused by the system, as strace is told: `inotify_init1:error=EMFILE`.
    pub fn start_where_refused(workspace: &Workspace, refused: &str, arguments: &[&str]) -> Self {
        let call = refused.split(':').next().expect("a call");
        let mut command = Command::new("strace");
        // The program is the child, and what makes it fail comes after it.
        command.args(["-D", "-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
        command.args(["-e", &format!("inject={refused}"), env!("CARGO_BIN_EXE_motmap")]);
        Self::of(&mut command, workspace.path(), arguments)
    }

    /// Watches the workspace in a folder.
    pub fn of(command: &mut Command, folder: &Path, arguments: &[&str]) -> Self {
        let mut child = command
            .args(["--lang", "en", "watch"])
            .args(arguments)
            .current_dir(folder)
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
        // A full pipe would stop the watching.
        let told = Arc::new(Mutex::new(line));
        let keep = told.clone();
        std::thread::spawn(move || {
            let mut line = String::new();
            while messages.read_line(&mut line).is_ok_and(|length| length > 0) {
                keep.lock().expect("nobody panics here").push_str(&line);
                line.clear();
            }
        });
        Self { child, port, messages: told }
    }

    /// What it has said since it began to watch.
    pub fn messages(&self) -> String {
        self.messages.lock().expect("nobody panics here").clone()
    }

    /// How many builds it has made since it began to watch.
    pub fn builds(&self) -> usize {
        self.messages().matches("Built ").count()
    }

    /// What the preview answers, headers and all.
    pub fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the preview listens");
        stream.write_all(request.as_bytes()).expect("the preview reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the preview answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn get(&self, path: &str) -> String {
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

/// Removes a folder of a workspace in one step, since a watch may write into it meanwhile.
pub fn remove_at_once(workspace: &Workspace, folder: &str) {
    let elsewhere = tempfile::TempDir::new().expect("a temporary folder");
    fs::rename(workspace.path().join(folder), elsewhere.path().join("removed")).expect("the folder moves away");
}

pub fn started() -> Workspace {
    Workspace::coffee_shop()
}

pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "{what} did not come about");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The pages of a site, by path, without what is ours and no page. It may be in the middle of being written: what goes
/// away meanwhile is not there.
pub fn pages(site: &Path) -> Vec<(String, Vec<u8>)> {
    fn collect(folder: &Path, below: &str, found: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{below}{name}");
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                collect(&entry.path(), &format!("{path}/"), found);
            } else if !name.starts_with(".motmap-") {
                found.extend(fs::read(entry.path()).ok().map(|bytes| (path, bytes)));
            }
        }
    }
    let mut found = Vec::new();
    collect(site, "", &mut found);
    found.sort();
    found
}

pub fn is_what_a_clean_build_makes(workspace: &Workspace) -> bool {
    is_clean(workspace.path())
}

/// Whether the site of the workspace in a folder is what a clean build makes.
pub fn is_clean(folder: &Path) -> bool {
    let clean = Workspace::empty();
    let out = clean.path().join("clean");
    run_in(folder, &[], &["build", "--out", out.to_str().expect("a plain path")]);
    let site = folder.join("site");
    out.is_dir() && site.is_dir() && pages(&site) == pages(&out)
}

/// A name in the same folder.
fn beside(path: &Path, before: &str, after: &str) -> std::path::PathBuf {
    let name = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
    path.with_file_name(format!("{before}{name}{after}"))
}

/// Saves a text to a path.
pub type Save = fn(&Path, &str);

/// The ways in which editors and other programs save a file.
pub const WAYS_OF_SAVING: [(&str, Save); 8] = [
    ("in place", |path, text| fs::write(path, text).expect("written")),
    ("truncated, a pause, written", |path, text| {
        let mut file = fs::File::create(path).expect("truncated");
        std::thread::sleep(Duration::from_millis(40));
        file.write_all(text.as_bytes()).expect("written");
    }),
    ("moved into place", |path, text| {
        let beside = beside(path, "", ".new");
        fs::write(&beside, text).expect("written");
        fs::rename(beside, path).expect("moved");
    }),
    ("backup and new file, as vim does", |path, text| {
        let backup = beside(path, "", "~");
        fs::rename(path, &backup).expect("moved away");
        fs::write(path, text).expect("written");
        fs::remove_file(backup).expect("removed");
    }),
    ("two moves, as JetBrains does", |path, text| {
        let (beside, old) = (beside(path, "", "___jb_tmp___"), beside(path, "", "___jb_old___"));
        fs::write(&beside, text).expect("written");
        fs::rename(path, &old).expect("moved away");
        fs::rename(beside, path).expect("moved");
        fs::remove_file(old).expect("removed");
    }),
    ("a hidden file moved into place, as rsync does", |path, text| {
        let hidden = beside(path, ".", ".Xy12Z");
        fs::write(&hidden, text).expect("written");
        fs::rename(hidden, path).expect("moved");
    }),
    ("a hidden file moved into place, with the time of the old", |path, text| {
        let (hidden, time) = (beside(path, ".", ".Xy12Z"), modified(path));
        fs::write(&hidden, text).expect("written");
        set_modified(&hidden, time);
        fs::rename(hidden, path).expect("moved");
    }),
    ("in place, and the time set back", |path, text| {
        let time = modified(path);
        fs::write(path, text).expect("written");
        set_modified(path, time);
    }),
];

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|metadata| metadata.modified()).expect("a time")
}

fn set_modified(path: &Path, time: SystemTime) {
    fs::File::options().write(true).open(path).and_then(|file| file.set_modified(time)).expect("the time is set");
}
