//! The imprint of printed pages, which tells an old print from a current one. It is CSS, since only a style can put
//! text into the margins of a printed page.

use std::fmt::Write as _;

use super::context::PageContext;
use super::text::{Html, style};
use crate::model::Map;

/// The map that a print comes from, its version, and its date of review.
pub(super) struct Imprint {
    title: String,
    /// Changes with everything that readers see of the map and its cases.
    pub version: String,
    version_word: String,
    reviewed: Option<String>,
    outdated: Option<String>,
}

impl Imprint {
    pub fn new(context: &PageContext<'_>, map: &Map) -> Self {
        Imprint {
            title: context.reading(&map.language).read.plain(&map.title),
            version: context.language.versions.of(map).to_owned(),
            version_word: context.word("version"),
            reviewed: map.reviewed.as_ref().map(|date| format!("{} {}", context.word("reviewed"), date.value)),
            outdated: map.outdated.then(|| context.word("outdated")),
        }
    }

    /// The running header for all printed pages but the first, which shows the same under its heading.
    pub fn running_header(&self) -> Html {
        let margins = self.margins();
        style(format!("{margins}\n@page :first {{ @top-left {{ content: none; }} @top-right {{ content: none; }} }}"))
    }

    /// The running header for every printed page.
    pub fn header_of_every_page(&self) -> Html {
        style(self.margins())
    }

    /// The whole imprint as one line of text.
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

/// The running header for a role's printed pages: these come from many maps and have no version.
pub(super) fn header_of_a_role(context: &PageContext<'_>, role: &str) -> Html {
    style(margins(role, &context.site_title()))
}

fn margins(left: &str, right: &str) -> String {
    let (left, right) = (css_string(left), css_string(right));
    format!("@page {{ @top-left {{ content: {left}; }} @top-right {{ content: {right}; }} }}")
}

/// Escapes a text as a CSS string, so that it can end neither the string nor the style element.
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
