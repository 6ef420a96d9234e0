//! The rule table, and the running of the rules.
//!
//! One file a rule: its row, its page, its check. A rule sees the model and the journey, never files, text or the clock;
//! its findings are sorted once, by the pipeline.

use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::model::{Config, Map, Site};
use crate::rule::{Check, Group, Rule};

mod coverage;
mod journey;
mod naming;
pub mod references;
pub mod shape;

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
    [shape::RULES, references::RULES, coverage::RULES, journey::RULES].into_iter().flatten().copied()
}

/// The rule of that name.
pub fn named(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

/// Every finding of the rules that are functions over a map, for the maps that can be checked at all.
pub fn run(site: &Site, graph: &Graph) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for map in &site.maps {
        let subject = Subject { site, map, graph };
        for rule in all().filter(|rule| site.config.level(rule).severity().is_some()) {
            match rule.check {
                Check::Map(check) if !(map.faulty && rule.group == Group::Journey) => check(&subject, &mut findings),
                Check::Map(_) | Check::WhileReading => {}
            }
        }
    }
    for finding in &mut findings {
        finding.severity = site.config.level(finding.rule).severity().unwrap_or(finding.severity);
    }
    findings
}
