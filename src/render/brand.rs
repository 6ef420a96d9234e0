//! The workspace's brand on its pages: name, logo, accent colour and footer.

use data_encoding::BASE64;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::context::PageContext;
use super::links;
use super::text::{Html, style};
use crate::model::{Colour, Logo, PictureKind};

/// The colour of links in the style sheet.
const LINKS: &str = "#1a4f9c";

/// The workspace's brand, around every page.
#[derive(Serialize)]
pub(super) struct BrandView {
    /// The name at the head of the page: that of the brand, else the title of the site.
    name: Html,
    /// The address of the logo: a `data:` address where the page is a single file.
    logo: Option<String>,
    /// The icon of the browser tab, as a `data:` address.
    icon: String,
    /// The accent colour, as CSS for a `<style>` element.
    style: Option<Html>,
    footer: Option<Html>,
}

impl BrandView {
    /// The brand of a page.
    pub fn new(context: &PageContext<'_>) -> Self {
        let site = context.site();
        let brand = &site.config.brand;
        let context = &context.reading(site.default_language());
        BrandView {
            name: match &brand.name {
                Some(name) => context.read.line(name),
                None => super::text::characters(&context.site_title()),
            },
            logo: brand.logo.as_ref().map(|logo| match context.language.standalone {
                Some(_) => inline(logo),
                None => context.place.to_shared(&links::logo(logo.kind)),
            }),
            icon: icon(brand.accent),
            style: brand.accent.map(coloured),
            footer: brand.footer.as_ref().map(|footer| context.read.html(footer)),
        }
    }
}

/// Sets the colour of links on screens: the nearest legible ones on the light and on the dark ground. Prints stay
/// black.
fn coloured(accent: Colour) -> Html {
    let [light, dark] = Colour::GROUNDS.map(|ground| accent.legible_on(ground));
    style(format!(
        "@media screen {{ :root {{ --link: {light}; }} .bar {{ border-bottom: 3px solid var(--link); }} }}\n\
         @media screen and (prefers-color-scheme: dark) {{ :root {{ --link: {dark}; }} }}"
    ))
}

/// The icon of the browser tab: a grid in the colour of links, since a logo with words is not legible at that size.
fn icon(accent: Option<Colour>) -> String {
    let colour = accent.map_or_else(|| LINKS.to_owned(), |accent| accent.to_string());
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='3' fill='{colour}'/>\
         <path d='M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3zM9 9h4v4H9z' fill='#fff'/></svg>"
    );
    format!("data:image/svg+xml,{}", utf8_percent_encode(&svg, NON_ALPHANUMERIC))
}

fn inline(logo: &Logo) -> String {
    let kind = match logo.kind {
        PictureKind::Svg => "image/svg+xml",
        PictureKind::Png => "image/png",
    };
    format!("data:{kind};base64,{}", BASE64.encode(&logo.bytes))
}
