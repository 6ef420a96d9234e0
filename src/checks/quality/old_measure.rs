//! `old-measure`: a measure older than the review period of its map.

use jiff::Span;

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "old-measure",
    group: Group::Quality,
    level: Level::Note,
    summary: phrase!("a measure is older than the review period of its map", "指标已经超过了图的审阅周期"),
    page: page!("old_measure"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let (Some(today), Some(days)) = (subject.today, subject.map.review_every.as_ref()) else { return };
    let Ok(interval) = Span::new().try_days(i64::from(days.value)) else { return };
    for touchpoint in &subject.map.touchpoints {
        for date in touchpoint.measures.iter().filter_map(|measure| measure.date) {
            // An interval that ends beyond the calendar never runs out.
            if date.value.checked_add(interval).is_ok_and(|due| due < today) {
                let name = naming::touchpoint(touchpoint);
                findings.push(
                    RULE.at(
                        date.span,
                        words!(
                            "a measure at {} is older than the review period of its map",
                            "{}的一项指标已经超过了图的审阅周期",
                            name.en;
                            name.zh
                        ),
                    )
                    .related(days.span, words!("every {} days", "每 {} 天一次", days.value))
                    .help(words!(
                        "measure again, then write the new figures and the day: `date: {today}`",
                        "重新量一次，写上新的数字和日期：`date: {today}`"
                    )),
                );
            }
        }
    }
}
