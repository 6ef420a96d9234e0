//! `single-route`: a sore point that no customer can avoid.

use crate::checks::{Subject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::term;
use crate::model::{Choice, Stage};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "single-route",
    group: Group::Journey,
    level: Level::At(Severity::Note),
    summary: phrase!(
        "every route through a stage passes one touchpoint that ends below zero",
        "本阶段的每条路都要经过一个认知为负的接触点"
    ),
    page: phrase!(EN, ZH),
    check: Check::Journey(check),
};

const EN: &str = "\
Every route from the contacts of this stage to its behaviours passes this touchpoint, and customers leave it below zero.

What they leave with is the perception after the last step of the moment that says one, else the touchpoint's own
`perception`. Routes that leave the stage and come back do not count.

## Why

A weak touchpoint beside good ones spoils the day of some customers. One that all of them must pass decides the vote of
the whole stage: attitude sets there, and is hard to change later. It is a note, not a fault, but nowhere does an
improvement reach more customers.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
    first-impression:
      - {id: queue, name: The queue, perception: -1}
    attitude: {not_applicable: Regulars made up their minds long ago}
    behaviour:
      - {id: comes-again, name: Comes again}
```

## Better

Give customers another way past it, as here, or work on the touchpoint until they leave it at zero or above.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
    first-impression:
      - {id: queue, name: The queue, perception: -1}
      - {id: order-ahead, name: Orders ahead and picks up, perception: 2}
    attitude: {not_applicable: Regulars made up their minds long ago}
    behaviour:
      - {id: comes-again, name: Comes again}
```
";

const ZH: &str = "\
从本阶段的接触点到行为预测，每一条路都要经过这里，而客户离开这里时认知低于零。

离开时的认知，取四步中最后写出的 `perception`；四步都没写，取接触点自己的 `perception`。绕出本阶段再回来的路不算。

## 为什么

旁边还有好路时，一个薄弱的接触点只影响一部分客户；人人必经的，决定整个阶段的投票，态度在那里形成，以后很难改变。

这只是提醒，不是错误；但改进哪里受益的客户最多，答案就在这里。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
    first-impression:
      - {id: queue, name: 排长队, perception: -1}
    attitude: {not_applicable: 老顾客的看法早已形成}
    behaviour:
      - {id: comes-again, name: 再次光顾}
```

## 应写成

像下面这样给客户另一条路，或者改进这个接触点，让客户离开时不低于零。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
    first-impression:
      - {id: queue, name: 排长队, perception: -1}
      - {id: order-ahead, name: 提前下单到店自取, perception: 2}
    attitude: {not_applicable: 老顾客的看法早已形成}
    behaviour:
      - {id: comes-again, name: 再次光顾}
```
";

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for &stage in Stage::ALL {
        for id in subject.graph.on_every_route(subject.site, subject.map.id, stage) {
            let touchpoint = subject.site.touchpoint(id);
            let Some(low) = touchpoint.leaves_with().filter(|perception| perception.value < 0) else { continue };
            let leave = naming::perception(low.value);
            let (name, stage) = (naming::touchpoint(touchpoint), term(stage));
            findings.push(
                RULE.at(
                    touchpoint.id.span,
                    words!(
                        "every route through the stage {1} passes {0}, which customers leave at {leave}",
                        "{1}阶段的每条路都要经过{0}，客户离开那里时认知为 {leave}",
                        name.en,
                        stage.en;
                        name.zh,
                        stage.zh
                    ),
                )
                .related(low.span, words!("what they leave with", "离开时的认知"))
                .help(words!(
                    "improve this touchpoint first, or open a second way beside it",
                    "请最先改进这个接触点，或在旁边另开一条路"
                )),
            );
        }
    }
}
