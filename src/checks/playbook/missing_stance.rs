//! `missing-stance`: requests are listed, but nothing settles what the list did not foresee.

use super::contacts;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "missing-stance",
    group: Group::Playbook,
    level: Level::At(Severity::Note),
    summary: phrase!("nothing settles what the list did not foresee", "清单没有料到的要求，没有共同的立场来定夺"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
A touchpoint in `contact` lists requests, but has no `stance`: the one sentence to go by when a customer asks for
something else.

## Why

No list is complete. The next customer will ask for what nobody thought of, and the colleague decides alone, in fifteen
seconds. A shared stance makes that decision the same for all.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        requests:
          - ask: Can you change a hundred?
            answer: Change it from the second drawer
```

## Better

Below the touchpoint type `stance:` and a sentence that decides a doubtful case, one that could also be wrong: \"the
customer comes first\" decides nothing.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        requests:
          - ask: Can you change a hundred?
            answer: Change it from the second drawer
        stance: In doubt we lose the price of one item rather than the customer
```
";

const ZH: &str = "\
“接触点”环节里的接触点列出了客户的要求，却没有写 `stance`（立场）：客户提出清单之外的要求时，凭哪一句话来定。

## 为什么

清单总有料不到的。下一位客户偏偏提的就是它，同事只能在十五秒里独自拿主意。有了共同的立场，谁来定都是一个样。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        requests:
          - {ask: 一百块能换零钱吗？, answer: 从第二层抽屉里换}
```

## 应写成

在这个接触点下面写 `stance:`，用一句话说清拿不准时往哪边定。“客户至上”什么也定不了。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        requests:
          - {ask: 一百块能换零钱吗？, answer: 从第二层抽屉里换}
        stance: 拿不准时，宁可亏一件货，不可丢一位客人
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let lists_requests = contacts(subject.map).filter(|touchpoint| !touchpoint.requests.is_empty());
    for touchpoint in lists_requests.filter(|touchpoint| touchpoint.stance.is_none()) {
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(
                touchpoint.id.span,
                words!(
                    "{} has no stance for what its list of requests did not foresee",
                    "{}没有写立场，清单之外的要求无从定夺",
                    name.en;
                    name.zh
                ),
            )
            .help(words!(
                "write `stance:` with the sentence that decides a doubtful case",
                "写 `stance:`，用一句话说清拿不准时往哪边定"
            )),
        );
    }
}
