//! What a reader of Markdown reads: neither marks nor comments.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};

/// The words of a Markdown text, without its marks, its comments and the addresses of its links.
pub fn prose(markdown: &str) -> String {
    let arena = Arena::new();
    let mut words = String::new();
    for node in parse_document(&arena, markdown, &Options::default()).descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            NodeValue::CodeBlock(block) => words.push_str(&block.literal),
            // Pages show HTML as it is written.
            NodeValue::HtmlBlock(block) if !is_comment(&block.literal) => words.push_str(&block.literal),
            NodeValue::HtmlInline(literal) if !is_comment(literal) => words.push_str(literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push('\n'),
            value if value.block() => words.push('\n'),
            _ => {}
        }
    }
    words
}

fn is_comment(html: &str) -> bool {
    html.trim_start().starts_with("<!--")
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn marks_and_comments_are_not_read() {
        assert_eq!(prose("<!-- 800 words\nhere -->\n").trim(), "");
        assert_eq!(prose("He **said**: [now](https://example.com/a/b) <!-- quietly -->").trim(), "He said: now");
        assert_eq!(prose("<p>He came.</p>").trim(), "<p>He came.</p>");
        assert_eq!(prose("- one\n- two").split_whitespace().collect::<Vec<_>>(), ["one", "two"]);
    }
}
