//! Splits the text of a case into its parts: headings of level two, and the Markdown below each.

use std::ops::Range;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

use super::html_comments::HtmlComments;
use crate::diagnostic::Diagnostic;
use crate::model::PARTS;
use crate::rule::shape::INVALID_VALUE;
use crate::source::{Source, SourceId, Span, Spanned};
use crate::words;

/// A heading of level two and what stands below it.
#[derive(Debug)]
pub struct RawPart {
    /// The number that the heading begins with, if any.
    pub number: Option<usize>,
    /// The words after the number.
    pub heading: String,
    /// The place of the heading.
    pub span: Span,
    /// The Markdown below it, without comments.
    pub body: Spanned<String>,
}

/// The parts in the stretch `body` of a case. A numbered line that is a part's heading but for its form is reported and read
/// as one.
pub fn read_parts(
    id: SourceId,
    source: &Source,
    body: Range<usize>,
    comments: &HtmlComments,
    findings: &mut Vec<Diagnostic>,
) -> Vec<RawPart> {
    let text = comments.blank_out(&source.text);
    let (mut headings, others) = find_headings(source, &text, body);
    let mut numbers: Vec<usize> =
        headings.iter().filter_map(|heading| split_number(heading_words(&text[heading.clone()])).0).collect();
    for line in others {
        let Some((number, title)) = numbered_line(&text[line.clone()]) else { continue };
        // Inside a part, headings of other levels may have numbers of their own.
        if !numbers.contains(&number) {
            numbers.push(number);
            findings.push(wrong_heading(Span::new(id, line.clone()), number, title));
            headings.push(line);
        }
    }
    headings.sort_by_key(|heading| heading.start);
    let ends = headings.iter().skip(1).map(|next| next.start).chain([source.text.len()]);
    let part = |(heading, end): (&Range<usize>, usize)| {
        let (number, title) = split_number(heading_words(text[heading.clone()].lines().next().unwrap_or_default()));
        let below = heading.end..end.max(heading.end);
        let body = comments.remove(&source.text, below.clone()).trim().to_owned();
        RawPart {
            number,
            heading: title.trim_start_matches(NUMBER_SEPARATORS).to_owned(),
            span: Span::new(id, heading.clone()),
            body: Spanned::new(body, Span::new(id, below)),
        }
    };
    headings.iter().zip(ends).map(part).collect()
}

/// The headings of level two, and the first lines of all other headings and paragraphs.
fn find_headings(source: &Source, text: &str, body: Range<usize>) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let first_line = source.position(body.start).line;
    let (mut headings, mut others) = (Vec::new(), Vec::new());
    for node in parse_document(&Arena::new(), &text[body], &Options::default()).children() {
        if !matches!(node.data().value, NodeValue::Heading(_) | NodeValue::Paragraph) {
            continue;
        }
        let lines = node.data().sourcepos;
        let line = |number: usize| source.line(first_line + number - 1);
        let (first, last) = (line(lines.start.line), line(lines.end.line));
        if is_part_heading(node, &text[first.clone()]) {
            headings.push(first.start..last.end);
        } else {
            others.push(first);
        }
    }
    (headings, others)
}

/// Whether a node is a heading of level two. A text above a line of hyphens is one to Markdown, but seldom to its author.
fn is_part_heading(node: &AstNode<'_>, first_line: &str) -> bool {
    let NodeValue::Heading(heading) = node.data().value else { return false };
    heading.level == 2 && (!heading.setext || split_number(first_line.trim()).0.is_some())
}

/// The words of a heading of level two.
fn heading_words(heading: &str) -> &str {
    heading.trim().trim_matches('#').trim()
}

/// The number and the words of a line that is no heading of level two but seems to be meant as one: `### 1 The facts`,
/// `##1 The facts`.
fn numbered_line(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches('#');
    let (number, title) = split_number(words.trim());
    let number = number.filter(|number| (1..=PARTS.len()).contains(number))?;
    (words.len() < line.len()).then_some((number, title))
}

/// The characters that may stand between the number of a heading and its words.
const NUMBER_SEPARATORS: [char; 7] = [' ', '.', '、', '．', ':', '：', '\u{3000}'];

/// The number that a heading begins with, in whatever digits, and the rest: `1`, `１`, `一、`.
fn split_number(heading: &str) -> (Option<usize>, &str) {
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
    let numeral = characters.next().and_then(|first| "一二三四五六".chars().position(|numeral| numeral == first));
    let title = characters.as_str();
    match numeral {
        Some(index) if title.is_empty() || title.starts_with(NUMBER_SEPARATORS) => (Some(index + 1), title),
        _ => (None, heading),
    }
}

fn wrong_heading(at: Span, number: usize, title: &str) -> Diagnostic {
    let title = title.trim_start_matches(NUMBER_SEPARATORS);
    INVALID_VALUE
        .at(at, words!("this is not a heading of level two", "这不是二级标题"))
        .label(words!("part {number} seems to begin here", "第 {number} 部分似乎从这里开始"))
        .help(words!("write `## {number} {title}`", "请写成 `## {number} {title}`"))
}
