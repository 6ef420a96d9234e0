//! `duplicate-key`: a field stands twice in the same place.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "duplicate-key",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a field stands twice in the same place", "同一处的同一个字段写了两次"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
The same field stands twice in the same place: twice `contact` in a stage, twice `name` in a touchpoint. The message
shows both.

## Why

Only one of them can hold, and the other would be lost without a word. It happens when a stage is added to from below
and the phase is already there further up.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
    contact:
      - {id: telephone, name: The telephone}
```

## Better

Keep one of the two field names, and put what stands below both under it.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
      - {id: telephone, name: The telephone}
```
";

const ZH: &str = "\
同一处的同一个字段写了两次，例如一个阶段里有两个 `contact`，一个接触点里有两个 `name`。提示会指出两处。

## 为什么

两处只能取一处，另一处的内容会无声无息地丢掉。常见的情形是在阶段末尾补写时，没有看到上面已经有这个环节。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
    contact:
      - {id: telephone, name: 订货电话}
```

## 应写成

只留一个字段名，把两处的内容都放到它下面。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
      - {id: telephone, name: 订货电话}
```
";
