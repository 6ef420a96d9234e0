//! Renders texts as safe HTML, from a small Markdown, and marks every text in another language than the page's.

use std::fmt::Write as _;

use comrak::html::ChildRendering;
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, create_formatter, parse_document};
use minijinja::Value;
use unicode_width::UnicodeWidthChar;

use crate::checks::cases::redact;
use crate::model::{Tag, Text};
use crate::words::Lang;

/// HTML that templates place without escaping.
pub(super) type Html = Value;

/// Reads texts in the language of a page, falling back on the language of the map or case they come from.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    /// The language of the page.
    pub language: &'a Tag,
    /// The language to read where the page's is missing.
    pub fallback: &'a Tag,
    /// The tooltip for a text in another language than the page's.
    pub untranslated: &'a str,
    /// Whether the page is a single file, so that relative links lead nowhere.
    pub in_single_file: bool,
}

impl Reader<'_> {
    /// The text with its Markdown: a phrase where it is one paragraph, else paragraphs and lists.
    pub fn html(&self, text: &Text) -> Html {
        let (tag, written) = text.read_in(self.language, self.fallback);
        match markdown(written, self.in_single_file) {
            Markdown::Phrase(html) => self.marked(tag, "span", html),
            Markdown::Blocks(html) => self.marked(tag, "div", html),
        }
    }

    /// The text on one line without its Markdown, for headings and the words of links.
    pub fn line(&self, text: &Text) -> Html {
        let (tag, written) = text.read_in(self.language, self.fallback);
        self.marked(tag, "span", escaped(&plain(written)))
    }

    /// The text as bare characters, for titles and attributes.
    pub fn plain(&self, text: &Text) -> String {
        plain(text.read_in(self.language, self.fallback).1)
    }

    /// A Markdown text as blocks, whatever it holds: the parts of a case.
    pub fn blocks(&self, written: &str) -> Html {
        safe(formatted(written, self.in_single_file))
    }

    fn marked(&self, tag: &Tag, element: &str, html: String) -> Html {
        if tag == self.language {
            return safe(html);
        }
        let hint = escaped(self.untranslated);
        safe(format!("<{element} class=\"untranslated\" lang=\"{tag}\" title=\"{hint}\">{html}</{element}>"))
    }
}

/// A message of the program with `code` as HTML, marked with the tag `foreign` where it is not in the page's language.
pub(super) fn sentence(message: &str, foreign: Option<&str>) -> Html {
    let pieces: Vec<&str> = message.split('`').collect();
    let dressed = pieces.iter().enumerate().map(|(number, piece)| match number % 2 {
        1 => format!("<code>{}</code>", escaped(piece)),
        _ => escaped(piece),
    });
    let html = if pieces.len().is_multiple_of(2) { escaped(message) } else { dressed.collect() };
    safe(match foreign {
        Some(tag) => format!("<span lang=\"{tag}\">{html}</span>"),
        None => html,
    })
}

/// Escapes a text without Markdown.
pub(super) fn characters(text: &str) -> Html {
    safe(escaped(text))
}

/// Wraps HTML in a link.
pub(super) fn linked(href: &str, words: &Html) -> Html {
    safe(format!("<a href=\"{}\">{words}</a>", escaped(href)))
}

/// Appends a remark to HTML, with the class of outdated maps.
pub(super) fn with_outdated_mark(words: &Html, remark: &str) -> Html {
    safe(format!("{words} <span class=\"outdated-mark\">{}</span>", escaped(remark)))
}

/// Marks CSS as safe; the caller has escaped every text in it.
pub(super) fn style(css: String) -> Html {
    safe(css)
}

/// Crosses out personal data in HTML.
pub(super) fn crossed(html: &Html, lang: Lang) -> Html {
    safe(redact(&html.to_string(), lang).into_owned())
}

/// Marks a part of a page as safe that a template has rendered.
pub(super) fn rendered(html: &str) -> Html {
    safe(html.to_owned())
}

fn safe(html: String) -> Html {
    Value::from_safe_string(html)
}

/// Escapes a text for HTML content and quoted attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#x27;"),
            _ => html.push(char),
        }
    }
    html
}

/// A formatted text.
enum Markdown {
    /// One paragraph, without its element.
    Phrase(String),
    /// Paragraphs, lists and the like.
    Blocks(String),
}

fn markdown(written: &str, in_single_file: bool) -> Markdown {
    let html = formatted(written, in_single_file);
    let html = html.trim_end();
    match html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")) {
        Some(phrase) if !phrase.contains("<p>") => Markdown::Phrase(phrase.to_owned()),
        _ => Markdown::Blocks(html.to_owned()),
    }
}

fn formatted(written: &str, in_single_file: bool) -> String {
    if is_bare(written) {
        return format!("<p>{written}</p>\n");
    }
    let options = options();
    let arena = Arena::new();
    let mut html = String::new();
    let root = parse_document(&arena, written, &options);
    match SmallMarkdown::format_document(root, &options, &mut html, in_single_file) {
        Ok(_) => html,
        Err(std::fmt::Error) => escaped(written),
    }
}

/// A normal form of a text: two texts that read the same have the same HTML with single spaces.
pub(super) fn text_as_read(written: &str) -> String {
    one_space(&formatted(written, false))
}

/// Reduces white space to single spaces, except in HTML with a code block.
fn one_space(html: &str) -> String {
    if html.contains("<pre") {
        return html.trim().to_owned();
    }
    html.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text is one line without any character special to Markdown or HTML. Most texts are, and skip the parser.
fn is_bare(written: &str) -> bool {
    let means_nothing =
        |char: char| !matches!(char, '!'..='#' | '&' | '*' | '<' | '>' | '['..='`' | '~') && !char.is_control();
    written.starts_with(char::is_alphabetic) && !written.ends_with(' ') && written.chars().all(means_nothing)
}

/// A Markdown text on one line, as bare characters.
pub(super) fn plain(written: &str) -> String {
    if is_bare(written) {
        return written.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let arena = Arena::new();
    let root = parse_document(&arena, written, &options());
    let mut words = String::new();
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::CodeBlock(block) => words.push_str(&block.literal),
            NodeValue::HtmlBlock(block) => words.push_str(&block.literal),
            NodeValue::HtmlInline(literal) => words.push_str(literal),
            NodeValue::SoftBreak if !breaks_between_han(node) => words.push(' '),
            NodeValue::LineBreak | NodeValue::Paragraph | NodeValue::Item(_) | NodeValue::Heading(_) => words.push(' '),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.cjk_friendly_emphasis = true;
    options.render.escape = true;
    options
}

// The bool says whether the page is a single file.
create_formatter!(SmallMarkdown<bool>, {
    // A heading in a text becomes a bold line, so that it does not disturb the outline of the page.
    NodeValue::Heading(_) => |context, entering| {
        context.write_str(if entering { "<p><strong>" } else { "</strong></p>\n" })?;
    },
    // Pages load no foreign files: an image becomes its description.
    NodeValue::Image(_) => |context, node, entering| {
        if entering {
            let description = node.collect_text();
            context.escape(&description)?;
            return Ok(ChildRendering::Skip);
        }
    },
    NodeValue::Link(ref link) => |context, entering| {
        match (may_be_followed(&link.url, context.user), entering) {
            (true, true) => {
                context.write_str("<a href=\"")?;
                context.escape_href(&link.url)?;
                context.write_str("\">")?;
            }
            (true, false) => context.write_str("</a>")?,
            (false, true) => {}
            (false, false) => {
                context.write_str(" (")?;
                context.escape(&link.url)?;
                context.write_str(")")?;
            }
        }
    },
    NodeValue::SoftBreak => |context, node, entering| {
        if entering && !breaks_between_han(node) {
            context.write_str("\n")?;
        }
    },
});

/// Whether an address may become a link: http, https, mailto, tel, or relative. A single-file page has no relative
/// links.
fn may_be_followed(url: &str, in_single_file: bool) -> bool {
    // Browsers ignore control characters and white space, which could hide a scheme.
    let url: String = url.chars().filter(|char| !char.is_control() && !char.is_whitespace()).collect();
    if url.starts_with(['/', '\\']) && url[1..].starts_with(['/', '\\']) {
        return false;
    }
    match url.split_once(':') {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => {
            ["http", "https", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        }
        _ => !in_single_file,
    }
}

/// Whether a line break lies between two characters of a script without spaces, so that it must not become a space.
fn breaks_between_han<'a>(node: &'a AstNode<'a>) -> bool {
    let before = node.previous_sibling().and_then(|sibling| sibling.collect_text().chars().next_back());
    let after = node.next_sibling().and_then(|sibling| sibling.collect_text().chars().next());
    let (Some(before), Some(after)) = (before, after) else { return false };
    let hangul = |char: char| ('\u{1100}'..='\u{11ff}').contains(&char) || ('\u{ac00}'..='\u{d7a3}').contains(&char);
    let wide = |char: char| char.width() == Some(2);
    let wide_beside_wide = |char: char| char.width_cjk() == Some(2);
    !hangul(before)
        && !hangul(after)
        && (wide(before) || wide(after))
        && wide_beside_wide(before)
        && wide_beside_wide(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(written: &str) -> String {
        match markdown(written, false) {
            Markdown::Phrase(html) | Markdown::Blocks(html) => html,
        }
    }

    #[test]
    fn markup_of_any_kind_stays_text() {
        for hostile in
            ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <b onclick='x'>c</b>", "<!-- x -->"]
        {
            let html = shown(hostile);
            assert!(!html.contains('<'), "{hostile} must be shown as text, but gave {html}");
        }
    }

    #[test]
    fn only_the_schemes_of_the_format_become_links() {
        for fine in
            ["https://a.example", "http://a.example", "mailto:a@b.example", "tel:110", "other.html#x", "../a:b", "#x"]
        {
            assert!(shown(&format!("[x]({fine})")).starts_with("<a href="), "{fine} should be a link");
        }
        for bad in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java&#10;script:alert(1)",
            "&#1;javascript:x",
            "data:text/html,x",
        ] {
            let html = shown(&format!("[x]({bad})"));
            assert!(!html.contains("<a"), "{bad} must not be a link, but gave {html}");
        }
        assert!(!shown("[x](//a.example)").contains("<a"), "an address of another host without its scheme is no link");
        assert_eq!(shown("[x](javascript:f)"), "x (javascript:f)");
    }

    #[test]
    fn a_page_that_stands_alone_leads_nowhere_beside_it() {
        let reader = |in_single_file| formatted("[x](other.html) [y](https://a.example)", in_single_file);
        assert!(reader(false).contains("other.html\">"));
        assert_eq!(reader(true), "<p>x (other.html) <a href=\"https://a.example\">y</a></p>\n");
    }

    #[test]
    fn a_bare_text_reads_as_markdown_would_have_it() {
        let signs =
            ["", " ", "  ", "-", "1. ", ": ", "http://a.example", "a@b.example", "|", "（", "“", "\u{3000}", "+", "="];
        for (before, after) in signs.iter().flat_map(|before| signs.map(|after| (before, after))) {
            let text = format!("您{before}see{after}");
            assert!(is_bare(&text) || after.ends_with(' '), "{text:?} holds no Markdown");
            let arena = Arena::new();
            let mut html = String::new();
            comrak::format_html(parse_document(&arena, &text, &options()), &options(), &mut html)
                .expect("a string takes all");
            assert_eq!(formatted(&text, false), html, "{text:?}");
        }
        for marked in
            ["*a*", "a_b_", "`a`", "a\nb", "- a", "1. a", "# a", "a\\", "a & b", "a\tb", "> a", "~~a~~", "\"a\"", ""]
        {
            assert!(!is_bare(marked), "{marked:?} is for Markdown to read");
        }
    }

    #[test]
    fn a_picture_is_its_description() {
        assert_eq!(shown("![the *queue*](https://a.example/q.png)"), "the queue");
    }

    #[test]
    fn emphasis_works_beside_chinese_punctuation() {
        assert_eq!(shown("**接待：**请坐"), "<strong>接待：</strong>请坐");
    }

    #[test]
    fn wrapped_chinese_lines_join_without_a_space() {
        assert_eq!(shown("次日批注\n“资费争议”，\n并案"), "次日批注“资费争议”，并案");
        assert_eq!(shown("one\ntwo"), "one\ntwo");
        assert_eq!(plain("第一行\n第二行 and\nmore"), "第一行第二行 and more");
    }

    #[test]
    fn code_in_a_sentence_is_set_as_code() {
        assert_eq!(sentence("write `<b>`", None).to_string(), "write <code>&lt;b&gt;</code>");
        assert_eq!(sentence("a ` alone", None).to_string(), "a ` alone");
        assert_eq!(sentence("one `a`", Some("en")).to_string(), "<span lang=\"en\">one <code>a</code></span>");
    }
}
