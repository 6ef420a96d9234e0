//! What a reader of Markdown reads: neither marks nor comments.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};

/// The words of a Markdown text, without its marks, its comments and the addresses of its links.
pub fn of(markdown: &str) -> String {
    let arena = Arena::new();
    let mut prose = String::new();
    for node in parse_document(&arena, markdown, &Options::default()).descendants() {
        match &node.data().value {
            NodeValue::Text(text) => prose.push_str(text),
            NodeValue::Code(code) => prose.push_str(&code.literal),
            NodeValue::CodeBlock(block) => prose.push_str(&block.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => prose.push('\n'),
            value if value.block() => prose.push('\n'),
            _ => {}
        }
    }
    prose
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn marks_and_comments_are_not_read() {
        assert_eq!(of("<!-- 800 words\nhere -->\n").trim(), "");
        assert_eq!(of("He **said**: [now](https://example.com/a/b) <!-- quietly -->").trim(), "He said: now");
        assert_eq!(of("- one\n- two").split_whitespace().collect::<Vec<_>>(), ["one", "two"]);
    }
}
