//! The case-writing sheets of a map: their list, all of them to print at once, and the form to write one on screen.

mod workspace;

use workspace::Workspace;

const CONFIG: &str = "title: The corner\nlanguages: [en, zh]\nroles: {cashier: {name: {en: Cashier, zh: 收银员}}}\n";

const SHOP: &str = "\
title: {en: A small shop, zh: 街角小店}
language: en
stages:
  prospect:
    contact:
      - {id: window, name: The window, place: 'Kerb \"A\" & B'}
    first-impression:
      - {id: looks, name: Looks in}
  customer:
    contact:
      - {id: index, name: The card index, role: cashier}
      - {id: All, name: All counters}
";

const CASE: &str = "\
---
touchpoint: shop/index
title: The torn bag
when: 2026-03-17 10:20
place: Beside the door of the shop
people: [{name: an elderly man, role: customer}]
outcome: success
anonymised: true
---
## 1 Facts

He left.

## 2 Wants

A bag.

## 3 Refused

Nothing.

## 4 Satisfied

The bag.

## 5 Processes

Bags.

## 6 Everywhere

Replace.
";

fn shop() -> Workspace {
    let begun = CASE.replace("The torn bag", "The lost key").split("## 2").next().expect("a part").to_owned();
    Workspace::with(&[
        ("motmap.yaml", CONFIG),
        ("maps/shop.yaml", SHOP),
        ("maps/cases/torn-bag.md", CASE),
        ("maps/cases/lost-key.md", &begun),
        ("maps/cases/Window.md", &CASE.replace("shop/index", "shop/looks")),
    ])
}

/// The workspace, built.
fn built() -> Workspace {
    let workspace = shop();
    let run = workspace.run(&["build"]);
    assert!(run.code < 2, "{run:?}");
    workspace
}

/// The row of a table that names something.
fn row<'p>(page: &'p str, named: &str) -> &'p str {
    page.split("<tr>").find(|row| row.contains(named)).unwrap_or_else(|| panic!("no row for {named} in {page}"))
}

#[test]
fn the_list_tells_of_each_contact_which_cases_are_written_and_links_its_sheets() {
    let workspace = built();
    let list = workspace.read("site/sheets/shop/index.html");
    let window = row(&list, "The window");
    assert!(window.contains("P1.1") && window.contains("No case yet"), "{window}");
    for sheet in ["window.form.html", "window.html", "window.md"] {
        assert!(window.contains(&format!("href=\"../../sheets/shop/{sheet}\"")), "{sheet}: {window}");
    }
    let cases = row(&list, "The card index");
    assert!(cases.contains("<a href=\"../../playbooks/shop.html#case_torn-bag\">The torn bag</a>"), "{cases}");
    assert!(!cases.contains("The lost key"), "readers hear of a case that is being written: {cases}");
    let for_trainers = workspace.read("site-trainer/sheets/shop/index.html");
    let cases = row(&for_trainers, "The card index");
    assert!(cases.contains("The lost key <span class=\"quantity\">(being written)</span>"), "{cases}");
    assert!(!list.contains("Looks in"), "only contacts have sheets");
    assert!(workspace.read("site-trainer/zh/sheets/shop/index.html").contains("撰写中"));
    assert!(workspace.read("site/maps/shop.html").contains("href=\"../sheets/shop/index.html\""));
    for page in ["window.html", "window.form.html", "all.html"] {
        let page = workspace.read(&format!("site/sheets/shop/{page}"));
        assert!(page.contains("href=\"../../sheets/shop/index.html\""), "the list is linked from {page}");
    }
}

#[test]
fn a_touchpoint_may_have_the_name_of_a_page_beside_its_sheet() {
    let workspace = built();
    let list = workspace.read("site/sheets/shop/index.html");
    for (touchpoint, name) in [("The card index", "-index"), ("All counters", "-All")] {
        for ending in ["form.html", "html", "md"] {
            assert!(row(&list, touchpoint).contains(&format!("sheets/shop/{name}.{ending}")), "{name}.{ending}");
            workspace.read(&format!("site/sheets/shop/{name}.{ending}"));
        }
    }
    assert!(workspace.read("site/sheets/shop/-index.form.html").contains("data-touchpoint=\"shop/index\""));
}

#[test]
fn all_sheets_are_printed_from_one_page_or_those_of_a_stage() {
    let workspace = built();
    let all = workspace.read("site/sheets/shop/all.html");
    assert_eq!(all.matches("class=\"side-of-paper").count(), 3 * 3, "three sheets of three sides");
    let one = workspace.read("site/sheets/shop/window.html");
    let sides = one.split_once("<section").and_then(|(_, rest)| rest.rsplit_once("</section>")).expect("sides").0;
    assert!(all.contains(sides), "a sheet is the same there as on its own page");
    let list = workspace.read("site/sheets/shop/index.html");
    for stage in ["stage_prospect", "stage_customer"] {
        assert!(list.contains(&format!("href=\"../../sheets/shop/all.html#{stage}\"")), "{stage} can be printed alone");
        assert!(all.contains(&format!("id=\"{stage}\"")), "{stage}");
    }
}

#[test]
fn a_case_from_the_form_has_the_name_that_case_new_would_give() {
    let workspace = built();
    for (touchpoint, page) in [("window", "window"), ("index", "-index")] {
        let new = workspace.run(&["case", "new", &format!("shop/{touchpoint}")]);
        let path = new.out.trim().replace('\\', "/");
        let name = path.rsplit('/').next().expect("a file name");
        let form = workspace.read(&format!("site/sheets/shop/{page}.form.html"));
        assert!(form.contains(&format!("data-file=\"{name}\"")), "{name} for {touchpoint}");
    }
    workspace.run(&["build"]);
    assert!(workspace.read("site/sheets/shop/window.form.html").contains("data-file=\"window-3.md\""));
}

#[test]
fn the_form_begins_with_what_the_map_says_and_the_lengths_of_the_check() {
    let workspace = built();
    let form = workspace.read("site/sheets/shop/window.form.html");
    assert!(form.contains("value=\"Kerb &quot;A&quot; &amp; B\""), "the place");
    assert!(form.contains("data-least=\"480\" data-most=\"900\"") && form.contains("data-counts=\"words\""));
    let chinese = workspace.read("site/zh/sheets/shop/-index.form.html");
    assert!(
        chinese.contains("data-least=\"800\" data-most=\"1500\"") && chinese.contains("data-counts=\"characters\"")
    );
    assert!(chinese.contains("value=\"收银员\"") && chinese.contains("value=\"客户\""), "the roles of the people");
}
