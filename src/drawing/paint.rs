//! The colours of the drawings: each a custom property of the page, with a colour of its own where the page has none.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::svg::percent_encoded;
use crate::model::{Choice, Stage};

/// Where a drawing stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Medium {
    /// Inline in a page with the map's cards: its colours are the page's custom properties, and its boxes lead to the
    /// cards.
    #[default]
    Page,
    /// Inline in a page beside the one with the map's cards, in [`MAPS`]: the same, but the cards are in [`PLAYBOOKS`].
    Overview,
    /// Inline in a page that is a single file: the same, but without links to other pages.
    StandalonePage,
    /// A file of its own: plain colours, light and dark, its title above it, and no links, since there is no page.
    File,
}

/// The folder of the pages that show maps as an overview.
pub const MAPS: &str = "maps";
/// The folder of the pages with the cards of maps, beside [`MAPS`].
pub const PLAYBOOKS: &str = "playbooks";

impl Medium {
    /// The address of a card of the map `to`, in a drawing of the map `here`.
    pub(super) fn address_of_card(self, here: &str, to: &str, touchpoint: &str) -> String {
        let (page, card) = (percent_encoded(to), percent_encoded(touchpoint));
        match self {
            Medium::Overview => format!("../{PLAYBOOKS}/{page}.html#{card}"),
            _ if here == to => format!("#{card}"),
            _ => format!("{page}.html#{card}"),
        }
    }
}

/// A colour by its purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Paint {
    Paper,
    Ink,
    Muted,
    Rule,
    Stage(Stage),
    StageSoft(Stage),
}

impl Paint {
    /// The colour as an attribute's value.
    pub fn on(self, medium: Medium) -> String {
        match medium {
            Medium::Page | Medium::Overview | Medium::StandalonePage => {
                format!("var({}, {})", self.property(), self.light())
            }
            Medium::File => self.light().to_owned(),
        }
    }

    /// The colour on light paper.
    pub const fn light(self) -> &'static str {
        self.colours().0
    }

    /// The custom property that a page sets.
    fn property(self) -> String {
        match self {
            Paint::Paper => "--paper".to_owned(),
            Paint::Ink => "--ink".to_owned(),
            Paint::Muted => "--muted".to_owned(),
            Paint::Rule => "--rule".to_owned(),
            Paint::Stage(stage) => format!("--stage-{stage}"),
            Paint::StageSoft(stage) => format!("--stage-{stage}-soft"),
        }
    }

    /// The colour on light and on dark paper. No two colours are the same, so that a style can tell them apart.
    const fn colours(self) -> (&'static str, &'static str) {
        match self {
            Paint::Paper => ("#ffffff", "#14181c"),
            Paint::Ink => ("#1d2329", "#e9ecef"),
            Paint::Muted => ("#56616b", "#aab4bd"),
            Paint::Rule => ("#c4ccd3", "#47515b"),
            Paint::Stage(Stage::Unknown) => ("#4d6490", "#9fb6e4"),
            Paint::Stage(Stage::Prospect) => ("#94601a", "#e3b566"),
            Paint::Stage(Stage::Customer) => ("#1d7564", "#6fcab4"),
            Paint::Stage(Stage::Departing) => ("#a03f58", "#ea98ac"),
            Paint::StageSoft(Stage::Unknown) => ("#ebeff6", "#1d2431"),
            Paint::StageSoft(Stage::Prospect) => ("#f7f0e3", "#2b2417"),
            Paint::StageSoft(Stage::Customer) => ("#e8f1ee", "#162924"),
            Paint::StageSoft(Stage::Departing) => ("#f7eaee", "#2f1d23"),
        }
    }

    fn all() -> impl Iterator<Item = Paint> {
        let plain = [Paint::Paper, Paint::Ink, Paint::Muted, Paint::Rule];
        let staged = Stage::ALL.iter().flat_map(|&stage| [Paint::Stage(stage), Paint::StageSoft(stage)]);
        plain.into_iter().chain(staged)
    }
}

/// The style sheet of a drawing that is a file: its colours on dark screens. Print stays light.
pub(super) fn dark_style() -> String {
    let mut style = String::from("@media screen and (prefers-color-scheme: dark) {");
    let colours: BTreeSet<_> = Paint::all().map(Paint::colours).collect();
    for (light, dark) in colours {
        _ = write!(style, "[fill=\"{light}\"]{{fill:{dark}}}[stroke=\"{light}\"]{{stroke:{dark}}}");
    }
    style.push('}');
    style
}
