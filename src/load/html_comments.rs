//! Finds HTML comments in Markdown: notes for the author of a case, which are no part of its text.

use std::ops::Range;

/// The comments of a Markdown text, in order.
#[derive(Debug, Default, PartialEq)]
pub struct HtmlComments {
    /// Each from its `<!--` to its `-->`.
    pub places: Vec<Range<usize>>,
    /// Where a comment begins that is never closed.
    pub unclosed: Option<usize>,
}

impl HtmlComments {
    /// Finds the comments in the stretch `range` of a text; code holds none.
    pub fn find(text: &str, range: Range<usize>) -> Self {
        let mut comments = Self::default();
        let text = &text[..range.end];
        let mut at = range.start;
        while let Some(found) = text[at..].find(['<', '`', '~', '\\']) {
            let here = at + found;
            let rest = &text[here..];
            at = here
                + match rest.as_bytes()[0] {
                    b'<' if rest.starts_with("<!--") => comments.add_at(text, here),
                    b'<' => 1,
                    b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
                    _ => code_length(text, here),
                };
        }
        comments
    }

    /// Adds the comment that begins at `here`; returns how many bytes to skip. At the beginning of a line a comment may go
    /// on to the end of the text; elsewhere one that does not end in its heading or part is text.
    fn add_at(&mut self, text: &str, here: usize) -> usize {
        let rest = &text[here..];
        let before = text[..here].rsplit('\n').next().unwrap_or_default();
        let part = rest.find("\n## ").unwrap_or(rest.len());
        let is_block = before.trim().is_empty();
        let farthest = if is_block {
            rest.len()
        } else if before.starts_with('#') {
            rest.find('\n').unwrap_or(rest.len())
        } else {
            part
        };
        let length = match rest[2..farthest].find("-->") {
            Some(end) => 2 + end + "-->".len(),
            // A comment that is never closed must not hide the parts after it.
            None if is_block => {
                self.unclosed.get_or_insert(here);
                part
            }
            None => return "<!--".len(),
        };
        self.places.push(here..here + length);
        length
    }

    /// The text with spaces in place of the comments, so that every other byte keeps its place.
    pub fn blank_out(&self, text: &str) -> String {
        let mut blanked = text.as_bytes().to_vec();
        for place in &self.places {
            let comment = blanked[place.clone()].iter_mut();
            comment.filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
        }
        // Comments begin and end at characters.
        String::from_utf8(blanked).unwrap_or_default()
    }

    /// The stretch `range` of the text without its comments, and without lines that hold nothing else.
    pub fn remove(&self, text: &str, range: Range<usize>) -> String {
        let mut kept = String::with_capacity(range.len());
        let mut at = range.start;
        for place in self.places.iter().filter(|place| range.start <= place.start && place.end <= range.end) {
            kept += &text[at..place.start];
            at = place.end;
            let rest = &text[at..range.end];
            let rest_of_line = rest.split('\n').next().unwrap_or_default();
            if !rest_of_line.trim().is_empty() {
                continue;
            }
            // Markdown reads spaces at the end of a line as a line break.
            kept.truncate(kept.trim_end_matches([' ', '\t']).len());
            at += rest_of_line.len();
            let is_alone = kept.is_empty() || kept.ends_with('\n');
            at += usize::from(is_alone && rest.len() > rest_of_line.len());
        }
        kept + &text[at..range.end]
    }
}

/// The length of the code that begins at a run of backticks or tildes; that of the run where no code does.
fn code_length(text: &str, here: usize) -> usize {
    let rest = &text[here..];
    let sign = if rest.starts_with('~') { '~' } else { '`' };
    let run = rest.len() - rest.trim_start_matches(sign).len();
    let first_line = rest.split_inclusive('\n').next().unwrap_or(rest);
    let before = text[..here].rsplit('\n').next().unwrap_or_default();
    let is_indented_little = before.len() <= 3 && before.chars().all(|space| space == ' ');
    if run >= 3 && is_indented_little && (sign == '~' || !first_line[run..].contains('`')) {
        let mut length = first_line.len();
        for line in rest[length..].split_inclusive('\n') {
            length += line.len();
            let line = line.trim();
            if line.len() >= run && line.chars().all(|character| character == sign) {
                break;
            }
        }
        return length;
    }
    let inline = (sign == '`').then(|| code_span_length(rest, run)).flatten();
    inline.unwrap_or(run)
}

/// The length of code within a paragraph, up to the next run of as many backticks.
fn code_span_length(rest: &str, run: usize) -> Option<usize> {
    let paragraph = &rest[..rest.find("\n\n").unwrap_or(rest.len())];
    let mut at = run;
    while let Some(found) = paragraph[at..].find('`') {
        let start = at + found;
        let closing = paragraph.len() - start - paragraph[start..].trim_start_matches('`').len();
        at = start + closing;
        if closing == run {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::HtmlComments;

    fn left(text: &str) -> String {
        HtmlComments::find(text, 0..text.len()).remove(text, 0..text.len())
    }

    #[test]
    fn a_comment_leaves_no_trace_in_the_text() {
        for (text, expected) in [
            ("<!-- 800 words\nhere -->\nHe came.", "He came."),
            ("He came <!-- when? -->and went.", "He came and went."),
            ("He came. <!-- when? -->\nHe went.", "He came.\nHe went."),
            ("He came.\n<!-- when? --> <!-- why? -->\r\nHe went.", "He came.\nHe went."),
            ("<!-- a --> He came.", " He came."),
            ("<!--> He came.", " He came."),
            ("他来了。\n<!-- 写到这里", "他来了。\n"),
            ("<!-- 写到这里\n## 2 Wants\nA bag.", "## 2 Wants\nA bag."),
            ("He came <!-- when?\n\nby whom? -->and went.", "He came and went."),
            ("## 1 Facts <!-- all -->\nHe came.", "## 1 Facts\nHe came."),
        ] {
            assert_eq!(left(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_looks_like_a_comment_in_code_is_text() {
        for text in
            ["`<!-- a -->`", "``a ` <!-- b --> ``", "```\n<!-- a -->\n```\n", "~~~html\n<!-- a -->\n", "\\<!-- a -->"]
        {
            assert_eq!(left(text), text, "{text:?}");
        }
        assert_eq!(left("a ` b <!-- c -->"), "a ` b");
    }

    #[test]
    fn what_begins_within_a_line_and_has_no_end_is_text() {
        for text in ["## 1 Facts <!--\nHe came. -->", "He wrote <!-- there.\n\n## 2 Wants\nA bag. -->"] {
            assert_eq!(left(text), text, "{text:?}");
        }
    }

    #[test]
    fn places_stay_the_same_where_comments_are_blanked() {
        let text = "一<!-- 二\n三 -->四";
        let blanked = HtmlComments::find(text, 0..text.len()).blank_out(text);
        assert_eq!((blanked.len(), blanked.find('四')), (text.len(), text.find('四')));
        assert_eq!(blanked.split_whitespace().collect::<Vec<_>>(), ["一", "四"]);
    }
}
