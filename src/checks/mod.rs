//! The rule table, and the running of the checks.
//!
//! A rule that has a check has a file; the others are in their group's `mod.rs`. Beside the code is a page of each rule in
//! each language (`dead_end.en.md`). A check sees the model and the journey, never files or the clock: the day is given to
//! it. The pipeline sorts the findings.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::failure::Failure;
use crate::graph::Graph;
use crate::model::{Case, Config, Map, MapText, Site};
use crate::rule::{self, Level, Rule};
use crate::source::Span;
use crate::suggest::closest;
use crate::words;

pub mod cases;
mod complaints;
pub(crate) mod coverage;
mod journey;
mod missing;
mod naming;
mod playbook;
mod quality;

/// A rule and the function that looks for its defect.
pub struct RuleCheck {
    /// The rule.
    pub rule: &'static Rule,
    run: Run,
}

/// A function that looks for a defect, by what it looks at.
enum Run {
    /// One map by itself. In a group that does not skip faulty maps, pass over what is unreadable.
    Map(fn(&MapSubject<'_>, &mut Vec<Diagnostic>)),
    /// One map among the others: its place in the journey, its cases.
    Journey(fn(&JourneySubject<'_>, &mut Vec<Diagnostic>)),
    /// One case.
    Case(fn(&CaseSubject<'_>, &mut Vec<Diagnostic>)),
}

/// What a check of one map by itself sees.
struct MapSubject<'a> {
    config: &'a Config,
    map: &'a Map,
    /// Every text of the map.
    texts: Vec<MapText<'a>>,
    /// The day of the run; none for pages, which must not depend on it: checks of dates find nothing then.
    today: Option<Date>,
}

/// What a check of one map among the others sees.
struct JourneySubject<'a> {
    site: &'a Site,
    map: &'a Map,
    graph: &'a Graph,
}

/// What a check of one case sees.
struct CaseSubject<'a> {
    site: &'a Site,
    case: &'a Case,
}

impl CaseSubject<'_> {
    /// The line of its header to point at for what is missing from the case.
    fn headline(&self) -> Span {
        let title = self.case.title.as_ref().map(|title| title.span());
        title.or(self.case.touchpoints.first().map(|first| first.span)).unwrap_or(self.case.span)
    }
}

/// Every check, in the order of the rule list. The rules of the other groups have none: the loader, the resolver, the
/// renderer and the suppressions report their defects.
pub fn all() -> impl Iterator<Item = &'static RuleCheck> {
    [coverage::CHECKS, playbook::CHECKS, complaints::CHECKS, journey::CHECKS, quality::CHECKS, cases::CHECKS]
        .into_iter()
        .flatten()
}

/// Every rule, group by group.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let before = [rule::shape::RULES, rule::references::RULES].into_iter().flatten().copied();
    let after = [rule::templates::RULES, rule::suppressions::RULES].into_iter().flatten().copied();
    before.chain(all().map(|check| check.rule)).chain(after)
}

/// The rule of that name.
pub fn rule_named(name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.name == name)
}

/// The rule of the name that a user typed.
///
/// # Errors
/// If there is no such rule; the message suggests the closest name.
pub fn find_rule(name: &str) -> Result<&'static Rule, Failure> {
    rule_named(name).ok_or_else(|| {
        Failure::new(match closest(name, rules().map(|rule| rule.name)) {
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

/// The checks whose rules the workspace has not turned off, and that of `only` whatever its level.
pub fn enabled(config: &Config, only: Option<&'static Rule>) -> Vec<&'static RuleCheck> {
    let is_on = |rule: &'static Rule| only == Some(rule) || config.level(rule) != Level::Off;
    all().filter(|check| is_on(check.rule)).collect()
}

/// What the checks find in one map by itself.
pub fn check_map(checks: &[&'static RuleCheck], config: &Config, map: &Map, today: Option<Date>) -> Vec<Diagnostic> {
    let subject = MapSubject { config, map, texts: map.texts(), today };
    let mut findings = Vec::new();
    for check in checks.iter().filter(|check| check.applies_to(map)) {
        if let Run::Map(run) = check.run {
            run(&subject, &mut findings);
        }
    }
    with_configured_severity(config, findings)
}

/// What the checks find in one map among the others.
pub fn check_journey(checks: &[&'static RuleCheck], site: &Site, graph: &Graph, map: &Map) -> Vec<Diagnostic> {
    let subject = JourneySubject { site, map, graph };
    let mut findings = Vec::new();
    for check in checks.iter().filter(|check| check.applies_to(map)) {
        if let Run::Journey(run) = check.run {
            run(&subject, &mut findings);
        }
    }
    with_configured_severity(&site.config, findings)
}

/// What the checks find in one case.
pub fn check_case(checks: &[&'static RuleCheck], site: &Site, case: &Case) -> Vec<Diagnostic> {
    let subject = CaseSubject { site, case };
    let mut findings = Vec::new();
    for check in checks {
        if let Run::Case(run) = check.run {
            run(&subject, &mut findings);
        }
    }
    with_configured_severity(&site.config, findings)
}

impl RuleCheck {
    fn applies_to(&self, map: &Map) -> bool {
        !(map.faulty && self.rule.group.skips_faulty_maps())
    }
}

fn with_configured_severity(config: &Config, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for finding in &mut findings {
        finding.severity = config.level(finding.rule).severity().unwrap_or(finding.severity);
    }
    findings
}
