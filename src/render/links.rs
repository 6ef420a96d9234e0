//! The paths of pages and the links between them: file names from ids, relative links, anchors.

use unicode_normalization::UnicodeNormalization;

use crate::drawing::{MAPS, PLAYBOOKS};
use crate::model::{Case, CellAt, Choice, Map, PictureKind, Role, Site, Stage, Tag, TouchpointId};

/// The style sheet, once for all languages.
pub(super) const STYLE: &str = "assets/style.css";
/// The script, once for all languages.
pub(super) const SCRIPT: &str = "assets/site.js";
/// The script of the pages on which cases are written, once for all languages.
pub(super) const CASE_FORM_SCRIPT: &str = "assets/case-form.js";
/// The folder of maps as one file each.
pub(super) const SINGLE: &str = "single";
/// The workspace's logo, once for all languages.
pub(super) fn logo(kind: PictureKind) -> String {
    format!("assets/logo.{}", kind.ending())
}

/// The start page of a language.
pub(super) const START: &str = "index.html";
/// The page on complaints.
pub(super) const COMPLAINTS: &str = "complaints.html";
/// The trainer's first page.
pub(super) const TRAINER: &str = "trainer/index.html";

/// The kinds of customers of a language.
pub(super) const SEGMENTS: &str = "segments.html";

/// What is to be done, by role and date, for trainers.
pub(super) const TO_DO: &str = "trainer/to-do.html";

/// Service quality: its dimensions, its measures and its gaps.
pub(super) const QUALITY: &str = "quality.html";

/// The id of the section of a map on a page about several.
pub(super) fn map_section(map: &Map) -> String {
    format!("map_{}", map.name)
}

/// The file that keeps the last readable text of a map, once for all languages.
pub(super) fn last_readable(map: &str) -> String {
    format!("trainer/.motmap-readable/{}.yaml", file_name(map))
}

/// A script of the search index of a language, from 0.
pub(super) fn search_index(language: &Tag, number: usize) -> String {
    match number {
        0 => format!("assets/search.{language}.js"),
        _ => format!("assets/search.{language}.{}.js", number + 1),
    }
}

/// The page that shows a map as an overview, in the folder of its language.
pub(super) fn map_page(map: &Map) -> String {
    format!("{MAPS}/{}.html", file_name(&map.name))
}

/// The playbook of a map: its cards, and all of the map to print.
pub(super) fn playbook(map: &Map) -> String {
    format!("{PLAYBOOKS}/{}.html", file_name(&map.name))
}

/// The poster of a map's grid.
pub(super) fn poster(map: &Map) -> String {
    format!("posters/{}.html", file_name(&map.name))
}

/// The service blueprint of a map.
pub(super) fn blueprint(map: &Map) -> String {
    format!("blueprints/{}.html", file_name(&map.name))
}

/// The pocket cards of a map.
pub(super) fn pocket(map: &Map) -> String {
    format!("pocket/{}.html", file_name(&map.name))
}

/// The page of a role.
pub(super) fn role_page(role: &Role) -> String {
    format!("roles/{}.html", file_name(&role.id.value))
}

/// A map as one file.
pub(super) fn single_file(map: &Map) -> String {
    format!("{SINGLE}/{}.html", file_name(&map.name))
}

/// The case-writing sheet of a touchpoint: to print (`html`), to fill in on screen (`form.html`) or in an editor (`md`).
pub(super) fn sheet(site: &Site, id: TouchpointId, ending: &str) -> String {
    let name = apart_from(&["index", "all"], file_name(&site.touchpoint(id).id.value));
    format!("sheets/{}/{name}.{ending}", file_name(&site.map(id.map).name))
}

/// The list of a map's case-writing sheets.
pub(super) fn sheet_index(map: &Map) -> String {
    format!("sheets/{}/index.html", file_name(&map.name))
}

/// All case-writing sheets of a map, to print at once.
pub(super) fn all_sheets(map: &Map) -> String {
    format!("sheets/{}/all.html", file_name(&map.name))
}

/// The trainer's page of a case.
pub(super) fn trainer_case(case: &Case) -> String {
    format!("trainer/{}.html", apart_from(&["index", "to-do"], file_name(&case.name)))
}

/// The file name of an id that is not that of another page in its folder: ids begin with no hyphen.
fn apart_from(taken: &[&str], name: String) -> String {
    if taken.iter().any(|taken| name.eq_ignore_ascii_case(taken)) { format!("-{name}") } else { name }
}

/// The anchor of a touchpoint: of its card in the playbook, and of its place in the grid on the map's page.
pub(super) fn touchpoint_anchor(id: &str) -> String {
    anchor(id)
}

/// The anchor of a stage's section on its map's page. Its underscore keeps it apart from ids of authors, which have
/// none.
pub(super) fn stage_anchor(stage: Stage) -> String {
    format!("stage_{}", stage.id())
}

/// The anchor of a cell's section there.
pub(super) fn cell_anchor(at: CellAt) -> String {
    format!("cell_{}", at.code())
}

/// The anchor of a case on the page that it is bound into.
pub(super) fn case_anchor(case: &Case) -> String {
    anchor(&format!("case_{}", case.name))
}

/// The link to an anchor of the page itself.
pub(super) fn to_here(anchor: &str) -> String {
    format!("#{}", encoded(anchor))
}

/// The file name of an id: in NFC, since some file systems tell composed from decomposed characters and others do not.
fn file_name(id: &str) -> String {
    id.nfc().map(|char| if char == '/' || char.is_control() { '-' } else { char }).collect()
}

/// The anchor for a name; an anchor must not hold white space.
fn anchor(name: &str) -> String {
    name.nfc().map(|char| if char.is_whitespace() || char.is_control() { '-' } else { char }).collect()
}

/// A language, and its folder: `""` for the default language, else `"en/"`.
#[derive(Clone, Copy)]
pub(super) struct LanguageFolder<'a> {
    pub tag: &'a Tag,
    pub folder: &'a str,
}

impl LanguageFolder<'_> {
    /// The path from the output folder of a page of this language.
    pub fn page(self, path: &str) -> String {
        format!("{}{path}", self.folder)
    }
}

/// Where a page lies: the folder of its language (`""`, `"en/"`) and its path in there.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub folder: String,
    pub path: String,
}

impl Place {
    /// The path from the output folder.
    pub fn output_path(&self) -> String {
        format!("{}{}", self.folder, self.path)
    }

    /// The relative path to the folder of the language: empty, or some `../`.
    pub fn to_root(&self) -> String {
        "../".repeat(depth(&self.path))
    }

    /// The link to another page of the same language.
    pub fn to(&self, path: &str) -> String {
        format!("{}{}", self.to_root(), encoded(path))
    }

    /// The link to an anchor of another page of the same language, or of this one.
    pub fn to_anchor(&self, path: &str, anchor: &str) -> String {
        let page = if path == self.path { String::new() } else { self.to(path) };
        format!("{page}#{}", encoded(anchor))
    }

    /// The link to a file that all languages share.
    pub fn to_shared(&self, path: &str) -> String {
        format!("{}{}", "../".repeat(depth(&self.folder) + depth(&self.path)), encoded(path))
    }

    /// The link to the same page in another language.
    pub fn to_counterpart(&self, folder: &str) -> String {
        self.to_shared(&format!("{folder}{}", self.path))
    }
}

fn depth(path: &str) -> usize {
    path.matches('/').count()
}

/// Percent-encodes all that a link cannot hold as it is.
pub(super) fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'/' => encoded.push(byte as char),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_climb_out_of_their_folders_and_encode_any_script() {
        let page = Place { folder: "en/".into(), path: "maps/金卡.html".into() };
        assert_eq!(page.to("index.html"), "../index.html");
        assert_eq!(page.to_shared(STYLE), "../../assets/style.css");
        assert_eq!(page.to_counterpart(""), "../../maps/%E9%87%91%E5%8D%A1.html");
        assert_eq!(page.to_anchor("maps/金卡.html", "hotline"), "#hotline");
        assert_eq!(page.to_anchor("maps/b.html", "x"), "../maps/b.html#x");
    }

    #[test]
    fn an_id_typed_decomposed_names_the_composed_file() {
        assert_eq!(file_name("cafe\u{301}"), "caf\u{e9}");
    }
}
