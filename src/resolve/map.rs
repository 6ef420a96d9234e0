//! A map by itself. References to other things by name wait until every map is known.

use std::collections::BTreeMap;

use super::MapFile;
use super::config::no_words_for;
use super::names::{check_id, duplicate_id, fold};
use super::references::{Pending, PendingLink};
use super::values::Resolver;
use crate::checks::shape::INVALID_VALUE;
use crate::diagnostic::Diagnostic;
use crate::load::field::*;
use crate::load::han::has_han;
use crate::load::raw::*;
use crate::model::*;
use crate::source::{SourceId, Sources, Span, Spanned};
use crate::words;

/// The language that a map names for itself.
fn named_language(raw: &RawMap) -> Option<Tag> {
    match &raw.language {
        Field::Given(tag) => Tag::parse(tag.0.value.trim()),
        _ => None,
    }
}

/// A map's title in whatever language comes first.
fn title(raw: &RawMap) -> Option<&str> {
    match &raw.title {
        Field::Given(RawText::Scalar(title)) => Some(&title.value),
        Field::Given(RawText::Mapping(versions)) => versions.value.0.iter().find_map(|(_, text)| match text {
            Field::Given(text) => Some(text.value.as_str()),
            _ => None,
        }),
        _ => None,
    }
}

/// The map of a file, and the references in it that wait for the other maps.
pub fn resolve(
    number: usize,
    file: MapFile,
    sources: &Sources,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> (Map, Vec<Pending>) {
    let id = MapId(number as u32);
    let Some(raw) = file.raw else {
        return (nothing_known(id, file.name, file.source, config), Vec::new());
    };
    let language = language_of(&raw.value, config);
    let whole = raw.span;
    let raw = raw.value;
    // With room for them and no more: a map stays in memory as long as pages are made from it.
    let touchpoints = Vec::with_capacity(count_touchpoints(&raw.stages));
    let values = Resolver { sources, language: &language, config, misnamed: &file.misnamed, findings };
    let mut builder = Builder { values, map: id, touchpoints, pending: Vec::new(), ids: BTreeMap::new() };
    if let Some(language) = builder.values.tag(raw.language)
        && config.languages.is_empty()
        && !config.faulty
        && !config.has_words(&language.value)
    {
        builder.values.findings.push(no_words_for(&language).help(words!(
            "or name the languages of the site in motmap.yaml, such as `languages: [en]`",
            "或者在 motmap.yaml 里写明要生成的语言，例如 `languages: [zh]`"
        )));
    }
    let title = builder.values.required_text(raw.title, "title", whole);
    let title = title.unwrap_or_else(|| text_of(&file.name, &language, whole));
    let summary = builder.values.maybe(raw.summary);
    let customer = builder.values.maybe(raw.customer);
    let owner = builder.values.role(raw.owner);
    let reviewed = builder.values.date(raw.reviewed);
    let review_every = builder.values.count(raw.review_every);
    let stages = builder.stages(raw.stages, whole);
    let value_list = builder.value_list(raw.value_list);
    let responsibilities = builder.responsibilities(raw.responsibilities);
    let lifecycle = builder.lifecycle(raw.lifecycle);
    let Builder { touchpoints, pending, .. } = builder;
    let map = Map {
        id,
        name: file.name,
        source: file.source,
        faulty: false,
        outdated: false,
        title,
        summary,
        customer,
        owner,
        reviewed,
        review_every,
        stages,
        touchpoints,
        value_list,
        responsibilities,
        lifecycle,
        language,
    };
    (map, pending)
}

fn count_touchpoints(stages: &Field<Spanned<Keyed<Stage, Spanned<RawStage>>>>) -> usize {
    let Field::Given(stages) = stages else { return 0 };
    let stages = stages.value.entries.iter().filter_map(|(_, stage)| stage.as_given());
    let cells = stages.flat_map(|stage| &stage.value.phases).filter_map(|(_, cell)| cell.as_given());
    cells.map(|cell| if let RawCell::Sequence(list) = cell { list.count() } else { 0 }).sum()
}

/// The language of plain texts: the one the map names, else the first of the workspace's; where the workspace names none,
/// Chinese if the title holds Han characters, else English.
fn language_of(raw: &RawMap, config: &Config) -> Tag {
    let has_han = || title(raw).is_some_and(has_han);
    named_language(raw).unwrap_or_else(|| first_language(config, has_han))
}

fn first_language(config: &Config, is_chinese: impl FnOnce() -> bool) -> Tag {
    let first = config.languages.first().cloned();
    first.or_else(|| Tag::parse(if is_chinese() { "zh" } else { "en" })).expect("zh and en are language tags")
}

/// A text in one language.
pub fn text_of(text: &str, language: &Tag, span: Span) -> Text {
    Text::plain(language.clone(), Spanned::new(text.into(), span))
}

/// A map of which nothing could be read.
fn nothing_known(id: MapId, name: String, source: SourceId, config: &Config) -> Map {
    let span = Span::new(source, 0..0);
    let language = first_language(config, || has_han(&name));
    let title = text_of(&name, &language, span);
    let mut map = Map { faulty: true, ..Map::titled(id, name, source, title, language, span) };
    for stage in &mut map.stages {
        stage.unreadable = true;
        stage.cells.iter_mut().for_each(|cell| cell.unreadable = true);
    }
    map
}

struct Builder<'a> {
    values: Resolver<'a>,
    map: MapId,
    touchpoints: Vec<Touchpoint>,
    pending: Vec<Pending>,
    /// The touchpoints' ids so far, folded, and where they stand.
    ids: BTreeMap<String, Span>,
}

/// A stage as it was written.
struct WrittenStage {
    key: Span,
    raw: Field<Spanned<RawStage>>,
}

impl Builder<'_> {
    fn stages(
        &mut self,
        raw: Field<Spanned<Keyed<Stage, Spanned<RawStage>>>>,
        whole: Span,
    ) -> [StagePlan; Stage::COUNT] {
        let misnamed = self.values.misnamed;
        let left_out = matches!(raw, Field::Absent);
        let mut unreadable = raw.is_faulty() || left_out && misnamed.may_hide_field(whole);
        // Without its own place a stage is looked for at the head of the stages, else at the head of the map.
        let (home, keyed) = match raw.given() {
            Some(written) => (written.span, written.value),
            None => (whole, Keyed::default()),
        };
        let misspelt = misnamed.is_guessed(home);
        unreadable |= misspelt || !misnamed.within(home).is_empty();
        let mut written: BTreeMap<Stage, WrittenStage> =
            keyed.entries.into_iter().map(|(key, raw)| (key.value, WrittenStage { key: key.span, raw })).collect();
        let plans: Vec<StagePlan> = Stage::ALL
            .iter()
            .map(|&stage| match written.remove(&stage) {
                Some(written) => {
                    let plan = self.stage(stage, written);
                    StagePlan { unreadable: plan.unreadable || misspelt, ..plan }
                }
                None => self.stage_left_out(stage, home, unreadable),
            })
            .collect();
        plans.try_into().expect("one plan a stage")
    }

    fn stage_left_out(&mut self, stage: Stage, span: Span, unreadable: bool) -> StagePlan {
        let mut plan = self.stage(stage, WrittenStage { key: span, raw: Field::Absent });
        plan.unreadable = unreadable;
        plan
    }

    fn stage(&mut self, stage: Stage, written: WrittenStage) -> StagePlan {
        let misnamed = self.values.misnamed;
        let unreadable = written.raw.is_faulty() || misnamed.is_guessed(written.key);
        let (raw, among) = match written.raw.given() {
            Some(raw) => (raw.value, misnamed.within(raw.span)),
            None => (RawStage::default(), &[][..]),
        };
        // A name that nobody knows may be that of a phase.
        let hides_phase = among.iter().any(|read_as| read_as.is_none_or(|name| Phase::from_id(name).is_some()));
        let waiver = raw.not_applicable_at.map(|span| Waiver { reason: self.values.maybe(raw.not_applicable), span });
        let focus = self.values.text_list(raw.focus);
        let guide = self.guide(raw.guide);
        let mut phases: BTreeMap<Phase, (Span, Field<RawCell>)> =
            raw.phases.into_iter().map(|(key, cell)| (key.value, (key.span, cell))).collect();
        let cells: Vec<Cell> = Phase::ALL
            .iter()
            .map(|&phase| {
                let (span, raw) = phases.remove(&phase).unwrap_or((written.key, Field::Absent));
                let hidden = hides_phase && matches!(raw, Field::Absent) || misnamed.is_guessed(span);
                let mut cell = self.cell(CellAt { stage, phase }, span, raw);
                cell.unreadable |= hidden;
                cell
            })
            .collect();
        let cells = cells.try_into().expect("one cell a phase");
        StagePlan { span: written.key, waiver, focus, guide, cells, unreadable }
    }

    fn cell(&mut self, at: CellAt, span: Span, raw: Field<RawCell>) -> Cell {
        let first = self.touchpoints.len();
        let mut cell = Cell { span, waiver: None, first, count: 0, unreadable: raw.is_faulty() };
        match raw.given() {
            Some(RawCell::Sequence(list)) => {
                cell.unreadable = list.has_holes();
                for touchpoint in list.into_items() {
                    let rank = self.touchpoints.len() - first + 1;
                    let touchpoint = self.touchpoint(at, rank, touchpoint);
                    self.touchpoints.push(touchpoint);
                }
                cell.count = self.touchpoints.len() - first;
            }
            // Some other field was meant as the waiver, or as the touchpoints; that has been told.
            Some(RawCell::Mapping(waiver)) if matches!(waiver.value.not_applicable, Field::Absent) => {
                cell.unreadable = true;
            }
            Some(RawCell::Mapping(waiver)) => {
                let at = waiver.span;
                cell.waiver = Some(Waiver { reason: self.values.maybe(waiver.value.not_applicable), span: at });
            }
            None => {}
        }
        cell
    }

    fn guide(&mut self, raw: Field<Keyed<Question, Spanned<RawPractice>>>) -> [Practice; Question::COUNT] {
        let mut guide: [Practice; Question::COUNT] = Default::default();
        for (question, practice) in raw.given().into_iter().flat_map(|keyed| keyed.entries) {
            let entry = &mut guide[question.value.index()];
            entry.span = Some(question.span);
            if let Some(practice) = practice.given() {
                entry.mainstream = self.values.maybe(practice.value.mainstream);
                entry.innovative = self.values.maybe(practice.value.innovative);
            }
        }
        guide
    }

    /// A touchpoint, whatever is wrong with it: what it says of others is looked up all the same.
    fn touchpoint(&mut self, cell: CellAt, rank: usize, written: Spanned<RawTouchpoint>) -> Touchpoint {
        let Spanned { value: raw, span } = written;
        let own = TouchpointId { map: self.map, index: self.touchpoints.len() as u32 };
        let id = self.id(raw.id, span);
        self.report_duplicate(&id);
        let name = self.values.required_text(raw.name, "name", span);
        let name = name.unwrap_or_else(|| text_of(&id.value, self.values.language, span));
        let customer = raw.customer.given().unwrap_or_default();
        let channel = self.values.channel(raw.channel);
        let attended = self.values.flag(raw.attended).map(|flag| flag.value);
        let touchpoint = Touchpoint {
            cell,
            rank,
            span,
            attended: attended.unwrap_or_else(|| self.values.is_attended(channel.as_ref())),
            channel,
            place: self.values.maybe(raw.place),
            role: self.values.role(raw.role),
            importance: self.values.maybe_word(raw.importance).map_or(Importance::Normal, |word| word.value),
            customer: CustomerView {
                does: self.values.maybe(customer.does),
                thinks: self.values.maybe(customer.thinks),
                feels: self.values.maybe(customer.feels),
            },
            expectation: self.values.perception(raw.expectation),
            perception: self.values.perception(raw.perception),
            evidence: raw.evidence.given().map(|evidence| {
                Box::new(Evidence {
                    kind: self.values.maybe_word(evidence.value.kind),
                    source: self.values.maybe(evidence.value.source),
                    span: evidence.span,
                })
            }),
            requests: self.each(raw.requests, Self::request),
            stance: self.values.maybe(raw.stance),
            moment: raw.moment.given().map(|moment| self.moment(moment).into()),
            authority: raw.authority.given().map(|authority| {
                Box::new(Authority {
                    decides: self.values.maybe(authority.value.decides),
                    escalates_to: self.values.role_or_nobody(authority.value.escalates_to),
                    span: authority.span,
                })
            }),
            recovery: raw.recovery.given().map(|recovery| {
                Box::new(Recovery {
                    signal: self.values.maybe(recovery.value.signal),
                    steps: self.values.texts(recovery.value.steps),
                    span: recovery.span,
                })
            }),
            promises: self.promises(raw.promises),
            delivers: Vec::new(),
            quality: raw.quality.given().map_or_else(Vec::new, |words| words.each(|word| self.values.word(word))),
            measures: self.each(raw.measures, Self::measure),
            dialogues: self.each(raw.dialogues, Self::dialogue),
            leads_to: None,
            id,
            name,
        };
        let delivers = raw.delivers.given().into_iter().flat_map(List::into_items);
        self.pending.extend(delivers.map(|promise| Pending::Delivery { at: own, promise: promise.0 }));
        if let Some(links) = raw.leads_to.given() {
            let span = links.span;
            let links = links.value.each(|link| self.link(link));
            self.pending.push(Pending::Links { from: own, links: Spanned::new(links, span) });
        }
        touchpoint
    }

    /// The id of something; empty where it is missing.
    fn id(&mut self, raw: Field<IdText>, of: Span) -> Spanned<String> {
        match self.values.required(raw, "id", of) {
            Some(id) => check_id(id.0, self.values.findings),
            None => Spanned::new(String::new(), of),
        }
    }

    fn report_duplicate(&mut self, id: &Spanned<String>) {
        if id.value.is_empty() {
            return;
        }
        match self.ids.get(&fold(&id.value)) {
            Some(&first) => self.values.findings.push(duplicate_id(&id.value, id.span, first)),
            None => _ = self.ids.insert(fold(&id.value), id.span),
        }
    }

    fn each<R, T>(
        &mut self,
        field: Field<List<Spanned<R>>>,
        mut resolve: impl FnMut(&mut Self, Spanned<R>) -> Option<T>,
    ) -> Vec<T> {
        field.given().map_or_else(Vec::new, |list| list.each(|raw| resolve(self, raw)))
    }

    fn request(&mut self, written: Spanned<RawRequest>) -> Option<Request> {
        let Spanned { value: raw, span } = written;
        let ask = self.values.required_text(raw.ask, "ask", span);
        let request = Request {
            answer: self.values.maybe(raw.answer),
            obstacle: self.values.maybe(raw.obstacle),
            remedy: raw.remedy.given().map(|remedy| {
                Box::new(Remedy {
                    what: self.values.maybe(remedy.value.what),
                    owner: self.values.role(remedy.value.owner),
                    due: self.values.date(remedy.value.due),
                    status: self.values.maybe_word(remedy.value.status).map_or(RemedyStatus::Open, |word| word.value),
                    span: remedy.span,
                })
            }),
            span,
            ask: ask?,
        };
        Some(request)
    }

    fn moment(&mut self, written: Spanned<Keyed<Step, Spanned<RawPlay>>>) -> Moment {
        let mut steps: [Option<Play>; Step::COUNT] = Default::default();
        for (step, play) in written.value.entries {
            steps[step.value.index()] = play.given().map(|play| Play {
                say: self.values.texts(play.value.say),
                actions: self.values.texts(play.value.actions),
                avoid: self.values.texts(play.value.avoid),
                perception: self.values.perception(play.value.perception),
                span: play.span,
            });
        }
        Moment { steps, span: written.span }
    }

    fn promises(&mut self, field: Field<List<Spanned<RawPromise>>>) -> Vec<Promise> {
        self.each(field, |builder, written| {
            let Spanned { value: raw, span } = written;
            Some(Promise { id: builder.id(raw.id, span), text: builder.values.maybe(raw.text) })
        })
    }

    fn measure(&mut self, written: Spanned<RawMeasure>) -> Option<Measure> {
        let Spanned { value: raw, span } = written;
        let name = self.values.required_text(raw.name, "name", span);
        let measure = Measure {
            unit: self.values.maybe(raw.unit),
            target: self.values.number(raw.target),
            actual: self.values.number(raw.actual),
            n: self.values.count(raw.n).map(|count| count.value.into()),
            better: self.values.maybe_word(raw.better).map(|word| word.value),
            name: name?,
        };
        Some(measure)
    }

    fn dialogue(&mut self, written: Spanned<RawDialogue>) -> Option<Dialogue> {
        let raw = written.value;
        let take = self.values.maybe_word(raw.take).map_or(Take::Good, |word| word.value);
        Some(Dialogue { take, lines: self.each(raw.lines, Self::line) })
    }

    fn line(&mut self, written: Spanned<RawLine>) -> Option<Line> {
        let Spanned { value: raw, span } = written;
        let who = self.values.required(raw.who, "who", span);
        let says = self.values.maybe(raw.says);
        let step = self.values.maybe_word(raw.step).map(|word| word.value);
        let note = self.values.maybe(raw.note);
        let who = who?.0.value;
        let speaker = match self.values.role_named(&who) {
            Some(role) => Speaker::Role(role),
            None if who == "customer" => Speaker::Customer,
            None => Speaker::Other(who),
        };
        Some(Line { who: speaker, says, step, note })
    }

    fn link(&mut self, raw: RawLink) -> Option<PendingLink> {
        match raw {
            RawLink::Scalar(to) => Some(PendingLink { to: to.0, because: None }),
            RawLink::Mapping(written) => {
                let to = self.values.required(written.value.to, "to", written.span);
                let because = self.values.maybe(written.value.because);
                Some(PendingLink { to: to?.0, because })
            }
        }
    }

    fn value_list(&mut self, raw: Field<Keyed<ValuePart, List<Spanned<RawValue>>>>) -> [Vec<Value>; ValuePart::COUNT] {
        let mut parts: [Vec<Value>; ValuePart::COUNT] = Default::default();
        for (part, values) in raw.given().into_iter().flat_map(|keyed| keyed.entries) {
            parts[part.value.index()] = self.each(values, |builder, written| {
                let value = builder.values.required_text(written.value.value, "value", written.span);
                let need = builder.values.maybe(written.value.need);
                Some(Value { value: value?, need })
            });
        }
        parts
    }

    fn responsibilities(
        &mut self,
        raw: Field<Keyed<Layer, Keyed<Concern, RawText>>>,
    ) -> [[Option<Text>; Concern::COUNT]; Layer::COUNT] {
        let mut layers: [[Option<Text>; Concern::COUNT]; Layer::COUNT] = Default::default();
        for (layer, concerns) in raw.given().into_iter().flat_map(|keyed| keyed.entries) {
            for (concern, text) in concerns.given().into_iter().flat_map(|keyed| keyed.entries) {
                layers[layer.value.index()][concern.value.index()] = self.values.maybe(text);
            }
        }
        layers
    }

    fn lifecycle(&mut self, raw: Field<List<Spanned<RawPeriod>>>) -> Vec<Period> {
        self.each(raw, |builder, written| {
            let Spanned { value: raw, span } = written;
            let name = builder.values.required_text(raw.period, "period", span);
            let period = Period {
                months: builder.months(raw.months),
                aim: builder.values.maybe(raw.aim),
                actions: builder.values.texts(raw.actions),
                never: builder.values.texts(raw.never),
                name: name?,
            };
            Some(period)
        })
    }

    fn months(&mut self, raw: Field<Spanned<List<CountText>>>) -> Option<(u32, u32)> {
        let written = raw.given()?;
        if written.value.has_holes() {
            return None;
        }
        let typed: Vec<CountText> = written.value.into_items().collect();
        let wanted = typed.len();
        let months: Vec<u32> =
            typed.into_iter().filter_map(|month| Some(self.values.count(Field::Given(month))?.value)).collect();
        match months[..] {
            [first, last] if first >= 1 && first <= last => Some((first, last)),
            _ if months.len() < wanted => None,
            _ => {
                self.values.findings.push(
                    INVALID_VALUE
                        .at(written.span, words!("these are no first and last month", "这不是起止月份"))
                        .help(words!("write the first and the last month: `[1, 3]`", "写起始月和结束月：`[1, 3]`")),
                );
                None
            }
        }
    }
}
