//! Maps as other programs write them: what a formatter makes of a map, and what programs write that have read it, is the
//! same map, and makes the same site to the byte.
//!
//! And what this program writes for authors is read by another one as it is meant.
//!
//! `writers/rewrite.mjs` and `writers/rewrite.py` put files through these programs.

mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;
use serde_json::{Value, json};
use workspace::{Workspace, files_below, repository};

/// A program that rewrites YAML, by its name in the scripts.
struct Writer {
    name: &'static str,
    script: &'static str,
    /// Whether it leaves what is in a mapping in its order. The roles of motmap.yaml stand on the pages in theirs.
    keeps_order: bool,
}

const fn writer(script: &'static str, name: &'static str) -> Writer {
    Writer { name, script, keeps_order: true }
}

const FORMATTERS: [Writer; 2] =
    [writer("rewrite.mjs", "prettier"), writer("rewrite.mjs", "prettier --prose-wrap always")];

const DUMPERS: [Writer; 6] = [
    writer("rewrite.mjs", "js-yaml"),
    Writer { keeps_order: false, ..writer("rewrite.py", "PyYAML") },
    writer("rewrite.py", "PyYAML in quotes"),
    writer("rewrite.py", "PyYAML in braces"),
    writer("rewrite.py", "ruamel.yaml"),
    Writer { keeps_order: false, ..writer("rewrite.py", "ruamel.yaml, safe") },
];

/// A Python that has both writers; Debian's own comes first, since that is where its packages are.
fn python() -> Option<&'static str> {
    let has_both = |python: &&str| {
        Command::new(python).args(["-c", "import yaml, ruamel.yaml"]).output().is_ok_and(|ran| ran.status.success())
    };
    ["/usr/bin/python3", "python3"].into_iter().find(has_both)
}

/// What is missing on this machine; with `MOTMAP_TEST_ALL` set nothing may be.
fn missing() -> Option<&'static str> {
    let missing = if !repository("tests/writers/node_modules").is_dir() {
        "`npm ci` has not been run in tests/writers"
    } else if python().is_none() {
        "no Python has PyYAML and ruamel.yaml"
    } else {
        return None;
    };
    assert!(std::env::var_os("MOTMAP_TEST_ALL").is_none(), "{missing}");
    eprintln!("skipped: {missing}");
    Some(missing)
}

/// Has one of the programs rewrite files in place.
fn rewrite(writer: &Writer, files: &[PathBuf]) {
    let program = if writer.script.ends_with(".py") { python().expect("it was looked for") } else { "node" };
    let mut command = Command::new(program);
    let ran = command.arg(repository("tests/writers").join(writer.script)).arg(writer.name).args(files).output();
    let ran = ran.unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(ran.status.success(), "{}: {}", writer.name, String::from_utf8_lossy(&ran.stderr));
}

/// The YAML files of a workspace that a writer may rewrite.
fn files_for(writer: &Writer, workspace: &Workspace) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = files_below(&workspace.path().join("maps"))
        .into_iter()
        .map(|(path, _)| workspace.path().join("maps").join(path))
        .filter(|path| path.extension() == Some(OsStr::new("yaml")))
        .collect();
    if writer.keeps_order {
        files.push(workspace.path().join("motmap.yaml"));
    }
    files
}

/// What is found in a workspace, without the lines, which are others after rewriting: path, rule and message. In years
/// from now much is overdue.
fn findings(workspace: &Workspace) -> Vec<String> {
    let checked = workspace.run(&["check", "--format", "short", "--today", "2060-01-01"]);
    let mut findings: Vec<String> = checked.out.lines().map(without_place).collect();
    findings.sort();
    findings
}

/// `maps/a.yaml:3:5: error[empty-cell]: …` as `maps/a.yaml: error[empty-cell]: …`, with the English name of the field. Where
/// a writer escapes Chinese characters, no name is left by which the program could tell that the file has Chinese ones.
fn without_place(finding: &str) -> String {
    let finding = finding.replace("`审阅日期:", "`reviewed:");
    let (place, said) = finding.split_once(": ").unwrap_or_else(|| panic!("no place in `{finding}`"));
    let path = place.rsplitn(3, ':').last().expect("a path");
    format!("{path}: {said}")
}

/// Every page of the site, by its path, and what else readers get. What is kept beside them tells what the files of the
/// maps were, byte for byte.
fn site(workspace: &Workspace) -> BTreeMap<String, Vec<u8>> {
    let built = workspace.run(&["build"]);
    assert_eq!(built.code, 0, "{built:?}");
    let files = files_below(&workspace.path().join("site")).into_iter();
    files.filter(|(path, _)| !path.contains(".motmap-")).collect()
}

/// What a site differs in from another, by the paths of its files and the first line that is another.
fn differences(site: &BTreeMap<String, Vec<u8>>, expected: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let paths: BTreeSet<&String> = site.keys().chain(expected.keys()).collect();
    let differs = |path: &&String| site.get(*path) != expected.get(*path);
    let text = |files: &BTreeMap<String, Vec<u8>>, path: &String| {
        files.get(path).map_or(String::new(), |bytes| String::from_utf8_lossy(bytes).into_owned())
    };
    let line = |path: &String| {
        let (ours, theirs) = (text(site, path), text(expected, path));
        let line = ours.lines().zip(theirs.lines()).find(|(ours, theirs)| ours != theirs);
        line.map_or(String::new(), |(ours, theirs)| format!("\n  is        {ours}\n  should be {theirs}"))
    };
    paths.into_iter().filter(differs).map(|path| format!("{path}{}", line(path))).collect()
}

/// What a workspace is, and how one is made.
type Kind = (&'static str, fn() -> Workspace);

/// The example maps with their cases, and the workspace that `init` writes.
fn shipped() -> [Kind; 2] {
    let examples = || {
        let workspace = Workspace::empty();
        for (path, bytes) in files_below(&repository("maps")) {
            workspace.write(&format!("maps/{path}"), bytes);
        }
        workspace.write("motmap.yaml", std::fs::read(repository("motmap.yaml")).expect("it is there"));
        workspace
    };
    let starter = || {
        let workspace = Workspace::empty();
        assert_eq!(workspace.run(&["init"]).code, 0);
        workspace
    };
    [("the example maps", examples), ("the starter", starter)]
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_map_that_another_program_has_written_checks_and_builds_as_before() {
    if missing().is_some() {
        return;
    }
    for (what, new) in shipped() {
        let workspace = new();
        let (found, built) = (findings(&workspace), site(&workspace));
        let found_overdue = found.iter().any(|finding| finding.contains("[stale-review]"));
        assert!(found_overdue || what == "the starter", "there is something to compare: {found:?}");
        let compare = |writer: &Writer| {
            let rewritten = new();
            rewrite(writer, &files_for(writer, &rewritten));
            let (now, differences) = (findings(&rewritten), differences(&site(&rewritten), &built));
            let same = now == found && differences.is_empty();
            (!same).then(|| format!("{}: {now:#?}\n{}", writer.name, differences.join("\n")))
        };
        let wrong: Vec<String> = FORMATTERS.par_iter().chain(DUMPERS.par_iter()).filter_map(compare).collect();
        assert!(wrong.is_empty(), "{what} had {found:#?}, written by\n{}", wrong.join("\n\n"));
    }
}

#[test]
fn every_map_that_is_right_is_right_after_the_formatter() {
    if missing().is_some() {
        return;
    }
    for language in ["zh", "en"] {
        let new = || {
            let workspace = Workspace::copy_of(&repository("tests/mistakes/workspace").join(language));
            for (path, text) in files_below(&repository("tests/valid").join(language)) {
                let stem = path.split('.').next().expect("a name has a stem");
                workspace.write(&format!("maps/{stem}.yaml"), text);
            }
            workspace
        };
        let found = findings(&new());
        assert!(found.iter().any(|finding| finding.contains("[empty-cell]")), "{found:?}");
        for writer in &FORMATTERS {
            let rewritten = new();
            rewrite(writer, &files_for(writer, &rewritten));
            assert_eq!(findings(&rewritten), found, "tests/valid/{language}, written by {}", writer.name);
        }
    }
}

/// What PyYAML reads in files, in order.
fn read_by_pyyaml(files: &[PathBuf]) -> Vec<Value> {
    let mut command = Command::new(python().expect("it was looked for"));
    let ran = command.arg(repository("tests/writers/values.py")).args(files).output().expect("Python runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).expect("it prints JSON")
}

/// Sees that PyYAML reads in YAML files and in the headers of cases what is meant there.
fn assert_read_as_meant(files: &[PathBuf]) {
    for (file, value) in files.iter().zip(read_by_pyyaml(files)) {
        let text = std::fs::read_to_string(file).expect("it is there");
        let is_case = file.extension() == Some(OsStr::new("md"));
        let yaml = if is_case { text.split("---\n").nth(1).expect("a case has a header") } else { &text };
        let meant: Value = serde_yaml::from_str(yaml).expect("what the program writes is YAML");
        assert_eq!(value, meant, "{}:\n{yaml}", file.display());
    }
}

/// The paths of a folder's files with that ending.
fn files_ending(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let paths = files_below(folder).into_iter().map(|(path, _)| folder.join(path));
    paths.filter(|path| path.extension() == Some(OsStr::new(ending))).collect()
}

#[test]
fn what_init_writes_is_read_by_others_as_it_is_meant() {
    if missing().is_some() {
        return;
    }
    let workspace = Workspace::empty();
    assert_eq!(workspace.run(&["init"]).code, 0);
    let files = files_ending(workspace.path(), "yaml");
    assert_eq!(files.len(), 2);
    assert_read_as_meant(&files);
}

#[test]
fn the_case_of_every_touchpoint_is_read_by_others_as_it_is_meant() {
    if missing().is_some() {
        return;
    }
    for (what, new) in shipped() {
        let workspace = new();
        assert_eq!(workspace.run(&["build"]).code, 0);
        // A site holds what `case new` writes for each of its contacts, in each language: the starter has two.
        let cases = files_ending(&workspace.path().join("site"), "md");
        assert!(cases.len() >= 2, "{what}: {} cases", cases.len());
        assert_read_as_meant(&cases);
    }
}

/// Places that some reader of YAML takes for something else than a text.
const ODD_PLACES: [&str; 14] = [
    "no",
    "On",
    "null",
    "~",
    "12:30",
    "1_000",
    "0x1F",
    "2026-10-01",
    "1e3",
    "=",
    "Hall: left",
    "Hall #2",
    "{Hall}",
    "\u{201c}Hall\u{201d}",
];

#[test]
fn a_case_names_its_place_and_role_as_a_text_whatever_they_are() {
    if missing().is_some() {
        return;
    }
    for place in ODD_PLACES {
        let map = format!(
            "title: Shop\nlanguage: \"no\"\nstages:\n  customer:\n    contact:\n      - {{id: a, name: A, role: agent, place: '{place}'}}\n"
        );
        let config = format!("roles:\n  agent: {{name: '{place}', layer: front-line}}\n");
        let workspace = Workspace::with(&[("motmap.yaml", &config), ("maps/shop.yaml", &map)]);
        let written = workspace.run(&["case", "new", "a"]);
        assert_eq!(written.code, 0, "{written:?}");
        let read = &read_by_pyyaml(&[workspace.path().join("maps/cases/a.md")])[0];
        assert_eq!((&read["place"], &read["people"][1]["role"]), (&json!(place), &json!(place)));
        assert_eq!(read["language"], "no");
        let again = workspace.findings(&["--only", "wrong-type"]);
        assert_eq!(again, [""; 0], "{place}");
    }
}
