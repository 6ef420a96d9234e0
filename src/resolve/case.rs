//! Resolves a case and its references to the touchpoints where it happened.

use super::CaseFile;
use super::references::{Directory, Target};
use super::values::Resolver;
use crate::diagnostic::Diagnostic;
use crate::load::RawPart;
use crate::load::field::*;
use crate::load::raw::{RawCase, RawDiscussion, RawPerson, RawReferences};
use crate::model::*;
use crate::rule::shape::{INVALID_VALUE, MISSING_FIELD};
use crate::source::{Sources, Span, Spanned};
use crate::words;

pub fn resolve(
    file: CaseFile,
    sources: &Sources,
    site: &Site,
    directory: &Directory<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Case {
    let CaseFile { source, name, raw: file } = file;
    let is_read = file.front.is_some();
    let RawCase { touchpoint, title, when, place, people, outcome, language, anonymised, questions, teaching_note } =
        file.front.map(|front| front.value).unwrap_or_default();
    if is_read && matches!(touchpoint, Field::Absent | Field::Blank) && !file.unknown_names.may_hide_field(file.span) {
        findings.push(no_touchpoint(file.span));
    }
    let typed = references(touchpoint);
    let touchpoints = look_up(&typed, site, directory, findings);
    let own_language = language_of(&language, &typed, &touchpoints, site);
    let config = &site.config;
    let mut values =
        Resolver { sources, language: &own_language, config, unknown_names: &file.unknown_names, findings };
    values.tag(language);
    let title = values.optional_text(title);
    let is_unreadable = when.is_faulty()
        || place.is_faulty()
        || people.is_faulty()
        || people.as_given().is_some_and(List::has_holes)
        || anonymised.is_faulty();
    let findings_before = values.findings.len();
    let when = values.time(when);
    let place = values.optional_text(place);
    let people = each(people, |written| person(written, &mut values));
    let anonymised = values.flag(anonymised).is_some_and(|flag| flag.value);
    let header = file.hides_fields || is_unreadable || values.findings.len() > findings_before;
    let outcome = values.maybe_word(outcome);
    let questions = each(questions, |written| discussion(written, &mut values));
    let teaching_note = values.optional_text(teaching_note);
    let findings_before = findings.len();
    let parts = number_parts(file.parts, findings);
    Case {
        name,
        source,
        faulty: false,
        hidden: Hidden { header, parts: findings.len() > findings_before },
        has_personal_data: false,
        written: file.text,
        span: file.span,
        touchpoints,
        title,
        when,
        place,
        people,
        outcome,
        anonymised,
        questions,
        teaching_note,
        parts,
        language: own_language,
    }
}

/// The finding for a header that does not say where the case happened.
fn no_touchpoint(header: Span) -> Diagnostic {
    MISSING_FIELD
        .at(header, words!("`touchpoint` is missing", "缺少 `touchpoint`"))
        .help(words!("say where it happened: `touchpoint: map/touchpoint`", "写明发生在哪里：`touchpoint: 图/接触点`"))
}

/// The references to touchpoints, as typed.
fn references(raw: Field<RawReferences>) -> Vec<Spanned<String>> {
    match raw.given() {
        Some(RawReferences::Scalar(one)) => vec![one.0],
        Some(RawReferences::Sequence(several)) => several.into_items().map(|one| one.0).collect(),
        None => Vec::new(),
    }
}

fn look_up(
    typed: &[Spanned<String>],
    site: &Site,
    directory: &Directory<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Spanned<TouchpointId>> {
    let known = |typed: &Spanned<String>| match directory.touchpoint(site, None, typed, findings) {
        Target::Known(id) => Some(typed.with(id)),
        Target::Unreadable | Target::Nowhere => None,
    };
    typed.iter().filter_map(known).collect()
}

/// The language of plain texts: the one that the case names, else that of the map where it happened.
fn language_of(
    named: &Field<TagText>,
    typed: &[Spanned<String>],
    touchpoints: &[Spanned<TouchpointId>],
    site: &Site,
) -> Tag {
    // If the touchpoint is unknown, its map still gives the language.
    let map_named = || typed.iter().find_map(|typed| site.map_named(typed.value.split_once('/')?.0.trim()));
    let map = touchpoints.first().map(|first| site.map(first.value.map)).or_else(map_named);
    let named = named.as_given().and_then(|tag| Tag::parse(tag.0.value.trim()));
    named.unwrap_or_else(|| map.map_or(site.default_language(), |map| &map.language).clone())
}

fn each<R, T>(field: Field<List<Spanned<R>>>, resolve: impl FnMut(Spanned<R>) -> Option<T>) -> Vec<T> {
    field.given().into_iter().flat_map(List::into_items).filter_map(resolve).collect()
}

fn person(written: Spanned<RawPerson>, values: &mut Resolver<'_>) -> Option<Person> {
    let Spanned { value: RawPerson { name, role }, span } = written;
    // `case new` leaves names blank, so a blank one is no finding.
    let is_blank = matches!(name, Field::Blank);
    let name = if is_blank { None } else { values.required_text(name, "name", span) };
    let role = values.optional_text(role);
    Some(Person { name: name?, role })
}

fn discussion(written: Spanned<RawDiscussion>, values: &mut Resolver<'_>) -> Option<Discussion> {
    let Spanned { value: RawDiscussion { ask, listen_for }, span } = written;
    let ask = values.required_text(ask, "ask", span);
    let listen_for = values.optional_text(listen_for);
    Some(Discussion { ask: ask?, listen_for })
}

/// Assigns the parts by the numbers in their headings.
fn number_parts(written: Vec<RawPart>, findings: &mut Vec<Diagnostic>) -> [Option<Part>; PARTS.len()] {
    let mut parts: [Option<Part>; PARTS.len()] = Default::default();
    for RawPart { number, heading, span, body } in written {
        let Some(slot) = number.and_then(|number| parts.get_mut(number.checked_sub(1)?)) else {
            findings.push(no_such_part(number, span, &heading));
            continue;
        };
        match (slot, number) {
            (Some(first), Some(number)) => findings.push(part_twice(number, span, first.span)),
            (slot, _) => {
                let is_empty = prose(&body).trim().is_empty();
                *slot = Some(Part { heading, span, body, is_empty });
            }
        }
    }
    parts
}

/// The finding for a heading without a number from 1 to 6.
fn no_such_part(number: Option<usize>, heading: Span, words: &str) -> Diagnostic {
    match number {
        Some(number) => {
            INVALID_VALUE.at(heading, words!("there is no part {number}", "没有第 {number} 部分")).help(words!(
                "a case has parts 1 to 6; inside a part use `###`",
                "案例只有 1 到 6 六个部分；部分之内的小标题用 `###`"
            ))
        }
        None => INVALID_VALUE
            .at(
                heading,
                words!(
                    "this heading does not say which of the six parts it begins",
                    "这个标题没有写明是六个部分中的哪一部分"
                ),
            )
            .help(words!(
                "begin it with the number of the part: `## 1 {}`; inside a part use `###`",
                "请以部分的序号开头：`## 1 {}`；部分之内的小标题用 `###`",
                words
            )),
    }
}

fn part_twice(number: usize, heading: Span, first: Span) -> Diagnostic {
    INVALID_VALUE
        .at(heading, words!("part {number} stands twice", "第 {number} 部分写了两次"))
        .related(first, words!("first here", "第一次在这里"))
        .help(words!("number the parts from 1 to 6, each once", "各部分从 1 到 6 编号，每个只写一次"))
}
