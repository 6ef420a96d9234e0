//! What maps said when they could last be understood, for `build` and `watch`: remembered by the run, else found in the
//! output folder, where an earlier one has kept it.

use rayon::prelude::*;

use crate::model::Map;
use crate::output::OutputFolder;
use crate::pipeline::{self, BuildCache, Reading};
use crate::render::{Page, Selection, last_readable};
use crate::workspace::Workspace;

/// Lets pages show the last readable state of maps that cannot be understood.
pub(super) fn show(reading: &mut Reading, workspace: &Workspace, cache: &mut BuildCache, folder: &OutputFolder) {
    for map in reading.site.maps.iter().filter(|map| map.faulty) {
        let path = &reading.sources.get(map.source).path;
        if cache.last_readable(path).is_some() {
            continue;
        }
        let kept_at = last_readable::path(&map.name);
        if let Some(bytes) = folder.read_file(&kept_at) {
            let map = Some(map.name.as_str().into());
            cache.keep_last_readable(path, Page { path: kept_at.into(), bytes: bytes.into(), map });
        }
    }
    pipeline::show_last_readable(reading, workspace, cache);
}

/// Puts the files that keep what the maps of that part of the site say, for when they cannot be understood; each is made
/// only when it is put.
///
/// # Errors
/// The first that putting a file gives.
pub(super) fn put<R: Send, E: Send>(
    reading: &Reading,
    selection: Selection,
    put: impl Fn(Page) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    let maps: Vec<&Map> = last_readable::kept_maps(reading.shown_site(), selection).collect();
    maps.into_par_iter().map(|map| put(last_readable::page(&map.name, &reading.shown_source(map)))).collect()
}

/// The files that keep what the maps of a site say, as they are remembered.
pub(super) fn remembered<'m>(reading: &'m Reading, cache: &'m BuildCache) -> impl Iterator<Item = Page> + 'm {
    let path = |map: &Map| reading.shown_source(map).path.clone();
    reading.shown_site().readable_maps().filter_map(move |map| cache.last_readable(&path(map)).cloned())
}
