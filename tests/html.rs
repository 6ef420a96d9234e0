//! Every page is sound HTML: the Nu HTML Checker finds neither an error nor anything to warn of.

mod watching;
mod workspace;

use std::path::{Path, PathBuf};
use std::process::Command;

use watching::{Watching, started};
use workspace::{Workspace, repository, run_in};

const CHECKER: &str = "tests/browser/node_modules/vnu-jar/build/dist/vnu.jar";

/// What is missing on this machine; with `MOTMAP_TEST_ALL` set nothing may be.
fn missing() -> Option<&'static str> {
    let missing = if !Command::new("java").arg("-version").output().is_ok_and(|output| output.status.success()) {
        "Java is not installed"
    } else if !repository(CHECKER).is_file() {
        "`npm ci` has not been run in tests/browser"
    } else {
        return None;
    };
    assert!(std::env::var_os("MOTMAP_TEST_ALL").is_none(), "{missing}");
    Some(missing)
}

/// Builds the workspace in a folder, whatever is wrong with it, into a folder of the pages to check.
fn build(workspace: &Path, out: &Path) {
    let out = out.to_str().expect("a temporary folder has a plain name");
    let run = run_in(workspace, &[], &["build", "--single-file", "--out", out]);
    assert!(matches!(run.code, 0 | 1), "{run:?}");
}

/// A workspace whose pages show what is missing and what is wrong: empty cells, findings, a case with holes.
fn with_faults() -> Workspace {
    let workspace = started();
    let map = workspace.read("maps/my-first-map.yaml");
    workspace.write("maps/second.yaml", map.replacen("name:", "nmae:", 1));
    workspace.write(
        "maps/third.yaml",
        "title: '<b>\"A\" & B</b>'\nsummary: |\n  One *sentence*.\n\n  - a \"list\"\nstages:\n  customer:\n    contact:\n      \
         - {id: a, name: '<A>', importance: high, leads_to: [second/counter], requests: [{ask: Why?}]}\n",
    );
    workspace.write(
        "maps/cases/one.md",
        "---\ntitle: '<One>'\ntouchpoint: third/a\n---\n\n## 1 Facts\n\nA <b>b</b>.\n\n> c\n",
    );
    workspace.write("motmap.yaml", workspace.read("motmap.yaml") + "  nobody: {name: '<Nobody> & \"co\"'}\n");
    workspace.write("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>A</title></svg>");
    workspace.write(
        "motmap.yaml",
        workspace.read("motmap.yaml")
            + "brand: {name: '<Brand>', logo: logo.svg, accent: '#7a3b00', footer: 'A *b*'}\n",
    );
    workspace
}

/// The pages that only the preview has: a page that follows, one that is not there, one under an unknown name.
fn pages_of_the_preview() -> Vec<String> {
    let workspace = started();
    let watching = Watching::start(&workspace, &["--port", "0"]);
    let asked = watching.ask("GET / HTTP/1.1\r\nHost: box.example.com\r\nConnection: close\r\n\r\n");
    let answers = [watching.get("/"), watching.get("/nowhere.html"), asked];
    answers.map(|answer| answer.split_once("\r\n\r\n").expect("a body").1.to_owned()).into()
}

fn number_of_pages(folder: &Path) -> usize {
    workspace::files_below(folder).iter().filter(|(path, _)| path.ends_with(".html")).count()
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_checker_of_html_finds_nothing_on_any_page() {
    if let Some(missing) = missing() {
        eprintln!("skipped: {missing}");
        return;
    }
    let pages = Workspace::empty();
    let folder: PathBuf = pages.path().into();
    build(&repository("."), &folder.join("shipped"));
    build(started().path(), &folder.join("starter"));
    build(with_faults().path(), &folder.join("faults"));
    let sheet = run_in(&repository("."), &[], &["case", "new", "gold-card/hotline", "--print"]);
    assert_eq!(sheet.code, 0, "{sheet:?}");
    pages.write("sheet.html", sheet.out);
    for (number, page) in pages_of_the_preview().into_iter().enumerate() {
        assert!(page.contains("<html"), "a page of the preview: {page}");
        pages.write(&format!("preview-{number}.html"), page);
    }
    assert!(number_of_pages(&folder) > 100, "{} pages are too few", number_of_pages(&folder));
    let checked = Command::new("java")
        .arg("-jar")
        .arg(repository(CHECKER))
        .args(["--also-check-svg", "--skip-non-html", "--format", "gnu"])
        .arg(&folder)
        .output()
        .expect("Java runs");
    // A line a fault: of a hundred of a kind the first tell enough.
    let told = String::from_utf8_lossy(&checked.stderr);
    let first: Vec<&str> = told.lines().take(20).collect();
    assert!(told.trim().is_empty(), "{} faults; the first:\n{}", told.lines().count(), first.join("\n"));
    assert!(checked.status.success(), "{checked:?}");
}
