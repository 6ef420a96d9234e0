//! Complaints and the telephone: what cards and the page on complaints say, and to whom.

mod workspace;

use std::fs;

use workspace::Workspace;

const CONFIG: &str = "\
title: Shop
languages: [en]
roles:
  clerk: {name: Clerk, layer: front-line}
  lead: {name: Team lead, layer: middle}
  head: {name: Head of service, layer: senior}
channels: {phone: {name: Telephone, kind: telephone}, hall: {name: Hall, kind: face}}
";

const POLICY: &str = "\
complaints:
  acknowledge: 30m
  resolve: 1d
  owner: head
  never: [Asking for the receipt first]
  crisis: {speaks: head, within: 2h, never: [Refusing to answer]}
telephone: {do: [Name the shop first], never: [Wrapping flowers on the phone]}
";

const MAP: &str = "\
title: Shop
stages:
  departing:
    contact:
      - id: desk
        name: The desk
        channel: hall
        role: clerk
        authority: {escalates_to: lead}
        complaint: {acknowledge: 1m, kinds: [victim]}
        requests:
          - {ask: Pay me back, obstacle: No money here, remedy: {do: A fund for amends, owner: lead, due: 2029-01-01}}
      - id: line
        name: The line
        channel: phone
        role: clerk
        requests:
          - {ask: Ring me, obstacle: One line only, remedy: {do: A second line, owner: lead, due: 2029-02-01}}
";

/// The shop with this policy and this map, built.
fn built(config: &str, map: &str) -> Workspace {
    let workspace = Workspace::empty();
    workspace.write("motmap.yaml", config);
    workspace.write("maps/shop.yaml", map);
    let build = workspace.run(&["build"]);
    assert_eq!(build.code, 0, "{build:?}");
    workspace
}

fn page(workspace: &Workspace, path: &str) -> String {
    fs::read_to_string(workspace.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The card of a touchpoint.
fn card(workspace: &Workspace, id: &str) -> String {
    let playbook = page(workspace, "site/playbooks/shop.html");
    let start = format!("stage-departing\" id=\"{id}\"");
    let from = playbook.find(&start).unwrap_or_else(|| panic!("no card {id}"));
    playbook[from..].split("</article>").next().unwrap_or_default().to_owned()
}

#[test]
fn a_card_has_its_own_limits_and_the_policys_where_it_is_silent() {
    let shop = built(&format!("{CONFIG}{POLICY}"), MAP);
    let desk = card(&shop, "desk");
    for words in [
        "within 1 minute<",
        "within 1 day<",
        "Head of service",
        "Victim",
        "Asking for the receipt first",
        "Shifting the",
    ] {
        assert!(desk.contains(words), "`{words}` is missing from {desk}");
    }
    assert!(!desk.contains("Negotiator") && !desk.contains("Refusing to answer"), "{desk}");
    let ladder = desk.split("class=\"ladder\"").nth(1).and_then(|rest| rest.split("</ol>").next()).expect("a ladder");
    let rungs: Vec<_> = ["Clerk", "Team lead", "Head of service"].map(|role| ladder.find(role)).into();
    assert!(rungs.iter().all(Option::is_some) && rungs.is_sorted(), "{ladder}");
    assert!(!card(&shop, "line").contains("class=\"ladder\""), "no complaints come in there");
}

#[test]
fn the_points_of_the_telephone_are_on_its_cards_and_off_paper() {
    let shop = built(&format!("{CONFIG}{POLICY}"), MAP);
    let line = card(&shop, "line");
    for words in ["telephone screen-only", "Answer before the third ring", "Name the shop first", "Wrapping flowers"] {
        assert!(line.contains(words), "`{words}` is missing from {line}");
    }
    assert!(!card(&shop, "desk").contains("Answer before the third ring"));
    assert!(page(&shop, "site/roles/clerk.html").contains("Name the shop first"));
    assert!(!page(&shop, "site/assets/search.en.js").contains("Name the shop first"));
}

#[test]
fn the_page_on_complaints_shows_remedies_to_trainers_alone() {
    let shop = built(&format!("{CONFIG}{POLICY}"), MAP);
    let readers = page(&shop, "site/complaints.html");
    for words in
        ["The desk", "within 30 minutes<", "within 2 hours<", "Refusing to answer", "Negotiator", "Fair to both sides"]
    {
        assert!(readers.contains(words), "`{words}` is missing from {readers}");
    }
    assert!(!readers.contains("A fund for amends"));
    let trainers = page(&shop, "site-trainer/complaints.html");
    assert!(trainers.contains("A fund for amends") && !trainers.contains("A second line"), "{trainers}");
    assert!(page(&shop, "site/index.html").contains("href=\"complaints.html\""));
}

#[test]
fn the_page_on_complaints_exists_where_something_is_written_of_them() {
    let exists = |config: &str, map: &str| {
        let shop = built(config, map);
        let is_linked = page(&shop, "site/index.html").contains("complaints.html");
        let is_there = shop.path().join("site/complaints.html").exists();
        assert_eq!(is_linked, is_there);
        is_there
    };
    let without = MAP.replace("        complaint: {acknowledge: 1m, kinds: [victim]}\n", "");
    assert!(exists(CONFIG, MAP));
    assert!(exists(&format!("{CONFIG}{POLICY}"), &without));
    assert!(!exists(CONFIG, &without));
}

#[test]
fn what_is_missing_is_a_gap_for_trainers_alone() {
    let shop = built(CONFIG, &MAP.replace("acknowledge: 1m, ", ""));
    let gaps = ["No time limit yet", "Nobody answers for it yet"];
    let [readers, trainers] = ["site", "site-trainer"].map(|edition| {
        page(&shop, &format!("{edition}/complaints.html")) + &page(&shop, &format!("{edition}/playbooks/shop.html"))
    });
    assert!(gaps.iter().all(|gap| trainers.contains(gap) && !readers.contains(gap)));
}

#[test]
fn the_page_of_a_role_tells_which_complaints_it_answers_for() {
    let shop = built(&format!("{CONFIG}{POLICY}"), &MAP.replace("acknowledge: 1m,", "acknowledge: 1m, owner: lead,"));
    let (head, lead) = (page(&shop, "site/roles/head.html"), page(&shop, "site/roles/lead.html"));
    for told in ["The complaints you answer for", "within 1 day", "Speaks for the house", "Refusing to answer"] {
        assert!(head.contains(told), "`{told}` is missing for who answers for all: {head}");
    }
    assert!(
        lead.contains("The complaints you answer for") && lead.contains("The desk"),
        "one place is the team lead's"
    );
    assert!(!lead.contains("Speaks for the house"), "in a crisis the head of service speaks, not the team lead");
    let clerk = page(&shop, "site/roles/clerk.html");
    assert!(clerk.contains("within 1 minute"), "who takes a complaint sees its limit");
    assert!(!clerk.contains("The complaints you answer for"), "the clerk answers for none");
}

#[test]
fn a_slip_gets_the_closest_name_or_how_to_write_it() {
    let shop = Workspace::empty();
    shop.write(
        "motmap.yaml",
        format!("{CONFIG}complaints: {{owner: haed, resolve: 3 days, crisis: {{speaks: leed}}}}\n"),
    );
    shop.write(
        "maps/shop.yaml",
        MAP.replace("acknowledge: 1m, kinds: [victim]", "acknowledge: soon, owner: laed, kinds: [victm]")
            .replace("complaint: {", "complaint: {resolve: 3 working days, "),
    );
    let told = shop.run(&["check", "--lang", "en"]).out;
    for words in [
        "did you mean `head`?",
        "write `3d`",
        "did you mean `lead`?",
        "a time is a whole number with its unit: `90s` for seconds",
        "did you mean `victim`?",
        "working days are not told apart",
    ] {
        assert!(told.contains(words), "`{words}` is missing from:\n{told}");
    }
    assert_eq!(told.matches("did you mean `lead`?").count(), 2, "{told}");
}

#[test]
fn a_time_in_words_is_answered_with_the_limit_that_is_meant() {
    for (typed, meant) in
        [("half an hour", "30m"), ("立刻", "1m"), ("当天", "1d"), ("二十四小时", "24h"), ("1.5小时", "90m")]
    {
        let shop = Workspace::empty();
        shop.write("motmap.yaml", format!("{CONFIG}complaints: {{resolve: {typed}}}\n"));
        shop.write("maps/shop.yaml", MAP);
        let told = shop.run(&["check", "--lang", "en"]).out;
        assert!(told.contains(&format!("write `{meant}`")), "{typed}: {told}");
    }
}

#[test]
fn a_complaint_of_which_nothing_more_is_said_comes_in_all_the_same() {
    let blank = MAP.replace("complaint: {acknowledge: 1m, kinds: [victim]}", "complaint:");
    let shop = built(&format!("{CONFIG}{POLICY}"), &blank);
    assert!(page(&shop, "site/complaints.html").contains("The desk"), "the desk takes complaints");
}

#[test]
fn a_time_loads_in_chinese_too() {
    let shop = Workspace::empty();
    shop.write(
        "motmap.yaml",
        "语言: [zh]\n角色: {店长: {名称: 店长}}\n投诉: {首次回应: 30分钟, 办结: ３天, 负责人: 店长}\n",
    );
    shop.write(
        "maps/shop.yaml",
        "标题: 店\n阶段: {离开客户: {接触点: [{编号: 柜台, 名称: 柜台, 投诉: {办结: 2小时, 投诉者: [谈判型]}}]}}\n",
    );
    let build = shop.run(&["build"]);
    assert_eq!(build.code, 0, "{build:?}");
    let complaints = page(&shop, "site/complaints.html");
    for words in ["30 分钟内", "3 天内", "2 小时内"] {
        assert!(complaints.contains(words), "`{words}` is missing from {complaints}");
    }
}

#[test]
fn a_fault_that_hides_the_roles_gives_no_second_message() {
    let shop = Workspace::empty();
    shop.write(
        "motmap.yaml",
        "title: Shop\nlanguages: [en]\nroels: {head: {name: Head}}\ncomplaints: {owner: head, resolve: 1d}\n",
    );
    shop.write(
        "maps/shop.yaml",
        "title: Shop\nstages: {departing: {contact: [{id: desk, name: Desk, complaint: {}}]}}\n",
    );
    let findings = shop.findings(&[]);
    assert!(
        !findings.iter().any(|line| line.contains("unknown-role") || line.contains("untimed-complaint")),
        "{findings:?}"
    );
}
