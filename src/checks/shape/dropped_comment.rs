//! `dropped-comment`: a value is cut off by ` #`.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "dropped-comment",
    group: Group::Shape,
    level: Level::At(Severity::Warning),
    summary: phrase!("a value is cut off by ` #`", "内容被 ` #` 截断"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
In this text a space is followed by `#`. For YAML a comment begins there, so the rest of the line is cut off and appears
on no page.

## Why

`#` after a space is how notes to oneself are written in a map. In a text such as \"counter #3\" it is meant to be read,
and the half that is left may look quite complete.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: Counter #3 by the door
```

## Better

Put quotation marks around the whole text. If it really was meant as a note, leave a space after the `#`.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: \"Counter #3 by the door\"
```
";

const ZH: &str = "\
文字里有一个空格后面紧跟着 `#`。对 YAML 来说，注释从那里开始，这一行后面的内容被截掉，哪一页上都不会出现。

## 为什么

空格加 `#` 本来用于给自己写备注。可是像“收银台 #3”这样的文字是要给人看的，剩下的半句往往看着还挺完整，不容易发现。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台 #3，靠门口
```

## 应写成

给整段文字加上半角引号。确实是备注的，在 `#` 后面空一格。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: \"收银台 #3，靠门口\"
```
";
