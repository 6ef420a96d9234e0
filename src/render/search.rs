//! The search index: a script that sets a constant, since pages opened from a folder may not fetch files.

use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;
use serde::Serialize;

use super::Page;
use super::context::{LanguageContext, PageContext};
use super::fragments::{Fragment, FragmentKey, Fragments};
use super::inputs::{InputIndex, PageInputs};
use super::links::{self, LanguageFolder};
use super::pages::{PageKey, PageSource};
pub(super) use super::search_entry::of_map;
use super::search_entry::{SearchEntry, labels, of_role};
use crate::diagnostic::Diagnostic;
use crate::model::{Map, RoleId, Site};

/// How many bytes the index reserves at most while it is small.
const MAX_FIRST_RESERVE: usize = 64 << 20;

/// How many maps are searched in parallel before their entries are written.
const BATCH_SIZE: usize = 64;

/// The search index of a language.
pub(super) struct SearchIndex;

impl PageSource for SearchIndex {
    fn key(&self) -> PageKey {
        ("search", 0)
    }

    fn paths(&self, _: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        vec![links::search_index(language.tag)]
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        PageInputs { cases: index.all_cases(), ..index.maps(index.site().maps.iter().map(|map| map.id)) }
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn render(&self, language: &LanguageContext<'_>, fragments: &Fragments<'_>, _: &mut Vec<Diagnostic>) -> Vec<Page> {
        let context = language.page(links::START.into(), language.site.default_language());
        let maps: Vec<&Map> = language.site.readable_maps().collect();
        let bytes = index(&context, &maps, |number, map| {
            let inputs = |index: &InputIndex<'_>| PageInputs {
                neighbours: index.neighbours(map.id),
                position: Some(index.position(map.id)),
                cases: index.cases(map.id),
                ..index.maps([map.id])
            };
            let text = || Fragment { text: of_map(&context, map, number).into(), findings: Vec::new() };
            fragments.get(FragmentKey::Search(map.id), inputs, text).text
        });
        vec![Page { path: links::search_index(language.tag).into(), bytes, map: None }]
    }
}

/// The index of these maps, and of the roles that have pages. It works in batches, so that the entries of all maps are
/// never in memory twice.
pub(super) fn index(
    context: &PageContext<'_>,
    maps: &[&Map],
    found_in: impl Fn(usize, &Map) -> Arc<str> + Sync,
) -> Bytes {
    let titles: Vec<String> = maps.par_iter().map(|map| title(context, map)).collect();
    let roles = 0..context.site().config.roles.len();
    let roles: Vec<SearchEntry> = roles.filter_map(|number| of_role(context, RoleId(number as u32))).collect();
    let [labels, titles] = [labels(context), titles].map(|words| script_literal(&words));
    let mut script = format!("const MOTMAP_SEARCH = {{\"labels\": {labels}, \"maps\": {titles}, \"entries\": [\n");
    let mut is_first = true;
    let mut add = |part: &str, parts_to_come: usize| {
        // Reserves as much as the rest needs if its parts are as long as this one, but at most doubles the script.
        if script.capacity() - script.len() < part.len() + 8 {
            let rest = (part.len() + 8) * (parts_to_come + 1);
            script.reserve(rest.min(script.len().max(MAX_FIRST_RESERVE)).max(part.len() + 8));
        }
        if !part.is_empty() {
            script += if std::mem::take(&mut is_first) { "" } else { ",\n" };
            script += part;
        }
    };
    for (number, few) in maps.chunks(BATCH_SIZE).enumerate() {
        let first = number * BATCH_SIZE;
        let found = few.par_iter().enumerate().map(|(place, map)| found_in(first + place, map));
        let found: Vec<Arc<str>> = found.collect();
        found.iter().enumerate().for_each(|(place, part)| add(part, maps.len() - first - place));
    }
    add(&literals(&roles), 0);
    script += "\n]};\n";
    script.into()
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
