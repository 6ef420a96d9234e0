//! What there is in a site and how many findings there are, counted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{CellAt, Coverage, Map, Site};

/// What there is in a site.
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
    /// Cells with touchpoints.
    pub covered: usize,
    /// Cells waived.
    pub waived: usize,
}

impl SiteCounts {
    /// What is in one map; its cases are not counted.
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

    /// What is in a whole site.
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

/// How many findings there are of each severity.
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
    /// Those of these findings.
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

/// How many findings there are of one severity.
pub fn count(findings: &[Diagnostic], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}
