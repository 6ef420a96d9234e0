//! `check --fix`: cures that are certain, and not a byte besides.

mod workspace;

use std::fs;

use workspace::Workspace;

const CONFIG: &str = "languages: [en]\nroles:\n  agent: {name: Agent, layer: front-line}\n";

/// A workspace of one map below this title and summary.
fn with_map(text: &str) -> Workspace {
    Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", text)])
}

/// What `check --fix` makes of a map. A second run must find nothing more to do.
fn mended(text: &str) -> String {
    let workspace = with_map(text);
    workspace.run(&["check", "--fix"]);
    let once = workspace.read("maps/shop.yaml");
    let again = workspace.run(&["check", "--fix"]);
    assert_eq!(workspace.read("maps/shop.yaml"), once, "a second run changes nothing more");
    assert!(again.messages.starts_with("There is nothing that can be mended for certain.\n"), "{}", again.messages);
    once
}

#[test]
fn slips_of_the_keyboard_are_mended() {
    for (typed, meant) in [
        ("title：The shop\n", "title: The shop\n"),
        ("title： The shop\n", "title: The shop\n"),
        ("title: The shop\nsumary: Small\n", "title: The shop\nsummary: Small\n"),
        (
            "title: The shop\nstages:\n\tcustomer:\n\t\tcontact: []\n",
            "title: The shop\nstages:\n  customer:\n    contact: []\n",
        ),
        ("title: The shop\nstages:\n\u{3000}customer: {}\n", "title: The shop\nstages:\n  customer: {}\n"),
        ("title: The shop\nstages:\n\u{a0}\u{a0}customer: {}\n", "title: The shop\nstages:\n  customer: {}\n"),
        ("title: The shop\nsummary\u{200b}: Small\n", "title: The shop\nsummary: Small\n"),
        (
            "title: The shop\nstages:\n  customer:\n    contact:\n      － id: a\n        name: A\n",
            "title: The shop\nstages:\n  customer:\n    contact:\n      - id: a\n        name: A\n",
        ),
        (
            "title: The shop\nstages:\n  customer:\n    contact:\n      －\u{3000}id: a\n         name: A\n",
            "title: The shop\nstages:\n  customer:\n    contact:\n      -  id: a\n         name: A\n",
        ),
        (
            "title: The shop\nstages:\n  customer:\n    contact:\n      - ｛id：a，name：A｝\n      － ｛id：b，name：B｝\n",
            "title: The shop\nstages:\n  customer:\n    contact:\n      - {id: a, name: A}\n      - {id: b, name: B}\n",
        ),
        (
            "title: ｛zh：店，en：The shop｝\nstages: {customer: {focus: ［Service］}}\n",
            "title: {zh: 店, en: The shop}\nstages: {customer: {focus: [Service]}}\n",
        ),
        (
            "title: The shop\nstages: {customer: {contact: [{id: a, name: A, leads_to: [a，a]}]}}\n",
            "title: The shop\nstages: {customer: {contact: [{id: a, name: A, leads_to: [a, a]}]}}\n",
        ),
        ("title: The shop\nreviewed: 2026年10月1日\n", "title: The shop\nreviewed: 2026-10-01\n"),
        ("title: The shop\nreviewed: 2026/9/30\n", "title: The shop\nreviewed: 2026-09-30\n"),
        ("title: The shop\nowner: agnet\n", "title: The shop\nowner: agent\n"),
        ("title: The shop\nstages: {custmer: {}}\n", "title: The shop\nstages: {customer: {}}\n"),
        (
            "title: The shop\n# allow： emty-cell one day\nstages: {}\n",
            "title: The shop\n# allow: empty-cell one day\nstages: {}\n",
        ),
    ] {
        assert_eq!(mended(typed), meant);
    }
}

#[test]
fn what_is_not_certain_is_left_to_the_author() {
    let touchpoints = |leads_to: &str| {
        format!(
            "title: The shop\nstages:\n  customer:\n    contact:\n      - {{id: desk-1, name: A}}\n      \
             - {{id: queue, name: B}}\n      - {{id: quote, name: C, leads_to: [{leads_to}]}}\n"
        )
    };
    for text in [
        "title: The shop\nsummary: Small\nsumary: Smaller\n",
        "title: The shop\nsumary: Small\nsummry: Smaller\n",
        "title: The shop\nstages:\n  customer:\n    contact:\n      - {id: the counter, name: The counter}\n",
        "title: The shop\nreviewed: yesterday\n",
        "title: The shop\nstages: {customer: {focus: [先听完，再补救]}}\n",
        "title: The shop\nstages: {customer: {focus: [退换、维修]}}\n",
        "title: ｛zh：您好，请进，en：Come in｝\n",
        "title: The shop\nreviewed: 10/1/2026\n",
        &touchpoints("desk-2"),
        &touchpoints("quoue"),
    ] {
        assert_eq!(mended(text), text);
    }
}

#[test]
fn every_other_byte_stays_as_it_is() {
    let typed =
        "\u{feff}title： 'The  shop'   # as it was: a note\r\n\r\nsumary: >-\r\n    Small,  \r\n    and old\r\n...\r\n";
    let meant = typed.replacen("：", ":", 1).replacen("sumary", "summary", 1);
    assert_eq!(mended(typed), meant);
}

#[test]
fn what_was_changed_is_said_with_its_place() {
    let workspace = with_map("title：The shop\nsumary: Small\nowner: agnet\n");
    let run = workspace.run(&["check", "--fix", "--format", "short"]);
    assert_eq!(
        run.messages,
        "maps/shop.yaml:1: `title：The` → `title: The`\nmaps/shop.yaml:2: `sumary:` → `summary:`\n\
         maps/shop.yaml:3: `agnet` → `agent`\n\
         Mended 3 places in 1 file.\n"
    );
    assert!(run.out.lines().all(|line| line.contains("[empty-cell]")), "what is left is told: {}", run.out);
    assert_eq!(run.code, 1, "what is left decides how the run ends");
}

#[test]
fn one_cure_uncovers_the_next_and_all_are_put_in() {
    let typed = "title: The shop\nstages：\n  customer：\n    contact：\n      - {id: counter, nmae: The counter}\n";
    assert_eq!(
        mended(typed),
        "title: The shop\nstages: \n  customer: \n    contact: \n      - {id: counter, name: The counter}\n"
    );
}

#[test]
fn a_tab_among_spaces_is_as_wide_as_alone_makes_sense_of_the_file() {
    for (typed, meant) in [
        (
            "title: The shop\nstages:\n  customer:\n    contact: []\n\tattitude: []\n",
            "title: The shop\nstages:\n  customer:\n    contact: []\n    attitude: []\n",
        ),
        (
            "title: The shop\nstages:\n  customer:\n    contact:\n      - id: a\n\tname: A\n",
            "title: The shop\nstages:\n  customer:\n    contact:\n      - id: a\n        name: A\n",
        ),
        (
            "title: The shop\nstages:\n  customer:\n    contact:\n      - id: a\n      \tname: A\n",
            "title: The shop\nstages:\n  customer:\n    contact:\n      - id: a\n        name: A\n",
        ),
    ] {
        assert_eq!(mended(typed), meant);
    }
}

#[test]
fn how_wide_a_tab_is_that_no_width_makes_sense_of_is_not_guessed() {
    let typed = "title: The shop\nstages:\n  customer:\n    contact: []\n\tremark: x\n";
    assert_eq!(mended(typed), typed);
}

#[test]
fn what_nobody_sees_is_named_in_the_log() {
    let workspace = with_map("title: The shop\nstages:\n\u{3000}customer: {}\n");
    let run = workspace.run(&["check", "--fix"]);
    assert!(run.messages.starts_with("maps/shop.yaml:3: `<U+3000>customer:` → `  customer:`\n"), "{}", run.messages);
}

#[test]
fn a_cure_that_would_break_the_file_is_taken_back_and_said() {
    let typed = "title: The shop\nstages:\n  - one\n\u{3000}customer: {}\n";
    let workspace = with_map(typed);
    let run = workspace.run(&["check", "--fix"]);
    assert_eq!(workspace.read("maps/shop.yaml"), typed);
    assert!(run.messages.contains("maps/shop.yaml was left as it is here and there"), "{}", run.messages);
}

#[test]
fn only_what_was_asked_for_is_mended() {
    let workspace = with_map("title：The shop\nsumary: Small\n");
    workspace.write("maps/stall.yaml", "title：The stall\n");
    workspace.run(&["check", "--fix", "--only", "unknown-field"]);
    assert_eq!(workspace.read("maps/shop.yaml"), "title：The shop\nsummary: Small\n");
    workspace.run(&["check", "--fix", "maps/shop.yaml"]);
    assert_eq!(workspace.read("maps/shop.yaml"), "title: The shop\nsummary: Small\n");
    assert_eq!(workspace.read("maps/stall.yaml"), "title：The stall\n");
}

#[test]
fn without_the_option_nothing_is_written() {
    let workspace = with_map("title：The shop\n");
    workspace.run(&["check"]);
    assert_eq!(workspace.read("maps/shop.yaml"), "title：The shop\n");
}

#[cfg(unix)]
#[test]
fn a_file_outside_of_the_workspace_is_left_alone_and_a_link_inside_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let elsewhere = Workspace::with(&[("stall.yaml", "title：The stall\n")]);
    let workspace = with_map("title: The shop\n");
    workspace.write("shared/inn.yaml", "title：The inn\n");
    let inn = workspace.path().join("shared/inn.yaml");
    fs::set_permissions(&inn, fs::Permissions::from_mode(0o600)).expect("permissions can be set");
    symlink(elsewhere.path().join("stall.yaml"), workspace.path().join("maps/stall.yaml")).expect("a link");
    symlink("../shared/inn.yaml", workspace.path().join("maps/inn.yaml")).expect("a link");

    let run = workspace.run(&["check", "--fix"]);
    assert_eq!(elsewhere.read("stall.yaml"), "title：The stall\n");
    assert!(
        run.messages.contains("maps/stall.yaml was left as it is: it lies outside of the workspace"),
        "{}",
        run.messages
    );
    assert_eq!(workspace.read("shared/inn.yaml"), "title: The inn\n");
    assert!(workspace.path().join("maps/inn.yaml").is_symlink(), "the link is still a link");
    let mode = fs::metadata(&inn).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode, 0o600, "who may read it stays as it was");
}
