//! `incomplete-case-header`: a case without its time, its place, or the people and their roles.

use super::{case_name, is_unwritten};
use crate::checks::CaseSubject;
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "incomplete-case-header",
    group: Group::Cases,
    level: Level::Error,
    summary: phrase!(
        "a case lacks its exact time, its place, or the people with their roles",
        "案例缺少准确时间、地点，或人物及其角色"
    ),
    page: page!("incomplete_case_header"),
};

pub(super) fn check(subject: &CaseSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let (case, name) = (subject.case, case_name(subject));
    if case.hidden.header || is_unwritten(subject) {
        return;
    }
    let missing =
        |en: &str, zh: &str| RULE.at(subject.headline(), words!("{} lacks {en}", "{}没有写{zh}", name.en; name.zh));
    match &case.when {
        None => findings.push(
            missing("its exact time", "准确时间")
                .help(words!("write it as `when: 2026-04-22 13:10`", "写作 `when: 2026-04-22 13:10`")),
        ),
        Some(when) if when.value.1.is_none() => findings.push(
            RULE.at(
                when.span,
                words!("{} says the day, but not the hour", "{}只写了日期，没有写几点几分", name.en; name.zh),
            )
            .help(words!(
                "add the time of day: `when: {} 13:10`",
                "补上几点几分：`when: {} 13:10`",
                when.value.0
            )),
        ),
        Some(_) => {}
    }
    if case.place.is_none() {
        findings.push(missing("its exact place", "准确地点").help(words!(
            "write it as `place: ...`, so exactly that one could stand there",
            "写作 `place: 地点`，具体到能让人站到那个位置"
        )));
    }
    if case.people.is_empty() {
        findings.push(missing("the people involved", "在场人物").help(words!(
            "write `people:` and below it a line each: `- {{name: ..., role: ...}}`; no real names",
            "写 `people:`，下面一人一行：`- {{name: 称呼, role: 角色}}`；不写真名"
        )));
    }
    for person in case.people.iter().filter(|person| person.role.is_none()) {
        let who = person.name.first();
        findings.push(
            RULE.at(
                person.name.span(),
                words!("{} does not say what “{who}” was there", "{}没有写“{who}”是什么角色", name.en; name.zh),
            )
            .help(words!(
                "write the role beside the name: `{{name: {who}, role: customer}}`",
                "在称呼后面写上角色：`{{name: {who}, role: 客户}}`"
            )),
        );
    }
}
