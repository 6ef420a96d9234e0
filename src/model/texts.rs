//! Every text of a map, one after another, for the rules that look at all of them.

use super::grid::{CellAt, Choice, Phase, Stage, Take};
use super::map::{Map, Period, StagePlan, Value, Waiver};
use super::text::Text;
use super::touchpoint::*;

/// A text of a map and the field it stands in.
#[derive(Clone, Copy, Debug)]
pub struct MapText<'m> {
    /// The field, from the touchpoint or the stage down, or from the map: `name`, `moment.say`, `lifecycle.aim`.
    pub field: &'static str,
    /// The stage it belongs to; none for what is said of the whole map.
    pub stage: Option<Stage>,
    /// The cell it belongs to; none for what is said of a stage or of the whole map.
    pub cell: Option<CellAt>,
    /// The touchpoint it belongs to, if it belongs to one.
    pub touchpoint: Option<&'m Touchpoint>,
    /// Whether it is for trainers alone: no reader of the site may see it.
    pub is_for_trainers: bool,
    /// The text.
    pub text: &'m Text,
}

impl Map {
    /// Every text, stage by stage, cell by cell, touchpoint by touchpoint; what concerns the whole map around them.
    pub fn texts(&self) -> Vec<MapText<'_>> {
        let mut texts = Texts::default();
        texts.add("title", [&self.title]);
        texts.add("summary", &self.summary);
        texts.add("customer", &self.customer);
        for &stage in Stage::ALL {
            (texts.stage, texts.cell) = (Some(stage), None);
            texts.plan(self.stage(stage));
            for &phase in Phase::ALL {
                let at = CellAt { stage, phase };
                texts.cell = Some(at);
                texts.waiver(self.cell(at).waiver.as_ref());
                self.touchpoints_in(at).iter().for_each(|touchpoint| texts.touchpoint(touchpoint));
            }
        }
        (texts.stage, texts.cell) = (None, None);
        self.value_list.iter().flatten().for_each(|value| texts.value(value));
        texts.add("responsibilities", self.responsibilities.iter().flatten().flatten());
        self.lifecycle.iter().for_each(|period| texts.period(period));
        texts.found
    }
}

/// What was found so far, and where the walk stands.
#[derive(Default)]
struct Texts<'m> {
    found: Vec<MapText<'m>>,
    is_for_trainers: bool,
    stage: Option<Stage>,
    cell: Option<CellAt>,
    touchpoint: Option<&'m Touchpoint>,
}

impl<'m> Texts<'m> {
    fn add(&mut self, field: &'static str, texts: impl IntoIterator<Item = &'m Text>) {
        let Self { stage, cell, touchpoint, is_for_trainers, .. } = *self;
        self.found.extend(texts.into_iter().map(|text| MapText {
            field,
            stage,
            cell,
            touchpoint,
            is_for_trainers,
            text,
        }));
    }

    fn plan(&mut self, plan: &'m StagePlan) {
        self.waiver(plan.waiver.as_ref());
        self.add("focus", &plan.focus);
        for practice in &plan.guide {
            self.add("guide.mainstream", &practice.mainstream);
            self.add("guide.innovative", &practice.innovative);
        }
    }

    fn waiver(&mut self, waiver: Option<&'m Waiver>) {
        self.add("not_applicable", waiver.and_then(|waiver| waiver.reason.as_ref()));
    }

    fn touchpoint(&mut self, touchpoint: &'m Touchpoint) {
        self.touchpoint = Some(touchpoint);
        self.add("name", [&touchpoint.name]);
        self.add("channel", touchpoint.channel.as_ref().and_then(ChannelRef::words));
        self.add("place", &touchpoint.place);
        self.add("customer.does", &touchpoint.customer.does);
        self.add("customer.thinks", &touchpoint.customer.thinks);
        self.add("customer.feels", &touchpoint.customer.feels);
        self.add("evidence.source", touchpoint.evidence.as_ref().and_then(|evidence| evidence.source.as_ref()));
        touchpoint.requests.iter().for_each(|request| self.request(request));
        self.add("stance", &touchpoint.stance);
        touchpoint.moment.iter().for_each(|moment| self.moment(moment));
        self.add("authority.decides", touchpoint.authority.as_ref().and_then(|authority| authority.decides.as_ref()));
        if let Some(recovery) = &touchpoint.recovery {
            self.add("recovery.signal", &recovery.signal);
            self.add("recovery.steps", &recovery.steps);
        }
        self.add("promises.text", touchpoint.promises.iter().filter_map(|promise| promise.text.as_ref()));
        for measure in &touchpoint.measures {
            self.add("measures.name", [&measure.name]);
            self.add("measures.unit", &measure.unit);
        }
        for dialogue in &touchpoint.dialogues {
            self.is_for_trainers = dialogue.take == Take::Bad;
            for line in &dialogue.lines {
                self.add("dialogues.says", &line.says);
                self.add("dialogues.note", &line.note);
            }
        }
        self.is_for_trainers = false;
        let links = touchpoint.leads_to.iter().flat_map(|links| &links.value);
        self.add("leads_to.because", links.filter_map(|link| link.because.as_ref()));
        self.touchpoint = None;
    }

    fn request(&mut self, request: &'m Request) {
        self.add("requests.ask", [&request.ask]);
        self.add("requests.answer", &request.answer);
        self.add("requests.obstacle", &request.obstacle);
        self.add("requests.remedy.do", request.remedy.as_ref().and_then(|remedy| remedy.what.as_ref()));
    }

    fn moment(&mut self, moment: &'m Moment) {
        for (_, play) in moment.written() {
            self.add("moment.say", &play.say);
            self.add("moment.do", &play.actions);
            self.add("moment.avoid", &play.avoid);
        }
    }

    fn value(&mut self, value: &'m Value) {
        self.add("value_list.value", [&value.value]);
        self.add("value_list.need", &value.need);
    }

    fn period(&mut self, period: &'m Period) {
        self.add("lifecycle.period", [&period.name]);
        self.add("lifecycle.aim", &period.aim);
        self.add("lifecycle.do", &period.actions);
        self.add("lifecycle.never", &period.never);
    }
}
