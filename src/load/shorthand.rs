//! Reads a text that stands in place of fields as the fields that its author meant: `{id: 收银台, name: 收银台}`.

use super::names::known_name;
use super::tree::{Entry, Kind};
use crate::id::id_from;
use crate::model::{Choice, EvidenceKind, TimeLimit};
use crate::source::Span;
use crate::yaml::flow_scalar;

/// Fields that a lone text is the value of, where they come first.
const VALUE_OF_TEXT: &[&str] = &[
    "ask",
    "name",
    "value",
    "period",
    "who",
    "mainstream",
    "do",
    "decides",
    "signal",
    "does",
    "say",
    "text",
    "against",
    "speaks",
];

/// Writes out the fields that a text most likely stands for.
pub fn as_fields(fields: &[&str], typed: &str) -> Option<String> {
    let text = Some(typed.trim()).filter(|text| !text.is_empty() && !text.contains('\n'))?;
    match fields {
        ["id", second, ..] => Some(format!("{{id: {}, {second}: {}}}", id_from(text)?, flow_scalar(text))),
        ["name", "role", ..] if let Some((name, role)) = name_and_role(text) => {
            Some(format!("{{name: {}, role: {}}}", flow_scalar(name), flow_scalar(role)))
        }
        ["kind", "source", ..] if known_name(text, EvidenceKind::WORDS).is_some() => Some(format!("{{kind: {text}}}")),
        ["kind", "source", ..] => Some(format!("{{source: {}}}", flow_scalar(text))),
        ["acknowledge", ..] => {
            let limit = TimeLimit::parse(text).or_else(|| TimeLimit::intended(text))?;
            Some(format!("{{acknowledge: {limit}}}"))
        }
        [first, ..] if VALUE_OF_TEXT.contains(first) => Some(format!("{{{first}: {}}}", flow_scalar(text))),
        _ => None,
    }
}

/// Splits a person's name from their role: `王女士，客户`, `王女士（客户）`, `客户：王女士`.
fn name_and_role(text: &str) -> Option<(&str, &str)> {
    let parts =
        text.split_once(['，', ',', '、', '：', ':', '（', '(', '；', ';', '/', '／', '|', '｜', '—', '–', '－']);
    let (name, role) = parts.or_else(|| text.split_once(" - ")).or_else(|| split_at_space(text))?;
    let (name, role) = (name.trim(), role.trim_matches(|next: char| next.is_whitespace() || "）)—–".contains(next)));
    (!name.is_empty() && !role.is_empty()).then(|| in_order(name, role))
}

/// Common roles on either side of a counter.
const USUAL_ROLES: &str = "客户 顾客 客人 家长 患者 病人 学员 经理 店长 主管 主任 店员 营业员 收银员 服务员 客服 前台 护士 医生 老师 员工 保安 \
    customer client guest patient visitor manager supervisor cashier clerk agent receptionist nurse doctor waiter";

fn is_usual_role(word: &str) -> bool {
    USUAL_ROLES.split(' ').any(|role| role == word.to_lowercase())
}

/// Two words with the name before the role: swapped where the first alone is a usual role.
fn in_order<'t>(first: &'t str, second: &'t str) -> (&'t str, &'t str) {
    if is_usual_role(first) && !is_usual_role(second) { (second, first) } else { (first, second) }
}

/// Splits `王女士 客户`, `Ms Chen customer`. A name may have several words, so one part has to be a usual role.
fn split_at_space(text: &str) -> Option<(&str, &str)> {
    let space = char::is_whitespace;
    let role_first = text.split_once(space).filter(|(first, _)| is_usual_role(first));
    text.rsplit_once(space).filter(|(_, last)| is_usual_role(last)).or(role_first)
}

/// Reads a lone pair in place of a person, `王女士: 客户`: its place, and the fields that it stands for.
pub fn person_from_pair(known: &[&str], siblings: &[Entry]) -> Option<(Span, String)> {
    let (["name", "role"], [Entry { key, value }]) = (known, siblings) else { return None };
    let Kind::Scalar(typed) = &value.kind else { return None };
    let (name, role) = in_order(key.value.trim(), typed.trim());
    let is_person = !name.is_empty() && !role.is_empty() && !typed.contains('\n');
    let at = Span { end: value.span.end, ..key.span };
    is_person.then(|| (at, format!("name: {}, role: {}", flow_scalar(name), flow_scalar(role))))
}
