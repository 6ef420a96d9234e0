//! `unfollowed-remedy`: a remedy that is done, and nobody looked what it has changed.

use jiff::ToSpan;

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::RemedyStatus;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unfollowed-remedy",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!(
        "a remedy is done, and nobody has looked what it has changed",
        "对策已经完成，却没有人回头看过成效"
    ),
    page: page!("unfollowed_remedy"),
};

/// How many days after its date a remedy is to be looked at again.
const DAYS: i32 = 30;

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(today) = subject.today else { return };
    for touchpoint in &subject.map.touchpoints {
        let name = naming::touchpoint(touchpoint);
        let remedies = touchpoint.requests.iter().filter_map(|request| request.remedy.as_ref());
        let done = remedies.filter(|remedy| remedy.status == RemedyStatus::Done && remedy.followed_up.is_none());
        for due in done.filter_map(|remedy| remedy.due) {
            // A date at the end of the calendar is never looked at again.
            if due.value.checked_add(DAYS.days()).is_ok_and(|day| day < today) {
                findings.push(
                    RULE.at(
                        due.span,
                        words!(
                            "a remedy at {} was to be done by {}, and nobody has looked since what it has changed",
                            "{}的一条对策应在 {} 前完成，之后没有人回头看过成效",
                            name.en,
                            due.value;
                            name.zh,
                            due.value
                        ),
                    )
                    .help(words!(
                        "go and look, or ask a few customers; then write the day, `followed_up: {today}`, and after \
                         `effect:` what is different",
                        "去现场看一看，或者问几位客户，再写上日期 `followed_up: {today}`，`effect:` 写有什么不同"
                    )),
                );
            }
        }
    }
}
