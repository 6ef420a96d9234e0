//! The tree as a serde format: typed values out of [`Node`]s, every fault placed, none hiding the next.
//!
//! A few names steer it, all of them of types in [`super::field`]: `$spanned` hands the place over with the value,
//! `$field` and `$item` turn a fault into a hole so that the reading goes on, and `$by-shape` is an enum whose variant is
//! chosen by what was written: a `scalar`, a `sequence` or a `mapping`. Faults are recorded where they are found; the error that
//! serde carries upward only says that there was one.

use std::cell::RefCell;
use std::fmt;

use serde::de::value::{StrDeserializer, U32Deserializer};
use serde::de::{self, Deserialize, DeserializeSeed, IntoDeserializer, Visitor};

use super::mend::{invisible_in_word, visible};
use super::tree::{Entry, Kind, Node};
use crate::checks::shape::{MISSING_FIELD, UNKNOWN_FIELD, WRONG_TYPE};
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use crate::suggest::closest;
use crate::words;
use crate::words::Words;

/// The struct name under which a value comes with its place.
pub const SPANNED: &str = "$spanned";
/// The newtype name under which a fault becomes a hole.
pub const FIELD: &str = "$field";
/// The newtype name of a list's item: a fault becomes a hole, and nothing at all is a fault.
pub const ITEM: &str = "$item";
/// The struct name under which an unknown key is told and still handed over, so that the gap it leaves is known.
pub const KEYED: &str = "$keyed";
/// The enum name whose variants are shapes.
pub const BY_SHAPE: &str = "$by-shape";

/// Reads `T` out of a tree. The findings are every fault in it; `None` where nothing of it could be read.
pub fn decode<'de, T: Deserialize<'de>>(node: &'de Node, findings: &mut Vec<Diagnostic>) -> Option<T> {
    let faults = RefCell::new(Vec::new());
    let decoder = Decoder { node, faults: &faults };
    let value = T::deserialize(decoder).map_err(|error| decoder.record(error)).ok();
    findings.append(&mut faults.into_inner());
    value
}

#[derive(Clone, Copy)]
struct Decoder<'de, 'f> {
    node: &'de Node,
    faults: &'f RefCell<Vec<Diagnostic>>,
}

/// That something could not be read: already told, or still to be placed.
#[derive(Debug)]
pub enum Fault {
    /// It is among the findings.
    Told,
    /// A field is not there.
    Missing(&'static str),
    /// Something that serde found by itself.
    Untold(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Told => f.write_str("already told"),
            Fault::Missing(field) => write!(f, "missing field {field}"),
            Fault::Untold(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Fault::Untold(message.to_string())
    }

    fn missing_field(field: &'static str) -> Self {
        Fault::Missing(field)
    }
}

impl<'de, 'f> Decoder<'de, 'f> {
    fn at(self, node: &'de Node) -> Self {
        Decoder { node, ..self }
    }

    fn tell(self, finding: Diagnostic) -> Fault {
        self.faults.borrow_mut().push(finding);
        Fault::Told
    }

    /// Places a fault here, if it has not been placed further in.
    fn record(self, fault: Fault) -> Fault {
        match fault {
            Fault::Told => Fault::Told,
            Fault::Missing(field) => self.tell(missing_field(self.node.span, field)),
            Fault::Untold(message) => self
                .tell(WRONG_TYPE.at(self.node.span, words!("this cannot be read: {message}", "无法读取：{message}"))),
        }
    }

    fn wrong_type(self, expected: Words, help: Option<Words>) -> Fault {
        let found = found(&self.node.kind);
        self.tell(
            WRONG_TYPE
                .at(
                    self.node.span,
                    words!("expected {}, found {}", "这里应该是{}，写的却是{}", expected.en, found.en; expected.zh, found.zh),
                )
                .label(found)
                .maybe_help(help),
        )
    }

    fn text(self) -> Result<&'de str, Fault> {
        match &self.node.kind {
            Kind::Scalar(text) => Ok(text),
            _ => Err(self.wrong_type(
                words!("a text", "一段文字"),
                Some(words!(
                    "write the text after the colon; a text that begins with `[` or `{{` needs quotes",
                    "请把文字写在冒号后面；以 `[` 或 `{{` 开头的文字要加引号"
                )),
            )),
        }
    }

    fn sequence(self) -> Result<&'de [Node], Fault> {
        match &self.node.kind {
            Kind::Sequence(items) => Ok(items),
            _ => Err(self.wrong_type(words!("a list", "一个列表"), Some(self.how_to_list()))),
        }
    }

    /// Whether a touchpoint stands where a list of them should.
    fn is_item_without_dash(self) -> bool {
        let is_identity = |entry: &Entry| matches!(entry.key.value.as_str(), "id" | "name");
        matches!(&self.node.kind, Kind::Mapping(entries) if entries.iter().any(is_identity))
    }

    fn how_to_list(self) -> Words {
        let typed = if let Kind::Scalar(text) = &self.node.kind { text.as_str() } else { "" };
        if typed.starts_with(['［', '【']) || typed.contains("，") && !typed.contains("。") {
            return words!(
                "a list needs half-width brackets and commas: `[one, two]`",
                "列表要用半角方括号和半角逗号：`[甲, 乙]`"
            );
        }
        words!(
            "begin each item with `- ` on a line of its own, or write `[one, two]`",
            "每一项单独一行，以 `- ` 开头；或写成 `[甲, 乙]`"
        )
    }

    fn mapping(self, fields: &[&str]) -> Result<&'de [Entry], Fault> {
        match &self.node.kind {
            Kind::Mapping(entries) => Ok(entries),
            _ => {
                let expected = if fields.is_empty() {
                    words!("named values, `name: value`", "若干“名称: 内容”")
                } else {
                    let some = fields.iter().take(4).map(|field| format!("`{field}:`")).collect::<Vec<_>>();
                    words!("fields such as {}", "字段，如 {}", some.join(", "); some.join("、"))
                };
                Err(self.wrong_type(expected, Some(how_to_name_values(&self.node.kind))))
            }
        }
    }
}

/// What to do about a text where fields should be, by the slip that it shows.
fn how_to_name_values(kind: &Kind) -> Words {
    match kind {
        Kind::Scalar(typed) if typed.starts_with('｛') => words!(
            "braces, colons and commas must be half-width: `{{name: value, name: value}}`",
            "花括号、冒号、逗号都要用半角：`{{名称: 内容, 名称: 内容}}`"
        ),
        Kind::Scalar(typed) if typed.contains('：') => words!(
            "after a name YAML needs a half-width colon and a space: `name: value`",
            "名称后面要用半角冒号加一个空格：`名称: 内容`"
        ),
        Kind::Sequence(_) => {
            words!("write `name: value` without the `- ` before it", "请写成 `名称: 内容`，前面不要 `- `")
        }
        _ => words!(
            "write each on a line of its own, two spaces further in: `name: value`",
            "每个单独一行，再缩进两个空格：`名称: 内容`"
        ),
    }
}

/// The finding for a field that must be there.
pub fn missing_field(of: Span, field: &str) -> Diagnostic {
    MISSING_FIELD
        .at(of, words!("`{field}` is missing", "缺少 `{field}`"))
        .help(words!("add a line `{field}: ...`", "请加一行 `{field}: ...`"))
}

/// The finding for a field that the format does not know at this place.
fn unknown_field(key: &Spanned<String>, known: &'static [&'static str]) -> Diagnostic {
    let typed = key.value.as_str();
    let finding = UNKNOWN_FIELD
        .at(key.span, words!("there is no field `{typed}` here", "这里没有 `{typed}` 这个字段"))
        .label(words!("not known here", "此处不认识这个名称"));
    match closest(typed, known.iter().copied()) {
        Some(near) => finding.help(words!("did you mean `{near}`?", "是不是想写 `{near}`？")).fix(
            words!("write `{near}`", "改为 `{near}`"),
            key.span,
            near,
        ),
        None => finding
            .help(words!("the fields here are: {}", "这里可以写的字段有：{}", known.join(", "); known.join("、"))),
    }
}

fn found(kind: &Kind) -> Words {
    match kind {
        Kind::Scalar(_) => words!("a text", "一段文字"),
        Kind::Blank => words!("nothing", "空白"),
        Kind::Sequence(_) => words!("a list", "一个列表"),
        Kind::Mapping(_) => words!("named values", "若干“名称: 内容”"),
    }
}

fn shape(kind: &Kind) -> &'static str {
    match kind {
        Kind::Scalar(_) => "scalar",
        Kind::Blank => "blank",
        Kind::Sequence(_) => "sequence",
        Kind::Mapping(_) => "mapping",
    }
}

fn shape_words(shape: &str) -> Words {
    match shape {
        "scalar" => words!("a text", "一段文字"),
        "sequence" => words!("a list", "一个列表"),
        "mapping" => words!("named values", "若干“名称: 内容”"),
        _ => words!("nothing", "空白"),
    }
}

impl<'de, 'f> de::Deserializer<'de> for Decoder<'de, 'f> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.kind {
            Kind::Scalar(text) => visitor.visit_borrowed_str(text),
            Kind::Blank => visitor.visit_unit(),
            Kind::Sequence(_) => self.deserialize_seq(visitor),
            Kind::Mapping(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.text()?).map_err(|fault: Fault| self.record(fault))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let typed = self.text()?;
        match invisible_in_word(typed, self.node.span) {
            Some(finding) => {
                self.tell(finding);
                visitor.visit_str(&visible(typed))
            }
            None => visitor.visit_borrowed_str(typed),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let items = Items { decoder: self, rest: self.sequence()?.iter() };
        visitor.visit_seq(items).map_err(|fault| self.record(fault))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let entries = Entries::new(self, self.mapping(&[])?, &[], true);
        visitor.visit_map(entries).map_err(|fault| self.record(fault))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == SPANNED {
            return visitor.visit_seq(Placed { decoder: self, part: 0 });
        }
        let entries = Entries::new(self, self.mapping(fields)?, fields, name == KEYED);
        visitor.visit_map(entries).map_err(|fault| self.record(fault))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        if name == FIELD && matches!(self.node.kind, Kind::Blank) {
            return visitor.visit_unit();
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        debug_assert_eq!(name, BY_SHAPE, "closed lists of words are scalars until they are resolved");
        if variants == ["sequence", "mapping"] && self.is_item_without_dash() {
            return Err(self.wrong_type(
                words!("a list of touchpoints", "接触点的列表"),
                Some(words!("begin each touchpoint with `- `: `- id: ...`", "每个接触点以 `- ` 开头：`- id: ...`")),
            ));
        }
        if variants.contains(&shape(&self.node.kind)) {
            return visitor.visit_enum(Shaped { decoder: self });
        }
        let forms: Vec<Words> = variants.iter().map(|variant| shape_words(variant)).collect();
        let join = |or: &str, pick: fn(&Words) -> &str| forms.iter().map(pick).collect::<Vec<_>>().join(or);
        let expected = Words { en: join(" or ", |words| &words.en), zh: join("或", |words| &words.zh) };
        let help = variants.contains(&"sequence").then(|| self.how_to_list());
        Err(self.wrong_type(expected, help))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf option unit unit_struct tuple
        tuple_struct ignored_any
    }
}

struct Items<'de, 'f> {
    decoder: Decoder<'de, 'f>,
    rest: std::slice::Iter<'de, Node>,
}

impl<'de> de::SeqAccess<'de> for Items<'de, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        self.rest.next().map(|node| seed.deserialize(self.decoder.at(node))).transpose()
    }
}

struct Entries<'de, 'f> {
    decoder: Decoder<'de, 'f>,
    rest: std::slice::Iter<'de, Entry>,
    /// The fields of a struct; others are told. None: any key goes.
    known: &'static [&'static str],
    /// Whether keys that are not known are handed over all the same.
    open: bool,
    /// Fields that were read from under a misspelt name.
    mended: Vec<&'static str>,
    value: Option<&'de Node>,
}

impl<'de, 'f> Entries<'de, 'f> {
    fn new(decoder: Decoder<'de, 'f>, entries: &'de [Entry], known: &'static [&'static str], open: bool) -> Self {
        Self { decoder, rest: entries.iter(), known, open, mended: Vec::new(), value: None }
    }

    /// The field that a misspelt name means, if it is not there by its own name: the value is read as that field's, so
    /// that a slip in a name is all that is told.
    fn meant_by(&mut self, typed: &str) -> Option<&'static str> {
        let near = closest(typed, self.known.iter().copied())?;
        let Kind::Mapping(entries) = &self.decoder.node.kind else { return None };
        let is_there = self.mended.contains(&near) || entries.iter().any(|entry| entry.key.value == near);
        (!is_there).then(|| {
            self.mended.push(near);
            near
        })
    }
}

impl<'de> de::MapAccess<'de> for Entries<'de, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        while let Some(Entry { key, value }) = self.rest.next() {
            let mut name = Some(key.value.as_str());
            if !self.known.is_empty() && !self.known.contains(&key.value.as_str()) {
                self.decoder.tell(unknown_field(key, self.known));
                name = self.meant_by(&key.value).or(name.filter(|_| self.open));
            }
            if let Some(name) = name {
                self.value = Some(value);
                return seed.deserialize(Key { name, span: key.span }).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let node = self.value.take().ok_or(Fault::Told)?;
        seed.deserialize(self.decoder.at(node))
    }
}

/// A key, with or without its place.
struct Key<'de> {
    name: &'de str,
    span: Span,
}

impl<'de> de::Deserializer<'de> for Key<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.name)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        debug_assert_eq!(name, SPANNED, "a key is a word");
        visitor.visit_seq(PlacedKey { key: self, part: 0 })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// A place and a value, as a sequence of source, start, end, value.
struct Placed<'de, 'f> {
    decoder: Decoder<'de, 'f>,
    part: u8,
}

impl<'de> de::SeqAccess<'de> for Placed<'de, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        self.part += 1;
        match place_part(self.decoder.node.span, self.part) {
            Some(number) => seed.deserialize(number).map(Some),
            None => seed.deserialize(self.decoder).map(Some),
        }
    }
}

struct PlacedKey<'de> {
    key: Key<'de>,
    part: u8,
}

impl<'de> de::SeqAccess<'de> for PlacedKey<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        self.part += 1;
        match place_part(self.key.span, self.part) {
            Some(number) => seed.deserialize(number).map(Some),
            None => seed.deserialize(StrDeserializer::new(self.key.name)).map(Some),
        }
    }
}

fn place_part(span: Span, part: u8) -> Option<U32Deserializer<Fault>> {
    match part {
        1 => Some(span.source.0.into_deserializer()),
        2 => Some(span.start.into_deserializer()),
        3 => Some(span.end.into_deserializer()),
        _ => None,
    }
}

/// An enum whose variant is the shape of what was written.
struct Shaped<'de, 'f> {
    decoder: Decoder<'de, 'f>,
}

impl<'de, 'f> de::EnumAccess<'de> for Shaped<'de, 'f> {
    type Error = Fault;
    type Variant = Decoder<'de, 'f>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self::Variant), Fault> {
        let shape: StrDeserializer<'_, Fault> = shape(&self.decoder.node.kind).into_deserializer();
        Ok((seed.deserialize(shape)?, self.decoder))
    }
}

impl<'de> de::VariantAccess<'de> for Decoder<'de, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        de::Deserializer::deserialize_seq(self, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        de::Deserializer::deserialize_struct(self, "", fields, visitor)
    }
}
