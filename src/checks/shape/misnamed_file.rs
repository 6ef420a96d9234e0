//! `misnamed-file`: a file among the maps that its name keeps from being read.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "misnamed-file",
    group: Group::Shape,
    level: Level::At(Severity::Warning),
    summary: phrase!(
        "a file among the maps is not read, because of its name",
        "图的目录里有文件因文件名不对而没有读取"
    ),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
In `maps/`, files whose names end in `.yaml` or `.yml` are maps, and those that end in `.md` are cases. This file looks like
one of them, but its name ends otherwise: in capitals (`.YAML`), in `.yaml.txt`, as Notepad saves it, or with a full-width
dot. It is not read.

## Why

Nothing is found in a file that is not read, and no page is made from it. That looks like a map without faults.

## Found

```text
maps/shop.yaml.txt
```

## Better

Rename the file. In Notepad: File, Save As, and choose \"All files\" as the type before you type the name. Where Windows hides
the ends of names: in the Explorer, View, Show, File name extensions. A file that is meant to be neither map nor case lies
better outside of `maps/`.

```text
maps/shop.yaml
```
";

const ZH: &str = "\
`maps/` 里以 `.yaml` 或 `.yml` 结尾的文件是图，以 `.md` 结尾的是案例。这个文件看起来是其中之一，但文件名的结尾不对：用了大写（`.YAML`），
或是记事本保存成了 `.yaml.txt`，或是用了全角的句点。它没有被读取。

## 为什么

没有读取的文件，查不出任何问题，也不会生成页面，看上去却像一张没有毛病的图。

## 会报告

```text
maps/shop.yaml.txt
```

## 应写成

请给文件改名。记事本：文件 → 另存为 → “保存类型”选“所有文件”，再填文件名。Windows 不显示扩展名时：资源管理器 → 查看 → 显示 → 文件扩展名。
既不是图也不是案例的文件，请不要放在 `maps/` 里。

```text
maps/shop.yaml
```
";
