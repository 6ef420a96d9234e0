//! Finds the map that a command line names.

use crate::failure::Failure;
use crate::model::{Map, Site};
use crate::suggest::{closest, first_few};
use crate::words;

/// The map of that name.
///
/// # Errors
/// If there is no such map; the message names the closest one, or a few.
pub(super) fn find_map<'s>(site: &'s Site, name: &str) -> Result<&'s Map, Failure> {
    let names = || site.maps.iter().map(|map| map.name.as_str());
    if let Some(map) = site.map_named(name) {
        return Ok(map);
    }
    Err(Failure::new(match closest(name, names()) {
        Some(near) => {
            words!("there is no map `{name}`; did you mean `{near}`?", "没有叫 `{name}` 的图；是不是想写 `{near}`？")
        }
        None => {
            let some = first_few(names());
            words!(
                "there is no map `{name}`; there are: {}",
                "没有叫 `{name}` 的图；现有：{}",
                some.join(", "); some.join("、")
            )
        }
    }))
}
