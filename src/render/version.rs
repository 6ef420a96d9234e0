//! A map's version: what readers see of it in short, so that a printed page tells whether it is still current.
//!
//! The version is made from the model, field by field in a fixed order, and so follows nothing of how the files are
//! written: not line ends, comments, the order of keys or the style of YAML. Every field of a map and of the cases bound
//! into it takes part here or is listed in `tests/versions.rs` as one that readers do not see. A case that is withheld
//! takes part with its name and the reason alone.
//!
//! What a map names takes part by the name that its pages show: roles, channels, and the touchpoints of other maps. So do links
//! and promises of other maps that are shown on its pages. What surrounds every page of the site (its title, its brand,
//! its templates) is no map's and takes no part; the workspace's own words for stages, phases and steps do.

use std::hash::Hasher as _;

use siphasher::sip::SipHasher13;

use super::bound_case::home;
use super::edition::Edition;
use super::map_page::is_waived_as_a_whole;
use super::text::text_as_read;
use crate::checks::cases::redact;
use crate::graph::{Onward, Reason};
use crate::model::*;
use crate::source::Spanned;
use crate::words::Lang;

/// The version of a map, the same in every language of the site. It is short enough to be read out over the telephone;
/// two versions are the same by chance once in sixteen million.
pub(super) fn of_map(edition: &Edition<'_>, map: &Map) -> String {
    let mut content = Content { edition, map, language: &map.language, hasher: SipHasher13::new() };
    content.labels(&edition.site.config.labels);
    content.map();
    format!("{:06x}", content.hasher.finish() & 0xff_ffff)
}

/// What readers see, written into a hash. Every value is written under the name of its field and with its length, so
/// that no two contents are written alike.
struct Content<'a> {
    edition: &'a Edition<'a>,
    map: &'a Map,
    /// The language of plain texts where the walk stands.
    language: &'a Tag,
    hasher: SipHasher13,
}

impl<'a> Content<'a> {
    fn bytes(&mut self, bytes: &[u8]) {
        self.hasher.write(&(bytes.len() as u64).to_le_bytes());
        self.hasher.write(bytes);
    }

    /// A value that is there.
    fn value(&mut self, field: &str, value: impl ToString) {
        self.bytes(field.as_bytes());
        self.bytes(value.to_string().as_bytes());
    }

    /// A value that may be missing.
    fn maybe(&mut self, field: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.value(field, value);
        }
    }

    /// A text as the site's languages show it; a language that shows another's adds nothing to it.
    fn text<'t>(&mut self, field: &str, text: impl Into<Option<&'t Text>>) {
        let Some(text) = text.into() else { return };
        let languages = &self.edition.site.config.languages;
        let mut shown: Vec<_> = languages.iter().map(|language| text.read_in(language, self.language)).collect();
        shown.sort();
        shown.dedup();
        self.value(field, shown.len());
        for (tag, written) in shown {
            self.bytes(tag.as_str().as_bytes());
            self.bytes(text_as_read(written).as_bytes());
        }
    }

    /// Texts in their order.
    fn texts(&mut self, field: &str, texts: &[Text]) {
        self.value(field, texts.len());
        texts.iter().for_each(|text| self.text(field, text));
    }

    /// A list in its order, each entry written by `write`.
    fn list<T>(&mut self, field: &str, entries: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.value(field, entries.len());
        entries.iter().for_each(|entry| write(self, entry));
    }

    /// A role by its name, whatever its id.
    fn role(&mut self, field: &str, role: Option<&Spanned<RoleId>>) {
        if let Some(role) = role {
            self.text(field, &self.edition.site.config.role(role.value).name);
        }
    }

    fn labels(&mut self, labels: &'a Labels) {
        let lists = [&labels.stages[..], &labels.phases[..], &labels.steps[..]];
        for (place, label) in lists.into_iter().flatten().enumerate() {
            self.text(&format!("label {place}"), label);
        }
    }

    fn map(&mut self) {
        let map = self.map;
        self.text("title", &map.title);
        self.text("summary", &map.summary);
        self.text("customer", &map.customer);
        self.role("owner", map.owner.as_ref());
        self.maybe("reviewed", map.reviewed.as_ref().map(|date| date.value));
        for &stage in Stage::ALL {
            self.value("stage", stage);
            self.stage(map.stage(stage));
            for &phase in Phase::ALL {
                self.value("phase", phase);
                self.cell(CellAt { stage, phase });
            }
        }
        for (part, values) in ValuePart::ALL.iter().zip(&map.value_list) {
            self.list(part.id(), values, |content, value| {
                content.text("value", &value.value);
                content.text("need", &value.need);
            });
        }
        for (layer, concerns) in Layer::ALL.iter().zip(&map.responsibilities) {
            self.value("layer", layer);
            Concern::ALL.iter().zip(concerns).for_each(|(concern, text)| self.text(concern.id(), text));
        }
        self.list("lifecycle", &map.lifecycle, Self::period);
    }

    fn stage(&mut self, plan: &StagePlan) {
        self.value("waived", plan.waiver.is_some());
        if is_waived_as_a_whole(plan) {
            self.text("not_applicable", plan.waiver.as_ref().and_then(|waiver| waiver.reason.as_ref()));
        }
        self.texts("focus", &plan.focus);
        for (question, practice) in Question::ALL.iter().zip(&plan.guide) {
            self.value("question", question);
            self.text("mainstream", &practice.mainstream);
            self.text("innovative", &practice.innovative);
        }
    }

    fn cell(&mut self, at: CellAt) {
        let map = self.map;
        // Of an empty cell that nothing is waived of, and one that cannot be read, no more is shown than that.
        match map.coverage(at) {
            Coverage::Covered => self.value("touchpoints", map.cell(at).count),
            Coverage::Waived => {
                self.value("waived", true);
                self.text("not_applicable", map.waiver(at).and_then(|waiver| waiver.reason.as_ref()));
            }
            Coverage::Gap => self.value("gap", true),
            Coverage::Unreadable => self.value("unreadable", true),
        }
        map.ids_in(at).for_each(|id| self.touchpoint(id));
    }

    fn touchpoint(&mut self, id: TouchpointId) {
        let touchpoint = self.edition.site.touchpoint(id);
        self.text("name", &touchpoint.name);
        self.text("channel", touchpoint.channel.as_ref().map(|channel| channel.name(&self.edition.site.config)));
        self.value("attended", touchpoint.attended);
        self.text("place", &touchpoint.place);
        self.role("role", touchpoint.role.as_ref());
        self.value("importance", touchpoint.importance);
        self.text("does", &touchpoint.customer.does);
        self.text("thinks", &touchpoint.customer.thinks);
        self.text("feels", &touchpoint.customer.feels);
        self.maybe("expectation", touchpoint.expectation.map(|value| value.value));
        self.maybe("perception", touchpoint.perception.map(|value| value.value));
        if let Some(evidence) = &touchpoint.evidence {
            self.maybe("evidence", evidence.kind.map(|kind| kind.value));
            self.text("source", &evidence.source);
        }
        self.list("requests", &touchpoint.requests, Self::request);
        self.text("stance", &touchpoint.stance);
        if let Some(moment) = &touchpoint.moment {
            self.moment(moment);
        }
        if let Some(authority) = &touchpoint.authority {
            self.value("authority", true);
            self.text("decides", &authority.decides);
            self.role("escalates_to", authority.escalates_to.as_ref());
        }
        if let Some(recovery) = &touchpoint.recovery {
            self.value("recovery", true);
            self.text("signal", &recovery.signal);
            self.texts("steps", &recovery.steps);
        }
        self.promises(id, touchpoint);
        self.list("quality", &touchpoint.quality, |content, quality| content.value("quality", quality.value));
        self.list("measures", &touchpoint.measures, Self::measure);
        // A bad take is for the trainer alone.
        let takes: Vec<&Dialogue> = touchpoint.dialogues.iter().filter(|scene| scene.take == Take::Good).collect();
        self.list("dialogues", &takes, |content, take| content.list("lines", &take.lines, Self::line));
        self.links(id, touchpoint);
        self.cases(id);
    }

    fn request(&mut self, request: &Request) {
        self.text("ask", &request.ask);
        self.text("answer", &request.answer);
        self.text("obstacle", &request.obstacle);
        if let Some(remedy) = &request.remedy {
            self.text("do", &remedy.what);
            self.role("owner", remedy.owner.as_ref());
            self.maybe("due", remedy.due.as_ref().map(|due| due.value));
            self.value("status", remedy.status);
        }
    }

    fn moment(&mut self, moment: &Moment) {
        self.value("moment", true);
        for (step, play) in moment.written() {
            self.value("step", step);
            self.texts("say", &play.say);
            self.texts("do", &play.actions);
            self.texts("avoid", &play.avoid);
            self.maybe("perception", play.perception.map(|value| value.value));
        }
    }

    fn measure(&mut self, measure: &Measure) {
        self.text("name", &measure.name);
        self.text("unit", &measure.unit);
        self.maybe("target", measure.target.as_ref().map(|target| &target.value.typed));
        self.maybe("actual", measure.actual.as_ref().map(|actual| &actual.value.typed));
        self.maybe("n", measure.n);
        self.maybe("better", measure.better);
    }

    fn line(&mut self, line: &Line) {
        match &line.who {
            Speaker::Customer => self.value("who", "customer"),
            Speaker::Role(role) => self.text("role", &self.edition.site.config.role(*role).name),
            Speaker::Other(name) => self.value("other", name),
        }
        self.text("says", &line.says);
        self.maybe("step", line.step);
        self.text("note", &line.note);
    }

    fn period(&mut self, period: &Period) {
        self.text("period", &period.name);
        self.maybe("months", period.months.map(|(first, last)| format!("{first} {last}")));
        self.text("aim", &period.aim);
        self.texts("do", &period.actions);
        self.texts("never", &period.never);
    }

    /// The promises made at a touchpoint, with where other maps keep them, and those kept there.
    fn promises(&mut self, id: TouchpointId, touchpoint: &Touchpoint) {
        let made = 0..touchpoint.promises.len() as u32;
        for promise in made.map(|index| PromiseId { made_at: id, index }) {
            self.promise("promises", promise);
            let keepers = self.edition.graph.keepers(promise).iter();
            keepers.filter(|keeper| keeper.map != id.map).for_each(|&keeper| self.end("keeper", keeper));
        }
        for promise in &touchpoint.delivers {
            self.promise("delivers", promise.value);
            self.end("promised at", promise.value.made_at);
        }
    }

    /// What is promised, by its id where nothing is written.
    fn promise(&mut self, field: &str, id: PromiseId) {
        let promise = self.edition.site.promise(id);
        match &promise.text {
            Some(text) => self.text_of_map(field, id.made_at.map, text),
            None => self.value(field, &promise.id.value),
        }
    }

    /// Where a touchpoint leads, and what of other maps leads to it.
    fn links(&mut self, id: TouchpointId, touchpoint: &Touchpoint) {
        if let Some(links) = &touchpoint.leads_to {
            self.list("leads_to", &links.value, |content, link| {
                match link.to {
                    LinkEnd::Touchpoint(to) => content.end("to", to),
                    LinkEnd::Unreadable => content.value("to", "unreadable"),
                }
                content.text("because", &link.because);
            });
        }
        let written = |onward: &Onward| match onward.reason {
            Reason::Written(number) if onward.touchpoint.map != id.map => Some((onward.touchpoint, number)),
            _ => None,
        };
        for (from, number) in self.edition.graph.comes_from(id).iter().filter_map(written) {
            self.end("comes from", from);
            let links = self.edition.site.touchpoint(from).leads_to.as_ref();
            if let Some(because) = links.and_then(|links| links.value.get(number)?.because.as_ref()) {
                self.text_of_map("because", from.map, because);
            }
        }
    }

    /// A touchpoint as pages name it.
    fn end(&mut self, field: &str, id: TouchpointId) {
        let site = self.edition.site;
        self.value(field, site.touchpoint(id).code());
        if id.map != self.map.id {
            self.text_of_map("name", id.map, &site.touchpoint(id).name);
            self.text_of_map("map", id.map, &site.map(id.map).title);
        }
    }

    /// A text of a map, which may be another.
    fn text_of_map(&mut self, field: &str, map: MapId, text: &Text) {
        self.in_language(&self.edition.site.map(map).language, |content| content.text(field, text));
    }

    fn in_language(&mut self, language: &'a Tag, write: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.language, language);
        write(self);
        self.language = before;
    }

    /// The cases bound in at a touchpoint, and the titles of those that are bound in elsewhere.
    fn cases(&mut self, id: TouchpointId) {
        let site = self.edition.site;
        for case in site.cases_at(id) {
            self.in_language(&case.language, |content| match case.withheld() {
                Some(reason) => content.by_its_name_alone(case, reason),
                None => {
                    content.name_of(case);
                    if home(site, case) == Some(id) {
                        content.case(case);
                    }
                }
            });
        }
    }

    fn name_of(&mut self, case: &Case) {
        match &case.title {
            Some(title) => self.text("case", title),
            None => self.value("case", &case.name),
        }
    }

    /// A case that is withheld: why, and its name without what gives somebody away.
    fn by_its_name_alone(&mut self, case: &Case, reason: Withheld) {
        self.value("withheld", reason.id());
        if !case.gives_away {
            return self.name_of(case);
        }
        let versions = case.title.iter().flat_map(|title| title.versions());
        let names: Vec<&str> = versions.map(|(_, version)| &*version.value).collect();
        let names = if names.is_empty() { vec![case.name.as_str()] } else { names };
        names.into_iter().for_each(|name| self.value("case", redact(name, Lang::default())));
    }

    fn case(&mut self, case: &Case) {
        self.maybe("when", case.when.as_ref().map(|when| &when.value.0));
        self.text("place", &case.place);
        self.maybe("outcome", case.outcome.map(|outcome| outcome.value));
        self.value("language", &case.language);
        self.list("people", &case.people, |content, person| {
            content.text("name", &person.name);
            content.text("role", &person.role);
        });
        for part in &case.parts {
            self.value("part", part.is_some());
            if let Some(part) = part {
                self.value("heading", part.heading.trim());
                self.value("body", text_as_read(&part.body.value));
            }
        }
        self.list("questions", &case.questions, |content, question| content.text("ask", &question.ask));
    }
}
