//! The shipped site in a real browser: nothing is wider than the screen, nothing is asked for from elsewhere, everybody can
//! read it, the drawing is legible, and Mermaid reads the exported graph.

mod workspace;

use std::path::Path;
use std::process::Command;

use workspace::{Workspace, repository, run_in};

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
fn the_shipped_site_holds_in_a_browser() {
    if let Some(missing) = missing() {
        eprintln!("skipped: {missing}");
        return;
    }
    let scratch = Workspace::empty();
    let root = repository(".");
    let site = scratch.path().join("site");
    let build = run_in(&root, &[], &["build", "--strict", "--single-file", "--out", text(&site)]);
    assert_eq!(build.code, 0, "{build:?}");
    let graph = run_in(&root, &[], &["graph", "--format", "mermaid"]);
    scratch.write("graph.mmd", graph.out);
    let output = Command::new("node")
        .arg(repository("tests/browser/pages.mjs"))
        .arg(&site)
        .arg(scratch.path().join("graph.mmd"))
        .output()
        .expect("Node.js runs");
    let problems = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{problems}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(problems.trim().is_empty(), "{problems}");
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a temporary folder has a plain name")
}
