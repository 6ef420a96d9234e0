//! Draws the journey of one map as SVG on the method's grid.

use super::journey_contents::*;
use super::layout::{COLUMN_WIDTH, Layout, MARGIN, Rect};
use super::legend::{Legend, LegendEntry};
use super::paint::{Medium, Paint, dark_style};
use super::shapes::{Anchor, ArrowStyle, Fill, FrameStyle, SOLID, TextStyle};
use super::svg::{AltText, Svg};
use super::wrap::Font;
use super::{in_language, signed};
use crate::graph::{Graph, ImpliedStep, LinkKind};
use crate::locale::Locale;
use crate::model::*;

/// Beside a box's perception: whether customers leave with more than they come with.
const SATISFACTION: Font = Font::plain(10);
const CODE: Font = Font::bold(11);
const CELL_WORD: Font = Font::bold(13);

/// The journey of one map as SVG: the grid, its touchpoints in their order, the implied steps and the written links.
/// Only where it `shows_gaps` does it tell cells apart that are empty or cannot be read.
pub fn journey_svg(
    site: &Site,
    graph: &Graph,
    map: &Map,
    locale: &Locale,
    language: &Tag,
    medium: Medium,
    shows_gaps: bool,
) -> String {
    let journey = Journey::new(site, graph, map, locale, language, medium, shows_gaps);
    let layout = journey.lay_out();
    journey.draw(&layout)
}

impl Journey<'_> {
    fn draw(&self, layout: &Layout) -> String {
        let width = layout.end.0 + MARGIN;
        let legend_top = layout.end.1;
        let entries = self.legend_entries();
        let legend = Legend::arrange(&entries, self.locale, layout.columns[0], width - MARGIN);
        let size = (width, legend_top + legend.height() + MARGIN);
        let title = in_language(&self.map.title, self.map, self.language);
        let words = AltText {
            title: &self.locale.word("drawing-journey-title").replace("{map}", title),
            description: &self
                .locale
                .word("drawing-journey-desc")
                .replace("{touchpoints}", &self.boxes.len().to_string())
                .replace("{links}", &self.links.len().to_string()),
            language: self.language,
        };

        let mut svg = Svg::new(self.medium, size, &self.id, "d-journey", &words);
        self.define_pattern(&mut svg);
        if self.medium == Medium::File {
            self.draw_paper(&mut svg, size);
        }
        self.draw_column_headers(&mut svg, layout);
        self.draw_row_headers(&mut svg, layout);
        for at in CellAt::all() {
            self.draw_cell(&mut svg, at, layout.frame(at));
        }
        for (step, line) in self.steps.iter().zip(&layout.steps) {
            draw_step(&mut svg, step, line);
        }
        for (link, line) in self.links.iter().zip(&layout.links) {
            self.draw_link(&mut svg, link, line);
        }
        for (item, rect) in self.boxes.iter().zip(&layout.boxes) {
            self.draw_touchpoint(&mut svg, item, *rect);
        }
        legend.draw(&mut svg, legend_top);
        svg.finish()
    }

    fn legend_entries(&self) -> Vec<LegendEntry> {
        let is_jump = |link: &DrawnLink<'_>| link.kind == LinkKind::Jump;
        let rated = |item: &TouchpointBox<'_>| item.touchpoint.leaves_with().is_some();
        let shown = [
            (LegendEntry::Implied, !self.steps.is_empty()),
            (LegendEntry::Link, !self.links.iter().all(is_jump)),
            (LegendEntry::Jump, self.links.iter().any(is_jump)),
            (LegendEntry::Decisive, self.boxes.iter().any(TouchpointBox::is_decisive)),
            (LegendEntry::Chip, self.boxes.iter().any(rated)),
        ];
        shown.into_iter().filter_map(|(entry, shown)| shown.then_some(entry)).collect()
    }

    fn pattern_id(&self) -> String {
        format!("{}-waived", self.id)
    }

    fn define_pattern(&self, svg: &mut Svg) {
        svg.open("defs", &[]);
        let turned = "rotate(45)";
        svg.open(
            "pattern",
            &[
                ("id", &self.pattern_id()),
                ("width", &8),
                ("height", &8),
                ("patternUnits", &"userSpaceOnUse"),
                ("patternTransform", &turned),
            ],
        );
        let colour = Paint::Rule.on(self.medium);
        svg.empty("path", &[("d", &"M 0 0 V 8"), ("stroke", &colour), ("stroke-width", &1.5)]);
        svg.close();
        svg.close();
    }

    /// Draws what a page would give: the paper, the dark colours, the heading.
    fn draw_paper(&self, svg: &mut Svg, (width, height): (i32, i32)) {
        svg.leaf("style", &[], &dark_style());
        let paper = Paint::Paper.on(self.medium);
        svg.empty("rect", &[("class", &"d-paper"), ("width", &width), ("height", &height), ("fill", &paper)]);
        let at = (MARGIN, MARGIN + HEADING.size);
        svg.lines(TextStyle::new("d-heading", HEADING, Paint::Ink), at, None, &self.heading);
    }

    fn draw_column_headers(&self, svg: &mut Svg, layout: &Layout) {
        let (top, bottom) = (self.header_top(), self.header_bottom());
        for &stage in Stage::ALL {
            let x = layout.columns[stage.index()];
            let (cx, cy) = (x + BADGE, top + BADGE);
            svg.open("g", &[("class", &format!("d-column-header stage-{stage}"))]);
            let colour = Paint::Stage(stage).on(self.medium);
            svg.empty("circle", &[("cx", &cx), ("cy", &cy), ("r", &BADGE), ("fill", &colour)]);
            let letter = TextStyle::new("d-letter", Font::bold(16), Paint::Paper).centred();
            svg.line(letter, (cx, cy + 6), None, &stage.letter().to_string());
            let name = self.stage_name(stage);
            let lowered = if name.len() == 1 { 6 } else { 0 };
            let kind = TextStyle::new("d-stage-name", STAGE_NAME, Paint::Ink);
            svg.lines(kind, (x + BADGE_ROOM, top + STAGE_NAME.size - 1 + lowered), None, &name);
            let underline = format!("M {x} {y} h {COLUMN_WIDTH} v 3 h -{COLUMN_WIDTH} Z", y = bottom - 4);
            svg.shape("d-underline", &underline, Paint::Stage(stage));
            svg.close();
        }
    }

    fn draw_row_headers(&self, svg: &mut Svg, layout: &Layout) {
        for &phase in Phase::ALL {
            let (y, _) = layout.rows[phase.index()];
            svg.open("g", &[("class", &format!("d-row-header phase-{phase}"))]);
            let number = TextStyle::new("d-number", Font::bold(22), Paint::Muted);
            svg.line(number, (MARGIN, y + 22), None, &phase.number().to_string());
            let kind = TextStyle::new("d-phase-name", PHASE_NAME, Paint::Ink);
            svg.lines(kind, (MARGIN, y + 44), None, &self.phase_name(phase));
            svg.close();
        }
    }

    fn draw_cell(&self, svg: &mut Svg, at: CellAt, frame: Rect) {
        let coverage = self.map.coverage(at);
        let (class, fill, stroke, dashes) = match coverage {
            Coverage::Covered => ("covered", Fill::Paint(Paint::StageSoft(at.stage)), Paint::Rule, SOLID),
            Coverage::Waived => ("waived", Fill::Pattern(self.pattern_id()), Paint::Rule, SOLID),
            Coverage::Gap | Coverage::Unreadable if !self.shows_gaps => ("covered", Fill::Nothing, Paint::Rule, SOLID),
            Coverage::Gap => ("gap", Fill::Nothing, Paint::Muted, "7 5"),
            Coverage::Unreadable => ("unreadable", Fill::Nothing, Paint::Muted, "2 4"),
        };
        svg.open("g", &[("class", &format!("d-cell {class} stage-{}", at.stage)), ("data-cell", &at.code())]);
        svg.frame(frame, &FrameStyle { class: "d-frame", fill, stroke, weight: 1.0, dashes, radius: 10 });
        match self.cell_note(at) {
            (Some(word), reason) => draw_note(svg, frame, &format!("{} · {word}", at.code()), &reason),
            (None, _) => {
                let code = TextStyle::new("d-code", CODE, Paint::Stage(at.stage));
                svg.line(code, (frame.x + 16, frame.y + 21), None, &at.code());
            }
        }
        svg.close();
    }

    fn draw_link(&self, svg: &mut Svg, link: &DrawnLink<'_>, line: &[(i32, i32)]) {
        let (from, to) = (self.boxes[link.from].touchpoint, self.boxes[link.to].touchpoint);
        let class = format!("link {} stage-{}", link.kind.id(), from.cell.stage);
        svg.open("g", &[("class", &class), ("data-from", &from.id.value), ("data-to", &to.id.value)]);
        svg.leaf("title", &[], &self.with_reason(&format!("{} → {}", from.code(), to.code()), link.because));
        let style = if link.kind == LinkKind::Jump { &ArrowStyle::JUMP } else { &ArrowStyle::LINK };
        svg.arrow(line, Paint::Stage(from.cell.stage), style);
        svg.close();
    }

    fn with_reason(&self, what: &str, because: Option<&str>) -> String {
        let colon = self.locale.word("drawing-colon");
        because.map_or(what.to_owned(), |because| format!("{what}{colon}{because}"))
    }

    fn draw_touchpoint(&self, svg: &mut Svg, item: &TouchpointBox<'_>, rect: Rect) {
        let (touchpoint, stage) = (item.touchpoint, item.touchpoint.cell.stage);
        let class = format!("tp stage-{stage} importance-{}", touchpoint.importance.id());
        let (id, cell) = (&touchpoint.id.value, touchpoint.cell.code());
        // Whether the cell's implied step is this touchpoint's too.
        let onward = if touchpoint.leads_to.is_none() { "implied" } else { "written" };
        svg.open("g", &[("class", &class), ("data-id", id), ("data-cell", &cell), ("data-onward", &onward)]);
        svg.open_link(Some(&self.medium.address_of_card(&self.map.name, &self.map.name, id)));
        svg.leaf("title", &[], &self.box_title(item));
        let weight = if item.is_decisive() { 2.75 } else { 1.25 };
        let (fill, stroke) = (Fill::Paint(Paint::Paper), Paint::Stage(stage));
        svg.frame(rect, &FrameStyle { class: "d-box", fill, stroke, weight, dashes: SOLID, radius: 6 });

        let (x, y, code) = (rect.x + BOX_PAD, rect.y, touchpoint.code());
        svg.line(TextStyle::new("d-code", CODE, Paint::Stage(stage)), (x, y + 19), None, &code);
        if item.is_decisive() {
            let diamond = format!("M {} {} l 6 6 l -6 6 l -6 -6 Z", x + CODE.width(&code) + 10, y + 9);
            svg.shape("d-decisive", &diamond, Paint::Stage(stage));
        }
        if let Some(left_with) = touchpoint.leaves_with() {
            let chip = Rect { x: rect.right() - BOX_PAD - 28, y: y + 7, width: 30, height: 17 };
            svg.perception_chip(chip, left_with.value);
            if let Some(satisfaction) = touchpoint.satisfaction() {
                let style =
                    TextStyle { anchor: Anchor::End, ..TextStyle::new("d-satisfaction", SATISFACTION, Paint::Muted) };
                svg.line(style, (chip.x - 6, y + 19), None, self.locale.word(satisfaction.key()));
            }
        }
        let font = item.name_font();
        let name = TextStyle::new("d-name", font, Paint::Ink);
        svg.lines(name, (x, y + BOX_HEAD + font.size), item.other_language, &item.name);
        svg.close();

        let mut y = rect.y + BOX_HEAD + item.name.len() as i32 * font.leading() + PILL_GAP;
        for pill in &item.pills {
            self.draw_pill(svg, pill, stage, Rect { x, y, width: pill.width(), height: pill.height() });
            y += pill.height() + PILL_GAP;
        }
        svg.close();
    }

    /// The title of a box, which a resting pointer shows: its unshortened name, and its marks in words.
    fn box_title(&self, item: &TouchpointBox<'_>) -> String {
        let mut title = format!("{} {}", item.touchpoint.code(), item.full_name);
        if item.is_decisive() {
            title.push_str(" · ");
            title.push_str(self.locale.term(Importance::High));
        }
        if let Some(left_with) = item.touchpoint.leaves_with() {
            let (word, colon) = (self.locale.word("drawing-leaves-with"), self.locale.word("drawing-colon"));
            title.push_str(&format!(" · {word}{colon}{}", signed(left_with.value)));
        }
        if let Some(satisfaction) = item.touchpoint.satisfaction() {
            title.push_str(&format!(" · {}", self.locale.word(satisfaction.key())));
        }
        title
    }

    fn draw_pill(&self, svg: &mut Svg, pill: &Pill<'_>, stage: Stage, rect: Rect) {
        svg.open("g", &[("class", &format!("d-pill {}", pill.class))]);
        svg.open_link(pill.address.as_deref());
        svg.leaf("title", &[], &self.with_reason(&pill.full, pill.because));
        let fill = if pill.class == "end" { Fill::Nothing } else { Fill::Paint(Paint::StageSoft(stage)) };
        let dashes = if pill.because.is_some() { "4 3" } else { SOLID };
        svg.frame(
            rect,
            &FrameStyle { class: "d-pill-frame", fill, stroke: Paint::Rule, weight: 1.0, dashes, radius: 8 },
        );
        let at = (rect.x + PILL_PAD, rect.y + 3 + PILL.size);
        svg.lines(TextStyle::new("d-pill-text", PILL, Paint::Ink), at, None, &pill.lines);
        svg.close();
        svg.close();
    }
}

/// Draws the word and the reason of a cell without touchpoints, on plain paper above the pattern.
fn draw_note(svg: &mut Svg, frame: Rect, word: &str, reason: &[String]) {
    let words = CELL_WORD.wrap(word, TEXT_WIDTH, 2);
    let widths = words.iter().map(|line| CELL_WORD.width(line));
    let width = widths.chain(reason.iter().map(|line| NOTE.width(line))).max().unwrap_or(0) + 20;
    let height = words.len() as i32 * CELL_WORD.leading() + reason.len() as i32 * NOTE.leading() + 12;
    // In a high row the word stays near the top, where one looks for it.
    let (x, y) = frame.upper(height + 48).middle();
    let label = Rect { x: x - width / 2, y: y - height / 2, width, height };
    let (fill, stroke) = (Fill::Paint(Paint::Paper), Paint::Paper);
    svg.frame(label, &FrameStyle { class: "d-label", fill, stroke, weight: 1.0, dashes: SOLID, radius: 6 });
    let first = label.y + 5 + CELL_WORD.size;
    svg.lines(TextStyle::new("d-word", CELL_WORD, Paint::Muted).centred(), (x, first), None, &words);
    let next = first + words.len() as i32 * CELL_WORD.leading();
    svg.lines(TextStyle::new("d-reason", NOTE, Paint::Muted).centred(), (x, next), None, reason);
}

fn draw_step(svg: &mut Svg, step: &ImpliedStep, line: &[(i32, i32)]) {
    let class = format!("implied stage-{}", step.from.stage);
    svg.open("g", &[("class", &class), ("data-from", &step.from.code()), ("data-to", &step.to.code())]);
    svg.arrow(line, Paint::Stage(step.from.stage), &ArrowStyle::IMPLIED);
    svg.close();
}
