//! `missing-field`: a field that must be there is not.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "missing-field",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a field that must be there is not", "缺少必填字段"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
A field is missing that has to be there. A map needs its `title`; a touchpoint needs its `id`, by which others refer to
it, and its `name`, by which people know it. Nearly everything else may be left out.

## Why

Without these few fields nothing can be shown: a page needs a heading, a link needs an end.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter}
```

## Better

Add the field that the message names.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
```
";

const ZH: &str = "\
缺少必填的字段。图要有 `title`（标题）；接触点要有 `id`（编号，供别处引用）和 `name`（名称，供人阅读）。其余字段几乎都可以不写。

## 为什么

少了这几个字段就无从显示：页面要有标题，链接要有去处。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter}
```

## 应写成

补上提示里说的字段。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
```
";
