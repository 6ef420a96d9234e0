//! The service blueprint: its page in both editions, its order, its hand-overs, its drawing as a file.

mod workspace;

use workspace::{Run, Workspace};

const CONFIG: &str =
    "languages: [zh]\nroles:\n  clerk: {name: 柜员}\n  guide: {name: 引导员}\n  back-office: {name: 后台员工}\n";

const MAP: &str = "title: 网点
stages:
  customer:
    contact:
      - id: counter
        name: 柜台
        role: clerk
        customer: {does: 递上存折}
        requests: [{ask: 能换新钞吗？, obstacle: 新钞周二才到}]
        moment: {act: {do: 当面点钞}, confirm: {do: [递信封, 目送]}}
        blueprint:
          evidence: 叫号屏
          back: [{do: 核对印鉴, role: back-office, fails: 午间没人}, 归档]
          support: [{do: 记账, system: 核心系统}]
      - id: hall
        name: 大堂
        role: guide
        requests: [{ask: 能上门吗？, obstacle: 没有人手}, {ask: 有伞吗？, obstacle: 伞不够, remedy: {do: 买伞, status: done}}]
        moment: {act: {do: 领到柜台}}
        blueprint: {front: 取号后领到柜台}
        leads_to: [counter]
    attitude:
      - {id: trust, name: 放心}
";

fn branch() -> Workspace {
    let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/branch.yaml", MAP)]);
    let build = workspace.run(&["build"]);
    assert!(build.code < 2, "{build:?}");
    workspace
}

/// The places of some words in a text, in order; every one must be there.
fn places<const N: usize>(text: &str, words: [&str; N]) -> [usize; N] {
    words.map(|word| text.find(word).unwrap_or_else(|| panic!("{word} is not in {text}")))
}

#[test]
fn the_contacts_stand_in_the_order_of_the_journey_with_what_is_in_sight_and_out_of_sight() {
    let workspace = branch();
    let page = workspace.read("site/blueprints/branch.html");
    assert!(workspace.read("site/playbooks/branch.html").contains("../blueprints/branch.html#stage_customer"));
    let drawing = page.split("</svg>").next().expect("a drawing");
    assert!(places(drawing, ["C1.2", "C1.1"]).is_sorted(), "the hall leads to the counter");
    assert!(places(drawing, ["递上存折", "当面点钞", "d-out-of-sight", "核对印鉴", "归档", "核心系统"]).is_sorted());
    assert!(drawing.contains("取号后领到柜台") && !drawing.contains(">领到柜台<"), "`front` stands for the moment");
    assert!(page.contains("叫号屏") && !page.contains("放心"), "a touchpoint in the customer's mind has no column");
}

#[test]
fn each_hand_over_has_a_number_and_a_row() {
    let page = branch().read("site/blueprints/branch.html");
    let (_, table) = page.split_once("hand-overs_\">").expect("a table of hand-overs");
    let text: String = table.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for row in
        ["1 C1.1 柜台 引导员 柜员 当面点钞", "2 C1.1 柜台 柜员 后台员工 核对印鉴", "3 C1.1 柜台 后台员工 核心系统 记账"]
    {
        assert!(text.contains(row), "{row} is not in {text}");
    }
}

#[test]
fn what_fails_and_what_has_nothing_behind_it_is_for_authors_and_trainers() {
    let workspace = branch();
    let [readers, trainers] =
        ["site", "site-trainer"].map(|site| workspace.read(&format!("{site}/blueprints/branch.html")));
    for word in ["d-hole", "没有人手", "午间没人"] {
        assert!(trainers.contains(word) && !readers.contains(word), "{word}");
    }
    assert!(!trainers.contains("新钞周二才到"), "something is done behind it");
    assert!(!trainers.contains("伞不够"), "its remedy is done");
}

#[test]
fn readers_see_no_empty_row() {
    let map = "title: 网点\nstages: {customer: {contact: [{id: counter, name: 柜台, moment: {act: {do: 点钞}}}]}}\n";
    let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/branch.yaml", map)]);
    workspace.run(&["build"]);
    let [readers, trainers] =
        ["site", "site-trainer"].map(|site| workspace.read(&format!("{site}/blueprints/branch.html")));
    let drawn = |page: &str, word: &str| page.contains(&format!(">{word}</text>"));
    for row in ["有形展示", "后台", "支持过程", "内部互动分界线"] {
        assert!(drawn(&trainers, row) && !drawn(&readers, row), "{row}");
    }
    assert!(drawn(&readers, "前台") && drawn(&readers, "可视分界线"));
    assert!(trainers.contains("in-sight_\"") && !readers.contains("in-sight_\""), "there is nothing to leave out");
}

#[test]
fn a_role_reads_what_it_does_out_of_sight() {
    let page = branch().read("site/roles/back-office.html");
    assert!(page.contains("您在后台要做的事") && page.contains("核对印鉴"), "{page}");
}

#[test]
fn a_map_without_moments_has_no_blueprint() {
    let map = "title: 网点\nstages: {customer: {contact: [{id: counter, name: 柜台}]}}\n";
    let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/branch.yaml", map)]);
    workspace.run(&["build"]);
    assert!(!workspace.path().join("site/blueprints").exists());
    assert!(!workspace.read("site/maps/branch.html").contains("blueprints/"));
    let run = workspace.run(&["graph", "branch", "--view", "blueprint"]);
    assert!(run.code == 2 && run.messages.contains("no blueprint to draw yet"), "{run:?}");
}

#[test]
fn an_unknown_role_out_of_sight_gets_the_closest() {
    let map = MAP.replace("role: back-office", "role: back-ofice");
    let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/branch.yaml", &map)]);
    let Run { out, .. } = workspace.run(&["check", "--only", "unknown-role"]);
    assert!(out.contains("did you mean `back-office`?"), "{out}");
}

#[test]
fn graph_draws_the_blueprint_of_a_map_as_svg() {
    let workspace = branch();
    let drawn = workspace.run(&["graph", "branch", "--view", "blueprint"]);
    assert!(drawn.out.starts_with("<svg") && drawn.out.contains("核对印鉴"), "{drawn:?}");
    let refused = workspace.run(&["graph", "branch", "--view", "blueprint", "--format", "dot"]);
    assert!(refused.code == 2 && refused.messages.contains("svg alone"), "{refused:?}");
}
