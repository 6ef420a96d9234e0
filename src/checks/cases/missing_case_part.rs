//! `missing-case-part`: one of the six parts is not written.

use super::{named, prose};
use crate::checks::CaseSubject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::Locale;
use crate::model::Part;
use crate::rule::{Check, Group, Level, Rule};
use crate::words::{Lang, Words};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "missing-case-part",
    group: Group::Cases,
    level: Level::At(Severity::Error),
    summary: phrase!("a case lacks one of its six parts", "案例缺少六个部分中的一个"),
    page: phrase!(EN, ZH),
    check: Check::Case(check),
};

const EN: &str = "\
A case lacks one or more of its six parts, or there is nothing below a heading but comments. The parts are known by the
number in their heading.

## Why

Each part asks another question of the same moment: what happened, what was wanted, what we could not do, what
satisfied, which process, what holds elsewhere. The parts that are left out are those that were hard to answer, and
these are what a class learns from.

## Found

```markdown
# maps/shop.yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
# maps/cases/the-torn-bag.md
---
touchpoint: shop/counter
title: The torn bag
---
## 1 Facts

He put the bag on the counter.

## 2 What the customer wanted

<!-- What was asked for, and what lay behind it -->
```

## Better

Write all six. Where there is nothing to say, say that: \"nothing was refused\".

```markdown
# maps/shop.yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
# maps/cases/the-torn-bag.md
---
touchpoint: shop/counter
title: The torn bag
---
## 1 Facts

He put the bag on the counter.

## 2 What the customer wanted

A bag that holds.

## 3 What we could not satisfy, and why

Nothing was refused.

## 4 What satisfied

The new bag came before the question.

## 5 Processes we could improve

Bags are counted when they come in, never tried.

## 6 What holds everywhere

Replace first, ask afterwards.
```
";

const ZH: &str = "\
案例缺了六个部分中的一个或几个；标题下面除了注释什么也没有的，也算缺。各部分按标题里的序号辨认。

## 为什么

六个部分从六个方面问同一个时刻：发生了什么，客户要什么，我们做不到什么，什么让他满意，流程怎么改，别处怎么用。\
略去的往往是最难答的，而课堂上要学的恰恰是它。

## 会报告

```markdown
# maps/shop.yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
# maps/cases/the-torn-bag.md
---
touchpoint: shop/counter
title: 破了的袋子
---
## 1 客观事实

他把袋子放到台上。

## 2 客户的要求、需求、索求

<!-- 客户口头提了什么，背后要什么 -->
```

## 应写成

六个部分都写。没有可写的，就写明没有，例如“没有回绝任何要求”。

```markdown
# maps/shop.yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
# maps/cases/the-torn-bag.md
---
touchpoint: shop/counter
title: 破了的袋子
---
## 1 客观事实

他把袋子放到台上。

## 2 客户的要求、需求、索求

一个结实的袋子。

## 3 无法满足的要求及理由

没有回绝任何要求。

## 4 满意的最关键点、次关键点、基本点

还没开口问，新袋子先递了过来。

## 5 可改善的组织流程

袋子进货只点数，从来不试拎。

## 6 可普及的要点与启发

先换，后问。
```
";

fn check(subject: &CaseSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let name = named(subject);
    let mut absent = Vec::new();
    for (number, part) in (1..).zip(&subject.case.parts) {
        match part {
            None => absent.push(number),
            Some(part) if is_empty(part) => {
                let heading = part_name(number);
                findings.push(
                    RULE.at(
                        part.span,
                        words!(
                            "part {number} of {} is still to be written",
                            "{}的第 {number} 部分还没有写",
                            name.en;
                            name.zh
                        ),
                    )
                    .help(words!(
                        "write below the heading: {}; where there is nothing to say, say that",
                        "在标题下面写：{}；没有可写的，就写明没有",
                        heading.en;
                        heading.zh
                    )),
                );
            }
            Some(_) => {}
        }
    }
    if let Some(&first) = absent.first() {
        let numbers: Vec<String> = absent.iter().map(usize::to_string).collect();
        let heading = part_name(first);
        findings.push(
            RULE.at(
                subject.headline(),
                words!(
                    "{} lacks part{} {}",
                    "{}缺少第 {} 部分",
                    name.en,
                    if absent.len() == 1 { "" } else { "s" },
                    numbers.join(", ");
                    name.zh,
                    numbers.join("、")
                ),
            )
            .help(words!(
                "write it under a heading with its number: `## {first} {}`",
                "用带序号的标题起头再写：`## {first} {}`",
                heading.en;
                heading.zh
            )),
        );
    }
}

/// Whether nothing but comments stands below the heading.
pub fn is_empty(part: &Part) -> bool {
    prose::of(&part.body).trim().is_empty()
}

fn part_name(number: usize) -> Words {
    let [en, zh] = [Lang::En, Lang::Zh].map(|lang| Locale::built_in(lang).word(&format!("part-{number}")).to_owned());
    Words { en, zh }
}
