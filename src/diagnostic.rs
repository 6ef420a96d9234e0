//! Findings: what is wrong, where, and what to do.

use schemars::JsonSchema;
use serde::Serialize;

use crate::rule::{Level, Rule};
use crate::source::Span;
use crate::words;
use crate::words::Words;

/// How serious a finding is. Only an error fails a run by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Should be fixed.
    Warning,
    /// Must be fixed.
    Error,
}

impl Severity {
    /// The word in machine-readable formats.
    pub const fn id(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl Level {
    /// The severity of a finding at this level; none where the rule is off.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::Note => Some(Severity::Note),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        }
    }
}

impl Rule {
    /// A finding of this rule.
    pub fn at(&'static self, span: Span, message: Words) -> Diagnostic {
        Diagnostic::new(self, span, message)
    }
}

/// A place with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The message beside the caret.
    pub text: Option<Words>,
}

/// A change of the text that removes the cause of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the change does, as a request: "write `prospect`".
    pub title: Words,
    /// The replacements, in order, without overlap.
    pub edits: Vec<Edit>,
}

/// One replacement of a [`Fix`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// One finding: the rule, the place, what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How serious it is, after the workspace's configuration.
    pub severity: Severity,
    /// What was found, in one sentence without a full stop.
    pub message: Words,
    /// The place it is about.
    pub primary: Label,
    /// Whether it is about the whole map; its place is then where to begin.
    pub of_whole_map: bool,
    /// Other places that explain it: the first of two, the other end of a link.
    pub related: Vec<Label>,
    /// What to do, or what was expected.
    pub help: Vec<Words>,
    /// The fix, where it is certain.
    pub fix: Option<Fix>,
    /// Fixes to choose from, where only the author knows what was meant; each is in `help` too.
    pub proposals: Vec<Fix>,
}

impl Diagnostic {
    /// A finding of `rule` at `span`, at the rule's own level.
    pub fn new(rule: &'static Rule, span: Span, message: Words) -> Self {
        Self {
            rule,
            severity: rule.level.severity().unwrap_or(Severity::Note),
            message,
            primary: Label { span, text: None },
            of_whole_map: false,
            related: Vec::new(),
            help: Vec::new(),
            fix: None,
            proposals: Vec::new(),
        }
    }

    /// Adds a message beside the caret.
    pub fn label(mut self, text: Words) -> Self {
        self.primary.text = Some(text);
        self
    }

    /// Adds another place with a message.
    pub fn related(mut self, span: Span, text: Words) -> Self {
        self.related.push(Label { span, text: Some(text) });
        self
    }

    /// Adds a sentence that says what to do.
    pub fn help(mut self, text: Words) -> Self {
        self.help.push(text);
        self
    }

    /// Adds a sentence that says what to do, if there is one.
    pub fn maybe_help(self, text: Option<Words>) -> Self {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }

    /// What was found, then what to do.
    pub fn message_and_help(&self) -> impl Iterator<Item = &Words> {
        std::iter::once(&self.message).chain(&self.help)
    }

    /// Whether it keeps its map from being understood. No comment suppresses such a finding, and no baseline keeps it.
    pub fn blocks_map(&self) -> bool {
        self.rule.group.blocks_map() && self.severity == Severity::Error
    }

    /// Whether it keeps a page from being built as it should be.
    pub fn blocks_page(&self) -> bool {
        self.rule.group.blocks_page() && self.severity == Severity::Error
    }

    /// Applies `change` to each sentence.
    pub fn for_each_sentence(&mut self, mut change: impl FnMut(&mut Words)) {
        let labels = std::iter::once(&mut self.primary).chain(&mut self.related);
        let labels = labels.filter_map(|label| label.text.as_mut());
        let titles = self.fix.iter_mut().chain(&mut self.proposals).map(|fix| &mut fix.title);
        std::iter::once(&mut self.message).chain(labels).chain(&mut self.help).chain(titles).for_each(&mut change);
    }

    /// Sets a fix that replaces one span.
    pub fn fix(mut self, title: Words, span: Span, text: impl Into<String>) -> Self {
        self.fix = Some(Fix { title, edits: vec![Edit { span, text: text.into() }] });
        self
    }

    /// Adds a sentence that says what to do, and the fix that does it: the new text of the span.
    pub fn propose(mut self, help: Words, span: Span, text: impl Into<String>) -> Self {
        self.proposals.push(Fix { title: help.clone(), edits: vec![Edit { span, text: text.into() }] });
        self.help(help)
    }

    /// Sets a fix that replaces the span by a name, if one is certain.
    pub fn maybe_fix(self, span: Span, name: Option<&str>) -> Self {
        match name {
            Some(name) => self.fix(words!("write `{name}`", "改为 `{name}`"), span, name),
            None => self,
        }
    }
}
