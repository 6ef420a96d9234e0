//! The files in the output folder that keep the last readable text of each map: pages show that text while the map's
//! file cannot be read.
//!
//! They lie in the edition for trainers, which is not handed out, since the text of a map also holds matter for trainers
//! and comments.

use bytes::Bytes;

use super::{Edition, Page, PageListing, Selection, links};
use crate::digest::Digest;
use crate::model::{Map, Site};
use crate::source::Source;

/// The first line of each file, up to the digest.
const HEAD: &str = "# motmap keeps here what a map said when it could last be understood. ";

/// Where the text of the map of that name is kept.
pub fn path(map: &str) -> String {
    links::last_readable(map)
}

/// The file that keeps the text of the map of that name.
pub fn page(map: &str, source: &Source) -> Page {
    let bytes = format!("{}{}", head(&source.path, source.text.as_bytes()), source.text).into();
    Page { path: path(map).into(), bytes, map: Some(map.into()) }
}

/// The text in such a file; none where the file is damaged, or belongs to another map file than `of`.
pub fn text(kept: &Bytes, of: &str) -> Option<Bytes> {
    let text = kept.slice_ref(kept.splitn(2, |&byte| byte == b'\n').nth(1)?);
    kept.starts_with(head(of, &text).as_bytes()).then_some(text)
}

/// The files that are kept of the maps of a selection of a site.
pub fn listing(site: &Site, selection: Selection) -> Vec<PageListing> {
    let maps = kept_maps(site, selection);
    maps.map(|map| (path(&map.name).into(), Some(map.name.as_str().into()))).collect()
}

/// The maps of a selection whose texts are kept: those of the edition that is not handed out.
pub fn kept_maps(site: &Site, selection: Selection) -> impl Iterator<Item = &Map> {
    let is_kept = move |map: &&Map| selection.edition == Edition::Trainers && selection.holds(map);
    site.readable_maps().filter(is_kept)
}

/// The first line of a file, with a digest over the path and the text.
fn head(of: &str, text: &[u8]) -> String {
    format!("{HEAD}{}\n", Digest::of_all([of.as_bytes(), text]))
}
