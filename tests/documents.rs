//! The documents tell the truth: what they show is run, what they write is checked, what they name exists.
//!
//! | block of code | what becomes of it |
//! |---|---|
//! | `console` | each `$ motmap …` is run in a folder of the document's own, and must print what is shown |
//! | `yaml` that begins with `# a/path.yaml` | is written to that file of the folder, for the commands that follow |
//! | other `yaml` | is checked as a map, fields of one or touchpoints, with the document's `motmap.yaml` |
//! | `markdown` | is checked as a case or as a part of one |
//! | `jinja` | is checked as `templates/map.html` |
//! | `sh`, `make`, `ninja` | may only name commands and options that exist |
//!
//! With `MOTMAP_UPDATE_DOCS=1` the test writes what commands print, and the list of rules, into the documents.

#[path = "documents/document.rs"]
mod document;
#[path = "documents/example.rs"]
mod example;
#[path = "documents/printed.rs"]
mod printed;
mod workspace;

use std::collections::BTreeSet;
use std::fs;

use clap::error::ErrorKind;
use document::{Block, Document};
use motmap::testing::load::names::known_name;
use motmap::testing::load::reference::ENTRIES;
use motmap::words::Lang;
use workspace::repository;

/// Fails with all that is wrong, one a paragraph.
fn fail_with(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} to mend:\n\n{}\n", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn commands_print_what_is_shown() {
    let mut wrong = Vec::new();
    for document in Document::all() {
        let printed = printed::as_printed(&document);
        if printed == document.text {
            continue;
        }
        if std::env::var_os("MOTMAP_UPDATE_DOCS").is_some() {
            fs::write(repository(&document.path), printed).expect("a document can be written");
        } else {
            wrong.push(printed::first_difference(&document, &printed));
        }
    }
    fail_with(&wrong);
}

#[test]
fn examples_have_no_findings() {
    let mut wrong = Vec::new();
    for document in Document::all() {
        let mut config = "";
        for (number, block) in document.blocks.iter().enumerate() {
            if block.file() == Some("motmap.yaml") {
                config = &block.text;
            }
            let found = findings_in(block, &document.blocks[number..], config);
            if !found.is_empty() {
                wrong.push(format!("{}:{}: in this example:\n{}", document.path, block.line, found.join("\n")));
            }
        }
    }
    fail_with(&wrong);
}

/// What is wrong with an example; `rest` are the blocks of its document from this one on.
fn findings_in(block: &Block, rest: &[Block], config: &str) -> Vec<String> {
    match (block.language.as_str(), block.file()) {
        ("yaml", Some("motmap.yaml")) => example::findings_in_config(&block.text),
        ("yaml", Some(_)) if rest.iter().any(|later| later.language == "console") => Vec::new(),
        ("yaml", Some(file)) => vec![format!("no command follows that could read {file}")],
        ("yaml", None) => example::findings_in_map(config, &block.text),
        ("markdown", _) => example::findings_in_case(config, &block.text),
        ("jinja", _) => example::findings_in_template(config, &block.text),
        ("console" | "sh" | "make" | "ninja", _) => Vec::new(),
        (language, _) => vec![format!("the test knows no blocks of `{language}`")],
    }
}

/// Every document but that of the benchmarks, which have options of their own.
fn about_the_program() -> impl Iterator<Item = Document> {
    Document::all().into_iter().filter(|document| document.path != "benches/README.md")
}

#[test]
fn commands_and_options_that_are_named_exist() {
    let (mut wrong, options) = (Vec::new(), options());
    for document in about_the_program() {
        for (line, command) in commands(&document) {
            let parsed = motmap::cli::command(Lang::En).try_get_matches_from(command.split_whitespace());
            let kind = parsed.err().map(|error| error.kind());
            if let Some(ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand) = kind {
                wrong.push(format!("{}:{line}: there is no such command or option: `{command}`", document.path));
            }
        }
        for (line, code) in document.code.iter().filter(|(_, code)| is_option(code)) {
            let option = code.split([' ', '=']).next().unwrap_or_default();
            if !options.contains(option) {
                wrong.push(format!("{}:{line}: there is no option `{option}`", document.path));
            }
        }
    }
    fail_with(&wrong);
}

#[test]
fn every_command_and_option_is_named() {
    let code: Vec<String> = about_the_program().flat_map(|document| document.code).map(|(_, code)| code).collect();
    let program = motmap::cli::command(Lang::En);
    let commands = program.get_subcommands().map(|command| format!("motmap {}", command.get_name()));
    let is_forgotten = |name: &String| !code.iter().any(|code| code.contains(name.as_str()));
    let forgotten: Vec<String> = commands.chain(options()).filter(is_forgotten).collect();
    assert!(forgotten.is_empty(), "no document names {forgotten:?}; docs/teams.md lists all");
}

/// The commands in a document's lines, and in its blocks of scripts, each with the number of its line.
fn commands(document: &Document) -> Vec<(usize, String)> {
    let mut commands: Vec<(usize, String)> = document.code.clone();
    for block in document.blocks.iter().filter(|block| block.language != "console") {
        for (number, line) in block.text.lines().enumerate() {
            let command = line.find("motmap ").map(|at| (block.line + 1 + number, line[at..].to_owned()));
            commands.extend(command);
        }
    }
    commands.retain(|(_, command)| command.starts_with("motmap "));
    commands
}

fn is_option(code: &str) -> bool {
    code.strip_prefix("--").is_some_and(|name| name.starts_with(|first: char| first.is_ascii_lowercase()))
}

/// Every long option of the program, as it is typed.
fn options() -> BTreeSet<String> {
    fn collect(command: &clap::Command, options: &mut BTreeSet<String>) {
        options.extend(command.get_arguments().filter_map(|argument| Some(format!("--{}", argument.get_long()?))));
        command.get_subcommands().for_each(|below| collect(below, options));
    }
    let mut options = BTreeSet::new();
    collect(&motmap::cli::command(Lang::En), &mut options);
    options
}

#[test]
fn links_lead_somewhere_and_files_that_are_named_exist() {
    let mut wrong = Vec::new();
    for document in Document::all() {
        for (line, link) in document.links.iter().filter(|(_, link)| !link.contains("://")) {
            if !leads_somewhere(&document, link) {
                wrong.push(format!("{}:{line}: the link {link} leads nowhere", document.path));
            }
        }
        let of_the_source = ["src/", "tests/", "benches/", "fuzz/", ".ci/"];
        for (line, path) in document.code.iter().filter(|(_, code)| of_the_source.iter().any(|at| code.starts_with(at)))
        {
            if !repository(path).exists() {
                wrong.push(format!("{}:{line}: there is no {path}", document.path));
            }
        }
    }
    fail_with(&wrong);
}

fn leads_somewhere(document: &Document, link: &str) -> bool {
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let target = if file.is_empty() { document.path.clone() } else { format!("{}/{file}", document.folder()) };
    let has_anchor = || Document::read(&target).headings.iter().any(|(_, known)| known == anchor);
    repository(&target).exists() && (anchor.is_empty() || has_anchor())
}

#[test]
fn the_authors_guides_say_the_same_in_both_languages() {
    let [zh, en] = ["docs/authors.zh.md", "docs/authors.en.md"].map(Document::read);
    let levels = |guide: &Document| guide.headings.iter().map(|(level, _)| *level).collect::<Vec<_>>();
    assert_eq!(levels(&zh), levels(&en), "the guides have the same headings, Chinese first");
    assert_eq!(zh.blocks.len(), en.blocks.len(), "the guides have as many examples, Chinese first");
    for (zh, en) in zh.blocks.iter().zip(&en.blocks) {
        let places = format!("docs/authors.zh.md:{} and docs/authors.en.md:{}", zh.line, en.line);
        assert_eq!(zh.language, en.language, "{places} show the same");
        if zh.language == "yaml" {
            let (zh, en) = (fields(&zh.text), fields(&en.text));
            let differ = zh.iter().zip(&en).find(|(zh, en)| !is_same_field(zh, en));
            assert_eq!((zh.len(), differ), (en.len(), None), "{places} have the same fields");
        }
    }
}

/// Whether two names are of one field, in either language; ids are the author's own.
fn is_same_field(zh: &str, en: &str) -> bool {
    known_name(zh, &[en]).is_some() || known_name(en, &[zh]).is_some() || !is_name_of_format(en)
}

fn is_name_of_format(name: &str) -> bool {
    let words = ENTRIES.iter().flat_map(|entry| entry.words.iter().chain([&entry.row.name]));
    words.into_iter().any(|word| known_name(name, &[word]).is_some())
}

/// The fields of an example, in order.
fn fields(text: &str) -> Vec<&str> {
    let words = text.split([' ', '\n', '{', '[', ',']);
    words.filter_map(|word| word.strip_suffix(':')).filter(|name| !name.is_empty()).collect()
}
