//! `undelivered-promise`: a promise that the customer never sees kept.

use crate::checks::{Subject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Promise, PromiseId, Touchpoint};
use crate::rule::{Check, Group, Level, Rule};
use crate::source::Span;
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "undelivered-promise",
    group: Group::Journey,
    level: Level::At(Severity::Error),
    summary: phrase!("a promise that no touchpoint reachable from it keeps", "承诺之后能走到的接触点，没有一个兑现它"),
    page: phrase!(EN, ZH),
    check: Check::Journey(check),
};

const EN: &str = "\
A promise is made here, but on none of the ways onward does any touchpoint say that it keeps it (`delivers`).

A promise that is kept behind an empty cell is not reported as long as the cell is empty.

## Why

Customers rank reliability first: to do what was promised, when it was promised. A call in ten minutes that does not
come in thirty costs more than no promise at all. If nobody on the map keeps it, nobody in the organisation may know
that it was made.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        promises: [{id: call-tomorrow, text: We call you tomorrow before ten}]
    first-impression:
      - id: call-comes
        name: The call comes
```

## Better

At the touchpoint where the customer sees the promise kept, type `delivers: [...]` with the promise's id. The
touchpoint must lie on a way onward from the promise; if it does not yet, let `leads_to` lead there.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        promises: [{id: call-tomorrow, text: We call you tomorrow before ten}]
    first-impression:
      - id: call-comes
        name: The call comes
        delivers: [call-tomorrow]
```
";

const ZH: &str = "\
这里作出了承诺，但从这里往后走到的接触点，没有一个用 `delivers` 写明兑现它。

兑现的接触点隔着空格子时，先只提示空格子。

## 为什么

客户最看重的是可靠性：说到做到，而且准时。答应十分钟回电，三十分钟没有打来，比不答应更糟。

图上没有人兑现，往往意味着组织里没有人知道有过这个承诺。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        promises: [{id: call-tomorrow, text: 明天十点前给您回电}]
    first-impression:
      - id: call-comes
        name: 电话来了
```

## 应写成

客户在哪个接触点看到承诺兑现，就在那里写 `delivers: [承诺的编号]`。这个接触点要在承诺之后走得到的路上；还走不到的，用 `leads_to` 连过去。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        promises: [{id: call-tomorrow, text: 明天十点前给您回电}]
    first-impression:
      - id: call-comes
        name: 电话来了
        delivers: [call-tomorrow]
```
";

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for (made_at, touchpoint) in subject.site.touchpoints(subject.map.id) {
        if touchpoint.promises.is_empty() {
            continue;
        }
        if subject.graph.may_reach_unreadable_map(made_at) {
            continue;
        }
        for (index, promise) in (0..).zip(&touchpoint.promises) {
            findings.extend(undelivered(subject, PromiseId { made_at, index }, promise));
        }
    }
}

fn undelivered(subject: &Subject<'_>, id: PromiseId, promise: &Promise) -> Option<Diagnostic> {
    let keepers = subject.graph.delivered_at(id);
    if subject.graph.reaches_any(id.made_at, keepers) {
        return None;
    }
    let (name, made_at) = (&promise.id.value, naming::touchpoint(subject.site.touchpoint(id.made_at)));
    let kept = keepers.first().map(|&at| (at, subject.site.touchpoint(at)));
    let kept = kept.and_then(|(at, touchpoint)| Some((at, touchpoint, kept_at(touchpoint, id)?)));
    let Some((kept_id, keeper, kept_span)) = kept else {
        let message = words!(
            "the promise `{name}` of {} is kept nowhere",
            "{}的承诺 `{name}` 没有任何接触点兑现",
            made_at.en;
            made_at.zh
        );
        return Some(RULE.at(promise.id.span, message).help(words!(
            "write `delivers: [{name}]` at the touchpoint where the customer sees it kept",
            "在客户看到承诺兑现的那个接触点写上 `delivers: [{name}]`"
        )));
    };
    // The empty cell is reported by itself.
    if subject.graph.reaches_gap(id.made_at) {
        return None;
    }
    let keeper_name = naming::touchpoint(keeper);
    let message = words!(
        "the promise `{name}` is kept at {}, where no way leads from {}",
        "承诺 `{name}` 在{}兑现，但从{}走不到那里",
        keeper_name.en,
        made_at.en;
        keeper_name.zh,
        made_at.zh
    );
    Some(
        RULE.at(promise.id.span, message)
            .label(words!("promised here", "在这里承诺"))
            .related(kept_span, words!("kept here, out of reach", "在这里兑现，但走不到"))
            .help(words!(
                "let `leads_to` lead there, to `{0}`, or write `delivers: [{name}]` at a touchpoint that is reached",
                "用 `leads_to` 连到 `{0}`；或在走得到的接触点写 `delivers: [{name}]`",
                subject.site.reference(kept_id, id.made_at.map)
            )),
    )
}

/// Where a touchpoint says that it keeps a promise.
fn kept_at(touchpoint: &Touchpoint, promise: PromiseId) -> Option<Span> {
    touchpoint.delivers.iter().find(|delivered| delivered.value == promise).map(|delivered| delivered.span)
}
