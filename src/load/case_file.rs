//! Reads a case file: front matter in YAML, then six parts in Markdown under headings of level two.

use std::ops::Range;

use bytestring::ByteString;

use super::case_parts::{RawPart, read_parts};
use super::html_comments::HtmlComments;
use super::raw::RawCase;
use super::tree::{Comment, LongValue};
use super::unknown_names::UnknownNames;
use crate::diagnostic::Diagnostic;
use crate::rule::shape::{INVALID_VALUE, INVALID_YAML, UNKNOWN_FIELD};
use crate::source::{Source, SourceId, Span, Spanned};
use crate::words;

/// A case file as written.
#[derive(Debug)]
pub struct RawCaseFile {
    /// The front matter; `None` where it cannot be read.
    pub front: Option<Spanned<RawCase>>,
    /// Whether an error in the front matter may hide fields of it.
    pub hides_fields: bool,
    /// Where the front matter stands, or should.
    pub span: Span,
    /// The whole file as typed.
    pub text: Spanned<ByteString>,
    /// The parts, in order.
    pub parts: Vec<RawPart>,
    /// The unknown field names in the front matter.
    pub unknown_names: UnknownNames,
    /// The comments of the front matter, then those of the parts.
    pub comments: Vec<Comment>,
    /// The texts of the front matter that go on over lines.
    pub long_values: Vec<LongValue>,
    /// What is wrong with the file so far.
    pub findings: Vec<Diagnostic>,
}

/// Reads a case file.
pub fn read_case(id: SourceId, source: &Source) -> RawCaseFile {
    match split_front_matter(id, source) {
        Some(sections) => read_sections(id, source, sections),
        None => read_without_front_matter(id, source),
    }
}

fn read_sections(id: SourceId, source: &Source, sections: Sections) -> RawCaseFile {
    let mut loaded = super::read_yaml::<RawCase>(id, source, sections.front_matter.clone());
    if loaded.is_empty() {
        loaded.value = Some(Spanned::new(RawCase::default(), Span::new(id, source.line(1))));
    }
    let span = loaded.value.as_ref().map_or(Span::new(id, sections.front_matter), |front| front.span);
    let hides_fields = loaded.value.is_none()
        || loaded.findings.iter().any(|finding| [&INVALID_YAML, &UNKNOWN_FIELD].contains(&finding.rule));
    let mut file = RawCaseFile {
        front: loaded.value,
        hides_fields,
        unknown_names: loaded.unknown_names,
        comments: loaded.comments,
        long_values: loaded.long_values,
        findings: sections.finding.into_iter().chain(loaded.findings).collect(),
        ..RawCaseFile::empty(id, source, span)
    };
    file.read_body(id, source, sections.body);
    file
}

fn read_without_front_matter(id: SourceId, source: &Source) -> RawCaseFile {
    let at = Span::new(id, source.line(1));
    let finding = INVALID_YAML
        .at(
            at,
            words!(
                "the header of the case is missing: it is at the top, between two lines of `---`",
                "案例缺少表头：案例要以两行 `---` 之间的表头开始"
            ),
        )
        .help(words!(
            "`motmap case new MAP/TOUCHPOINT` writes a case with its header to fill in",
            "`motmap case new 图/接触点` 会写好一份带表头的案例供填写"
        ));
    let mut file = RawCaseFile { findings: vec![finding], ..RawCaseFile::empty(id, source, at) };
    file.read_body(id, source, 0..source.text.len());
    file
}

impl RawCaseFile {
    fn empty(id: SourceId, source: &Source, span: Span) -> Self {
        Self {
            front: None,
            hides_fields: true,
            span,
            text: Spanned::new(source.text.clone(), Span::new(id, 0..source.text.len())),
            parts: Vec::new(),
            unknown_names: UnknownNames::default(),
            comments: Vec::new(),
            long_values: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn read_body(&mut self, id: SourceId, source: &Source, body: Range<usize>) {
        let comments = HtmlComments::find(&source.text, body.clone());
        self.findings
            .extend(comments.unclosed.map(|start| unclosed_comment(Span::new(id, start..start + "<!--".len()))));
        self.parts = read_parts(id, source, body, &comments, &mut self.findings);
        let text_of = |place: Range<usize>| Spanned::new(source.text[place.clone()].to_owned(), Span::new(id, place));
        self.comments.extend(comments.places.into_iter().map(text_of));
    }
}

fn unclosed_comment(at: Span) -> Diagnostic {
    INVALID_VALUE
        .at(at, words!("this comment is never closed", "这段注释没有结尾"))
        .label(words!("it begins here", "注释从这里开始"))
        .help(words!("type `-->` where it ends", "请在注释结束的地方加上 `-->`"))
}

/// The two sections of a case file.
pub struct Sections {
    /// The front matter, without the lines of `---` around it.
    pub front_matter: Range<usize>,
    /// Everything after it.
    pub body: Range<usize>,
    /// What is wrong with the lines around the front matter.
    finding: Option<Diagnostic>,
}

/// Splits a case file at its front matter; `None` where it has none.
pub fn split_front_matter(id: SourceId, source: &Source) -> Option<Sections> {
    let text = &*source.text;
    let mut at = text.len() - text.trim_start().len();
    let mut finding = None;
    let mut start = None;
    for line in text[at..].split_inclusive('\n') {
        let typed = line.trim_end();
        if is_delimiter(typed) {
            let span = Span::new(id, at..at + typed.len());
            finding = finding.or_else(|| (typed != "---").then(|| wrong_delimiter(span)));
            let end = at + line.len();
            match start {
                None => start = Some(end),
                Some(start) => return Some(Sections { front_matter: start..at, body: end..text.len(), finding }),
            }
        } else if start.is_none() {
            return None;
        }
        at += line.len();
    }
    // Without a second delimiter the front matter ends at the first heading.
    let start = start?;
    let end = text[start..].find("\n#").map_or(text.len(), |heading| start + heading + 1);
    let opening = Span::new(id, source.line(source.position(start).line.saturating_sub(1).max(1)));
    let finding = finding.or_else(|| Some(missing_delimiter(opening)));
    Some(Sections { front_matter: start..end, body: end..text.len(), finding })
}

/// Whether a line is `---`, or seems to be meant as it: more hyphens, or the dashes that a word processor makes of them.
fn is_delimiter(line: &str) -> bool {
    let is_hyphen = |character: char| matches!(character, '-' | '—' | '–' | '－' | '―');
    line.chars().all(is_hyphen) && line.chars().count() >= if line.contains('—') { 1 } else { 3 }
}

fn wrong_delimiter(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(
            at,
            words!(
                "the lines before and after the header of a case must be exactly `---`",
                "案例表头前后的两行必须正好是 `---`"
            ),
        )
        .label(words!("this line is not `---`", "这一行不是 `---`"))
        .help(words!("type three hyphens and nothing else: `---`", "请输入三个半角短横线：`---`"))
}

fn missing_delimiter(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("the header of the case is never closed", "案例的表头没有结尾"))
        .label(words!("it begins here", "表头从这里开始"))
        .help(words!("type a second line of `---` after its last field", "请在表头最后一个字段之后，加上第二行 `---`"))
}
