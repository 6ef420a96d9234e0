//! A build that was done before is not done again: the record that the last one left says what stands there, and that
//! is read. Whatever has changed, it is built as ever; what is told is the same either way.

mod watching;
mod workspace;

use std::fs;
use std::path::Path;
use std::process::Command;

use watching::{Watching, started};
use workspace::{Run, Workspace, files_below, run_in};

const RECORD: &str = "site/.motmap-record.json";

/// Puts a mark into the record: it stays there as long as no build leaves another record.
fn mark(workspace: &Workspace) {
    let record = workspace.read(RECORD);
    workspace.write(RECORD, record.trim_end().to_owned() + "\n");
}

/// Whether the last build has seen by the record that there was nothing to do.
fn was_seen_by_the_record(workspace: &Workspace) -> bool {
    fs::read_to_string(workspace.path().join(RECORD)).is_ok_and(|record| record.ends_with('\n'))
}

fn has_record(workspace: &Workspace) -> bool {
    workspace.path().join(RECORD).exists()
}

/// All that a run says, and how it ends.
fn told(run: &Run) -> (i32, &str, &str) {
    (run.code, &run.out, &run.messages)
}

/// The site in a folder, with the list of what is ours in it.
fn site(workspace: &Workspace, folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = files_below(&workspace.path().join(folder));
    files.retain(|(path, _)| path != ".motmap-record.json");
    files
}

/// What a build says that finds all of it done, after what one says that has all of it to do.
fn as_if_unchanged(messages: &str) -> String {
    let line = |line: &str| {
        let count = ["Built ", "已生成 ", "For authors and trainers: ", "作者与培训师版："];
        let Some(count) = count.iter().find_map(|head| line.strip_prefix(head)?.split(' ').next()) else {
            return line.to_owned();
        };
        line.replace(&format!("{count} written, 0 unchanged"), &format!("0 written, {count} unchanged"))
            .replace(&format!("新写 {count} 个，未变 0 个"), &format!("新写 0 个，未变 {count} 个"))
    };
    messages.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

const GAPS: &str = "title: Shop\nstages:\n  customer:\n    contact: [{id: counter, name: The counter}]\n";

/// A map whose faults lie in several places, and lead to another file.
const FAULTS: &str = "title: Shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter, leads_to: [nowhere, other/door]}
      - {id: counter, name: Another}
    contacts: []
";

/// Workspaces sound and faulty, each with what is said of it.
fn workspaces() -> Vec<(&'static str, Workspace, &'static str)> {
    let one_map = |language: &str, map: &str| {
        Workspace::with(&[("motmap.yaml", &format!("languages: [{language}]\n")), ("maps/shop.yaml", map)])
    };
    let many: String = (0..130).map(|number| format!("field-{number}: x\n")).collect();
    let case = started();
    assert_eq!(case.run(&["case", "new", "my-first-map/counter"]).code, 0);
    let template = one_map("en", GAPS);
    template.write("templates/start.html", "{% for %}");
    let picture = one_map("en, brand: {logo: logo.png}", GAPS);
    picture.write("motmap.yaml", "languages: [en]\nbrand: {logo: logo.png}\n");
    picture.write("logo.png", b"\x89PNG\r\n\x1a\n");
    let two_files = one_map("en", FAULTS);
    two_files.write("maps/other.yaml", FAULTS);
    two_files.write("maps/deep/shop.yaml", GAPS);
    let unreadable = started();
    unreadable.write("maps/second.yaml", b"title: \xff\xfe\xff\n");
    vec![
        ("a sound workspace", started(), "no findings"),
        ("one with a case to be written", case, "Built"),
        ("one with gaps", one_map("en", GAPS), "errors"),
        ("one in Chinese", one_map("zh", GAPS), "errors"),
        ("one with faults", one_map("en", FAULTS), "error["),
        ("one with faults in Chinese", one_map("zh", FAULTS), "error["),
        ("one with faults across files", two_files, "::: maps/"),
        ("one with more faults than are told", one_map("en", &format!("{GAPS}{many}")), "30 more of this kind"),
        ("one with a faulty template", template, "template-error"),
        ("one with a picture", picture, "Built"),
        ("one with a file that is no text", unreadable, "bad-encoding"),
    ]
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn what_is_told_is_the_same_whether_it_was_built_or_stood_there() {
    for (name, workspace, said) in workspaces() {
        let runs: [&[&str]; 4] = [
            &["--lang", "en", "build"],
            &["--lang", "zh", "build"],
            &["build", "--strict"],
            &["--lang", "zh", "build", "--single-file", "--strict"],
        ];
        for arguments in runs {
            let run = || run_in(workspace.path(), &[], arguments);
            ["site", "site-trainer"].iter().for_each(|site| _ = fs::remove_dir_all(workspace.path().join(site)));
            let fresh = run();
            let (pages, record) = (site(&workspace, "site"), workspace.read(RECORD));
            let what = format!("{name}, {arguments:?}");
            if arguments == ["--lang", "en", "build"] {
                assert!(fresh.messages.contains(said), "{what} is not what it is meant to be: {}", fresh.messages);
            }

            mark(&workspace);
            let again = run();
            assert!(was_seen_by_the_record(&workspace), "{what}: all was done again");
            assert!(site(&workspace, "site") == pages, "{what}: something was changed where nothing was to be done");
            assert_eq!(told(&again), (fresh.code, &*fresh.out, &*as_if_unchanged(&fresh.messages)), "{what}");

            fs::remove_file(workspace.path().join(RECORD)).expect("the record goes");
            let without = run();
            assert_eq!(told(&again), told(&without), "{what}: without a record, something else is told");
            assert_eq!(workspace.read(RECORD), record, "{what}: the same build leaves another record");
        }
    }
}

#[test]
fn a_record_serves_every_language_and_strictness() {
    let workspace = Workspace::with(&[("motmap.yaml", "languages: [zh]\n"), ("maps/shop.yaml", GAPS)]);
    workspace.run(&["build"]);
    mark(&workspace);
    let zh = run_in(workspace.path(), &[], &["build"]);
    assert!(zh.messages.contains("未变"), "it speaks the language of the workspace: {}", zh.messages);
    let strict = workspace.run(&["build", "--strict"]);
    assert_eq!((zh.code, strict.code), (0, 1), "an error fails a strict build alone");
    let elsewhere = run_in(Path::new("/"), &[], &["-C", &workspace.path().display().to_string(), "build"]);
    assert!(elsewhere.messages.contains(&format!("{}/site", workspace.path().display())), "{}", elsewhere.messages);
    assert!(was_seen_by_the_record(&workspace), "one of them was built again");
}

#[test]
fn what_was_printed_in_another_language_or_folder_is_printed_anew() {
    let workspace = Workspace::with(&[("motmap.yaml", "languages: [zh]\n"), ("maps/shop.yaml", FAULTS)]);
    workspace.run(&["build"]);
    let zh = run_in(workspace.path(), &[], &["build"]);
    assert!(zh.messages.contains("错误"), "findings in the language of the workspace: {}", zh.messages);
    let below = run_in(&workspace.path().join("maps"), &[], &["build"]);
    assert!(below.messages.contains("../maps/shop.yaml"), "paths as they are seen from there: {}", below.messages);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn whatever_has_changed_is_built() {
    type Change = (&'static str, fn(&Workspace));
    let changes: [Change; 14] = [
        ("a page has other bytes", |w| {
            w.write("site/index.html", w.read("site/index.html").replacen("<html", "<HTML", 1))
        }),
        ("a page is shorter", |w| w.write("site/index.html", "")),
        ("a page is gone", |w| fs::remove_file(w.path().join("site/assets/site.js")).expect("it goes")),
        ("a folder of pages is gone", |w| fs::remove_dir_all(w.path().join("site/sheets")).expect("it goes")),
        ("a map has changed", |w| {
            w.write("maps/my-first-map.yaml", w.read("maps/my-first-map.yaml") + "# Not yet done\n")
        }),
        ("a map has come", |w| w.write("maps/second.yaml", GAPS)),
        ("a map has another name", |w| {
            fs::rename(w.path().join("maps/my-first-map.yaml"), w.path().join("maps/other.yaml")).expect("renamed")
        }),
        ("a template has come", |w| {
            w.write("templates/start.html", "{% extends \"built-in/start.html\" %}{% block title %}Ours{% endblock %}")
        }),
        ("the configuration has changed", |w| w.write("motmap.yaml", w.read("motmap.yaml") + "\n# A remark\n")),
        ("the manifest lists a page of before", |w| {
            let list = w.read("site/.motmap-manifest.json");
            w.write("site/.motmap-manifest.json", list.replace("\"files\": {", "\"files\": {\n\"a-page.html\": null,"));
            w.write("site/a-page.html", "of before");
        }),
        ("the manifest lists less", |w| {
            let list = w.read("site/.motmap-manifest.json").replace("\"index.html\": null,", "");
            w.write("site/.motmap-manifest.json", list);
            fs::remove_file(w.path().join("site/index.html")).expect("it goes");
        }),
        ("the record is cut off", |w| w.write(RECORD, &w.read(RECORD)[..2000])),
        ("the record is of something else", |w| w.write(RECORD, "{\"inputs\": 7}")),
        ("the record is empty", |w| w.write(RECORD, "")),
    ];
    for (what, change) in changes {
        let workspace = started();
        workspace.run(&["build"]);
        mark(&workspace);
        change(&workspace);
        let run = workspace.run(&["build"]);
        assert_eq!(run.code, 0, "{what}: {run:?}");
        assert!(!was_seen_by_the_record(&workspace), "{what}, and it was not built");
        let fresh = workspace.run(&["build", "--out", "fresh"]);
        assert_eq!(fresh.code, 0, "{what}: {fresh:?}");
        assert!(site(&workspace, "site") == site(&workspace, "fresh"), "{what}, and the site is not made right");
        mark(&workspace);
        workspace.run(&["build"]);
        assert!(was_seen_by_the_record(&workspace), "{what}: the build that made it right left no record");
    }
}

#[test]
fn a_record_that_names_what_is_not_there_is_no_reason_to_stop() {
    let workspace = Workspace::with(&[("motmap.yaml", "languages: [en]\n"), ("maps/shop.yaml", FAULTS)]);
    let first = workspace.run(&["build"]);
    let record = workspace.read(RECORD);
    for (from, to) in [
        ("\"path\":\"", "\"path\":\"../"),
        ("\"path\":\"", "\"path\":\"a/"),
        ("\"digest\":[", "\"digest\":[1"),
        ("\"length\":", "\"length\":1"),
    ] {
        let doubtful = record.replace(from, to);
        assert_ne!(doubtful, record, "there is no {from} in it");
        workspace.write(RECORD, doubtful + "\n");
        let run = workspace.run(&["build"]);
        assert_eq!(told(&run), (first.code, &*first.out, &*as_if_unchanged(&first.messages)), "{to}");
        assert!(!was_seen_by_the_record(&workspace), "`{to}` was believed");
    }
}

#[test]
fn maps_as_one_file_come_and_go_with_the_wish() {
    let workspace = started();
    let single = || site(&workspace, "site").iter().any(|(path, _)| path.contains("single"));
    workspace.run(&["build"]);
    workspace.run(&["build", "--single-file"]);
    assert!(single(), "the record of a site without them stands for one with them");
    workspace.run(&["build"]);
    assert!(!single(), "the record of a site with them stands for one without them");
}

#[cfg(unix)]
#[test]
fn what_is_refused_is_refused_whatever_the_record_says() {
    use std::os::unix::fs::symlink;
    type Change = (&'static str, fn(&Path), &'static str);
    let changes: [Change; 3] = [
        (
            "the folder is no longer known as ours",
            |site| fs::remove_file(site.join(".motmap-manifest.json")).expect("gone"),
            "did not write",
        ),
        (
            "a folder of the site is a link",
            |site| {
                fs::rename(site.join("sheets"), site.join("../sheets")).expect("moved");
                symlink("../sheets", site.join("sheets")).expect("a link");
            },
            "but the site needs a folder there",
        ),
        (
            "the list of what is ours is damaged",
            |site| fs::write(site.join(".motmap-manifest.json"), "{").expect("written"),
            "is damaged",
        ),
    ];
    for (what, change, said) in changes {
        let workspace = started();
        workspace.run(&["build"]);
        change(&workspace.path().join("site"));
        let run = workspace.run(&["build"]);
        assert_eq!(run.code, 2, "{what}: {run:?}");
        assert!(run.messages.contains(said), "{what}: {}", run.messages);
    }
}

#[cfg(unix)]
#[test]
fn a_page_that_became_a_link_is_a_file_again() {
    let workspace = started();
    workspace.run(&["build"]);
    let page = workspace.path().join("site/index.html");
    fs::rename(&page, workspace.path().join("mine.html")).expect("moved");
    std::os::unix::fs::symlink("../mine.html", &page).expect("a link");
    workspace.run(&["build"]);
    assert!(page.symlink_metadata().is_ok_and(|page| page.is_file()), "the link to the same bytes was left");
}

#[test]
fn what_a_killed_run_left_goes_where_there_is_nothing_to_do() {
    let workspace = started();
    workspace.run(&["build"]);
    mark(&workspace);
    workspace.write("site/.motmap-lock", "");
    workspace.write("site/maps/.motmap-Ab12Cd.tmp", "half a page");
    assert_eq!(workspace.run(&["build"]).code, 0);
    assert!(was_seen_by_the_record(&workspace), "all was done again");
    let left: Vec<_> =
        site(&workspace, "site").into_iter().map(|(path, _)| path).filter(|p| p.contains(".motmap-")).collect();
    assert_eq!(left, [".motmap-manifest.json"]);
}

#[test]
fn what_writes_a_part_or_for_another_program_leaves_no_record() {
    for arguments in [&["build", "--map", "my-first-map"], &["build", "--depfile", "site.d"]] {
        let workspace = started();
        workspace.run(&["build"]);
        assert!(has_record(&workspace));
        assert_eq!(workspace.run(arguments).code, 0);
        assert!(!has_record(&workspace), "{arguments:?} left the record of before");
    }
    let workspace = started();
    workspace.run(&["build"]);
    let _watching = Watching::start(&workspace, &["--no-serve"]);
    assert!(!has_record(&workspace), "watch left the record of before");
}

#[test]
fn a_build_that_is_refused_leaves_the_record_as_it_was() {
    let workspace = started();
    workspace.run(&["build"]);
    workspace.write("maps/second.yaml", GAPS);
    workspace.write("site/maps/second.html", "somebody else's");
    assert_eq!(workspace.run(&["build"]).code, 2);
    fs::remove_file(workspace.path().join("maps/second.yaml")).expect("the map goes");
    mark(&workspace);
    workspace.run(&["build"]);
    assert!(was_seen_by_the_record(&workspace), "nothing was changed, and yet the record went");
    assert_eq!(workspace.read("site/maps/second.html"), "somebody else's");
}

#[cfg(unix)]
#[test]
fn another_program_trusts_no_record_but_its_own() {
    let workspace = started();
    workspace.run(&["build"]);
    mark(&workspace);
    let mut program = fs::read(env!("CARGO_BIN_EXE_motmap")).expect("the program can be read");
    let other = workspace.path().join("other-motmap");
    fs::copy(env!("CARGO_BIN_EXE_motmap"), &other).expect("a copy, with its rights");
    program.extend(b"a newer one");
    fs::write(&other, program).expect("the program can be written");
    let built = Command::new(&other).arg("build").current_dir(workspace.path()).output().expect("it runs");
    assert!(built.status.success(), "{built:?}");
    assert!(!was_seen_by_the_record(&workspace), "the record of one program stands for another");
}
