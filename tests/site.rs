//! The site: what is written, what is left alone, and that it is the same everywhere.

#[path = "site/from_schema.rs"]
mod from_schema;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::SystemTime;

use from_schema::{Writer, mark};
use workspace::{Workspace, files_below, repository};

/// A copy of the shipped workspace.
fn shipped() -> Workspace {
    let workspace = Workspace::copy_of(&repository("maps"));
    for (path, bytes) in files_below(workspace.path()) {
        workspace.write(&format!("maps/{path}"), bytes);
        fs::remove_file(workspace.path().join(&path)).expect("moved below maps/");
    }
    workspace.write("motmap.yaml", fs::read(repository("motmap.yaml")).expect("the shipped configuration"));
    workspace
}

/// What a build leaves so that it is not done again.
const RECORD: &str = ".motmap-record.json";

#[test]
fn the_shipped_maps_build_and_two_builds_are_the_same_bytes() {
    let (one, other) = (shipped(), shipped());
    let run = one.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{run:?}");
    for words in ["4 maps, 155 touchpoints, 60 of 64 cells covered", "no findings", "site/index.html"] {
        assert!(run.messages.contains(words), "`{words}` is missing from: {}", run.messages);
    }
    assert_eq!(other.run(&["build", "--out", "elsewhere"]).code, 0);
    let (first, second) = (files_below(&one.path().join("site")), files_below(&other.path().join("elsewhere")));
    assert_eq!(
        first.iter().map(|(path, _)| path).collect::<Vec<_>>(),
        second.iter().map(|(path, _)| path).collect::<Vec<_>>()
    );
    for ((path, bytes), (_, same)) in first.iter().zip(&second) {
        assert!(bytes == same, "{path} differs between two builds");
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let workspace = Workspace::coffee_shop();
    workspace.run(&["build"]);
    let times = |workspace: &Workspace| -> Vec<(String, SystemTime)> {
        let site = workspace.path().join("site");
        let time = |path: &String| fs::metadata(site.join(path)).and_then(|file| file.modified()).expect("a time");
        files_below(&site).iter().map(|(path, _)| (path.clone(), time(path))).collect()
    };
    let before = times(&workspace);
    let run = workspace.run(&["build"]);
    assert!(run.messages.contains("0 written"), "{}", run.messages);
    assert_eq!(times(&workspace), before);

    // Nor where nothing tells that it was built before: then bytes are compared.
    let pages =
        |times: Vec<(String, SystemTime)>| times.into_iter().filter(|(path, _)| path != RECORD).collect::<Vec<_>>();
    fs::remove_file(workspace.path().join("site").join(RECORD)).expect("the record goes");
    let run = workspace.run(&["build"]);
    assert!(run.messages.contains("0 written"), "{}", run.messages);
    assert_eq!(pages(times(&workspace)), pages(before));
}

#[test]
fn no_page_asks_for_anything_that_is_not_in_the_site() {
    let workspace = shipped();
    workspace.run(&["build"]);
    let site = workspace.path().join("site");
    for (path, bytes) in files_below(&site).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes).expect("a page is UTF-8");
        for attribute in ["src=\"", "href=\""] {
            for link in page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                if link.starts_with("data:") {
                    continue;
                }
                assert!(!link.starts_with("http") && !link.starts_with("//"), "{path} leads out of the site: {link}");
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                // What a page is looked at for is for its script to read.
                let file = file.split('?').next().unwrap_or(file);
                let target = if file.is_empty() {
                    site.join(&path)
                } else {
                    site.join(&path).parent().expect("a folder").join(decoded(file))
                };
                assert!(target.is_file(), "{path} links to {link}, which is not there");
                if !anchor.is_empty() {
                    let text = fs::read_to_string(&target).expect("a page");
                    assert!(text.contains(&format!("id=\"{}\"", decoded(anchor))), "{path}: {link} leads to no place");
                }
            }
        }
    }
}

/// A percent-encoded path as the file system knows it.
fn decoded(link: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = link.as_bytes();
    while let [first, after @ ..] = rest {
        match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                let digits = [*high, *low];
                let code = std::str::from_utf8(&digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok());
                bytes.push(code.unwrap_or_else(|| panic!("a wrong escape in {link}")));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).expect("a path is UTF-8")
}

#[test]
fn what_is_no_longer_made_goes_and_what_is_not_ours_stays() {
    let workspace = shipped();
    workspace.run(&["build"]);
    workspace.write("site/notes/mine.txt", "mine");
    fs::remove_file(workspace.path().join("maps/branch-counter.yaml")).expect("a map goes");
    for case in ["ten-yuan-notes", "three-desks"] {
        fs::remove_file(workspace.path().join(format!("maps/cases/{case}.md"))).expect("its cases go");
    }
    let run = workspace.run(&["build"]);
    assert_eq!(run.code, 0, "{run:?}");
    let left: Vec<String> = files_below(&workspace.path().join("site")).into_iter().map(|(path, _)| path).collect();
    assert!(!left.iter().any(|path| path.contains("branch-counter")), "{left:?}");
    assert!(left.contains(&"notes/mine.txt".to_owned()));
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let workspace = Workspace::coffee_shop();
    workspace.write("papers/letter.txt", "Dear customer");
    for out in ["papers", "maps", ".", "maps/site", "elsewhere/../maps/site", "/"] {
        let run = workspace.run(&["build", "--out", out]);
        assert_eq!(run.code, 2, "--out {out}: {run:?}");
        assert!(run.messages.contains("--out"), "it says what to do: {}", run.messages);
    }
    assert_eq!(files_below(&workspace.path().join("papers")), [("letter.txt".to_owned(), b"Dear customer".to_vec())]);
}

#[test]
fn nothing_outside_of_the_site_is_removed_whatever_its_list_of_files_says() {
    let workspace = Workspace::coffee_shop();
    workspace.run(&["build"]);
    workspace.write("papers/letter.txt", "Dear customer");
    let letter = workspace.path().join("papers/letter.txt");
    let list = workspace.read("site/.motmap-manifest.json");
    for named in ["../papers/letter.txt", "assets/../../papers/letter.txt", &letter.display().to_string(), ""] {
        let more = format!("\"files\": {{\n    \"{named}\": null,");
        workspace.write("site/.motmap-manifest.json", list.replace("\"files\": {", &more));
        let run = workspace.run(&["build"]);
        assert_eq!(run.code, 2, "`{named}` is refused: {run:?}");
        assert!(run.messages.contains("--out"), "it says what to do: {}", run.messages);
        assert!(letter.is_file(), "`{named}` was removed");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_of_the_site_that_became_a_link_is_not_followed() {
    let workspace = Workspace::coffee_shop();
    workspace.run(&["build"]);
    workspace.write("papers/my-first-map/counter.html", "mine");
    fs::remove_dir_all(workspace.path().join("site/sheets")).expect("the sheets go");
    std::os::unix::fs::symlink(workspace.path().join("papers"), workspace.path().join("site/sheets")).expect("a link");
    fs::remove_file(workspace.path().join("maps/my-first-map.yaml")).expect("the map goes");
    let run = workspace.run(&["build"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(workspace.read("papers/my-first-map/counter.html"), "mine");
}

#[test]
fn a_file_in_the_way_is_not_written_over() {
    let workspace = Workspace::coffee_shop();
    workspace.run(&["build"]);
    workspace.write("maps/second.yaml", "title: Second\n");
    workspace.write("site/maps/second.html", "somebody else's");
    let run = workspace.run(&["build"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(workspace.read("site/maps/second.html"), "somebody else's");
}

#[test]
fn a_map_that_cannot_be_understood_keeps_its_pages_and_is_listed_with_its_findings() {
    let workspace = Workspace::coffee_shop();
    workspace.run(&["build"]);
    let page = workspace.read("site-trainer/playbooks/my-first-map.html");
    let broken = workspace.read("maps/my-first-map.yaml").replace("first-impression:", "first-impresion:");
    workspace.write("maps/my-first-map.yaml", broken);
    let run = workspace.run(&["build"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.messages.contains("did you mean `first-impression`?"), "{}", run.messages);
    let note = "<p class=\"outdated-note\">这张图现在读不懂，这里是上一次能读懂的内容</p>";
    let now = workspace.read("site-trainer/playbooks/my-first-map.html");
    assert!(now.contains(note) && !page.contains(note), "the page says that it shows the last readable state");
    let playbook = |page: &str| {
        let from = page.split("id=\"stage_unknown\"").nth(1).expect("a playbook");
        let until = from.find("<section class=\"findings-section\"").or(from.find("</main>"));
        from[..until.expect("an end")].trim_end().to_owned()
    };
    assert_eq!(playbook(&now), playbook(&page), "the playbook is the one of before");
    let start = workspace.read("site-trainer/index.html");
    assert!(start.contains("unknown-field") && start.contains("街角咖啡店"), "the start page lists it");
}

#[test]
fn gaps_do_not_keep_a_map_from_being_built_unless_it_is_asked_for() {
    let workspace = Workspace::with(&[(
        "maps/shop.yaml",
        "title: Shop\nstages:\n  customer:\n    contact:\n      - {id: a, name: Counter}\n",
    )]);
    let run = workspace.run(&["build"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(workspace.read("site-trainer/playbooks/shop.html").contains("Nobody has thought of this cell yet"));
    assert_eq!(workspace.run(&["build", "--strict"]).code, 1);
}

#[test]
fn what_is_written_of_a_waived_stage_stands_on_the_page_of_its_map() {
    let map = "\
title: A shop
stages:
  prospect: {not_applicable: Whoever comes in buys}
  customer:
    contact: [{id: counter, name: The counter}]
  departing:
    not_applicable: Nobody leaves a village shop for good
    focus: [Keep in touch]
    guide: {when: {mainstream: When they complain, innovative: A week before they would}}
";
    let workspace = Workspace::with(&[("maps/shop.yaml", map)]);
    assert_eq!(workspace.run(&["build"]).code, 0);
    let page = workspace.read("site/maps/shop.html");
    for written in ["Nobody leaves", "Keep in touch", "When they complain", "A week before they would"] {
        assert!(page.contains(written), "`{written}` was written, and is on no page");
    }
    let head = |stage| format!("<th class=\"stage-head stage-{stage}\" scope=\"col\">");
    assert!(page.contains(&head("departing")), "the guide has a column for the waived stage that it speaks of");
    assert!(!page.contains(&head("prospect")), "the guide has none for the one of which nothing is said");
}

#[test]
fn one_map_alone_leaves_the_other_pages_as_they_are() {
    let workspace = shipped();
    workspace.run(&["build"]);
    let mut before = files_below(&workspace.path().join("site"));
    before.retain(|(path, _)| path != RECORD);
    let map = workspace.read("maps/gold-card.yaml").replace("金卡热线", "金卡专线");
    workspace.write("maps/gold-card.yaml", map);
    assert_eq!(workspace.run(&["build", "--map", "gold-card"]).code, 0);
    let after = files_below(&workspace.path().join("site"));
    let changed: Vec<&str> =
        after.iter().filter(|file| !before.contains(file)).map(|(path, _)| path.as_str()).collect();
    assert!(!changed.is_empty() && changed.iter().all(|path| path.contains("gold-card")), "{changed:?}");
    assert_eq!(before.len(), after.len());
}

/// The smallest picture of pixels.
const DOT: &[u8] = b"\x89PNG\r\n\x1a\n and the rest";

#[test]
fn a_workspace_can_make_the_pages_its_own() {
    let workspace = Workspace::coffee_shop();
    let config = workspace.read("motmap.yaml");
    let brand = "brand:\n  name: {zh: 街角, en: The <Corner>}\n  logo: art/logo.svg\n  accent: \"#7a3b00\"\n  footer: 版权所有\n";
    workspace.write("motmap.yaml", format!("{config}\n{brand}"));
    workspace.write("art/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let run = workspace.run(&["build", "--strict", "--single-file"]);
    assert_eq!(run.code, 0, "{run:?}");
    let page = workspace.read("site/en/maps/my-first-map.html");
    for shown in ["src=\"../../assets/logo.svg\"", "The &lt;Corner&gt;", "版权所有", "--link: #7a3b00"] {
        assert!(page.contains(shown), "the page should show {shown}");
    }
    assert!(workspace.read("site/assets/logo.svg").starts_with("<svg"));
    let alone = workspace.read("site/single/my-first-map.html");
    assert!(alone.contains("src=\"data:image/svg+xml;base64,PHN2Zy"), "a page that stands alone carries the logo");
    workspace.write("motmap.yaml", format!("{config}\nbrand: {{logo: dot.png}}\n"));
    workspace.write("dot.png", DOT);
    assert_eq!(workspace.run(&["build", "--strict"]).code, 0);
    assert!(workspace.path().join("site/assets/logo.png").is_file());
    assert!(!workspace.path().join("site/assets/logo.svg").exists(), "the old logo goes");
}

#[test]
fn a_brand_that_cannot_be_used_says_why() {
    let workspace = Workspace::coffee_shop();
    let config = workspace.read("motmap.yaml");
    workspace.write("art/liar.svg", DOT);
    workspace.write("art/huge.svg", format!("<svg>{}</svg>", " ".repeat(300_000)));
    for (brand, wanted) in [
        ("accent: \"#ffcc00\"", "words in `#ffcc00` can hardly be read"),
        ("accent: red", "`red` is not a colour"),
        ("logo: nowhere.svg", "there is no picture `nowhere.svg`"),
        ("logo: ../outside.svg", "there is no picture `../outside.svg`"),
        ("logo: art/liar.svg", "is not the picture that its ending says"),
        ("logo: art/huge.svg", "is too large"),
        ("colour: red", "unknown-field"),
    ] {
        workspace.write("motmap.yaml", format!("{config}\nbrand:\n  {brand}\n"));
        let run = workspace.run(&["check"]);
        assert_eq!(run.code, 1, "{brand}: {run:?}");
        assert!(run.out.contains(wanted), "`{brand}` should be answered with `{wanted}`: {}", run.out);
    }
}

/// What drawing programs write, and what a logo may hold.
const HARMLESS_PICTURES: &[(&str, &str)] = &[
    (
        "a drawing",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>街角</title><path d='M0 0h9v9z' fill='#a52a21'/></svg>",
    ),
    (
        "a style for dark screens, a gradient, a part used twice",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><style>.a{fill:#123}@media \
         (prefers-color-scheme: dark){.a{fill:url( '#g' )}}</style><defs><linearGradient id='g'><stop offset='0'/>\
         </linearGradient><g id='p'><rect class='a' width='4' height='4'/></g></defs><use href='#p'/><use \
         xlink:href='#p' x='5' style='fill:url(#g)'/></svg>",
    ),
    (
        "a drawing program's notes",
        "<?xml version='1.0' encoding='UTF-8' standalone='no'?>\n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' \
         'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\n<!-- Made by hand -->\n<svg \
         xmlns='http://www.w3.org/2000/svg' xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' \
         xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' \
         xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:cc='http://creativecommons.org/ns#' \
         inkscape:export-filename='/home/a.png' xml:space='preserve' version='1.1'><sodipodi:namedview pagecolor='#fff'/>\
         <metadata><rdf:RDF><cc:Work rdf:about='http://example.com/'/></rdf:RDF></metadata><g \
         inkscape:label='Layer 1'><path d='M0 0h9'/></g></svg>",
    ),
    (
        "a picture of pixels inside, and a font named by escapes",
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='data:image/png;base64,iVBORw0KGgo='/><text \
         font-family='\\5FAE\\8F6F\\96C5\\9ED1'>角</text></svg>",
    ),
];

/// What runs, loads or leads somewhere, with what the finding says of it.
const HARMFUL_PICTURES: &[(&str, &str)] = &[
    ("<script>alert(1)</script>", "an element `script` (art/logo.svg:2:1)"),
    ("<g>\n <path onclick='alert(1)'/></g>", "an attribute `onclick` (art/logo.svg:3:2)"),
    ("<g ONLOAD='alert(1)'/>", "an attribute `ONLOAD`"),
    ("<a href='javascript:alert(1)'><path/></a>", "an element `a`"),
    ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>", "an element `foreignObject`"),
    ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>", "an element `script`"),
    (
        "<metadata><x xmlns='http://purl.org/dc/'><script xmlns='http://www.w3.org/2000/svg'/></x></metadata>",
        "an element `script`",
    ),
    ("<set attributeName='href' to='javascript:alert(1)'/>", "an element `set`"),
    ("<animate attributeName='href' values='javascript:alert(1)'/>", "an element `animate`"),
    ("<use href='https://example.com/x.svg#a'/>", "its `use` leads out"),
    ("<use xlink:href='data:image/svg+xml,x#a'/>", "its `use` leads out"),
    ("<image href='http://example.com/beacon.png'/>", "its `image` leads out"),
    ("<image href='//example.com/beacon.png'/>", "its `image` leads out"),
    ("<image href='data:image/svg+xml;base64,AAAA'/>", "its `image` leads out"),
    ("<feImage href='http://example.com/beacon.png'/>", "an element `feImage`"),
    ("<style>@import 'http://example.com/x.css';</style>", "its style loads"),
    ("<style>@\\69mport 'http://example.com/x.css';</style>", "its style loads"),
    ("<style>@font-face{font-family:x;src:url(http://example.com/x)}</style>", "its style loads"),
    ("<style><![CDATA[.a{fill:url(http://example.com/x)}]]></style>", "its style loads"),
    ("<rect style='fill:URL( &quot;http://example.com/x&quot;)'/>", "an attribute `style`"),
    ("<rect fill='u\\72l(http://example.com/x)'/>", "an attribute `fill`"),
    ("<rect cursor='image-set(&quot;http://example.com/x&quot; 1x)'/>", "an attribute `cursor`"),
    ("<g xml:base='http://example.com/'/>", "an attribute `base`"),
    ("<g ev:event='x' xmlns:ev='http://www.w3.org/2001/xml-events'/>", "an attribute `event`"),
    ("<?xml-stylesheet href='http://example.com/x.css'?>", "an instruction `<?xml-stylesheet`"),
    ("<g>", "not well-formed XML"),
    ("&nbsp;", "not well-formed XML"),
];

#[test]
fn a_logo_that_only_shows_something_is_published_as_it_is() {
    let workspace = Workspace::coffee_shop();
    workspace.write("motmap.yaml", workspace.read("motmap.yaml") + "brand: {logo: art/logo.svg}\n");
    for (what, picture) in HARMLESS_PICTURES {
        workspace.write("art/logo.svg", picture);
        let run = workspace.run(&["build", "--strict"]);
        assert_eq!(run.code, 0, "{what}: {run:?}");
        assert_eq!(workspace.read("site/assets/logo.svg"), *picture, "{what}");
    }
}

#[test]
fn a_logo_that_runs_or_loads_something_is_not_published_and_the_place_is_told() {
    let workspace = Workspace::coffee_shop();
    workspace.write("motmap.yaml", workspace.read("motmap.yaml") + "brand: {logo: art/logo.svg}\n");
    let head = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>\n";
    let inside = HARMFUL_PICTURES.iter().map(|(inside, wanted)| (format!("{head}{inside}</svg>"), *wanted));
    let whole = [
        ("<html><body><svg/><script>alert(1)</script></body></html>", "no `svg` (art/logo.svg:1:1)"),
        ("<!doctype html><svg onload=alert(1)>", "not well-formed XML"),
        ("<svg><script>alert(1)</script></svg>", "no `svg`"),
        (
            "<?xml version='1.0' encoding='ISO-2022-JP'?><svg xmlns='http://www.w3.org/2000/svg'/>",
            "not written in UTF-8",
        ),
        (
            "<!DOCTYPE svg [<!ENTITY x 'y'>]>\n<svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>",
            "declares entities or attributes",
        ),
        (
            "<!-- <!DOCTYPE a> --><!DOCTYPE svg [<!ATTLIST svg onload CDATA 'alert(1)'>]>\n<svg xmlns='http://www.w3.org/2000/svg'/>",
            "declares entities or attributes",
        ),
        (
            "<!DOCTYPE svg SYSTEM 'a>b' [<!ATTLIST svg onload CDATA 'alert(1)'>]>\n<svg xmlns='http://www.w3.org/2000/svg'/>",
            "declares entities or attributes",
        ),
        ("<?xml-stylesheet href='x.xsl'?><svg xmlns='http://www.w3.org/2000/svg'/>", "an instruction"),
    ];
    for (picture, wanted) in inside.chain(whole.map(|(picture, wanted)| (picture.to_owned(), wanted))) {
        workspace.write("art/logo.svg", &picture);
        let run = workspace.run(&["--lang", "en", "build"]);
        assert!(run.messages.contains("motmap.yaml:") && run.messages.contains(wanted), "{picture}: {run:?}");
        assert!(!workspace.path().join("site/assets/logo.svg").exists(), "it is published: {picture}");
    }
    // However deep, it is answered.
    workspace.write("art/logo.svg", format!("{head}{}{}</svg>", "<g>".repeat(20_000), "</g>".repeat(20_000)));
    let run = workspace.run(&["check"]);
    assert!(matches!(run.code, 0 | 1), "{run:?}");
}

#[test]
fn a_style_or_a_script_of_ones_own_ends_no_page_that_carries_it() {
    let workspace = Workspace::coffee_shop();
    workspace.write("templates/style.css", "p::before { content: '</style><i id=out>' }");
    workspace.write("templates/site.js", "const one = '</script><i id=out>', two = '<!--<script>';");
    assert_eq!(workspace.run(&["build", "--single-file"]).code, 0);
    let page = workspace.read("site/single/my-first-map.html");
    assert!(
        !page.contains("<i id=out>") || !page.contains("</style><i") && !page.contains("</script><i"),
        "it ends early"
    );
    assert!(!page.contains("<!--"), "a comment that opens in a script keeps its end tag from ending it");
}

#[test]
fn a_map_can_be_built_as_one_file_which_goes_when_it_is_no_longer_asked_for() {
    let workspace = Workspace::coffee_shop();
    let run = workspace.run(&["build", "--single-file"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.messages.contains("One file: site/single/my-first-map.html, "), "{}", run.messages);
    assert!(run.messages.contains(" kB."), "it says the size: {}", run.messages);
    assert!(workspace.read("site/single/my-first-map.html").contains("MOTMAP_SEARCH"));
    assert!(workspace.read("site/index.html").contains("my-first-map.html"), "the site is there as well");
    workspace.run(&["build"]);
    assert!(!workspace.path().join("site/single").exists());
}

#[test]
fn each_edition_has_a_folder_of_its_own() {
    let workspace = Workspace::coffee_shop();
    let is_there = |path: &str| workspace.path().join(path).exists();
    assert_eq!(workspace.run(&["build", "--out", "public"]).code, 0);
    assert!(
        is_there("public/index.html") && is_there("public-trainer/trainer/to-do.html"),
        "the second lies beside it"
    );
    assert_eq!(workspace.run(&["build", "--out", "a", "--trainer-out", "b"]).code, 0);
    assert!(is_there("a/index.html") && is_there("b/trainer/index.html") && !is_there("a-trainer"));
    assert_eq!(workspace.run(&["build", "--out", "alone", "--readers-only"]).code, 0);
    assert!(is_there("alone/index.html") && !is_there("alone-trainer"));
    for (out, trainers) in [("c", "c"), ("c", "c/trainers"), ("d/readers", "d")] {
        let run = workspace.run(&["build", "--out", out, "--trainer-out", trainers]);
        assert!(run.code == 2 && run.messages.contains("--trainer-out"), "{trainers} beside {out}: {run:?}");
        assert!(!is_there("c") && !is_there("d"), "nothing is written");
    }
}

#[test]
fn the_trainers_pages_of_an_earlier_version_go_from_the_readers_folder() {
    let workspace = Workspace::coffee_shop();
    workspace.run(&["build"]);
    let list = workspace.read("site/.motmap-manifest.json");
    let of_before = "\"files\": {\n\"trainer/index.html\": null,\n\"trainer/.motmap-readable/my-first-map.yaml\": \"my-first-map\",";
    workspace.write("site/.motmap-manifest.json", list.replace("\"files\": {", of_before));
    workspace.write("site/trainer/index.html", "of before");
    workspace.write("site/trainer/.motmap-readable/my-first-map.yaml", "of before");
    assert_eq!(workspace.run(&["build"]).code, 0);
    assert!(!workspace.path().join("site/trainer").exists(), "readers still get the trainer's folder");
}

#[test]
fn a_draft_says_so_to_readers_once_with_its_version() {
    let map = "title: Shop\nstages:\n  customer:\n    contact:\n      - {id: a, name: Counter}\n";
    let workspace = Workspace::with(&[("motmap.yaml", "languages: [en]\n"), ("maps/shop.yaml", map)]);
    workspace.run(&["build"]);
    let pages = files_below(&workspace.path().join("site")).into_iter().filter(|(path, _)| path.ends_with(".html"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let told: Vec<(String, String)> = pages.map(|(path, bytes)| (path, text(&bytes))).collect();
    let drafts: Vec<&str> =
        told.iter().filter(|(_, page)| page.contains("draft-note\">")).map(|(path, _)| &**path).collect();
    assert_eq!(drafts, ["index.html"], "the start page alone says it");
    let version = workspace.read("site/maps/shop.html");
    let version = version.split("<dt>Version</dt><dd>").nth(1).and_then(|rest| rest.get(..6)).expect("its version");
    let note = format!("This is a draft. These maps are not finished: Shop (version {version}).");
    assert!(workspace.read("site/index.html").contains(&note), "{}", workspace.read("site/index.html"));
    let shipped = shipped();
    shipped.run(&["build"]);
    assert!(!shipped.read("site/index.html").contains("draft-note\">"), "the shipped maps are finished");
}

#[test]
fn what_is_for_the_trainer_stays_in_the_trainers_edition() {
    let workspace = shipped();
    workspace.run(&["build"]);
    let case = workspace.read("maps/cases/lounge-card-number.md");
    let secret = case
        .split("listen_for: ")
        .nth(1)
        .and_then(|rest| rest.split(['\n', '}', '"']).find(|part| part.chars().count() > 5));
    let secret = secret.expect("the case says what to listen for").trim();
    let shown_in = |folder: &str| {
        let files = files_below(&workspace.path().join(folder)).into_iter();
        let shows = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(secret);
        files.filter(|(_, bytes)| shows(bytes)).map(|(path, _)| path).collect::<Vec<String>>()
    };
    assert_eq!(shown_in("site"), [""; 0], "readers get `{secret}`");
    assert_ne!(shown_in("site-trainer"), [""; 0], "trainers do not get `{secret}`");
}

/// A workspace in which every field of the format is filled in, and the fields that hold a text of people's, in order.
fn filled_with(text: &str) -> (Workspace, Vec<String>) {
    let workspace = Workspace::empty();
    let mut fields = Vec::new();
    let mut file = |what: &str| {
        let schema = workspace.run(&["schema", what]).out;
        let schema = serde_json::from_str(&schema).expect("a schema is JSON");
        serde_json::to_string_pretty(&Writer::new(&schema, text, &mut fields).file(what)).expect("plain data")
    };
    // YAML reads JSON.
    let (config, map, case) = (file("workspace"), file("map"), file("case"));
    workspace.write("motmap.yaml", config);
    workspace.write("maps/map.yaml", map);
    let mut case = format!("---\n{case}\n---\n");
    for part in 1..=6 {
        fields.push(format!("case, heading {part}"));
        case += &format!("## {part} {text} {}\n\n", mark(fields.len() - 1));
        fields.push(format!("case, part {part}"));
        case += &format!("{text} {}\n\n", mark(fields.len() - 1));
    }
    workspace.write("maps/cases/case.md", case);
    (workspace, fields)
}

/// Every kind of element on a page with the names of its attributes: `a class href`. What is in a style or a script is not
/// looked at.
fn elements(page: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let name: String = rest.chars().take_while(|char| char.is_ascii_alphanumeric() || *char == '!').collect();
        if name.is_empty() {
            continue;
        }
        rest = &rest[name.len()..];
        let mut names = BTreeSet::new();
        while let Some(at) = rest.find(['>', '"', '=']) {
            let (before, after) = (rest[..at].trim(), &rest[at + 1..]);
            match rest.as_bytes()[at] {
                b'>' => {
                    names.extend(before.split_whitespace().map(str::to_owned));
                    rest = after;
                    break;
                }
                b'=' => {
                    names.extend(before.split_whitespace().map(str::to_owned));
                    rest = after;
                }
                _ => rest = after.split_once('"').map_or("", |(_, after)| after),
            }
        }
        for raw in ["style", "script"] {
            if name == raw {
                rest = rest.split_once(&format!("</{raw}")).map_or("", |(_, after)| after);
            }
        }
        found.insert(format!("{name} {}", names.into_iter().collect::<Vec<_>>().join(" ")));
    }
    found
}

#[test]
fn whatever_is_written_in_any_field_of_the_format_is_text_on_every_page() {
    const HOSTILE: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 6 }} {% if %} </style> --> \
                           [x](javascript:alert(3)) ![p](https://a.example/p.png) <!-- <a href=x>y</a> ]]>";
    let pages = |text: &str| -> (BTreeMap<String, String>, Vec<String>) {
        let (workspace, fields) = filled_with(text);
        let run = workspace.run(&["build", "--single-file"]);
        assert!(run.code != 2, "{run:?}");
        let check = workspace.run(&["check", "--format", "short"]);
        let errors: Vec<&str> = check.out.lines().filter(|line| line.contains(": error[")).collect();
        assert_eq!(errors, [""; 0], "the schemas describe what can be read");
        let files = files_below(&workspace.path().join("site-trainer")).into_iter();
        let pages = files.filter(|(path, _)| path.ends_with(".html"));
        (pages.map(|(path, page)| (path, String::from_utf8(page).expect("UTF-8"))).collect(), fields)
    };
    let (harmless, _) = pages("harmless");
    let (hostile, fields) = pages(HOSTILE);
    assert!(fields.len() > 100, "the schemas have more texts than {}", fields.len());
    assert_eq!(harmless.keys().collect::<Vec<_>>(), hostile.keys().collect::<Vec<_>>(), "the pages are the same");
    for (path, page) in &hostile {
        let more: Vec<String> = elements(page).difference(&elements(&harmless[path])).cloned().collect();
        assert_eq!(more, [""; 0], "on {path} a text has become markup");
        assert!(!page.contains("href=\"javascript:"), "{path} has a link that runs");
        assert!(!page.contains(" 42 {%"), "on {path} a text has become a template");
    }
    for (number, field) in fields.iter().enumerate() {
        let shown = hostile.values().any(|page| page.contains(&mark(number)));
        assert!(shown, "what is written in {field} stands on no page");
    }
}

#[test]
fn a_file_of_words_makes_the_site_in_another_language_too() {
    let workspace = Workspace::coffee_shop();
    let config = workspace.read("motmap.yaml").replace("[zh, en]", "[zh, en, fr]");
    workspace.write("motmap.yaml", config);
    let words = "name: Français\nterms:\n  stages: {customer: Client acquis}\nwords: {grid: La grille}\n";
    workspace.write("templates/locales/fr.yaml", words);
    workspace.write("maps/gaps.yaml", "title: 空图\nstages: {}\n");
    let run = workspace.run(&["build"]);
    assert!(run.code != 2 && !run.messages.contains("template-error"), "{run:?}");
    let page = workspace.read("site/fr/maps/my-first-map.html");
    for wanted in
        ["<html lang=\"fr\">", "La grille", "Client acquis", "hreflang=\"zh\">中文</a>", "lang=\"fr\">Français"]
    {
        assert!(page.contains(wanted), "the French page should hold {wanted}");
    }
    assert!(workspace.read("site/maps/my-first-map.html").contains("hreflang=\"fr\">Français</a>"));
    let findings = workspace.read("site-trainer/fr/maps/gaps.html");
    assert!(findings.contains("<span lang=\"en\">"), "its findings are marked as English: {findings}");
}

#[test]
fn a_template_that_extends_the_built_in_one_changes_one_block_of_a_built_site() {
    let workspace = Workspace::coffee_shop();
    workspace.run(&["build"]);
    let before = workspace.read("site/maps/my-first-map.html");
    workspace.write(
        "templates/map.html",
        "{% extends \"builtin/map.html\" %}\n{% block journey %}<p>{{ page.coverage }} · {{ t[\"grid\"] }} · \
         {{ frame.site }}</p>{% endblock %}\n",
    );
    let run = workspace.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{run:?}");
    let page = workspace.read("site/maps/my-first-map.html");
    let (head, rest) = before.split_once("<section aria-labelledby=\"journey_\">").expect("the journey");
    let (_, tail) = rest.split_once("</section>").expect("its end");
    assert!(page.starts_with(head), "all before the block is as it was");
    assert!(page.trim_end().ends_with(tail.trim()), "all after the block is as it was");
    assert!(page.contains(" · 总体布局 · 我们的关键时刻</p>"), "the block has what the README promises it");
}

/// What a run found, as its last counts tell: `1 error, 2 warnings`.
fn counts(told: &str) -> &str {
    let line = told.lines().find(|line| line.contains(" cells covered")).expect("what was found is counted");
    line.rsplit_once(": ").expect("counts").1.trim_end_matches(". `motmap check` shows each.").trim_end_matches('.')
}

#[test]
fn check_and_a_strict_build_find_the_same() {
    let fails_when_filled = "{% extends \"builtin/map.html\" %}{% block main %}{{ nope.nope }}{% endblock %}";
    let locale = "words: {site: [}\n";
    for (files, errors) in [
        (&[][..], "no findings"),
        (&[("templates/map.html", fails_when_filled)], "1 error, 0 warnings"),
        (&[("templates/map.html", "{% if %}")], "1 error, 0 warnings"),
        (&[("templates/index.html", "{% include \"nowhere.html\" %}")], "1 error, 0 warnings"),
        (&[("templates/sheet.html", "{{ 1 | nope }}"), ("maps/b.yaml", "titel: B\n")], "2 errors, 0 warnings"),
        (&[("templates/locales/zh.yaml", locale)], "1 error, 0 warnings"),
        (&[("templates/style.css", "body { color: {{ nope.nope }} }")], "no findings"),
        (&[("templates/unused.html", fails_when_filled)], "no findings"),
    ] {
        let workspace = Workspace::coffee_shop();
        for (path, text) in files {
            workspace.write(path, text);
        }
        let check = workspace.run(&["check"]);
        assert!(!workspace.path().join("site").exists(), "check writes nothing");
        let build = workspace.run(&["build", "--strict"]);
        assert_eq!(counts(&check.out), counts(&build.messages), "{files:?}:\n{}\n{}", check.out, build.messages);
        assert_eq!(check.code, build.code, "{files:?}");
        assert_eq!(counts(&check.out), errors, "{files:?}: {}", check.out);
    }
}

#[test]
fn check_says_where_a_template_fails_when_it_is_filled() {
    let workspace = Workspace::coffee_shop();
    workspace.write(
        "templates/map.html",
        "{% extends \"builtin/map.html\" %}\n{% block main %}{{ nope.nope }}{% endblock %}",
    );
    let found = workspace.run(&["check", "--format", "short"]).out;
    assert!(found.starts_with("templates/map.html:2:20: error[template-error]"), "{found}");
    let elsewhere = workspace.run(&["check", "--format", "short", "maps"]).out;
    assert_eq!(elsewhere, "", "it is no finding in the maps");
    assert_eq!(workspace.run(&["check", "--only", "empty-cell"]).code, 0, "it is no finding of another rule");
}
