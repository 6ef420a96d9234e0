//! Where everything stands on a journey: boxes, cells, gutters and channels, and the way of every link. Geometry only.
//!
//! Four columns of boxes stand between five *gutters*, four rows between five *channels*. A link leaves its box
//! sideways, runs along a lane of the gutter there, and enters the other box sideways; where columns lie between, it
//! crosses them in a lane of a channel. So no link passes over a box or a text. Boxes stand on a grid of [`PITCH`];
//! links leave and enter on the right at its lines and on the left between them, so that neighbours never share a line.

use super::lanes::{LANE, Lanes};
use crate::graph::ImpliedStep;
use crate::model::{CellAt, Choice, Phase, Stage};

/// The grid that boxes stand on; also the distance between two links at one side of a box.
pub(super) const PITCH: i32 = 8;
/// The room around the whole.
pub(super) const MARGIN: i32 = 16;
/// The width of a box.
pub(super) const BOX_WIDTH: i32 = 192;
/// The room between a cell's frame and its boxes, at the sides and below.
pub(super) const CELL_PAD: i32 = 16;
/// The room between a cell's frame and its first box: the code stands there.
pub(super) const CELL_HEAD: i32 = 32;
/// The room between two boxes of a cell.
const BOX_GAP: i32 = 16;
/// The width of the row headers.
pub(super) const ROW_HEAD: i32 = 112;
/// The room between a frame and the first lane.
const GUTTER_EDGE: i32 = 12;
/// The room between a frame and the first lane of a channel; the implied step's arrow needs some length.
const CHANNEL_EDGE: i32 = 16;
/// How far from a frame's corner a step around waived cells leaves and enters: above or below the boxes.
const FRAME_PORT: i32 = 12;
/// How far links in one lane keep apart.
const APART: i32 = 12;

/// Where a column's frames are as wide.
pub(super) const COLUMN_WIDTH: i32 = BOX_WIDTH + 2 * CELL_PAD;

/// What is laid out.
pub(super) struct Parts<'a> {
    /// The boxes' cells and the heights that their contents need, in the order of the map.
    pub boxes: &'a [(CellAt, i32)],
    /// The links, from box to box.
    pub links: &'a [(usize, usize)],
    /// The implied steps.
    pub steps: &'a [ImpliedStep],
    /// The height that each row needs whatever its boxes, by [`Phase::index`].
    pub row_heights: [i32; Phase::COUNT],
    /// Where the first channel may begin.
    pub top: i32,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rect {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Rect {
    pub fn right(self) -> i32 {
        self.x + self.width
    }

    pub fn middle(self) -> (i32, i32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }

    /// The upper part of it, at most so high.
    pub fn upper(self, most: i32) -> Rect {
        Rect { height: self.height.min(most), ..self }
    }
}

/// The corners of a way from its start to its end; every leg is level or upright.
pub(super) type Way = Vec<(i32, i32)>;

/// Where everything stands.
pub(super) struct Layout {
    /// The boxes, in the order of the map.
    pub boxes: Vec<Rect>,
    /// The ways of the links, in their order.
    pub links: Vec<Way>,
    /// The ways of the implied steps, in their order.
    pub steps: Vec<Way>,
    /// The columns' left edges, by [`Stage::index`].
    pub columns: [i32; Stage::COUNT],
    /// The rows' upper edges and heights, by [`Phase::index`].
    pub rows: [(i32, i32); Phase::COUNT],
    /// The right edge of the last gutter and the lower edge of the last channel.
    pub end: (i32, i32),
}

impl Layout {
    /// The frame of a cell.
    pub fn frame(&self, at: CellAt) -> Rect {
        let (y, height) = self.rows[at.phase.index()];
        Rect { x: self.columns[at.stage.index()], y, width: COLUMN_WIDTH, height }
    }
}

/// A side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Which gutters a link runs in, and the channel between them where they are two.
#[derive(Clone, Copy)]
struct Plan {
    from: Side,
    to: Side,
    gutters: (usize, usize),
    /// The channel and its lane.
    channel: Option<(usize, usize)>,
}

impl Plan {
    /// Whether the link stays at one side of one column.
    fn is_loop(self) -> bool {
        self.from == self.to
    }
}

/// A stretch of a link, or of a step around a waived cell, in a gutter.
struct Stretch {
    /// Its heights, where it comes from the left and where it goes on to the right (or the start and end of a loop).
    heights: (i32, i32),
    group: Group,
}

impl Stretch {
    fn length(&self) -> i32 {
        (self.heights.0 - self.heights.1).abs()
    }
}

/// Which lanes of a gutter a stretch takes: loops keep close to their column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    LoopOfLeftColumn,
    Through,
    LoopOfRightColumn,
}

/// Lays a journey out.
pub(super) fn lay_out(parts: &Parts<'_>) -> Layout {
    let mut channels: [Lanes; Phase::COUNT + 1] = Default::default();
    let plans: Vec<Plan> = parts.links.iter().map(|&link| plan(parts, link, &mut channels)).collect();
    let ports = Ports::of(parts, &plans);

    let channel_heights = std::array::from_fn(|channel| match channels[channel].count() as i32 {
        // Above and below the grid no implied step needs room for its arrow.
        0 if channel == 0 || channel == Phase::COUNT => 2 * PITCH,
        lanes => (2 * CHANNEL_EDGE + LANE * (lanes - 1).max(0) + PITCH - 1) / PITCH * PITCH,
    });
    let needed = parts.boxes.iter().map(|(_, needed)| *needed).enumerate();
    let heights: Vec<i32> = needed.map(|(number, needed)| ports.height(number).max(needed)).collect();
    let (rows, channel_tops, bottom) = stack_rows(parts, &heights, &channel_heights);
    let tops = stack_boxes(parts, &heights, &rows);

    let ends: Vec<(i32, i32)> = ports.heights(&tops, &heights);
    let channel_y = |(channel, lane): (usize, usize)| channel_tops[channel] + CHANNEL_EDGE + lane as i32 * LANE;
    let step_ends = |step: &ImpliedStep| {
        let (from, to) = (rows[step.from.phase.index()], rows[step.to.phase.index()]);
        (from.0 + from.1 - FRAME_PORT, to.0 + FRAME_PORT)
    };

    let mut gutters: [Gutter; Stage::COUNT + 1] = Default::default();
    for (number, plan) in plans.iter().enumerate() {
        let (start, end) = ends[number];
        let turn = plan.channel.map(channel_y);
        let first = (start, turn.unwrap_or(end));
        gutters[plan.gutters.0].add(Key::Start(number), stretch(*plan, plan.from, first));
        if let Some(turn) = turn {
            gutters[plan.gutters.1].add(Key::End(number), stretch(*plan, plan.from, (turn, end)));
        }
    }
    for (number, step) in parts.steps.iter().enumerate().filter(|(_, step)| goes_around(step)) {
        let heights = step_ends(step);
        gutters[step.from.stage.index()].add(Key::Step(number), Stretch { heights, group: Group::LoopOfRightColumn });
    }

    let (columns, lanes, right) = place_columns(parts, gutters);
    let box_at = |number: usize| {
        let (at, _) = parts.boxes[number];
        Rect { x: columns[at.stage.index()] + CELL_PAD, y: tops[number], width: BOX_WIDTH, height: heights[number] }
    };
    let side_of = |number: usize, side: Side| match side {
        Side::Left => box_at(number).x,
        Side::Right => box_at(number).right(),
    };
    let links = plans.iter().enumerate().map(|(number, plan)| {
        let ((from, to), (start, end)) = (parts.links[number], ends[number]);
        let mut way = vec![(side_of(from, plan.from), start), (lanes.starts[number], start)];
        if let Some(turn) = plan.channel.map(channel_y) {
            way.extend([(lanes.starts[number], turn), (lanes.ends[number], turn), (lanes.ends[number], end)]);
        } else {
            way.push((lanes.starts[number], end));
        }
        way.push((side_of(to, plan.to), end));
        way
    });
    let steps = parts.steps.iter().enumerate().map(|(number, step)| {
        let x = columns[step.from.stage.index()];
        if goes_around(step) {
            let (start, end) = step_ends(step);
            vec![(x, start), (lanes.steps[number], start), (lanes.steps[number], end), (x, end)]
        } else {
            let (from, to) = (rows[step.from.phase.index()], rows[step.to.phase.index()]);
            let x = x + COLUMN_WIDTH / 2;
            vec![(x, from.0 + from.1), (x, to.0)]
        }
    });
    Layout {
        links: links.collect(),
        steps: steps.collect(),
        boxes: (0..parts.boxes.len()).map(box_at).collect(),
        columns,
        rows,
        end: (right, bottom),
    }
}

/// Whether an implied step passes waived cells: they stand in its way, so it goes around them.
fn goes_around(step: &ImpliedStep) -> bool {
    step.from.phase.next() != Some(step.to.phase)
}

/// The gutters and the channel of a link. Within a column a link goes down on the right and back up on the left.
fn plan(parts: &Parts<'_>, (from, to): (usize, usize), channels: &mut [Lanes; Phase::COUNT + 1]) -> Plan {
    let (start, end) = (parts.boxes[from].0, parts.boxes[to].0);
    let (source, target) = (start.stage.index(), end.stage.index());
    let (from_side, to_side) = match source.cmp(&target) {
        std::cmp::Ordering::Less => (Side::Right, Side::Left),
        std::cmp::Ordering::Greater => (Side::Left, Side::Right),
        std::cmp::Ordering::Equal if from <= to => (Side::Right, Side::Right),
        std::cmp::Ordering::Equal => (Side::Left, Side::Left),
    };
    let gutter = |column: usize, side: Side| if side == Side::Left { column } else { column + 1 };
    let gutters = (gutter(source, from_side), gutter(target, to_side));
    let channel = (gutters.0 != gutters.1).then(|| {
        let (upper, lower) =
            (start.phase.index().min(end.phase.index()) + 1, start.phase.index().max(end.phase.index()));
        // Any channel between the two rows is as near as another: the emptiest. In one row, the one below.
        let channel = (upper..=lower).min_by_key(|&channel| channels[channel].count()).unwrap_or(upper);
        let (left, right) = (gutters.0.min(gutters.1) as i32, gutters.0.max(gutters.1) as i32);
        (channel, channels[channel].take(left, right, 1))
    });
    Plan { from: from_side, to: to_side, gutters, channel }
}

fn stretch(plan: Plan, from: Side, (start, end): (i32, i32)) -> Stretch {
    let group = match (plan.is_loop(), plan.from) {
        (true, Side::Right) => Group::LoopOfLeftColumn,
        (true, Side::Left) => Group::LoopOfRightColumn,
        (false, _) => Group::Through,
    };
    let heights = if from == Side::Right { (start, end) } else { (end, start) };
    Stretch { heights, group }
}

/// One end of a link at a side of a box.
struct Port {
    link: usize,
    is_start: bool,
    /// Where to the link goes from here: loops upward, others upward, others downward, loops downward ...
    heading: i32,
    /// ... and how far down that is, so that neighbours do not cross.
    toward: (i32, i32),
}

/// The links' ends, by box and side, from top to bottom.
struct Ports {
    left: Vec<Vec<Port>>,
    right: Vec<Vec<Port>>,
    links: usize,
}

impl Ports {
    fn of(parts: &Parts<'_>, plans: &[Plan]) -> Self {
        let empty = || parts.boxes.iter().map(|_| Vec::new()).collect();
        let mut ports = Ports { left: empty(), right: empty(), links: plans.len() };
        let place = |number: usize| (2 * parts.boxes[number].0.phase.index() as i32 + 1, number as i32);
        for (link, (plan, &(from, to))) in plans.iter().zip(parts.links).enumerate() {
            for (here, there, side, is_start) in [(from, to, plan.from, true), (to, from, plan.to, false)] {
                let aim = plan.channel.map_or(place(there), |(channel, lane)| (2 * channel as i32, lane as i32));
                let upward = aim < place(here) || (here == there && !is_start);
                let (heading, toward) = match (plan.is_loop(), upward) {
                    (true, true) => (0, (-aim.0, -aim.1)),
                    (false, true) => (1, aim),
                    (false, false) => (2, aim),
                    (true, false) => (3, (-aim.0, -aim.1)),
                };
                let sides = if side == Side::Left { &mut ports.left } else { &mut ports.right };
                sides[here].push(Port { link, is_start, heading, toward });
            }
        }
        for side in ports.left.iter_mut().chain(&mut ports.right) {
            side.sort_by_key(|port| (port.heading, port.toward, port.link, port.is_start));
        }
        ports
    }

    /// The height that a box needs for its links.
    fn height(&self, number: usize) -> i32 {
        (self.left[number].len().max(self.right[number].len()) as i32 + 2) * PITCH
    }

    /// The heights at which every link starts and ends: spread along the sides of the boxes.
    fn heights(&self, tops: &[i32], heights: &[i32]) -> Vec<(i32, i32)> {
        let mut ends = vec![(0, 0); self.links];
        for (side, shift) in [(&self.right, 0), (&self.left, PITCH / 2)] {
            for (number, ports) in side.iter().enumerate() {
                let slots = (heights[number] - 2 * PITCH) / PITCH;
                for (rank, port) in ports.iter().enumerate() {
                    let slot = (2 * rank as i32 + 1) * slots / (2 * ports.len() as i32);
                    let y = tops[number] + PITCH + slot * PITCH + shift;
                    let end = &mut ends[port.link];
                    *(if port.is_start { &mut end.0 } else { &mut end.1 }) = y;
                }
            }
        }
        ends
    }
}

type Rows = [(i32, i32); Phase::COUNT];

/// The rows' tops and heights, the channels' tops, and the end of the last channel.
fn stack_rows(
    parts: &Parts<'_>,
    heights: &[i32],
    channels: &[i32; Phase::COUNT + 1],
) -> (Rows, [i32; Phase::COUNT + 1], i32) {
    let mut needed = parts.row_heights;
    for at in CellAt::all() {
        let boxes = parts.boxes.iter().zip(heights).filter(|((cell, _), _)| *cell == at);
        let stack: i32 = boxes.map(|(_, height)| height + BOX_GAP).sum();
        let row = &mut needed[at.phase.index()];
        *row = (*row).max(CELL_HEAD + stack - BOX_GAP + CELL_PAD);
    }
    let (mut rows, mut tops, mut y) = (Rows::default(), [0; Phase::COUNT + 1], (parts.top + PITCH - 1) / PITCH * PITCH);
    for row in 0..Phase::COUNT {
        tops[row] = y;
        y += channels[row];
        rows[row] = (y, (needed[row] + PITCH - 1) / PITCH * PITCH);
        y += rows[row].1;
    }
    tops[Phase::COUNT] = y;
    (rows, tops, y + channels[Phase::COUNT])
}

/// The upper edges of the boxes: one below the other in their cells.
fn stack_boxes(parts: &Parts<'_>, heights: &[i32], rows: &Rows) -> Vec<i32> {
    let mut filled = [[0; Phase::COUNT]; Stage::COUNT];
    let stacked = parts.boxes.iter().zip(heights).map(|((at, _), height)| {
        let filled = &mut filled[at.stage.index()][at.phase.index()];
        let top = rows[at.phase.index()].0 + CELL_HEAD + *filled;
        *filled += height + BOX_GAP;
        top
    });
    stacked.collect()
}

/// Whose stretch it is.
#[derive(Clone, Copy)]
enum Key {
    /// The first, or only, one of a link.
    Start(usize),
    /// The one after a link's channel.
    End(usize),
    /// That of an implied step.
    Step(usize),
}

/// The stretches of a gutter.
#[derive(Default)]
struct Gutter(Vec<(Key, Stretch)>);

/// The lanes' places across the drawing, for every stretch.
struct LanePlaces {
    starts: Vec<i32>,
    ends: Vec<i32>,
    steps: Vec<i32>,
}

impl Gutter {
    fn add(&mut self, key: Key, stretch: Stretch) {
        self.0.push((key, stretch));
    }

    /// Gives every stretch a lane; the place of each within the gutter, and the gutter's width.
    fn assign(mut self) -> (Vec<(Key, i32)>, i32) {
        // Short loops lie inside long ones. Of those that pass through, the falling ones start the further right the
        // higher they are, the rising ones the other way about: neighbours then run side by side without crossing.
        self.0.sort_by_key(|(_, stretch)| match stretch.group {
            Group::Through if stretch.heights.0 < stretch.heights.1 => (0, -stretch.heights.0),
            Group::Through => (1, stretch.heights.0),
            Group::LoopOfLeftColumn | Group::LoopOfRightColumn => (2, stretch.length()),
        });
        let [mut left, mut through, mut right]: [Lanes; 3] = Default::default();
        let taken: Vec<(Key, Group, i32)> = self
            .0
            .iter()
            .map(|(key, stretch)| {
                let (top, bottom) =
                    (stretch.heights.0.min(stretch.heights.1), stretch.heights.0.max(stretch.heights.1));
                let lanes = match stretch.group {
                    Group::LoopOfLeftColumn => &mut left,
                    Group::Through => &mut through,
                    Group::LoopOfRightColumn => &mut right,
                };
                (*key, stretch.group, lanes.take(top, bottom, APART) as i32)
            })
            .collect();
        let (left, through, right) = (left.count() as i32, through.count() as i32, right.count() as i32);
        let all = left + through + right;
        let places = taken.into_iter().map(|(key, group, lane)| {
            let lane = match group {
                Group::LoopOfLeftColumn => lane,
                Group::Through => left + lane,
                Group::LoopOfRightColumn => all - 1 - lane,
            };
            (key, GUTTER_EDGE + lane * LANE)
        });
        (places.collect(), 2 * GUTTER_EDGE + (all - 1).max(0) * LANE)
    }
}

/// The columns' left edges, the lanes' places, and the right edge of the last gutter.
fn place_columns(parts: &Parts<'_>, gutters: [Gutter; Stage::COUNT + 1]) -> ([i32; Stage::COUNT], LanePlaces, i32) {
    let links = parts.links.len();
    let mut lanes = LanePlaces { starts: vec![0; links], ends: vec![0; links], steps: vec![0; parts.steps.len()] };
    let (mut columns, mut x) = ([0; Stage::COUNT], MARGIN + ROW_HEAD);
    for (number, gutter) in gutters.into_iter().enumerate() {
        let (places, width) = gutter.assign();
        for (key, place) in places {
            *match key {
                Key::Start(link) => &mut lanes.starts[link],
                Key::End(link) => &mut lanes.ends[link],
                Key::Step(step) => &mut lanes.steps[step],
            } = x + place;
        }
        x += width;
        if let Some(column) = columns.get_mut(number) {
            *column = x;
            x += COLUMN_WIDTH;
        }
    }
    (columns, lanes, x)
}
