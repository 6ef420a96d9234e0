//! `incomplete-moment`: a moment that lacks one of its steps.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::locale::term;
use crate::model::{Choice, Moment, Step};
use crate::rule::{Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "incomplete-moment",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("a moment lacks exploring, offering, acting or confirming", "关键时刻缺了探求、提议、行动或确认"),
    page: page!("incomplete_moment"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    // Where no staff are, a moment has no required steps.
    for touchpoint in subject.map.touchpoints.iter().filter(|touchpoint| touchpoint.attended) {
        let Some(moment) = &touchpoint.moment else { continue };
        let unplayed: Vec<Step> = Step::ALL.iter().copied().filter(|&step| !is_played(moment, step)).collect();
        let Some(&first) = unplayed.first() else { continue };
        let (name, steps) = (naming::touchpoint(touchpoint), list_steps(&unplayed));
        // The finding is at a step that was begun, if there is one.
        let begun = unplayed.iter().find_map(|step| moment.steps[step.index()].as_ref());
        findings.push(
            RULE.at(
                begun.map_or(moment.span, |play| play.span),
                words!("the moment of {} lacks: {}", "{}的关键时刻缺少：{}", name.en, steps.en; name.zh, steps.zh),
            )
            .help(words!(
                "write the step with the words to say or the act to do: `{first}: {{say: ...}}`",
                "补上这一步，写出要说的话或要做的动作：`{first}: {{say: ...}}`"
            )),
        );
    }
}

fn is_played(moment: &Moment, step: Step) -> bool {
    moment.steps[step.index()].as_ref().is_some_and(|play| !play.say.is_empty() || !play.actions.is_empty())
}

fn list_steps(steps: &[Step]) -> Words {
    let (en, zh): (Vec<String>, Vec<String>) =
        steps.iter().map(|&step| (format!("`{step}`"), format!("{}（`{step}`）", term(step).zh))).unzip();
    Words { en: en.join(", "), zh: zh.join("、") }
}
