//! What a printed page says of itself, so that nobody works from an old one: CSS, since only a page's own style can put
//! words into its margins.

use std::fmt::Write as _;

use super::context::PageContext;
use super::text::{Html, style};
use super::version;
use crate::model::Map;

/// Which map a paper comes from, which version of it, and when that was reviewed.
pub(super) struct Imprint {
    title: String,
    /// Another one after every change to what readers see of the map and its cases.
    pub version: String,
    version_word: String,
    reviewed: Option<String>,
    outdated: Option<String>,
}

impl Imprint {
    /// The imprint of what is made from a map.
    pub fn new(context: &PageContext<'_>, map: &Map) -> Self {
        Imprint {
            title: context.reading(&map.language).read.plain(&map.title),
            version: version::of_map(context.language, map),
            version_word: context.word("version"),
            reviewed: map.reviewed.as_ref().map(|date| format!("{} {}", context.word("reviewed"), date.value)),
            outdated: map.outdated.then(|| context.word("outdated")),
        }
    }

    /// The running header of printed pages whose first carries the same at its head.
    pub fn running_header(&self) -> Html {
        let margins = self.margins();
        style(format!("{margins}\n@page :first {{ @top-left {{ content: none; }} @top-right {{ content: none; }} }}"))
    }

    /// The running header of printed pages that say it nowhere else.
    pub fn header_of_every_page(&self) -> Html {
        style(self.margins())
    }

    /// All of it on one line.
    pub fn line(&self) -> String {
        format!("{} · {}", self.title, self.version_line())
    }

    fn margins(&self) -> String {
        margins(&self.title, &self.version_line())
    }

    fn version_line(&self) -> String {
        let version = format!("{} {}", self.version_word, self.version);
        let parts = [Some(version), self.reviewed.clone(), self.outdated.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// The running header of a role's printed pages, which come from many maps.
pub(super) fn header_of_a_role(context: &PageContext<'_>, role: &str) -> Html {
    style(margins(role, &context.site_title()))
}

fn margins(left: &str, right: &str) -> String {
    let (left, right) = (css_string(left), css_string(right));
    format!("@page {{ @top-left {{ content: {left}; }} @top-right {{ content: {right}; }} }}")
}

/// A text as a string of CSS, with nothing in it that could end the string or the style.
fn css_string(text: &str) -> String {
    let mut string = String::from("\"");
    for char in text.chars() {
        if char.is_alphanumeric() || char == ' ' {
            string.push(char);
        } else {
            // Writing into a string cannot fail.
            _ = write!(string, "\\{:x} ", u32::from(char));
        }
    }
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_title_ends_its_string() {
        assert_eq!(css_string("金卡 A"), "\"金卡 A\"");
        assert_eq!(css_string("\"}</style>\\"), r#""\22 \7d \3c \2f style\3e \5c ""#);
    }
}
