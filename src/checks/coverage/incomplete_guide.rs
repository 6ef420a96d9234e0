//! `incomplete-guide`: a 5W guide that lacks answers, or innovative ones.

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
    // A fault in the map may hide an answer.
    if map.faulty || !map.stages.iter().any(has_answers) {
        return;
    }
    for &stage in Stage::ALL {
        let plan = map.stage(stage);
        let is_used = has_answers(plan) || plan.cells.iter().any(|cell| cell.count > 0);
        let (unanswered, not_innovative) = (unanswered(plan), not_innovative(plan));
        if !is_used || unanswered.is_empty() && not_innovative.is_empty() {
            continue;
        }
        let name = term(stage);
        let mut finding = RULE.at(
            plan.span,
            words!("the 5W guide of the stage {} is incomplete", "{}阶段的 5W 指南不完整", name.en; name.zh),
        );
        for (_, practice) in &not_innovative {
            if let Some(span) = practice.span {
                finding = finding.related(span, words!("no innovative side", "缺创新做法"));
            }
        }
        if !unanswered.is_empty() {
            let list = list_questions(&unanswered);
            finding = finding.help(words!("answer under `guide:` also {}", "在 `guide:` 下补上 {}", list.en; list.zh));
        }
        if !not_innovative.is_empty() {
            let list = list_questions(&not_innovative);
            finding = finding.help(words!(
                "write what would be better, `innovative: ...`, under `guide:` for {}",
                "给 `guide:` 下的 {} 写上创新做法 `innovative: ...`",
                list.en;
                list.zh
            ));
        }
        findings.push(finding);
    }
}

type Answer<'p> = (Question, &'p Practice);

fn answers(plan: &StagePlan) -> impl Iterator<Item = Answer<'_>> {
    Question::ALL.iter().copied().zip(&plan.guide)
}

fn is_answered(practice: &Practice) -> bool {
    practice.mainstream.is_some() || practice.innovative.is_some()
}

fn has_answers(plan: &StagePlan) -> bool {
    plan.guide.iter().any(is_answered)
}

fn unanswered(plan: &StagePlan) -> Vec<Answer<'_>> {
    answers(plan).filter(|(_, practice)| !is_answered(practice)).collect()
}

/// The questions with a mainstream answer alone.
fn not_innovative(plan: &StagePlan) -> Vec<Answer<'_>> {
    answers(plan).filter(|(_, practice)| is_answered(practice) && practice.innovative.is_none()).collect()
}

/// Questions by their field names, in Chinese followed by their Chinese names.
fn list_questions(questions: &[Answer<'_>]) -> Words {
    let en: Vec<_> = questions.iter().map(|(question, _)| format!("`{question}`")).collect();
    let zh: Vec<_> = questions.iter().map(|(question, _)| format!("`{question}`（{}）", term(*question).zh)).collect();
    words!("{}", "{}", en.join(", "); zh.join("、"))
}
