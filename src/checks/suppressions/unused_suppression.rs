//! `unused-suppression`: a comment allows what is not found.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unused-suppression",
    group: Group::Suppressions,
    level: Level::At(Severity::Warning),
    summary: phrase!("a comment allows what is not found there", "放行注释所在之处并没有那个问题"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "\
A comment `# allow: rule-name reason` stands where that rule finds nothing. It counts for its own line; alone on a line
it counts for the line below. Several such lines, one below the other, all count for the first line after them. For a
text that goes on over several lines it stands at the key, on its line or the line above; in the parts of a case it is
`<!-- allow: rule-name reason -->`, and blank lines after it do not matter.

An error of the groups shape and references can never be allowed: with it a map cannot be understood.

## Why

The defect may have been mended since, or the comment has moved away from its line. Left there, it would silence the
next defect of that kind that somebody makes on this line.

## Found

```yaml
title: A small shop
stages:
  customer:
    # allow: empty-cell the shop is too young to have regulars
    behaviour:
      - {id: comes-again, name: Comes again}
```

## Better

Delete the comment, or put it on the line of the finding or the line above.

```yaml
title: A small shop
stages:
  customer:
    behaviour:
      - {id: comes-again, name: Comes again}
```
";

const ZH: &str = "\
注释 `# allow: 规则名 理由` 所在的地方，这条规则并没有发现问题。注释写在行尾，对本行有效；单独占一行，对下一行有效。\
连着写几行这样的注释，都对后面的第一行有效。文字占了几行的，注释写在它的字段名那一行，或字段名的上面一行；\
案例的六个部分里，写成 `<!-- allow: 规则名 理由 -->`，后面隔着空行也有效。

“形式”和“引用”两组里的错误不能放行：有这种错误，图就读不懂。

## 为什么

可能问题早已改好，也可能注释和它那一行走散了。留着不删，以后谁在这一行又犯同样的毛病，就不会报告了。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    # allow: empty-cell 开店不久，还没有回头客
    behaviour:
      - {id: comes-again, name: 再次光顾}
```

## 应写成

删掉这条注释；或把它移到问题所在的那一行，或那一行的上面一行。

```yaml
title: 街角小店
stages:
  customer:
    behaviour:
      - {id: comes-again, name: 再次光顾}
```
";
