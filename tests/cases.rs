//! Cases on their way into the book: which are shown, which by their name alone, and why.

mod workspace;

use workspace::{Workspace, files_below};

const CONFIG: &str = "languages: [en, zh]\nroles: {cashier: {name: {en: Cashier, zh: 收银员}}}\n";

const SHOP: &str = "\
title: {en: A small shop, zh: 街角小店}
language: en
stages:
  customer:
    contact:
      - id: counter
        name: {en: The counter, zh: 收银台}
";

/// A case with all that a case asks for; `NUMBER` stands in its first part.
const CASE: &str = "\
---
touchpoint: shop/counter
title: The torn bag
when: 2026-03-17 10:20
place: Beside the door of the shop
people: [{name: an elderly man, role: customer}]
outcome: success
anonymised: true
questions: [{ask: What did the man demand?, listen_for: that he demanded nothing}]
teaching_note: Read it aloud.
---
## 1 Facts

He left NUMBER on a slip of paper.

## 2 Wants

A bag that holds eleven jars.

## 3 Refused

Nothing was refused.

## 4 Satisfied

The bag came first.

## 5 Processes

Bags are counted.

## 6 Everywhere

Replace first.
";

const NUMBER: &str = "154 0728 3915";

fn shop(cases: &[(&str, &str)]) -> Workspace {
    let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", SHOP)]);
    for (name, case) in cases {
        workspace.write(&format!("maps/cases/{name}.md"), case);
    }
    workspace
}

/// The files that a build with single-file pages writes, as text.
fn built(workspace: &Workspace) -> Vec<(String, String)> {
    let run = workspace.run(&["build", "--single-file"]);
    assert!(run.code < 2, "{run:?}");
    let files = files_below(workspace.path()).into_iter().filter(|(path, _)| path.starts_with("site"));
    files.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// The files in which a text stands, in what they hold or in what they are called.
fn files_with<'f>(files: &'f [(String, String)], text: &str) -> Vec<&'f str> {
    let has = |(path, held): &&(String, String)| held.contains(text) || path.contains(text);
    files.iter().filter(has).map(|(path, _)| path.as_str()).collect()
}

fn page<'f>(files: &'f [(String, String)], path: &str) -> &'f str {
    files.iter().find(|(at, _)| at == path).map(|(_, held)| held.as_str()).unwrap_or_else(|| panic!("no {path}"))
}

/// Where authors and trainers are told of the cases of a workspace with a good case by their title.
const TOLD_OF: [&str; 4] = [
    "site-trainer/index.html",
    "site-trainer/playbooks/shop.html",
    "site-trainer/single/shop.html",
    "site-trainer/trainer/index.html",
];

/// The files for readers that name the case.
fn told_to_readers(files: &[(String, String)]) -> Vec<&str> {
    files_with(files, "The torn bag").into_iter().filter(|path| path.starts_with("site/")).collect()
}

#[test]
fn a_case_with_personal_data_is_withheld_from_every_page() {
    let workspace = shop(&[("the-torn-bag", &CASE.replace("NUMBER", NUMBER))]);
    assert_eq!(workspace.findings(&["--only", "personal-data"]), ["maps/cases/the-torn-bag.md:14:9 personal-data"]);
    let files = built(&workspace);
    for text in [NUMBER, "eleven jars", "an elderly man", "Beside the door", "did the man demand", "Read it aloud"] {
        assert_eq!(files_with(&files, text), [""; 0], "`{text}` is of a case that is withheld");
    }
    for path in TOLD_OF {
        let page = page(&files, path);
        assert!(page.contains("The torn bag"), "{path} should name the case");
        assert!(page.contains("withheld: personal data"), "{path} should say why there is no more of it");
    }
    assert!(page(&files, "site-trainer/zh/playbooks/shop.html").contains("含个人信息，暂不公开"));
    assert_eq!(told_to_readers(&files), [""; 0], "readers hear of a case that is withheld");
}

#[test]
fn what_gives_somebody_away_is_crossed_out_in_the_name_of_a_case() {
    let titled = CASE.replace("The torn bag", &format!("The bag of {NUMBER}"));
    let nameless = CASE.replace("title: The torn bag\n", "");
    let workspace = shop(&[("the-bag", &titled), ("call-15407283915", &nameless)]);
    let files = built(&workspace);
    for digits in [NUMBER, "15407283915"] {
        assert_eq!(files_with(&files, digits), [""; 0], "{digits} stands on pages");
    }
    for name in ["The bag of [telephone]", "call-[telephone]"] {
        assert!(page(&files, "site-trainer/index.html").contains(name), "the start page should name `{name}`");
    }
    assert!(page(&files, "site-trainer/zh/index.html").contains("call-[电话]"));
    let told = workspace.run(&["check", "--format", "json"]).out;
    let messages: Vec<&str> = told.lines().filter(|line| line.contains("\"en\"")).collect();
    assert!(messages.iter().all(|line| !line.contains(NUMBER)), "messages end up in logs:\n{}", messages.join("\n"));
    assert!(
        workspace.run(&["check"]).out.contains("the file name of a case at “The counter” (C1.1) gives away"),
        "the name of the file is looked at too"
    );
}

#[test]
fn no_proposal_repeats_what_gives_somebody_away() {
    let case = CASE.replace("people: [{name: an elderly man, role: customer}]", "people: 15407283915");
    let told = shop(&[("the-torn-bag", &case)]).run(&["check", "--format", "json"]).out;
    assert!(told.contains("wrong-type"), "the number is no list of people: {told}");
    assert!(!told.contains("15407283915"), "what machines read ends up in logs, too: {told}");
}

#[test]
fn a_case_whose_author_lets_a_number_stand_is_shown() {
    let allowed = CASE.replace(
        "He left NUMBER",
        &format!("<!-- allow: personal-data it is the shop's own number -->\nHe left {NUMBER}"),
    );
    let workspace = shop(&[("the-torn-bag", &allowed)]);
    assert_eq!(workspace.findings(&["--only", "personal-data"]), [""; 0]);
    let files = built(&workspace);
    assert!(page(&files, "site/playbooks/shop.html").contains(NUMBER));
    assert_eq!(files_with(&files, "allow: personal-data"), [""; 0], "a comment is no text");
    let off = shop(&[("the-torn-bag", &CASE.replace("NUMBER", NUMBER))]);
    off.write("motmap.yaml", format!("{CONFIG}rules: {{personal-data: off}}\n"));
    assert!(page(&built(&off), "site/playbooks/shop.html").contains(NUMBER), "the workspace does not ask for it");
}

#[test]
fn a_fault_of_the_header_hides_neither_the_number_nor_the_parts() {
    let case = CASE.replace("NUMBER", NUMBER).replace("title: The torn bag", "title: [The torn bag");
    let workspace = shop(&[("the-torn-bag", &case.replace("Replace first.\n", ""))]);
    let found = workspace.findings(&[]);
    for expected in [":3:8 invalid-yaml", ":14:9 personal-data", ":32:1 missing-case-part"] {
        let finding = format!("maps/cases/the-torn-bag.md{expected}");
        assert!(found.contains(&finding), "{finding} should be told in the same run: {found:#?}");
    }
    let files = built(&workspace);
    assert_eq!(files_with(&files, NUMBER), [""; 0]);
    assert!(page(&files, "site-trainer/index.html").contains("withheld: personal data"));
}

#[test]
fn an_unfinished_case_is_in_the_book_by_its_name_alone() {
    let whole = CASE.replace("NUMBER", "a note");
    for (what, case) in [
        ("a part that is not there", whole.replace("## 6 Everywhere\n\nReplace first.\n", "")),
        ("a part of comments alone", whole.replace("Replace first.", "<!-- what a colleague could do -->")),
        ("no time", whole.replace("when: 2026-03-17 10:20\n", "")),
        ("no place", whole.replace("place: Beside the door of the shop\n", "")),
        ("nobody", whole.replace("people: [{name: an elderly man, role: customer}]\n", "")),
    ] {
        let workspace = shop(&[("the-torn-bag", &case)]);
        let files = built(&workspace);
        assert_eq!(files_with(&files, "eleven jars"), [""; 0], "{what}: the case is not finished");
        for path in TOLD_OF {
            let page = page(&files, path);
            assert!(page.contains("The torn bag") && page.contains("being written"), "{what}: {path}");
        }
        assert!(page(&files, "site-trainer/zh/index.html").contains("撰写中"), "{what}");
        assert_eq!(told_to_readers(&files), [""; 0], "{what}: readers hear of a case that is not finished");
    }
    let files = built(&shop(&[("the-torn-bag", &whole)]));
    for path in ["site/playbooks/shop.html", "site/single/shop.html"] {
        assert!(files_with(&files, "eleven jars").contains(&path), "{path} shows a case that is whole");
    }
    assert!(page(&files, "site-trainer/trainer/the-torn-bag.html").contains("did the man demand"));
    assert_eq!(files_with(&files, "being written"), [""; 0]);
}

#[test]
fn comments_are_never_text() {
    let case = CASE
        .replace("NUMBER", "a note <!-- SECRET 1 -->")
        .replace("## 2 Wants\n", "## 2 Wants <!-- SECRET 2 -->\n<!--\nSECRET 3\n\n## 3 SECRET 4\n-->\n")
        .replace("Nothing was", "<!-- SECRET 5 --> Nothing <!-- SECRET 6 --> was")
        .replace("Bags are", "`<!-- code -->` Bags are");
    let workspace = shop(&[("the-torn-bag", &case)]);
    let found = workspace.findings(&["--only", "invalid-value"]);
    assert_eq!(found, [""; 0], "a heading in a comment is none");
    let files = built(&workspace);
    assert_eq!(files_with(&files, "SECRET"), [""; 0]);
    let map = page(&files, "site/playbooks/shop.html");
    assert!(map.contains("He left a note  on a slip of paper.") || map.contains("He left a note on a slip of paper."));
    assert!(map.contains("<code>&lt;!-- code --&gt;</code>"), "what looks like a comment in code is text");
    assert!(map.contains("<p>Nothing  was refused.</p>"), "a comment at the head of a line makes no code of it: {map}");
}

#[test]
fn a_comment_without_an_end_hides_no_part() {
    let case = CASE.replace("NUMBER", "a note").replace("Nothing was refused.", "<!-- Nothing was refused.");
    let workspace = shop(&[("the-torn-bag", &case)]);
    assert_eq!(
        workspace.findings(&["--only", "invalid-value"]),
        ["maps/cases/the-torn-bag.md:22:1 invalid-value"],
        "the comment is told where it begins"
    );
    let parts = workspace.findings(&["--only", "missing-case-part"]);
    assert_eq!(parts, ["maps/cases/the-torn-bag.md:20:1 missing-case-part"], "the parts after it are there");
}

#[test]
fn a_case_just_begun_is_one_finding_that_lists_what_to_fill_in() {
    for (language, wanted) in [
        (
            "en",
            &["`title`", "(`when`)", "(`place`)", "(`people`)", "(`outcome`)", "six parts", "`anonymised: true`"][..],
        ),
        ("zh", &["标题 `title`", "准确时间", "准确地点", "在场人物", "结果", "六个部分", "`anonymised: true`"]),
    ] {
        let workspace = shop(&[]);
        assert_eq!(workspace.run(&["case", "new", "shop/counter"]).code, 0);
        let told = workspace.run(&["check", "--format", "short", "--lang", language]).out;
        let of_case: Vec<&str> = told.lines().filter(|line| line.starts_with("maps/cases/")).collect();
        assert_eq!(of_case.len(), 1, "one case just begun is one finding: {of_case:#?}");
        let whole = workspace.run(&["check", "--only", "missing-case-part", "--lang", language]).out;
        for word in wanted {
            assert!(whole.contains(word), "`{word}` should be listed:\n{whole}");
        }
        let of_sheets = |path: &&str| path.contains("sheets/");
        let files = built(&workspace);
        let shown: Vec<&str> =
            files_with(&files, "Only what could be seen").into_iter().filter(|path| !of_sheets(path)).collect();
        assert_eq!(shown, [""; 0], "the template's comments are no text");
    }
}

#[test]
fn what_is_filled_in_is_no_longer_asked_for() {
    let workspace = shop(&[]);
    workspace.write("maps/cases/begun.md", CASE.split("## 1").next().expect("the header"));
    let told = workspace.run(&["check", "--only", "missing-case-part"]).out;
    assert!(told.contains("fill in: the six parts, below headings such as `## 1 The facts`\n"), "{told}");
    workspace.write("maps/cases/begun.md", CASE.split("## 2").next().expect("the first part"));
    let told = workspace.run(&["check", "--only", "missing-case-part"]).out;
    assert!(told.contains("the case “The torn bag” at “The counter” (C1.1) lacks parts 2, 3, 4, 5, 6"), "{told}");
}

#[test]
fn the_build_of_one_map_says_that_a_withheld_case_may_stand_on_other_pages() {
    let workspace = shop(&[("the-torn-bag", CASE)]);
    assert_eq!(workspace.run(&["build"]).code, 0);
    workspace.write("maps/cases/the-torn-bag.md", CASE.replace("NUMBER", NUMBER));
    let run = workspace.run(&["build", "--map", "shop"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.messages.contains("`motmap build` without --map takes it away from all."), "{run:?}");
}
