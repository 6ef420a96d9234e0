//! Draws the shapes of a drawing: lines of text, frames, arrows, chips.

use super::layout::Rect;
use super::paint::{Medium, Paint};
use super::signed;
use super::svg::{Attribute, Svg};
use super::wrap::Font;
use crate::model::{Perception, Tag};

/// How a line of text looks.
#[derive(Clone, Copy)]
pub(super) struct TextStyle {
    pub class: &'static str,
    pub font: Font,
    pub paint: Paint,
    pub anchor: Anchor,
}

/// Which part of a line stands at its place.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl TextStyle {
    pub const fn new(class: &'static str, font: Font, paint: Paint) -> Self {
        Self { class, font, paint, anchor: Anchor::Start }
    }

    pub const fn centred(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }
}

/// What a frame is filled with.
pub(super) enum Fill {
    Nothing,
    Paint(Paint),
    /// The pattern of that id.
    Pattern(String),
}

/// How a frame looks.
pub(super) struct FrameStyle {
    pub class: &'static str,
    pub fill: Fill,
    pub stroke: Paint,
    pub weight: f64,
    pub dashes: &'static str,
    pub radius: i32,
}

/// The dashes of a line that has none.
pub(super) const SOLID: &str = "none";

/// How an arrow looks.
pub(super) struct ArrowStyle {
    pub weight: f64,
    pub dashes: &'static str,
    /// The length of the head, and half its width.
    pub head: (i32, i32),
    /// Whether a dot says where it starts.
    pub dot: bool,
}

impl ArrowStyle {
    /// An implied step, from cell to cell.
    pub const IMPLIED: ArrowStyle = ArrowStyle { weight: 4.0, dashes: SOLID, head: (10, 8), dot: false };
    /// A link that explains itself.
    pub const LINK: ArrowStyle = ArrowStyle { weight: 1.5, dashes: SOLID, head: (8, 4), dot: true };
    /// A jump.
    pub const JUMP: ArrowStyle = ArrowStyle { weight: 1.5, dashes: "5 3", head: (8, 4), dot: true };
}

/// The radius of an arrow's corners.
const CORNER: i32 = 5;

impl Svg {
    /// A line of text with its baseline at `at`; `other_language` is its language where it is not the drawing's.
    pub fn line(&mut self, kind: TextStyle, at: (i32, i32), other_language: Option<&Tag>, text: &str) {
        let (size, colour) = (kind.font.size, kind.paint.on(self.medium));
        let mut attributes: Vec<Attribute<'_>> =
            vec![("class", &kind.class), ("x", &at.0), ("y", &at.1), ("font-size", &size), ("fill", &colour)];
        if kind.font.bold {
            attributes.push(("font-weight", &"700"));
        }
        match kind.anchor {
            Anchor::Start => {}
            Anchor::Middle => attributes.push(("text-anchor", &"middle")),
            Anchor::End => attributes.push(("text-anchor", &"end")),
        }
        if let Some(tag) = &other_language {
            attributes.push(("lang", tag));
        }
        self.leaf("text", &attributes, text);
    }

    /// A line of text that stays legible where it crosses others.
    pub fn haloed_line(&mut self, kind: TextStyle, at: (i32, i32), text: &str) {
        let paper = Paint::Paper.on(self.medium);
        self.open(
            "g",
            &[("paint-order", &"stroke"), ("stroke", &paper), ("stroke-width", &4), ("stroke-linejoin", &"round")],
        );
        self.line(kind, at, None, text);
        self.close();
    }

    /// Lines of text, one below the other, the first with its baseline at `at`.
    pub fn lines(&mut self, kind: TextStyle, at: (i32, i32), other_language: Option<&Tag>, lines: &[String]) {
        for (number, text) in lines.iter().enumerate() {
            self.line(kind, (at.0, at.1 + number as i32 * kind.font.leading()), other_language, text);
        }
    }

    /// A frame.
    pub fn frame(&mut self, rect: Rect, look: &FrameStyle) {
        let fill = match &look.fill {
            Fill::Nothing => "none".to_owned(),
            Fill::Paint(paint) => paint.on(self.medium),
            Fill::Pattern(id) => format!("url(#{id})"),
        };
        let stroke = look.stroke.on(self.medium);
        let mut attributes: Vec<Attribute<'_>> = vec![
            ("class", &look.class),
            ("x", &rect.x),
            ("y", &rect.y),
            ("width", &rect.width),
            ("height", &rect.height),
            ("rx", &look.radius),
            ("fill", &fill),
            ("stroke", &stroke),
            ("stroke-width", &look.weight),
        ];
        if look.dashes != SOLID {
            attributes.push(("stroke-dasharray", &look.dashes));
        }
        self.empty("rect", &attributes);
    }

    /// A filled shape.
    pub fn shape(&mut self, class: &str, outline: &str, paint: Paint) {
        let colour = paint.on(self.medium);
        self.empty("path", &[("class", &class), ("d", &outline), ("fill", &colour)]);
    }

    /// Draws an arrow along a line, its corners rounded, its tip at the end.
    pub fn arrow(&mut self, line: &[(i32, i32)], paint: Paint, style: &ArrowStyle) {
        let (Some(&start), [.., before, tip]) = (line.first(), line) else { return };
        let (dx, dy) = ((tip.0 - before.0).signum(), (tip.1 - before.1).signum());
        let (length, half) = style.head;
        let base = (tip.0 - dx * length, tip.1 - dy * length);
        // The shaft ends inside the head, so that the tip stays sharp.
        let mut shaft = line.to_vec();
        if let Some(last) = shaft.last_mut() {
            *last = (base.0 + dx, base.1 + dy);
        }
        let (outline, colour) = (rounded(&shaft), paint.on(self.medium));
        if style.dot {
            self.pointer_target(&outline, &colour);
        }
        self.shaft(&outline, &colour, style);
        let (left, right) = ((base.0 - dy * half, base.1 + dx * half), (base.0 + dy * half, base.1 - dx * half));
        let head = format!("M {} {} L {} {} L {} {} Z", tip.0, tip.1, left.0, left.1, right.0, right.1);
        self.shape("d-head", &head, paint);
        if style.dot {
            let (x, y) = start;
            self.empty("circle", &[("class", &"d-dot"), ("cx", &x), ("cy", &y), ("r", &2.5), ("fill", &colour)]);
        }
    }

    /// A wide invisible line: a pointer need not hit the thin one to read its title.
    fn pointer_target(&mut self, outline: &str, colour: &str) {
        let attributes: [Attribute<'_>; 7] = [
            ("class", &"d-reach"),
            ("d", &outline),
            ("fill", &"none"),
            ("stroke", &colour),
            ("stroke-width", &7),
            ("stroke-opacity", &0),
            ("pointer-events", &"stroke"),
        ];
        self.empty("path", &attributes);
    }

    fn shaft(&mut self, outline: &str, colour: &str, style: &ArrowStyle) {
        let mut attributes: Vec<Attribute<'_>> = vec![
            ("class", &"d-line"),
            ("d", &outline),
            ("fill", &"none"),
            ("stroke", &colour),
            ("stroke-width", &style.weight),
        ];
        if style.dashes != SOLID {
            attributes.push(("stroke-dasharray", &style.dashes));
        }
        self.empty("path", &attributes);
    }

    /// A perception as a signed number; below zero the chip is filled, so that it shows without colour.
    pub fn perception_chip(&mut self, rect: Rect, perception: Perception) {
        let (fill, ink) = if perception < 0 { (Paint::Ink, Paint::Paper) } else { (Paint::Paper, Paint::Ink) };
        let look = FrameStyle {
            class: "d-chip",
            fill: Fill::Paint(fill),
            stroke: Paint::Ink,
            weight: 1.0,
            dashes: SOLID,
            radius: rect.height / 2,
        };
        self.frame(rect, &look);
        let number = TextStyle::new("d-perception", Font::bold(11), ink).centred();
        self.line(number, (rect.middle().0, rect.middle().1 + 4), None, &signed(perception));
    }

    /// Opens a link, where there is a page to lead to; else a group. Closed by [`Svg::close`].
    pub fn open_link(&mut self, address: Option<&str>) {
        match (self.medium, address) {
            (Medium::Page | Medium::Overview, Some(address)) => self.open("a", &[("href", &address)]),
            (Medium::StandalonePage, Some(address)) if address.starts_with('#') => {
                self.open("a", &[("href", &address)])
            }
            _ => self.open("g", &[]),
        }
    }
}

/// The outline of a line, each corner a quarter turn.
fn rounded(line: &[(i32, i32)]) -> String {
    let mut outline = String::new();
    let toward = |from: (i32, i32), to: (i32, i32), by: i32| {
        (from.0 + (to.0 - from.0).signum() * by, from.1 + (to.1 - from.1).signum() * by)
    };
    let length = |from: (i32, i32), to: (i32, i32)| (to.0 - from.0).abs() + (to.1 - from.1).abs();
    for (number, &corner) in line.iter().enumerate() {
        let (x, y) = corner;
        let neighbours = number.checked_sub(1).and_then(|before| line.get(before)).zip(line.get(number + 1));
        if let Some((&before, &after)) = neighbours {
            let radius = CORNER.min(length(before, corner) / 2).min(length(corner, after) / 2);
            let ((x1, y1), (x2, y2)) = (toward(corner, before, radius), toward(corner, after, radius));
            outline.push_str(&format!(" L {x1} {y1} Q {x} {y} {x2} {y2}"));
        } else {
            let command = if number == 0 { "M" } else { " L" };
            outline.push_str(&format!("{command} {x} {y}"));
        }
    }
    outline
}
