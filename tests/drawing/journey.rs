//! The journey, read back as the geometry that a reader sees.

use std::collections::BTreeSet;

use motmap::testing::drawing::{Medium, journey_svg};
use motmap::testing::graph::Graph;
use motmap::testing::locale::Locale;
use motmap::testing::model::*;
use unicode_width::UnicodeWidthStr;

use crate::site_builder::*;

/// The journey of a site's first map.
fn drawn(site: &Site) -> String {
    drawn_for(site, Medium::Page)
}

fn drawn_for(site: &Site, medium: Medium) -> String {
    let zh = tag("zh");
    journey_svg(site, &Graph::new(site), &site.maps[0], Locale::for_tag(&zh), &zh, medium, true)
}

/// The example that most tests look at: one stage, one written link, one jump, one waiver, gaps.
fn small_site() -> Site {
    SiteBuilder::new()
        .map("card", |map| {
            map.touchpoint("C1", "hotline", "服务热线").importance = Importance::High;
            map.touchpoint("C1", "lounge", "机场贵宾厅").perception = Some(spanned(-2));
            map.touchpoint("C2", "solved", "及时解决");
            map.touchpoint("C4", "buys-again", "重复采购");
            map.touchpoint("S4", "breaks-off", "脱离关系");
            map.waive("C3", "本图只到认知为止");
            map.leads_to("hotline", &["solved"]);
            map.jumps_to("hotline", "breaks-off", "断线后没有人回电");
            map.leads_to("buys-again", &["hotline", "bank/counter"]);
            map.leads_to("breaks-off", &[]);
        })
        .map("bank", |map| {
            map.title("网点柜台");
            map.touchpoint("C1", "counter", "业务柜台");
        })
        .build()
}

/// A rectangle: left, top, right, bottom.
type Area = [f64; 4];
type Point = (f64, f64);

/// A drawing, read back.
struct Geometry {
    boxes: Vec<(String, Area)>,
    /// Every text with the area that it may take at most, and what it says.
    texts: Vec<(Area, String)>,
    /// Every arrow, written or implied, with its ends.
    arrows: Vec<Arrow>,
    size: Point,
}

struct Arrow {
    from: String,
    to: String,
    implied: bool,
    corners: Vec<Point>,
}

impl Arrow {
    fn segments(&self) -> impl Iterator<Item = (Point, Point)> {
        self.corners.windows(2).map(|ends| (ends[0], ends[1]))
    }

    fn named(&self) -> String {
        format!("{} → {}", self.from, self.to)
    }
}

impl Geometry {
    fn of(svg: &str) -> Self {
        let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}:\n{svg}"));
        let root = document.root_element();
        let size: Vec<f64> = root.attribute("viewBox").expect("a viewBox").split(' ').map(number).collect();
        let mut geometry =
            Geometry { boxes: Vec::new(), texts: Vec::new(), arrows: Vec::new(), size: (size[2], size[3]) };
        for node in document.descendants() {
            let get = |name: &str| number(node.attribute(name).unwrap_or("0"));
            let classes = classes_of(node);
            if node.has_tag_name("rect") && classes.contains("d-box") {
                let group = node.ancestors().find(|above| classes_of(*above).contains("tp")).expect("its group");
                let area = [get("x"), get("y"), get("x") + get("width"), get("y") + get("height")];
                geometry.boxes.push((group.attribute("data-id").expect("an id").to_owned(), area));
            } else if node.has_tag_name("text") {
                let text = node.text().unwrap_or_default();
                let size = get("font-size");
                let width = text.width_cjk() as f64 * 0.5 * size;
                let left = get("x") - if node.attribute("text-anchor") == Some("middle") { width / 2.0 } else { 0.0 };
                let area = [left, get("y") - size, left + width, get("y") + size * 0.3];
                geometry.texts.push((area, text.to_owned()));
            } else if classes.contains("link") || classes.contains("implied") {
                let line = node.children().find(|child| classes_of(*child).contains("d-line")).expect("a line");
                geometry.arrows.push(Arrow {
                    from: node.attribute("data-from").expect("a start").to_owned(),
                    to: node.attribute("data-to").expect("an end").to_owned(),
                    implied: classes.contains("implied"),
                    corners: corners(line.attribute("d").expect("an outline")),
                });
            }
        }
        geometry
    }

    /// Everything that holds whatever the map.
    fn assert_sound(&self, what: &str) {
        for (number, (id, area)) in self.boxes.iter().enumerate() {
            for (other, other_area) in &self.boxes[..number] {
                assert!(!meets(*area, *other_area), "{what}: the boxes {id} and {other} overlap");
            }
        }
        for (area, text) in &self.texts {
            let inside = area[0] >= 0.0 && area[1] >= 0.0 && area[2] <= self.size.0 && area[3] <= self.size.1;
            assert!(inside, "{what}: `{text}` leaves the drawing");
            for (id, frame) in self.boxes.iter().filter(|(_, frame)| meets(*area, *frame)) {
                let inside = frame[0] <= area[0] && area[2] <= frame[2] && frame[1] <= area[1] && area[3] <= frame[3];
                assert!(inside, "{what}: `{text}` leaves the box of {id}");
            }
        }
        for arrow in &self.arrows {
            for segment in arrow.segments() {
                let area = area_of(segment);
                assert!(area[0] == area[2] || area[1] == area[3], "{what}: {} is slanted", arrow.named());
                for (id, frame) in &self.boxes {
                    assert!(!meets(area, *frame), "{what}: {} passes over the box of {id}", arrow.named());
                }
                for (text_area, text) in &self.texts {
                    assert!(!meets(area, *text_area), "{what}: {} passes over `{text}`", arrow.named());
                }
            }
        }
        self.assert_lines_apart(what);
    }

    /// No two arrows run over each other; crossing at a right angle is fine.
    fn assert_lines_apart(&self, what: &str) {
        let mut lying: Vec<(bool, i64, f64, f64, usize)> = Vec::new();
        for (number, arrow) in self.arrows.iter().enumerate() {
            for segment in arrow.segments() {
                let [left, top, right, bottom] = area_of(segment);
                let level = top == bottom;
                let (line, start, end) = if level { (top, left, right) } else { (left, top, bottom) };
                lying.push((level, (line * 10.0) as i64, start, end, number));
            }
        }
        lying.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
        for pair in lying.windows(2) {
            let ((level, line, _, end, one), (next_level, next_line, start, _, other)) = (pair[0], pair[1]);
            let same_line = level == next_level && line == next_line && one != other;
            assert!(
                !(same_line && start <= end),
                "{what}: {} runs over {}",
                self.arrows[one].named(),
                self.arrows[other].named()
            );
        }
    }
}

fn classes_of<'a>(node: roxmltree::Node<'a, '_>) -> BTreeSet<&'a str> {
    node.attribute("class").unwrap_or_default().split(' ').collect()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no number"))
}

/// The corners of an outline; a rounded corner is where its two lines would meet.
fn corners(outline: &str) -> Vec<Point> {
    let parts: Vec<&str> = outline.split(' ').collect();
    let (mut corners, mut at) = (Vec::new(), 0);
    let point = |at: usize| (number(parts[at]), number(parts[at + 1]));
    while at < parts.len() {
        match parts[at] {
            "M" => {
                corners.push(point(at + 1));
                at += 3;
            }
            "Q" => {
                corners.push(point(at + 1));
                at += 5;
            }
            "L" => {
                if at + 3 == parts.len() {
                    corners.push(point(at + 1));
                }
                at += 3;
            }
            other => panic!("unexpected `{other}` in {outline}"),
        }
    }
    corners
}

fn area_of(((x1, y1), (x2, y2)): (Point, Point)) -> Area {
    [x1.min(x2), y1.min(y2), x1.max(x2), y1.max(y2)]
}

/// Whether two areas have more than an edge in common.
fn meets(one: Area, other: Area) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % most.max(1)
    }

    fn name(&mut self) -> String {
        const HAN: &str = "关键时刻接触点，客户的要求、需求。（热线）《承诺》！";
        const LATIN: &str = "service hotline Wait WWW lounge, desk; ";
        let alphabet: Vec<char> = if self.below(3) == 0 { LATIN } else { HAN }.chars().collect();
        let length = 1 + self.below(60);
        let name: String = (0..length).map(|_| alphabet[self.below(alphabet.len())]).collect();
        format!("名{name}")
    }
}

/// A map of that many touchpoints and links, placed by chance.
fn random_site(seed: u64, touchpoints: usize, links: usize) -> Site {
    let mut dice = Dice(seed);
    SiteBuilder::new()
        .map("chance", |map| {
            for number in 0..touchpoints {
                let at = CellAt::all().nth(dice.below(16)).expect("a cell").code();
                let name = dice.name();
                let touchpoint = map.touchpoint(&at, &format!("t{number}"), &name);
                touchpoint.importance = Importance::ALL[dice.below(3)];
                touchpoint.perception = (dice.below(2) == 0).then(|| spanned(dice.below(7) as i8 - 3));
            }
            map.waive("P2", "本图不含此格，见另一张图");
            map.waive("C3", "不适用");
            for _ in 0..links {
                let (from, to) = (dice.below(touchpoints), dice.below(touchpoints));
                map.jumps_to(&format!("t{from}"), &format!("t{to}"), "理由");
            }
        })
        .build()
}

#[test]
fn every_touchpoint_has_a_box_and_every_link_an_arrow() {
    let geometry = Geometry::of(&drawn(&small_site()));
    let ids: Vec<&str> = geometry.boxes.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["hotline", "lounge", "solved", "buys-again", "breaks-off"]);
    let arrows: Vec<_> = geometry.arrows.iter().map(|arrow| (arrow.implied, arrow.named())).collect();
    let expected = [
        (true, "C1 → C2"),
        (true, "C2 → C4"),
        (false, "hotline → solved"),
        (false, "hotline → breaks-off"),
        (false, "buys-again → hotline"),
    ];
    assert_eq!(arrows, expected.map(|(implied, named)| (implied, named.to_owned())));
    geometry.assert_sound("the small map");
}

#[test]
fn an_arrow_leaves_one_box_and_points_at_the_other() {
    let geometry = Geometry::of(&drawn(&random_site(7, 40, 60)));
    let area = |id: &str| geometry.boxes.iter().find(|(other, _)| other == id).expect("a box").1;
    for arrow in geometry.arrows.iter().filter(|arrow| !arrow.implied) {
        let (from, to) = (area(&arrow.from), area(&arrow.to));
        let (start, end) = (arrow.corners[0], arrow.corners[arrow.corners.len() - 1]);
        let at_side = |frame: Area, point: Point, away: f64| {
            let beside = (frame[0] - point.0).abs().min((frame[2] - point.0).abs());
            beside <= away && frame[1] < point.1 && point.1 < frame[3]
        };
        assert!(at_side(from, start, 0.0), "{} does not start at its box", arrow.named());
        assert!(at_side(to, end, 8.0), "{} does not end at its box", arrow.named());
    }
}

#[test]
fn holes_are_words_not_colours() {
    let mut site = small_site();
    std::sync::Arc::make_mut(&mut site.maps[0]).stages[Stage::Prospect.index()].unreadable = true;
    let svg = drawn(&site);
    for word in
        ["U1 · 空缺", "P1 · 读不懂", "C3 · 不适用", "本图只到认知为止", "■ 到此为止", "↗ 网点柜台 / 业务柜台", "−2"]
    {
        assert!(svg.contains(&format!(">{word}</text>")), "the drawing does not say `{word}`");
    }
    assert!(svg.contains(r##"href="bank.html#counter""##), "the way into the other map is no link");
    assert!(svg.contains("C1.1 → S4.1：断线后没有人回电</title>"), "the jump does not say why");
}

#[test]
fn maps_by_chance_are_drawn_without_overlap() {
    for seed in 0..300 {
        let mut dice = Dice(seed);
        let (touchpoints, links) = (1 + dice.below(70), dice.below(40));
        let site = random_site(seed, touchpoints, links);
        Geometry::of(&drawn(&site)).assert_sound(&format!("map {seed} ({touchpoints} touchpoints, {links} links)"));
    }
}

#[test]
fn great_maps_are_drawn_in_a_moment() {
    let site = random_site(1, 200, 400);
    Geometry::of(&drawn(&site)).assert_sound("200 touchpoints");
    let before = std::time::Instant::now();
    drawn(&random_site(2, 2000, 6000));
    let took = before.elapsed();
    assert!(took.as_secs() < 20, "2000 touchpoints and 6000 links took {took:?}: something is quadratic");
}

#[test]
fn a_full_cell_and_long_names_keep_their_boxes() {
    let site = SiteBuilder::new()
        .map("long", |map| {
            for number in 0..12 {
                map.touchpoint("C1", &format!("t{number}"), &"能当场办的，绝不让客户再打一次。".repeat(4));
            }
            map.touchpoint("C2", "word", &"Donaudampfschifffahrt".repeat(4));
            map.touchpoint("C3", "emoji", &"👩‍👩‍👧‍👦".repeat(30));
            map.touchpoint("C4", "endless", &"W".repeat(20_000));
        })
        .build();
    Geometry::of(&drawn(&site)).assert_sound("long names");
    let closing = ['，', '。'];
    for (_, line) in Geometry::of(&drawn(&site)).texts {
        assert!(!line.starts_with(closing), "the line `{line}` starts with a closing mark");
    }
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    let site = random_site(3, 30, 30);
    assert_eq!(drawn(&site), drawn(&site));
}

#[test]
fn two_drawings_in_one_page_share_no_id() {
    let site = SiteBuilder::new().map("机场", |_| {}).map("机-场", |_| {}).build();
    let zh = tag("zh");
    let graph = Graph::new(&site);
    let mut seen = BTreeSet::new();
    for map in &site.maps {
        let svg = journey_svg(&site, &graph, map, Locale::for_tag(&zh), &zh, Medium::Page, true);
        let document = roxmltree::Document::parse(&svg).expect("well-formed");
        for id in document.descendants().filter_map(|node| node.attribute("id")) {
            assert!(id.is_ascii(), "the id {id} is not safe in url(#...)");
            assert!(seen.insert(id.to_owned()), "the id {id} stands twice");
        }
    }
}

#[test]
fn hostile_names_stay_text() {
    for hostile in ["\"><script>alert(1)</script>", "]]>", "<!--", "a\u{0}b\nc\u{b}", "' onload='x", "&amp;"] {
        let site = SiteBuilder::new()
            .map("m", |map| {
                map.title(hostile);
                map.touchpoint("C1", "a", hostile);
                map.touchpoint("C2", "b", "b");
                map.waive("C3", hostile);
                map.jumps_to("a", "b", hostile);
            })
            .build();
        for medium in [Medium::Page, Medium::File] {
            let svg = drawn_for(&site, medium);
            let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{hostile:?}: {error}"));
            let scripts = document.descendants().filter(|node| node.has_tag_name("script")).count();
            assert_eq!(scripts, 0, "{hostile:?} became an element");
            let handlers = document.descendants().flat_map(|node| node.attributes()).filter(|a| a.name() == "onload");
            assert_eq!(handlers.count(), 0, "{hostile:?} became an attribute");
        }
    }
}

#[test]
fn a_file_stands_alone_and_a_page_gives_its_own_colours() {
    let (page, file) = (drawn_for(&small_site(), Medium::Page), drawn_for(&small_site(), Medium::File));
    assert!(page.contains("var(--stage-customer-soft, #e8f1ee)"));
    assert!(page.contains(r##"<a href="#hotline">"##));
    assert!(!page.contains("<style"));
    assert!(!file.contains("var("), "a viewer without custom properties would draw it black");
    assert!(!file.contains("<a "), "there is no page to lead to");
    assert!(file.contains("prefers-color-scheme: dark"));
}
