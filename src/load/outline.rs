//! Levels of the file that were written flat: what stands beside a field that says nothing, and belongs below it, is
//! told and read as if it had been indented.

use super::fields::{below_field, is_outermost};
use super::tree::{Entry, Kind, Node};
use crate::checks::shape::{UNKNOWN_FIELD, WRONG_TYPE};
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use crate::words;

/// Puts right what hangs below `node`, the value of the field `name` (none: a whole file).
pub fn mend(node: &mut Node, name: Option<&str>, findings: &mut Vec<Diagnostic>) {
    match &mut node.kind {
        Kind::Mapping(entries) => {
            if name.is_none() {
                gather_stages(entries, findings);
            }
            indent_fields(entries, name, findings);
            entries.iter_mut().for_each(|entry| mend(&mut entry.value, Some(&entry.key.value), findings));
        }
        Kind::Sequence(items) => {
            join_split_items(items, name, findings);
            indent_items(items, name, findings);
            items.iter_mut().for_each(|item| mend(item, name, findings));
        }
        Kind::Scalar(_) | Kind::Blank => {}
    }
}

/// Whether a field may stand below `name`, right there or in an item of its list.
fn fits(field: &str, name: Option<&str>) -> bool {
    match name {
        Some(name) => {
            below_field(name).is_none_or(|below| below.fields.contains(field) || below.of_items.contains(field))
        }
        None => is_outermost(field),
    }
}

/// Whether an entry is what its name means below `parent`: fields stand in it that belong there.
fn reads_below(entry: &Entry, parent: &str) -> bool {
    let is_below = |field: &str, name: &str| below_field(name).is_some_and(|below| below.fields.contains(field));
    let first = match &entry.value.kind {
        Kind::Mapping(entries) => entries.first(),
        _ => None,
    };
    is_below(&entry.key.value, parent) && first.is_some_and(|first| is_below(&first.key.value, &entry.key.value))
}

/// `stages:` with nothing below it, and its stages in the same column.
fn indent_fields(entries: &mut Vec<Entry>, name: Option<&str>, findings: &mut Vec<Diagnostic>) {
    let mut at = 0;
    while at < entries.len() {
        if !matches!(entries[at].value.kind, Kind::Blank) {
            at += 1;
            continue;
        }
        let parent = entries[at].key.value.clone();
        let belongs = |entry: &Entry| {
            let below = below_field(&parent).is_some_and(|below| below.fields.contains(entry.key.value.as_str()));
            below && (!fits(&entry.key.value, name) || name.is_none() && reads_below(entry, &parent))
        };
        let count = entries[at + 1..].iter().take_while(|entry| belongs(entry)).count();
        if count > 0 {
            let moved: Vec<Entry> = entries.drain(at + 1..=at + count).collect();
            findings.push(not_indented(&moved[0].key, &parent));
            entries[at].value = Node { span: across(&moved), kind: Kind::Mapping(moved) };
        }
        at += 1;
    }
}

/// Stages beside the title, with no `stages:` above them.
fn gather_stages(entries: &mut Vec<Entry>, findings: &mut Vec<Diagnostic>) {
    if entries.iter().any(|entry| entry.key.value == "stages") {
        return;
    }
    let (stages, others): (Vec<Entry>, Vec<Entry>) =
        std::mem::take(entries).into_iter().partition(|entry| reads_below(entry, "stages"));
    *entries = others;
    let Some(first) = stages.first() else { return };
    let key = first.key.with("stages".to_owned());
    findings.push(
        UNKNOWN_FIELD
            .at(
                first.key.span,
                words!(
                    "`{}` is a stage and stands outside of `stages:`",
                    "`{}` 是阶段，却不在 `stages:` 之下",
                    first.key.value
                ),
            )
            .label(words!("belongs under `stages:`", "应在 `stages:` 之下"))
            .help(words!(
                "write a line `stages:` above it, and indent the stages and all that is in them by two spaces",
                "请在它上面加一行 `stages:`，再把各阶段连同里面的内容一起缩进两个空格"
            )),
    );
    entries.push(Entry { key, value: Node { span: across(&stages), kind: Kind::Mapping(stages) } });
}

/// `requests:` at the end of an item, and its own items in the column of that item.
fn indent_items(items: &mut Vec<Node>, name: Option<&str>, findings: &mut Vec<Diagnostic>) {
    let belongs = |item: &Node, parent: &str| {
        first_key(item).is_some_and(|key| {
            below_field(parent).is_some_and(|below| below.of_items.contains(key.value.as_str()))
                && !fits(&key.value, name)
        })
    };
    let mut rest = std::mem::take(items).into_iter().peekable();
    while let Some(mut item) = rest.next() {
        if let Some(parent) = blank_at_the_end(&mut item) {
            let moved: Vec<Node> =
                std::iter::from_fn(|| rest.next_if(|next| belongs(next, &parent.key.value))).collect();
            if let Some(first) = moved.first().and_then(first_key) {
                findings.push(not_indented(first, &parent.key.value));
                let span = Span { end: moved[moved.len() - 1].span.end, ..moved[0].span };
                parent.value = Node { span, kind: Kind::Sequence(moved) };
            }
        }
        items.push(item);
    }
}

/// `- id: counter` and below it `- name: The counter`: a dash before every field.
fn join_split_items(items: &mut Vec<Node>, name: Option<&str>, findings: &mut Vec<Diagnostic>) {
    let of_both =
        |name: &str| below_field(name).is_some_and(|below| ["id", "name"].iter().all(|f| below.of_items.contains(f)));
    if !name.is_some_and(of_both) {
        return;
    }
    let has = |item: &Node, field: &str| match &item.kind {
        Kind::Mapping(entries) => entries.iter().any(|entry| entry.key.value == field),
        _ => false,
    };
    let is_split = |first: &Node, second: &Node| {
        has(first, "id") && !has(first, "name") && has(second, "name") && !has(second, "id")
    };
    for second in std::mem::take(items) {
        let Some(first) = items.last_mut().filter(|first| is_split(first, &second)) else {
            items.push(second);
            continue;
        };
        findings.push(
            WRONG_TYPE
                .at(
                    second.span,
                    words!("a dash `- ` stands before a field of the item above", "上一项的字段前面多了短横线 `- `"),
                )
                .label(words!("belongs to the item above", "属于上一项"))
                .help(words!(
                    "delete the `- ` and put two spaces in its place: only the first field of an item has a dash",
                    "请删掉 `- `，换成两个空格：每一项只有第一个字段前面有短横线"
                )),
        );
        if let (Kind::Mapping(entries), Kind::Mapping(more)) = (&mut first.kind, second.kind) {
            entries.extend(more);
        }
    }
}

fn blank_at_the_end(item: &mut Node) -> Option<&mut Entry> {
    let Kind::Mapping(entries) = &mut item.kind else { return None };
    entries.last_mut().filter(|entry| matches!(entry.value.kind, Kind::Blank))
}

fn first_key(item: &Node) -> Option<&Spanned<String>> {
    let Kind::Mapping(entries) = &item.kind else { return None };
    entries.first().map(|entry| &entry.key)
}

fn across(entries: &[Entry]) -> Span {
    let last = entries[entries.len() - 1].value.span.end.max(entries[entries.len() - 1].key.span.end);
    Span { end: last, ..entries[0].key.span }
}

fn not_indented(key: &Spanned<String>, parent: &str) -> Diagnostic {
    let name = &key.value;
    UNKNOWN_FIELD
        .at(key.span, words!("`{name}` is not indented under `{parent}:`", "`{name}` 没有缩进到 `{parent}:` 之下"))
        .label(words!("belongs under `{parent}:`", "应在 `{parent}:` 之下"))
        .help(words!(
            "indent this line and all that belongs to it by two more spaces",
            "请把这一行和属于它的各行再缩进两个空格"
        ))
}
