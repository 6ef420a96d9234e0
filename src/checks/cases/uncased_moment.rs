//! `uncased-moment`: much hangs on it, and nobody has written down a time when it happened.

use crate::checks::next_step::{Missing, missing};
use crate::checks::{Subject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Importance, Touchpoint, TouchpointId};
use crate::rule::{Check, Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "uncased-moment",
    group: Group::Cases,
    level: Level::At(Severity::Warning),
    summary: phrase!("a touchpoint of high importance has no case", "重要的接触点还没有案例"),
    page: phrase!(EN, ZH),
    check: Check::Journey(check),
};

const EN: &str = "\
A touchpoint with `importance: high` has no case.

## Why

A playbook is made of touchpoints and of the real cases that staff collected at them. What is laid down for a touchpoint
is believed when there is a story behind it: on such a day, at such an hour, this is what it cost.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: returns, name: Goods returned, importance: high}
```

## Better

Ask who remembers a time when it went very well there, or very badly, and type `motmap case new` with the map and the
touchpoint: `motmap case new shop/returns`. It writes a case to fill in.

```markdown
# maps/shop.yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: returns, name: Goods returned, importance: high}
# maps/cases/returns.md
---
touchpoint: shop/returns
title: The coat that came back
---
## 1 Facts

She laid the coat on the counter.
```
";

const ZH: &str = "\
标了 `importance: high`（重要）的接触点，一个案例也没有。

## 为什么

手册由接触点和员工在那里收集的真实案例组成。规定的做法背后有故事，大家才信：某一天、几点钟，就因为这个付出了什么代价。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: returns, name: 退货, importance: high}
```

## 应写成

问问谁还记得在这里办得特别好、或者特别糟的一次，然后输入 `motmap case new 图/接触点`，例如 `motmap case new shop/returns`，\
就会生成一份待填写的案例。

```markdown
# maps/shop.yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: returns, name: 退货, importance: high}
# maps/cases/returns.md
---
touchpoint: shop/returns
title: 退回来的大衣
---
## 1 客观事实

她把大衣放到柜台上。
```
";

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let touchpoints = || subject.site.touchpoints(subject.map.id);
    let begun = touchpoints().any(|(id, _)| may_have_case(subject, id));
    let lacking = touchpoints()
        .filter(|&(id, touchpoint)| touchpoint.importance == Importance::High && !may_have_case(subject, id));
    match missing(lacking.map(|(_, touchpoint)| touchpoint), begun) {
        Missing::Everywhere(first, count) => {
            let name = naming::touchpoint(first);
            let message = words!(
                "none of the {count} touchpoints of high importance has a case yet; begin with {}",
                "{count} 个很重要的接触点都还没有案例；可以从{}开始",
                name.en; name.zh
            );
            findings.push(Diagnostic { of_whole_map: true, ..finding(subject, first, message) });
        }
        Missing::At(lacking) => findings.extend(lacking.into_iter().map(|touchpoint| {
            let name = naming::touchpoint(touchpoint);
            let message =
                words!("{} is of high importance, but has no case", "{}很重要，却还没有案例", name.en; name.zh);
            finding(subject, touchpoint, message)
        })),
    }
}

fn finding(subject: &Subject<'_>, touchpoint: &Touchpoint, message: Words) -> Diagnostic {
    let reference = format!("{}/{}", subject.map.name, touchpoint.id.value);
    RULE.at(touchpoint.id.span, message).help(words!(
        "`motmap case new {reference}` writes one to fill in",
        "`motmap case new {reference}` 会生成一份待填写的案例"
    ))
}

/// Whether a case happened at a touchpoint, or a case that cannot be understood may have.
fn may_have_case(subject: &Subject<'_>, id: TouchpointId) -> bool {
    let places = &subject.site.case_places;
    places.some_are_hidden() || places.at(id).next().is_some()
}
