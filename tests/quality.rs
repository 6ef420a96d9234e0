//! Service quality: what pages say of expectation and perception, of the dimensions, the gaps and the remedies, and which
//! rule tells of a gap.

mod workspace;

use workspace::Workspace;

/// A workspace with one map, whose contacts are these.
fn shop(contacts: &str) -> Workspace {
    let config = "languages: [en]\nroles: {agent: {name: Agent}}\n";
    let map = format!("title: Shop\nstages:\n  customer:\n    contact:\n{contacts}");
    Workspace::with(&[("motmap.yaml", config), ("maps/shop.yaml", &map)])
}

fn built(contacts: &str) -> Workspace {
    let workspace = shop(contacts);
    assert_eq!(workspace.run(&["build"]).code, 0, "gaps do not keep a map from being built");
    workspace
}

#[test]
fn card_journey_and_curve_say_in_words_whether_an_expectation_is_met() {
    for (expected, left_with, word) in [(0, 1, "exceeded"), (1, 1, "met"), (2, -1, "dissatisfied")] {
        let contact = format!("      - {{id: one, name: One, expectation: {expected}, perception: {left_with}}}\n");
        let workspace = built(&format!("{contact}      - {{id: two, name: Two, perception: 1}}\n"));
        let (card, overview) = (workspace.read("site/playbooks/shop.html"), workspace.read("site/maps/shop.html"));
        assert!(card.contains(&format!("<b>{word}</b>")), "the card says {word}");
        let in_drawing = "class=\"d-satisfaction\"";
        let drawn = overview.match_indices(in_drawing).filter(|(at, _)| {
            let text = &overview[*at..];
            text[..text.find("</text>").expect("a text ends")].ends_with(word)
        });
        assert_eq!(drawn.count(), 2, "the journey and the curve say {word} once");
    }
}

#[test]
fn the_page_of_service_quality_is_there_where_a_map_tells_of_it() {
    let without = built("      - {id: one, name: One, measures: [{name: Minutes, actual: 3}]}\n");
    assert!(!without.path().join("site/quality.html").exists(), "nothing is to be shown");
    assert!(!without.read("site/index.html").contains("quality.html"), "nothing leads there");
    let with = built(
        "      - {id: one, name: One, quality: [empathy], expects: [{text: Soon}], measures: [{name: Minutes, actual: 3, kind: \
         deliberation, date: 2026-05-04}]}\n",
    );
    let (page, for_trainers) = (with.read("site/quality.html"), with.read("site-trainer/quality.html"));
    for told in ["Empathy", "maps/shop.html", "Time to decide", "2026-05-04"] {
        assert!(page.contains(told), "the page tells of {told}");
    }
    assert!(with.read("site/index.html").contains("quality.html"), "the start page leads there");
    assert!(for_trainers.contains("without a standard"), "trainers see the gaps");
    assert!(!page.contains("without a standard"), "gaps are nothing for readers");
}

#[test]
fn a_gap_is_told_by_one_rule() {
    let rules = |contacts: &str| {
        let of_quality = ["expectation", "gap", "standard", "measure", "falling"];
        let found = shop(contacts).findings(&[]);
        let rules = found.iter().filter_map(|line| line.rsplit(' ').next()).map(str::to_owned);
        rules.filter(|rule| of_quality.iter().any(|word| rule.contains(word))).collect::<Vec<String>>()
    };
    let missed = "measures: [{name: Minutes, target: 3, actual: 7, n: 40, better: lower}]";
    assert_eq!(rules(&format!("      - {{id: one, name: One, {missed}}}\n")), ["missed-measure"]);
    let laid_down = format!("      - {{id: one, name: One, standards: [Soon], {missed}}}\n");
    assert_eq!(rules(&laid_down), ["undelivered-standard"]);
    let unmet =
        |id: &str, more: &str| format!("      - {{id: {id}, name: {id}, expectation: 1, perception: 0{more}}}\n");
    assert_eq!(rules(&unmet("one", "")), ["unmet-expectation"]);
    let caught = ", expects: [{text: Soon}], standards: [Soon], recovery: {signal: Waits, steps: [Ask]}";
    assert_eq!(rules(&(unmet("one", caught) + &unmet("two", ""))), ["unmet-expectation"]);
    assert_eq!(rules(&(unmet("one", caught) + &unmet("two", caught))), ["perceived-gap"]);
    let fall = "      - {id: one, name: One, perception: 3}\n    first-impression:\n      - {id: two, name: Two, expectation: 1, \
                perception: -1}\n";
    assert_eq!(rules(fall), ["falling-perception"]);
}

#[test]
fn the_page_of_remedies_shows_how_far_each_is_to_trainers() {
    let remedy = |what: &str, more: &str| {
        format!(
            "          - {{ask: {what}?, obstacle: No, remedy: {{do: {what}, owner: agent, due: 2026-01-02{more}}}}}\n"
        )
    };
    let contact = "      - id: one\n        name: One\n        requests:\n".to_owned();
    let workspace = built(
        &(contact
            + &remedy("Openly", "")
            + &remedy("Ready", ", status: done")
            + &remedy("Seen", ", status: done, followed_up: 2026-02-03, effect: It helps")),
    );
    let page = workspace.read("site-trainer/trainer/to-do.html");
    let places =
        ["remedies-open", "Openly", "remedies-done", "Ready", "remedies-followed-up", "2026-02-03", "It helps"];
    let places = places.map(|told| page.find(told).unwrap_or_else(|| panic!("the page tells of {told}")));
    assert!(places.is_sorted(), "open, done, looked at again: {places:?}");
    assert!(!workspace.read("site/playbooks/shop.html").contains("It helps"), "readers are not told of the effect");
    assert!(workspace.read("site-trainer/playbooks/shop.html").contains("It helps"), "trainers are");
}

#[test]
fn trainers_have_the_page_of_service_quality_where_a_gap_can_be_found() {
    let workspace = built("      - {id: one, name: One, promises: [{id: pledge, text: Back by ten}]}\n");
    assert!(!workspace.path().join("site/quality.html").exists(), "gaps are nothing for readers");
    assert!(workspace.read("site-trainer/quality.html").contains("#one"), "the promise that nobody keeps is a gap");
    assert!(workspace.read("site-trainer/index.html").contains("quality.html"), "the start page leads there");
}
