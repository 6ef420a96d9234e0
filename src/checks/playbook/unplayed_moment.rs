//! `unplayed-moment`: customers are met here, and nobody says how.

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
    name: "unplayed-moment",
    group: Group::Playbook,
    level: Level::At(Severity::Warning),
    summary: phrase!("a contact touchpoint has no moment", "接触环节的接触点没有写关键时刻怎么演"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
A touchpoint in `contact` has no `moment`: what is said and done there, step by step.

While no touchpoint of a map has a moment, one finding says so and where to begin; once some have, each that lacks it is
named. Where nobody of ours is there (`attended: false`, or a channel of a kind such as print, web or machine) none is
asked for.

## Why

A moment of truth lasts some fifteen seconds. Whoever stands in it has no time to think of the four steps; they must
have been practised, and to be practised they must be written down, in words that can be said aloud.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
```

## Better

Below the touchpoint type `moment:` and the four steps, each with `say:` (the very words) or `do:` (what one could
film).

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        moment:
          explore:
            say: Is it for yourself or a present?
          offer: {say: Then let me wrap it, it takes a minute.}
          act: {do: Wraps it in front of the customer}
          confirm: {say: The receipt is inside the bow.}
```
";

const ZH: &str = "\
“接触点”环节里的接触点没有写 `moment`（关键时刻）：在那里一步一步说什么、做什么。

整张图都还没有写关键时刻时，只提示一条，并说明可以从哪里开始；写过一些之后，缺的才逐个指出。没有我方人员在场的接触点\
（写了 `attended: false`，或渠道类型是 print、web、machine 等）不要求写。

## 为什么

关键时刻只有十五秒左右。当事人来不及去想四个步骤，只能靠练熟；要练，就得先写成说得出口的话。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
```

## 应写成

在这个接触点下面写 `moment:` 和四个步骤，每步写 `say:`（原话）或 `do:`（能拍下来的动作）。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        moment:
          explore: {say: 是自己用，还是送人？}
          offer: {say: 那我给您包起来，一分钟就好。}
          act: {do: 当着客人的面包好}
          confirm: {say: 小票放在丝带下面了。}
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let begun = subject.map.touchpoints.iter().any(|touchpoint| touchpoint.moment.is_some());
    let lacking = contacts(subject.map).filter(|touchpoint| touchpoint.moment.is_none());
    match missing(lacking, begun) {
        Missing::Everywhere(first, count) => {
            let name = naming::touchpoint(first);
            let message = words!(
                "none of the {count} contacts of this map says how its moment is played; begin with {}",
                "这张图的 {count} 个接触点都还没有写关键时刻怎么演；可以从{}开始",
                name.en; name.zh
            );
            findings.push(Diagnostic { of_whole_map: true, ..finding(first, message) });
        }
        Missing::At(lacking) => findings.extend(lacking.into_iter().map(|touchpoint| {
            let name = naming::touchpoint(touchpoint);
            let message =
                words!("{} does not say how its moment is played", "{}没有写关键时刻怎么演", name.en; name.zh);
            finding(touchpoint, message)
        })),
    }
}

fn finding(touchpoint: &Touchpoint, message: Words) -> Diagnostic {
    RULE.at(touchpoint.id.span, message)
        .help(words!(
            "write `moment:` with `explore:`, `offer:`, `act:` and `confirm:`, each with `say:` or `do:`",
            "写 `moment:`，下面是 `explore:`（探求）、`offer:`（提议）、`act:`（行动）、`confirm:`（确认），每步写 `say:` 或 `do:`"
        ))
        .help(or_unattended())
}
