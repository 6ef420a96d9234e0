//! How complaints are taken: at a touchpoint, and as the policy of the workspace.

use super::config::Config;
use super::grid::Complainant;
use super::ids::RoleId;
use super::text::Text;
use super::time_limit::TimeLimit;
use super::touchpoint::Touchpoint;
use crate::source::{Span, Spanned};

/// That complaints come in at a touchpoint. What it is silent about comes from the policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Complaint {
    /// Until when the customer hears from us first.
    pub acknowledge: Option<Spanned<TimeLimit>>,
    /// Until when it is settled.
    pub resolve: Option<Spanned<TimeLimit>>,
    /// Who answers for it.
    pub owner: Option<Spanned<RoleId>>,
    /// The kinds of complainant that come here; none for all.
    pub kinds: Vec<Spanned<Complainant>>,
    /// The whole entry.
    pub span: Span,
}

/// What holds for complaints everywhere.
#[derive(Clone, Debug)]
pub struct ComplaintPolicy {
    /// Until when the customer hears from us first.
    pub acknowledge: Option<Spanned<TimeLimit>>,
    /// Until when it is settled.
    pub resolve: Option<Spanned<TimeLimit>>,
    /// Who answers for it.
    pub owner: Option<Spanned<RoleId>>,
    /// What never to do.
    pub never: Vec<Text>,
    /// What holds when it comes to the public.
    pub crisis: Option<Crisis>,
}

/// What holds when a complaint comes to the public.
#[derive(Clone, Debug)]
pub struct Crisis {
    /// Who alone speaks for the house.
    pub speaks: Option<Spanned<RoleId>>,
    /// Within what time.
    pub within: Option<Spanned<TimeLimit>>,
    /// What never to do.
    pub never: Vec<Text>,
}

/// What holds for the complaints at one touchpoint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComplaintTerms {
    /// Until when the customer hears from us first.
    pub acknowledge: Option<TimeLimit>,
    /// Until when it is settled.
    pub resolve: Option<TimeLimit>,
    /// Who answers for it.
    pub owner: Option<RoleId>,
}

impl Complaint {
    /// Its own terms, and the policy's where it is silent.
    pub fn terms(&self, config: &Config) -> ComplaintTerms {
        let policy = config.complaints.as_ref();
        let acknowledge = self.acknowledge.or_else(|| policy?.acknowledge);
        let resolve = self.resolve.or_else(|| policy?.resolve);
        let owner = self.owner.or_else(|| policy?.owner);
        ComplaintTerms {
            acknowledge: acknowledge.map(|limit| limit.value),
            resolve: resolve.map(|limit| limit.value),
            owner: owner.map(|owner| owner.value),
        }
    }
}

impl Touchpoint {
    /// Who a complaint goes to, rung by rung: who takes it, whom that role calls, who answers for complaints here, and who
    /// answers for them everywhere. None twice.
    pub fn complaint_ladder(&self, config: &Config) -> Vec<RoleId> {
        let called = self.authority.as_ref().and_then(|authority| authority.escalates_to);
        let owner = self.complaint.as_ref().and_then(|complaint| complaint.owner);
        let of_all = config.complaints.as_ref().and_then(|policy| policy.owner);
        let mut ladder = Vec::new();
        for role in [self.role, called, owner, of_all].into_iter().flatten() {
            if !ladder.contains(&role.value) {
                ladder.push(role.value);
            }
        }
        ladder
    }
}
