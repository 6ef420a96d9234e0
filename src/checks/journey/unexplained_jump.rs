//! `unexplained-jump`: a link against the fatal order, without its reason.

use crate::checks::{Subject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::LinkKind;
use crate::model::{Link, LinkEnd, Touchpoint, TouchpointId};
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unexplained-jump",
    group: Group::Journey,
    level: Level::At(Severity::Error),
    summary: phrase!("a link leaves the fatal order and does not say why", "去向不按致命的次序，又没有写原因"),
    page: phrase!(EN, ZH),
    check: Check::Journey(check),
};

const EN: &str = "\
A link in `leads_to` skips a phase or a stage, or goes back, and does not say `because`.

Five kinds of link explain themselves and need no reason:

- to the next phase of the same stage;
- to another touchpoint of the same cell: one visit that goes on;
- from a behaviour to a contact of the same stage: once again;
- from a behaviour to a contact of the next stage: a step further;
- from a behaviour of departing to a contact of prospect or customer: won back.

Any other link needs its reason, also one to the touchpoint itself, and one over a waived phase.

## Why

The order contact, first impression, attitude, behaviour is called fatal because nobody skips a step. Where a customer
seems to, something happened that made it possible: a queue, a rumour, a call that never came. That something is what
the class will talk about, so write it down.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        leads_to: [forgotten]
  departing:
    first-impression:
      - {id: forgotten, name: Feels forgotten}
```

## Better

Replace the id by `{to: the id, because: the reason}`. The reason ends at the first comma, so put quotes around one that
has commas.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        leads_to: [{to: forgotten, because: Nobody looked up for ten minutes}]
  departing:
    first-impression:
      - {id: forgotten, name: Feels forgotten}
```
";

const ZH: &str = "\
`leads_to` 里的一个去向跳过了环节或阶段，或者往回走，却没有写 `because`（原因）。

五种去向不言自明，不用写原因：

- 到同一阶段的下一环节；
- 到同一格里的另一个接触点（同一次到访接着往下走）；
- 从行为预测到同一阶段的接触点（再来一次）；
- 从行为预测到下一阶段的接触点（更进一步）；
- 从离开客户的行为预测到潜在客户或成交客户的接触点（挽回）。

其他去向都要写原因，包括指向自己的，以及越过“不适用”环节的。

## 为什么

接触、认知、态度、行为，这个次序之所以叫致命，是因为谁也跳不过去。客户看似跳了一步，中间必定发生了什么：\
排了长队，听了传言，等不到回电。课堂上要讨论的正是这件事，请写下来。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        leads_to: [forgotten]
  departing:
    first-impression:
      - {id: forgotten, name: 被遗忘在角落}
```

## 应写成

把编号换成 `{to: 编号, because: 原因}`。花括号里要用半角逗号；原因里有半角逗号时，给原因加上引号。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        leads_to: [{to: forgotten, because: 等了十分钟没有人抬头}]
  departing:
    first-impression:
      - {id: forgotten, name: 被遗忘在角落}
```
";

fn check(subject: &Subject<'_>, findings: &mut Vec<Diagnostic>) {
    for (id, touchpoint) in subject.site.touchpoints(subject.map.id) {
        for link in touchpoint.leads_to.iter().flat_map(|links| &links.value) {
            if let LinkEnd::Touchpoint(to) = link.to
                && link.because.is_none()
                && LinkKind::of(subject.site, id, to) == LinkKind::Jump
            {
                findings.push(unexplained(subject, touchpoint, link, to));
            }
        }
    }
}

fn unexplained(subject: &Subject<'_>, from: &Touchpoint, link: &Link, to: TouchpointId) -> Diagnostic {
    let target = subject.site.touchpoint(to);
    let (here, there) = (naming::touchpoint(from), naming::touchpoint(target));
    let (from_cell, to_cell) = (naming::cell(from.cell), naming::cell(target.cell));
    let message = if target.id.span == from.id.span {
        words!("{} leads to itself without saying why", "{}通向自己，没有写原因", here.en; here.zh)
    } else {
        words!(
            "{} jumps to {} without saying why",
            "{}跳到{}，没有写原因",
            here.en,
            there.en;
            here.zh,
            there.zh
        )
    };
    RULE.at(link.span, message)
    .label(words!("from {} to {}", "从 {} 到 {}", from_cell.en, to_cell.en; from_cell.zh, to_cell.zh))
    .related(target.id.span, words!("it leads here", "通向这里"))
    .help(words!(
        "give the reason: `{{to: {}, because: ...}}`",
        "请写明原因：`{{to: {}, because: ...}}`",
        subject.site.reference(to, subject.map.id)
    ))
    .help(words!(
        "only these need none: to the next phase of the same stage; to another touchpoint of the same cell; from a behaviour to a contact of the same stage, \
         of the next stage, or, from departing, of prospect or customer",
        "不用写原因的只有：到同一阶段的下一环节；到同一格的另一个接触点；从行为预测到同一阶段、下一阶段的接触点；从离开客户的行为预测到潜在客户或成交客户的接触点"
    ))
}

#[cfg(test)]
mod tests {
    use crate::graph::LinkKind::{self, *};
    use crate::model::{CellAt, Phase::*, Stage::*};

    #[test]
    fn of_the_links_that_leave_their_cell_four_kinds_explain_themselves() {
        let examples = [
            ((Customer, Contact), (Customer, FirstImpression), NextPhase),
            ((Customer, Attitude), (Customer, Behaviour), NextPhase),
            ((Customer, Behaviour), (Customer, Contact), Again),
            ((Unknown, Behaviour), (Prospect, Contact), NextStage),
            ((Customer, Behaviour), (Departing, Contact), NextStage),
            ((Departing, Behaviour), (Prospect, Contact), WonBack),
            ((Departing, Behaviour), (Customer, Contact), WonBack),
            // Skipping a phase, going back, staying, skipping a stage, turning back into strangers.
            ((Customer, Contact), (Customer, Attitude), Jump),
            ((Customer, Attitude), (Customer, FirstImpression), Jump),
            ((Customer, Contact), (Customer, Contact), Jump),
            ((Customer, Behaviour), (Customer, Behaviour), Jump),
            ((Customer, Contact), (Departing, Contact), Jump),
            ((Customer, Contact), (Prospect, FirstImpression), Jump),
            ((Unknown, Behaviour), (Customer, Contact), Jump),
            ((Customer, Behaviour), (Prospect, Contact), Jump),
            ((Departing, Behaviour), (Unknown, Contact), Jump),
            ((Departing, Behaviour), (Customer, FirstImpression), Jump),
        ];
        for ((stage, phase), (to_stage, to_phase), kind) in examples {
            let (from, to) = (CellAt { stage, phase }, CellAt { stage: to_stage, phase: to_phase });
            assert_eq!(LinkKind::between(from, to), kind, "a link from {} to {}", from.code(), to.code());
        }
    }
}
