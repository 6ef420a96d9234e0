//! `incomplete-guide`: a stage whose 5W guide has holes.

use crate::checks::MapSubject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::term;
use crate::model::{Choice, Practice, Question, Stage, StagePlan};
use crate::rule::{Check, Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "incomplete-guide",
    group: Group::Coverage,
    level: Level::At(Severity::Warning),
    summary: phrase!("the 5W guide of a stage lacks a W, or a W its innovative side", "5W 指南缺项，或缺创新做法"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
The map has a 5W guide, but in this stage it lacks one of `when`, `where`, `why`, `who` and `how`, or the `innovative`
side of one. A stage is reported once, with everything that is missing. A map without any guide is left in peace.

## Why

The guide sets what everybody does beside what would be better. Five questions are few enough to answer all of them, and
the innovative column is why the exercise is done: the mainstream one only says what competitors do too.

## Found

```yaml
title: A small shop
stages:
  customer:
    guide:
      when:
        mainstream: We wait until the customer calls
```

## Better

Under `guide:`, write each of the five words with `mainstream:` and `innovative:` below it, each indented by two more
spaces.

```yaml
title: A small shop
stages:
  customer:
    guide:
      when:
        mainstream: We wait until the customer calls
        innovative: We call a week after the purchase
      where:
        mainstream: At the counter
        innovative: In the kitchen where it is used
      why:
        mainstream: It is cheap
        innovative: It saves a trip to town
      who:
        mainstream: Everybody who comes in
        innovative: The one who cooks
      how:
        mainstream: A discount now and then
        innovative: A recipe with each new product
```
";

const ZH: &str = "\
图上用了 5W 指南，但这个阶段缺少 `when`、`where`、`why`、`who`、`how` 中的某一项，或某一项缺创新做法 `innovative`。

一个阶段只提示一次，列出全部缺项。完全没有用指南的图，不提示。

## 为什么

指南把主流做法和创新做法并排放在一起。五个问题不多，应当逐一回答；而做这个练习，为的正是创新那一列，主流那一列同行也在做。

## 会报告

```yaml
title: 街角小店
stages:
  customer:
    guide:
      when:
        mainstream: 等客户来电
```

## 应写成

在 `guide:` 下面把五个词逐一写出，每个词下面再写 `mainstream:`（主流做法）和 `innovative:`（创新做法），各缩进两个空格。

```yaml
title: 街角小店
stages:
  customer:
    guide:
      when:
        mainstream: 等客户来电
        innovative: 购买一周后主动打电话问一问
      where:
        mainstream: 在收银台
        innovative: 在客户家的厨房
      why:
        mainstream: 价格便宜
        innovative: 省得再跑一趟城里
      who:
        mainstream: 进门的都是客
        innovative: 家里做饭的那一位
      how:
        mainstream: 偶尔打折
        innovative: 每样新品附一张菜谱
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let map = subject.map;
    // Where the map has faults, an answer may be what could not be read.
    if map.faulty || !map.stages.iter().any(is_begun) {
        return;
    }
    for &stage in Stage::ALL {
        let plan = map.stage(stage);
        let is_used = is_begun(plan) || plan.cells.iter().any(|cell| cell.count > 0);
        let (missing, halved) = (missing(plan), halved(plan));
        if !is_used || missing.is_empty() && halved.is_empty() {
            continue;
        }
        let name = term(stage);
        let mut finding = RULE.at(
            plan.span,
            words!("the 5W guide of the stage {} is incomplete", "{}阶段的 5W 指南不完整", name.en; name.zh),
        );
        for (_, practice) in &halved {
            if let Some(span) = practice.span {
                finding = finding.related(span, words!("no innovative side", "缺创新做法"));
            }
        }
        if !missing.is_empty() {
            let list = listed(&missing);
            finding = finding.help(words!("answer under `guide:` also {}", "在 `guide:` 下补上 {}", list.en; list.zh));
        }
        if !halved.is_empty() {
            let list = listed(&halved);
            finding = finding.help(words!(
                "write what would be better, `innovative: ...`, for {}",
                "给 {}写上创新做法 `innovative: ...`",
                list.en;
                list.zh
            ));
        }
        findings.push(finding);
    }
}

type Asked<'p> = (Question, &'p Practice);

fn asked(plan: &StagePlan) -> impl Iterator<Item = Asked<'_>> {
    Question::ALL.iter().copied().zip(&plan.guide)
}

fn is_answered(practice: &Practice) -> bool {
    practice.mainstream.is_some() || practice.innovative.is_some()
}

fn is_begun(plan: &StagePlan) -> bool {
    plan.guide.iter().any(is_answered)
}

fn missing(plan: &StagePlan) -> Vec<Asked<'_>> {
    asked(plan).filter(|(_, practice)| !is_answered(practice)).collect()
}

/// The questions with a mainstream answer alone.
fn halved(plan: &StagePlan) -> Vec<Asked<'_>> {
    asked(plan).filter(|(_, practice)| is_answered(practice) && practice.innovative.is_none()).collect()
}

/// Questions as they are typed, and in Chinese also as they are called.
fn listed(questions: &[Asked<'_>]) -> Words {
    let en: Vec<_> = questions.iter().map(|(question, _)| format!("`{question}`")).collect();
    let zh: Vec<_> = questions.iter().map(|(question, _)| format!("`{question}`（{}）", term(*question).zh)).collect();
    words!("{}", "{}", en.join(", "); zh.join("、"))
}
