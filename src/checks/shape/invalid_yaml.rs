//! `invalid-yaml`: the text cannot be read as YAML.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "invalid-yaml",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("the text cannot be read as YAML", "不合 YAML 的写法，文件读不下去"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
Somewhere in this file the text stops being YAML, the way of writing in which maps are kept. The place shown is where
the reader gave up; the slip is there or in the line above.

## Why

The program cannot guess what was meant, so nothing is built from this map until it is mended. Nearly always it is one
of four slips: a text that begins with a quotation mark and goes on after the closing one; a text that begins with
`[`, `{`, `*`, `&`, `!`, `%`, `@` or a backtick; a bracket or a quotation mark that is never closed; a line that is
indented further or less than its neighbours.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: \"Gold\" counter
```

## Better

Put the whole text in quotation marks of the other kind: `'` around a text that has `\"` in it. Close every bracket.
Fields of one touchpoint begin in the same column.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: '\"Gold\" counter'
```
";

const ZH: &str = "\
图用 YAML 格式书写，而这个文件里有一处不合 YAML 的写法，程序读到这里就读不下去了。错处就在提示的地方，或在它的上一行。

## 为什么

程序不能猜测作者的意思，改好之前，这张图什么也生成不了。绝大多数是下面四种笔误：

- 文字以引号开头，引号结束后又接着写；
- 文字以 `[`、`{`、`*`、`&`、`!`、`%`、`@` 或反引号开头；
- 括号或引号没有写另一半；
- 某一行的缩进比相邻的行多了或少了。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: \"金卡\"专柜
```

## 应写成

用另一种引号把整段文字括起来：文字里有半角双引号，外面就用半角单引号。也可以改用中文引号“”，就不必再加引号。\
括号要成对；同一个接触点的字段从同一列开始。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: '\"金卡\"专柜'
```
";
