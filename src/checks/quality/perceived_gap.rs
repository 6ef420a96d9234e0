//! `perceived-gap`: over a stage customers get less than they expect more often than not.

use super::unmet_expectation::is_answered;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::locale::term;
use crate::model::{Choice, Satisfaction, Stage, Touchpoint};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "perceived-gap",
    group: Group::Quality,
    level: Level::Warning,
    summary: phrase!(
        "at most touchpoints of a stage customers leave below what they come with",
        "一个阶段里，多数接触点上客户离开时低于来时的期望"
    ),
    page: page!("perceived_gap"),
};

/// The fewest touchpoints of a stage that make a pattern.
const PATTERN: usize = 2;

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for &stage in Stage::ALL {
        let here = subject.map.touchpoints.iter().filter(|touchpoint| touchpoint.cell.stage == stage);
        let rated: Vec<&Touchpoint> = here.filter(|touchpoint| touchpoint.satisfaction().is_some()).collect();
        let is_below = |touchpoint: &&&Touchpoint| touchpoint.satisfaction() == Some(Satisfaction::Dissatisfied);
        let below: Vec<&Touchpoint> = rated.iter().filter(is_below).copied().collect();
        // What is not answered at the touchpoint itself, other rules tell there.
        let is_told = below.iter().any(|touchpoint| !is_answered(touchpoint));
        if below.len() >= PATTERN && 2 * below.len() > rated.len() && !is_told {
            findings.extend(finding(stage, &below, rated.len()));
        }
    }
}

/// The finding for a stage, at the touchpoint at which customers fall furthest below what they expect.
fn finding(stage: Stage, below: &[&Touchpoint], rated: usize) -> Option<Diagnostic> {
    let gap = |touchpoint: &Touchpoint| Some(touchpoint.expectation?.value - touchpoint.leaves_with()?.value);
    let widest = below.iter().rev().max_by_key(|touchpoint| gap(touchpoint))?;
    let (stage, name, count) = (term(stage), naming::touchpoint(widest), below.len());
    let finding = RULE.at(
        widest.leaves_with()?.span,
        words!(
            "stage “{}”: at {count} of {rated} touchpoints customers leave with less than they come with, furthest below at {}",
            "“{}”阶段的 {rated} 个接触点里，有 {count} 个让客户离开时低于来时的期望，差得最多的是{}",
            stage.en,
            name.en;
            stage.zh,
            name.zh
        ),
    );
    Some(finding.help(words!(
        "recoveries catch customers one by one; look for what these touchpoints have in common, and whether we promise more \
         there than we keep",
        "补救只能一个一个地接住客户；找一找这几处共同的原因，再看看是不是在那里许诺得太多"
    )))
}
