//! `motmap explain`: the page of a rule, what there is to know of a field, or the list of all rules or of all fields.

use std::io;

use super::{Exit, Stop, Terminal};
use crate::checks;
use crate::cli::ExplainArgs;
use crate::failure::Failure;
use crate::load::fields::GROUPS;
use crate::load::names::{chinese_name, known_name};
use crate::load::reference::{self, FieldEntry};
use crate::load::synonyms::intended_name;
use crate::model::Audience;
use crate::phrase;
use crate::rule::{Group, Rule};
use crate::suggest::closest;
use crate::words;
use crate::words::{Lang, Phrase};

/// What to ask for to see all fields.
const ALL_FIELDS: Phrase = phrase!("fields", "字段");

pub(super) fn run(args: &ExplainArgs, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let Some(name) = args.name.as_deref().map(|name| name.trim_matches(['`', ':', '：'])) else {
        print_rules(terminal)?;
        return Ok(Exit::Clean);
    };
    let entries = reference::find(name);
    if let Some(rule) = checks::rule_named(name) {
        print_page(rule, terminal)?;
    } else if [ALL_FIELDS.en, ALL_FIELDS.zh].contains(&name) {
        print_fields(terminal)?;
    } else if entries.is_empty() {
        return Err(unknown(name).into());
    } else {
        print_entries(&entries, terminal)?;
    }
    Ok(Exit::Clean)
}

fn print_page(rule: &Rule, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let lang = terminal.lang();
    let (summary, page) = (rule.summary.get(lang), rule.page.get(lang).trim_end());
    writeln!(terminal.out, "# {} ({}): {summary}\n\n{page}", rule.name, rule.level.id())
}

fn print_rules(terminal: &mut Terminal<'_>) -> io::Result<()> {
    let lang = terminal.lang();
    for group in Group::ALL {
        writeln!(terminal.out, "{}", group.title().get(lang))?;
        checks::rules().filter(|rule| rule.group == group).try_for_each(|rule| print_rule(rule, terminal))?;
        writeln!(terminal.out)?;
    }
    let hint = words!(
        "`motmap explain RULE` shows the page of a rule, `motmap explain FIELD` what a field is for, \
         `motmap explain {}` all fields.",
        "`motmap explain 规则名` 显示一条规则的说明，`motmap explain 字段名` 说明一个字段，\
         `motmap explain {}` 列出所有字段。",
        ALL_FIELDS.en; ALL_FIELDS.zh
    );
    writeln!(terminal.out, "{}", hint.get(lang))
}

fn print_rule(rule: &Rule, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let (level, summary) = (rule.level.id(), rule.summary.get(terminal.lang()));
    writeln!(terminal.out, "  {:<26} {level:<8} {summary}", rule.name)
}

fn print_fields(terminal: &mut Terminal<'_>) -> io::Result<()> {
    let lang = terminal.lang();
    for group in GROUPS {
        writeln!(terminal.out, "{}", group.title.get(lang))?;
        for entry in reference::entries_of(group) {
            let (name, gloss) = (entry.name(lang), entry.gloss());
            match lang {
                Lang::En => writeln!(terminal.out, "  {name:<18} {}", gloss.en)?,
                // Letters of Chinese are two columns wide, which no padding knows.
                Lang::Zh => writeln!(terminal.out, "  {name}（{}）：{}", entry.row.name, gloss.zh)?,
            }
        }
        writeln!(terminal.out)?;
    }
    let hint = words!(
        "`motmap explain FIELD` tells more of one, with an example.",
        "`motmap explain 字段名` 详细说明一个字段，附有例子。"
    );
    writeln!(terminal.out, "{}", hint.get(lang))
}

/// All fields of a name, then the rules that look at fields of that name.
fn print_entries(entries: &[&'static FieldEntry], terminal: &mut Terminal<'_>) -> io::Result<()> {
    let lang = terminal.lang();
    for entry in entries {
        print_entry(entry, terminal)?;
    }
    let rules: Vec<&Rule> =
        checks::rules().filter(|rule| entries.iter().any(|entry| rule.names(entry.row.name))).collect();
    if rules.is_empty() {
        return Ok(());
    }
    writeln!(terminal.out, "{}", phrase!("Rules that look at it:", "相关的规则：").get(lang))?;
    rules.into_iter().try_for_each(|rule| print_rule(rule, terminal))
}

fn print_entry(entry: &FieldEntry, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let lang = terminal.lang();
    let (name, about, example) = (entry.name(lang), entry.about.get(lang), entry.row.example.get(lang));
    let heading = match lang {
        Lang::En => format!("# {name} ({})", entry.row.chinese),
        Lang::Zh => format!("# {name}（{}）", entry.row.name),
    };
    writeln!(terminal.out, "{heading}\n\n{about}\n\n    {example}\n")?;
    let words = entry.words.iter().map(|word| entry.word(word, lang)).collect::<Vec<_>>();
    let places = entry.shows.iter().map(|place| place.title().get(lang)).collect::<Vec<_>>();
    let facts = [
        (phrase!("Stands in", "写在"), entry.path(lang)),
        (phrase!("Words", "可以写"), words.join(comma(lang))),
        (phrase!("Read by", "谁会看到"), audience(entry.audience()).get(lang).to_owned()),
        (phrase!("Shows on", "显示在"), places.join(comma(lang))),
    ];
    for (title, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        writeln!(terminal.out, "{}{}{fact}", title.get(lang), phrase!(": ", "：").get(lang))?;
    }
    writeln!(terminal.out)
}

fn comma(lang: Lang) -> &'static str {
    phrase!(", ", "、").get(lang)
}

fn audience(audience: Audience) -> Phrase {
    match audience {
        Audience::Readers => phrase!("all readers", "所有读者"),
        Audience::Trainers => phrase!("trainers alone", "只有培训师"),
        Audience::Authors => phrase!("authors alone, in the file", "只有写图的人，在文件里"),
    }
}

/// The failure for a name of no rule and no field.
fn unknown(name: &str) -> Failure {
    let fields: Vec<&str> = reference::all_names().into_iter().collect();
    let field = intended_name(name, &fields);
    // Who asks in Chinese is answered with the Chinese name.
    let in_language = |field| match name.is_ascii() {
        true => field,
        false => chinese_name(known_name(field, &fields).unwrap_or(field), &[]).unwrap_or(field),
    };
    let near = closest(name, checks::rules().map(|rule| rule.name)).or_else(|| field.map(in_language));
    Failure::new(match near {
        Some(near) => words!(
            "there is no rule and no field `{name}`; did you mean `{near}`?",
            "没有叫 `{name}` 的规则或字段；是不是想写 `{near}`？"
        ),
        None => words!(
            "there is no rule and no field `{name}`; `motmap explain` lists the rules, `motmap explain {}` the fields",
            "没有叫 `{name}` 的规则或字段；`motmap explain` 会列出所有规则，`motmap explain {}` 会列出所有字段",
            ALL_FIELDS.en; ALL_FIELDS.zh
        ),
    })
}
