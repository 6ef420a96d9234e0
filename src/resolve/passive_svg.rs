//! Checks that an SVG picture is passive: it runs no script, loads nothing and has no links to other places.
//!
//! A picture is published unchanged, and a browser that opens it directly runs its scripts with the origin of the site.
//! So the check is a list of what is allowed: known elements, links inside the picture, and styles without addresses.

use roxmltree::{Attribute, Document, Node, NodeId, ParsingOptions, TextPos};

use crate::words;
use crate::words::Words;

const SVG: &str = "http://www.w3.org/2000/svg";

/// The elements that draw, group, describe and style.
const ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
];

/// The prefixes of namespaces for notes of drawing programs, which browsers ignore.
const IGNORED_NAMESPACES: &[&str] = &[
    "http://creativecommons.org/",
    "http://ns.adobe.com/",
    "http://purl.org/dc/",
    "http://sodipodi.sourceforge.net/",
    "http://web.resource.org/cc/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.inkscape.org/namespaces/",
    "http://www.serif.com/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "https://www.inkscape.org/namespaces/",
    "https://www.serif.com/",
];

/// The prefixes of raster images that an `image` element may contain.
const RASTER_IMAGES: &[&str] =
    &["data:image/png;", "data:image/jpeg;", "data:image/jpg;", "data:image/gif;", "data:image/webp;"];

/// An active part of a picture, with its place.
pub(super) struct Fault {
    /// The line and the column, from 1.
    at: (u32, u32),
    pub what: Words,
}

impl Fault {
    /// The place as `line:column`, which editors can open.
    pub fn place(&self) -> String {
        format!("{}:{}", self.at.0, self.at.1)
    }
}

/// The first active part of a picture.
pub(super) fn fault_in(bytes: &[u8]) -> Option<Fault> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        let what = words!("it is not written in UTF-8", "它不是 UTF-8 编码");
        return Some(Fault { at: (1, 1), what });
    };
    if let Some((at, what)) = fault_in_prolog(text) {
        return Some(Fault { at: place(text, at), what });
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => {
            let TextPos { row, col } = error.pos();
            return Some(Fault {
                at: (row, col), what: words!("it is not well-formed XML", "它不是格式正确的 XML")
            });
        }
    };
    let root = document.root_element().id();
    let found = document.descendants().find_map(|node| fault_of(node, root).map(|what| (node.range().start, what)));
    found.map(|(at, what)| Fault { at: place(text, at), what })
}

fn place(text: &str, at: usize) -> (u32, u32) {
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() as u32 + 1, before[line..].chars().count() as u32 + 1)
}

/// Checks what the XML parser does not report: the declared encoding, and declarations in the document type.
fn fault_in_prolog(text: &str) -> Option<(usize, Words)> {
    let declaration = text.trim_start_matches('\u{feff}').strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let encoding = declaration.and_then(|(declared, _)| declared.split_once("encoding"));
    let named = encoding.map(|(_, rest)| rest.trim_matches(|sign: char| sign.is_whitespace() || "='\"".contains(sign)));
    if named.is_some_and(|name| !name.to_ascii_lowercase().starts_with("utf-8")) {
        return Some((0, words!("it says that it is not written in UTF-8", "它声明的编码不是 UTF-8")));
    }
    let declares = declaration_with_subset(text)?;
    Some((
        declares,
        words!("it declares entities or attributes (`<!DOCTYPE … [`)", "它声明了实体或属性（`<!DOCTYPE … [`）"),
    ))
}

/// The offset of a document type with an internal subset before the root element.
fn declaration_with_subset(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].find('<')?;
        let rest = &text[at..];
        let (start, end) = if rest.starts_with("<!--") {
            ("<!--", "-->")
        } else if rest.starts_with("<?") {
            ("<?", "?>")
        } else if rest.starts_with("<!") {
            return has_subset(rest).then_some(at);
        } else {
            return None;
        };
        at += start.len() + rest[start.len()..].find(end)? + end.len();
    }
}

/// Whether a document type has a `[` outside quotation marks before it ends.
fn has_subset(doctype: &str) -> bool {
    let mut quote = None;
    for character in doctype.chars() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            (None, '[') => return true,
            (None, '>') => return false,
            _ => {}
        }
    }
    false
}

fn fault_of(node: Node<'_, '_>, root: NodeId) -> Option<Words> {
    if let Some(instruction) = node.pi() {
        let name = instruction.target;
        return Some(words!("it has an instruction `<?{name}`", "它含有指令 `<?{name}`"));
    }
    if !node.is_element() {
        return None;
    }
    let (name, namespace) = (node.tag_name().name(), node.tag_name().namespace().unwrap_or_default());
    if node.id() == root && (name, namespace) != ("svg", SVG) {
        return Some(words!("its outermost element is no `svg`", "它最外层的元素不是 `svg`"));
    }
    if is_ignored_namespace(namespace) {
        return None;
    }
    if namespace != SVG || !ELEMENTS.contains(&name) {
        return Some(words!("it has an element `{name}`", "它含有元素 `{name}`"));
    }
    if name == "style" {
        // Only the text counts; an element inside is checked by itself.
        let css: String = node.children().filter_map(|child| child.text()).collect();
        if loads_something(&css) {
            return Some(words!("its style loads something", "它的样式会加载外部内容"));
        }
    }
    node.attributes().find_map(|attribute| fault_of_attribute(name, &attribute))
}

fn is_ignored_namespace(namespace: &str) -> bool {
    IGNORED_NAMESPACES.iter().any(|note| namespace.starts_with(note))
}

fn fault_of_attribute(element: &str, attribute: &Attribute<'_, '_>) -> Option<Words> {
    let (name, value) = (attribute.name(), attribute.value().trim());
    let namespace = attribute.namespace().unwrap_or_default();
    let is_xml = namespace == "http://www.w3.org/XML/1998/namespace";
    if is_ignored_namespace(namespace) {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    if lower == "href" {
        let is_inside = value.starts_with('#') || element == "image" && is_raster_image(value);
        return (!is_inside).then(|| words!("its `{element}` leads out of it", "它的 `{element}` 指向外部"));
    }
    let is_known = namespace.is_empty() || is_xml && name != "base" || namespace == "http://www.w3.org/1999/xlink";
    let is_active = lower.starts_with("on") || lower == "src" || !is_known || loads_something(value);
    is_active.then(|| words!("its `{element}` has an attribute `{name}`", "它的 `{element}` 带有属性 `{name}`"))
}

fn is_raster_image(value: &str) -> bool {
    let start: String = value.chars().take(20).collect::<String>().to_ascii_lowercase();
    RASTER_IMAGES.iter().any(|kind| start.starts_with(kind))
}

/// Whether CSS loads anything: it has a rule or a function with an address outside the picture.
fn loads_something(css: &str) -> bool {
    let css = without_escapes(css).to_ascii_lowercase();
    let is_rule = |at: usize| ["@media", "@supports"].iter().all(|rule| !css[at..].starts_with(rule));
    let leads_out = |(at, name): (usize, &str)| {
        !css[at + name.len()..]
            .trim_start_matches(|sign: char| sign.is_whitespace() || "'\"".contains(sign))
            .starts_with('#')
    };
    css.match_indices('@').any(|(at, _)| is_rule(at))
        || css.match_indices("url(").any(leads_out)
        || ["image-set(", "image(", "src(", "javascript:", "expression(", "-moz-binding"]
            .iter()
            .any(|name| css.contains(name))
}

/// Decodes the escapes in CSS.
fn without_escapes(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    while let Some(character) = rest.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        let mut code = String::new();
        while let Some(digit) = rest.next_if(|next| code.len() < 6 && next.is_ascii_hexdigit()) {
            code.push(digit);
        }
        if code.is_empty() {
            plain.extend(rest.next());
        } else {
            rest.next_if(|next| next.is_whitespace());
            plain.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
        }
    }
    plain
}
