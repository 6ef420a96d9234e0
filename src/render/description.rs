//! What each page says of itself in a sentence, to search engines and to whoever is sent its address.

use super::edition::Pen;
use crate::model::Map;

/// The description of a page: the map's summary where the page is a map's, else what pages of its template are for.
pub(super) fn description(pen: &Pen<'_>, template: &str, title: &str, map: Option<&Map>) -> String {
    let own_map = map.filter(|_| matches!(template, "map.html" | "pocket.html"));
    if let Some(summary) = own_map.filter(|_| template == "map.html").and_then(|map| map.summary.as_ref()) {
        return pen.read.plain(summary).split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let key = match template {
        "index.html" => "description-start",
        "map.html" => "description-map",
        "role.html" => "description-role",
        "pocket.html" => "description-pocket",
        "sheet.html" => "description-sheet",
        "trainer.html" => "description-trainer",
        _ => "description-trainer-case",
    };
    let name = own_map.map_or_else(|| title.to_owned(), |map| pen.read.plain(&map.title));
    pen.word(key).replace("{name}", &name)
}
