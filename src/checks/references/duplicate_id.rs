//! `duplicate-id`: two things of one id.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "duplicate-id",
    group: Group::References,
    level: Level::At(Severity::Error),
    summary: phrase!("two things of one id", "两处用了同一个编号"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
Two things have the same id: two touchpoints or two promises of one map, or two maps whose files have the same name. Ids
that differ only in capitals count as the same, since their pages would be one file. The message shows both places.

## Why

Links, promises and cases refer to ids. With two of one id nobody can say which is meant. Ids have to differ within a
map; two maps may each have a `counter`.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
      - {id: counter, name: The counter by the door}
```

## Better

Give one of the two an id of its own, and look through `leads_to` for the references that meant it.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
      - {id: door-counter, name: The counter by the door}
```
";

const ZH: &str = "\
两处用了同一个编号：同一张图里的两个接触点或两个承诺，或者文件名相同的两张图。\
只有大小写不同的也算相同，因为它们的页面会是同一个文件。提示会指出两处。

## 为什么

去向、承诺、案例都靠编号引用，编号重复就不知道指的是哪一个。同一张图里编号不能重复；不同的图里可以各有一个 `counter`。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
      - {id: counter, name: 门口收银台}
```

## 应写成

给其中一个另取编号，再看看哪些 `leads_to` 指的是它，一并改过来。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
      - {id: door-counter, name: 门口收银台}
```
";
