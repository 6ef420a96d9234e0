//! The search entries of a map: everything that readers see on its page, and nothing that is for trainers alone.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::context::PageContext;
use super::{bound_case, links, search, text};
use crate::model::*;

/// The map number of an entry that belongs to no map.
const NO_MAP: i32 = -1;

/// One search result, as an array that the script reads.
#[derive(serde::Serialize)]
pub(super) struct SearchEntry(
    /// The number of its map.
    i32,
    /// Its code or kind.
    String,
    /// Its name.
    String,
    /// The link to it from the folder of the language.
    String,
    Texts,
);

/// The keys of the field labels, each once in the order of the fields; the first is for texts without a label.
static LABELS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut labels = vec![""];
    for label in FormatField::ALL.iter().map(|field| field.info().label) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
});

/// The texts by which an entry is found, each with its label.
#[derive(Default)]
struct Texts(Vec<(&'static str, String)>);

impl Texts {
    /// Adds a text under a label of [`LABELS`].
    fn add(&mut self, label: &'static str, text: String) {
        if !text.is_empty() {
            self.0.push((label, text));
        }
    }

    /// Adds a value if it is a text or has a label.
    fn add_value(&mut self, context: &PageContext<'_>, field: FormatField, value: FieldValue<'_>) {
        let label = field.info().label;
        if matches!(value, FieldValue::Text(_)) || !label.is_empty() {
            self.add(label, in_words(context, label, value));
        }
    }
}

/// Writes one flat array, with the number of a label before the first of its texts.
impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(None)?;
        let mut current = "";
        for (label, text) in &self.0 {
            if *label != current {
                items.serialize_element(&LABELS.iter().position(|known| known == label))?;
                current = *label;
            }
            items.serialize_element(text)?;
        }
        items.end()
    }
}

/// The words of the labels in the language of the pages, with the colon that separates them from a text.
pub(super) fn labels(context: &PageContext<'_>) -> Vec<String> {
    let label =
        |key: &&str| if key.is_empty() { String::new() } else { context.word(key) + context.language.word("colon") };
    LABELS.iter().map(label).collect()
}

/// A value as readers see it; empty where it is not made of words.
fn in_words(context: &PageContext<'_>, label: &str, value: FieldValue<'_>) -> String {
    let site = context.site();
    match value {
        FieldValue::Text(text) => context.read.plain(text),
        FieldValue::Role(id) => context.read.plain(&site.config.role(id).name),
        FieldValue::Channel(id) => context.read.plain(&site.config.channel(id).name),
        FieldValue::Segment(id) => context.read.plain(&site.config.segment(id).name),
        FieldValue::Promise(id) => {
            let made_in = context.reading(&site.map(id.made_at.map).language);
            site.promise(id).text.as_ref().map(|text| made_in.read.plain(text)).unwrap_or_default()
        }
        FieldValue::Choice { list, word } => context.language.locale.term_in(list, word).to_owned(),
        FieldValue::Typed(typed) => typed.to_owned(),
        // A heading that equals its label adds nothing.
        FieldValue::Heading(heading) if heading == context.language.word(label) => String::new(),
        FieldValue::Heading(heading) => heading.to_owned(),
        FieldValue::Markdown(written) => text::plain(written),
        FieldValue::Touchpoint(_)
        | FieldValue::Number(_)
        | FieldValue::Date(_)
        | FieldValue::TimeLimit(_)
        | FieldValue::Flag(_)
        | FieldValue::Language(_)
        | FieldValue::Colour(_)
        | FieldValue::Picture(_) => String::new(),
    }
}

/// The entries of a map, its sections, its touchpoints and its cases. `number` is that of the map in the index.
pub(super) fn of_map(context: &PageContext<'_>, map: &Map, number: usize) -> String {
    let number = number as i32;
    let mut found = EntryCollector::new(context.reading(&map.language), map, number);
    map.visit_fields(Audience::Readers, &mut found);
    let mut entries = found.entries();
    let bound = bound_case::cases_on_page(context.site(), map.id).filter(|case| case.withheld().is_none());
    entries.extend(bound.filter_map(|case| of_case(context, case, number)));
    search::literals(&entries)
}

/// Collects the entries of a map while it visits the fields.
struct EntryCollector<'a> {
    context: PageContext<'a>,
    map: &'a Map,
    number: i32,
    /// The texts around the touchpoints, by section; those of stages and cells by stage.
    sections: BTreeMap<(Section, Option<Stage>), Texts>,
    touchpoints: Vec<SearchEntry>,
    /// The stage that the visitor is in.
    stage: Option<Stage>,
    /// The texts and the other values of the touchpoint that the visitor is in.
    texts: Texts,
    choices: Texts,
}

impl<'m> FieldVisitor<'m> for EntryCollector<'_> {
    fn value(&mut self, field: FormatField, value: FieldValue<'m>) {
        let texts = match field.info().section {
            // The name of an entry is not repeated among its texts.
            _ if matches!(field, FormatField::MapTitle | FormatField::Name) => return,
            Section::Touchpoint if matches!(value, FieldValue::Text(_)) => &mut self.texts,
            Section::Touchpoint => &mut self.choices,
            Section::Stage | Section::Cell => self.sections.entry((Section::Stage, self.stage)).or_default(),
            section => self.sections.entry((section, None)).or_default(),
        };
        texts.add_value(&self.context, field, value);
    }

    fn enter(&mut self, scope: FieldScope<'m>) {
        if let FieldScope::Stage(stage) = scope {
            self.stage = Some(stage);
        }
    }

    fn leave(&mut self, scope: FieldScope<'m>) {
        if let FieldScope::Touchpoint(id, touchpoint) = scope {
            self.leave_touchpoint(id, touchpoint);
        }
    }
}

impl<'a> EntryCollector<'a> {
    fn new(context: PageContext<'a>, map: &'a Map, number: i32) -> Self {
        Self {
            context,
            map,
            number,
            sections: BTreeMap::new(),
            touchpoints: Vec::with_capacity(map.touchpoints.len()),
            stage: None,
            texts: Texts::default(),
            choices: Texts::default(),
        }
    }

    fn leave_touchpoint(&mut self, id: TouchpointId, touchpoint: &Touchpoint) {
        let [mut texts, mut choices] = [&mut self.texts, &mut self.choices].map(std::mem::take);
        let Some(href) = self.context.href(id) else { return };
        let name = self.context.read.plain(&touchpoint.name);
        let mut also = Texts::default();
        // A reader may search for the name in another language.
        let names = touchpoint.name.versions().iter().map(|(_, name)| name.value.to_string());
        names.filter(|other| *other != name).for_each(|other| also.add("", other));
        also.add("", touchpoint.id.value.clone());
        also.0.append(&mut texts.0);
        // The evidence comes last, as on the card.
        choices.0.sort_by_key(|(label, _)| *label == FormatField::EvidenceKind.info().label);
        also.0.append(&mut choices.0);
        self.touchpoints.push(SearchEntry(self.number, touchpoint.code(), name, href, also));
    }

    /// The entries of the map, its sections and its touchpoints, in this order.
    fn entries(mut self) -> Vec<SearchEntry> {
        let mut itself = self.sections.remove(&(Section::Map, None)).unwrap_or_default();
        itself.add("", self.map.name.clone());
        let (context, map) = (&self.context, self.map);
        let href = context.link_to(&links::map_page(map));
        let itself =
            href.map(|href| SearchEntry(NO_MAP, context.word("map"), search::title(context, map), href, itself));
        let sections = self.sections.into_iter().filter(|(_, texts)| !texts.0.is_empty());
        let sections = sections.filter_map(|((section, stage), texts)| {
            let (code, title, anchor) = match (section, stage) {
                (_, Some(stage)) => (stage.letter().to_string(), context.term(stage), links::stage_anchor(stage)),
                (Section::Guide, _) => (String::new(), context.word("guide"), "guide_".to_owned()),
                (Section::ValueList, _) => (String::new(), context.word("value-list"), "values_".to_owned()),
                (Section::Responsibilities, _) => {
                    (String::new(), context.word("responsibilities"), "responsibilities_".to_owned())
                }
                (Section::Lifecycle, _) => (String::new(), context.word("lifecycle"), "lifecycle_".to_owned()),
                (Section::Touchpoint | Section::Cell | Section::Stage, None)
                | (Section::Map | Section::Case | Section::Workspace, _) => return None,
            };
            Some(SearchEntry(self.number, code, title, context.link_into_overview(map, &anchor)?, texts))
        });
        itself.into_iter().chain(sections).chain(self.touchpoints).collect()
    }
}

/// Collects the texts of a case while it visits the fields.
struct CaseTexts<'a> {
    context: PageContext<'a>,
    texts: Texts,
}

impl<'m> FieldVisitor<'m> for CaseTexts<'_> {
    fn value(&mut self, field: FormatField, value: FieldValue<'m>) {
        if field != FormatField::CaseTitle {
            self.texts.add_value(&self.context, field, value);
        }
    }
}

fn of_case(context: &PageContext<'_>, case: &Case, map: i32) -> Option<SearchEntry> {
    let mut found = CaseTexts { context: context.reading(&case.language), texts: Texts::default() };
    case.visit_fields(Audience::Readers, &mut found);
    let CaseTexts { context, texts } = found;
    let title = case.title.as_ref().map_or_else(|| case.name.clone(), |title| context.read.plain(title));
    Some(SearchEntry(map, context.word("case"), title, bound_case::href(&context, case)?, texts))
}

/// The entry of a segment; none on a single-file page, which has no page of them.
pub(super) fn of_segment(context: &PageContext<'_>, id: SegmentId) -> Option<SearchEntry> {
    let segment = context.site().config.segment(id);
    let mut also = Texts::default();
    let label = FormatField::SegmentStrategy.info().label;
    segment.strategy.iter().for_each(|strategy| also.add(label, context.read.plain(strategy)));
    let href = format!("{}#{}", context.link_to(links::SEGMENTS)?, links::encoded(&segment.id.value));
    Some(SearchEntry(NO_MAP, context.word("segments-title"), context.read.plain(&segment.name), href, also))
}

/// The entry of a role; none on a single-file page, which has no role pages.
pub(super) fn of_role(context: &PageContext<'_>, id: RoleId) -> Option<SearchEntry> {
    let role = context.site().config.role(id);
    let layer = role.layer.map(|layer| context.term(layer)).unwrap_or_default();
    let mut also = Texts::default();
    also.add("", role.id.value.clone());
    for (field, abilities) in [(FormatField::RoleSkills, &role.skills), (FormatField::RoleLater, &role.later)] {
        abilities.iter().for_each(|ability| also.add(field.info().label, context.read.plain(ability)));
    }
    Some(SearchEntry(NO_MAP, layer, context.read.plain(&role.name), context.link_to(&links::role_page(role))?, also))
}
