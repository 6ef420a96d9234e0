//! `assumed-evidence`: much hangs on it, and nobody has looked.

use super::decisive;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::EvidenceKind;
use crate::rule::{Check, Group, Level, Rule};
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "assumed-evidence",
    group: Group::Playbook,
    level: Level::At(Severity::Warning),
    summary: phrase!("high importance rests on assumption alone", "重要的接触点只凭推测"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
A touchpoint with `importance: high` rests on `evidence: {kind: assumed}`. One that says nothing about its evidence is
not asked.

## Why

The first gap of service quality lies between what customers expect and what we think that they expect. An assumption is
a good beginning; where much hangs on it, someone should have watched.

## Found

```yaml
title: A small shop
stages:
  customer:
    contact:
      - {id: counter, name: The counter, importance: high, evidence: {kind: assumed}}
```

## Better

Stand beside the touchpoint for an hour, or ask ten customers. Then type `kind: observed` or `kind: reported`, and after
`source:` who looked, when and how often.

```yaml
title: A small shop
stages:
  customer:
    contact:
      - id: counter
        name: The counter
        importance: high
        evidence: {kind: observed, source: Forty customers on two Saturdays in March}
```
";

const ZH: &str = "\
标了 `importance: high`（重要）的接触点，依据写的是 `evidence: {kind: assumed}`（推测）。没有写依据的不提示。

## 为什么

服务质量的第一道差距，就在客户的期望与我们以为的期望之间。推测可以开头；可越是重要的地方，越要有人去看过。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - {id: counter, name: 收银台, importance: high, evidence: {kind: assumed}}
```

## 应写成

到现场站一个小时，或者问十位客人。然后写 `kind: observed`（亲见）或 `kind: reported`（听说），`source:` 写谁、什么时候、看了多少次。

```yaml
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: 收银台
        importance: high
        evidence: {kind: observed, source: 三月两个周六共四十位客人}
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for touchpoint in decisive(subject.map) {
        let kind = touchpoint.evidence.as_ref().and_then(|evidence| evidence.kind);
        let Some(kind) = kind.filter(|kind| kind.value == EvidenceKind::Assumed) else { continue };
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(
                kind.span,
                words!("{} is of high importance, but only assumed", "{}很重要，却只凭推测", name.en; name.zh),
            )
            .help(words!(
                "go and look, then write `kind: observed` or `kind: reported`, and after `source:` who saw or said it",
                "去现场看过再写 `kind: observed`（亲见）或 `kind: reported`（听说），`source:` 写明谁看到、听到的"
            )),
        );
    }
}
