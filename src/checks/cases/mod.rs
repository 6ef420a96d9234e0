//! Cases: is each written so that a class can work on it, and is nobody hurt by it?

use crate::checks::{CaseSubject, RuleCheck, Run, naming};
use crate::rule::Level;
use crate::words;
use crate::words::Words;

mod case_part_length;
mod incomplete_case_header;
mod missing_case_part;
mod only_successes;
mod personal_data;
mod unanonymised_case;
mod uncased_moment;

pub use personal_data::{RULE as PERSONAL_DATA, for_script as personal_data_for_script, redact};

/// The checks of this group, in the order of the rule list.
pub(super) static CHECKS: &[RuleCheck] = &[
    RuleCheck { rule: &incomplete_case_header::RULE, run: Run::Case(incomplete_case_header::check) },
    RuleCheck { rule: &missing_case_part::RULE, run: Run::Case(missing_case_part::check) },
    RuleCheck { rule: &case_part_length::RULE, run: Run::Case(case_part_length::check) },
    RuleCheck { rule: &uncased_moment::RULE, run: Run::Journey(uncased_moment::check) },
    RuleCheck { rule: &only_successes::RULE, run: Run::Journey(only_successes::check) },
    RuleCheck { rule: &personal_data::RULE, run: Run::Case(personal_data::check) },
    RuleCheck { rule: &unanonymised_case::RULE, run: Run::Case(unanonymised_case::check) },
];

/// A case by its title and the touchpoint where it happened: “五十六分钟”, at “服务热线” (C1.2).
fn case_name(subject: &CaseSubject<'_>) -> Words {
    let case = subject.case;
    let title = case.title.as_ref().map_or(case.name.as_str(), |title| title.first());
    match case.touchpoints.first() {
        Some(first) => {
            let at = naming::touchpoint(subject.site.touchpoint(first.value));
            words!("the case “{title}” at {}", "{}的案例“{title}”", at.en; at.zh)
        }
        None => words!("the case “{title}”", "案例“{title}”"),
    }
}

/// Whether none of the parts of a case is written, so that `missing-case-part` reports all that is missing in one finding.
fn is_unwritten(subject: &CaseSubject<'_>) -> bool {
    let case = subject.case;
    let nothing_written = case.parts.iter().flatten().all(|part| part.is_empty) && !case.hidden.parts;
    nothing_written && subject.site.config.level(&missing_case_part::RULE) != Level::Off
}
