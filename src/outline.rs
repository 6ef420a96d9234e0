//! What the maps of a workspace show of one another: as long as it stays the same, an edit of one map changes no page
//! of another.
//!
//! Its text has a line for each file: the path, and for a map or a case a mark of what other maps' pages name and the
//! rules of the journey follow (titles, names, links, promises, perceptions, which cells are covered). What is said at
//! a touchpoint is not in it. A map that cannot be understood is in it with all that it says.

use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::{Case, CellAt, Map, Site, Text, Touchpoint};
use crate::source::{SourceId, Sources};
use crate::workspace::Workspace;

/// The outline of a workspace.
pub fn text(workspace: &Workspace, site: &Site, sources: &Sources) -> String {
    let mut marks: Vec<(&str, u64)> = Vec::new();
    let path = |source: SourceId| sources.get(source).path.as_str();
    marks.extend(site.maps.iter().map(|map| (path(map.source), mark(|mark| of_map(map, sources, mark)))));
    marks.extend(site.cases.iter().map(|case| (path(case.source), mark(|mark| of_case(case, mark)))));
    marks.sort_unstable();
    let mut text = String::new();
    for file in &workspace.files {
        // Writing into a string does not fail.
        _ = match marks.binary_search_by(|(path, _)| path.cmp(&file.path.as_str())) {
            Ok(found) => writeln!(text, "{} {:016x}", file.path, marks[found].1),
            Err(_) => writeln!(text, "{}", file.path),
        };
    }
    text
}

fn mark(of: impl FnOnce(&mut DefaultHasher)) -> u64 {
    let mut mark = DefaultHasher::new();
    of(&mut mark);
    mark.finish()
}

fn of_map(map: &Map, sources: &Sources, mark: &mut DefaultHasher) {
    map.faulty.hash(mark);
    if map.faulty {
        sources.get(map.source).text.hash(mark);
    }
    map.language.as_str().hash(mark);
    wording(&map.title, mark);
    CellAt::all().for_each(|at| std::mem::discriminant(&map.coverage(at)).hash(mark));
    map.touchpoints.iter().for_each(|touchpoint| of_touchpoint(touchpoint, mark));
}

fn of_touchpoint(touchpoint: &Touchpoint, mark: &mut DefaultHasher) {
    (&touchpoint.id.value, touchpoint.cell, touchpoint.rank).hash(mark);
    wording(&touchpoint.name, mark);
    touchpoint.expectation.map(|perception| perception.value).hash(mark);
    touchpoint.leaves_with().map(|perception| perception.value).hash(mark);
    touchpoint.recovery.is_some().hash(mark);
    for promise in &touchpoint.promises {
        promise.id.value.hash(mark);
        promise.text.iter().for_each(|text| wording(text, mark));
    }
    for promise in &touchpoint.delivers {
        promise.value.hash(mark);
    }
    let Some(links) = &touchpoint.leads_to else { return };
    links.value.len().hash(mark);
    for link in &links.value {
        link.to.hash(mark);
        link.because.iter().for_each(|because| wording(because, mark));
    }
}

fn of_case(case: &Case, mark: &mut DefaultHasher) {
    case.faulty.hash(mark);
    for touchpoint in &case.touchpoints {
        touchpoint.value.hash(mark);
    }
}

fn wording(text: &Text, mark: &mut DefaultHasher) {
    for (tag, version) in &text.versions {
        (tag.as_str(), &version.value).hash(mark);
    }
}
