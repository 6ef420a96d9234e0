//! Lays a journey out: boxes, cells, gutters and channels, and the route of every link. Geometry only.
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

/// The width of a column's frames.
pub(super) const COLUMN_WIDTH: i32 = BOX_WIDTH + 2 * CELL_PAD;

/// What is laid out.
pub(super) struct LayoutInput<'a> {
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

    /// Its upper part, at most `max_height` high.
    pub fn upper(self, max_height: i32) -> Rect {
        Rect { height: self.height.min(max_height), ..self }
    }
}

/// A line from corner to corner; every leg is horizontal or vertical.
pub(super) type Polyline = Vec<(i32, i32)>;

/// Where everything stands.
pub(super) struct Layout {
    /// The boxes, in the order of the map.
    pub boxes: Vec<Rect>,
    /// The lines of the links, in their order.
    pub links: Vec<Polyline>,
    /// The lines of the implied steps, in their order.
    pub steps: Vec<Polyline>,
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

/// How a link runs: out of one side of a box, through one or two gutters, into a side of the other box.
#[derive(Clone, Copy)]
struct Route {
    from: Side,
    to: Side,
    gutters: (usize, usize),
    /// The channel between two gutters, and the lane in it.
    channel: Option<(usize, usize)>,
}

impl Route {
    /// Whether the link stays at one side of one column.
    fn is_loop(self) -> bool {
        self.from == self.to
    }
}

/// A vertical segment of a link, or of an implied step around waived cells, in a gutter.
struct Segment {
    /// Its heights, where it comes from the left and where it goes on to the right (or the start and end of a loop).
    heights: (i32, i32),
    group: LaneGroup,
}

impl Segment {
    fn length(&self) -> i32 {
        (self.heights.0 - self.heights.1).abs()
    }
}

/// The lanes of a gutter that a segment may take: loops keep close to their column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LaneGroup {
    LoopOfLeftColumn,
    Through,
    LoopOfRightColumn,
}

/// Lays a journey out.
pub(super) fn lay_out(input: &LayoutInput<'_>) -> Layout {
    let mut channels: [Lanes; Phase::COUNT + 1] = Default::default();
    let routes: Vec<Route> = input.links.iter().map(|&link| plan_route(input, link, &mut channels)).collect();
    let heights = Heights::of(input, &routes, &channels);
    let columns = Columns::place(input, heights.segments(input, &routes));
    let boxes: Vec<Rect> = (0..input.boxes.len()).map(|number| box_rect(input, &heights, &columns, number)).collect();
    let links = routes.iter().enumerate().map(|(number, route)| {
        let (from, to) = input.links[number];
        link_line(route, number, (boxes[from], boxes[to]), &heights, &columns)
    });
    let steps = input.steps.iter().enumerate().map(|(number, step)| step_line(step, number, &heights, &columns));
    Layout {
        links: links.collect(),
        steps: steps.collect(),
        boxes,
        columns: columns.left,
        rows: heights.rows,
        end: (columns.end, heights.end),
    }
}

fn box_rect(input: &LayoutInput<'_>, heights: &Heights, columns: &Columns, number: usize) -> Rect {
    let (cell, _) = input.boxes[number];
    Rect {
        x: columns.left[cell.stage.index()] + CELL_PAD,
        y: heights.box_tops[number],
        width: BOX_WIDTH,
        height: heights.boxes[number],
    }
}

fn link_line(route: &Route, number: usize, (from, to): (Rect, Rect), heights: &Heights, columns: &Columns) -> Polyline {
    let side = |rect: Rect, side: Side| match side {
        Side::Left => rect.x,
        Side::Right => rect.right(),
    };
    let ((start, end), first_lane) = (heights.link_ends[number], columns.starts[number]);
    let mut line = vec![(side(from, route.from), start), (first_lane, start)];
    if let Some(turn) = route.channel.map(|channel| heights.in_channel(channel)) {
        let second_lane = columns.ends[number];
        line.extend([(first_lane, turn), (second_lane, turn), (second_lane, end)]);
    } else {
        line.push((first_lane, end));
    }
    line.push((side(to, route.to), end));
    line
}

fn step_line(step: &ImpliedStep, number: usize, heights: &Heights, columns: &Columns) -> Polyline {
    let x = columns.left[step.from.stage.index()];
    if goes_around(step) {
        let ((start, end), lane) = (heights.step_ends(step), columns.steps[number]);
        return vec![(x, start), (lane, start), (lane, end), (x, end)];
    }
    let (from, to) = (heights.rows[step.from.phase.index()], heights.rows[step.to.phase.index()]);
    let x = x + COLUMN_WIDTH / 2;
    vec![(x, from.0 + from.1), (x, to.0)]
}

/// Whether an implied step passes waived cells: they stand in its way, so it goes around them.
fn goes_around(step: &ImpliedStep) -> bool {
    step.from.phase.next() != Some(step.to.phase)
}

/// Plans the route of a link. Within a column it goes down on the right and back up on the left.
fn plan_route(input: &LayoutInput<'_>, (from, to): (usize, usize), channels: &mut [Lanes; Phase::COUNT + 1]) -> Route {
    let (start, end) = (input.boxes[from].0, input.boxes[to].0);
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
        // All channels between the two rows are equally near, so this takes the emptiest; in one row, the one below.
        let channel = (upper..=lower).min_by_key(|&channel| channels[channel].count()).unwrap_or(upper);
        let (left, right) = (gutters.0.min(gutters.1) as i32, gutters.0.max(gutters.1) as i32);
        (channel, channels[channel].take(left, right, 1))
    });
    Route { from: from_side, to: to_side, gutters, channel }
}

fn segment(route: Route, (start, end): (i32, i32)) -> Segment {
    let group = match (route.is_loop(), route.from) {
        (true, Side::Right) => LaneGroup::LoopOfLeftColumn,
        (true, Side::Left) => LaneGroup::LoopOfRightColumn,
        (false, _) => LaneGroup::Through,
    };
    let heights = if route.from == Side::Right { (start, end) } else { (end, start) };
    Segment { heights, group }
}

/// One end of a link at a side of a box.
struct Port {
    link: usize,
    is_start: bool,
    /// The order of the ports at a side, so that neighbours do not cross: loops upward, others upward, others downward, loops
    /// downward; among those, by where the link goes.
    order: (i32, (i32, i32)),
}

/// The links' ends, by box and side, from top to bottom.
struct Ports {
    left: Vec<Vec<Port>>,
    right: Vec<Vec<Port>>,
    links: usize,
}

impl Ports {
    fn of(input: &LayoutInput<'_>, routes: &[Route]) -> Self {
        let empty = || input.boxes.iter().map(|_| Vec::new()).collect();
        let mut ports = Ports { left: empty(), right: empty(), links: routes.len() };
        let place = |number: usize| (2 * input.boxes[number].0.phase.index() as i32 + 1, number as i32);
        for (link, (route, &(from, to))) in routes.iter().zip(input.links).enumerate() {
            for (here, there, side, is_start) in [(from, to, route.from, true), (to, from, route.to, false)] {
                let target = route.channel.map_or(place(there), |(channel, lane)| (2 * channel as i32, lane as i32));
                let is_upward = target < place(here) || (here == there && !is_start);
                let order = match (route.is_loop(), is_upward) {
                    (true, true) => (0, (-target.0, -target.1)),
                    (false, true) => (1, target),
                    (false, false) => (2, target),
                    (true, false) => (3, (-target.0, -target.1)),
                };
                let sides = if side == Side::Left { &mut ports.left } else { &mut ports.right };
                sides[here].push(Port { link, is_start, order });
            }
        }
        for side in ports.left.iter_mut().chain(&mut ports.right) {
            side.sort_by_key(|port| (port.order, port.link, port.is_start));
        }
        ports
    }

    /// The height that a box needs for its links.
    fn height(&self, number: usize) -> i32 {
        (self.left[number].len().max(self.right[number].len()) as i32 + 2) * PITCH
    }

    /// The heights at which every link starts and ends, spread along the sides of the boxes.
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

/// A height as a whole number of grid lines.
pub(super) fn up_to_grid(height: i32) -> i32 {
    (height + PITCH - 1) / PITCH * PITCH
}

/// The rows' upper edges and heights.
type Rows = [(i32, i32); Phase::COUNT];

/// Everything along the vertical axis.
struct Heights {
    rows: Rows,
    channel_tops: [i32; Phase::COUNT + 1],
    /// The heights of the boxes.
    boxes: Vec<i32>,
    box_tops: Vec<i32>,
    /// Where each link starts and ends.
    link_ends: Vec<(i32, i32)>,
    /// The lower edge of the last channel.
    end: i32,
}

impl Heights {
    fn of(input: &LayoutInput<'_>, routes: &[Route], channels: &[Lanes; Phase::COUNT + 1]) -> Self {
        let ports = Ports::of(input, routes);
        let needed = input.boxes.iter().map(|(_, needed)| *needed).enumerate();
        let boxes: Vec<i32> = needed.map(|(number, needed)| ports.height(number).max(needed)).collect();
        let (rows, channel_tops, end) = stack_rows(input, &boxes, channels);
        let box_tops = stack_boxes(input, &boxes, &rows);
        Self { rows, channel_tops, link_ends: ports.heights(&box_tops, &boxes), boxes, box_tops, end }
    }

    fn in_channel(&self, (channel, lane): (usize, usize)) -> i32 {
        self.channel_tops[channel] + CHANNEL_EDGE + lane as i32 * LANE
    }

    /// Where an implied step around waived cells starts and ends.
    fn step_ends(&self, step: &ImpliedStep) -> (i32, i32) {
        let (from, to) = (self.rows[step.from.phase.index()], self.rows[step.to.phase.index()]);
        (from.0 + from.1 - FRAME_PORT, to.0 + FRAME_PORT)
    }

    /// The vertical segments in each gutter.
    fn segments(&self, input: &LayoutInput<'_>, routes: &[Route]) -> [Gutter; Stage::COUNT + 1] {
        let mut gutters: [Gutter; Stage::COUNT + 1] = Default::default();
        for (number, route) in routes.iter().enumerate() {
            let (start, end) = self.link_ends[number];
            let turn = route.channel.map(|channel| self.in_channel(channel));
            gutters[route.gutters.0].add(Key::Start(number), segment(*route, (start, turn.unwrap_or(end))));
            if let Some(turn) = turn {
                gutters[route.gutters.1].add(Key::End(number), segment(*route, (turn, end)));
            }
        }
        for (number, step) in input.steps.iter().enumerate().filter(|(_, step)| goes_around(step)) {
            let segment = Segment { heights: self.step_ends(step), group: LaneGroup::LoopOfRightColumn };
            gutters[step.from.stage.index()].add(Key::Step(number), segment);
        }
        gutters
    }
}

/// The rows' tops and heights, the channels' tops, and the end of the last channel.
fn stack_rows(
    input: &LayoutInput<'_>,
    heights: &[i32],
    channels: &[Lanes; Phase::COUNT + 1],
) -> (Rows, [i32; Phase::COUNT + 1], i32) {
    let mut needed = input.row_heights;
    for at in CellAt::all() {
        let boxes = input.boxes.iter().zip(heights).filter(|((cell, _), _)| *cell == at);
        let stack: i32 = boxes.map(|(_, height)| height + BOX_GAP).sum();
        let row = &mut needed[at.phase.index()];
        *row = (*row).max(CELL_HEAD + stack - BOX_GAP + CELL_PAD);
    }
    let (mut rows, mut tops, mut y) = (Rows::default(), [0; Phase::COUNT + 1], up_to_grid(input.top));
    for row in 0..Phase::COUNT {
        tops[row] = y;
        y += channel_height(row, &channels[row]);
        rows[row] = (y, up_to_grid(needed[row]));
        y += rows[row].1;
    }
    tops[Phase::COUNT] = y;
    (rows, tops, y + channel_height(Phase::COUNT, &channels[Phase::COUNT]))
}

fn channel_height(number: usize, lanes: &Lanes) -> i32 {
    match lanes.count() as i32 {
        // Above and below the grid no implied step needs room for its arrow.
        0 if number == 0 || number == Phase::COUNT => 2 * PITCH,
        lanes => up_to_grid(2 * CHANNEL_EDGE + LANE * (lanes - 1).max(0)),
    }
}

/// The upper edges of the boxes, which stand one below the other in their cells.
fn stack_boxes(input: &LayoutInput<'_>, heights: &[i32], rows: &Rows) -> Vec<i32> {
    let mut filled = [[0; Phase::COUNT]; Stage::COUNT];
    let stacked = input.boxes.iter().zip(heights).map(|((at, _), height)| {
        let filled = &mut filled[at.stage.index()][at.phase.index()];
        let top = rows[at.phase.index()].0 + CELL_HEAD + *filled;
        *filled += height + BOX_GAP;
        top
    });
    stacked.collect()
}

/// What a segment belongs to.
#[derive(Clone, Copy)]
enum Key {
    /// The first or only segment of that link.
    Start(usize),
    /// The segment of that link after its channel.
    End(usize),
    /// The segment of that implied step.
    Step(usize),
}

/// The segments of a gutter.
#[derive(Default)]
struct Gutter(Vec<(Key, Segment)>);

/// Everything along the horizontal axis.
struct Columns {
    /// The left edges of the columns.
    left: [i32; Stage::COUNT],
    /// The lanes of the links' first segments.
    starts: Vec<i32>,
    /// The lanes of the links' second segments.
    ends: Vec<i32>,
    /// The lanes of the implied steps' segments.
    steps: Vec<i32>,
    /// The right edge of the last gutter.
    end: i32,
}

impl Gutter {
    fn add(&mut self, key: Key, segment: Segment) {
        self.0.push((key, segment));
    }

    /// Gives every segment a lane. Returns the place of each within the gutter, and the gutter's width.
    fn assign(mut self) -> (Vec<(Key, i32)>, i32) {
        // Short loops lie inside long ones. Of those that pass through, the falling ones start the further right the
        // higher they are, the rising ones the other way about: neighbours then run side by side without crossing.
        self.0.sort_by_key(|(_, segment)| match segment.group {
            LaneGroup::Through if segment.heights.0 < segment.heights.1 => (0, -segment.heights.0),
            LaneGroup::Through => (1, segment.heights.0),
            LaneGroup::LoopOfLeftColumn | LaneGroup::LoopOfRightColumn => (2, segment.length()),
        });
        let [mut left, mut through, mut right]: [Lanes; 3] = Default::default();
        let taken: Vec<(Key, LaneGroup, i32)> = self
            .0
            .iter()
            .map(|(key, segment)| {
                let (top, bottom) =
                    (segment.heights.0.min(segment.heights.1), segment.heights.0.max(segment.heights.1));
                let lanes = match segment.group {
                    LaneGroup::LoopOfLeftColumn => &mut left,
                    LaneGroup::Through => &mut through,
                    LaneGroup::LoopOfRightColumn => &mut right,
                };
                (*key, segment.group, lanes.take(top, bottom, APART) as i32)
            })
            .collect();
        let (left, through, right) = (left.count() as i32, through.count() as i32, right.count() as i32);
        let all = left + through + right;
        let places = taken.into_iter().map(|(key, group, lane)| {
            let lane = match group {
                LaneGroup::LoopOfLeftColumn => lane,
                LaneGroup::Through => left + lane,
                LaneGroup::LoopOfRightColumn => all - 1 - lane,
            };
            (key, GUTTER_EDGE + lane * LANE)
        });
        (places.collect(), 2 * GUTTER_EDGE + (all - 1).max(0) * LANE)
    }
}

impl Columns {
    fn place(input: &LayoutInput<'_>, gutters: [Gutter; Stage::COUNT + 1]) -> Self {
        let links = input.links.len();
        let mut columns = Self {
            left: [0; Stage::COUNT],
            starts: vec![0; links],
            ends: vec![0; links],
            steps: vec![0; input.steps.len()],
            end: MARGIN + ROW_HEAD,
        };
        for (number, gutter) in gutters.into_iter().enumerate() {
            let (places, width) = gutter.assign();
            for (key, place) in places {
                *match key {
                    Key::Start(link) => &mut columns.starts[link],
                    Key::End(link) => &mut columns.ends[link],
                    Key::Step(step) => &mut columns.steps[step],
                } = columns.end + place;
            }
            columns.end += width;
            if let Some(left) = columns.left.get_mut(number) {
                *left = columns.end;
                columns.end += COLUMN_WIDTH;
            }
        }
        columns
    }
}
