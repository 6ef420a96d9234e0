//! What the pages of a run are printed with: the templates, and every language with its words.

use std::collections::BTreeMap;

use minijinja::{Value, context, value::Serde};
use serde::Serialize;

use super::description::description;
use super::edition::{Alone, Edition, Pen};
use super::environment::Templates;
use super::{Material, Overrides, Page, links};
use crate::checks::templates::TEMPLATE_ERROR;
use crate::diagnostic::Diagnostic;
use crate::load::locale_file;
use crate::locale::Locale;
use crate::model::{Map, MapId, RoleId, Site, Tag};
use crate::source::Sources;
use crate::words;
use crate::words::Lang;

/// Everything that is the same for all pages of a run.
pub(super) struct Press<'a> {
    material: Material<'a>,
    templates: Templates<'a>,
    locales: Vec<Locale>,
    /// Folder, tag, and what it calls itself.
    languages: Vec<(String, Tag, String)>,
}

impl<'a> Press<'a> {
    /// Makes ready to print in these languages; what is wrong with the user's templates and words is a finding.
    pub fn new(material: Material<'a>, languages: &[Tag], faults: &mut Vec<Diagnostic>) -> Self {
        let Material { site, sources, overrides, .. } = material;
        let templates = Templates::compile(sources, overrides, faults);
        let locales: Vec<Locale> = languages.iter().map(|tag| locale(site, tag, sources, overrides, faults)).collect();
        let languages = languages.iter().zip(&locales).enumerate();
        let languages = languages.map(|(index, (tag, locale))| (folder(index, tag), tag.clone(), locale.name.clone()));
        Press { material, templates, languages: languages.collect(), locales }
    }

    /// The site in each language, and the printer of its pages.
    pub fn editions<'p>(
        &'p self,
        maps_of: &'p BTreeMap<RoleId, Vec<MapId>>,
    ) -> impl Iterator<Item = (Edition<'p>, Printer<'p>)> {
        (0..self.languages.len()).map(|number| self.edition(number, maps_of))
    }

    /// The site in the language of that number, and the printer of its pages.
    pub fn edition<'p>(
        &'p self,
        number: usize,
        maps_of: &'p BTreeMap<RoleId, Vec<MapId>>,
    ) -> (Edition<'p>, Printer<'p>) {
        let Material { site, graph, findings, present, .. } = self.material;
        let (locale, languages) = (&self.locales[number], &self.languages);
        let (folder, language, _) = &languages[number];
        let alone = None;
        let edition = Edition { site, graph, findings, present, language, locale, folder, languages, maps_of, alone };
        (edition, Printer { templates: &self.templates, words: Value::from(Serde(&locale.words)) })
    }

    /// What is the same for all languages.
    pub fn assets(&self) -> Vec<Page> {
        let asset = |path: &str, text: &str| Page { path: path.into(), bytes: text.to_owned().into(), map: None };
        let (style, script) = (self.templates.style(), self.templates.script());
        let mut pages = vec![asset(links::STYLE, style), asset(links::SCRIPT, script)];
        let logo = self.material.site.config.brand.logo.iter();
        pages.extend(logo.map(|logo| Page {
            path: links::logo(logo.kind).into(),
            bytes: logo.bytes.clone(),
            map: None,
        }));
        pages
    }
}

/// The default language has the root, every other a folder of its tag.
pub(super) fn folder(index: usize, tag: &Tag) -> String {
    if index == 0 { String::new() } else { format!("{tag}/") }
}

/// The words of a language: built in, with the user's file laid over them, with the workspace's labels.
fn locale(site: &Site, tag: &Tag, sources: &Sources, overrides: &Overrides, faults: &mut Vec<Diagnostic>) -> Locale {
    let name = format!("locales/{tag}.yaml");
    let mut built_in = Locale::for_tag(tag).clone();
    if Lang::of(tag.as_str()).is_none() {
        built_in.name = tag.to_string();
    }
    let own = overrides.iter().find(|(file, _)| file.eq_ignore_ascii_case(&name));
    let locale = match own {
        None => built_in,
        Some((_, &source)) => {
            let (locale, found) = locale_file::overlay(&built_in, source, sources.get(source));
            faults.extend(found.into_iter().map(|fault| fault_of_words(fault, &name)));
            locale
        }
    };
    locale.with_labels(&site.config.labels, tag)
}

/// What is wrong with a file of words is wrong with a template.
fn fault_of_words(fault: Diagnostic, name: &str) -> Diagnostic {
    Diagnostic { rule: &TEMPLATE_ERROR, ..fault }.help(words!(
        "until then the built-in words stand where `{name}` cannot be read",
        "改好之前，`{name}` 里读不懂的词暂用内置的"
    ))
}

/// Templates and words: what turns a view into a page.
pub(super) struct Printer<'a> {
    templates: &'a Templates<'a>,
    words: Value,
}

impl Printer<'_> {
    /// What a page carries with it, where it is to stand alone; a map's page is about that map.
    pub fn alone(&self, map: Option<&Map>) -> Alone<'_> {
        Alone { style: self.templates.style(), script: self.templates.script(), map: map.map(|map| map.id) }
    }

    /// A page.
    pub fn print(
        &self,
        template: &str,
        pen: &Pen<'_>,
        title: String,
        map: Option<&Map>,
        view: impl Serialize,
        faults: &mut Vec<Diagnostic>,
    ) -> Page {
        let description = description(pen, template, &title, map);
        let context = context! {
            t => self.words.clone(),
            frame => Value::from(Serde(pen.frame(title, description))),
            page => Value::from(Serde(view)),
        };
        let bytes = self.templates.fill(template, context, faults).into();
        Page { path: pen.place.output_path().into(), bytes, map: map.map(|map| map.name.as_str().into()) }
    }

    /// A part of a page.
    pub fn part(&self, template: &str, view: impl Serialize, faults: &mut Vec<Diagnostic>) -> String {
        let context = context! { t => self.words.clone(), part => Value::from(Serde(view)) };
        self.templates.fill(template, context, faults)
    }
}
