//! Where the drawings are placed: the journey of a map, and the customer's perception through a stage or a moment.

use minijinja::Value;

use super::edition::Pen;
use super::text::Html;
use crate::drawing::{Curve, Medium, journey_svg, perception_svg};
use crate::model::{Map, Stage, Touchpoint};

/// The journey through a map as a drawing.
pub(super) fn drawing(pen: &Pen<'_>, map: &Map) -> Html {
    let edition = pen.edition;
    let drawn = journey_svg(edition.site, edition.graph, map, edition.locale, edition.language, medium(pen));
    Value::from_safe_string(drawn)
}

/// The customer's perception over the steps of a touchpoint's moment; empty where too little of it is known.
pub(super) fn curve_of_moment(pen: &Pen<'_>, map: &Map, touchpoint: &Touchpoint) -> Html {
    let (locale, language) = (pen.edition.locale, pen.edition.language);
    curve(pen, Curve::of_moment(map, touchpoint, locale, language))
}

/// The customer's perception across the touchpoints of a stage; empty where too little of it is known.
pub(super) fn curve_of_stage(pen: &Pen<'_>, map: &Map, stage: Stage) -> Html {
    let (locale, language) = (pen.edition.locale, pen.edition.language);
    curve(pen, Curve::of_stage(map, stage, locale, language))
}

fn medium(pen: &Pen<'_>) -> Medium {
    if pen.edition.alone.is_some() { Medium::StandalonePage } else { Medium::Page }
}

fn curve(pen: &Pen<'_>, curve: Option<Curve>) -> Html {
    let (locale, language) = (pen.edition.locale, pen.edition.language);
    let drawn = curve.map(|curve| perception_svg(&curve, locale, language, medium(pen)));
    Value::from_safe_string(drawn.unwrap_or_default())
}
