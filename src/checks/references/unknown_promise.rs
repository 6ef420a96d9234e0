//! `unknown-promise`: a promise that nobody makes.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-promise",
    group: Group::References,
    level: Level::At(Severity::Error),
    summary: phrase!("a promise that nobody makes", "没有哪个接触点作出这个承诺"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
`delivers` names a promise that no touchpoint makes. The message names the closest that there is.

## Why

A promise and its keeping are two ends of one thing: without the promise nobody knows what is being kept, and a promise
whose id is misspelt here would be reported as never kept.

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
      - {id: call-comes, name: The call comes, delivers: [call-tomorow]}
```

## Better

Write the id as it stands under `promises` where the promise is made. If it is made nowhere yet, add it there:
`promises: [{id: ..., text: ...}]`.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        promises: [{id: call-tomorrow, text: We call you tomorrow before ten}]
    first-impression:
      - {id: call-comes, name: The call comes, delivers: [call-tomorrow]}
```
";

const ZH: &str = "\
`delivers`（兑现）写的承诺，没有哪个接触点作出过。提示里给出最接近的一个。

## 为什么

承诺与兑现是一件事的两头：没有承诺，就不知道兑现的是什么；编号写错，那个承诺还会被当作从未兑现。

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
      - {id: call-comes, name: 电话来了, delivers: [call-tomorow]}
```

## 应写成

按作出承诺处 `promises` 里的编号改正。还没有写承诺的，到那个接触点补上：`promises: [{id: ..., text: ...}]`。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        promises: [{id: call-tomorrow, text: 明天十点前给您回电}]
    first-impression:
      - {id: call-comes, name: 电话来了, delivers: [call-tomorrow]}
```
";
