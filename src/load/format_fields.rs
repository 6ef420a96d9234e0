//! The field names of the format and where each belongs, taken from the JSON Schemas.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::sync::LazyLock;

use schemars::Schema;
use serde_json::Value;

use super::names::{chinese_names, english_names, known_name};
use super::raw::{RawCase, RawConfig, RawMap};
use super::schema::json_schema;

/// The schemas of maps, the configuration and cases.
pub(super) static SCHEMAS: LazyLock<[Value; 3]> = LazyLock::new(|| {
    [json_schema::<RawMap>(), json_schema::<RawConfig>(), json_schema::<RawCase>()].map(Schema::to_value)
});

static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut names = HashSet::new();
    SCHEMAS.iter().for_each(|schema| collect_names(schema, &mut names));
    names
});

/// Whether some part of the format has a field of that name.
pub fn is_known(name: &str) -> bool {
    NAMES.contains(name)
}

/// Whether some part of the format has a field of that name, English or Chinese.
pub fn is_known_in_any_language(name: &str) -> bool {
    is_known(name) || english_names(name).any(is_known)
}

fn collect_names(schema: &Value, names: &mut HashSet<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                names.extend(properties.keys().cloned());
            }
            object.values().for_each(|value| collect_names(value, names));
        }
        Value::Array(items) => items.iter().for_each(|value| collect_names(value, names)),
        _ => {}
    }
}

/// A group of named values in the format: one of the shapes that a field may have.
#[derive(Clone, Copy)]
struct Shape<'s> {
    root: &'s Value,
    object: &'s Value,
    is_list_item: bool,
}

impl<'s> Shape<'s> {
    fn roots() -> impl Iterator<Item = Shape<'static>> {
        SCHEMAS.iter().map(|root| Shape { root, object: root, is_list_item: false })
    }

    fn fields(self) -> impl Iterator<Item = (&'s str, &'s Value)> {
        let properties = self.object.get("properties").and_then(Value::as_object);
        properties.into_iter().flatten().map(|(name, schema)| (name.as_str(), schema))
    }

    fn has(self, name: &str) -> bool {
        self.fields().any(|(field, _)| field == name)
    }

    /// The shapes that the value of a field may have.
    fn of_value(self, schema: &'s Value) -> Vec<Shape<'s>> {
        let mut shapes = Vec::new();
        self.add(schema, false, &mut shapes);
        shapes
    }

    fn add(self, schema: &'s Value, is_list_item: bool, shapes: &mut Vec<Shape<'s>>) {
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let definition = name.rsplit('/').next().and_then(|name| self.root.get("definitions")?.get(name));
            definition.into_iter().for_each(|schema| self.add(schema, is_list_item, shapes));
        }
        for part in ["anyOf", "allOf"] {
            let parts = schema.get(part).and_then(Value::as_array).into_iter().flatten();
            parts.for_each(|schema| self.add(schema, is_list_item, shapes));
        }
        if let Some(items) = schema.get("items") {
            self.add(items, true, shapes);
        }
        if schema.get("properties").is_some() {
            shapes.push(Shape { object: schema, is_list_item, ..self });
        }
    }

    /// An example of a field of this shape: `{ask: ..., answer: ...}`. An item of a list begins with its first field.
    fn example(self, field: &str, value: &str) -> String {
        let leading = self.fields().map(|(name, _)| name).next().filter(|name| *name != field && self.is_list_item);
        let before = leading.map(|name| format!("{name}: ..., ")).unwrap_or_default();
        let (open, close) = if self.is_list_item { ("[{", "}]") } else { ("{", "}") };
        format!("{open}{before}{field}: {value}{close}")
    }
}

/// How to write a field that belongs deeper than among the fields `here`: `moment: {explore: {say: ...}}`.
pub fn example_below(wanted: &str, here: &[&str]) -> Option<String> {
    if !is_known(wanted) {
        return None;
    }
    let is_here = |shape: &Shape<'_>| shape.fields().count() == here.len() && here.iter().all(|name| shape.has(name));
    let home = all_shapes().find(|(_, shape)| is_here(shape)).map(|(_, shape)| shape)?;
    nearest_example(home, wanted)
}

/// How to write a field, from the outermost one on: `stages: {unknown: {focus: ...}}`.
pub fn example_from_root(wanted: &str) -> Option<String> {
    if !is_known(wanted) {
        return None;
    }
    Shape::roots().find_map(|root| nearest_example(root, wanted))
}

/// The nearest field of that name below `home`, with every field around it.
fn nearest_example(home: Shape<'static>, wanted: &str) -> Option<String> {
    let (path, shape) = shapes_below(home).find(|(path, shape)| !path.is_empty() && shape.has(wanted))?;
    let ((outermost, _), inner) = path.split_first()?;
    let value = shape.example(wanted, "...");
    let value = inner.iter().rev().fold(value, |value, (name, shape)| shape.example(name, &value));
    Some(format!("{outermost}: {value}"))
}

fn all_shapes() -> impl Iterator<Item = (Vec<PathStep>, Shape<'static>)> {
    Shape::roots().flat_map(shapes_below)
}

/// A field and the shape it stands in.
type PathStep = (&'static str, Shape<'static>);

/// A shape and all shapes below it, the nearest first, each once, with the path there.
fn shapes_below(home: Shape<'static>) -> impl Iterator<Item = (Vec<PathStep>, Shape<'static>)> {
    let mut next = VecDeque::from([(Vec::new(), home)]);
    let mut seen = BTreeSet::new();
    std::iter::from_fn(move || {
        let (path, shape): (Vec<PathStep>, Shape<'static>) = next.pop_front()?;
        for (name, schema) in shape.fields() {
            for inner in shape.of_value(schema) {
                if seen.insert((std::ptr::from_ref(inner.object), inner.is_list_item)) {
                    let mut path = path.clone();
                    path.push((name, shape));
                    next.push_back((path, inner));
                }
            }
        }
        Some((path, shape))
    })
}

/// The fields that the format allows below a field of one name, wherever that stands.
#[derive(Default)]
pub struct ChildFields {
    /// Right below it.
    pub direct: BTreeSet<&'static str>,
    /// In the items of its list.
    pub of_items: BTreeSet<&'static str>,
    /// Those of an item, in their order.
    item_order: Vec<&'static str>,
}

impl ChildFields {
    fn add(&mut self, shapes: &[Shape<'static>]) {
        for shape in shapes {
            let names = if shape.is_list_item { &mut self.of_items } else { &mut self.direct };
            names.extend(shape.fields().flat_map(|(name, _)| in_both_languages(name)));
            if shape.is_list_item && self.item_order.is_empty() {
                self.item_order = shape.fields().map(|(name, _)| name).collect();
            }
        }
    }
}

fn in_both_languages(name: &'static str) -> impl Iterator<Item = &'static str> {
    std::iter::once(name).chain(chinese_names(name).iter().copied())
}

static CHILD_FIELDS: LazyLock<BTreeMap<&'static str, ChildFields>> = LazyLock::new(|| {
    let mut all = BTreeMap::<_, ChildFields>::new();
    for (_, shape) in all_shapes() {
        for (name, schema) in shape.fields() {
            for name in in_both_languages(name) {
                all.entry(name).or_default().add(&shape.of_value(schema));
            }
        }
    }
    all
});

/// The fields that the format allows below a field of that name.
pub fn child_fields(name: &str) -> Option<&'static ChildFields> {
    CHILD_FIELDS.get(name)
}

/// The fields of an item of that list, in their order; none where an item is a text or a name.
pub fn item_fields(list: &str) -> Option<&'static [&'static str]> {
    let fields = CHILD_FIELDS.get(list).filter(|_| !lists_names(list)).map(|children| children.item_order.as_slice());
    fields.filter(|fields| !fields.is_empty())
}

/// Whether that list holds ids, numbers or words of the format, so that a comma in it always separates two items.
pub fn lists_names(list: &str) -> bool {
    known_name(list, &["leads_to", "delivers", "quality", "kinds", "languages", "months", "touchpoint"]).is_some()
}

/// Whether the list of that field holds texts.
pub fn lists_texts(list: &str) -> bool {
    known_name(list, &["say", "do", "avoid", "steps", "never", "focus", "front"]).is_some()
}

/// Whether a field of that name stands at the root of some file.
pub fn is_root_field(name: &str) -> bool {
    Shape::roots().any(|root| root.fields().any(|(field, _)| known_name(name, &[field]).is_some()))
}
