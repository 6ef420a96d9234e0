//! `invalid-value`: a word, number or date out of its range.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "invalid-value",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a word, number or date out of its range", "用词、数字或日期不在允许的范围内"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
The field has a closed list of words, a range of numbers or a form of date, and the value is outside of it. The
message says what is accepted. Stages are `unknown`, `prospect`, `customer`, `departing`; perception and expectation
go from -3 to 3; a date is written `2026-10-01`.

## Why

The words and the scale are those of the method: a curve can only be drawn on one scale, and maps can only be compared
that use the same words. Words of your own for the stages and phases go into `labels` in `motmap.yaml`.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter, perception: 10}
```

## Better

Choose the nearest value that is accepted.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter, perception: 3}
```
";

const ZH: &str = "\
这个字段只接受规定的词、规定范围的数字或规定写法的日期，现在的内容不在其内。提示里列出可以写什么。

阶段是 `unknown`、`prospect`、`customer`、`departing`；认知与期望从 -3 到 3；日期写成 `2026-10-01`。

## 为什么

这些词和尺度来自方法本身：用同一把尺，才画得出曲线；用同样的词，图与图才能比较。\
想用自己的说法称呼阶段和环节，请写在 `motmap.yaml` 的 `labels` 里。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台, perception: 10}
```

## 应写成

改为允许的值里最接近的一个。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台, perception: 3}
```
";
