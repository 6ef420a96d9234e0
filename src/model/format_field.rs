//! The table of the format's fields: one row a field, with all that is known of it wherever it is read or shown.
//!
//! To add a field: its line in [`load::raw`](crate::load::raw), its line in the model, a row here. The compiler then
//! names the places that have to pass it on, and `tests/fields.rs` those that do not show it.

use super::case::PARTS;

/// What is known of a field.
#[derive(Debug)]
pub struct FieldInfo {
    /// Where in the format it belongs.
    pub section: Section,
    /// Its name in the file, from its section down: `requests.remedy.do`. Words of closed lists, such as the steps of a
    /// moment, and ids that authors choose are left out.
    pub name: &'static str,
    /// What a change of it means.
    pub class: ChangeClass,
    /// Who reads it.
    pub audience: Audience,
    /// The key of the word that pages and the search show before it; empty where nothing stands before it. The search
    /// finds every text, and of all else what has such a word.
    pub label: &'static str,
}

/// Where in the format a field belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// A touchpoint.
    Touchpoint,
    /// A cell, beside its touchpoints.
    Cell,
    /// A stage, beside its cells and its guide.
    Stage,
    /// The 5W guide of a stage.
    Guide,
    /// The value list of a map.
    ValueList,
    /// Who answers for what in a map.
    Responsibilities,
    /// The relationship over time in a map.
    Lifecycle,
    /// A map as a whole.
    Map,
    /// A case.
    Case,
    /// `motmap.yaml`.
    Workspace,
}

/// What a change of a field means for those who work by the map. A change of one language alone, or of punctuation, is
/// one of wording in every field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeClass {
    /// What staff say, do, avoid, answer, may decide or promise: they are trained again.
    Behaviour,
    /// Where customers go and what counts most: staff are told.
    Journey,
    /// What is known of customers and of how it goes: staff may read it.
    Knowledge,
    /// How it is called or set: nobody has anything to learn.
    Wording,
}

/// Who reads a field. Each reads what those before it read, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// All who read the pages.
    Readers,
    /// Trainers, on pages of their own.
    Trainers,
    /// Authors, in the file alone.
    Authors,
}

macro_rules! format_fields {
    ($($field:ident = $section:ident $name:literal: $class:ident, $audience:ident $(, $label:literal)?;)+) => {
        /// A field of the format.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FormatField { $(#[doc = concat!("`", $name, "`")] $field,)+ }

        impl FormatField {
            /// Every field.
            pub const ALL: &'static [FormatField] = &[$(FormatField::$field),+];

            const INFO: &'static [FieldInfo] = &[$(FieldInfo {
                section: Section::$section,
                name: $name,
                class: ChangeClass::$class,
                audience: Audience::$audience,
                label: concat!($($label)?),
            }),+];

            /// What is known of it.
            pub const fn info(self) -> &'static FieldInfo {
                &Self::INFO[self as usize]
            }
        }
    };
}

// The order of the rows is the order of the labels in the search's index.
format_fields! {
    // field            section     name in the file: class, audience, label
    Id                = Touchpoint "id": Journey, Authors;
    Name              = Touchpoint "name": Wording, Readers;
    Channel           = Touchpoint "channel": Journey, Readers, "channel";
    Attended          = Touchpoint "attended": Journey, Readers;
    Place             = Touchpoint "place": Journey, Readers, "place";
    Role              = Touchpoint "role": Behaviour, Readers, "role";
    Segments          = Touchpoint "segments": Journey, Readers, "segments";
    Importance        = Touchpoint "importance": Journey, Readers;
    Quality           = Touchpoint "quality": Knowledge, Readers, "quality";
    CustomerDoes      = Touchpoint "customer.does": Knowledge, Readers, "does";
    CustomerThinks    = Touchpoint "customer.thinks": Knowledge, Readers, "thinks";
    CustomerFeels     = Touchpoint "customer.feels": Knowledge, Readers, "feels";
    Expectation       = Touchpoint "expectation": Knowledge, Readers;
    ExpectsText       = Touchpoint "expects.text": Knowledge, Readers, "expects";
    ExpectsFrom       = Touchpoint "expects.from": Knowledge, Readers;
    Standards         = Touchpoint "standards": Behaviour, Readers, "standards";
    BenchmarkAgainst  = Touchpoint "benchmark.against": Knowledge, Readers, "benchmark";
    BenchmarkPerception = Touchpoint "benchmark.perception": Knowledge, Readers;
    BenchmarkSource   = Touchpoint "benchmark.source": Knowledge, Readers, "source";
    Perception        = Touchpoint "perception": Knowledge, Readers;
    RequestAsk        = Touchpoint "requests.ask": Behaviour, Readers, "requests";
    RequestAnswer     = Touchpoint "requests.answer": Behaviour, Readers, "answer";
    RequestObstacle   = Touchpoint "requests.obstacle": Behaviour, Readers, "obstacle";
    RemedyDo          = Touchpoint "requests.remedy.do": Knowledge, Readers, "remedy";
    RemedyOwner       = Touchpoint "requests.remedy.owner": Knowledge, Readers, "owner";
    RemedyDue         = Touchpoint "requests.remedy.due": Knowledge, Readers;
    RemedyStatus      = Touchpoint "requests.remedy.status": Knowledge, Readers;
    RemedyFollowedUp  = Touchpoint "requests.remedy.followed_up": Knowledge, Trainers;
    RemedyEffect      = Touchpoint "requests.remedy.effect": Knowledge, Trainers, "effect";
    MomentSay         = Touchpoint "moment.say": Behaviour, Readers, "say";
    MomentDo          = Touchpoint "moment.do": Behaviour, Readers, "do";
    MomentAvoid       = Touchpoint "moment.avoid": Behaviour, Readers, "avoid";
    MomentPerception  = Touchpoint "moment.perception": Knowledge, Readers;
    Stance            = Touchpoint "stance": Behaviour, Readers, "stance";
    Decides           = Touchpoint "authority.decides": Behaviour, Readers, "decides";
    EscalatesTo       = Touchpoint "authority.escalates_to": Behaviour, Readers, "escalates-to";
    RecoverySignal    = Touchpoint "recovery.signal": Behaviour, Readers, "signal";
    RecoverySteps     = Touchpoint "recovery.steps": Behaviour, Readers, "recovery";
    PhysicalEvidence  = Touchpoint "blueprint.evidence": Knowledge, Readers, "physical-evidence";
    FrontStage        = Touchpoint "blueprint.front": Behaviour, Readers, "front-stage";
    BackstageDo       = Touchpoint "blueprint.back.do": Behaviour, Readers, "backstage";
    BackstageRole     = Touchpoint "blueprint.back.role": Behaviour, Readers, "backstage";
    BackstageFails    = Touchpoint "blueprint.back.fails": Knowledge, Trainers;
    SupportDo         = Touchpoint "blueprint.support.do": Knowledge, Readers, "support";
    SupportSystem     = Touchpoint "blueprint.support.system": Knowledge, Readers, "support";
    Acknowledge       = Touchpoint "complaint.acknowledge": Behaviour, Readers, "acknowledge";
    Resolve           = Touchpoint "complaint.resolve": Behaviour, Readers, "resolve";
    ComplaintOwner    = Touchpoint "complaint.owner": Behaviour, Readers, "complaint-owner";
    ComplainantKinds  = Touchpoint "complaint.kinds": Behaviour, Readers, "complainant";
    PromiseId         = Touchpoint "promises.id": Wording, Authors;
    PromiseText       = Touchpoint "promises.text": Behaviour, Readers, "promised-here";
    Delivers          = Touchpoint "delivers": Behaviour, Readers, "kept-here";
    MeasureName       = Touchpoint "measures.name": Knowledge, Readers, "measure";
    MeasureKind       = Touchpoint "measures.kind": Knowledge, Readers;
    MeasureUnit       = Touchpoint "measures.unit": Knowledge, Readers, "measure";
    MeasureTarget     = Touchpoint "measures.target": Knowledge, Readers;
    MeasureActual     = Touchpoint "measures.actual": Knowledge, Readers;
    MeasureN          = Touchpoint "measures.n": Knowledge, Readers;
    MeasureDate       = Touchpoint "measures.date": Knowledge, Readers;
    MeasureBetter     = Touchpoint "measures.better": Knowledge, Readers;
    // A bad take is for trainers, with all its lines.
    DialogueTake      = Touchpoint "dialogues.take": Behaviour, Readers;
    LineWho           = Touchpoint "dialogues.lines.who": Behaviour, Readers;
    LineSays          = Touchpoint "dialogues.lines.says": Behaviour, Readers, "dialogue";
    LineStep          = Touchpoint "dialogues.lines.step": Behaviour, Readers;
    LineNote          = Touchpoint "dialogues.lines.note": Knowledge, Readers, "dialogue";
    EvidenceKind      = Touchpoint "evidence.kind": Knowledge, Readers, "evidence";
    EvidenceSource    = Touchpoint "evidence.source": Knowledge, Readers, "source";
    LinkTo            = Touchpoint "leads_to.to": Journey, Readers;
    LinkBecause       = Touchpoint "leads_to.because": Journey, Readers, "because";

    Focus             = Stage "focus": Journey, Readers, "focus";
    StageWaiver       = Stage "not_applicable": Journey, Readers, "waived";
    CellWaiver        = Cell "not_applicable": Journey, Readers, "waived";
    GuideMainstream   = Guide "guide.mainstream": Knowledge, Readers, "mainstream";
    GuideInnovative   = Guide "guide.innovative": Knowledge, Readers, "innovative";

    Value             = ValueList "value_list.value": Behaviour, Readers, "value";
    ValueNeed         = ValueList "value_list.need": Knowledge, Readers, "need";
    Responsibilities  = Responsibilities "responsibilities": Behaviour, Readers;
    Period            = Lifecycle "lifecycle.period": Wording, Readers;
    PeriodMonths      = Lifecycle "lifecycle.months": Journey, Readers;
    PeriodAim         = Lifecycle "lifecycle.aim": Knowledge, Readers;
    PeriodDo          = Lifecycle "lifecycle.do": Behaviour, Readers, "do";
    PeriodNever       = Lifecycle "lifecycle.never": Behaviour, Readers, "never";
    PeriodTouchpoints = Lifecycle "lifecycle.touchpoints": Journey, Readers;

    MapTitle          = Map "title": Wording, Readers;
    MapLanguage       = Map "language": Wording, Authors;
    MapSummary        = Map "summary": Knowledge, Readers;
    MapCustomer       = Map "customer": Knowledge, Readers, "the-customer";
    MapOwner          = Map "owner": Knowledge, Readers;
    Reviewed          = Map "reviewed": Knowledge, Readers;
    ReviewEvery       = Map "review_every": Knowledge, Authors;

    CaseTouchpoint    = Case "touchpoint": Knowledge, Readers;
    CaseTitle         = Case "title": Wording, Readers;
    CaseWhen          = Case "when": Knowledge, Readers, "time";
    CasePlace         = Case "place": Knowledge, Readers, "place";
    CaseOutcome       = Case "outcome": Knowledge, Readers, "outcome";
    CaseLanguage      = Case "language": Wording, Readers;
    CaseAnonymised    = Case "anonymised": Knowledge, Authors;
    PersonName        = Case "people.name": Knowledge, Readers, "people";
    PersonRole        = Case "people.role": Knowledge, Readers, "people";
    QuestionAsk       = Case "questions.ask": Knowledge, Readers, "questions";
    QuestionListenFor = Case "questions.listen_for": Knowledge, Trainers;
    TeachingNote      = Case "teaching_note": Knowledge, Trainers;
    // The parts of a case: heading and text below it.
    Part1             = Case "## 1": Knowledge, Readers, "part-1";
    Part2             = Case "## 2": Knowledge, Readers, "part-2";
    Part3             = Case "## 3": Knowledge, Readers, "part-3";
    Part4             = Case "## 4": Knowledge, Readers, "part-4";
    Part5             = Case "## 5": Knowledge, Readers, "part-5";
    Part6             = Case "## 6": Knowledge, Readers, "part-6";

    WorkspaceTitle    = Workspace "title": Wording, Readers;
    Languages         = Workspace "languages": Wording, Readers;
    RoleName          = Workspace "roles.name": Wording, Readers;
    RoleLayer         = Workspace "roles.layer": Knowledge, Readers;
    RoleSkills        = Workspace "roles.skills": Knowledge, Readers, "skills-now";
    RoleLater         = Workspace "roles.later": Knowledge, Readers, "skills-later";
    ChannelName       = Workspace "channels.name": Wording, Readers;
    ChannelKind       = Workspace "channels.kind": Journey, Readers;
    PolicyAcknowledge = Workspace "complaints.acknowledge": Behaviour, Readers;
    PolicyResolve     = Workspace "complaints.resolve": Behaviour, Readers;
    PolicyOwner       = Workspace "complaints.owner": Behaviour, Readers;
    PolicyNever       = Workspace "complaints.never": Behaviour, Readers;
    CrisisSpeaks      = Workspace "complaints.crisis.speaks": Behaviour, Readers;
    CrisisWithin      = Workspace "complaints.crisis.within": Behaviour, Readers;
    CrisisNever       = Workspace "complaints.crisis.never": Behaviour, Readers;
    TelephoneDo       = Workspace "telephone.do": Behaviour, Readers;
    TelephoneNever    = Workspace "telephone.never": Behaviour, Readers;
    SegmentName       = Workspace "segments.name": Wording, Readers;
    SegmentTier       = Workspace "segments.tier": Knowledge, Readers;
    SegmentState      = Workspace "segments.state": Knowledge, Readers;
    SegmentStrategy   = Workspace "segments.strategy": Knowledge, Readers, "strategy";
    SegmentCustomers  = Workspace "segments.share.customers": Knowledge, Readers;
    SegmentProfit     = Workspace "segments.share.profit": Knowledge, Readers;
    RuleLevel         = Workspace "rules": Wording, Authors;
    StageLabel        = Workspace "labels.stages": Wording, Readers;
    PhaseLabel        = Workspace "labels.phases": Wording, Readers;
    StepLabel         = Workspace "labels.steps": Wording, Readers;
    VagueWords        = Workspace "vague_words": Wording, Authors;
    BrandName         = Workspace "brand.name": Wording, Readers;
    BrandLogo         = Workspace "brand.logo": Wording, Readers;
    BrandAccent       = Workspace "brand.accent": Wording, Readers;
    BrandFooter       = Workspace "brand.footer": Wording, Readers;
}

impl FormatField {
    /// The six parts of a case.
    pub const PARTS: [FormatField; PARTS.len()] = [
        FormatField::Part1,
        FormatField::Part2,
        FormatField::Part3,
        FormatField::Part4,
        FormatField::Part5,
        FormatField::Part6,
    ];
}
