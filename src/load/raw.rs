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
    /// What people call the map. It heads its page. Required.
    pub title: Field<RawText>,
    /// The language of plain texts, such as `zh` or `en`; the first of the workspace's languages if left out.
    pub language: Field<TagText>,
    /// What the map is about, in two or three sentences.
    pub summary: Field<RawText>,
    /// Whose journey it is: the kind of customer, in a few words.
    pub customer: Field<RawText>,
    /// Who keeps the map: a role of motmap.yaml.
    pub owner: Field<Reference>,
    /// When it was last reviewed, such as 2026-10-01.
    pub reviewed: Field<DateText>,
    /// For how many days a review holds. After that the checks ask for another.
    pub review_every: Field<CountText>,
    /// The four stages: unknown, prospect, customer, departing. One that is left out is a gap.
    pub stages: Field<Spanned<Keyed<Stage, Spanned<RawStage>>>>,
    /// What we do for key accounts, and what they need it for: pre-sale, in-sale, after-sale and response.
    pub value_list: Field<Keyed<ValuePart, List<Spanned<RawValue>>>>,
    /// Who answers for what: senior, middle and front-line, each for concept, people, business and appraisal.
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
        let mut add = |name: &str, about: &str, schema: Schema| {
            let is_definition = schema.get("$ref").is_some();
            let mut described = if is_definition { json_schema!({"allOf": [schema]}) } else { schema };
            described.insert("description".to_owned(), about.into());
            properties.insert(name.to_owned(), described.to_value())
        };
        add(
            "focus",
            "What the organisation concentrates on in this stage, most important first.",
            generator.subschema_for::<List<RawText>>(),
        );
        add(
            "guide",
            "The 5W guide: when, where, why, who and how, each with what is usually done and what would be better.",
            generator.subschema_for::<Keyed<Question, RawPractice>>(),
        );
        add(
            "not_applicable",
            "Why the whole stage is not applicable to this map. With a reason it is no gap.",
            generator.subschema_for::<RawText>(),
        );
        for phase in Phase::ALL {
            let about = match phase {
                Phase::Contact => "Where and how the customer meets us.",
                Phase::FirstImpression => "What the customer first takes in.",
                Phase::Attitude => "What opinion the customer forms, which is hard to change.",
                Phase::Behaviour => "What the customer then does.",
            };
            add(phase.id(), about, generator.subschema_for::<RawCell>());
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
    /// Why the cell is not applicable. With a reason it is no gap.
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
    /// The id that links refer to: letters of any script, digits and hyphens. Required.
    pub id: Field<IdText>,
    /// What people call it. Required.
    pub name: Field<RawText>,
    /// By what means the customer is met: a channel of motmap.yaml, by its id, or any words: telephone, counter, app.
    pub channel: Field<RawText>,
    /// Whether somebody of ours is there: false for a poster, a page, a machine, a letter. Left out: as the kind of its
    /// channel says, else true.
    pub attended: Field<FlagText>,
    /// Where it is.
    pub place: Field<RawText>,
    /// Who on our side meets the customer there: a role of motmap.yaml.
    pub role: Field<Reference>,
    /// For which kinds of customers it is, where it is not for all: segments of motmap.yaml, by their ids.
    pub segments: Field<List<Reference>>,
    /// How much hangs on it: high, normal or low. Where it is high, the checks ask for authority, recovery and a case.
    pub importance: Field<Word<Importance>>,
    /// What the customer does, thinks and feels.
    pub customer: Field<RawCustomerView>,
    /// What the customer comes with, from -3 to +3. Zero is indifferent.
    pub expectation: Field<PerceptionText>,
    /// What customers come expecting, the most important first, each with where it comes from.
    pub expects: Field<List<Spanned<RawExpected>>>,
    /// What has been laid down for this touchpoint, one a line, so that anybody can check it.
    pub standards: Field<RawTexts>,
    /// How others do here: a competitor or a model, what customers leave with there, and how that is known.
    pub benchmark: Field<Spanned<RawBenchmark>>,
    /// What the customer leaves with, from -3 to +3, when no moment says it.
    pub perception: Field<PerceptionText>,
    /// What this description rests on: was it observed, reported or assumed?
    pub evidence: Field<Spanned<RawEvidence>>,
    /// Every request that customers could make here, each with its answer or its obstacle.
    pub requests: Field<List<Spanned<RawRequest>>>,
    /// What settles what the requests did not foresee.
    pub stance: Field<RawText>,
    /// How the moment is played, in four steps: explore, offer, act, confirm.
    pub moment: Field<Spanned<Keyed<Step, Spanned<RawPlay>>>>,
    /// What may be decided on the spot, and who decides the rest.
    pub authority: Field<Spanned<RawAuthority>>,
    /// What to do when it went wrong, and how one notices.
    pub recovery: Field<Spanned<RawRecovery>>,
    /// What stands behind this contact: the service blueprint, from what the customer sees to what supports it.
    pub blueprint: Field<RawBlueprint>,
    /// That complaints come in here, with their limits and who answers for them. What is left out comes from motmap.yaml.
    pub complaint: Field<Spanned<RawComplaint>>,
    /// What is promised here. A promise that is kept nowhere is an error.
    pub promises: Field<List<Spanned<RawPromise>>>,
    /// Which promises are kept here, by their ids.
    pub delivers: Field<List<Reference>>,
    /// Which dimensions of service quality are at stake.
    pub quality: Field<List<Word<Quality>>>,
    /// What is measured here, what it should be and what it is.
    pub measures: Field<List<Spanned<RawMeasure>>>,
    /// Scenes to play in class, good and bad. Bad ones are for the trainer alone.
    pub dialogues: Field<List<Spanned<RawDialogue>>>,
    /// Where it leads. Left out: to every touchpoint of the next phase. An empty list: the journey ends here.
    pub leads_to: Field<Spanned<List<RawLink>>>,
}

/// What the customer does, thinks and feels.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "CustomerView", deny_unknown_fields)]
pub struct RawCustomerView {
    /// What the customer does, as one sees it.
    pub does: Field<RawText>,
    /// What the customer thinks, in the customer's voice.
    pub thinks: Field<RawText>,
    /// What the customer feels.
    pub feels: Field<RawText>,
}

/// Something that customers come expecting.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Expected", deny_unknown_fields, extend("required" = ["text"]))]
pub struct RawExpected {
    /// What they expect. Required.
    pub text: Field<RawText>,
    /// Where it comes from: experience, word-of-mouth, need or promise.
    pub from: Field<Word<ExpectationSource>>,
}

/// How others do at the same point.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Benchmark", deny_unknown_fields, extend("required" = ["against"]))]
pub struct RawBenchmark {
    /// Who it is: a competitor, another branch, the best of another trade. Required.
    pub against: Field<RawText>,
    /// What customers leave with there, from -3 to +3.
    pub perception: Field<PerceptionText>,
    /// How that is known.
    pub source: Field<RawText>,
}

/// What a description rests on.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Evidence", deny_unknown_fields)]
pub struct RawEvidence {
    /// How it is known: observed, reported or assumed.
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
    /// What stands in the way of settling it on the spot.
    pub obstacle: Field<RawText>,
    /// What will remove the obstacle, who sees to it and by when. Until it is done, trainers alone see it.
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
    /// Whether it is done: open or done.
    pub status: Field<Word<RemedyStatus>>,
    /// When somebody looked, after it was done, what it has changed.
    pub followed_up: Field<DateText>,
    /// What it has changed for customers.
    pub effect: Field<RawText>,
}

/// One step of a moment.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Play", deny_unknown_fields)]
pub struct RawPlay {
    /// What to say, word for word, in fifteen seconds at most.
    pub say: Field<RawTexts>,
    /// What to do, so that a camera could see it.
    #[serde(rename = "do")]
    pub actions: Field<RawTexts>,
    /// What not to do.
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
    /// How one notices that it went wrong.
    pub signal: Field<RawText>,
    /// What to do then, in order.
    pub steps: Field<RawTexts>,
}

/// What stands behind a contact.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Blueprint", deny_unknown_fields)]
pub struct RawBlueprint {
    /// What the customer sees or keeps: a sign, a form, a receipt.
    pub evidence: Field<RawTexts>,
    /// What is done in the customer's sight. Left out: what the moment says to `do`.
    pub front: Field<RawTexts>,
    /// What is done out of the customer's sight, in order, each with its role.
    pub back: Field<List<RawStep<RawBackstageStep>>>,
    /// What systems and other departments do for it.
    pub support: Field<List<RawStep<RawSupportStep>>>,
}

/// A step of a blueprint: what is done alone, or with further fields.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename = "$by-shape", rename_all = "lowercase")]
pub enum RawStep<T> {
    /// What is done.
    Scalar(Scalar),
    /// With who or what does it.
    Mapping(Spanned<T>),
}

impl<T: JsonSchema> JsonSchema for RawStep<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}OrText", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({"anyOf": [generator.subschema_for::<T>(), plain_text_schema()]})
    }
}

/// A step out of the customer's sight.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "BackstageStep", deny_unknown_fields, extend("required" = ["do"]))]
pub struct RawBackstageStep {
    /// What is done. Required.
    #[serde(rename = "do")]
    pub what: Field<RawText>,
    /// Who does it: a role of motmap.yaml.
    pub role: Field<Reference>,
    /// Where it is likely to fail. For the trainer alone.
    pub fails: Field<RawText>,
}

/// A step that supports the others.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "SupportStep", deny_unknown_fields, extend("required" = ["do"]))]
pub struct RawSupportStep {
    /// What it does for the others. Required.
    #[serde(rename = "do")]
    pub what: Field<RawText>,
    /// Which system or department it is.
    pub system: Field<RawText>,
}

/// A place where complaints come in.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Complaint", deny_unknown_fields)]
pub struct RawComplaint {
    /// Within what time the customer hears from us first: `90s`, `10m`, `2h`, `3d`.
    pub acknowledge: Field<TimeLimitText>,
    /// Within what time the complaint is settled: `90s`, `10m`, `2h`, `3d`.
    pub resolve: Field<TimeLimitText>,
    /// Who answers for the complaint: a role of motmap.yaml.
    pub owner: Field<Reference>,
    /// Which kinds of complainant come here: quality-watcher, reasoner, negotiator or victim. Left out: all four.
    pub kinds: Field<List<Word<Complainant>>>,
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
    /// What it tells of: of satisfaction praise, named, complaints, returns, amount or price-tolerance; of loyalty
    /// repurchase, deliberation, price-sensitivity, rivals, tolerance or identification.
    pub kind: Field<Word<MeasureKind>>,
    /// In what unit.
    pub unit: Field<RawText>,
    /// What it should be.
    pub target: Field<NumberText>,
    /// What it is.
    pub actual: Field<NumberText>,
    /// How many observations that rests on.
    pub n: Field<CountText>,
    /// When it was measured, such as 2026-09-30.
    pub date: Field<DateText>,
    /// Which way it improves: lower or higher.
    pub better: Field<Word<Better>>,
}

/// A take of a scene.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Dialogue", deny_unknown_fields)]
pub struct RawDialogue {
    /// How it is played: good, as it should be, or bad, to contrast. Bad ones are for the trainer alone.
    pub take: Field<Word<Take>>,
    /// What is said, line by line.
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
    /// Why it leads there. Needed where a phase or a stage is passed over.
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
    /// Which months it lasts, the first and the last: `[1, 3]`.
    #[schemars(extend("minItems" = 2, "maxItems" = 2))]
    pub months: Field<Spanned<List<CountText>>>,
    /// What it is for.
    pub aim: Field<RawText>,
    /// What to do.
    #[serde(rename = "do")]
    pub actions: Field<RawTexts>,
    /// What never to do.
    pub never: Field<RawTexts>,
    /// At which touchpoints it is lived, by their ids.
    pub touchpoints: Field<List<Reference>>,
}

/// motmap.yaml: the workspace.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Workspace", deny_unknown_fields)]
pub struct RawConfig {
    /// What people call the whole.
    pub title: Field<RawText>,
    /// Which languages the site is built in. The first is the default.
    pub languages: Field<Spanned<List<TagText>>>,
    /// Who is there on our side, by id. Maps name roles by these ids.
    pub roles: Field<Pairs<Spanned<RawRole>>>,
    /// By what means customers are met, by id, for `channel` at a touchpoint.
    pub channels: Field<Pairs<Spanned<RawChannel>>>,
    /// What holds for complaints everywhere: limits, owner, what never to do, and who speaks in a crisis.
    pub complaints: Field<RawComplaintPolicy>,
    /// What to do and never to do on the telephone, added to what the cards of telephone channels say of themselves.
    pub telephone: Field<RawTelephone>,
    /// Which kinds of customers there are, by id, for `segments` at a touchpoint.
    pub segments: Field<Pairs<Spanned<RawSegment>>>,
    /// Which level each rule has: off, note, warning or error.
    pub rules: Field<Pairs<LevelText>>,
    /// Which words of your own stand for stages, phases and steps.
    pub labels: Field<RawLabels>,
    /// Further words that no camera could see, by language.
    pub vague_words: Field<Pairs<List<Scalar>>>,
    /// What makes the pages your own: name, logo, colour and footer.
    pub brand: Field<RawBrand>,
}

/// What makes the pages your own.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Brand", deny_unknown_fields)]
pub struct RawBrand {
    /// What heads every page, in place of the title.
    pub name: Field<RawText>,
    /// Which .svg or .png file of the workspace is the logo.
    pub logo: Field<PathText>,
    /// The colour of links, in quotation marks.
    pub accent: Field<ColourText>,
    /// What stands at the foot of every page.
    pub footer: Field<RawText>,
}

/// A role on our side.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Role", deny_unknown_fields, extend("required" = ["name"]))]
pub struct RawRole {
    /// What people call the role. Required.
    pub name: Field<RawText>,
    /// Which layer it belongs to: senior, middle or front-line.
    pub layer: Field<Word<Layer>>,
    /// Which abilities the role needs now.
    pub skills: Field<RawTexts>,
    /// Which abilities the role will need later.
    pub later: Field<RawTexts>,
}

/// A means by which customers are met.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Channel", deny_unknown_fields)]
pub struct RawChannel {
    /// What people call the channel. Required.
    #[schemars(required)]
    pub name: Field<RawText>,
    /// What kind it is: face, telephone or chat, where somebody of ours is there; web, media, print, machine or mail,
    /// where nobody is.
    pub kind: Field<Word<ChannelKind>>,
}

/// What holds for complaints everywhere.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "ComplaintPolicy", deny_unknown_fields)]
pub struct RawComplaintPolicy {
    /// Within what time a customer who complains hears from us first: `90s`, `10m`, `2h`, `3d`.
    pub acknowledge: Field<TimeLimitText>,
    /// Within what time a complaint is settled: `90s`, `10m`, `2h`, `3d`.
    pub resolve: Field<TimeLimitText>,
    /// Who answers for complaints: a role of this file.
    pub owner: Field<Reference>,
    /// What never to do or to say about a complaint.
    pub never: Field<RawTexts>,
    /// What holds when a complaint comes to the public: who speaks, within what time, and what never to do.
    pub crisis: Field<RawCrisis>,
}

/// What holds when a complaint comes to the public.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Crisis", deny_unknown_fields)]
pub struct RawCrisis {
    /// Who alone speaks for the house: a role of this file.
    pub speaks: Field<Reference>,
    /// Within what time they speak: `90s`, `10m`, `2h`, `3d`.
    pub within: Field<TimeLimitText>,
    /// What never to do in a crisis.
    pub never: Field<RawTexts>,
}

/// How to speak on the telephone here.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Telephone", deny_unknown_fields)]
pub struct RawTelephone {
    /// What to do on the telephone.
    #[serde(rename = "do")]
    pub actions: Field<RawTexts>,
    /// What never to do on the telephone.
    pub never: Field<RawTexts>,
}

/// A kind of customers.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Segment", deny_unknown_fields, extend("required" = ["name"]))]
pub struct RawSegment {
    /// What people call these customers. Required.
    pub name: Field<RawText>,
    /// How much they weigh: key, ordinary or small.
    pub tier: Field<Word<Tier>>,
    /// How far trade with them has come: potential, target, active, lost or not-ours.
    pub state: Field<Word<TradeState>>,
    /// What is done for them that is not done for all.
    pub strategy: Field<RawTexts>,
    /// What share of the customers and of the profit they are, in per cent.
    pub share: Field<RawShare>,
}

/// The share that a kind of customers has.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Share", deny_unknown_fields)]
pub struct RawShare {
    /// Of all customers, in per cent.
    pub customers: Field<NumberText>,
    /// Of the profit, in per cent. It may be more than 100 where others cost money, or less than 0.
    pub profit: Field<NumberText>,
}

/// Words of the workspace's own.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Labels", deny_unknown_fields)]
pub struct RawLabels {
    /// The words for stages.
    pub stages: Field<Keyed<Stage, RawText>>,
    /// The words for phases.
    pub phases: Field<Keyed<Phase, RawText>>,
    /// The words for the steps of a moment.
    pub steps: Field<Keyed<Step, RawText>>,
}

/// The front matter of a case.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Case", deny_unknown_fields, extend("required" = ["touchpoint"]))]
pub struct RawCase {
    /// Where it happened: `map/touchpoint`, or a list of them. Required.
    pub touchpoint: Field<RawReferences>,
    /// What people call the case.
    pub title: Field<RawText>,
    /// The exact time: `2026-04-22 13:10`.
    pub when: Field<TimeText>,
    /// The exact place.
    pub place: Field<RawText>,
    /// Everybody involved, without their real names.
    pub people: Field<List<Spanned<RawPerson>>>,
    /// How it ended: success or failure.
    pub outcome: Field<Word<Outcome>>,
    /// Which language the case is written in.
    pub language: Field<TagText>,
    /// Whether no real person can be recognised: true or false.
    pub anonymised: Field<FlagText>,
    /// What to discuss in class.
    pub questions: Field<List<Spanned<RawDiscussion>>>,
    /// How to lead the discussion. For the trainer alone.
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
    /// What they are called in the case, not their real name. Required.
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
    /// What to listen for. For the trainer alone.
    pub listen_for: Field<RawText>,
}
