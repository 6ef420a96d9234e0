//! `only-successes`: a map whose cases are all successes, or all failures.

use crate::checks::JourneySubject;
use crate::diagnostic::Diagnostic;
use crate::model::Outcome;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "only-successes",
    group: Group::Cases,
    level: Level::Warning,
    summary: phrase!("the cases of a map are all successes, or all failures", "一张图的案例全是成功，或者全是失败"),
    page: page!("only_successes"),
};

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    let cases = subject.site.case_places.in_map(subject.map.id).into_iter().map(|number| &*subject.site.cases[number]);
    let outcomes: Option<Vec<Outcome>> = cases.map(|case| case.outcome.map(|outcome| outcome.value)).collect();
    let Some([first, others @ ..]) = outcomes.as_deref() else { return };
    if others.is_empty() || others.iter().any(|other| other != first) {
        return;
    }
    let (title, count) = (&subject.map.title, others.len() + 1);
    let (all, wanted) = match first {
        Outcome::Success => (words!("successes", "成功"), words!("a failure", "失败的")),
        Outcome::Failure => (words!("failures", "失败"), words!("a success", "成功的")),
    };
    findings.push(
        RULE.at(
            title.span(),
            words!(
                "the {count} cases of this map are all {}",
                "这张图的 {count} 个案例全是{}",
                all.en;
                all.zh
            ),
        )
        .help(words!(
            "ask for {} too, best at the same touchpoint, and write it with `motmap case new`",
            "再收集一个{}案例，最好出自同一个接触点，用 `motmap case new` 来写",
            wanted.en;
            wanted.zh
        )),
    );
}
