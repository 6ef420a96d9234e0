//! The maps that people begin with and learn from have nothing to mend.

mod workspace;

use workspace::{Workspace, repository, run_in};

#[test]
fn the_example_maps_check_clean() {
    let run = run_in(&repository("."), &[], &["check", "--deny", "warnings", "--lang", "en", "--today", "2026-12-01"]);
    assert!(run.code == 0 && run.out.trim_end().ends_with("no findings"), "{}", run.out);
}

#[test]
fn a_new_workspace_checks_clean() {
    let workspace = Workspace::empty();
    workspace.run(&["init"]);
    let run = workspace.run(&["check", "--deny", "warnings", "--lang", "en"]);
    assert!(run.code == 0 && run.out.trim_end().ends_with("no findings"), "{}", run.out);
}
