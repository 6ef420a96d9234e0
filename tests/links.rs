//! Symbolic links: what leads out of the workspace is told and never read, what stays inside is read once.
#![cfg(unix)]

mod workspace;

use std::fs;
use std::os::unix::fs::symlink;

use workspace::{Run, Workspace, files_below};

const CONFIG: &str = "languages: [en]\nrules: {unlisted-requests: off, unplayed-moment: off, empty-cell: off}\n";
const MAP: &str = "title: Shop\n";
/// What stands in the file outside, and must be neither quoted nor published.
const SECRET: &str = "password";

/// A workspace of one map, in a folder beside a file that is none of its business.
fn shop() -> Workspace {
    Workspace::with(&[
        ("shop/motmap.yaml", CONFIG),
        ("shop/maps/a.yaml", MAP),
        ("outside/secret", "password: 12345\n"),
        ("outside/folder/secret.yaml", "password: 12345\n"),
    ])
}

fn link(workspace: &Workspace, target: &str, at: &str) {
    let at = workspace.path().join("shop").join(at);
    fs::create_dir_all(at.parent().expect("a folder")).expect("a folder can be made");
    symlink(target, at).expect("a link can be made");
}

fn check(workspace: &Workspace) -> Run {
    workspace.run(&["-C", "shop", "check", "--format", "short"])
}

/// Where the findings are, and of which rules: `maps/x.yaml outside-link`.
fn found(run: &Run) -> Vec<String> {
    let place = |line: &str| {
        let (path, rest) = line.split_once(':').expect("a place");
        format!("{} {}", path.trim_start_matches("shop/"), rest.split(['[', ']']).nth(1).expect("a rule"))
    };
    run.out.lines().map(place).collect()
}

#[test]
fn what_a_link_reaches_outside_is_told_and_neither_quoted_nor_published() {
    for (target, at) in [
        ("../../outside/secret", "maps/x.yaml"),
        ("../../outside/folder", "maps/up"),
        ("../../../outside/secret", "maps/cases/x.md"),
        ("../..", "maps/up"),
        ("../../outside/secret", "templates/style.css"),
        ("../../outside/folder", "templates/locales"),
    ] {
        let workspace = shop();
        link(&workspace, target, at);
        let run = check(&workspace);
        assert_eq!(found(&run), [format!("{at} outside-link")], "{at} -> {target}: {run:?}");
        assert!(run.out.contains(&format!("`{target}`")), "where it may lead is told: {}", run.out);
        assert_eq!(run.code, 1, "{at} -> {target}");
        let build = workspace.run(&["-C", "shop", "build", "--strict"]);
        assert_eq!(build.code, 1, "{build:?}");
        assert!(build.messages.contains("error[outside-link]"), "{}", build.messages);
        for (path, bytes) in files_below(&workspace.path().join("shop/site")) {
            assert!(!String::from_utf8_lossy(&bytes).contains(SECRET), "{path} shows what lies outside");
        }
        for said in [run.out, run.messages, build.out, build.messages] {
            assert!(!said.contains(SECRET), "{at} -> {target} is quoted: {said}");
        }
    }
}

#[test]
fn folders_and_the_configuration_may_not_lead_outside_either() {
    let workspace = shop();
    fs::rename(workspace.path().join("shop/motmap.yaml"), workspace.path().join("outside/motmap.yaml")).expect("moved");
    link(&workspace, "../outside/motmap.yaml", "motmap.yaml");
    let run = check(&workspace);
    assert!(found(&run).contains(&"motmap.yaml outside-link".to_owned()), "{run:?}");
    let build = workspace.run(&["-C", "shop", "build"]);
    assert!(build.messages.contains("Nothing was built"), "{}", build.messages);

    let workspace = shop();
    fs::rename(workspace.path().join("shop/maps"), workspace.path().join("outside/maps")).expect("moved");
    link(&workspace, "../outside/maps", "maps");
    let run = check(&workspace);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.messages.contains("links that lead out of the workspace: maps"), "{}", run.messages);

    let workspace = shop();
    link(&workspace, "../outside/folder", "templates");
    assert_eq!(found(&check(&workspace)), ["templates outside-link"]);
}

#[test]
fn a_folder_that_links_to_what_it_lies_in_is_no_loop() {
    let workspace = shop();
    workspace.write("shop/maps/deep/b.yaml", "title: Deep\n");
    link(&workspace, "..", "maps/loop");
    link(&workspace, ".", "maps/itself");
    link(&workspace, "..", "maps/deep/loop");
    link(&workspace, "..", "templates/loop");
    let run = workspace.run(&["-C", "shop", "check"]);
    assert_eq!(run.out.lines().last(), Some("2 maps, 0 touchpoints, 0 of 32 cells covered: no findings"), "{run:?}");
}

#[test]
fn what_is_reached_in_two_ways_is_read_once_by_its_own_path() {
    let workspace = shop();
    workspace.write("shop/maps/far/z.yaml", "title: Far\nstage: {}\n");
    workspace.write("shop/shared/deep/s.yaml", "title: Shared\nstage: {}\n");
    link(&workspace, "far/z.yaml", "maps/alias.yaml");
    link(&workspace, "far", "maps/another-way");
    link(&workspace, "../motmap.yaml", "maps/config.yaml");
    link(&workspace, "../shared", "maps/b-shared");
    link(&workspace, "../shared/deep", "maps/c-deep");
    link(&workspace, "../shared/deep/s.yaml", "maps/d.yaml");
    let run = check(&workspace);
    assert_eq!(found(&run), ["maps/b-shared/deep/s.yaml unknown-field", "maps/far/z.yaml unknown-field"], "{run:?}");
    let summary = workspace.run(&["-C", "shop", "check"]).out;
    assert!(summary.contains("\n3 maps, "), "{summary}");
}

#[test]
fn one_file_may_be_two_templates() {
    let workspace = shop();
    let page = "{% extends \"builtin/map.html\" %}{% block main %}mine{% endblock %}";
    workspace.write("shop/templates/shared.html", page);
    link(&workspace, "shared.html", "templates/map.html");
    let build = workspace.run(&["-C", "shop", "build", "--strict"]);
    assert_eq!(build.code, 0, "{build:?}");
    assert!(workspace.read("shop/site/maps/a.html").contains("mine"), "the linked template is used");
}

#[test]
fn a_reference_into_a_map_that_is_not_read_is_not_called_wrong() {
    let workspace = shop();
    link(&workspace, "../../outside/secret", "maps/x.yaml");
    let map = "title: Shop\nstages:\n  customer:\n    contact:\n      - {id: a, name: A, attended: false, leads_to: [x/there]}\n";
    workspace.write("shop/maps/a.yaml", map);
    assert_eq!(found(&check(&workspace)), ["maps/x.yaml outside-link"]);
}

#[test]
fn a_file_named_by_itself_that_leads_elsewhere_is_not_read_either() {
    let workspace = Workspace::with(&[("outside/secret", "password: 12345\n"), ("here/notes.txt", "")]);
    symlink("../outside/secret", workspace.path().join("here/x.yaml")).expect("a link can be made");
    let run = workspace.run(&["check", "here/x.yaml"]);
    assert!(run.code == 1 && run.out.contains("error[outside-link]"), "{run:?}");
    assert!(!run.out.contains(SECRET), "{}", run.out);
}
