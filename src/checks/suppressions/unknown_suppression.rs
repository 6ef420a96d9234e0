//! `unknown-suppression`: a comment allows what no rule is called.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-suppression",
    group: Group::Suppressions,
    level: Level::At(Severity::Warning),
    summary: phrase!("a comment allows a rule that there is not", "放行注释里的规则名不存在"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
A comment `# allow: rule-name reason` names a rule that does not exist, or none at all. The message names the closest.

## Why

Such a comment looks as if something had been settled here, and settles nothing: the finding that it was written for is
still reported, or will be.

## Found

```yaml
title: A small shop
stages:
  customer:
    # allow: emty-cell the shop is too young to have regulars
    behaviour: []
```

## Better

Write the name as it stands in brackets beside the finding. `motmap explain` lists all names.

```yaml
title: A small shop
stages:
  customer:
    # allow: empty-cell the shop is too young to have regulars
    behaviour: []
```
";

const ZH: &str = "\
注释 `# allow: 规则名 理由` 里的规则名不存在，或者没有写规则名。提示里给出最接近的规则名。

## 为什么

这样的注释看上去像是已经有了交代，其实不起作用：本来想放行的问题，照样会报告出来。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    # allow: emty-cell 开店不久，还没有回头客
    behaviour: []
```

## 应写成

照抄问题后面方括号里的规则名。`motmap explain` 会列出所有规则。

```yaml
title: 街角小店
stages:
  customer:
    # allow: empty-cell 开店不久，还没有回头客
    behaviour: []
```
";
