//! Findings that their author lets stand: `# allow: rule-name reason`, on the line of the finding or the line above; for a
//! text that goes on over lines, at its key. In the parts of a case it is `<!-- allow: rule-name reason -->`.
//!
//! A suppression silences that rule on that line and nothing else. What is wrong with one is a finding of its own.

use std::collections::BTreeMap;

use crate::checks;
use crate::checks::shape::FULL_WIDTH_PUNCTUATION;
use crate::checks::suppressions::{SUPPRESSION_WITHOUT_REASON, UNKNOWN_SUPPRESSION, UNUSED_SUPPRESSION};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::tree::{Comment, LongText};
use crate::model::Site;
use crate::rule::{Level, Rule};
use crate::source::{Source, SourceId, Sources, Span, Spanned};
use crate::suggest::{certain, closest};
use crate::words;

/// What the files say that suppressions are read from.
#[derive(Clone, Copy)]
pub struct Said<'s> {
    /// The comments, in the order of their files.
    pub comments: &'s [Comment],
    /// The texts that go on over lines, in the order of their files.
    pub long_texts: &'s [LongText],
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
    /// Its file and the line that it counts for.
    line: (SourceId, usize),
}

impl Suppression {
    /// The file, the line and the rule that it is about.
    fn allows(&self) -> (SourceId, usize, &str) {
        (self.line.0, self.line.1, &self.rule.value)
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
    let suppressions = read(sources, said.comments);
    let given = suppressions.iter().filter(|suppression| suppression.has_reason);
    // What is allowed, and whether it has silenced anything.
    let mut allowed: BTreeMap<(SourceId, usize, &str), bool> =
        given.map(|suppression| (suppression.allows(), false)).collect();
    let before = findings.len();
    if !allowed.is_empty() {
        let keys = Keys::of(said.long_texts);
        findings.retain(|finding| {
            let span = finding.primary.span;
            let lines = [Some(span), keys.of_text_at(span)].into_iter().flatten().map(|at| sources.line_of(at));
            let mut silenced = false;
            for line in lines.filter(|_| !finding.spoils_map()) {
                if let Some(used) = allowed.get_mut(&(span.source, line, finding.rule.name)) {
                    (*used, silenced) = (true, true);
                }
            }
            !silenced
        });
    }
    let silenced = before - findings.len();
    let is_used = |suppression: &Suppression| allowed.get(&suppression.allows()).is_some_and(|used| *used);
    let told = suppressions.iter().flat_map(|suppression| judge(suppression, is_used(suppression), site));
    findings.extend(told.filter_map(|finding| at_level(finding, site, only)));
    silenced
}

/// The keys of the texts that go on over lines, by the places of the texts.
struct Keys(BTreeMap<(SourceId, u32), LongText>);

impl Keys {
    fn of(long_texts: &[LongText]) -> Self {
        Self(long_texts.iter().map(|text| ((text.span.source, text.span.start), *text)).collect())
    }

    /// The key of the text in which a place lies.
    fn of_text_at(&self, place: Span) -> Option<Span> {
        let (_, text) = self.0.range(..=(place.source, place.start)).next_back()?;
        let holds = text.span.source == place.source && place.start < text.span.end.max(text.span.start + 1);
        holds.then_some(text.key)
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
    match checks::named(typed) {
        None => findings.push(unknown(typed, at, form)),
        Some(rule) if rule.group.spoils_map() && rule.level == Level::At(Severity::Error) => {
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
    let names = || checks::all().map(|rule| rule.name);
    let finding = UNKNOWN_SUPPRESSION.at(at, words!("there is no rule `{typed}`", "没有 `{typed}` 这条规则"));
    match closest(typed, names()) {
        Some(near) => finding
            .help(words!("did you mean `{near}`?", "是不是想写 `{near}`？"))
            .maybe_fix(at, certain(typed, names())),
        None => finding.help(words!("`motmap explain` lists the rules", "`motmap explain` 会列出所有规则")),
    }
}

/// The finding at the workspace's level of its rule; none where that is off.
fn at_level(finding: Diagnostic, site: &Site, only: Option<&'static Rule>) -> Option<Diagnostic> {
    if finding.rule.group.spoils_map() {
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
            _ if !before.trim().is_empty() => first,
            _ if !after.trim().is_empty() => last,
            Some((file, line, for_line)) if file == id && line == next() => for_line,
            _ => next(),
        };
        if counts_for > last {
            below = Some((id, first, counts_for));
        }
        suppressions.push(Suppression { line: (id, counts_for), ..parsed });
    }
    suppressions.reverse();
    suppressions
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
        line: (span.source, 0),
    })
}
