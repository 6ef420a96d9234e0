//! Case-writing sheets: one to print and fill in by hand, and one to type in, in the format of case files.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Page;
use super::context::{Fact, LanguageContext, PageContext, PageHead};
use super::imprint::Imprint;
use super::links;
use super::pages::PageView;
use super::text::Html;
use crate::diagnostic::Diagnostic;
use crate::id::with_number;
use crate::locale::Locale;
use crate::model::{Choice, Outcome, PARTS, PartLength, Site, Tag, Text, TouchpointId};
use crate::resolve::fold;
use crate::yaml::portable_scalar;

/// The keys of the names of the six parts, as in [`PARTS`].
pub(super) const PART_NAMES: [&str; PARTS.len()] = ["part-1", "part-2", "part-3", "part-4", "part-5", "part-6"];
/// The keys of what belongs in each part.
pub(super) const PART_PROMPTS: [&str; PARTS.len()] =
    ["part-1-prompt", "part-2-prompt", "part-3-prompt", "part-4-prompt", "part-5-prompt", "part-6-prompt"];

/// The ruled lines that fit below the header of the first page, and on a page of their own.
const FIRST_PAGE_LINES: usize = 20;
const FULL_PAGE_LINES: usize = 29;

/// A case-writing sheet to print: three sides of A4.
#[derive(Serialize)]
pub(super) struct SheetView {
    /// The name of the touchpoint.
    title: Html,
    /// The header of each printed page, as CSS for a `<style>` element.
    running_header: Html,
    /// The code in the grid, such as `C1.2`.
    code: String,
    /// The id of the stage, for the class `stage-…`.
    stage: &'static str,
    /// The stage and the phase, in words.
    cell: String,
    /// Map, channel and place.
    facts: Vec<Fact>,
    role: Option<Html>,
    /// What customers ask for here, at most four.
    requests: Vec<Html>,
    /// The words for the possible outcomes, to tick.
    outcomes: Vec<String>,
    sides: Vec<Side>,
    /// The link to the card on the map's page.
    back: Option<String>,
    /// The link to the list of the map's sheets.
    index: Option<String>,
    /// The link to the same sheet to fill in on screen.
    form: Option<String>,
    /// The link to the same sheet as a file to type in.
    typed: String,
}

impl PageView for SheetView {
    const TEMPLATE: &'static str = "sheet.html";
}

/// A side of paper.
#[derive(Serialize)]
struct Side {
    number: usize,
    /// How many sides there are.
    of: usize,
    parts: Vec<RuledPart>,
}

/// A part of the case, with ruled lines to write on.
#[derive(Serialize)]
struct RuledPart {
    number: usize,
    name: String,
    /// How long the part should be, in words.
    length: String,
    /// What belongs in the part.
    prompt: String,
    /// The note that the part began on the side before.
    continued: Option<String>,
    /// How many lines this side has for the part.
    lines: usize,
}

/// The sheet of a touchpoint, to print and fill in by hand.
pub(super) fn page(
    language: &LanguageContext<'_>,
    id: TouchpointId,
    imprint: &Imprint,
    findings: &mut Vec<Diagnostic>,
) -> Page {
    let (site, touchpoint) = (language.site, language.site.touchpoint(id));
    let map = site.map(id.map);
    let context = language.page(links::sheet(site, id, "html"), &map.language);
    let title = format!("{} {}", touchpoint.code(), context.read.plain(&touchpoint.name));
    let head = PageHead { description: context.description("description-sheet", &title), title };
    context.render(head, Some(map), SheetView::new(&context, id, imprint), findings)
}

/// The sheet to type in: a prefilled case file.
pub(super) fn file_to_type_in(language: &LanguageContext<'_>, id: TouchpointId) -> Page {
    let site = language.site;
    Page {
        path: language.folder().page(&links::sheet(site, id, "md")).into(),
        bytes: case_template(site, id, language.tag, language.locale).into(),
        map: Some(site.map(id.map).name.as_str().into()),
    }
}

impl SheetView {
    /// The sheet of a touchpoint.
    pub fn new(context: &PageContext<'_>, id: TouchpointId, imprint: &Imprint) -> Self {
        let (site, touchpoint) = (context.site(), context.site().touchpoint(id));
        let map = site.map(id.map);
        SheetView {
            title: context.read.line(&touchpoint.name),
            running_header: imprint.header_of_every_page(),
            code: touchpoint.code(),
            stage: touchpoint.cell.stage.id(),
            cell: format!("{} · {}", context.term(touchpoint.cell.stage), context.term(touchpoint.cell.phase)),
            facts: facts(context, id),
            role: touchpoint.role.as_ref().map(|role| context.role(role.value)),
            requests: touchpoint.requests.iter().take(4).map(|request| context.read.line(&request.ask)).collect(),
            outcomes: Outcome::ALL.iter().map(|&outcome| context.term(outcome)).collect(),
            sides: sides(context),
            back: context.href(id),
            index: context.link_to(&links::sheet_index(map)),
            form: context.link_to(&links::sheet(site, id, "form.html")),
            typed: context.place.to(&links::sheet(site, id, "md")),
        }
    }
}

/// Map, channel and place of a touchpoint.
pub(super) fn facts(context: &PageContext<'_>, id: TouchpointId) -> Vec<Fact> {
    let (map, touchpoint) = (context.site().map(id.map), context.site().touchpoint(id));
    let channel = touchpoint.channel.as_ref().map(|channel| context.fact("channel", context.channel(channel)));
    let place = touchpoint.place.as_ref().map(|place| context.fact("place", context.read.line(place)));
    [Some(context.fact("map", context.map_title(map))), channel, place].into_iter().flatten().collect()
}

fn sides(context: &PageContext<'_>) -> Vec<Side> {
    let ruled = |index: usize, lines: usize, continued: bool| RuledPart {
        number: index + 1,
        name: context.word(PART_NAMES[index]),
        length: length(context.language.locale, PARTS[index], context.language.tag),
        prompt: context.word(PART_PROMPTS[index]),
        continued: continued.then(|| context.word("continued")),
        lines,
    };
    let facts = lines(PARTS[0]);
    let second = facts.saturating_sub(FIRST_PAGE_LINES).min(FULL_PAGE_LINES);
    let rest = (1..PARTS.len()).map(|index| ruled(index, lines(PARTS[index]), false)).collect();
    let sides = [vec![ruled(0, FIRST_PAGE_LINES, false)], vec![ruled(0, second, true)], rest];
    let of = sides.len();
    sides.into_iter().enumerate().map(|(index, parts)| Side { number: index + 1, of, parts }).collect()
}

/// The ruled lines of a part, in proportion to its length.
fn lines(part: PartLength) -> usize {
    part.most * 31 / 1000
}

/// How long a part should be, in words: "800–1500 characters".
pub(super) fn length(locale: &Locale, part: PartLength, language: &Tag) -> String {
    let PartLength { least, most } = part.in_language(language);
    let key = match (language.counts_characters(), least) {
        (true, 0) => "at-most-characters",
        (true, _) => "characters",
        (false, 0) => "at-most-words",
        (false, _) => "words",
    };
    locale.word(key).replace("{least}", &least.to_string()).replace("{most}", &most.to_string())
}

/// The names for a new case at a touchpoint that no case has yet, the best first: the id, then with a number.
pub fn free_case_names(site: &Site, id: TouchpointId) -> impl Iterator<Item = String> {
    let stem = &site.touchpoint(id).id.value;
    let taken: BTreeSet<String> = site.cases.iter().map(|case| fold(&case.name)).collect();
    let names = std::iter::once(stem.clone()).chain((2..).map(|number| with_number(stem, number)));
    names.filter(move |name| !taken.contains(&fold(name)))
}

/// A case file to fill in, prefilled from its touchpoint. `case new` writes the same.
pub fn case_template(site: &Site, id: TouchpointId, language: &Tag, locale: &Locale) -> String {
    let (map, touchpoint) = (site.map(id.map), site.touchpoint(id));
    let read = |text: &Text| one_line(text.read_in(language, &map.language).1);
    let comment = |key: &str| format!("# {}\n", locale.word(key));
    let place =
        touchpoint.place.as_ref().map(|place| format!(" {}", portable_scalar(&read(place)))).unwrap_or_default();
    let role = touchpoint.role.as_ref().map(|role| read(&site.config.role(role.value).name));
    let role = role.map(|role| format!(" {}", portable_scalar(&role))).unwrap_or_default();

    let mut file = String::from("---\n");
    file += &format!("touchpoint: {}\n", portable_scalar(&format!("{}/{}", map.name, touchpoint.id.value)));
    if map.outdated {
        file += &comment("outdated-map");
    }
    file += &comment("template-title");
    file += "title:\n";
    file += &comment("template-when");
    file += "when:\n";
    file += &comment("template-place");
    file += &format!("place:{place}\n");
    file += &comment("template-people");
    file += &format!("people:\n  - name:\n    role: {}\n", portable_scalar(locale.word("the-customer")));
    file += &format!("  - name:\n    role:{role}\n");
    file += &comment("template-outcome");
    file += "outcome:\n";
    file += &format!("language: {}\n", portable_scalar(language.as_str()));
    file += &comment("template-anonymised");
    file += "anonymised: false\n";
    file += "---\n";
    for (index, part) in PARTS.into_iter().enumerate() {
        file += &format!("## {} {}\n\n", index + 1, locale.word(PART_NAMES[index]));
        let mut prompt = format!("{}\n{}", length(locale, part, language), locale.word(PART_PROMPTS[index]));
        if index == 1 && !touchpoint.requests.is_empty() {
            prompt += &format!("\n{}", locale.word("template-requests"));
            prompt.extend(touchpoint.requests.iter().map(|request| format!("\n- {}", read(&request.ask))));
        }
        file += &format!("<!-- {} -->\n\n", without_comment_end(&prompt));
    }
    file.truncate(file.trim_end().len());
    file.push('\n');
    file
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two hyphens could end an HTML comment.
fn without_comment_end(text: &str) -> String {
    text.replace("--", "‐‐").replace("->", "‐>")
}
