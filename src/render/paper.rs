//! What stands around every printed page: CSS, since only a page's own style can put words there.

use std::fmt::Write as _;

use super::edition::Pen;
use super::text::{Html, style};
use crate::model::Map;

/// The running header of a map's printed pages: what it is called, and when it was reviewed. The first page has its title.
pub(super) fn running_header(pen: &Pen<'_>, map: &Map) -> Html {
    let title = css_string(&pen.read.plain(&map.title));
    let reviewed = map.reviewed.as_ref().map(|date| format!("{} {}", pen.word("reviewed"), date.value));
    let reviewed = css_string(&reviewed.unwrap_or_default());
    style(format!(
        "@page {{ @top-left {{ content: {title}; }} @top-right {{ content: {reviewed}; }} }}\n\
         @page :first {{ @top-left {{ content: none; }} @top-right {{ content: none; }} }}"
    ))
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
