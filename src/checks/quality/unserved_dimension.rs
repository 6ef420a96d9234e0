//! `unserved-dimension`: a dimension of service quality that is at stake nowhere in a map.

use crate::checks::MapSubject;
use crate::diagnostic::Diagnostic;
use crate::locale::term;
use crate::model::{Choice, Quality};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unserved-dimension",
    group: Group::Quality,
    level: Level::Note,
    summary: phrase!(
        "a dimension of service quality is at stake nowhere in the map",
        "有一个服务质量维度，整张图都没有涉及"
    ),
    page: page!("unserved_dimension"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let written: Vec<_> = subject.map.touchpoints.iter().flat_map(|touchpoint| &touchpoint.quality).collect();
    let Some(first) = written.first() else { return };
    let is_written = |dimension: Quality| written.iter().any(|quality| quality.value == dimension);
    let missing: Vec<_> =
        Quality::ALL.iter().filter(|&&dimension| !is_written(dimension)).map(|&it| term(it)).collect();
    if missing.is_empty() {
        return;
    }
    let en: Vec<_> = missing.iter().map(|name| name.en.as_str()).collect();
    let zh: Vec<_> = missing.iter().map(|name| name.zh.as_str()).collect();
    let finding = RULE
        .at(
            first.span,
            words!(
                "at stake nowhere in this map: {}",
                "这张图没有一处涉及：{}",
                en.join(", ").to_lowercase();
                zh.join("、")
            ),
        )
        .help(words!(
            "ask at which touchpoint customers would miss it first, and add it to `quality:` there",
            "想一想客户最先会在哪个接触点感到缺了它，写进那里的 `quality:`"
        ));
    findings.push(Diagnostic { of_whole_map: true, ..finding });
}
