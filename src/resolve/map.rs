//! Resolves a map by itself. Its references to other maps stay pending until every map is read.

use std::collections::BTreeMap;

use super::MapFile;
use super::config::no_words_for;
use super::names::{check_id, duplicate_id, fold};
use super::references::{PendingReference, UnresolvedLink};
use super::values::Resolver;
use crate::diagnostic::Diagnostic;
use crate::load::field::*;
use crate::load::han::has_han;
use crate::load::names::known_name;
use crate::load::raw::*;
use crate::model::*;
use crate::rule::shape::INVALID_VALUE;
use crate::source::{SourceId, Sources, Span, Spanned};
use crate::words;

/// The language that a map names for itself.
fn named_language(raw: &RawMap) -> Option<Tag> {
    match &raw.language {
        Field::Given(tag) => Tag::parse(tag.0.value.trim()),
        _ => None,
    }
}

/// The title of a map in the first language that it has.
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

/// Resolves a file into a map and its pending references.
pub fn resolve(
    number: usize,
    file: MapFile,
    sources: &Sources,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> (Map, Vec<PendingReference>) {
    let MapFile { source, name, raw, ids: _, unknown_names } = file;
    let id = MapId(number as u32);
    let Some(Spanned { value: raw, span: whole }) = raw else {
        return (unreadable_map(id, name, source, config), Vec::new());
    };
    let language = language_of(&raw, config);
    let RawMap {
        title,
        language: named_language,
        summary,
        customer,
        owner,
        reviewed,
        review_every,
        stages,
        value_list,
        responsibilities,
        lifecycle,
    } = raw;
    // The exact capacity saves memory: maps stay in memory until all pages are rendered.
    let touchpoints = Vec::with_capacity(count_touchpoints(&stages));
    let values = Resolver { sources, language: &language, config, unknown_names: &unknown_names, findings };
    let mut builder = Builder { values, map: id, touchpoints, pending: Vec::new(), ids: BTreeMap::new() };
    builder.language(named_language);
    let title = builder.values.required_text(title, "title", whole);
    let map = Map {
        id,
        source,
        faulty: false,
        outdated: false,
        title: title.unwrap_or_else(|| text_of(&name, &language, whole)),
        name,
        language: language.clone(),
        summary: builder.values.optional_text(summary),
        customer: builder.values.optional_text(customer),
        owner: builder.values.role(owner),
        reviewed: builder.values.date(reviewed),
        review_every: builder.values.count(review_every),
        stages: builder.stages(stages, whole),
        value_list: builder.value_list(value_list),
        responsibilities: builder.responsibilities(responsibilities),
        lifecycle: builder.lifecycle(lifecycle),
        touchpoints: builder.touchpoints,
    };
    (map, builder.pending)
}

fn count_touchpoints(stages: &Field<Spanned<Keyed<Stage, Spanned<RawStage>>>>) -> usize {
    let Field::Given(stages) = stages else { return 0 };
    let stages = stages.value.entries.iter().filter_map(|(_, stage)| stage.as_given());
    let cells = stages.flat_map(|stage| &stage.value.phases).filter_map(|(_, cell)| cell.as_given());
    cells.map(|cell| if let RawCell::Sequence(list) = cell { list.count() } else { 0 }).sum()
}

/// The language of plain texts: the one the map names, else the first of the workspace's; where the workspace names
/// none, Chinese if the title holds Han characters, else English.
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

/// The map of a file that cannot be read.
fn unreadable_map(id: MapId, name: String, source: SourceId, config: &Config) -> Map {
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
    pending: Vec<PendingReference>,
    /// The folded ids of the touchpoints so far, with their places.
    ids: BTreeMap<String, Span>,
}

/// A stage as it was written.
struct WrittenStage {
    key: Span,
    raw: Field<Spanned<RawStage>>,
}

impl Builder<'_> {
    /// Reports a language without words for pages, unless the workspace names its languages itself.
    fn language(&mut self, raw: Field<TagText>) {
        let config = self.values.config;
        if let Some(language) = self.values.tag(raw)
            && config.languages.is_empty()
            && !config.faulty
            && !config.has_words(&language.value)
        {
            self.values.findings.push(no_words_for(&language).help(words!(
                "or name the languages of the site in motmap.yaml, such as `languages: [en]`",
                "或者在 motmap.yaml 里写明要生成的语言，例如 `languages: [zh]`"
            )));
        }
    }

    fn stages(
        &mut self,
        raw: Field<Spanned<Keyed<Stage, Spanned<RawStage>>>>,
        whole: Span,
    ) -> [StagePlan; Stage::COUNT] {
        let unknown_names = self.values.unknown_names;
        let left_out = matches!(raw, Field::Absent);
        let mut unreadable = raw.is_faulty() || left_out && unknown_names.may_hide_field(whole);
        // A missing stage takes the place of `stages:`, else that of the map.
        let (home, keyed) = match raw.given() {
            Some(written) => (written.span, written.value),
            None => (whole, Keyed::default()),
        };
        let misspelt = unknown_names.is_guessed(home);
        unreadable |= misspelt || !unknown_names.within(home).is_empty();
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
        let unknown_names = self.values.unknown_names;
        let unreadable = written.raw.is_faulty() || unknown_names.is_guessed(written.key);
        let (raw, among) = match written.raw.given() {
            Some(raw) => (raw.value, unknown_names.within(raw.span)),
            None => (RawStage::default(), &[][..]),
        };
        let RawStage { focus, guide, not_applicable, not_applicable_at, phases } = raw;
        let waiver = not_applicable_at.map(|span| Waiver { reason: self.values.optional_text(not_applicable), span });
        let focus = self.values.text_list(focus);
        let guide = self.guide(guide);
        // An unknown name may be a misspelt phase.
        let hides_phase = among.iter().any(|read_as| read_as.is_none_or(|name| Phase::from_id(name).is_some()));
        let cells = self.cells(stage, phases, written.key, hides_phase);
        StagePlan { span: written.key, waiver, focus, guide, cells, unreadable }
    }

    /// The cells of the stage at `key`. A missing cell takes this place, and may be hidden by a fault.
    fn cells(
        &mut self,
        stage: Stage,
        written: Vec<(Spanned<Phase>, Field<RawCell>)>,
        key: Span,
        hides_phase: bool,
    ) -> [Cell; Phase::COUNT] {
        let unknown_names = self.values.unknown_names;
        let mut phases: BTreeMap<Phase, (Span, Field<RawCell>)> =
            written.into_iter().map(|(key, cell)| (key.value, (key.span, cell))).collect();
        let cells: Vec<Cell> = Phase::ALL
            .iter()
            .map(|&phase| {
                let (span, raw) = phases.remove(&phase).unwrap_or((key, Field::Absent));
                let hidden = hides_phase && matches!(raw, Field::Absent) || unknown_names.is_guessed(span);
                let mut cell = self.cell(CellAt { stage, phase }, span, raw);
                cell.unreadable |= hidden;
                cell
            })
            .collect();
        cells.try_into().expect("one cell a phase")
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
            Some(RawCell::Mapping(Spanned { value: RawWaiver { not_applicable }, span })) => match not_applicable {
                // An unknown field, already reported, stands for the waiver or the touchpoints.
                Field::Absent => cell.unreadable = true,
                reason => cell.waiver = Some(Waiver { reason: self.values.optional_text(reason), span }),
            },
            None => {}
        }
        cell
    }

    fn guide(&mut self, raw: Field<Keyed<Question, Spanned<RawPractice>>>) -> [Practice; Question::COUNT] {
        let mut guide: [Practice; Question::COUNT] = Default::default();
        for (question, practice) in raw.given().into_iter().flat_map(|keyed| keyed.entries) {
            let entry = &mut guide[question.value.index()];
            entry.span = Some(question.span);
            if let Some(Spanned { value: RawPractice { mainstream, innovative }, .. }) = practice.given() {
                entry.mainstream = self.values.optional_text(mainstream);
                entry.innovative = self.values.optional_text(innovative);
            }
        }
        guide
    }

    /// Resolves a touchpoint, even a faulty one, so that its references are checked.
    fn touchpoint(&mut self, cell: CellAt, rank: usize, written: Spanned<RawTouchpoint>) -> Touchpoint {
        let Spanned { value: raw, span } = written;
        let RawTouchpoint {
            id,
            name,
            channel,
            attended,
            place,
            role,
            segments,
            importance,
            customer,
            expectation,
            expects,
            standards,
            benchmark,
            perception,
            evidence,
            requests,
            stance,
            moment,
            authority,
            recovery,
            blueprint,
            complaint,
            promises,
            delivers,
            quality,
            measures,
            dialogues,
            leads_to,
        } = raw;
        let own = TouchpointId { map: self.map, index: self.touchpoints.len() as u32 };
        let id = self.id(id, span);
        self.report_duplicate(&id);
        let name = self.values.required_text(name, "name", span);
        let name = name.unwrap_or_else(|| text_of(&id.value, self.values.language, span));
        let channel = self.values.channel(channel);
        let attended = self.values.flag(attended).map(|flag| flag.value);
        let touchpoint = Touchpoint {
            id,
            cell,
            rank,
            span,
            name,
            attended: attended.unwrap_or_else(|| self.values.is_attended(channel.as_ref())),
            channel,
            place: self.values.optional_text(place),
            role: self.values.role(role),
            segments: self.values.segments(segments),
            importance: self.values.maybe_word(importance).map_or(Importance::Normal, |word| word.value),
            customer: customer.given().map(|customer| self.customer(customer)).unwrap_or_default(),
            expectation: self.values.expectation(expectation),
            expects: self.each(expects, Self::expected),
            standards: self.values.texts(standards),
            benchmark: benchmark.given().and_then(|benchmark| self.benchmark(benchmark)).map(Box::new),
            perception: self.values.perception(perception),
            evidence: evidence.given().map(|evidence| self.evidence(evidence).into()),
            requests: self.each(requests, Self::request),
            stance: self.values.optional_text(stance),
            moment: moment.given().map(|moment| self.moment(moment).into()),
            authority: authority.given().map(|authority| self.authority(authority).into()),
            recovery: recovery.given().map(|recovery| self.recovery(recovery).into()),
            blueprint: blueprint.given().map(|blueprint| self.values.blueprint(blueprint).into()),
            complaint: match complaint {
                // That complaints come in is said without more of them, too.
                Field::Blank => Some(Spanned::new(RawComplaint::default(), span)),
                written => written.given(),
            }
            .map(|complaint| self.complaint(complaint).into()),
            promises: self.each(promises, Self::promise),
            delivers: Vec::new(),
            quality: quality.given().map_or_else(Vec::new, |words| words.each(|word| self.values.word(word))),
            measures: self.each(measures, Self::measure),
            dialogues: self.each(dialogues, Self::dialogue),
            leads_to: None,
        };
        self.look_up_later(own, delivers, leads_to);
        touchpoint
    }

    /// Keeps the references of a touchpoint until every map is read.
    fn look_up_later(
        &mut self,
        own: TouchpointId,
        delivers: Field<List<Reference>>,
        leads_to: Field<Spanned<List<RawLink>>>,
    ) {
        let delivers = delivers.given().into_iter().flat_map(List::into_items);
        self.pending.extend(delivers.map(|promise| PendingReference::Delivery { at: own, promise: promise.0 }));
        if let Some(Spanned { value: links, span }) = leads_to.given() {
            let links = links.each(|link| self.link(link));
            self.pending.push(PendingReference::Links { from: own, links: Spanned::new(links, span) });
        }
    }

    /// A required id; empty where it is missing.
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

    fn customer(&mut self, raw: RawCustomerView) -> CustomerView {
        let RawCustomerView { does, thinks, feels } = raw;
        CustomerView {
            does: self.values.optional_text(does),
            thinks: self.values.optional_text(thinks),
            feels: self.values.optional_text(feels),
        }
    }

    fn expected(&mut self, written: Spanned<RawExpected>) -> Option<Expected> {
        let Spanned { value: RawExpected { text, from }, span } = written;
        let (text, from) = (self.values.required_text(text, "text", span), self.values.maybe_word(from));
        Some(Expected { text: text?, from })
    }

    fn benchmark(&mut self, written: Spanned<RawBenchmark>) -> Option<Benchmark> {
        let Spanned { value: RawBenchmark { against, perception, source }, span } = written;
        let against = self.values.required_text(against, "against", span);
        let perception = self.values.perception(perception);
        let source = self.values.optional_text(source);
        Some(Benchmark { against: against?, perception, source })
    }

    fn evidence(&mut self, written: Spanned<RawEvidence>) -> Evidence {
        let Spanned { value: RawEvidence { kind, source }, span } = written;
        Evidence { kind: self.values.maybe_word(kind), source: self.values.optional_text(source), span }
    }

    fn request(&mut self, written: Spanned<RawRequest>) -> Option<Request> {
        let Spanned { value: RawRequest { ask, answer, obstacle, remedy }, span } = written;
        let ask = self.values.required_text(ask, "ask", span);
        let request = Request {
            answer: self.values.optional_text(answer),
            obstacle: self.values.optional_text(obstacle),
            remedy: remedy.given().map(|remedy| self.remedy(remedy).into()),
            span,
            ask: ask?,
        };
        Some(request)
    }

    fn remedy(&mut self, written: Spanned<RawRemedy>) -> Remedy {
        let Spanned { value: RawRemedy { what, owner, due, status, followed_up, effect }, span } = written;
        Remedy {
            what: self.values.optional_text(what),
            owner: self.values.role(owner),
            due: self.values.date(due),
            status: self.values.maybe_word(status).map_or(RemedyStatus::Open, |word| word.value),
            followed_up: self.values.date(followed_up),
            effect: self.values.optional_text(effect),
            span,
        }
    }

    fn moment(&mut self, written: Spanned<Keyed<Step, Spanned<RawPlay>>>) -> Moment {
        let mut steps: [Option<Play>; Step::COUNT] = Default::default();
        for (step, play) in written.value.entries {
            steps[step.value.index()] = play.given().map(|play| self.play(play));
        }
        Moment { steps, span: written.span }
    }

    fn play(&mut self, written: Spanned<RawPlay>) -> Play {
        let Spanned { value: RawPlay { say, actions, avoid, perception }, span } = written;
        Play {
            say: self.values.texts(say),
            actions: self.values.texts(actions),
            avoid: self.values.texts(avoid),
            perception: self.values.perception(perception),
            span,
        }
    }

    fn authority(&mut self, written: Spanned<RawAuthority>) -> Authority {
        let Spanned { value: RawAuthority { decides, escalates_to }, span } = written;
        let decides = self.values.optional_text(decides);
        Authority { decides, escalates_to: self.values.role_or_nobody(escalates_to), span }
    }

    fn recovery(&mut self, written: Spanned<RawRecovery>) -> Recovery {
        let Spanned { value: RawRecovery { signal, steps }, span } = written;
        Recovery { signal: self.values.optional_text(signal), steps: self.values.texts(steps), span }
    }

    fn complaint(&mut self, written: Spanned<RawComplaint>) -> Complaint {
        let Spanned { value: RawComplaint { acknowledge, resolve, owner, kinds }, span } = written;
        Complaint {
            acknowledge: self.values.time_limit(acknowledge),
            resolve: self.values.time_limit(resolve),
            owner: self.values.role(owner),
            kinds: kinds.given().map_or_else(Vec::new, |words| words.each(|word| self.values.word(word))),
            span,
        }
    }

    fn promise(&mut self, written: Spanned<RawPromise>) -> Option<Promise> {
        let Spanned { value: RawPromise { id, text }, span } = written;
        Some(Promise { id: self.id(id, span), text: self.values.optional_text(text) })
    }

    fn measure(&mut self, written: Spanned<RawMeasure>) -> Option<Measure> {
        let Spanned { value: RawMeasure { name, kind, unit, target, actual, n, date, better }, span } = written;
        let name = self.values.required_text(name, "name", span);
        let measure = Measure {
            kind: self.values.maybe_word(kind),
            unit: self.values.optional_text(unit),
            target: self.values.measured(target),
            actual: self.values.measured(actual),
            n: self.values.count(n).map(|count| count.value),
            date: self.values.date(date),
            better: self.values.maybe_word(better).map(|word| word.value),
            name: name?,
        };
        Some(measure)
    }

    fn dialogue(&mut self, written: Spanned<RawDialogue>) -> Option<Dialogue> {
        let RawDialogue { take, lines } = written.value;
        let take = self.values.maybe_word(take).map_or(Take::Good, |word| word.value);
        Some(Dialogue { take, lines: self.each(lines, Self::line) })
    }

    fn line(&mut self, written: Spanned<RawLine>) -> Option<Line> {
        let Spanned { value: RawLine { who, says, step, note }, span } = written;
        let who = self.values.required(who, "who", span);
        let says = self.values.optional_text(says);
        let step = self.values.maybe_word(step).map(|word| word.value);
        let note = self.values.optional_text(note);
        let who = who?.0.value;
        let speaker = match self.values.role_named(&who) {
            Some(role) => Speaker::Role(role),
            None if known_name(&who, &[Stage::Customer.id()]).is_some() => Speaker::Customer,
            None => Speaker::Other(who),
        };
        Some(Line { who: speaker, says, step, note })
    }

    fn link(&mut self, raw: RawLink) -> Option<UnresolvedLink> {
        match raw {
            RawLink::Scalar(to) => Some(UnresolvedLink { to: to.0, because: None }),
            RawLink::Mapping(Spanned { value: RawExplainedLink { to, because }, span }) => {
                let to = self.values.required(to, "to", span);
                let because = self.values.optional_text(because);
                Some(UnresolvedLink { to: to?.0, because })
            }
        }
    }

    fn value_list(&mut self, raw: Field<Keyed<ValuePart, List<Spanned<RawValue>>>>) -> [Vec<Value>; ValuePart::COUNT] {
        let mut parts: [Vec<Value>; ValuePart::COUNT] = Default::default();
        for (part, values) in raw.given().into_iter().flat_map(|keyed| keyed.entries) {
            parts[part.value.index()] = self.each(values, Self::pair);
        }
        parts
    }

    fn pair(&mut self, written: Spanned<RawValue>) -> Option<Value> {
        let Spanned { value: RawValue { value, need }, span } = written;
        let value = self.values.required_text(value, "value", span);
        let need = self.values.optional_text(need);
        Some(Value { value: value?, need })
    }

    fn responsibilities(
        &mut self,
        raw: Field<Keyed<Layer, Keyed<Concern, RawText>>>,
    ) -> [[Option<Text>; Concern::COUNT]; Layer::COUNT] {
        let mut layers: [[Option<Text>; Concern::COUNT]; Layer::COUNT] = Default::default();
        for (layer, concerns) in raw.given().into_iter().flat_map(|keyed| keyed.entries) {
            for (concern, text) in concerns.given().into_iter().flat_map(|keyed| keyed.entries) {
                layers[layer.value.index()][concern.value.index()] = self.values.optional_text(text);
            }
        }
        layers
    }

    fn lifecycle(&mut self, raw: Field<List<Spanned<RawPeriod>>>) -> Vec<Period> {
        let mut periods = Vec::new();
        for written in raw.given().into_iter().flat_map(List::into_items) {
            let period = self.period(written, periods.len());
            periods.extend(period);
        }
        periods
    }

    /// A period, and its touchpoints to look up for the period of that index.
    fn period(&mut self, written: Spanned<RawPeriod>, index: usize) -> Option<Period> {
        let Spanned { value: RawPeriod { period, months, aim, actions, never, touchpoints }, span } = written;
        let name = self.values.required_text(period, "period", span);
        let period = Period {
            months: self.months(months),
            aim: self.values.optional_text(aim),
            actions: self.values.texts(actions),
            never: self.values.texts(never),
            touchpoints: Vec::new(),
            name: name?,
        };
        let map = self.map;
        let touchpoints = touchpoints.given().into_iter().flat_map(List::into_items);
        self.pending.extend(touchpoints.map(|to| PendingReference::Period { map, index, touchpoint: to.0 }));
        Some(period)
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
            [only] if only >= 1 => {
                let both = format!("[{only}, {only}]");
                self.values.findings.push(not_months(written.span).propose(
                    words!(
                        "write a single month twice, as the first and the last: `{both}`",
                        "只有一个月，就写两遍：`{both}`"
                    ),
                    written.span,
                    both,
                ));
                None
            }
            _ => {
                self.values.findings.push(
                    not_months(written.span)
                        .help(words!("write the first and the last month: `[1, 3]`", "写起始月和结束月：`[1, 3]`")),
                );
                None
            }
        }
    }
}

fn not_months(at: Span) -> Diagnostic {
    INVALID_VALUE.at(at, words!("these are no first and last month", "这不是起止月份"))
}
