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

use super::meant;
use super::mend::{half_width_braces, in_full_width_brackets, invisible_in_word, quoted_word, visible};
use super::misfit::{
    found, full_width_bracket, full_width_list, how_to_write_text, missing_field, propose_cell, propose_fields,
    propose_list, shape_words, unknown_field,
};
use super::misnamed::Misnamed;
use super::tree::{Entry, Kind, Node};
use crate::checks::shape::WRONG_TYPE;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::words;
use crate::words::Words;

/// The struct name under which a value comes with its place.
pub const SPANNED: &str = "$spanned";
/// The newtype name under which a fault becomes a hole.
pub const FIELD: &str = "$field";
/// The newtype name of a list's item: a fault becomes a hole, and nothing at all is a fault.
pub const ITEM: &str = "$item";
/// The enum name whose variants are shapes.
pub const BY_SHAPE: &str = "$by-shape";

/// Reads `T` out of a tree. The findings are every fault in it; `None` where nothing of it could be read.
pub fn decode<'de, T: Deserialize<'de>>(
    node: &'de Node,
    findings: &mut Vec<Diagnostic>,
    misnamed: &mut Misnamed,
) -> Option<T> {
    let (faults, names) = (RefCell::new(Vec::new()), RefCell::new(std::mem::take(misnamed)));
    let decoder = Decoder { node, faults: &faults, misnamed: &names, field: None };
    let value = T::deserialize(decoder).map_err(|error| decoder.record(error)).ok();
    findings.append(&mut faults.into_inner());
    *misnamed = names.into_inner();
    value
}

#[derive(Clone, Copy)]
struct Decoder<'de, 'f> {
    node: &'de Node,
    faults: &'f RefCell<Vec<Diagnostic>>,
    misnamed: &'f RefCell<Misnamed>,
    /// The field whose value it is.
    field: Option<&'static str>,
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
        Decoder { node, field: None, ..self }
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
            Fault::Untold(message) => {
                self.tell(WRONG_TYPE.at(self.node.span, words!("this cannot be read: {message}", "读不懂：{message}")))
            }
        }
    }

    fn wrong_type(self, expected: Words) -> Diagnostic {
        let found = found(&self.node.kind);
        WRONG_TYPE
            .at(
                self.node.span,
                words!("expected {}, found {}", "这里应该是{}，写的却是{}", expected.en, found.en; expected.zh, found.zh),
            )
            .label(found)
    }

    fn text(self) -> Result<&'de str, Fault> {
        match &self.node.kind {
            Kind::Scalar(text) => Ok(text),
            _ => Err(self.tell(self.wrong_type(words!("a text", "一段文字")).help(how_to_write_text()))),
        }
    }

    fn sequence(self) -> Result<&'de [Node], Fault> {
        match &self.node.kind {
            Kind::Sequence(items) => Ok(items),
            _ => Err(self.full_width_bracket(['［', '【'], "[").unwrap_or_else(|| {
                self.tell(propose_list(self.wrong_type(words!("a list", "一个列表")), self.node, self.field))
            })),
        }
    }

    /// Whether a touchpoint stands where a list of them should.
    fn is_item_without_dash(self) -> bool {
        let is_identity = |entry: &Entry| matches!(entry.key.value.as_str(), "id" | "name");
        matches!(&self.node.kind, Kind::Mapping(entries) if entries.iter().any(is_identity))
    }

    /// A waiver that was written as an item of a list.
    fn listed_waiver(self) -> Option<&'de Node> {
        let Kind::Sequence(items) = &self.node.kind else { return None };
        let is_waiver = |item: &&Node| match &item.kind {
            Kind::Mapping(entries) => matches!(&entries[..], [entry] if entry.key.value == "not_applicable"),
            _ => false,
        };
        items.first().filter(is_waiver)
    }

    /// A text that begins with a bracket that no keyboard but a Chinese one has, where a list or fields belong.
    fn full_width_bracket(self, opening: [char; 2], half_width: &str) -> Option<Fault> {
        let Kind::Scalar(typed) = &self.node.kind else { return None };
        let bracket = typed.chars().next().filter(|first| opening.contains(first))?;
        let at = Span { end: self.node.span.start + bracket.len_utf8() as u32, ..self.node.span };
        let written_so = self.node.span.range().len() == typed.len();
        if half_width == "[" {
            let items = in_full_width_brackets(typed).filter(|_| written_so);
            return Some(self.tell(full_width_list(at, bracket, self.node.span, items, self.field)));
        }
        let whole = half_width_braces(typed).filter(|_| written_so).map(|text| (self.node.span, text));
        Some(self.tell(full_width_bracket(at, bracket, half_width, whole)))
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
                Err(self
                    .full_width_bracket(['｛', '【'], "{")
                    .unwrap_or_else(|| self.tell(propose_fields(self.wrong_type(expected), self.node, fields))))
            }
        }
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
        if let Some(finding) = invisible_in_word(typed, self.node.span) {
            self.tell(finding);
            return visitor.visit_str(&visible(typed));
        }
        match quoted_word(typed, self.node.span) {
            Some((word, finding)) => {
                self.tell(finding);
                visitor.visit_borrowed_str(word)
            }
            None => visitor.visit_borrowed_str(typed),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let items = Items { decoder: self, rest: self.sequence()?.iter() };
        visitor.visit_seq(items).map_err(|fault| self.record(fault))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let entries = Entries::new(self, self.mapping(&[])?, &[]);
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
        let entries = Entries::new(self, self.mapping(fields)?, fields);
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
            let finding = self.wrong_type(words!("a list of touchpoints", "接触点的列表"));
            return Err(self.tell(propose_list(
                finding.help(words!(
                    "begin each touchpoint with `- `: `- id: ...`",
                    "每个接触点以 `- ` 开头：`- id: ...`"
                )),
                self.node,
                self.field,
            )));
        }
        if variants == ["sequence", "mapping"] && matches!(self.node.kind, Kind::Scalar(_)) {
            let finding = self.wrong_type(words!("a list of touchpoints", "接触点的列表"));
            return Err(self
                .full_width_bracket(['［', '【'], "[")
                .unwrap_or_else(|| self.tell(propose_cell(finding, self.node))));
        }
        if variants == ["sequence", "mapping"]
            && let Some(waiver) = self.listed_waiver()
        {
            let finding = self.at(waiver).wrong_type(words!("a touchpoint", "一个接触点"));
            return Err(self.tell(finding.help(words!(
                "delete the `- ` (the hyphen) before `not_applicable:`",
                "请删掉 `not_applicable:` 前面的短横线 `- `"
            ))));
        }
        if variants.contains(&shape(&self.node.kind)) {
            return visitor.visit_enum(Shaped { decoder: self });
        }
        let forms: Vec<Words> = variants.iter().map(|variant| shape_words(variant)).collect();
        let join = |or: &str, pick: fn(&Words) -> &str| forms.iter().map(pick).collect::<Vec<_>>().join(or);
        let expected = Words { en: join(" or ", |words| &words.en), zh: join("或", |words| &words.zh) };
        let finding = self.wrong_type(expected);
        Err(self.tell(match variants.contains(&"sequence") {
            true => propose_list(finding, self.node, self.field),
            false => finding.help(how_to_write_text()),
        }))
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
        let Some(node) = self.rest.next() else { return Ok(None) };
        seed.deserialize(self.decoder.at(node)).map(Some)
    }
}

struct Entries<'de, 'f> {
    decoder: Decoder<'de, 'f>,
    rest: std::slice::Iter<'de, Entry>,
    /// The fields of a struct; others are told. None: any key goes.
    known: &'static [&'static str],
    /// The known fields that are there, by their own name or a misspelt one; none until somebody asks.
    there: Option<Vec<&'static str>>,
    value: Option<&'de Node>,
    /// The known field that the value belongs to.
    field: Option<&'static str>,
}

impl<'de, 'f> Entries<'de, 'f> {
    fn new(decoder: Decoder<'de, 'f>, entries: &'de [Entry], known: &'static [&'static str]) -> Self {
        Self { decoder, rest: entries.iter(), known, there: None, value: None, field: None }
    }

    /// The field that a misspelt name means, if it is not there by its own name: the value is read as that field's, so
    /// that a slip in a name is all that is told.
    fn take_meant(&mut self, meant: Option<&'static str>) -> Option<&'static str> {
        let near = meant?;
        let Kind::Mapping(entries) = &self.decoder.node.kind else { return None };
        let by_its_name = |entry: &Entry| self.known.iter().find(|name| entry.key.value == **name).copied();
        let there = self.there.get_or_insert_with(|| entries.iter().filter_map(by_its_name).collect());
        (!there.contains(&near)).then(|| {
            there.push(near);
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
                let siblings = self.decoder.mapping(self.known)?;
                let meant = meant::by_value(meant::among(&key.value, self.known), value, self.known);
                self.decoder.tell(unknown_field(key, self.known, meant, self.decoder.node.span, siblings));
                let read_as = self.take_meant(meant);
                self.decoder.misnamed.borrow_mut().add(self.decoder.node.span, key.span, value.span, read_as);
                name = read_as;
            }
            if let Some(name) = name {
                self.value = Some(value);
                self.field = self.known.iter().find(|known| **known == name).copied();
                return seed.deserialize(Key { name, span: key.span }).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let node = self.value.take().ok_or(Fault::Told)?;
        seed.deserialize(Decoder { field: self.field, ..self.decoder.at(node) })
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
