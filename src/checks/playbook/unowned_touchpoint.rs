//! `unowned-touchpoint`: nobody meets the customer here.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unowned-touchpoint",
    group: Group::Playbook,
    level: Level::At(Severity::Warning),
    summary: phrase!(
        "a touchpoint has no role, where others of the map have one",
        "接触点没有写角色，而图里别的接触点写了"
    ),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
A touchpoint has no `role`, while others of the same map have one. A map without any roles is left alone: it is still a
sketch.

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

Below the touchpoint type `role:` and a role of `motmap.yaml`. For an impression or an attitude: whoever does most for
it.

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
接触点没有写 `role`（角色），而同一张图里别的接触点写了。整张图都没有写角色的不提示：那还只是草图。

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

在这个接触点下面写 `role:` 和 `motmap.yaml` 里的角色。认知、态度这类环节，写对它影响最大的那个岗位。

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
    let touchpoints = &subject.map.touchpoints;
    if touchpoints.iter().all(|touchpoint| touchpoint.role.is_none()) {
        return;
    }
    for touchpoint in touchpoints.iter().filter(|touchpoint| touchpoint.role.is_none()) {
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(touchpoint.id.span, words!("{} is in nobody's hands", "{}没有人负责", name.en; name.zh)).help(
                words!(
                    "write `role:` with a role of motmap.yaml: who on our side meets the customer here",
                    "写 `role:`，填 motmap.yaml 里的角色：我方由谁在这里接待客户"
                ),
            ),
        );
    }
}
