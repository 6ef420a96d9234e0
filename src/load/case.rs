//! A case: front matter in YAML, then six parts in Markdown under headings of level two.

use std::ops::Range;

use bytestring::ByteString;
use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};

use super::html_comments::HtmlComments;
use super::misnamed::Misnamed;
use super::raw::RawCase;
use super::tree::{Comment, LongValue};
use crate::checks::shape::{INVALID_VALUE, INVALID_YAML, UNKNOWN_FIELD};
use crate::diagnostic::Diagnostic;
use crate::model::PARTS;
use crate::source::{Source, SourceId, Span, Spanned};
use crate::words;

/// A case file as written.
#[derive(Debug)]
pub struct RawCaseFile {
    /// The front matter; `None` where it cannot be read.
    pub front: Option<Spanned<RawCase>>,
    /// Whether a fault of the front matter may hide fields of it.
    pub hides_fields: bool,
    /// Where the front matter stands, or would.
    pub span: Span,
    /// The whole file as typed.
    pub text: Spanned<ByteString>,
    /// Every part, in order.
    pub parts: Vec<RawPart>,
    /// The names in the front matter that are not known.
    pub misnamed: Misnamed,
    /// The comments: of the front matter, then of the parts.
    pub comments: Vec<Comment>,
    /// The texts of the front matter that go on over lines.
    pub long_values: Vec<LongValue>,
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
    /// The Markdown below it, without its comments.
    pub body: Spanned<String>,
}

/// Reads a case file.
pub fn read(id: SourceId, source: &Source) -> RawCaseFile {
    let text = Spanned::new(source.text.clone(), Span::new(id, 0..source.text.len()));
    let Some(Halves { front, body, slip }) = split(id, source) else {
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
        let mut findings = vec![finding];
        let body = Body::of(id, source, 0..source.text.len(), &mut findings);
        let Body { parts, comments } = body;
        let long_values = Vec::new();
        return RawCaseFile {
            front: None,
            hides_fields: true,
            misnamed: Misnamed::default(),
            span,
            text,
            parts,
            comments,
            long_values,
            findings,
        };
    };
    let mut loaded = super::yaml::<RawCase>(id, source, front.clone());
    if loaded.is_empty() {
        loaded.value = Some(Spanned::new(RawCase::default(), Span::new(id, source.line(1))));
    }
    let span = loaded.value.as_ref().map_or(Span::new(id, front), |front| front.span);
    let hides_fields = loaded.value.is_none()
        || loaded.findings.iter().any(|finding| [&INVALID_YAML, &UNKNOWN_FIELD].contains(&finding.rule));
    let mut findings: Vec<Diagnostic> = slip.into_iter().chain(loaded.findings).collect();
    let Body { parts, comments: in_body } = Body::of(id, source, body, &mut findings);
    let mut comments = loaded.comments;
    comments.extend(in_body);
    let (front, misnamed, long_values) = (loaded.value, loaded.misnamed, loaded.long_values);
    RawCaseFile { front, hides_fields, misnamed, span, text, parts, comments, long_values, findings }
}

/// What stands below the front matter.
struct Body {
    parts: Vec<RawPart>,
    comments: Vec<Comment>,
}

impl Body {
    fn of(id: SourceId, source: &Source, body: Range<usize>, findings: &mut Vec<Diagnostic>) -> Self {
        let html = HtmlComments::of(&source.text, body.clone());
        findings.extend(html.unclosed.map(|start| never_ends(Span::new(id, start..start + "<!--".len()))));
        let comment =
            |place: &Range<usize>| Spanned::new(source.text[place.clone()].to_owned(), Span::new(id, place.clone()));
        let comments = html.places.iter().map(comment).collect();
        Body { parts: parts(id, source, body, &html, findings), comments }
    }
}

fn never_ends(at: Span) -> Diagnostic {
    INVALID_VALUE
        .at(at, words!("this comment has no end", "这段注释没有结尾"))
        .label(words!("it begins here", "注释从这里开始"))
        .help(words!("type `-->` where it ends", "请在注释结束的地方加上 `-->`"))
}

/// The stretches of the front matter and of the body, and what is wrong with the lines that part them.
pub struct Halves {
    /// The front matter.
    pub front: Range<usize>,
    /// What follows it.
    pub body: Range<usize>,
    slip: Option<Diagnostic>,
}

/// Parts a case file; none where it has no front matter.
pub fn split(id: SourceId, source: &Source) -> Option<Halves> {
    let text = &*source.text;
    let mut at = text.len() - text.trim_start().len();
    let mut slip = None;
    let mut start = None;
    for line in text[at..].split_inclusive('\n') {
        let typed = line.trim_end();
        let span = Span::new(id, at..at + typed.len());
        if is_fence(typed) {
            slip = slip.or_else(|| (typed != "---").then(|| another_fence(span)));
            match start {
                None => start = Some(at + line.len()),
                Some(start) => return Some(Halves { front: start..at, body: at + line.len()..text.len(), slip }),
            }
        } else if start.is_none() {
            return None;
        }
        at += line.len();
    }
    // The header ends at the first heading, if no line ends it.
    let start = start?;
    let end = text[start..].find("\n#").map_or(text.len(), |heading| start + heading + 1);
    let opening = Span::new(id, source.line(source.position(start).line.saturating_sub(1).max(1)));
    Some(Halves { front: start..end, body: end..text.len(), slip: slip.or_else(|| Some(never_closed(opening))) })
}

/// Whether a line is `---`, or was meant as one: more hyphens, or such as a word processor makes of them.
fn is_fence(line: &str) -> bool {
    let is_hyphen = |character: char| matches!(character, '-' | '—' | '–' | '－' | '―');
    line.chars().all(is_hyphen) && line.chars().count() >= if line.contains('—') { 1 } else { 3 }
}

fn another_fence(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("the header of a case stands between two lines of `---`", "案例的表头要放在两行 `---` 之间"))
        .label(words!("this line is another", "这一行不是 `---`"))
        .help(words!("type three hyphens and nothing else: `---`", "请输入三个半角短横线：`---`"))
}

fn never_closed(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("the header of a case has no end", "案例的表头没有结尾"))
        .label(words!("it begins here", "表头从这里开始"))
        .help(words!("type a second line of `---` after its last field", "请在表头最后一个字段之后，加上第二行 `---`"))
}

/// The number of a heading that is none of level two, with its words: `### 1 The facts`, `##1 The facts`.
fn other_heading(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches('#');
    let (number, title) = numbered(words.trim());
    (words.len() < line.len()).then_some((number.filter(|number| (1..=PARTS.len()).contains(number))?, title))
}

fn parts(
    id: SourceId,
    source: &Source,
    body: Range<usize>,
    comments: &HtmlComments,
    findings: &mut Vec<Diagnostic>,
) -> Vec<RawPart> {
    let text = comments.blanked(&source.text);
    let first_line = source.position(body.start).line;
    let arena = Arena::new();
    let root = parse_document(&arena, &text[body], &Options::default());
    let (proper, others): (Vec<_>, Vec<_>) = root
        .children()
        .filter(|node| matches!(node.data().value, NodeValue::Heading(_) | NodeValue::Paragraph))
        .map(|node| {
            let lines = node.data().sourcepos;
            let (first, last) =
                (source.line(first_line + lines.start.line - 1), source.line(first_line + lines.end.line - 1));
            // A ruled line below a text makes it a heading to Markdown, though seldom to its author.
            let level_two = match node.data().value {
                NodeValue::Heading(heading) => {
                    let meant = !heading.setext || numbered(text[first.clone()].trim()).0.is_some();
                    heading.level == 2 && meant
                }
                _ => false,
            };
            (level_two, if level_two { first.start..last.end } else { first })
        })
        .partition(|(level_two, _)| *level_two);
    let mut headings: Vec<Range<usize>> = proper.into_iter().map(|(_, heading)| heading).collect();
    let number_of = |heading: &Range<usize>| numbered(text[heading.clone()].trim().trim_matches('#').trim()).0;
    let mut taken: Vec<usize> = headings.iter().filter_map(number_of).collect();
    // Inside a part headings may be of other levels, and have numbers of their own.
    for (_, heading) in others {
        let Some((number, title)) = other_heading(&text[heading.clone()]) else { continue };
        if !taken.contains(&number) {
            taken.push(number);
            let title = title.trim_start_matches(AFTER_A_NUMBER);
            findings.push(
                INVALID_VALUE
                    .at(Span::new(id, heading.clone()), words!("this is no heading of level two", "这不是二级标题"))
                    .label(words!("part {number} seems to begin here", "第 {number} 部分似乎从这里开始"))
                    .help(words!("write `## {number} {title}`", "请写成 `## {number} {title}`")),
            );
            headings.push(heading);
        }
    }
    headings.sort_by_key(|heading| heading.start);
    let ends = headings.iter().skip(1).map(|next| next.start).chain([source.text.len()]);
    headings
        .iter()
        .zip(ends)
        .map(|(heading, end)| {
            let words = text[heading.clone()].lines().next().unwrap_or_default();
            let words = words.trim().trim_matches('#').trim();
            let (number, title) = numbered(words);
            let below = heading.end..end.max(heading.end);
            RawPart {
                number,
                heading: title.trim_start_matches(AFTER_A_NUMBER).to_owned(),
                span: Span::new(id, heading.clone()),
                body: Spanned::new(
                    comments.left_out(&source.text, below.clone()).trim().to_owned(),
                    Span::new(id, below),
                ),
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
