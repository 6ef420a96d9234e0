//! Where the drawings are placed: the journey of a map and the perception curve of a moment.

use minijinja::Value;

use super::edition::Pen;
use super::text::Html;
use crate::drawing::{Medium, journey_svg};
use crate::model::{Map, Touchpoint};

/// The journey through a map as a drawing.
pub(super) fn drawing(pen: &Pen<'_>, map: &Map) -> Html {
    let edition = pen.edition;
    let drawn = journey_svg(edition.site, edition.graph, map, &edition.locale, edition.language, Medium::Page);
    Value::from_safe_string(drawn)
}

/// The customer's perception over the steps of a touchpoint's moment.
pub(super) fn curve(_pen: &Pen<'_>, _touchpoint: &Touchpoint) -> Html {
    Value::from_safe_string(String::new())
}
