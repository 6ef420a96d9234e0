//! `unstated-authority`: much hangs on it, and nobody knows what they may decide.

use super::decisive;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unstated-authority",
    group: Group::Playbook,
    level: Level::At(Severity::Warning),
    summary: phrase!(
        "a touchpoint of high importance does not say what may be decided on the spot",
        "重要的接触点没有写明当场能定什么"
    ),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
A touchpoint with `importance: high` has no `authority`, or one that does not say what the role `decides` by itself.

## Why

Who could have solved it, and were they allowed to? That is the second question of every case discussion. Where the
frame is not written down, colleagues ask first and the customer waits, at the very place where waiting costs most.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: returns, name: Goods returned, importance: high}
```

## Better

Below the touchpoint type `authority:` with `decides:`, up to which sum or in which cases. For the rest name the role to
call: `escalates_to:`.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: returns
        name: Goods returned
        importance: high
        authority: {decides: Pays back up to two hundred without asking}
```
";

const ZH: &str = "\
标了 `importance: high`（重要）的接触点，没有写 `authority`（权限），或者权限里没有写 `decides`（自己能定什么）。

## 为什么

谁本来可以解决？他被允许吗？这是每次案例讨论的第二问。权限没有写明，同事只好先请示，客户只好等着，偏偏这里最等不起。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: returns, name: 退货, importance: high}
```

## 应写成

在这个接触点下面写 `authority:`，用 `decides:` 写明多少金额以内、哪些情形可以自己定；其余的写上报给谁：`escalates_to:`。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: returns
        name: 退货
        importance: high
        authority: {decides: 两百元以内直接退款}
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    // Where nobody of ours is there, nobody decides on the spot.
    for touchpoint in decisive(subject.map).filter(|touchpoint| touchpoint.attended) {
        let authority = touchpoint.authority.as_ref();
        if authority.is_some_and(|authority| authority.decides.is_some()) {
            continue;
        }
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(
                authority.map_or(touchpoint.id.span, |authority| authority.span),
                words!(
                    "{} is of high importance, but does not say what may be decided on the spot",
                    "{}很重要，却没有写明当场能定什么",
                    name.en;
                    name.zh
                ),
            )
            .help(words!(
                "write `authority: {{decides: ..., escalates_to: ...}}`",
                "写 `authority: {{decides: 自己能定什么, escalates_to: 上报给哪个角色}}`"
            )),
        );
    }
}
