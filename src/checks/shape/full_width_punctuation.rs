//! `full-width-punctuation`: full-width punctuation stands where YAML needs ASCII.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "full-width-punctuation",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("full-width punctuation stands where YAML needs ASCII", "该用半角标点的地方用了全角"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
A full-width sign, as a Chinese keyboard types it, stands where YAML needs the ordinary one: `：` in place of `:` after a
field name, for example. The text was read as if it were mended, so other findings are not spoilt by it.

## Why

To YAML a full-width colon is a letter like any other. `title：A small shop` is then no title but one long word, and what
follows may be swallowed into the text of the line before. Within a text, full-width signs are as welcome as ever.

## Found

```yaml
title：A small shop
summary: The counter and the queue
```

## Better

Switch the keyboard to half-width signs (on most, Shift or Ctrl and the full stop) and type a colon and one space after
the field name.

```yaml
title: A small shop
summary: The counter and the queue
```
";

const ZH: &str = "\
YAML 语法需要半角标点的地方，用了全角标点，例如字段名后面写了 `：`。程序已按改正后的样子继续往下读，不会影响别的检查。

## 为什么

在 YAML 看来，全角冒号只是一个普通的字：`title：街角小店` 不是标题，而是一个长词，有时还会被并进上一行的文字里。

正文里照常使用全角标点，只有字段名后的冒号、列表开头的短横线、方括号、花括号以及其中的逗号必须半角。

## 会报告

```yaml
title：街角小店
summary: 收银台与排队
```

## 应写成

切换到英文标点（多数输入法按 Shift，或按 Ctrl 加句号），在字段名后输入半角冒号，再空一格。

```yaml
title: 街角小店
summary: 收银台与排队
```
";
