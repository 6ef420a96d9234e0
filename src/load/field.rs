//! The types of fields as written: optional fields, lists, named values, words of a closed list.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::model::Choice;
use crate::source::{SourceId, Span, Spanned};

// By these names the types below tell the deserializer in [`super::decode`] what it should do.

/// The name of a struct that holds a value and its place.
pub const SPANNED: &str = "$spanned";
/// The name of a newtype whose value may be blank or wrong.
pub const FIELD: &str = "$field";
/// The name of a newtype whose value may be wrong, but not blank.
pub const ITEM: &str = "$item";
/// The name of an enum whose variant is chosen by what was written: a `scalar`, a `sequence` or a `mapping`.
pub const BY_SHAPE: &str = "$by-shape";

/// A text as typed, with its place.
pub type Scalar = Spanned<String>;

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Parts<T> {
            type Value = Spanned<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value with its place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Spanned<T>, A::Error> {
                let mut number = || parts.next_element::<u32>()?.ok_or_else(|| de::Error::custom("a place is missing"));
                let span = Span { source: SourceId(number()?), start: number()?, end: number()? };
                let value = parts.next_element()?.ok_or_else(|| de::Error::custom("a value is missing"))?;
                Ok(Spanned { value, span })
            }
        }

        deserializer.deserialize_struct(SPANNED, &[], Parts(PhantomData))
    }
}

/// A field that may be left out, left blank, or have a value that cannot be read.
#[derive(Clone, Debug, Default)]
pub enum Field<T> {
    /// The field is left out.
    #[default]
    Absent,
    /// Nothing stands after the colon.
    Blank,
    /// The value cannot be read; the finding has been reported.
    Faulty,
    /// The value.
    Given(T),
}

impl<T> Field<T> {
    /// The value, if it was given and can be read.
    pub fn given(self) -> Option<T> {
        match self {
            Field::Given(value) => Some(value),
            _ => None,
        }
    }

    /// The same, borrowed.
    pub fn as_given(&self) -> Option<&T> {
        match self {
            Field::Given(value) => Some(value),
            _ => None,
        }
    }

    /// Whether there is a value that cannot be read.
    pub fn is_faulty(&self) -> bool {
        matches!(self, Field::Faulty)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Catch<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Catch<T> {
            type Value = Field<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field")
            }

            fn visit_unit<E>(self) -> Result<Field<T>, E> {
                Ok(Field::Blank)
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Field<T>, D::Error> {
                // The deserializer has reported every error inside by the time it comes up here.
                Ok(T::deserialize(deserializer).map_or(Field::Faulty, Field::Given))
            }
        }

        deserializer.deserialize_newtype_struct(FIELD, Catch(PhantomData))
    }
}

/// A list in which items may be unreadable.
#[derive(Clone, Debug)]
pub struct List<T>(Vec<Item<T>>);

impl<T> List<T> {
    /// The readable items.
    pub fn into_items(self) -> impl Iterator<Item = T> {
        self.0.into_iter().filter_map(|item| item.0)
    }

    /// Maps the readable items. The list has no spare capacity, as it stays in memory for long.
    pub fn each<U>(self, make: impl FnMut(T) -> Option<U>) -> Vec<U> {
        let mut made = Vec::with_capacity(self.0.len());
        made.extend(self.into_items().filter_map(make));
        made
    }

    /// How many items were written, unreadable ones too.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether some item is unreadable.
    pub fn has_holes(&self) -> bool {
        self.0.iter().any(|item| item.0.is_none())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(List)
    }
}

#[derive(Clone, Debug)]
struct Item<T>(Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Item<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Catch<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Catch<T> {
            type Value = Item<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an item")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Item<T>, D::Error> {
                Ok(Item(T::deserialize(deserializer).ok()))
            }
        }

        deserializer.deserialize_newtype_struct(ITEM, Catch(PhantomData))
    }
}

/// Named values whose names the author chooses, in order.
#[derive(Clone, Debug)]
pub struct Pairs<V>(pub Vec<(Scalar, Field<V>)>);

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All<V>(PhantomData<V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for All<V> {
            type Value = Pairs<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("named values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<V>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(All(PhantomData))
    }
}

/// Values named by the words of a closed list.
#[derive(Clone, Debug)]
pub struct Keyed<K, V> {
    /// What was written, in order, each key at its place.
    pub entries: Vec<(Spanned<K>, Field<V>)>,
}

impl<K, V> Default for Keyed<K, V> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<'de, K: Choice, V: Deserialize<'de>> Deserialize<'de> for Keyed<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Known<K, V>(PhantomData<(K, V)>);

        impl<'de, K: Choice, V: Deserialize<'de>> Visitor<'de> for Known<K, V> {
            type Value = Keyed<K, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(K::LIST)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keyed<K, V>, A::Error> {
                let mut keyed = Keyed::default();
                while let Some(key) = map.next_key::<Scalar>()? {
                    if let Some(known) = K::from_id(&key.value) {
                        keyed.entries.push((key.with(known), map.next_value()?));
                    }
                }
                Ok(keyed)
            }
        }

        deserializer.deserialize_struct("", K::WORDS, Known(PhantomData))
    }
}

/// A word for the program and not for readers: an id, a number, a choice. Reading it reports invisible characters in it and
/// leaves them out.
struct Token(String);

impl<'de> Deserialize<'de> for Token {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Typed;

        impl Visitor<'_> for Typed {
            type Value = Token;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word")
            }

            fn visit_str<E>(self, typed: &str) -> Result<Token, E> {
                Ok(Token(typed.to_owned()))
            }
        }

        deserializer.deserialize_identifier(Typed)
    }
}

fn token<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Scalar, D::Error> {
    let token = Spanned::<Token>::deserialize(deserializer)?;
    Ok(Spanned::new(token.value.0, token.span))
}

/// A word of a closed list, as typed; resolving checks that the list has it.
#[derive(Clone, Debug)]
pub struct Word<C> {
    /// As typed.
    pub typed: Scalar,
    list: PhantomData<C>,
}

impl<'de, C> Deserialize<'de> for Word<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Word { typed: token(deserializer)?, list: PhantomData })
    }
}

macro_rules! scalar_types {
    ($($(#[$doc:meta])* $name:ident => $schema:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name(pub Scalar);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                token(deserializer).map($name)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )+};
}

scalar_types! {
    /// An id as typed.
    IdText => json_schema!({"anyOf": [
        {"type": "string", "pattern": format!("^{ID_END}({ID_INNER}{{0,62}}{ID_END})?$")},
        {"type": "integer", "minimum": 0, "maximum": 1e63},
        {"type": "boolean"}
    ]});
    /// A reference to something by its id, as typed.
    Reference => plain_text_schema();
    /// A date as typed: `2026-10-01`.
    DateText => json_schema!({"type": "string", "pattern": format!("^{DATE}([T ]00:00:00(\\.0+)?Z?)?$")});
    /// A time as typed: `2026-04-22 13:10`.
    TimeText => json_schema!({"type": "string", "pattern": format!("^{DATE}([T ]{DIGIT}{{2}}|$)")});
    /// A number as typed.
    NumberText => number_schema(json_schema!({"type": "number", "minimum": -1e300, "maximum": 1e300}), NUMBER);
    /// A whole number as typed, not below zero.
    CountText => number_schema(
        json_schema!({"type": "integer", "minimum": 0, "maximum": u32::MAX}),
        &format!("[+＋]?{DIGIT}+{NO_FRACTION}"),
    );
    /// A perception as typed.
    PerceptionText => number_schema(
        json_schema!({"type": "integer", "minimum": -3, "maximum": 3}),
        &format!("[+＋－−-]?[0-3０-３]{NO_FRACTION}"),
    );
    /// A length of time as typed: `10m`.
    TimeLimitText => json_schema!({
        "type": "string",
        "pattern": format!("^[0０]*[1-9１-９]{DIGIT}*(s|m|h|d|秒|分|分钟|时|小时|天|日)$")
    });
    /// Yes or no, as typed.
    FlagText => json_schema!({"anyOf": [
        {"type": "boolean"},
        {"type": "string", "pattern": "^([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|是|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]|否)$"}
    ]});
    /// A language tag as typed.
    TagText => json_schema!({"type": "string", "pattern": LANGUAGE_TAG});
    /// The path of a file, as typed.
    PathText => json_schema!({"type": "string"});
    /// A colour, as typed.
    ColourText => json_schema!({"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"});
    /// The level of a rule, as typed.
    LevelText => json_schema!({"enum": ["off", "note", "warning", "error"]});
}

/// The form of a language tag.
pub const LANGUAGE_TAG: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$";

/// The characters of an id: no ASCII punctuation but hyphens inside it, and none of the usual Chinese one. They are listed
/// because not every editor knows classes of letters.
const ID_INNER: &str = r"[^\x00-,./:-@\[-`{-\x7f\s\u2000-\u206f\u3000-\u3003\u3008-\u3020\uff00-\uff0f\uff1a-\uff20]";
const ID_END: &str = r"[^\x00-/:-@\[-`{-\x7f\s\u2000-\u206f\u3000-\u3003\u3008-\u3020\uff00-\uff0f\uff1a-\uff20]";

/// Numbers and dates may have full-width digits and signs, which YAML reads as text.
const DIGIT: &str = "[0-9０-９]";
const DATE: &str = "[0-9０-９]{4}[-－−][0-9０-９]{2}[-－−][0-9０-９]{2}";
const NUMBER: &str = r"[+＋－−-]?([0-9０-９]+([.．][0-9０-９]*)?|[.．][0-9０-９]+)([eE][+-]?[0-9]+)?";
const NO_FRACTION: &str = "([.．][0０]*)?";

/// A number, or a text that is one: in quotation marks, or in full-width digits.
fn number_schema(number: Schema, as_text: &str) -> Schema {
    json_schema!({"anyOf": [number, {"type": "string", "pattern": format!("^{as_text}$")}]})
}

/// Any scalar, read as the characters that were typed.
pub fn plain_text_schema() -> Schema {
    json_schema!({"type": ["string", "number", "boolean"]})
}

impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: JsonSchema> JsonSchema for Field<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

impl<T: JsonSchema> JsonSchema for List<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("ListOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "array", "items": generator.subschema_for::<T>()})
    }
}

impl<V: JsonSchema> JsonSchema for Pairs<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Named{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "object", "additionalProperties": generator.subschema_for::<V>()})
    }
}

impl<K: Choice, V: JsonSchema> JsonSchema for Keyed<K, V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}Of{}", K::LIST, V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<V>();
        let properties: serde_json::Map<String, serde_json::Value> =
            K::WORDS.iter().map(|word| (word.to_string(), value.clone().to_value())).collect();
        json_schema!({"type": "object", "additionalProperties": false, "properties": properties})
    }
}

impl<C: Choice> JsonSchema for Word<C> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        C::LIST.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"enum": C::WORDS})
    }
}
