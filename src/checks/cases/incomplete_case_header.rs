//! `incomplete-case-header`: when, where and who are not all there.

use super::{is_only_begun, named};
use crate::checks::CaseSubject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "incomplete-case-header",
    group: Group::Cases,
    level: Level::At(Severity::Error),
    summary: phrase!(
        "a case lacks its exact time, its place, or the people with their roles",
        "案例缺少准确时间、地点，或人物及其角色"
    ),
    page: phrase!(EN, ZH),
    check: Check::Case(check),
};

const EN: &str = "\
The header of a case lacks the exact time (`when`), the exact place (`place`), the people (`people`), or the `role` of
one of them. A date without the time of day is not exact.

## Why

A moment of truth is over in seconds. Without the hour nobody can say how long the customer waited; without the people
and what they were there, a class cannot ask who could have solved it.

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
when: 2026-03-17
people:
  - {name: an elderly man, role: customer}
  - {name: Ms Chen}
---
## 1 Facts

He put the bag on the counter.
```

## Better

Ask those who were there and write it after `when:`, `place:` and `role:`.

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
when: 2026-03-17 10:20
place: The counter beside the door
people:
  - {name: an elderly man, role: customer}
  - {name: Ms Chen, role: cashier}
---
## 1 Facts

He put the bag on the counter.
```
";

const ZH: &str = "\
案例的表头缺了准确时间 `when`、准确地点 `place`、人物 `people`，或者某个人物的角色 `role`。只有日期、没有几点几分，不算准确时间。

## 为什么

关键时刻只有几秒钟。没有几点几分，就说不出客户等了多久；不知道在场的是谁、各是什么角色，课堂上就没法问谁本来可以解决。

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
when: 2026-03-17
people:
  - {name: 一位老先生, role: 客户}
  - {name: 小陈}
---
## 1 客观事实

他把袋子放到台上。
```

## 应写成

问清当时在场的人，写在 `when:`、`place:`、`role:` 后面。

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
when: 2026-03-17 10:20
place: 门边的收银台
people:
  - {name: 一位老先生, role: 客户}
  - {name: 小陈, role: 收银员}
---
## 1 客观事实

他把袋子放到台上。
```
";

fn check(subject: &CaseSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let (case, name) = (subject.case, named(subject));
    if case.hidden.header || is_only_begun(subject) {
        return;
    }
    let missing =
        |en: &str, zh: &str| RULE.at(subject.headline(), words!("{} lacks {en}", "{}没有写{zh}", name.en; name.zh));
    match &case.when {
        None => findings.push(
            missing("its exact time", "准确时间")
                .help(words!("write it as `when: 2026-04-22 13:10`", "写作 `when: 2026-04-22 13:10`")),
        ),
        Some(when) if when.value.1.is_none() => findings.push(
            RULE.at(
                when.span,
                words!("{} says the day, but not the hour", "{}只写了日期，没有写几点几分", name.en; name.zh),
            )
            .help(words!(
                "add the time of day: `when: {} 13:10`",
                "补上几点几分：`when: {} 13:10`",
                when.value.0
            )),
        ),
        Some(_) => {}
    }
    if case.place.is_none() {
        findings.push(missing("its exact place", "准确地点").help(words!(
            "write it as `place: ...`, so exactly that one could stand there",
            "写作 `place: 地点`，具体到能让人站到那个位置"
        )));
    }
    if case.people.is_empty() {
        findings.push(missing("the people involved", "在场人物").help(words!(
            "write `people:` and below it a line each: `- {{name: ..., role: ...}}`; no real names",
            "写 `people:`，下面一人一行：`- {{name: 称呼, role: 角色}}`；不写真名"
        )));
    }
    for person in case.people.iter().filter(|person| person.role.is_none()) {
        let who = person.name.first();
        findings.push(
            RULE.at(
                person.name.span(),
                words!("{} does not say what “{who}” was there", "{}没有写“{who}”是什么角色", name.en; name.zh),
            )
            .help(words!(
                "write the role beside the name: `{{name: {who}, role: customer}}`",
                "在称呼后面写上角色：`{{name: {who}, role: 客户}}`"
            )),
        );
    }
}
