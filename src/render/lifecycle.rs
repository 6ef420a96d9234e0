//! The relationship over time, on the map's page and on those of the roles that it concerns.

use serde::Serialize;

use super::context::{PageContext, TouchpointLink};
use super::text::Html;
use crate::model::*;

/// A period of the lifecycle.
#[derive(Serialize)]
pub(super) struct PeriodView {
    name: Html,
    /// The first and the last month, in words.
    months: Option<String>,
    aim: Option<Html>,
    actions: Vec<Html>,
    /// What not to do in it.
    never: Vec<Html>,
    /// Where it is lived.
    touchpoints: Vec<TouchpointLink>,
}

/// Every period of a map.
pub(super) fn whole(context: &PageContext<'_>, map: &Map) -> Vec<PeriodView> {
    map.lifecycle.iter().map(|period| PeriodView::new(context, map, period)).collect()
}

/// The periods that concern those who play these touchpoints of the map: periods that name one of them, and those that
/// name none, if the touchpoints meet customers who have bought or are leaving.
pub(super) fn of_players(context: &PageContext<'_>, map: &Map, played: &[TouchpointId]) -> Vec<PeriodView> {
    let meets =
        |id: &TouchpointId| matches!(map.touchpoints[id.index as usize].cell.stage, Stage::Customer | Stage::Departing);
    let has_bought = played.iter().any(meets);
    let concerns = |period: &&Period| match &period.touchpoints[..] {
        [] => has_bought,
        named => named.iter().any(|touchpoint| played.contains(&touchpoint.value)),
    };
    map.lifecycle.iter().filter(concerns).map(|period| PeriodView::new(context, map, period)).collect()
}

impl PeriodView {
    fn new(context: &PageContext<'_>, map: &Map, period: &Period) -> Self {
        let months =
            period.months.map(|(first, last)| context.language.phrase("months", &[("first", &first), ("last", &last)]));
        let each = |texts: &[Text]| texts.iter().map(|text| context.read.html(text)).collect();
        let touchpoints = period.touchpoints.iter().map(|touchpoint| context.touchpoint(touchpoint.value, Some(map)));
        PeriodView {
            name: context.read.line(&period.name),
            months,
            aim: period.aim.as_ref().map(|aim| context.read.html(aim)),
            actions: each(&period.actions),
            never: each(&period.never),
            touchpoints: touchpoints.collect(),
        }
    }
}
