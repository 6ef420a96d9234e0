//! The short form of a touchpoint's card, which a role looks up before the moment, on a phone or a pocket card.

use serde::Serialize;

use super::card::{PromiseView, RecoveryView, RequestView, StepView, authority, promises, standards, steps};
use super::complaint;
use super::context::{Fact, PageContext};
use super::segments;
use super::telephone::TelephoneView;
use super::text::Html;
use crate::model::*;

/// The short form of a card, for role pages and pocket cards.
#[derive(Serialize)]
pub(super) struct Brief {
    /// The code in the grid, such as `C1.2`.
    code: String,
    pub name: Html,
    /// The id of the stage, for the class `stage-…`.
    stage: &'static str,
    /// The id of the importance, as a class.
    importance: &'static str,
    /// The importance as a word; none where it is the usual one.
    importance_word: Option<String>,
    /// The link to the full card.
    href: Option<String>,
    /// The ids of the segments that it is for, separated by spaces; none where it is for all.
    segments: Option<String>,
    /// For whom it is, in words; none where it is for all.
    meant_for: Option<Html>,
    thinks: Option<Html>,
    /// What has been laid down for the touchpoint, for role pages.
    standards: Vec<Html>,
    pub requests: Vec<RequestView>,
    /// The steps that the author wrote.
    pub steps: Vec<StepView>,
    pub stance: Option<Html>,
    /// What the role may decide, and whom it calls.
    pub authority: Vec<Fact>,
    /// Within what time a complaint that comes in here is taken up and settled, and who answers for it, for role pages.
    complaint: Vec<Fact>,
    pub recovery: Option<RecoveryView>,
    pub promises: Vec<PromiseView>,
    /// What to do and never to do, where customers are met on the telephone; not on paper.
    telephone: Option<TelephoneView>,
}

/// A part of a brief that a pocket card does not divide.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BriefBlock {
    /// The request of that number.
    Request(usize),
    /// The written step of that number.
    Step(usize),
    Stance,
    Authority,
    Recovery,
    Promises,
}

impl BriefBlock {
    /// Whether a pocket card keeps the two on one side if it can.
    pub fn belongs_with(self, next: BriefBlock) -> bool {
        use BriefBlock::*;
        matches!(
            (self, next),
            (Request(_), Request(_)) | (Step(_), Step(_)) | (Stance, Authority) | (Recovery, Promises)
        )
    }
}

impl Brief {
    /// The short form of a touchpoint's card.
    pub fn new(context: &PageContext<'_>, id: TouchpointId) -> Brief {
        let touchpoint = context.site().touchpoint(id);
        let context = &context.reading(&context.site().map(id.map).language);
        let mut promises = promises(context, id);
        // A promise that nobody keeps concerns authors, and not those who meet the customer.
        promises.iter_mut().for_each(|promise| promise.gap = None);
        let written = steps(context, touchpoint).into_iter();
        Brief {
            code: touchpoint.code(),
            name: context.read.line(&touchpoint.name),
            stage: touchpoint.cell.stage.id(),
            importance: touchpoint.importance.id(),
            importance_word: (touchpoint.importance != Importance::Normal).then(|| context.term(touchpoint.importance)),
            href: context.href(id),
            segments: segments::ids(context, touchpoint),
            meant_for: segments::names(context, touchpoint),
            thinks: touchpoint.customer.thinks.as_ref().map(|thinks| context.read.html(thinks)),
            standards: standards(context, touchpoint),
            requests: RequestView::for_readers(context, touchpoint),
            steps: written.filter(StepView::is_written).collect(),
            stance: touchpoint.stance.as_ref().map(|stance| context.read.html(stance)),
            authority: touchpoint.authority.iter().flat_map(|written| authority(context, written)).collect(),
            complaint: touchpoint
                .complaint
                .iter()
                .flat_map(|written| complaint::terms_here(context, written))
                .collect(),
            recovery: RecoveryView::new(context, touchpoint),
            promises,
            telephone: TelephoneView::new(context, touchpoint),
        }
    }

    /// The blocks of the card, in the order of use.
    pub fn blocks(&self) -> Vec<BriefBlock> {
        let requests = (0..self.requests.len()).map(BriefBlock::Request);
        let steps = (0..self.steps.len()).map(BriefBlock::Step);
        let single = [
            (self.stance.is_some(), BriefBlock::Stance),
            (!self.authority.is_empty(), BriefBlock::Authority),
            (self.recovery.is_some(), BriefBlock::Recovery),
            (!self.promises.is_empty(), BriefBlock::Promises),
        ];
        let single = single.into_iter().filter_map(|(is_there, block)| is_there.then_some(block));
        requests.chain(steps).chain(single).collect()
    }

    /// Moves these blocks into a card of their own. They must be the first of those that are left.
    pub fn split_off(&mut self, blocks: &[BriefBlock]) -> Brief {
        let count = |is_one: fn(&BriefBlock) -> bool| blocks.iter().filter(|block| is_one(block)).count();
        let requests = count(|block| matches!(block, BriefBlock::Request(_)));
        let steps = count(|block| matches!(block, BriefBlock::Step(_)));
        let has = |block| blocks.contains(&block);
        Brief {
            code: self.code.clone(),
            name: self.name.clone(),
            importance_word: self.importance_word.clone(),
            href: self.href.clone(),
            segments: self.segments.clone(),
            meant_for: self.meant_for.clone(),
            thinks: self.thinks.clone(),
            standards: Vec::new(),
            complaint: Vec::new(),
            requests: self.requests.drain(..requests).collect(),
            steps: self.steps.drain(..steps).collect(),
            stance: self.stance.take_if(|_| has(BriefBlock::Stance)),
            authority: if has(BriefBlock::Authority) { std::mem::take(&mut self.authority) } else { Vec::new() },
            recovery: self.recovery.take_if(|_| has(BriefBlock::Recovery)),
            promises: if has(BriefBlock::Promises) { std::mem::take(&mut self.promises) } else { Vec::new() },
            telephone: None,
            ..*self
        }
    }
}
