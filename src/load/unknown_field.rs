//! Findings for fields that the format does not know at their place, and for required ones that are missing.

use super::format_fields;
use super::names::{known_name, name_to_propose};
use super::reference::{self, FieldEntry};
use super::shorthand::person_from_pair;
use super::synonyms::by_meaning;
use super::tree::Entry;
use crate::diagnostic::Diagnostic;
use crate::rule::shape::{MISSING_FIELD, UNKNOWN_FIELD};
use crate::source::{Span, Spanned};
use crate::suggest::obvious_typo;
use crate::words;
use crate::words::Words;

/// The finding for a field that must be there.
pub fn missing_field(of: Span, field: &str) -> Diagnostic {
    MISSING_FIELD
        .at(of, words!("`{field}` is missing", "缺少 `{field}`"))
        .help(words!("add a line `{field}: ...`", "请加一行 `{field}: ...`"))
}

/// The finding for a field that the format does not know in the mapping at `of`, which has the fields `siblings`;
/// `intended` is the known field that its author meant, if that is clear.
pub fn unknown_field(
    key: &Spanned<String>,
    known: &'static [&'static str],
    intended: Option<&str>,
    of: Span,
    siblings: &[Entry],
) -> Diagnostic {
    let typed = key.value.as_str();
    let finding = UNKNOWN_FIELD
        .at(key.span, words!("unknown field `{typed}`", "未知字段 `{typed}`"))
        .label(words!("there is no such field here", "这里没有这个字段"));
    if let Some(intended) = intended {
        return suggest_field(finding, key, known, intended, siblings);
    }
    if let Some((at, fields)) = person_from_pair(known, siblings) {
        let in_braces = of.start < key.span.start;
        let help = words!("write the names of the fields: `{{{fields}}}`", "请写上字段名：`{{{fields}}}`");
        return finding.propose(help, at, if in_braces { fields } else { format!("{{{fields}}}") });
    }
    if let Some(example) = by_meaning(typed, |name| format_fields::example_below(name, known)) {
        return finding
            .help(words!("it belongs deeper, in this form: `{example}`", "它要写在更里面一层，形式是：`{example}`"));
    }
    name_likely_fields(say_where_it_belongs(finding, typed), known, siblings)
}

fn suggest_field(
    finding: Diagnostic,
    key: &Spanned<String>,
    known: &'static [&'static str],
    intended: &str,
    siblings: &[Entry],
) -> Diagnostic {
    let name = name_to_propose(&key.value, known, intended);
    if siblings.iter().any(|entry| known_name(&entry.key.value, &[intended]).is_some()) {
        return finding.help(words!(
            "did you mean `{name}`? That field is here already: keep one of the two",
            "是不是想写 `{name}`？这里已经有一个 `{name}`，只留一个"
        ));
    }
    let certain = obvious_typo(&key.value, known.iter().copied())
        .is_some_and(|name| name == intended && !is_taken(name, key, siblings));
    finding
        .propose(words!("did you mean `{name}`?", "是不是想写 `{name}`？"), key.span, name)
        .maybe_fix(key.span, certain.then_some(name))
}

fn say_where_it_belongs(finding: Diagnostic, typed: &str) -> Diagnostic {
    match by_meaning(typed, format_fields::example_from_root) {
        Some(example) => finding.help(words!(
            "it belongs in another place: `{example}`; check the indentation of the line",
            "它属于别的位置：`{example}`；请检查这一行的缩进"
        )),
        None => finding,
    }
}

/// How many fields are named to somebody whose word the format does not know.
const MAX_NAMED: usize = 6;

/// Names the fields that are written most often at this place and are not there yet. The words of a closed list are named
/// all.
fn name_likely_fields(finding: Diagnostic, known: &[&str], siblings: &[Entry]) -> Diagnostic {
    let Some(group) = reference::group_with(known) else {
        let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        return finding.help(words!(
            "what may stand here: {}",
            "这里可以写：{}",
            names.join(", "); names.join("、")
        ));
    };
    let is_there =
        |entry: &FieldEntry| siblings.iter().any(|sibling| known_name(&sibling.key.value, &[entry.row.name]).is_some());
    let free = reference::entries_of(group).filter(|entry| !is_there(entry));
    let likely: Vec<_> = free.take(MAX_NAMED).map(|entry| (entry.row.name, entry.gloss())).collect();
    let in_words = |gloss: fn(&Words) -> &str, (open, close): (&str, &str)| {
        likely.iter().map(|(name, words)| format!("`{name}`{open}{}{close}", gloss(words))).collect::<Vec<_>>()
    };
    let en = in_words(|gloss| &gloss.en, (" (", ")")).join(", ");
    let zh = in_words(|gloss| &gloss.zh, ("（", "）")).join("、");
    let named = if likely.is_empty() {
        finding
    } else {
        finding.help(words!("most used here: {en}", "这里常用的：{zh}"))
    };
    named.help(words!("`motmap explain fields` lists all fields", "`motmap explain 字段` 会列出所有字段"))
}

/// How many fields are compared with one another; nothing in the format has half as many.
const MAX_COMPARED: usize = 100;

/// Whether another field beside `key` has that name, or looks like a typing error of it.
fn is_taken(name: &str, key: &Spanned<String>, siblings: &[Entry]) -> bool {
    if siblings.len() > MAX_COMPARED {
        return true;
    }
    let mut others = siblings.iter().map(|entry| &entry.key).filter(|other| other.span != key.span);
    others.any(|other| known_name(&other.value, &[name]).is_some() || obvious_typo(&other.value, [name]).is_some())
}
