//! `thin-cell`: a cell with fewer touchpoints than the method's four.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{CellAt, Coverage};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "thin-cell",
    group: Group::Coverage,
    level: Level::Off,
    summary: phrase!("a cell has fewer touchpoints than the method's four", "一格里的接触点不足四个"),
    page: page!("thin_cell"),
};

/// The number of touchpoints that the method ranks in a cell.
const FULL: usize = 4;

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for at in CellAt::all().filter(|&at| subject.map.coverage(at) == Coverage::Covered) {
        let cell = subject.map.cell(at);
        if cell.count < FULL && !cell.unreadable {
            findings.push(
                RULE.at(
                    cell.span,
                    words!(
                        "cell {} has {} of {FULL} touchpoints",
                        "{} 格只有 {} 个接触点，应有 {FULL} 个",
                        at.code(),
                        cell.count
                    ),
                )
                .label(naming::cell(at))
                .help(words!(
                    "ask where else the customer could be here, and add it by rank: `- {{id: ..., name: ...}}`",
                    "想一想客户在这一步还会遇到什么，按次序补上：`- {{id: ..., name: ...}}`"
                )),
            );
        }
    }
}
