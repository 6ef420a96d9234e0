//! One walk over all that is known of a map, a case or the workspace, field by field.
//!
//! Every struct of the model is taken apart here without `..`: the compiler refuses a field that was added and is not
//! visited. What is not a field of the format, such as a place in the file, is named with `_`.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::format_field::{Audience, FormatField};
use super::*;
use crate::rule::Level;
use crate::source::Spanned;

/// What is done with the fields, one after another.
pub trait FieldVisitor<'m> {
    /// A value of a field. The texts of a list come one by one; what is left out does not come.
    fn value(&mut self, field: FormatField, value: FieldValue<'m>);

    /// What comes now belongs to this, until it is left.
    fn enter(&mut self, _scope: FieldScope<'m>) {}

    /// The end of what was entered last.
    fn leave(&mut self, _scope: FieldScope<'m>) {}
}

/// What some fields belong to.
#[derive(Clone, Copy, Debug)]
pub enum FieldScope<'m> {
    /// A stage.
    Stage(Stage),
    /// A cell.
    Cell(CellAt),
    /// A touchpoint.
    Touchpoint(TouchpointId, &'m Touchpoint),
    /// What stands below a key of the file; each entry of a list by itself.
    Key(&'m str),
}

/// The value of a field.
#[derive(Clone, Copy, Debug)]
pub enum FieldValue<'m> {
    /// A text that people read.
    Text(&'m Text),
    /// The heading of a part of a case.
    Heading(&'m str),
    /// The text of a part of a case.
    Markdown(&'m str),
    /// A word of a closed list, and the name of the list.
    Choice {
        /// [`Choice::LIST`].
        list: &'static str,
        /// [`Choice::id`].
        word: &'static str,
    },
    /// An id, a number, a time or a name, as typed.
    Typed(&'m str),
    /// A whole number.
    Number(i64),
    /// A day.
    Date(Date),
    /// A length of time.
    TimeLimit(TimeLimit),
    /// Yes or no.
    Flag(bool),
    /// A language.
    Language(&'m Tag),
    /// A role of the workspace.
    Role(RoleId),
    /// A channel of the workspace.
    Channel(ChannelId),
    /// A segment of the workspace.
    Segment(SegmentId),
    /// A promise.
    Promise(PromiseId),
    /// A touchpoint.
    Touchpoint(LinkEnd),
    /// A colour.
    Colour(Colour),
    /// A picture.
    Picture(&'m Logo),
}

impl Map {
    /// Visits what that audience reads of the map: the map itself, then stage by stage, cell by cell, touchpoint by
    /// touchpoint, then what stands below the stages.
    pub fn visit_fields<'m>(&'m self, audience: Audience, visitor: &mut impl FieldVisitor<'m>) {
        Walk { audience, visitor }.map(self);
    }
}

impl Case {
    /// Visits what that audience reads of the case.
    pub fn visit_fields<'m>(&'m self, audience: Audience, visitor: &mut impl FieldVisitor<'m>) {
        Walk { audience, visitor }.case(self);
    }
}

impl Config {
    /// Visits what that audience reads of `motmap.yaml`.
    pub fn visit_fields<'m>(&'m self, audience: Audience, visitor: &mut impl FieldVisitor<'m>) {
        Walk { audience, visitor }.config(self);
    }
}

impl Labels {
    /// Visits the words of the workspace's own.
    pub fn visit_fields<'m>(&'m self, visitor: &mut impl FieldVisitor<'m>) {
        Walk { audience: Audience::Readers, visitor }.labels(self);
    }
}

struct Walk<'v, V> {
    audience: Audience,
    visitor: &'v mut V,
}

impl<'m, V: FieldVisitor<'m>> Walk<'_, V> {
    /// The values of a field: one, one that may be left out, or those of a list.
    fn values<T: Into<FieldValue<'m>>>(&mut self, field: FormatField, values: impl IntoIterator<Item = T>) {
        if field.info().audience <= self.audience {
            values.into_iter().for_each(|value| self.visitor.value(field, value.into()));
        }
    }

    fn within(&mut self, scope: FieldScope<'m>, walk: impl FnOnce(&mut Self)) {
        self.visitor.enter(scope);
        walk(self);
        self.visitor.leave(scope);
    }

    /// What stands below a key: once, as often as in a list, or not at all.
    fn below<T: 'm>(
        &mut self,
        key: &'m str,
        entries: impl IntoIterator<Item = &'m T>,
        walk: impl Fn(&mut Self, &'m T),
    ) {
        for entry in entries {
            self.within(FieldScope::Key(key), |inside| walk(inside, entry));
        }
    }

    /// What stands below each word of a closed list, by its number.
    fn by_word<C: Choice, T>(&mut self, entries: &'m [T], walk: impl Fn(&mut Self, &'m T)) {
        for (word, entry) in C::ALL.iter().zip(entries) {
            self.within(FieldScope::Key(word.id()), |inside| walk(inside, entry));
        }
    }

    fn map(&mut self, map: &'m Map) {
        let Map {
            id: _,
            name: _,
            source: _,
            faulty: _,
            outdated: _,
            title,
            language,
            summary,
            customer,
            owner,
            reviewed,
            review_every,
            stages,
            // Each is visited in its cell.
            touchpoints: _,
            value_list,
            responsibilities,
            lifecycle,
        } = map;
        self.values(FormatField::MapTitle, [title]);
        self.values(FormatField::MapLanguage, [language]);
        self.values(FormatField::MapSummary, summary);
        self.values(FormatField::MapCustomer, customer);
        self.values(FormatField::MapOwner, owner);
        self.values(FormatField::Reviewed, reviewed);
        self.values(FormatField::ReviewEvery, review_every);
        for (&stage, plan) in Stage::ALL.iter().zip(stages) {
            self.within(FieldScope::Stage(stage), |inside| inside.stage(map, stage, plan));
        }
        self.by_word::<ValuePart, _>(value_list, |part, values| part.below("value_list", values, Self::pair));
        self.by_word::<Layer, _>(responsibilities, |layer, concerns| {
            layer.by_word::<Concern, _>(concerns, |concern, text| concern.values(FormatField::Responsibilities, text));
        });
        self.below("lifecycle", lifecycle, Self::period);
    }

    fn stage(&mut self, map: &'m Map, stage: Stage, plan: &'m StagePlan) {
        let StagePlan { span: _, waiver, focus, guide, cells, unreadable: _ } = plan;
        self.below("not_applicable", waiver, |waiver, Waiver { reason, span: _ }| {
            waiver.values(FormatField::StageWaiver, reason);
        });
        self.values(FormatField::Focus, focus);
        self.by_word::<Question, _>(guide, |question, Practice { mainstream, innovative, span: _ }| {
            question.values(FormatField::GuideMainstream, mainstream);
            question.values(FormatField::GuideInnovative, innovative);
        });
        for (&phase, cell) in Phase::ALL.iter().zip(cells) {
            let at = CellAt { stage, phase };
            self.within(FieldScope::Cell(at), |inside| inside.cell(map, at, cell));
        }
    }

    fn cell(&mut self, map: &'m Map, at: CellAt, cell: &'m Cell) {
        let Cell { span: _, waiver, first: _, count: _, unreadable: _ } = cell;
        self.below("not_applicable", waiver, |waiver, Waiver { reason, span: _ }| {
            waiver.values(FormatField::CellWaiver, reason);
        });
        for (id, touchpoint) in map.ids_in(at).zip(map.touchpoints_in(at)) {
            self.within(FieldScope::Touchpoint(id, touchpoint), |inside| inside.touchpoint(touchpoint));
        }
    }

    fn touchpoint(&mut self, touchpoint: &'m Touchpoint) {
        let Touchpoint {
            id,
            cell: _,
            rank: _,
            span: _,
            name,
            channel,
            attended,
            place,
            role,
            segments,
            importance,
            customer: CustomerView { does, thinks, feels },
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
        } = touchpoint;
        self.values(FormatField::Id, [id]);
        self.values(FormatField::Name, [name]);
        self.values(FormatField::Channel, channel);
        self.values(FormatField::Attended, [attended]);
        self.values(FormatField::Place, place);
        self.values(FormatField::Role, role);
        self.values(FormatField::Segments, segments);
        self.values(FormatField::Importance, [importance]);
        self.values(FormatField::CustomerDoes, does);
        self.values(FormatField::CustomerThinks, thinks);
        self.values(FormatField::CustomerFeels, feels);
        self.values(FormatField::Expectation, expectation);
        self.below("expects", expects, Self::expected);
        self.values(FormatField::Standards, standards);
        self.below("benchmark", benchmark.as_deref(), Self::benchmark);
        self.values(FormatField::Perception, perception);
        evidence.iter().for_each(|evidence| self.evidence(evidence));
        self.below("requests", requests, Self::request);
        self.values(FormatField::Stance, stance);
        self.below("moment", moment.as_deref(), Self::moment);
        self.below("authority", authority.as_deref(), Self::authority);
        self.below("recovery", recovery.as_deref(), Self::recovery);
        self.below("blueprint", blueprint.as_deref(), Self::blueprint);
        self.below("complaint", complaint.as_deref(), Self::complaint);
        self.below("promises", promises, Self::promise);
        self.values(FormatField::Delivers, delivers);
        self.values(FormatField::Quality, quality);
        self.below("measures", measures, Self::measure);
        // A bad take is for trainers, to contrast in class.
        let for_trainers = self.audience >= Audience::Trainers;
        let takes = dialogues.iter().filter(|dialogue| for_trainers || dialogue.take == Take::Good);
        self.below("dialogues", takes, Self::dialogue);
        // The whole list, then each link: an empty list says that the journey ends here.
        self.below("leads_to", leads_to, |list, links| list.below("leads_to", &links.value, Self::link));
    }

    fn expected(&mut self, Expected { text, from }: &'m Expected) {
        self.values(FormatField::ExpectsText, [text]);
        self.values(FormatField::ExpectsFrom, from);
    }

    fn benchmark(&mut self, Benchmark { against, perception, source }: &'m Benchmark) {
        self.values(FormatField::BenchmarkAgainst, [against]);
        self.values(FormatField::BenchmarkPerception, perception);
        self.values(FormatField::BenchmarkSource, source);
    }

    fn evidence(&mut self, Evidence { kind, source, span: _ }: &'m Evidence) {
        self.values(FormatField::EvidenceKind, kind);
        self.values(FormatField::EvidenceSource, source);
    }

    fn request(&mut self, Request { ask, answer, obstacle, remedy, span: _ }: &'m Request) {
        self.values(FormatField::RequestAsk, [ask]);
        self.values(FormatField::RequestAnswer, answer);
        self.values(FormatField::RequestObstacle, obstacle);
        // Until it is done, a remedy is no use to those who meet the customer.
        let for_trainers = self.audience >= Audience::Trainers;
        let remedy = remedy.as_deref().filter(|remedy| for_trainers || remedy.status == RemedyStatus::Done);
        self.below("remedy", remedy, Self::remedy);
    }

    fn remedy(&mut self, Remedy { what, owner, due, status, followed_up, effect, span: _ }: &'m Remedy) {
        self.values(FormatField::RemedyDo, what);
        self.values(FormatField::RemedyOwner, owner);
        self.values(FormatField::RemedyDue, due);
        self.values(FormatField::RemedyStatus, [status]);
        self.values(FormatField::RemedyFollowedUp, followed_up);
        self.values(FormatField::RemedyEffect, effect);
    }

    fn moment(&mut self, Moment { steps, span: _ }: &'m Moment) {
        for (step, play) in Step::ALL.iter().zip(steps) {
            self.below(step.id(), play, Self::play);
        }
    }

    fn play(&mut self, Play { say, actions, avoid, perception, span: _ }: &'m Play) {
        self.values(FormatField::MomentSay, say);
        self.values(FormatField::MomentDo, actions);
        self.values(FormatField::MomentAvoid, avoid);
        self.values(FormatField::MomentPerception, perception);
    }

    fn authority(&mut self, Authority { decides, escalates_to, span: _ }: &'m Authority) {
        self.values(FormatField::Decides, decides);
        self.values(FormatField::EscalatesTo, escalates_to);
    }

    fn recovery(&mut self, Recovery { signal, steps, span: _ }: &'m Recovery) {
        self.values(FormatField::RecoverySignal, signal);
        self.values(FormatField::RecoverySteps, steps);
    }

    fn blueprint(&mut self, Blueprint { evidence, front, back, support }: &'m Blueprint) {
        self.values(FormatField::PhysicalEvidence, evidence);
        self.values(FormatField::FrontStage, front);
        self.below("back", back, |step, BackstageStep { what, role, fails }| {
            step.values(FormatField::BackstageDo, [what]);
            step.values(FormatField::BackstageRole, role);
            step.values(FormatField::BackstageFails, fails);
        });
        self.below("support", support, |step, SupportStep { what, system }| {
            step.values(FormatField::SupportDo, [what]);
            step.values(FormatField::SupportSystem, system);
        });
    }

    fn complaint(&mut self, Complaint { acknowledge, resolve, owner, kinds, span: _ }: &'m Complaint) {
        self.values(FormatField::Acknowledge, acknowledge);
        self.values(FormatField::Resolve, resolve);
        self.values(FormatField::ComplaintOwner, owner);
        self.values(FormatField::ComplainantKinds, kinds);
    }

    fn promise(&mut self, Promise { id, text }: &'m Promise) {
        self.values(FormatField::PromiseId, [id]);
        self.values(FormatField::PromiseText, text);
    }

    fn measure(&mut self, Measure { name, kind, unit, target, actual, n, date, better }: &'m Measure) {
        self.values(FormatField::MeasureName, [name]);
        self.values(FormatField::MeasureKind, kind);
        self.values(FormatField::MeasureUnit, unit);
        self.values(FormatField::MeasureTarget, target);
        self.values(FormatField::MeasureActual, actual);
        self.values(FormatField::MeasureN, n);
        self.values(FormatField::MeasureDate, date);
        self.values(FormatField::MeasureBetter, better);
    }

    fn dialogue(&mut self, Dialogue { take, lines }: &'m Dialogue) {
        self.values(FormatField::DialogueTake, [take]);
        self.below("lines", lines, Self::line);
    }

    fn line(&mut self, Line { who, says, step, note }: &'m Line) {
        self.values(FormatField::LineWho, [who]);
        self.values(FormatField::LineSays, says);
        self.values(FormatField::LineStep, step);
        self.values(FormatField::LineNote, note);
    }

    fn link(&mut self, Link { to, because, span: _ }: &'m Link) {
        self.values(FormatField::LinkTo, [to]);
        self.values(FormatField::LinkBecause, because);
    }

    fn pair(&mut self, Value { value, need }: &'m Value) {
        self.values(FormatField::Value, [value]);
        self.values(FormatField::ValueNeed, need);
    }

    fn period(&mut self, Period { name, months, aim, actions, never, touchpoints }: &'m Period) {
        self.values(FormatField::Period, [name]);
        self.values(FormatField::PeriodMonths, months.iter().flat_map(|(first, last)| [first, last]));
        self.values(FormatField::PeriodAim, aim);
        self.values(FormatField::PeriodDo, actions);
        self.values(FormatField::PeriodNever, never);
        self.values(FormatField::PeriodTouchpoints, touchpoints);
    }

    fn case(&mut self, case: &'m Case) {
        let Case {
            name: _,
            source: _,
            faulty: _,
            hidden: _,
            has_personal_data: _,
            written: _,
            span: _,
            language,
            touchpoints,
            title,
            when,
            place,
            people,
            outcome,
            anonymised,
            questions,
            teaching_note,
            parts,
        } = case;
        self.values(FormatField::CaseTouchpoint, touchpoints);
        self.values(FormatField::CaseTitle, title);
        self.values(FormatField::CaseWhen, when.iter().map(|when| &when.value.0));
        self.values(FormatField::CasePlace, place);
        self.values(FormatField::CaseOutcome, outcome);
        self.values(FormatField::CaseLanguage, [language]);
        self.values(FormatField::CaseAnonymised, [anonymised]);
        self.below("people", people, |person, Person { name, role }| {
            person.values(FormatField::PersonName, [name]);
            person.values(FormatField::PersonRole, role);
        });
        for (&field, part) in FormatField::PARTS.iter().zip(parts) {
            self.part(field, part.as_ref());
        }
        self.below("questions", questions, |question, Discussion { ask, listen_for }| {
            question.values(FormatField::QuestionAsk, [ask]);
            question.values(FormatField::QuestionListenFor, listen_for);
        });
        self.values(FormatField::TeachingNote, teaching_note);
    }

    fn part(&mut self, field: FormatField, part: Option<&'m Part>) {
        if let Some(Part { heading, span: _, body, is_empty: _ }) = part {
            self.values(field, [FieldValue::Heading(heading.trim()), FieldValue::Markdown(&body.value)]);
        }
    }

    fn config(&mut self, config: &'m Config) {
        let Config {
            faulty: _,
            roles_hidden: _,
            levels_hidden: _,
            channels_hidden: _,
            segments_hidden: _,
            title,
            languages,
            own_words: _,
            roles,
            role_numbers: _,
            channels,
            channel_numbers: _,
            segments,
            segment_numbers: _,
            complaints,
            telephone: Telephone { actions, never },
            levels,
            labels,
            vague_words,
            brand: Brand { name, logo, accent, footer },
        } = config;
        self.values(FormatField::WorkspaceTitle, [title].into_iter().flatten());
        self.values(FormatField::Languages, languages);
        for Role { id, name, layer, skills, later } in roles {
            self.within(FieldScope::Key(&id.value), |role| {
                role.values(FormatField::RoleName, [name]);
                role.values(FormatField::RoleLayer, layer);
                role.values(FormatField::RoleSkills, skills);
                role.values(FormatField::RoleLater, later);
            });
        }
        for Channel { id, name, kind } in channels {
            self.within(FieldScope::Key(&id.value), |channel| {
                channel.values(FormatField::ChannelName, [name]);
                channel.values(FormatField::ChannelKind, kind);
            });
        }
        self.below("complaints", complaints, Self::complaint_policy);
        self.values(FormatField::TelephoneDo, actions);
        self.values(FormatField::TelephoneNever, never);
        segments.iter().for_each(|segment| self.segment(segment));
        self.levels(levels);
        self.labels(labels);
        self.vague_words(vague_words);
        self.values(FormatField::BrandName, name);
        self.values(FormatField::BrandLogo, logo.iter().map(FieldValue::Picture));
        self.values(FormatField::BrandAccent, accent.iter().copied().map(FieldValue::Colour));
        self.values(FormatField::BrandFooter, footer);
    }

    fn segment(&mut self, segment: &'m Segment) {
        let Segment { id, name, tier, state, strategy, customers, profit } = segment;
        self.within(FieldScope::Key(&id.value), |segment| {
            segment.values(FormatField::SegmentName, [name]);
            segment.values(FormatField::SegmentTier, tier);
            segment.values(FormatField::SegmentState, state);
            segment.values(FormatField::SegmentStrategy, strategy);
            segment.values(FormatField::SegmentCustomers, customers);
            segment.values(FormatField::SegmentProfit, profit);
        });
    }

    fn complaint_policy(&mut self, policy: &'m ComplaintPolicy) {
        let ComplaintPolicy { acknowledge, resolve, owner, never, crisis } = policy;
        self.values(FormatField::PolicyAcknowledge, acknowledge);
        self.values(FormatField::PolicyResolve, resolve);
        self.values(FormatField::PolicyOwner, owner);
        self.values(FormatField::PolicyNever, never);
        self.below("crisis", crisis, |inside, Crisis { speaks, within, never }| {
            inside.values(FormatField::CrisisSpeaks, speaks);
            inside.values(FormatField::CrisisWithin, within);
            inside.values(FormatField::CrisisNever, never);
        });
    }

    fn levels(&mut self, levels: &'m BTreeMap<&'static str, Level>) {
        for (rule, level) in levels {
            let level = FieldValue::Typed(level.id());
            self.within(FieldScope::Key(rule), |rule| rule.values(FormatField::RuleLevel, [level]));
        }
    }

    fn labels(&mut self, Labels { stages, phases, steps }: &'m Labels) {
        self.by_word::<Stage, _>(stages, |stage, label| stage.values(FormatField::StageLabel, label));
        self.by_word::<Phase, _>(phases, |phase, label| phase.values(FormatField::PhaseLabel, label));
        self.by_word::<Step, _>(steps, |step, label| step.values(FormatField::StepLabel, label));
    }

    fn vague_words(&mut self, words: &'m BTreeMap<Tag, Vec<Spanned<String>>>) {
        for (language, words) in words {
            let scope = FieldScope::Key(language.as_str());
            self.within(scope, |language| language.values(FormatField::VagueWords, words));
        }
    }
}

impl<'m, T> From<&'m Spanned<T>> for FieldValue<'m>
where
    FieldValue<'m>: From<&'m T>,
{
    fn from(spanned: &'m Spanned<T>) -> Self {
        (&spanned.value).into()
    }
}

impl<'m, C: Choice> From<&'m C> for FieldValue<'m> {
    fn from(choice: &'m C) -> Self {
        FieldValue::Choice { list: C::LIST, word: choice.id() }
    }
}

impl<'m> From<&'m ChannelRef> for FieldValue<'m> {
    fn from(channel: &'m ChannelRef) -> Self {
        match channel {
            ChannelRef::Named(id) => FieldValue::Channel(id.value),
            ChannelRef::Free(words) => FieldValue::Text(words),
        }
    }
}

impl<'m> From<&'m Speaker> for FieldValue<'m> {
    fn from(speaker: &'m Speaker) -> Self {
        match speaker {
            Speaker::Customer => FieldValue::Typed("customer"),
            Speaker::Role(id) => FieldValue::Role(*id),
            Speaker::Other(name) => FieldValue::Typed(name),
        }
    }
}

/// Values of a type that are values of a field as they are.
macro_rules! field_values {
    ($($type:ty: $value:ident => $made:expr;)+) => {
        $(impl<'m> From<&'m $type> for FieldValue<'m> {
            fn from($value: &'m $type) -> Self {
                $made
            }
        })+
    };
}

field_values! {
    Text: text => FieldValue::Text(text);
    String: typed => FieldValue::Typed(typed);
    Number: number => FieldValue::Typed(&number.typed);
    Perception: perception => FieldValue::Number((*perception).into());
    u32: count => FieldValue::Number((*count).into());
    bool: flag => FieldValue::Flag(*flag);
    TimeLimit: limit => FieldValue::TimeLimit(*limit);
    Date: date => FieldValue::Date(*date);
    Tag: tag => FieldValue::Language(tag);
    RoleId: role => FieldValue::Role(*role);
    SegmentId: segment => FieldValue::Segment(*segment);
    PromiseId: promise => FieldValue::Promise(*promise);
    TouchpointId: touchpoint => FieldValue::Touchpoint(LinkEnd::Touchpoint(*touchpoint));
    LinkEnd: end => FieldValue::Touchpoint(*end);
}
