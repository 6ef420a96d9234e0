//! `stale-review`: a map past its review date.

use jiff::Span;
use jiff::civil::Date;

use crate::checks::MapSubject;
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::source::Spanned;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "stale-review",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("a map is past its review date", "图过了复核日期"),
    page: page!("stale_review"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let (Some(today), Some(reviewed)) = (subject.today, subject.map.reviewed) else { return };
    if reviewed.value > today {
        findings.push(in_the_future(reviewed, today));
        return;
    }
    let Some(days) = subject.map.review_every.as_ref() else { return };
    // An interval that ends beyond the calendar never runs out.
    let interval = Span::new().try_days(i64::from(days.value));
    let Ok(due) = interval.and_then(|interval| reviewed.value.checked_add(interval)) else { return };
    if today <= due {
        return;
    }
    findings.push(
        RULE.at(reviewed.span, words!("this map was to be reviewed by {due}", "这张图应在 {due} 之前复核"))
            .related(days.span, words!("every {} days", "每 {} 天一次", days.value))
            .help(words!(
                "go through the map with those who use it, then write today's date: `reviewed: {today}`",
                "和用图的人一起过一遍，再写上当天的日期：`reviewed: {today}`"
            )),
    );
}

/// A finding for a review date that is still to come.
fn in_the_future(reviewed: Spanned<Date>, today: Date) -> Diagnostic {
    let date = reviewed.value;
    RULE.at(
        reviewed.span,
        words!("{date} lies ahead: no review has taken place then", "{date} 还没有到，不会已经复核过"),
    )
    .help(words!(
        "write the day of the last review: `reviewed: {today}` if that is today; when the next is due follows from \
             `review_every:`, in days",
        "写上一次复核的日期，如果就是今天：`reviewed: {today}`；下一次的日期由 `review_every:`（天数）算出"
    ))
}
