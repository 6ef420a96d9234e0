//! Every text of a map, one after another, for the rules that look at all of them.

use super::field_visitor::{FieldScope, FieldValue, FieldVisitor};
use super::format_field::{Audience, FormatField};
use super::grid::CellAt;
use super::map::Map;
use super::text::Text;
use super::touchpoint::Touchpoint;

/// A text of a map and the field it stands in.
#[derive(Clone, Copy, Debug)]
pub struct MapText<'m> {
    /// The field.
    pub field: FormatField,
    /// The cell it belongs to; none for what is said of a stage or of the whole map.
    pub cell: Option<CellAt>,
    /// The touchpoint it belongs to, if it belongs to one.
    pub touchpoint: Option<&'m Touchpoint>,
    /// The text.
    pub text: &'m Text,
}

impl Map {
    /// Every text, in the order of [`Map::visit_fields`].
    pub fn texts(&self) -> Vec<MapText<'_>> {
        let mut texts = Texts::default();
        self.visit_fields(Audience::Authors, &mut texts);
        texts.found
    }
}

/// What was found so far, and where the walk stands.
#[derive(Default)]
struct Texts<'m> {
    found: Vec<MapText<'m>>,
    cell: Option<CellAt>,
    touchpoint: Option<&'m Touchpoint>,
}

impl<'m> FieldVisitor<'m> for Texts<'m> {
    fn value(&mut self, field: FormatField, value: FieldValue<'m>) {
        if let FieldValue::Text(text) = value {
            self.found.push(MapText { field, cell: self.cell, touchpoint: self.touchpoint, text });
        }
    }

    fn enter(&mut self, scope: FieldScope<'m>) {
        match scope {
            FieldScope::Cell(at) => self.cell = Some(at),
            FieldScope::Touchpoint(_, touchpoint) => self.touchpoint = Some(touchpoint),
            FieldScope::Stage(_) | FieldScope::Key(_) => {}
        }
    }

    fn leave(&mut self, scope: FieldScope<'m>) {
        match scope {
            FieldScope::Cell(_) => self.cell = None,
            FieldScope::Touchpoint(..) => self.touchpoint = None,
            FieldScope::Stage(_) | FieldScope::Key(_) => {}
        }
    }
}
