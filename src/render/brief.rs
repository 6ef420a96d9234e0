//! A touchpoint in brief: what its role looks up before the moment, on a phone or on a card in the pocket.

use serde::Serialize;

use super::card::{RequestView, StepView, authority, requests, steps};
use super::edition::{Fact, Pen};
use super::text::Html;
use crate::model::*;

/// The short form of a card.
#[derive(Serialize)]
pub(super) struct Brief {
    code: String,
    name: Html,
    stage: &'static str,
    importance: &'static str,
    importance_word: Option<String>,
    /// The full card.
    href: Option<String>,
    thinks: Option<Html>,
    requests: Vec<RequestView>,
    /// The steps that were written.
    steps: Vec<StepView>,
    authority: Vec<Fact>,
    stance: Option<Html>,
}

impl Brief {
    /// The short form of a touchpoint's card.
    pub fn new(pen: &Pen<'_>, id: TouchpointId) -> Brief {
        let touchpoint = pen.site().touchpoint(id);
        let pen = &pen.reading(&pen.site().map(id.map).language);
        let written = touchpoint.moment.iter().flat_map(|moment| steps(pen, moment));
        Brief {
            code: touchpoint.code(),
            name: pen.read.line(&touchpoint.name),
            stage: touchpoint.cell.stage.id(),
            importance: touchpoint.importance.id(),
            importance_word: (touchpoint.importance != Importance::Normal).then(|| pen.term(touchpoint.importance)),
            href: pen.href(id),
            thinks: touchpoint.customer.thinks.as_ref().map(|thinks| pen.read.html(thinks)),
            requests: requests(pen, touchpoint),
            steps: written.filter(StepView::is_written).collect(),
            authority: touchpoint.authority.iter().flat_map(|written| authority(pen, written)).collect(),
            stance: touchpoint.stance.as_ref().map(|stance| pen.read.html(stance)),
        }
    }
}
