//! `no-way-back`: departing customers who neither come back nor leave for good.

use super::stage_without_exit::has_reported_trap;
use crate::checks::JourneySubject;
use crate::diagnostic::Diagnostic;
use crate::model::{CellAt, Coverage, Phase, Stage};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "no-way-back",
    group: Group::Journey,
    level: Level::Warning,
    summary: phrase!(
        "departing customers are neither won back nor gone for good",
        "离开客户既没有被挽回，也没有写明就此离去"
    ),
    page: page!("no_way_back"),
};

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    let (site, map) = (subject.site, subject.map);
    let departing: Vec<_> =
        map.touchpoints.iter().filter(|touchpoint| touchpoint.cell.stage == Stage::Departing).collect();
    let has_behaviour = map.coverage(CellAt { stage: Stage::Departing, phase: Phase::Behaviour }) == Coverage::Covered;
    let comes_back = |to| subject.graph.stage_reaches(site, map.id, Stage::Departing, to);
    let ends = departing.iter().any(|touchpoint| touchpoint.leads_to.as_ref().is_some_and(|links| links.is_empty()));
    if !has_behaviour
        || ends
        || comes_back(Stage::Prospect)
        || comes_back(Stage::Customer)
        || has_reported_trap(subject, Stage::Departing)
    {
        return;
    }
    let behaviours = departing.iter().filter(|touchpoint| touchpoint.cell.phase == Phase::Behaviour);
    let mut finding = RULE.at(
        map.stage(Stage::Departing).span,
        words!(
            "departing customers neither come back nor leave for good",
            "离开客户（departing）既没有回来的路，也没有写明就此离去"
        ),
    );
    for behaviour in behaviours {
        finding = finding.related(behaviour.id.span, words!("what happens after this?", "这之后怎样？"));
    }
    findings.push(finding.help(words!(
        "let a behaviour lead to a contact of prospect or customer, `leads_to: [...]`, or end it, `leads_to: []`",
        "让其中一个行为通向潜在客户或成交客户的接触点：`leads_to: [编号]`；或写明就此离去：`leads_to: []`"
    )));
}
