//! `waiver-without-reason`: a cell is left out, and nobody says why.

use super::needless_waiver;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::term;
use crate::model::{CellAt, Choice, Stage, Waiver};
use crate::rule::{Check, Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "waiver-without-reason",
    group: Group::Coverage,
    level: Level::At(Severity::Error),
    summary: phrase!("a stage or cell is not applicable, but nobody says why", "写了不适用，却没有写理由"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
`not_applicable` stands here without a reason. A mere `true`, `yes` or `no` is not one either.

## Why

Every cell of the grid is a part of the customer's way. It may well be right to leave one out, but the next person to
read the map cannot tell a decision from a gap, and a year later nobody can tell whether the decision still holds. The
reason is what they will check.

## Found

```yaml
title: A small shop
stages:
  departing:
    not_applicable: true
```

## Better

After `not_applicable:` and a space, type in one sentence why there is nothing to cover, or where it is covered. If you
cannot think of a reason, delete the line: the empty cells are then reported as what they are.

```yaml
title: A small shop
stages:
  departing:
    not_applicable: Leaving customers are covered by the complaints map
```
";

const ZH: &str = "\
这里写了 `not_applicable`（不适用），却没有理由。只写“是”“否”或 `true` 也不算理由。

## 为什么

布局里每一格都是客户要走的路。略过一格可以是对的，但下一个看图的人分不清这是决定还是遗漏；\
过了一年，也没有人说得清这个决定还成不成立。有了理由，才能核对。

## 会报告

```yaml
title: 街角小店
stages:
  departing:
    not_applicable: 是
```

## 应写成

在 `not_applicable:` 和一个空格之后，用一句话写明为什么不适用，或见哪一张图。想不出理由，就删掉这一行，空格子会如实提示。

```yaml
title: 街角小店
stages:
  departing:
    not_applicable: 离开客户见投诉图
```
";

/// Answers to a question that was not asked: whether the cell is waived, in place of why.
const MERE_YES: [&str; 12] = ["true", "false", "yes", "no", "y", "n", "on", "off", "x", "是", "否", "不适用"];

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    // A needless waiver is to be deleted; it needs no reason first.
    for &stage in Stage::ALL {
        let (plan, name) = (subject.map.stage(stage), term(stage));
        if let Some(waiver) = plan.waiver.as_ref().filter(|_| !needless_waiver::is_needless_for_stage(plan)) {
            let what = words!("the stage {}", "{}阶段", name.en; name.zh);
            findings.extend(unreasoned(waiver, &what));
        }
    }
    for at in CellAt::all() {
        let (cell, name) = (subject.map.cell(at), naming::cell(at));
        if let Some(waiver) = cell.waiver.as_ref().filter(|_| !needless_waiver::is_needless_for_cell(cell)) {
            let what = words!("cell {} ({1})", "{} 格（{1}）", at.code(), name.en; at.code(), name.zh);
            findings.extend(unreasoned(waiver, &what));
        }
    }
}

fn unreasoned(waiver: &Waiver, what: &Words) -> Option<Diagnostic> {
    if gives_reason(waiver) {
        return None;
    }
    let message = words!("{} is waived without a reason", "{}写了不适用，没有写理由", what.en; what.zh);
    Some(RULE.at(waiver.span, message).help(words!(
        "say why, `not_applicable: ...`, or delete the line and list what the customer meets here",
        "写明理由：`not_applicable: ...`；或删掉这一行，写出客户在这里遇到什么"
    )))
}

fn gives_reason(waiver: &Waiver) -> bool {
    waiver.reason.as_ref().is_some_and(|reason| !is_mere_yes(reason.first()))
}

fn is_mere_yes(reason: &str) -> bool {
    MERE_YES.contains(&reason.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::is_mere_yes;

    #[test]
    fn a_yes_is_not_a_reason() {
        for reason in ["true", "Yes", "x", "是", "不适用"] {
            assert!(is_mere_yes(reason), "{reason:?} says that, not why");
        }
        for reason in ["离开客户见投诉图", "Nobody leaves", "No customers yet"] {
            assert!(!is_mere_yes(reason), "{reason:?} is a reason");
        }
    }
}
