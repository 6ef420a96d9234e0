//! YAML text to a tree in which every key and value keeps its place.
//!
//! The guard stands here: depth, number of nodes and the expansion of aliases are bounded, and what YAML allows but a map
//! never needs (merge keys, tags of one's own, further documents) is refused with its place. Scalars stay text as typed.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use granit_parser::{Event, ScalarStyle, Span as ParserSpan, options};

use super::mend::{self, MOST_TOLD, Mended, Tabs};
use super::text::join_folded_han;
use super::{syntax, tag};
use crate::checks::shape::{DROPPED_COMMENT, DUPLICATE_KEY, INVALID_YAML};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Span, Spanned};
use crate::words;

/// How deep lists and mappings may be nested.
const DEEPEST: usize = 64;

/// How many nodes a file may have, aliases expanded.
const MOST_NODES: usize = 400_000;

/// How much text anchors and aliases may repeat, in bytes.
const MOST_REPEATED: usize = 4 * 1024 * 1024;

/// How many names are compared to put two fields of one name together; no map needs more than a fraction.
const MOST_COMPARED: usize = 1_000;

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
    /// Nothing: a key without a value, `~` or `null`.
    Blank,
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file, no key twice.
    Mapping(Vec<Entry>),
}

impl Node {
    /// Whether two values say the same, wherever they stand.
    pub fn says_the_same(&self, other: &Node) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Scalar(one), Kind::Scalar(two)) => one == two,
            (Kind::Blank, Kind::Blank) => true,
            (Kind::Sequence(one), Kind::Sequence(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.says_the_same(two))
            }
            (Kind::Mapping(one), Kind::Mapping(two)) => {
                let same = |(one, two): (&Entry, &Entry)| {
                    one.key.value == two.key.value && one.value.says_the_same(&two.value)
                };
                one.len() == two.len() && one.iter().zip(two).all(same)
            }
            _ => false,
        }
    }
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

/// A text, in one language or several, a list of texts, or what stands in brackets, that goes on over lines or begins
/// below its key. To a comment it is one line.
#[derive(Clone, Copy, Debug)]
pub struct LongValue {
    /// The text, or all from the opening bracket to the closing one.
    pub span: Span,
    /// What it belongs to: its key, or the dash or sign before it.
    pub key: Span,
}

/// What a file holds.
#[derive(Debug)]
pub struct Tree {
    /// The value; none where the text cannot be read or holds nothing.
    pub root: Option<Node>,
    /// The comments, in order.
    pub comments: Vec<Comment>,
    /// The values that go on over lines, in order.
    pub long_values: Vec<LongValue>,
    /// The value of every key `id`.
    pub ids: Vec<String>,
    /// What is wrong with the text itself.
    pub findings: Vec<Diagnostic>,
}

/// Reads the stretch `range` of a source (a whole map, or the front matter of a case) as one YAML document.
pub fn parse(id: SourceId, source: &Source, range: Range<usize>) -> Tree {
    parse_with(id, source, range, Tabs { width: 2, certain: true })
}

/// The same, where its tabs are that wide.
pub(super) fn parse_with(id: SourceId, source: &Source, range: Range<usize>, tabs: Tabs) -> Tree {
    let mut mended = mend::mend(id, &source.text[range.clone()], range.start, tabs);
    let mut findings = std::mem::take(&mut mended.findings);
    let mut builder = Builder {
        id,
        source,
        offset: range.start,
        mended: &mended,
        open: Vec::new(),
        anchors: HashMap::new(),
        unnamed: BTreeMap::new(),
        nodes: 0,
        repeated: 0,
        root: None,
        documents: 0,
        comments: Vec::new(),
        long_values: Vec::new(),
        ids: Vec::new(),
        findings: Vec::new(),
    };
    // Any failure ends the reading: what comes after it cannot be placed for certain.
    let root = match builder.read() {
        Ok(()) => builder.root,
        Err(finding) => {
            // A slip that has been told may be why the reading ends right there.
            if !findings.iter().any(|slip| is_near(source, slip, &finding)) {
                builder.findings.push(*finding);
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

type Stop = Box<Diagnostic>;

struct Builder<'t> {
    id: SourceId,
    source: &'t Source,
    offset: usize,
    mended: &'t Mended,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    /// Texts with an anchor that no alias has named yet.
    unnamed: BTreeMap<usize, Span>,
    nodes: usize,
    repeated: usize,
    root: Option<Node>,
    documents: usize,
    comments: Vec<Comment>,
    long_values: Vec<LongValue>,
    ids: Vec<String>,
    findings: Vec<Diagnostic>,
}

/// A node that aliases may repeat.
#[derive(Clone)]
struct Anchored {
    node: Node,
    extent: Extent,
}

/// How large a node is, with all that is in it.
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

/// A list or mapping whose end has not been read yet.
struct Open {
    start: Span,
    /// Whether it is in brackets.
    flow: bool,
    anchor: usize,
    extent: Extent,
    kind: OpenKind,
}

enum OpenKind {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, numbers: HashMap<String, usize>, key: Option<Spanned<String>> },
}

impl<'t> Builder<'t> {
    fn read(&mut self) -> Result<(), Stop> {
        if let Some(at) = directive(&self.mended.text) {
            return Err(directive_found(self.place(&at)));
        }
        let options = options! {
            emit_unresolved_aliases: true,
            flow_nesting_limit: DEEPEST,
            block_nesting_limit: DEEPEST,
        };
        for event in granit_parser::Parser::new_from_str_with_options(self.text(), options) {
            let (event, span) = event.map_err(|error| syntax::explain(&error, self.text(), |at| self.place(at)))?;
            self.take(event, &span)?;
        }
        self.findings.extend(std::mem::take(&mut self.unnamed).into_values().map(syntax::lost_first_word));
        Ok(())
    }

    /// The text that the parser reads.
    fn text(&self) -> &'t str {
        &self.mended.text
    }

    /// The place in the file of a stretch of that text.
    fn place(&self, range: &Range<usize>) -> Span {
        let typed_at = |byte| self.mended.typed_at(byte) + self.offset;
        let start = typed_at(range.start);
        Span::new(self.id, start..typed_at(range.end).max(start))
    }

    fn span(&self, span: &ParserSpan) -> Span {
        self.place(&stretch(span))
    }

    fn take(&mut self, event: Event<'_>, span: &ParserSpan) -> Result<(), Stop> {
        if let Some(tag) = event.tag().filter(|tag| !tag::fits(tag, &event)) {
            let at = span.tag_span().map_or_else(|| self.span(span), |tag| self.span(&tag));
            return Err(syntax::tag(at, &tag.original()));
        }
        match event {
            Event::Comment(text, _) => {
                let at = self.span(span);
                self.findings.extend(self.cuts_a_text(&text, stretch(span).start, at));
                self.comments.push(Spanned::new(text.into_owned(), at));
                Ok(())
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 { Err(self.second_document(span)) } else { Ok(()) }
            }
            Event::Scalar(text, style, anchor, tag) => {
                let mut node = self.scalar(&text, style, span);
                if tag.as_ref().is_some_and(|tag| tag::is_null(tag)) || tag.is_none() && self.is_nothing(&text, style) {
                    node.kind = Kind::Blank;
                }
                let extent = Extent { nodes: 1, text: text.len(), depth: 0 };
                self.count(1, node.span)?;
                if anchor > 0 {
                    let start = stretch(span).start;
                    let ampersand = self.text()[..start].rfind('&').unwrap_or(start);
                    self.unnamed.insert(anchor, self.place(&(ampersand..start)));
                }
                self.put_anchored(node, anchor, extent)
            }
            Event::SequenceStart(_, anchor, _) => self.open(span, anchor, OpenKind::Sequence(Vec::new())),
            Event::MappingStart(_, anchor, _) => {
                self.open(span, anchor, OpenKind::Mapping { entries: Vec::new(), numbers: HashMap::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => {
                let at = self.span(span);
                let Some(extent) = self.anchors.get(&anchor).map(|anchored| anchored.extent) else {
                    return Err(unknown_alias(at));
                };
                self.unnamed.remove(&anchor);
                self.repeat(extent, at)?;
                if self.open.len() + extent.depth > DEEPEST {
                    return Err(too_deep(at));
                }
                let node = self.anchors[&anchor].node.clone();
                self.put(node, extent)
            }
            Event::UnresolvedAlias(_) => Err(unknown_alias(self.span(span))),
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            _ => Ok(()),
        }
    }

    /// `name: Member #1`: a comment that begins like a word, right after a plain text, was meant to belong to it.
    fn cuts_a_text(&self, comment: &str, at: usize, span: Span) -> Option<Diagnostic> {
        let before = self.text()[..at].rsplit(['\n', '\r']).next().unwrap_or_default().trim_end();
        let after_text =
            before.ends_with(|last: char| !matches!(last, '"' | '\'' | ']' | '}' | ':' | '-' | '|' | '>' | ','));
        let like_a_word = comment.starts_with(|first: char| first.is_alphanumeric());
        (after_text && like_a_word).then(|| {
            DROPPED_COMMENT
                .at(
                    span,
                    words!(
                        "the text ends before ` #`; what follows is a comment",
                        "` #` 之后的内容被当作注释，文字在此之前就结束了"
                    ),
                )
                .label(words!("not part of the text", "不属于前面的文字"))
                .help(words!(
                    "put the whole text in quotes; if a comment is meant, write `# ` with a space",
                    "请给整段文字加上引号；如果确实是注释，请写成 `# `（井号加空格）"
                ))
        })
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: &ParserSpan) -> Node {
        let range = stretch(span);
        let written = &self.text()[range.clone()];
        // A block's span may run on over the blank lines after it.
        let span = self.place(&(range.start..range.start + written.trim_end().len()));
        let folds = style != ScalarStyle::Literal && !mend::in_one_line(written);
        let text = if folds { join_folded_han(text) } else { text.into() };
        if style == ScalarStyle::DoubleQuoted && text.contains(is_escaped_control) {
            self.findings.push(syntax::escaped_control(span));
            return Node { span, kind: Kind::Scalar(text.replace(is_escaped_control, "")) };
        }
        Node { span, kind: Kind::Scalar(text.into_owned()) }
    }

    /// Whether that is how YAML writes that there is no value. A field may be named `null`, like any other.
    fn is_nothing(&self, text: &str, style: ScalarStyle) -> bool {
        let is_name = matches!(self.open.last(), Some(Open { kind: OpenKind::Mapping { key: None, .. }, .. }));
        style == ScalarStyle::Plain
            && (matches!(text, "" | "~") || !is_name && matches!(text, "null" | "Null" | "NULL"))
    }

    fn open(&mut self, span: &ParserSpan, anchor: usize, kind: OpenKind) -> Result<(), Stop> {
        let start = self.span(span);
        if self.open.len() >= DEEPEST {
            return Err(too_deep(start));
        }
        self.count(1, start)?;
        let extent = Extent { nodes: 1, ..Extent::default() };
        self.open.push(Open { start, flow: !stretch(span).is_empty(), anchor, extent, kind });
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
        let span = match (open.flow, first, last) {
            (false, Some(first), Some(last)) => Span { end: last.end.max(first.end), ..first },
            _ => Span { end: closing.end.max(open.start.end), ..open.start },
        };
        self.put_anchored(Node { span, kind }, open.anchor, open.extent)
    }

    fn put_anchored(&mut self, node: Node, anchor: usize, extent: Extent) -> Result<(), Stop> {
        if anchor > 0 {
            // What is kept aside is a copy too.
            self.repeat(Extent { nodes: 0, ..extent }, node.span)?;
            self.anchors.insert(anchor, Anchored { node: node.clone(), extent });
        }
        self.put(node, extent)
    }

    /// Puts a finished node where it belongs: the root, the next item, the next key or its value.
    fn put(&mut self, node: Node, extent: Extent) -> Result<(), Stop> {
        self.long_values.extend(self.long_value(&node));
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.extent.add(extent);
        if let (OpenKind::Mapping { key: Some(key), .. }, Kind::Scalar(text)) = (&open.kind, &node.kind)
            && key.value == "id"
        {
            self.ids.push(text.clone());
        }
        match &mut open.kind {
            OpenKind::Sequence(items) => items.push(node),
            OpenKind::Mapping { entries, numbers, key } => match key.take() {
                None => {
                    *key = Some(as_key(node)?);
                    return Ok(());
                }
                Some(key) if open.flow && stands_alone(&key, &node, self.source) && !is_empty_field(&key, entries) => {
                    self.findings.push(syntax::cut_by_comma(&key))
                }
                Some(key) => match numbers.get(&key.value) {
                    Some(&number) => {
                        if self.findings.len() < MOST_TOLD {
                            self.findings.push(duplicate_key(&key, entries[number].key.span));
                        }
                        merge(&mut entries[number].value, node);
                    }
                    None => {
                        numbers.insert(key.value.clone(), entries.len());
                        entries.push(Entry { key, value: node });
                    }
                },
            },
        }
        Ok(())
    }

    /// The node that is put next as a value over lines, if it is one.
    fn long_value(&self, node: &Node) -> Option<LongValue> {
        let text = &self.source.text;
        let in_brackets = || text[node.span.start as usize..].starts_with(['{', '[', '｛', '［']);
        if !is_text(node) && !in_brackets() {
            return None;
        }
        let key = match &self.open.last()?.kind {
            OpenKind::Mapping { key, .. } => key.as_ref()?.span,
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

    /// Counts what an alias, or the copy kept for it, adds.
    fn repeat(&mut self, extent: Extent, at: Span) -> Result<(), Stop> {
        self.repeated += extent.text;
        if self.repeated > MOST_REPEATED {
            return Err(Box::new(
                INVALID_YAML
                    .at(
                        at,
                        words!(
                            "what `&` and `*` repeat is more than can be read",
                            "`&` 和 `*` 重复引用的内容太多，读不了"
                        ),
                    )
                    .help(words!("write the texts out, or split the map", "请直接写出内容，或把图拆成几份")),
            ));
        }
        self.count(extent.nodes, at)
    }

    fn count(&mut self, nodes: usize, at: Span) -> Result<(), Stop> {
        self.nodes += nodes;
        if self.nodes <= MOST_NODES {
            return Ok(());
        }
        Err(Box::new(
            INVALID_YAML
                .at(
                    at,
                    words!(
                        "the file holds more than {MOST_NODES} values, repeated ones counted",
                        "文件里的内容超过 {MOST_NODES} 项（重复引用也计算在内）"
                    ),
                )
                .help(words!("split the map into several files", "请把图拆成几个文件")),
        ))
    }

    fn second_document(&self, span: &ParserSpan) -> Stop {
        Box::new(
            INVALID_YAML.at(self.span(span), words!("a second document begins here", "这里开始了第二份文档")).help(
                words!(
                    "one file holds one map: remove the line `---` or `...`, or move what follows to a file of its own",
                    "一个文件只放一张图：删掉 `---` 或 `...` 这一行，或把后面的内容放到另一个文件"
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
        Kind::Scalar(text) => Ok(Spanned::new(mend::visible(&text).into_owned(), node.span)),
        Kind::Blank => Ok(Spanned::new(String::new(), node.span)),
        Kind::Sequence(_) | Kind::Mapping(_) => Err(Box::new(
            INVALID_YAML.at(node.span, words!("a field name must be a word", "字段名必须是一个词")).help(words!(
                "a text that begins with `{{` or `[` needs quotes around it",
                "以 `{{` 或 `[` 开头的文字，要给整段文字加上引号"
            )),
        )),
    }
}

/// Where the parser saw something, in bytes of the text that it reads.
fn stretch(span: &ParserSpan) -> Range<usize> {
    let range = span.byte_range().unwrap_or(0..0);
    range.start..range.end.max(range.start)
}

/// The first directive but for the version of YAML (`%TAG ...`): before the document, among comments.
fn directive(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('%') && !mend::is_version(line) {
            return Some(at..at + line.trim_end().len());
        }
        if !line.trim().is_empty() && !line.starts_with(['#', '%']) {
            return None;
        }
        at += line.len();
    }
    None
}

fn directive_found(at: Span) -> Stop {
    Box::new(
        INVALID_YAML
            .at(at, words!("a line that begins with `%` is an instruction to YAML", "以 `%` 开头的行是 YAML 指令"))
            .help(words!("maps do not use it: delete the line", "图里用不到，请删掉这一行")),
    )
}

/// Control characters come into a text by escapes alone: the text as typed was looked through.
fn is_escaped_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}

/// Whether a key in braces has no colon after it: YAML then takes the key's value for nothing, and so does nobody else.
fn stands_alone(key: &Spanned<String>, value: &Node, source: &Source) -> bool {
    let after = source.text[key.span.end as usize..].trim_start();
    matches!(value.kind, Kind::Blank) && value.span.range().is_empty() && !after.starts_with([':', '：'])
}

/// Whether a name without a colon is how a formatter writes a field of which nothing is said, among others of its kind:
/// `{ask: May I?, answer}`. In a text by language only a language is one.
fn is_empty_field(key: &Spanned<String>, before: &[Entry]) -> bool {
    let alike = |last: &Entry| mend::is_language(&last.key.value) == mend::is_language(&key.value);
    mend::is_name(&key.value) && before.last().is_none_or(alike)
}

/// Puts what a second field of one name holds to what the first holds, as its author will: a stage written in two
/// places is one stage. What stands in both stays as it was first.
fn merge(first: &mut Node, second: Node) {
    match (&mut first.kind, second.kind) {
        (Kind::Sequence(items), Kind::Sequence(more)) => items.extend(more),
        (Kind::Mapping(entries), Kind::Mapping(more)) if entries.len() * more.len() <= MOST_COMPARED => {
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

fn too_deep(at: Span) -> Stop {
    Box::new(
        INVALID_YAML
            .at(at, words!("nested deeper than {DEEPEST} levels", "嵌套超过 {DEEPEST} 层"))
            .help(words!("a map needs fewer than fifteen levels", "一张图用不到十五层，请检查缩进和括号")),
    )
}

/// The finding for a name that stands twice in one place.
pub fn duplicate_key(key: &Spanned<String>, first: Span) -> Diagnostic {
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

/// Whether a value is a text, a text by language, or a list of those.
fn is_text(node: &Node) -> bool {
    let by_language = |node: &Node| match &node.kind {
        Kind::Scalar(_) => true,
        Kind::Mapping(entries) => entries.iter().all(|entry| mend::is_language(&entry.key.value)),
        Kind::Sequence(_) | Kind::Blank => false,
    };
    match &node.kind {
        Kind::Sequence(items) => items.iter().all(by_language),
        _ => by_language(node),
    }
}
