//! The site: one static edition a language, from the model alone.
//!
//! Every page is a view struct, made here in Rust with its rows and words, and a template that places them. Nothing is
//! read or written, and nothing on a page loads anything but its style sheet, its script and what that searches.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;

use crate::checks::templates::TEMPLATE_ERROR;
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::model::{Map, MapId, Site, Tag, TouchpointId};
use crate::source::{SourceId, Sources};

mod bound_case;
mod brand;
mod brief;
mod card;
mod description;
mod edition;
mod environment;
mod findings;
mod job;
mod journey;
mod landmarks;
pub mod last_readable;
mod links;
mod made_from;
mod map_page;
mod paper;
mod pieces;
mod pocket;
mod pocket_size;
mod press;
mod promises;
mod role_page;
mod search;
mod search_entry;
mod sheet;
mod start_page;
mod text;
mod trainer;
mod version;

use edition::Edition;
use job::{Job, jobs};
pub use made_from::PageMemory;
use made_from::{Belongings, Made, maps_of_roles};
use paper::Imprint;
use pieces::Pieces;
use press::{Press, folder};
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
    /// The files that the site was read from.
    pub sources: &'a Sources,
    /// The files that the findings are in: of a map that is outdated, the text that cannot be understood.
    pub present: &'a Sources,
    /// The user's own templates.
    pub overrides: &'a Overrides,
}

/// Which pages are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Those of this map alone.
    pub map: Option<MapId>,
    /// Each map as one file too, with its style, script, search and drawings inside, to be handed on alone;
    /// case-writing sheets and the trainer's matter are left out of it.
    pub single_files: bool,
}

impl Selection {
    /// Whether the pages of a map are selected.
    pub fn holds(self, map: &Map) -> bool {
        self.map.is_none_or(|id| id == map.id)
    }
}

/// The path of the page by which a map's pages are known, or the whole site's.
pub fn first_page(site: &Site, map: Option<MapId>) -> String {
    map.map_or_else(|| links::START.into(), |id| links::map_page(site.map(id)))
}

/// Every page of that selection, and what is wrong with the user's templates.
pub fn render(material: Material<'_>, selection: Selection) -> (Vec<Page>, Vec<Diagnostic>) {
    let Ok((pages, faults)) = print(material, selection, Ok::<_, Infallible>);
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
    put: impl Fn(Vec<Page>) -> Result<R, E> + Sync,
) -> Result<(Vec<R>, Vec<Diagnostic>), E> {
    let (site, mut faults) = (material.site, Vec::new());
    let press = Press::new(material, &site.config.languages, &mut faults);
    let mut done = Vec::new();
    if selection.map.is_none() {
        done.push(put(press.assets())?);
    }
    let maps_of = maps_of_roles(site, site.maps.iter().map(|map| map.roles()));
    for (edition, printer) in press.editions(&maps_of) {
        let printed = jobs(site, selection).into_par_iter().map(|job| {
            let (pages, found) = job.print(&edition, &printer, &Pieces::default());
            Ok((put(pages)?, found))
        });
        for (put, found) in printed.collect::<Result<Vec<_>, E>>()? {
            done.push(put);
            faults.extend(found);
        }
    }
    Ok((done, settled(site, faults)))
}

/// Every page of the site, those that would come out as the last time from memory; and what is wrong with the user's
/// templates. The new pages of maps that have changed are shown before anything else is made, if no template fails.
pub fn print_again(
    material: Material<'_>,
    memory: &mut PageMemory,
    show: impl Fn(&[Page]) + Sync,
) -> (Vec<Page>, Vec<Diagnostic>) {
    let (site, mut faults) = (material.site, Vec::new());
    let press = Press::new(material, &site.config.languages, &mut faults);
    let changed = memory.look_at(site);
    let belongings = Belongings::new(material, memory.outlines());
    let mut pages = press.assets();
    for (language, (edition, printer)) in press.editions(&belongings.maps_of).enumerate() {
        let pieces = Pieces::remembered(memory, &belongings, language);
        let or_again = |(number, job): (usize, &Job<'_>)| {
            let about = job.about();
            let from = about.map(|about| belongings.of(about)).unwrap_or_default();
            let known = about.and_then(|about| memory.made(language, about)).and_then(|made| made.again(&from));
            let is_new = known.is_none();
            let printed = known.unwrap_or_else(|| job.print(&edition, &printer, &pieces));
            let made = about.filter(|_| is_new).map(|about| (about, Made::new(from, printed.clone())));
            (number, printed, made)
        };
        let print =
            |jobs: Vec<(usize, &Job<'_>)>| -> Vec<_> { jobs.into_par_iter().with_max_len(1).map(or_again).collect() };
        let jobs = jobs(site, Selection::default());
        let is_awaited = |job: &Job<'_>| matches!(job, Job::Map(map) if changed.contains(&map.id));
        let (awaited, others) = jobs.iter().enumerate().partition(|(_, job)| is_awaited(job));
        let awaited = || {
            let printed = print(awaited);
            let is_new = printed.iter().filter(|(_, _, made)| made.is_some());
            let (fresh, found): (Vec<_>, Vec<_>) = is_new.map(|(_, printed, _)| printed.clone()).unzip();
            if found.iter().all(Vec::is_empty) {
                show(&fresh.concat());
            }
            printed
        };
        let (mut printed, others) = rayon::join(awaited, || print(others));
        printed.extend(others);
        printed.sort_by_key(|(number, ..)| *number);
        let fresh = pieces.into_fresh();
        let mut made = Vec::new();
        for (_, (printed, found), new) in printed {
            pages.extend(printed);
            faults.extend(found);
            made.extend(new);
        }
        memory.keep(language, made, fresh);
    }
    (pages, settled(site, faults))
}

/// A page yet to be made: its path, and the name of the map whose page it is.
pub type Listed = (Arc<str>, Option<Arc<str>>);

/// What [`print`] will put, by the paths alone.
pub fn listing(site: &Site, selection: Selection) -> Vec<Listed> {
    let mut listed: Vec<Listed> = Vec::new();
    if selection.map.is_none() {
        let logo = site.config.brand.logo.iter().map(|logo| links::logo(logo.kind));
        let assets = [links::STYLE.to_owned(), links::SCRIPT.to_owned()].into_iter().chain(logo);
        listed.extend(assets.map(|path| (path.into(), None)));
    }
    for (index, language) in site.config.languages.iter().enumerate() {
        let folder = folder(index, language);
        for job in jobs(site, selection) {
            let map = job.map().map(|map| Arc::from(map.name.as_str()));
            listed.extend(job.paths(site, language, &folder).into_iter().map(|path| (path.into(), map.clone())));
        }
    }
    listed
}

/// The case-writing sheet of one touchpoint as a page that stands alone, in one language; with what is wrong with the
/// user's templates.
pub fn sheet_to_print(material: Material<'_>, id: TouchpointId, language: &Tag) -> (String, Vec<Diagnostic>) {
    let (site, mut faults, no_maps) = (material.site, Vec::new(), BTreeMap::new());
    let press = Press::new(material, std::slice::from_ref(language), &mut faults);
    let (edition, printer) = press.edition(0, &no_maps);
    let edition = Edition { languages: &[], alone: Some(printer.alone(None)), ..edition };
    let pen = edition.pen(links::sheet(site, id, "html"), language);
    let imprint = Imprint::new(&pen, site.map(id.map));
    let page = job::sheet(&edition, &printer, id, &imprint, &mut faults);
    (String::from_utf8_lossy(&page.bytes).into_owned(), settled(site, faults))
}

/// Whether a page of that path is a map as one file.
pub fn is_single_file(path: &str) -> bool {
    path.split('/').rev().nth(1) == Some(links::SINGLE)
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
