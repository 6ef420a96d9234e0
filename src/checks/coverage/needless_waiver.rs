//! `needless-waiver`: a waiver of a stage or cell that has content.

use crate::checks::MapSubject;
use crate::diagnostic::Diagnostic;
use crate::locale::term;
use crate::model::{Cell, CellAt, Choice, Phase, Stage, StagePlan};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "needless-waiver",
    group: Group::Coverage,
    level: Level::Warning,
    summary: phrase!(
        "a stage or cell is called not applicable, yet something stands there",
        "写了不适用，那里却有内容"
    ),
    page: page!("needless_waiver"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for &stage in Stage::ALL {
        let plan = subject.map.stage(stage);
        if let Some(waiver) = plan.waiver.as_ref().filter(|_| is_needless_for_stage(plan)) {
            let name = term(stage);
            let mut finding = RULE.at(
                waiver.span,
                words!(
                    "the stage {} is called not applicable, yet its phases say otherwise",
                    "{}阶段写了不适用，它的环节里却另有内容",
                    name.en;
                    name.zh
                ),
            );
            for cell in plan.cells.iter().filter(|cell| has_content(cell)) {
                finding = finding.related(cell.span, words!("something stands here", "这里有内容"));
            }
            findings.push(finding.help(words!(
                "delete `not_applicable` of the stage, and waive each phase that does not apply by itself",
                "删掉阶段的 `not_applicable`；确实不适用的环节，逐个写明"
            )));
        }
        for &phase in Phase::ALL {
            let at = CellAt { stage, phase };
            let cell = subject.map.cell(at);
            if let Some(waiver) = cell.waiver.as_ref().filter(|_| is_needless_for_cell(cell)) {
                findings.push(
                    RULE.at(
                        waiver.span,
                        words!(
                            "cell {} is called not applicable, yet has touchpoints",
                            "{} 格写了不适用，却有接触点",
                            at.code()
                        ),
                    )
                    .help(words!("delete `not_applicable`, or the touchpoints", "删掉 `not_applicable`，或删掉接触点")),
                );
            }
        }
    }
}

/// Whether a waived stage has content.
pub fn is_needless_for_stage(plan: &StagePlan) -> bool {
    plan.waiver.is_some() && plan.cells.iter().any(has_content)
}

/// Whether a waived cell has touchpoints.
pub fn is_needless_for_cell(cell: &Cell) -> bool {
    cell.waiver.is_some() && cell.count > 0
}

fn has_content(cell: &Cell) -> bool {
    cell.count > 0 || cell.waiver.is_some()
}
