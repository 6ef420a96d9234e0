//! The site in a real browser: nothing is wider than the screen, nothing is asked for from elsewhere, everybody can
//! read it, the drawing is legible, Mermaid reads the exported graph, what is printed holds together on its sheets, the
//! search finds what is typed, and a playbook of a thousand touchpoints is as good to use.

#[path = "browser/case_form.rs"]
mod case_form;
#[path = "browser/large.rs"]
mod large;
#[path = "browser/small.rs"]
mod small;
mod workspace;

use std::path::Path;
use std::process::Command;

use motmap::testing::model::{Outcome, PARTS, prose};
use motmap::testing::pipeline;
use motmap::testing::workspace::Workspace as Files;
use workspace::{Workspace, files_below, repository, run_in};

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

/// Runs a script of `tests/browser`; each line that it prints is a problem.
fn finds_no_problem(script: &str, arguments: &[&Path]) {
    let mut node = Command::new("node");
    let output = node.arg(repository("tests/browser").join(script)).args(arguments).output().expect("Node.js runs");
    let problems = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{problems}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(problems.trim().is_empty(), "{problems}");
}

/// The shipped site in a folder of its own; none where a browser is missing.
fn shipped_site() -> Option<Workspace> {
    if let Some(missing) = missing() {
        eprintln!("skipped: {missing}");
        return None;
    }
    let scratch = Workspace::empty();
    let site = scratch.path().join("site");
    let site = site.to_str().expect("a temporary folder has a plain name");
    let build = run_in(&repository("."), &[], &["build", "--strict", "--single-file", "--out", site]);
    assert_eq!(build.code, 0, "{build:?}");
    Some(scratch)
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn the_shipped_site_holds_in_a_browser() {
    let Some(scratch) = shipped_site() else { return };
    let graph = run_in(&repository("."), &[], &["graph", "--format", "mermaid"]);
    scratch.write("graph.mmd", graph.out);
    finds_no_problem("pages.mjs", &[&scratch.path().join("site"), &scratch.path().join("graph.mmd")]);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn what_is_printed_holds_together_on_its_pages() {
    let Some(scratch) = shipped_site() else { return };
    finds_no_problem("paper.mjs", &[&scratch.path().join("site")]);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_playbook_of_a_thousand_touchpoints_is_as_good_to_use() {
    if let Some(missing) = missing() {
        eprintln!("skipped: {missing}");
        return;
    }
    let workspace = large::workspace(5, 200);
    let build = workspace.run(&["build"]);
    assert_eq!(build.code, 0, "{build:?}");
    assert!(build.messages.contains("1000 touchpoints"), "{}", build.messages);
    finds_no_problem("large.mjs", &[&workspace.path().join("site")]);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn the_search_finds_whatever_is_said_however_it_is_typed() {
    if let Some(missing) = missing() {
        eprintln!("skipped: {missing}");
        return;
    }
    let (cafe, many) = (small::cafe(), small::many_maps(101));
    for workspace in [&cafe, &many] {
        let build = workspace.run(&["build"]);
        assert_eq!(build.code, 0, "{build:?}");
    }
    finds_no_problem("search.mjs", &[&cafe.path().join("site"), &many.path().join("site")]);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn every_word_of_a_blueprint_stays_in_its_box() {
    let Some(scratch) = shipped_site() else { return };
    let shipped = ["blueprints/branch-counter.html", "en/blueprints/branch-counter.html"].map(Path::new);
    finds_no_problem("blueprint.mjs", &[&scratch.path().join("site"), shipped[0], shipped[1]]);
    let long = small::long_blueprint();
    assert!(long.run(&["build"]).code < 2);
    let site = long.path().join("site-trainer");
    finds_no_problem(
        "blueprint.mjs",
        &[&site, Path::new("blueprints/long.html"), Path::new("en/blueprints/long.html")],
    );
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_pocket_card_holds_together_however_much_it_says() {
    if let Some(missing) = missing() {
        eprintln!("skipped: {missing}");
        return;
    }
    let workspace = small::longer_and_longer(24);
    let build = workspace.run(&["build"]);
    assert_eq!(build.code, 0, "{build:?}");
    finds_no_problem("pocket.mjs", &[&workspace.path().join("site")]);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_case_written_on_screen_is_read_back_as_it_was_typed() {
    if let Some(missing) = missing() {
        eprintln!("skipped: {missing}");
        return;
    }
    let workspace = case_form::shop();
    assert!(workspace.run(&["build"]).code < 2);
    let typed = case_form::hostile_case();
    workspace.write("lines.json", case_form::lines().to_string());
    workspace.write("case.json", typed.to_string());
    let saved = Workspace::empty();
    let [site, lines, case] = ["site", "lines.json", "case.json"].map(|path| workspace.path().join(path));
    finds_no_problem("case-form.mjs", &[&site, &lines, &case, saved.path()]);

    let files = files_below(saved.path());
    let [(name, bytes)] = &files[..] else { panic!("one file is saved, not {}", files.len()) };
    assert_eq!(name, "counter.md");
    workspace.write("maps/cases/counter.md", bytes);
    let check = workspace.run(&["check", "--format", "short"]);
    let findings: Vec<&str> = check.out.lines().filter(|line| line.contains("maps/cases/")).collect();
    assert!(findings.iter().all(|finding| finding.contains("[case-part-length]")), "{findings:#?}");

    let reading = pipeline::read(&Files::load(workspace.path()).expect("the workspace is there"));
    let case = &reading.site.cases[0];
    assert_eq!(reading.site.touchpoint(case.touchpoints[0].value).id.value, "counter");
    assert_eq!(case.title.as_ref().map(|title| title.first()), typed["title"].as_str());
    assert_eq!(case.when.as_ref().map(|when| when.value.0.as_str()), Some("2026-04-22 13:10"));
    assert_eq!(case.place.as_ref().map(|place| place.first()), typed["place"].as_str());
    let people =
        case.people.iter().map(|person| [Some(person.name.first()), person.role.as_ref().map(|role| role.first())]);
    assert_eq!(serde_json::json!(people.collect::<Vec<_>>()), typed["people"]);
    assert_eq!(case.outcome.as_ref().map(|outcome| outcome.value), Some(Outcome::Failure));
    assert!(case.anonymised);
    assert_eq!(case.language.as_str(), "zh");
    let lines =
        |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    for number in 0..PARTS.len() {
        let part = case.parts[number].as_ref().unwrap_or_else(|| panic!("part {} is there", number + 1));
        let words = typed["parts"][number].as_str().expect("a text");
        assert_eq!(lines(&prose(&part.body.value)), lines(words), "part {}: {}", number + 1, part.body.value);
    }
}
