//! Parses YAML text into a [`Tree`] in one pass.
//!
//! Depth, number of values and the expansion of aliases are bounded, and what YAML allows but a map never needs (merge
//! keys, custom tags, further documents) is refused with its place. Scalars stay text as typed.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use granit_parser::{Event, ScalarStyle, Span as ParserSpan, Tag, options};

use super::han::join_folded_han;
use super::names::known_name;
use super::repair::{self, MAX_FINDINGS, RepairedText, Tabs};
use super::syntax_errors;
use super::tree::{Comment, Entry, Kind, LongValue, Node, Tree};
use super::yaml_tags;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Span, Spanned};

/// How deep lists and mappings may be nested.
const MAX_DEPTH: usize = 64;

/// How many values a file may have, aliases expanded.
const MAX_NODES: usize = 400_000;

/// How much text anchors and aliases may repeat, in bytes.
const MAX_REPEATED: usize = 4 * 1024 * 1024;

/// How many pairs of names are compared to merge two fields of one name; no map needs more than a fraction.
const MAX_COMPARED: usize = 1_000;

/// Parses the stretch `range` of a source (a whole map, or the front matter of a case) as one YAML document.
pub fn parse_yaml(id: SourceId, source: &Source, range: Range<usize>) -> Tree {
    parse_with_tabs(id, source, range, Tabs::default())
}

/// Parses a stretch whose tabs have a known width.
pub(super) fn parse_with_tabs(id: SourceId, source: &Source, range: Range<usize>, tabs: Tabs) -> Tree {
    let mut repaired = repair::repair(id, &source.text[range.clone()], range.start, tabs);
    let mut findings = std::mem::take(&mut repaired.findings);
    let mut builder = Builder::new(id, source, range.start, &repaired);
    // The first error ends the reading: what follows it cannot be placed for certain.
    let root = match builder.parse() {
        Ok(()) => builder.root,
        Err(error) => {
            // A mistake that was repaired may be why the reading ends right there.
            if !findings.iter().any(|finding| is_near(source, finding, &error)) {
                builder.findings.push(*error);
            }
            None
        }
    };
    findings.extend(builder.findings);
    Tree { root, comments: builder.comments, long_values: builder.long_values, ids: builder.ids, findings }
}

/// Whether two findings stand in the same line, or the second in the line after the first.
fn is_near(source: &Source, first: &Diagnostic, second: &Diagnostic) -> bool {
    let line = |finding: &Diagnostic| source.line_of(finding.primary.span.start as usize);
    (0..=1).contains(&line(second).wrapping_sub(line(first)))
}

/// A finding after which nothing more can be read.
type FatalError = Box<Diagnostic>;

/// Builds the tree out of the parser's events.
struct Builder<'t> {
    id: SourceId,
    source: &'t Source,
    /// Where the repaired stretch begins in the source.
    offset: usize,
    repaired: &'t RepairedText,
    open: Vec<OpenCollection>,
    anchors: HashMap<usize, Anchored>,
    /// Anchors that no alias has named yet.
    unused_anchors: BTreeMap<usize, Span>,
    size: Size,
    root: Option<Node>,
    documents: usize,
    comments: Vec<Comment>,
    long_values: Vec<LongValue>,
    ids: Vec<String>,
    findings: Vec<Diagnostic>,
}

/// A value that aliases may repeat.
#[derive(Clone)]
struct Anchored {
    node: Node,
    extent: Extent,
}

/// How large a value is, with everything in it.
#[derive(Clone, Copy, Default)]
struct Extent {
    nodes: usize,
    text: usize,
    depth: usize,
}

impl Extent {
    fn add(&mut self, inner: Extent) {
        self.nodes += inner.nodes;
        self.text += inner.text;
        self.depth = self.depth.max(inner.depth + 1);
    }
}

/// How large the whole tree has become.
#[derive(Default)]
struct Size {
    nodes: usize,
    repeated: usize,
}

impl Size {
    fn add_nodes(&mut self, nodes: usize, at: Span) -> Result<(), FatalError> {
        self.nodes += nodes;
        if self.nodes <= MAX_NODES { Ok(()) } else { Err(syntax_errors::too_many_values(at, MAX_NODES).into()) }
    }

    /// Adds what an alias repeats, or the copy that is kept for one.
    fn add_copy(&mut self, extent: Extent, at: Span) -> Result<(), FatalError> {
        self.repeated += extent.text;
        if self.repeated > MAX_REPEATED {
            return Err(syntax_errors::too_much_repeated(at).into());
        }
        self.add_nodes(extent.nodes, at)
    }
}

/// A list or mapping whose end has not been read yet.
struct OpenCollection {
    start: Span,
    in_brackets: bool,
    anchor: usize,
    extent: Extent,
    kind: OpenKind,
}

enum OpenKind {
    Sequence(Vec<Node>),
    Mapping(OpenMapping),
}

#[derive(Default)]
struct OpenMapping {
    entries: Vec<Entry>,
    /// The number of each entry, by its key.
    numbers: HashMap<String, usize>,
    /// The key whose value comes next.
    key: Option<Spanned<String>>,
}

impl OpenMapping {
    /// Adds an entry; returns what is wrong with it.
    fn add(&mut self, key: Spanned<String>, value: Node, in_brackets: bool, source: &Source) -> Option<Diagnostic> {
        if in_brackets && lacks_colon(&key, &value, source) && !is_empty_field(&key, &self.entries) {
            return Some(syntax_errors::entry_without_value(&key));
        }
        if let Some(&number) = self.numbers.get(&key.value) {
            let first = &mut self.entries[number];
            let finding = syntax_errors::duplicate_key(&key, first.key.span);
            merge(&mut first.value, value);
            return Some(finding);
        }
        self.numbers.insert(key.value.clone(), self.entries.len());
        self.entries.push(Entry { key, value });
        None
    }
}

impl<'t> Builder<'t> {
    fn new(id: SourceId, source: &'t Source, offset: usize, repaired: &'t RepairedText) -> Self {
        Self {
            id,
            source,
            offset,
            repaired,
            open: Vec::new(),
            anchors: HashMap::new(),
            unused_anchors: BTreeMap::new(),
            size: Size::default(),
            root: None,
            documents: 0,
            comments: Vec::new(),
            long_values: Vec::new(),
            ids: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn parse(&mut self) -> Result<(), FatalError> {
        if let Some(at) = first_directive(self.text()) {
            return Err(syntax_errors::directive(self.place(&at)).into());
        }
        let options = options! {
            emit_unresolved_aliases: true,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        };
        for event in granit_parser::Parser::new_from_str_with_options(self.text(), options) {
            let (event, span) =
                event.map_err(|error| syntax_errors::syntax_error(&error, self.text(), |at| self.place(at)))?;
            self.handle(event, &span)?;
        }
        self.findings.extend(std::mem::take(&mut self.unused_anchors).into_values().map(syntax_errors::unused_anchor));
        Ok(())
    }

    /// The text that the parser reads.
    fn text(&self) -> &'t str {
        &self.repaired.text
    }

    /// The place in the file of a stretch of that text.
    fn place(&self, range: &Range<usize>) -> Span {
        let typed_at = |byte| self.repaired.typed_at(byte) + self.offset;
        let start = typed_at(range.start);
        Span::new(self.id, start..typed_at(range.end).max(start))
    }

    fn span(&self, span: &ParserSpan) -> Span {
        self.place(&byte_range(span))
    }

    fn handle(&mut self, event: Event<'_>, span: &ParserSpan) -> Result<(), FatalError> {
        if let Some(tag) = event.tag().filter(|tag| !yaml_tags::fits(tag, &event)) {
            let at = span.tag_span().map_or_else(|| self.span(span), |tag| self.span(&tag));
            return Err(syntax_errors::unknown_tag(at, &tag.original()).into());
        }
        match event {
            Event::Comment(text, _) => {
                self.handle_comment(text.into_owned(), span);
                Ok(())
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 1 { Ok(()) } else { Err(syntax_errors::second_document(self.span(span)).into()) }
            }
            Event::Scalar(text, style, anchor, tag) => self.handle_scalar(&text, style, anchor, tag.as_deref(), span),
            Event::SequenceStart(_, anchor, _) => self.open(span, anchor, OpenKind::Sequence(Vec::new())),
            Event::MappingStart(_, anchor, _) => self.open(span, anchor, OpenKind::Mapping(OpenMapping::default())),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => self.handle_alias(anchor, self.span(span)),
            Event::UnresolvedAlias(_) => Err(syntax_errors::unknown_alias(self.span(span)).into()),
            _ => Ok(()),
        }
    }

    fn handle_comment(&mut self, text: String, span: &ParserSpan) {
        let at = self.span(span);
        let before = self.text()[..byte_range(span).start].rsplit(['\n', '\r']).next().unwrap_or_default().trim_end();
        let follows_text =
            before.ends_with(|last: char| !matches!(last, '"' | '\'' | ']' | '}' | ':' | '-' | '|' | '>' | ','));
        if follows_text && text.starts_with(char::is_alphanumeric) {
            self.findings.push(syntax_errors::comment_cuts_text(at));
        }
        self.comments.push(Spanned::new(text, at));
    }

    fn handle_scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: &ParserSpan,
    ) -> Result<(), FatalError> {
        let mut node = self.scalar(text, style, span);
        if tag.map_or_else(|| self.is_blank(text, style), yaml_tags::is_null) {
            node.kind = Kind::Blank;
        }
        self.size.add_nodes(1, node.span)?;
        if anchor > 0 {
            let start = byte_range(span).start;
            let ampersand = self.text()[..start].rfind('&').unwrap_or(start);
            self.unused_anchors.insert(anchor, self.place(&(ampersand..start)));
        }
        self.put_anchored(node, anchor, Extent { nodes: 1, text: text.len(), depth: 0 })
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: &ParserSpan) -> Node {
        let range = byte_range(span);
        let written = &self.text()[range.clone()];
        // A block's span may run on over the blank lines after it.
        let span = self.place(&(range.start..range.start + written.trim_end().len()));
        let may_be_folded = style != ScalarStyle::Literal && !repair::in_one_line(written);
        let text = if may_be_folded { join_folded_han(text) } else { text.into() };
        if style == ScalarStyle::DoubleQuoted && text.contains(is_escaped_control) {
            self.findings.push(syntax_errors::control_character_escape(span));
            return Node { span, kind: Kind::Scalar(text.replace(is_escaped_control, "")) };
        }
        Node { span, kind: Kind::Scalar(text.into_owned()) }
    }

    /// Whether a scalar is how YAML writes that there is no value. A field may be named `null`, like any other.
    fn is_blank(&self, text: &str, style: ScalarStyle) -> bool {
        let is_key = matches!(
            self.open.last(),
            Some(OpenCollection { kind: OpenKind::Mapping(OpenMapping { key: None, .. }), .. })
        );
        style == ScalarStyle::Plain && (matches!(text, "" | "~") || !is_key && matches!(text, "null" | "Null" | "NULL"))
    }

    fn handle_alias(&mut self, anchor: usize, at: Span) -> Result<(), FatalError> {
        let Some(extent) = self.anchors.get(&anchor).map(|anchored| anchored.extent) else {
            return Err(syntax_errors::unknown_alias(at).into());
        };
        self.unused_anchors.remove(&anchor);
        self.size.add_copy(extent, at)?;
        if self.open.len() + extent.depth > MAX_DEPTH {
            return Err(syntax_errors::too_deep(at, MAX_DEPTH).into());
        }
        let node = self.anchors[&anchor].node.clone();
        self.put(node, extent)
    }

    fn open(&mut self, span: &ParserSpan, anchor: usize, kind: OpenKind) -> Result<(), FatalError> {
        let start = self.span(span);
        if self.open.len() >= MAX_DEPTH {
            return Err(syntax_errors::too_deep(start, MAX_DEPTH).into());
        }
        self.size.add_nodes(1, start)?;
        let extent = Extent { nodes: 1, ..Extent::default() };
        self.open.push(OpenCollection { start, in_brackets: !byte_range(span).is_empty(), anchor, extent, kind });
        Ok(())
    }

    fn close(&mut self, span: &ParserSpan) -> Result<(), FatalError> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let closing = self.span(span);
        let (first, last, kind) = match open.kind {
            OpenKind::Sequence(items) => {
                let ends = (items.first().map(|item| item.span), items.last().map(|item| item.span));
                (ends.0, ends.1, Kind::Sequence(items))
            }
            OpenKind::Mapping(OpenMapping { entries, .. }) => {
                let ends = (entries.first().map(|e| e.key.span), entries.last().map(|e| e.value.span));
                (ends.0, ends.1, Kind::Mapping(entries))
            }
        };
        let span = match (open.in_brackets, first, last) {
            (false, Some(first), Some(last)) => Span { end: last.end.max(first.end), ..first },
            _ => Span { end: closing.end.max(open.start.end), ..open.start },
        };
        self.put_anchored(Node { span, kind }, open.anchor, open.extent)
    }

    fn put_anchored(&mut self, node: Node, anchor: usize, extent: Extent) -> Result<(), FatalError> {
        if anchor > 0 {
            self.size.add_copy(Extent { nodes: 0, ..extent }, node.span)?;
            self.anchors.insert(anchor, Anchored { node: node.clone(), extent });
        }
        self.put(node, extent)
    }

    /// Puts a finished value where it belongs: the root, the next item, the next key or its value.
    fn put(&mut self, node: Node, extent: Extent) -> Result<(), FatalError> {
        self.long_values.extend(self.long_value(&node));
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.extent.add(extent);
        let mapping = match &mut open.kind {
            OpenKind::Sequence(items) => {
                items.push(node);
                return Ok(());
            }
            OpenKind::Mapping(mapping) => mapping,
        };
        let Some(key) = mapping.key.take() else {
            mapping.key = Some(as_key(node)?);
            return Ok(());
        };
        if let Kind::Scalar(id) = &node.kind
            && known_name(&key.value, &["id"]).is_some()
        {
            self.ids.push(id.clone());
        }
        let finding = mapping.add(key, node, open.in_brackets, self.source);
        self.findings.extend(finding.filter(|_| self.findings.len() < MAX_FINDINGS));
        Ok(())
    }

    /// The value that is put next as one over lines, if it is.
    fn long_value(&self, node: &Node) -> Option<LongValue> {
        let text = &self.source.text;
        let in_brackets = || text[node.span.start as usize..].starts_with(['{', '[', '｛', '［']);
        if !is_text(node) && !in_brackets() {
            return None;
        }
        let key = match &self.open.last()?.kind {
            OpenKind::Mapping(mapping) => mapping.key.as_ref()?.span,
            OpenKind::Sequence(_) => {
                let before = text[..node.span.start as usize].trim_end();
                let (start, _) = before.char_indices().next_back()?;
                Span::new(self.id, start..before.len())
            }
        };
        // What an alias repeats stands elsewhere, maybe before the key.
        let whole = text.get(key.start as usize..node.span.end as usize)?;
        whole.contains(['\n', '\r']).then_some(LongValue { span: node.span, key })
    }
}

fn as_key(node: Node) -> Result<Spanned<String>, FatalError> {
    match node.kind {
        Kind::Scalar(text) if text == "<<" => Err(syntax_errors::merge_key(node.span).into()),
        Kind::Scalar(text) => Ok(Spanned::new(repair::visible(&text).into_owned(), node.span)),
        Kind::Blank => Ok(Spanned::new(String::new(), node.span)),
        Kind::Sequence(_) | Kind::Mapping(_) => Err(syntax_errors::key_not_a_word(node.span).into()),
    }
}

/// The parser's place of something, in bytes of the text that it reads.
fn byte_range(span: &ParserSpan) -> Range<usize> {
    let range = span.byte_range().unwrap_or(0..0);
    range.start..range.end.max(range.start)
}

/// The first directive before the document but for the version of YAML: `%TAG ...`.
fn first_directive(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('%') && !repair::is_version(line) {
            return Some(at..at + line.trim_end().len());
        }
        if !line.trim().is_empty() && !line.starts_with(['#', '%']) {
            return None;
        }
        at += line.len();
    }
    None
}

/// Whether a character can only come of an escape: repairing has taken the control characters out of the text.
fn is_escaped_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}

/// Whether a key between braces has no colon after it; its value is then blank to YAML.
fn lacks_colon(key: &Spanned<String>, value: &Node, source: &Source) -> bool {
    let after = source.text[key.span.end as usize..].trim_start();
    matches!(value.kind, Kind::Blank) && value.span.range().is_empty() && !after.starts_with([':', '：'])
}

/// Whether a name without a colon is how a formatter writes an empty field among others of its kind: `{ask: May I?, answer}`.
/// In a text by language only a language is one.
fn is_empty_field(key: &Spanned<String>, before: &[Entry]) -> bool {
    let is_alike = |last: &Entry| repair::is_language(&last.key.value) == repair::is_language(&key.value);
    repair::is_field_name(&key.value) && before.last().is_none_or(is_alike)
}

/// Adds the content of a second field of one name to the first, as its author will: a stage written in two places is one
/// stage. Where both say something, the first wins.
fn merge(first: &mut Node, second: Node) {
    match (&mut first.kind, second.kind) {
        (Kind::Sequence(items), Kind::Sequence(more)) => items.extend(more),
        (Kind::Mapping(entries), Kind::Mapping(more)) if entries.len() * more.len() <= MAX_COMPARED => {
            for entry in more {
                match entries.iter_mut().find(|known| known.key.value == entry.key.value) {
                    Some(known) => merge(&mut known.value, entry.value),
                    None => entries.push(entry),
                }
            }
        }
        (Kind::Sequence(items), _) if !items.is_empty() => {}
        (Kind::Scalar(_) | Kind::Mapping(_), _) => {}
        (Kind::Blank | Kind::Sequence(_), kind) => *first = Node { span: second.span, kind },
    }
}

/// Whether a value is a text, a text by language, or a list of those.
fn is_text(node: &Node) -> bool {
    let is_by_language = |node: &Node| match &node.kind {
        Kind::Scalar(_) => true,
        Kind::Mapping(entries) => entries.iter().all(|entry| repair::is_language(&entry.key.value)),
        Kind::Sequence(_) | Kind::Blank => false,
    };
    match &node.kind {
        Kind::Sequence(items) => items.iter().all(is_by_language),
        _ => is_by_language(node),
    }
}
