//! `unknown-role`: a role that motmap.yaml does not name.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-role",
    group: Group::References,
    level: Level::At(Severity::Error),
    summary: phrase!("a role that motmap.yaml does not name", "motmap.yaml 里没有这个角色"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
A role is named here that `motmap.yaml` does not list: as `role`, `owner` or `escalates_to`. The message names the
closest that there is. Where there is nobody to call, `escalates_to: none` says so.

## Why

Roles carry the playbook to the people who act on it: each post gets a page of its own. A role that is misspelt would
get a page for nobody, and the real one would miss its touchpoint.

## Found

```yaml
# motmap.yaml
roles:
  cashier: {name: Cashier, layer: front-line}
# maps/shop.yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter, role: casheir}
```

## Better

Write the role as it stands in `motmap.yaml`. For a new role add a line under `roles:` there: its id, a colon, a
space, and in braces its name and its layer, which is `senior`, `middle` or `front-line`.

```yaml
# motmap.yaml
roles:
  cashier: {name: Cashier, layer: front-line}
# maps/shop.yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter, role: cashier}
```
";

const ZH: &str = "\
`role`（角色）、`owner`（负责人）或 `escalates_to`（上报给谁）写的角色，`motmap.yaml` 里没有。提示里给出最接近的一个。\
没有人可以上报，写 `escalates_to: 无` 即可。

## 为什么

手册按岗位发到人手里，每个角色有自己的一页。角色写错，就会多出一页没有人看，该看的人却少了一个接触点。

## 会报告

```yaml
# motmap.yaml
roles:
  cashier: {name: 收银员, layer: front-line}
# maps/shop.yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台, role: casheir}
```

## 应写成

按 `motmap.yaml` 里的写法改正。要新增角色，就在那里的 `roles:` 下面加一行：编号、冒号、空格，再用花括号写名称和层级，\
层级是 `senior`（高层）、`middle`（中层）或 `front-line`（一线）。

```yaml
# motmap.yaml
roles:
  cashier: {name: 收银员, layer: front-line}
# maps/shop.yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台, role: cashier}
```
";
