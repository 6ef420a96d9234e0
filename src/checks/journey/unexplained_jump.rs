//! `unexplained-jump`: a link against the fatal order without a reason.

use crate::checks::{JourneySubject, naming};
use crate::diagnostic::Diagnostic;
use crate::graph::LinkKind;
use crate::model::{Link, LinkEnd, Touchpoint, TouchpointId};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unexplained-jump",
    group: Group::Journey,
    level: Level::Error,
    summary: phrase!("a link leaves the fatal order and does not say why", "去向不按致命的次序，又没有写原因"),
    page: page!("unexplained_jump"),
};

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    for (id, touchpoint) in subject.site.touchpoints(subject.map.id) {
        for link in touchpoint.leads_to.iter().flat_map(|links| &links.value) {
            if let LinkEnd::Touchpoint(to) = link.to
                && link.because.is_none()
                && LinkKind::of(subject.site, id, to) == LinkKind::Jump
            {
                findings.push(unexplained(subject, touchpoint, link, to));
            }
        }
    }
}

fn unexplained(subject: &JourneySubject<'_>, from: &Touchpoint, link: &Link, to: TouchpointId) -> Diagnostic {
    let target = subject.site.touchpoint(to);
    let (here, there) = (naming::touchpoint(from), naming::touchpoint(target));
    let (from_cell, to_cell) = (naming::cell(from.cell), naming::cell(target.cell));
    let message = if target.id.span == from.id.span {
        words!("{} leads to itself without saying why", "{}通向自己，没有写原因", here.en; here.zh)
    } else {
        words!(
            "{} jumps to {} without saying why",
            "{}跳到{}，没有写原因",
            here.en,
            there.en;
            here.zh,
            there.zh
        )
    };
    RULE.at(link.span, message)
    .label(words!("from {} to {}", "从 {} 到 {}", from_cell.en, to_cell.en; from_cell.zh, to_cell.zh))
    .related(target.id.span, words!("it leads here", "通向这里"))
    .help(words!(
        "give the reason: `{{to: {}, because: ...}}`",
        "请写明原因：`{{to: {}, because: ...}}`",
        subject.site.reference(to, subject.map.id)
    ))
    .help(words!(
        "only these need none: to the next phase of the same stage; to another touchpoint of the same cell; from a behaviour to a contact of the same stage, \
         of the next stage, or, from departing, of prospect or customer",
        "不用写原因的只有：到同一阶段的下一环节；到同一格的另一个接触点；从行为预测到同一阶段、下一阶段的接触点；从离开客户的行为预测到潜在客户或成交客户的接触点"
    ))
}

#[cfg(test)]
mod tests {
    use crate::graph::LinkKind::{self, *};
    use crate::model::{CellAt, Phase::*, Stage::*};

    #[test]
    fn of_the_links_that_leave_their_cell_four_kinds_explain_themselves() {
        let examples = [
            ((Customer, Contact), (Customer, FirstImpression), NextPhase),
            ((Customer, Attitude), (Customer, Behaviour), NextPhase),
            ((Customer, Behaviour), (Customer, Contact), Again),
            ((Unknown, Behaviour), (Prospect, Contact), NextStage),
            ((Customer, Behaviour), (Departing, Contact), NextStage),
            ((Departing, Behaviour), (Prospect, Contact), WonBack),
            ((Departing, Behaviour), (Customer, Contact), WonBack),
            // Skipping a phase, going back, staying, skipping a stage, turning back into strangers.
            ((Customer, Contact), (Customer, Attitude), Jump),
            ((Customer, Attitude), (Customer, FirstImpression), Jump),
            ((Customer, Contact), (Customer, Contact), Jump),
            ((Customer, Behaviour), (Customer, Behaviour), Jump),
            ((Customer, Contact), (Departing, Contact), Jump),
            ((Customer, Contact), (Prospect, FirstImpression), Jump),
            ((Unknown, Behaviour), (Customer, Contact), Jump),
            ((Customer, Behaviour), (Prospect, Contact), Jump),
            ((Departing, Behaviour), (Unknown, Contact), Jump),
            ((Departing, Behaviour), (Customer, FirstImpression), Jump),
        ];
        for ((stage, phase), (to_stage, to_phase), kind) in examples {
            let (from, to) = (CellAt { stage, phase }, CellAt { stage: to_stage, phase: to_phase });
            assert_eq!(LinkKind::between(from, to), kind, "a link from {} to {}", from.code(), to.code());
        }
    }
}
