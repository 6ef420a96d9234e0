//! The journey for Graphviz, Mermaid and other programs.

use motmap::testing::drawing::{dot, json, mermaid};
use motmap::testing::graph::Graph;
use motmap::testing::locale::Locale;
use motmap::testing::model::*;
use serde_json::{Value, json as value};

use crate::site_builder::*;

/// Two maps; the first has an implied step, a link of a kind that explains itself, a jump and a way into the second.
fn site(name: &str) -> Site {
    SiteBuilder::new()
        .map("card", |map| {
            map.title("金卡客户");
            map.touchpoint("C1", "hotline", name).importance = Importance::High;
            map.touchpoint("C1", "lounge", "贵宾厅");
            map.touchpoint("C2", "solved", "及时解决");
            map.touchpoint("C4", "buys-again", "重复采购");
            map.jumps_to("hotline", "buys-again", name);
            map.leads_to("solved", &[]);
            map.leads_to("buys-again", &["lounge", "bank/counter", "?"]);
        })
        .map("bank", |map| {
            map.touchpoint("C1", "counter", "业务柜台");
        })
        .build()
}

fn dot_of(site: &Site, only: Option<&Map>) -> String {
    let zh = tag("zh");
    dot(site, &Graph::new(site), only, Locale::for_tag(&zh), &zh)
}

fn mermaid_of(site: &Site, only: Option<&Map>) -> String {
    let zh = tag("zh");
    mermaid(site, &Graph::new(site), only, Locale::for_tag(&zh), &zh)
}

fn json_of(site: &Site, only: Option<&Map>) -> Value {
    serde_json::from_str(&json(site, &Graph::new(site), only)).expect("JSON")
}

/// Fails with the whole text where a line is missing.
fn assert_lines(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.lines().any(|written| written.trim() == *line), "the line `{line}` is missing in:\n{text}");
    }
}

#[test]
fn dot_has_clusters_junctions_and_reasons() {
    let site = site("服务热线");
    assert_lines(
        &dot_of(&site, Some(&site.maps[0])),
        &[
            "subgraph cluster_m0_C {",
            "label=\"C 成交客户\";",
            "m0_t0 [label=\"C1.1 服务热线\", color=\"#1d7564\", penwidth=2.5];",
            "m0_C1 [shape=point, style=filled, fillcolor=\"#1d7564\", label=\"\"];",
            "m0_t1 -> m0_C1 [arrowhead=none];",
            "m0_C1 -> m0_t2;",
            "m0_t0 -> m0_t3 [style=dashed, label=\"服务热线\"];",
            "m0_t3 -> m0_t1;",
            "m1_t0 [style=dashed, label=\"↗ bank / 业务柜台\"];",
            "m0_t3 -> unreadable;",
        ],
    );
    assert_lines(&dot_of(&site, None), &["subgraph cluster_m1 {"]);
}

#[test]
fn dot_labels_hold_any_name() {
    let site = site("\"a\" \\N &lt; <b>\nc\u{0}");
    assert_lines(
        &dot_of(&site, Some(&site.maps[0])),
        &["m0_t0 -> m0_t3 [style=dashed, label=\"\\\"a\\\" \\\\N &amp;lt; <b> c\"];"],
    );
}

#[test]
fn mermaid_has_subgraphs_junctions_and_reasons() {
    let site = site("服务热线");
    assert_lines(
        &mermaid_of(&site, Some(&site.maps[0])),
        &[
            "flowchart TB",
            "subgraph m0_Cs[\"C 成交客户\"]",
            "m0_t0[\"C1.1 服务热线\"]:::decisive",
            "m0_t2([\"C2.1 及时解决\"])",
            "m0_t1 --- m0_C1",
            "m0_C1 --> m0_t2",
            "m0_t0 -.->|\"服务热线\"| m0_t3",
            "m0_t3 --> m0_t1",
            "m0_t3 --> m1_t0",
        ],
    );
}

#[test]
fn mermaid_labels_hold_any_name() {
    for (name, label) in [
        ("\"q\" <b> & #35;", "#quot;q#quot; #lt;b#gt; #amp; #35;35#59;"),
        ("1. a list", "#49;. a list"),
        ("- dash", "#45; dash"),
        ("%%{init}%%", "#37;#37;#123;init#125;#37;#37;"),
        ("`a` |b| a:b", "#96;a#96; #124;b#124; a#58;b"),
        ("a\nb\u{0}", "a b"),
    ] {
        let site = site(name);
        assert_lines(&mermaid_of(&site, Some(&site.maps[0])), &[&format!("m0_t0 -.->|\"{label}\"| m0_t3")]);
    }
}

#[test]
fn json_has_every_touchpoint_and_every_link() {
    let site = site("服务热线");
    let journey = json_of(&site, Some(&site.maps[0]));
    assert_eq!(journey["version"], 1);
    assert_eq!(journey["maps"], value!([{"id": "card", "title": {"zh": "金卡客户"}}]));
    let hotline = value!({
        "key": "card/hotline", "map": "card", "id": "hotline", "code": "C1.1", "stage": "customer", "phase": "contact",
        "name": {"zh": "服务热线"}, "importance": "high", "perception": null, "ends": false
    });
    assert_eq!(journey["touchpoints"][0], hotline);
    let keys = |list: &str| -> Vec<&str> {
        journey[list].as_array().expect("a list").iter().filter_map(|entry| entry["key"].as_str()).collect()
    };
    assert_eq!(keys("touchpoints")[3..], ["card/buys-again", "bank/counter"], "the other map's end is there as well");
    assert_eq!(keys("junctions"), ["card/C1>C2"]);
    let links = value!([
        {"from": "card/lounge", "to": "card/C1>C2", "kind": "implied"},
        {"from": "card/C1>C2", "to": "card/solved", "kind": "implied"},
        {"from": "card/hotline", "to": "card/buys-again", "kind": "jump", "because": {"zh": "服务热线"}},
        {"from": "card/buys-again", "to": "card/lounge", "kind": "again"},
        {"from": "card/buys-again", "to": "bank/counter", "kind": "again"},
        {"from": "card/buys-again", "to": null, "kind": null},
    ]);
    assert_eq!(journey["links"], links);
    assert_eq!(json_of(&site, None)["maps"].as_array().expect("a list").len(), 2);
}
