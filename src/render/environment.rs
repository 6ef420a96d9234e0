//! The templates: built in by folder, replaced by name with a user's own, compiled once a run.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value, escape_formatter};

use super::Overrides;
use super::text::escaped;
use crate::diagnostic::Diagnostic;
use crate::rule::templates::TEMPLATE_ERROR;
use crate::source::{SourceId, Sources, Span};
use crate::words;
use crate::words::Words;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The names of the style sheet and the scripts among the templates; they are copied as they are.
const STYLE: &str = "style.css";
const SCRIPT: &str = "site.js";
const CASE_FORM_SCRIPTS: [&str; 2] = ["personal-data.js", "case-form.js"];
/// The documentation for template authors.
const README: &str = "README.md";
/// The prefix under which a user's template extends the built-in one that it replaces.
const BUILT_IN_FOLDER: &str = "builtin";
/// The instructions that a user's template may run for one page: far more than the largest page needs, so that only an
/// endless loop reaches it.
const FUEL: u64 = 10_000_000;

/// The built-in templates, compiled once.
static BUILT_IN_TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(environment);

/// All templates of a run.
pub(super) struct Templates<'a> {
    built_in: &'static Environment<'static>,
    /// The built-in templates with the user's own in place; none where the user has no template.
    own: Option<Environment<'static>>,
    overrides: &'a Overrides,
    sources: &'a Sources,
}

impl<'a> Templates<'a> {
    /// Compiles the user's templates beside the built-in ones, and reports each that cannot be read.
    pub fn compile(sources: &'a Sources, overrides: &'a Overrides, findings: &mut Vec<Diagnostic>) -> Self {
        let mut templates = Self { built_in: &BUILT_IN_TEMPLATES, own: None, overrides, sources };
        let mut theirs = overrides.iter().filter(|(name, _)| is_template(name)).peekable();
        if theirs.peek().is_none() {
            return templates;
        }
        let mut own = BUILT_IN_TEMPLATES.clone();
        own.set_fuel(Some(FUEL));
        let mut any = false;
        for (name, &source) in theirs {
            match own.add_template_owned(name.clone(), sources.get(source).text.to_string()) {
                Ok(()) => any = true,
                Err(error) => findings.extend(templates.finding(name, &error)),
            }
        }
        templates.own = any.then_some(own);
        templates
    }

    /// Renders a template. If the user's template fails, a finding says so and the built-in one renders the page.
    pub fn fill(&self, name: &str, context: Value, findings: &mut Vec<Diagnostic>) -> String {
        if let Some(own) = &self.own {
            match own.get_template(name).and_then(|template| template.render(context.clone())) {
                Ok(page) => return page,
                Err(error) => findings.extend(self.finding(name, &error)),
            }
        }
        let page = self.built_in.get_template(name).and_then(|template| template.render(context));
        // Tests render every built-in template; should one fail all the same, its page shows the error.
        page.unwrap_or_else(|error| format!("{error:#}"))
    }

    /// The style sheet.
    pub fn style(&self) -> &str {
        self.file_text(STYLE)
    }

    /// The script.
    pub fn script(&self) -> &str {
        self.file_text(SCRIPT)
    }

    /// The scripts of the page on which a case is written, in their order.
    pub fn case_form_scripts(&self) -> String {
        CASE_FORM_SCRIPTS.map(|name| self.file_text(name)).join("\n")
    }

    fn file_text(&self, name: &str) -> &str {
        match self.overrides.get(name) {
            Some(&source) => &self.sources.get(source).text,
            None => BUILT_IN.get_file(name).and_then(|file| file.contents_utf8()).unwrap_or_default(),
        }
    }

    /// The finding for an error, at its place in the user's file; none if the user has no template.
    fn finding(&self, page: &str, error: &Error) -> Option<Diagnostic> {
        let whole: &(dyn std::error::Error + 'static) = error;
        let chain = std::iter::successors(Some(whole), |&error| error.source());
        let faults: Vec<&Error> = chain.filter_map(|error| error.downcast_ref::<Error>()).collect();
        let in_file = faults.iter().rev().find_map(|fault| Some(self.span(*self.overrides.get(fault.name()?)?, fault)));
        // An error inside a built-in template comes from the user's template that includes or extends it.
        let own = || self.overrides.get(page).or(self.overrides.values().next());
        let span = in_file.or_else(|| own().map(|&source| Span::new(source, 0..0)))?;
        let finding = TEMPLATE_ERROR.at(span, message(page, faults.last().copied().unwrap_or(error)));
        Some(
            finding.help(words!(
                "`{page}` was built with the built-in template instead",
                "`{page}` 这类页面暂用内置模板生成"
            )),
        )
    }

    fn span(&self, source: SourceId, fault: &Error) -> Span {
        let file = self.sources.get(source);
        let range = fault.range().unwrap_or_else(|| file.line(fault.line().unwrap_or(1)));
        let end = file.text.floor_char_boundary(range.end);
        Span::new(source, file.text.floor_char_boundary(range.start.min(end))..end)
    }
}

/// The built-in template files that are pages or parts of pages, with their text.
fn built_in_templates() -> BTreeMap<&'static str, &'static str> {
    let files = BUILT_IN.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
    files.filter(|(name, _)| is_template(name)).collect()
}

/// Whether a file is a template: YAML files hold words, and the README describes the templates.
fn is_template(name: &str) -> bool {
    ![STYLE, README].contains(&name) && !name.ends_with(".js") && !name.ends_with(".yaml")
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    environment.set_syntax(lines_of_their_own());
    // minijinja would leave `page.j2` unescaped; here everything is escaped but Markdown and CSS.
    environment.set_auto_escape_callback(|name| match name.rsplit('.').next() {
        Some("md" | "css") => AutoEscape::None,
        _ => AutoEscape::Html,
    });
    environment.set_formatter(|out, state, value| match value.kind() {
        minijinja::value::ValueKind::None => Ok(()),
        minijinja::value::ValueKind::Bool => {
            Err(Error::new(ErrorKind::InvalidOperation, "true and false have no place on a page: choose words with if"))
        }
        // minijinja would escape slashes too, which makes links hard to read in the source.
        _ => match value.as_str() {
            Some(text) if matches!(state.auto_escape(), AutoEscape::Html) && !value.is_safe() => {
                Ok(out.write_str(&escaped(text))?)
            }
            _ => escape_formatter(out, state, value),
        },
    });
    for (name, text) in built_in_templates() {
        environment.add_template(name, text).expect("a built-in template compiles");
        let to_extend = format!("{BUILT_IN_FOLDER}/{name}");
        environment.add_template_owned(to_extend, text).expect("a built-in template compiles under any name");
    }
    environment
}

/// Tags on a line of their own leave no empty line behind.
fn lines_of_their_own() -> SyntaxConfig {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    syntax.build().expect("the standard delimiters differ from one another")
}

fn message(page: &str, error: &Error) -> Words {
    let detail = error.detail().unwrap_or_default().replace('`', "'");
    let (en, zh) = match error.kind() {
        ErrorKind::SyntaxError => ("this template cannot be read", "模板写法有误"),
        ErrorKind::UndefinedError => ("this template uses a name that does not exist", "模板用了不存在的名称"),
        ErrorKind::TemplateNotFound => ("this template takes in another that does not exist", "模板引用了不存在的模板"),
        ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownMethod | ErrorKind::UnknownTest => {
            ("this template calls something that does not exist", "模板调用了不存在的功能")
        }
        ErrorKind::OutOfFuel => ("this template does not come to an end", "模板执行不完，可能有无尽的循环"),
        _ => ("this template fails", "模板运行出错"),
    };
    match detail.as_str() {
        "" => words!("{en} (`{page}`)", "{zh}（`{page}`）"),
        detail => words!("{en}: `{detail}`", "{zh}：`{detail}`"),
    }
}
