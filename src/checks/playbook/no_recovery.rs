//! `no-recovery`: much hangs on it, and nobody is prepared for the day when it goes wrong.

use super::decisive;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "no-recovery",
    group: Group::Playbook,
    level: Level::At(Severity::Warning),
    summary: phrase!("a touchpoint of high importance has no recovery", "重要的接触点没有补救办法"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
A touchpoint with `importance: high` has no `recovery`, or one that lacks the `signal` by which one notices or the
`steps` to take.

## Why

It will go wrong there one day. A customer who is caught at once may leave more loyal than before; one who is not tells
everybody. The difference is whether the colleague knew the sign and the first step beforehand.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: returns, name: Goods returned, importance: high}
```

## Better

Below the touchpoint type `recovery:` with what one can see or hear, `signal:`, and what to do then, `steps:`, one a
line.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: returns
        name: Goods returned
        importance: high
        recovery:
          signal: The customer asks for the owner
          steps:
            - Call the owner to the counter, do not send the customer
            - Pay back first, then look for the reason
```
";

const ZH: &str = "\
标了 `importance: high`（重要）的接触点，没有写 `recovery`（补救），或者补救里缺了 `signal`（怎样看得出来）或 `steps`（接下来怎么做）。

## 为什么

总有一天会在这里出差错。当场接住了，客户可能比从前更信任我们；没有接住，他会逢人便说。差别只在于同事事先知不知道苗头是什么、第一步做什么。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: returns, name: 退货, importance: high}
```

## 应写成

在这个接触点下面写 `recovery:`，`signal:` 写看得见、听得见的苗头，`steps:` 写接下来怎么做，一行一条。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: returns
        name: 退货
        importance: high
        recovery:
          signal: 客户要找老板
          steps:
            - 请店主到柜台来，不让客户去找
            - 先退款，再查原因
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for touchpoint in decisive(subject.map) {
        let name = naming::touchpoint(touchpoint);
        let finding = match &touchpoint.recovery {
            Some(recovery) if recovery.signal.is_some() && !recovery.steps.is_empty() => continue,
            Some(recovery) => {
                let lacking = if recovery.steps.is_empty() { "steps" } else { "signal" };
                RULE.at(
                    recovery.span,
                    words!("the recovery of {} lacks `{lacking}`", "{}的补救缺少 `{lacking}`", name.en; name.zh),
                )
            }
            None => RULE.at(
                touchpoint.id.span,
                words!(
                    "{} is of high importance, but has no recovery for when it goes wrong",
                    "{}很重要，却没有写出了差错怎么补救",
                    name.en;
                    name.zh
                ),
            ),
        };
        findings.push(finding.help(words!(
            "write `recovery:` with the `signal:` that shows it and the `steps:` to take, one a line",
            "写 `recovery:`：`signal:` 写怎样看得出来，`steps:` 写接下来怎么做，一行一条"
        )));
    }
}
