//! Lays the service blueprint of a stage out: the lines of each box, and where everything stands. Boxes grow with their
//! words, rows with their boxes.

use super::in_language;
use super::layout::{MARGIN, Rect};
use super::wrap::Font;
use crate::locale::Locale;
use crate::model::*;
use crate::service_blueprint::{Actor, BlueprintColumn, BlueprintRow, BlueprintStep, StageBlueprint};

pub(super) const CONTACT_NAME: Font = Font::bold(13);
pub(super) const ROW_NAME: Font = Font::bold(13);
pub(super) const LINE_NAME: Font = Font::plain(11);
pub(super) const ACTOR: Font = Font::bold(11);
pub(super) const STEP: Font = Font::plain(12);
pub(super) const FAILS: Font = Font::plain(11);

/// The room between a box's edge and its text.
pub(super) const BOX_PAD: i32 = 10;
/// The radius of a hand-over's number, and the room that it takes.
pub(super) const NUMBER: i32 = 9;
pub(super) const NUMBER_ROOM: i32 = 2 * NUMBER + 5;
/// The room above a contact's name, for its code.
pub(super) const CODE_ROOM: i32 = 18;
/// The widths of a box: where there are few, they share the room of a page.
const BOX_WIDTHS: (i32, i32) = (216, 300);
const PAGE_WIDTH: i32 = 960;
const COLUMN_GAP: i32 = 16;
const ROW_HEAD: i32 = 128;
/// The room between two boxes of a column, for an arrow.
const STEP_GAP: i32 = 16;
/// The room around a line between two rows, besides its name.
const LINE_GAP: i32 = 26;
/// More lines than any text has.
const ALL_LINES: usize = 10_000;

/// What the words of a blueprint are read with.
#[derive(Clone, Copy)]
pub(super) struct BlueprintWords<'a> {
    pub site: &'a Site,
    pub map: &'a Map,
    pub locale: &'a Locale,
    pub language: &'a Tag,
}

/// A box with its words.
pub(super) struct StepBox<'a> {
    pub step: &'a BlueprintStep<'a>,
    /// Who does it, or that it is a hole.
    pub head: Vec<String>,
    pub text: Vec<String>,
    pub fails: Vec<String>,
    pub rect: Rect,
}

/// A row with its boxes, and the line below it.
pub(super) struct PlacedRow<'a> {
    pub row: BlueprintRow,
    pub name: Vec<String>,
    pub y: i32,
    /// By column.
    pub boxes: Vec<Vec<StepBox<'a>>>,
    /// The height of the line, and its name above it.
    pub line: Option<(i32, Vec<String>)>,
}

/// A column with the name of its contact.
pub(super) struct PlacedColumn {
    pub x: i32,
    pub width: i32,
    pub name: Vec<String>,
}

/// Where everything of a stage stands.
pub(super) struct BlueprintLayout<'a> {
    pub columns: Vec<PlacedColumn>,
    pub rows: Vec<PlacedRow<'a>>,
    pub size: (i32, i32),
}

impl<'a> BlueprintWords<'a> {
    /// A text without its Markdown.
    pub fn text(&self, text: &Text) -> String {
        prose(in_language(text, self.map, self.language))
    }

    fn actor(&self, actor: Actor<'_>) -> String {
        match actor {
            Actor::Role(role) => self.text(&self.site.config.role(role).name),
            Actor::System(system) => self.text(system),
        }
    }
}

impl<'a> StepBox<'a> {
    fn new(words: &BlueprintWords<'_>, step: &'a BlueprintStep<'a>, width: i32) -> Self {
        let text_width = width - 2 * BOX_PAD;
        let head = match step.actor_to_name() {
            Some(actor) => words.actor(actor),
            None if step.is_hole => format!("○ {}", words.locale.word("nothing-behind")),
            None => String::new(),
        };
        let fails = step.fails.map(|fails| {
            let (word, colon) = (words.locale.word("fails"), words.locale.word("drawing-colon"));
            format!("▲ {word}{colon}{}", words.text(fails))
        });
        let numbers = step.taken_over.len() as i32 * NUMBER_ROOM;
        let mut made = StepBox {
            step,
            head: ACTOR.wrap(&head, (text_width - numbers).max(4 * ACTOR.size), ALL_LINES),
            text: STEP.wrap(&words.text(step.text), text_width, ALL_LINES),
            fails: FAILS.wrap(&fails.unwrap_or_default(), text_width, ALL_LINES),
            rect: Rect { x: 0, y: 0, width, height: 0 },
        };
        let lines = |font: Font, lines: &[String]| lines.len() as i32 * font.leading();
        made.rect.height = 2 * BOX_PAD + made.head_height() + lines(STEP, &made.text) + lines(FAILS, &made.fails);
        made
    }

    /// The height of the numbers and the actor above the text.
    pub fn head_height(&self) -> i32 {
        let numbers = if self.step.taken_over.is_empty() { 0 } else { 2 * NUMBER + 4 };
        numbers.max(self.head.len() as i32 * ACTOR.leading())
    }
}

impl<'a> BlueprintLayout<'a> {
    pub fn new(words: &BlueprintWords<'_>, band: &'a StageBlueprint<'a>) -> Self {
        let width = (PAGE_WIDTH / band.columns.len().max(1) as i32).clamp(BOX_WIDTHS.0, BOX_WIDTHS.1);
        let place = |(number, column): (usize, &BlueprintColumn<'_>)| PlacedColumn {
            x: MARGIN + ROW_HEAD + number as i32 * (width + COLUMN_GAP),
            width,
            name: CONTACT_NAME.wrap(&words.text(&column.touchpoint.name), width, ALL_LINES),
        };
        let columns: Vec<_> = band.columns.iter().enumerate().map(place).collect();
        let lines = columns.iter().map(|column| column.name.len()).max().unwrap_or(0) as i32;
        let mut y = MARGIN + CODE_ROOM + lines * CONTACT_NAME.leading() + 12;
        let mut rows = Vec::new();
        for &row in &band.rows {
            let (placed, end) = place_row(words, band, row, &columns, y);
            rows.push(placed);
            y = end;
        }
        let right = columns.last().map_or(0, |column| column.x + column.width);
        BlueprintLayout { size: (right + MARGIN, y), columns, rows }
    }

    /// The height of what the customer sees: up to the line of visibility.
    pub fn height_in_sight(&self) -> i32 {
        let lines = self.rows.iter().filter(|row| row.row == BlueprintRow::Front).filter_map(|row| row.line.as_ref());
        lines.map(|(y, _)| y + 4).next().unwrap_or(self.size.1)
    }
}

/// Places a row below `top`; gives where the next one begins, too.
fn place_row<'a>(
    words: &BlueprintWords<'_>,
    band: &'a StageBlueprint<'a>,
    row: BlueprintRow,
    columns: &[PlacedColumn],
    top: i32,
) -> (PlacedRow<'a>, i32) {
    let name = ROW_NAME.wrap(words.locale.word(row.key()), ROW_HEAD - 16, ALL_LINES);
    let mut bottom = top + name.len() as i32 * ROW_NAME.leading();
    let mut boxes = Vec::new();
    for (column, place) in band.columns.iter().zip(columns) {
        let (mut placed, mut y) = (Vec::new(), top);
        for step in column.steps(row) {
            let mut made = StepBox::new(words, step, place.width);
            (made.rect.x, made.rect.y) = (place.x, y);
            y += made.rect.height + STEP_GAP;
            bottom = bottom.max(y - STEP_GAP);
            placed.push(made);
        }
        boxes.push(placed);
    }
    let line = row.line_below().map(|key| {
        let name = LINE_NAME.wrap(words.locale.word(key), ROW_HEAD - 8, ALL_LINES);
        bottom += LINE_GAP / 2 + name.len() as i32 * LINE_NAME.leading();
        (bottom, name)
    });
    let end = bottom + if line.is_some() { LINE_GAP / 2 } else { COLUMN_GAP };
    (PlacedRow { row, name, y: top, boxes, line }, end)
}
