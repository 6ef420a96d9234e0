//! What `motmap.yaml` says of the whole workspace.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::brand::Brand;
use super::complaint::ComplaintPolicy;
use super::grid::{ChannelKind, Layer, Phase, Stage, Step, Tier, TradeState};
use super::ids::{ChannelId, RoleId, SegmentId};
use super::text::{Tag, Text};
use super::touchpoint::Number;
use crate::rule::{Level, Rule};
use crate::source::Spanned;
use crate::words::Lang;

/// The configuration of a workspace.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Whether `motmap.yaml` is there and cannot be understood.
    pub faulty: bool,
    /// Whether a fault of it hides the roles, so that one may be in it all the same.
    pub roles_hidden: bool,
    /// Whether a fault of it hides the levels of the rules, so that any may be silenced in it.
    pub levels_hidden: bool,
    /// What people call the whole.
    pub title: Option<Text>,
    /// The languages of the site, the first the default.
    pub languages: Vec<Tag>,
    /// The languages for which the workspace has a file of words, in lower case.
    pub own_words: BTreeSet<String>,
    /// Who meets the customer, and who stands behind them.
    pub roles: Vec<Role>,
    /// Their numbers, by their ids as ids are compared.
    pub role_numbers: HashMap<String, RoleId>,
    /// The means by which customers are met.
    pub channels: Vec<Channel>,
    /// Their numbers, by their ids as ids are compared.
    pub channel_numbers: HashMap<String, ChannelId>,
    /// Whether a fault of it hides the channels, so that one may be in it all the same.
    pub channels_hidden: bool,
    /// What holds for complaints everywhere.
    pub complaints: Option<ComplaintPolicy>,
    /// How to speak on the telephone, besides what the method says of it.
    pub telephone: Telephone,
    /// The kinds of customers.
    pub segments: Vec<Segment>,
    /// Their numbers, by their ids as ids are compared.
    pub segment_numbers: HashMap<String, SegmentId>,
    /// Whether a fault of it hides the segments, so that one may be in it all the same.
    pub segments_hidden: bool,
    /// Rules set to another level than their own.
    pub levels: BTreeMap<&'static str, Level>,
    /// Words of one's own for the grid.
    pub labels: Labels,
    /// Words that say nothing a camera could see, by language; added to the built-in list.
    pub vague_words: BTreeMap<Tag, Vec<Spanned<String>>>,
    /// What makes the pages its own.
    pub brand: Brand,
}

impl Config {
    /// A role.
    pub fn role(&self, id: RoleId) -> &Role {
        &self.roles[id.0 as usize]
    }

    /// A channel.
    pub fn channel(&self, id: ChannelId) -> &Channel {
        &self.channels[id.0 as usize]
    }

    /// A kind of customers.
    pub fn segment(&self, id: SegmentId) -> &Segment {
        &self.segments[id.0 as usize]
    }

    /// Whether pages can be built in a language: the program has words for it, or the workspace has.
    pub fn has_words(&self, language: &Tag) -> bool {
        Lang::of(language.as_str()).is_some() || self.own_words.contains(&language.as_str().to_ascii_lowercase())
    }

    /// The level of a rule in this workspace. Where a fault hides what the levels are, a rule that may be silenced is
    /// silent.
    pub fn level(&self, rule: &Rule) -> Level {
        if self.levels_hidden && !rule.group.blocks_page() {
            return Level::Off;
        }
        self.levels.get(rule.name).copied().unwrap_or(rule.level)
    }
}

/// A role on our side.
#[derive(Clone, Debug)]
pub struct Role {
    /// The id that maps refer to.
    pub id: Spanned<String>,
    /// What people call it.
    pub name: Text,
    /// Its layer in the organisation.
    pub layer: Option<Layer>,
    /// What it has to be able to do now.
    pub skills: Vec<Text>,
    /// What it will have to be able to do later.
    pub later: Vec<Text>,
}

/// A means by which customers are met.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The id that touchpoints refer to.
    pub id: Spanned<String>,
    /// What people call it.
    pub name: Text,
    /// What kind of means it is.
    pub kind: Option<ChannelKind>,
}

/// The workspace's own additions to what the method says of the telephone.
#[derive(Clone, Debug, Default)]
pub struct Telephone {
    /// What to do.
    pub actions: Vec<Text>,
    /// What never to do.
    pub never: Vec<Text>,
}

/// A kind of customers.
#[derive(Clone, Debug)]
pub struct Segment {
    /// The id that touchpoints refer to.
    pub id: Spanned<String>,
    /// What people call them.
    pub name: Text,
    /// How much they weigh.
    pub tier: Option<Tier>,
    /// How far trade with them has come.
    pub state: Option<TradeState>,
    /// What is done for them that is not done for all.
    pub strategy: Vec<Text>,
    /// Their share of all customers, in per cent.
    pub customers: Option<Number>,
    /// Their share of the profit, in per cent.
    pub profit: Option<Number>,
}

impl Segment {
    /// Whether they are served.
    pub fn is_ours(&self) -> bool {
        self.state != Some(TradeState::NotOurs)
    }
}

/// Words of the workspace's own for stages, phases and steps, by their index.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// For the stages.
    pub stages: [Option<Text>; Stage::COUNT],
    /// For the phases.
    pub phases: [Option<Text>; Phase::COUNT],
    /// For the steps of a moment.
    pub steps: [Option<Text>; Step::COUNT],
}
