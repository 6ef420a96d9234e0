//! What all pages of one language are rendered with, and what one page is rendered with.

use std::collections::BTreeMap;

use minijinja::{Value, context, value::Serde};
use serde::Serialize;

use super::brand::BrandView;
use super::environment::Templates;
use super::links::{self, LanguageFolder, Place};
use super::pages::PageView;
use super::renderer::Language;
use super::text::{Html, Reader, characters, linked, remarked, sentence};
use super::{Page, search};
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::locale::Locale;
use crate::model::{ChannelRef, Choice, Map, MapId, Perception, RoleId, Site, Tag, TouchpointId};
use crate::source::Sources;
use crate::words::{Lang, Words};

/// Everything that the pages of one language are made from.
#[derive(Clone, Copy)]
pub(super) struct LanguageContext<'a> {
    pub site: &'a Site,
    pub graph: &'a Graph,
    pub findings: &'a [Diagnostic],
    /// The files that the findings are in.
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
    /// What a page carries with it, where it is to stand alone.
    pub alone: Option<Standalone<'a>>,
}

/// A page that stands alone: it carries its style and its script, and nothing on it leads to another page.
#[derive(Clone, Copy)]
pub(super) struct Standalone<'a> {
    pub style: &'a str,
    pub script: &'a str,
    /// The map whose page it is; a sheet to write on has none, and nothing to search.
    pub map: Option<MapId>,
}

/// What a page says of itself.
pub(super) struct PageHead {
    pub title: String,
    /// The page in a sentence, for search engines and for those who are sent its address.
    pub description: String,
}

/// What every page carries around its content.
#[derive(Serialize)]
pub(super) struct PageFrame {
    lang: String,
    title: String,
    /// The page in a sentence, for search engines and for those who are sent its address.
    description: String,
    site: String,
    style: String,
    /// The style sheet itself, where the page stands alone: there is then nothing to link to.
    inline_style: Option<Html>,
    script: String,
    /// The script itself with what it searches, where the page stands alone and has something to search.
    inline_script: Option<Html>,
    search: Option<Search>,
    brand: BrandView,
    /// The start page, unless this page stands alone.
    start: Option<String>,
    languages: Vec<LanguageLink>,
}

/// Where the search finds what it looks through.
#[derive(Serialize)]
struct Search {
    /// The script that holds it; none where the page holds it itself.
    index: Option<String>,
    /// The way to where its links start from.
    root: String,
}

#[derive(Serialize)]
struct LanguageLink {
    tag: String,
    name: String,
    href: Option<String>,
}

/// A label and what stands beside it.
#[derive(Serialize)]
pub(super) struct Fact {
    pub label: String,
    pub value: Html,
    /// What kind of fact it is; `gap` where the method asks for something that nobody wrote.
    pub class: &'static str,
}

impl Fact {
    /// The same fact, of a kind that pages set apart.
    pub fn of(self, class: &'static str) -> Fact {
        Fact { class, ..self }
    }
}

/// A touchpoint as other places name it.
#[derive(Serialize)]
pub(super) struct TouchpointLink {
    code: String,
    stage: &'static str,
    name: Html,
    /// The map, where it is another one.
    map: Option<Html>,
    href: Option<String>,
}

/// A value of the perception scale, as figure and as seven marks from -3 to +3.
#[derive(Serialize)]
pub(super) struct PerceptionMark {
    figure: String,
    ticks: Vec<&'static str>,
}

impl<'a> LanguageContext<'a> {
    /// A context for the page at `path`, reading texts whose own language is `fallback`.
    pub fn page(&'a self, path: String, fallback: &'a Tag) -> PageContext<'a> {
        let untranslated = self.word("untranslated");
        let read = Reader { language: self.tag, fallback, untranslated, alone: self.alone.is_some() };
        PageContext { language: self, place: Place { folder: self.folder.to_owned(), path }, read }
    }

    /// The same for a page that stands alone: that of a map, or a sheet to write on.
    pub fn alone(self, map: Option<&Map>) -> Self {
        let (style, script) = (self.templates.style(), self.templates.script());
        LanguageContext {
            languages: &[],
            alone: Some(Standalone { style, script, map: map.map(|map| map.id) }),
            ..self
        }
    }

    /// The language with its folder.
    pub fn folder(&self) -> LanguageFolder<'a> {
        LanguageFolder { tag: self.tag, folder: self.folder }
    }

    /// A part of a page.
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

/// What one page is written with: its language, its place, and a reader for its texts.
#[derive(Clone)]
pub(super) struct PageContext<'a> {
    pub language: &'a LanguageContext<'a>,
    pub place: Place,
    pub read: Reader<'a>,
}

impl<'a> PageContext<'a> {
    /// The same page, reading the texts of something written in another language.
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

    /// A fact that the method asks for and nobody wrote.
    pub fn gap(&self, key: &str, what: &str) -> Fact {
        Fact { label: self.word(key), value: characters(&self.word(what)), class: "gap" }
    }

    /// A sentence of the program, in the nearest language that it speaks.
    pub fn sentence(&self, words: &Words) -> Html {
        match Lang::of(self.language.tag.as_str()) {
            Some(lang) => sentence(words.get(lang), None),
            None => sentence(words.get(Lang::default()), Some(Lang::default().tag())),
        }
    }

    pub fn role(&self, id: RoleId) -> Html {
        self.read.line(&self.site().config.role(id).name)
    }

    /// What people call the means by which the customer is met.
    pub fn channel(&self, channel: &ChannelRef) -> Html {
        self.read.line(channel.name(&self.site().config))
    }

    /// A role with the way to its page.
    pub fn role_link(&self, id: RoleId) -> Html {
        match self.way_to(&links::role_page(self.site().config.role(id))) {
            Some(href) => linked(&href, &self.role(id)),
            None => self.role(id),
        }
    }

    /// The way to another page of the same language, unless this page stands alone.
    pub fn way_to(&self, path: &str) -> Option<String> {
        self.language.alone.is_none().then(|| self.place.to(path))
    }

    /// The way to a touchpoint, where its map has a page.
    pub fn href(&self, id: TouchpointId) -> Option<String> {
        let anchor = links::touchpoint_anchor(&self.site().touchpoint(id).id.value);
        self.way_to_map(self.site().map(id.map), &anchor)
    }

    /// The way to an anchor of a map's page: within this page alone, where it stands alone.
    pub fn way_to_map(&self, map: &Map, anchor: &str) -> Option<String> {
        match &self.language.alone {
            Some(alone) => (alone.map == Some(map.id)).then(|| links::to_here(anchor)),
            None => (!map.faulty).then(|| self.place.to_anchor(&links::map_page(map), anchor)),
        }
    }

    /// What a map is called on other pages than its own: there it is said where a map is outdated, too.
    pub fn map_title(&self, map: &Map) -> Html {
        let title = self.reading(&map.language).read.line(&map.title);
        if map.outdated { remarked(&title, &self.word("outdated")) } else { title }
    }

    /// On pages of a map that is outdated, that it is.
    pub fn outdated(&self, map: &Map) -> Option<String> {
        map.outdated.then(|| self.word("outdated-map"))
    }

    /// A touchpoint as a page of `from` names it.
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

    /// The page: its view in its template. What is wrong with the user's template is added to the findings.
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

    /// A sentence that says what the page of that name is for.
    pub fn description(&self, key: &str, name: &str) -> String {
        self.word(key).replace("{name}", name)
    }

    /// What surrounds the page.
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
            style: self.place.to_shared(links::STYLE),
            inline_style: language.alone.map(|alone| inline(alone.style)),
            script: self.place.to_shared(links::SCRIPT),
            inline_script: self.inline_script(),
            search: self.search(),
            brand: BrandView::new(self),
            start: self.way_to(links::START),
            languages: languages.collect(),
        }
    }

    fn inline_script(&self) -> Option<Html> {
        let alone = self.language.alone?;
        let map = self.site().map(alone.map?);
        let index = search::index(self, &[map], |place, map| search::of_map(self, map, place).into());
        Some(inline(&format!("{}{}", String::from_utf8_lossy(&index), alone.script)))
    }

    fn search(&self) -> Option<Search> {
        match &self.language.alone {
            Some(alone) => alone.map.map(|_| Search { index: None, root: String::new() }),
            None => {
                let index = self.place.to_shared(&links::search_index(self.language.tag));
                Some(Search { index: Some(index), root: self.place.to_root() })
            }
        }
    }

    /// What the whole site is called.
    pub fn site_title(&self) -> String {
        self.site().config.title.as_ref().map_or_else(|| self.word("site-title"), |title| self.read.plain(title))
    }
}

/// A style sheet or a script as it stands inside a page, where its own end tag would end it, and the opening of a comment
/// keep the end tag from ending it.
fn inline(text: &str) -> Html {
    Value::from_safe_string(text.replace("</", "<\\/").replace("<!--", "<\\!--"))
}
