//! `thin-cell`: fewer touchpoints than the method's four.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{CellAt, Coverage};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "thin-cell",
    group: Group::Coverage,
    level: Level::Off,
    summary: phrase!("a cell has fewer touchpoints than the method's four", "一格里的接触点不足四个"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
This cell has touchpoints, but fewer than four. The rule is off unless `motmap.yaml` turns it on, for example with
`rules: {thin-cell: note}`.

## Why

The method's reference grid ranks four items in every cell. One or two come to mind at once; the third and the fourth
have to be looked for, and are the ones that customers know and the organisation does not. Turn the rule on when a map
is meant to be complete.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
```

## Better

Ask where else the customer meets you, and list it in its rank: one line each, begun with a dash and a space.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
      - {id: telephone, name: The telephone}
      - {id: delivery, name: The boy who delivers}
      - {id: neighbours, name: Talk among the neighbours}
```
";

const ZH: &str = "\
这一格有接触点，但不足四个。本规则默认关闭，可在 `motmap.yaml` 里打开，例如 `rules: {thin-cell: note}`。

## 为什么

参考布局的每一格都按次序列出四项。头一两项张口就来，第三、第四项要去找，而客户知道、组织不知道的往往正是它们。\
要求一张图写得完整时，请打开本规则。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
```

## 应写成

想一想客户还会在哪里遇到我们，按次序列出：一行一个，以短横线加一个空格开头。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
      - {id: telephone, name: 订货电话}
      - {id: delivery, name: 送货上门}
      - {id: neighbours, name: 邻里的议论}
```
";

/// How many items the method ranks in a cell.
const FULL: usize = 4;

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for at in CellAt::all().filter(|&at| subject.map.coverage(at) == Coverage::Covered) {
        let cell = subject.map.cell(at);
        if cell.count < FULL && !cell.unreadable {
            findings.push(
                RULE.at(
                    cell.span,
                    words!(
                        "cell {} has {} of {FULL} touchpoints",
                        "{} 格只有 {} 个接触点，应有 {FULL} 个",
                        at.code(),
                        cell.count
                    ),
                )
                .label(naming::cell(at))
                .help(words!(
                    "ask where else the customer could be here, and add it by rank: `- {{id: ..., name: ...}}`",
                    "想一想客户在这一步还会遇到什么，按次序补上：`- {{id: ..., name: ...}}`"
                )),
            );
        }
    }
}
