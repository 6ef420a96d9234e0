//! What to do and never to do on the telephone, on the cards of touchpoints where customers are met by it.

use serde::Serialize;

use super::context::PageContext;
use super::text::{Html, characters};
use crate::model::{Text, Touchpoint};

/// What to do and never to do on the telephone.
#[derive(Serialize)]
pub(super) struct TelephoneView {
    /// What to do: the method's points, then the workspace's own.
    actions: Vec<Html>,
    /// What never to do, likewise.
    never: Vec<Html>,
}

impl TelephoneView {
    /// None where a touchpoint is not on the telephone.
    pub fn new(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Option<Self> {
        let config = &context.site().config;
        let telephone = &config.telephone;
        touchpoint.is_on_telephone(config).then(|| TelephoneView {
            actions: points(context, "telephone-do", &telephone.actions),
            never: points(context, "telephone-never", &telephone.never),
        })
    }
}

/// The method's points of that key, then the workspace's own.
pub(super) fn points(context: &PageContext<'_>, key: &str, own: &[Text]) -> Vec<Html> {
    let of_method = context.language.locale.list(key).iter().map(|point| characters(point));
    of_method.chain(own.iter().map(|text| context.read.html(text))).collect()
}
