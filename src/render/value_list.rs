//! The value list of a map, on the map's page and on those of the roles that it concerns.

use serde::Serialize;

use super::context::PageContext;
use super::text::Html;
use crate::model::*;

/// A part of the value list.
#[derive(Serialize)]
pub(super) struct ValueSection {
    name: String,
    rows: Vec<ValueRow>,
}

/// A value, and the need that it meets.
#[derive(Serialize)]
struct ValueRow {
    value: Html,
    need: Option<Html>,
}

/// The whole list.
pub(super) fn whole(context: &PageContext<'_>, map: &Map) -> Vec<ValueSection> {
    sections(context, map, |_| true)
}

/// The parts that concern those who meet customers in these stages.
pub(super) fn in_stages(context: &PageContext<'_>, map: &Map, met: &[Stage]) -> Vec<ValueSection> {
    sections(context, map, |part| stages_of(part).iter().any(|stage| met.contains(stage)))
}

/// The stages whose customers a part is for: those who may buy, those who are buying, those who have bought, and those who
/// want an answer.
fn stages_of(part: ValuePart) -> &'static [Stage] {
    match part {
        ValuePart::PreSale => &[Stage::Unknown, Stage::Prospect],
        ValuePart::InSale => &[Stage::Prospect, Stage::Customer],
        ValuePart::AfterSale => &[Stage::Customer],
        ValuePart::Response => &[Stage::Customer, Stage::Departing],
    }
}

fn sections(context: &PageContext<'_>, map: &Map, concerns: impl Fn(ValuePart) -> bool) -> Vec<ValueSection> {
    let row = |value: &Value| ValueRow {
        value: context.read.html(&value.value),
        need: value.need.as_ref().map(|need| context.read.html(need)),
    };
    let parts = ValuePart::ALL.iter().zip(&map.value_list);
    parts
        .filter(|(part, pairs)| !pairs.is_empty() && concerns(**part))
        .map(|(&part, pairs)| ValueSection { name: context.term(part), rows: pairs.iter().map(row).collect() })
        .collect()
}
