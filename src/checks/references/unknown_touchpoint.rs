//! `unknown-touchpoint`: a reference to a touchpoint that does not exist.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-touchpoint",
    group: Group::References,
    level: Level::At(Severity::Error),
    summary: phrase!("a reference to a touchpoint that does not exist", "引用的接触点不存在"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
Something refers to a touchpoint that does not exist: a link in `leads_to`, or the `touchpoint` of a case. The message
names the closest id that there is.

## Why

A link without an end breaks the customer's way at this point, and every later check would judge a journey that nobody
meant. References go by id, not by name or code, so that they hold when a list is put in another order.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter, leads_to: [served-in-tern]}
    first-impression:
      - {id: served-in-turn, name: Served in turn}
```

## Better

Write the id exactly as it stands at the touchpoint. For one in another map, write that map's file name without its
ending and a slash before it: `leads_to: [regulars/counter]`.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter, leads_to: [served-in-turn]}
    first-impression:
      - {id: served-in-turn, name: Served in turn}
```
";

const ZH: &str = "\
引用的接触点不存在：可能写在 `leads_to` 里，也可能是案例的 `touchpoint`。提示里给出最接近的编号。

## 为什么

去向没有着落，客户的路就断在这里，后面的检查看到的也不是作者想要的旅程。\
引用靠编号，不靠名称，也不靠 C1.2 这样的代码：列表的次序变了，编号不变。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台, leads_to: [served-in-tern]}
    first-impression:
      - {id: served-in-turn, name: 按顺序接待}
```

## 应写成

编号要与接触点那里写的一字不差。在另一张图里的，前面加上那张图的文件名（不带后缀）和斜杠：`leads_to: [regulars/counter]`。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台, leads_to: [served-in-turn]}
    first-impression:
      - {id: served-in-turn, name: 按顺序接待}
```
";
