//! `stage-without-exit`: a stage from which no route leads to the next.

use super::dead_end;
use crate::checks::{JourneySubject, naming};
use crate::diagnostic::Diagnostic;
use crate::locale::term;
use crate::model::{CellAt, Coverage, Phase, Stage, Touchpoint};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "stage-without-exit",
    group: Group::Journey,
    level: Level::Warning,
    summary: phrase!(
        "unknown never reaches prospect, or prospect never customer",
        "未知客户走不到潜在，或潜在客户走不到成交"
    ),
    page: page!("stage_without_exit"),
};

/// The stages that must be connected, from and to.
const REQUIRED_ROUTES: [(Stage, Stage); 2] = [(Stage::Unknown, Stage::Prospect), (Stage::Prospect, Stage::Customer)];

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    for (from, to) in REQUIRED_ROUTES {
        let Some((last, first)) = gap_ends(subject, from, to) else { continue };
        if subject.graph.stage_reaches(subject.site, subject.map.id, from, to) || has_reported_trap(subject, from) {
            continue;
        }
        let (stage, next, last_name, first_name) =
            (term(from), term(to), naming::touchpoint(last), naming::touchpoint(first));
        findings.push(
            RULE.at(
                subject.map.stage(from).span,
                words!(
                    "no way leads from the stage {} ({from}) to {} ({to})",
                    "没有一条路从{}（{from}）走到{}（{to}）",
                    stage.en,
                    next.en;
                    stage.zh,
                    next.zh
                ),
            )
            .related(last.id.span, words!("the last touchpoint here", "本阶段最后一个接触点"))
            .related(first.id.span, words!("where the next stage begins", "下一阶段从这里开始"))
            .help(words!(
                "let a behaviour lead on, such as {} to {}: `leads_to: [{}]`",
                "让其中一个行为通向下一阶段，例如让{}通向{}：`leads_to: [{}]`",
                last_name.en,
                first_name.en,
                first.id.value;
                last_name.zh,
                first_name.zh,
                first.id.value
            )),
        );
    }
}

/// The last touchpoint of one stage and the first of the next; none where no route between them is to be expected.
fn gap_ends<'s>(subject: &'s JourneySubject<'_>, from: Stage, to: Stage) -> Option<(&'s Touchpoint, &'s Touchpoint)> {
    let map = subject.map;
    if map.coverage(CellAt { stage: from, phase: Phase::Behaviour }) == Coverage::Gap {
        return None;
    }
    let last = map.touchpoints.iter().rfind(|touchpoint| touchpoint.cell.stage == from)?;
    let first = map.touchpoints.iter().find(|touchpoint| touchpoint.cell.stage == to)?;
    Some((last, first))
}

/// Whether a stage has an endless loop or a dead end, which other rules report.
pub fn has_reported_trap(subject: &JourneySubject<'_>, stage: Stage) -> bool {
    let mut touchpoints =
        subject.site.touchpoints(subject.map.id).filter(|(_, touchpoint)| touchpoint.cell.stage == stage);
    touchpoints
        .any(|(id, touchpoint)| subject.graph.is_on_endless_loop(id) || dead_end::is_dead_end(subject, id, touchpoint))
}
