//! `obstacle-without-remedy`: what stands in the way is known, and nobody is removing it.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Remedy, RemedyStatus};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "obstacle-without-remedy",
    group: Group::Playbook,
    level: Level::At(Severity::Warning),
    summary: phrase!("an obstacle without what, who and when", "有障碍，却没有写明做什么、谁负责、何时完成"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
An `obstacle` is named, but its `remedy` is missing, or lacks what is to be done (`do`), who sees to it (`owner`) or by
when (`due`). A remedy with `status: done` needs `do` alone.

## Why

Naming an obstacle is half of the work: from then on it is known that customers are refused, every day. Without an
owner and a date it becomes the standing excuse. The cycle of improvement has both for each measure.

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
```

## Better

Below the obstacle type `remedy:` and, indented, the four lines. The owner is a role of `motmap.yaml`.

```yaml
# motmap.yaml
roles:
  owner: {name: The owner, layer: senior}
# maps/shop.yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        requests:
          - ask: Can I pay with my phone?
            obstacle: The till cannot read telephones
            remedy:
              do: Rent a reader and put it beside the till
              owner: owner
              due: 2099-03-31
              status: open
```
";

const ZH: &str = "\
写了 `obstacle`（障碍），却没有写 `remedy`（对策）；或者对策里缺了做什么 `do`、谁负责 `owner`、何时完成 `due`。\
已经办完的（`status: done`）只要有 `do`。

## 为什么

写出障碍只是一半：从此大家都知道，每天都有客户在这里被回绝。没有负责人和期限，障碍就成了现成的借口。改进的每一条措施都要有人、有日期。

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
```

## 应写成

在障碍下面写 `remedy:`，再缩进写四行。负责人用 `motmap.yaml` 里的角色。

```yaml
# motmap.yaml
roles:
  owner: {name: 店主, layer: senior}
# maps/shop.yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        requests:
          - ask: 能用手机付吗？
            obstacle: 收银机扫不了手机
            remedy:
              do: 租一台扫码枪放在收银机旁
              owner: owner
              due: 2099-03-31
              status: open
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for touchpoint in &subject.map.touchpoints {
        let name = naming::touchpoint(touchpoint);
        for request in &touchpoint.requests {
            let Some(obstacle) = &request.obstacle else { continue };
            let help = words!(
                "write `remedy:` below it with `do:`, `owner:` (a role), `due:` (as 2026-12-31) and `status: open`",
                "在它下面写 `remedy:`，再写 `do:`（做什么）、`owner:`（角色）、`due:`（如 2026-12-31）、`status: open`"
            );
            let finding = match &request.remedy {
                None => RULE.at(
                    obstacle.span(),
                    words!("an obstacle at {} has no remedy", "{}的一个障碍没有对策", name.en; name.zh),
                ),
                Some(remedy) => match missing(remedy) {
                    missing if missing.is_empty() => continue,
                    missing => RULE.at(
                        remedy.span,
                        words!(
                            "a remedy at {} lacks {}",
                            "{}的一条对策缺少 {}",
                            name.en,
                            missing.join(", ");
                            name.zh,
                            missing.join("、")
                        ),
                    ),
                },
            };
            findings.push(finding.help(help));
        }
    }
}

/// The fields that a remedy lacks, as an author types them.
fn missing(remedy: &Remedy) -> Vec<&'static str> {
    let open = remedy.status == RemedyStatus::Open;
    let fields = [
        ("`do`", remedy.what.is_none()),
        ("`owner`", open && remedy.owner.is_none()),
        ("`due`", open && remedy.due.is_none()),
    ];
    fields.into_iter().filter(|(_, lacks)| *lacks).map(|(field, _)| field).collect()
}
