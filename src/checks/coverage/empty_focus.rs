//! `empty-focus`: a stage without a focus, where other stages have one.

use crate::checks::MapSubject;
use crate::diagnostic::Diagnostic;
use crate::locale::term;
use crate::model::{Choice, Stage};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "empty-focus",
    group: Group::Coverage,
    level: Level::Warning,
    summary: phrase!(
        "a stage does not say what to concentrate on, where others do",
        "别的阶段写了营销重点，这个阶段没有"
    ),
    page: page!("empty_focus"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let map = subject.map;
    // A fault in the map may hide a focus.
    if map.faulty || map.stages.iter().all(|plan| plan.focus.is_empty()) {
        return;
    }
    for &stage in Stage::ALL {
        let plan = map.stage(stage);
        if plan.focus.is_empty() && plan.cells.iter().any(|cell| cell.count > 0) {
            let name = term(stage);
            findings.push(
                RULE.at(
                    plan.span,
                    words!(
                        "the stage {} has no focus ({})",
                        "{}阶段没有写营销重点（{}）",
                        name.en,
                        stage.focus_code();
                        name.zh,
                        stage.focus_code()
                    ),
                )
                .help(words!(
                    "say what to concentrate on, the most important first: `focus: [..., ...]`",
                    "写明着力在哪里，最重要的在前：`focus: [..., ...]`"
                )),
            );
        }
    }
}
