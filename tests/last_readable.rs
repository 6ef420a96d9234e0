//! While a map cannot be understood, every page goes on showing what it said when it last could be, marked as such; what is
//! found, and how a run ends, is of the map as it is now.

mod watching;
mod workspace;

use std::fs;
use std::process::Command;

use watching::{Watching, wait_until};
use workspace::{Run, Workspace, files_below};

const CONFIG: &str = "\
title: Street corner
languages: [en, zh]
roles:
  clerk: {name: Clerk, layer: front-line}
  lead: {name: Lead, layer: middle}
";

const TEA: &str = "\
# Between authors: the kettle is broken.
title: The tea shop
owner: lead
stages:
  customer:
    contact:
      - id: counter
        name: The tea counter
        role: clerk
        requests: [{ask: Is there a seat, obstacle: Full at noon, remedy: {do: Six stools outside, owner: lead}}]
        authority: {decides: A free refill, escalates_to: lead}
        promises: [{id: call-back, text: We call you}]
        leads_to: [first-cup]
        dialogues:
          - {take: bad, lines: [{who: customer, says: How long}, {who: clerk, says: No idea at all}]}
    first-impression: [{id: first-cup, name: The first cup, role: clerk}]
responsibilities:
  middle: {appraisal: Reads the waiting list}
";

const BOOKS: &str = "\
title: The book shop
stages:
  customer:
    contact: [{id: shelf, name: At the shelf, leads_to: [{to: tea/counter, because: To read over a cup}]}]
    first-impression: [{id: seat, name: A seat by the window, delivers: [tea/call-back]}]
";

const CASE: &str = "\
---
touchpoint: tea/counter
title: Waiting for a seat
outcome: success
when: 2026-04-22 12:10
place: The counter
people: [{name: Ms Li, role: Customer}]
anonymised: true
---

## 1 Facts

Twenty minutes at the counter.

## 2 Wants

A seat.

## 3 Not satisfied

None.

## 4 What satisfied

A stool outside.

## 5 Processes

More stools.

## 6 For every touchpoint

Look up when somebody waits.
";

/// What is said where a map of before is shown, and where a page names it.
const NOTE: &str = "This map cannot be read at present; shown is its last readable state";
const MARK: &str = "last readable state";
/// What must not be said of a role while a map cannot be read.
const NO_TASK: &str = "No map gives this role anything to do yet";
const KEPT: &str = "site-trainer/trainer/.motmap-readable/tea.yaml";

fn street() -> Workspace {
    Workspace::with(&[
        ("motmap.yaml", CONFIG),
        ("maps/tea.yaml", TEA),
        ("maps/books.yaml", BOOKS),
        ("maps/cases/seat.md", CASE),
    ])
}

/// A workspace that has been built, and whose map of the tea shop has been broken since.
fn broken() -> Workspace {
    let workspace = street();
    assert_eq!(workspace.run(&["build"]).code, 0, "the workspace is sound to begin with");
    break_tea(&workspace);
    workspace
}

fn break_tea(workspace: &Workspace) {
    workspace.write("maps/tea.yaml", TEA.replace("owner: lead\n", "owner：lead\n"));
}

/// All of a site but what tells how it came about.
fn site(workspace: &Workspace) -> Vec<(String, Vec<u8>)> {
    let mut files = files_below(workspace.path());
    files.retain(|(path, _)| path.starts_with("site") && !path.ends_with(".motmap-record.json"));
    files
}

/// The site that is made of a workspace as it stands into a folder where nothing has been.
fn fresh_site(workspace: &Workspace) -> Vec<(String, Vec<u8>)> {
    let files: Vec<_> =
        files_below(workspace.path()).into_iter().filter(|(path, _)| !path.starts_with("site")).collect();
    let fresh = Workspace::empty();
    files.iter().for_each(|(path, bytes)| fresh.write(path, bytes));
    fresh.run(&["build"]);
    site(&fresh)
}

/// The pages of the two editions.
fn pages_of_both(workspace: &Workspace) -> Vec<(String, Vec<u8>)> {
    let pages = |folder: &str| watching::pages(&workspace.path().join(folder));
    [pages("site"), pages("site-trainer")].concat()
}

/// The pages that a build makes next of a workspace whose site is perhaps being written.
fn pages_of_next_build(workspace: &Workspace) -> Vec<(String, Vec<u8>)> {
    let copy = Workspace::empty();
    let copied = Command::new("cp").arg("-a").arg(workspace.path().join(".")).arg(copy.path()).output();
    copied.expect("cp runs");
    copy.run(&["build"]);
    pages_of_both(&copy)
}

/// What a run finds, without what it did.
fn faults(run: &Run) -> String {
    run.messages.split("Built ").next().unwrap_or_default().to_owned()
}

#[test]
fn every_page_keeps_what_a_broken_map_said_and_says_that_it_does() {
    let workspace = broken();
    let run = workspace.run(&["build"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.messages.contains("full-width-punctuation") && run.messages.contains("maps/tea.yaml:3:6"), "{run:?}");
    for (page, kept, said) in [
        ("site-trainer/index.html", "<a href=\"maps/tea.html\">The tea shop</a>", NOTE),
        ("site-trainer/index.html", "maps/tea.yaml:3", "full-width-punctuation"),
        ("site-trainer/zh/index.html", "maps/tea.html", "这张图现在读不懂，这里是上一次能读懂的内容"),
        ("site-trainer/maps/tea.html", "The tea counter", NOTE),
        ("site-trainer/maps/tea.html", "maps/tea.yaml:3", "full-width-punctuation"),
        ("site-trainer/playbooks/books.html", "href=\"tea.html#counter\"", MARK),
        ("site-trainer/roles/clerk.html", "A free refill", MARK),
        ("site-trainer/roles/lead.html", "Six stools outside", MARK),
        ("site-trainer/roles/lead.html", "Reads the waiting list", MARK),
        ("site-trainer/roles/lead.html", "maps/tea.html", MARK),
        ("site-trainer/pocket/tea.html", "Is there a seat", NOTE),
        ("site-trainer/sheets/tea/counter.html", "The tea shop", MARK),
        ("site-trainer/sheets/tea/counter.md", "touchpoint: tea/counter", NOTE),
        ("site-trainer/trainer/index.html", "No idea at all", MARK),
        ("site-trainer/trainer/seat.html", "No idea at all", MARK),
        ("site-trainer/assets/search.en.js", "The tea counter", MARK),
        ("site-trainer/playbooks/tea.html", "Twenty minutes at the counter", NOTE),
    ] {
        let text = workspace.read(page);
        assert!(text.contains(kept), "{page} has lost `{kept}`, which the map said before it was broken");
        assert!(text.contains(said), "{page} does not say `{said}`");
    }
    for role in ["clerk", "lead"] {
        assert!(!workspace.read(&format!("site-trainer/roles/{role}.html")).contains(NO_TASK), "{role} has tasks");
    }
    assert_eq!(
        workspace.read("site-trainer/pocket/tea.html").matches(MARK).count(),
        2,
        "every card says it too, on paper"
    );
}

#[test]
fn a_mended_map_leaves_no_trace() {
    let workspace = broken();
    workspace.run(&["build"]);
    workspace.write("maps/tea.yaml", TEA.replace("The first cup", "The second cup"));
    assert_eq!(workspace.run(&["build"]).code, 0);
    assert!(site(&workspace) == fresh_site(&workspace), "something of the broken state is left in the site");
}

#[test]
fn a_broken_map_is_built_the_same_again_and_as_often_as_it_is() {
    let workspace = broken();
    let first = workspace.run(&["build"]);
    let before = site(&workspace);
    let again = workspace.run(&["build"]);
    assert_eq!((again.code, faults(&again)), (first.code, faults(&first)));
    // Broken in another way, it still shows what it said before both.
    workspace.write("maps/tea.yaml", "title: [");
    assert_eq!(workspace.run(&["build"]).code, 1);
    break_tea(&workspace);
    workspace.run(&["build"]);
    assert!(site(&workspace) == before, "the same state of the files makes another site than before");
}

#[test]
fn where_nothing_is_known_of_a_broken_map_no_page_pretends_to_know() {
    let workspace = street();
    break_tea(&workspace);
    let run = workspace.run(&["build"]);
    assert_eq!(run.code, 1, "{run:?}");
    let page = workspace.read("site-trainer/roles/clerk.html");
    assert!(!page.contains(NO_TASK), "the tea shop may give the clerk something to do");
    let unread = "These maps cannot be read at present; what they ask of this role is not on this page:";
    assert!(page.contains(unread) && page.contains("<li>The tea shop</li>"), "the page does not say what it lacks");
    let page = workspace.read("site-trainer/zh/roles/clerk.html");
    assert!(page.contains("以下的图现在读不懂，其中给这个岗位的任务没有列在本页："), "nor does the Chinese one");
    let start = workspace.read("site-trainer/index.html");
    assert!(
        start.contains("This map cannot be read at present</p>") && !start.contains(MARK),
        "nothing is shown of it"
    );
    assert!(!workspace.path().join("site-trainer/maps/tea.html").exists(), "it has no page");

    workspace
        .write("maps/books.yaml", BOOKS.replace("name: At the shelf,", "name: At the shelf, promises: [{id: a}],"));
    workspace.run(&["build"]);
    let page = workspace.read("site-trainer/playbooks/books.html");
    assert!(!page.contains("Nobody keeps this promise yet"), "somebody in the tea shop may keep it");
}

#[test]
fn what_was_kept_and_is_damaged_or_of_another_file_counts_for_nothing() {
    let without = street();
    break_tea(&without);
    let told = faults(&without.run(&["build"]));
    let kept = {
        let workspace = broken();
        workspace.read(KEPT)
    };
    let (head, text) = kept.split_once('\n').expect("a line for motmap, then the text");
    let elsewhere = {
        let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/old/tea.yaml", TEA)]);
        workspace.run(&["build"]);
        workspace.read(KEPT)
    };
    for (what, bytes) in [
        ("nothing", String::new()),
        ("its text alone", text.to_owned()),
        ("its first line alone", head.to_owned()),
        ("a part of it", kept[..kept.len() / 2].to_owned()),
        ("another text", kept.replace("The tea counter", "The coffee bar")),
        ("that of a map in another folder", elsewhere),
        ("no text", "\u{0}\u{1}".to_owned()),
    ] {
        let workspace = broken();
        workspace.write(KEPT, bytes);
        let run = workspace.run(&["build"]);
        assert_eq!((run.code, faults(&run)), (1, told.clone()), "{what}");
        assert!(!workspace.read("site-trainer/index.html").contains(MARK), "{what} is taken for what the map said");
        assert!(
            workspace.read("site-trainer/playbooks/tea.html").contains("The tea counter"),
            "{what}: the old page is gone"
        );
    }
    let workspace = broken();
    fs::remove_dir_all(workspace.path().join("site-trainer")).expect("somebody cleans up");
    assert_eq!(workspace.run(&["build"]).code, 1);
    assert!(!workspace.read("site-trainer/roles/clerk.html").contains(NO_TASK));
}

#[cfg(unix)]
#[test]
fn what_was_kept_is_not_read_through_a_link() {
    let workspace = broken();
    let kept = workspace.path().join(KEPT);
    let elsewhere = workspace.path().join("elsewhere.yaml");
    fs::rename(&kept, &elsewhere).expect("moved away");
    std::os::unix::fs::symlink(&elsewhere, &kept).expect("a link in its place");
    workspace.run(&["build"]);
    assert!(!workspace.read("site-trainer/index.html").contains(MARK), "a link leads out of the site");
}

#[test]
fn a_map_that_is_gone_or_renamed_is_not_shown_as_it_was() {
    for name in [None, Some("maps/coffee.yaml")] {
        let workspace = broken();
        workspace.run(&["build"]);
        let broken = workspace.read("maps/tea.yaml");
        fs::remove_file(workspace.path().join("maps/tea.yaml")).expect("the map goes");
        name.iter().for_each(|name| workspace.write(name, &broken));
        workspace.write("maps/books.yaml", "title: The book shop\nstages: {}\n");
        workspace.write("maps/cases/seat.md", CASE.replace("tea/counter", "books/shelf"));
        workspace.run(&["build"]);
        assert!(site(&workspace) == fresh_site(&workspace), "something of the tea shop is left, renamed to {name:?}");
        assert!(!workspace.path().join(KEPT).exists());
    }
}

#[test]
fn an_old_text_whose_names_lead_nowhere_now_finds_nothing_and_shows_the_rest() {
    let workspace = broken();
    workspace.write("maps/tea.yaml", "title: [");
    // The role is gone, the case leads to what only the broken text has, and so does a link of a sound map.
    workspace.write("motmap.yaml", CONFIG.replace("  lead: {name: Lead, layer: middle}\n", ""));
    workspace.write("maps/books.yaml", BOOKS.replace("tea/counter", "tea/terrace").replace("tea/call-back", "tea/new"));
    workspace.write("maps/cases/seat.md", CASE.replace("tea/counter", "tea/terrace"));
    let run = workspace.run(&["build"]);
    assert_eq!(run.code, 1, "{run:?}");
    let told: Vec<&str> = run.messages.lines().filter(|line| line.starts_with("error[")).collect();
    assert!(told.len() == 1 && told[0].contains("invalid-yaml"), "what is wrong with the old text is told: {told:?}");
    let page = workspace.read("site-trainer/playbooks/tea.html");
    assert!(page.contains("Is there a seat") && page.contains(NOTE), "the rest of the map is shown");
    let page = workspace.read("site-trainer/playbooks/books.html");
    assert!(page.contains("This map cannot be read at present"), "where the link leads cannot be told");
    assert!(!page.contains(NOTE), "the book shop itself is as it is");
}

#[test]
fn two_maps_can_be_broken_at_once() {
    let workspace = broken();
    workspace.write("maps/books.yaml", "title: [");
    assert_eq!(workspace.run(&["build"]).code, 1);
    assert_eq!(workspace.read("site-trainer/index.html").matches(NOTE).count(), 2);
    assert!(
        workspace.read("site-trainer/playbooks/books.html").contains("href=\"tea.html#counter\""),
        "the link between them stays"
    );
    workspace.write("maps/tea.yaml", TEA);
    workspace.run(&["build"]);
    assert_eq!(workspace.read("site-trainer/index.html").matches(NOTE).count(), 1, "one of them is mended");
}

#[test]
fn a_map_whose_name_is_taken_by_a_new_one_is_shown_as_it_was() {
    for new in ["maps/new/tea.yaml", "maps/new/TEA.yaml"] {
        let workspace = street();
        workspace.run(&["build"]);
        workspace.write(new, TEA.replace("The tea counter", "Another counter"));
        let run = workspace.run(&["build"]);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.messages.contains("duplicate-id"), "{run:?}");
        let page = workspace.read("site-trainer/playbooks/tea.html");
        assert!(page.contains("The tea counter") && page.contains(NOTE), "with {new}");
        assert!(!workspace.read("site-trainer/roles/clerk.html").contains("Another counter"), "with {new}");
    }
}

#[test]
fn a_part_of_a_site_shows_the_last_readable_state_too() {
    let workspace = broken();
    let run = workspace.run(&["build", "--map", "tea"]);
    assert_eq!(run.code, 1, "{run:?}");
    let page = workspace.read("site-trainer/playbooks/tea.html");
    assert!(page.contains("The tea counter") && page.contains(NOTE), "{page}");
    assert!(workspace.path().join(KEPT).exists(), "what the next build needs is gone");
    assert_eq!(workspace.run(&["build", "--map", "books"]).code, 0, "the book shop is sound");
    assert!(workspace.read("site-trainer/playbooks/books.html").contains("href=\"tea.html#counter\""));
    let run = workspace.run(&["build", "--single-file", "--strict"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(workspace.read("site-trainer/single/tea.html").contains(NOTE), "one file says it too");
}

#[test]
fn a_broken_configuration_changes_nothing() {
    let workspace = broken();
    workspace.run(&["build"]);
    let before = site(&workspace);
    workspace.write("motmap.yaml", "roles: [");
    assert_eq!(workspace.run(&["build"]).code, 1);
    workspace.write("motmap.yaml", CONFIG);
    workspace.run(&["build"]);
    assert!(site(&workspace) == before);
}

#[test]
fn what_authors_write_for_themselves_and_for_trainers_stays_in_their_edition() {
    for is_broken in [false, true] {
        let workspace = if is_broken { broken() } else { street() };
        workspace.run(&["build"]);
        for secret in ["the kettle is broken", "No idea at all"] {
            let shown: Vec<String> = site(&workspace)
                .into_iter()
                .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(secret))
                .map(|(path, _)| path)
                .collect();
            let for_readers: Vec<&String> = shown.iter().filter(|path| path.starts_with("site/")).collect();
            assert!(!shown.is_empty() && for_readers.is_empty(), "`{secret}` stands in {for_readers:?}");
        }
    }
}

#[test]
fn watch_shows_it_while_it_runs_and_leaves_it_to_the_next_run() {
    let workspace = street();
    let start = || workspace.read("site-trainer/index.html");
    let watching = Watching::start(&workspace, &["--port", "0"]);
    break_tea(&workspace);
    wait_until("the mark on the start page", || start().contains(NOTE));
    assert!(start().contains("<a href=\"maps/tea.html\">The tea shop</a>"), "the start page has lost its link");
    assert!(watching.get("/roles/clerk.html").contains("A free refill"), "the preview has lost the clerk's tasks");
    assert!(watching.get("/_preview/news?0").contains("full-width-punctuation"), "the findings are laid over it");
    assert!(watching.get("/trainer/.motmap-readable/tea.yaml").starts_with("HTTP/1.1 404"), "it is no page");
    watching::remove_at_once(&workspace, "site-trainer");
    wait_until("the same site again", || workspace.path().join(KEPT).exists() && start().contains(NOTE));
    // A save that leaves the fault where it was, in bytes, and moves it to another line.
    workspace.write("maps/tea.yaml", workspace.read("maps/tea.yaml").replace("broken.\n", "broke\n\n"));
    wait_until("the fault in its new line", || start().contains("maps/tea.yaml:4"));
    let pages = || pages_of_both(&workspace);
    wait_until("the pages that build makes", || pages() == pages_of_next_build(&workspace));
    let before = pages();
    drop(watching);

    assert_eq!(workspace.run(&["build"]).code, 1);
    assert!(pages() == before, "build shows something else than watch did");
    let _watching = Watching::start(&workspace, &["--no-serve"]);
    assert!(pages() == before, "watch begins with something else than build");
    workspace.write("maps/tea.yaml", TEA);
    wait_until("the mended site", || pages() == pages_of_next_build(&workspace) && !start().contains(NOTE));
}
