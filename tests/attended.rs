//! Who is there at a touchpoint: its channel and its own word, and what is asked for where nobody of ours is.

mod workspace;

use workspace::Workspace;

const ASKING: [&str; 3] = ["unlisted-requests", "unplayed-moment", "unowned-touchpoint"];

/// How many findings each of the rules that ask for the next step has in a shop with these contacts.
fn asked(contacts: &str) -> [usize; 3] {
    let map = format!("title: Shop\nstages:\n  customer:\n    contact:\n{contacts}");
    let config = "languages: [en]\nroles: {agent: {name: Agent}}\nchannels:\n  f: {name: Face, kind: face}\n  t: {name: Telephone, kind: \
                  telephone}\n  c: {name: Chat, kind: chat}\n  w: {name: Web, kind: web}\n  m: {name: Media, kind: media}\n  p: {name: \
                  Print, kind: print}\n  a: {name: Machine, kind: machine}\n  l: {name: Letter, kind: mail}\n  x: {name: Unsaid}\n";
    let workspace = Workspace::with(&[("motmap.yaml", config), ("maps/shop.yaml", &map)]);
    ASKING.map(|rule| workspace.findings(&["--only", rule]).len())
}

#[test]
fn the_kind_of_a_channel_tells_whether_somebody_is_there_and_the_touchpoint_itself_decides() {
    for (contact, expected) in [
        ("channel: f", 1),
        ("channel: t", 1),
        ("channel: c", 1),
        ("channel: T", 1),
        ("channel: x", 1),
        ("channel: By poster", 1),
        ("place: Here", 1),
        ("channel: w", 0),
        ("channel: m", 0),
        ("channel: p", 0),
        ("channel: a", 0),
        ("channel: l", 0),
        ("attended: false", 0),
        ("attended: false, channel: f", 0),
        ("attended: true, channel: p", 1),
    ] {
        let found = asked(&format!("      - {{id: one, name: One, {contact}}}\n"));
        assert_eq!(found, [expected; 3], "findings of {ASKING:?} at a contact with `{contact}`");
    }
}

#[test]
fn what_a_map_has_nowhere_is_told_once_and_then_wherever_it_is_missing() {
    let bare = "      - {id: one, name: One}\n      - {id: two, name: Two}\n      - {id: three, name: Three}\n";
    assert_eq!(asked(bare), [1; 3]);
    let begun =
        "      - {id: zero, name: Zero, role: agent, requests: [{ask: A, answer: B}], moment: {act: {do: C}}}\n";
    assert_eq!(asked(&format!("{begun}{bare}")), [3; 3]);
}

#[test]
fn where_to_begin_is_where_most_hangs() {
    let map = "title: Shop\nstages:\n  customer:\n    contact:\n      - {id: one, name: One}\n      - {id: two, name: Two, importance: high}\n";
    let workspace = Workspace::with(&[("maps/shop.yaml", map)]);
    let told = workspace.run(&["check", "--only", "unlisted-requests"]).out;
    assert!(told.contains("none of the 2 contacts of this map lists requests yet; begin with “Two” (C1.2)"), "{told}");
    assert!(told.contains("maps/shop.yaml:6:14") && told.contains("`attended: false`"), "{told}");
}

#[test]
fn a_kind_of_channel_that_is_none_is_answered_with_those_that_are() {
    let workspace = Workspace::with(&[
        (
            "motmap.yaml",
            "languages: [en]\nchannels:\n  phone: {name: Phone, kind: fax}\n  Phone: {name: Again}\n  Text: {}\n",
        ),
        ("maps/shop.yaml", "title: Shop\nstages: {}\n"),
    ]);
    let told = workspace.run(&["check", "--only", "invalid-value"]).out;
    assert!(
        told.contains("write one of: `face`, `telephone`, `chat`, `web`, `media`, `print`, `machine`, `mail`"),
        "{told}"
    );
    assert_eq!(workspace.findings(&["--only", "duplicate-id"]), ["motmap.yaml:4:3 duplicate-id"]);
    assert_eq!(workspace.findings(&["--only", "missing-field"]), ["motmap.yaml:5:9 missing-field"]);
}

#[test]
fn pages_show_the_name_of_a_channel_and_that_nobody_is_there() {
    let workspace = Workspace::with(&[
        (
            "motmap.yaml",
            "languages: [en, zh]\nchannels:\n  poster: {name: {en: Wall poster, zh: 墙上海报}, kind: print}\n",
        ),
        (
            "maps/shop.yaml",
            "title: Shop\nlanguage: en\nstages:\n  customer:\n    contact:\n      - {id: one, name: One, channel: poster}\n",
        ),
    ]);
    workspace.run(&["build"]);
    for (page, channel, nobody) in [
        ("site/playbooks/shop.html", "Wall poster", "nobody of ours is there"),
        ("site/zh/playbooks/shop.html", "墙上海报", "不在场"),
        ("site/sheets/shop/one.html", "Wall poster", ""),
    ] {
        let text = workspace.read(page);
        assert!(text.contains(channel) && text.contains(nobody), "{page} should show `{channel}` and `{nobody}`");
        assert!(!text.contains("Nobody named yet"), "{page} asks for nobody where nobody is");
    }
}

#[test]
fn the_card_of_a_thing_says_what_it_must_do_by_itself() {
    let map = |channel: &str| {
        format!(
            "title: Shop\nlanguage: en\nstages:\n  customer:\n    contact:\n      - {{id: one, name: One, channel: {channel}, \
             moment: {{act: {{say: Open until nine, do: Lights up at dusk}}}}}}\n"
        )
    };
    let config =
        "languages: [en]\nchannels:\n  poster: {name: Wall poster, kind: print}\n  desk: {name: Desk, kind: face}\n";
    for (channel, told, untold) in [
        ("poster", ["What it must do by itself", "It says", "It does"], "This step is not written yet"),
        ("Wall poster", ["What it must do by itself", "It says", "It does"], "This step is not written yet"),
        ("desk", ["How the moment is played", ">Say<", ">Do<"], "It does"),
    ] {
        let workspace = Workspace::with(&[("motmap.yaml", config), ("maps/shop.yaml", &map(channel))]);
        workspace.run(&["build"]);
        let page = workspace.read("site-trainer/playbooks/shop.html");
        for words in told {
            assert!(page.contains(words), "the card of a {channel} should say `{words}`");
        }
        assert!(!page.contains(untold), "the card of a {channel} should not say `{untold}`");
    }
}

#[test]
fn a_link_within_its_cell_explains_itself_on_the_page_too() {
    let map = "title: Shop\nlanguage: en\nstages:\n  customer:\n    contact:\n      - {id: door, name: Door, leads_to: [till]}\n      - {id: till, name: Till, leads_to: [till]}\n";
    let workspace = Workspace::with(&[("motmap.yaml", "languages: [en]\n"), ("maps/shop.yaml", map)]);
    let found = workspace.findings(&["--only", "unexplained-jump"]);
    assert_eq!(found, ["maps/shop.yaml:7:43 unexplained-jump"], "a touchpoint that leads to itself does not");
    workspace.run(&["build"]);
    let page = workspace.read("site/maps/shop.html");
    assert!(
        page.contains("within the cell") && page.contains("link same-cell"),
        "the table and the drawing say its kind"
    );
    let journey = workspace.run(&["graph", "--format", "json"]).out;
    assert!(journey.contains("\"same-cell\""), "{journey}");
}

#[test]
fn nobody_carries_a_pocket_card_for_what_stands_by_itself() {
    let pocket = |contacts: &str| {
        let map = format!("title: Shop\nstages:\n  customer:\n    contact:\n{contacts}");
        let workspace = Workspace::with(&[("motmap.yaml", "languages: [en]\n"), ("maps/shop.yaml", &map)]);
        workspace.run(&["build"]);
        let file = workspace.path().join("site/pocket/shop.html");
        file.exists().then(|| workspace.read("site/pocket/shop.html"))
    };
    let poster = "      - {id: poster, name: Poster by the door, attended: false}\n";
    assert_eq!(pocket(poster), None, "a map of posters has no pocket cards");
    let both =
        pocket(&format!("{poster}      - {{id: desk, name: The desk}}\n")).expect("a map with a desk has pocket cards");
    assert!(both.contains("The desk") && !both.contains("Poster by the door"), "{both}");
}
