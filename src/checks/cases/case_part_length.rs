//! `case-part-length`: a part of a case that is too short or too long.

use super::case_name;
use crate::checks::CaseSubject;
use crate::diagnostic::Diagnostic;
use crate::model::{PARTS, length, prose};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "case-part-length",
    group: Group::Cases,
    level: Level::Warning,
    summary: phrase!("a part of a case is too short or too long", "案例的某一部分太短或太长"),
    page: page!("case_part_length"),
};

pub(super) fn check(subject: &CaseSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let language = &subject.case.language;
    let name = case_name(subject);
    for ((number, part), range) in (1..).zip(&subject.case.parts).zip(PARTS) {
        let Some(part) = part.as_ref().filter(|part| !part.is_empty) else { continue };
        let range = range.in_language(language);
        let count = length(&prose(&part.body), language);
        if (range.least..=range.most).contains(&count) {
            continue;
        }
        let (en_unit, zh_unit) = if language.counts_characters() { ("characters", "字") } else { ("words", "词") };
        let expected = match range.least {
            0 => words!("up to {} {en_unit}", "应不超过 {} {zh_unit}", range.most),
            least => words!("{least} to {} {en_unit}", "应为 {least} 到 {} {zh_unit}", range.most),
        };
        let help = if count < range.least {
            words!(
                "write what is missing: the minutes, the words as they were said, who stood by",
                "补上还没写的：几点几分、原话、旁边有谁"
            )
        } else {
            words!("keep what a reader needs, and leave out the rest", "留下读者用得着的，其余删去")
        };
        findings.push(
            RULE.at(
                part.span,
                words!(
                    "part {number} of {} has {count} {en_unit}; {} are wanted",
                    "{}的第 {number} 部分有 {count} {zh_unit}，{}",
                    name.en,
                    expected.en;
                    name.zh,
                    expected.zh
                ),
            )
            .help(help),
        );
    }
}
