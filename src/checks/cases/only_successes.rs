//! `only-successes`: the cases of a map all ended the same way.

use crate::checks::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Outcome;
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "only-successes",
    group: Group::Cases,
    level: Level::At(Severity::Warning),
    summary: phrase!("the cases of a map are all successes, or all failures", "一张图的案例全是成功，或者全是失败"),
    page: phrase!(EN, ZH),
    check: Check::Journey(check),
};

const EN: &str = "\
A map has two or more cases, and their `outcome` is the same for all. Where one of them does not say how it ended,
nothing is reported.

## Why

Successes alone are advertising: nobody learns what it costs to get it wrong. Failures alone are a tribunal: nobody
learns that it can be done. A class needs both, best at the same touchpoint.

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
outcome: success
---
# maps/cases/the-last-loaf.md
---
touchpoint: shop/counter
outcome: success
---
```

## Better

Ask for a case of the other kind: `motmap case new`. People tell of a failure sooner when it is yours.

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
outcome: success
---
# maps/cases/the-last-loaf.md
---
touchpoint: shop/counter
outcome: failure
---
```
";

const ZH: &str = "\
一张图有两个以上的案例，`outcome`（结果）却全都一样。有案例没写结果的，不提示。

## 为什么

全是成功，就成了宣传，没有人知道做错了代价多大；全是失败，就成了批斗，没有人相信做得到。课堂上两种都要有，最好出自同一个接触点。

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
outcome: success
---
# maps/cases/the-last-loaf.md
---
touchpoint: shop/counter
outcome: success
---
```

## 应写成

再收集一个结果相反的案例：`motmap case new`。要大家讲失败，最好先讲自己的。

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
outcome: success
---
# maps/cases/the-last-loaf.md
---
touchpoint: shop/counter
outcome: failure
---
```
";

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    let cases = subject.site.case_places.in_map(subject.map.id).into_iter().map(|number| &*subject.site.cases[number]);
    let outcomes: Option<Vec<Outcome>> = cases.map(|case| case.outcome.map(|outcome| outcome.value)).collect();
    let Some([first, others @ ..]) = outcomes.as_deref() else { return };
    if others.is_empty() || others.iter().any(|other| other != first) {
        return;
    }
    let (title, count) = (&subject.map.title, others.len() + 1);
    let (all, wanted) = match first {
        Outcome::Success => (words!("successes", "成功"), words!("a failure", "失败的")),
        Outcome::Failure => (words!("failures", "失败"), words!("a success", "成功的")),
    };
    findings.push(
        RULE.at(
            title.span(),
            words!(
                "the {count} cases of this map are all {}",
                "这张图的 {count} 个案例全是{}",
                all.en;
                all.zh
            ),
        )
        .help(words!(
            "ask for {} too, best at the same touchpoint, and write it with `motmap case new`",
            "再收集一个{}案例，最好出自同一个接触点，用 `motmap case new` 来写",
            wanted.en;
            wanted.zh
        )),
    );
}
