//! `case-part-length`: a part that is too short to work with, or too long to be read.

use super::named;
use crate::checks::CaseSubject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{PARTS, length, prose};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "case-part-length",
    group: Group::Cases,
    level: Level::At(Severity::Warning),
    summary: phrase!("a part of a case is too short or too long", "案例的某一部分太短或太长"),
    page: phrase!(EN, ZH),
    check: Check::Case(check),
};

const EN: &str = "\
A part of a case is shorter or longer than the method says: part 1 from 800 to 1500 characters of Chinese, part 2 from
100 to 200, part 3 up to 200, parts 4 to 6 up to 100 each. In English it is words, at six tenths of the figures: 480 to
900, 60 to 120, up to 120, up to 60.

Counted are Chinese characters, and every run of letters or digits as one; or words. Punctuation and comments are not.

## Why

Facts in fewer words are a summary, and what has been summed up can no longer be discussed. Lessons in more words are an
essay, and nobody takes it back to the counter.

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
## 2 What the customer wanted

A bag that holds.
```

## Better

For facts that are too short: add the minutes, the very words, who stood by. For lessons that are too long: keep the one
that a colleague at another touchpoint could use tomorrow.

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
## 2 What the customer wanted

He asked for another bag, and said it as if it were nothing. What he needed was to get eleven jars of honey home on the
bus without having to hold the bag from below. He wished to be believed that the bag had torn by itself, with four
people waiting behind him. In the end he demanded nothing at all; he would have carried the jars in his coat, had nobody looked
up from the till.
```
";

const ZH: &str = "\
案例某一部分的篇幅不合要求。第一部分 800 到 1500 字，第二部分 100 到 200 字，第三部分不超过 200 字，第四到第六部分各不超过 100 字。\
英文按词数计，为以上数字的六成：480 到 900，60 到 120，不超过 120，不超过 60。

汉字逐字计数，连续的字母或数字算一个字；标点和注释不计。

## 为什么

事实写少了就成了摘要，概括过的东西没法再讨论；启发写多了就成了文章，没有人会把它带回柜台。

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
## 2 客户的要求、需求、索求

一个结实的袋子。
```

## 应写成

事实太短，就补上几点几分、原话、旁边有谁；启发太长，就只留下换个接触点明天也能照做的那一条。

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
## 2 客户的要求、需求、索求

他嘴上只是要换一个袋子，说得像是顺口一提。他真正需要的，是把十一瓶蜂蜜坐公交车带回家，不必一路用手托着袋底。\
身后还有四个人在等，他希望有人相信袋子是自己破的，不是他弄坏的。到最后他什么也没有索求：\
要是收银台后面没有人抬头，他就打算把瓶子揣在大衣口袋里走回去。
```
";

fn check(subject: &CaseSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let language = &subject.case.language;
    let name = named(subject);
    for ((number, part), range) in (1..).zip(&subject.case.parts).zip(PARTS) {
        let Some(part) = part.as_ref().filter(|part| !part.is_empty) else { continue };
        let range = range.in_language(language);
        let count = length(&prose(&part.body), language);
        if (range.least..=range.most).contains(&count) {
            continue;
        }
        let (en_unit, zh_unit) = if language.counts_characters() { ("characters", "字") } else { ("words", "词") };
        let expected = match range.least {
            0 => words!("up to {} {en_unit}", "应不超过 {} {zh_unit}", range.most),
            least => words!("{least} to {} {en_unit}", "应为 {least} 到 {} {zh_unit}", range.most),
        };
        let help = if count < range.least {
            words!(
                "write what is missing: the minutes, the words as they were said, who stood by",
                "补上还没写的：几点几分、原话、旁边有谁"
            )
        } else {
            words!("keep what a reader needs, and leave out the rest", "留下读者用得着的，其余删去")
        };
        findings.push(
            RULE.at(
                part.span,
                words!(
                    "part {number} of {} has {count} {en_unit}; {} are wanted",
                    "{}的第 {number} 部分有 {count} {zh_unit}，{}",
                    name.en,
                    expected.en;
                    name.zh,
                    expected.zh
                ),
            )
            .help(help),
        );
    }
}
