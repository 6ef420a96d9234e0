//! `invalid-id`: an id with characters that ids cannot have, or that cannot name a file.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "invalid-id",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!(
        "an id with characters that ids cannot have, or that cannot name a file",
        "编号含有不允许的字符，或不能用作文件名"
    ),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
An id has a character that ids cannot have, or it cannot name a file. An id consists of letters of any script, digits
and hyphens; it has 1 to 64 characters and neither begins nor ends with a hyphen. `con`, `prn`, `aux`, `nul`, `com1` to
`com9` and `lpt1` to `lpt9` are no ids, in whatever capitals: Windows keeps these names for devices and can have no files
of these names, nor check out a folder that has some.

## Why

Ids go into links, file names and references from other maps: spaces, full stops and slashes would break them. An id is
not shown to customers or learners; that is what `name` is for.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: the counter, name: The counter}
```

## Better

Put a hyphen in place of a space, and leave other signs out; add a word or a number to a device's name. Change it also wherever the id is referred to.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: the-counter, name: The counter}
```
";

const ZH: &str = "\
编号里有不允许的字符，或者不能用作文件名。编号只用汉字或其他文字的字母、数字和连字符 `-`，1 到 64 个字符，不能以连字符开头或结尾。
`con`、`prn`、`aux`、`nul`、`com1` 到 `com9`、`lpt1` 到 `lpt9` 不论大小写都不能用：Windows 把这些名字留给设备，既存不下
这样命名的文件，也取不出含有这种文件的目录。

## 为什么

编号要用在链接、文件名和别的图的引用里，空格、句点、斜杠会把它们弄断。编号不给客户和学员看，给人看的是 `name`（名称）。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: 一号 收银台, name: 一号收银台}
```

## 应写成

空格改成连字符，其他符号去掉；设备的名字则加上一个词或数字。别处引用了这个编号的，也要一并改。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: 一号-收银台, name: 一号收银台}
```
";
