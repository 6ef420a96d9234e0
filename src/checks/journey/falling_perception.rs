//! `falling-perception`: customers are let down, and nobody is ready to catch them.

use crate::checks::{Subject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Perception, TouchpointId};
use crate::rule::{Check, Group, Level, Rule};
use crate::source::Spanned;
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "falling-perception",
    group: Group::Journey,
    level: Level::At(Severity::Warning),
    summary: phrase!(
        "perception drops by two or more, with no recovery where it lands",
        "客户认知骤降两级以上，落点却没有补救"
    ),
    page: phrase!(EN, ZH),
    check: Check::Journey(check),
};

const EN: &str = "\
Customers leave this touchpoint at least two points lower than one that leads to it, and it has no `recovery`.

What they leave with is the perception after the last step of the moment that says one, else the touchpoint's own
`perception`, on the scale from -3 to +3. The steepest drop is the one that is shown.

## Why

Satisfaction is perception against expectation, and what customers have just lived through is what they now expect. A
fall of two points is a turn of the curve, the line in the story at which a class would stop. Some falls cannot be
avoided; being unprepared can.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter, perception: 2}
    first-impression:
      - id: sent-away
        name: Sent away to fetch a receipt
        perception: -1
```

## Better

Below the touchpoint where perception lands, say what shows that it went wrong, `signal`, and what to do then, `steps`,
one a line. Or mend the moment itself, so that the fall is less than two.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter, perception: 2}
    first-impression:
      - id: sent-away
        name: Sent away to fetch a receipt
        perception: -1
        recovery:
          signal: The customer turns to go without a word
          steps:
            - Ask for the date and look the purchase up at the till
            - Apologise for the way that was nearly made for nothing
```
";

const ZH: &str = "\
客户离开这个接触点时的认知，比离开通向它的某个接触点时至少低两级，而这里没有写 `recovery`（补救）。

离开时的认知，取四步中最后写出的 `perception`；四步都没写，取接触点自己的 `perception`。范围是 -3 到 +3。多处骤降时，提示最陡的一处。

## 为什么

满意是认知与期望之比，客户刚刚经历过的，就是他现在期望的。一下子掉两级，就是曲线转弯的地方，也是课堂上要停下来问“是哪一句”的地方。

有些下降难以避免，没有准备却可以避免。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台, perception: 2}
    first-impression:
      - id: sent-away
        name: 被打发回家取小票
        perception: -1
```

## 应写成

在认知落到低处的接触点下面写补救：`signal` 写从什么看出出了问题，`steps` 写接下来怎么做，一行一条。也可以改进做法，让落差小于两级。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台, perception: 2}
    first-impression:
      - id: sent-away
        name: 被打发回家取小票
        perception: -1
        recovery:
          signal: 客户一言不发，转身要走
          steps:
            - 问清购买日期，在收银机上查出这笔单
            - 为险些让客户白跑一趟道歉
```
";

/// From this drop on, perception falls rather than wavers.
const FALL: Perception = 2;

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for (id, touchpoint) in subject.site.touchpoints(subject.map.id) {
        let Some(low) = touchpoint.leaves_with().filter(|_| touchpoint.recovery.is_none()) else { continue };
        let Some((before, high)) = highest_before(subject, id).filter(|(_, high)| high.value - low.value >= FALL)
        else {
            continue;
        };
        let (from, to) = (naming::perception(high.value), naming::perception(low.value));
        let (name, before) = (naming::touchpoint(touchpoint), naming::touchpoint(subject.site.touchpoint(before)));
        findings.push(
            RULE.at(
                low.span,
                words!(
                    "perception falls from {from} after {} to {to} after {}, and nothing is prepared for it",
                    "{}之后认知为 {from}，{}之后掉到 {to}，这里却没有补救",
                    before.en,
                    name.en;
                    before.zh,
                    name.zh
                ),
            )
            .related(high.span, words!("from here", "从这里掉下来"))
            .help(words!(
                "write `recovery:` at {}, with the `signal` that shows it and the `steps` to take",
                "在{}写上 `recovery:`：`signal` 写怎样看得出来，`steps` 写接下来怎么做",
                name.en;
                name.zh
            )),
        );
    }
}

/// The highest perception that customers bring from a touchpoint before this one; the first of several.
fn highest_before(subject: &Subject<'_>, id: TouchpointId) -> Option<(TouchpointId, Spanned<Perception>)> {
    let before = subject.graph.comes_from(id).into_iter().map(|from| from.touchpoint);
    let known = before.filter_map(|at| Some((at, subject.site.touchpoint(at).leaves_with()?)));
    known.reduce(|highest, next| if next.1.value > highest.1.value { next } else { highest })
}
