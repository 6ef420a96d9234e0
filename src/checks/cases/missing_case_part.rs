//! `missing-case-part`: one of the six parts is not written.

use super::{is_only_begun, named};
use crate::checks::CaseSubject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::Locale;
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
number in their heading. While nothing is written below any of them, one finding lists all that is to be filled in, that
of the header too.

Until all six are written, and the time, the place and the people are in the header, the book shows the name of the case
alone, and that it is being written.

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
案例缺了六个部分中的一个或几个；标题下面除了注释什么也没有的，也算缺。各部分按标题里的序号辨认。\
六个部分都还没动笔时，只报告一条，列出所有要填写的内容，表头也在内。

六个部分没有写齐，或表头缺时间、地点、人物，书里就只出现案例名，并注明“撰写中”。

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
    let case = subject.case;
    if is_only_begun(subject) {
        // A file without a header has told so; that is where to begin.
        if !case.hidden.header || case.parts.iter().any(Option::is_some) {
            findings.push(only_begun(subject));
        }
        return;
    }
    let name = named(subject);
    for (number, part) in (1..).zip(&case.parts) {
        let Some(part) = part.as_ref().filter(|part| part.is_empty) else { continue };
        let heading = part_name(number);
        findings.push(
            RULE.at(
                part.span,
                words!("part {number} of {} is still to be written", "{}的第 {number} 部分还没有写", name.en; name.zh),
            )
            .help(words!(
                "write below the heading: {}; where there is nothing to say, say that",
                "在标题下面写：{}；没有可写的，就写明没有",
                heading.en;
                heading.zh
            )),
        );
    }
    if !case.hidden.parts {
        findings.extend(absent(subject, &name));
    }
}

/// The parts that are not there at all, where there are such.
fn absent(subject: &CaseSubject<'_>, name: &Words) -> Option<Diagnostic> {
    let absent: Vec<usize> =
        (1..).zip(&subject.case.parts).filter(|(_, part)| part.is_none()).map(|(number, _)| number).collect();
    let first = *absent.first()?;
    let numbers: Vec<String> = absent.iter().map(usize::to_string).collect();
    let heading = part_name(first);
    let finding = RULE.at(
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
    );
    Some(finding.help(words!(
        "write it under a heading with its number: `## {first} {}`",
        "用带序号的标题起头再写：`## {first} {}`",
        heading.en;
        heading.zh
    )))
}

/// A case of which nothing is told yet, with all that is to be filled in.
fn only_begun(subject: &CaseSubject<'_>) -> Diagnostic {
    let (case, name) = (subject.case, named(subject));
    let in_header = [
        (case.title.is_none(), words!("`title`", "标题 `title`")),
        (case.when.is_none(), words!("the exact time (`when`)", "准确时间 `when`")),
        (case.place.is_none(), words!("the exact place (`place`)", "准确地点 `place`")),
        (case.people.is_empty(), words!("the people and their roles (`people`)", "在场人物及角色 `people`")),
        (case.outcome.is_none(), words!("how it ended (`outcome`)", "结果 `outcome`")),
    ];
    let holes = in_header.into_iter().filter(|(missing, _)| *missing && !case.hidden.header).map(|(_, hole)| hole);
    let mut wanted: Vec<Words> = holes.collect();
    wanted.push(words!(
        "the six parts, below headings such as `## 1 {}`",
        "六个部分，各写在自己的标题下，如 `## 1 {}`",
        part_name(1).en;
        part_name(1).zh
    ));
    if !case.anonymised && !case.hidden.header {
        wanted.push(words!(
            "and, once nobody can be recognised, `anonymised: true`",
            "确认认不出任何真人之后，再写 `anonymised: true`"
        ));
    }
    let [en, zh] = [Lang::En, Lang::Zh].map(|lang| wanted.iter().map(|one| one.get(lang)).collect::<Vec<_>>());
    RULE.at(subject.headline(), words!("{} is still to be written", "{}还没有写", name.en; name.zh))
        .help(words!("fill in: {}", "请填写：{}", en.join("; "); zh.join("；")))
}

fn part_name(number: usize) -> Words {
    let [en, zh] = [Lang::En, Lang::Zh].map(|lang| Locale::built_in(lang).word(&format!("part-{number}")).to_owned());
    Words { en, zh }
}
