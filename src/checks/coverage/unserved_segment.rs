//! `unserved-segment`: a kind of customers without a touchpoint in a stage where others have one.

use std::collections::BTreeSet;

use crate::checks::MapSubject;
use crate::checks::naming::text;
use crate::diagnostic::Diagnostic;
use crate::locale::term;
use crate::model::{Choice, Config, SegmentId, Stage, Touchpoint};
use crate::rule::{Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unserved-segment",
    group: Group::Coverage,
    level: Level::Warning,
    summary: phrase!(
        "a segment has no touchpoint in a stage where others have one",
        "别的客群在这个阶段有接触点，有一个客群没有"
    ),
    page: page!("unserved_segment"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let (config, map) = (subject.config, subject.map);
    // A fault in the map may hide a touchpoint.
    if map.faulty {
        return;
    }
    let served_somewhere = served(config, map.touchpoints.iter());
    for &stage in Stage::ALL {
        let of_stage: Vec<&Touchpoint> = map.touchpoints.iter().filter(|one| one.cell.stage == stage).collect();
        let served_here = served(config, of_stage.iter().copied());
        let unserved: Vec<SegmentId> = served_somewhere.difference(&served_here).copied().collect();
        let Some(first) = of_stage.first().filter(|_| !unserved.is_empty()) else { continue };
        let (stage, names) = (term(stage), list(config, &unserved));
        findings.push(
            RULE.at(
                first.id.span,
                words!(
                    "nothing in the stage {} is for {}",
                    "{}阶段没有为{}而设的接触点",
                    stage.en, names.en; stage.zh, names.zh
                ),
            )
            .help(words!(
                "write a touchpoint for them, add them to `segments` of one, or take `segments` away from one that is for all",
                "为他们写一个接触点，或者把他们加进某个接触点的 `segments`；人人都用得上的接触点，就把 `segments` 去掉"
            )),
        );
    }
}

/// The segments that some of the touchpoints are for, without those that are not served at all.
fn served<'t>(config: &Config, touchpoints: impl Iterator<Item = &'t Touchpoint>) -> BTreeSet<SegmentId> {
    let mut served = BTreeSet::new();
    for touchpoint in touchpoints {
        match &touchpoint.segments[..] {
            [] => served.extend((0..config.segments.len()).map(|number| SegmentId(number as u32))),
            named => served.extend(named.iter().map(|segment| segment.value)),
        }
    }
    served.into_iter().filter(|&id| config.segment(id).is_ours()).collect()
}

fn list(config: &Config, segments: &[SegmentId]) -> Words {
    let names: Vec<Words> = segments.iter().map(|&id| text(&config.segment(id).name)).collect();
    let en: Vec<String> = names.iter().map(|name| format!("“{}”", name.en)).collect();
    let zh: Vec<String> = names.iter().map(|name| format!("“{}”", name.zh)).collect();
    words!("{}", "{}", en.join(", "); zh.concat())
}
