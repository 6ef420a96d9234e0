//! `orphan-touchpoint`: a touchpoint that no customer ever comes to.

use crate::checks::{Subject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{CellAt, Choice, Coverage, Phase};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "orphan-touchpoint",
    group: Group::Journey,
    level: Level::At(Severity::Warning),
    summary: phrase!("no touchpoint leads to this one", "没有任何接触点通向它"),
    page: phrase!(EN, ZH),
    check: Check::Journey(check),
};

const EN: &str = "\
Nothing leads to this touchpoint. It is written down, but no customer on this map ever comes to it.

A contact may always begin a journey and is never an orphan. Nor is a touchpoint behind an empty cell: the empty cell
is reported, and filling it mends both.

While some map of the workspace cannot be understood, it may hold the missing link, and no orphans are reported.

## Why

Each phase follows from the one before: an impression begins with a contact, an attitude with an impression. A
touchpoint that nothing leads to will be rehearsed and measured, yet nobody can say where its customers come from.
Usually somebody wrote `leads_to` at the touchpoints before it and left this one out: `leads_to` replaces the step to
the whole next phase.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        leads_to: [served-in-turn]
    first-impression:
      - {id: served-in-turn, name: Served in turn}
      - {id: sees-the-queue, name: Sees the length of the queue}
```

## Better

Go to the touchpoint where these customers come from and add the id to its `leads_to`, after a comma. Or delete the
line `leads_to`: then it leads to every touchpoint of the next phase.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        leads_to: [served-in-turn, sees-the-queue]
    first-impression:
      - {id: served-in-turn, name: Served in turn}
      - {id: sees-the-queue, name: Sees the length of the queue}
```
";

const ZH: &str = "\
没有任何接触点通向这里：虽然写了下来，图上的客户却永远走不到。

“接触点”这一环节可以是旅程的起点，不算孤立；前面的格子空着时也不算，空格子另有提示，填上就一并解决。

工作区里有图读不懂时，缺的去向可能就在那张图里，所以暂不提示。

## 为什么

四个环节环环相扣：有接触才有认知，有认知才有态度。没有来路的接触点，练了、考核了，却说不清客户从哪里来。

最常见的原因：前面的接触点写了 `leads_to`，却漏了这一个。写了 `leads_to`，就不再自动通向下一环节的全部接触点。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        leads_to: [served-in-turn]
    first-impression:
      - {id: served-in-turn, name: 按顺序接待}
      - {id: sees-the-queue, name: 看到队伍有多长}
```

## 应写成

找到客户来自哪个接触点，在它的 `leads_to` 里加上这个编号，用半角逗号隔开。也可以删掉 `leads_to` 那一行，恢复为通向下一环节的全部接触点。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        leads_to: [served-in-turn, sees-the-queue]
    first-impression:
      - {id: served-in-turn, name: 按顺序接待}
      - {id: sees-the-queue, name: 看到队伍有多长}
```
";

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    // A map that cannot be understood may hold the link that is missed here.
    if !subject.graph.all_maps_readable() {
        return;
    }
    for (id, touchpoint) in subject.site.touchpoints(subject.map.id) {
        let cell = touchpoint.cell;
        if cell.phase == Phase::Contact || is_behind_gap(subject, cell) || subject.graph.has_incoming_link(id) {
            continue;
        }
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(touchpoint.id.span, words!("nothing leads to {}", "没有任何接触点通向{}", name.en; name.zh)).help(
                words!(
                    "add `{0}` to the `leads_to` of the touchpoint that its customers come from: `leads_to: [{0}]`",
                    "在客户来自的那个接触点的 `leads_to` 里加上 `{0}`，如 `leads_to: [{0}]`",
                    touchpoint.id.value
                ),
            ),
        );
    }
}

fn is_behind_gap(subject: &Subject<'_>, cell: CellAt) -> bool {
    let earlier = Phase::ALL[..cell.phase.index()].iter().rev();
    subject.map.first_not_waived(earlier.map(|&phase| CellAt { phase, ..cell })) == Some(Coverage::Gap)
}
