//! Findings that their author lets stand: `# allow: rule-name reason`, on the line of the finding or the line above. A value
//! that goes on over lines counts as one line: the comment stands at its key, or behind its end, where formatters move it.
//! In the parts of a case it is `<!-- allow: rule-name reason -->`.
//!
//! A suppression silences that rule on these lines and nothing else. What is wrong with one is a finding of its own.

use std::collections::BTreeMap;

use crate::checks;
use crate::checks::shape::FULL_WIDTH_PUNCTUATION;
use crate::checks::suppressions::{SUPPRESSION_WITHOUT_REASON, UNKNOWN_SUPPRESSION, UNUSED_SUPPRESSION};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::tree::{Comment, LongValue};
use crate::model::Site;
use crate::rule::{Level, Rule};
use crate::source::{Source, SourceId, Sources, Span, Spanned};
use crate::suggest::{closest, obvious_typo};
use crate::words;

/// What the files say that suppressions are read from.
#[derive(Clone, Copy)]
pub struct Said<'s> {
    /// The comments, in the order of their files.
    pub comments: &'s [Comment],
    /// The values that go on over lines.
    pub long_values: &'s [LongValue],
}

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

/// One comment that allows something.
struct Suppression {
    form: Form,
    /// The rule, as typed; may be empty.
    rule: Spanned<String>,
    /// Whether it says why.
    has_reason: bool,
    /// The colon, where it is full-width, and what should stand there.
    full_width_colon: Option<(Span, &'static str)>,
    /// Its file.
    file: SourceId,
    /// The lines that it counts for, the first and the last.
    lines: (usize, usize),
}

impl Suppression {
    fn allows(&self, line: usize) -> bool {
        self.has_reason && (self.lines.0..=self.lines.1).contains(&line)
    }
}

/// Takes away the findings that their authors let stand, and adds what is wrong with the comments that say so. How many
/// were taken away comes back. A rule that is asked for alone is weighed at its own level, even if it is off.
pub fn apply(
    site: &Site,
    sources: &Sources,
    said: Said<'_>,
    only: Option<&'static Rule>,
    findings: &mut Vec<Diagnostic>,
) -> usize {
    let mut suppressions = read(sources, said.comments);
    widen(&mut suppressions, sources, said.long_values);
    let mut by_rule: BTreeMap<(SourceId, &str), Vec<usize>> = BTreeMap::new();
    for (number, suppression) in suppressions.iter().enumerate() {
        by_rule.entry((suppression.file, &suppression.rule.value)).or_default().push(number);
    }
    let mut used = vec![false; suppressions.len()];
    let before = findings.len();
    findings.retain(|finding| {
        let span = finding.primary.span;
        let Some(numbers) = by_rule.get(&(span.source, finding.rule.name)) else { return true };
        let line = sources.line_of(span);
        let allowing = numbers.iter().filter(|&&number| !finding.blocks_map() && suppressions[number].allows(line));
        allowing.fold(true, |_, &number| {
            used[number] = true;
            false
        })
    });
    let silenced = before - findings.len();
    let told = suppressions.iter().zip(used).flat_map(|(suppression, used)| judge(suppression, used, site));
    findings.extend(told.filter_map(|finding| at_level(finding, site, only)));
    silenced
}

/// Lets each suppression at the key of a value over lines, or behind its end, count for all of its lines.
fn widen(suppressions: &mut [Suppression], sources: &Sources, long_values: &[LongValue]) {
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

/// What is wrong with one suppression.
fn judge(suppression: &Suppression, used: bool, site: &Site) -> Vec<Diagnostic> {
    let (typed, at) = (suppression.rule.value.as_str(), suppression.rule.span);
    let mut findings = Vec::new();
    let form = suppression.form;
    if let Some((colon, cure)) = suppression.full_width_colon {
        let beginning = match form {
            Form::Yaml => "# allow: ",
            Form::Html => "<!-- allow: ",
        };
        let finding = FULL_WIDTH_PUNCTUATION
            .at(colon, words!("full-width colon after `allow`", "`allow` 后面是全角冒号"))
            .help(words!("type `{beginning}`", "请输入 `{beginning}`"))
            .fix(words!("write `: `", "改为 `: `"), colon, cure);
        // In a comment it keeps nobody from understanding the map.
        findings.push(Diagnostic { severity: Severity::Warning, ..finding });
    }
    match checks::rule_named(typed) {
        None => findings.push(unknown(typed, at, form)),
        Some(rule) if rule.group.blocks_map() && rule.level == Level::Error => {
            findings.push(UNUSED_SUPPRESSION.at(at, words!("`{typed}` cannot be allowed", "`{typed}` 不能放行")).help(
                words!(
                    "with such a fault a map cannot be understood: mend it, and delete this comment",
                    "有这种错误的图读不懂：请改正错误，并删掉这条注释"
                ),
            ));
        }
        Some(_) if !suppression.has_reason => {
            findings.push(
                SUPPRESSION_WITHOUT_REASON
                    .at(at, words!("`{typed}` is allowed here without a reason", "这里放行 `{typed}`，却没有写理由"))
                    .help(words!(
                        "write why after the name, `{}`; until then it silences nothing",
                        "请在规则名后面写明理由：`{}`；写明之前，这条注释不起作用",
                        form.comment(&format!("allow: {typed} because ..."));
                        form.comment(&format!("allow: {typed} 因为……"))
                    )),
            );
        }
        // What a fault hides may be what the comment silences.
        Some(rule) if !used && site.is_understood() && site.config.level(rule) != Level::Off => {
            findings.push(
                UNUSED_SUPPRESSION
                    .at(at, words!("there is no `{typed}` here to allow", "这里没有 `{typed}` 的问题需要放行"))
                    .help(words!(
                        "delete the comment, or move it to the line of the finding or the line above; \
                         for a text over several lines, to its key",
                        "请删掉这条注释，或把它移到问题所在的那一行或上面一行；文字占了几行的，移到它的字段名那里"
                    )),
            );
        }
        Some(_) => {}
    }
    findings
}

fn unknown(typed: &str, at: Span, form: Form) -> Diagnostic {
    if typed.is_empty() {
        return UNKNOWN_SUPPRESSION
            .at(at, words!("this does not say which rule is allowed", "没有写明放行哪条规则"))
            .help(words!(
                "write `{}`",
                "请写成 `{}`",
                form.comment("allow: rule-name reason");
                form.comment("allow: 规则名 理由")
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

/// The finding at the workspace's level of its rule; none where that is off.
fn at_level(finding: Diagnostic, site: &Site, only: Option<&'static Rule>) -> Option<Diagnostic> {
    if finding.rule.group.blocks_map() {
        return Some(finding);
    }
    let asked_for = only.filter(|only| *only == finding.rule).map(|_| finding.severity);
    let severity = site.config.level(finding.rule).severity().or(asked_for)?;
    Some(Diagnostic { severity, ..finding })
}

/// The comments that allow something. One alone on its line counts for the next line that is not such a comment.
fn read(sources: &Sources, comments: &[Comment]) -> Vec<Suppression> {
    let mut suppressions = Vec::new();
    let mut below: Option<(SourceId, usize, usize)> = None;
    for comment in comments.iter().rev() {
        let Some(parsed) = parse(sources, comment) else { continue };
        let (id, source) = (comment.span.source, sources.get(comment.span.source));
        let (first, last) = (sources.line_of(comment.span), source.line_of(comment.span.end.max(1) as usize - 1));
        let before = &source.text[source.line(first).start..comment.span.start as usize];
        let after = &source.text[comment.span.end as usize..source.line(last).end.max(comment.span.end as usize)];
        let next = || next_line(source, last, parsed.form);
        let counts_for = match below {
            _ if !holds_nothing(before, parsed.form) => first,
            _ if !holds_nothing(after, parsed.form) => last,
            Some((file, line, for_line)) if file == id && line == next() => for_line,
            _ => next(),
        };
        if counts_for > last {
            below = Some((id, first, counts_for));
        }
        suppressions.push(Suppression { file: id, lines: (counts_for, counts_for), ..parsed });
    }
    suppressions.reverse();
    suppressions
}

/// Whether what stands on the line of a comment is no text: in Markdown also the signs of quotations and lists, and other
/// comments.
fn holds_nothing(beside: &str, form: Form) -> bool {
    let Form::Html = form else { return beside.trim().is_empty() };
    let mut left = beside.to_owned();
    while let Some((before, rest)) = left.split_once("<!--") {
        let Some((_, after)) = rest.split_once("-->") else { break };
        left = format!("{before}{after}");
    }
    let left = left.trim().trim_start_matches(['>', '-', '*', '+', ' ']);
    left.is_empty()
        || left.trim_start_matches(|sign: char| sign.is_ascii_digit()).trim_matches(['.', ')', ' ']).is_empty()
}

/// The line that a comment alone on its line counts for. In Markdown blank lines part what stands below each other.
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

/// `allow: rule-name reason`, or nothing of the kind.
fn parse(sources: &Sources, comment: &Comment) -> Option<Suppression> {
    let span = comment.span;
    let whole = sources.get(span.source).text.get(span.range())?;
    let (form, inner) = match whole.strip_prefix("<!--") {
        Some(rest) => (Form::Html, rest.strip_suffix("-->").unwrap_or(rest)),
        None => (Form::Yaml, whole.trim_start_matches('#')),
    };
    let sign = if let Form::Html = form { "<!--".len() } else { whole.len() - inner.len() };
    let (inner, end) = (inner.trim_start(), span.start as usize + sign + inner.len());
    let after_word = inner.strip_prefix("allow").or_else(|| inner.strip_prefix("Allow"))?.trim_start();
    let colon = after_word.chars().next().filter(|colon| matches!(colon, ':' | '：'))?;
    let after_colon = &after_word[colon.len_utf8()..];
    let place = |part: &str, length: usize| {
        let start = end - part.len();
        Span::new(span.source, start..start + length)
    };
    let cure = if after_colon.starts_with(' ') { ":" } else { ": " };
    let named = after_colon.trim_start();
    let ends_name = |character: char| character.is_whitespace() || ":：,，、;；(（".contains(character);
    let rule = &named[..named.find(ends_name).unwrap_or(named.len())];
    let at = if rule.is_empty() { span } else { place(named, rule.len()) };
    Some(Suppression {
        form,
        rule: Spanned::new(rule.to_owned(), at),
        has_reason: named[rule.len()..].contains(char::is_alphanumeric),
        full_width_colon: (colon == '：').then(|| (place(after_word, colon.len_utf8()), cure)),
        file: span.source,
        lines: (0, 0),
    })
}
