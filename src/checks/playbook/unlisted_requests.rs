//! `unlisted-requests`: nobody has written down what customers ask for here.

use super::{contacts, or_unattended};
use crate::checks::next_step::{Missing, missing};
use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Touchpoint;
use crate::rule::{Check, Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unlisted-requests",
    group: Group::Playbook,
    level: Level::At(Severity::Warning),
    summary: phrase!("a contact touchpoint lists no requests", "接触环节的接触点没有列出客户的要求"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
A touchpoint in `contact` has no `requests`. The touchpoints of the later phases happen in the customer's mind and are
not asked for any.

While no touchpoint of a map has requests, one finding says so and where to begin; once some have, each that lacks it is
named. Where nobody of ours is there (`attended: false`, or a channel of a kind such as print, web or machine) none is
asked for.

## Why

The first thing to write for a touchpoint is every request that a customer could possibly make there. Without that list
each colleague meets each request for the first time, and answers it as the day goes. The list is what makes an answer
the same on a Monday morning and on a Friday night.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
```

## Better

Ask three colleagues what they were asked last week. Write each request in the customer's own words after `ask:`, and
below it how you settle it on the spot, `answer:`, or what stands in the way, `obstacle:`.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        requests:
          - ask: Can I bring it back if it does not fit?
            answer: Yes, within a month, and the price is paid back from the till
```
";

const ZH: &str = "\
“接触点”这一环节里的接触点没有写 `requests`（客户的要求）。后面几个环节发生在客户心里，不要求列。

整张图都还没有写客户的要求时，只提示一条，并说明可以从哪里开始；写过一些之后，缺的才逐个指出。没有我方人员在场的接触点\
（写了 `attended: false`，或渠道类型是 print、web、machine 等）不要求写。

## 为什么

每个接触点首先要写的，就是客户在这里可能提出的所有要求。没有这张清单，每个人都是头一回遇到，各凭当天的状态去答。\
有了它，周一早上和周五晚上得到的答复才会一样。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
```

## 应写成

问三位同事上星期客人都提过什么。`ask:` 后面用客户的原话写要求，下面写当场怎么解决 `answer:`，或者卡在哪里 `obstacle:`。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        requests:
          - ask: 不合适能拿回来退吗？
            answer: 能，一个月内凭小票从收银台原价退款
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let begun = subject.map.touchpoints.iter().any(|touchpoint| !touchpoint.requests.is_empty());
    let lacking = contacts(subject.map).filter(|touchpoint| touchpoint.requests.is_empty());
    match missing(lacking, begun) {
        Missing::Everywhere(first, count) => {
            let name = naming::touchpoint(first);
            let message = words!(
                "none of the {count} contacts of this map lists requests yet; begin with {}",
                "这张图的 {count} 个接触点都还没有列出客户的要求；可以从{}开始",
                name.en; name.zh
            );
            findings.push(Diagnostic { of_whole_map: true, ..finding(first, message) });
        }
        Missing::At(lacking) => findings.extend(lacking.into_iter().map(|touchpoint| {
            let name = naming::touchpoint(touchpoint);
            finding(
                touchpoint,
                words!("{} lists no request of the customer's", "{}没有列出客户的要求", name.en; name.zh),
            )
        })),
    }
}

fn finding(touchpoint: &Touchpoint, message: Words) -> Diagnostic {
    RULE.at(touchpoint.id.span, message)
        .help(words!(
            "write what customers ask here, `requests:`, and below it a line each: `- {{ask: ..., answer: ...}}`",
            "写出客户在这里会提什么：先写 `requests:`，下面一行一条 `- {{ask: ..., answer: ...}}`"
        ))
        .help(or_unattended())
}
