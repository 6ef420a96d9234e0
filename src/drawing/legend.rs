//! The legend below a journey, which explains the marks that the journey shows.

use super::layout::Rect;
use super::paint::Paint;
use super::shapes::{ArrowStyle, TextStyle};
use super::svg::Svg;
use super::wrap::Font;
use crate::locale::Locale;
use crate::model::Importance;

/// A mark that may need an explanation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LegendEntry {
    Implied,
    Link,
    Jump,
    Decisive,
    Chip,
}

const FONT: Font = Font::plain(12);
const ROW: i32 = 26;
/// The room for a mark, before its words.
const MARK: i32 = 40;
const GAP: i32 = 24;

/// The explanations, each with its place.
pub(super) struct Legend<'a> {
    placed: Vec<(LegendEntry, &'a str, (i32, i32))>,
    rows: i32,
}

impl<'a> Legend<'a> {
    /// Places the entries side by side, in as many rows as they take between `left` and `right`.
    pub fn arrange(entries: &[LegendEntry], locale: &'a Locale, left: i32, right: i32) -> Self {
        let (mut placed, mut x, mut row) = (Vec::new(), left, 0);
        for &entry in entries {
            let words = match entry {
                LegendEntry::Implied => locale.word("drawing-legend-implied"),
                LegendEntry::Link => locale.word("drawing-legend-link"),
                LegendEntry::Jump => locale.word("drawing-legend-jump"),
                LegendEntry::Decisive => locale.term(Importance::High),
                LegendEntry::Chip => locale.word("drawing-legend-perception"),
            };
            let width = MARK + FONT.width(words);
            if x > left && x + width > right {
                (x, row) = (left, row + 1);
            }
            placed.push((entry, words, (x, row)));
            x += width + GAP;
        }
        Self { rows: if placed.is_empty() { 0 } else { row + 1 }, placed }
    }

    /// The height that it takes.
    pub fn height(&self) -> i32 {
        self.rows * ROW
    }

    pub fn draw(&self, svg: &mut Svg, top: i32) {
        if self.placed.is_empty() {
            return;
        }
        svg.open("g", &[("class", &"d-legend")]);
        for &(entry, words, (x, row)) in &self.placed {
            let y = top + row * ROW + ROW / 2;
            let (paint, line) = (Paint::Muted, vec![(x, y), (x + 30, y)]);
            match entry {
                LegendEntry::Implied => svg.arrow(&line, paint, &ArrowStyle::IMPLIED),
                LegendEntry::Link => svg.arrow(&line, paint, &ArrowStyle::LINK),
                LegendEntry::Jump => svg.arrow(&line, paint, &ArrowStyle::JUMP),
                LegendEntry::Decisive => {
                    svg.shape("d-decisive", &format!("M {} {} l 6 6 l -6 6 l -6 -6 Z", x + 22, y - 6), paint);
                }
                LegendEntry::Chip => svg.perception_chip(Rect { x, y: y - 8, width: 30, height: 17 }, -1),
            }
            svg.line(TextStyle::new("d-legend-word", FONT, Paint::Muted), (x + MARK, y + 4), None, words);
        }
        svg.close();
    }
}
