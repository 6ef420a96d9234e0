//! The templates and locales themselves: what every one of them keeps to.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use motmap::testing::locale::Locale;
use motmap::testing::model::{Phase, Stage};
use motmap::words::Lang;

fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                let text = fs::read_to_string(&path).expect("a text file");
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

fn keys(lang: Lang) -> BTreeSet<&'static str> {
    Locale::built_in(lang).words.keys().map(String::as_str).collect()
}

#[test]
fn every_locale_has_the_same_keys() {
    let english = keys(Lang::En);
    for lang in Lang::ALL {
        let keys = keys(lang);
        let missing: Vec<_> = english.difference(&keys).collect();
        let extra: Vec<_> = keys.difference(&english).collect();
        assert!(missing.is_empty(), "{}.yaml lacks the words {missing:?}", lang.tag());
        assert!(extra.is_empty(), "{}.yaml has words that en.yaml lacks: {extra:?}", lang.tag());
        let (here, there) = (&Locale::built_in(lang).terms, &Locale::built_in(Lang::En).terms);
        for (list, terms) in there {
            let ours: Vec<_> = here.get(list).into_iter().flat_map(|terms| terms.keys()).collect();
            assert_eq!(ours, terms.keys().collect::<Vec<_>>(), "the terms `{list}` of {}.yaml", lang.tag());
        }
        let points = |lang| Locale::built_in(lang).lists.iter().map(|(key, points)| (key, points.len()));
        assert!(points(lang).eq(points(Lang::En)), "the lists of {}.yaml are not those of en.yaml", lang.tag());
    }
}

#[test]
fn every_word_has_the_same_holes_in_every_language() {
    let holes = |text: &str| -> BTreeSet<String> {
        text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
    };
    for (key, english) in &Locale::built_in(Lang::En).words {
        for lang in Lang::ALL {
            let word = Locale::built_in(lang).word(key);
            assert_eq!(holes(word), holes(english), "the holes of `{key}` in {}.yaml", lang.tag());
        }
    }
}

#[test]
fn every_word_is_used() {
    let mut used: String = files("templates", "html").into_iter().map(|(_, text)| text).collect();
    used.extend(files("src", "rs").into_iter().map(|(_, text)| text));
    let idle: Vec<_> = keys(Lang::En).into_iter().filter(|key| !used.contains(&format!("\"{key}\""))).collect();
    assert!(idle.is_empty(), "no template and no code says {idle:?}: delete them from the locales");
}

#[test]
fn every_word_that_a_template_asks_for_exists() {
    for (path, text) in files("templates", "html") {
        for key in text.split("t[\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(keys(Lang::En).contains(key), "{} asks for the word {key:?}", path.display());
        }
    }
}

/// The view structs, as their source declares them: name, what it is, and each field with what it is.
fn views() -> String {
    let mut tables = String::new();
    for (path, text) in files("src/render", "rs") {
        let mut declared = text.split("#[derive(Serialize").skip(1).peekable();
        if declared.peek().is_none() {
            continue;
        }
        let before: Vec<&str> = text.split("#[derive(Serialize").collect();
        for (index, struct_text) in declared.enumerate() {
            let Some((head, body)) = struct_text.split_once(" {\n") else { continue };
            let Some(name) = head.split("struct ").nth(1).filter(|name| !name.contains('(')) else { continue };
            let about = comment(before[index].lines().rev().take_while(|line| line.starts_with("///")));
            let about = if about.is_empty() { about } else { format!("{about}\n\n") };
            tables.push_str(&format!("\n### {name}\n\n{about}| field | type | |\n|---|---|---|\n"));
            let mut said: Vec<&str> = Vec::new();
            for line in body.split("\n}").next().unwrap_or_default().lines().map(str::trim) {
                if line.starts_with("///") {
                    said.insert(0, line);
                } else if let Some((field, kind)) = line.trim_end_matches(',').split_once(": ") {
                    let field = field.rsplit(' ').next().unwrap_or(field);
                    let what = comment(said.drain(..));
                    tables.push_str(&format!("| `{field}` | {} | {what} |\n", plain_type(kind)));
                }
            }
        }
        assert!(!tables.is_empty(), "{} declares views", path.display());
    }
    tables
}

/// The lines of a doc comment, the last one first, as one sentence.
fn comment<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    let mut lines: Vec<&str> = lines.map(|line| line.trim_start_matches('/').trim()).collect();
    lines.reverse();
    lines.join(" ")
}

/// A type as somebody who writes a template needs to know it.
fn plain_type(kind: &str) -> String {
    let inner = |wrapper: &str| kind.strip_prefix(wrapper).and_then(|rest| rest.strip_suffix('>'));
    if let Some(item) = inner("Vec<") {
        return format!("list of {}", plain_type(item));
    }
    if let Some(item) = inner("Option<") {
        return format!("{} or none", plain_type(item));
    }
    match kind {
        "String" | "&'static str" | "char" | "Html" => "text".to_owned(),
        "usize" | "u32" | "u64" => "number".to_owned(),
        "bool" => "for `if` alone".to_owned(),
        "Coverage" => "`covered`, `waived`, `gap` or `unreadable`".to_owned(),
        view => format!("[{view}](#{})", view.to_lowercase()),
    }
}

/// The rows of the pages: each template with what it shows, its blocks and its view, as the view's source says.
fn pages() -> String {
    let mut rows = Vec::new();
    for (path, text) in files("src/render", "rs") {
        for (before, after) in text.match_indices("impl PageView for ").map(|(at, _)| text.split_at(at)) {
            let view = after.split_whitespace().nth(3).expect("the name of a view");
            let template = after.split('"').nth(1).unwrap_or_else(|| panic!("{} names a template", path.display()));
            let declared = before.find(&format!("struct {view} ")).expect("a view stands before its template");
            let about = before[..declared].lines().rev().skip(1).find_map(|line| line.strip_prefix("/// "));
            let about = about.unwrap_or_else(|| panic!("{view} says in one line what its page shows"));
            rows.push(format!(
                "| `{template}` | {about} | {} | [{view}](#{}) |\n",
                blocks(template),
                view.to_lowercase()
            ));
        }
    }
    rows.sort();
    rows.concat()
}

/// The blocks of a template that no other has.
fn blocks(template: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(template);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let named = text.split("{% block ").skip(1).filter_map(|rest| rest.split(' ').next());
    let own = named.filter(|block| !["kind", "head", "main"].contains(block));
    own.map(|block| format!("`{block}`")).collect::<Vec<_>>().join(", ")
}

/// With `MOTMAP_UPDATE_DOCS` set the tables are written anew.
#[test]
fn what_a_template_is_given_is_written_down() {
    const BEFORE_PAGES: &str = "|---|---|---|---|\n";
    const AFTER_PAGES: &str = "<!-- end of pages -->\n";
    const BEFORE_VIEWS: &str = "<!-- views -->\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/README.md");
    let readme = fs::read_to_string(&path).expect("the templates have their README");
    let (start, rest) = readme.split_once(BEFORE_PAGES).expect("a table of pages");
    let (_, rest) = rest.split_once(AFTER_PAGES).expect("a mark after the table of pages");
    let (others, _) = rest.split_once(BEFORE_VIEWS).expect("a mark before the views");
    let current = format!("{start}{BEFORE_PAGES}{}{AFTER_PAGES}{others}{BEFORE_VIEWS}{}", pages(), views());
    if std::env::var_os("MOTMAP_UPDATE_DOCS").is_some() {
        // The templates are embedded: writing one means compiling the program again.
        if readme != current {
            fs::write(&path, current).expect("the README can be written");
        }
        return;
    }
    assert!(readme == current, "templates/README.md is behind the views: run this test with MOTMAP_UPDATE_DOCS=1");
    // What lies in a folder of its own, as the preview's answers do, is no template of a site.
    let top = path.parent();
    for (path, _) in files("templates", "html").iter().filter(|(path, _)| path.parent() == top) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        assert!(readme.contains(&format!("`{name}`")), "templates/README.md does not mention {name}");
    }
}

#[test]
fn templates_place_and_never_decide_what_is_safe_or_which_stage_it_is() {
    for (path, text) in files("templates", "html") {
        let path = path.display();
        let dense: String = text.split_whitespace().collect();
        assert!(!dense.contains("|safe"), "{path}: safe HTML is made in Rust, from Markdown and drawings alone");
        assert!(!dense.contains("autoescape"), "{path}: escaping is not a template's to turn off");
        for id in Stage::IDS.iter().chain(&Phase::IDS) {
            assert!(!dense.contains(&format!("==\"{id}\"")), "{path} asks for `{id}`: rows and words come from Rust");
        }
    }
}
