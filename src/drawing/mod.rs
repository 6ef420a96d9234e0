//! Drawings and graph exports: the model and the journey in, text out.
//!
//! A drawing knows nothing of pages. Where one stands inline, [`Medium::Page`], it takes its colours from the page's
//! custom properties (`--paper`, `--ink`, `--muted`, `--rule`, and `--stage-customer` and `--stage-customer-soft` for
//! every stage) and leads to the page's touchpoints. Its classes begin with `d-`, so that no style of the page means
//! them by chance, except those by which a page finds its way: `tp`, `link` and its kind, `implied`, and the stages'.
//!
//! [`journey_svg`] goes through three rooms: what it says (`contents`), where everything stands (`layout`, which knows
//! nothing of SVG), and how it looks (`journey`, `shapes`, `svg`).

mod chart;
mod contents;
mod curve;
mod dot;
mod extract;
mod journey;
mod json;
mod lanes;
mod layout;
mod legend;
mod mermaid;
mod paint;
mod shapes;
mod svg;
mod wrap;

pub use chart::perception_svg;
pub use curve::{Curve, CurvePoint, Turn, TurningPoint};
pub use dot::dot;
pub use journey::journey_svg;
pub use json::json;
pub use mermaid::mermaid;
pub use paint::Medium;

use crate::model::{Map, Perception, Tag, Text};

/// A text of a map in a language, else in the map's own.
fn in_language<'t>(text: &'t Text, map: &Map, language: &Tag) -> &'t str {
    text.read_in(language, &map.language).1
}

/// A perception as people write it: `+2`, `0`, `−1`.
fn signed(perception: Perception) -> String {
    match perception {
        0 => "0".to_owned(),
        above if above > 0 => format!("+{above}"),
        below => format!("−{}", below.unsigned_abs()),
    }
}
