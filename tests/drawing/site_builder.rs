//! Sites built by hand, for tests of what comes after reading: `SiteBuilder::new().map("m", |map| ...)`.

use motmap::testing::model::*;
use motmap::testing::source::{Source, Sources, Span, Spanned};

/// A span for things that no file holds.
fn nowhere() -> Span {
    let mut sources = Sources::default();
    Span::new(sources.add(Source::new("test.yaml", "")), 0..0)
}

/// Something that no file holds.
pub fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, nowhere())
}

/// A language tag.
pub fn tag(text: &str) -> Tag {
    Tag::parse(text).expect("a language tag")
}

/// A text in one language.
pub fn text(language: &str, text: &str) -> Text {
    Text::plain(tag(language), spanned(text.into()))
}

/// The cell of a code such as `C1`.
pub fn cell(code: &str) -> CellAt {
    CellAt::all().find(|at| at.code() == code).unwrap_or_else(|| panic!("no cell has the code {code}"))
}

/// A site that is being built.
#[derive(Default)]
pub struct SiteBuilder {
    maps: Vec<MapBuilder>,
}

/// Where a link leads (`id`, `map/id`, or `?` for a map that cannot be understood), and why.
type WrittenEnd = (String, Option<String>);

/// A map that is being built.
pub struct MapBuilder {
    name: String,
    title: Text,
    faulty: bool,
    waivers: Vec<(CellAt, String)>,
    touchpoints: Vec<Touchpoint>,
    links: Vec<(String, Vec<WrittenEnd>)>,
}

impl SiteBuilder {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a map, its title its name.
    pub fn map(mut self, name: &str, build: impl FnOnce(&mut MapBuilder)) -> Self {
        let mut map = MapBuilder {
            name: name.to_owned(),
            title: text("zh", name),
            faulty: false,
            waivers: Vec::new(),
            touchpoints: Vec::new(),
            links: Vec::new(),
        };
        build(&mut map);
        map.touchpoints.sort_by_key(|touchpoint| touchpoint.cell);
        self.maps.push(map);
        self
    }

    /// The site, its links resolved.
    pub fn build(self) -> Site {
        let find = |from: usize, reference: &str| {
            if reference == "?" {
                return LinkEnd::Unreadable;
            }
            let (map, id) = match reference.split_once('/') {
                Some((map, id)) => (self.maps.iter().position(|other| other.name == map).expect("a map"), id),
                None => (from, reference),
            };
            let index = self.maps[map].touchpoints.iter().position(|touchpoint| touchpoint.id.value == id);
            let index = index.unwrap_or_else(|| panic!("no touchpoint is called {reference}")) as u32;
            LinkEnd::Touchpoint(TouchpointId { map: MapId(map as u32), index })
        };
        let links: Vec<Vec<(String, Vec<Link>)>> = (0..self.maps.len())
            .map(|map| {
                let resolve = |(to, because): &WrittenEnd| Link {
                    to: find(map, to),
                    because: because.as_ref().map(|because| text("zh", because)),
                    span: nowhere(),
                };
                let links = self.maps[map].links.iter();
                links.map(|(from, ends)| (from.clone(), ends.iter().map(resolve).collect())).collect()
            })
            .collect();
        let maps = self.maps.into_iter().zip(links).enumerate();
        let maps = maps.map(|(number, (map, links))| map.build(MapId(number as u32), links).into()).collect();
        let config = Config { languages: vec![tag("zh"), tag("en")], ..Config::default() };
        Site::new(config, maps, Vec::new())
    }
}

impl MapBuilder {
    pub fn title(&mut self, title: &str) {
        self.title = text("zh", title);
    }

    /// Adds a touchpoint at the end of its cell; what is returned can be filled in.
    pub fn touchpoint(&mut self, at: &str, id: &str, name: &str) -> &mut Touchpoint {
        let at = cell(at);
        let rank = self.touchpoints.iter().filter(|touchpoint| touchpoint.cell == at).count() + 1;
        let id = spanned(id.to_owned());
        self.touchpoints.push(Touchpoint::named(id, text("zh", name), at, rank, nowhere()));
        self.touchpoints.last_mut().expect("the one just added")
    }

    /// Writes `leads_to` for a touchpoint, replacing what it said.
    pub fn leads_to(&mut self, from: &str, to: &[&str]) {
        let ends = to.iter().map(|to| ((*to).to_owned(), None)).collect();
        self.links.retain(|(id, _)| id != from);
        self.links.push((from.to_owned(), ends));
    }

    /// Adds a link with its reason.
    pub fn jumps_to(&mut self, from: &str, to: &str, because: &str) {
        let end = (to.to_owned(), Some(because.to_owned()));
        match self.links.iter_mut().find(|(id, _)| id == from) {
            Some((_, ends)) => ends.push(end),
            None => self.links.push((from.to_owned(), vec![end])),
        }
    }

    /// Says that a cell is not applicable.
    pub fn waive(&mut self, at: &str, reason: &str) {
        self.waivers.push((cell(at), reason.to_owned()));
    }

    fn build(mut self, id: MapId, links: Vec<(String, Vec<Link>)>) -> Map {
        for (from, links) in links {
            let touchpoint = self.touchpoints.iter_mut().find(|touchpoint| touchpoint.id.value == from);
            touchpoint.expect("a touchpoint to link from").leads_to = Some(spanned(links));
        }
        let stages = std::array::from_fn(|stage| StagePlan {
            cells: std::array::from_fn(|phase| {
                let at = CellAt { stage: Stage::ALL[stage], phase: Phase::ALL[phase] };
                let waiver = self.waivers.iter().find(|(waived, _)| *waived == at);
                Cell {
                    span: nowhere(),
                    waiver: waiver.map(|(_, reason)| Waiver { reason: Some(text("zh", reason)), span: nowhere() }),
                    first: self.touchpoints.iter().filter(|touchpoint| touchpoint.cell < at).count(),
                    count: self.touchpoints.iter().filter(|touchpoint| touchpoint.cell == at).count(),
                    unreadable: false,
                }
            }),
            ..StagePlan::empty(nowhere())
        });
        Map {
            id,
            name: self.name,
            source: nowhere().source,
            faulty: self.faulty,
            outdated: false,
            title: self.title,
            language: tag("zh"),
            summary: None,
            customer: None,
            owner: None,
            reviewed: None,
            review_every: None,
            stages,
            touchpoints: self.touchpoints,
            value_list: Default::default(),
            responsibilities: Default::default(),
            lifecycle: Vec::new(),
        }
    }
}

/// A moment with the perception after each step, by step.
pub fn moment(perceptions: [Option<Perception>; Step::COUNT]) -> Moment {
    let play = |perception: Option<Perception>| Play {
        say: Vec::new(),
        actions: Vec::new(),
        avoid: Vec::new(),
        perception: perception.map(spanned),
        span: nowhere(),
    };
    Moment { steps: perceptions.map(|perception| Some(play(perception))), span: nowhere() }
}
