//! A map's version: what readers see of it in short, so that a printed page tells whether it is still current.
//!
//! The version is made from the fields of the model that readers see ([`Audience::Readers`]), and so does not
//! change with line ends, comments, the order of keys or the style of YAML. Of a withheld case it hashes the name and
//! the reason.
//!
//! The hash takes roles, channels and touchpoints of other maps by the names that the map's pages show, and also the
//! links and promises of other maps on these pages. It leaves out what surrounds every page of the site (title, brand,
//! templates), and includes the workspace's own words for stages, phases and steps.

use std::hash::Hasher as _;
use std::sync::OnceLock;

use siphasher::sip::SipHasher13;

use super::bound_case::shown_at;
use super::map_page::is_waived_as_a_whole;
use super::text::text_as_read;
use crate::checks::cases::redact;
use crate::graph::{Connection, Graph, Origin};
use crate::model::*;
use crate::words::Lang;

/// The versions of the maps of a site, the same in every language and edition: each is made when it is first asked for,
/// since making one reads all texts of a map.
#[derive(Debug)]
pub struct Versions<'a> {
    site: &'a Site,
    graph: &'a Graph,
    of_maps: Vec<OnceLock<String>>,
}

impl<'a> Versions<'a> {
    /// The versions of the maps of `site`, whose journey is `graph`.
    pub fn new(site: &'a Site, graph: &'a Graph) -> Self {
        Self { site, graph, of_maps: site.maps.iter().map(|_| OnceLock::new()).collect() }
    }

    /// The version of a map. It is short enough to be read out over the telephone; two versions are the same by chance
    /// once in sixteen million.
    pub(super) fn of(&self, map: &Map) -> &str {
        self.of_maps[map.id.0 as usize].get_or_init(|| self.make(map))
    }

    fn make(&self, map: &Map) -> String {
        let (site, graph, hasher) = (self.site, self.graph, SipHasher13::new());
        let mut content = ContentHasher { site, graph, map, language: &map.language, stage: Stage::Unknown, hasher };
        site.config.labels.visit_fields(&mut content);
        map.visit_fields(Audience::Readers, &mut content);
        format!("{:06x}", content.hasher.finish() & 0xff_ffff)
    }
}

/// Hashes what readers see. It writes the length before each value, so that two contents never hash the same bytes.
struct ContentHasher<'a> {
    site: &'a Site,
    graph: &'a Graph,
    map: &'a Map,
    /// The language of the plain texts that the visitor meets now.
    language: &'a Tag,
    /// The stage that the visitor is in.
    stage: Stage,
    hasher: SipHasher13,
}

impl<'m> FieldVisitor<'m> for ContentHasher<'_> {
    fn value(&mut self, field: FormatField, value: FieldValue<'m>) {
        match field {
            FormatField::StageWaiver if !self.shows_waiver_of_stage() => return,
            // `cases` hashes each case at the touchpoint whose card shows it.
            FormatField::CaseTouchpoint => return,
            _ => self.word(field.info().name),
        }
        match value {
            FieldValue::Text(text) => self.text(text),
            // Pages show the name and never the id.
            FieldValue::Role(id) => self.text(&self.site.config.role(id).name),
            FieldValue::Channel(id) => self.text(&self.site.config.channel(id).name),
            FieldValue::Segment(id) => self.text(&self.site.config.segment(id).name),
            FieldValue::Promise(id) => {
                self.promise(id);
                self.touchpoint(id.made_at);
            }
            FieldValue::Touchpoint(LinkEnd::Touchpoint(id)) => self.touchpoint(id),
            FieldValue::Touchpoint(LinkEnd::Unreadable) => self.word("unreadable"),
            FieldValue::Choice { word, .. } | FieldValue::Typed(word) | FieldValue::Heading(word) => self.word(word),
            FieldValue::Markdown(written) => self.word(&text_as_read(written)),
            FieldValue::Number(number) => self.bytes(&number.to_le_bytes()),
            FieldValue::Date(date) => self.word(&date.to_string()),
            FieldValue::TimeLimit(limit) => self.word(&limit.to_string()),
            FieldValue::Flag(flag) => self.bytes(&[flag.into()]),
            FieldValue::Language(tag) => self.word(tag.as_str()),
            // The brand surrounds every page.
            FieldValue::Colour(_) | FieldValue::Picture(_) => {}
        }
    }

    fn enter(&mut self, scope: FieldScope<'m>) {
        self.hasher.write(b"{");
        match scope {
            FieldScope::Stage(stage) => self.stage = stage,
            // Pages show nothing but the state of a gap and of a cell that cannot be read.
            FieldScope::Cell(at) => self.bytes(&[self.map.coverage(at) as u8]),
            FieldScope::Touchpoint(..) => {}
            FieldScope::Key(key) => self.word(key),
        }
    }

    fn leave(&mut self, scope: FieldScope<'m>) {
        if let FieldScope::Touchpoint(id, touchpoint) = scope {
            self.promises(id, touchpoint);
            self.telephone(touchpoint);
            self.complaint(touchpoint);
            self.links_to(id);
            self.cases(id);
        }
        self.hasher.write(b"}");
    }
}

impl<'a> ContentHasher<'a> {
    fn bytes(&mut self, bytes: &[u8]) {
        self.hasher.write(&(bytes.len() as u64).to_le_bytes());
        self.hasher.write(bytes);
    }

    fn word(&mut self, word: &str) {
        self.bytes(word.as_bytes());
    }

    /// Hashes each distinct version of a text that some language of the site shows.
    fn text(&mut self, text: &Text) {
        let languages = &self.site.config.languages;
        let mut shown: Vec<_> = languages.iter().map(|language| text.read_in(language, self.language)).collect();
        shown.sort();
        shown.dedup();
        self.bytes(&[shown.len() as u8]);
        for (tag, written) in shown {
            self.word(tag.as_str());
            self.word(&text_as_read(written));
        }
    }

    /// Whether pages show the waiver of the stage: at the stage itself, or in a cell without a waiver of its own.
    fn shows_waiver_of_stage(&self) -> bool {
        let (map, stage) = (self.map, self.stage);
        let mut cells = Phase::ALL.iter().map(|&phase| CellAt { stage, phase });
        is_waived_as_a_whole(map.stage(stage))
            || cells.any(|at| map.coverage(at) == Coverage::Waived && map.cell(at).waiver.is_none())
    }

    /// Hashes the ids of promises without text, and the touchpoints of other maps that keep promises of this one.
    fn promises(&mut self, id: TouchpointId, touchpoint: &Touchpoint) {
        for (index, promise) in (0..).zip(&touchpoint.promises) {
            if promise.text.is_none() {
                self.word(&promise.id.value);
            }
            let keepers = self.graph.delivered_at(PromiseId { made_at: id, index }).iter();
            for &keeper in keepers.filter(|keeper| keeper.map != id.map) {
                self.word("keeper");
                self.touchpoint(keeper);
            }
        }
    }

    /// Hashes what the workspace adds to the points on the telephone, where the card shows them.
    fn telephone(&mut self, touchpoint: &Touchpoint) {
        let config = &self.site.config;
        if touchpoint.is_on_telephone(config) {
            self.word("telephone");
            self.texts(&config.telephone.actions);
            self.texts(&config.telephone.never);
        }
    }

    /// Hashes what the policy on complaints adds to a card.
    fn complaint(&mut self, touchpoint: &Touchpoint) {
        let config = &self.site.config;
        let Some(complaint) = touchpoint.complaint.as_deref() else { return };
        let terms = complaint.terms(config);
        for limit in [terms.acknowledge, terms.resolve] {
            self.word(&limit.map(|limit| limit.to_string()).unwrap_or_default());
        }
        for role in terms.owner.into_iter().chain(touchpoint.complaint_ladder(config)) {
            self.text(&config.role(role).name);
        }
        self.texts(config.complaints.as_ref().map_or(&[], |policy| &policy.never));
    }

    fn texts(&mut self, texts: &[Text]) {
        self.bytes(&[texts.len() as u8]);
        texts.iter().for_each(|text| self.text(text));
    }

    /// Hashes the text of a promise; its id where it has no text.
    fn promise(&mut self, id: PromiseId) {
        let promise = self.site.promise(id);
        match &promise.text {
            Some(text) => self.text_of_map(id.made_at.map, text),
            None => self.word(&promise.id.value),
        }
    }

    /// Hashes the links from other maps to a touchpoint.
    fn links_to(&mut self, id: TouchpointId) {
        let written = |onward: &Connection| match onward.origin {
            Origin::Written(number) if onward.touchpoint.map != id.map => Some((onward.touchpoint, number)),
            _ => None,
        };
        for (from, number) in self.graph.comes_from(id).iter().filter_map(written) {
            self.word("comes from");
            self.touchpoint(from);
            let links = self.site.touchpoint(from).leads_to.as_ref();
            if let Some(because) = links.and_then(|links| links.value.get(number)?.because.as_ref()) {
                self.text_of_map(from.map, because);
            }
        }
    }

    /// Hashes a touchpoint as pages name it.
    fn touchpoint(&mut self, id: TouchpointId) {
        let site = self.site;
        self.word(&site.touchpoint(id).code());
        if id.map != self.map.id {
            self.text_of_map(id.map, &site.touchpoint(id).name);
            self.text_of_map(id.map, &site.map(id.map).title);
        }
    }

    /// Hashes a text in the language of its map.
    fn text_of_map(&mut self, map: MapId, text: &Text) {
        self.in_language(&self.site.map(map).language, |content| content.text(text));
    }

    fn in_language(&mut self, language: &'a Tag, write: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.language, language);
        write(self);
        self.language = before;
    }

    /// Hashes the cases that a touchpoint's card shows in full, and the titles of the cases that it links to.
    fn cases(&mut self, id: TouchpointId) {
        let site = self.site;
        for case in site.cases_at(id) {
            self.word("case");
            self.in_language(&case.language, |content| match case.withheld() {
                Some(reason) => content.title_only(case, reason),
                None => {
                    content.name_of(case);
                    if shown_at(site, case) == Some(id) {
                        case.visit_fields(Audience::Readers, content);
                    }
                }
            });
        }
    }

    fn name_of(&mut self, case: &Case) {
        match &case.title {
            Some(title) => self.text(title),
            None => self.word(&case.name),
        }
    }

    /// Hashes the reason why a case is withheld, and its name with personal data crossed out.
    fn title_only(&mut self, case: &Case, reason: Withheld) {
        self.word(reason.id());
        if !case.has_personal_data {
            return self.name_of(case);
        }
        let versions = case.title.iter().flat_map(|title| title.versions());
        let names: Vec<&str> = versions.map(|(_, version)| &*version.value).collect();
        let names = if names.is_empty() { vec![case.name.as_str()] } else { names };
        names.into_iter().for_each(|name| self.word(&redact(name, Lang::default())));
    }
}
