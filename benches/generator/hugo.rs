//! The same maps as a site for Hugo: each map's own YAML as the front matter of a page, and layouts that put all of it
//! into a page like motmap's: the grid, the guide, a card a touchpoint. Texts are placed as they are, where motmap
//! reads each as Markdown; nothing is checked, no journey is drawn.

use std::fs;
use std::io;
use std::path::Path;

use super::{map, name};

const SETTINGS: &str = r#"
title = "关键时刻手册 Moments of truth"
baseURL = "/"
locale = "zh"
uglyURLs = true
disableKinds = ["404", "rss", "section", "sitemap", "taxonomy", "term"]
"#;

/// The files of the site beside its pages.
const FILES: [(&str, &str); 4] = [
    ("hugo.toml", SETTINGS),
    ("layouts/home.html", include_str!("hugo/home.html")),
    ("layouts/page.html", include_str!("hugo/page.html")),
    ("static/assets/style.css", include_str!("../../templates/style.css")),
];

/// Writes the sources of a site of that many maps into a folder.
///
/// # Errors
/// Where the disk refuses.
pub fn write(folder: &Path, maps: usize) -> io::Result<()> {
    for below in ["content/maps", "layouts", "static/assets"] {
        fs::create_dir_all(folder.join(below))?;
    }
    FILES.iter().try_for_each(|(path, text)| fs::write(folder.join(path), text))?;
    (0..maps).try_for_each(|number| {
        let page = format!("---\n{}---\n", map(number, maps));
        fs::write(folder.join(format!("content/maps/{}.md", name(number))), page)
    })
}
