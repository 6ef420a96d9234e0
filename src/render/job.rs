//! What can be printed independently of everything else: a page, or a few that belong together.

use super::edition::Edition;
use super::made_from::About;
use super::paper::Imprint;
use super::pieces::{Piece, PieceOf, Pieces};
use super::press::Printer;
use super::role_page::MapMoments;
use super::text::{Html, as_it_is};
use super::{
    Page, Printed, Selection, case_template, links, map_page, pocket, role_page, search, sheet, start_page, trainer,
};
use crate::diagnostic::Diagnostic;
use crate::model::{Case, Map, RoleId, Site, Tag, TouchpointId};

/// One job of printing.
pub(super) enum Job<'a> {
    Start,
    Search,
    /// The page of the map.
    Map(&'a Map),
    /// The pocket cards, and the case-writing sheets of the contacts.
    Handouts(&'a Map),
    /// The map as one file.
    Single(&'a Map),
    Role(RoleId),
    Trainer,
    Case(usize, &'a Case),
}

/// The jobs of a selection.
pub(super) fn jobs(site: &Site, selection: Selection) -> Vec<Job<'_>> {
    let wanted = |map: &&Map| selection.holds(map);
    let of_map = |map| [Job::Map(map), Job::Handouts(map)];
    let mut jobs: Vec<Job<'_>> = site.sound_maps().filter(wanted).flat_map(of_map).collect();
    if selection.single_files {
        jobs.extend(site.sound_maps().filter(wanted).map(Job::Single));
    }
    if selection.map.is_none() {
        let cases = site.cases.iter().enumerate().filter(|(_, case)| case.withheld().is_none());
        let roles = (0..site.config.roles.len()).map(|number| Job::Role(RoleId(number as u32)));
        jobs.extend([Job::Start, Job::Search, Job::Trainer]);
        jobs.extend(roles);
        jobs.extend(cases.map(|(number, case)| Job::Case(number, case)));
    }
    jobs
}

impl Job<'_> {
    /// What it is remembered by; none where it is made only once.
    pub fn about(&self) -> Option<About> {
        Some(match self {
            Job::Start => About::Start,
            Job::Search => About::Search,
            Job::Map(map) => About::Map(map.id),
            Job::Handouts(map) => About::Handouts(map.id),
            Job::Single(_) => return None,
            Job::Role(role) => About::Role(*role),
            Job::Trainer => About::Trainer,
            Job::Case(number, _) => About::Case(*number),
        })
    }

    /// The map whose pages it makes.
    pub fn map(&self) -> Option<&Map> {
        match self {
            Job::Map(map) | Job::Handouts(map) | Job::Single(map) => Some(map),
            _ => None,
        }
    }

    /// The paths of its pages.
    pub fn paths(&self, site: &Site, language: &Tag, folder: &str) -> Vec<String> {
        let paths = match self {
            Job::Start => vec![links::START.to_owned()],
            Job::Search => return vec![links::search_index(language)],
            Job::Map(map) => vec![links::map_page(map)],
            Job::Handouts(map) => {
                let contacts = pocket::contacts(site, map);
                let cards = (!contacts.is_empty()).then(|| links::pocket(map));
                let sheets =
                    contacts.iter().flat_map(|&id| ["html", "md"].map(|ending| links::sheet(site, id, ending)));
                cards.into_iter().chain(sheets).collect()
            }
            Job::Single(map) => vec![links::single_file(map)],
            Job::Role(id) => vec![links::role_page(site.config.role(*id))],
            Job::Trainer => vec![links::TRAINER.to_owned()],
            Job::Case(_, case) => vec![links::trainer_case(case)],
        };
        paths.into_iter().map(|path| format!("{folder}{path}")).collect()
    }

    /// Its pages, put together from pieces where a page is about many maps.
    pub fn print(&self, edition: &Edition<'_>, printer: &Printer<'_>, pieces: &Pieces<'_>) -> Printed {
        let mut faults = Vec::new();
        let default = edition.site.default_language();
        let pages = match *self {
            Job::Start => {
                let pen = edition.pen(links::START.into(), default);
                let title = pen.site_title();
                vec![printer.print("index.html", &pen, title, None, start_page::StartPage::new(&pen), &mut faults)]
            }
            Job::Search => {
                let pen = edition.pen(links::START.into(), default);
                let maps: Vec<&Map> = edition.site.sound_maps().collect();
                let index = search::index(&pen, &maps, |place, map| {
                    let make = || Piece::sound(search::of_map(&pen, map, place));
                    pieces.piece(PieceOf::Search(map.id), make).text
                });
                vec![Page { path: links::search_index(edition.language).into(), bytes: index, map: None }]
            }
            Job::Map(map) => {
                let pen = edition.pen(links::map_page(map), &map.language);
                let imprint = Imprint::new(&pen, map);
                let (title, view) = (pen.read.plain(&map.title), map_page::MapPage::new(&pen, map, &imprint));
                vec![printer.print("map.html", &pen, title, Some(map), view, &mut faults)]
            }
            Job::Handouts(map) => handouts(edition, printer, map, &mut faults),
            Job::Single(map) => {
                let edition = Edition { languages: &[], alone: Some(printer.alone(Some(map))), ..*edition };
                let pen = edition.pen(links::single_file(map), &map.language);
                let imprint = Imprint::new(&pen, map);
                let (title, view) = (pen.read.plain(&map.title), map_page::MapPage::new(&pen, map, &imprint));
                vec![printer.print("map.html", &pen, title, Some(map), view, &mut faults)]
            }
            Job::Role(id) => {
                let role = edition.site.config.role(id);
                let pen = edition.pen(links::role_page(role), default);
                let moments = role_page::maps_played_in(&pen, id).map(|map| {
                    let piece = pieces.piece(PieceOf::Moments(id, map.id), || {
                        let mut faults = Vec::new();
                        let view = MapMoments::new(&pen, id, map);
                        Piece { text: printer.part("role-map.html", view, &mut faults).into(), faults }
                    });
                    faults.extend(piece.faults);
                    as_it_is(&piece.text)
                });
                let moments: Vec<Html> = moments.collect();
                let title = pen.read.plain(&role.name);
                let view = role_page::RolePage::new(&pen, id, moments);
                vec![printer.print("role.html", &pen, title, None, view, &mut faults)]
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

/// The pocket cards of a map, and the case-writing sheets of its contacts.
fn handouts(edition: &Edition<'_>, printer: &Printer<'_>, map: &Map, faults: &mut Vec<Diagnostic>) -> Vec<Page> {
    let (site, contacts) = (edition.site, pocket::contacts(edition.site, map));
    if contacts.is_empty() {
        return Vec::new();
    }
    let pen = edition.pen(links::pocket(map), &map.language);
    let imprint = Imprint::new(&pen, map);
    let title = format!("{} · {}", pen.word("pocket-title"), pen.read.plain(&map.title));
    let view = pocket::PocketPage::new(&pen, map, &imprint);
    let mut pages = vec![printer.print("pocket.html", &pen, title, Some(map), view, faults)];
    for id in contacts {
        pages.push(sheet(edition, printer, id, &imprint, faults));
        pages.push(Page {
            path: format!("{}{}", edition.folder, links::sheet(site, id, "md")).into(),
            bytes: case_template(site, id, edition.language, edition.locale).into(),
            map: Some(map.name.as_str().into()),
        });
    }
    pages
}

/// The sheet of a touchpoint, to print and fill in by hand.
pub(super) fn sheet(
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
