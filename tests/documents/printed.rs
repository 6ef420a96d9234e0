//! A document as the program would have it: what commands print, and the list of rules.

use std::fmt::Write as _;
use std::io::Read;
use std::process::{Command, Stdio};

use motmap::testing::checks;
use motmap::testing::load::fields::GROUPS;
use motmap::testing::load::reference::{FieldEntry, entries_of};
use motmap::testing::rule::Group;
use motmap::words::Lang;

use crate::document::{Block, Document};
use crate::workspace::Workspace;

/// The text of a document with what the program really prints.
pub fn as_printed(document: &Document) -> String {
    let folder = Workspace::empty();
    let lines: Vec<&str> = document.text.split_inclusive('\n').collect();
    let (mut printed, mut copied) = (String::new(), 0);
    for block in &document.blocks {
        if let Some(file) = block.file() {
            folder.write(file, &block.text);
        }
        if block.language == "console" {
            printed.extend(lines[copied..block.line].iter().copied());
            printed += &transcript(&folder, document, block);
            copied = block.line + block.text.lines().count();
        }
    }
    printed.extend(lines[copied..].iter().copied());
    let lang = if document.path.ends_with(".zh.md") { Lang::Zh } else { Lang::En };
    with_fields(&with_rule_list(&printed), lang)
}

/// The commands of a block, each with what it prints; `echo $?` prints the exit code of the command before it.
fn transcript(folder: &Workspace, document: &Document, block: &Block) -> String {
    let (mut printed, mut last_code) = (String::new(), 0);
    for command in block.text.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let _ = writeln!(printed, "$ {command}");
        if command == "echo $?" {
            let _ = writeln!(printed, "{last_code}");
            continue;
        }
        let arguments = command.strip_prefix("motmap ");
        let arguments = arguments.unwrap_or_else(|| panic!("{}: only motmap is run, not `{command}`", document.path));
        let (lines, code) = run(folder, document.locale(), arguments);
        printed += &lines;
        last_code = code;
    }
    printed
}

/// Runs `motmap` as in a terminal: results and messages appear in the order in which they are written.
fn run(folder: &Workspace, locale: &[(&str, &str)], arguments: &str) -> (String, i32) {
    let (mut reader, writer) = std::io::pipe().expect("a pipe");
    let mut command = Command::new(env!("CARGO_BIN_EXE_motmap"));
    for name in ["LANG", "LC_ALL", "LC_MESSAGES", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.envs(locale.iter().copied()).args(arguments.split_whitespace());
    command.current_dir(folder.path()).stdin(Stdio::null());
    command.stdout(writer.try_clone().expect("another writer")).stderr(writer);
    let mut child = command.spawn().expect("motmap runs");
    // The pipe ends when its last writer is gone, and the command holds two.
    drop(command);
    let mut printed = String::new();
    reader.read_to_string(&mut printed).expect("motmap prints UTF-8");
    (printed, child.wait().expect("motmap ends").code().expect("motmap ends by itself"))
}

/// The text with the program's list of rules, where it has such a list.
fn with_rule_list(text: &str) -> String {
    let [begin, end] = ["<!-- rules -->\n", "<!-- end of rules -->\n"];
    let Some((before, rest)) = text.split_once(begin) else { return text.to_owned() };
    let (_, after) = rest.split_once(end).expect("the list of rules has an end");
    let mut list = String::new();
    for group in Group::ALL {
        let title = group.title();
        let _ = write!(list, "\n### {} · {}\n\n", title.get(Lang::En), title.get(Lang::Zh));
        list += "| rule · 规则 | level · 级别 | finds | 报告什么 |\n|---|---|---|---|\n";
        for rule in checks::rules().filter(|rule| rule.group == group) {
            let [en, zh] = [Lang::En, Lang::Zh].map(|lang| rule.summary.get(lang));
            let _ = writeln!(list, "| `{}` | {} | {en} | {zh} |", rule.name, rule.level.id());
        }
    }
    format!("{before}{begin}{list}\n{end}{after}")
}

/// The text with the reference of the fields, where it has that.
fn with_fields(text: &str, lang: Lang) -> String {
    let [begin, end] = ["<!-- fields -->\n", "<!-- end of fields -->\n"];
    let Some((before, rest)) = text.split_once(begin) else { return text.to_owned() };
    let (_, after) = rest.split_once(end).expect("the reference of the fields has an end");
    let mut reference = String::new();
    for group in GROUPS {
        let title = group.title.get(lang);
        let _ = write!(reference, "\n## {title}\n\n");
        reference += match lang {
            Lang::En => "| field | in Chinese | what it is for | example | shows on |\n|---|---|---|---|---|\n",
            Lang::Zh => "| 字段 | 英文名 | 有什么用 | 例子 | 显示在 |\n|---|---|---|---|---|\n",
        };
        for entry in entries_of(group) {
            let (name, about, example) = (entry.name(lang), entry.about.get(lang), entry.row.example.get(lang));
            let other = if lang == Lang::En { entry.row.chinese } else { entry.row.name };
            let _ = writeln!(reference, "| `{name}` | `{other}` | {about} | `{example}` | {} |", shown_on(entry, lang));
        }
    }
    format!("{before}{begin}{reference}\n{end}{after}")
}

fn shown_on(entry: &FieldEntry, lang: Lang) -> String {
    let (comma, nowhere) = match lang {
        Lang::En => (", ", "no page"),
        Lang::Zh => ("、", "不显示"),
    };
    let places: Vec<&str> = entry.shows.iter().map(|place| place.title().get(lang)).collect();
    if places.is_empty() { nowhere.to_owned() } else { places.join(comma) }
}

/// Where the document first differs from what the program prints, and what to do about it.
pub fn first_difference(document: &Document, printed: &str) -> String {
    let same = document.text.lines().zip(printed.lines()).take_while(|(ours, theirs)| ours == theirs).count();
    let line_of = |text: &str| text.lines().nth(same).unwrap_or("(nothing more)").to_owned();
    format!(
        "{}:{}: the program prints something else\n  the document: {}\n  the program:  {}\n  \
         Mend it by hand, or run MOTMAP_UPDATE_DOCS=1 cargo test --test documents and read the difference.",
        document.path,
        same + 1,
        line_of(&document.text),
        line_of(printed),
    )
}
