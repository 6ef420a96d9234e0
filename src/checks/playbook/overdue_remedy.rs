//! `overdue-remedy`: a remedy that was to be done by now.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::RemedyStatus;
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "overdue-remedy",
    group: Group::Playbook,
    level: Level::At(Severity::Warning),
    summary: phrase!("a remedy is open past its date", "对策过了期限还没有完成"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
A `remedy` is not `done`, and its `due` date is past. A remedy due today is in time. Only `motmap check` looks at the
calendar, or at the day given with `--today`; pages are the same on every day.

## Why

Somebody promised to remove what stands in the customer's way, and the day has gone by. Customers are still refused, and
whoever reads the date no longer believes the others. Measure by time taken, not only by done or not.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        requests:
          - ask: Can I pay with my phone?
            obstacle: The till cannot read telephones
            remedy: {do: Rent a reader, due: 2020-03-31, status: open}
```

## Better

Ask the owner. If it is done, type `status: done`; if not, agree on a new date and type it after `due:`.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        requests:
          - ask: Can I pay with my phone?
            obstacle: The till could not read telephones
            remedy: {do: Rent a reader, due: 2020-03-31, status: done}
```
";

const ZH: &str = "\
对策还没有完成，`due`（期限）却已经过了。期限就是今天的不算。只有 `motmap check` 会看日历，也可以用 `--today` 指定日期；页面每天都一样。

## 为什么

有人答应过要消除障碍，日子过了，客户照样被回绝。读到这个日期的人，别的日期也就不信了。衡量要看用了多少时间，不能只看办没办。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        requests:
          - ask: 能用手机付吗？
            obstacle: 收银机扫不了手机
            remedy: {do: 租一台扫码枪, due: 2020-03-31, status: open}
```

## 应写成

去问负责人。办完了就写 `status: done`；没办完，商定新的日期，改在 `due:` 后面。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        requests:
          - ask: 能用手机付吗？
            obstacle: 原先收银机扫不了手机
            remedy: {do: 租一台扫码枪, due: 2020-03-31, status: done}
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(today) = subject.today else { return };
    for touchpoint in &subject.map.touchpoints {
        let name = naming::touchpoint(touchpoint);
        let remedies = touchpoint.requests.iter().filter_map(|request| request.remedy.as_ref());
        for remedy in remedies.filter(|remedy| remedy.status == RemedyStatus::Open) {
            let Some(due) = remedy.due.filter(|due| due.value < today) else { continue };
            let late = (today - due.value).get_days();
            findings.push(
                RULE.at(
                    due.span,
                    words!(
                        "a remedy at {} is {late} day{} overdue",
                        "{}的一条对策已过期 {late} 天",
                        name.en,
                        if late == 1 { "" } else { "s" };
                        name.zh
                    ),
                )
                .help(words!(
                    "ask its owner: done, `status: done`; not yet, a new date after `due:`",
                    "去问负责人：办完了写 `status: done`；没办完，在 `due:` 后面改成新商定的日期"
                )),
            );
        }
    }
}
