//! The context for rendering the pages of one language, and the context for one page.

use std::collections::BTreeMap;

use minijinja::{Value, context, value::Serde};
use serde::Serialize;

use super::brand::BrandView;
use super::environment::Templates;
use super::links::{self, LanguageFolder, Place};
use super::pages::PageView;
use super::renderer::Language;
use super::text::{Html, Reader, characters, linked, sentence, with_outdated_mark};
use super::version::Versions;
use super::{Edition, Page, search};
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::locale::Locale;
use crate::model::{ChannelRef, Choice, Map, MapId, Perception, RoleId, Site, Tag, TouchpointId};
use crate::source::Sources;
use crate::words::{Lang, Words};

/// The context shared by the pages of one language.
#[derive(Clone, Copy)]
pub(super) struct LanguageContext<'a> {
    pub edition: Edition,
    pub site: &'a Site,
    pub graph: &'a Graph,
    pub versions: &'a Versions<'a>,
    pub findings: &'a [Diagnostic],
    /// The present files: spans of findings point into them, even where pages show an earlier text of a map.
    pub present: &'a Sources,
    /// The language.
    pub tag: &'a Tag,
    /// Its words, with the workspace's own.
    pub locale: &'a Locale,
    /// Its folder: `""` for the default language, else `"en/"`.
    pub folder: &'a str,
    /// Every language of the site.
    pub languages: &'a [Language],
    /// The maps that name each role.
    pub maps_of: &'a BTreeMap<RoleId, Vec<MapId>>,
    pub templates: &'a Templates<'a>,
    /// The words for templates.
    pub words: &'a Value,
    /// What a single-file page contains; none for pages of a site.
    pub standalone: Option<Standalone<'a>>,
}

/// A single-file page: it contains its style and its script, and links to no other page.
#[derive(Clone, Copy)]
pub(super) struct Standalone<'a> {
    pub style: &'a str,
    pub script: &'a str,
    /// The map whose page it is; a case-writing sheet has none, and no search.
    pub map: Option<MapId>,
}

/// The title and the description of a page.
pub(super) struct PageHead {
    pub title: String,
    /// The page in one sentence, for search engines and link previews.
    pub description: String,
}

/// What surrounds the content of every page.
#[derive(Serialize)]
pub(super) struct PageFrame {
    /// The language tag of the page.
    lang: String,
    /// The title of the page, without the name of the site.
    title: String,
    /// The page in one sentence, for search engines and link previews.
    description: String,
    /// The title of the site.
    site: String,
    /// What marks a page of the edition for authors and trainers.
    edition: Option<String>,
    /// The address of the style sheet.
    style: String,
    /// The style sheet itself, where the page is a single file; use it in place of `style`.
    inline_style: Option<Html>,
    /// The address of the script.
    script: String,
    /// The script and the search index themselves, where the page is a single file; none where it has nothing to
    /// search.
    inline_script: Option<Html>,
    /// None where the page has nothing to search.
    search: Option<Search>,
    brand: BrandView,
    /// The link to the start page; none where the page is a single file.
    start: Option<String>,
    /// Every language of the site; empty where the page is a single file.
    languages: Vec<LanguageLink>,
}

/// Where the search finds its index.
#[derive(Serialize)]
struct Search {
    /// The address of the index; none where `inline_script` holds it.
    index: Option<String>,
    /// The relative path to the folder of the page's language, where the links of the index start.
    root: String,
}

/// A language of the site.
#[derive(Serialize)]
struct LanguageLink {
    tag: String,
    name: String,
    /// The same page in that language; none for the language of this page.
    href: Option<String>,
}

/// A label with its value.
#[derive(Serialize)]
pub(super) struct Fact {
    pub label: String,
    pub value: Html,
    /// The kind of fact, as a class: `gap` where the method asks for something that is missing; often empty.
    pub class: &'static str,
}

impl Fact {
    /// Sets the class that the style sheet uses.
    pub fn of(self, class: &'static str) -> Fact {
        Fact { class, ..self }
    }
}

/// A link to a touchpoint.
#[derive(Serialize)]
pub(super) struct TouchpointLink {
    /// The code in the grid, such as `C1.2`.
    code: String,
    /// The id of the stage, for the class `stage-…`.
    stage: &'static str,
    name: Html,
    /// The title of its map, where that is another map.
    map: Option<Html>,
    /// None where the page is a single file of another map, or the map has no page.
    href: Option<String>,
}

/// A value of the perception scale, from −3 to +3.
#[derive(Serialize)]
pub(super) struct PerceptionMark {
    /// The value with its sign.
    figure: String,
    /// The classes of the seven marks from −3 to +3: `here` for the value, `zero` for 0, else empty.
    ticks: Vec<&'static str>,
}

impl<'a> LanguageContext<'a> {
    /// A context for the page at `path`, reading texts whose own language is `fallback`.
    pub fn page(&'a self, path: String, fallback: &'a Tag) -> PageContext<'a> {
        let untranslated = self.word("untranslated");
        let read = Reader { language: self.tag, fallback, untranslated, in_single_file: self.standalone.is_some() };
        PageContext { language: self, place: Place { folder: self.folder.to_owned(), path }, read }
    }

    /// The context for a single-file page: that of a map, or a case-writing sheet.
    pub fn single_file(self, map: Option<&Map>) -> Self {
        let (style, script) = (self.templates.style(), self.templates.script());
        LanguageContext {
            languages: &[],
            standalone: Some(Standalone { style, script, map: map.map(|map| map.id) }),
            ..self
        }
    }

    /// The language with its folder.
    pub fn folder(&self) -> LanguageFolder<'a> {
        LanguageFolder { tag: self.tag, folder: self.folder }
    }

    /// The same language in another edition.
    pub fn in_edition(self, edition: Edition) -> Self {
        LanguageContext { edition, ..self }
    }

    /// Renders a template that is a part of a page, with `view` as its `part`.
    pub fn part(&self, template: &str, view: impl Serialize, findings: &mut Vec<Diagnostic>) -> String {
        let context = context! { t => self.words.clone(), part => Value::from(Serde(view)) };
        self.templates.fill(template, context, findings)
    }

    /// A word of the pages.
    pub fn word(&'a self, key: &'a str) -> &'a str {
        self.locale.word(key)
    }

    /// A word of the pages with its `{holes}` filled.
    pub fn phrase(&self, key: &str, holes: &[(&str, &dyn std::fmt::Display)]) -> String {
        holes.iter().fold(self.locale.word(key).to_owned(), |phrase, (hole, value)| {
            phrase.replace(&format!("{{{hole}}}"), &value.to_string())
        })
    }
}

/// The context of one page: its language, its place, and a reader for its texts.
#[derive(Clone)]
pub(super) struct PageContext<'a> {
    pub language: &'a LanguageContext<'a>,
    pub place: Place,
    pub read: Reader<'a>,
}

impl<'a> PageContext<'a> {
    /// The same context for texts whose plain versions are in another language.
    pub fn reading(&self, fallback: &'a Tag) -> PageContext<'a> {
        PageContext { read: Reader { fallback, ..self.read }, ..self.clone() }
    }

    pub fn site(&self) -> &'a Site {
        self.language.site
    }

    pub fn word(&self, key: &str) -> String {
        self.language.locale.word(key).to_owned()
    }

    pub fn term<C: Choice>(&self, choice: C) -> String {
        self.language.locale.term(choice).to_owned()
    }

    pub fn fact(&self, key: &str, value: Html) -> Fact {
        Fact { label: self.word(key), value, class: "" }
    }

    /// Whether the page shows authors and trainers what is missing or theirs alone.
    pub fn is_for_trainers(&self) -> bool {
        self.language.edition == Edition::Trainers
    }

    /// A fact that the method asks for and the author left out; none for readers.
    pub fn gap(&self, key: &str, what: &str) -> Option<Fact> {
        let gap = |value: String| Fact { label: self.word(key), value: characters(&value), class: "gap" };
        self.gap_note(what).map(gap)
    }

    /// The note on something that the method asks for and the author left out; none for readers.
    pub fn gap_note(&self, what: &str) -> Option<String> {
        self.is_for_trainers().then(|| self.word(what))
    }

    /// A message of the program in the language of the page, else in the program's default language.
    pub fn sentence(&self, words: &Words) -> Html {
        match Lang::of(self.language.tag.as_str()) {
            Some(lang) => sentence(words.get(lang), None),
            None => sentence(words.get(Lang::default()), Some(Lang::default().tag())),
        }
    }

    pub fn role(&self, id: RoleId) -> Html {
        self.read.line(&self.site().config.role(id).name)
    }

    pub fn channel(&self, channel: &ChannelRef) -> Html {
        self.read.line(channel.name(&self.site().config))
    }

    /// A role with a link to its page.
    pub fn role_link(&self, id: RoleId) -> Html {
        match self.link_to(&links::role_page(self.site().config.role(id))) {
            Some(href) => linked(&href, &self.role(id)),
            None => self.role(id),
        }
    }

    /// The link to another page of the same language; none on a single-file page.
    pub fn link_to(&self, path: &str) -> Option<String> {
        self.language.standalone.is_none().then(|| self.place.to(path))
    }

    /// The link to the card of a touchpoint; none where this page cannot reach its map.
    pub fn href(&self, id: TouchpointId) -> Option<String> {
        let anchor = links::touchpoint_anchor(&self.site().touchpoint(id).id.value);
        self.link_into_playbook(self.site().map(id.map), &anchor)
    }

    /// The link to an anchor of a map's playbook.
    pub fn link_into_playbook(&self, map: &Map, anchor: &str) -> Option<String> {
        self.link_to_anchor(map, &links::playbook(map), anchor)
    }

    /// The link to an anchor of the page that shows a map as an overview.
    pub fn link_into_overview(&self, map: &Map, anchor: &str) -> Option<String> {
        self.link_to_anchor(map, &links::map_page(map), anchor)
    }

    /// The link to an anchor of a page of a map. A single-file page links to its own anchors alone.
    fn link_to_anchor(&self, map: &Map, path: &str, anchor: &str) -> Option<String> {
        match &self.language.standalone {
            Some(standalone) => (standalone.map == Some(map.id)).then(|| links::to_here(anchor)),
            None => (!map.faulty).then(|| self.place.to_anchor(path, anchor)),
        }
    }

    /// The title of a map for other pages than its own, with a mark where the map is outdated.
    pub fn map_title(&self, map: &Map) -> Html {
        let title = self.reading(&map.language).read.line(&map.title);
        if map.outdated && self.is_for_trainers() { with_outdated_mark(&title, &self.word("outdated")) } else { title }
    }

    /// The note for the pages of an outdated map; none for readers.
    pub fn outdated(&self, map: &Map) -> Option<String> {
        self.gap_note("outdated-map").filter(|_| map.outdated)
    }

    /// A link to a touchpoint from a page of the map `from`, which leaves out its own title.
    pub fn touchpoint(&self, id: TouchpointId, from: Option<&Map>) -> TouchpointLink {
        let (map, touchpoint) = (self.site().map(id.map), self.site().touchpoint(id));
        let abroad = self.reading(&map.language);
        TouchpointLink {
            code: touchpoint.code(),
            stage: touchpoint.cell.stage.id(),
            name: abroad.read.line(&touchpoint.name),
            map: from.is_none_or(|from| from.id != map.id).then(|| self.map_title(map)),
            href: self.href(id),
        }
    }

    pub fn perception(&self, value: Perception) -> PerceptionMark {
        let figure = match value {
            ..0 => format!("\u{2212}{}", value.unsigned_abs()),
            0 => "0".to_owned(),
            1.. => format!("+{value}"),
        };
        let mark = |at: Perception| match (at == value, at == 0) {
            (true, _) => "here",
            (false, true) => "zero",
            (false, false) => "",
        };
        PerceptionMark { figure, ticks: crate::model::PERCEPTION.map(mark).collect() }
    }

    /// Renders a page from its view, and adds the faults of the user's template to the findings.
    pub fn render<V: PageView>(
        &self,
        head: PageHead,
        map: Option<&Map>,
        view: V,
        findings: &mut Vec<Diagnostic>,
    ) -> Page {
        let context = context! {
            t => self.language.words.clone(),
            frame => Value::from(Serde(self.frame(head.title, head.description))),
            page => Value::from(Serde(view)),
        };
        let bytes = self.language.templates.fill(V::TEMPLATE, context, findings).into();
        Page { path: self.place.output_path().into(), bytes, map: map.map(|map| map.name.as_str().into()) }
    }

    /// The description of a page, from the word of that key with the name filled in.
    pub fn description(&self, key: &str, name: &str) -> String {
        self.word(key).replace("{name}", name)
    }

    fn frame(&self, title: String, description: String) -> PageFrame {
        let language = self.language;
        let languages = language.languages.iter().map(|other| LanguageLink {
            tag: other.tag.to_string(),
            name: other.locale.name.clone(),
            href: (other.tag != *language.tag).then(|| self.place.to_counterpart(&other.folder)),
        });
        PageFrame {
            lang: language.tag.to_string(),
            title,
            description,
            site: self.site_title(),
            edition: self.gap_note("trainers-edition"),
            style: self.place.to_shared(links::STYLE),
            inline_style: language.standalone.map(|standalone| inline(standalone.style)),
            script: self.place.to_shared(links::SCRIPT),
            inline_script: self.inline_script(),
            search: self.search(),
            brand: BrandView::new(self),
            start: self.link_to(links::START),
            languages: languages.collect(),
        }
    }

    fn inline_script(&self) -> Option<Html> {
        let standalone = self.language.standalone?;
        let map = self.site().map(standalone.map?);
        Some(inline(&(search::index_of(self, map) + standalone.script)))
    }

    fn search(&self) -> Option<Search> {
        match &self.language.standalone {
            Some(standalone) => standalone.map.map(|_| Search { index: None, root: String::new() }),
            None => {
                let index = self.place.to_shared(&links::search_index(self.language.tag, 0));
                Some(Search { index: Some(index), root: self.place.to_root() })
            }
        }
    }

    pub fn site_title(&self) -> String {
        self.site().config.title.as_ref().map_or_else(|| self.word("site-title"), |title| self.read.plain(title))
    }
}

/// Escapes a style sheet or a script for use inside a page: `</` could end the element, and `<!--` could keep the end
/// tag from ending it.
fn inline(text: &str) -> Html {
    Value::from_safe_string(text.replace("</", "<\\/").replace("<!--", "<\\!--"))
}
