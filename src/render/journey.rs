//! Where the drawings are placed: the journey of a map and the perception curve of a moment.

use super::edition::{Pen, nothing};
use super::text::Html;
use crate::model::{Map, Touchpoint};

/// The journey through a map as a drawing.
pub(super) fn drawing(_pen: &Pen<'_>, _map: &Map) -> Html {
    nothing()
}

/// The customer's perception over the steps of a touchpoint's moment.
pub(super) fn curve(_pen: &Pen<'_>, _touchpoint: &Touchpoint) -> Html {
    nothing()
}
