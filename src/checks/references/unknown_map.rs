//! `unknown-map`: a reference into a map that does not exist.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-map",
    group: Group::References,
    level: Level::At(Severity::Error),
    summary: phrase!("a reference into a map that does not exist", "引用的图不存在"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
A reference goes into a map that does not exist: the part before the slash in `map/touchpoint`. The message names the
closest map that there is.

## Why

A map is called by its file: `maps/regulars.yaml` is `regulars`. When a file is renamed, the references to it keep the
old name, and the customer's way ends at the border between the two maps.

## Found

```yaml
# maps/shop.yaml
title: A small shop
stages:
  prospect:
    behaviour:
      - {id: buys, name: Buys something, leads_to: [regular/counter]}
# maps/regulars.yaml
title: Regulars
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
```

## Better

Before the slash write the file name of the map, without its ending. For a touchpoint of the same map write the id
alone.

```yaml
# maps/shop.yaml
title: A small shop
stages:
  prospect:
    behaviour:
      - {id: buys, name: Buys something, leads_to: [regulars/counter]}
# maps/regulars.yaml
title: Regulars
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
```
";

const ZH: &str = "\
引用写成“图名/接触点”，斜杠前面的那张图不存在。提示里给出最接近的图名。

## 为什么

图以文件名为名：`maps/regulars.yaml` 就叫 `regulars`。文件改了名，别处的引用还是旧名字，客户的路就断在两张图之间。

## 会报告

```yaml
# maps/shop.yaml
title: 街角小店
stages:
  prospect:
    behaviour:
      - {id: buys, name: 买了一件, leads_to: [regular/counter]}
# maps/regulars.yaml
title: 老顾客
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
```

## 应写成

斜杠前面写那张图的文件名，不带后缀。同一张图里的接触点，只写编号。

```yaml
# maps/shop.yaml
title: 街角小店
stages:
  prospect:
    behaviour:
      - {id: buys, name: 买了一件, leads_to: [regulars/counter]}
# maps/regulars.yaml
title: 老顾客
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
```
";
