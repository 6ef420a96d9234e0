//! `empty-cell`: a cell with neither touchpoints nor a waiver.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{CellAt, Coverage};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "empty-cell",
    group: Group::Coverage,
    level: Level::Error,
    summary: phrase!("a cell has neither touchpoints nor a waiver", "格子里既没有接触点，也没有写明不适用"),
    page: page!("empty_cell"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for at in CellAt::all().filter(|&at| subject.map.coverage(at) == Coverage::Gap) {
        let (code, cell) = (at.code(), naming::cell(at));
        findings.push(
            RULE.at(
                subject.map.cell(at).span,
                words!(
                    "cell {code} is empty: `{}` has no touchpoint in `{}`",
                    "{code} 格是空的：`{}` 阶段的 `{}` 没有接触点",
                    at.stage,
                    at.phase
                ),
            )
            .label(words!("{}: nothing here", "{}：这里什么也没有", cell.en; cell.zh))
            .help(words!(
                "list a touchpoint: `- {{id: ..., name: ...}}`, or write `not_applicable:` with the reason",
                "写一个接触点：`- {{id: ..., name: ...}}`；确实不适用时，写 `not_applicable:` 和理由"
            )),
        );
    }
}
