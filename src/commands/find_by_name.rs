//! Finds the map or the segment that a command line names.

use crate::failure::Failure;
use crate::model::{Config, Map, SegmentId, Site};
use crate::resolve::fold;
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

/// The segment of that id, however upper and lower case are typed, or of that name.
///
/// # Errors
/// If there is no such segment; the message names the closest one, or those that there are.
pub(super) fn find_segment(config: &Config, typed: &str) -> Result<SegmentId, Failure> {
    let named = || (0..).map(SegmentId).zip(&config.segments).find(|(_, segment)| segment.name.reads(typed));
    if let Some(id) = config.segment_numbers.get(&fold(typed)).copied().or_else(|| Some(named()?.0)) {
        return Ok(id);
    }
    let ids = || config.segments.iter().map(|segment| segment.id.value.as_str());
    Err(Failure::new(match closest(typed, ids()) {
        Some(near) => {
            words!("there is no segment `{typed}`; did you mean `{near}`?", "没有客群 `{typed}`；是不是想写 `{near}`？")
        }
        None if config.segments.is_empty() => words!(
            "there is no segment `{typed}`: motmap.yaml has none; write them under `segments:`",
            "没有客群 `{typed}`：motmap.yaml 里还没有客群，请写在 `客户分类:` 下面"
        ),
        None => {
            let some = first_few(ids());
            words!(
                "there is no segment `{typed}`; there are: {}",
                "没有客群 `{typed}`；现有：{}",
                some.join(", "); some.join("、")
            )
        }
    }))
}
