//! Quality: do customers get what they come expecting?

use crate::checks::{JourneySubject, RuleCheck, Run};
use crate::model::{Measure, Number, TouchpointId};
use crate::source::Spanned;

mod missed_measure;
mod no_standard;
mod old_measure;
mod perceived_gap;
mod undelivered_standard;
mod unheard_expectation;
mod unmet_expectation;
mod unserved_dimension;

/// The checks of this group, in the order of the rule list.
pub(super) static CHECKS: &[RuleCheck] = &[
    RuleCheck { rule: &unmet_expectation::RULE, run: Run::Journey(unmet_expectation::check) },
    RuleCheck { rule: &unheard_expectation::RULE, run: Run::Map(unheard_expectation::check) },
    RuleCheck { rule: &no_standard::RULE, run: Run::Map(no_standard::check) },
    RuleCheck { rule: &undelivered_standard::RULE, run: Run::Journey(undelivered_standard::check) },
    RuleCheck { rule: &perceived_gap::RULE, run: Run::Map(perceived_gap::check) },
    RuleCheck { rule: &missed_measure::RULE, run: Run::Journey(missed_measure::check) },
    RuleCheck { rule: &old_measure::RULE, run: Run::Map(old_measure::check) },
    RuleCheck { rule: &unserved_dimension::RULE, run: Run::Map(unserved_dimension::check) },
];

/// The fewest observations from which a figure says something.
const ENOUGH: u32 = 5;

/// The measures of a touchpoint that miss their target while nothing is done about it: no request has a remedy, and no case
/// tells how it came to that.
fn missed_measures<'a>(
    subject: &JourneySubject<'a>,
    id: TouchpointId,
) -> impl Iterator<Item = (&'a Measure, &'a Spanned<Number>)> {
    let touchpoint = subject.site.touchpoint(id);
    let has_remedy = touchpoint.requests.iter().any(|request| request.remedy.is_some());
    let is_looked_into = has_remedy || subject.site.cases_at(id).next().is_some();
    let missed = move |measure: &&Measure| {
        !is_looked_into && measure.is_met() == Some(false) && measure.n.is_some_and(|n| n >= ENOUGH)
    };
    touchpoint.measures.iter().filter(missed).filter_map(|measure| Some((measure, measure.actual.as_ref()?)))
}

/// The figure that was measured, and its target: `81 / 98`.
fn figures(measure: &Measure) -> String {
    let typed =
        |number: &Option<Spanned<Number>>| number.as_ref().map_or("–", |number| number.typed.as_str()).to_owned();
    format!("{} / {}", typed(&measure.actual), typed(&measure.target))
}
