//! `stage-without-exit`: a stage from which no customer gets any further.

use super::dead_end;
use crate::checks::{Subject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::term;
use crate::model::{CellAt, Coverage, Phase, Stage, Touchpoint};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "stage-without-exit",
    group: Group::Journey,
    level: Level::At(Severity::Warning),
    summary: phrase!(
        "unknown never reaches prospect, or prospect never customer",
        "未知客户走不到潜在，或潜在客户走不到成交"
    ),
    page: phrase!(EN, ZH),
    check: Check::Journey(check),
};

const EN: &str = "\
The map shows two stages, but no way leads from the first to the second: the unknown never become prospects, or the
prospects never become customers.

Nothing is said where one of the two stages has no touchpoints, where the behaviour of the first is an empty cell, or
where its customers are lost for a reason that is already reported: a dead end or an endless loop.

## Why

An unknown who acts becomes a prospect; a prospect who buys becomes a customer. That step is what the stage is for.
Nothing leads on from a behaviour by itself, since behaviour is the customer's vote and may go either way: the map has
to say which behaviour leads on, and to which contact.

## Found

```yaml
title: A small shop
stages:
  prospect:
    behaviour:
      - id: buys
        name: Buys something
  customer:
    contact:
      - {id: counter, name: The counter}
```

## Better

Below the behaviour that leads on, type `leads_to: [...]` with the id of the contact where the next stage begins. If
it begins in another map, write the map's name before it: `leads_to: [regulars/counter]`.

```yaml
title: A small shop
stages:
  prospect:
    behaviour:
      - id: buys
        name: Buys something
        leads_to: [counter]
  customer:
    contact:
      - {id: counter, name: The counter}
```
";

const ZH: &str = "\
图上写了两个阶段，却没有一条路从前一个走到后一个：未知客户成不了潜在客户，或潜在客户成不了成交客户。

其中一个阶段没有接触点，或前一阶段的行为预测是空格子时，不提示；已经提示了没有下一步或走不出的循环时，也不再提示。

## 为什么

未知客户采取行动，就成为潜在客户；潜在客户购买，就成为成交客户。这一步正是本阶段的目的。

行为预测是客户的投票行动，投给谁都有可能，所以不会自动通向下一步，要由图来写明：哪一种行为，通向哪一个接触点。

## 会报告

```yaml
title: 街角小店
stages:
  prospect:
    behaviour:
      - id: buys
        name: 买了一件
  customer:
    contact:
      - {id: counter, name: 收银台}
```

## 应写成

在通向下一阶段的那个行为下面写 `leads_to: [编号]`，填下一阶段接触点的编号。在另一张图里的，前面加上图名：`leads_to: [老顾客/counter]`。

```yaml
title: 街角小店
stages:
  prospect:
    behaviour:
      - id: buys
        name: 买了一件
        leads_to: [counter]
  customer:
    contact:
      - {id: counter, name: 收银台}
```
";

/// The steps that a customer has to take to become one.
const STEPS: [(Stage, Stage); 2] = [(Stage::Unknown, Stage::Prospect), (Stage::Prospect, Stage::Customer)];

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for (from, to) in STEPS {
        let Some((last, first)) = ends(subject, from, to) else { continue };
        if subject.graph.stage_reaches(subject.site, subject.map.id, from, to) || is_held_elsewhere(subject, from) {
            continue;
        }
        let (stage, next, last_name, first_name) =
            (term(from), term(to), naming::touchpoint(last), naming::touchpoint(first));
        findings.push(
            RULE.at(
                subject.map.stage(from).span,
                words!(
                    "no way leads from the stage {} ({from}) to {} ({to})",
                    "没有一条路从{}（{from}）走到{}（{to}）",
                    stage.en,
                    next.en;
                    stage.zh,
                    next.zh
                ),
            )
            .related(last.id.span, words!("the last touchpoint here", "本阶段最后一个接触点"))
            .related(first.id.span, words!("where the next stage begins", "下一阶段从这里开始"))
            .help(words!(
                "let a behaviour lead on, such as {} to {}: `leads_to: [{}]`",
                "让其中一个行为通向下一阶段，例如让{}通向{}：`leads_to: [{}]`",
                last_name.en,
                first_name.en,
                first.id.value;
                last_name.zh,
                first_name.zh,
                first.id.value
            )),
        );
    }
}

/// The last touchpoint of one stage and the first of the next, where a way between them is to be expected.
fn ends<'s>(subject: &'s Subject<'_>, from: Stage, to: Stage) -> Option<(&'s Touchpoint, &'s Touchpoint)> {
    let map = subject.map;
    if map.coverage(CellAt { stage: from, phase: Phase::Behaviour }) == Coverage::Gap {
        return None;
    }
    let last = map.touchpoints.iter().rfind(|touchpoint| touchpoint.cell.stage == from)?;
    let first = map.touchpoints.iter().find(|touchpoint| touchpoint.cell.stage == to)?;
    Some((last, first))
}

/// Whether the customers of a stage stay in it for a reason that is reported by itself.
pub fn is_held_elsewhere(subject: &Subject<'_>, stage: Stage) -> bool {
    let mut touchpoints =
        subject.site.touchpoints(subject.map.id).filter(|(_, touchpoint)| touchpoint.cell.stage == stage);
    touchpoints
        .any(|(id, touchpoint)| subject.graph.is_on_endless_loop(id) || dead_end::is_dead_end(subject, id, touchpoint))
}
