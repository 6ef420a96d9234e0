//! `wrong-type`: a value of another form than the field takes.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "wrong-type",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a value of another form than the field takes", "内容的形式与字段不符"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
The field takes a value of another form: a list stands where a text belongs, a text where a list belongs, and so on.
The message says what is expected and what was found.

## Why

There are three forms. A text stands after the colon. A list has one item a line, each begun with a dash and a space,
or stands in square brackets. Named values, such as those of a touchpoint, stand one a line below the field, indented
by two more spaces. A cell is a list of touchpoints, even if there is only one.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact: The counter
```

## Better

Write the value in the form that the message names.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
```
";

const ZH: &str = "\
内容的形式与字段不符：该写文字的地方写了列表，该写列表的地方写了文字，等等。提示里写明应该是什么、写成了什么。

## 为什么

内容有三种形式：文字，写在冒号后面；列表，一行一项，以短横线加一个空格开头，或写在方括号里；\
若干“名称: 内容”，例如接触点的各个字段，写在下面，再缩进两个空格。格子里是接触点的列表，只有一个也写成列表。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact: 收银台
```

## 应写成

按提示的形式改写。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
```
";
