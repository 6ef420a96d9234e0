//! The renderer of a run: the templates, and every language with its words.

use std::collections::BTreeMap;

use minijinja::{Value, value::Serde};

use super::context::LanguageContext;
use super::environment::Templates;
use super::{Edition, Overrides, Page, SiteInputs, links};
use crate::diagnostic::Diagnostic;
use crate::load::locale_file;
use crate::locale::Locale;
use crate::model::{MapId, RoleId, Site, Tag};
use crate::rule::templates::TEMPLATE_ERROR;
use crate::source::Sources;
use crate::words;
use crate::words::Lang;

/// What all pages of a run share.
pub(super) struct Renderer<'a> {
    inputs: SiteInputs<'a>,
    edition: Edition,
    templates: Templates<'a>,
    languages: Vec<Language>,
    /// The maps that name each role.
    pub maps_of_roles: BTreeMap<RoleId, Vec<MapId>>,
}

/// A language of the site.
pub(super) struct Language {
    pub tag: Tag,
    /// Its folder: `""` for the default language, else `"en/"`.
    pub folder: String,
    /// Its words, with the workspace's own.
    pub locale: Locale,
    /// The same for templates.
    words: Value,
}

impl<'a> Renderer<'a> {
    /// Compiles the templates and reads the words of these languages, and adds the faults of the user's files to the
    /// findings. `roles` holds the roles that each map names.
    pub fn new(
        inputs: SiteInputs<'a>,
        edition: Edition,
        languages: &[Tag],
        roles: impl Iterator<Item = impl IntoIterator<Item = RoleId>>,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let SiteInputs { site, sources, overrides, .. } = inputs;
        let templates = Templates::compile(sources, overrides, findings);
        let languages = languages.iter().enumerate().map(|(number, tag)| {
            let locale = locale(site, tag, sources, overrides, findings);
            let words = Value::from(Serde(&locale.words));
            Language { tag: tag.clone(), folder: folder(number, tag), locale, words }
        });
        let languages = languages.collect();
        let mut maps_of_roles: BTreeMap<RoleId, Vec<MapId>> = BTreeMap::new();
        for (map, roles) in site.maps.iter().zip(roles) {
            roles.into_iter().for_each(|role| maps_of_roles.entry(role).or_default().push(map.id));
        }
        Renderer { inputs, edition, templates, languages, maps_of_roles }
    }

    /// The site in each language.
    pub fn languages(&self) -> impl Iterator<Item = LanguageContext<'_>> {
        self.languages.iter().map(|language| self.context(language, &self.languages))
    }

    /// The context of the first language, without links to others.
    pub fn only_language(&self) -> LanguageContext<'_> {
        self.context(&self.languages[0], &[])
    }

    fn context<'r>(&'r self, language: &'r Language, languages: &'r [Language]) -> LanguageContext<'r> {
        let SiteInputs { site, graph, versions, findings, present, .. } = self.inputs;
        let Language { tag, folder, locale, words } = language;
        let (templates, maps_of) = (&self.templates, &self.maps_of_roles);
        LanguageContext {
            edition: self.edition,
            site,
            graph,
            versions,
            findings,
            present,
            tag,
            locale,
            folder,
            languages,
            maps_of,
            templates,
            words,
            standalone: None,
        }
    }

    /// The files that all languages share.
    pub fn assets(&self) -> Vec<Page> {
        let asset = |path: &str, text: &str| Page { path: path.into(), bytes: text.to_owned().into(), map: None };
        let (style, script) = (self.templates.style(), self.templates.script());
        let personal_data = crate::checks::cases::personal_data_for_script();
        let case_form = format!("const PERSONAL_DATA = {personal_data};\n{}", self.templates.case_form_scripts());
        let mut pages =
            vec![asset(links::STYLE, style), asset(links::SCRIPT, script), asset(links::CASE_FORM_SCRIPT, &case_form)];
        let logo = self.inputs.site.config.brand.logo.iter();
        pages.extend(logo.map(|logo| Page {
            path: links::logo(logo.kind).into(),
            bytes: logo.bytes.clone(),
            map: None,
        }));
        pages
    }
}

/// The folder of a language: none for the first, else its tag.
pub(super) fn folder(number: usize, tag: &Tag) -> String {
    if number == 0 { String::new() } else { format!("{tag}/") }
}

/// The words of a language: the built-in ones, overridden by the user's file, then by the workspace's labels.
fn locale(site: &Site, tag: &Tag, sources: &Sources, overrides: &Overrides, findings: &mut Vec<Diagnostic>) -> Locale {
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
            findings.extend(found.into_iter().map(|finding| about_words(finding, &name)));
            locale
        }
    };
    locale.with_labels(&site.config.labels, tag)
}

/// Turns a finding in a file of words into one of the rule for templates.
fn about_words(finding: Diagnostic, name: &str) -> Diagnostic {
    Diagnostic { rule: &TEMPLATE_ERROR, ..finding }.help(words!(
        "until then the built-in words stand where `{name}` cannot be read",
        "改好之前，`{name}` 里读不懂的词暂用内置的"
    ))
}
