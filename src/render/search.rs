//! What the search looks through: a script that sets a constant, so that it can be read where no file may be fetched.

use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;
use serde::Serialize;

use super::bound_case;
use super::edition::Pen;
use super::links;
use crate::model::{Case, Map, Play, RoleId, Text, Touchpoint, TouchpointId};

/// The number of no map.
const NO_MAP: i32 = -1;

/// How many bytes an index takes up at once, before it is known how many it needs.
const ROOM: usize = 16 << 20;

/// How many maps are looked at side by side.
const AT_ONCE: usize = 64;

/// One thing to find: the number of its map, its code or kind, its name, the way to it from the language's root, and all
/// else that it is found by.
#[derive(Serialize)]
struct Entry(i32, String, String, String, Vec<String>);

/// What is found in a map, the one of that number among those of the index: itself, its touchpoints, its cases.
pub(super) fn of_map(pen: &Pen<'_>, map: &Map, number: usize) -> String {
    let number = number as i32;
    let mut entries: Vec<Entry> = map_entry(pen, map, &title(pen, map)).into_iter().collect();
    entries.extend(pen.site().touchpoints(map.id).filter_map(|(id, _)| touchpoint_entry(pen, id, number)));
    let bound = bound_case::bound_into(pen.site(), map.id).filter(|case| case.withheld().is_none());
    entries.extend(bound.filter_map(|case| case_entry(pen, case, number)));
    literals(&entries)
}

/// The index: what is found in each of these maps, and the roles, where these have pages. It is about all maps: what is
/// found in a few is written down before the next are looked at.
pub(super) fn index(pen: &Pen<'_>, maps: &[&Map], found_in: impl Fn(usize, &Map) -> Arc<str> + Sync) -> Bytes {
    let titles: Vec<String> = maps.par_iter().map(|map| title(pen, map)).collect();
    let roles = 0..pen.site().config.roles.len();
    let roles: Vec<Entry> = roles.filter_map(|number| role_entry(pen, RoleId(number as u32))).collect();
    let mut script = format!("const MOTMAP_SEARCH = {{\"maps\": {}, \"entries\": [\n", script_literal(&titles));
    let mut is_first = true;
    let mut add = |part: &str, parts_to_come: usize| {
        // With room for the rest at once, if that is like this, as far as that is not much more than there is.
        if script.capacity() - script.len() < part.len() + 8 {
            let rest = (part.len() + 8) * (parts_to_come + 1);
            script.reserve(rest.min(script.len().max(ROOM)).max(part.len() + 8));
        }
        if !part.is_empty() {
            script += if std::mem::take(&mut is_first) { "" } else { ",\n" };
            script += part;
        }
    };
    for (number, few) in maps.chunks(AT_ONCE).enumerate() {
        let first = number * AT_ONCE;
        let found = few.par_iter().enumerate().map(|(place, map)| found_in(first + place, map));
        let found: Vec<Arc<str>> = found.collect();
        found.iter().enumerate().for_each(|(place, part)| add(part, maps.len() - first - place));
    }
    add(&literals(&roles), 0);
    script += "\n]};\n";
    script.into()
}

fn title(pen: &Pen<'_>, map: &Map) -> String {
    let title = pen.reading(&map.language).read.plain(&map.title);
    if map.outdated { format!("{title} · {}", pen.word("outdated")) } else { title }
}

fn literals(entries: &[Entry]) -> String {
    entries.iter().map(script_literal).collect::<Vec<_>>().join(",\n")
}

fn map_entry(pen: &Pen<'_>, map: &Map, title: &str) -> Option<Entry> {
    let pen = pen.reading(&map.language);
    let words = [&map.customer, &map.summary].into_iter().flatten().map(|text| pen.read.plain(text));
    let also = words.chain([map.name.clone()]).collect();
    Some(Entry(NO_MAP, pen.word("map"), title.to_owned(), pen.way_to(&links::map_page(map))?, also))
}

fn touchpoint_entry(pen: &Pen<'_>, id: TouchpointId, map: i32) -> Option<Entry> {
    let touchpoint = pen.site().touchpoint(id);
    let pen = pen.reading(&pen.site().map(id.map).language);
    let name = pen.read.plain(&touchpoint.name);
    let mut also: Vec<String> = spoken(touchpoint).map(|text| pen.read.plain(text)).collect();
    // Somebody may know it by its name in another language.
    let names = touchpoint.name.versions().iter().map(|(_, name)| name.value.to_string());
    also.extend(names.filter(|other| *other != name));
    also.push(touchpoint.id.value.clone());
    Some(Entry(map, touchpoint.code(), name, pen.href(id)?, also))
}

/// What customers ask for at a touchpoint, and what is said to them.
fn spoken(touchpoint: &Touchpoint) -> impl Iterator<Item = &Text> {
    let asked = touchpoint.requests.iter().map(|request| &request.ask);
    let plays = touchpoint.moment.iter().flat_map(|moment| moment.written());
    asked.chain(plays.flat_map(|(_, play): (_, &Play)| &play.say))
}

fn case_entry(pen: &Pen<'_>, case: &Case, map: i32) -> Option<Entry> {
    let pen = pen.reading(&case.language);
    let title = case.title.as_ref().map_or_else(|| case.name.clone(), |title| pen.read.plain(title));
    let place = case.place.iter().map(|place| pen.read.plain(place)).collect();
    Some(Entry(map, pen.word("case"), title, bound_case::href(&pen, case)?, place))
}

fn role_entry(pen: &Pen<'_>, id: RoleId) -> Option<Entry> {
    let role = pen.site().config.role(id);
    let layer = role.layer.map(|layer| pen.term(layer)).unwrap_or_default();
    let also = vec![role.id.value.clone()];
    Some(Entry(NO_MAP, layer, pen.read.plain(&role.name), pen.way_to(&links::role_page(role))?, also))
}

/// A value as a literal of a script that may also stand inside a page: nothing in it ends the script or a line of it.
fn script_literal(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script_or_a_line_of_it() {
        let literal = script_literal(&"</script><!-- \u{2028}\u{2029}\n\"");
        assert_eq!(literal, r#""\u003c/script>\u003c!-- \u2028\u2029\n\"""#);
    }
}
