//! A case: front matter in YAML, then six parts in Markdown under headings of level two.

use std::ops::Range;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};

use super::raw::RawCase;
use super::tree::Comment;
use crate::checks::shape::INVALID_YAML;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Span, Spanned};
use crate::words;

/// A case file as written.
#[derive(Debug)]
pub struct RawCaseFile {
    /// The front matter; `None` where it cannot be read.
    pub front: Option<Spanned<RawCase>>,
    /// Where the front matter stands, or would.
    pub span: Span,
    /// Every part, in order.
    pub parts: Vec<RawPart>,
    /// The comments of the front matter.
    pub comments: Vec<Comment>,
    /// What is wrong with it so far.
    pub findings: Vec<Diagnostic>,
}

/// A heading of level two and what stands below it.
#[derive(Debug)]
pub struct RawPart {
    /// The number that the heading begins with, if any.
    pub number: Option<usize>,
    /// The words after the number.
    pub heading: String,
    /// The heading.
    pub span: Span,
    /// The Markdown below it.
    pub body: Spanned<String>,
}

/// Reads a case file.
pub fn read(id: SourceId, source: &Source) -> RawCaseFile {
    let Some((front, body)) = split(&source.text) else {
        let first_line = source.line(1);
        let span = Span::new(id, first_line);
        let finding = INVALID_YAML
            .at(
                span,
                words!("a case begins with its header between two lines of `---`", "案例要以两行 `---` 之间的表头开始"),
            )
            .help(words!(
                "`motmap case new MAP/TOUCHPOINT` writes a case with its header to fill in",
                "`motmap case new 图/接触点` 会写好一份带表头的案例供填写"
            ));
        let (parts, comments) = (parts(id, source, 0..source.text.len()), Vec::new());
        return RawCaseFile { front: None, span, parts, comments, findings: vec![finding] };
    };
    let mut loaded = super::yaml::<RawCase>(id, source, front.clone());
    if loaded.is_empty() {
        loaded.value = Some(Spanned::new(RawCase::default(), Span::new(id, source.line(1))));
    }
    let span = loaded.value.as_ref().map_or(Span::new(id, front), |front| front.span);
    RawCaseFile {
        front: loaded.value,
        span,
        parts: parts(id, source, body),
        comments: loaded.comments,
        findings: loaded.findings,
    }
}

/// The stretches of the front matter and of the body.
pub fn split(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        match start {
            None if is_fence(line) => start = Some(at + line.len()),
            None => return None,
            Some(start) if is_fence(line) => return Some((start..at, at + line.len()..text.len())),
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

fn parts(id: SourceId, source: &Source, body: Range<usize>) -> Vec<RawPart> {
    let text = &source.text[body.clone()];
    let first_line = source.position(body.start).line;
    let arena = Arena::new();
    let root = parse_document(&arena, text, &Options::default());
    let headings: Vec<Range<usize>> = root
        .children()
        .filter_map(|node| {
            let NodeValue::Heading(heading) = node.data().value else { return None };
            let lines = node.data().sourcepos;
            let line = |number: usize| source.line(first_line + number - 1);
            let words = line(lines.start.line);
            // A ruled line below a text makes it a heading to Markdown, though seldom to its author.
            let meant = !heading.setext || numbered(source.text[words.clone()].trim()).0.is_some();
            (heading.level == 2 && meant).then(|| words.start..line(lines.end.line).end)
        })
        .collect();
    let ends = headings.iter().skip(1).map(|next| next.start).chain([source.text.len()]);
    headings
        .iter()
        .zip(ends)
        .map(|(heading, end)| {
            let words = source.text[heading.clone()].lines().next().unwrap_or_default();
            let words = words.trim().trim_matches('#').trim();
            let (number, title) = numbered(words);
            let below = heading.end..end.max(heading.end);
            RawPart {
                number,
                heading: title.trim_start_matches(AFTER_A_NUMBER).to_owned(),
                span: Span::new(id, heading.clone()),
                body: Spanned::new(source.text[below.clone()].trim().to_owned(), Span::new(id, below)),
            }
        })
        .collect()
}

/// What may part the number of a heading from its words.
const AFTER_A_NUMBER: [char; 7] = [' ', '.', '、', '．', ':', '：', '\u{3000}'];

/// The number that a heading begins with, in whatever digits: `1`, `１`, `一、`; and the rest of it.
fn numbered(heading: &str) -> (Option<usize>, &str) {
    let digit = |character: char| {
        let full_width = u32::from(character).checked_sub(u32::from('０')).filter(|digit| *digit < 10);
        character.to_digit(10).or(full_width).map(|digit| digit as usize)
    };
    let title = heading.trim_start_matches(|character| digit(character).is_some());
    let digits = &heading[..heading.len() - title.len()];
    if !digits.is_empty() {
        let number =
            digits.chars().filter_map(digit).try_fold(0usize, |sum, digit| sum.checked_mul(10)?.checked_add(digit));
        return (number, title);
    }
    // 一 alone is a number; in 一位客户 it is a word.
    let mut characters = heading.chars();
    let counted = characters.next().and_then(|first| "一二三四五六".chars().position(|numeral| numeral == first));
    let title = characters.as_str();
    match counted {
        Some(index) if title.is_empty() || title.starts_with(AFTER_A_NUMBER) => (Some(index + 1), title),
        _ => (None, heading),
    }
}
