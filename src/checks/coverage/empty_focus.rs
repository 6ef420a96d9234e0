//! `empty-focus`: a stage without its fifth row.

use crate::checks::MapSubject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::term;
use crate::model::{Choice, Stage};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "empty-focus",
    group: Group::Coverage,
    level: Level::At(Severity::Warning),
    summary: phrase!(
        "a stage does not say what to concentrate on, where others do",
        "别的阶段写了营销重点，这个阶段没有"
    ),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
This stage has touchpoints but no `focus`, the fifth row of the grid, while another stage of the map has one. A map that
gives no stage a focus is left in peace.

## Why

Four rows say what the customer goes through; the fifth says what the organisation makes of it. Without it the stage is
described, but nobody is told where to put their effort.

## Found

```yaml
title: A small shop
stages:
  prospect:
    contact:
      - {id: window, name: The shop window}
  customer:
    focus: [After-sales service, Loyalty]
    contact:
      - {id: counter, name: The counter}
```

## Better

Under the stage, type `focus:` and the points in square brackets, the most important first, with commas between them.

```yaml
title: A small shop
stages:
  prospect:
    focus: [Understanding the customer, Demonstration]
    contact:
      - {id: window, name: The shop window}
  customer:
    focus: [After-sales service, Loyalty]
    contact:
      - {id: counter, name: The counter}
```
";

const ZH: &str = "\
这个阶段有接触点，却没有写布局的第五行 `focus`（营销重点），而图上别的阶段写了。所有阶段都没写的图，不提示。

## 为什么

前四行写客户经历什么，第五行写组织由此着力在哪里。缺了它，这个阶段只有描述，没有人知道力气该往哪里使。

## 会报告

```yaml
title: 街角小店
stages:
  prospect:
    contact:
      - {id: window, name: 橱窗}
  customer:
    focus: [售后服务, 忠诚与推荐]
    contact:
      - {id: counter, name: 收银台}
```

## 应写成

在阶段下面写 `focus:`，后面用方括号列出重点，最重要的在前，用半角逗号隔开。

```yaml
title: 街角小店
stages:
  prospect:
    focus: [理解客户, 产品演示]
    contact:
      - {id: window, name: 橱窗}
  customer:
    focus: [售后服务, 忠诚与推荐]
    contact:
      - {id: counter, name: 收银台}
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let map = subject.map;
    // Where the map has faults, the focus may be what could not be read.
    if map.faulty || map.stages.iter().all(|plan| plan.focus.is_empty()) {
        return;
    }
    for &stage in Stage::ALL {
        let plan = map.stage(stage);
        if plan.focus.is_empty() && plan.cells.iter().any(|cell| cell.count > 0) {
            let name = term(stage);
            findings.push(
                RULE.at(
                    plan.span,
                    words!(
                        "the stage {} has no focus ({})",
                        "{}阶段没有写营销重点（{}）",
                        name.en,
                        stage.focus_code();
                        name.zh,
                        stage.focus_code()
                    ),
                )
                .help(words!(
                    "say what to concentrate on, the most important first: `focus: [..., ...]`",
                    "写明着力在哪里，最重要的在前：`focus: [..., ...]`"
                )),
            );
        }
    }
}
