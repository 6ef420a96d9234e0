//! What an author writes, field by field: the contract of the format.
//!
//! Everything may be missing or wrong here; names are text. Resolving turns it into the model. The documentation of each
//! field is what an editor shows when the author points at it.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use super::field::*;
use crate::model::grid::*;
use crate::source::{Span, Spanned};

/// A text that people read: plain, or by language: `{zh: 服务热线, en: Service hotline}`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "$by-shape", rename_all = "lowercase")]
pub enum RawText {
    /// In the map's language.
    Scalar(Scalar),
    /// By language tag.
    Mapping(Spanned<Pairs<Scalar>>),
}

impl JsonSchema for RawText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let plain = plain_text_schema();
        let by_language =
            json_schema!({"type": "object", "propertyNames": {"pattern": LANGUAGE_TAG}, "additionalProperties": plain});
        json_schema!({
            "description": "A text: plain, in the map's language, or by language, `{zh: ..., en: ...}`.",
            "anyOf": [plain, by_language]
        })
    }
}

/// One text or a list of texts.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "$by-shape", rename_all = "lowercase")]
pub enum RawTexts {
    /// One, plain.
    Scalar(Scalar),
    /// One, by language.
    Mapping(Spanned<Pairs<Scalar>>),
    /// Several.
    Sequence(List<RawText>),
}

impl JsonSchema for RawTexts {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Texts".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<RawText>();
        json_schema!({"anyOf": [text, {"type": "array", "items": text}]})
    }
}

/// A map: one customer's way through the four stages.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Map", deny_unknown_fields, extend("required" = ["title"]))]
pub struct RawMap {
    /// What people call the map. Required.
    pub title: Field<RawText>,
    /// The language of plain texts, such as `zh` or `en`; the first of the workspace's languages if left out.
    pub language: Field<TagText>,
    /// What the map is about.
    pub summary: Field<RawText>,
    /// Whose journey it is.
    pub customer: Field<RawText>,
    /// Who keeps the map: a role of motmap.yaml.
    pub owner: Field<Reference>,
    /// When it was last reviewed, such as 2026-10-01.
    pub reviewed: Field<DateText>,
    /// For how many days a review holds.
    pub review_every: Field<CountText>,
    /// The four stages: unknown, prospect, customer, departing.
    pub stages: Field<Spanned<Keyed<Stage, Spanned<RawStage>>>>,
    /// For key accounts: what we do and what the customer needs it for.
    pub value_list: Field<Keyed<ValuePart, List<Spanned<RawValue>>>>,
    /// Who answers for what: senior, middle and front-line.
    pub responsibilities: Field<Keyed<Layer, Keyed<Concern, RawText>>>,
    /// The relationship over time, period by period.
    pub lifecycle: Field<List<Spanned<RawPeriod>>>,
}

/// A stage: its phases (contact, first-impression, attitude, behaviour), its focus and its guide; or a waiver.
#[derive(Clone, Debug, Default)]
pub struct RawStage {
    /// What the organisation concentrates on, most important first.
    pub focus: Field<List<RawText>>,
    /// The 5W guide: when, where, why, who, how.
    pub guide: Field<Keyed<Question, Spanned<RawPractice>>>,
    /// Why the stage is not applicable to this map.
    pub not_applicable: Field<RawText>,
    /// Where `not_applicable` stands.
    pub not_applicable_at: Option<Span>,
    /// The phases that were written, each at its name.
    pub phases: Vec<(Spanned<Phase>, Field<RawCell>)>,
}

impl RawStage {
    const FIELDS: [&'static str; 3 + Phase::COUNT] = {
        let mut fields = ["focus", "guide", "not_applicable", "", "", "", ""];
        let mut at = 0;
        while at < Phase::COUNT {
            fields[3 + at] = Phase::IDS[at];
            at += 1;
        }
        fields
    };
}

impl<'de> Deserialize<'de> for RawStage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = RawStage;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a stage")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawStage, A::Error> {
                let mut stage = RawStage::default();
                while let Some(key) = map.next_key::<Scalar>()? {
                    match (key.value.as_str(), Phase::from_id(&key.value)) {
                        (_, Some(phase)) => stage.phases.push((key.with(phase), map.next_value()?)),
                        ("focus", _) => stage.focus = map.next_value()?,
                        ("guide", _) => stage.guide = map.next_value()?,
                        ("not_applicable", _) => {
                            stage.not_applicable = map.next_value()?;
                            stage.not_applicable_at = Some(key.span);
                        }
                        _ => {}
                    }
                }
                Ok(stage)
            }
        }

        de::Deserializer::deserialize_struct(deserializer, "", &RawStage::FIELDS, Fields)
    }
}

impl JsonSchema for RawStage {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Stage".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut properties = serde_json::Map::new();
        let mut add = |name: &str, schema: Schema| properties.insert(name.to_owned(), schema.to_value());
        add("focus", generator.subschema_for::<List<RawText>>());
        add("guide", generator.subschema_for::<Keyed<Question, RawPractice>>());
        add("not_applicable", generator.subschema_for::<RawText>());
        for phase in Phase::ALL {
            add(phase.id(), generator.subschema_for::<RawCell>());
        }
        json_schema!({"type": "object", "additionalProperties": false, "properties": properties})
    }
}

/// A cell: its touchpoints, most important first; or why it is not applicable.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "$by-shape", rename_all = "lowercase")]
pub enum RawCell {
    /// Its touchpoints.
    Sequence(List<Spanned<RawTouchpoint>>),
    /// A waiver.
    Mapping(Spanned<RawWaiver>),
}

impl JsonSchema for RawCell {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cell".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let touchpoints = generator.subschema_for::<List<RawTouchpoint>>();
        let waiver = generator.subschema_for::<RawWaiver>();
        json_schema!({
            "description": "Touchpoints, most important first; or `not_applicable` with the reason.",
            "anyOf": [touchpoints, waiver]
        })
    }
}

/// That a cell is not applicable.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Waiver", deny_unknown_fields, extend("required" = ["not_applicable"]))]
pub struct RawWaiver {
    /// Why.
    pub not_applicable: Field<RawText>,
}

/// One question of the guide.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Practice", deny_unknown_fields)]
pub struct RawPractice {
    /// What is usually done.
    pub mainstream: Field<RawText>,
    /// What would be better.
    pub innovative: Field<RawText>,
}

/// A touchpoint: only `id` and `name` are required.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Touchpoint", deny_unknown_fields, extend("required" = ["id", "name"]))]
pub struct RawTouchpoint {
    /// The id that links refer to: letters, digits and hyphens. Required.
    pub id: Field<IdText>,
    /// What people call it. Required.
    pub name: Field<RawText>,
    /// By what means the customer is met: a channel of motmap.yaml, by its id, or any words: telephone, counter, app.
    pub channel: Field<RawText>,
    /// Whether somebody of ours is there: false for a poster, a page, a machine, a letter. Left out: as the kind of its
    /// channel says, else true.
    pub attended: Field<FlagText>,
    /// Where.
    pub place: Field<RawText>,
    /// Who on our side meets the customer there: a role of motmap.yaml.
    pub role: Field<Reference>,
    /// How much hangs on it: high, normal or low.
    pub importance: Field<Word<Importance>>,
    /// What the customer does, thinks and feels.
    pub customer: Field<RawCustomerView>,
    /// What the customer comes with, from -3 to +3.
    pub expectation: Field<PerceptionText>,
    /// What the customer leaves with, from -3 to +3, when no moment says it.
    pub perception: Field<PerceptionText>,
    /// What this description rests on.
    pub evidence: Field<Spanned<RawEvidence>>,
    /// Every request a customer could make here.
    pub requests: Field<List<Spanned<RawRequest>>>,
    /// What settles what the list did not foresee.
    pub stance: Field<RawText>,
    /// How the moment is played: explore, offer, act, confirm.
    pub moment: Field<Spanned<Keyed<Step, Spanned<RawPlay>>>>,
    /// What may be decided on the spot, and who decides the rest.
    pub authority: Field<Spanned<RawAuthority>>,
    /// What to do when it went wrong.
    pub recovery: Field<Spanned<RawRecovery>>,
    /// Promises made here.
    pub promises: Field<List<Spanned<RawPromise>>>,
    /// Ids of promises kept here.
    pub delivers: Field<List<Reference>>,
    /// The dimensions of service quality at stake.
    pub quality: Field<List<Word<Quality>>>,
    /// What is measured here.
    pub measures: Field<List<Spanned<RawMeasure>>>,
    /// Takes of the same scene, to contrast in class.
    pub dialogues: Field<List<Spanned<RawDialogue>>>,
    /// Where it leads. Left out: to every touchpoint of the next phase. An empty list: the journey ends here.
    pub leads_to: Field<Spanned<List<RawLink>>>,
}

/// What the customer does, thinks and feels.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "CustomerView", deny_unknown_fields)]
pub struct RawCustomerView {
    /// What the customer does.
    pub does: Field<RawText>,
    /// What the customer thinks.
    pub thinks: Field<RawText>,
    /// What the customer feels.
    pub feels: Field<RawText>,
}

/// What a description rests on.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Evidence", deny_unknown_fields)]
pub struct RawEvidence {
    /// Observed, reported or assumed.
    pub kind: Field<Word<EvidenceKind>>,
    /// Where it was seen or told.
    pub source: Field<RawText>,
}

/// A request a customer could make.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Request", deny_unknown_fields, extend("required" = ["ask"]))]
pub struct RawRequest {
    /// The request, in the customer's voice. Required.
    pub ask: Field<RawText>,
    /// How we settle it on the spot.
    pub answer: Field<RawText>,
    /// What stands in the way of settling it.
    pub obstacle: Field<RawText>,
    /// What will remove the obstacle.
    pub remedy: Field<Spanned<RawRemedy>>,
}

/// What will remove an obstacle.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Remedy", deny_unknown_fields)]
pub struct RawRemedy {
    /// What is to be done.
    #[serde(rename = "do")]
    pub what: Field<RawText>,
    /// Who sees to it: a role of motmap.yaml.
    pub owner: Field<Reference>,
    /// By when, such as 2026-12-31.
    pub due: Field<DateText>,
    /// Open or done.
    pub status: Field<Word<RemedyStatus>>,
}

/// One step of a moment.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Play", deny_unknown_fields)]
pub struct RawPlay {
    /// What to say, word for word.
    pub say: Field<RawTexts>,
    /// What to do, so that a camera could see it.
    #[serde(rename = "do")]
    pub actions: Field<RawTexts>,
    /// What never to do.
    pub avoid: Field<RawTexts>,
    /// The customer's perception after this step, from -3 to +3.
    pub perception: Field<PerceptionText>,
}

/// What may be decided on the spot.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Authority", deny_unknown_fields)]
pub struct RawAuthority {
    /// What the role decides by itself.
    pub decides: Field<RawText>,
    /// Who decides the rest: a role of motmap.yaml.
    pub escalates_to: Field<Reference>,
}

/// What to do when a moment went wrong.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Recovery", deny_unknown_fields)]
pub struct RawRecovery {
    /// How one notices.
    pub signal: Field<RawText>,
    /// What to do then, in order.
    pub steps: Field<RawTexts>,
}

/// A promise made to the customer.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Promise", deny_unknown_fields, extend("required" = ["id"]))]
pub struct RawPromise {
    /// The id that `delivers` refers to. Required.
    pub id: Field<IdText>,
    /// What is promised.
    pub text: Field<RawText>,
}

/// Something that is measured.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Measure", deny_unknown_fields, extend("required" = ["name"]))]
pub struct RawMeasure {
    /// What is measured. Required.
    pub name: Field<RawText>,
    /// In what unit.
    pub unit: Field<RawText>,
    /// What it should be.
    pub target: Field<NumberText>,
    /// What it is.
    pub actual: Field<NumberText>,
    /// From how many observations.
    pub n: Field<CountText>,
    /// Which way it improves: lower or higher.
    pub better: Field<Word<Better>>,
}

/// A take of a scene.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Dialogue", deny_unknown_fields)]
pub struct RawDialogue {
    /// Good (as it should be) or bad (to contrast; for the trainer alone).
    pub take: Field<Word<Take>>,
    /// What is said, in order.
    pub lines: Field<List<Spanned<RawLine>>>,
}

/// One line of a dialogue.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Line", deny_unknown_fields, extend("required" = ["who"]))]
pub struct RawLine {
    /// Who speaks: `customer`, a role, or anyone else by name. Required.
    pub who: Field<Reference>,
    /// What they say.
    pub says: Field<RawText>,
    /// The step of the moment that this plays.
    pub step: Field<Word<Step>>,
    /// What to notice.
    pub note: Field<RawText>,
}

/// Where a touchpoint leads: an id, `map/id`, or `{to: id, because: reason}`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "$by-shape", rename_all = "lowercase")]
pub enum RawLink {
    /// An id alone.
    Scalar(Reference),
    /// With its reason.
    Mapping(Spanned<RawExplainedLink>),
}

impl JsonSchema for RawLink {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Link".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (id, explained) = (generator.subschema_for::<Reference>(), generator.subschema_for::<RawExplainedLink>());
        json_schema!({"anyOf": [id, explained]})
    }
}

/// A link with its reason.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "ExplainedLink", deny_unknown_fields, extend("required" = ["to"]))]
pub struct RawExplainedLink {
    /// The touchpoint it leads to: its id, or `map/id`. Required.
    pub to: Field<Reference>,
    /// Why it leads there.
    pub because: Field<RawText>,
}

/// A pair of the value list.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Value", deny_unknown_fields, extend("required" = ["value"]))]
pub struct RawValue {
    /// What we do. Required.
    pub value: Field<RawText>,
    /// What the customer needs it for.
    pub need: Field<RawText>,
}

/// A period of the relationship.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Period", deny_unknown_fields, extend("required" = ["period"]))]
pub struct RawPeriod {
    /// Its name. Required.
    pub period: Field<RawText>,
    /// Its first and last month: `[1, 3]`.
    pub months: Field<Spanned<List<CountText>>>,
    /// What it is for.
    pub aim: Field<RawText>,
    /// What to do.
    #[serde(rename = "do")]
    pub actions: Field<RawTexts>,
    /// What never to do.
    pub never: Field<RawTexts>,
}

/// motmap.yaml: the workspace.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Workspace", deny_unknown_fields)]
pub struct RawConfig {
    /// What people call the whole.
    pub title: Field<RawText>,
    /// The languages of the site, the first the default.
    pub languages: Field<Spanned<List<TagText>>>,
    /// The roles on our side, by id.
    pub roles: Field<Pairs<Spanned<RawRole>>>,
    /// The means by which customers are met, by id, for `channel:` at a touchpoint.
    pub channels: Field<Pairs<Spanned<RawChannel>>>,
    /// Levels of rules: off, note, warning or error.
    pub rules: Field<Pairs<LevelText>>,
    /// Words of your own for stages, phases and steps.
    pub labels: Field<RawLabels>,
    /// More words that say nothing a camera could see, by language.
    pub vague_words: Field<Pairs<List<Scalar>>>,
    /// What makes the pages your own.
    pub brand: Field<RawBrand>,
}

/// What makes the pages your own.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Brand", deny_unknown_fields)]
pub struct RawBrand {
    /// What stands at the head of every page; else the title.
    pub name: Field<RawText>,
    /// An .svg or .png file of the workspace: `logo.svg`.
    pub logo: Field<PathText>,
    /// The colour of links: `"#17694a"`.
    pub accent: Field<ColourText>,
    /// What stands at the foot of every page.
    pub footer: Field<RawText>,
}

/// A role on our side.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Role", deny_unknown_fields, extend("required" = ["name"]))]
pub struct RawRole {
    /// What people call it.
    pub name: Field<RawText>,
    /// Senior, middle or front-line.
    pub layer: Field<Word<Layer>>,
}

/// A means by which customers are met.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Channel", deny_unknown_fields)]
pub struct RawChannel {
    /// What people call it.
    #[schemars(required)]
    pub name: Field<RawText>,
    /// Face, telephone or chat, where somebody of ours is there; web, media, print, machine or mail, where nobody is.
    pub kind: Field<Word<ChannelKind>>,
}

/// Words of the workspace's own.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Labels", deny_unknown_fields)]
pub struct RawLabels {
    /// For stages.
    pub stages: Field<Keyed<Stage, RawText>>,
    /// For phases.
    pub phases: Field<Keyed<Phase, RawText>>,
    /// For the steps of a moment.
    pub steps: Field<Keyed<Step, RawText>>,
}

/// The front matter of a case.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Case", deny_unknown_fields, extend("required" = ["touchpoint"]))]
pub struct RawCase {
    /// Where it happened: `map/touchpoint`, or a list of them. Required.
    pub touchpoint: Field<RawReferences>,
    /// What people call it.
    pub title: Field<RawText>,
    /// The exact time: `2026-04-22 13:10`.
    pub when: Field<TimeText>,
    /// The exact place.
    pub place: Field<RawText>,
    /// Everybody involved.
    pub people: Field<List<Spanned<RawPerson>>>,
    /// Success or failure.
    pub outcome: Field<Word<Outcome>>,
    /// The language of the case.
    pub language: Field<TagText>,
    /// Whether no real person can be recognised: true or false.
    pub anonymised: Field<FlagText>,
    /// For the discussion in class.
    pub questions: Field<List<Spanned<RawDiscussion>>>,
    /// For the trainer alone.
    pub teaching_note: Field<RawText>,
}

/// One reference or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "$by-shape", rename_all = "lowercase")]
pub enum RawReferences {
    /// One.
    Scalar(Reference),
    /// Several.
    Sequence(List<Reference>),
}

impl JsonSchema for RawReferences {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "References".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<Reference>();
        json_schema!({"anyOf": [one, {"type": "array", "items": one}]})
    }
}

/// Somebody involved in a case.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Person", deny_unknown_fields, extend("required" = ["name"]))]
pub struct RawPerson {
    /// What they are called there. Required.
    pub name: Field<RawText>,
    /// What they were there.
    pub role: Field<RawText>,
}

/// A question for the discussion in class.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Discussion", deny_unknown_fields, extend("required" = ["ask"]))]
pub struct RawDiscussion {
    /// The question. Required.
    pub ask: Field<RawText>,
    /// What to listen for; for the trainer alone.
    pub listen_for: Field<RawText>,
}
