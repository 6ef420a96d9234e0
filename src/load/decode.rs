//! Deserializes typed values from a [`Node`] with serde; every error becomes a finding with its place, and none hides the next.
//!
//! The types in [`super::field`] steer it by their names: [`SPANNED`] takes the place with the value, [`FIELD`] and
//! [`ITEM`](super::field::ITEM) catch an error so that the reading goes on, and [`BY_SHAPE`] is an enum whose variant is chosen by the shape of
//! the value. Errors are reported where they are found; the one that serde hands up only says that there was one.

use std::cell::RefCell;
use std::fmt;

use serde::de::value::{StrDeserializer, U32Deserializer};
use serde::de::{self, Deserialize, DeserializeSeed, IntoDeserializer, Visitor};

use super::field::{BY_SHAPE, FIELD, SPANNED};
use super::names::known_name;
use super::repair::{
    full_width_bracket, half_width_braces, in_full_width_brackets, invisible_in_word, visible, word_in_smart_quotes,
};
use super::synonyms;
use super::syntax_errors::duplicate_key;
use super::tree::{Entry, Kind, Node};
use super::type_errors::{full_width_list, how_to_write_text, propose_cell, propose_fields, propose_list, shape_words};
use super::unknown_field::{missing_field, unknown_field};
use super::unknown_names::UnknownNames;
use crate::diagnostic::Diagnostic;
use crate::rule::shape::WRONG_TYPE;
use crate::source::{Span, Spanned};
use crate::words;
use crate::words::Words;

/// Deserializes a `T` and adds every error in it to the findings; `None` where nothing of it can be read.
pub fn decode<'de, T: Deserialize<'de>>(
    node: &'de Node,
    findings: &mut Vec<Diagnostic>,
    unknown_names: &mut UnknownNames,
) -> Option<T> {
    let decoder =
        Decoder { node, findings: &RefCell::new(findings), unknown_names: &RefCell::new(unknown_names), field: None };
    T::deserialize(decoder).map_err(|error| decoder.place(error)).ok()
}

#[derive(Clone, Copy)]
struct Decoder<'de, 'f> {
    node: &'de Node,
    findings: &'f RefCell<&'f mut Vec<Diagnostic>>,
    unknown_names: &'f RefCell<&'f mut UnknownNames>,
    /// The field that the value belongs to.
    field: Option<&'static str>,
}

/// Why a value cannot be read.
#[derive(Debug)]
pub enum DecodeError {
    /// The finding has been reported.
    Reported,
    /// A required field is missing.
    MissingField(&'static str),
    /// Any other error of serde.
    Custom(String),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DecodeError::Reported => f.write_str("already reported"),
            DecodeError::MissingField(field) => write!(f, "missing field {field}"),
            DecodeError::Custom(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        DecodeError::Custom(message.to_string())
    }

    fn missing_field(field: &'static str) -> Self {
        DecodeError::MissingField(field)
    }
}

impl<'de, 'f> Decoder<'de, 'f> {
    fn at(self, node: &'de Node) -> Self {
        Decoder { node, field: None, ..self }
    }

    fn report(self, finding: Diagnostic) -> DecodeError {
        self.findings.borrow_mut().push(finding);
        DecodeError::Reported
    }

    /// Reports an error at this node, unless it has been reported further in.
    fn place(self, error: DecodeError) -> DecodeError {
        let at = self.node.span;
        match error {
            DecodeError::Reported => DecodeError::Reported,
            DecodeError::MissingField(field) => self.report(missing_field(at, field)),
            DecodeError::Custom(message) => {
                self.report(WRONG_TYPE.at(at, words!("this cannot be read: {message}", "读不懂：{message}")))
            }
        }
    }

    fn wrong_type(self, expected: Words) -> Diagnostic {
        let found = shape_words(shape(&self.node.kind));
        WRONG_TYPE
            .at(
                self.node.span,
                words!("expected {}, found {}", "这里应该是{}，写的却是{}", expected.en, found.en; expected.zh, found.zh),
            )
            .label(found)
    }

    fn text(self) -> Result<&'de str, DecodeError> {
        match &self.node.kind {
            Kind::Scalar(text) => Ok(text),
            _ => Err(self.report(self.wrong_type(words!("a text", "一段文字")).help(how_to_write_text()))),
        }
    }

    fn sequence(self) -> Result<&'de [Node], DecodeError> {
        match &self.node.kind {
            Kind::Sequence(items) => Ok(items),
            _ => Err(self.report(self.list_in_full_width_brackets().unwrap_or_else(|| {
                propose_list(self.wrong_type(words!("a list", "一个列表")), self.node, self.field)
            }))),
        }
    }

    fn mapping(self, fields: &[&str]) -> Result<&'de [Entry], DecodeError> {
        if let Kind::Mapping(entries) = &self.node.kind {
            return Ok(entries);
        }
        let expected = if fields.is_empty() {
            words!("fields, `name: value`", "若干“名称: 内容”")
        } else {
            let some = fields.iter().take(4).map(|field| format!("`{field}:`")).collect::<Vec<_>>();
            words!("fields such as {}", "字段，如 {}", some.join(", "); some.join("、"))
        };
        Err(self.report(
            self.fields_in_full_width_braces()
                .unwrap_or_else(|| propose_fields(self.wrong_type(expected), self.node, fields)),
        ))
    }

    /// The full-width bracket that a text begins with: its place, itself, and the text if that is the same as typed.
    fn full_width_bracket(self, opening: [char; 2]) -> Option<(Span, char, Option<&'de str>)> {
        let Kind::Scalar(typed) = &self.node.kind else { return None };
        let bracket = typed.chars().next().filter(|first| opening.contains(first))?;
        let at = Span { end: self.node.span.start + bracket.len_utf8() as u32, ..self.node.span };
        let is_as_typed = self.node.span.range().len() == typed.len();
        Some((at, bracket, is_as_typed.then_some(typed.as_str())))
    }

    fn list_in_full_width_brackets(self) -> Option<Diagnostic> {
        let (at, bracket, typed) = self.full_width_bracket(['［', '【'])?;
        Some(full_width_list(at, bracket, self.node.span, typed.and_then(in_full_width_brackets), self.field))
    }

    fn fields_in_full_width_braces(self) -> Option<Diagnostic> {
        let (at, bracket, typed) = self.full_width_bracket(['｛', '【'])?;
        let whole = typed.and_then(half_width_braces).map(|text| (self.node.span, text));
        Some(full_width_bracket(at, bracket, "{", whole))
    }

    /// The finding for what is neither a list of touchpoints nor a waiver, or is one of them in the wrong form.
    fn wrong_cell(self) -> Option<Diagnostic> {
        let expected_list = || self.wrong_type(words!("a list of touchpoints", "接触点的列表"));
        match &self.node.kind {
            Kind::Scalar(_) => {
                Some(self.list_in_full_width_brackets().unwrap_or_else(|| propose_cell(expected_list(), self.node)))
            }
            Kind::Mapping(entries) if entries.iter().any(|entry| is_named(entry, &["id", "name"])) => {
                let help =
                    words!("begin each touchpoint with `- `: `- id: ...`", "每个接触点以 `- ` 开头：`- id: ...`");
                Some(propose_list(expected_list().help(help), self.node, self.field))
            }
            Kind::Sequence(items) if let Some(first) = items.first().filter(|first| is_waiver(first)) => {
                let finding = self.at(first).wrong_type(words!("a touchpoint", "一个接触点"));
                Some(finding.help(words!(
                    "delete the `- ` (the hyphen) before `not_applicable:`",
                    "请删掉 `not_applicable:` 前面的短横线 `- `"
                )))
            }
            _ => None,
        }
    }

    /// The finding for a value of none of these shapes.
    fn wrong_shape(self, shapes: &[&str]) -> Diagnostic {
        let forms: Vec<Words> = shapes.iter().map(|shape| shape_words(shape)).collect();
        let join = |or: &str, pick: fn(&Words) -> &str| forms.iter().map(pick).collect::<Vec<_>>().join(or);
        let expected = Words { en: join(" or ", |words| &words.en), zh: join("或", |words| &words.zh) };
        let finding = self.wrong_type(expected);
        if shapes.contains(&"sequence") {
            propose_list(finding, self.node, self.field)
        } else {
            finding.help(how_to_write_text())
        }
    }
}

fn is_waiver(node: &Node) -> bool {
    matches!(&node.kind, Kind::Mapping(entries) if matches!(&entries[..], [entry] if is_named(entry, &["not_applicable"])))
}

fn is_named(entry: &Entry, names: &[&str]) -> bool {
    known_name(&entry.key.value, names).is_some()
}

/// The name of a variant of [`BY_SHAPE`].
fn shape(kind: &Kind) -> &'static str {
    match kind {
        Kind::Scalar(_) => "scalar",
        Kind::Blank => "blank",
        Kind::Sequence(_) => "sequence",
        Kind::Mapping(_) => "mapping",
    }
}

impl<'de, 'f> de::Deserializer<'de> for Decoder<'de, 'f> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &self.node.kind {
            Kind::Scalar(text) => visitor.visit_borrowed_str(text),
            Kind::Blank => visitor.visit_unit(),
            Kind::Sequence(_) => self.deserialize_seq(visitor),
            Kind::Mapping(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_borrowed_str(self.text()?).map_err(|error: DecodeError| self.place(error))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let typed = self.text()?;
        if let Some(finding) = invisible_in_word(typed, self.node.span) {
            self.report(finding);
            return visitor.visit_str(&visible(typed));
        }
        match word_in_smart_quotes(typed, self.node.span) {
            Some((word, finding)) => {
                self.report(finding);
                visitor.visit_borrowed_str(word)
            }
            None => visitor.visit_borrowed_str(typed),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let items = Items { decoder: self, rest: self.sequence()?.iter() };
        visitor.visit_seq(items).map_err(|error| self.place(error))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let entries = Entries::new(self, self.mapping(&[])?, &[]);
        visitor.visit_map(entries).map_err(|error| self.place(error))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        if name == SPANNED {
            return visitor.visit_seq(SpannedValue { decoder: self, part: 0 });
        }
        let entries = Entries::new(self, self.mapping(fields)?, fields);
        visitor.visit_map(entries).map_err(|error| self.place(error))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
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
    ) -> Result<V::Value, DecodeError> {
        debug_assert_eq!(name, BY_SHAPE, "closed lists of words are scalars until they are resolved");
        let is_cell = variants == ["sequence", "mapping"];
        if let Some(finding) = is_cell.then(|| self.wrong_cell()).flatten() {
            return Err(self.report(finding));
        }
        if variants.contains(&shape(&self.node.kind)) {
            return visitor.visit_enum(ByShape { decoder: self });
        }
        Err(self.report(self.wrong_shape(variants)))
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
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DecodeError> {
        let Some(node) = self.rest.next() else { return Ok(None) };
        seed.deserialize(self.decoder.at(node)).map(Some)
    }
}

struct Entries<'de, 'f> {
    decoder: Decoder<'de, 'f>,
    rest: std::slice::Iter<'de, Entry>,
    /// The fields of a struct; others are reported. Empty where any key goes.
    known: &'static [&'static str],
    /// The known fields that have been given, by their own or an unknown name; computed on demand.
    given: Option<Vec<&'static str>>,
    /// The known fields that have been read, each at its name.
    read: Vec<(&'static str, Span)>,
    value: Option<&'de Node>,
    /// The known field that the value belongs to.
    field: Option<&'static str>,
}

impl<'de, 'f> Entries<'de, 'f> {
    fn new(decoder: Decoder<'de, 'f>, entries: &'de [Entry], known: &'static [&'static str]) -> Self {
        Self { decoder, rest: entries.iter(), known, given: None, read: Vec::new(), value: None, field: None }
    }

    /// The field that a key stands for, if any. A second key for the same field, by its name in the other language, is
    /// reported: the parser has reported those of the same name.
    fn known_field(&mut self, key: &Spanned<String>, value: &Node) -> Result<Option<&'static str>, DecodeError> {
        self.field = match known_name(&key.value, self.known) {
            Some(name) => Some(name),
            None => self.read_unknown_name(key, value)?,
        };
        let Some(name) = self.field else { return Ok(None) };
        if let Some((_, first)) = self.read.iter().find(|(read, _)| *read == name) {
            self.decoder.report(duplicate_key(key, *first));
            return Ok(None);
        }
        self.read.push((name, key.span));
        Ok(Some(name))
    }

    /// Reports an unknown name; returns the field that its value is read as, so that no further finding says that the field
    /// is missing.
    fn read_unknown_name(&mut self, key: &Spanned<String>, value: &Node) -> Result<Option<&'static str>, DecodeError> {
        let decoder = self.decoder;
        let siblings = decoder.mapping(self.known)?;
        let intended = synonyms::adjusted_by_value(synonyms::intended_name(&key.value, self.known), value, self.known);
        decoder.report(unknown_field(key, self.known, intended, decoder.node.span, siblings));
        let read_as = intended.filter(|intended| self.take_field(intended, siblings));
        decoder.unknown_names.borrow_mut().add(decoder.node.span, key.span, value.span, read_as);
        Ok(read_as)
    }

    /// Whether a field has not been given yet; it has been then.
    fn take_field(&mut self, name: &'static str, siblings: &[Entry]) -> bool {
        let by_its_name = |entry: &Entry| known_name(&entry.key.value, self.known);
        let given = self.given.get_or_insert_with(|| siblings.iter().filter_map(by_its_name).collect());
        let is_free = !given.contains(&name);
        if is_free {
            given.push(name);
        }
        is_free
    }
}

impl<'de> de::MapAccess<'de> for Entries<'de, '_> {
    type Error = DecodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DecodeError> {
        while let Some(Entry { key, value }) = self.rest.next() {
            let name = if self.known.is_empty() { Some(key.value.as_str()) } else { self.known_field(key, value)? };
            if let Some(name) = name {
                self.value = Some(value);
                return seed.deserialize(Key { name, span: key.span }).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, DecodeError> {
        let node = self.value.take().ok_or(DecodeError::Reported)?;
        seed.deserialize(Decoder { field: self.field, ..self.decoder.at(node) })
    }
}

/// A key, with or without its place.
struct Key<'de> {
    name: &'de str,
    span: Span,
}

impl<'de> de::Deserializer<'de> for Key<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_borrowed_str(self.name)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        debug_assert_eq!(name, SPANNED, "a key is a word");
        visitor.visit_seq(SpannedKey { key: self, part: 0 })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// A place and a value, as a sequence of source, start, end and value.
struct SpannedValue<'de, 'f> {
    decoder: Decoder<'de, 'f>,
    part: u8,
}

impl<'de> de::SeqAccess<'de> for SpannedValue<'de, '_> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DecodeError> {
        self.part += 1;
        match span_part(self.decoder.node.span, self.part) {
            Some(number) => seed.deserialize(number).map(Some),
            None => seed.deserialize(self.decoder).map(Some),
        }
    }
}

struct SpannedKey<'de> {
    key: Key<'de>,
    part: u8,
}

impl<'de> de::SeqAccess<'de> for SpannedKey<'de> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DecodeError> {
        self.part += 1;
        match span_part(self.key.span, self.part) {
            Some(number) => seed.deserialize(number).map(Some),
            None => seed.deserialize(StrDeserializer::new(self.key.name)).map(Some),
        }
    }
}

fn span_part(span: Span, part: u8) -> Option<U32Deserializer<DecodeError>> {
    match part {
        1 => Some(span.source.0.into_deserializer()),
        2 => Some(span.start.into_deserializer()),
        3 => Some(span.end.into_deserializer()),
        _ => None,
    }
}

/// An enum whose variant is chosen by the shape of the value.
struct ByShape<'de, 'f> {
    decoder: Decoder<'de, 'f>,
}

impl<'de, 'f> de::EnumAccess<'de> for ByShape<'de, 'f> {
    type Error = DecodeError;
    type Variant = Decoder<'de, 'f>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self::Variant), DecodeError> {
        let shape: StrDeserializer<'_, DecodeError> = shape(&self.decoder.node.kind).into_deserializer();
        Ok((seed.deserialize(shape)?, self.decoder))
    }
}

impl<'de> de::VariantAccess<'de> for Decoder<'de, '_> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, DecodeError> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, DecodeError> {
        de::Deserializer::deserialize_seq(self, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        de::Deserializer::deserialize_struct(self, "", fields, visitor)
    }
}
