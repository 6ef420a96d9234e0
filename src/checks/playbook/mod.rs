//! Playbook: could somebody act on what a touchpoint says?

use crate::model::{Importance, Map, Touchpoint};
use crate::rule::Rule;
use crate::words;
use crate::words::Words;

mod assumed_evidence;
mod incomplete_moment;
mod long_line;
mod missing_stance;
mod no_recovery;
mod obstacle_without_remedy;
mod overdue_remedy;
mod stale_review;
mod unanswered_request;
mod unlisted_requests;
mod unowned_touchpoint;
mod unplayed_moment;
mod unstated_authority;
mod vague_behaviour;
mod vague_words;

/// The rules of this group, in the order of the rule list.
pub static RULES: &[&Rule] = &[
    &unlisted_requests::RULE,
    &unanswered_request::RULE,
    &obstacle_without_remedy::RULE,
    &overdue_remedy::RULE,
    &missing_stance::RULE,
    &unplayed_moment::RULE,
    &incomplete_moment::RULE,
    &vague_behaviour::RULE,
    &long_line::RULE,
    &unstated_authority::RULE,
    &no_recovery::RULE,
    &unowned_touchpoint::RULE,
    &stale_review::RULE,
    &assumed_evidence::RULE,
];

/// The touchpoints at which customers and our people meet.
fn contacts(map: &Map) -> impl Iterator<Item = &Touchpoint> {
    map.touchpoints.iter().filter(|touchpoint| touchpoint.is_asked_for_people())
}

/// What to say to an author whose touchpoint no one of ours attends, after what is asked for.
fn or_unattended() -> Words {
    words!(
        "where nobody of ours is there, as with a poster, a page or a machine, write `attended: false`",
        "如果那里没有我方人员（海报、网页、自助设备等），写 `attended: false`"
    )
}

/// The touchpoints on which much hangs.
fn decisive(map: &Map) -> impl Iterator<Item = &Touchpoint> {
    map.touchpoints.iter().filter(|touchpoint| touchpoint.importance == Importance::High)
}
