//! Renders the pages of a site in each of its languages, from the model alone.
//!
//! Every page has a view, made here in Rust with its rows and words, and a template that places them. This module reads
//! and writes no files. A page loads nothing but its style sheet, its script and the search index.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::interface::Interfaces;
use crate::model::{Map, MapId, RoleId, Site, Tag, TouchpointId};
use crate::rule::templates::TEMPLATE_ERROR;
use crate::source::{SourceId, Sources};

mod blueprint;
mod bound_case;
mod brand;
mod brief;
mod card;
mod case_form;
mod complaint;
mod complaints_page;
mod context;
mod edition;
mod environment;
mod findings;
mod fragments;
mod imprint;
mod inputs;
mod journey;
mod landmarks;
pub mod last_readable;
mod lifecycle;
mod links;
mod map_page;
mod pages;
mod pocket;
mod pocket_size;
mod poster;
mod promises;
mod quality_page;
mod renderer;
mod role_page;
mod search;
mod search_entry;
mod segments;
mod sheet;
mod sheet_index;
mod start_page;
mod telephone;
mod text;
mod to_do;
mod trainer;
mod value_list;
mod version;

pub use edition::Edition;
use fragments::Fragments;
pub use fragments::RenderCache;
use imprint::Imprint;
use inputs::{InputIndex, PageInputs};
use links::LanguageFolder;
use pages::{PageKey, PageSource};
use renderer::Renderer;
pub use sheet::{case_template, free_case_names};
pub use version::Versions;

/// One file to write.
#[derive(Clone, Debug, Eq)]
pub struct Page {
    /// The path from the output folder, with forward slashes.
    pub path: Arc<str>,
    /// The content of the file.
    pub bytes: Bytes,
    /// The name of the map whose page it is; none for files of the whole site.
    pub map: Option<Arc<str>>,
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        let shared = self.bytes.as_ptr() == other.bytes.as_ptr() && self.bytes.len() == other.bytes.len();
        self.path == other.path && self.map == other.map && (shared || self.bytes == other.bytes)
    }
}

/// The user's own templates, by the name of the built-in one that they replace: `map.html`, `locales/zh.yaml`.
pub type Overrides = BTreeMap<String, SourceId>;

/// Everything that pages are rendered from.
#[derive(Clone, Copy)]
pub struct SiteInputs<'a> {
    /// The model that pages show.
    pub site: &'a Site,
    /// The journey through it.
    pub graph: &'a Graph,
    /// The versions of its maps.
    pub versions: &'a Versions<'a>,
    /// The findings to show, sorted.
    pub findings: &'a [Diagnostic],
    /// The files that the site was read from.
    pub sources: &'a Sources,
    /// The present files, which the findings are in: for an outdated map, the text that cannot be read.
    pub present: &'a Sources,
    /// The user's own templates.
    pub overrides: &'a Overrides,
}

/// Which pages are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The edition.
    pub edition: Edition,
    /// The pages of this map alone.
    pub map: Option<MapId>,
    /// Also each map as one file, with style, script, search and drawings inside, but without case-writing sheets and
    /// the trainer's matter.
    pub single_files: bool,
}

impl Selection {
    /// Whether the pages of a map are selected.
    pub fn holds(self, map: &Map) -> bool {
        self.map.is_none_or(|id| id == map.id)
    }
}

/// The path of a map's main page, or of the start page.
pub fn first_page(site: &Site, map: Option<MapId>) -> String {
    map.map_or_else(|| links::START.into(), |id| links::map_page(site.map(id)))
}

/// Renders every page of a selection, and gives the findings in the user's templates.
pub fn render(inputs: SiteInputs<'_>, selection: Selection) -> (Vec<Page>, Vec<Diagnostic>) {
    let Ok((pages, findings)) = render_each(inputs, &[selection], |_, pages| Ok::<_, Infallible>(pages.to_vec()));
    (pages.into_iter().flatten().collect(), findings)
}

/// Renders the pages of some selections, which differ in the edition, on all cores. It passes them to `put` with the number
/// of their selection, so that no page stays in memory after that. Gives the results of `put`, and the findings in the
/// user's templates.
///
/// # Errors
/// The first error of `put`.
pub fn render_each<R: Send, E: Send>(
    inputs: SiteInputs<'_>,
    selections: &[Selection],
    put: impl Fn(usize, &[Page]) -> Result<R, E> + Sync,
) -> Result<(Vec<R>, Vec<Diagnostic>), E> {
    let (site, mut findings) = (inputs.site, Vec::new());
    let put_into = |selections: Range<usize>, pages: &[Page]| {
        selections.map(|number| put(number, pages)).collect::<Result<Vec<_>, E>>()
    };
    let (shared, mut done) = (SharedPages::of(site), Vec::new());
    for (number, &selection) in selections.iter().enumerate() {
        let roles = site.maps.iter().map(|map| map.roles());
        let renderer = Renderer::new(inputs, selection.edition, &site.config.languages, roles, &mut findings);
        let this_one = number..number + 1;
        if selection.map.is_none() {
            done.extend(put_into(this_one.clone(), &renderer.assets())?);
        }
        for language in renderer.languages() {
            let mut sources = pages::sources(site, selection);
            sources.retain(|source| number == 0 || !shared.holds(&**source));
            let rendered = sources.into_par_iter().map(|source| {
                let (mut found, edition) = (Vec::new(), shared.edition_of(&*source, selection.edition));
                let pages = source.render(&language.in_edition(edition), &Fragments::default(), &mut found);
                let into = if shared.holds(&*source) { 0..selections.len() } else { this_one.clone() };
                Ok((put_into(into, &pages)?, found))
            });
            for (put, found) in rendered.collect::<Result<Vec<_>, E>>()? {
                done.extend(put);
                findings.extend(found);
            }
        }
    }
    Ok((done, one_finding_a_fault(site, findings)))
}

/// Which pages are the same in every edition.
#[derive(Clone, Copy)]
struct SharedPages {
    /// Authors and trainers see a mark on all that comes from an outdated map.
    none_is_outdated: bool,
}

impl SharedPages {
    fn of(site: &Site) -> Self {
        Self { none_is_outdated: site.maps.iter().all(|map| !map.outdated) }
    }

    fn holds(self, source: &dyn PageSource) -> bool {
        self.none_is_outdated && source.is_shared()
    }

    /// The edition in which a page for `edition` is rendered.
    fn edition_of(self, source: &dyn PageSource, edition: Edition) -> Edition {
        if self.holds(source) { Edition::Readers } else { edition }
    }
}

/// Gives every page of an edition of the site, from the cache where the inputs are equal, and the findings in the user's templates.
/// It renders changed pages of maps first and passes them to `show`, unless a template fails.
pub fn render_cached(
    inputs: SiteInputs<'_>,
    edition: Edition,
    interfaces: Arc<Interfaces>,
    cache: &RenderCache,
    show: impl Fn(&[Page]) + Sync,
) -> (Vec<Page>, Vec<Diagnostic>) {
    let (site, shared, mut findings) = (inputs.site, SharedPages::of(inputs.site), Vec::new());
    let roles = interfaces.iter().map(|map| map.0.listed.roles.iter().copied());
    let renderer = Renderer::new(inputs, edition, &site.config.languages, roles, &mut findings);
    let index = InputIndex::new(inputs, interfaces.clone(), &renderer.maps_of_roles);
    let mut pages = renderer.assets();
    for language in renderer.languages() {
        let render = |page: CachedPage<'_>| {
            let edition = page.inputs.edition;
            let render = || {
                let (fragments, mut found) = (Fragments::kept(cache, &index, edition, language.tag), Vec::new());
                (page.source.render(&language.in_edition(edition), &fragments, &mut found), found)
            };
            (page.number, cache.pages.get(page.key, || page.inputs, render))
        };
        let selection = Selection { edition, ..Selection::default() };
        let sources = pages::sources(site, selection).into_par_iter().enumerate();
        let all = sources.map(|(number, source)| {
            let inputs = PageInputs { edition: shared.edition_of(&*source, edition), ..source.inputs(&index) };
            let key = (edition, language.tag.clone(), source.key());
            let is_new_of_map = source.map().is_some() && !cache.pages.is_current(&key, &inputs);
            CachedPage { number, source, key, inputs, is_new_of_map }
        });
        let (urgent, others): (Vec<_>, Vec<_>) = all.partition(|page| page.is_new_of_map);
        let urgent = || {
            let rendered: Vec<_> = urgent.into_par_iter().map(render).collect();
            let (pages, found): (Vec<_>, Vec<_>) = rendered.iter().map(|(_, rendered)| rendered.clone()).unzip();
            if found.iter().all(Vec::is_empty) {
                show(&pages.concat());
            }
            rendered
        };
        let others = || others.into_par_iter().with_max_len(1).map(render).collect::<Vec<_>>();
        let (mut rendered, others) = rayon::join(urgent, others);
        rendered.extend(others);
        rendered.sort_by_key(|(number, _)| *number);
        for (_, (rendered, found)) in rendered {
            pages.extend(rendered);
            findings.extend(found);
        }
    }
    (pages, one_finding_a_fault(site, findings))
}

/// A page with its key and its inputs for the cache.
struct CachedPage<'a> {
    /// Its number among the pages of its language.
    number: usize,
    source: Box<dyn PageSource + 'a>,
    key: (Edition, Tag, PageKey),
    inputs: PageInputs,
    /// Whether it is a page of a map that the cache does not have.
    is_new_of_map: bool,
}

/// A page yet to be rendered: its path, and the name of the map whose page it is.
pub type PageListing = (Arc<str>, Option<Arc<str>>);

/// Lists the pages that [`render_each`] will render.
pub fn listing(site: &Site, selection: Selection) -> Vec<PageListing> {
    let mut listed: Vec<PageListing> = Vec::new();
    if selection.map.is_none() {
        let logo = site.config.brand.logo.iter().map(|logo| links::logo(logo.kind));
        let shared = [links::STYLE, links::SCRIPT, links::CASE_FORM_SCRIPT].map(str::to_owned);
        let assets = shared.into_iter().chain(logo);
        listed.extend(assets.map(|path| (path.into(), None)));
    }
    for (number, tag) in site.config.languages.iter().enumerate() {
        let language = LanguageFolder { tag, folder: &renderer::folder(number, tag) };
        for source in pages::sources(site, selection) {
            let map = source.map().map(|map| Arc::from(map.name.as_str()));
            listed.extend(source.paths(site, language).into_iter().map(|path| (path.into(), map.clone())));
        }
    }
    listed
}

/// Renders the case-writing sheet of one touchpoint as a single file in one language, and gives the findings in the
/// user's templates.
pub fn sheet_to_print(inputs: SiteInputs<'_>, id: TouchpointId, language: &Tag) -> (String, Vec<Diagnostic>) {
    let (site, mut findings) = (inputs.site, Vec::new());
    let no_roles = std::iter::empty::<[RoleId; 0]>();
    let languages = std::slice::from_ref(language);
    let renderer = Renderer::new(inputs, Edition::Readers, languages, no_roles, &mut findings);
    let in_language = renderer.only_language().single_file(None);
    let context = in_language.page(links::sheet(site, id, "html"), language);
    let imprint = Imprint::new(&context, site.map(id.map));
    let page = sheet::page(&in_language, id, &imprint, &mut findings);
    (String::from_utf8_lossy(&page.bytes).into_owned(), one_finding_a_fault(site, findings))
}

/// Whether the page at a path is a map as one file.
pub fn is_single_file(path: &str) -> bool {
    path.split('/').rev().nth(1) == Some(links::SINGLE)
}

/// Keeps one finding for each fault, however many pages met it, with the severity that the workspace sets.
fn one_finding_a_fault(site: &Site, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let Some(severity) = site.config.level(&TEMPLATE_ERROR).severity() else { return Vec::new() };
    findings.sort_by(|a, b| (a.primary.span, &a.message).cmp(&(b.primary.span, &b.message)));
    findings.dedup_by(|a, b| a.primary.span == b.primary.span && a.message == b.message);
    for finding in &mut findings {
        finding.severity = severity;
    }
    findings
}
