//! Draws a perception curve as a small chart.

use super::layout::Rect;
use super::paint::{Medium, Paint, dark_style};
use super::perception_curve::{Curve, CurvePoint, TurnDirection, TurningPoint};
use super::shapes::{Anchor, Fill, FrameStyle, SOLID, TextStyle};
use super::signed;
use super::svg::{AltText, Svg, safe_id};
use super::wrap::Font;
use crate::locale::Locale;
use crate::model::{PERCEPTION, Perception, Tag};

/// The height of one step of the scale.
const UNIT: i32 = 22;
/// The room for the scale's numbers.
const AXIS: i32 = 36;
/// The room above the scale and below it, for numbers and the turning point's word.
const ROOM: i32 = 30;
const EDGE: i32 = 8;
/// The ring around the turning point, and where its word begins beside it.
const RING: i32 = 9;
const BESIDE_RING: i32 = RING + 3;
const LABEL: Font = Font::plain(12);
const NUMBER: Font = Font::bold(11);
const WORD: Font = Font::bold(12);
const SATISFACTION: Font = Font::bold(10);

/// A perception curve as SVG. What is not known is a gap in the line, and a dash in place of its number.
pub fn perception_svg(curve: &Curve, locale: &Locale, language: &Tag, medium: Medium) -> String {
    Chart::new(curve, locale).draw(language, medium)
}

/// Whether customers leave a point with more than they come with, in words; empty where it is not known.
fn satisfaction_word<'l>(point: &CurvePoint, locale: &'l Locale) -> &'l str {
    point.satisfaction.map_or("", |satisfaction| locale.word(satisfaction.key()))
}

struct Chart<'a> {
    curve: &'a Curve,
    locale: &'a Locale,
    /// The distance from point to point.
    pitch: i32,
    labels: Vec<Vec<String>>,
    /// Below a point's label: whether customers leave with more than they come with.
    satisfaction: Vec<Vec<String>>,
    heading: Vec<String>,
}

impl<'a> Chart<'a> {
    fn new(curve: &'a Curve, locale: &'a Locale) -> Self {
        let words: Vec<&str> = curve.points.iter().map(|point| satisfaction_word(point, locale)).collect();
        let word_widths = words.iter().map(|word| SATISFACTION.width(word));
        let widths = curve.points.iter().map(|point| LABEL.width(&point.label)).chain(word_widths);
        let widest = widths.max().unwrap_or(0);
        // A few points have room; many stand closer.
        let least = if curve.points.len() > 8 { 44 } else { 56 };
        let pitch = (widest + 12).clamp(least, 92);
        let labels = curve.points.iter().map(|point| LABEL.wrap(&point.label, pitch - 6, 3)).collect();
        let satisfaction = words.iter().map(|word| SATISFACTION.wrap(word, pitch - 6, 2)).collect();
        let mut chart = Self { curve, locale, pitch, labels, satisfaction, heading: Vec::new() };
        chart.heading = Font::bold(14).wrap(&curve.title, chart.width() - 2 * EDGE, 2);
        chart
    }

    fn width(&self) -> i32 {
        let points = EDGE + AXIS + self.pitch * self.curve.points.len() as i32 + EDGE;
        // The turning point's word stands to the right of its point, be it the last.
        let word = self
            .curve
            .turn
            .map_or(0, |turn| self.x(turn.at) + BESIDE_RING + WORD.width(turn.turn.word(self.locale)) + EDGE);
        points.max(word)
    }

    fn x(&self, point: usize) -> i32 {
        EDGE + AXIS + self.pitch * point as i32 + self.pitch / 2
    }

    fn y(&self, top: i32, perception: Perception) -> i32 {
        top + ROOM + i32::from(PERCEPTION.end() - perception) * UNIT
    }

    fn draw(&self, language: &Tag, medium: Medium) -> String {
        let top = if medium == Medium::File { EDGE + self.heading.len() as i32 * 20 } else { 0 };
        let floor = self.y(top, *PERCEPTION.start()) + ROOM;
        let label_lines = self.labels.iter().map(Vec::len).max().unwrap_or(1) as i32;
        let below_labels = floor + label_lines * LABEL.leading();
        let word_lines = self.satisfaction.iter().map(Vec::len).max().unwrap_or(0) as i32;
        let size = (self.width(), below_labels + word_lines * SATISFACTION.leading() + EDGE);
        let id = format!("curve-{}", safe_id(&format!("{}/{}", self.curve.map, self.curve.key)));
        let words = AltText { title: &self.curve.title, description: &self.description(), language };
        let mut svg = Svg::new(medium, size, &id, "d-curve", &words);
        if medium == Medium::File {
            svg.leaf("style", &[], &dark_style());
            let look = FrameStyle {
                class: "d-paper",
                fill: Fill::Paint(Paint::Paper),
                stroke: Paint::Paper,
                weight: 0.0,
                dashes: SOLID,
                radius: 0,
            };
            svg.frame(Rect { x: 0, y: 0, width: size.0, height: size.1 }, &look);
            let heading = TextStyle::new("d-heading", Font::bold(14), Paint::Ink);
            svg.lines(heading, (EDGE, EDGE + 14), None, &self.heading);
        }
        self.draw_scale(&mut svg, top, size.0 - EDGE);
        self.draw_expectation(&mut svg, top);
        self.draw_line(&mut svg, top);
        for point in 0..self.curve.points.len() {
            self.draw_point(&mut svg, top, point);
            let kind = TextStyle::new("d-label", LABEL, Paint::Ink).centred();
            svg.lines(kind, (self.x(point), floor + LABEL.size), None, &self.labels[point]);
            let kind = TextStyle::new("d-satisfaction", SATISFACTION, Paint::Muted).centred();
            svg.lines(kind, (self.x(point), below_labels + SATISFACTION.size), None, &self.satisfaction[point]);
        }
        svg.finish()
    }

    /// Every point with its value, for readers who do not see the chart.
    fn description(&self) -> String {
        let colon = self.locale.word("drawing-colon");
        let points = self.curve.points.iter().enumerate().map(|(number, point)| {
            let value = point.value.map_or(self.locale.word("drawing-unknown").to_owned(), signed);
            let satisfaction = Some(satisfaction_word(point, self.locale)).filter(|word| !word.is_empty());
            let said = self.curve.turn_at(number, self.locale).into_iter().chain(satisfaction);
            let said: String = said.map(|word| format!(" ({word})")).collect();
            format!("{}{colon}{value}{said}", point.label)
        });
        points.collect::<Vec<_>>().join("; ")
    }

    fn draw_scale(&self, svg: &mut Svg, top: i32, right: i32) {
        svg.open("g", &[("class", &"d-scale")]);
        for perception in PERCEPTION {
            let y = self.y(top, perception);
            let (paint, weight) = if perception == 0 { (Paint::Muted, 1.75) } else { (Paint::Rule, 0.75) };
            let (line, colour) = (format!("M {} {y} H {right}", EDGE + AXIS - 6), paint.on(svg.medium));
            svg.empty("path", &[("d", &line), ("stroke", &colour), ("stroke-width", &weight)]);
            let font = if perception == 0 { Font::bold(11) } else { Font::plain(11) };
            let number = TextStyle::new("d-tick", font, Paint::Muted).centred();
            svg.line(number, (EDGE + 12, y + 4), None, &signed(perception));
        }
        svg.close();
    }

    /// Draws what the customer came with as a line across the chart.
    fn draw_expectation(&self, svg: &mut Svg, top: i32) {
        let expected = self.curve.points.iter().position(|point| point.is_expectation);
        let Some((point, value)) = expected.and_then(|point| Some((point, self.curve.points[point].value?))) else {
            return;
        };
        let (from, to) = (self.x(point), self.x(self.curve.points.len() - 1));
        let (line, colour) = (format!("M {from} {y} H {to}", y = self.y(top, value)), Paint::Muted.on(svg.medium));
        svg.empty(
            "path",
            &[
                ("class", &"d-expected"),
                ("d", &line),
                ("stroke", &colour),
                ("stroke-width", &1.25),
                ("stroke-dasharray", &"2 4"),
            ],
        );
    }

    fn draw_line(&self, svg: &mut Svg, top: i32) {
        let mut outline = String::new();
        let mut pen_down = false;
        for (number, point) in self.curve.points.iter().enumerate() {
            if let Some(value) = point.value {
                let command = if pen_down { " L" } else { " M" };
                outline.push_str(&format!("{command} {} {}", self.x(number), self.y(top, value)));
            }
            pen_down = point.value.is_some();
        }
        let colour = Paint::Stage(self.curve.stage).on(svg.medium);
        svg.empty(
            "path",
            &[
                ("class", &"d-line"),
                ("d", &outline.trim_start()),
                ("fill", &"none"),
                ("stroke", &colour),
                ("stroke-width", &2.5),
                ("stroke-linejoin", &"round"),
                ("stroke-linecap", &"round"),
            ],
        );
    }

    fn draw_point(&self, svg: &mut Svg, top: i32, number: usize) {
        let point = &self.curve.points[number];
        let x = self.x(number);
        let Some(value) = point.value else {
            let dash = TextStyle::new("d-unknown", NUMBER, Paint::Muted).centred();
            svg.line(dash, (x, self.y(top, 0) - 6), None, "–");
            return;
        };
        let y = self.y(top, value);
        svg.open("g", &[("class", &"d-point")]);
        let map = &self.curve.map;
        let address = point.touchpoint.as_ref().map(|id| svg.medium.address_of_card(map, map, id));
        svg.open_link(address.as_deref());
        let name = point.name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
        let mut said = format!("{}{name}{}{}", point.label, self.locale.word("drawing-colon"), signed(value));
        if point.satisfaction.is_some() {
            said.push_str(&format!(" · {}", satisfaction_word(point, self.locale)));
        }
        svg.leaf("title", &[], &said);
        let (colour, paper) = (Paint::Stage(self.curve.stage).on(svg.medium), Paint::Paper.on(svg.medium));
        if point.is_expectation {
            let diamond = format!("M {x} {} l 6 6 l -6 6 l -6 -6 Z", y - 6);
            let class = "d-expectation";
            svg.empty(
                "path",
                &[("class", &class), ("d", &diamond), ("fill", &paper), ("stroke", &colour), ("stroke-width", &2)],
            );
        } else {
            svg.empty("circle", &[("cx", &x), ("cy", &y), ("r", &4.5), ("fill", &colour)]);
        }
        svg.close();
        let at = self.number_place(number, value, (x, y));
        svg.haloed_line(TextStyle::new("d-value", NUMBER, Paint::Ink).centred(), at, &signed(value));
        if let Some(word) = self.curve.turn_at(number, self.locale) {
            self.draw_turn(svg, (x, y), number, word);
        }
        svg.close();
    }

    /// Draws a ring around the turning point, and its word on the side that the line leaves free.
    fn draw_turn(&self, svg: &mut Svg, (x, y): (i32, i32), number: usize, word: &str) {
        let ink = Paint::Ink.on(svg.medium);
        svg.empty(
            "circle",
            &[("class", &"d-turn"), ("cx", &x), ("cy", &y), ("r", &RING), ("fill", &"none"), ("stroke", &ink)],
        );
        // The word stands between two lines of the scale.
        let middle = if self.goes_on_below(number) { y - UNIT / 2 } else { y + UNIT / 2 };
        let kind = TextStyle { anchor: Anchor::Start, ..TextStyle::new("d-turn-word", WORD, Paint::Ink) };
        svg.haloed_line(kind, (x + BESIDE_RING, middle + WORD.size / 3), word);
    }

    fn is_falling_turn(&self, number: usize) -> bool {
        self.curve.turn == Some(TurningPoint { at: number, turn: TurnDirection::BelowZero })
    }

    /// Whether the line falls to the turning point or falls from it: what is above it on the right is then free.
    fn goes_on_below(&self, number: usize) -> bool {
        let point = self.curve.points[number].value;
        let (_, after) = self.beside(number);
        self.is_falling_turn(number) || after.is_some_and(|after| Some(after) < point)
    }

    fn beside(&self, number: usize) -> (Option<Perception>, Option<Perception>) {
        let value = |number: usize| self.curve.points.get(number).and_then(|point| point.value);
        (number.checked_sub(1).and_then(value), value(number + 1))
    }

    /// Whether the line comes from above and does not go on downward: the number then stands below the point.
    fn is_dip(&self, number: usize, value: Perception) -> bool {
        let (before, after) = self.beside(number);
        before.is_some_and(|before| before > value) && after.is_none_or(|after| after >= value)
    }

    /// Where a point's number stands: above it or, in a dip, below, aside from a line that rises or falls through it.
    fn number_place(&self, number: usize, value: Perception, (x, y): (i32, i32)) -> (i32, i32) {
        let ring = if self.curve.turn.is_some_and(|turn| turn.at == number) { 4 } else { 0 };
        let (above, below) = (y - 10 - ring, y + 20 + ring);
        match self.beside(number) {
            _ if self.is_dip(number, value) => (x, below),
            _ if self.is_falling_turn(number) => (x - 8, below),
            (_, Some(after)) if after > value => (x - 8 - ring, above),
            (Some(before), _) if before > value => (x + 8, above),
            _ => (x, above),
        }
    }
}
