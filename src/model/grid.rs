//! The grid: four stages across, four phases down. Defined once, here; everything else asks.

use std::fmt;

use serde::Serialize;

/// A closed list of words that authors choose from, such as the stages.
pub trait Choice: Copy + Eq + Sized + 'static {
    /// The name of the list, under which locales keep its words: `stages`.
    const LIST: &'static str;

    /// The words of all choices, in the same order.
    const WORDS: &'static [&'static str];

    /// Every choice, in the method's order.
    const ALL: &'static [Self];

    /// The word in YAML, in links and in messages.
    fn id(self) -> &'static str;

    /// The choice of that word.
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.id() == id)
    }

    /// The place in [`Choice::ALL`].
    fn index(self) -> usize {
        Self::ALL.iter().position(|choice| *choice == self).unwrap_or_default()
    }
}

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident in $list:literal { $($(#[$variant_doc:meta])* $variant:ident = $id:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// How many there are.
            pub const COUNT: usize = [$($name::$variant),+].len();
            /// The words of all of them, in order.
            pub const IDS: [&'static str; Self::COUNT] = [$($id),+];
        }

        impl Choice for $name {
            const LIST: &'static str = $list;
            const WORDS: &'static [&'static str] = &Self::IDS;
            const ALL: &'static [Self] = &[$($name::$variant),+];

            fn id(self) -> &'static str {
                Self::IDS[self as usize]
            }

            fn index(self) -> usize {
                self as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.id())
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }

    };
}

choice! {
    /// How far the customer is with the organisation: a column of the grid.
    Stage in "stages" {
        /// Has not heard of us, or we of them.
        Unknown = "unknown",
        /// Could buy.
        Prospect = "prospect",
        /// Has bought.
        Customer = "customer",
        /// Is leaving, or has left.
        Departing = "departing",
    }
}

choice! {
    /// A step of the fatal order: a row of the grid.
    Phase in "phases" {
        /// Where and how the customer meets us.
        Contact = "contact",
        /// What they first take in.
        FirstImpression = "first-impression",
        /// The opinion that sets, hard to change.
        Attitude = "attitude",
        /// What they then do: the vote.
        Behaviour = "behaviour",
    }
}

choice! {
    /// A step of a moment as it is played.
    Step in "steps" {
        /// Ask, and sense what is needed beyond what is said.
        Explore = "explore",
        /// Propose what could solve it.
        Offer = "offer",
        /// Do it, saying beforehand what is about to be done.
        Act = "act",
        /// Report back on the result.
        Confirm = "confirm",
    }
}

choice! {
    /// One question of the 5W guide.
    Question in "questions" {
        /// When contact, deal and departure happen.
        When = "when",
        /// Where they meet, try, use it, and where it breaks.
        Where = "where",
        /// Why they buy, use, recommend, love.
        Why = "why",
        /// Who decides, influences, buys first.
        Who = "who",
        /// What, and how it is done.
        How = "how",
    }
}

choice! {
    /// A layer of the organisation.
    Layer in "layers" {
        /// Sets the idea and the frame.
        Senior = "senior",
        /// Redesigns the processes and coaches.
        Middle = "middle",
        /// Meets the customer.
        FrontLine = "front-line",
    }
}

choice! {
    /// A concern that each layer of the organisation answers for.
    Concern in "concerns" {
        /// The idea and how it is understood.
        Concept = "concept",
        /// The people and how they are led.
        People = "people",
        /// The business and how it is run.
        Business = "business",
        /// What is measured and rewarded.
        Appraisal = "appraisal",
    }
}

choice! {
    /// A part of the key accounts' value list.
    ValuePart in "value_parts" {
        /// Think of the customer's time.
        PreSale = "pre-sale",
        /// Save the customer's time.
        InSale = "in-sale",
        /// Add to the customer's time.
        AfterSale = "after-sale",
        /// Hold the customer by it.
        Response = "response",
    }
}

choice! {
    /// How much hangs on a touchpoint.
    Importance in "importance" {
        /// A moment that decides.
        High = "high",
        /// As any.
        Normal = "normal",
        /// Good to have.
        Low = "low",
    }
}

choice! {
    /// Where an expectation of customers comes from.
    ExpectationSource in "expectation_sources" {
        /// They have been here or in a place like it.
        Experience = "experience",
        /// Others told them.
        WordOfMouth = "word-of-mouth",
        /// Their own situation asks for it.
        Need = "need",
        /// We promised it.
        Promise = "promise",
    }
}

choice! {
    /// What a measure tells of: the first six of satisfaction, the others of loyalty.
    MeasureKind in "measure_kinds" {
        /// How well customers speak of us.
        Praise = "praise",
        /// How often they ask for us by name.
        Named = "named",
        /// How many complain.
        Complaints = "complaints",
        /// How many come back.
        Returns = "returns",
        /// How much they buy.
        Amount = "amount",
        /// What rise of the price they bear.
        PriceTolerance = "price-tolerance",
        /// How often they buy again.
        Repurchase = "repurchase",
        /// How long they deliberate before they buy.
        Deliberation = "deliberation",
        /// How much they mind the price.
        PriceSensitivity = "price-sensitivity",
        /// How they take to rivals.
        Rivals = "rivals",
        /// What defects they forgive.
        Tolerance = "tolerance",
        /// How far they feel that they belong.
        Identification = "identification",
    }
}

impl MeasureKind {
    /// Whether it tells of loyalty, not of satisfaction.
    pub fn is_of_loyalty(self) -> bool {
        self >= MeasureKind::Repurchase
    }
}

choice! {
    /// What a touchpoint's description rests on.
    EvidenceKind in "evidence" {
        /// Somebody watched or recorded it.
        Observed = "observed",
        /// Somebody told it.
        Reported = "reported",
        /// Nobody has looked yet.
        Assumed = "assumed",
    }
}

choice! {
    /// A dimension of service quality (SERVQUAL).
    Quality in "quality" {
        /// What can be seen and touched.
        Tangibles = "tangibles",
        /// Doing what was promised; customers rank it first.
        Reliability = "reliability",
        /// Doing it soon.
        Responsiveness = "responsiveness",
        /// Knowing how, and being safe to trust.
        Assurance = "assurance",
        /// Seeing it as the customer does.
        Empathy = "empathy",
    }
}

choice! {
    /// Whether a remedy is still to be done.
    RemedyStatus in "remedy_status" {
        /// To be done.
        Open = "open",
        /// Done.
        Done = "done",
    }
}

choice! {
    /// Which way a measure improves.
    Better in "better" {
        /// Less is better.
        Lower = "lower",
        /// More is better.
        Higher = "higher",
    }
}

choice! {
    /// Which take of a scene a dialogue shows.
    Take in "takes" {
        /// As it should be.
        Good = "good",
        /// To contrast in class; for the trainer alone.
        Bad = "bad",
    }
}

choice! {
    /// By what kind of means customers are met.
    ChannelKind in "channel_kinds" {
        /// Face to face.
        Face = "face",
        /// By telephone.
        Telephone = "telephone",
        /// In a chat that one of ours answers.
        Chat = "chat",
        /// On a web page or in an app.
        Web = "web",
        /// On the air or in other people's media.
        Media = "media",
        /// On paper: a poster, a leaflet.
        Print = "print",
        /// At a machine.
        Machine = "machine",
        /// By letter or message.
        Mail = "mail",
    }
}

impl ChannelKind {
    /// Whether somebody of ours is there when the customer is met so.
    pub const fn is_attended(self) -> bool {
        matches!(self, ChannelKind::Face | ChannelKind::Telephone | ChannelKind::Chat)
    }
}

choice! {
    /// How much a kind of customers weighs.
    Tier in "tiers" {
        /// Most hangs on them.
        Key = "key",
        /// The many.
        Ordinary = "ordinary",
        /// Little hangs on each.
        Small = "small",
    }
}

choice! {
    /// How far trade with a kind of customers has come.
    TradeState in "trade_states" {
        /// They may need us.
        Potential = "potential",
        /// We want to win them.
        Target = "target",
        /// They buy.
        Active = "active",
        /// They bought.
        Lost = "lost",
        /// We do not serve them.
        NotOurs = "not-ours",
    }
}

choice! {
    /// A kind of complainant, by what they are after.
    Complainant in "complainants" {
        /// Wants a fault put right for everybody.
        QualityWatcher = "quality-watcher",
        /// Has facts and arguments in order.
        Reasoner = "reasoner",
        /// Names a price and bargains.
        Negotiator = "negotiator",
        /// Feels wronged and wants it seen.
        Victim = "victim",
    }
}

choice! {
    /// How a case ended.
    Outcome in "outcomes" {
        /// The customer stayed won.
        Success = "success",
        /// The customer was lost, or nearly.
        Failure = "failure",
    }
}

impl Stage {
    /// The letter in codes: `C` in `C1.2`.
    pub const fn letter(self) -> char {
        match self {
            Stage::Unknown => 'U',
            Stage::Prospect => 'P',
            Stage::Customer => 'C',
            Stage::Departing => 'S',
        }
    }

    /// The stage after this one.
    pub fn next(self) -> Option<Stage> {
        Stage::ALL.get(self.index() + 1).copied()
    }

    /// The code of the focus row under this stage: `C5`.
    pub fn focus_code(self) -> String {
        format!("{}{}", self.letter(), Phase::COUNT + 1)
    }
}

impl Phase {
    /// The number in codes: `1` in `C1.2`.
    pub fn number(self) -> usize {
        self.index() + 1
    }

    /// The phase after this one in the fatal order.
    pub fn next(self) -> Option<Phase> {
        Phase::ALL.get(self.index() + 1).copied()
    }
}

/// The place of a cell in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellAt {
    /// The column.
    pub stage: Stage,
    /// The row.
    pub phase: Phase,
}

impl CellAt {
    /// All sixteen, stage by stage, each from contact to behaviour.
    pub fn all() -> impl Iterator<Item = CellAt> {
        Stage::ALL.iter().flat_map(|&stage| Phase::ALL.iter().map(move |&phase| CellAt { stage, phase }))
    }

    /// The code: `C1`.
    pub fn code(self) -> String {
        format!("{}{}", self.stage.letter(), self.phase.number())
    }
}
