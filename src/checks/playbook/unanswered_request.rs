//! `unanswered-request`: a request that is neither settled nor explained.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unanswered-request",
    group: Group::Playbook,
    level: Level::At(Severity::Error),
    summary: phrase!("a request has neither an answer nor an obstacle", "客户的要求既没有答复，也没有写明障碍"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
A request is listed, but neither how it is settled on the spot, `answer`, nor what stands in the way, `obstacle`.

## Why

This is a hole in the playbook. The customer will ask, the colleague will look it up, and find the question. A request
that cannot be met is no shame, provided that somebody has said what stands in its way and who will remove it.

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
```

## Better

Below the request type `answer:` and what the colleague does there and then. If it cannot be done, type `obstacle:` and
the reason, and below it the `remedy:`.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        requests:
          - ask: Can you change a hundred?
            answer: Change it from the second drawer, counting aloud
```
";

const ZH: &str = "\
列出了客户的要求，却既没有写当场怎么解决 `answer`，也没有写卡在哪里 `obstacle`。

## 为什么

这就是手册上的漏洞：客户开口了，同事去翻手册，翻到的还是这个问题。做不到并不丢人，只要写明障碍是什么、由谁来消除。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        requests:
          - ask: 一百块能换零钱吗？
```

## 应写成

在这条要求下面写 `answer:` 和当场怎么做；确实做不到，就写 `obstacle:` 和原因，再写 `remedy:`（对策）。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        requests:
          - ask: 一百块能换零钱吗？
            answer: 从第二层抽屉里换，当面唱数
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for touchpoint in &subject.map.touchpoints {
        let name = naming::touchpoint(touchpoint);
        let unanswered = touchpoint.requests.iter().filter(|asked| asked.answer.is_none() && asked.obstacle.is_none());
        findings.extend(unanswered.map(|request| {
            RULE.at(
                request.ask.span(),
                words!(
                    "a request at {} has neither an answer nor an obstacle",
                    "{}有一条要求，既没有答复，也没有写明障碍",
                    name.en;
                    name.zh
                ),
            )
            .help(words!(
                "below it write `answer:` with what is done on the spot, or `obstacle:` with what stands in the way",
                "在它下面写 `answer:`（当场怎么解决），或者 `obstacle:`（卡在哪里）"
            ))
        }));
    }
}
