//! Writing files: one run at a time, whole, with the rights they had, and never over somebody else's.

mod workspace;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use motmap::testing::output::OutputFolder;
use workspace::{Workspace, files_below, run_in};

fn begin(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_motmap"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("motmap runs")
}

fn names(folder: &Path) -> Vec<String> {
    files_below(folder).into_iter().map(|(path, _)| path).collect()
}

#[test]
fn builds_into_one_folder_at_once_all_end_right() {
    let workspace = Workspace::coffee_shop();
    workspace.run(&["build", "--out", "alone"]);
    let runs: Vec<Child> = (0..6).map(|_| begin(workspace.path(), &["--lang", "en", "build"])).collect();
    for run in runs {
        let output = run.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{output:?}");
    }
    assert!(
        files_below(&workspace.path().join("site")) == files_below(&workspace.path().join("alone")),
        "six builds at once make another site than one, or leave something behind"
    );
}

#[test]
fn a_folder_that_another_run_does_not_give_free_is_refused() {
    let workspace = Workspace::coffee_shop();
    workspace.run(&["build"]);
    let before = files_below(&workspace.path().join("site"));
    let lock = fs::File::create(workspace.path().join("site/.motmap-lock")).expect("a lock file");
    lock.lock().expect("the lock of another run");
    workspace.write("maps/second.yaml", "title: Second\n");
    let run = workspace.run(&["build"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.messages.contains("another motmap is writing here"), "{}", run.messages);
    drop(lock);
    assert!(workspace.path().join("site/.motmap-lock").exists(), "another run's lock is not for this one to remove");
    fs::remove_file(workspace.path().join("site/.motmap-lock")).expect("gone");
    assert!(files_below(&workspace.path().join("site")) == before, "nothing was written meanwhile");
}

#[test]
fn what_a_killed_run_left_is_swept_up_and_nothing_else() {
    let workspace = Workspace::coffee_shop();
    // Killed before it could say what is its own.
    workspace.write("site/.motmap-lock", "");
    workspace.write("site/.motmap-Ab12Cd.tmp", "half a li");
    assert_eq!(workspace.run(&["build"]).code, 0);
    let clean = names(&workspace.path().join("site"));
    assert!(!clean.iter().any(|name| name.ends_with(".tmp") || name.ends_with("lock")), "{clean:?}");
    // Killed in the middle of the pages.
    workspace.write("site/.motmap-lock", "");
    workspace.write("site/maps/.motmap-Ef34Gh.tmp", "half a pa");
    workspace.write("site/maps/notes.tmp", "mine");
    assert_eq!(workspace.run(&["build"]).code, 0);
    let mut swept = names(&workspace.path().join("site"));
    swept.retain(|name| name != "maps/notes.tmp");
    assert_eq!(swept, clean);
    assert_eq!(workspace.read("site/maps/notes.tmp"), "mine");
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_rights_and_a_new_one_has_those_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let workspace = Workspace::coffee_shop();
    workspace.run(&["build"]);
    let rights = |path: &str| {
        let metadata = fs::metadata(workspace.path().join(path)).expect("it is there");
        metadata.permissions().mode() & 0o777
    };
    workspace.write("any", "");
    assert_eq!(rights("site/index.html"), rights("any"));
    let page = workspace.path().join("site/index.html");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o640)).expect("set");
    workspace.write("site/index.html", "changed by somebody");
    assert_eq!(workspace.run(&["build"]).code, 0);
    assert_eq!(rights("site/index.html"), 0o640);
}

#[cfg(unix)]
#[test]
fn a_map_that_is_a_link_is_mended_where_it_leads() {
    let workspace = Workspace::coffee_shop();
    let (map, real) = (workspace.path().join("maps/my-first-map.yaml"), workspace.path().join("real.yaml"));
    let text = workspace.read("maps/my-first-map.yaml").replacen("title:", "title：", 1);
    fs::remove_file(&map).expect("removed");
    fs::write(&real, text).expect("written");
    std::os::unix::fs::symlink(&real, &map).expect("a link");
    workspace.run(&["check", "--fix"]);
    assert!(map.symlink_metadata().expect("it is there").is_symlink(), "the link is still one");
    assert!(workspace.read("real.yaml").contains("\ntitle:") || workspace.read("real.yaml").starts_with("title:"));
}

#[test]
fn cases_begun_at_once_take_names_of_their_own() {
    let workspace = Workspace::coffee_shop();
    let runs: Vec<Child> = (0..6).map(|_| begin(workspace.path(), &["case", "new", "counter"])).collect();
    let mut told = BTreeSet::new();
    for run in runs {
        let output = run.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{output:?}");
        told.insert(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let there: BTreeSet<String> =
        names(&workspace.path().join("maps/cases")).into_iter().map(|name| format!("maps/cases/{name}")).collect();
    assert_eq!(told, there);
    assert_eq!(there.len(), 6);
    // The path leads there from where the command was given.
    let above = workspace.path().parent().expect("a folder above");
    let folder = workspace.path().file_name().and_then(|name| name.to_str()).expect("a plain name");
    let run = run_in(above, &[], &["-C", folder, "case", "new", "counter"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(above.join(run.out.trim()).is_file(), "{}", run.out);
}

#[test]
fn a_workspace_that_was_moved_away_is_not_made_again_to_be_written_in() {
    let parent = Workspace::empty();
    let gone = parent.path().join("shop");
    assert!(OutputFolder::new(&gone, &gone.join("site")).begin_incremental().is_err(), "there is nothing to write in");
    assert!(!gone.exists(), "an empty workspace in its place hides that it is gone");
}
