//! `unowned-touchpoint`: nobody meets the customer here.

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
    name: "unowned-touchpoint",
    group: Group::Playbook,
    level: Level::At(Severity::Warning),
    summary: phrase!("a contact touchpoint has no role", "接触环节的接触点没有写角色"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
A touchpoint in `contact` has no `role`. The touchpoints of the later phases happen in the customer's mind and are not
asked for one.

While no touchpoint of a map has a role, one finding says so and where to begin; once some have, each that lacks it is
named. Where nobody of ours is there (`attended: false`, or a channel of a kind such as print, web or machine) none is
asked for.

## Why

Every post gets a page with its own touchpoints. One without a role is on nobody's page: everybody has seen it on the
map and takes it to be a colleague's.

## Found

```yaml
# motmap.yaml
roles:
  cashier: {name: Cashier, layer: front-line}
# maps/shop.yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter, role: cashier}
      - {id: telephone, name: The telephone}
```

## Better

Below the touchpoint type `role:` and a role of `motmap.yaml`.

```yaml
# motmap.yaml
roles:
  cashier: {name: Cashier, layer: front-line}
# maps/shop.yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter, role: cashier}
      - {id: telephone, name: The telephone, role: cashier}
```
";

const ZH: &str = "\
“接触点”这一环节里的接触点没有写 `role`（角色）。后面几个环节发生在客户心里，不要求写。

整张图都还没有写角色时，只提示一条，并说明可以从哪里开始；写过一些之后，缺的才逐个指出。没有我方人员在场的接触点\
（写了 `attended: false`，或渠道类型是 print、web、machine 等）不要求写。

## 为什么

手册按岗位发，每个岗位一页，上面是自己的接触点。没有写角色的，哪一页上都没有：人人在图上见过它，人人以为是同事的事。

## 会报告

```yaml
# motmap.yaml
roles:
  cashier: {name: 收银员, layer: front-line}
# maps/shop.yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台, role: cashier}
      - {id: telephone, name: 订货电话}
```

## 应写成

在这个接触点下面写 `role:` 和 `motmap.yaml` 里的角色。

```yaml
# motmap.yaml
roles:
  cashier: {name: 收银员, layer: front-line}
# maps/shop.yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台, role: cashier}
      - {id: telephone, name: 订货电话, role: cashier}
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let begun = subject.map.touchpoints.iter().any(|touchpoint| touchpoint.role.is_some());
    let lacking = contacts(subject.map).filter(|touchpoint| touchpoint.role.is_none());
    match missing(lacking, begun) {
        Missing::Everywhere(first, count) => {
            let name = naming::touchpoint(first);
            let message = words!(
                "none of the {count} contacts of this map is in anybody's hands yet; begin with {}",
                "这张图的 {count} 个接触点都还没有写由谁负责；可以从{}开始",
                name.en; name.zh
            );
            findings.push(Diagnostic { of_whole_map: true, ..finding(first, message) });
        }
        Missing::At(lacking) => findings.extend(lacking.into_iter().map(|touchpoint| {
            let name = naming::touchpoint(touchpoint);
            finding(touchpoint, words!("{} is in nobody's hands", "{}没有人负责", name.en; name.zh))
        })),
    }
}

fn finding(touchpoint: &Touchpoint, message: Words) -> Diagnostic {
    RULE.at(touchpoint.id.span, message)
        .help(words!(
            "write `role:` with a role of motmap.yaml: who on our side meets the customer here",
            "写 `role:`，填 motmap.yaml 里的角色：我方由谁在这里接待客户"
        ))
        .help(or_unattended())
}
