//! `long-line`: a line that takes longer to say than a moment lasts.

use std::time::Duration;

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{FormatField, speaking_time};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "long-line",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("a line takes more than fifteen seconds to say", "一句话术要说十五秒以上"),
    page: page!("long_line"),
};

/// How long a moment of truth lasts.
const MOMENT: Duration = Duration::from_secs(15);

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for at in subject.texts.iter().filter(|at| at.field == FormatField::MomentSay) {
        let timed = at.text.versions().iter().map(|(tag, line)| (speaking_time(line, tag), line));
        let too_long = timed.filter_map(|(time, line)| Some((time.filter(|time| *time > MOMENT)?, line))).next();
        let Some((time, line)) = too_long else { continue };
        let (field, seconds) = (naming::field(at), time.as_secs_f64().ceil());
        findings.push(
            RULE.at(
                line.span,
                words!(
                    "{} takes {seconds} seconds to say; a moment lasts fifteen",
                    "{}要说 {seconds} 秒，而关键时刻只有十五秒",
                    field.en;
                    field.zh
                ),
            )
            .help(words!(
                "keep the first sentence and wait for the answer; move the rest to `do:` or to the next step",
                "留下第一句，停下来听客户回答；其余的放到 `do:` 里，或者放到下一步"
            )),
        );
    }
}
