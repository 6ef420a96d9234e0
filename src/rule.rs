//! What a rule is: a name for a defect, its weight, its page and its check.

use std::fmt;
use std::ptr;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::checks::{self, CaseSubject, MapSubject, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::phrase;
use crate::source::Span;
use crate::words::{Phrase, Words};

/// How a rule is set: a weight, or not looked for at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not looked for.
    Off,
    /// Looked for, with this weight.
    At(Severity),
}

impl Level {
    /// Every level, from the lightest.
    pub const ALL: [Level; 4] =
        [Level::Off, Level::At(Severity::Note), Level::At(Severity::Warning), Level::At(Severity::Error)];

    /// The word in `motmap.yaml`.
    pub const fn id(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::At(severity) => severity.id(),
        }
    }

    /// The weight of a finding at this level.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Level::Off => None,
            Level::At(severity) => Some(severity),
        }
    }
}

/// What a rule is about; the first two groups tell whether a map can be understood at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Is it a map: YAML, fields, types.
    Shape,
    /// Do the names it uses exist.
    References,
    /// Is every cell thought of.
    Coverage,
    /// Could somebody act on what a touchpoint says.
    Playbook,
    /// Does the customer's way hold together.
    Journey,
    /// Is each case written so that a class can work on it.
    Cases,
    /// Do the user's own templates work.
    Templates,
    /// Is what silences a finding sound.
    Suppressions,
}

impl Group {
    /// Every group, in the order of the rule list.
    pub const ALL: [Group; 8] = [
        Group::Shape,
        Group::References,
        Group::Coverage,
        Group::Playbook,
        Group::Journey,
        Group::Cases,
        Group::Templates,
        Group::Suppressions,
    ];

    /// Whether a finding of this group keeps its map from being understood, so that nothing is built from it.
    pub const fn spoils_map(self) -> bool {
        matches!(self, Group::Shape | Group::References)
    }

    /// Whether the rules of this group ask only maps that can be understood: what a fault hides is no hole. Of a case it is
    /// known which of it a fault hides.
    pub const fn asks_the_sound_alone(self) -> bool {
        matches!(self, Group::Playbook | Group::Journey | Group::Cases)
    }

    /// Whether a finding of this group keeps something from being built as it should be.
    pub const fn spoils_page(self) -> bool {
        self.spoils_map() || matches!(self, Group::Templates)
    }

    /// The heading in the rule list.
    pub const fn title(self) -> Phrase {
        match self {
            Group::Shape => phrase!("Shape: is it a map", "形式：是不是一张图"),
            Group::References => phrase!("References: do the names exist", "引用：名称是否存在"),
            Group::Coverage => phrase!("Coverage: is every cell thought of", "覆盖：每一格是否都想到了"),
            Group::Playbook => phrase!("Playbook: could somebody act on it", "手册：照着能不能做"),
            Group::Journey => phrase!("Journey: does the customer's way hold together", "旅程：客户之路是否连贯"),
            Group::Cases => phrase!("Cases: can a class work on them", "案例：课堂上能不能用"),
            Group::Templates => phrase!("Templates: do your own templates work", "模板：自己的模板能否使用"),
            Group::Suppressions => {
                phrase!("Suppressions: are findings silenced for a reason", "放行：放行问题的注释是否成立")
            }
        }
    }

    /// The word in the rule list.
    pub const fn id(self) -> &'static str {
        match self {
            Group::Shape => "shape",
            Group::References => "references",
            Group::Coverage => "coverage",
            Group::Playbook => "playbook",
            Group::Journey => "journey",
            Group::Cases => "cases",
            Group::Templates => "templates",
            Group::Suppressions => "suppressions",
        }
    }
}

/// Who looks for a defect.
#[derive(Clone, Copy)]
pub enum Check {
    /// It is raised on the way: by reading, resolving, rendering, or the weighing of suppressions.
    WhileReading,
    /// A function over one map alone.
    Map(fn(&MapSubject<'_>, &mut Vec<Diagnostic>)),
    /// A function over one map among the others: its place in the journey, its cases.
    Journey(fn(&Subject<'_>, &mut Vec<Diagnostic>)),
    /// A function over one case.
    Case(fn(&CaseSubject<'_>, &mut Vec<Diagnostic>)),
}

/// A defect that is looked for: one row of the rule table.
pub struct Rule {
    /// The name, kebab-case, of the defect.
    pub name: &'static str,
    /// The group it is listed in.
    pub group: Group,
    /// Its level where `motmap.yaml` sets none.
    pub level: Level,
    /// The defect in a short sentence.
    pub summary: Phrase,
    /// The page, in Markdown: what, why, a map that has the defect (the first code block), one that has not (the second).
    pub page: Phrase,
    /// Who looks for it.
    pub check: Check,
}

impl Rule {
    /// Whether it looks at a map that can be understood, or that cannot.
    pub fn asks(&self, faulty: bool) -> bool {
        !(faulty && self.group.asks_the_sound_alone())
    }

    /// A finding of this rule.
    pub fn at(&'static self, span: Span, message: Words) -> Diagnostic {
        Diagnostic::new(self, span, message)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self, other)
    }
}

impl Eq for Rule {}

/// A rule is written down by its name.
impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name)
    }
}

impl<'de> Deserialize<'de> for &'static Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        checks::named(&name).ok_or_else(|| D::Error::custom("there is no such rule"))
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
