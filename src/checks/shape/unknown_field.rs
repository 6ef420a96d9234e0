//! `unknown-field`: a field that the format does not know.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-field",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a field that there is not at this place", "这个位置没有叫这个名字的字段"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
There is no field of this name at this place. The message names the closest field that there is, or all of them.

## Why

A misspelt field would be left out in silence: the text is in the file, and missing on every page. So the program takes
no field that it does not know.

## Found

```yaml
title: A small shop
sumary: The counter and the queue
```

## Better

Write the name as the message proposes it. If the field exists but belongs elsewhere, move the line, and indent it like
its new neighbours.

```yaml
title: A small shop
summary: The counter and the queue
```
";

const ZH: &str = "\
这个位置没有叫这个名字的字段。提示里给出最接近的字段名，或这里可以写的全部字段。

## 为什么

拼错的字段如果悄悄略过，文字明明写在文件里，页面上却怎么也找不到。所以不认识的字段一律提示。

## 会报告

```yaml
title: 街角小店
sumary: 收银台与排队
```

## 应写成

按提示改正拼写。字段名没有错、只是放错了地方的，把这一行移过去，缩进与那里的字段对齐。

```yaml
title: 街角小店
summary: 收银台与排队
```
";
