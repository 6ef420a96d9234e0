//! A touchpoint in brief: what its role looks up before the moment, on a phone or on a card in the pocket.

use serde::Serialize;

use super::card::{PromiseView, RecoveryView, RequestView, StepView, authority, promises, steps};
use super::context::{Fact, PageContext};
use super::text::Html;
use crate::model::*;

/// The short form of a card.
#[derive(Serialize)]
pub(super) struct Brief {
    code: String,
    pub name: Html,
    stage: &'static str,
    importance: &'static str,
    importance_word: Option<String>,
    /// The full card.
    href: Option<String>,
    thinks: Option<Html>,
    pub requests: Vec<RequestView>,
    /// The steps that were written.
    pub steps: Vec<StepView>,
    pub stance: Option<Html>,
    pub authority: Vec<Fact>,
    pub recovery: Option<RecoveryView>,
    pub promises: Vec<PromiseView>,
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
    /// Whether the two are read together: requests, the steps of a moment, what may be decided, what is to be kept.
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
        // That nobody keeps a promise is for authors to read.
        promises.iter_mut().for_each(|promise| promise.gap = None);
        let written = touchpoint.moment.iter().flat_map(|moment| steps(context, moment));
        Brief {
            code: touchpoint.code(),
            name: context.read.line(&touchpoint.name),
            stage: touchpoint.cell.stage.id(),
            importance: touchpoint.importance.id(),
            importance_word: (touchpoint.importance != Importance::Normal).then(|| context.term(touchpoint.importance)),
            href: context.href(id),
            thinks: touchpoint.customer.thinks.as_ref().map(|thinks| context.read.html(thinks)),
            requests: touchpoint.requests.iter().map(|request| RequestView::in_brief(context, request)).collect(),
            steps: written.filter(StepView::is_written).collect(),
            stance: touchpoint.stance.as_ref().map(|stance| context.read.html(stance)),
            authority: touchpoint.authority.iter().flat_map(|written| authority(context, written)).collect(),
            recovery: RecoveryView::new(context, touchpoint),
            promises,
        }
    }

    /// What it holds, in the order of use.
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

    /// The same card with these of its blocks, which are the next of those that it still holds.
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
            thinks: self.thinks.clone(),
            requests: self.requests.drain(..requests).collect(),
            steps: self.steps.drain(..steps).collect(),
            stance: self.stance.take_if(|_| has(BriefBlock::Stance)),
            authority: if has(BriefBlock::Authority) { std::mem::take(&mut self.authority) } else { Vec::new() },
            recovery: self.recovery.take_if(|_| has(BriefBlock::Recovery)),
            promises: if has(BriefBlock::Promises) { std::mem::take(&mut self.promises) } else { Vec::new() },
            ..*self
        }
    }
}
