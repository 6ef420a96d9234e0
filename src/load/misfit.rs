//! What is said of a value that does not fit: the wrong kind, a field that is missing or not known, the wrong bracket.

use super::text::has_han;
use super::tree::{Entry, Kind, Node};
use super::{fields, meant};
use crate::checks::coverage::placeholder_text::is_ellipsis;
use crate::checks::shape::{FULL_WIDTH_PUNCTUATION, MISSING_FIELD, UNKNOWN_FIELD};
use crate::diagnostic::Diagnostic;
use crate::id::id_from;
use crate::model::{Choice, EvidenceKind};
use crate::source::{Span, Spanned};
use crate::suggest::obvious_typo;
use crate::words;
use crate::words::Words;
use crate::yaml::{double_quoted, flow_scalar};

/// How to write a text.
pub(super) fn how_to_write_text() -> Words {
    words!(
        "write the text after the colon; a text that begins with `[` or `{{` needs quotes",
        "请把文字写在冒号后面；以 `[` 或 `{{` 开头的文字要加引号"
    )
}

/// Says how to write a list that belongs to the field `field`, by what stands in its place.
pub(super) fn propose_list(finding: Diagnostic, node: &Node, field: Option<&str>) -> Diagnostic {
    let item_fields = field.and_then(fields::item_fields);
    let generic = words!(
        "begin each item with `- ` on a line of its own, or write `[one, two]`",
        "每一项单独一行，以 `- ` 开头；或写成 `[甲, 乙]`"
    );
    match (&node.kind, item_fields) {
        (Kind::Scalar(typed), _) if is_ellipsis(typed) => instead_of_dots(finding, |text| match item_fields {
            Some(fields) => as_fields(fields, text).map(|item| format!("[{item}]")),
            None => Some(format!("[{text}]")),
        }),
        (Kind::Scalar(typed), Some(fields)) => match as_fields(fields, typed) {
            Some(item) => finding.propose(
                words!("write it as a list of one: `[{item}]`", "请写成列表，哪怕只有一项：`[{item}]`"),
                node.span,
                format!("[{item}]"),
            ),
            None => finding.help(words!(
                "begin each item with `- ` on a line of its own: `- {}: ...`",
                "每一项单独一行，以 `- ` 开头：`- {}: ...`",
                fields[0]
            )),
        },
        (Kind::Scalar(typed), None) if !typed.contains(['\n', '。', '"', ':', '[']) => {
            propose_items(finding, node.span, typed, field.is_some_and(fields::lists_names))
        }
        (Kind::Mapping(entries), Some(fields)) => match first_field(node, entries, fields) {
            Some(first) => propose_dash(finding, first),
            None => finding.help(generic),
        },
        _ => finding.help(generic),
    }
}

/// Dots that were copied out of an example: what to write, with a text still to be written in their place.
fn instead_of_dots(finding: Diagnostic, form: impl Fn(&str) -> Option<String>) -> Diagnostic {
    let (Some(en), Some(zh)) = (form("TODO"), form("待补")) else {
        return finding.help(words!(
            "the dots stand for what is still to be written: write it, or delete the field until you have it",
            "省略号表示这里还没有写：请写出内容；还没有想好，就先删掉这个字段"
        ));
    };
    finding.help(words!(
        "write the text in place of the dots, in this form: `{}`",
        "请写出正文，不要留省略号，写作：`{}`",
        en; zh
    ))
}

/// A text in place of a list: the items that its commas part, or, where they may belong to it, the one text.
fn propose_items(finding: Diagnostic, at: Span, typed: &str, of_names: bool) -> Diagnostic {
    let is_range = typed.chars().all(|next| next.is_ascii_digit() || "-–~～至到 ".contains(next));
    let parts = |next: char| matches!(next, ',' | '，' | '、') || is_range && !next.is_ascii_digit();
    let items: Vec<String> =
        typed.split(parts).map(str::trim).filter(|item| !item.is_empty()).map(flow_scalar).collect();
    let list = items.join(", ");
    let finding = finding.propose(
        words!("put brackets around it: `[{list}]`", "请加上半角方括号：`[{list}]`"),
        at,
        format!("[{list}]"),
    );
    if of_names || items.len() < 2 {
        return finding;
    }
    let whole = double_quoted(typed.trim());
    finding.propose(
        words!("if it is one text with a comma: `[{whole}]`", "如果逗号是文字的一部分，只算一项：`[{whole}]`"),
        at,
        format!("[{whole}]"),
    )
}

/// The first of the fields of one item that stand where a list of such items belongs, each on a line of its own.
fn first_field<'n>(node: &Node, entries: &'n [Entry], fields: &[&str]) -> Option<&'n Spanned<String>> {
    let first = &entries.first()?.key;
    // In braces a pair of brackets does.
    let in_braces = node.span.start < first.span.start;
    (fields.contains(&first.value.as_str()) && !in_braces).then_some(first)
}

/// The fields of one item where a list of them belongs: a dash is missing.
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

/// Says what to do about a value where fields should be, by the slip that it shows.
pub(super) fn propose_fields(finding: Diagnostic, node: &Node, fields: &[&str]) -> Diagnostic {
    let Kind::Scalar(typed) = &node.kind else {
        return finding.help(match node.kind {
            Kind::Sequence(_) => words!(
                "delete the `- ` (the hyphen) in front: `name: value`, each on a line of its own",
                "请删掉前面的短横线 `- `，写成 `名称: 内容`，每个单独一行"
            ),
            _ => words!(
                "write each on a line of its own, two spaces further in: `name: value`",
                "每个单独一行，再缩进两个空格：`名称: 内容`"
            ),
        });
    };
    if typed.split_once('：').is_some_and(|(name, _)| fields::is_known(name.trim())) {
        return finding.help(words!(
            "after a name YAML needs a half-width colon and a space: `name: value`",
            "名称后面要用半角冒号加一个空格：`名称: 内容`"
        ));
    }
    if is_ellipsis(typed) {
        let is_waived = fields.contains(&"not_applicable");
        let waived = |text: &str| Some(format!("{{not_applicable: {text}}}"));
        return instead_of_dots(finding, |text| if is_waived { waived(text) } else { as_fields(fields, text) });
    }
    if fields.contains(&"not_applicable") {
        return propose_waiver(finding, node.span, typed);
    }
    match as_fields(fields, typed) {
        Some(written) => finding.propose(
            words!("write it with the names of its fields: `{written}`", "请写上字段名：`{written}`"),
            node.span,
            written,
        ),
        None => finding.help(words!(
            "write each on a line of its own, two spaces further in: `name: value`",
            "每个单独一行，再缩进两个空格：`名称: 内容`"
        )),
    }
}

/// A text in place of a stage or a cell: the reason why it does not apply, or that it does not.
pub(super) fn propose_waiver(finding: Diagnostic, at: Span, typed: &str) -> Diagnostic {
    let text = typed.trim();
    let reason = match (meant::says_not_applicable(text), has_han(text)) {
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

/// A text in place of a cell's touchpoints.
pub(super) fn propose_cell(finding: Diagnostic, node: &Node) -> Diagnostic {
    match &node.kind {
        Kind::Scalar(typed) if meant::says_not_applicable(typed) => propose_waiver(finding, node.span, typed),
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

/// Fields that a text by itself is, where several belong.
const MEANT_BY_A_TEXT: [&str; 11] =
    ["ask", "name", "value", "period", "who", "mainstream", "do", "decides", "signal", "does", "say"];

/// A text as the fields that it most likely is: `{id: 收银台, name: 收银台}`.
fn as_fields(fields: &[&str], typed: &str) -> Option<String> {
    let text = Some(typed.trim()).filter(|text| !text.is_empty() && !text.contains('\n'))?;
    match fields {
        ["id", second, ..] => Some(format!("{{id: {}, {second}: {}}}", id_from(text)?, flow_scalar(text))),
        ["name", "role", ..] if let Some((name, role)) = name_and_role(text) => {
            Some(format!("{{name: {}, role: {}}}", flow_scalar(name), flow_scalar(role)))
        }
        ["kind", "source", ..] if EvidenceKind::from_id(text).is_some() => Some(format!("{{kind: {text}}}")),
        ["kind", "source", ..] => Some(format!("{{source: {}}}", flow_scalar(text))),
        [first, ..] if MEANT_BY_A_TEXT.contains(first) => Some(format!("{{{first}: {}}}", flow_scalar(text))),
        _ => None,
    }
}

/// `王女士，客户`, `王女士（客户）`, `客户：王女士`: who somebody is, and what they were there.
fn name_and_role(text: &str) -> Option<(&str, &str)> {
    let parted =
        text.split_once(['，', ',', '、', '：', ':', '（', '(', '；', ';', '/', '／', '|', '｜', '—', '–', '－']);
    let (name, role) = parted.or_else(|| text.split_once(" - ")).or_else(|| parted_by_space(text))?;
    let (name, role) = (name.trim(), role.trim_matches(|next: char| next.is_whitespace() || "）)—–".contains(next)));
    (!name.is_empty() && !role.is_empty()).then(|| in_order(name, role))
}

/// What somebody is usually called who stands on either side of a counter.
const USUAL_ROLES: [&str; 36] = [
    "客户",
    "顾客",
    "客人",
    "家长",
    "患者",
    "病人",
    "学员",
    "经理",
    "店长",
    "主管",
    "主任",
    "店员",
    "营业员",
    "收银员",
    "服务员",
    "客服",
    "前台",
    "护士",
    "医生",
    "老师",
    "员工",
    "保安",
    "customer",
    "client",
    "guest",
    "patient",
    "visitor",
    "manager",
    "supervisor",
    "cashier",
    "clerk",
    "agent",
    "receptionist",
    "nurse",
    "doctor",
    "waiter",
];

fn is_usual_role(word: &str) -> bool {
    USUAL_ROLES.contains(&word.to_lowercase().as_str())
}

/// Two words with the name first, unless the first alone is a usual role.
fn in_order<'t>(first: &'t str, second: &'t str) -> (&'t str, &'t str) {
    if is_usual_role(first) && !is_usual_role(second) { (second, first) } else { (first, second) }
}

/// `王女士 客户`, `Ms Chen customer`: a name of several words has no role behind it, so one has to be a usual one.
fn parted_by_space(text: &str) -> Option<(&str, &str)> {
    let space = char::is_whitespace;
    let leading = text.split_once(space).filter(|(first, _)| is_usual_role(first));
    text.rsplit_once(space).filter(|(_, last)| is_usual_role(last)).or(leading)
}

/// `王女士: 客户` as one of the people, where it stands alone: its place, and the fields that it means.
fn person_as_pair(known: &[&str], siblings: &[Entry]) -> Option<(Span, String)> {
    let (["name", "role"], [Entry { key, value }]) = (known, siblings) else { return None };
    let Kind::Scalar(typed) = &value.kind else { return None };
    let (name, role) = in_order(key.value.trim(), typed.trim());
    let is_plain = !name.is_empty() && !role.is_empty() && !typed.contains('\n');
    let at = Span { end: value.span.end, ..key.span };
    is_plain.then(|| (at, format!("name: {}, role: {}", flow_scalar(name), flow_scalar(role))))
}

/// The finding for a bracket that YAML takes for a letter.
pub fn full_width_bracket(at: Span, bracket: char, half_width: &str, whole: Option<(Span, String)>) -> Diagnostic {
    let kind = if half_width == "[" { words!("bracket", "方括号") } else { words!("brace", "花括号") };
    let finding = FULL_WIDTH_PUNCTUATION
        .at(at, words!("`{bracket}` is a full-width {}", "`{bracket}` 是全角{}", kind.en; kind.zh))
        .label(words!("YAML needs `{half_width}` here", "这里要用半角 `{half_width}`"))
        .help(words!(
            "type `[one, two]` for a list, `{{name: value, name: value}}` for fields, brackets and commas half-width",
            "列表写作 `[甲, 乙]`，字段写作 `{{名称: 内容, 名称: 内容}}`，括号和逗号都用半角"
        ));
    match whole {
        Some((span, text)) => finding.fix(words!("write `{text}`", "改为 `{text}`"), span, text),
        None => finding,
    }
}

/// The finding for a list in full-width brackets that stands at `whole` and holds `items`, if they are plain. Where a comma
/// may belong to a text, its author has to say.
pub(super) fn full_width_list(
    at: Span,
    bracket: char,
    whole: Span,
    items: Option<&str>,
    field: Option<&str>,
) -> Diagnostic {
    let Some(items) = items else { return full_width_bracket(at, bracket, "[", None) };
    let of_names = field.is_some_and(fields::lists_names);
    let commas = ['，', '、'];
    if items.contains(commas) && !of_names {
        return propose_items(full_width_bracket(at, bracket, "[", None), whole, items, false);
    }
    let parted: Vec<&str> = items.split(commas).map(str::trim).collect();
    full_width_bracket(at, bracket, "[", Some((whole, format!("[{}]", parted.join(", ")))))
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
    of: Span,
    siblings: &[Entry],
) -> Diagnostic {
    let typed = key.value.as_str();
    let finding = UNKNOWN_FIELD
        .at(key.span, words!("there is no field `{typed}` here", "这里没有 `{typed}` 这个字段"))
        .label(words!("not known here", "此处不认识这个名称"));
    if let Some(meant) = meant {
        if siblings.iter().any(|entry| entry.key.value == meant) {
            return finding.help(words!(
                "did you mean `{meant}`? It stands here already: keep one of the two",
                "是不是想写 `{meant}`？这里已经有一个 `{meant}`，只留一个"
            ));
        }
        let certain =
            obvious_typo(typed, known.iter().copied()).filter(|near| *near == meant && !is_taken(near, key, siblings));
        return finding
            .propose(words!("did you mean `{meant}`?", "是不是想写 `{meant}`？"), key.span, meant)
            .maybe_fix(key.span, certain);
    }
    if let Some((at, fields)) = person_as_pair(known, siblings) {
        let in_braces = of.start < key.span.start;
        let said = words!("write it with the names of its fields: `{{{fields}}}`", "请写上字段名：`{{{fields}}}`");
        return finding.propose(said, at, if in_braces { fields } else { format!("{{{fields}}}") });
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
    others.any(|other| other.value == name || obvious_typo(&other.value, [name]).is_some())
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
