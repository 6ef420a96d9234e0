//! `unanswered-request`: a request with neither an answer nor an obstacle.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unanswered-request",
    group: Group::Playbook,
    level: Level::Error,
    summary: phrase!("a request has neither an answer nor an obstacle", "客户的要求既没有答复，也没有写明障碍"),
    page: page!("unanswered_request"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for touchpoint in &subject.map.touchpoints {
        let name = naming::touchpoint(touchpoint);
        let unanswered = touchpoint.requests.iter().filter(|asked| asked.answer.is_none() && asked.obstacle.is_none());
        findings.extend(unanswered.map(|request| {
            RULE.at(
                request.ask.span(),
                words!(
                    "a request at {} has neither an answer nor an obstacle",
                    "{}有一条要求，既没有答复，也没有写明障碍",
                    name.en;
                    name.zh
                ),
            )
            .help(words!(
                "below it write `answer:` with what is done on the spot, or `obstacle:` with what stands in the way",
                "在它下面写 `answer:`（当场怎么解决），或者 `obstacle:`（卡在哪里）"
            ))
        }));
    }
}
