//! The site: one static edition a language, from the model alone.
//!
//! Every page is a view struct, made here in Rust with its rows and words, and a template that places them. Nothing is
//! read or written, and nothing on a page loads anything but its style sheet, its script and what that searches.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use minijinja::{Value, context, value::Serde};
use rayon::prelude::*;
use serde::Serialize;

use crate::checks::templates::TEMPLATE_ERROR;
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::locale::Locale;
use crate::model::{Case, Map, MapId, RoleId, Site, Tag, TouchpointId};
use crate::source::{SourceId, Sources};
use crate::words;
use crate::words::Lang;

mod bound_case;
mod brand;
mod brief;
mod card;
mod edition;
mod environment;
mod findings;
mod journey;
mod landmarks;
mod links;
mod made_from;
mod map_page;
mod paper;
mod pocket;
mod promises;
mod role_page;
mod search;
mod sheet;
mod start_page;
mod text;
mod trainer;

use edition::{Alone, Edition, Pen};
use environment::Templates;
pub use made_from::PageMemory;
use made_from::{About, Belongings, Made, maps_of_roles};
use paper::Imprint;
pub use sheet::case_template;

/// One file to write.
#[derive(Clone, Debug, Eq)]
pub struct Page {
    /// The path from the output folder, with forward slashes.
    pub path: Arc<str>,
    /// What it holds.
    pub bytes: Bytes,
    /// The name of the map whose page it is; none for files that are the whole site's.
    pub map: Option<Arc<str>>,
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        let shared = self.bytes.as_ptr() == other.bytes.as_ptr() && self.bytes.len() == other.bytes.len();
        self.path == other.path && self.map == other.map && (shared || self.bytes == other.bytes)
    }
}

/// Pages, and what is wrong with the user's templates.
type Printed = (Vec<Page>, Vec<Diagnostic>);

/// The user's own templates, by the name of the built-in one that they replace: `map.html`, `locales/zh.yaml`.
pub type Overrides = BTreeMap<String, SourceId>;

/// All that pages are made from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// What is known.
    pub site: &'a Site,
    /// The journey through it.
    pub graph: &'a Graph,
    /// What is shown of the findings, sorted.
    pub findings: &'a [Diagnostic],
    /// The files.
    pub sources: &'a Sources,
    /// The user's own templates.
    pub overrides: &'a Overrides,
}

/// A part of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// All of it.
    #[default]
    Whole,
    /// What is no one map's: the start page, the roles, the trainer's pages, the search, style and script.
    Index,
    /// The pages of one map.
    Map(MapId),
}

impl Wanted {
    fn holds_index(self) -> bool {
        !matches!(self, Wanted::Map(_))
    }

    fn holds(self, map: &Map) -> bool {
        match self {
            Wanted::Whole => true,
            Wanted::Index => false,
            Wanted::Map(id) => id == map.id,
        }
    }

    /// The path of the page by which it is known: a map's own, else the start page.
    pub fn first_page(self, site: &Site) -> String {
        match self {
            Wanted::Map(id) => links::map_page(site.map(id)),
            Wanted::Whole | Wanted::Index => links::START.into(),
        }
    }
}

/// Which pages are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Those of this part.
    pub wanted: Wanted,
    /// Each map as one file too, with its style, script, search and drawings inside, to be handed on alone;
    /// case-writing sheets and the trainer's matter are left out of it.
    pub single_files: bool,
}

/// Every page of that selection, and what is wrong with the user's templates.
pub fn render(material: Material<'_>, selection: Selection) -> (Vec<Page>, Vec<Diagnostic>) {
    let Ok((pages, faults)) = print(material, selection, None, Ok::<_, Infallible>);
    (pages.into_iter().flatten().collect(), faults)
}

/// Every page of the site, those that would come out as the last time from memory, and what is wrong with the user's
/// templates.
pub fn render_again(material: Material<'_>, memory: &mut PageMemory) -> (Vec<Page>, Vec<Diagnostic>) {
    let Ok((pages, faults)) = print(material, Selection::default(), Some(memory), Ok::<_, Infallible>);
    (pages.into_iter().flatten().collect(), faults)
}

/// Makes every page of that selection and puts it where it belongs, on as many cores as there are: no page is kept longer
/// than that takes. What putting gave, in order, and what is wrong with the user's templates.
///
/// # Errors
/// The first that putting a page gives.
pub fn print<R: Send, E: Send>(
    material: Material<'_>,
    selection: Selection,
    mut memory: Option<&mut PageMemory>,
    put: impl Fn(Vec<Page>) -> Result<R, E> + Sync,
) -> Result<(Vec<R>, Vec<Diagnostic>), E> {
    let Material { site, graph, findings, sources, overrides } = material;
    let mut faults = Vec::new();
    let templates = Templates::compile(sources, overrides, &mut faults);
    let locales: Vec<Locale> =
        site.config.languages.iter().map(|tag| locale(site, tag, sources, overrides, &mut faults)).collect();
    let languages: Vec<(String, Tag, String)> = (site.config.languages.iter().zip(&locales).enumerate())
        .map(|(index, (tag, locale))| (folder(index, tag), tag.clone(), locale.name.clone()))
        .collect();

    let mut done = Vec::new();
    if selection.wanted.holds_index() {
        done.push(put(assets(site, &templates))?);
    }
    let belongings = memory.as_mut().map(|memory| {
        memory.look_at(site);
        Belongings::new(material, memory.outlines())
    });
    let maps_of = match &belongings {
        Some(belongings) => &belongings.maps_of,
        None => &maps_of_roles(site, site.maps.iter().map(|map| map.roles())),
    };
    for (number, (locale, (folder, language, _))) in locales.into_iter().zip(&languages).enumerate() {
        let folder = folder.clone();
        let edition = Edition {
            site,
            graph,
            findings,
            sources,
            language,
            locale,
            folder,
            languages: &languages,
            maps_of,
            alone: None,
        };
        let printer = Printer { templates: &templates, words: Value::from(Serde(&edition.locale.words)) };
        let known = memory.as_ref().zip(belongings.as_ref());
        let again = known.map(|(memory, belongings)| Again { number, memory, belongings });
        let or_again = |about: Option<About>, make: &dyn Fn() -> Printed| match (&again, about) {
            (Some(again), Some(about)) => again.or(about, make),
            _ => (make(), None),
        };
        let (searched, mut fresh) = searched(&edition, selection, or_again);
        let printed = jobs(site, selection, &searched).into_par_iter().map(|job| {
            let ((pages, found), made) = or_again(job.about(), &|| job.print(&edition, &printer));
            Ok((put(pages)?, found, made))
        });
        for (put, found, made) in printed.collect::<Result<Vec<_>, E>>()? {
            done.push(put);
            faults.extend(found);
            fresh.extend(made);
        }
        if let Some(memory) = &mut memory {
            memory.keep(number, fresh);
        }
    }
    Ok((done, settled(site, faults)))
}

/// What is found in each map by the search, to become part of one file; and what of it is new.
fn searched(
    edition: &Edition<'_>,
    selection: Selection,
    or_again: impl Fn(Option<About>, &dyn Fn() -> Printed) -> (Printed, Option<(About, Made)>) + Sync,
) -> (Vec<Bytes>, Vec<(About, Made)>) {
    if !selection.wanted.holds_index() {
        return (Vec::new(), Vec::new());
    }
    let pen = edition.pen(links::START.into(), edition.site.default_language());
    let maps: Vec<&Map> = edition.site.sound_maps().collect();
    let searched = maps.into_par_iter().enumerate().map(|(place, map)| {
        let part = || vec![Page { path: Arc::default(), bytes: search::of_map(&pen, map, place).into(), map: None }];
        or_again(Some(About::SearchOf(map.id, place)), &|| (part(), Vec::new()))
    });
    let (searched, made): (Vec<Printed>, Vec<_>) = searched.unzip();
    let searched = searched.into_iter().flat_map(|(pages, _)| pages).map(|page| page.bytes).collect();
    (searched, made.into_iter().flatten().collect())
}

/// What is the same for all languages.
fn assets(site: &Site, templates: &Templates<'_>) -> Vec<Page> {
    let asset = |path: &str, text: &str| Page { path: path.into(), bytes: text.to_owned().into(), map: None };
    let mut pages = vec![asset(links::STYLE, templates.style()), asset(links::SCRIPT, templates.script())];
    pages.extend(site.config.brand.logo.iter().map(|logo| Page {
        path: links::logo(logo.kind).into(),
        bytes: logo.bytes.clone(),
        map: None,
    }));
    pages
}

/// A page yet to be made: its path, and the name of the map whose page it is.
pub type Listed = (Arc<str>, Option<Arc<str>>);

/// What [`print`] will put, by the paths alone.
pub fn listing(site: &Site, selection: Selection) -> Vec<Listed> {
    let mut listed: Vec<Listed> = Vec::new();
    if selection.wanted.holds_index() {
        let logo = site.config.brand.logo.iter().map(|logo| links::logo(logo.kind));
        let assets = [links::STYLE.to_owned(), links::SCRIPT.to_owned()].into_iter().chain(logo);
        listed.extend(assets.map(|path| (path.into(), None)));
    }
    for (index, language) in site.config.languages.iter().enumerate() {
        let folder = folder(index, language);
        for job in jobs(site, selection, &[]) {
            let map = job.map().map(|map| Arc::from(map.name.as_str()));
            listed.extend(job.paths(site, language, &folder).into_iter().map(|path| (path.into(), map.clone())));
        }
    }
    listed
}

/// What jobs of one language made the last time, for those whose pages would come out the same.
struct Again<'a> {
    /// The number of the language.
    number: usize,
    memory: &'a PageMemory,
    belongings: &'a Belongings<'a>,
}

impl Again<'_> {
    /// What the job made the last time, else what it makes now, to be kept.
    fn or(&self, about: About, make: &dyn Fn() -> Printed) -> (Printed, Option<(About, Made)>) {
        let from = self.belongings.of(about);
        if let Some(printed) = self.memory.made(self.number, about).and_then(|made| made.again(&from)) {
            return (printed, None);
        }
        let printed = make();
        let made = Made::new(from, printed.clone());
        (printed, Some((about, made)))
    }
}

/// The case-writing sheet of one touchpoint as a page that stands alone, in one language; with what is wrong with the
/// user's templates.
pub fn sheet_to_print(
    site: &Site,
    graph: &Graph,
    sources: &Sources,
    overrides: &Overrides,
    id: TouchpointId,
    language: &Tag,
) -> (String, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let templates = Templates::compile(sources, overrides, &mut faults);
    let locale = locale(site, language, sources, overrides, &mut faults);
    let alone = Some(Alone { style: templates.style(), script: templates.script(), map: None });
    let (findings, folder, languages, maps_of) = (&[], String::new(), &[], &BTreeMap::new());
    let edition = Edition { site, graph, findings, sources, language, locale, folder, languages, maps_of, alone };
    let printer = Printer { templates: &templates, words: Value::from(Serde(&edition.locale.words)) };
    let pen = edition.pen(links::sheet(site, id, "html"), language);
    let imprint = Imprint::new(&pen, site.map(id.map));
    let page = sheet_page(&edition, &printer, id, &imprint, &mut faults);
    (String::from_utf8_lossy(&page.bytes).into_owned(), settled(site, faults))
}

/// Whether a page of that path is a map as one file.
pub fn is_single_file(path: &str) -> bool {
    path.split('/').rev().nth(1) == Some(links::SINGLE)
}

/// The default language has the root, every other a folder of its tag.
fn folder(index: usize, tag: &Tag) -> String {
    if index == 0 { String::new() } else { format!("{tag}/") }
}

/// The words of a language: built in, with the user's file laid over them, with the workspace's labels.
fn locale(site: &Site, tag: &Tag, sources: &Sources, overrides: &Overrides, faults: &mut Vec<Diagnostic>) -> Locale {
    let name = format!("locales/{tag}.yaml");
    let mut built_in = Locale::for_tag(tag).clone();
    if Lang::of(tag.as_str()).is_none() {
        built_in.name = tag.to_string();
    }
    let own = overrides.iter().find(|(file, _)| file.eq_ignore_ascii_case(&name));
    let locale = match own {
        None => built_in,
        Some((_, &source)) => {
            let (locale, found) = built_in.with_file(source, sources.get(source));
            faults.extend(found.into_iter().map(|fault| fault_of_words(fault, &name)));
            locale
        }
    };
    locale.with_labels(&site.config.labels, tag)
}

/// What is wrong with a file of words is wrong with a template.
fn fault_of_words(fault: Diagnostic, name: &str) -> Diagnostic {
    Diagnostic { rule: &TEMPLATE_ERROR, ..fault }.help(words!(
        "until then the built-in words stand where `{name}` cannot be read",
        "改好之前，`{name}` 里读不懂的词暂用内置的"
    ))
}

/// What can be printed independently of everything else.
enum Job<'a> {
    Start,
    /// With what is found in each map.
    Search(&'a [Bytes]),
    Map(&'a Map),
    /// The map as one file.
    Single(&'a Map),
    Role(RoleId),
    Trainer,
    Case(usize, &'a Case),
}

fn jobs<'a>(site: &'a Site, selection: Selection, searched: &'a [Bytes]) -> Vec<Job<'a>> {
    let wanted = |map: &&Map| selection.wanted.holds(map);
    let mut jobs: Vec<Job<'_>> = site.sound_maps().filter(wanted).map(Job::Map).collect();
    if selection.single_files {
        jobs.extend(site.sound_maps().filter(wanted).map(Job::Single));
    }
    if selection.wanted.holds_index() {
        let cases = site.cases.iter().enumerate().filter(|(_, case)| !case.faulty);
        let roles = (0..site.config.roles.len()).map(|number| Job::Role(RoleId(number as u32)));
        jobs.extend([Job::Start, Job::Search(searched), Job::Trainer]);
        jobs.extend(roles);
        jobs.extend(cases.map(|(number, case)| Job::Case(number, case)));
    }
    jobs
}

impl Job<'_> {
    /// What it is remembered by; none where it is made only once.
    fn about(&self) -> Option<About> {
        Some(match self {
            Job::Start => About::Start,
            Job::Search(_) => About::Search,
            Job::Map(map) => About::Map(map.id),
            Job::Single(_) => return None,
            Job::Role(role) => About::Role(*role),
            Job::Trainer => About::Trainer,
            Job::Case(number, _) => About::Case(*number),
        })
    }

    /// The map whose pages it makes.
    fn map(&self) -> Option<&Map> {
        match self {
            Job::Map(map) | Job::Single(map) => Some(map),
            _ => None,
        }
    }

    /// The paths of its pages.
    fn paths(&self, site: &Site, language: &Tag, folder: &str) -> Vec<String> {
        let paths = match self {
            Job::Start => vec![links::START.to_owned()],
            Job::Search(_) => return vec![links::search_index(language)],
            Job::Map(map) => {
                let contacts = pocket::contacts(site, map);
                let cards = (!contacts.is_empty()).then(|| links::pocket(map));
                let sheets =
                    contacts.iter().flat_map(|&id| ["html", "md"].map(|ending| links::sheet(site, id, ending)));
                [links::map_page(map)].into_iter().chain(cards).chain(sheets).collect()
            }
            Job::Single(map) => vec![links::single_file(map)],
            Job::Role(id) => vec![links::role_page(site.config.role(*id))],
            Job::Trainer => vec![links::TRAINER.to_owned()],
            Job::Case(_, case) => vec![links::trainer_case(case)],
        };
        paths.into_iter().map(|path| format!("{folder}{path}")).collect()
    }

    fn print(&self, edition: &Edition<'_>, printer: &Printer<'_>) -> Printed {
        let mut faults = Vec::new();
        let default = edition.site.default_language();
        let pages = match *self {
            Job::Start => {
                let pen = edition.pen(links::START.into(), default);
                let title = pen.site_title();
                vec![printer.print("index.html", &pen, title, None, start_page::StartPage::new(&pen), &mut faults)]
            }
            Job::Search(searched) => {
                let pen = edition.pen(links::START.into(), default);
                let index = search::index(&pen, edition.site.sound_maps(), searched);
                vec![Page { path: links::search_index(edition.language).into(), bytes: index, map: None }]
            }
            Job::Map(map) => map_pages(edition, printer, map, &mut faults),
            Job::Single(map) => {
                let alone = Some(printer.alone(map));
                let edition = Edition {
                    locale: edition.locale.clone(),
                    folder: edition.folder.clone(),
                    languages: &[],
                    alone,
                    ..*edition
                };
                let pen = edition.pen(links::single_file(map), &map.language);
                let imprint = Imprint::new(&pen, map);
                let (title, view) = (pen.read.plain(&map.title), map_page::MapPage::new(&pen, map, &imprint));
                vec![printer.print("map.html", &pen, title, Some(map), view, &mut faults)]
            }
            Job::Role(id) => {
                let role = edition.site.config.role(id);
                let pen = edition.pen(links::role_page(role), default);
                let title = pen.read.plain(&role.name);
                vec![printer.print("role.html", &pen, title, None, role_page::RolePage::new(&pen, id), &mut faults)]
            }
            Job::Trainer => {
                let pen = edition.pen(links::TRAINER.into(), default);
                let title = pen.word("for-trainers");
                vec![printer.print("trainer.html", &pen, title, None, trainer::TrainerIndex::new(&pen), &mut faults)]
            }
            Job::Case(_, case) => {
                let pen = edition.pen(links::trainer_case(case), &case.language);
                let title = case.title.as_ref().map_or_else(|| case.name.clone(), |title| pen.read.plain(title));
                let view = trainer::TrainerCase::new(&pen, case);
                vec![printer.print("trainer-case.html", &pen, title, None, view, &mut faults)]
            }
        };
        (pages, faults)
    }
}

/// The page of a map, its pocket cards, and the case-writing sheets of its contacts.
fn map_pages(edition: &Edition<'_>, printer: &Printer<'_>, map: &Map, faults: &mut Vec<Diagnostic>) -> Vec<Page> {
    let site = edition.site;
    let pen = edition.pen(links::map_page(map), &map.language);
    let title = pen.read.plain(&map.title);
    let imprint = Imprint::new(&pen, map);
    let view = map_page::MapPage::new(&pen, map, &imprint);
    let mut pages = vec![printer.print("map.html", &pen, title, Some(map), view, faults)];
    let contacts = pocket::contacts(site, map);
    if !contacts.is_empty() {
        let pen = edition.pen(links::pocket(map), &map.language);
        let title = format!("{} · {}", pen.word("pocket-title"), pen.read.plain(&map.title));
        let view = pocket::PocketPage::new(&pen, map, &imprint);
        pages.push(printer.print("pocket.html", &pen, title, Some(map), view, faults));
    }
    for id in contacts {
        pages.push(sheet_page(edition, printer, id, &imprint, faults));
        pages.push(Page {
            path: format!("{}{}", edition.folder, links::sheet(site, id, "md")).into(),
            bytes: case_template(site, id, edition.language, &edition.locale).into(),
            map: Some(map.name.as_str().into()),
        });
    }
    pages
}

/// The sheet of a touchpoint, to print and fill in by hand.
fn sheet_page(
    edition: &Edition<'_>,
    printer: &Printer<'_>,
    id: TouchpointId,
    imprint: &Imprint,
    faults: &mut Vec<Diagnostic>,
) -> Page {
    let (site, touchpoint) = (edition.site, edition.site.touchpoint(id));
    let map = site.map(id.map);
    let pen = edition.pen(links::sheet(site, id, "html"), &map.language);
    let title = format!("{} {}", touchpoint.code(), pen.read.plain(&touchpoint.name));
    printer.print("sheet.html", &pen, title, Some(map), sheet::Sheet::new(&pen, id, imprint), faults)
}

/// Templates and words: what turns a view into a page.
struct Printer<'a> {
    templates: &'a Templates<'a>,
    words: Value,
}

impl Printer<'_> {
    /// What the page of a map carries with it, where it is to stand alone.
    fn alone(&self, map: &Map) -> Alone<'_> {
        Alone { style: self.templates.style(), script: self.templates.script(), map: Some(map.id) }
    }

    fn print(
        &self,
        template: &str,
        pen: &Pen<'_>,
        title: String,
        map: Option<&Map>,
        view: impl Serialize,
        faults: &mut Vec<Diagnostic>,
    ) -> Page {
        let context = context! {
            t => self.words.clone(),
            frame => Value::from(Serde(pen.frame(title))),
            page => Value::from(Serde(view)),
        };
        let bytes = self.templates.fill(template, context, faults).into();
        Page { path: pen.place.output_path().into(), bytes, map: map.map(|map| map.name.as_str().into()) }
    }
}

/// One finding a fault, however many pages met it, at the workspace's level.
fn settled(site: &Site, mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let Some(severity) = site.config.level(&TEMPLATE_ERROR).severity() else { return Vec::new() };
    faults.sort_by(|a, b| (a.primary.span, &a.message).cmp(&(b.primary.span, &b.message)));
    faults.dedup_by(|a, b| a.primary.span == b.primary.span && a.message == b.message);
    for fault in &mut faults {
        fault.severity = severity;
    }
    faults
}
