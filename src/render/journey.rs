//! Where the drawings are placed: the journey of a map and the perception curve of a moment.

use super::edition::{Pen, nothing};
use super::text::Html;
use crate::drawing::{self, Medium};
use crate::model::{Map, Touchpoint};

/// The journey through a map as a drawing.
pub(super) fn drawing(pen: &Pen<'_>, map: &Map) -> Html {
    let edition = pen.edition;
    let svg = drawing::journey_svg(edition.site, edition.graph, map, &edition.locale, edition.language, Medium::Page);
    Html::from_safe_string(svg)
}

/// The customer's perception over the steps of a touchpoint's moment.
pub(super) fn curve(_pen: &Pen<'_>, _touchpoint: &Touchpoint) -> Html {
    nothing()
}
