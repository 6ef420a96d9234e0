//! What a rule is: a name for a defect, with its group, level, summary and page.

use std::fmt;
use std::ptr;

/// `page!("dead_end")`: the page of a rule, from `dead_end.en.md` and `dead_end.zh.md` beside the rule's file.
macro_rules! page {
    ($file:literal) => {
        $crate::phrase!(include_str!(concat!($file, ".en.md")), include_str!(concat!($file, ".zh.md")))
    };
}

pub mod references;
pub mod shape;
pub mod suppressions;
pub mod templates;

use crate::phrase;
use crate::words::Phrase;

/// Whether a rule's findings are reported, and with which severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not reported.
    Off,
    /// Reported as notes.
    Note,
    /// Reported as warnings.
    Warning,
    /// Reported as errors.
    Error,
}

impl Level {
    /// Every level, from the lightest.
    pub const ALL: [Level; 4] = [Level::Off, Level::Note, Level::Warning, Level::Error];

    /// The word in `motmap.yaml`.
    pub const fn id(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
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
    /// Is somebody who complains heard in time, and answered as they should be.
    Complaints,
    /// Does the customer's way hold together.
    Journey,
    /// Do customers get what they come expecting.
    Quality,
    /// Is each case written so that a class can work on it.
    Cases,
    /// Do the user's own templates work.
    Templates,
    /// Is each comment that suppresses a finding correct.
    Suppressions,
}

impl Group {
    /// Every group, in the order of the rule list.
    pub const ALL: [Group; 10] = [
        Group::Shape,
        Group::References,
        Group::Coverage,
        Group::Playbook,
        Group::Complaints,
        Group::Journey,
        Group::Quality,
        Group::Cases,
        Group::Templates,
        Group::Suppressions,
    ];

    /// Whether an error of this group keeps its map from being understood, so that nothing is built from it.
    pub const fn blocks_map(self) -> bool {
        matches!(self, Group::Shape | Group::References)
    }

    /// Whether an error of this group keeps a page from being built as it should be.
    pub const fn blocks_page(self) -> bool {
        self.blocks_map() || matches!(self, Group::Templates)
    }

    /// Whether the checks of this group leave out maps that cannot be understood: what a fault hides is not missing. A
    /// case knows which of its parts a fault hides.
    pub const fn skips_faulty_maps(self) -> bool {
        matches!(self, Group::Playbook | Group::Complaints | Group::Journey | Group::Quality | Group::Cases)
    }

    /// The heading in the rule list.
    pub const fn title(self) -> Phrase {
        match self {
            Group::Shape => phrase!("Shape: is it a map", "形式：是不是一张图"),
            Group::References => phrase!("References: do the names exist", "引用：名称是否存在"),
            Group::Coverage => phrase!("Coverage: is every cell thought of", "覆盖：每一格是否都想到了"),
            Group::Playbook => phrase!("Playbook: could somebody act on it", "手册：照着能不能做"),
            Group::Complaints => {
                phrase!("Complaints: are they heard in time and answered well", "投诉：有没有时限，答得对不对")
            }
            Group::Journey => phrase!("Journey: does the customer's way hold together", "旅程：客户之路是否连贯"),
            Group::Quality => phrase!("Quality: do customers get what they expect", "质量：客户期待的得到没有"),
            Group::Cases => phrase!("Cases: can a class work on them", "案例：课堂上能不能用"),
            Group::Templates => phrase!("Templates: do your own templates work", "模板：自己的模板能否使用"),
            Group::Suppressions => {
                phrase!("Suppressions: are findings silenced for a reason", "放行：放行问题的注释是否成立")
            }
        }
    }

    /// The tag in SARIF.
    pub const fn id(self) -> &'static str {
        match self {
            Group::Shape => "shape",
            Group::References => "references",
            Group::Coverage => "coverage",
            Group::Playbook => "playbook",
            Group::Complaints => "complaints",
            Group::Journey => "journey",
            Group::Quality => "quality",
            Group::Cases => "cases",
            Group::Templates => "templates",
            Group::Suppressions => "suppressions",
        }
    }
}

/// A defect that is looked for. Its page is kept in Markdown files beside the code of its check.
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
}

impl Rule {
    /// Whether the rule looks at fields of that name: its page names them, as code within its text. Rules of the shape and
    /// of comments look at every field alike.
    pub fn names(&self, field: &str) -> bool {
        let looks_at_some = !matches!(self.group, Group::Shape | Group::Suppressions | Group::Templates);
        let is_named = |code: &str| {
            let is_of_name = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-');
            let mut parts = code.split(':').rev().skip(1);
            code == field || parts.any(|part| part.rsplit(|character| !is_of_name(character)).next() == Some(field))
        };
        let text = self.page.en.split("\n```").step_by(2);
        looks_at_some && text.flat_map(|text| text.split('`').skip(1).step_by(2)).any(is_named)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(self, other)
    }
}

impl Eq for Rule {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
