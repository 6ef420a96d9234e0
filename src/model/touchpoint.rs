//! A touchpoint: a place where moments of truth happen, and what good looks like there.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::complaint::Complaint;
use super::config::Config;
use super::grid::*;
use super::ids::{ChannelId, PromiseId, RoleId, SegmentId, TouchpointId};
use super::text::Text;
use crate::source::{Span, Spanned};

/// The customer's perception, from -3 to +3; zero is indifferent.
pub type Perception = i8;

/// The scale of [`Perception`].
pub const PERCEPTION: std::ops::RangeInclusive<Perception> = -3..=3;

/// One touchpoint. What its author left out is `None` or empty: a hole is a finding, not a failure.
#[derive(Clone, Debug, PartialEq)]
pub struct Touchpoint {
    /// The id that others refer to, unique in its map.
    pub id: Spanned<String>,
    /// The cell that it stands in.
    pub cell: CellAt,
    /// Its rank in that cell, from 1.
    pub rank: usize,
    /// The whole entry.
    pub span: Span,
    /// What people call it.
    pub name: Text,
    /// By what means the customer is met.
    pub channel: Option<ChannelRef>,
    /// Whether somebody of ours is there.
    pub attended: bool,
    /// Where.
    pub place: Option<Text>,
    /// Who on our side meets the customer there.
    pub role: Option<Spanned<RoleId>>,
    /// For which kinds of customers it is; for all where none is named.
    pub segments: Vec<Spanned<SegmentId>>,
    /// How much hangs on it.
    pub importance: Importance,
    /// What the customer does, thinks and feels.
    pub customer: CustomerView,
    /// What they come with.
    pub expectation: Option<Spanned<Perception>>,
    /// What they come expecting, the most important first.
    pub expects: Vec<Expected>,
    /// What has been laid down for it.
    pub standards: Vec<Text>,
    /// How others do at the same point.
    pub benchmark: Option<Box<Benchmark>>,
    /// What they leave with, when no moment says it.
    pub perception: Option<Spanned<Perception>>,
    /// What all this rests on.
    pub evidence: Option<Box<Evidence>>,
    /// Every request a customer could make here.
    pub requests: Vec<Request>,
    /// What settles what the list did not foresee.
    pub stance: Option<Text>,
    /// How it is played.
    pub moment: Option<Box<Moment>>,
    /// What may be decided on the spot, and whom to call.
    pub authority: Option<Box<Authority>>,
    /// What to do when it went wrong.
    pub recovery: Option<Box<Recovery>>,
    /// What stands behind it.
    pub blueprint: Option<Box<Blueprint>>,
    /// That complaints come in here, and on what terms.
    pub complaint: Option<Box<Complaint>>,
    /// Promises made here.
    pub promises: Vec<Promise>,
    /// Promises kept here.
    pub delivers: Vec<Spanned<PromiseId>>,
    /// The dimensions of service quality at stake.
    pub quality: Vec<Spanned<Quality>>,
    /// What is measured.
    pub measures: Vec<Measure>,
    /// Takes of the same scene.
    pub dialogues: Vec<Dialogue>,
    /// Where it leads; `None` follows the fatal order, an empty list ends the journey.
    pub leads_to: Option<Spanned<Vec<Link>>>,
}

impl Touchpoint {
    /// A touchpoint of which no more is known than its id, its name, and where it stands.
    pub fn named(id: Spanned<String>, name: Text, cell: CellAt, rank: usize, span: Span) -> Self {
        Self {
            id,
            cell,
            rank,
            span,
            name,
            channel: None,
            attended: true,
            place: None,
            role: None,
            segments: Vec::new(),
            importance: Importance::Normal,
            customer: CustomerView::default(),
            expectation: None,
            expects: Vec::new(),
            standards: Vec::new(),
            benchmark: None,
            perception: None,
            evidence: None,
            requests: Vec::new(),
            stance: None,
            moment: None,
            authority: None,
            recovery: None,
            blueprint: None,
            complaint: None,
            promises: Vec::new(),
            delivers: Vec::new(),
            quality: Vec::new(),
            measures: Vec::new(),
            dialogues: Vec::new(),
            leads_to: None,
        }
    }

    /// Every role that is named at it: who plays it, sees to a remedy, may be called, works out of sight,
    /// answers for complaints.
    pub fn roles(&self) -> impl Iterator<Item = RoleId> {
        let remedies = self.requests.iter().filter_map(|request| request.remedy.as_ref()?.owner.as_ref());
        let called = self.authority.iter().filter_map(|authority| authority.escalates_to.as_ref());
        let backstage = self.blueprint.iter().flat_map(|blueprint| &blueprint.back);
        let backstage = backstage.filter_map(|step| step.role.as_ref());
        let answers = self.complaint.iter().filter_map(|complaint| complaint.owner.as_ref());
        self.role.iter().chain(remedies).chain(called).chain(backstage).chain(answers).map(|role| role.value)
    }

    /// The remedies that are not done.
    pub fn open_remedies(&self) -> impl Iterator<Item = &Remedy> {
        let remedies = self.requests.iter().filter_map(|request| request.remedy.as_deref());
        remedies.filter(|remedy| remedy.status == RemedyStatus::Open)
    }

    /// Whether customers and our people meet here, so that requests, a moment and a role are asked for; the later phases
    /// happen in the customer's mind.
    pub fn is_asked_for_people(&self) -> bool {
        self.cell.phase == Phase::Contact && self.attended
    }

    /// Whether somebody of ours speaks with customers on the telephone here.
    pub fn is_on_telephone(&self, config: &Config) -> bool {
        let kind = self.channel.as_ref().and_then(|channel| channel.kind(config));
        self.attended && kind == Some(ChannelKind::Telephone)
    }

    /// The code for people: cell and rank, `C1.2`.
    pub fn code(&self) -> String {
        format!("{}.{}", self.cell.code(), self.rank)
    }

    /// What the customer leaves with: after the last step of the moment that says, else as the touchpoint says.
    pub fn leaves_with(&self) -> Option<Spanned<Perception>> {
        let steps = self.moment.iter().flat_map(|moment| moment.steps.iter().flatten().rev());
        steps.filter_map(|play| play.perception).next().or(self.perception)
    }

    /// What customers leave with against what they come with; `None` where one of the two is not written.
    pub fn satisfaction(&self) -> Option<Satisfaction> {
        let (left_with, expected) = (self.leaves_with()?.value, self.expectation?.value);
        Some(match left_with.cmp(&expected) {
            Ordering::Greater => Satisfaction::Exceeded,
            Ordering::Equal => Satisfaction::Met,
            Ordering::Less => Satisfaction::Dissatisfied,
        })
    }
}

/// What customers leave with against what they come with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Satisfaction {
    /// They leave with more.
    Exceeded,
    /// They leave with as much.
    Met,
    /// They leave with less.
    Dissatisfied,
}

impl Satisfaction {
    /// The key of its word in the locale files.
    pub fn key(self) -> &'static str {
        match self {
            Satisfaction::Exceeded => "satisfaction-exceeded",
            Satisfaction::Met => "satisfaction-met",
            Satisfaction::Dissatisfied => "satisfaction-dissatisfied",
        }
    }
}

/// Something that customers come expecting.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// What they expect.
    pub text: Text,
    /// Where it comes from.
    pub from: Option<Spanned<ExpectationSource>>,
}

/// How others do at the same point.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    /// Who it is.
    pub against: Text,
    /// What customers leave with there.
    pub perception: Option<Spanned<Perception>>,
    /// How that is known.
    pub source: Option<Text>,
}

/// By what means the customer is met at a touchpoint.
#[derive(Clone, Debug, PartialEq)]
pub enum ChannelRef {
    /// By a channel of the workspace.
    Named(Spanned<ChannelId>),
    /// As the author's own words say.
    Free(Text),
}

impl ChannelRef {
    /// What people call it.
    pub fn name<'a>(&'a self, config: &'a Config) -> &'a Text {
        match self {
            ChannelRef::Named(id) => &config.channel(id.value).name,
            ChannelRef::Free(text) => text,
        }
    }

    /// What kind of means it is; none where the author's own words say it.
    pub fn kind(&self, config: &Config) -> Option<ChannelKind> {
        match self {
            ChannelRef::Named(id) => config.channel(id.value).kind,
            ChannelRef::Free(_) => None,
        }
    }

    /// The author's own words.
    pub fn words(&self) -> Option<&Text> {
        match self {
            ChannelRef::Named(_) => None,
            ChannelRef::Free(text) => Some(text),
        }
    }
}

/// What the customer does, thinks and feels at a touchpoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CustomerView {
    /// Does.
    pub does: Option<Text>,
    /// Thinks.
    pub thinks: Option<Text>,
    /// Feels.
    pub feels: Option<Text>,
}

/// What a description rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Seen, told, or assumed.
    pub kind: Option<Spanned<EvidenceKind>>,
    /// Where it was seen or told.
    pub source: Option<Text>,
    /// The whole entry.
    pub span: Span,
}

/// A request that a customer could make.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The request, in the customer's voice.
    pub ask: Text,
    /// How it is settled on the spot ...
    pub answer: Option<Text>,
    /// ... or what stands in the way.
    pub obstacle: Option<Text>,
    /// What will remove the obstacle.
    pub remedy: Option<Box<Remedy>>,
    /// The whole entry.
    pub span: Span,
}

/// What will remove an obstacle, by whom, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// What is to be done.
    pub what: Option<Text>,
    /// Who sees to it.
    pub owner: Option<Spanned<RoleId>>,
    /// By when.
    pub due: Option<Spanned<Date>>,
    /// Whether it is done.
    pub status: RemedyStatus,
    /// When somebody looked what it has changed.
    pub followed_up: Option<Spanned<Date>>,
    /// What it has changed.
    pub effect: Option<Text>,
    /// The whole entry.
    pub span: Span,
}

/// How a moment is played: explore, offer, act, confirm.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The steps, by [`Step::index`]; a step that is missing is `None`.
    pub steps: [Option<Play>; Step::COUNT],
    /// The whole entry.
    pub span: Span,
}

impl Moment {
    /// The steps that were written, in order.
    pub fn written(&self) -> impl Iterator<Item = (Step, &Play)> {
        Step::ALL.iter().zip(&self.steps).filter_map(|(step, play)| Some((*step, play.as_ref()?)))
    }
}

/// One step of a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Play {
    /// What to say.
    pub say: Vec<Text>,
    /// What to do.
    pub actions: Vec<Text>,
    /// What never to do.
    pub avoid: Vec<Text>,
    /// The customer's perception after it.
    pub perception: Option<Spanned<Perception>>,
    /// The whole entry.
    pub span: Span,
}

/// What may be decided on the spot.
#[derive(Clone, Debug, PartialEq)]
pub struct Authority {
    /// What the role decides by itself.
    pub decides: Option<Text>,
    /// Who decides the rest.
    pub escalates_to: Option<Spanned<RoleId>>,
    /// The whole entry.
    pub span: Span,
}

/// What to do when a moment went wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// How one notices.
    pub signal: Option<Text>,
    /// What to do then, in order.
    pub steps: Vec<Text>,
    /// The whole entry.
    pub span: Span,
}

/// What stands behind a contact, as far as its author wrote it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Blueprint {
    /// What the customer sees or keeps.
    pub evidence: Vec<Text>,
    /// What is done in sight; where empty, the moment says it.
    pub front: Vec<Text>,
    /// What is done out of sight, in order.
    pub back: Vec<BackstageStep>,
    /// What systems and other departments do for it.
    pub support: Vec<SupportStep>,
}

/// A step out of the customer's sight.
#[derive(Clone, Debug, PartialEq)]
pub struct BackstageStep {
    /// What is done.
    pub what: Text,
    /// Who does it.
    pub role: Option<Spanned<RoleId>>,
    /// Where it is likely to fail.
    pub fails: Option<Text>,
}

/// A step that supports the others.
#[derive(Clone, Debug, PartialEq)]
pub struct SupportStep {
    /// What it does for the others.
    pub what: Text,
    /// The system or the department.
    pub system: Option<Text>,
}

/// A promise made to the customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// The id that `delivers` refers to, unique in its map.
    pub id: Spanned<String>,
    /// What is promised.
    pub text: Option<Text>,
}

/// Something that is measured at a touchpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What is measured.
    pub name: Text,
    /// What it tells of.
    pub kind: Option<Spanned<MeasureKind>>,
    /// In what unit.
    pub unit: Option<Text>,
    /// What it should be, as typed.
    pub target: Option<Spanned<Number>>,
    /// What it is, as typed.
    pub actual: Option<Spanned<Number>>,
    /// From how many observations.
    pub n: Option<u32>,
    /// When it was measured.
    pub date: Option<Spanned<Date>>,
    /// Which way it improves.
    pub better: Option<Better>,
}

impl Measure {
    /// Whether the target is met; `None` where it cannot be told.
    pub fn is_met(&self) -> Option<bool> {
        let (actual, target) = (self.actual.as_ref()?.amount, self.target.as_ref()?.amount);
        match self.better? {
            Better::Lower => Some(actual <= target),
            Better::Higher => Some(actual >= target),
        }
    }
}

/// A number as its author wrote it, and what it amounts to.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// As typed: `1.10`, `95%` without the sign.
    pub typed: String,
    /// Its value.
    pub amount: f64,
}

/// A take of a scene.
#[derive(Clone, Debug, PartialEq)]
pub struct Dialogue {
    /// As it should be, or to contrast.
    pub take: Take,
    /// What is said, in order.
    pub lines: Vec<Line>,
}

/// One line of a dialogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Who speaks.
    pub who: Speaker,
    /// What they say.
    pub says: Option<Text>,
    /// The step of the moment that it plays.
    pub step: Option<Step>,
    /// What to notice.
    pub note: Option<Text>,
}

/// Who speaks in a dialogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The customer (`customer`).
    Customer,
    /// One of our roles.
    Role(RoleId),
    /// Anyone else, as typed: a bystander, a colleague.
    Other(String),
}

/// A written link of a touchpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where it leads.
    pub to: LinkEnd,
    /// Why, where the link does not explain itself.
    pub because: Option<Text>,
    /// The reference as written.
    pub span: Span,
}

/// Where a written link ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkEnd {
    /// At a touchpoint.
    Touchpoint(TouchpointId),
    /// In a map that cannot be understood; what is wrong there is said there.
    Unreadable,
}
