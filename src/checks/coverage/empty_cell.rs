//! `empty-cell`: a cell that nobody has thought of.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{CellAt, Coverage};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "empty-cell",
    group: Group::Coverage,
    level: Level::At(Severity::Error),
    summary: phrase!("a cell has neither touchpoints nor a waiver", "格子里既没有接触点，也没有写明不适用"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
The grid has sixteen cells: four stages across, four phases down. This one has no touchpoint and nothing that says
why.

## Why

The phases follow one another in a fatal order: whoever skips a step does not know what the customer made of it. An
empty cell is a part of the customer's way that happens all the same, without the organisation.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
    first-impression: []
```

## Better

Name what the customer meets there; a name is enough to begin with. Where the cell really does not apply, say so, and
why.

```yaml
title: A small shop
stages:
  unknown: {not_applicable: Nobody in town has not heard of us}
  prospect: {not_applicable: Whoever comes in buys}
  customer:
    contact:
      - {id: counter, name: The counter}
    first-impression:
      - {id: served-in-turn, name: Served in turn}
    attitude:
      - {id: at-home, name: Feels at home}
    behaviour:
      - {id: comes-again, name: Comes again}
  departing: {not_applicable: Leaving is covered by the complaints map}
```
";

const ZH: &str = "\
布局共有十六个格子：横向四个客户阶段，纵向四个环节。这一格里没有接触点，也没有说明原因。

## 为什么

四个环节按致命的次序发生：跳过一步，就不知道客户在那一步得出了什么看法。格子空着，客户照样会经历，只是组织没有参与。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
    first-impression: []
```

## 应写成

写出客户在那里遇到什么，先写个名称就够。确实不适用时，请写明理由。

```yaml
title: 街角小店
stages:
  unknown: {not_applicable: 镇上没有人不知道我们}
  prospect: {not_applicable: 进门的客人都会买}
  customer:
    contact:
      - {id: counter, name: 收银台}
    first-impression:
      - {id: served-in-turn, name: 按顺序接待}
    attitude:
      - {id: at-home, name: 像在自己家}
    behaviour:
      - {id: comes-again, name: 再次光顾}
  departing: {not_applicable: 离开阶段见投诉图}
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for at in CellAt::all().filter(|&at| subject.map.coverage(at) == Coverage::Gap) {
        let (code, cell) = (at.code(), naming::cell(at));
        findings.push(
            RULE.at(
                subject.map.cell(at).span,
                words!(
                    "cell {code} is empty: `{}` has no touchpoint in `{}`",
                    "{code} 格是空的：`{}` 阶段的 `{}` 没有接触点",
                    at.stage,
                    at.phase
                ),
            )
            .label(words!("{}: nothing here", "{}：这里什么也没有", cell.en; cell.zh))
            .help(words!(
                "list a touchpoint: `- {{id: ..., name: ...}}`, or write `not_applicable:` with the reason",
                "写一个接触点：`- {{id: ..., name: ...}}`；确实不适用时，写 `not_applicable:` 和理由"
            )),
        );
    }
}
