//! `missing-stance`: a touchpoint that lists requests but has no stance for the others.

use super::contacts;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "missing-stance",
    group: Group::Playbook,
    level: Level::Note,
    summary: phrase!("nothing settles what the list did not foresee", "清单没有料到的要求，没有共同的立场来定夺"),
    page: page!("missing_stance"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let lists_requests = contacts(subject.map).filter(|touchpoint| !touchpoint.requests.is_empty());
    for touchpoint in lists_requests.filter(|touchpoint| touchpoint.stance.is_none()) {
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(
                touchpoint.id.span,
                words!(
                    "{} has no stance for what its list of requests did not foresee",
                    "{}没有写立场，清单之外的要求无从定夺",
                    name.en;
                    name.zh
                ),
            )
            .help(words!(
                "write `stance:` with the sentence that decides a doubtful case",
                "写 `stance:`，用一句话说清拿不准时往哪边定"
            )),
        );
    }
}
