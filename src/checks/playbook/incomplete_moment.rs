//! `incomplete-moment`: a moment that is not played to its end.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::term;
use crate::model::{Choice, Moment, Step};
use crate::rule::{Check, Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "incomplete-moment",
    group: Group::Playbook,
    level: Level::At(Severity::Warning),
    summary: phrase!("a moment lacks exploring, offering, acting or confirming", "关键时刻缺了探求、提议、行动或确认"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
A `moment` is written, but one or more of its four steps are not, or say neither what to `say` nor what to `do`.

## Why

Each step is left out at a price. Without exploring, the offer answers another question. Without an offer, the customer
learns of the act when it is done. Without confirming, a job well done leaves the customer uneasy: nobody has said that
it is.

## Found

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
          act: {do: Wraps it in front of the customer}
```

## Better

Write the missing step with `say:` or `do:`. One short sentence is enough.

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
写了 `moment`（关键时刻），四步里却缺了一步或几步；只有标题、既没写 `say` 也没写 `do` 的，也算缺。

## 为什么

少哪一步都有代价。不探求，提议就答非所问；不提议，事情办完客户才知道；不确认，事情办得再好客户也不放心，因为没有人告诉他已经好了。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        moment:
          explore: {say: 是自己用，还是送人？}
          act: {do: 当着客人的面包好}
```

## 应写成

把缺的那一步补上，写 `say:` 或 `do:`，一句短话就够。

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
    // Where nobody of ours is there, a moment has no steps that must be played.
    for touchpoint in subject.map.touchpoints.iter().filter(|touchpoint| touchpoint.attended) {
        let Some(moment) = &touchpoint.moment else { continue };
        let unplayed: Vec<Step> = Step::ALL.iter().copied().filter(|&step| !is_played(moment, step)).collect();
        let Some(&first) = unplayed.first() else { continue };
        let (name, steps) = (naming::touchpoint(touchpoint), listed(&unplayed));
        // A step that was begun is where to go on writing; one that is not there has no place of its own.
        let begun = unplayed.iter().find_map(|step| moment.steps[step.index()].as_ref());
        findings.push(
            RULE.at(
                begun.map_or(moment.span, |play| play.span),
                words!("the moment of {} lacks: {}", "{}的关键时刻缺少：{}", name.en, steps.en; name.zh, steps.zh),
            )
            .help(words!(
                "write the step with the words to say or the act to do: `{first}: {{say: ...}}`",
                "补上这一步，写出要说的话或要做的动作：`{first}: {{say: ...}}`"
            )),
        );
    }
}

fn is_played(moment: &Moment, step: Step) -> bool {
    moment.steps[step.index()].as_ref().is_some_and(|play| !play.say.is_empty() || !play.actions.is_empty())
}

fn listed(steps: &[Step]) -> Words {
    let (en, zh): (Vec<String>, Vec<String>) =
        steps.iter().map(|&step| (format!("`{step}`"), format!("{}（`{step}`）", term(step).zh))).unzip();
    Words { en: en.join(", "), zh: zh.join("、") }
}
