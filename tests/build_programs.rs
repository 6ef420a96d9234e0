//! `build --depfile`, as ninja reads it, and `build --map`.

mod workspace;

use std::path::Path;
use std::process::Command;

use workspace::Workspace;

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
    assert_eq!(depfile(&workspace, &["--out", "town"]), format!("town/index.html: {all}"));
    assert_eq!(depfile(&workspace, &["--map", "kiosk"]), format!("site/maps/kiosk.html: {all}"));
}

#[test]
fn a_depfile_is_not_written_over_a_file_that_is_read() {
    let workspace = Workspace::with(&[
        ("maps/shop.yaml", SHOP),
        (
            "motmap.yaml",
            "title: Town
",
        ),
    ]);
    for file in ["maps/shop.yaml", "motmap.yaml"] {
        let before = workspace.read(file);
        let run = workspace.run(&["build", "--depfile", file]);
        let refused = format!(
            "motmap: {file} is a file that is read; choose another name for the depfile
"
        );
        assert_eq!((run.code, run.messages), (2, refused), "{file}");
        assert_eq!(workspace.read(file), before);
    }
}

#[test]
fn a_map_by_itself_is_failed_by_its_own_faults_alone() {
    let workspace = Workspace::with(&[
        ("maps/shop.yaml", SHOP),
        (
            "maps/kiosk.yaml",
            "title: Kiosk
stags: {}
",
        ),
    ]);
    let levels = "rules: {thin-cell: off, empty-cell: off, orphan-touchpoint: off, missing-translation: off}
";
    workspace.write("motmap.yaml", levels);
    let shop = workspace.run(&["build", "--strict", "--map", "shop"]);
    assert_eq!(shop.code, 0, "{shop:?}");
    assert!(shop.messages.contains("1 map, 1 touchpoint, "), "{shop:?}");
    let kiosk = workspace.run(&["build", "--strict", "--map", "kiosk", "--depfile", "d"]);
    assert_eq!(kiosk.code, 1);
    assert!(kiosk.messages.contains("stags"), "a run that fails says why: {kiosk:?}");
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

#[test]
fn a_map_that_cannot_be_understood_keeps_the_pages_it_had() {
    let workspace = Workspace::with(&[("maps/kiosk.yaml", SHOP), ("maps/shop.yaml", SHOP)]);
    assert_eq!(workspace.run(&["build"]).code, 0);
    assert!(!workspace.read("site/maps/shop.html").contains("last readable state"));
    workspace.write("maps/shop.yaml", "title: Shop\nstags: {}\n");
    assert_eq!(workspace.run(&["build", "--map", "kiosk"]).code, 0);
    let run = workspace.run(&["build", "--map", "shop", "--depfile", "deps"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.messages.contains("stags"), "{run:?}");
    let page = workspace.read("site/maps/shop.html");
    assert!(page.contains("id=\"counter\"") && page.contains("last readable state"), "the page stays, and says so");
}
