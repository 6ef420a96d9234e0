//! What makes the pages a workspace's own: its name, its sign, its colour, its last word.

use data_encoding::BASE64;
use serde::Serialize;

use super::edition::Pen;
use super::links;
use super::text::{Html, style};
use crate::model::{Colour, Logo, PictureKind};

/// A workspace's dress, around every page.
#[derive(Serialize)]
pub(super) struct Dress {
    /// What stands at the head; else what the whole is called.
    name: Html,
    /// The address of the sign, or the sign itself where the page stands alone.
    logo: Option<String>,
    /// Its colour, as a style.
    style: Option<Html>,
    footer: Option<Html>,
}

impl Dress {
    /// The dress of a page.
    pub fn new(pen: &Pen<'_>) -> Self {
        let site = pen.site();
        let brand = &site.config.brand;
        let pen = &pen.reading(site.default_language());
        Dress {
            name: match &brand.name {
                Some(name) => pen.read.line(name),
                None => super::text::characters(&pen.site_title()),
            },
            logo: brand.logo.as_ref().map(|logo| match pen.edition.alone {
                Some(_) => inline(logo),
                None => pen.place.to_shared(&links::logo(logo.kind)),
            }),
            style: brand.accent.map(coloured),
            footer: brand.footer.as_ref().map(|footer| pen.read.html(footer)),
        }
    }
}

/// The colour of links in the light, and as near to it as can be read in the dark; on paper words stay black.
fn coloured(accent: Colour) -> Html {
    let [light, dark] = Colour::GROUNDS.map(|ground| accent.legible_on(ground));
    style(format!(
        "@media screen {{ :root {{ --link: {light}; }} .bar {{ border-bottom: 3px solid var(--link); }} }}\n\
         @media screen and (prefers-color-scheme: dark) {{ :root {{ --link: {dark}; }} }}"
    ))
}

fn inline(logo: &Logo) -> String {
    let kind = match logo.kind {
        PictureKind::Svg => "image/svg+xml",
        PictureKind::Png => "image/png",
    };
    format!("data:{kind};base64,{}", BASE64.encode(&logo.bytes))
}
