//! The search index: a script that sets a constant, since pages opened from a folder may not fetch files.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::Page;
use super::context::{LanguageContext, PageContext};
use super::fragments::{Fragment, FragmentKey, Fragments};
use super::inputs::{InputIndex, PageInputs};
use super::links::{self, LanguageFolder};
use super::pages::{PageKey, PageSource};
pub(super) use super::search_entry::of_map;
use super::search_entry::{SearchEntry, labels, of_role, of_segment};
use crate::diagnostic::Diagnostic;
use crate::model::{Map, RoleId, SegmentId, Site};

/// How many maps a script of the index holds: an edit makes one of them anew, and no more of them is in memory at a time.
const MAPS_OF_A_SCRIPT: usize = 100;

/// A script of the search index of a language: the first has the labels and the roles too, and says how many there are.
pub(super) struct SearchIndex {
    number: usize,
}

/// Every script of the index. Their number depends on the list of files alone.
pub(super) fn scripts(site: &Site) -> impl Iterator<Item = SearchIndex> {
    (0..script_count(site)).map(|number| SearchIndex { number })
}

fn script_count(site: &Site) -> usize {
    site.maps.len().div_ceil(MAPS_OF_A_SCRIPT).max(1)
}

impl SearchIndex {
    fn maps<'s>(&self, site: &'s Site) -> Vec<&'s Map> {
        let maps = site.maps.iter().skip(self.number * MAPS_OF_A_SCRIPT).take(MAPS_OF_A_SCRIPT);
        maps.map(|map| &**map).collect()
    }
}

impl PageSource for SearchIndex {
    fn key(&self) -> PageKey {
        ("search", self.number)
    }

    fn paths(&self, _: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        vec![links::search_index(language.tag, self.number)]
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        let maps = || self.maps(index.site()).into_iter().map(|map| map.id);
        let neighbours = maps().flat_map(|map| index.neighbours(map)).collect();
        let all_maps = if self.number == 0 { index.all_maps() } else { None };
        PageInputs { all_maps, neighbours, cases: index.all_cases(), ..index.maps(maps()) }
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn render(&self, language: &LanguageContext<'_>, fragments: &Fragments<'_>, _: &mut Vec<Diagnostic>) -> Vec<Page> {
        let (site, number) = (language.site, self.number);
        let context = language.page(links::START.into(), site.default_language());
        let part = part(&context, &self.maps(site), number == 0, |place, map| {
            let inputs = |index: &InputIndex<'_>| PageInputs {
                neighbours: index.neighbours(map.id),
                cases: index.cases(map.id),
                ..index.maps([map.id])
            };
            let text = || Fragment { text: of_map(&context, map, place).into(), findings: Vec::new() };
            fragments.get(FragmentKey::Search(map.id), inputs, text).text
        });
        let script = match number {
            0 => first_script(&context, script_count(site), &part),
            _ => format!("MOTMAP_SEARCH.parts.push({part});\n"),
        };
        vec![Page { path: links::search_index(language.tag, number).into(), bytes: script.into(), map: None }]
    }
}

/// The index of one map as a script.
pub(super) fn index_of(context: &PageContext<'_>, map: &Map) -> String {
    first_script(context, 1, &part(context, &[map], true, |place, map| of_map(context, map, place).into()))
}

fn first_script(context: &PageContext<'_>, scripts: usize, part: &str) -> String {
    let labels = script_literal(&labels(context));
    format!("const MOTMAP_SEARCH = {{\"labels\": {labels}, \"scripts\": {scripts}, \"parts\": [{part}]}};\n")
}

/// The titles of maps and the entries in them; those of the roles that have pages too.
fn part(
    context: &PageContext<'_>,
    maps: &[&Map],
    with_roles: bool,
    found_in: impl Fn(usize, &Map) -> Arc<str> + Sync,
) -> String {
    let titles: Vec<String> = maps.iter().map(|map| title(context, map)).collect();
    let readable = maps.par_iter().enumerate().filter(|(_, map)| !map.faulty);
    let mut entries: Vec<Arc<str>> = readable.map(|(place, map)| found_in(place, map)).collect();
    if with_roles {
        let roles = 0..context.site().config.roles.len();
        let roles: Vec<SearchEntry> = roles.filter_map(|number| of_role(context, RoleId(number as u32))).collect();
        entries.push(literals(&roles).into());
        let segments = 0..context.site().config.segments.len();
        let segments: Vec<SearchEntry> =
            segments.filter_map(|number| of_segment(context, SegmentId(number as u32))).collect();
        entries.push(literals(&segments).into());
    }
    entries.retain(|entries| !entries.is_empty());
    format!("{{\"maps\": {}, \"entries\": [\n{}\n]}}", script_literal(&titles), entries.join(",\n"))
}

/// The title of a map, with a mark for trainers where it is outdated.
pub(super) fn title(context: &PageContext<'_>, map: &Map) -> String {
    let title = context.reading(&map.language).read.plain(&map.title);
    if map.outdated && context.is_for_trainers() { format!("{title} · {}", context.word("outdated")) } else { title }
}

/// Entries as the index holds them.
pub(super) fn literals(entries: &[SearchEntry]) -> String {
    entries.iter().map(script_literal).collect::<Vec<_>>().join(",\n")
}

/// A value as a script literal that is safe inside a page: it can end neither the script element nor a line.
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
