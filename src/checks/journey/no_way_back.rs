//! `no-way-back`: departing customers of whom the map does not say how it ends.

use super::stage_without_exit::is_held_elsewhere;
use crate::checks::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{CellAt, Coverage, Phase, Stage};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "no-way-back",
    group: Group::Journey,
    level: Level::At(Severity::Warning),
    summary: phrase!(
        "departing customers are neither won back nor gone for good",
        "离开客户既没有被挽回，也没有写明就此离去"
    ),
    page: phrase!(EN, ZH),
    check: Check::Journey(check),
};

const EN: &str = "\
The stage departing has touchpoints, but no way leads back to prospect or customer, and no touchpoint of the stage says
that the journey ends.

Nothing is said where the behaviour of departing is an empty cell, which is reported by itself, or is waived; nor where
the stage has an endless loop.

## Why

Customers who leave pause, break off, turn to a rival, speak ill of us; some come back. What they do is the most
expensive vote of all, and amends are designed for it. A map that stops at the door has no one to make amends to: say
who can be won back and to which contact, and who is gone for good.

## Found

```yaml
title: A small shop
stages:
  departing:
    behaviour:
      - id: shops-elsewhere
        name: Shops round the corner
```

## Better

Below the behaviour that brings customers back, type `leads_to: [...]` with the id of a contact of prospect or customer.
Below one that ends the relationship, type `leads_to: []`, two square brackets with nothing between them. One of the two
is enough.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
  departing:
    behaviour:
      - id: shops-elsewhere
        name: Shops round the corner
        leads_to: []
      - id: gives-one-more-chance
        name: Gives us one more chance
        leads_to: [counter]
```
";

const ZH: &str = "\
离开客户阶段有接触点，但没有一条路回到潜在客户或成交客户，也没有一个接触点写明旅程到此为止。

离开客户的行为预测是空格子（另有提示）或已注明不适用时，不提示；本阶段有走不出的循环时，也不再提示。

## 为什么

离开的客户有的暂时不用，有的脱离关系，有的接触对手，有的传播恶名，也有的会回来。这一票代价最高，补偿正是为它设计的。

图只画到门口，补偿就没有对象：请写明谁还能挽回、回到哪个接触点，谁是真的走了。

## 会报告

```yaml
title: 街角小店
stages:
  departing:
    behaviour:
      - id: shops-elsewhere
        name: 改去街对面买
```

## 应写成

客户会因此回来的行为，下面写 `leads_to: [编号]`，填潜在客户或成交客户的接触点；就此离去的，写 `leads_to: []`，方括号里什么也不填。两种写出一种即可。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
  departing:
    behaviour:
      - id: shops-elsewhere
        name: 改去街对面买
        leads_to: []
      - id: gives-one-more-chance
        name: 再给一次机会
        leads_to: [counter]
```
";

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let (site, map) = (subject.site, subject.map);
    let departing: Vec<_> =
        map.touchpoints.iter().filter(|touchpoint| touchpoint.cell.stage == Stage::Departing).collect();
    let votes = map.coverage(CellAt { stage: Stage::Departing, phase: Phase::Behaviour }) == Coverage::Covered;
    let comes_back = |to| subject.graph.stage_reaches(site, map.id, Stage::Departing, to);
    let ends = departing.iter().any(|touchpoint| touchpoint.leads_to.as_ref().is_some_and(|links| links.is_empty()));
    if !votes
        || ends
        || comes_back(Stage::Prospect)
        || comes_back(Stage::Customer)
        || is_held_elsewhere(subject, Stage::Departing)
    {
        return;
    }
    let behaviours = departing.iter().filter(|touchpoint| touchpoint.cell.phase == Phase::Behaviour);
    let mut finding = RULE.at(
        map.stage(Stage::Departing).span,
        words!(
            "departing customers neither come back nor leave for good",
            "离开客户（departing）既没有回来的路，也没有写明就此离去"
        ),
    );
    for behaviour in behaviours {
        finding = finding.related(behaviour.id.span, words!("what happens after this?", "这之后怎样？"));
    }
    findings.push(finding.help(words!(
        "let a behaviour lead to a contact of prospect or customer, `leads_to: [...]`, or end it, `leads_to: []`",
        "让其中一个行为通向潜在客户或成交客户的接触点：`leads_to: [编号]`；或写明就此离去：`leads_to: []`"
    )));
}
