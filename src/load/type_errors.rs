//! Findings for values of the wrong type, each with what to write instead.

use super::format_fields;
use super::han::has_han;
use super::names::known_name;
use super::repair::full_width_bracket;
use super::shorthand::as_fields;
use super::synonyms::{is_ellipsis, says_not_applicable};
use super::tree::{Entry, Kind, Node};
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use crate::words;
use crate::words::Words;
use crate::yaml::{double_quoted, flow_scalar};

/// How to write a text.
pub fn how_to_write_text() -> Words {
    words!(
        "write the text after the colon; a text that begins with `[` or `{{` needs quotes",
        "请把文字写在冒号后面；以 `[` 或 `{{` 开头的文字要加引号"
    )
}

/// Adds to the finding of a value that stands in place of the list `field` how to write that list.
pub fn propose_list(finding: Diagnostic, node: &Node, field: Option<&str>) -> Diagnostic {
    let item_fields = field.and_then(format_fields::item_fields);
    match (&node.kind, item_fields) {
        (Kind::Scalar(typed), _) if is_ellipsis(typed) => replace_dots(finding, |text| match item_fields {
            Some(fields) => as_fields(fields, text).map(|item| format!("[{item}]")),
            None => Some(format!("[{text}]")),
        }),
        (Kind::Scalar(typed), _)
            if field == Some("months")
                && let Some((first, last)) = months_in(typed) =>
        {
            propose_items(finding, node.span, &format!("{first}, {last}"), true)
        }
        (Kind::Scalar(typed), Some(fields)) => propose_single_item(finding, node.span, typed, fields),
        (Kind::Scalar(typed), None) if !typed.contains(['\n', '。', '"', ':', '[']) => {
            propose_items(finding, node.span, typed, field.is_some_and(format_fields::lists_names))
        }
        (Kind::Mapping(entries), Some(fields)) if let Some(first) = first_item_field(node, entries, fields) => {
            propose_dash(finding, first)
        }
        _ => finding.help(words!(
            "begin each item with `- ` on a line of its own, or write `[one, two]`",
            "每一项单独一行，以 `- ` 开头；或写成 `[甲, 乙]`"
        )),
    }
}

/// The first and the last month of `1-3`, `第1到3个月` or of a single month.
fn months_in(typed: &str) -> Option<(u32, u32)> {
    let numbers = typed.split(|next: char| !next.is_ascii_digit()).filter(|part| !part.is_empty());
    let months: Vec<u32> = numbers.map(str::parse).collect::<Result<_, _>>().ok()?;
    let (first, last) = match months[..] {
        [only] => (only, only),
        [first, last] => (first, last),
        _ => return None,
    };
    (1 <= first && first <= last && !typed.contains(['年', '.'])).then_some((first, last))
}

/// A text in place of a list of things with fields.
fn propose_single_item(finding: Diagnostic, at: Span, typed: &str, fields: &[&str]) -> Diagnostic {
    match as_fields(fields, typed) {
        Some(item) => finding.propose(
            words!("write it as a list of one: `[{item}]`", "请写成列表，哪怕只有一项：`[{item}]`"),
            at,
            format!("[{item}]"),
        ),
        None => finding.help(words!(
            "begin each item with `- ` on a line of its own: `- {}: ...`",
            "每一项单独一行，以 `- ` 开头：`- {}: ...`",
            fields[0]
        )),
    }
}

/// Dots that were copied out of an example; `form` makes what to write out of a text that is still to be written.
fn replace_dots(finding: Diagnostic, form: impl Fn(&str) -> Option<String>) -> Diagnostic {
    let (Some(en), Some(zh)) = (form("TODO"), form("待补")) else {
        return finding.help(words!(
            "replace the dots with the text, or delete the field until you have it",
            "省略号表示这里还没有写：请写出内容；还没有想好，就先删掉这个字段"
        ));
    };
    finding.help(words!(
        "replace the dots with the text, in this form: `{}`",
        "请写出正文，不要留省略号，写作：`{}`",
        en; zh
    ))
}

/// A text in place of a list of texts or names: proposes the items between its commas and, where the commas may belong to
/// it, the one text.
fn propose_items(finding: Diagnostic, at: Span, typed: &str, are_names: bool) -> Diagnostic {
    let is_range = typed.chars().all(|next| next.is_ascii_digit() || "-–~～至到 ".contains(next));
    let is_separator = |next: char| matches!(next, ',' | '，' | '、') || is_range && !next.is_ascii_digit();
    let items: Vec<String> =
        typed.split(is_separator).map(str::trim).filter(|item| !item.is_empty()).map(flow_scalar).collect();
    let list = items.join(", ");
    let finding = finding.propose(
        words!("put brackets around it: `[{list}]`", "请加上半角方括号：`[{list}]`"),
        at,
        format!("[{list}]"),
    );
    if are_names || items.len() < 2 {
        return finding;
    }
    let whole = double_quoted(typed.trim());
    finding.propose(
        words!("if it is one text with a comma: `[{whole}]`", "如果逗号是文字的一部分，只算一项：`[{whole}]`"),
        at,
        format!("[{whole}]"),
    )
}

/// The first field of an item without a dash, unless brackets can make the list.
fn first_item_field<'n>(node: &Node, entries: &'n [Entry], fields: &[&str]) -> Option<&'n Spanned<String>> {
    let first = &entries.first()?.key;
    let in_braces = node.span.start < first.span.start;
    (fields.contains(&first.value.as_str()) && !in_braces).then_some(first)
}

fn propose_dash(finding: Diagnostic, first: &Spanned<String>) -> Diagnostic {
    let (name, at) = (&first.value, first.span);
    let before = Span { start: at.start.saturating_sub(2), end: at.start, ..at };
    finding.propose(
        words!(
            "put a dash before the first field of each item: in place of the two spaces before `{name}:` type `- `",
            "每一项的第一个字段前面要有短横线：把 `{name}:` 前面的两个空格换成 `- `"
        ),
        before,
        "- ",
    )
}

/// Adds to the finding of a value that stands in place of `fields` how to write those.
pub fn propose_fields(finding: Diagnostic, node: &Node, fields: &[&str]) -> Diagnostic {
    match &node.kind {
        Kind::Scalar(typed) => propose_fields_for_text(finding, node.span, typed, fields),
        Kind::Sequence(_) => {
            let example = example_of(fields);
            finding.help(words!(
                "delete the `- ` (the hyphen) in front: `{}`, each on a line of its own",
                "请删掉前面的短横线 `- `，写成 `{}`，每个单独一行",
                example.en; example.zh
            ))
        }
        Kind::Blank | Kind::Mapping(_) => finding.help(one_field_a_line(fields)),
    }
}

fn propose_fields_for_text(finding: Diagnostic, at: Span, typed: &str, fields: &[&str]) -> Diagnostic {
    if typed.split_once('：').is_some_and(|(name, _)| {
        let name = name.trim();
        format_fields::is_known(name) || known_name(name, fields).is_some()
    }) {
        return finding.help(words!(
            "after a name YAML needs a half-width colon and a space: `name: value`",
            "名称后面要用半角冒号加一个空格：`名称: 内容`"
        ));
    }
    let can_be_waived = fields.contains(&"not_applicable");
    if is_ellipsis(typed) {
        let waiver = |text: &str| Some(format!("{{not_applicable: {text}}}"));
        return replace_dots(finding, |text| if can_be_waived { waiver(text) } else { as_fields(fields, text) });
    }
    if can_be_waived {
        return propose_waiver(finding, at, typed);
    }
    match as_fields(fields, typed) {
        Some(written) => finding.propose(
            words!("write the names of the fields: `{written}`", "请写上字段名：`{written}`"),
            at,
            written,
        ),
        None => finding.help(one_field_a_line(fields)),
    }
}

fn one_field_a_line(fields: &[&str]) -> Words {
    let example = example_of(fields);
    words!(
        "write each field on a line of its own, indented by two more spaces: `{}`",
        "每个单独一行，再缩进两个空格：`{}`",
        example.en; example.zh
    )
}

/// A line with the first of the fields; with any name where authors choose the names.
fn example_of(fields: &[&str]) -> Words {
    match fields.first() {
        Some(first) => words!("{first}: ...", "{first}: ..."),
        None => words!("name: value", "名称: 内容"),
    }
}

/// A text in place of a stage or a cell: proposes it as the reason why that does not apply.
fn propose_waiver(finding: Diagnostic, at: Span, typed: &str) -> Diagnostic {
    let text = typed.trim();
    let reason = match (says_not_applicable(text), has_han(text)) {
        (true, true) => "待补（理由）".to_owned(),
        (true, false) => "TODO (the reason)".to_owned(),
        (false, _) => flow_scalar(text),
    };
    let waiver = format!("{{not_applicable: {reason}}}");
    finding.propose(
        words!("if it does not apply, say why: `{waiver}`", "如果不适用，请写明理由：`{waiver}`"),
        at,
        waiver,
    )
}

/// Adds to the finding of a text that stands in place of a cell's touchpoints how to write those.
pub fn propose_cell(finding: Diagnostic, node: &Node) -> Diagnostic {
    match &node.kind {
        Kind::Scalar(typed) if says_not_applicable(typed) => propose_waiver(finding, node.span, typed),
        Kind::Scalar(typed) if let Some(item) = as_fields(&["id", "name"], typed) => finding.propose(
            words!(
                "write it as a touchpoint, with an id and a name: `[{item}]`",
                "请写成接触点，有编号和名称：`[{item}]`"
            ),
            node.span,
            format!("[{item}]"),
        ),
        _ => finding.help(words!("list the touchpoints: `- id: ...`", "请列出接触点：`- id: ...`")),
    }
}

/// The finding for a list in full-width brackets that stands at `whole` and holds `items`, if those are plain. Where a comma
/// may belong to a text, the author has to choose.
pub fn full_width_list(at: Span, bracket: char, whole: Span, items: Option<&str>, field: Option<&str>) -> Diagnostic {
    let Some(items) = items else { return full_width_bracket(at, bracket, "[", None) };
    let are_names = field.is_some_and(format_fields::lists_names);
    let commas = ['，', '、'];
    if items.contains(commas) && !are_names {
        return propose_items(full_width_bracket(at, bracket, "[", None), whole, items, false);
    }
    let items: Vec<&str> = items.split(commas).map(str::trim).collect();
    full_width_bracket(at, bracket, "[", Some((whole, format!("[{}]", items.join(", ")))))
}

/// What a value of that shape is called, by the names of [`BY_SHAPE`](super::field::BY_SHAPE).
pub fn shape_words(shape: &str) -> Words {
    match shape {
        "scalar" => words!("a text", "一段文字"),
        "sequence" => words!("a list", "一个列表"),
        "mapping" => words!("fields", "若干“名称: 内容”"),
        _ => words!("nothing", "空白"),
    }
}
