//! Rules about dates, on the day that `--today` gives; pages know no day.

mod workspace;

use workspace::{Workspace, files_below};

const MAP: &str = "\
title: A small shop
reviewed: 2026-10-01
review_every: 30
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        requests:
          - {ask: By phone?, obstacle: No reader, remedy: {do: Rent one, due: 2026-12-31}}
";

/// What a rule says on a day.
fn on(day: &str, rule: &str) -> String {
    let workspace = Workspace::with(&[("maps/shop.yaml", MAP)]);
    workspace.run(&["check", "--format", "short", "--only", rule, "--today", day]).out
}

#[test]
fn a_remedy_is_overdue_from_the_day_after() {
    assert_eq!(on("2026-12-31", "overdue-remedy"), "", "the last day is in time");
    let late = on("2027-01-01", "overdue-remedy");
    assert!(late.contains("“The counter” (C1.1) is 1 day overdue"), "{late}");
    let later = on("2028-01-01", "overdue-remedy");
    assert!(later.contains("366 days overdue"), "{later}");
}

#[test]
fn a_review_is_stale_from_the_day_after() {
    assert_eq!(on("2026-10-31", "stale-review"), "", "thirty days after the first of October is the last of it");
    let stale = on("2026-11-01", "stale-review");
    assert!(stale.contains("was to be reviewed by 2026-10-31"), "{stale}");
}

#[test]
fn what_is_not_a_date_is_told_in_one_line() {
    let workspace = Workspace::with(&[("maps/shop.yaml", MAP)]);
    for (arguments, expected) in [
        (["check", "--today=soon"].as_slice(), "`soon` is not a date; write year-month-day: 2026-10-01"),
        (["check", "--today", "2026-02-30"].as_slice(), "`2026-02-30` is not a date"),
        (["check", "--today"].as_slice(), "needs a value"),
    ] {
        let run = workspace.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?} cannot run: {run:?}");
        assert!(run.messages.contains(expected) && run.messages.trim().lines().count() == 1, "{run:?}");
    }
}

#[test]
fn pages_know_no_day() {
    // Both dates are long past on any day on which this runs.
    let past = MAP.replace("2026", "2016");
    let workspace = Workspace::with(&[("maps/shop.yaml", &past)]);
    assert!(workspace.findings(&[]).iter().any(|line| line.ends_with("overdue-remedy")), "`check` sees the day");
    workspace.run(&["build"]);
    for (path, bytes) in files_below(&workspace.path().join("site")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("overdue-remedy") && !text.contains("stale-review"), "{path} depends on the day");
    }
}
