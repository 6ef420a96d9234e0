//! The version that is printed on what is made from a map: it follows what readers see, and nothing else.

#[path = "site/from_schema.rs"]
mod from_schema;
mod workspace;

use std::collections::BTreeMap;

use from_schema::{Writer, anywhere, in_table, schemas, workspace_of};
use motmap::testing::model::Audience;
use motmap::testing::pipeline;
use motmap::testing::render::{Selection, render};
use rayon::prelude::*;
use workspace::{Workspace, files_below, repository};

/// The version on the page of a map, which is the same in every language.
fn version(workspace: &Workspace, map: &str) -> String {
    let run = workspace.run(&["build"]);
    assert!(run.code != 2, "{run:?}");
    let page = format!("maps/{map}.html");
    let pages = files_below(&workspace.path().join("site")).into_iter().filter(|(path, _)| path.ends_with(&page));
    let versions: Vec<String> = pages.map(|(path, page)| version_on(&path, &String::from_utf8_lossy(&page))).collect();
    let first = versions.first().unwrap_or_else(|| panic!("{map} has no page: {run:?}"));
    assert!(versions.iter().all(|version| version == first), "{map} has versions by language: {versions:?}");
    first.clone()
}

fn version_on(path: &str, page: &str) -> String {
    let words = ["content: \"Version ", "content: \"\u{7248}\u{672c} "];
    let after = words.iter().find_map(|words| page.split(words).nth(1));
    let version = after.and_then(|after| after.split([' ', '"']).next());
    version.unwrap_or_else(|| panic!("{path} carries no version")).to_owned()
}

/// The version of a map in which every field of the format is filled in, with one value that is another: its kind of
/// file, and its number there.
fn version_of_filled(schemas: &BTreeMap<&'static str, serde_json::Value>, varied: Option<(&str, usize)>) -> String {
    let file = |what: &str| {
        let number = varied.filter(|(of, _)| *of == what).map(|(_, number)| number);
        let mut fields = Vec::new();
        let mut value = Writer::new(&schemas[what], "text", &mut fields).varying(number).file(what);
        // Two stages have every field that the others have too.
        if let Some(stages) = value.get_mut("stages").and_then(serde_json::Value::as_object_mut) {
            stages.retain(|stage, _| ["unknown", "prospect"].contains(&stage.as_str()));
        }
        value
    };
    let workspace = workspace_of(file, |part| format!("## {part} heading\n\nbody\n\n"));
    let reading = pipeline::read(&workspace);
    let selection = Selection { map: Some(reading.site.maps[0].id), ..Selection::default() };
    let (pages, _) = render(reading.site_inputs(&[], &reading.versions()), selection);
    let page = pages.iter().find(|page| page.path.ends_with("maps/map.html"));
    let page = page.unwrap_or_else(|| panic!("the map has no page: {:?}", reading.findings));
    version_on(&page.path, &String::from_utf8_lossy(&page.bytes))
}

/// What is no map's, or what readers of the map's pages do not see though others do.
const UNSEEN: [&str; 28] = [
    // The site's own, around every page.
    "workspace.title",
    "workspace.languages",
    "workspace.brand.name",
    "workspace.brand.accent",
    "workspace.brand.footer",
    // Behind the touchpoint's own, and on the page on complaints.
    "workspace.complaints.acknowledge",
    "workspace.complaints.resolve",
    "workspace.complaints.crisis.speaks",
    "workspace.complaints.crisis.within",
    "workspace.complaints.crisis.never",
    // On the role's page alone.
    "workspace.roles.agent.layer",
    "workspace.roles.lead.layer",
    "workspace.roles.lead.name",
    "workspace.roles.agent.skills",
    "workspace.roles.agent.later",
    "workspace.roles.lead.skills",
    "workspace.roles.lead.later",
    // On the page of the segments alone.
    "workspace.segments.agent.tier",
    "workspace.segments.agent.state",
    "workspace.segments.agent.strategy",
    "workspace.segments.agent.share.customers",
    "workspace.segments.agent.share.profit",
    "workspace.segments.lead.name",
    "workspace.segments.lead.tier",
    "workspace.segments.lead.state",
    "workspace.segments.lead.strategy",
    "workspace.segments.lead.share.customers",
    "workspace.segments.lead.share.profit",
];

/// Whether a field is seen on the pages of a map.
fn is_seen(field: &str) -> bool {
    let row = in_table(field).unwrap_or_else(|| panic!("{field} has no row in src/model/format_field.rs"));
    row.info().audience == Audience::Readers && !UNSEEN.contains(&field)
}

#[test]
fn a_version_changes_with_every_field_that_readers_see_and_with_no_other() {
    let schemas = schemas();
    let usual = version_of_filled(&schemas, None);
    let mut varied: BTreeMap<String, (String, &str, usize)> = BTreeMap::new();
    for (&what, schema) in &schemas {
        let mut fields = Vec::new();
        let mut writer = Writer::new(schema, "text", &mut fields);
        writer.file(what);
        for (number, field) in writer.values.iter().enumerate() {
            varied.entry(anywhere(field)).or_insert((field.clone(), what, number));
        }
    }
    assert!(varied.len() > 100, "the schemas have more fields than {}", varied.len());
    for field in UNSEEN {
        assert!(varied.contains_key(field), "{field} is said to be unseen, and is no field that can be varied");
    }
    let wrong: Vec<String> = varied
        .par_iter()
        .filter_map(|(_, (field, what, number))| {
            let (seen, changes) = (is_seen(field), version_of_filled(&schemas, Some((what, *number))) != usual);
            (changes != seen).then(|| format!("{field}: seen {seen}, but another version: {changes}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "see whether src/model/field_visitor.rs passes the field on and src/render/version.rs takes it; if no reader sees \
         it, its row in src/model/format_field.rs says who does:\n{}",
        wrong.join("\n")
    );
}

/// The shipped workspace, each of its files written as `write` has it: by path and text.
fn shipped(write: impl Fn(&str, String) -> String) -> Workspace {
    let workspace = Workspace::empty();
    let mut files = files_below(&repository("maps"));
    files.iter_mut().for_each(|(path, _)| path.insert_str(0, "maps/"));
    files.push(("motmap.yaml".into(), std::fs::read(repository("motmap.yaml")).expect("the shipped configuration")));
    for (path, bytes) in files {
        let text = String::from_utf8(bytes).expect("the shipped files are UTF-8");
        workspace.write(&path, write(&path, text));
    }
    workspace
}

/// The pages of a built site.
fn pages(workspace: &Workspace) -> Vec<(String, Vec<u8>)> {
    let run = workspace.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{run:?}");
    let files = files_below(&workspace.path().join("site")).into_iter();
    // What the files of the maps were, byte for byte, is kept for when one can no longer be understood.
    files.filter(|(path, _)| !path.contains(".motmap-")).collect()
}

fn assert_same_site(usual: &Workspace, other: &Workspace, how: &str) {
    let (usual, other) = (pages(usual), pages(other));
    assert_eq!(usual.len(), other.len(), "with {how} there are other pages");
    for ((path, one), (_, two)) in usual.iter().zip(&other) {
        assert!(one == two, "{path} is another page with {how}");
    }
}

#[test]
fn the_shipped_maps_make_the_same_site_whatever_their_line_ends_marks_and_comments() {
    let usual = shipped(|_, text| text);
    let crlf = shipped(|_, text| text.replace('\n', "\r\n"));
    assert_same_site(&usual, &crlf, "CRLF");
    assert_same_site(&usual, &shipped(|_, text| format!("\u{feff}{text}")), "a byte order mark");
    let commented = shipped(|path, text| match path.rsplit_once('.') {
        Some((_, "yaml")) => format!("# A comment.\n{text}\n# Another.\n"),
        _ => format!("{text}\n<!-- A comment. -->\n"),
    });
    let maps = ["gold-card", "branch-counter"];
    for map in maps {
        assert_eq!(version(&usual, map), version(&commented, map), "a comment is no part of {map}");
    }
}

const SHOP: &str = r#"title: {en: The shop, zh: 店}
language: en
owner: agent
stages:
  customer:
    focus: [Queues, Returns]
    contact:
      - id: counter
        name: {en: Counter, zh: 柜台}
        role: agent
        requests:
          - ask: Can I take it back?
            answer: "Yes: within thirty days."
        measures: [{name: Wait, unit: minutes, target: 10}]
      - {id: till, name: Till}
    behaviour:
      not_applicable: Seen elsewhere
"#;
const SHOP_OTHERWISE: &str = "# yaml-language-server: $schema=../motmap.schema.json
stages:
  customer:
    behaviour: {not_applicable: 'Seen elsewhere'}  # allow: needless-waiver for the test
    contact:
      - measures:
        - target: \"10\"   \n          unit: >-
            minutes
          name: |
            Wait
        requests: [{answer: 'Yes: within
          thirty days.', ask: Can I take it back?}]
        importance: normal
        role: \"agent\"
        name:
          zh: \"\\u67dc\\u53f0\"
          en: Counter
        id: counter

      - id: till
        name: Till
        dialogues: [{take: bad, lines: [{who: agent, says: No.}]}]
    focus:
    - 'Queues'
    - Returns
review_every: 90
language: EN
owner: agent
title:
  zh: 店
  en: |-
    The shop
";
const CONFIG: &str = "languages: [en, zh]\nroles: {agent: {name: Agent}, lead: {name: Lead}}\n";
const CASE: &str = "---
touchpoint: shop/counter
title: The torn bag
when: 2026-04-22 13:10
place: Shop
people: [{name: Ms A, role: customer}]
outcome: failure
---
## 1 Facts

The bag *tore*.
She came back.

## 2 Wants

Another bag.

## 3 Refused
None.
## 4 Satisfied
Tape.
## 5 Processes
Look at each bag.
## 6 Everywhere
Look before you give.
";
const CASE_OTHERWISE: &str = "---
outcome: \"failure\"
anonymised: true
people:
  - role: customer
    name: Ms A
questions: []
place: 'Shop'
when: \"2026-04-22 13:10\"
title: The torn bag # really
touchpoint: [shop/counter]
teaching_note: Wait for it.
---

##  2 Wants ##
<!-- up to 200 words -->
Another bag.
## 1. Facts
<!-- 800 to
1500 words -->
The bag _tore_. 
She came <!-- soon --> back.
## 3 Refused
None.
## 4 Satisfied
Tape.
## 5 Processes
Look at each bag.
## 6 Everywhere
Look before you give.
";

/// A small shop, with the files of `changed` in place of its own.
fn shop(changed: &[(&str, &str)]) -> Workspace {
    let usual = [("motmap.yaml", CONFIG), ("maps/shop.yaml", SHOP), ("maps/cases/bag.md", CASE)];
    let workspace = Workspace::with(&usual);
    changed.iter().for_each(|(path, text)| workspace.write(path, text));
    workspace
}

#[test]
fn a_version_is_the_same_in_every_style_of_writing_the_same() {
    let usual = version(&shop(&[]), "shop");
    for (how, changed) in [
        ("another style of YAML, order of keys, defaults and the trainer's matter", ("maps/shop.yaml", SHOP_OTHERWISE)),
        ("another style of a case", ("maps/cases/bag.md", CASE_OTHERWISE)),
    ] {
        assert_eq!(version(&shop(&[changed]), "shop"), usual, "{how}");
        let with_crlf = changed.1.replace('\n', "\r\n");
        assert_eq!(version(&shop(&[(changed.0, &with_crlf)]), "shop"), usual, "{how}, and CRLF");
    }
    let renamed = SHOP.replace("id: counter", "id: desk");
    let case = CASE.replace("shop/counter", "shop/desk");
    let renamed = shop(&[("maps/shop.yaml", &renamed), ("maps/cases/bag.md", &case)]);
    assert_eq!(version(&renamed, "shop"), usual, "an id that is another throughout is seen by nobody");
}

#[test]
fn a_version_is_another_when_the_order_of_a_ranked_list_is() {
    let usual = version(&shop(&[]), "shop");
    for (one, other) in
        [("[Queues, Returns]", "[Returns, Queues]"), ("thirty days.", "sixty days."), ("till,", "desk,")]
    {
        let changed = SHOP.replace(one, other);
        let same = one == "till,";
        assert_eq!(version(&shop(&[("maps/shop.yaml", &changed)]), "shop") == usual, same, "`{one}` to `{other}`");
    }
}

#[test]
fn a_version_follows_what_its_pages_show_of_roles_and_of_other_maps() {
    const MARKET: &str = "title: Market\nlanguage: en\nstages:\n  departing:\n    behaviour:\n      - id: back\n        name: Coming back\n        leads_to: [shop/counter]\n";
    let market = |text: &str| version(&shop(&[("maps/market.yaml", text)]), "shop");
    let (without, with) = (version(&shop(&[]), "shop"), market(MARKET));
    assert_ne!(with, without, "the link from the market is shown on the counter's card");
    assert_ne!(market(&MARKET.replace("Coming back", "Coming home")), with, "so is what it comes from");
    assert_eq!(market(&MARKET.replace("language: en", "language: en\nsummary: Stalls")), with, "its summary is not");
    let roles = CONFIG.replace("name: Agent", "name: Clerk");
    assert_ne!(version(&shop(&[("motmap.yaml", &roles)]), "shop"), without, "a role is shown by its name");
    let others =
        CONFIG.replace("{agent: {name: Agent}, lead: {name: Lead}}", "{lead: {name: Head}, agent: {name: Agent}}");
    assert_eq!(
        version(&shop(&[("motmap.yaml", &others)]), "shop"),
        without,
        "other roles, and the order of roles, are not"
    );
}

#[test]
fn a_version_follows_a_withheld_case_as_far_as_readers_see_it() {
    let with = |case: &str| version(&shop(&[("maps/cases/bag.md", case)]), "shop");
    let number = CASE.replace("Tape.", "Tape from 154 0728 3915.");
    let allowed = number.replace("Tape", "<!-- allow: personal-data she asked for it -->\nTape");
    assert_ne!(with(&number), with(&allowed), "the case is shown once its number is allowed");
    assert_eq!(with(&number), with(&number.replace("Another bag", "Two bags")), "nobody sees what is withheld");
    let unfinished = CASE.replace("Look before you give.\n", "");
    assert_eq!(
        with(&unfinished),
        with(&unfinished.replace("Another bag", "Two bags")),
        "nobody sees what is being written"
    );
    assert_ne!(with(&unfinished), with(CASE), "the case is finished");
}
