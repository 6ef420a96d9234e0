//! A touchpoint's card in the playbook: what is said and done there in the order of use, then all that the author wrote
//! besides. Trainers also see the gaps and the findings.

use minijinja::Value;
use serde::Serialize;

use super::bound_case::BoundCase;
use super::complaint::ComplaintView;
use super::context::{Fact, PageContext, PerceptionMark, TouchpointLink};
use super::findings::{self, FindingRow};
use super::promises::is_kept_by_nobody;
use super::segments;
use super::telephone::TelephoneView;
use super::text::{Html, characters};
use super::{Edition, journey, links};
use crate::diagnostic::Diagnostic;
use crate::graph::{Connection, LinkKind, Origin};
use crate::model::*;
use crate::service_blueprint::{has_column, has_service_blueprint};

/// A touchpoint's card in the playbook.
#[derive(Serialize)]
pub(super) struct Card {
    /// The id of the card on its page.
    anchor: String,
    /// The code in the grid, such as `C1.2`.
    code: String,
    name: Html,
    /// The id of the stage, for the class `stage-…`.
    stage: &'static str,
    /// The id of the importance, as a class.
    importance: &'static str,
    /// The importance as a word; none where it is the usual one.
    importance_word: Option<String>,
    /// The ids of the segments that it is for, separated by spaces; none where it is for all.
    segments: Option<String>,
    /// Role, channel, for whom, place, and whether nobody of the organisation is there.
    setting: Vec<Fact>,
    /// What the customer does, thinks and feels.
    customer: Vec<Fact>,
    /// The perception that the customer comes with.
    expectation: Option<PerceptionMark>,
    /// The perception that the customer leaves with.
    leaves_with: Option<PerceptionMark>,
    /// Whether customers leave with more than they come with, as much or less, in words; none where one is not given.
    satisfaction: Option<String>,
    /// What customers expect, the most important first.
    expects: Vec<ExpectedView>,
    /// What has been laid down for the touchpoint.
    standards: Vec<Html>,
    /// How others do at the same point.
    benchmark: Option<BenchmarkView>,
    requests: Vec<RequestView>,
    /// The note that requests are missing, where the method asks for them.
    requests_gap: Option<String>,
    /// What stands above the steps: that staff play them, or that a thing does it by itself.
    moment_title: String,
    steps: Vec<StepView>,
    /// The note that the steps are missing, where the method asks for them.
    moment_gap: Option<String>,
    /// The customer's perception over the steps, as SVG; empty where too few values are given.
    curve: Html,
    stance: Option<Html>,
    /// What the role may decide, and whom it calls.
    authority: Vec<Fact>,
    recovery: Option<RecoveryView>,
    /// The note that the recovery is missing, where the method asks for it.
    recovery_gap: Option<String>,
    /// How complaints are taken, where they come in.
    complaint: Option<ComplaintView>,
    promises: Vec<PromiseView>,
    /// What to do and never to do, where customers are met on the telephone.
    telephone: Option<TelephoneView>,
    measures: Vec<MeasureView>,
    /// The lines of each dialogue that shows how to do it well.
    dialogues: Vec<Vec<LineView>>,
    /// What the card rests on.
    evidence: Vec<Fact>,
    /// The touchpoints that follow in the journey.
    leads_to: Vec<LinkView>,
    /// The note that the author ends the journey here.
    ends_here: Option<String>,
    /// The note that no touchpoint follows and the author does not say that the journey ends.
    leads_nowhere: Option<String>,
    /// The note that a link leads into a map that cannot be read.
    leads_into_the_unknown: Option<String>,
    /// The touchpoints that lead here.
    comes_from: Vec<LinkView>,
    /// The cases shown in full on this card.
    cases: Vec<BoundCase>,
    /// The cases of this touchpoint that another card shows in full.
    cases_elsewhere: Vec<CaseLink>,
    /// The case-writing sheets, on the cards of contacts.
    sheets: Vec<SheetLink>,
    /// The link to the band of its stage in the service blueprint.
    blueprint: Option<String>,
    /// The dimensions of quality that count here.
    quality: Option<String>,
    /// The findings inside the touchpoint.
    findings: Vec<FindingRow>,
    /// The link to the overview of the map.
    back: Option<String>,
    /// The touchpoints before and after this one in the grid.
    before: Option<TouchpointLink>,
    after: Option<TouchpointLink>,
}

/// Something that customers come expecting.
#[derive(Serialize)]
pub(super) struct ExpectedView {
    text: Html,
    /// Where it comes from, in words.
    from: Option<String>,
}

/// How others do at the same point.
#[derive(Serialize)]
pub(super) struct BenchmarkView {
    /// Who they are.
    against: Html,
    /// The perception that their customers leave with.
    perception: Option<PerceptionMark>,
    /// How that is known.
    source: Option<Html>,
}

/// A request of the customer, and the answer to it.
#[derive(Serialize)]
pub(super) struct RequestView {
    pub ask: Html,
    /// The answer and the obstacle; a gap where neither is written.
    pub settled: Vec<Fact>,
    /// What removes the obstacle: what, who, until when, and how far it is.
    remedy: Vec<Fact>,
}

/// A step of a moment.
#[derive(Serialize)]
pub(super) struct StepView {
    name: String,
    /// The id of the step.
    id: &'static str,
    /// What to say, to do and to avoid; rows without items are left out.
    pub rows: Vec<Speech>,
    /// The note that the author left the step out.
    gap: Option<String>,
    perception: Option<PerceptionMark>,
}

/// What to do when the moment went wrong.
#[derive(Serialize)]
pub(super) struct RecoveryView {
    /// How to notice that it went wrong.
    pub signal: Option<Html>,
    pub steps: Vec<Html>,
}

/// What to say, to do or to avoid in a step.
#[derive(Serialize)]
pub(super) struct Speech {
    /// `say`, `do` or `avoid`.
    class: &'static str,
    label: String,
    pub items: Vec<Html>,
}

/// A promise that is made or kept at a touchpoint.
#[derive(Serialize)]
pub(super) struct PromiseView {
    /// Whether it is made or kept here, in words.
    pub label: String,
    pub text: Html,
    /// The label of `ends`: kept at, or promised at.
    ends_label: String,
    /// The touchpoints that keep it, or the one that makes it.
    ends: Vec<TouchpointLink>,
    /// The note that no touchpoint keeps it.
    pub gap: Option<String>,
}

/// A measure against its target.
#[derive(Serialize)]
pub(super) struct MeasureView {
    name: Html,
    /// What it tells of, such as complaints, in words.
    kind: Option<String>,
    /// The number as typed, or `–`.
    target: String,
    /// The number as typed, or `–`.
    actual: String,
    unit: Option<Html>,
    /// The size of the sample.
    n: Option<u32>,
    /// When it was measured, such as `2026-09-30`.
    date: Option<String>,
    /// Whether higher or lower is better, in words.
    better: Option<String>,
    /// `met`, `missed` or `unmeasured`.
    class: &'static str,
    /// `✓`, `✗` or `–`.
    symbol: &'static str,
    /// The verdict in words.
    verdict: String,
}

/// A line of a dialogue.
#[derive(Serialize)]
pub(super) struct LineView {
    /// The name of the speaker.
    who: Html,
    /// `theirs` for the customer, `ours` for a role, `others` for anybody else.
    side: &'static str,
    says: Option<Html>,
    /// The step of the moment that the line belongs to.
    step: Option<String>,
    /// A remark on how the line is said.
    note: Option<Html>,
}

/// A link of the journey, as the card at one end of it shows it.
#[derive(Serialize)]
struct LinkView {
    /// The touchpoint at the other end.
    touchpoint: TouchpointLink,
    /// The kind of the link, in words.
    kind: String,
    /// The author's reason.
    because: Option<Html>,
}

/// A link to a case that another card shows in full.
#[derive(Serialize)]
struct CaseLink {
    title: Html,
    /// None where the case is withheld.
    href: Option<String>,
}

/// A link to a case-writing sheet.
#[derive(Serialize)]
struct SheetLink {
    label: String,
    href: String,
}

impl Card {
    /// `findings` are those of the map.
    pub fn new(context: &PageContext<'_>, id: TouchpointId, findings: &[&Diagnostic]) -> Card {
        let touchpoint = context.site().touchpoint(id);
        let is_contact = touchpoint.cell.phase == Phase::Contact;
        let is_asked = touchpoint.is_asked_for_people();
        let is_decisive = touchpoint.importance == Importance::High;
        let asked_for = |asked: bool, missing: bool, key: &str| context.gap_note(key).filter(|_| asked && missing);
        let is_shown = |case: &&Case| context.is_for_trainers() || case.withheld().is_none();
        let (bound, elsewhere): (Vec<&Case>, Vec<&Case>) = context
            .site()
            .cases_at(id)
            .filter(is_shown)
            .partition(|case| super::bound_case::shown_at(context.site(), case) == Some(id));
        let map = context.site().map(id.map);
        let neighbour = |index: Option<u32>| {
            let index = index.filter(|&index| (index as usize) < map.touchpoints.len())?;
            Some(context.touchpoint(TouchpointId { map: id.map, index }, Some(map)))
        };
        Card {
            anchor: links::touchpoint_anchor(&touchpoint.id.value),
            code: touchpoint.code(),
            name: context.read.line(&touchpoint.name),
            stage: touchpoint.cell.stage.id(),
            importance: touchpoint.importance.id(),
            importance_word: (touchpoint.importance != Importance::Normal).then(|| context.term(touchpoint.importance)),
            segments: segments::ids(context, touchpoint),
            setting: setting(context, touchpoint),
            customer: customer(context, touchpoint),
            expectation: touchpoint.expectation.map(|value| context.perception(value.value)),
            leaves_with: touchpoint.leaves_with().map(|value| context.perception(value.value)),
            satisfaction: touchpoint.satisfaction().map(|satisfaction| context.word(satisfaction.key())),
            expects: touchpoint.expects.iter().map(|expected| ExpectedView::new(context, expected)).collect(),
            standards: standards(context, touchpoint),
            benchmark: touchpoint.benchmark.as_ref().map(|benchmark| BenchmarkView::new(context, benchmark)),
            requests: requests(context, touchpoint),
            requests_gap: asked_for(is_asked, touchpoint.requests.is_empty(), "gap-requests"),
            moment_title: context.word(if touchpoint.attended { "moment" } else { "moment-of-thing" }),
            steps: steps(context, touchpoint),
            moment_gap: asked_for(is_asked, touchpoint.moment.is_none(), "gap-moment"),
            curve: journey::curve_of_moment(context, context.site().map(id.map), touchpoint),
            stance: touchpoint.stance.as_ref().map(|stance| context.read.html(stance)),
            authority: match &touchpoint.authority {
                Some(written) => authority(context, written),
                None if is_decisive && touchpoint.attended => Vec::from_iter(context.gap("decides", "gap-authority")),
                None => Vec::new(),
            },
            recovery: RecoveryView::new(context, touchpoint),
            recovery_gap: asked_for(is_decisive, touchpoint.recovery.is_none(), "gap-recovery"),
            complaint: ComplaintView::new(context, touchpoint),
            promises: promises(context, id),
            telephone: TelephoneView::new(context, touchpoint),
            measures: touchpoint.measures.iter().map(|measure| MeasureView::new(context, measure)).collect(),
            dialogues: dialogues(context, touchpoint, Take::Good),
            evidence: evidence(context, touchpoint),
            leads_to: leads_to(context, id),
            ends_here: touchpoint.leads_to.as_ref().filter(|links| links.is_empty()).map(|_| context.word("ends-here")),
            leads_nowhere: context.gap_note("gap-onward").filter(|_| dead_end(context, id)),
            leads_into_the_unknown: context.gap_note("unreadable-map").filter(|_| leads_into_the_unknown(touchpoint)),
            comes_from: comes_from(context, id),
            cases: bound.into_iter().map(|case| BoundCase::new(context, case)).collect(),
            cases_elsewhere: elsewhere.into_iter().map(|case| case_link(context, case)).collect(),
            sheets: if is_contact && context.language.standalone.is_none() { sheets(context, id) } else { Vec::new() },
            blueprint: has_column(touchpoint).then(|| blueprint(context, map, touchpoint)).flatten(),
            quality: quality(context, touchpoint),
            findings: findings::inside(context.site(), id, findings)
                .into_iter()
                .map(|finding| FindingRow::new(context, finding))
                .collect(),
            back: context
                .link_into_overview(map, if context.language.standalone.is_some() { "grid_" } else { "main_" }),
            before: neighbour(id.index.checked_sub(1)),
            after: neighbour(id.index.checked_add(1)),
        }
    }
}

fn setting(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Vec<Fact> {
    let mut facts = Vec::new();
    let config = &context.site().config;
    let role = touchpoint.role.as_ref().map(|role| context.fact("role", context.role_link(role.value)));
    facts.extend(role.or_else(|| context.gap("role", "gap-role").filter(|_| touchpoint.is_asked_for_people())));
    facts.extend(
        touchpoint.channel.as_ref().map(|channel| context.fact("channel", context.read.html(channel.name(config)))),
    );
    facts.extend(segments::names(context, touchpoint).map(|names| context.fact("segments", names)));
    facts.extend(touchpoint.place.as_ref().map(|place| context.fact("place", context.read.html(place))));
    facts.extend((!touchpoint.attended).then(|| context.fact("attended", characters(&context.word("unattended")))));
    facts
}

fn quality(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Option<String> {
    let words: Vec<String> = touchpoint.quality.iter().map(|quality| context.term(quality.value)).collect();
    (!words.is_empty()).then(|| words.join(" · "))
}

fn customer(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Vec<Fact> {
    let view = &touchpoint.customer;
    [("does", &view.does), ("thinks", &view.thinks), ("feels", &view.feels)]
        .into_iter()
        .filter_map(|(key, text)| Some(context.fact(key, context.read.html(text.as_ref()?))))
        .collect()
}

/// What has been laid down for a touchpoint.
pub(super) fn standards(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Vec<Html> {
    touchpoint.standards.iter().map(|standard| context.read.html(standard)).collect()
}

impl ExpectedView {
    fn new(context: &PageContext<'_>, expected: &Expected) -> Self {
        let from = expected.from.map(|from| context.term(from.value));
        ExpectedView { text: context.read.html(&expected.text), from }
    }
}

impl BenchmarkView {
    fn new(context: &PageContext<'_>, benchmark: &Benchmark) -> Self {
        BenchmarkView {
            against: context.read.html(&benchmark.against),
            perception: benchmark.perception.map(|perception| context.perception(perception.value)),
            source: benchmark.source.as_ref().map(|source| context.read.html(source)),
        }
    }
}

/// What customers ask for at a touchpoint.
fn requests(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Vec<RequestView> {
    match context.language.edition {
        Edition::Readers => RequestView::for_readers(context, touchpoint),
        Edition::Trainers => {
            touchpoint.requests.iter().map(|request| RequestView::for_trainers(context, request)).collect()
        }
    }
}

impl StepView {
    pub fn is_written(&self) -> bool {
        self.gap.is_none()
    }
}

impl RequestView {
    /// The requests of a touchpoint for those who meet the customer. A remedy is told when it is done and they can use it;
    /// a request without answer and obstacle says whom to ask, and is left out where there is nobody to ask.
    pub fn for_readers(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Vec<Self> {
        let authority = touchpoint.authority.as_ref();
        let called = authority.and_then(|authority| authority.escalates_to.as_ref());
        let view = |request: &Request| {
            let mut settled = settled(context, request);
            let done = request.remedy.as_ref().filter(|remedy| remedy.status == RemedyStatus::Done);
            let what = done.and_then(|remedy| remedy.what.as_ref());
            settled
                .extend(what.map(|what| context.fact("remedy", context.read.html(what)).of(RemedyStatus::Done.id())));
            let called = called.filter(|_| settled.is_empty());
            settled.extend(called.map(|role| context.fact("escalates-to", context.role_link(role.value))));
            let ask = context.read.html(&request.ask);
            (!settled.is_empty()).then_some(RequestView { ask, settled, remedy: Vec::new() })
        };
        touchpoint.requests.iter().filter_map(view).collect()
    }

    /// A request for authors and trainers: with its remedy and its gaps.
    fn for_trainers(context: &PageContext<'_>, request: &Request) -> Self {
        let mut settled = settled(context, request);
        if settled.is_empty() {
            settled.extend(context.gap("gap", "gap-answer"));
        }
        let remedy = match (&request.remedy, &request.obstacle) {
            (Some(remedy), _) => remedy_facts(context, remedy),
            (None, Some(_)) => Vec::from_iter(context.gap("remedy", "gap-remedy")),
            (None, None) => Vec::new(),
        };
        RequestView { ask: context.read.html(&request.ask), settled, remedy }
    }
}

/// The answer and the obstacle of a request, as far as they are written.
fn settled(context: &PageContext<'_>, request: &Request) -> Vec<Fact> {
    let fact = |key, text: &Option<Text>| Some(context.fact(key, context.read.html(text.as_ref()?)).of(key));
    [fact("answer", &request.answer), fact("obstacle", &request.obstacle)].into_iter().flatten().collect()
}

impl RecoveryView {
    pub fn new(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Option<Self> {
        let recovery = touchpoint.recovery.as_ref()?;
        let view = RecoveryView {
            signal: recovery.signal.as_ref().map(|signal| context.read.html(signal)),
            steps: recovery.steps.iter().map(|step| context.read.html(step)).collect(),
        };
        (view.signal.is_some() || !view.steps.is_empty()).then_some(view)
    }
}

fn remedy_facts(context: &PageContext<'_>, remedy: &Remedy) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(remedy.what.as_ref().map(|what| context.fact("remedy", context.read.html(what))));
    facts.extend(remedy.owner.as_ref().map(|owner| context.fact("owner", context.role_link(owner.value))));
    facts.extend(remedy.due.as_ref().map(|due| context.fact("due", Value::from(due.value.to_string()))));
    facts.push(context.fact("status", Value::from(context.term(remedy.status))).of(remedy.status.id()));
    let followed_up = remedy.followed_up.as_ref().map(|date| Value::from(date.value.to_string()));
    facts.extend(followed_up.map(|date| context.fact("followed-up", date)));
    facts.extend(remedy.effect.as_ref().map(|effect| context.fact("effect", context.read.html(effect))));
    facts
}

/// The steps of a moment; for trainers, a step that the author left out is a gap.
pub(super) fn steps(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Vec<StepView> {
    let Some(moment) = touchpoint.moment.as_deref() else { return Vec::new() };
    // Where nobody is there, a poster, a page or a machine says and does it.
    let (say, act) = if touchpoint.attended { ("say", "do") } else { ("thing-says", "thing-does") };
    let view = |(step, play): (&Step, &Option<Play>)| {
        let speech = |class, key, texts: &[Text]| Speech {
            class,
            label: context.word(key),
            items: texts.iter().map(|text| context.read.html(text)).collect(),
        };
        let rows = play.iter().flat_map(|play| {
            [speech("say", say, &play.say), speech("do", act, &play.actions), speech("avoid", "avoid", &play.avoid)]
        });
        StepView {
            name: context.term(*step),
            id: step.id(),
            rows: rows.filter(|row| !row.items.is_empty()).collect(),
            gap: (play.is_none() && touchpoint.attended).then(|| context.word("gap-step")),
            perception: play.as_ref().and_then(|play| play.perception).map(|value| context.perception(value.value)),
        }
    };
    let views = Step::ALL.iter().zip(&moment.steps).map(view);
    views.filter(|step| step.is_written() || context.is_for_trainers() && step.gap.is_some()).collect()
}

/// What the role may decide on the spot, and whom it calls beyond that.
pub(super) fn authority(context: &PageContext<'_>, authority: &Authority) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(authority.decides.as_ref().map(|decides| context.fact("decides", context.read.html(decides))));
    facts.extend(
        authority.escalates_to.as_ref().map(|role| context.fact("escalates-to", context.role_link(role.value))),
    );
    facts
}

/// The promises that a touchpoint makes, then those that it keeps.
pub(super) fn promises(context: &PageContext<'_>, id: TouchpointId) -> Vec<PromiseView> {
    let site = context.site();
    let here = site.map(id.map);
    let touchpoint = site.touchpoint(id);
    let made = (0..touchpoint.promises.len()).map(|index| {
        let number = PromiseId { made_at: id, index: index as u32 };
        let keepers = context.language.graph.delivered_at(number).iter();
        let ends: Vec<_> = keepers.map(|&keeper| context.touchpoint(keeper, Some(here))).collect();
        PromiseView {
            label: context.word("promised-here"),
            text: promise_text(context, number),
            ends_label: context.word("kept-at"),
            gap: context.gap_note("gap-kept").filter(|_| is_kept_by_nobody(context, &ends)),
            ends,
        }
    });
    let kept = touchpoint.delivers.iter().map(|promise| PromiseView {
        label: context.word("kept-here"),
        text: promise_text(context, promise.value),
        ends_label: context.word("promised-at"),
        ends: vec![context.touchpoint(promise.value.made_at, Some(here))],
        gap: None,
    });
    made.chain(kept).collect()
}

/// The text of a promise; its id where it has no text.
pub(super) fn promise_text(context: &PageContext<'_>, id: PromiseId) -> Html {
    let promise = context.site().promise(id);
    let made_in = context.reading(&context.site().map(id.made_at.map).language);
    promise.text.as_ref().map_or_else(|| characters(&promise.id.value), |text| made_in.read.html(text))
}

impl MeasureView {
    /// The measure as a row of a table.
    pub fn new(context: &PageContext<'_>, measure: &Measure) -> Self {
        let (class, symbol, key) = match measure.is_met() {
            Some(true) => ("met", "✓", "met"),
            Some(false) => ("missed", "✗", "missed"),
            None => ("unmeasured", "–", "unmeasured"),
        };
        let typed = |number: &Option<crate::source::Spanned<Number>>| {
            number.as_ref().map_or_else(|| "–".to_owned(), |number| number.typed.clone())
        };
        MeasureView {
            name: context.read.html(&measure.name),
            kind: measure.kind.map(|kind| context.term(kind.value)),
            target: typed(&measure.target),
            actual: typed(&measure.actual),
            unit: measure.unit.as_ref().map(|unit| context.read.html(unit)),
            n: measure.n,
            date: measure.date.as_ref().map(|date| date.value.to_string()),
            better: measure.better.map(|better| context.term(better)),
            class,
            symbol,
            verdict: context.word(key),
        }
    }
}

/// The dialogues of a touchpoint of one kind, as lines.
pub(super) fn dialogues(context: &PageContext<'_>, touchpoint: &Touchpoint, take: Take) -> Vec<Vec<LineView>> {
    let takes = touchpoint.dialogues.iter().filter(|dialogue| dialogue.take == take);
    takes.map(|dialogue| dialogue.lines.iter().map(|line| LineView::new(context, line)).collect()).collect()
}

impl LineView {
    fn new(context: &PageContext<'_>, line: &Line) -> Self {
        let (who, side) = match &line.who {
            Speaker::Customer => (characters(&context.word("the-customer")), "theirs"),
            Speaker::Role(role) => (context.role(*role), "ours"),
            Speaker::Other(name) => (characters(name), "others"),
        };
        LineView {
            who,
            side,
            says: line.says.as_ref().map(|says| context.read.html(says)),
            step: line.step.map(|step| context.term(step)),
            note: line.note.as_ref().map(|note| context.read.html(note)),
        }
    }
}

fn evidence(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Vec<Fact> {
    let Some(evidence) = &touchpoint.evidence else { return Vec::new() };
    let mut facts = Vec::new();
    facts.extend(
        evidence.kind.map(|kind| context.fact("evidence", Value::from(context.term(kind.value))).of(kind.value.id())),
    );
    facts.extend(evidence.source.as_ref().map(|source| context.fact("source", context.read.html(source))));
    facts
}

/// Whether no touchpoint follows and the author does not say that the journey ends. A behaviour may end it silently.
fn dead_end(context: &PageContext<'_>, id: TouchpointId) -> bool {
    let touchpoint = context.site().touchpoint(id);
    let silent = touchpoint.leads_to.is_none() && touchpoint.cell.phase != Phase::Behaviour;
    silent && context.language.graph.leads_nowhere(id)
}

fn leads_into_the_unknown(touchpoint: &Touchpoint) -> bool {
    let mut links = touchpoint.leads_to.iter().flat_map(|links| &links.value);
    links.any(|link| link.to == LinkEnd::Unreadable)
}

fn leads_to(context: &PageContext<'_>, id: TouchpointId) -> Vec<LinkView> {
    let known = context
        .language
        .graph
        .leads_to(id)
        .into_iter()
        .map(|onward| link_view(context, id, onward, id, onward.touchpoint));
    known.collect()
}

fn comes_from(context: &PageContext<'_>, id: TouchpointId) -> Vec<LinkView> {
    let known = context.language.graph.comes_from(id).into_iter();
    known.map(|onward| link_view(context, id, onward, onward.touchpoint, id)).collect()
}

/// A link between `from` and `to` for the card of `here`, which names the other end.
fn link_view(
    context: &PageContext<'_>,
    here: TouchpointId,
    onward: Connection,
    from: TouchpointId,
    to: TouchpointId,
) -> LinkView {
    let site = context.site();
    let written = match onward.origin {
        Origin::Implied => None,
        Origin::Written(number) => site.touchpoint(from).leads_to.as_ref().and_then(|links| links.value.get(number)),
    };
    let written_in = context.reading(&site.map(from.map).language);
    LinkView {
        touchpoint: context.touchpoint(onward.touchpoint, Some(site.map(here.map))),
        kind: match written {
            None => context.word("link-implied"),
            Some(_) => context.word(link_kind_key(LinkKind::of(site, from, to))),
        },
        because: written.and_then(|link| link.because.as_ref()).map(|because| written_in.read.html(because)),
    }
}

/// The word for a kind of link.
pub(super) fn link_kind_key(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::NextPhase => "link-next-phase",
        LinkKind::SameCell => "link-same-cell",
        LinkKind::Again => "link-again",
        LinkKind::NextStage => "link-next-stage",
        LinkKind::WonBack => "link-won-back",
        LinkKind::Jump => "link-jump",
    }
}

fn case_link(context: &PageContext<'_>, case: &Case) -> CaseLink {
    CaseLink { title: super::bound_case::title(context, case), href: super::bound_case::href(context, case) }
}

fn blueprint(context: &PageContext<'_>, map: &Map, touchpoint: &Touchpoint) -> Option<String> {
    let is_there = context.language.standalone.is_none() && has_service_blueprint(map);
    let anchor = links::stage_anchor(touchpoint.cell.stage);
    is_there.then(|| context.place.to_anchor(&links::blueprint(map), &anchor))
}

fn sheets(context: &PageContext<'_>, id: TouchpointId) -> Vec<SheetLink> {
    [("form.html", "sheet-to-fill-in"), ("html", "sheet-to-print"), ("md", "sheet-to-type")]
        .map(|(ending, key)| SheetLink {
            label: context.word(key),
            href: context.place.to(&links::sheet(context.site(), id, ending)),
        })
        .into()
}
