//! A case, bound to the touchpoints where it happened.

use super::CaseFile;
use super::references::{Directory, Found};
use super::values::Resolver;
use crate::checks::shape::{INVALID_VALUE, MISSING_FIELD};
use crate::diagnostic::Diagnostic;
use crate::load::RawPart;
use crate::load::field::*;
use crate::load::raw::RawReferences;
use crate::model::*;
use crate::source::{Sources, Spanned};
use crate::words;

/// The case of a file.
pub fn resolve(
    file: CaseFile,
    sources: &Sources,
    site: &Site,
    directory: &Directory<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Case {
    let span = file.raw.span;
    let written = file.raw.text;
    let read = file.raw.front.is_some();
    let front = file.raw.front.map(|front| front.value).unwrap_or_default();
    let typed: Vec<Spanned<String>> = match front.touchpoint {
        Field::Given(RawReferences::Scalar(one)) => vec![one.0],
        Field::Given(RawReferences::Sequence(several)) => several.into_items().map(|one| one.0).collect(),
        Field::Faulty => Vec::new(),
        Field::Absent | Field::Blank => {
            if read && !file.raw.unknown_names.may_hide_field(span) {
                findings.push(MISSING_FIELD.at(span, words!("`touchpoint` is missing", "缺少 `touchpoint`")).help(
                    words!(
                        "say where it happened: `touchpoint: map/touchpoint`",
                        "写明发生在哪里：`touchpoint: 图/接触点`"
                    ),
                ));
            }
            Vec::new()
        }
    };
    // Where the touchpoint is not there, its map still tells the language.
    let map = typed.iter().find_map(|typed| site.map_named(typed.value.split_once('/')?.0.trim()));
    let touchpoints: Vec<Spanned<TouchpointId>> = typed
        .into_iter()
        .filter_map(|typed| match directory.touchpoint(site, None, &typed, findings) {
            Found::Known(id) => Some(typed.with(id)),
            Found::Unreadable | Found::Nowhere => None,
        })
        .collect();
    let map = touchpoints.first().map(|first| site.map(first.value.map)).or(map);
    let home = map.map_or(site.default_language(), |map| &map.language);
    let language = match &front.language {
        Field::Given(tag) => Tag::parse(tag.0.value.trim()).unwrap_or_else(|| home.clone()),
        _ => home.clone(),
    };
    let mut values =
        Resolver { sources, language: &language, config: &site.config, misnamed: &file.raw.unknown_names, findings };
    values.tag(front.language);
    let title = values.maybe(front.title);
    let unreadable = front.when.is_faulty()
        || front.place.is_faulty()
        || front.people.is_faulty()
        || front.people.as_given().is_some_and(List::has_holes)
        || front.anonymised.is_faulty();
    let told_before = values.findings.len();
    let when = values.time(front.when);
    let place = values.maybe(front.place);
    let people = front.people.given().into_iter().flat_map(List::into_items);
    let people: Vec<Person> = people
        .filter_map(|person| {
            // A name left blank, as in a case just begun, is nobody yet.
            let blank = matches!(person.value.name, Field::Blank);
            let name = if blank { None } else { values.required_text(person.value.name, "name", person.span) };
            let role = values.maybe(person.value.role);
            Some(Person { name: name?, role })
        })
        .collect();
    let anonymised = values.flag(front.anonymised).is_some_and(|flag| flag.value);
    let header = file.raw.hides_fields || unreadable || values.findings.len() > told_before;
    let outcome = values.maybe_word(front.outcome);
    let questions = front.questions.given().into_iter().flat_map(List::into_items);
    let questions = questions
        .filter_map(|question| {
            let ask = values.required_text(question.value.ask, "ask", question.span);
            let listen_for = values.maybe(question.value.listen_for);
            Some(Discussion { ask: ask?, listen_for })
        })
        .collect();
    let teaching_note = values.maybe(front.teaching_note);
    let told_before = findings.len();
    let parts = number_parts(file.raw.parts, findings);
    let hidden = Hidden { header, parts: findings.len() > told_before };
    Case {
        name: file.name,
        source: file.source,
        faulty: false,
        hidden,
        gives_away: false,
        written,
        span,
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
        language,
    }
}

/// The six parts, known by the number in their heading.
fn number_parts(written: Vec<RawPart>, findings: &mut Vec<Diagnostic>) -> [Option<Part>; PARTS.len()] {
    let mut parts: [Option<Part>; PARTS.len()] = Default::default();
    for raw in written {
        let Some(number) = raw.number.filter(|number| (1..=PARTS.len()).contains(number)) else {
            if let Some(number) = raw.number {
                findings.push(
                    INVALID_VALUE.at(raw.span, words!("there is no part {number}", "没有第 {number} 部分")).help(
                        words!(
                            "a case has parts 1 to 6; inside a part use `###`",
                            "案例只有 1 到 6 六个部分；部分之内的小标题用 `###`"
                        ),
                    ),
                );
                continue;
            }
            findings.push(
                INVALID_VALUE
                    .at(
                        raw.span,
                        words!(
                            "this heading does not say which of the six parts it begins",
                            "这个标题没有写明是六个部分中的哪一部分"
                        ),
                    )
                    .help(words!(
                        "begin it with the number of the part: `## 1 {}`; inside a part use `###`",
                        "请以部分的序号开头：`## 1 {}`；部分之内的小标题用 `###`",
                        raw.heading
                    )),
            );
            continue;
        };
        let slot = &mut parts[number - 1];
        match slot {
            Some(first) => findings.push(
                INVALID_VALUE
                    .at(raw.span, words!("part {number} stands twice", "第 {number} 部分写了两次"))
                    .related(first.span, words!("first here", "第一次在这里"))
                    .help(words!("number the parts from 1 to 6, each once", "各部分从 1 到 6 编号，每个只写一次")),
            ),
            None => {
                let is_empty = prose(&raw.body).trim().is_empty();
                *slot = Some(Part { heading: raw.heading, span: raw.span, body: raw.body, is_empty });
            }
        }
    }
    parts
}
