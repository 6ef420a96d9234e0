//! `missing-case-part`: a case that lacks one of its six parts.

use super::{case_name, is_unwritten};
use crate::checks::CaseSubject;
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::rule::{Group, Level, Rule};
use crate::words::{Lang, Words};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "missing-case-part",
    group: Group::Cases,
    level: Level::Error,
    summary: phrase!("a case lacks one of its six parts", "案例缺少六个部分中的一个"),
    page: page!("missing_case_part"),
};

pub(super) fn check(subject: &CaseSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let case = subject.case;
    if is_unwritten(subject) {
        // A file with neither a header nor a part is reported already.
        if !case.hidden.header || case.parts.iter().any(Option::is_some) {
            findings.push(unwritten(subject));
        }
        return;
    }
    let name = case_name(subject);
    for (number, part) in (1..).zip(&case.parts) {
        let Some(part) = part.as_ref().filter(|part| part.is_empty) else { continue };
        let heading = part_name(number);
        findings.push(
            RULE.at(
                part.span,
                words!("part {number} of {} is still to be written", "{}的第 {number} 部分还没有写", name.en; name.zh),
            )
            .help(words!(
                "write below the heading: {}; where there is nothing to say, say that",
                "在标题下面写：{}；没有可写的，就写明没有",
                heading.en;
                heading.zh
            )),
        );
    }
    if !case.hidden.parts {
        findings.extend(absent(subject, &name));
    }
}

/// A finding for the parts whose headings are missing.
fn absent(subject: &CaseSubject<'_>, name: &Words) -> Option<Diagnostic> {
    let absent: Vec<usize> =
        (1..).zip(&subject.case.parts).filter(|(_, part)| part.is_none()).map(|(number, _)| number).collect();
    let first = *absent.first()?;
    let numbers: Vec<String> = absent.iter().map(usize::to_string).collect();
    let heading = part_name(first);
    let finding = RULE.at(
        subject.headline(),
        words!(
            "{} lacks part{} {}",
            "{}缺少第 {} 部分",
            name.en,
            if absent.len() == 1 { "" } else { "s" },
            numbers.join(", ");
            name.zh,
            numbers.join("、")
        ),
    );
    Some(finding.help(words!(
        "write it under a heading with its number: `## {first} {}`",
        "用带序号的标题起头再写：`## {first} {}`",
        heading.en;
        heading.zh
    )))
}

/// A finding for an unwritten case that lists all that is missing.
fn unwritten(subject: &CaseSubject<'_>) -> Diagnostic {
    let (case, name) = (subject.case, case_name(subject));
    let in_header = [
        (case.title.is_none(), words!("`title`", "标题 `title`")),
        (case.when.is_none(), words!("the exact time (`when`)", "准确时间 `when`")),
        (case.place.is_none(), words!("the exact place (`place`)", "准确地点 `place`")),
        (case.people.is_empty(), words!("the people and their roles (`people`)", "在场人物及角色 `people`")),
        (case.outcome.is_none(), words!("how it ended (`outcome`)", "结果 `outcome`")),
    ];
    let missing = in_header.into_iter().filter(|(missing, _)| *missing && !case.hidden.header);
    let mut wanted: Vec<Words> = missing.map(|(_, field)| field).collect();
    wanted.push(words!(
        "the six parts, below headings such as `## 1 {}`",
        "六个部分，各写在自己的标题下，如 `## 1 {}`",
        part_name(1).en;
        part_name(1).zh
    ));
    if !case.anonymised && !case.hidden.header {
        wanted.push(words!(
            "and, once nobody can be recognised, `anonymised: true`",
            "确认认不出任何真人之后，再写 `anonymised: true`"
        ));
    }
    let [en, zh] = [Lang::En, Lang::Zh].map(|lang| wanted.iter().map(|one| one.get(lang)).collect::<Vec<_>>());
    RULE.at(subject.headline(), words!("{} is still to be written", "{}还没有写", name.en; name.zh))
        .help(words!("fill in: {}", "请填写：{}", en.join("; "); zh.join("；")))
}

fn part_name(number: usize) -> Words {
    let [en, zh] = [Lang::En, Lang::Zh].map(|lang| Locale::built_in(lang).word(&format!("part-{number}")).to_owned());
    Words { en, zh }
}
