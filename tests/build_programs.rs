//! `build --depfile`, as ninja reads it; and a workspace spread over many runs of `build --map`, which comes to the same
//! as one whole build.

#[path = "../benches/generator/mod.rs"]
mod generator;
mod workspace;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use motmap::digest::Digest;
use workspace::{Workspace, files_below, repository, run_in};

const SHOP: &str = "title: Shop\nstages:\n  customer:\n    contact:\n      - {id: counter, name: The counter}\n";

/// Whether ninja is here; with `MOTMAP_TEST_ALL` set it must be.
fn ninja_is_here() -> bool {
    let here = Command::new("ninja").arg("--version").output().is_ok_and(|told| told.status.success());
    assert!(here || std::env::var_os("MOTMAP_TEST_ALL").is_none(), "ninja is not installed");
    if !here {
        eprintln!("skipped: ninja is not installed");
    }
    here
}

/// Runs ninja in a folder, with this `motmap` as the first on the path.
fn ninja(folder: &Path, arguments: &[&str]) -> String {
    let here = Path::new(env!("CARGO_BIN_EXE_motmap")).parent().expect("the program lies in a folder").to_owned();
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([here].into_iter().chain(std::env::split_paths(&rest))).expect("a path");
    let output =
        Command::new("ninja").args(arguments).current_dir(folder).env("PATH", path).output().expect("ninja runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{told}\n{}", String::from_utf8_lossy(&output.stderr));
    told
}

fn depfile(workspace: &Workspace, arguments: &[&str]) -> String {
    let run = workspace.run(&[&["build", "--depfile", "deps"], arguments].concat());
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.messages, "", "a build program wants to hear of faults alone");
    workspace.read("deps").replace(" \\\n ", "")
}

#[test]
fn a_depfile_names_the_page_and_all_that_was_read_for_it() {
    let workspace = Workspace::with(&[
        ("motmap.yaml", "title: Town\n"),
        ("maps/shop.yaml", SHOP),
        ("maps/south/kiosk.yaml", SHOP),
        ("maps/cases/queue.md", "---\ntouchpoint: shop/counter\n---\n"),
        ("templates/style.css", "body {}\n"),
    ]);
    let all = "maps maps/cases maps/cases/queue.md maps/shop.yaml maps/south maps/south/kiosk.yaml motmap.yaml \
               templates templates/style.css\n";
    assert_eq!(depfile(&workspace, &[]), format!("site/index.html: {all}"));
    workspace.run(&["check", "--write-baseline", "known.json"]);
    let strict = depfile(&workspace, &["--strict", "--baseline", "known.json"]);
    assert!(strict.trim_end().ends_with(" known.json"), "what decides how it ends was read too: {strict}");
    assert_eq!(depfile(&workspace, &["--index", "--out", "town"]), format!("town/index.html: {all}"));
    assert_eq!(depfile(&workspace, &["--map", "kiosk"]), format!("site/maps/kiosk.html: {all}"));
    // With an outline the others are known by it.
    assert_eq!(workspace.run(&["build", "--index", "--outline", "outline"]).code, 0);
    assert_eq!(
        depfile(&workspace, &["--map", "kiosk", "--outline", "outline"]),
        "site/maps/kiosk.html: maps/south/kiosk.yaml motmap.yaml templates/style.css outline\n"
    );
    assert_eq!(
        depfile(&workspace, &["--map", "shop", "--outline", "outline"]),
        "site/maps/shop.html: maps/cases/queue.md maps/shop.yaml motmap.yaml templates/style.css outline\n"
    );
}

#[test]
fn the_outline_of_a_workspace_is_the_same_on_every_machine() {
    let workspace = Workspace::with(&[
        ("motmap.yaml", "title: Town\nlanguages: [en, zh]\n"),
        (
            "maps/shop.yaml",
            "title: {en: The shop, zh: 店}\nstages:\n  customer:\n    contact:\n      \
             - id: counter\n        name: {en: The counter, zh: 柜台}\n        perception: -1\n        \
             promises: [{id: call, text: We call you}]\n        \
             leads_to: [{to: kiosk/window, because: it is late}]\n",
        ),
        (
            "maps/kiosk.yaml",
            "title: The kiosk\nstages:\n  customer:\n    contact:\n      \
             - {id: window, name: The window, delivers: [shop/call], leads_to: []}\n    \
             behaviour: {not_applicable: nothing to decide}\n",
        ),
        ("maps/torn.yaml", "title: Torn\nstags: {}\n"),
        ("maps/cases/queue.md", "---\ntouchpoint: [shop/counter, kiosk/window]\n---\n"),
    ]);
    assert_eq!(workspace.run(&["build", "--outline", "outline"]).code, 1, "one map cannot be understood");
    let gap = r#"{"coverage":"gap"}"#;
    let row = format!("[{gap},{gap},{gap},{gap}]");
    let shop = r#"{"id":"counter","name":[["en","The counter"],["zh","柜台"]],"promises":[["call",[["en","We call you"]]]],"leads_to":[[{"touchpoint":{"map":0,"index":0}},[["en","it is late"]]]]}"#;
    let kiosk = r#"{"id":"window","name":[["en","The window"]],"delivers":[{"made_at":{"map":1,"index":0},"index":0}],"leads_to":[]}"#;
    let lines = [
        r#""motmap outline 1 DIGEST""#.to_owned(),
        r#"["maps/cases/queue.md",{"case":[{"map":1,"index":0},{"map":0,"index":0}]}]"#.to_owned(),
        format!(
            r#"["maps/kiosk.yaml",{{"map":{{"shown":{{"language":"en","title":[["en","The kiosk"]],"cells":[{row},{row},[{{"coverage":"covered","touchpoints":[{kiosk}]}},{gap},{gap},{{"coverage":"waived"}}],{row}]}},"perceptions":[null]}}}}]"#
        ),
        format!(
            r#"["maps/shop.yaml",{{"map":{{"shown":{{"language":"en","title":[["en","The shop"],["zh","店"]],"cells":[{row},{row},[{{"coverage":"covered","touchpoints":[{shop}]}},{gap},{gap},{gap}],{row}]}},"perceptions":[-1]}}}}]"#
        ),
        r#"["maps/torn.yaml",{"faulty":"title: Torn\nstags: {}\n"}]"#.to_owned(),
        r#"["motmap.yaml",{"other":[CONFIG]}]"#.to_owned(),
    ];
    // In another form every page of every workspace is made once more: there must be a reason for it.
    let whole = workspace.read("outline");
    let digest = Digest::of(whole.split_once('\n').expect("it has lines").1.as_bytes()).to_string();
    let config = serde_json::to_string(&Digest::of(b"title: Town\nlanguages: [en, zh]\n")).expect("a digest");
    for (line, expected) in whole.lines().zip(&lines) {
        assert_eq!(line, expected.replace("DIGEST", &digest).replace("[CONFIG]", &config));
    }
    assert_eq!(whole.lines().count(), lines.len());
}

#[test]
fn what_a_depfile_names_is_enough_on_another_machine() {
    let here = Workspace::empty();
    generator::write(here.path(), 12).expect("a workspace can be written");
    let place = format!("{}/unknown-contact-1", generator::name(4));
    here.write(
        "maps/cases/queue.md",
        format!("---\ntouchpoint: {place}\ntitle: The queue\n---\n## 1 Facts\n\nShe waited.\n"),
    );
    here.run(&["build", "--outline", "outline"]);
    let built: Vec<_> = files_below(&here.path().join("site"));
    let mut compared = 0;
    for number in 0..12 {
        let name = generator::name(number);
        here.run(&["build", "--map", &name, "--outline", "outline", "--depfile", "deps", "--out", "part"]);
        let there = Workspace::empty();
        for file in here.read("deps").replace(" \\\n ", "").split_whitespace().skip(1) {
            there.write(file, here.read(file));
        }
        there.run(&["build", "--map", &name, "--outline", "outline"]);
        let of_map = |(path, _): &&(String, Vec<u8>)| path.contains(&name) && !path.starts_with("trainer");
        let pages: Vec<_> = built.iter().filter(of_map).collect();
        let made = files_below(&there.path().join("site"));
        let made: Vec<_> = made.iter().filter(of_map).collect();
        assert!(made == pages, "the pages of {name} are made from {}", here.read("deps"));
        compared += pages.len();
    }
    assert!(compared > 100, "only {compared} pages were compared");
}

#[test]
fn an_outline_that_is_not_of_the_files_as_they_are_is_refused() {
    let workspace = Workspace::with(&[
        ("maps/shop.yaml", SHOP),
        ("maps/kiosk.yaml", SHOP),
        ("maps/cases/queue.md", "---\ntouchpoint: shop/counter\n---\n"),
    ]);
    let refused = |map: &str, why: &str| {
        let run = workspace.run(&["build", "--map", map, "--outline", "deep/outline"]);
        assert_eq!(run.code, 2, "{run:?}");
        let anew = "`motmap build --index --outline deep/outline` writes it anew";
        assert_eq!(run.messages, format!("motmap: deep/outline: {why}; {anew}\n"));
    };
    let write_anew = || assert_eq!(workspace.run(&["build", "--index", "--outline", "deep/outline"]).code, 0);

    refused("shop", "there is no such file");
    write_anew();
    assert_eq!(workspace.run(&["build", "--map", "shop", "--outline", "deep/outline"]).code, 0);
    let run = workspace.run(&["build", "--map", "shoe", "--outline", "deep/outline"]);
    assert_eq!((run.code, &*run.messages), (2, "motmap: there is no map `shoe`; did you mean `shop`?\n"));

    let has_changed = |path: &str| format!("{path} has changed, come or gone since it was written");
    let edits: [(&str, Option<String>); 6] = [
        ("maps/shop.yaml", Some(SHOP.replace("The counter", "The till"))),
        ("maps/cases/queue.md", Some("---\ntouchpoint: kiosk/counter\n---\n".into())),
        ("motmap.yaml", Some("title: City\n".into())),
        ("templates/style.css", Some("body {}\n".into())),
        ("templates/style.css", None),
        ("maps/shop.yaml", None),
    ];
    for (path, text) in edits {
        match text {
            Some(text) => workspace.write(path, text),
            None => fs::remove_file(workspace.path().join(path)).expect("a file can be removed"),
        }
        refused("shop", &has_changed(path));
        write_anew();
    }

    workspace.write("maps/shop.yaml", SHOP);
    write_anew();
    let whole = workspace.read("deep/outline");
    let lines: Vec<&str> = whole.lines().collect();
    let without_the_last = lines[..lines.len() - 1].join("\n") + "\n";
    let one_twice = format!("{whole}{}\n", lines[2]);
    let another_file = format!("{whole}[\"../x.yaml\",{{\"faulty\":\"title: x\"}}]\n");
    let of_another_form = whole.replace("outline 1", "outline 0");
    let halves = &whole[..whole.len() / 2];
    for damaged in ["", "nonsense", halves, &without_the_last, &one_twice, &another_file, &of_another_form] {
        workspace.write("deep/outline", damaged);
        refused("shop", "it is damaged, or no outline of this version of motmap");
    }
    workspace.write("deep/outline", b"\xff\xfe".as_slice());
    refused("shop", "it is damaged, or no outline of this version of motmap");
}

#[test]
fn an_outline_and_a_depfile_are_not_written_over_a_file_of_somebody_else() {
    let workspace =
        Workspace::with(&[("maps/shop.yaml", SHOP), ("motmap.yaml", "title: Town\n"), ("notes.txt", "mine")]);
    for (option, file) in [
        ("--outline", "maps/shop.yaml"),
        ("--outline", "motmap.yaml"),
        ("--outline", "notes.txt"),
        ("--depfile", "maps/shop.yaml"),
        ("--depfile", "motmap.yaml"),
    ] {
        let before = workspace.read(file);
        let run = workspace.run(&["build", "--index", option, file]);
        let refused = format!("motmap: {file}: something else stands there already; choose another name\n");
        assert_eq!((run.code, run.messages), (2, refused), "{option} {file}");
        assert_eq!(workspace.read(file), before);
    }
}

#[test]
fn what_is_wrong_with_another_map_fails_no_part_even_where_any_error_does() {
    let workspace = Workspace::with(&[("maps/shop.yaml", SHOP), ("maps/kiosk.yaml", "title: Kiosk\nstags: {}\n")]);
    assert_eq!(workspace.run(&["build", "--index", "--outline", "outline"]).code, 0);
    let levels = "rules: {thin-cell: off, empty-cell: off, orphan-touchpoint: off, missing-translation: off}\n";
    workspace.write("motmap.yaml", levels);
    assert_eq!(workspace.run(&["build", "--index", "--outline", "outline"]).code, 0);
    for outline in [&[][..], &["--outline", "outline"]] {
        let shop = workspace.run(&[&["build", "--strict", "--map", "shop"], outline].concat());
        assert_eq!(shop.code, 0, "{shop:?}");
        assert!(shop.messages.contains("1 map, 1 touchpoint, "), "{shop:?}");
        let kiosk = workspace.run(&[&["build", "--strict", "--map", "kiosk", "--depfile", "d"], outline].concat());
        assert_eq!(kiosk.code, 1);
        assert!(kiosk.messages.contains("stags"), "a run that fails says why: {kiosk:?}");
    }
}

#[test]
fn an_outline_with_numbers_of_nothing_leads_nowhere() {
    let links = "title: Shop\nstages:\n  customer:\n    contact:\n      \
                 - {id: counter, name: The counter, promises: [{id: call, text: We call}], leads_to: [kiosk/window]}\n";
    let kiosk = "title: Kiosk\nstages:\n  customer:\n    contact:\n      \
                 - {id: window, name: The window, delivers: [shop/call], leads_to: [shop/counter]}\n";
    let workspace = Workspace::with(&[
        ("maps/shop.yaml", links),
        ("maps/kiosk.yaml", kiosk),
        ("maps/cases/queue.md", "---\ntouchpoint: kiosk/window\n---\n"),
    ]);
    assert_eq!(workspace.run(&["build", "--index", "--outline", "outline"]).code, 0);
    let whole = workspace.read("outline");
    for number in ["\"map\":0", "\"map\":1", "\"index\":0"] {
        let (name, _) = number.split_once(':').expect("a name and a number");
        let lines = whole.lines().map(|line| {
            let is_own = line.starts_with("[\"maps/shop.yaml\"");
            if is_own { line.to_owned() } else { line.replace(number, &format!("{name}:4000000000")) }
        });
        let lines: String = lines.skip(1).map(|line| line + "\n").collect();
        let digest = Digest::of(lines.as_bytes());
        workspace.write("outline", format!("\"motmap outline 1 {digest}\"\n{lines}"));
        let run = workspace.run(&["build", "--map", "shop", "--outline", "outline"]);
        assert!([0, 1, 2].contains(&run.code), "with {number} of nothing: {run:?}");
        assert!(!run.messages.contains("panicked"), "{run:?}");
    }
}

#[test]
fn ninja_reads_the_names_of_a_depfile_as_they_are() {
    if !ninja_is_here() {
        return;
    }
    let names = ["plain", "with space", "两 个", "图", "ten$", "no. #1", "back\\slash", "a\\ b", "50% (a,b)=[c]~+@!{}"];
    let workspace = Workspace::empty();
    for (number, name) in names.iter().enumerate() {
        workspace.write(&format!("maps/{name}/m{number}.yaml"), SHOP);
    }
    workspace.write(
        "build.ninja",
        "rule site\n  command = motmap build --depfile deps\n  depfile = deps\n  deps = gcc\n  restat = 1\n\
         build site/index.html: site\n",
    );
    ninja(workspace.path(), &[]);
    let told = ninja(workspace.path(), &["-t", "deps"]);
    for (number, name) in names.iter().enumerate() {
        let file = format!("maps/{name}/m{number}.yaml");
        assert!(told.lines().any(|line| line.trim() == file), "ninja does not know {file}:\n{told}");
    }
    assert!(ninja(workspace.path(), &[]).contains("no work to do"), "what was read is there and older than the page");
}

/// `MOTMAP_NINJA_MAPS` says how many maps.
fn how_many() -> usize {
    std::env::var("MOTMAP_NINJA_MAPS").ok().and_then(|maps| maps.parse().ok()).unwrap_or(6)
}

#[test]
fn ninja_spreads_a_workspace_and_builds_again_only_what_an_edit_changes() {
    if !ninja_is_here() {
        return;
    }
    let (workspace, maps) = (Workspace::empty(), how_many());
    generator::write_sound(workspace.path(), maps).expect("a workspace can be written");
    let script = Command::new("sh").arg(repository("docs/ninja.sh")).current_dir(workspace.path()).status();
    assert!(script.is_ok_and(|status| status.success()), "docs/ninja.sh writes build.ninja");

    assert_eq!(built(&workspace).len(), maps + 1, "everything is built at first");
    assert_is_as_built_whole(&workspace);
    assert!(ninja(workspace.path(), &["-j2"]).contains("no work to do"), "nothing has changed");

    let third = format!("maps/{}.yaml", generator::name(3));
    edit(&workspace, &third, "counter 31, ", "counter 31 as ever, ");
    assert_eq!(
        built(&workspace),
        ["index", &generator::name(3)],
        "what is said at a touchpoint is its own map's alone"
    );
    assert_is_as_built_whole(&workspace);

    // The map before leads there, and names it.
    edit(&workspace, &third, "name: the street door", "name: the front door");
    assert!(built(&workspace).contains(&generator::name(2)), "a name stands on other maps' pages too");
    assert_is_as_built_whole(&workspace);
}

/// What ninja builds, by the descriptions of `docs/ninja.sh`.
fn built(workspace: &Workspace) -> Vec<String> {
    let told = ninja(workspace.path(), &["-j2"]);
    let steps = told.lines().filter_map(|line| line.strip_prefix('[')?.split_once("] "));
    steps.map(|(_, what)| what.to_owned()).collect()
}

fn edit(workspace: &Workspace, path: &str, from: &str, to: &str) {
    let text = workspace.read(path);
    assert!(text.contains(from), "{path} says `{from}`");
    workspace.write(path, text.replacen(from, to, 1));
}

fn assert_is_as_built_whole(workspace: &Workspace) {
    let whole = Workspace::empty();
    let out: PathBuf = whole.path().join("site");
    let run = run_in(workspace.path(), &[], &["build", "--out", &out.to_string_lossy()]);
    assert_eq!(run.code, 0, "{run:?}");
    let (spread, mut whole) = (files_below(&workspace.path().join("site")), files_below(&out));
    // Parts leave no record of a whole.
    whole.retain(|(path, _)| path != ".motmap-record.json");
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(names(&spread), names(&whole));
    for ((path, spread), (_, whole)) in spread.iter().zip(&whole) {
        assert!(spread == whole, "{path} is not what a whole build makes");
    }
}

#[test]
fn a_part_is_failed_by_its_own_faults_alone_and_keeps_the_pages_it_had() {
    let workspace = Workspace::with(&[("maps/kiosk.yaml", SHOP), ("maps/shop.yaml", SHOP)]);
    assert_eq!(workspace.run(&["build"]).code, 0);
    assert!(!workspace.read("site/maps/shop.html").contains("last readable state"));
    workspace.write("maps/shop.yaml", "title: Shop\nstags: {}\n");
    assert_eq!(workspace.run(&["build", "--map", "kiosk"]).code, 0);
    assert_eq!(workspace.run(&["build", "--index"]).code, 0);
    let run = workspace.run(&["build", "--map", "shop", "--depfile", "deps"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.messages.contains("stags"), "{run:?}");
    let page = workspace.read("site/maps/shop.html");
    assert!(page.contains("id=\"counter\"") && page.contains("last readable state"), "the page stays, and says so");
}

#[test]
fn the_index_takes_away_the_pages_of_a_map_that_is_gone() {
    let workspace = Workspace::with(&[("maps/kiosk.yaml", SHOP), ("maps/shop.yaml", SHOP)]);
    assert_eq!(workspace.run(&["build"]).code, 0);
    fs::remove_file(workspace.path().join("maps/shop.yaml")).expect("a map can be removed");
    assert_eq!(workspace.run(&["build", "--index"]).code, 0);
    let site = workspace.path().join("site");
    assert!(!site.join("maps/shop.html").exists(), "its pages go");
    assert!(site.join("maps/kiosk.html").exists(), "those of the others stay");
}
