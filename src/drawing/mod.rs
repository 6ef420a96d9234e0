//! Draws journeys, service blueprints and perception curves as SVG, and exports the journey as a graph.
//!
//! A drawing knows nothing of pages. Where one stands inline, it takes its colours from the page's
//! custom properties (`--paper`, `--ink`, `--muted`, `--rule`, and `--stage-customer` and `--stage-customer-soft` for
//! every stage) and leads to the cards of the touchpoints. Its classes begin with `d-`, so that no style of the page
//! applies to them by chance, except those that pages use: `tp`, `link` and its kind, `implied`, and the stages'.
//!
//! [`journey_svg()`] has three steps: what the drawing shows (`journey_contents`), where everything stands (`layout`, which
//! knows nothing of SVG), and how it looks (`journey_svg`, `shapes`, `svg`).

mod blueprint_layout;
mod blueprint_svg;
mod graph_dot;
mod graph_export;
mod graph_json;
mod graph_mermaid;
mod journey_contents;
mod journey_svg;
mod lanes;
mod layout;
mod legend;
mod paint;
mod perception_chart;
mod perception_curve;
mod shapes;
mod svg;
mod wrap;

pub use blueprint_svg::{blueprint_svg, stage_blueprint_svg};
pub use graph_dot::dot;
pub use graph_json::json;
pub use graph_mermaid::mermaid;
pub use journey_svg::journey_svg;
pub use paint::{MAPS, Medium, PLAYBOOKS};
pub use perception_chart::perception_svg;
pub use perception_curve::{Curve, TurnDirection};

use crate::model::{Map, Perception, Tag, Text, Touchpoint};

/// A text of a map in a language, else in the map's own.
fn in_language<'t>(text: &'t Text, map: &Map, language: &Tag) -> &'t str {
    text.read_in(language, &map.language).1
}

/// Whether the author says that the journey ends at a touchpoint.
fn ends_journey(touchpoint: &Touchpoint) -> bool {
    touchpoint.leads_to.as_ref().is_some_and(|links| links.value.is_empty())
}

/// A perception as people write it: `+2`, `0`, `−1`.
fn signed(perception: Perception) -> String {
    match perception {
        0 => "0".to_owned(),
        above if above > 0 => format!("+{above}"),
        below => format!("−{}", below.unsigned_abs()),
    }
}
