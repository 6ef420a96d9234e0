//! Every field name of the format and where it belongs, taken from the types that read them.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use super::raw::{RawCase, RawConfig, RawMap};

/// The JSON Schema (draft-07) of `T`, for editors.
pub fn schema<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(allow_blanks));
    settings.into_generator().into_root_schema_for::<T>()
}

/// A field may be left blank, which says nothing; one that is required has to say something.
fn allow_blanks(schema: &mut Schema) {
    let required = schema.get("required").cloned().unwrap_or_default();
    let is_required =
        |name: &str| required.as_array().is_some_and(|names| names.iter().any(|required| required == name));
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for (name, field) in properties {
            // That a waiver gives no reason is for a rule to tell.
            let must_say = is_required(name) && name != "not_applicable";
            if must_say { not_empty(field) } else { or_null(field) }
        }
    }
    if let Some(names_of_ones_own) = schema.get_mut("additionalProperties") {
        or_null(names_of_ones_own);
    }
}

fn or_null(field: &mut Value) {
    let Value::Object(field) = field else { return };
    if let Some(Value::Array(words)) = field.get_mut("enum") {
        words.push(Value::Null);
    }
    let null = || json!({"type": "null"});
    match field.get_mut("type") {
        Some(Value::Array(types)) => return types.push(json!("null")),
        Some(one) => return *one = json!([one.take(), "null"]),
        None => {}
    }
    // What stands behind a reference is for all who refer to it.
    let reference = field.remove("$ref").map(|name| json!([{"$ref": name}])).or_else(|| field.remove("allOf"));
    if let Some(reference) = reference {
        field.insert("anyOf".to_owned(), reference);
    }
    if let Some(Value::Array(forms)) = field.get_mut("anyOf") {
        forms.push(null());
    }
}

/// A text with something to be seen in it, or a text in one language at least.
fn not_empty(field: &mut Value) {
    let is_text = |field: &Map<String, Value>| field.values().any(|part| part.to_string().contains("/Text\""));
    if let Value::Object(field) = field
        && is_text(field)
    {
        if let Some(name) = field.remove("$ref") {
            field.insert("allOf".to_owned(), json!([{"$ref": name}]));
        }
        field.insert("pattern".to_owned(), json!(r"\S"));
        field.insert("minProperties".to_owned(), json!(1));
    }
}

static SCHEMAS: LazyLock<[Value; 3]> =
    LazyLock::new(|| [schema::<RawMap>(), schema::<RawConfig>(), schema::<RawCase>()].map(Schema::to_value));

static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut names = HashSet::new();
    SCHEMAS.iter().for_each(|schema| collect(schema, &mut names));
    names
});

/// Whether some part of the format has a field of that name.
pub fn is_known(name: &str) -> bool {
    KNOWN.contains(name)
}

fn collect(schema: &Value, names: &mut HashSet<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                names.extend(properties.keys().cloned());
            }
            object.values().for_each(|value| collect(value, names));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, names)),
        _ => {}
    }
}

/// Named values that the format knows: one of the shapes a field may have.
#[derive(Clone, Copy)]
struct Shape<'s> {
    root: &'s Value,
    object: &'s Value,
    /// Whether it is an item of a list.
    listed: bool,
}

impl<'s> Shape<'s> {
    fn roots() -> impl Iterator<Item = Shape<'static>> {
        SCHEMAS.iter().map(|root| Shape { root, object: root, listed: false })
    }

    fn fields(self) -> impl Iterator<Item = (&'s str, &'s Value)> {
        let properties = self.object.get("properties").and_then(Value::as_object);
        properties.into_iter().flatten().map(|(name, schema)| (name.as_str(), schema))
    }

    fn has(self, name: &str) -> bool {
        self.fields().any(|(field, _)| field == name)
    }

    /// The shapes of what stands behind a field.
    fn behind(self, schema: &'s Value) -> Vec<Shape<'s>> {
        let mut shapes = Vec::new();
        self.add(schema, false, &mut shapes);
        shapes
    }

    fn add(self, schema: &'s Value, listed: bool, shapes: &mut Vec<Shape<'s>>) {
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let definition = name.rsplit('/').next().and_then(|name| self.root.get("definitions")?.get(name));
            definition.into_iter().for_each(|schema| self.add(schema, listed, shapes));
        }
        for part in ["anyOf", "allOf"] {
            let parts = schema.get(part).and_then(Value::as_array).into_iter().flatten();
            parts.for_each(|schema| self.add(schema, listed, shapes));
        }
        if let Some(items) = schema.get("items") {
            self.add(items, true, shapes);
        }
        if schema.get("properties").is_some() {
            shapes.push(Shape { object: schema, listed, ..self });
        }
    }

    /// `{ask: ..., answer: ...}`: a field of this shape; in a list, with the one that comes first in every item.
    fn written(self, field: &str, value: &str) -> String {
        let leading = self.fields().map(|(name, _)| name).next().filter(|name| *name != field && self.listed);
        let beside = leading.map(|name| format!("{name}: ..., ")).unwrap_or_default();
        let (open, close) = if self.listed { ("[{", "}]") } else { ("{", "}") };
        format!("{open}{beside}{field}: {value}{close}")
    }
}

/// How a field is written that belongs further in than where the fields are `here`: `moment: {explore: {say: ...}}`.
pub fn further_in(wanted: &str, here: &[&str]) -> Option<String> {
    if !is_known(wanted) {
        return None;
    }
    let is_here = |shape: &Shape<'_>| shape.fields().count() == here.len() && here.iter().all(|name| shape.has(name));
    let home = every_shape().find(|(_, shape)| is_here(shape)).map(|(_, shape)| shape)?;
    written_below(home, wanted)
}

/// How a field is written, from the outermost level on: `stages: {unknown: {focus: ...}}`.
pub fn from_outside(wanted: &str) -> Option<String> {
    if !is_known(wanted) {
        return None;
    }
    Shape::roots().find_map(|root| written_below(root, wanted))
}

/// The nearest field of that name below `home`, with all that it stands in.
fn written_below(home: Shape<'static>, wanted: &str) -> Option<String> {
    let (way, shape) = below(home).find(|(way, shape)| !way.is_empty() && shape.has(wanted))?;
    let ((outermost, _), inner) = way.split_first()?;
    let value = shape.written(wanted, "...");
    let value = inner.iter().rev().fold(value, |value, (name, shape)| shape.written(name, &value));
    Some(format!("{outermost}: {value}"))
}

fn every_shape() -> impl Iterator<Item = (Vec<Step>, Shape<'static>)> {
    Shape::roots().flat_map(below)
}

/// A field and the shape it stands in.
type Step = (&'static str, Shape<'static>);

/// A shape and all that stand below it, the nearest first, each once, with the way there.
fn below(home: Shape<'static>) -> impl Iterator<Item = (Vec<Step>, Shape<'static>)> {
    let mut next = VecDeque::from([(Vec::new(), home)]);
    let mut seen = BTreeSet::new();
    std::iter::from_fn(move || {
        let (way, shape): (Vec<Step>, Shape<'static>) = next.pop_front()?;
        for (name, schema) in shape.fields() {
            for inner in shape.behind(schema) {
                if seen.insert((std::ptr::from_ref(inner.object), inner.listed)) {
                    let mut longer = way.clone();
                    longer.push((name, shape));
                    next.push_back((longer, inner));
                }
            }
        }
        Some((way, shape))
    })
}

/// The fields that may stand below a field of one name, somewhere in the format.
#[derive(Default)]
pub struct Below {
    /// Right below it.
    pub fields: BTreeSet<&'static str>,
    /// In the items of its list.
    pub of_items: BTreeSet<&'static str>,
    /// The same in their order.
    item: Vec<&'static str>,
}

static BELOW: LazyLock<BTreeMap<&'static str, Below>> = LazyLock::new(|| {
    let mut all = BTreeMap::<_, Below>::new();
    for (_, shape) in every_shape() {
        for (name, schema) in shape.fields() {
            let below = all.entry(name).or_default();
            for inner in shape.behind(schema) {
                let names = if inner.listed { &mut below.of_items } else { &mut below.fields };
                names.extend(inner.fields().map(|(name, _)| name));
                if inner.listed && below.item.is_empty() {
                    below.item = inner.fields().map(|(name, _)| name).collect();
                }
            }
        }
    }
    all
});

/// What may stand below a field of that name.
pub fn below_field(name: &str) -> Option<&'static Below> {
    BELOW.get(name)
}

/// The fields of an item of that list, in their order; none where an item is a text or a name.
pub fn item_fields(list: &str) -> Option<&'static [&'static str]> {
    let fields = BELOW.get(list).filter(|_| !lists_names(list)).map(|below| below.item.as_slice());
    fields.filter(|fields| !fields.is_empty())
}

/// Whether that list holds ids, numbers or words of the format: no comma belongs to one of them.
pub fn lists_names(list: &str) -> bool {
    matches!(list, "leads_to" | "delivers" | "quality" | "languages" | "months" | "touchpoint")
}

/// Whether a whole file may begin with a field of that name.
pub fn is_outermost(name: &str) -> bool {
    Shape::roots().any(|root| root.has(name))
}
