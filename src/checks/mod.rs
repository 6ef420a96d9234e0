//! The rule table, and the running of the rules.
//!
//! One file a rule: its row, its page, its check. A rule sees the model and the journey, never files, text or the clock;
//! its findings are sorted once, by the pipeline.

use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::graph::Graph;
use crate::model::{Config, Map, Site};
use crate::rule::{Check, Group, Rule};
use crate::suggest::closest;
use crate::words;

mod coverage;
mod journey;
mod naming;
pub mod references;
pub mod shape;
pub mod suppressions;
pub mod templates;

/// What a rule looks at: one map, in its workspace and its journey.
pub struct Subject<'a> {
    /// The whole workspace.
    pub site: &'a Site,
    /// The map in question.
    pub map: &'a Map,
    /// The journey through all maps.
    pub graph: &'a Graph,
}

impl Subject<'_> {
    /// The workspace's configuration.
    pub fn config(&self) -> &Config {
        &self.site.config
    }
}

/// Every rule, group by group.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [shape::RULES, references::RULES, coverage::RULES, journey::RULES, templates::RULES, suppressions::RULES]
        .into_iter()
        .flatten()
        .copied()
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

/// Every finding of the rules that are functions over a map, at the workspace's levels.
pub fn run(site: &Site, graph: &Graph) -> Vec<Diagnostic> {
    all()
        .filter(|rule| site.config.level(rule).severity().is_some())
        .flat_map(|rule| run_one(rule, site, graph))
        .collect()
}

/// Every finding of one rule, whatever its level. A map that cannot be understood is not followed on its journey.
pub fn run_one(rule: &'static Rule, site: &Site, graph: &Graph) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if let Check::Map(check) = rule.check {
        for map in site.maps.iter().filter(|map| !(map.faulty && rule.group == Group::Journey)) {
            check(&Subject { site, map, graph }, &mut findings);
        }
    }
    for finding in &mut findings {
        finding.severity = site.config.level(rule).severity().unwrap_or(finding.severity);
    }
    findings
}
