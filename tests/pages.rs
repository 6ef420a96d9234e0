//! The pages: what is on them, where, and what never is.

#[path = "pages/built.rs"]
mod built;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use built::{Built, hostile, paths, rich};
use motmap::testing::checks::rule_named;
use motmap::testing::diagnostic::Severity;
use motmap::testing::locale::Locale;
use motmap::testing::model::{Audience, FieldValue, FieldVisitor, FormatField, MapId, Text, TouchpointId};
use motmap::testing::render::{Page, case_template};
use motmap::testing::source::{Span, Spanned};
use motmap::words;
use motmap::words::Lang;

fn html(pages: &[Page]) -> Vec<(&str, &str)> {
    let pages = pages.iter().filter(|page| page.path.ends_with(".html"));
    pages.map(|page| (&*page.path, std::str::from_utf8(&page.bytes).expect("pages are UTF-8"))).collect()
}

/// The values of an attribute, in the order of the page.
fn attribute<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let opening = format!(" {name}=\"");
    page.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_language_has_every_page() {
    let (pages, faults) = rich().pages();
    assert_eq!(faults, []);
    let all: BTreeSet<&str> = paths(&pages).into_iter().collect();
    for page in [
        "index.html",
        "maps/gold-card.html",
        "maps/bare.html",
        "playbooks/gold-card.html",
        "posters/gold-card.html",
        "blueprints/gold-card.html",
        "pocket/gold-card.html",
        "roles/agent.html",
        "roles/team-lead.html",
        "sheets/gold-card/all.html",
        "sheets/gold-card/hotline.form.html",
        "sheets/gold-card/hotline.html",
        "sheets/gold-card/hotline.md",
        "sheets/gold-card/index.html",
        "sheets/gold-card/贵宾厅.html",
        "trainer/index.html",
        "trainer/fifty-six-minutes.html",
    ] {
        assert!(all.contains(page), "{page} is missing of {all:?}");
        let english = format!("en/{page}");
        assert!(all.contains(english.as_str()), "{english} is missing of {all:?}");
    }
    assert!(all.contains("assets/style.css"));
    assert_eq!(all.len(), pages.len(), "two pages have one path");
}

#[test]
fn the_same_site_gives_the_same_pages() {
    assert_eq!(rich().pages(), rich().pages());
}

#[test]
fn every_link_leads_somewhere() {
    let (pages, _) = rich().pages();
    let all: BTreeMap<&str, &str> =
        pages.iter().map(|page| (&*page.path, std::str::from_utf8(&page.bytes).expect("UTF-8"))).collect();
    for (path, page) in html(&pages) {
        for href in attribute(page, "href").into_iter().chain(attribute(page, "src")) {
            // The icon is in the page itself.
            if href.starts_with("data:") {
                continue;
            }
            let (file, anchor) = href.split_once('#').map_or((href, None), |(file, anchor)| (file, Some(anchor)));
            // What a page is looked at for is for its script to read.
            let file = file.split('?').next().unwrap_or(file);
            let file = if file.is_empty() { path.to_owned() } else { resolved(path, file) };
            let target = all.get(file.as_str());
            assert!(target.is_some(), "{path} links to {href}, which is {file}: there is no such page");
            if let (Some(anchor), Some(target)) = (anchor, target) {
                let anchor = percent_decoded(anchor);
                assert!(attribute(target, "id").contains(&anchor.as_str()), "{path} links to {href}: no such anchor");
            }
        }
    }
}

fn resolved(from: &str, href: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for step in href.split('/') {
        match step {
            ".." => _ = folders.pop().expect("a link must not climb out of the site"),
            step => folders.push(step),
        }
    }
    percent_decoded(&folders.join("/"))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| byte == b'%') {
            Some(decoded) => (bytes.push(decoded), rest = &after[2..]).0,
            None => (bytes.push(byte), rest = after).0,
        }
    }
    String::from_utf8(bytes).expect("links are UTF-8")
}

#[test]
fn a_page_has_one_title_and_its_headings_in_order_and_no_id_twice() {
    let (pages, _) = rich().pages();
    for (path, page) in html(&pages) {
        let levels: Vec<u32> = page.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)).collect();
        assert_eq!(levels.iter().filter(|&&level| level == 1).count(), 1, "{path} should have one h1");
        assert_eq!(levels.first(), Some(&1), "{path} should begin with its h1");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{path} skips from h{} to h{}", pair[0], pair[1]);
        }
        let ids = attribute(page, "id");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{path} has an id twice: {ids:?}");
    }
}

/// What a playbook runs before it is drawn, so that a card that was led to stands alone.
const ONE_CARD: &str = "<script>document.documentElement.classList.toggle('one-card', \
    /^#([^_]+$|case_)/.test(location.hash));</script>";

#[test]
fn nothing_runs_and_nothing_is_loaded_but_the_style_sheet_and_the_scripts() {
    let (pages, _) = rich().pages();
    for (path, page) in html(&pages) {
        let up = "../".repeat(path.matches('/').count());
        let script = format!("<script src=\"{up}assets/site.js\" defer></script>");
        assert_eq!(page.matches(&script).count(), 1, "{path} should ask for its script once");
        for unwanted in ["<script", "<img", "<iframe", "@import", " src=", " onclick=", "http:", "https:"] {
            let mut page = page.replace("http://www.w3.org/2000/svg", "").replace(&script, "").replace(ONE_CARD, "");
            if path.ends_with(".form.html") {
                page = page.replacen(&script.replace("site.js", "case-form.js"), "", 1);
            }
            assert!(!page.contains(unwanted), "{path} holds {unwanted}");
        }
        let elsewhere = page.split("url(").skip(1).find(|rest| !rest.starts_with('#'));
        assert_eq!(elsewhere, None, "{path} takes a pattern from elsewhere");
    }
}

const HOSTILE: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 6 }} {% if %} </style> --> \
    [x](javascript:alert(3)) ![p](https://a.example/p.png) <!-- \u{202e}";

#[test]
fn hostile_text_stays_text_in_every_field() {
    let (pages, faults) = hostile(HOSTILE).pages();
    assert_eq!(faults, []);
    for (path, page) in html(&pages) {
        // A map's page has a style of its own for paper; its title is in it.
        let styles = page.matches("<style>").count();
        assert_eq!((styles, page.matches("</style").count()), (styles, styles), "{path}: a title ends the style");
        let page = page.replace("<script src=", "").replace(ONE_CARD, "").replacen("</style>", "", styles);
        for danger in ["<script", "<img", "</style", "href=\"javascript:", "<!-- \u{202e}", " 42 {%"] {
            assert!(!page.contains(danger), "{path} holds {danger:?}");
        }
        assert!(page.contains("{{ 7 * 6 }}"), "{path} should show the text as it was written");
    }
    for language in ["zh", "en"] {
        let index = hostile(HOSTILE).page(&format!("assets/search.{language}.js"));
        let literal = index.split_once(" = ").expect("the index sets a constant").1.trim_end().trim_end_matches(';');
        let index: serde_json::Value = serde_json::from_str(literal).expect("the constant is plain data");
        assert!(!literal.contains('<'), "nothing in the index ends a script");
        let names =
            index["parts"][0]["entries"].as_array().expect("entries").iter().filter_map(|entry| entry[2].as_str());
        assert!(names.clone().count() > 5 && names.clone().any(|name| name.contains("<script>")), "text stays text");
    }
    for page in pages.iter().filter(|page| page.path.ends_with(".md")) {
        let text = String::from_utf8_lossy(&page.bytes);
        let opened = text.matches("<!--").count();
        let closed = text.matches("-->").count();
        // Of a place or a role in the front matter each of the marks comes once.
        assert!(opened >= 6 && closed >= 6, "{}: every part has its comment", page.path);
        let body = text.split("\n---\n").nth(1).expect("front matter ends");
        let mut rest = body;
        for _ in 0..6 {
            let (_, comment) = rest.split_once("<!--").expect("a part has its comment");
            let (comment, after) = comment.split_once("-->").expect("a comment ends");
            assert!(!comment.contains("\n## "), "{}: a comment runs into the next part", page.path);
            rest = after;
        }
        assert!(!rest.contains("<script"), "{}: text escaped from its comment", page.path);
    }
}

#[test]
fn a_text_of_several_blocks_breaks_no_page() {
    let (pages, _) = hostile("First\n\nSecond\n\n- a\n- b\n\n> c\n\n# d\n\n    e").pages();
    for (path, page) in html(&pages) {
        for element in ["p", "div", "li", "ul", "ol", "dl", "dd", "section", "article", "span", "a", "h3", "h5"] {
            let (opened, closed) = (format!("<{element}"), format!("</{element}>"));
            let opened = page.split(&opened).skip(1).filter(|rest| rest.starts_with([' ', '>'])).count();
            assert_eq!(opened, page.matches(&closed).count(), "{path}: <{element}> opened and closed");
        }
        for paragraph in page.split("<p").skip(1).filter(|rest| rest.starts_with([' ', '>'])) {
            let inside = paragraph.split("</p>").next().unwrap_or_default();
            for block in ["<p>", "<div", "<ul", "<blockquote", "<pre"] {
                assert!(!inside.contains(block), "{path}: {block} inside a paragraph: {inside}");
            }
        }
    }
}

#[test]
fn readers_get_nothing_of_the_trainers_nor_of_what_is_missing() {
    let mut built = rich();
    let rule = rule_named("empty-cell").expect("the rule exists");
    built.findings = vec![rule.at(built.span(12, 13), words!("something is missing", "缺了点什么"))];
    let pages = built.for_readers();
    let words = |key| motmap::words::Lang::ALL.map(|lang| Locale::built_in(lang).word(key));
    let gaps = Locale::built_in(motmap::words::Lang::En).words.keys().filter(|key| key.starts_with("gap"));
    let gaps: Vec<&str> = gaps.flat_map(|key| words(key)).filter(|gap| gap.len() > 6).collect();
    let of_trainers = ["只说给培训师听", "for trainers alone", "something is missing", "缺了点什么", "class=\"gap"];
    for page in &pages {
        let text = String::from_utf8_lossy(&page.bytes).replace("&#x27;", "'");
        for secret in of_trainers.iter().chain(&gaps).chain(&["weekend roster", "2026-12-31"]) {
            assert!(!text.contains(secret), "{} gives away what is for authors and trainers: {secret}", page.path);
        }
        let leads_there = attribute(&text, "href").into_iter().any(|href| href.contains("trainer/"));
        assert!(!leads_there && !page.path.contains("trainer/"), "{} is or leads to a page of trainers", page.path);
    }
    let searched: Vec<&str> = paths(&pages).into_iter().filter(|path| path.contains("assets/search.")).collect();
    assert_eq!(searched.len(), 2, "the search is among what was looked through");
    let page = rich().page("trainer/fifty-six-minutes.html");
    assert!(page.contains("证明身份与面子") && page.contains("先分组讨论") && page.contains("这是规定"));
}

#[test]
fn printed_pages_carry_the_map_and_its_review() {
    for path in ["en/maps/gold-card.html", "en/sheets/gold-card/hotline.html"] {
        let page = rich().page(path);
        let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style");
        assert!(
            style.contains(r#"@top-left { content: "A gold\2d card customer at the airport"; }"#),
            "{path}: {style}"
        );
        assert!(style.contains(r#"Reviewed 2026\2d 10\2d 01"; }"#), "{path}: {style}");
        let version = style.split("content: \"Version ").nth(1).and_then(|rest| rest.split(' ').next());
        let version = version.unwrap_or_else(|| panic!("{path} should carry a version: {style}"));
        for also in ["en/maps/gold-card.html", "maps/gold-card.html", "en/pocket/gold-card.html"] {
            assert!(rich().page(also).contains(version), "{also} should carry the version {version} too");
        }
        assert!(!rich().page("en/maps/bare.html").contains(version), "another map has another version");
    }
    let role = rich().page("en/roles/agent.html");
    assert!(role.contains(r#"@top-left { content: "Agent"; }"#), "{role}");
}

/// What staff look up when something goes wrong, or is asked that they did not expect, as the hotline's author wrote it.
const NEEDED: [&str; 10] = [
    "Can you read me my card's number?",
    "Check the last four digits, then read it out",
    "No manager on duty at weekends",
    "Are you waiting at the lounge now?",
    "Passing on",
    "Whatever can be done now is done now",
    "Read it out after two checks",
    "The customer calls again",
    "The first agent takes it back",
    "A call within ten minutes",
];

/// Fails unless these stand on the page, one after another.
fn in_this_order(path: &str, page: &str, wanted: &[&str]) {
    let mut rest = page;
    for words in wanted {
        let Some(at) = rest.find(words) else {
            panic!("{path} should say {words:?} after what comes before it in the order of use: {wanted:?}")
        };
        rest = &rest[at + words.len()..];
    }
}

#[test]
fn a_role_page_and_a_pocket_card_say_what_staff_need_in_the_order_of_use() {
    for path in ["en/roles/agent.html", "en/pocket/gold-card.html"] {
        in_this_order(path, &rich().page(path).replace("&#x27;", "'"), &NEEDED);
    }
    let pocket = rich().page("en/pocket/gold-card.html");
    for contact in ["Trade fair", "Service hotline", "Lounge"] {
        assert!(pocket.contains(&format!("</span> {contact}")), "a card for each contact, {contact} too");
    }
    assert!(pocket.contains("Team lead"), "a pocket card says whom to call");
}

#[test]
fn a_promise_stands_with_those_who_keep_it_too() {
    let mut built = rich();
    let map = Arc::make_mut(&mut built.site.maps[0]);
    map.touchpoints[3].role = map.touchpoints[1].authority.as_ref().and_then(|authority| authority.escalates_to);
    let page = built.page("en/roles/team-lead.html");
    let brief = page.split("Solved in time</span>").nth(1).expect("the team lead plays a touchpoint now");
    in_this_order("en/roles/team-lead.html", brief, &["Kept here", "A call within ten minutes", "made at", "#hotline"]);
}

#[test]
fn an_obstacle_that_has_been_removed_is_told_with_its_remedy_to_those_who_meet_the_customer() {
    for (status, is_told) in
        [(motmap::testing::model::RemedyStatus::Open, false), (motmap::testing::model::RemedyStatus::Done, true)]
    {
        let mut built = rich();
        let requests = &mut Arc::make_mut(&mut built.site.maps[0]).touchpoints[1].requests;
        requests[1].remedy.as_mut().expect("it has a remedy").status = status;
        for path in ["en/roles/agent.html", "en/pocket/gold-card.html"] {
            let says = built.page(path).contains("Draw up a weekend roster");
            assert_eq!(says, is_told, "{path} of a remedy that is {status:?}");
        }
    }
}

/// The hotline's card with so many answers of so many words.
fn with_answers(count: usize, words: usize) -> Built {
    let mut built = rich();
    let touchpoint = &mut Arc::make_mut(&mut built.site.maps[0]).touchpoints[1];
    let request = touchpoint.requests[0].clone();
    touchpoint.requests = (0..count)
        .map(|number| motmap::testing::model::Request {
            answer: Some(Text::plain(
                built::tag("en"),
                Spanned::new(format!("answer-{number}{}", " word".repeat(words)).into(), request.span),
            )),
            ..request.clone()
        })
        .collect();
    built
}

#[test]
fn a_pocket_card_that_does_not_fit_one_side_goes_on_to_the_next() {
    let page = with_answers(6, 20).page("en/pocket/gold-card.html").replace("&#x27;", "'");
    let sides: Vec<&str> = page.split("<article").skip(1).filter(|side| side.contains("Service hotline")).collect();
    assert_eq!(sides.len(), 2, "its answers fill one side");
    for (number, side) in ["1/2", "2/2"].into_iter().zip(&sides) {
        for words in [number, "C1.1", "Agent", "Version "] {
            assert!(side.contains(words), "once cut, side {number} should still say {words:?}: {side}");
        }
    }
    assert!(sides[0].contains("folded") && !sides[1].contains("folded"), "the two are one card, to be folded");
    let answers: Vec<String> = (0..6).map(|number| format!("answer-{number} ")).collect();
    let mut wanted: Vec<&str> = answers.iter().map(String::as_str).collect();
    wanted.extend(&NEEDED[3..]);
    in_this_order("en/pocket/gold-card.html", &sides.concat(), &wanted);
    assert_eq!(page.matches("answer-5 ").count(), 1, "nothing is said twice");
}

#[test]
fn the_two_sides_of_a_pocket_card_stand_beside_each_other() {
    // The trade fair has one side, the hotline two, the lounge one: it goes into the place beside the fair.
    let page = with_answers(6, 20).page("en/pocket/gold-card.html");
    let heads: Vec<&str> = page.split("<h2>").skip(1).filter_map(|rest| rest.split("</h2>").next()).collect();
    let order: Vec<&str> = ["Trade fair", "Lounge", "1/2", "2/2"].to_vec();
    assert_eq!(heads.len(), 4, "{heads:?}");
    for (head, words) in heads.iter().zip(order) {
        assert!(head.contains(words), "{words:?} should be in the place of {head:?} of {heads:?}");
    }
}

/// A line of the search's index: what is found, and all else that it is found by, each behind its label.
struct Found {
    map: i64,
    code: String,
    title: String,
    href: String,
    says: Vec<String>,
}

/// What a script of the search holds.
fn index(script: &str) -> Vec<Found> {
    let literal = script.split_once(" = ").expect("the index sets a constant").1.trim_end().trim_end_matches(';');
    let index: serde_json::Value = serde_json::from_str(literal).expect("the constant is plain data");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let entries = index["parts"][0]["entries"].as_array().expect("entries").iter();
    let found = entries.map(|entry| {
        let (mut says, mut label) = (Vec::new(), String::new());
        for item in entry[4].as_array().expect("texts with the numbers of their labels") {
            match item.as_u64() {
                Some(number) => label = text(&index["labels"][number as usize]),
                None => says.push(format!("{label}{}", text(item))),
            }
        }
        let map = entry[0].as_i64().expect("the number of a map");
        Found { map, code: text(&entry[1]), title: text(&entry[2]), href: text(&entry[3]), says }
    });
    found.collect()
}

/// The entry of that title in the index of a language.
fn found_in(built: &Built, language: &str, title: &str) -> Found {
    let entries = index(&built.page(&format!("assets/search.{language}.js")));
    let titles: Vec<String> = entries.iter().map(|entry| entry.title.clone()).collect();
    let found = entries.into_iter().find(|entry| entry.title == title);
    found.unwrap_or_else(|| panic!("the search of {language} should find {title:?} among {titles:?}"))
}

#[test]
fn the_search_finds_names_codes_cases_sections_and_roles_and_leads_there() {
    for (language, title, map, code, href) in [
        ("zh", "服务热线", 0, "C1.1", "playbooks/gold-card.html#hotline"),
        ("en", "Service hotline", 0, "C1.1", "playbooks/gold-card.html#hotline"),
        ("zh", "五十六分钟的卡号", 0, "案例", "playbooks/gold-card.html#case_fifty-six-minutes"),
        ("zh", "客服代表", -1, "一线", "roles/agent.html"),
        ("en", "A gold-card customer at the airport", -1, "Map", "maps/gold-card.html"),
        ("en", "Customer", 0, "C", "maps/gold-card.html#stage_customer"),
        ("en", "The guide: five questions, two answers", 0, "", "maps/gold-card.html#guide_"),
        ("en", "Value list for key accounts", 0, "", "maps/gold-card.html#values_"),
        ("en", "Who does what", 0, "", "maps/gold-card.html#responsibilities_"),
        ("en", "The relationship over time", 0, "", "maps/gold-card.html#lifecycle_"),
    ] {
        let found = found_in(&rich(), language, title);
        assert_eq!((found.map, &*found.code, &*found.href), (map, code, href), "{title} in {language}");
    }
}

#[test]
fn the_search_looks_through_all_that_a_card_says_and_tells_where_it_stands() {
    let hotline = found_in(&rich(), "en", "Service hotline");
    assert_eq!(
        hotline.says,
        [
            "服务热线",
            "hotline",
            "Channel: Telephone",
            "Place: Nationwide",
            "Does: Asks for the card's number",
            "Thinks: But I am the owner",
            "Feels: Pressed",
            "Source: Recorded calls",
            "What customers ask for: Can you read me my card's number?",
            "On the spot: Check the last four digits, then read it out",
            "What customers ask for: Put me through to my manager",
            "Obstacle: No manager on duty at weekends",
            "What customers ask for: Send it to me",
            "The stance for what is not listed: Whatever can be done now is done now",
            "Say: Are you waiting at the lounge now?",
            "Do: Open the customer's file",
            "Avoid: Passing on",
            "Say: Two quick checks, and I can read it to you.",
            "Do: Open the customer's file",
            "Avoid: Passing on",
            "Say: I will call back in ten minutes.",
            "Do: Open the customer's file",
            "Avoid: Passing on",
            "Decide yourself: Read it out after two checks",
            "Signal: The customer calls again",
            "When it went wrong: The first agent takes it back",
            "Made here: A call within ten minutes",
            "Measure: Time to call back",
            "Measure: minutes",
            "In dialogue: I am the owner.",
            "In dialogue: Slower now",
            "In dialogue: Let me check at once.",
            "In dialogue: Slower now",
            "In dialogue: ...",
            "In dialogue: Slower now",
            "Because: Nobody called back",
            "Our side: Agent",
            "For: VIP",
            "Then call: Team lead",
            "Complainant: Victim",
            "Quality at stake: Reliability",
            "Quality at stake: Responsiveness",
            "Evidence: Observed",
        ]
    );
    let solved = found_in(&rich(), "zh", "及时解决");
    assert_eq!(solved.says.last().map(String::as_str), Some("在此兑现：十分钟内回电"), "a promise made elsewhere");
}

#[test]
fn the_search_looks_through_what_stands_around_the_cards() {
    for (title, says) in [
        ("Customer", &["Focus: After-sales", "Focus: Fast support"][..]),
        ("Unknown customer", &["Not applicable: This map begins with the card"]),
        ("Prospect", &["Not applicable: Buying is on another map"]),
        (
            "The guide: five questions, two answers",
            &["Mainstream: Wait for the call", "Innovative: Remind before it lapses"],
        ),
        (
            "Value list for key accounts",
            &["What we do: Rival information", "What the customer needs it for: To prepare a purchase"],
        ),
        ("Who does what", &["Distil the idea"]),
        ("The relationship over time", &["Onboarding", "Trust", "Do: Welcome", "Never: Bill errors"]),
        (
            "A gold-card customer at the airport",
            &["The hour at the airport without the card.", "Customer: Business traveller", "gold-card"],
        ),
    ] {
        assert_eq!(found_in(&rich(), "en", title).says, says, "{title}");
    }
}

#[test]
fn the_search_looks_through_the_cases_as_learners_read_them() {
    let case = found_in(&rich(), "zh", "五十六分钟的卡号");
    assert_eq!(
        case.says,
        [
            "时间：2026-04-22 13:10",
            "地点：机场贵宾休息室",
            "结果：失败",
            "涉及人员：李先生",
            "涉及人员：客户",
            "客观事实：13点10分，李先生拨打热线，被告知稍等。 三十分钟后没有回电。",
            "客户的要求、需求、索求：客户的要求",
            "客户的要求、需求、索求：要卡号",
            "无法满足的要求及理由：理由",
            "无法满足的要求及理由：规定",
            "满意的最关键点、次关键点、基本点：满意点",
            "满意的最关键点、次关键点、基本点：无",
            "可改善的组织流程：流程",
            "可改善的组织流程：授权",
            "可普及的要点与启发：要点",
            "可普及的要点与启发：先回电，再查明",
            "讨论题：这位客户到底要什么？",
        ]
    );
}

/// The words of some texts.
#[derive(Default)]
struct Texts(BTreeSet<String>);

impl FieldVisitor<'_> for Texts {
    fn value(&mut self, _: FormatField, value: FieldValue<'_>) {
        if let FieldValue::Text(text) = value {
            self.0.insert(text.first().replace('*', ""));
        }
    }
}

/// Every text of the model has a token, and readers find all but the trainer's.
#[test]
fn no_text_of_a_card_is_left_out_of_the_search_but_what_is_for_trainers() {
    let built = rich();
    let read_by = |audience| {
        let mut texts = Texts::default();
        built.site.maps.iter().for_each(|map| map.visit_fields(audience, &mut texts));
        texts.0
    };
    let (for_readers, all) = (read_by(Audience::Readers), read_by(Audience::Authors));
    let searched: Vec<String> = index(&built.page("assets/search.zh.js"))
        .into_iter()
        .flat_map(|found| [vec![found.title], found.says].concat())
        .collect();
    assert!(for_readers.len() > 50 && all.len() > for_readers.len(), "the rich site has every field");
    for words in all {
        let is_searched = searched.iter().any(|searched| searched.contains(&words));
        assert_eq!(is_searched, for_readers.contains(&words), "the search and `{words}`");
    }
}

#[test]
fn a_map_as_one_file_carries_all_it_needs_and_leads_to_nothing_beside_it() {
    let files = rich().single_files();
    assert_eq!(
        paths(&files),
        ["single/gold-card.html", "single/bare.html", "en/single/gold-card.html", "en/single/bare.html"]
    );
    for (path, page) in html(&files) {
        for href in attribute(page, "href").into_iter().filter(|href| !href.starts_with("data:image/svg+xml,")) {
            let anchor = href.strip_prefix('#').unwrap_or_else(|| panic!("{path} leads away from itself, to {href}"));
            let anchor = percent_decoded(anchor);
            assert!(attribute(page, "id").contains(&anchor.as_str()), "{path} leads to {href}, which is not on it");
        }
        assert_eq!(attribute(page, "src"), [""; 0], "{path} asks for another file");
        for part in ["<style>", "const MOTMAP_SEARCH = ", "function lightUp"] {
            assert!(page.contains(part), "{path} should carry {part}");
        }
        for secret in ["只说给培训师听", "for trainers alone", "sheets/", "trainer/"] {
            assert!(!page.contains(secret), "{path} should not hold {secret}");
        }
    }
    let page = String::from_utf8_lossy(&files[2].bytes).into_owned();
    assert!(page.contains("只有名字的图"), "what leads to another map is told in words");
    assert!(page.contains(r#""Service hotline","#) && !page.contains(r#"#desk""#), "it searches itself alone");
}

#[test]
fn hostile_text_stays_text_in_a_single_file() {
    for (path, page) in html(&hostile(HOSTILE).single_files()) {
        assert_eq!(
            page.matches("<script").count(),
            2,
            "{path}: its own scripts alone, before its content and behind it"
        );
        assert_eq!(page.matches("</script").count(), 2, "{path}: nothing ends a script early");
        assert_eq!(page.matches("</style").count(), 2, "{path}: nothing ends its styles early");
    }
}

#[test]
fn a_card_shows_everything_its_author_wrote_and_what_is_missing() {
    let page = rich().page("en/playbooks/gold-card.html").replace("&#x27;", "'");
    for written in [
        "Telephone",
        "Nationwide",
        "Asks for the card",
        "But I am the owner",
        "Pressed",
        "Can you read me",
        "Check the last four digits",
        "No manager on duty",
        "weekend roster",
        "2026-12-31",
        "Are you waiting at the lounge now?",
        "Open the customer",
        "Passing on",
        "Whatever can be done now",
        "Read it out after two checks",
        "Team lead",
        "The customer calls again",
        "The first agent takes it back",
        "A call within ten minutes",
        "Reliability",
        "Time to call back",
        "missed",
        "42",
        "I am the owner.",
        "Slower now",
        "Recorded calls",
        "Nobody called back",
        "Wait for the call",
        "Rival information",
        "Distil the idea",
        "Bill errors",
        "After-sales",
        "This map begins with the card",
        "Buying is on another map",
    ] {
        assert!(page.contains(written), "the map's page should show {written:?}");
    }
    for gap in ["gap-answer", "gap-step", "gap-requests", "gap-recovery", "gap-cell", "gap-onward"] {
        let words = motmap::testing::locale::Locale::built_in(motmap::words::Lang::En).word(gap);
        assert!(page.contains(words), "the map's page should show the gap {words:?}");
    }
}

#[test]
fn a_front_line_role_has_its_moments_in_the_order_of_the_journey_and_the_start_page_leads_there() {
    let page = rich().page("en/roles/agent.html").replace("&#x27;", "'");
    for written in
        ["Service hotline", "Can you read me", "Are you waiting at the lounge now?", "Passing on", "Team lead"]
    {
        assert!(page.contains(written), "the agent's page should show {written:?}");
    }
    assert!(page.contains("href=\"../playbooks/gold-card.html#hotline\""), "each entry leads to its card");
    assert!(!page.contains("Lounge</span>"), "what others play is not on it");
    let start = rich().page("en/index.html");
    assert!(start.contains("href=\"roles/agent.html\"") && start.contains("Front line"), "{start}");
}

#[test]
fn a_role_that_leads_has_what_it_is_to_clear_away_by_date_and_who_calls_it() {
    let mut built = rich();
    let requests = &mut Arc::make_mut(&mut built.site.maps[0]).touchpoints[1].requests;
    let mut later = requests[1].clone();
    let mut done = requests[1].clone();
    let remedy = |request: &mut motmap::testing::model::Request, year, status| {
        let remedy = request.remedy.as_mut().expect("it has a remedy");
        remedy.due.as_mut().expect("a date").value = jiff::civil::date(year, 1, 1);
        remedy.status = status;
    };
    remedy(&mut later, 2030, motmap::testing::model::RemedyStatus::Open);
    remedy(&mut done, 2020, motmap::testing::model::RemedyStatus::Done);
    requests.insert(0, done);
    requests.insert(0, later);
    let page = built.page("en/roles/team-lead.html");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} should be on the page of the team lead"));
    assert!(at("2026-12-31") < at("2030-01-01") && at("2030-01-01") < at("2020-01-01"), "open first, then by date");
    for written in
        ["Read it out after two checks", "href=\"../roles/agent.html\"", "Time to call back", "missed", "A gold-card"]
    {
        assert!(page.contains(written), "the team lead's page should show {written:?}");
    }
}

#[test]
fn a_missing_translation_is_shown_as_written_and_marked() {
    let page = rich().page("en/maps/gold-card.html");
    assert!(page.contains("class=\"untranslated\" lang=\"zh\""), "a text in another language carries its tag");
    assert!(!rich().page("maps/gold-card.html").contains("class=\"untranslated\""));
}

#[test]
fn a_case_is_bound_in_once_and_linked_elsewhere() {
    let page = rich().page("playbooks/gold-card.html");
    assert_eq!(page.matches("id=\"case_fifty-six-minutes\"").count(), 1);
    assert!(page.contains("href=\"#case_fifty-six-minutes\""), "the second touchpoint of the case links to it");
    assert!(!page.contains("\"case-fifty-six-minutes\""), "a touchpoint could have that id");
    assert!(page.contains("李先生拨打热线，被告知稍等"), "a wrapped Chinese line joins the next without a space");
}

#[test]
fn a_map_that_cannot_be_understood_has_no_page_and_no_link_but_its_findings() {
    let mut built = rich();
    Arc::make_mut(&mut built.site.maps[1]).faulty = true;
    let unknown = rule_named("unknown-role").expect("the rule exists");
    let in_it = Span::new(built.site.maps[1].source, 0..5);
    built.findings = vec![unknown.at(in_it, words!("no role `ghost`", "没有角色 `ghost`"))];
    let (pages, _) = built.pages();
    assert!(!paths(&pages).contains(&"maps/bare.html"));
    let start = built.page("index.html");
    assert!(!start.contains("bare.html") && start.contains("没有角色 <code>ghost</code>"), "{start}");
}

#[test]
fn a_finding_leads_to_the_touchpoint_that_it_lies_in() {
    let mut built = rich();
    let rule = rule_named("empty-cell").expect("the rule exists");
    built.findings = vec![rule.at(built.span(12, 13), words!("something is missing", "缺了点什么"))];
    let page = built.page("maps/gold-card.html");
    let findings = page.split("id=\"findings_\"").nth(1).expect("the page lists its findings");
    assert!(
        findings.contains("href=\"../playbooks/gold-card.html#fair\"") && findings.contains("maps/gold-card.yaml:2"),
        "{findings}"
    );
}

#[test]
fn a_finding_outside_the_touchpoints_leads_to_the_cell_the_stage_or_the_part_it_speaks_of() {
    let mut built = rich();
    let at = |built: &Built, start| built.span(start, start + 1);
    let map = Arc::make_mut(&mut built.site.maps[0]);
    for touchpoint in &mut map.touchpoints {
        touchpoint.span = Span::new(touchpoint.span.source, 0..1);
    }
    let span = |start: usize| Span::new(map.source, start..start + 1);
    map.stages[2].span = span(30);
    map.stages[2].cells[3].span = span(33);
    map.stages[2].guide[0].span = Some(span(31));
    map.lifecycle[0].name = Text::plain(built::tag("zh"), Spanned::new("第一年".into(), span(36)));
    let rule = rule_named("empty-cell").expect("the rule exists");
    built.findings =
        [30, 31, 33, 36].map(|start| rule.at(at(&built, start), words!("at {start}", "在 {start}"))).into();
    let page = built.page("maps/gold-card.html");
    let findings = page.split("id=\"findings_\"").nth(1).expect("the page lists its findings");
    let hrefs: Vec<&str> = attribute(findings, "href").into_iter().filter(|href| href.starts_with('#')).collect();
    assert_eq!(hrefs, ["#stage_customer", "#guide_", "#cell_C4", "#lifecycle_"]);
}

#[test]
fn a_map_tells_where_its_promises_are_made_and_kept() {
    let page = rich().page("en/playbooks/gold-card.html");
    let section = page.split("id=\"promises_\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let section = section.expect("the page lists its promises");
    assert!(section.contains("A call within ten minutes") && section.contains("href=\"#hotline\""), "{section}");
    assert!(section.contains("href=\"#solved-in-time\""), "it says where the promise is kept: {section}");
    let mut broken = rich();
    Arc::make_mut(&mut broken.site.maps[0]).touchpoints[3].delivers.clear();
    assert!(broken.page("en/playbooks/gold-card.html").matches("Nobody keeps this promise yet").count() == 2);
}

#[test]
fn a_template_of_the_users_takes_the_place_of_the_built_in_one() {
    let built = rich()
        .with_template("index.html", "<h1>{{ page.title }}</h1>{% include \"own.txt\" %}")
        .with_template("own.txt", "{{ frame.site }} <&>{{ '<' }}")
        .with_template("style.css", "body { color: {{ red }}; }")
        .with_template("locales/en.yaml", "words: {grid: The chart}\n");
    assert_eq!(built.page("index.html"), "<h1>我们的关键时刻</h1>我们的关键时刻 <&>&lt;");
    assert_eq!(built.page("assets/style.css"), "body { color: {{ red }}; }", "a style sheet is copied as it is");
    assert!(built.page("en/maps/gold-card.html").contains("The chart"));
    assert!(built.page("maps/gold-card.html").contains("总体布局"));
}

#[test]
fn a_template_of_the_users_may_extend_the_built_in_one_and_replace_a_block() {
    let built = rich().with_template(
        "map.html",
        "{% extends \"builtin/map.html\" %}{% block journey %}<p>{{ page.coverage }}, as ever.</p>{% endblock %}",
    );
    let (pages, faults) = built.pages();
    assert_eq!(faults, [], "{}", pages.len());
    let page = built.page("en/maps/gold-card.html");
    assert!(page.contains(", as ever.</p>") && !page.contains("id=\"journey_\""), "the block is replaced");
    assert!(page.contains("id=\"grid_\"") && page.contains("id=\"hotline\""), "all else is as it was");
}

fn only_fault(built: &Built) -> (String, String) {
    let (pages, faults) = built.pages();
    assert_eq!(paths(&pages), paths(&rich().pages().0), "a fault must not cost a page");
    let [fault] = &faults[..] else { panic!("one fault is one finding, but there are {faults:?}") };
    assert_eq!((fault.rule.name, fault.severity), ("template-error", Severity::Error));
    let source = built.sources.get(fault.primary.span.source);
    (format!("{}:{}", source.path, &source.text[fault.primary.span.range()]), fault.message.en.clone())
}

#[test]
fn a_template_that_cannot_be_read_is_a_finding_at_its_place() {
    let (place, message) = only_fault(&rich().with_template("index.html", "<p>\n{% for map in %}</p>"));
    assert!(place.starts_with("templates/index.html:") && message.contains("cannot be read"), "{place} {message}");
}

#[test]
fn a_name_that_does_not_exist_is_a_finding_at_its_place_however_many_pages_meet_it() {
    let (place, message) = only_fault(&rich().with_template("card.html", "<p>{{ card.nmae }}</p>"));
    assert_eq!(place, "templates/card.html:card.nmae");
    assert!(message.contains("does not exist"), "{message}");
    let (place, _) = only_fault(&rich().with_template("sheet.html", "{{ t[\"no-such-word\"] }}"));
    assert!(place.starts_with("templates/sheet.html:t["), "{place}");
}

#[test]
fn a_template_without_an_end_is_stopped() {
    let endless = "{% for i in range(9000) %}{% for j in range(9000) %}{{ j }}{% endfor %}{% endfor %}";
    let (_, message) = only_fault(&rich().with_template("trainer.html", endless));
    assert!(message.contains("does not come to an end"), "{message}");
}

#[test]
fn true_and_false_never_stand_on_a_page() {
    let (place, _) = only_fault(&rich().with_template("index.html", "{{ page.cases == 1 }}"));
    assert!(place.starts_with("templates/index.html"), "{place}");
}

#[test]
fn a_locale_that_cannot_be_read_is_a_finding_at_its_place() {
    let (place, message) = only_fault(&rich().with_template("locales/en.yaml", "words: [a]\n"));
    assert!(
        place.starts_with("templates/locales/en.yaml:[a]") && message.contains("found a list"),
        "{place} {message}"
    );
}

#[test]
fn a_case_template_is_front_matter_and_six_parts() {
    let built = rich();
    let (zh, hotline) = (built::tag("zh"), TouchpointId { map: MapId(0), index: 1 });
    let file = case_template(&built.site, hotline, &zh, Locale::for_tag(&zh));
    let header = file.split("---\n").nth(1).expect("front matter");
    let header: serde_yaml::Value = serde_yaml::from_str(header).expect("the front matter is YAML");
    assert_eq!(header["touchpoint"].as_str(), Some("gold-card/hotline"));
    assert_eq!(header["place"].as_str(), Some("全国"));
    assert_eq!(header["people"][1]["role"].as_str(), Some("客服代表"));
    assert!(header["when"].is_null(), "what only a person can know is left empty");
    let headings: Vec<&str> = file.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings.len(), 6, "{headings:?}");
    assert!(headings[0].starts_with("## 1 客观事实"));
    assert!(file.contains("800–1500 字") && file.contains("- 能报一下我的金卡号吗？"));
}

/// A locale of the user's in which every word of the tool is recognised: the English one in French quotation marks.
fn french() -> String {
    let english = Locale::built_in(Lang::En);
    let quoted = |words: &BTreeMap<String, String>| -> BTreeMap<String, String> {
        words.iter().map(|(key, word)| (key.clone(), format!("«{word}»"))).collect()
    };
    let mut locale = serde_yaml::Mapping::new();
    locale.insert("name".into(), "Français".into());
    let terms: BTreeMap<&String, _> = english.terms.iter().map(|(list, terms)| (list, quoted(terms))).collect();
    locale.insert("terms".into(), serde_yaml::to_value(terms).expect("plain data"));
    locale.insert("words".into(), serde_yaml::to_value(quoted(&english.words)).expect("plain data"));
    let points = |points: &Vec<String>| points.iter().map(|point| format!("«{point}»")).collect::<Vec<_>>();
    let lists: BTreeMap<&String, _> = english.lists.iter().map(|(key, list)| (key, points(list))).collect();
    locale.insert("lists".into(), serde_yaml::to_value(lists).expect("plain data"));
    serde_yaml::to_string(&locale).expect("plain data")
}

/// What a reader of a page meets: its text and the attributes that are read out, but not what another language marks as
/// its own, nor code.
fn read_out(page: &str) -> String {
    let mut text = String::new();
    let mut foreign: Vec<&str> = Vec::new();
    for piece in page.split('<').skip(1) {
        let Some((tag, words)) = piece.split_once('>') else { continue };
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            if foreign.last() == Some(&closed) {
                foreign.pop();
            }
        } else if !foreign.is_empty() && foreign.last() == Some(&name) && !tag.ends_with('/') {
            foreign.push(name);
        } else if foreign.is_empty() {
            let other = tag.contains(" lang=\"") && !tag.contains(" lang=\"fr\"");
            if other || ["code", "style", "script"].contains(&name) || tag.contains("class=\"where\"") {
                foreign.push(name);
            }
            for read in ["aria-label", "title", "placeholder", "data-light-hint", "data-found", "data-label"] {
                text.extend(attribute(&format!("<{tag}>"), read).into_iter().flat_map(|value| [value, "\n"]));
            }
        }
        if foreign.is_empty() {
            text.push_str(words);
            text.push('\n');
        }
    }
    text
}

#[test]
fn a_locale_of_the_users_makes_a_whole_edition_in_another_language() {
    let mut built = hostile("作").with_template("locales/fr.yaml", &french());
    built.site.config.languages.push(built::tag("fr"));
    let rule = rule_named("empty-cell").expect("the rule exists");
    built.findings = vec![rule.at(built.span(12, 13), words!("`x` is missing", "缺了 `x`"))];
    let (pages, faults) = built.pages();
    assert_eq!(faults, []);
    let english = pages.iter().filter(|page| page.path.starts_with("en/")).count();
    let french: Vec<_> = html(&pages).into_iter().filter(|(path, _)| path.starts_with("fr/")).collect();
    assert_eq!(pages.iter().filter(|page| page.path.starts_with("fr/")).count(), english, "every page is there");
    for (path, page) in &french {
        assert!(page.contains("<html lang=\"fr\">"), "{path} should say its language");
        // A word may stand in the hole of another.
        let mut depth = 0;
        let mut outside = read_out(page);
        outside.retain(|char| {
            depth += i32::from(char == '«') - i32::from(char == '»');
            depth == 0
        });
        // Codes such as C1.1, ids and the version stand for themselves.
        let own = |word: &&str| word.len() > 2 && word.chars().all(|char| char.is_ascii_alphabetic());
        let english: Vec<&str> = outside.split(|char: char| !char.is_alphanumeric()).filter(own).collect();
        assert_eq!(english, [""; 0], "{path} says words that are not in the user's locale");
    }
    let map = built.page("fr/maps/gold-card.html");
    assert!(map.contains("<span lang=\"en\"><code>x</code> is missing</span>"), "a finding is marked as English");
    assert!(
        map.contains("hreflang=\"zh\">中文</a>") && map.contains("lang=\"fr\">Français</span>"),
        "it leads to the others"
    );
    assert!(built.page("maps/gold-card.html").contains("hreflang=\"fr\">Français</a>"), "the others lead to it");
    assert!(built.page("assets/search.fr.js").contains("«Map»"), "its search has its words");
}

#[test]
fn a_language_without_a_locale_goes_by_its_tag() {
    let mut built = rich();
    built.site.config.languages.push(built::tag("fr"));
    let page = built.page("index.html");
    assert!(page.contains("hreflang=\"fr\">fr</a>"), "two languages must not be called English: {page}");
}

#[test]
fn every_block_of_every_template_can_be_replaced_alone() {
    let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut replaced = 0;
    for file in std::fs::read_dir(templates).expect("the templates") {
        let path = file.expect("a file").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if !name.ends_with(".html") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text file");
        for block in text.split("{% block ").skip(1).filter_map(|rest| rest.split(' ').next()) {
            let own = "{{ frame.title }} {{ t[\"grid\"] }} here it is";
            let built = rich().with_template(
                &name,
                &format!("{{% extends \"builtin/{name}\" %}}{{% block {block} %}}{own}{{% endblock %}}"),
            );
            let (pages, faults) = built.pages();
            assert_eq!(faults, [], "the block {block} of {name}");
            let shown = html(&pages).into_iter().filter(|(_, page)| page.contains("here it is")).count();
            // Every page fills those of the frame with its own.
            assert!(
                shown >= 2 || name == "base.html",
                "the block {block} of {name} should be replaced in every language"
            );
            replaced += 1;
        }
    }
    assert!(replaced > 20, "there are more blocks than {replaced}");
}
