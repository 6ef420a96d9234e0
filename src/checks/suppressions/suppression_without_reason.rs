//! `suppression-without-reason`: a comment allows a finding and does not say why.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "suppression-without-reason",
    group: Group::Suppressions,
    level: Level::At(Severity::Warning),
    summary: phrase!("a comment allows a finding without a reason", "放行问题，却没有写理由"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
A comment `# allow: rule-name` stands there without a reason after the name. It silences nothing until it has one.

## Why

Whoever reads the map next year wants to know whether the exception still holds. With the reason they can tell; without
it nobody dares to delete the comment, and the defect stays for good.

## Found

```yaml
title: A small shop
stages:
  customer:
    # allow: empty-cell
    behaviour: []
```

## Better

Write the reason after the name, in your own words. A waiver, `not_applicable:`, is better still where it fits: it is
shown on the page.

```yaml
title: A small shop
stages:
  customer:
    # allow: empty-cell the shop is too young to have regulars
    behaviour: []
```
";

const ZH: &str = "\
注释 `# allow: 规则名` 后面没有写理由。写上理由之前，它不起作用。

## 为什么

明年看图的人要判断这个例外还成不成立，有理由才好判断；没有理由，谁也不敢删，问题就一直留着。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    # allow: empty-cell
    behaviour: []
```

## 应写成

在规则名后面空一格，用自己的话写明理由。能写成 `not_applicable:`（不适用）的更好，页面上也看得到。

```yaml
title: 街角小店
stages:
  customer:
    # allow: empty-cell 开店不久，还没有回头客
    behaviour: []
```
";
