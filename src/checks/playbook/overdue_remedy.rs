//! `overdue-remedy`: an open remedy past its date.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::RemedyStatus;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "overdue-remedy",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("a remedy is open past its date", "对策过了期限还没有完成"),
    page: page!("overdue_remedy"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(today) = subject.today else { return };
    for touchpoint in &subject.map.touchpoints {
        let name = naming::touchpoint(touchpoint);
        let remedies = touchpoint.requests.iter().filter_map(|request| request.remedy.as_ref());
        for remedy in remedies.filter(|remedy| remedy.status == RemedyStatus::Open) {
            let Some(due) = remedy.due.filter(|due| due.value < today) else { continue };
            let late = (today - due.value).get_days();
            findings.push(
                RULE.at(
                    due.span,
                    words!(
                        "a remedy at {} is {late} day{} overdue",
                        "{}的一条对策已过期 {late} 天",
                        name.en,
                        if late == 1 { "" } else { "s" };
                        name.zh
                    ),
                )
                .help(words!(
                    "ask its owner: done, `status: done`; not yet, a new date after `due:`",
                    "去问负责人：办完了写 `status: done`；没办完，在 `due:` 后面改成新商定的日期"
                )),
            );
        }
    }
}
