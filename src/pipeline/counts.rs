//! Counts what is in a site, and the findings in it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{CellAt, Coverage, Map, Site};

/// The counts of a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SiteCounts {
    /// Maps.
    pub maps: usize,
    /// Touchpoints.
    pub touchpoints: usize,
    /// Cases.
    pub cases: usize,
    /// Cells, sixteen a map.
    pub cells: usize,
    /// Cells with touchpoints in them.
    pub covered: usize,
    /// Waived cells.
    pub waived: usize,
}

impl SiteCounts {
    /// Counts one map, without its cases.
    pub fn of_map(map: &Map) -> Self {
        let count = |coverage| CellAt::all().filter(|&at| map.coverage(at) == coverage).count();
        Self {
            maps: 1,
            touchpoints: map.touchpoints.len(),
            cases: 0,
            cells: CellAt::all().count(),
            covered: count(Coverage::Covered),
            waived: count(Coverage::Waived),
        }
    }

    /// Counts a whole site.
    pub fn of_site(site: &Site) -> Self {
        let mut sum = Self { cases: site.cases.len(), ..Self::default() };
        for map in site.maps.iter().map(|map| Self::of_map(map)) {
            sum.maps += map.maps;
            sum.touchpoints += map.touchpoints;
            sum.cells += map.cells;
            sum.covered += map.covered;
            sum.waived += map.waived;
        }
        sum
    }
}

/// The number of findings of each severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingCounts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl FindingCounts {
    /// Counts these findings.
    pub fn of(findings: &[Diagnostic]) -> Self {
        let [errors, warnings, notes] =
            [Severity::Error, Severity::Warning, Severity::Note].map(|severity| count(findings, severity));
        Self { errors, warnings, notes }
    }

    /// Whether there are none.
    pub fn are_none(self) -> bool {
        self.errors + self.warnings + self.notes == 0
    }
}

/// The number of findings of one severity.
pub fn count(findings: &[Diagnostic], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}
