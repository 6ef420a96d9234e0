//! `outside-link`: a link leads out of the workspace.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "outside-link",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a link leads out of the workspace, and is not read", "链接指向工作区之外，没有读取"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
A file or folder of the workspace is a symbolic link to something outside of the workspace's folder: `motmap.yaml`,
`maps/`, `templates/`, or something in them. What it leads to is not read.

## Why

A link is a few characters that anybody can send with a change, and it may lead to any file of the machine that checks it.
Were it followed, that file would be quoted in messages or published on a page. Links to places inside the workspace are
followed; a map or case that can be reached in two ways is read once, by the path that has no link in it.

## Found

```text
maps/shop.yaml -> /home/anna/maps/shop.yaml
```

## Better

Put the file itself into the workspace, or a copy of it. A file that several workspaces share can be brought in by the
tool that keeps their versions, as a submodule is.

```text
maps/shop.yaml -> ../shared/shop.yaml
```
";

const ZH: &str = "\
工作区里的 `motmap.yaml`、`maps/`、`templates/`，或其中的某个文件、目录，是一个符号链接，指向工作区目录之外。链接所指的内容没有读取。

## 为什么

链接只是几个字符，谁都可以随一次提交带进来，却能指向检查它的那台机器上的任何文件。一旦照着读，那个文件就会出现在提示里，
甚至发布到页面上。指向工作区之内的链接照常读取；同一张图或同一份案例有两条路径可达时只读一次，以不经过链接的路径为准。

## 会报告

```text
maps/shop.yaml -> /home/anna/maps/shop.yaml
```

## 应写成

把文件本身或它的副本放进工作区。几个工作区共用的文件，可以用版本管理工具引入，例如子模块。

```text
maps/shop.yaml -> ../shared/shop.yaml
```
";
