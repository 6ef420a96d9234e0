//! Repairs nesting that was written flat: moves entries and items below the blank field that they belong to, and reports
//! each.

use super::format_fields::{child_fields, is_root_field};
use super::names::known_name;
use super::tree::{Entry, Kind, Node};
use crate::diagnostic::Diagnostic;
use crate::rule::shape::{UNKNOWN_FIELD, WRONG_TYPE};
use crate::source::{Span, Spanned};
use crate::words;

/// Repairs everything below `node`, the value of the field `name`; `None` for a whole file.
pub fn repair(node: &mut Node, name: Option<&str>, findings: &mut Vec<Diagnostic>) {
    match &mut node.kind {
        Kind::Mapping(entries) => {
            if name.is_none() {
                gather_stages(entries, findings);
            }
            indent_entries(entries, name, findings);
            entries.iter_mut().for_each(|entry| repair(&mut entry.value, Some(&entry.key.value), findings));
        }
        Kind::Sequence(items) => {
            join_split_items(items, name, findings);
            indent_items(items, name, findings);
            items.iter_mut().for_each(|item| repair(item, name, findings));
        }
        Kind::Scalar(_) | Kind::Blank => {}
    }
}

fn is_child(field: &str, parent: &str) -> bool {
    child_fields(parent).is_some_and(|children| children.direct.contains(field))
}

fn is_child_of_items(field: &str, list: &str) -> bool {
    child_fields(list).is_some_and(|children| children.of_items.contains(field))
}

/// Whether a field may stand below `parent` or in an item of its list; below `None`, at the root of a file.
fn may_stand_in(field: &str, parent: Option<&str>) -> bool {
    parent.map_or_else(
        || is_root_field(field),
        |parent| child_fields(parent).is_none() || is_child(field, parent) || is_child_of_items(field, parent),
    )
}

/// Whether an entry is certainly a child of `parent`: its first field is one that belongs in such a child.
fn has_content_of_child(entry: &Entry, parent: &str) -> bool {
    let Kind::Mapping(entries) = &entry.value.kind else { return false };
    is_child(&entry.key.value, parent)
        && entries.first().is_some_and(|first| is_child(&first.key.value, &entry.key.value))
}

/// Moves entries below a blank field right before them: `stages:`, with its stages in the same column.
fn indent_entries(entries: &mut Vec<Entry>, name: Option<&str>, findings: &mut Vec<Diagnostic>) {
    let mut at = 0;
    while at < entries.len() {
        if matches!(entries[at].value.kind, Kind::Blank) {
            let parent = entries[at].key.value.clone();
            let belongs = |entry: &Entry| {
                is_child(&entry.key.value, &parent)
                    && (!may_stand_in(&entry.key.value, name) || name.is_none() && has_content_of_child(entry, &parent))
            };
            let count = entries[at + 1..].iter().take_while(|entry| belongs(entry)).count();
            if count > 0 {
                let moved: Vec<Entry> = entries.drain(at + 1..=at + count).collect();
                findings.push(not_indented(&moved[0].key, &parent));
                entries[at].value = mapping_of(moved);
            }
        }
        at += 1;
    }
}

/// Moves stages that stand beside the title into a field `stages`, where there is none.
fn gather_stages(entries: &mut Vec<Entry>, findings: &mut Vec<Diagnostic>) {
    if entries.iter().any(|entry| known_name(&entry.key.value, &["stages"]).is_some()) {
        return;
    }
    let (stages, others): (Vec<Entry>, Vec<Entry>) =
        std::mem::take(entries).into_iter().partition(|entry| has_content_of_child(entry, "stages"));
    *entries = others;
    let Some(first) = stages.first() else { return };
    findings.push(stage_outside_stages(&first.key));
    entries.push(Entry { key: first.key.with("stages".to_owned()), value: mapping_of(stages) });
}

/// Moves items below a blank field at the end of the item before them: `requests:`, with its items in the column of the
/// touchpoint.
fn indent_items(items: &mut Vec<Node>, name: Option<&str>, findings: &mut Vec<Diagnostic>) {
    let belongs = |item: &Node, parent: &str| {
        first_key(item).is_some_and(|key| is_child_of_items(&key.value, parent) && !may_stand_in(&key.value, name))
    };
    let mut rest = std::mem::take(items).into_iter().peekable();
    while let Some(mut item) = rest.next() {
        if let Some(parent) = blank_last_entry(&mut item) {
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

/// Joins an item of which every field has a dash: `- id: counter`, and below it `- name: The counter`.
fn join_split_items(items: &mut Vec<Node>, name: Option<&str>, findings: &mut Vec<Diagnostic>) {
    let has_id_and_name = |list: &str| is_child_of_items("id", list) && is_child_of_items("name", list);
    if !name.is_some_and(has_id_and_name) {
        return;
    }
    for second in std::mem::take(items) {
        let Some(first) = items.last_mut().filter(|first| is_split(first, &second)) else {
            items.push(second);
            continue;
        };
        findings.push(dash_before_field(second.span));
        if let (Kind::Mapping(entries), Kind::Mapping(more)) = (&mut first.kind, second.kind) {
            entries.extend(more);
        }
    }
}

/// Whether two items are one: the first has the id, the second the name.
fn is_split(first: &Node, second: &Node) -> bool {
    let has = |item: &Node, field: &str| match &item.kind {
        Kind::Mapping(entries) => entries.iter().any(|entry| known_name(&entry.key.value, &[field]).is_some()),
        _ => false,
    };
    has(first, "id") && !has(first, "name") && has(second, "name") && !has(second, "id")
}

fn blank_last_entry(item: &mut Node) -> Option<&mut Entry> {
    let Kind::Mapping(entries) = &mut item.kind else { return None };
    entries.last_mut().filter(|entry| matches!(entry.value.kind, Kind::Blank))
}

fn first_key(item: &Node) -> Option<&Spanned<String>> {
    let Kind::Mapping(entries) = &item.kind else { return None };
    entries.first().map(|entry| &entry.key)
}

fn mapping_of(entries: Vec<Entry>) -> Node {
    let last = &entries[entries.len() - 1];
    let span = Span { end: last.value.span.end.max(last.key.span.end), ..entries[0].key.span };
    Node { span, kind: Kind::Mapping(entries) }
}

fn stage_outside_stages(stage: &Spanned<String>) -> Diagnostic {
    UNKNOWN_FIELD
        .at(
            stage.span,
            words!("the stage `{}` is outside of `stages:`", "`{}` 是阶段，却不在 `stages:` 之下", stage.value),
        )
        .label(words!("belongs under `stages:`", "应在 `stages:` 之下"))
        .help(words!(
            "write a line `stages:` above it, and indent the stages and everything in them by two spaces",
            "请在它上面加一行 `stages:`，再把各阶段连同里面的内容一起缩进两个空格"
        ))
}

fn dash_before_field(at: Span) -> Diagnostic {
    WRONG_TYPE
        .at(at, words!("a dash `- ` before a field of the item above", "上一项的字段前面多了短横线 `- `"))
        .label(words!("belongs to the item above", "属于上一项"))
        .help(words!(
            "delete the `- ` and put two spaces in its place: only the first field of an item has a dash",
            "请删掉 `- `，换成两个空格：每一项只有第一个字段前面有短横线"
        ))
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
