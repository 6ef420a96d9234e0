//! Suppressions: comments by which an author lets a finding stand, `# allow: rule-name reason`, on the line of the finding
//! or the line above. A value over several lines counts as one line: the comment stands at its key, or behind its end,
//! where formatters move it. In the parts of a case the comment is `<!-- allow: rule-name reason -->`. In Chinese the word
//! is `允许`.
//!
//! A suppression applies to its rule on these lines alone. What is wrong with a suppression is a finding of its own.

use std::collections::BTreeMap;

use crate::checks;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::tree::{Comment, LongValue};
use crate::model::Site;
use crate::rule::shape::FULL_WIDTH_PUNCTUATION;
use crate::rule::suppressions::{SUPPRESSION_WITHOUT_REASON, UNKNOWN_SUPPRESSION, UNUSED_SUPPRESSION};
use crate::rule::{Level, Rule};
use crate::source::{Source, SourceId, Sources, Span, Spanned};
use crate::suggest::{closest, obvious_typo};
use crate::words;

/// How a comment is written.
#[derive(Clone, Copy)]
enum Form {
    /// `# ...`
    Yaml,
    /// `<!-- ... -->`
    Html,
}

impl Form {
    fn comment(self, text: &str) -> String {
        match self {
            Form::Yaml => format!("# {text}"),
            Form::Html => format!("<!-- {text} -->"),
        }
    }
}

/// What such a comment begins with, in each language.
const WORDS: [&str; 2] = ["allow", "允许"];

/// A comment that suppresses findings of a rule.
struct Suppression {
    form: Form,
    /// One of [`WORDS`].
    word: &'static str,
    /// The rule, as typed; may be empty.
    rule: Spanned<String>,
    has_reason: bool,
    /// The colon, where it is full-width, and what to write in its place.
    full_width_colon: Option<(Span, &'static str)>,
    file: SourceId,
    /// The first and the last line that it applies to.
    lines: (usize, usize),
}

impl Suppression {
    fn applies_to(&self, line: usize) -> bool {
        self.has_reason && (self.lines.0..=self.lines.1).contains(&line)
    }
}

/// Removes the findings that comments suppress, adds what is wrong with these comments, and counts what was removed. The
/// rule of `only` is reported at its own level, even if it is off.
pub fn apply_suppressions(
    site: &Site,
    sources: &Sources,
    comments: &[Comment],
    long_values: &[LongValue],
    only: Option<&'static Rule>,
    findings: &mut Vec<Diagnostic>,
) -> usize {
    let mut suppressions = parse_all(sources, comments);
    extend_over_long_values(&mut suppressions, sources, long_values);
    let mut by_rule: BTreeMap<(SourceId, &str), Vec<usize>> = BTreeMap::new();
    for (number, suppression) in suppressions.iter().enumerate() {
        by_rule.entry((suppression.file, &suppression.rule.value)).or_default().push(number);
    }
    let mut used = vec![false; suppressions.len()];
    let before = findings.len();
    findings.retain(|finding| {
        let span = finding.primary.span;
        let numbers = by_rule.get(&(span.source, finding.rule.name)).filter(|_| !finding.blocks_map());
        let line = sources.line_of(span);
        let applying = numbers.into_iter().flatten().filter(|&&number| suppressions[number].applies_to(line));
        applying.fold(true, |_, &number| {
            used[number] = true;
            false
        })
    });
    let suppressed = before - findings.len();
    let problems = suppressions.iter().zip(used).flat_map(|(suppression, used)| problems_of(suppression, used, site));
    findings.extend(problems.filter_map(|finding| at_configured_level(finding, site, only)));
    suppressed
}

/// Applies each suppression at the key of a value over several lines, or behind its end, to all lines of the value.
fn extend_over_long_values(suppressions: &mut [Suppression], sources: &Sources, long_values: &[LongValue]) {
    let line_before = |at: Span| sources.get(at.source).line_of(at.end.max(1) as usize - 1);
    let mut at_key: BTreeMap<(SourceId, usize), usize> = BTreeMap::new();
    let mut at_end: BTreeMap<(SourceId, usize), usize> = BTreeMap::new();
    for LongValue { span, key } in long_values {
        let (first, last) = (sources.line_of(*key), line_before(*span).max(sources.line_of(*key)));
        let end = at_key.entry((span.source, first)).or_insert(last);
        *end = last.max(*end);
        let begin = at_end.entry((span.source, last)).or_insert(first);
        *begin = first.min(*begin);
    }
    for suppression in suppressions {
        let (first, last) = suppression.lines;
        let comment = suppression.rule.span;
        suppression.lines.1 = *at_key.get(&(suppression.file, first)).unwrap_or(&last);
        if sources.line_of(comment) == first {
            suppression.lines.0 = *at_end.get(&(suppression.file, first)).unwrap_or(&first);
        }
    }
}

/// What is wrong with a suppression.
fn problems_of(suppression: &Suppression, used: bool, site: &Site) -> impl Iterator<Item = Diagnostic> {
    full_width_colon(suppression).into_iter().chain(problem_with_rule(suppression, used, site))
}

fn full_width_colon(suppression: &Suppression) -> Option<Diagnostic> {
    let (colon, replacement) = suppression.full_width_colon?;
    let word = suppression.word;
    let beginning = match suppression.form {
        Form::Yaml => format!("# {word}: "),
        Form::Html => format!("<!-- {word}: "),
    };
    let finding = FULL_WIDTH_PUNCTUATION
        .at(colon, words!("full-width colon after `{word}`", "`{word}` 后面是全角冒号"))
        .help(words!("type `{beginning}`", "请输入 `{beginning}`"))
        .fix(words!("write `: `", "改为 `: `"), colon, replacement);
    // In a comment it keeps no map from being understood.
    Some(Diagnostic { severity: Severity::Warning, ..finding })
}

fn problem_with_rule(suppression: &Suppression, used: bool, site: &Site) -> Option<Diagnostic> {
    let Suppression { form, word, has_reason, .. } = *suppression;
    let (name, at) = (suppression.rule.value.as_str(), suppression.rule.span);
    match checks::rule_named(name) {
        None => Some(unknown_rule(name, at, form, word)),
        Some(rule) if rule.group.blocks_map() && rule.level == Level::Error => {
            Some(UNUSED_SUPPRESSION.at(at, words!("`{name}` cannot be allowed", "`{name}` 不能放行")).help(words!(
                "with such a fault a map cannot be understood: mend it, and delete this comment",
                "有这种错误的图读不懂：请改正错误，并删掉这条注释"
            )))
        }
        Some(_) if !has_reason => Some(
            SUPPRESSION_WITHOUT_REASON
                .at(at, words!("`{name}` is allowed here without a reason", "这里放行 `{name}`，却没有写理由"))
                .help(words!(
                    "write why after the name, `{}`; until then it silences nothing",
                    "请在规则名后面写明理由：`{}`；写明之前，这条注释不起作用",
                    form.comment(&format!("{word}: {name} because ..."));
                    form.comment(&format!("{word}: {name} 因为……"))
                )),
        ),
        // A fault may hide what the comment suppresses.
        Some(rule) if !used && site.is_understood() && site.config.level(rule) != Level::Off => Some(
            UNUSED_SUPPRESSION
                .at(at, words!("there is no `{name}` here to allow", "这里没有 `{name}` 的问题需要放行"))
                .help(words!(
                    "delete the comment, or move it to the line of the finding or the line above; \
                     for a text over several lines, to its key",
                    "请删掉这条注释，或把它移到问题所在的那一行或上面一行；文字占了几行的，移到它的字段名那里"
                )),
        ),
        Some(_) => None,
    }
}

fn unknown_rule(typed: &str, at: Span, form: Form, word: &str) -> Diagnostic {
    if typed.is_empty() {
        return UNKNOWN_SUPPRESSION
            .at(at, words!("this does not say which rule is allowed", "没有写明放行哪条规则"))
            .help(words!(
                "write `{}`",
                "请写成 `{}`",
                form.comment(&format!("{word}: rule-name reason"));
                form.comment(&format!("{word}: 规则名 理由"))
            ));
    }
    let names = || checks::rules().map(|rule| rule.name);
    let finding = UNKNOWN_SUPPRESSION.at(at, words!("there is no rule `{typed}`", "没有 `{typed}` 这条规则"));
    match closest(typed, names()) {
        Some(near) => finding
            .help(words!("did you mean `{near}`?", "是不是想写 `{near}`？"))
            .maybe_fix(at, obvious_typo(typed, names())),
        None => finding.help(words!("`motmap explain` lists the rules", "`motmap explain` 会列出所有规则")),
    }
}

/// The finding with the severity that the workspace sets for its rule; none where the rule is off.
fn at_configured_level(finding: Diagnostic, site: &Site, only: Option<&'static Rule>) -> Option<Diagnostic> {
    if finding.rule.group.blocks_map() {
        return Some(finding);
    }
    let asked_for = only.filter(|only| *only == finding.rule).map(|_| finding.severity);
    let severity = site.config.level(finding.rule).severity().or(asked_for)?;
    Some(Diagnostic { severity, ..finding })
}

/// The comments that are suppressions. One alone on its line applies to the next line that is no suppression.
fn parse_all(sources: &Sources, comments: &[Comment]) -> Vec<Suppression> {
    let mut suppressions = Vec::new();
    let mut below: Option<(SourceId, usize, usize)> = None;
    for comment in comments.iter().rev() {
        let Some(parsed) = parse(sources, comment) else { continue };
        let (id, source) = (comment.span.source, sources.get(comment.span.source));
        let (first, last) = (sources.line_of(comment.span), source.line_of(comment.span.end.max(1) as usize - 1));
        let before = &source.text[source.line(first).start..comment.span.start as usize];
        let after = &source.text[comment.span.end as usize..source.line(last).end.max(comment.span.end as usize)];
        let next = || next_line(source, last, parsed.form);
        let applies_to = match below {
            _ if has_text(before, parsed.form) => first,
            _ if has_text(after, parsed.form) => last,
            Some((file, line, target)) if file == id && line == next() => target,
            _ => next(),
        };
        if applies_to > last {
            below = Some((id, first, applies_to));
        }
        suppressions.push(Suppression { file: id, lines: (applies_to, applies_to), ..parsed });
    }
    suppressions.reverse();
    suppressions
}

/// Whether the rest of a comment's line has text. In Markdown, signs of quotations and lists and other comments are none.
fn has_text(beside: &str, form: Form) -> bool {
    let Form::Html = form else { return !beside.trim().is_empty() };
    let mut left = beside.to_owned();
    while let Some((before, rest)) = left.split_once("<!--") {
        let Some((_, after)) = rest.split_once("-->") else { break };
        left = format!("{before}{after}");
    }
    let left = left.trim().trim_start_matches(['>', '-', '*', '+', ' ']);
    !left.trim_start_matches(|sign: char| sign.is_ascii_digit()).trim_matches(['.', ')', ' ']).is_empty()
}

/// The line that a comment alone on its line applies to; in Markdown, the next that is not blank.
fn next_line(source: &Source, last: usize, form: Form) -> usize {
    let is_blank = |line: usize| {
        let range = source.line(line);
        range.start < source.text.len() && source.text[range].trim().is_empty()
    };
    match form {
        Form::Yaml => last + 1,
        Form::Html => (last + 1..).find(|&line| !is_blank(line)).unwrap_or(last + 1),
    }
}

/// A comment of the form `allow: rule-name reason` as a suppression that applies to no line yet.
fn parse(sources: &Sources, comment: &Comment) -> Option<Suppression> {
    let span = comment.span;
    let whole = sources.get(span.source).text.get(span.range())?;
    let (form, inner) = match whole.strip_prefix("<!--") {
        Some(rest) => (Form::Html, rest.strip_suffix("-->").unwrap_or(rest)),
        None => (Form::Yaml, whole.trim_start_matches('#')),
    };
    let sign = if let Form::Html = form { "<!--".len() } else { whole.len() - inner.len() };
    let (inner, end) = (inner.trim_start(), span.start as usize + sign + inner.len());
    let (word, after_word) = WORDS.into_iter().find_map(|word| Some((word, after(word, inner)?)))?;
    let colon = after_word.chars().next().filter(|colon| matches!(colon, ':' | '：'))?;
    let after_colon = &after_word[colon.len_utf8()..];
    let place = |part: &str, length: usize| {
        let start = end - part.len();
        Span::new(span.source, start..start + length)
    };
    let replacement = if after_colon.starts_with(' ') { ":" } else { ": " };
    let named = after_colon.trim_start();
    let ends_name = |character: char| character.is_whitespace() || ":：,，、;；(（".contains(character);
    let rule = &named[..named.find(ends_name).unwrap_or(named.len())];
    let at = if rule.is_empty() { span } else { place(named, rule.len()) };
    Some(Suppression {
        form,
        word,
        rule: Spanned::new(rule.to_owned(), at),
        has_reason: named[rule.len()..].contains(char::is_alphanumeric),
        full_width_colon: (colon == '：').then(|| (place(after_word, colon.len_utf8()), replacement)),
        file: span.source,
        lines: (0, 0),
    })
}

/// What follows a word that a text begins with, in any capitals.
fn after<'t>(word: &str, text: &'t str) -> Option<&'t str> {
    let beginning = text.get(..word.len()).filter(|beginning| beginning.eq_ignore_ascii_case(word))?;
    Some(text[beginning.len()..].trim_start())
}
