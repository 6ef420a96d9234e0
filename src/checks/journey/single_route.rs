//! `single-route`: a touchpoint with a negative perception on every route through its stage.

use crate::checks::{JourneySubject, naming};
use crate::diagnostic::Diagnostic;
use crate::locale::term;
use crate::model::{Choice, Stage};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "single-route",
    group: Group::Journey,
    level: Level::Note,
    summary: phrase!(
        "every route through a stage passes one touchpoint that ends below zero",
        "本阶段的每条路都要经过一个认知为负的接触点"
    ),
    page: page!("single_route"),
};

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    for &stage in Stage::ALL {
        for id in subject.graph.on_every_route(subject.site, subject.map.id, stage) {
            let touchpoint = subject.site.touchpoint(id);
            let Some(low) = touchpoint.leaves_with().filter(|perception| perception.value < 0) else { continue };
            let leave = naming::perception(low.value);
            let (name, stage) = (naming::touchpoint(touchpoint), term(stage));
            findings.push(
                RULE.at(
                    touchpoint.id.span,
                    words!(
                        "every route through the stage {1} passes {0}, which customers leave at {leave}",
                        "{1}阶段的每条路都要经过{0}，客户离开那里时认知为 {leave}",
                        name.en,
                        stage.en;
                        name.zh,
                        stage.zh
                    ),
                )
                .related(low.span, words!("what they leave with", "离开时的认知"))
                .help(words!(
                    "improve this touchpoint first, or open a second way beside it",
                    "请最先改进这个接触点，或在旁边另开一条路"
                )),
            );
        }
    }
}
