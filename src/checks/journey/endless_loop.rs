//! `endless-loop`: customers are sent round and round.

use crate::checks::{Subject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::MAX_REPORTED_LOOP_MEMBERS;
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "endless-loop",
    group: Group::Journey,
    level: Level::At(Severity::Warning),
    summary: phrase!("a loop that no customer can leave", "客户走不出去的循环"),
    page: phrase!(EN, ZH),
    check: Check::Journey(check),
};

const EN: &str = "\
These touchpoints lead to one another and nowhere else: a customer who comes to one of them never gets out. A loop is
reported once, at its first touchpoint, also where it runs through several maps; of a long one ten touchpoints are named.

## Why

A loop is nothing bad: a customer who buys again comes back to the contact, year after year. But every customer leaves
it some day, content or not. A loop without a way out is either an omission or a customer being passed from desk to
desk, and that is how gold-card holders become front-page stories.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: hotline
        name: Hotline
        leads_to: [{to: service-desk, because: The hotline cannot decide it}]
      - id: service-desk
        name: Service desk
        leads_to: [{to: hotline, because: The desk has no record of the call}]
```

## Better

Choose the touchpoint where the customer is helped, or gives up, and add to its `leads_to` the id of what follows,
after a comma. Where the journey ends there, lead to a touchpoint that says `leads_to: []`.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: hotline
        name: Hotline
        leads_to: [{to: service-desk, because: The hotline cannot decide it}]
      - id: service-desk
        name: Service desk
        leads_to: [{to: hotline, because: The desk has no record of the call}, solved-in-time]
    first-impression:
      - {id: solved-in-time, name: Solved in time}
```
";

const ZH: &str = "\
这几个接触点只在彼此之间来回，不通向别处：客户走进去就出不来。一个循环只在它的第一个接触点提示一次，跨图的也一样；循环很长时只列出十个接触点。

## 为什么

循环本身不是坏事：重复购买的客户年年都会回到接触点。但每个客户总有一天会离开，或者满意，或者不满意。

没有出口的循环，要么是漏写，要么就是客户被几个部门踢来踢去——金卡客户上报纸头版，往往就是这样开始的。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: hotline
        name: 服务热线
        leads_to: [{to: service-desk, because: 热线做不了主}]
      - id: service-desk
        name: 服务台
        leads_to: [{to: hotline, because: 服务台查不到来电记录}]
```

## 应写成

找出客户在哪里得到解决、或在哪里放弃，在那个接触点的 `leads_to` 里加上下一步的编号，用半角逗号隔开。\
旅程就此结束的，通向一个写有 `leads_to: []` 的接触点。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: hotline
        name: 服务热线
        leads_to: [{to: service-desk, because: 热线做不了主}]
      - id: service-desk
        name: 服务台
        leads_to: [{to: hotline, because: 服务台查不到来电记录}, solved-in-time]
    first-impression:
      - {id: solved-in-time, name: 及时解决}
```
";

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for members in subject.graph.endless_loops(subject.map.id) {
        let Some((&first, others)) = members.split_first() else { continue };
        let first = subject.site.touchpoint(first);
        let (name, count) = (naming::touchpoint(first), members.len());
        let message = if others.is_empty() {
            words!("{} leads to itself and nowhere else", "{}只通向自己，客户走不出去", name.en; name.zh)
        } else {
            words!(
                "{} begins a loop of {count} touchpoints that no customer can leave",
                "从{}开始的 {count} 个接触点循环往复，客户走不出去",
                name.en;
                name.zh
            )
        };
        let mut finding = RULE.at(first.id.span, message);
        for &other in others.iter().take(MAX_REPORTED_LOOP_MEMBERS - 1) {
            let span = subject.site.touchpoint(other).id.span;
            finding = finding.related(span, words!("in the same loop", "在同一个循环里"));
        }
        findings.push(finding.help(words!(
            "add to the `leads_to` of one of them a touchpoint outside the loop: where customers are helped, or leave",
            "在其中一个接触点的 `leads_to` 里，加上循环以外的一个接触点：客户得到解决、或者离开的地方"
        )));
    }
}
