//! Reads a workspace's own locale file and lays its words over the built-in ones.

use serde::Deserialize;

use super::field::{Field, List, Pairs, Scalar};
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::source::{Source, SourceId};

/// Any part of a [`Locale`].
#[derive(Default, Deserialize)]
#[serde(default)]
struct RawLocale {
    name: Field<Scalar>,
    terms: Field<Pairs<Pairs<Scalar>>>,
    words: Field<Pairs<Scalar>>,
    lists: Field<Pairs<List<Scalar>>>,
}

/// Returns `built_in` with the words of a locale file in their place, and what is wrong with that file. A word that cannot
/// be read stays as it was.
pub fn overlay(built_in: &Locale, id: SourceId, source: &Source) -> (Locale, Vec<Diagnostic>) {
    let loaded = super::read_yaml::<RawLocale>(id, source, 0..source.text.len());
    let own = loaded.value.map(|own| own.value).unwrap_or_default();
    let mut locale = built_in.clone();
    if let Some(name) = own.name.given() {
        locale.name = name.value;
    }
    locale.words.extend(readable(own.words));
    for (list, terms) in own.terms.given().into_iter().flat_map(|terms| terms.0) {
        locale.terms.entry(list.value).or_default().extend(readable(terms));
    }
    for (key, list) in own.lists.given().into_iter().flat_map(|lists| lists.0) {
        let points = list.given().map(|list| list.each(|point| Some(point.value)));
        locale.lists.extend(points.map(|points| (key.value, points)));
    }
    (locale, loaded.findings)
}

fn readable(words: Field<Pairs<Scalar>>) -> impl Iterator<Item = (String, String)> {
    let words = words.given().into_iter().flat_map(|words| words.0);
    words.filter_map(|(key, word)| Some((key.value, word.given()?.value)))
}
