//! Gathers what the drawing of a journey shows, before anything has a place: boxes, links, and the words of cells.

use super::layout::{self, BOX_WIDTH, COLUMN_WIDTH, Layout, LayoutInput, MARGIN, ROW_HEAD, up_to_grid};
use super::paint::Medium;
use super::svg::safe_id;
use super::wrap::Font;
use super::{ends_journey, in_language};
use crate::graph::{Graph, ImpliedStep, LinkKind};
use crate::locale::Locale;
use crate::model::*;

pub(super) const NAME: Font = Font::plain(13);
pub(super) const DECISIVE_NAME: Font = Font::bold(13);
pub(super) const PILL: Font = Font::plain(11);
pub(super) const STAGE_NAME: Font = Font::bold(15);
pub(super) const PHASE_NAME: Font = Font::bold(13);
pub(super) const NOTE: Font = Font::plain(12);
pub(super) const HEADING: Font = Font::bold(18);

/// The room between a box's edge and its text.
pub(super) const BOX_PAD: i32 = 12;
pub(super) const TEXT_WIDTH: i32 = BOX_WIDTH - 2 * BOX_PAD;
/// The line with the code, above the name.
pub(super) const BOX_HEAD: i32 = 26;
pub(super) const PILL_PAD: i32 = 9;
pub(super) const PILL_GAP: i32 = 5;
/// The radius of the letter's badge in a column header, and the room it takes.
pub(super) const BADGE: i32 = 15;
pub(super) const BADGE_ROOM: i32 = 42;

/// What is drawn, before it has a place.
pub(super) struct Journey<'a> {
    pub map: &'a Map,
    pub locale: &'a Locale,
    pub language: &'a Tag,
    pub medium: Medium,
    /// Whether cells are told apart that are empty or cannot be read.
    pub shows_gaps: bool,
    pub id: String,
    pub heading: Vec<String>,
    pub boxes: Vec<TouchpointBox<'a>>,
    pub links: Vec<DrawnLink<'a>>,
    pub steps: Vec<ImpliedStep>,
}

/// The contents of a touchpoint's box.
pub(super) struct TouchpointBox<'a> {
    pub touchpoint: &'a Touchpoint,
    pub full_name: &'a str,
    /// The language of the name, where it is not that of the drawing.
    pub other_language: Option<&'a Tag>,
    pub name: Vec<String>,
    pub pills: Vec<Pill<'a>>,
}

/// A label at the foot of a box: a link to another map, or that the journey ends.
pub(super) struct Pill<'a> {
    pub class: &'static str,
    pub address: Option<String>,
    pub lines: Vec<String>,
    pub full: String,
    pub because: Option<&'a str>,
}

impl Pill<'_> {
    pub fn width(&self) -> i32 {
        self.lines.iter().map(|line| PILL.width(line)).max().unwrap_or(0) + 2 * PILL_PAD
    }

    pub fn height(&self) -> i32 {
        self.lines.len() as i32 * PILL.leading() + 6
    }
}

/// A written link between two boxes.
pub(super) struct DrawnLink<'a> {
    pub from: usize,
    pub to: usize,
    pub kind: LinkKind,
    pub because: Option<&'a str>,
}

impl TouchpointBox<'_> {
    pub fn is_decisive(&self) -> bool {
        self.touchpoint.importance == Importance::High
    }

    pub fn name_font(&self) -> Font {
        if self.is_decisive() { DECISIVE_NAME } else { NAME }
    }

    pub fn height(&self) -> i32 {
        let name = self.name.len() as i32 * self.name_font().leading();
        let pills: i32 = self.pills.iter().map(|pill| pill.height() + PILL_GAP).sum();
        up_to_grid(BOX_HEAD + name + pills + 10)
    }
}

impl<'a> Journey<'a> {
    pub fn new(
        site: &'a Site,
        graph: &Graph,
        map: &'a Map,
        locale: &'a Locale,
        language: &'a Tag,
        medium: Medium,
        shows_gaps: bool,
    ) -> Self {
        let mut journey = Journey {
            map,
            locale,
            language,
            medium,
            shows_gaps,
            id: format!("journey-{}", safe_id(&map.name)),
            heading: Vec::new(),
            boxes: Vec::new(),
            links: Vec::new(),
            steps: graph.implied_steps(map),
        };
        if medium == Medium::File {
            let title = in_language(&map.title, map, language);
            journey.heading = HEADING.wrap(title, 4 * COLUMN_WIDTH, 2);
        }
        for (number, touchpoint) in map.touchpoints.iter().enumerate() {
            journey.add_box(site, number, touchpoint);
        }
        journey
    }

    fn add_box(&mut self, site: &'a Site, number: usize, touchpoint: &'a Touchpoint) {
        let (tag, full_name) = touchpoint.name.read_in(self.language, &self.map.language);
        let mut touchpoint_box = TouchpointBox {
            touchpoint,
            full_name,
            other_language: (tag != self.language).then_some(tag),
            name: Vec::new(),
            pills: Vec::new(),
        };
        touchpoint_box.name = touchpoint_box.name_font().wrap(full_name, TEXT_WIDTH, 12);
        for link in touchpoint.leads_to.iter().flat_map(|links| &links.value) {
            let because = link.because.as_ref().map(|because| in_language(because, self.map, self.language));
            match link.to {
                LinkEnd::Touchpoint(to) if to.map == self.map.id => {
                    let from = TouchpointId { map: self.map.id, index: number as u32 };
                    let kind = LinkKind::of(site, from, to);
                    self.links.push(DrawnLink { from: number, to: to.index as usize, kind, because });
                }
                LinkEnd::Touchpoint(to) => touchpoint_box.pills.push(self.link_to_other_map(site, to, because)),
                LinkEnd::Unreadable => {
                    let words = format!("↗ {}", self.locale.word("drawing-unreadable-map"));
                    touchpoint_box.pills.push(pill("onward unreadable", words, None, because));
                }
            }
        }
        if ends_journey(touchpoint) {
            let words = format!("■ {}", self.locale.word("drawing-end"));
            touchpoint_box.pills.push(pill("end", words, None, None));
        }
        self.boxes.push(touchpoint_box);
    }

    /// The label for a link to a touchpoint of another map.
    fn link_to_other_map(&self, site: &Site, to: TouchpointId, because: Option<&'a str>) -> Pill<'a> {
        let (map, touchpoint) = (site.map(to.map), site.touchpoint(to));
        let title = in_language(&map.title, map, self.language);
        let name = in_language(&touchpoint.name, map, self.language);
        let address = self.medium.address_of_card(&self.map.name, &map.name, &touchpoint.id.value);
        pill("onward", format!("↗ {title} / {name}"), Some(address), because)
    }

    pub fn lay_out(&self) -> Layout {
        let boxes: Vec<_> = self.boxes.iter().map(|item| (item.touchpoint.cell, item.height())).collect();
        let links: Vec<_> = self.links.iter().map(|link| (link.from, link.to)).collect();
        let mut row_heights = [0; Phase::COUNT];
        for at in CellAt::all() {
            let name = self.phase_name(at.phase);
            let header = 40 + name.len() as i32 * PHASE_NAME.leading();
            let cell = layout::CELL_HEAD + self.cell_note(at).1.len() as i32 * NOTE.leading() + 48;
            let row = &mut row_heights[at.phase.index()];
            *row = (*row).max(header).max(cell);
        }
        let input =
            LayoutInput { boxes: &boxes, links: &links, steps: &self.steps, row_heights, top: self.header_bottom() };
        layout::lay_out(&input)
    }

    pub fn header_top(&self) -> i32 {
        let heading = self.heading.len() as i32 * HEADING.leading();
        MARGIN + if heading > 0 { heading + 12 } else { 0 }
    }

    pub fn header_bottom(&self) -> i32 {
        let lines = Stage::ALL.iter().map(|&stage| self.stage_name(stage).len()).max().unwrap_or(1) as i32;
        self.header_top() + (lines * STAGE_NAME.leading()).max(2 * BADGE) + 14
    }

    /// A stage's name; it may reach into the gutter, where no lane comes so high.
    pub fn stage_name(&self, stage: Stage) -> Vec<String> {
        STAGE_NAME.wrap(self.locale.term(stage), COLUMN_WIDTH - BADGE_ROOM + MARGIN, 3)
    }

    pub fn phase_name(&self, phase: Phase) -> Vec<String> {
        PHASE_NAME.wrap(self.locale.term(phase), ROW_HEAD - 16, 6)
    }

    /// What a cell without touchpoints says: its word, and the lines of its reason.
    pub fn cell_note(&self, at: CellAt) -> (Option<&str>, Vec<String>) {
        let reason = || {
            let text = self.map.waiver(at)?.reason.as_ref()?;
            Some(NOTE.wrap(in_language(text, self.map, self.language), TEXT_WIDTH, 6))
        };
        match self.map.coverage(at) {
            Coverage::Covered => (None, Vec::new()),
            Coverage::Waived => (Some(self.locale.word("drawing-waived")), reason().unwrap_or_default()),
            Coverage::Gap | Coverage::Unreadable if !self.shows_gaps => (None, Vec::new()),
            Coverage::Gap => (Some(self.locale.word("drawing-gap")), Vec::new()),
            Coverage::Unreadable => (Some(self.locale.word("drawing-unreadable-cell")), Vec::new()),
        }
    }
}

fn pill<'a>(class: &'static str, full: String, address: Option<String>, because: Option<&'a str>) -> Pill<'a> {
    Pill { class, lines: PILL.wrap(&full, TEXT_WIDTH - 2 * PILL_PAD, 3), full, address, because }
}
