//! `dead-end`: a touchpoint after which the map does not say what happens.

use crate::checks::{Subject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Phase, Touchpoint, TouchpointId};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "dead-end",
    group: Group::Journey,
    level: Level::At(Severity::Warning),
    summary: phrase!(
        "a touchpoint leads nowhere and does not say that the journey ends",
        "接触点没有下一步，也没有写明旅程到此为止"
    ),
    page: phrase!(EN, ZH),
    check: Check::Journey(check),
};

const EN: &str = "\
Every later phase of this stage is waived, so nothing follows this touchpoint by itself; and it does not say `leads_to`.

A behaviour is never a dead end: it is the customer's vote, and may close a stage. Nor is a touchpoint before an empty
cell: the empty cell is reported, and filling it mends both.

## Why

Contact leads to impression, impression to attitude, attitude to behaviour: nobody stops half-way. If the customer goes
on somewhere else, say where; if this really is the end, say that. Otherwise no one can tell an ending from an omission.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
    first-impression: {not_applicable: Everybody has known the shop for years}
    attitude: {not_applicable: Everybody has known the shop for years}
    behaviour: {not_applicable: Repeat purchases are in the regulars map}
```

## Better

Below the touchpoint, type `leads_to: [...]` with the id of the touchpoint that follows; or, where the journey ends,
`leads_to: []`, two square brackets with nothing between them.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        leads_to: []
    first-impression: {not_applicable: Everybody has known the shop for years}
    attitude: {not_applicable: Everybody has known the shop for years}
    behaviour: {not_applicable: Repeat purchases are in the regulars map}
```
";

const ZH: &str = "\
本阶段后面的环节都已注明不适用，这个接触点就没有了下一步；它自己也没有写 `leads_to`（通向哪里）。

“行为预测”是客户的投票行动，可以就此收尾，不算断头路。后面的格子空着时也不算，空格子另有提示，填上就一并解决。

## 为什么

接触带来认知，认知结成态度，态度化为行动，客户不会停在半路。走到别处去了，就写明去哪里；确实到此为止，也请写明。\
否则看图的人分不清是结束还是漏写。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
    first-impression: {not_applicable: 街坊都认识多年}
    attitude: {not_applicable: 街坊都认识多年}
    behaviour: {not_applicable: 重复购买见老顾客图}
```

## 应写成

在这个接触点下面写 `leads_to: [下一个接触点的编号]`；旅程到此为止时写 `leads_to: []`，方括号里什么也不填。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        leads_to: []
    first-impression: {not_applicable: 街坊都认识多年}
    attitude: {not_applicable: 街坊都认识多年}
    behaviour: {not_applicable: 重复购买见老顾客图}
```
";

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let touchpoints = subject.site.touchpoints(subject.map.id);
    for (_, touchpoint) in touchpoints.filter(|&(id, touchpoint)| is_dead_end(subject, id, touchpoint)) {
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(touchpoint.id.span, words!("{} leads nowhere", "{}没有下一步", name.en; name.zh))
                .label(words!("every later phase of its stage is waived", "本阶段后面的环节都已注明不适用"))
                .help(words!(
                    "say where the customer goes on, `leads_to: [...]`, or that the journey ends here, `leads_to: []`",
                    "写明客户接着去哪里：`leads_to: [编号]`；旅程到此为止则写 `leads_to: []`"
                )),
        );
    }
}

/// Whether a touchpoint leads nowhere although its author has not said so, for no reason that is reported elsewhere.
pub fn is_dead_end(subject: &Subject<'_>, id: TouchpointId, touchpoint: &Touchpoint) -> bool {
    touchpoint.leads_to.is_none()
        && touchpoint.cell.phase != Phase::Behaviour
        && subject.graph.leads_nowhere(id)
        && !subject.map.runs_into_gap(touchpoint.cell)
}
