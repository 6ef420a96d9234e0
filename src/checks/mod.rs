//! The rule table, and the running of the rules.
//!
//! Each rule has a file with its row and its check, and beside it a page in each language (`dead_end.en.md`). A check sees
//! the model and the journey, never files or the clock: the day is given to it. The pipeline sorts the findings.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::graph::Graph;
use crate::model::{Case, Config, Map, MapText, Site};
use crate::rule::{Check, Rule};
use crate::source::{SourceId, Span};
use crate::suggest::closest;
use crate::words;

/// `page!("dead_end")`: the page of a rule, from `dead_end.en.md` and `dead_end.zh.md` beside the rule's file.
macro_rules! page {
    ($file:literal) => {
        $crate::phrase!(include_str!(concat!($file, ".en.md")), include_str!(concat!($file, ".zh.md")))
    };
}

pub mod cases;
pub(crate) mod coverage;
mod journey;
mod naming;
mod next_step;
mod playbook;
pub mod references;
pub mod shape;
pub mod suppressions;
pub mod templates;

/// What a rule looks at that asks for one map alone.
pub struct MapSubject<'a> {
    /// The workspace's configuration.
    pub config: &'a Config,
    /// The map in question.
    pub map: &'a Map,
    /// Every text of the map.
    pub texts: Vec<MapText<'a>>,
    /// The day of the run; none where nothing may depend on it, as in pages: rules about dates are silent then.
    pub today: Option<Date>,
}

/// What a rule looks at that asks for a map among the others: its place in the journey, its cases.
pub struct Subject<'a> {
    /// The whole workspace.
    pub site: &'a Site,
    /// The map in question.
    pub map: &'a Map,
    /// The journey through all maps.
    pub graph: &'a Graph,
}

/// What a rule about cases looks at: one case, in its workspace.
pub struct CaseSubject<'a> {
    /// The whole workspace.
    pub site: &'a Site,
    /// The case in question.
    pub case: &'a Case,
}

impl CaseSubject<'_> {
    /// The line of its header that stands for the whole case, for what is nowhere in it.
    pub fn headline(&self) -> Span {
        let title = self.case.title.as_ref().map(|title| title.span());
        title.or(self.case.touchpoints.first().map(|first| first.span)).unwrap_or(self.case.span)
    }
}

/// Every rule, group by group.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let groups = [
        shape::RULES,
        references::RULES,
        coverage::RULES,
        playbook::RULES,
        journey::RULES,
        cases::RULES,
        templates::RULES,
        suppressions::RULES,
    ];
    groups.into_iter().flatten().copied()
}

/// The rule of that name.
pub fn named(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

/// The rule of that name, for somebody who typed it.
///
/// # Errors
/// Where there is none; the closest is named.
pub fn find(name: &str) -> Result<&'static Rule, Failure> {
    named(name).ok_or_else(|| {
        Failure::new(match closest(name, all().map(|rule| rule.name)) {
            Some(near) => words!(
                "there is no rule `{name}`; did you mean `{near}`?",
                "没有 `{name}` 这条规则；是不是想写 `{near}`？"
            ),
            None => words!(
                "there is no rule `{name}`; `motmap explain` lists them",
                "没有 `{name}` 这条规则；`motmap explain` 会列出所有规则"
            ),
        })
    })
}

/// The rules that are looked for at the workspace's levels.
pub fn wanted(config: &Config) -> Vec<&'static Rule> {
    all().filter(|rule| config.level(rule).severity().is_some()).collect()
}

/// Every finding of some rules in the files that are `wanted`, whatever their level. Each map is looked at by itself, on
/// as many cores as there are.
pub fn run(
    rules: &[&'static Rule],
    site: &Site,
    graph: &Graph,
    today: Option<Date>,
    wanted: impl Fn(SourceId) -> bool + Sync,
) -> Vec<Diagnostic> {
    let maps = site.maps.par_iter().filter(|map| wanted(map.source));
    let cases = site.cases.par_iter().filter(|case| wanted(case.source));
    let of_maps = maps.flat_map_iter(|map| {
        let own = of_map(rules, &site.config, map, today);
        own.into_iter().chain(in_journey(rules, site, graph, map))
    });
    of_maps.chain(cases.flat_map_iter(|case| of_case(rules, site, case))).collect()
}

/// What these rules find in one map alone.
pub fn of_map(rules: &[&'static Rule], config: &Config, map: &Map, today: Option<Date>) -> Vec<Diagnostic> {
    let subject = MapSubject { config, map, texts: map.texts(), today };
    let mut findings = Vec::new();
    for rule in rules.iter().filter(|rule| rule.asks(map.faulty)) {
        if let Check::Map(check) = rule.check {
            check(&subject, &mut findings);
        }
    }
    at_their_levels(config, findings)
}

/// What these rules find in one map among the others.
pub fn in_journey(rules: &[&'static Rule], site: &Site, graph: &Graph, map: &Map) -> Vec<Diagnostic> {
    let subject = Subject { site, map, graph };
    let mut findings = Vec::new();
    for rule in rules.iter().filter(|rule| rule.asks(map.faulty)) {
        if let Check::Journey(check) = rule.check {
            check(&subject, &mut findings);
        }
    }
    at_their_levels(&site.config, findings)
}

/// What these rules find in one case.
pub fn of_case(rules: &[&'static Rule], site: &Site, case: &Case) -> Vec<Diagnostic> {
    let subject = CaseSubject { site, case };
    let mut findings = Vec::new();
    for rule in rules {
        if let Check::Case(check) = rule.check {
            check(&subject, &mut findings);
        }
    }
    at_their_levels(&site.config, findings)
}

fn at_their_levels(config: &Config, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for finding in &mut findings {
        finding.severity = config.level(finding.rule).severity().unwrap_or(finding.severity);
    }
    findings
}
