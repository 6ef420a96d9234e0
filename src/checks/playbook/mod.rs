//! Playbook: could somebody act on what a touchpoint says?

use crate::checks::{RuleCheck, Run};
use crate::model::{Importance, Map, Touchpoint};
use crate::words;
use crate::words::Words;

mod assumed_evidence;
mod incomplete_moment;
mod long_line;
mod missing_stance;
mod no_recovery;
mod obstacle_without_remedy;
mod overdue_remedy;
mod self_introduction;
mod silent_backstage;
mod stale_review;
mod unanswered_request;
mod unfollowed_remedy;
pub(super) mod unknown_channel;
mod unlisted_requests;
mod unnamed_caller;
mod unowned_backstage;
mod unowned_touchpoint;
mod unplayed_moment;
mod unstated_authority;
mod vague_behaviour;
mod vague_words;

/// The checks of this group, in the order of the rule list.
pub(super) static CHECKS: &[RuleCheck] = &[
    RuleCheck { rule: &unlisted_requests::RULE, run: Run::Map(unlisted_requests::check) },
    RuleCheck { rule: &unanswered_request::RULE, run: Run::Map(unanswered_request::check) },
    RuleCheck { rule: &obstacle_without_remedy::RULE, run: Run::Map(obstacle_without_remedy::check) },
    RuleCheck { rule: &overdue_remedy::RULE, run: Run::Map(overdue_remedy::check) },
    RuleCheck { rule: &unfollowed_remedy::RULE, run: Run::Map(unfollowed_remedy::check) },
    RuleCheck { rule: &missing_stance::RULE, run: Run::Map(missing_stance::check) },
    RuleCheck { rule: &unplayed_moment::RULE, run: Run::Map(unplayed_moment::check) },
    RuleCheck { rule: &incomplete_moment::RULE, run: Run::Map(incomplete_moment::check) },
    RuleCheck { rule: &vague_behaviour::RULE, run: Run::Map(vague_behaviour::check) },
    RuleCheck { rule: &long_line::RULE, run: Run::Map(long_line::check) },
    RuleCheck { rule: &unnamed_caller::RULE, run: Run::Map(unnamed_caller::check) },
    RuleCheck { rule: &unstated_authority::RULE, run: Run::Map(unstated_authority::check) },
    RuleCheck { rule: &no_recovery::RULE, run: Run::Map(no_recovery::check) },
    RuleCheck { rule: &unowned_touchpoint::RULE, run: Run::Map(unowned_touchpoint::check) },
    RuleCheck { rule: &unowned_backstage::RULE, run: Run::Map(unowned_backstage::check) },
    RuleCheck { rule: &silent_backstage::RULE, run: Run::Map(silent_backstage::check) },
    RuleCheck { rule: &stale_review::RULE, run: Run::Map(stale_review::check) },
    RuleCheck { rule: &unknown_channel::RULE, run: Run::Map(unknown_channel::check) },
    RuleCheck { rule: &assumed_evidence::RULE, run: Run::Map(assumed_evidence::check) },
];

/// The touchpoints at which customers meet our staff.
fn contacts(map: &Map) -> impl Iterator<Item = &Touchpoint> {
    map.touchpoints.iter().filter(|touchpoint| touchpoint.is_asked_for_people())
}

/// Help for an author whose touchpoint has no staff.
fn or_unattended() -> Words {
    words!(
        "where nobody of ours is there, as with a poster, a page or a machine, write `attended: false`",
        "如果那里没有我方人员（海报、网页、自助设备等），写 `attended: false`"
    )
}

fn high_importance(map: &Map) -> impl Iterator<Item = &Touchpoint> {
    map.touchpoints.iter().filter(|touchpoint| touchpoint.importance == Importance::High)
}
