//! The perception curve: how the customer's view moves through a moment, or through the touchpoints of a stage.

use serde::Serialize;

use super::in_language;
use crate::locale::Locale;
use crate::model::*;
use crate::source::Spanned;

/// A perception curve, to draw and to print as a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Curve {
    /// What it shows, in a sentence.
    pub title: String,
    /// Its points in order; at least two have a value.
    pub points: Vec<CurvePoint>,
    /// Where it turns, if it does.
    pub turn: Option<TurningPoint>,
    /// The stage whose colour it has.
    pub stage: Stage,
    /// The name of its map.
    #[serde(skip)]
    pub(super) map: String,
    /// The key of the curve among those of its map.
    #[serde(skip)]
    pub(super) key: String,
}

/// A point of a [`Curve`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CurvePoint {
    /// What stands below it: a step's name, a touchpoint's code.
    pub label: String,
    /// What the label stands for, where it is a code: the touchpoint's name.
    pub name: Option<String>,
    /// The id of the touchpoint, where the point is one.
    pub touchpoint: Option<String>,
    /// The perception there; `None` where nobody wrote it down.
    pub value: Option<Perception>,
    /// Whether it is not yet a perception, but what the customer comes with.
    pub is_expectation: bool,
    /// Whether customers leave there with more than they come with, as much or less; `None` where that is not known.
    #[serde(skip)]
    pub satisfaction: Option<Satisfaction>,
}

/// Where a [`Curve`] turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TurningPoint {
    /// Its number in [`Curve::points`].
    pub at: usize,
    /// Its direction.
    pub turn: TurnDirection,
}

/// The direction in which a curve turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TurnDirection {
    /// After falling, it rises from its lowest point.
    Up,
    /// Never below where it began, it comes from zero or less to above zero.
    AboveZero,
    /// It falls from zero or more to below zero, for good.
    BelowZero,
}

impl TurnDirection {
    /// The word for it.
    pub fn word(self, locale: &Locale) -> &str {
        locale.word(match self {
            TurnDirection::Up => "drawing-turns-up",
            TurnDirection::AboveZero => "drawing-rises-above-zero",
            TurnDirection::BelowZero => "drawing-falls-below-zero",
        })
    }
}

impl Curve {
    /// The curve through a touchpoint's moment: what the customer comes with, then their perception after each step;
    /// without a moment, what they leave with. None where fewer than two of these are known.
    pub fn of_moment(map: &Map, touchpoint: &Touchpoint, locale: &Locale, language: &Tag) -> Option<Curve> {
        let point = |label: &str, value: Option<Spanned<Perception>>, is_expectation| CurvePoint {
            label: label.to_owned(),
            name: None,
            touchpoint: None,
            value: value.map(|value| value.value),
            is_expectation,
            satisfaction: None,
        };
        let mut points = vec![point(locale.word("drawing-expectation"), touchpoint.expectation, true)];
        match &touchpoint.moment {
            Some(moment) => points.extend(Step::ALL.iter().zip(&moment.steps).map(|(&step, play)| {
                let perception = play.as_ref().and_then(|play| play.perception);
                point(locale.term(step), perception, false)
            })),
            None => points.push(point(locale.word("drawing-leaves-with"), touchpoint.perception, false)),
        }
        if let Some(last) = points.iter_mut().rfind(|point| point.value.is_some() && !point.is_expectation) {
            last.satisfaction = touchpoint.satisfaction();
        }
        let name = in_language(&touchpoint.name, map, language);
        let title = locale.word("drawing-curve-moment").replace("{name}", name);
        Curve::through(title, points, touchpoint.cell.stage, map, touchpoint.id.value.clone())
    }

    /// The curve through a stage: what the customer leaves each touchpoint with, in the order of the map. None where
    /// fewer than two of these are known.
    pub fn of_stage(map: &Map, stage: Stage, locale: &Locale, language: &Tag) -> Option<Curve> {
        let touchpoints = map.touchpoints.iter().filter(|touchpoint| touchpoint.cell.stage == stage);
        let points = touchpoints.map(|touchpoint| CurvePoint {
            label: touchpoint.code(),
            name: Some(in_language(&touchpoint.name, map, language).to_owned()),
            touchpoint: Some(touchpoint.id.value.clone()),
            value: touchpoint.leaves_with().map(|left_with| left_with.value),
            is_expectation: false,
            satisfaction: touchpoint.satisfaction(),
        });
        let title = locale.word("drawing-curve-stage").replace("{name}", locale.term(stage));
        Curve::through(title, points.collect(), stage, map, format!("{stage}/"))
    }

    fn through(title: String, points: Vec<CurvePoint>, stage: Stage, map: &Map, key: String) -> Option<Curve> {
        let known: Vec<(usize, Perception)> =
            points.iter().enumerate().filter_map(|(number, point)| Some((number, point.value?))).collect();
        let map = map.name.clone();
        (known.len() > 1).then(|| Curve { title, turn: turning_point(&known), points, stage, map, key })
    }

    /// The turning point's word, at its point.
    pub fn turn_at<'l>(&self, point: usize, locale: &'l Locale) -> Option<&'l str> {
        self.turn.filter(|turn| turn.at == point).map(|turn| turn.turn.word(locale))
    }
}

/// Where the known points turn.
fn turning_point(known: &[(usize, Perception)]) -> Option<TurningPoint> {
    let (lowest, &(_, depth)) = known.iter().enumerate().rev().min_by_key(|(_, (_, value))| *value)?;
    let fell = known[..lowest].iter().any(|(_, value)| *value > depth);
    if let (true, Some(&(at, _))) = (fell, known.get(lowest + 1)) {
        return Some(TurningPoint { at, turn: TurnDirection::Up });
    }
    let crossing = |pair: &[(usize, Perception)]| match (pair[0], pair[1]) {
        ((_, ..=0), (at, 1..)) if !fell => Some(TurningPoint { at, turn: TurnDirection::AboveZero }),
        ((_, 0..), (at, ..=-1)) if fell => Some(TurningPoint { at, turn: TurnDirection::BelowZero }),
        _ => None,
    };
    if fell { known.windows(2).rev().find_map(crossing) } else { known.windows(2).find_map(crossing) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(values: &[Perception]) -> Option<(usize, TurnDirection)> {
        let known: Vec<_> = values.iter().copied().enumerate().collect();
        turning_point(&known).map(|turning| (turning.at, turning.turn))
    }

    #[test]
    fn a_curve_turns_where_it_leaves_its_lowest_point() {
        assert_eq!(turn(&[1, -1, 0, 2, 3]), Some((2, TurnDirection::Up)));
        assert_eq!(turn(&[1, -2, 0, -2, 1]), Some((4, TurnDirection::Up)), "the last time it was down");
    }

    #[test]
    fn a_curve_that_never_fell_turns_where_it_rises_above_zero() {
        assert_eq!(turn(&[-1, 0, 0, 2]), Some((3, TurnDirection::AboveZero)));
        assert_eq!(turn(&[1, 2, 3]), None);
    }

    #[test]
    fn a_curve_that_does_not_recover_turns_where_it_falls_below_zero() {
        assert_eq!(turn(&[2, 1, -1, -3]), Some((2, TurnDirection::BelowZero)));
        assert_eq!(turn(&[2, -1, 1, -3]), Some((3, TurnDirection::BelowZero)), "the last time it fell");
        assert_eq!(turn(&[3, 2, 1]), None);
    }
}
