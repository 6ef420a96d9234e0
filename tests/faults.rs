//! Every system call by which a site is written fails in turn, and in turn the program is killed at it: each file
//! stays whole, the true cause is told, and the next run makes everything right.

#![cfg(target_os = "linux")]

mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use workspace::{Workspace, files_below};

/// The calls by which a disk is changed, or found to be one that cannot be.
const CALLS: &str = "openat,write,?rename,?renameat,?renameat2,?mkdir,?mkdirat,?unlink,?unlinkat,?rmdir,fsync,\
                     fdatasync,fchmod,flock,getdents64";

/// How a disk refuses, and how that is told.
const REFUSALS: [(&str, &str); 4] = [
    ("ENOSPC", "the disk is full"),
    ("EROFS", "the disk is read-only"),
    ("EACCES", "permission denied"),
    ("EIO", "os error 5"),
];

const CONFIG: &str = "languages: [en]\n";
const OLD: &str = "title: Shop
stages:
  unknown: {not_applicable: Known to all}
  prospect: {not_applicable: All buy}
  customer:
    contact:
      - {id: counter, name: The counter}
      - {id: old-door, name: The old door}
    first-impression: [{id: quick, name: Quick}]
    attitude: [{id: trusts, name: Trusts us}]
    behaviour: [{id: again, name: Comes again}]
  departing: {not_applicable: Elsewhere}
";

/// What is missing on this machine; with `MOTMAP_TEST_ALL` set nothing may be.
fn missing() -> bool {
    let traces = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status();
    let missing = !traces.is_ok_and(|status| status.success());
    assert!(!missing || std::env::var_os("MOTMAP_TEST_ALL").is_none(), "strace is not installed, or may not trace");
    if missing {
        eprintln!("skipped: strace is not installed, or may not trace");
    }
    missing
}

/// What a build begins from.
#[derive(Clone, Copy, Debug)]
enum Before {
    Nothing,
    /// The site of another state of the map: pages change, come and go.
    AnOlderSite,
    /// Just what is to be built.
    ThisSite,
}

/// A site to be built: the workspace, and what must be there before and after, by path.
struct Scene {
    workspace: Workspace,
    before: Before,
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
}

/// Whether a file is ours and no part of the site: a list, a lock, a page that is being written.
fn is_aside(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with(".motmap-"))
}

/// The pages of both editions; those for trainers in a folder `-trainer`.
fn pages(site: &Path) -> BTreeMap<String, Vec<u8>> {
    files_of_both(site).into_iter().filter(|(path, _)| !is_aside(path)).collect()
}

fn files_of_both(site: &Path) -> Vec<(String, Vec<u8>)> {
    let below = |folder: &Path| if folder.is_dir() { files_below(folder) } else { Vec::new() };
    let mut trainers = site.as_os_str().to_owned();
    trainers.push("-trainer");
    let for_trainers = below(Path::new(&trainers)).into_iter().map(|(path, bytes)| (format!("-trainer/{path}"), bytes));
    below(site).into_iter().chain(for_trainers).collect()
}

impl Scene {
    fn set(before: Before) -> Scene {
        let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", OLD)]);
        let mut scene = Scene { workspace, before, old: BTreeMap::new(), new: BTreeMap::new() };
        if matches!(before, Before::AnOlderSite) {
            assert_eq!(scene.workspace.run(&["build", "--out", "old"]).code, 0);
            scene.old = pages(&scene.workspace.path().join("old"));
        }
        scene.workspace.write("maps/shop.yaml", OLD.replace("old-door", "new-door").replace("Shop", "Corner shop"));
        assert_eq!(scene.workspace.run(&["build", "--out", "new"]).code, 0);
        scene.new = pages(&scene.workspace.path().join("new"));
        if matches!(before, Before::ThisSite) {
            scene.old = scene.new.clone();
        }
        scene
    }

    /// Puts both editions back to what they were before.
    fn reset(&self) {
        for (edition, ending) in [("site", ""), ("site-trainer", "-trainer")] {
            let site = self.workspace.path().join(edition);
            if site.is_dir() {
                fs::remove_dir_all(&site).expect("the site goes");
            }
            let before = match self.before {
                Before::Nothing => continue,
                Before::AnOlderSite => format!("old{ending}"),
                Before::ThisSite => format!("new{ending}"),
            };
            for (path, bytes) in files_below(&self.workspace.path().join(before)) {
                self.workspace.write(&format!("{edition}/{path}"), bytes);
            }
        }
    }

    fn build_traced(&self, options: &[&str]) -> Output {
        Command::new("strace")
            .args(["-f", "-qq"])
            .args(options)
            .arg(env!("CARGO_BIN_EXE_motmap"))
            .args(["--lang", "en", "build"])
            // The calls of a single thread come in the same order each time.
            .env("RAYON_NUM_THREADS", "1")
            .env_remove("LD_LIBRARY_PATH")
            .current_dir(self.workspace.path())
            .stdin(Stdio::null())
            .output()
            .expect("strace runs")
    }

    /// Every call that has to do with the site: its name, and the how-manieth of that name it is in its thread.
    fn calls(&self) -> BTreeSet<(String, usize)> {
        self.reset();
        let traced = self.workspace.path().join("calls");
        let output =
            self.build_traced(&["-y", "-e", &format!("trace={CALLS}"), "-o", traced.to_str().expect("a plain path")]);
        assert!(output.status.success(), "{output:?}");
        let text = fs::read_to_string(traced).expect("the trace");
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let (mut ours, mut others) = (BTreeSet::new(), BTreeSet::new());
        for line in text.lines() {
            let Some((thread, call)) = line.split_once(' ') else { continue };
            let Some((name, arguments)) = call.trim_start().split_once('(') else { continue };
            let Some(name) = Some(name).filter(|name| name.bytes().all(|b| b.is_ascii_alphanumeric())) else {
                continue;
            };
            let count = counts.entry((thread, name)).or_default();
            *count += 1;
            let is_message = name == "write" && !arguments.contains("/.motmap-");
            let set = if arguments.contains("site") && !is_message { &mut ours } else { &mut others };
            set.insert((name.to_owned(), *count));
        }
        // A call is told by its number alone: where another thread has one of that number that has nothing to do with
        // the site, such as the loading of a library, it is left to its neighbours.
        ours.retain(|call| !others.contains(call));
        let names: BTreeSet<&str> = ours.iter().map(|(name, _)| name.as_str()).collect();
        let writes = !matches!(self.before, Before::ThisSite);
        for (name, seen) in [("openat", true), ("flock", true), ("write", writes), ("fdatasync", writes)] {
            assert_eq!(names.contains(name), seen, "whether `{name}` is among {names:?}");
        }
        for kinds in if writes { &["rename", "mkdir", "unlink"][..] } else { &["unlink"] } {
            assert!(names.iter().any(|name| name.starts_with(kinds)), "no kind of `{kinds}` among {names:?}");
        }
        ours
    }

    /// Every page is the old one or the new one; one that is in both is never missing.
    fn is_whole(&self, after: &str) {
        let there = pages(&self.workspace.path().join("site"));
        for (path, bytes) in &there {
            let known = [self.old.get(path), self.new.get(path)];
            assert!(known.contains(&Some(bytes)), "{path} is neither old nor new after {after}");
        }
        let lost: Vec<&String> =
            self.old.keys().filter(|path| self.new.contains_key(*path) && !there.contains_key(*path)).collect();
        assert!(lost.is_empty(), "{lost:?} went missing after {after}");
    }

    fn is_new(&self, after: &str) {
        assert!(pages(&self.workspace.path().join("site")) == self.new, "the site is not the new one after {after}");
        let left = self.leftovers();
        assert!(left.is_empty(), "{left:?} are left after {after}");
    }

    fn leftovers(&self) -> Vec<String> {
        let all = files_of_both(&self.workspace.path().join("site"));
        let is_ours_and_no_list = |path: &String| is_aside(path) && !path.ends_with(".json");
        all.into_iter().map(|(path, _)| path).filter(is_ours_and_no_list).collect()
    }

    fn the_next_run_makes_it_right(&self, after: &str) {
        let next = self.workspace.run(&["build"]);
        assert_eq!(next.code, 0, "the run after {after}: {next:?}");
        self.is_new(&format!("the run after {after}"));
    }
}

/// `12 mkdir, 14 renameat`.
fn by_kind(calls: &BTreeSet<(String, usize)>) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in calls {
        *kinds.entry(name).or_default() += 1;
    }
    kinds.iter().map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
}

fn every_call_fails_in_turn(before: Before) {
    if missing() {
        return;
    }
    let scene = Scene::set(before);
    let calls = scene.calls();
    for (number, (call, count)) in calls.iter().enumerate() {
        let (error, told) = REFUSALS[number % REFUSALS.len()];
        let fault = format!("{error} at {call} {count}, from {before:?}");
        scene.reset();
        let inject = format!("inject={call}:error={error}:when={count}");
        let output = scene.build_traced(&["-e", &format!("trace={call}"), "-e", &inject, "-o", "/dev/null"]);
        let messages = String::from_utf8_lossy(&output.stderr);
        scene.is_whole(&fault);
        match output.status.code() {
            // What is only looked at may fail: then it is written anew.
            Some(0) => scene.is_new(&fault),
            Some(2) => {
                // The thread that tells it writes as well: its call of that number may be the message, or what it says.
                let untold = *call == "write" && "motmap: ".starts_with(&*messages);
                assert!(messages.contains(told) || untold, "{fault} is told as: {messages}");
                assert!(messages.trim_end().lines().count() <= 1, "one line, not: {messages}");
                let left = scene.leftovers();
                // Nobody can remove what the disk does not let go.
                assert!(left.is_empty() || call.starts_with("unlink"), "{left:?} are left after {fault}");
            }
            code => panic!("{fault} ends with {code:?}: {messages}"),
        }
        scene.the_next_run_makes_it_right(&fault);
    }
    println!("calls that failed in turn, from {before:?}: {}", by_kind(&calls));
}

fn it_is_killed_at_every_call_in_turn(before: Before) {
    if missing() {
        return;
    }
    let scene = Scene::set(before);
    let calls = scene.calls();
    for (call, count) in &calls {
        let fault = format!("being killed at {call} {count}, from {before:?}");
        scene.reset();
        let inject = format!("inject={call}:signal=SIGKILL:when={count}");
        let output = scene.build_traced(&["-e", &format!("trace={call}"), "-e", &inject, "-o", "/dev/null"]);
        assert_eq!(output.status.code(), None, "{fault}: {output:?}");
        scene.is_whole(&fault);
        scene.the_next_run_makes_it_right(&fault);
    }
    println!("calls at which it was killed in turn, from {before:?}: {}", by_kind(&calls));
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_first_build_survives_the_failure_of_any_call() {
    every_call_fails_in_turn(Before::Nothing);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_later_build_survives_the_failure_of_any_call() {
    every_call_fails_in_turn(Before::AnOlderSite);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_first_build_can_be_killed_at_any_call() {
    it_is_killed_at_every_call_in_turn(Before::Nothing);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_later_build_can_be_killed_at_any_call() {
    it_is_killed_at_every_call_in_turn(Before::AnOlderSite);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_build_with_nothing_to_do_survives_the_failure_of_any_call() {
    every_call_fails_in_turn(Before::ThisSite);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_build_with_nothing_to_do_can_be_killed_at_any_call() {
    it_is_killed_at_every_call_in_turn(Before::ThisSite);
}
