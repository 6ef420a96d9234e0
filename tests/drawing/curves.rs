//! The perception curve: its points, its turning point, its chart.

use motmap::testing::drawing::{Curve, Medium, TurnDirection, perception_svg};
use motmap::testing::locale::Locale;
use motmap::testing::model::*;

use crate::site_builder::*;

/// A touchpoint with that expectation and those perceptions after its four steps, by its moment's curve.
fn curve(expectation: Option<Perception>, steps: [Option<Perception>; Step::COUNT]) -> Option<Curve> {
    let site = SiteBuilder::new().map("card", |map| {
        let hotline = map.touchpoint("C1", "hotline", "服务热线");
        hotline.expectation = expectation.map(spanned);
        hotline.moment = Some(moment(steps).into());
    });
    let site = site.build();
    let zh = tag("zh");
    Curve::of_moment(&site.maps[0], &site.maps[0].touchpoints[0], Locale::for_tag(&zh), &zh)
}

fn chart(curve: &Curve, medium: Medium) -> String {
    let zh = tag("zh");
    perception_svg(curve, Locale::for_tag(&zh), &zh, medium)
}

#[test]
fn a_moment_goes_from_expectation_through_its_steps() {
    let curve = curve(Some(1), [Some(-1), Some(0), Some(2), Some(3)]).expect("a curve");
    let points: Vec<_> = curve.points.iter().map(|point| (point.label.as_str(), point.value)).collect();
    let expected = [("期望", Some(1)), ("探求", Some(-1)), ("提议", Some(0)), ("行动", Some(2)), ("确认", Some(3))];
    assert_eq!(points, expected);
    assert!(curve.points[0].is_expectation && !curve.points[1].is_expectation);
    let turn = curve.turn.expect("a turning point");
    assert_eq!((turn.at, turn.turn), (2, TurnDirection::Up));
    assert!(chart(&curve, Medium::Page).contains(">由此转好</text>"), "the chart does not name the turning point");
}

#[test]
fn what_is_not_known_is_a_gap_in_the_line() {
    let curve = curve(Some(2), [Some(-1), None, Some(-2), Some(-3)]).expect("a curve");
    let svg = chart(&curve, Medium::Page);
    let document = roxmltree::Document::parse(&svg).expect("well-formed");
    let line = document.descendants().find(|node| node.attribute("class") == Some("d-line")).expect("a line");
    let outline = line.attribute("d").expect("an outline");
    assert_eq!(outline.matches('M').count(), 2, "the line does not stop at the gap: {outline}");
    assert_eq!(outline.matches('L').count(), 2, "the line passes through the gap: {outline}");
    assert!(svg.contains("提议：未知"), "the description does not say that the value is not known");
}

#[test]
fn one_known_value_is_no_curve() {
    assert_eq!(curve(None, [None, None, Some(1), None]), None);
}

#[test]
fn a_stage_goes_through_its_touchpoints_by_code() {
    let site = SiteBuilder::new().map("card", |map| {
        map.touchpoint("C1", "hotline", "服务热线").perception = Some(spanned(2));
        map.touchpoint("C2", "forgotten", "遗忘角落");
        map.touchpoint("C4", "recommends", "周围推荐").perception = Some(spanned(-1));
        map.touchpoint("U1", "poster", "海报").perception = Some(spanned(0));
    });
    let site = site.build();
    let zh = tag("zh");
    let of_stage = |stage| Curve::of_stage(&site.maps[0], stage, Locale::for_tag(&zh), &zh);
    let curve = of_stage(Stage::Customer).expect("a curve");
    let points: Vec<_> = curve.points.iter().map(|point| (point.label.as_str(), point.value)).collect();
    assert_eq!(points, [("C1.1", Some(2)), ("C2.1", None), ("C4.1", Some(-1))]);
    assert_eq!(curve.points[0].name.as_deref(), Some("服务热线"));
    assert!(
        chart(&curve, Medium::Page).contains(r##"<a href="#hotline">"##),
        "a point does not lead to its touchpoint"
    );
    assert_eq!(of_stage(Stage::Unknown), None, "one point is no curve");
}

#[test]
fn hostile_names_stay_text() {
    let site = SiteBuilder::new().map("m", |map| {
        for id in ["a", "b"] {
            map.touchpoint("C1", id, "\"><script>]]>\u{0}").perception = Some(spanned(1));
        }
    });
    let site = site.build();
    let zh = tag("zh");
    let curve = Curve::of_stage(&site.maps[0], Stage::Customer, Locale::for_tag(&zh), &zh).expect("a curve");
    for medium in [Medium::Page, Medium::File] {
        let svg = chart(&curve, medium);
        let document = roxmltree::Document::parse(&svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
        assert!(!document.descendants().any(|node| node.has_tag_name("script")));
    }
}

#[test]
fn the_word_at_the_turning_point_stands_between_two_lines_of_the_scale() {
    for (expectation, steps) in [
        (0, [Some(0), Some(1), Some(2), Some(2)]),
        (1, [Some(-1), Some(0), Some(2), Some(3)]),
        (1, [Some(-3), Some(-2), Some(-2), Some(-2)]),
        (1, [Some(-2), Some(0), Some(-1), Some(-1)]),
        (2, [Some(2), Some(1), Some(-1), Some(-3)]),
    ] {
        let curve = curve(Some(expectation), steps).expect("a curve");
        let svg = chart(&curve, Medium::Page);
        let document = roxmltree::Document::parse(&svg).expect("well-formed");
        let of_class = |class| document.descendants().find(move |node| node.attribute("class") == Some(class));
        let number = |text: &str| text.parse::<f64>().expect("a number");
        let scale = of_class("d-scale").expect("a scale");
        let outlines = scale.children().filter_map(|line| line.attribute("d"));
        let lines: Vec<f64> = outlines.filter_map(|outline| outline.split(' ').nth(2).map(number)).collect();
        assert_eq!(lines.len(), 7, "the scale goes from -3 to +3");
        let word = of_class("d-turn-word").expect("the turning point has its word");
        let baseline = number(word.attribute("y").expect("a height"));
        // Letters of twelve reach so far above their baseline and below it.
        let (top, bottom) = (baseline - 10.0, baseline + 3.0);
        let struck: Vec<&f64> = lines.iter().filter(|line| (top..=bottom).contains(*line)).collect();
        assert_eq!(struck, [&0.0; 0], "a line strikes the word of {expectation} {steps:?} through at {baseline}");
    }
}
