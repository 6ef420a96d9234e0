//! The format for people: the message, the line with a caret under the place, what to do.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::{DiagnosticReport, printable};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};
use crate::words::Lang;

pub(super) fn emit(report: &DiagnosticReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let renderer = Renderer::styled();
    for finding in report.findings {
        writeln!(out, "{}\n", renderer.render(&[group(report, finding)]))?;
    }
    Ok(())
}

fn group<'a>(report: &DiagnosticReport<'a>, finding: &'a Diagnostic) -> Group<'a> {
    let lang = report.lang;
    let primary = finding.primary.span;
    let source = report.sources.get(primary.source);
    let snippet_of =
        |source: &'a Source| Snippet::source(&*source.text).path(report.folders.path_from_caller(&source.path));
    let mut snippet = snippet_of(source).annotation(
        AnnotationKind::Primary
            .span(on_first_line(source, primary))
            .label(finding.primary.text.as_ref().map(|text| printable(text.get(lang)))),
    );
    let mut elsewhere: Vec<Element<'a>> = Vec::new();
    for related in &finding.related {
        let text = related.text.as_ref().map(|text| printable(text.get(lang)));
        let other = report.sources.get(related.span.source);
        let annotation = AnnotationKind::Context.span(on_first_line(other, related.span)).label(text);
        if related.span.source == primary.source {
            snippet = snippet.annotation(annotation);
        } else {
            elsewhere.push(snippet_of(other).annotation(annotation).into());
        }
    }
    let title = level(finding.severity, lang).primary_title(printable(finding.message.get(lang))).id(finding.rule.name);
    let help_name = match lang {
        Lang::En => "help",
        Lang::Zh => "怎么改",
    };
    let help = finding.help.iter().map(|help| Level::HELP.with_name(help_name).message(printable(help.get(lang))));
    title.element(snippet).elements(elsewhere).elements(help)
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    match (severity, lang) {
        (Severity::Error, Lang::En) => Level::ERROR,
        (Severity::Warning, Lang::En) => Level::WARNING,
        (Severity::Note, Lang::En) => Level::NOTE,
        (Severity::Error, Lang::Zh) => Level::ERROR.with_name("错误"),
        (Severity::Warning, Lang::Zh) => Level::WARNING.with_name("警告"),
        (Severity::Note, Lang::Zh) => Level::NOTE.with_name("提示"),
    }
}

/// The part of a span on its first line.
fn on_first_line(source: &Source, span: Span) -> std::ops::Range<usize> {
    let line = source.line(source.position(span.start as usize).line);
    let start = (span.start as usize).min(source.text.len());
    start..(span.end as usize).clamp(start, line.end.max(start))
}
