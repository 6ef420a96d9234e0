//! Fingerprints of places: names by touchpoint and field instead of by line, so that they survive editing.
//!
//! `hotline.requests[Tell me my number].answer` is the same place after a hundred lines have been put before it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::load::case_file::split_front_matter;
use crate::load::parser::parse_yaml;
use crate::load::tree::{Kind, Node};
use crate::source::{Source, SourceId, Sources, Span};

/// The longest piece of a text that names an item of a list, in characters.
const LONGEST_NAME: usize = 40;

/// The fingerprints of places in the files that some findings are in.
pub struct Fingerprints<'s> {
    sources: &'s Sources,
    files: BTreeMap<SourceId, Structure>,
}

/// The fields of a file, and where they end; the text of a case follows.
struct Structure {
    root: Option<Node>,
    end: usize,
}

impl<'s> Fingerprints<'s> {
    /// Reads the files of these findings.
    pub fn new(sources: &'s Sources, findings: &[Diagnostic]) -> Self {
        let ids: BTreeSet<SourceId> = findings.iter().map(|finding| finding.primary.span.source).collect();
        let files = ids.into_iter().map(|id| (id, Structure::of(id, sources.get(id)))).collect();
        Self { sources, files }
    }

    /// The fingerprint of a place: the fields that lead to it, from the touchpoint if it is in one; in the text of a case,
    /// the heading above it.
    pub fn of(&self, span: Span) -> String {
        let source = self.sources.get(span.source);
        let mut path = FieldPath { name_items_by_text: !is_case(source), steps: Vec::new() };
        let Some(file) = self.files.get(&span.source) else { return String::new() };
        if span.start as usize >= file.end {
            return heading_above(source, span);
        }
        if let Some(root) = &file.root {
            path.extend(root, span);
        }
        path.steps.concat()
    }
}

impl Structure {
    fn of(id: SourceId, source: &Source) -> Self {
        let front =
            if is_case(source) { split_front_matter(id, source).map(|sections| sections.front_matter) } else { None };
        let end = if is_case(source) { front.as_ref().map_or(0, |front| front.end) } else { usize::MAX };
        let root = parse_yaml(id, source, front.unwrap_or(0..source.text.len())).root;
        Self { root, end }
    }
}

fn is_case(source: &Source) -> bool {
    source.path.ends_with(".md")
}

fn heading_above(source: &Source, span: Span) -> String {
    let above = &source.text[..source.line(source.position(span.start as usize).line).end];
    above.lines().rev().find(|line| line.starts_with("##")).map_or(String::new(), |heading| heading.trim().to_owned())
}

struct FieldPath {
    /// Not in cases, whose texts may name a person.
    name_items_by_text: bool,
    steps: Vec<String>,
}

impl FieldPath {
    /// Adds the fields and items below `node` that lead to `span`.
    fn extend(&mut self, node: &Node, span: Span) {
        if node.span == span {
            return;
        }
        let holds = |from: Span, to: Span| from.start <= span.start && span.end <= to.end.max(from.end);
        match &node.kind {
            Kind::Mapping(entries) => {
                let Some(entry) = entries.iter().find(|entry| holds(entry.key.span, entry.value.span)) else { return };
                let dot = if self.steps.is_empty() { "" } else { "." };
                self.steps.push(format!("{dot}{}", entry.key.value));
                if span.end > entry.key.span.end {
                    self.extend(&entry.value, span);
                }
            }
            Kind::Sequence(items) => {
                let Some(item) = items.iter().find(|item| holds(item.span, item.span)) else { return };
                let id = id_of(item);
                // A touchpoint keeps its name when it is moved to another cell.
                match id.filter(|_| self.steps.len() == 3 && self.steps[0] == "stages") {
                    Some(id) => self.steps = vec![id.to_owned()],
                    None => {
                        let name =
                            id.or_else(|| first_text(item).filter(|_| self.name_items_by_text)).unwrap_or_default();
                        let name: String = name.chars().take(LONGEST_NAME).collect();
                        self.steps.push(format!("[{name}]"));
                    }
                }
                self.extend(item, span);
            }
            Kind::Scalar(_) | Kind::Blank => {}
        }
    }
}

fn id_of(item: &Node) -> Option<&str> {
    let Kind::Mapping(entries) = &item.kind else { return None };
    let id = entries.iter().find(|entry| entry.key.value == "id")?;
    if let Kind::Scalar(id) = &id.value.kind { Some(id) } else { None }
}

fn first_text(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar(text) => Some(text),
        Kind::Blank => None,
        Kind::Sequence(items) => items.first().and_then(first_text),
        Kind::Mapping(entries) => entries.first().and_then(|entry| first_text(&entry.value)),
    }
}
