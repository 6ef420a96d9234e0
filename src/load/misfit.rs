//! What is said of a value that does not fit: the wrong kind, a field that is missing or not known, the wrong bracket.

use super::fields;
use super::tree::{Entry, Kind};
use crate::checks::shape::{FULL_WIDTH_PUNCTUATION, MISSING_FIELD, UNKNOWN_FIELD};
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use crate::suggest::certain;
use crate::words;
use crate::words::Words;

/// How to write a text.
pub(super) fn how_to_write_text() -> Words {
    words!(
        "write the text after the colon; a text that begins with `[` or `{{` needs quotes",
        "请把文字写在冒号后面；以 `[` 或 `{{` 开头的文字要加引号"
    )
}

/// How to write a list, by what stands in its place.
pub(super) fn how_to_list(kind: &Kind) -> Words {
    match kind {
        Kind::Scalar(typed) if !typed.contains(['\n', '。', '"', ':', '[']) => {
            let is_range = typed.chars().all(|next| next.is_ascii_digit() || "-–~～至到 ".contains(next));
            let parts = |next: char| matches!(next, ',' | '，' | '、') || is_range && !next.is_ascii_digit();
            let items = typed.split(parts).map(str::trim).filter(|item| !item.is_empty());
            let list = items.collect::<Vec<_>>().join(", ");
            words!("put brackets around it: `[{list}]`", "请加上半角方括号：`[{list}]`")
        }
        _ => words!(
            "begin each item with `- ` on a line of its own, or write `[one, two]`",
            "每一项单独一行，以 `- ` 开头；或写成 `[甲, 乙]`"
        ),
    }
}

/// What to do about a text where fields should be, by the slip that it shows.
pub(super) fn how_to_name_values(kind: &Kind, fields: &[&str]) -> Words {
    match (kind, fields) {
        (Kind::Scalar(typed), _) if typed.contains('：') => words!(
            "after a name YAML needs a half-width colon and a space: `name: value`",
            "名称后面要用半角冒号加一个空格：`名称: 内容`"
        ),
        (Kind::Scalar(typed), ["id", "name", ..]) if !typed.contains('\n') => words!(
            "write the text as its name, with an id: `- {{id: ..., name: {typed}}}`",
            "请把它写成名称，再加一个编号：`- {{id: ..., name: {typed}}}`"
        ),
        (Kind::Scalar(typed), [first, second, ..]) if !typed.contains('\n') => words!(
            "name the text and add what belongs to it: `{{{first}: {typed}, {second}: ...}}`",
            "请给它写上字段名，再补上其他内容：`{{{first}: {typed}, {second}: ...}}`"
        ),
        (Kind::Sequence(_), _) => words!(
            "delete the `- ` (the hyphen) in front: `name: value`, each on a line of its own",
            "请删掉前面的短横线 `- `，写成 `名称: 内容`，每个单独一行"
        ),
        _ => words!(
            "write each on a line of its own, two spaces further in: `name: value`",
            "每个单独一行，再缩进两个空格：`名称: 内容`"
        ),
    }
}

/// The finding for a bracket that YAML takes for a letter.
pub fn full_width_bracket(at: Span, bracket: char, half_width: &str) -> Diagnostic {
    let kind = if half_width == "[" { words!("bracket", "方括号") } else { words!("brace", "花括号") };
    FULL_WIDTH_PUNCTUATION
        .at(at, words!("`{bracket}` is a full-width {}", "`{bracket}` 是全角{}", kind.en; kind.zh))
        .label(words!("YAML needs `{half_width}` here", "这里要用半角 `{half_width}`"))
        .help(words!(
            "type `[one, two]` for a list, `{{name: value, name: value}}` for fields, brackets and commas half-width",
            "列表写作 `[甲, 乙]`，字段写作 `{{名称: 内容, 名称: 内容}}`，括号和逗号都用半角"
        ))
}

/// The finding for a field that must be there.
pub fn missing_field(of: Span, field: &str) -> Diagnostic {
    MISSING_FIELD
        .at(of, words!("`{field}` is missing", "缺少 `{field}`"))
        .help(words!("add a line `{field}: ...`", "请加一行 `{field}: ...`"))
}

/// The finding for a field that the format does not know at this place; `meant` is the one that was meant, if that is
/// clear.
pub(super) fn unknown_field(
    key: &Spanned<String>,
    known: &'static [&'static str],
    meant: Option<&str>,
    siblings: &[Entry],
) -> Diagnostic {
    let typed = key.value.as_str();
    let finding = UNKNOWN_FIELD
        .at(key.span, words!("there is no field `{typed}` here", "这里没有 `{typed}` 这个字段"))
        .label(words!("not known here", "此处不认识这个名称"));
    if let Some(meant) = meant {
        let certain = certain(typed, known.iter().copied()).filter(|near| !is_taken(near, key, siblings));
        return finding.help(words!("did you mean `{meant}`?", "是不是想写 `{meant}`？")).maybe_fix(key.span, certain);
    }
    if let Some(form) = fields::further_in(typed, known) {
        return finding
            .help(words!("it belongs further in, in this form: `{form}`", "它要写在更里面一层，形式是：`{form}`"));
    }
    let here = words!("the fields here are: {}", "这里可以写的字段有：{}", known.join(", "); known.join("、"));
    match fields::from_outside(typed) {
        Some(form) => finding
            .help(words!(
                "it belongs in another place: `{form}`; check how far the line is indented",
                "它属于别的位置：`{form}`；请检查这一行的缩进"
            ))
            .help(here),
        None => finding.help(here),
    }
}

/// How many fields are compared with one another; nothing in the format has half as many.
const MOST_COMPARED: usize = 100;

/// Whether another field beside `key` has that name, or a slip of it.
fn is_taken(name: &str, key: &Spanned<String>, siblings: &[Entry]) -> bool {
    if siblings.len() > MOST_COMPARED {
        return true;
    }
    let mut others = siblings.iter().map(|entry| &entry.key).filter(|other| other.span != key.span);
    others.any(|other| other.value == name || certain(&other.value, [name]).is_some())
}

/// What was found, in words.
pub(super) fn found(kind: &Kind) -> Words {
    match kind {
        Kind::Scalar(_) => words!("a text", "一段文字"),
        Kind::Blank => words!("nothing", "空白"),
        Kind::Sequence(_) => words!("a list", "一个列表"),
        Kind::Mapping(_) => words!("named values", "若干“名称: 内容”"),
    }
}

/// What a shape is called that was expected.
pub(super) fn shape_words(shape: &str) -> Words {
    match shape {
        "scalar" => words!("a text", "一段文字"),
        "sequence" => words!("a list", "一个列表"),
        "mapping" => words!("named values", "若干“名称: 内容”"),
        _ => words!("nothing", "空白"),
    }
}
