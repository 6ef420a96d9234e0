//! Writes well-formed SVG: escapes every text and closes every element.

use std::fmt::{Display, Write};

use super::paint::Medium;
use crate::model::Tag;

/// The fonts of a drawing that is a file; in a page it has the page's.
const FONTS: &str = "system-ui, 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

/// An attribute: its name and its value.
pub(super) type Attribute<'a> = (&'a str, &'a dyn Display);

/// What a drawing shows, for readers who do not see it.
pub(super) struct AltText<'a> {
    pub title: &'a str,
    pub description: &'a str,
    pub language: &'a Tag,
}

/// A drawing being written.
pub(super) struct Svg {
    /// Where it stands.
    pub medium: Medium,
    out: String,
    open: Vec<&'static str>,
}

impl Svg {
    /// A drawing of that size in its own coordinates, with what it shows in words.
    pub fn new(medium: Medium, size: (i32, i32), id: &str, class: &str, words: &AltText<'_>) -> Self {
        let (width, height) = size;
        let mut svg = Self { medium, out: String::new(), open: Vec::new() };
        // In a page the boxes are links, which screen readers must be able to reach.
        let role = match medium {
            Medium::Page | Medium::Overview | Medium::StandalonePage => "group",
            Medium::File => "img",
        };
        let labels = format!("{id}-title {id}-desc");
        let view = format!("0 0 {width} {height}");
        // As large as it was drawn, where there is room; a small chart does not fill a wide page. How small it may become
        // before it is pulled along instead is the page's to say.
        let style = match medium {
            Medium::Page | Medium::Overview | Medium::StandalonePage => {
                format!("--drawn: {width}px; max-width: {width}px")
            }
            Medium::File => format!("max-width: {width}px"),
        };
        let class = if medium != Medium::File && is_too_large_to_print(size) {
            format!("{class} d-off-paper")
        } else {
            class.to_owned()
        };
        let mut attributes: Vec<Attribute<'_>> = vec![
            ("xmlns", &"http://www.w3.org/2000/svg"),
            ("viewBox", &view),
            ("class", &class),
            ("style", &style),
            ("role", &role),
            ("lang", words.language),
            ("aria-labelledby", &labels),
        ];
        if medium == Medium::File {
            attributes.push(("font-family", &FONTS));
        }
        svg.open("svg", &attributes);
        svg.leaf("title", &[("id", &format!("{id}-title"))], words.title);
        svg.leaf("desc", &[("id", &format!("{id}-desc"))], words.description);
        svg
    }

    /// Opens an element; what is written until [`Svg::close`] is inside it.
    pub fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.start(name, attributes);
        self.out.push('>');
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            // Writing into a string cannot fail, here and below.
            _ = write!(self.out, "</{name}>");
        }
    }

    /// An element with nothing inside.
    pub fn empty(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.start(name, attributes);
        self.out.push_str("/>");
    }

    /// An element with a text inside.
    pub fn leaf(&mut self, name: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.open(name, attributes);
        escape_into(&mut self.out, text);
        self.close();
    }

    /// The drawing, everything closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out.push('\n');
        self.out
    }

    fn start(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        if matches!(name, "g" | "a" | "text" | "rect") {
            self.out.push('\n');
        }
        _ = write!(self.out, "<{name}");
        for (key, value) in attributes {
            _ = write!(self.out, " {key}=\"");
            escape_into(&mut self.out, &value.to_string());
            self.out.push('"');
        }
    }
}

/// Whether a drawing fits on a sheet only at a third of its size or less, where nobody can read it.
fn is_too_large_to_print((width, height): (i32, i32)) -> bool {
    /// What an A4 page holds between its margins, in pixels of a style sheet.
    const SHEET: (i32, i32) = (680, 869);
    width > 3 * SHEET.0 || height > 3 * SHEET.1
}

/// Writes a text as XML holds it; characters that XML cannot hold are left out.
fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
}

/// A name as a part of an id that is safe everywhere, `url(#...)` included; different names stay different.
pub(super) fn safe_id(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            id.push(c);
        } else {
            _ = write!(id, "_{:x}_", u32::from(c));
        }
    }
    id
}

/// A name as a part of an address: `服务` as `%E6%9C%8D%E5%8A%A1`.
pub(super) fn percent_encoded(name: &str) -> String {
    let mut address = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            address.push(char::from(byte));
        } else {
            _ = write!(address, "%{byte:02X}");
        }
    }
    address
}
