//! Editions for one segment: what is in them, where they are written, and by which names a segment is asked for.

mod workspace;

use std::collections::BTreeSet;

use workspace::{Workspace, files_below};

/// A shop with touchpoints for regulars, for tourists and for all.
fn shop() -> Workspace {
    Workspace::with(&[
        (
            "motmap.yaml",
            "title: Shop\nlanguages: [en]\nroles: {clerk: {name: Clerk, layer: front-line}}\nsegments:\n  regulars: {name: \
             Regulars}\n  tourists: {name: Tourists}\n",
        ),
        (
            "maps/shop.yaml",
            "title: The shop\nstages:\n  prospect:\n    contact:\n      - {id: bus, name: The coach stop, segments: \
             [tourists]}\n      - {id: window, name: The window, role: clerk}\n    behaviour:\n      - {id: asks, name: Asks, \
             segments: [tourists], leads_to: [counter, {to: club, because: A guest}]}\n  customer:\n    contact:\n      - \
             {id: club, name: The members' day, role: clerk, segments: [regulars]}\n      - {id: counter, name: The \
             counter, delivers: [map-of-town]}\n    attitude:\n      - {id: tells, name: Tells us, segments: [tourists], \
             promises: [{id: map-of-town, text: A map of the town}]}\nlifecycle:\n  - {period: First, touchpoints: [bus, \
             club]}\n",
        ),
        (
            "maps/cases/lost.md",
            "---\ntouchpoint: shop/bus\ntitle: The lost coach\nlanguage: en\n---\n## 1 Facts\nIt left.\n",
        ),
    ])
}

/// The text of all pages and scripts of a site.
fn text_of(workspace: &Workspace, site: &str) -> String {
    let files = files_below(&workspace.path().join(site)).into_iter();
    let told = files.filter(|(path, _)| path.ends_with(".html") || path.ends_with(".js"));
    told.map(|(_, bytes)| String::from_utf8(bytes).expect("UTF-8")).collect()
}

#[test]
fn an_edition_for_a_segment_has_what_is_for_them_and_for_all() {
    let workspace = shop();
    let build = workspace.run(&["build", "--segment", "regulars"]);
    assert!(build.messages.contains("site-regulars"), "it says where the edition is: {build:?}");
    assert!(!workspace.path().join("site").exists(), "the site of all is left alone");
    let all = text_of(&workspace, "site-regulars");
    for told in ["Shop (Regulars)", "The window", "The members&#x27; day", "The counter", "nothing here is for these"] {
        assert!(all.contains(told), "{told} is for them and missing");
    }
    for others in ["The coach stop", "Tells us", "A map of the town", "The lost coach"] {
        assert!(!all.contains(others), "{others} is not for them and told");
    }
    let map = workspace.read("site-regulars/maps/shop.html");
    assert!(map.contains("P1.2"), "codes are those of the whole map");
    assert!(!map.contains("look-for"), "there is nothing to choose from");
    let segments = workspace.read("site-regulars/segments.html");
    assert!(segments.contains("Regulars") && !segments.contains("Tourists"), "others are nothing for these customers");
}

#[test]
fn a_period_of_life_spent_at_touchpoints_of_others_is_left_out() {
    let workspace = shop();
    let map = workspace.read("maps/shop.yaml");
    workspace
        .write("maps/shop.yaml", map + "  - {period: Second, touchpoints: [bus]}\n  - {period: Third, do: [Wave]}\n");
    workspace.run(&["build", "--segment", "regulars"]);
    let all = text_of(&workspace, "site-regulars");
    assert!(all.contains("First") && all.contains("Third"), "these are for them or for all");
    assert!(!all.contains("Second"), "what is not lived at any of their touchpoints is not theirs");
}

#[test]
fn a_segment_is_asked_for_by_its_id_or_name_and_its_folder_has_the_id() {
    for typed in ["regulars", "REGULARS", "Regulars", "../away"] {
        let workspace = shop();
        let config = workspace.read("motmap.yaml").replace("name: Regulars", &format!("name: {typed}"));
        workspace.write("motmap.yaml", config);
        workspace.write("maps/none.yaml", "");
        let before = files_below(workspace.path()).len();
        let build = workspace.run(&["build", "--segment", typed]);
        let below: BTreeSet<String> = files_below(workspace.path()).into_iter().map(|(path, _)| path).collect();
        let site = |path: &&String| path.starts_with("site-regulars/") || path.starts_with("site-regulars-trainer/");
        assert!(below.contains("site-regulars/index.html"), "{typed}: {build:?}");
        assert_eq!(below.iter().filter(|path| !site(path)).count(), before, "{typed}: nothing is written elsewhere");
    }
}

#[test]
fn a_segment_that_is_not_there_is_answered_with_the_closest() {
    let workspace = shop();
    for typed in ["regular", "../regulars"] {
        let wrong = workspace.run(&["build", "--segment", typed]);
        assert_eq!(
            (wrong.code, wrong.messages.contains("`regulars`")),
            (2, true),
            "the closest is proposed: {wrong:?}"
        );
    }
    workspace.write("motmap.yaml", "titel: Shop\nsegments: [\n");
    let faulty = workspace.run(&["build", "--segment", "regulars"]);
    assert_eq!(faulty.code, 1, "the faults of motmap.yaml come first: {faulty:?}");
    assert!(faulty.messages.contains("motmap.yaml:2:11"), "the faults of motmap.yaml are printed: {faulty:?}");
}

#[test]
fn a_segment_whose_id_names_no_folder_is_a_fault_and_no_folder() {
    let workspace = shop();
    let config = workspace.read("motmap.yaml").replace("regulars:", "\"../regulars\":");
    workspace.write("motmap.yaml", config);
    let map = workspace.read("maps/shop.yaml").replace("[regulars]", "[../regulars]");
    workspace.write("maps/shop.yaml", map);
    let build = workspace.run(&["build", "--segment", "../regulars"]);
    assert_eq!(build.code, 1, "{build:?}");
    let beside = workspace.path().parent().expect("a folder is in one").join("regulars");
    assert!(!beside.exists(), "nothing is written outside the workspace");
}

#[test]
fn findings_in_a_map_that_cannot_be_read_are_shown_in_each_edition() {
    let workspace = shop();
    workspace.run(&["build", "--segment", "regulars"]);
    // The fault is where the last readable text has a touchpoint for others.
    let map = workspace.read("maps/shop.yaml").replace("name: The coach stop", "name: [");
    workspace.write("maps/shop.yaml", map);
    let build = workspace.run(&["build", "--segment", "regulars"]);
    assert_eq!(build.code, 1, "{build:?}");
    let trainers = workspace.read("site-regulars-trainer/trainer/index.html");
    let on_start = workspace.read("site-regulars-trainer/index.html");
    assert!(
        trainers.contains("maps/shop.yaml:5") || on_start.contains("shop.yaml:5"),
        "the fault is on a page: {trainers}"
    );
}

#[test]
fn a_segment_that_is_named_twice_is_named_once_on_pages() {
    let workspace = shop();
    let map = workspace.read("maps/shop.yaml").replace("[regulars]", "[regulars, Regulars, regulars]");
    workspace.write("maps/shop.yaml", map);
    workspace.run(&["build"]);
    assert!(!workspace.read("site/playbooks/shop.html").contains("Regulars, Regulars"), "once is enough");
}

#[test]
fn a_map_is_looked_at_for_each_kind_of_customers_that_is_served() {
    let workspace = shop();
    let config = workspace.read("motmap.yaml")
        + "  neighbours: {name: Neighbours}\n  thieves: {name: Thieves, state: not-ours}\n";
    workspace.write("motmap.yaml", config);
    workspace.run(&["build"]);
    let map = workspace.read("site/maps/shop.html");
    assert!(map.contains("value=\"neighbours\""), "what is for others is nothing for them");
    assert!(!map.contains("value=\"thieves\""), "those who are not served are not chosen");
}

#[test]
fn a_share_with_its_sign_is_answered_with_the_number() {
    for (typed, advice) in [("20%", "write the number alone: `20`"), ("a fifth", "a share is a number, in per cent")] {
        let workspace = shop();
        let config = workspace
            .read("motmap.yaml")
            .replace("name: Regulars", &format!("name: Regulars, share: {{customers: {typed}}}"));
        workspace.write("motmap.yaml", config);
        let told = workspace.run(&["check"]).out;
        assert!(told.contains(advice), "{typed}: {told}");
    }
}
