//! The form in which a case is written on screen. What is typed stays in the browser until it is saved as a case file.

use serde::Serialize;

use super::Page;
use super::context::{Fact, LanguageContext, PageContext, PageHead};
use super::links;
use super::pages::PageView;
use super::sheet::{PART_NAMES, PART_PROMPTS, facts, free_case_names, length, one_line};
use super::text::Html;
use crate::diagnostic::Diagnostic;
use crate::model::{Choice, Outcome, PARTS, PartLength, Text, TouchpointId};

/// A form to write a case on screen.
#[derive(Serialize)]
pub(super) struct CaseFormView {
    /// The name of the touchpoint.
    title: Html,
    /// The code in the grid, such as `C1.2`.
    code: String,
    /// The id of the stage, for the class `stage-…`.
    stage: &'static str,
    /// The stage and the phase, in words.
    cell: String,
    /// The note that the page shows an earlier state of the map, since its file cannot be read now.
    outdated: Option<String>,
    /// Map, channel and place.
    facts: Vec<Fact>,
    /// What customers ask for here.
    requests: Vec<Html>,
    /// The place to begin with: that of the touchpoint, often empty.
    place: String,
    people: Vec<PersonField>,
    outcomes: Vec<OutcomeField>,
    parts: Vec<PartField>,
    /// How lengths are counted: `characters` or `words`.
    counts: &'static str,
    /// The touchpoint as a case file names it, such as `gold-card/hotline`.
    touchpoint: String,
    /// The name of the file to save.
    file: String,
    /// What is written is kept in the browser under this key.
    key: String,
    /// The address of the script.
    script: String,
    /// The link to the card on the map's page.
    back: Option<String>,
    /// The link to the list of the map's sheets.
    index: String,
    /// The link to the same sheet to print.
    printed: String,
    /// The link to the same sheet as a file to type in.
    typed: String,
}

impl PageView for CaseFormView {
    const TEMPLATE: &'static str = "case-form.html";
}

/// Somebody whom a case of this touchpoint begins with.
#[derive(Serialize)]
struct PersonField {
    role: String,
}

/// An outcome to choose.
#[derive(Serialize)]
struct OutcomeField {
    /// The word in a case file.
    id: &'static str,
    name: String,
}

/// A part of the case to write.
#[derive(Serialize)]
struct PartField {
    number: usize,
    name: String,
    /// How long the part should be, in words.
    length: String,
    /// The same in numbers; 0 where there is no least.
    least: usize,
    most: usize,
    /// What belongs in the part.
    prompt: String,
}

/// The form for a case of a touchpoint.
pub(super) fn page(language: &LanguageContext<'_>, id: TouchpointId, findings: &mut Vec<Diagnostic>) -> Page {
    let (site, touchpoint) = (language.site, language.site.touchpoint(id));
    let map = site.map(id.map);
    let context = language.page(links::sheet(site, id, "form.html"), &map.language);
    let name = format!("{} {}", touchpoint.code(), context.read.plain(&touchpoint.name));
    let title = format!("{}{}{name}", context.word("sheet-title"), context.word("colon"));
    let head = PageHead { description: context.description("description-case-form", &name), title };
    context.render(head, Some(map), CaseFormView::new(&context, id), findings)
}

impl CaseFormView {
    fn new(context: &PageContext<'_>, id: TouchpointId) -> Self {
        let (site, touchpoint) = (context.site(), context.site().touchpoint(id));
        let (map, tag) = (site.map(id.map), context.language.tag);
        let written = |text: &Text| one_line(text.read_in(tag, &map.language).1);
        let role = touchpoint.role.as_ref().map(|role| written(&site.config.role(role.value).name));
        let reference = format!("{}/{}", map.name, touchpoint.id.value);
        let site_title = site.config.title.as_ref().map_or("", |title| title.first());
        CaseFormView {
            title: context.read.line(&touchpoint.name),
            code: touchpoint.code(),
            stage: touchpoint.cell.stage.id(),
            cell: format!("{} · {}", context.term(touchpoint.cell.stage), context.term(touchpoint.cell.phase)),
            outdated: context.outdated(map),
            facts: facts(context, id),
            requests: touchpoint.requests.iter().map(|request| context.read.line(&request.ask)).collect(),
            place: touchpoint.place.as_ref().map(written).unwrap_or_default(),
            people: [context.word("the-customer"), role.unwrap_or_default()].map(|role| PersonField { role }).into(),
            outcomes: Outcome::ALL
                .iter()
                .map(|&outcome| OutcomeField { id: outcome.id(), name: context.term(outcome) })
                .collect(),
            parts: parts(context),
            counts: if tag.counts_characters() { "characters" } else { "words" },
            file: format!("{}.md", free_case_names(site, id).next().expect("the numbers do not end")),
            key: format!("motmap case {site_title}/{reference}"),
            touchpoint: reference,
            script: context.place.to_shared(links::CASE_FORM_SCRIPT),
            back: context.href(id),
            index: context.place.to(&links::sheet_index(map)),
            printed: context.place.to(&links::sheet(site, id, "html")),
            typed: context.place.to(&links::sheet(site, id, "md")),
        }
    }
}

fn parts(context: &PageContext<'_>) -> Vec<PartField> {
    let tag = context.language.tag;
    let part = |(index, part): (usize, PartLength)| {
        let PartLength { least, most } = part.in_language(tag);
        PartField {
            number: index + 1,
            name: context.word(PART_NAMES[index]),
            length: length(context.language.locale, part, tag),
            least,
            most,
            prompt: context.word(PART_PROMPTS[index]),
        }
    };
    PARTS.into_iter().enumerate().map(part).collect()
}
