//! `unanonymised-case`: nobody has said that no real person can be recognised.

use super::{is_only_begun, named};
use crate::checks::CaseSubject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unanonymised-case",
    group: Group::Cases,
    level: Level::At(Severity::Warning),
    summary: phrase!("a case does not say that it is anonymised", "案例没有声明已经匿名"),
    page: phrase!(EN, ZH),
    check: Check::Case(check),
};

const EN: &str = "\
The header of a case does not say `anonymised: true`.

## Why

A case goes from hand to hand and is read aloud, before people who may know the customer, or the colleague. Numbers and
addresses can be searched for, and `personal-data` does so; whether a person can be recognised by what is told, only
somebody who reads it can say.

## Found

```markdown
# maps/shop.yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
# maps/cases/the-torn-bag.md
---
touchpoint: shop/counter
title: The torn bag
---
## 1 Facts

He put the bag on the counter.
```

## Better

Read the case as a neighbour of the customer would. Change names, firms, and what is known in town. Then type
`anonymised: true`.

```markdown
# maps/shop.yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
# maps/cases/the-torn-bag.md
---
touchpoint: shop/counter
title: The torn bag
anonymised: true
---
## 1 Facts

He put the bag on the counter.
```
";

const ZH: &str = "\
案例的表头没有写 `anonymised: true`（已匿名）。

## 为什么

案例会传来传去，会当众念出来，听的人里也许就有认识这位客户或这位同事的。号码和地址可以查找，由 `personal-data` 负责；\
从情节能不能认出是谁，只有人读过才知道。

## 会报告

```markdown
# maps/shop.yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
# maps/cases/the-torn-bag.md
---
touchpoint: shop/counter
title: 破了的袋子
---
## 1 客观事实

他把袋子放到台上。
```

## 应写成

站在客户邻居的位置读一遍，换掉人名、单位名和当地人一听就知道的细节，再写上 `anonymised: true`。

```markdown
# maps/shop.yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
# maps/cases/the-torn-bag.md
---
touchpoint: shop/counter
title: 破了的袋子
anonymised: true
---
## 1 客观事实

他把袋子放到台上。
```
";

fn check(subject: &CaseSubject<'_>, findings: &mut Vec<Diagnostic>) {
    if subject.case.anonymised || subject.case.hidden.header || is_only_begun(subject) {
        return;
    }
    let name = named(subject);
    findings.push(
        RULE.at(
            subject.headline(),
            words!("{} does not say that it is anonymised", "{}没有声明已经匿名", name.en; name.zh),
        )
        .help(words!(
            "make sure that no real person can be recognised, then write `anonymised: true`",
            "确认从中认不出任何真人之后，写上 `anonymised: true`"
        )),
    );
}
