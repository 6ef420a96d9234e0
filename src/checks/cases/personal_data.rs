//! `personal-data`: numbers and addresses in a case by which a person could be found.

use crate::checks::{CaseSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::source::Span;
use crate::words::Words;
use crate::{phrase, words};
use patterns::{PersonalDataKind, find_personal_data};

mod candidate;
mod for_script;
mod numbers;
mod patterns;

pub use for_script::for_script;
pub use patterns::redact;

/// The rule `personal-data`.
pub static RULE: Rule = Rule {
    name: "personal-data",
    group: Group::Cases,
    level: Level::Error,
    summary: phrase!(
        "a telephone, identity, card or plate number or an e-mail address in a case",
        "案例里有电话、证件号、卡号、车牌或邮箱"
    ),
    page: page!("personal_data"),
};

pub(super) fn check(subject: &CaseSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let (case, written) = (subject.case, &subject.case.written);
    let at = case.touchpoints.first().map(|first| naming::touchpoint(subject.site.touchpoint(first.value)));
    let a_case = at.map_or(words!("a case", "案例"), |at| words!("a case at {}", "{}的案例", at.en; at.zh));
    let personal_data_at = |at: Span, what: &Words, kind: &PersonalDataKind| {
        RULE.at(
            at,
            words!("{} gives away somebody's {}", "{}里有某人的{}", what.en, kind.name.en; what.zh, kind.name.zh),
        )
    };
    for (place, kind) in find_personal_data(written) {
        let start = written.span.start as usize;
        let span = Span::new(written.span.source, start + place.start..start + place.end);
        let finding =
            personal_data_at(span, &a_case, kind).label(words!("somebody could be found by this", "凭这个能找到真人"));
        findings.push(finding.help(words!(
            "cross it out or say what it was: `{}`",
            "打上星号，或者写明原来是什么：`{}`",
            kind.replacement.en;
            kind.replacement.zh
        )));
    }
    for (_, kind) in find_personal_data(&case.name) {
        let file = words!("the file name of {}", "{}的文件名", a_case.en; a_case.zh);
        let finding = personal_data_at(subject.headline(), &file, kind);
        findings.push(finding.help(words!("give the file another name", "请给文件改个名字")));
    }
}
