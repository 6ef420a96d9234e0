//! YAML text to a tree in which every key and value keeps its place.
//!
//! The guard stands here: depth, number of nodes and the expansion of aliases are bounded, and what YAML allows but a map
//! never needs (merge keys, tags, further documents) is refused with its place. Scalars stay text as typed.

use std::collections::HashMap;

use granit_parser::{Event, ScalarStyle, Span as ParserSpan, options};

use super::mend;
use super::syntax;
use super::text::join_folded_han;
use crate::checks::shape::{DUPLICATE_KEY, INVALID_YAML};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Span, Spanned};
use crate::words;

/// How deep lists and mappings may be nested.
const DEEPEST: usize = 64;

/// How many nodes a file may have, aliases expanded.
const MOST_NODES: usize = 400_000;

/// A value in a file.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it is written.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Text, as typed.
    Scalar(String),
    /// Nothing: a key without a value, or `~`.
    Blank,
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file, no key twice.
    Mapping(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

/// A comment, without its `#`.
pub type Comment = Spanned<String>;

/// What a file holds.
#[derive(Debug)]
pub struct Tree {
    /// The value; none where the text cannot be read or holds nothing.
    pub root: Option<Node>,
    /// The comments, in order.
    pub comments: Vec<Comment>,
    /// What is wrong with the text itself.
    pub findings: Vec<Diagnostic>,
}

/// Reads the stretch `range` of a source (a whole map, or the front matter of a case) as one YAML document.
pub fn parse(id: SourceId, source: &Source, range: std::ops::Range<usize>) -> Tree {
    let (text, mut findings) = mend::mend(id, &source.text[range.clone()], range.start);
    let mut builder = Builder {
        id,
        offset: range.start,
        text: &text,
        open: Vec::new(),
        anchors: HashMap::new(),
        nodes: 0,
        root: None,
        documents: 0,
        comments: Vec::new(),
        findings: Vec::new(),
    };
    // Any failure ends the reading: what comes after it cannot be placed for certain.
    let root = match builder.read() {
        Ok(()) => builder.root,
        Err(finding) => {
            builder.findings.push(*finding);
            None
        }
    };
    findings.extend(builder.findings);
    Tree { root, comments: builder.comments, findings }
}

type Stop = Box<Diagnostic>;

struct Builder<'t> {
    id: SourceId,
    offset: usize,
    text: &'t str,
    open: Vec<Open>,
    anchors: HashMap<usize, (Node, usize)>,
    nodes: usize,
    root: Option<Node>,
    documents: usize,
    comments: Vec<Comment>,
    findings: Vec<Diagnostic>,
}

/// A list or mapping whose end has not been read yet.
struct Open {
    start: Span,
    anchor: usize,
    nodes_before: usize,
    kind: OpenKind,
}

enum OpenKind {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, seen: HashMap<String, Span>, key: Option<Spanned<String>> },
}

impl Builder<'_> {
    fn read(&mut self) -> Result<(), Stop> {
        let options = options! {
            emit_unresolved_aliases: true,
            flow_nesting_limit: DEEPEST,
            block_nesting_limit: DEEPEST,
        };
        for event in granit_parser::Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = event.map_err(|error| syntax::explain(self.id, self.text, self.offset, &error))?;
            self.take(event, &span)?;
        }
        Ok(())
    }

    fn span(&self, span: &ParserSpan) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        Span::new(self.id, range.start + self.offset..range.end.max(range.start) + self.offset)
    }

    fn take(&mut self, event: Event<'_>, span: &ParserSpan) -> Result<(), Stop> {
        if let Some(tag) = event.tag() {
            let at = span.tag_span().map_or_else(|| self.span(span), |tag| self.span(&tag));
            return Err(Box::new(
                INVALID_YAML
                    .at(
                        at,
                        words!(
                            "`{}` is a YAML tag, which maps do not use",
                            "`{}` 是 YAML 标签，图里用不到",
                            tag.original()
                        ),
                    )
                    .help(words!(
                        "to begin a text with `!`, put the text in quotes",
                        "如果是以 `!` 开头的文字，请给整段文字加上引号"
                    )),
            ));
        }
        match event {
            Event::Comment(text, _) => {
                let span = self.span(span);
                self.comments.push(Spanned::new(text.into_owned(), span));
                Ok(())
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 { Err(self.second_document(span)) } else { Ok(()) }
            }
            Event::Scalar(text, style, anchor, _) => {
                let node = self.scalar(&text, style, self.span(span));
                self.count(1, node.span)?;
                self.put_anchored(node, anchor, 1)
            }
            Event::SequenceStart(_, anchor, _) => self.open(span, anchor, OpenKind::Sequence(Vec::new())),
            Event::MappingStart(_, anchor, _) => {
                self.open(span, anchor, OpenKind::Mapping { entries: Vec::new(), seen: HashMap::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => {
                let at = self.span(span);
                let Some((node, size)) = self.anchors.get(&anchor).cloned() else {
                    return Err(unknown_alias(at));
                };
                self.count(size, at)?;
                self.put(node)
            }
            Event::UnresolvedAlias(_) => Err(unknown_alias(self.span(span))),
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            _ => Ok(()),
        }
    }

    fn scalar(&self, text: &str, style: ScalarStyle, span: Span) -> Node {
        let plain = style == ScalarStyle::Plain;
        if plain && matches!(text, "" | "~") {
            return Node { span, kind: Kind::Blank };
        }
        let local = span.start as usize - self.offset..span.end as usize - self.offset;
        let folds = style != ScalarStyle::Literal && self.text[local.clone()].contains('\n');
        let text = if folds { join_folded_han(text).into_owned() } else { text.to_owned() };
        // A block's span may run on over the blank lines after it.
        let written = self.text[local.clone()].trim_end().len();
        let span = Span { end: span.start + written as u32, ..span };
        Node { span, kind: Kind::Scalar(text) }
    }

    fn open(&mut self, span: &ParserSpan, anchor: usize, kind: OpenKind) -> Result<(), Stop> {
        let start = self.span(span);
        if self.open.len() >= DEEPEST {
            return Err(Box::new(
                INVALID_YAML
                    .at(start, words!("nested deeper than {DEEPEST} levels", "嵌套超过 {DEEPEST} 层"))
                    .help(words!("a map needs fewer than fifteen levels", "一张图用不到十五层，请检查缩进和括号")),
            ));
        }
        self.count(1, start)?;
        self.open.push(Open { start, anchor, nodes_before: self.nodes - 1, kind });
        Ok(())
    }

    fn close(&mut self, span: &ParserSpan) -> Result<(), Stop> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let closing = self.span(span);
        let (first, last, kind) = match open.kind {
            OpenKind::Sequence(items) => {
                let ends = (items.first().map(|item| item.span), items.last().map(|item| item.span));
                (ends.0, ends.1, Kind::Sequence(items))
            }
            OpenKind::Mapping { entries, .. } => {
                let ends = (entries.first().map(|e| e.key.span), entries.last().map(|e| e.value.span));
                (ends.0, ends.1, Kind::Mapping(entries))
            }
        };
        let flow = open.start.end > open.start.start;
        let span = match (flow, first, last) {
            (false, Some(first), Some(last)) => Span { end: last.end.max(first.end), ..first },
            _ => Span { end: closing.end.max(open.start.end), ..open.start },
        };
        let size = self.nodes - open.nodes_before;
        self.put_anchored(Node { span, kind }, open.anchor, size)
    }

    fn put_anchored(&mut self, node: Node, anchor: usize, size: usize) -> Result<(), Stop> {
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        self.put(node)
    }

    /// Puts a finished node where it belongs: the root, the next item, the next key or its value.
    fn put(&mut self, node: Node) -> Result<(), Stop> {
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(node),
            Some(OpenKind::Sequence(items)) => items.push(node),
            Some(OpenKind::Mapping { entries, seen, key }) => match key.take() {
                None => *key = Some(as_key(node)?),
                Some(key) => match seen.get(&key.value) {
                    Some(&first) => self.findings.push(duplicate_key(&key, first)),
                    None => {
                        seen.insert(key.value.clone(), key.span);
                        entries.push(Entry { key, value: node });
                    }
                },
            },
        }
        Ok(())
    }

    fn count(&mut self, nodes: usize, at: Span) -> Result<(), Stop> {
        self.nodes += nodes;
        if self.nodes <= MOST_NODES {
            return Ok(());
        }
        Err(Box::new(INVALID_YAML.at(
            at,
            words!(
                "the file holds more than {MOST_NODES} values, repeated ones counted",
                "文件里的内容超过 {MOST_NODES} 项（重复引用也计算在内）"
            ),
        )))
    }

    fn second_document(&self, span: &ParserSpan) -> Stop {
        Box::new(
            INVALID_YAML.at(self.span(span), words!("a second document begins here", "这里开始了第二份文档")).help(
                words!(
                    "one file holds one map: remove the `---`, or move what follows to a file of its own",
                    "一个文件只放一张图：删掉这一行 `---`，或把后面的内容放到另一个文件"
                ),
            ),
        )
    }
}

fn as_key(node: Node) -> Result<Spanned<String>, Stop> {
    match node.kind {
        Kind::Scalar(text) if text == "<<" => Err(Box::new(
            INVALID_YAML
                .at(node.span, words!("merge keys (`<<`) are not used in maps", "图里不使用合并键 `<<`"))
                .help(words!("write the fields out", "请把字段逐个写出来")),
        )),
        Kind::Scalar(text) => Ok(Spanned::new(mend::without_invisible(&text), node.span)),
        Kind::Blank => Ok(Spanned::new(String::new(), node.span)),
        Kind::Sequence(_) | Kind::Mapping(_) => Err(Box::new(
            INVALID_YAML.at(node.span, words!("a field name must be a word", "字段名必须是一个词")).help(words!(
                "a text that begins with `{{` or `[` needs quotes around it",
                "以 `{{` 或 `[` 开头的文字，要给整段文字加上引号"
            )),
        )),
    }
}

fn duplicate_key(key: &Spanned<String>, first: Span) -> Diagnostic {
    DUPLICATE_KEY
        .at(key.span, words!("`{}` stands twice in the same place", "`{}` 在同一处写了两次", key.value))
        .label(words!("again here", "这里又写了一次"))
        .related(first, words!("first here", "第一次在这里"))
        .help(words!(
            "keep one of them, or put both contents under one `{}:`",
            "删掉其中一个，或把两处内容合到一个 `{}:` 下面",
            key.value
        ))
}

fn unknown_alias(at: Span) -> Stop {
    Box::new(
        INVALID_YAML
            .at(
                at,
                words!(
                    "a text that begins with `*` means something else in YAML",
                    "以 `*` 开头的文字在 YAML 里另有含义"
                ),
            )
            .help(words!("put the whole text in quotes", "请给整段文字加上引号")),
    )
}
