//! Draws the journey of a map, and the customer's perception through a stage or a moment, for pages.

use minijinja::Value;

use super::context::PageContext;
use super::text::Html;
use crate::drawing::{Curve, MAPS, Medium, journey_svg, perception_svg};
use crate::model::{Map, Stage, Touchpoint};

/// The drawing of the journey through a map.
pub(super) fn drawing(context: &PageContext<'_>, map: &Map) -> Html {
    let (language, shows_gaps) = (context.language, context.is_for_trainers());
    let medium = medium(context);
    let drawn = journey_svg(language.site, language.graph, map, language.locale, language.tag, medium, shows_gaps);
    Value::from_safe_string(drawn)
}

/// The customer's perception over the steps of a moment; empty where too few values are given.
pub(super) fn curve_of_moment(context: &PageContext<'_>, map: &Map, touchpoint: &Touchpoint) -> Html {
    let (locale, language) = (context.language.locale, context.language.tag);
    curve(context, Curve::of_moment(map, touchpoint, locale, language))
}

/// The customer's perception across the touchpoints of a stage; empty where too few values are given.
pub(super) fn curve_of_stage(context: &PageContext<'_>, map: &Map, stage: Stage) -> Html {
    let (locale, language) = (context.language.locale, context.language.tag);
    curve(context, Curve::of_stage(map, stage, locale, language))
}

fn medium(context: &PageContext<'_>) -> Medium {
    match (context.language.standalone, context.place.path.split_once('/')) {
        (Some(_), _) => Medium::StandalonePage,
        (None, Some((MAPS, _))) => Medium::Overview,
        _ => Medium::Page,
    }
}

fn curve(context: &PageContext<'_>, curve: Option<Curve>) -> Html {
    let (locale, language) = (context.language.locale, context.language.tag);
    let drawn = curve.map(|curve| perception_svg(&curve, locale, language, medium(context)));
    Value::from_safe_string(drawn.unwrap_or_default())
}
