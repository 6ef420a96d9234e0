//! `invisible-character`: an invisible character stands in indentation or in a key.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "invisible-character",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!(
        "an invisible character stands in indentation, in a name or where no text can hold it",
        "缩进、字段名、编号等处有看不见的字符"
    ),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
A character that cannot be seen, or that looks like a space and is none, stands in the indentation, after a colon, in a
field name, an id or another word that is compared: a tab, a full-width space (U+3000), a no-break space (U+00A0) or a
zero-width space (U+200B). Within texts these are welcome; control characters and line separators (U+2028) are not even
there. The file was read as if the character were mended, so other findings are not spoilt by it.

## Why

YAML tells from the ordinary spaces at the beginning of a line what belongs to what. Other spaces look the same on the
screen and mean something else, or make a field name unknown that looks perfectly right. They usually come along when a
text is copied from a chat or a word processor.

## Found

```yaml
title: A small shop
stages:
\tcustomer:
    contact: []
```

## Better

Delete the whole white stretch at the beginning of the line, or the field name, and type it again: two ordinary spaces
for each level. Most editors can be told to insert spaces when Tab is pressed.

```yaml
title: A small shop
stages:
  customer:
    contact: []
```
";

const ZH: &str = "\
缩进、冒号后面、字段名、编号等处有看不见的字符，或看着像空格却不是空格的字符：制表符、全角空格（U+3000）、\
不换行空格（U+00A0）、零宽空格（U+200B）。正文里可以有这些字符，但不能有控制字符和行分隔符（U+2028）。\
程序已按改正后的样子继续往下读，不会影响别的检查。

## 为什么

YAML 靠行首的普通空格判断谁属于谁。别的空白在屏幕上看不出差别，含义却不同；混进字段名，看着对的名字也认不出来。\
它们多半是从聊天窗口或文档里复制时带进来的。

## 会报告

```yaml
title: 街角小店
stages:
\u{3000}customer:
    contact: []
```

## 应写成

把行首的空白（或那个字段名）整段删掉重打：每深一层，两个普通空格。多数编辑器可以设置成按 Tab 键时输入空格。

```yaml
title: 街角小店
stages:
  customer:
    contact: []
```
";
