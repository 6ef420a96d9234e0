//! A written case, shown on the card of its touchpoint.

use minijinja::Value;
use serde::Serialize;

use super::context::{Fact, PageContext};
use super::links;
use super::sheet::PART_NAMES;
use super::text::{Html, characters, crossed};
use crate::model::{Case, Choice, MapId, Site, TouchpointId, Withheld};
use crate::words::Lang;

/// A case on a page; a withheld case has its title and the reason alone, and readers do not see it.
#[derive(Serialize)]
pub(super) struct BoundCase {
    /// The id of the case on its page; none where the case is withheld.
    anchor: Option<String>,
    title: Html,
    /// The sentence that says why only the title is shown.
    withheld: Option<String>,
    /// The id of the outcome, as a class; empty where none is written.
    outcome: &'static str,
    /// When and where it happened, and how it ended.
    facts: Vec<Fact>,
    people: Vec<PersonView>,
    /// The language tag of the parts, for `lang="…"`.
    lang: String,
    /// The note that the case is written in another language than the page's.
    in_other_language: Option<String>,
    parts: Vec<PartView>,
    /// The questions for the class.
    questions: Vec<Html>,
}

/// A person of a case, under the name that the case gives.
#[derive(Serialize)]
struct PersonView {
    name: Html,
    role: Option<Html>,
}

/// One of the six parts of a case.
#[derive(Serialize)]
struct PartView {
    number: usize,
    /// The author's heading, else the usual one.
    heading: String,
    body: Html,
}

impl BoundCase {
    /// The case as learners read it.
    pub fn new(context: &PageContext<'_>, case: &Case) -> Self {
        let context = &context.reading(&case.language);
        if let Some(withheld) = withheld(context, case) {
            return Self::title_only(title(context, case), withheld);
        }
        let parts = case.parts.iter().zip(PART_NAMES).enumerate().filter_map(|(index, (part, name))| {
            let part = part.as_ref()?;
            let heading = part.heading.trim();
            Some(PartView {
                number: index + 1,
                heading: if heading.is_empty() { context.word(name) } else { heading.to_owned() },
                body: context.read.blocks(&part.body.value),
            })
        });
        BoundCase {
            anchor: Some(links::case_anchor(case)),
            title: title(context, case),
            withheld: None,
            outcome: case.outcome.as_ref().map_or("", |outcome| outcome.value.id()),
            facts: facts(context, case),
            people: people(context, case),
            lang: case.language.to_string(),
            in_other_language: (case.language != *context.language.tag).then(|| context.word("untranslated")),
            parts: parts.collect(),
            questions: case.questions.iter().map(|question| context.read.html(&question.ask)).collect(),
        }
    }

    fn title_only(title: Html, withheld: String) -> Self {
        BoundCase {
            anchor: None,
            title,
            withheld: Some(withheld),
            outcome: "",
            facts: Vec::new(),
            people: Vec::new(),
            lang: String::new(),
            in_other_language: None,
            parts: Vec::new(),
            questions: Vec::new(),
        }
    }
}

/// When, where, and how it ended.
pub(super) fn facts(context: &PageContext<'_>, case: &Case) -> Vec<Fact> {
    let context = &context.reading(&case.language);
    let time = case.when.as_ref().map(|when| context.fact("time", Value::from(when.value.0.clone())));
    let place = case.place.as_ref().map(|place| context.fact("place", context.read.html(place)));
    let outcome = match &case.outcome {
        Some(outcome) => Some(context.fact("outcome", characters(&context.term(outcome.value))).of(outcome.value.id())),
        None => context.gap("outcome", "gap"),
    };
    [time, place, outcome].into_iter().flatten().collect()
}

fn people(context: &PageContext<'_>, case: &Case) -> Vec<PersonView> {
    let view = |person: &crate::model::Person| PersonView {
        name: context.read.line(&person.name),
        role: person.role.as_ref().map(|role| context.read.line(role)),
    };
    case.people.iter().map(view).collect()
}

/// The title of a case, else its name, with personal data crossed out.
pub(super) fn title(context: &PageContext<'_>, case: &Case) -> Html {
    let lang = Lang::of(context.language.tag.as_str()).unwrap_or_default();
    let context = context.reading(&case.language);
    let title = case.title.as_ref().map_or_else(|| characters(&case.name), |title| context.read.line(title));
    if case.has_personal_data { crossed(&title, lang) } else { title }
}

/// The sentence that says why pages show nothing but the title of a case.
pub(super) fn withheld(context: &PageContext<'_>, case: &Case) -> Option<String> {
    let key = match case.withheld()? {
        Withheld::PersonalData => "withheld-personal-data",
        Withheld::Unreadable => "unreadable-case",
        Withheld::Unfinished => "being-written",
    };
    Some(context.word(key))
}

/// The touchpoint whose card shows the case in full: the first of its list whose map has a page.
pub(super) fn shown_at(site: &Site, case: &Case) -> Option<TouchpointId> {
    case.touchpoints.iter().map(|touchpoint| touchpoint.value).find(|id| !site.map(id.map).faulty)
}

/// The cases that the playbook of a map shows in full, by name.
pub(super) fn cases_on_page(site: &Site, map: MapId) -> impl Iterator<Item = &Case> {
    let here = site.case_places.in_map(map).into_iter().map(|number| &*site.cases[number]);
    here.filter(move |case| shown_at(site, case).is_some_and(|home| home.map == map))
}

/// The link to a case; none where it is withheld.
pub(super) fn href(context: &PageContext<'_>, case: &Case) -> Option<String> {
    let map = context.site().map(shown_at(context.site(), case).filter(|_| case.withheld().is_none())?.map);
    context.link_into_playbook(map, &links::case_anchor(case))
}
