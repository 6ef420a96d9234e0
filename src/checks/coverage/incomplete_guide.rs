//! `incomplete-guide`: a stage whose 5W guide has holes.

use crate::checks::MapSubject;
use crate::diagnostic::Diagnostic;
use crate::locale::term;
use crate::model::{Choice, Practice, Question, Stage, StagePlan};
use crate::rule::{Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "incomplete-guide",
    group: Group::Coverage,
    level: Level::Warning,
    summary: phrase!("the 5W guide of a stage lacks a W, or a W its innovative side", "5W 指南缺项，或缺创新做法"),
    page: page!("incomplete_guide"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let map = subject.map;
    // Where the map has faults, an answer may be what could not be read.
    if map.faulty || !map.stages.iter().any(is_begun) {
        return;
    }
    for &stage in Stage::ALL {
        let plan = map.stage(stage);
        let is_used = is_begun(plan) || plan.cells.iter().any(|cell| cell.count > 0);
        let (missing, halved) = (missing(plan), halved(plan));
        if !is_used || missing.is_empty() && halved.is_empty() {
            continue;
        }
        let name = term(stage);
        let mut finding = RULE.at(
            plan.span,
            words!("the 5W guide of the stage {} is incomplete", "{}阶段的 5W 指南不完整", name.en; name.zh),
        );
        for (_, practice) in &halved {
            if let Some(span) = practice.span {
                finding = finding.related(span, words!("no innovative side", "缺创新做法"));
            }
        }
        if !missing.is_empty() {
            let list = listed(&missing);
            finding = finding.help(words!("answer under `guide:` also {}", "在 `guide:` 下补上 {}", list.en; list.zh));
        }
        if !halved.is_empty() {
            let list = listed(&halved);
            finding = finding.help(words!(
                "write what would be better, `innovative: ...`, for {}",
                "给 {}写上创新做法 `innovative: ...`",
                list.en;
                list.zh
            ));
        }
        findings.push(finding);
    }
}

type Asked<'p> = (Question, &'p Practice);

fn asked(plan: &StagePlan) -> impl Iterator<Item = Asked<'_>> {
    Question::ALL.iter().copied().zip(&plan.guide)
}

fn is_answered(practice: &Practice) -> bool {
    practice.mainstream.is_some() || practice.innovative.is_some()
}

fn is_begun(plan: &StagePlan) -> bool {
    plan.guide.iter().any(is_answered)
}

fn missing(plan: &StagePlan) -> Vec<Asked<'_>> {
    asked(plan).filter(|(_, practice)| !is_answered(practice)).collect()
}

/// The questions with a mainstream answer alone.
fn halved(plan: &StagePlan) -> Vec<Asked<'_>> {
    asked(plan).filter(|(_, practice)| is_answered(practice) && practice.innovative.is_none()).collect()
}

/// Questions as they are typed, and in Chinese also as they are called.
fn listed(questions: &[Asked<'_>]) -> Words {
    let en: Vec<_> = questions.iter().map(|(question, _)| format!("`{question}`")).collect();
    let zh: Vec<_> = questions.iter().map(|(question, _)| format!("`{question}`（{}）", term(*question).zh)).collect();
    words!("{}", "{}", en.join(", "); zh.join("、"))
}
