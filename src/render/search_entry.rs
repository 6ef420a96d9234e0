//! What is searched of a map: all that readers see on its page, by what leads there. Nothing that is for trainers alone.

use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::edition::Pen;
use super::{bound_case, links, search};
use crate::model::*;

/// The number of no map.
const NO_MAP: i32 = -1;

/// The words that tell where a text stands: the labels that the pages have for it. The first is for what needs none.
const LABELS: [&str; 46] = [
    "",
    "channel",
    "place",
    "role",
    "quality",
    "does",
    "thinks",
    "feels",
    "requests",
    "answer",
    "obstacle",
    "remedy",
    "owner",
    "say",
    "do",
    "avoid",
    "stance",
    "decides",
    "escalates-to",
    "signal",
    "recovery",
    "promised-here",
    "kept-here",
    "measure",
    "dialogue",
    "evidence",
    "source",
    "because",
    "focus",
    "waived",
    "mainstream",
    "innovative",
    "value",
    "need",
    "never",
    "the-customer",
    "time",
    "outcome",
    "people",
    "questions",
    "part-1",
    "part-2",
    "part-3",
    "part-4",
    "part-5",
    "part-6",
];

/// One thing to find.
#[derive(serde::Serialize)]
pub(super) struct Entry(
    /// The number of its map.
    i32,
    /// Its code or kind.
    String,
    /// Its name.
    String,
    /// The way to it from the language's root.
    String,
    Texts,
);

/// All else that an entry is found by, each with the number of its label.
#[derive(Default)]
struct Texts(Vec<(usize, String)>);

impl Texts {
    /// Adds a text under a label of [`LABELS`].
    fn add(&mut self, label: &str, text: String) {
        let number = LABELS.iter().position(|known| *known == label).unwrap_or_default();
        if !text.is_empty() {
            self.0.push((number, text));
        }
    }
}

/// One after another; the number of a label stands before the first of its texts.
impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut items = serializer.serialize_seq(None)?;
        let mut current = 0;
        for (label, text) in &self.0 {
            if *label != current {
                items.serialize_element(label)?;
                current = *label;
            }
            items.serialize_element(text)?;
        }
        items.end()
    }
}

/// The words of the labels in the language of the pages, as they stand before a text.
pub(super) fn labels(pen: &Pen<'_>) -> Vec<String> {
    let label = |key: &str| if key.is_empty() { String::new() } else { pen.word(key) + pen.edition.word("colon") };
    LABELS.map(label).into()
}

/// What is found in a map, the one of that number among those of the index: itself, its touchpoints and what stands
/// around them, its cases.
pub(super) fn of_map(pen: &Pen<'_>, map: &Map, number: usize) -> String {
    let number = number as i32;
    let texts = map.texts();
    let mut entries: Vec<Entry> = itself(pen, map, &texts).into_iter().collect();
    entries.extend(sections(pen, map, number, &texts));
    let of_touchpoints = texts.chunk_by(|one, next| match (one.touchpoint, next.touchpoint) {
        (Some(one), Some(next)) => std::ptr::eq(one, next),
        (one, next) => one.is_none() && next.is_none(),
    });
    entries.extend(of_touchpoints.filter_map(|texts| of_touchpoint(pen, map, number, texts)));
    let bound = bound_case::bound_into(pen.site(), map.id).filter(|case| case.withheld().is_none());
    entries.extend(bound.filter_map(|case| of_case(pen, case, number)));
    search::literals(&entries)
}

fn itself(pen: &Pen<'_>, map: &Map, texts: &[MapText<'_>]) -> Option<Entry> {
    let pen = pen.reading(&map.language);
    let mut also = Texts::default();
    for MapText { field, text, .. } in texts.iter().filter(|text| matches!(text.field, "summary" | "customer")) {
        also.add(label_of(field), pen.read.plain(text));
    }
    also.add("", map.name.clone());
    Some(Entry(NO_MAP, pen.word("map"), search::title(&pen, map), pen.way_to(&links::map_page(map))?, also))
}

/// What is said of a whole stage, and the parts of the page below the touchpoints.
fn sections(pen: &Pen<'_>, map: &Map, number: i32, texts: &[MapText<'_>]) -> Vec<Entry> {
    let pen = &pen.reading(&map.language);
    let section = |code: String, title: String, anchor: &str, is_of_it: &dyn Fn(&MapText<'_>) -> bool| {
        let mut also = Texts::default();
        for text in texts.iter().filter(|text| text.touchpoint.is_none() && is_of_it(text)) {
            also.add(label_of(text.field), pen.read.plain(text.text));
        }
        let has_texts = !also.0.is_empty();
        has_texts.then(|| Some(Entry(number, code, title, pen.way_to_map(map, anchor)?, also))).flatten()
    };
    let stages = Stage::ALL.iter().filter_map(|&stage| {
        section(stage.letter().to_string(), pen.term(stage), &links::stage_anchor(stage), &|text| {
            text.stage == Some(stage) && matches!(text.field, "focus" | "not_applicable")
        })
    });
    let below = [
        ("guide", "guide_", "guide."),
        ("value-list", "values_", "value_list."),
        ("responsibilities", "responsibilities_", "responsibilities"),
        ("lifecycle", "lifecycle_", "lifecycle."),
    ];
    let below = below.into_iter().filter_map(|(key, anchor, fields)| {
        section(String::new(), pen.word(key), anchor, &|text| text.field.starts_with(fields))
    });
    stages.chain(below).collect()
}

/// The word of the label that the pages have for a field of a map.
fn label_of(field: &str) -> &'static str {
    match field {
        "customer" => "the-customer",
        "focus" => "focus",
        "not_applicable" => "waived",
        "guide.mainstream" => "mainstream",
        "guide.innovative" => "innovative",
        "value_list.value" => "value",
        "value_list.need" => "need",
        "lifecycle.do" => "do",
        "lifecycle.never" => "never",
        "channel" => "channel",
        "place" => "place",
        "customer.does" => "does",
        "customer.thinks" => "thinks",
        "customer.feels" => "feels",
        "evidence.source" => "source",
        "requests.ask" => "requests",
        "requests.answer" => "answer",
        "requests.obstacle" => "obstacle",
        "requests.remedy.do" => "remedy",
        "stance" => "stance",
        "moment.say" => "say",
        "moment.do" => "do",
        "moment.avoid" => "avoid",
        "authority.decides" => "decides",
        "recovery.signal" => "signal",
        "recovery.steps" => "recovery",
        "promises.text" => "promised-here",
        "measures.name" | "measures.unit" => "measure",
        "dialogues.says" | "dialogues.note" => "dialogue",
        "leads_to.because" => "because",
        _ => "",
    }
}

fn of_touchpoint(pen: &Pen<'_>, map: &Map, number: i32, texts: &[MapText<'_>]) -> Option<Entry> {
    let touchpoint = texts.first()?.touchpoint?;
    let id = map.ids_in(touchpoint.cell).nth(touchpoint.rank.checked_sub(1)?)?;
    let pen = pen.reading(&map.language);
    let name = pen.read.plain(&touchpoint.name);
    let mut also = Texts::default();
    // Somebody may know it by its name in another language.
    let names = touchpoint.name.versions().iter().map(|(_, name)| name.value.to_string());
    names.filter(|other| *other != name).for_each(|other| also.add("", other));
    also.add("", touchpoint.id.value.clone());
    for text in texts.iter().filter(|text| !text.is_for_trainers && text.field != "name") {
        also.add(label_of(text.field), pen.read.plain(text.text));
    }
    add_choices(&pen, touchpoint, &mut also);
    Some(Entry(number, touchpoint.code(), name, pen.href(id)?, also))
}

/// What a card says of a touchpoint beside its own texts: roles, promises of others, qualities.
fn add_choices(pen: &Pen<'_>, touchpoint: &Touchpoint, also: &mut Texts) {
    let role = |id: RoleId| pen.read.plain(&pen.site().config.role(id).name);
    touchpoint.role.iter().for_each(|played| also.add("role", role(played.value)));
    let owners = touchpoint.requests.iter().filter_map(|request| request.remedy.as_ref()?.owner.as_ref());
    owners.for_each(|owner| also.add("owner", role(owner.value)));
    let called = touchpoint.authority.as_ref().and_then(|authority| authority.escalates_to.as_ref());
    called.into_iter().for_each(|called| also.add("escalates-to", role(called.value)));
    for promise in &touchpoint.delivers {
        let made_in = pen.reading(&pen.site().map(promise.value.made_at.map).language);
        let kept = pen.site().promise(promise.value).text.as_ref();
        kept.into_iter().for_each(|text| also.add("kept-here", made_in.read.plain(text)));
    }
    touchpoint.quality.iter().for_each(|quality| also.add("quality", pen.term(quality.value)));
    let kind = touchpoint.evidence.as_ref().and_then(|evidence| evidence.kind);
    kind.into_iter().for_each(|kind| also.add("evidence", pen.term(kind.value)));
}

fn of_case(pen: &Pen<'_>, case: &Case, map: i32) -> Option<Entry> {
    let pen = pen.reading(&case.language);
    let title = case.title.as_ref().map_or_else(|| case.name.clone(), |title| pen.read.plain(title));
    let mut also = Texts::default();
    bound_case::texts(&pen, case).into_iter().for_each(|(label, text)| also.add(label, text));
    Some(Entry(map, pen.word("case"), title, bound_case::href(&pen, case)?, also))
}

/// A role, where it has a page.
pub(super) fn of_role(pen: &Pen<'_>, id: RoleId) -> Option<Entry> {
    let role = pen.site().config.role(id);
    let layer = role.layer.map(|layer| pen.term(layer)).unwrap_or_default();
    let mut also = Texts::default();
    also.add("", role.id.value.clone());
    Some(Entry(NO_MAP, layer, pen.read.plain(&role.name), pen.way_to(&links::role_page(role))?, also))
}
