//! Draws the service blueprint of a map as SVG: a stage by itself for a page, or all stages as a file.

use super::blueprint_layout::*;
use super::layout::{MARGIN, Rect};
use super::paint::{Medium, Paint, dark_style};
use super::shapes::{ArrowStyle, Fill, FrameStyle, SOLID, TextStyle};
use super::svg::{AltText, Svg, safe_id};
use super::wrap::Font;
use crate::locale::Locale;
use crate::model::*;
use crate::service_blueprint::{BlueprintRow, StageBlueprint};

const HEADING: Font = Font::bold(18);
const STAGE: Font = Font::bold(15);
const CODE: Font = Font::bold(11);
const ARROW: ArrowStyle = ArrowStyle { weight: 1.25, dashes: SOLID, head: (7, 4), dot: false };

/// The blueprint of a stage as SVG.
pub struct BlueprintDrawing {
    /// The drawing.
    pub svg: String,
    /// Its width and height.
    pub size: (i32, i32),
    /// Its height down to the line of visibility.
    pub height_in_sight: i32,
}

/// Draws the band of a stage for a page beside that with the cards.
pub fn stage_blueprint_svg(
    site: &Site,
    map: &Map,
    band: &StageBlueprint<'_>,
    locale: &Locale,
    language: &Tag,
) -> BlueprintDrawing {
    let words = BlueprintWords { site, map, locale, language };
    let layout = BlueprintLayout::new(&words, band);
    let id = format!("blueprint-{}-{}", safe_id(&map.name), band.stage);
    let mut svg = Svg::new(Medium::Overview, layout.size, &id, "d-blueprint", &alt_text(&words, &title(&words)));
    draw_band(&mut svg, &words, band, &layout);
    BlueprintDrawing { svg: svg.finish(), size: layout.size, height_in_sight: layout.height_in_sight() }
}

/// Draws all bands as a file.
pub fn blueprint_svg(site: &Site, map: &Map, bands: &[StageBlueprint<'_>], locale: &Locale, language: &Tag) -> String {
    let words = BlueprintWords { site, map, locale, language };
    let layouts: Vec<_> = bands.iter().map(|band| BlueprintLayout::new(&words, band)).collect();
    let width = layouts.iter().map(|layout| layout.size.0).max().unwrap_or(0);
    let (stage_room, title) = (STAGE.leading() + 8, title(&words));
    let heading = HEADING.wrap(&title, width - 2 * MARGIN, 3);
    let top = MARGIN + heading.len() as i32 * HEADING.leading() + 8;
    let height = top + layouts.iter().map(|layout| stage_room + layout.size.1).sum::<i32>();
    let id = format!("blueprint-{}", safe_id(&map.name));
    let mut svg = Svg::new(Medium::File, (width, height), &id, "d-blueprint", &alt_text(&words, &title));
    svg.leaf("style", &[], &dark_style());
    let paper = Paint::Paper.on(Medium::File);
    svg.empty("rect", &[("class", &"d-paper"), ("width", &width), ("height", &height), ("fill", &paper)]);
    svg.lines(TextStyle::new("d-heading", HEADING, Paint::Ink), (MARGIN, MARGIN + HEADING.size), None, &heading);
    let mut y = top;
    for (band, layout) in bands.iter().zip(&layouts) {
        let name = format!("{} {}", band.stage.letter(), locale.term(band.stage));
        svg.line(
            TextStyle::new("d-stage-name", STAGE, Paint::Stage(band.stage)),
            (MARGIN, y + STAGE.size),
            None,
            &name,
        );
        svg.open("g", &[("transform", &format!("translate(0 {})", y + stage_room))]);
        draw_band(&mut svg, &words, band, layout);
        svg.close();
        y += stage_room + layout.size.1;
    }
    svg.finish()
}

fn title(words: &BlueprintWords<'_>) -> String {
    let colon = words.locale.word("drawing-colon");
    format!("{}{colon}{}", words.locale.word("blueprint"), words.text(&words.map.title))
}

fn alt_text<'a>(words: &BlueprintWords<'a>, title: &'a str) -> AltText<'a> {
    AltText { title, description: words.locale.word("drawing-blueprint-desc"), language: words.language }
}

fn draw_band(svg: &mut Svg, words: &BlueprintWords<'_>, band: &StageBlueprint<'_>, layout: &BlueprintLayout<'_>) {
    draw_contacts(svg, words, band, layout);
    // What is out of sight is a group of its own, which a page can leave out.
    for (class, is_out_of_sight) in [("d-in-sight", false), ("d-out-of-sight", true)] {
        svg.open("g", &[("class", &class)]);
        for row in layout.rows.iter().filter(|row| row.row.is_out_of_sight() == is_out_of_sight) {
            draw_row(svg, band.stage, row, layout.size.0);
        }
        for column in 0..layout.columns.len() {
            let boxes = boxes_with_arrows(layout, column);
            for pair in boxes.windows(2).filter(|pair| pair[1].0.is_out_of_sight() == is_out_of_sight) {
                draw_arrow(svg, pair[0].1, pair[1].1);
            }
        }
        svg.close();
    }
}

fn draw_contacts(svg: &mut Svg, words: &BlueprintWords<'_>, band: &StageBlueprint<'_>, layout: &BlueprintLayout<'_>) {
    for (column, PlacedColumn { x, name, .. }) in band.columns.iter().zip(&layout.columns) {
        let touchpoint = column.touchpoint;
        let address = svg.medium.address_of_card(&words.map.name, &words.map.name, &touchpoint.id.value);
        svg.open_link(Some(&address));
        let code = TextStyle::new("d-code", CODE, Paint::Stage(band.stage));
        svg.line(code, (*x, MARGIN + CODE.size), None, &touchpoint.code());
        let style = TextStyle::new("d-name", CONTACT_NAME, Paint::Ink);
        svg.lines(style, (*x, MARGIN + CODE_ROOM + CONTACT_NAME.size), None, name);
        svg.close();
    }
}

fn draw_row(svg: &mut Svg, stage: Stage, row: &PlacedRow<'_>, width: i32) {
    let name = TextStyle::new("d-row-name", ROW_NAME, Paint::Ink);
    svg.lines(name, (MARGIN, row.y + ROW_NAME.size + 2), None, &row.name);
    for step in row.boxes.iter().flatten() {
        draw_step(svg, stage, row.row, step);
    }
    if let Some((y, name)) = &row.line {
        let is_of_visibility = row.row == BlueprintRow::Front;
        let (paint, weight, dashes) =
            if is_of_visibility { (Paint::Ink, 2.0, SOLID) } else { (Paint::Muted, 1.0, "6 4") };
        let (outline, colour) = (format!("M {MARGIN} {y} H {}", width - MARGIN), paint.on(svg.medium));
        svg.empty(
            "path",
            &[("d", &outline), ("stroke", &colour), ("stroke-width", &weight), ("stroke-dasharray", &dashes)],
        );
        let first = y - 5 - (name.len() as i32 - 1) * LINE_NAME.leading();
        svg.lines(TextStyle::new("d-line-name", LINE_NAME, Paint::Muted), (MARGIN, first), None, name);
    }
}

fn draw_step(svg: &mut Svg, stage: Stage, row: BlueprintRow, made: &StepBox<'_>) {
    let (is_hole, rect) = (made.step.is_hole, made.rect);
    let fill = match row {
        _ if is_hole => Fill::Nothing,
        BlueprintRow::Customer => Fill::Paint(Paint::StageSoft(stage)),
        _ => Fill::Paint(Paint::Paper),
    };
    let (stroke, dashes) = match row {
        _ if is_hole => (Paint::Ink, "5 4"),
        BlueprintRow::Customer | BlueprintRow::Front => (Paint::Stage(stage), SOLID),
        _ => (Paint::Muted, SOLID),
    };
    let class = if is_hole { "d-step d-hole" } else { "d-step" };
    svg.open("g", &[("class", &class)]);
    svg.frame(rect, &FrameStyle { class: "d-box", fill, stroke, weight: 1.25, dashes, radius: 6 });
    let (left, mut y) = (rect.x + BOX_PAD, rect.y + BOX_PAD);
    for (place, number) in made.step.taken_over.iter().enumerate() {
        let at = (left + NUMBER + place as i32 * NUMBER_ROOM, y + NUMBER - 2);
        draw_number(svg, at, *number);
    }
    let head = left + made.step.taken_over.len() as i32 * NUMBER_ROOM;
    svg.lines(TextStyle::new("d-actor", ACTOR, Paint::Muted), (head, y + ACTOR.size), None, &made.head);
    y += made.head_height();
    svg.lines(TextStyle::new("d-text", STEP, Paint::Ink), (left, y + STEP.size), None, &made.text);
    y += made.text.len() as i32 * STEP.leading();
    svg.lines(TextStyle::new("d-fails", FAILS, Paint::Muted), (left, y + FAILS.size), None, &made.fails);
    svg.close();
}

/// The number of a hand-over.
fn draw_number(svg: &mut Svg, (x, y): (i32, i32), number: usize) {
    let ink = Paint::Ink.on(svg.medium);
    svg.empty("circle", &[("class", &"d-number"), ("cx", &x), ("cy", &y), ("r", &NUMBER), ("fill", &ink)]);
    svg.line(TextStyle::new("d-figure", CODE, Paint::Paper).centred(), (x, y + 4), None, &number.to_string());
}

/// The boxes of a column that arrows join, from what the customer does down, each with its row.
fn boxes_with_arrows(layout: &BlueprintLayout<'_>, column: usize) -> Vec<(BlueprintRow, Rect)> {
    let rows = layout.rows.iter().filter(|row| row.row != BlueprintRow::Evidence);
    let boxes = rows.flat_map(|row| row.boxes[column].iter().map(|step| (row.row, step)));
    boxes.filter(|(_, step)| !step.step.is_hole).map(|(row, step)| (row, step.rect)).collect()
}

fn draw_arrow(svg: &mut Svg, from: Rect, to: Rect) {
    let x = from.middle().0;
    svg.arrow(&[(x, from.y + from.height), (x, to.y)], Paint::Muted, &ARROW);
}
