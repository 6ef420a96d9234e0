//! Every field name of the format, taken from the types that read them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use super::raw::{RawCase, RawConfig, RawMap};

/// The JSON Schema (draft-07) of `T`, for editors.
pub fn schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>()
}

static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut names = BTreeSet::new();
    for schema in [schema::<RawMap>(), schema::<RawConfig>(), schema::<RawCase>()] {
        collect(schema.as_value(), &mut names);
    }
    names
});

/// Whether some part of the format has a field of that name.
pub fn is_known(name: &str) -> bool {
    KNOWN.contains(name)
}

fn collect(schema: &Value, names: &mut BTreeSet<String>) {
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
