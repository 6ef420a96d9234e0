//! `stale-review`: a map that nobody has looked at for longer than was agreed.

use jiff::Span;
use jiff::civil::Date;

use crate::checks::MapSubject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Check, Group, Level, Rule};
use crate::source::Spanned;
use crate::{phrase, words};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "stale-review",
    group: Group::Playbook,
    level: Level::At(Severity::Warning),
    summary: phrase!("a map is past its review date", "图过了复核日期"),
    page: phrase!(EN, ZH),
    check: Check::Map(check),
};

const EN: &str = "\
More than `review_every` days have gone by since `reviewed`. A map that lacks one of the two is never stale; a
`reviewed` that lies ahead is told, too: nobody has gone through the map on a day to come. Only
`motmap check` looks at the calendar, or at the day given with `--today`; pages are the same on every day.

## Why

Opening hours change, roles move, obstacles fall. A playbook that says what was true last year is trusted once; the
colleague who was let down by it before a customer does not open it again.

## Found

```yaml
title: A small shop
reviewed: 2020-01-15
review_every: 90
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
```

## Better

Go through the map with the people who work with it, mend what has changed, and type today's date after `reviewed:`. If
the interval was too short, change `review_every:` instead.

```yaml
title: A small shop
reviewed: 2020-01-15
review_every: 36500
stages:
  customer:
    contact:
      - {id: counter, name: The counter}
```
";

const ZH: &str = "\
距离上次复核 `reviewed` 已经超过 `review_every` 天。两项缺了一项的图不提示。\
`reviewed` 写了将来的日期也会提示：那一天还没有人复核过。\
只有 `motmap check` 会看日历，也可以用 `--today` 指定日期；页面每天都一样。

## 为什么

营业时间会改，岗位会调，障碍会消除。手册上写的是去年的事，同事当着客户的面照着做错一次，就再也不会翻开它。

## 会报告

```yaml
title: 街角小店
reviewed: 2020-01-15
review_every: 90
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
```

## 应写成

和用这张图的人一起过一遍，改掉变了的地方，再把 `reviewed:` 后面写成当天的日期。当初定的间隔太短，就改 `review_every:`。

```yaml
title: 街角小店
reviewed: 2020-01-15
review_every: 36500
stages:
  customer:
    contact:
      - {id: counter, name: 收银台}
```
";

fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let (Some(today), Some(reviewed)) = (subject.today, subject.map.reviewed) else { return };
    if reviewed.value > today {
        findings.push(ahead_of_its_day(reviewed, today));
        return;
    }
    let Some(days) = subject.map.review_every.as_ref() else { return };
    // An interval beyond the calendar's end never runs out.
    let interval = Span::new().try_days(i64::from(days.value));
    let Ok(due) = interval.and_then(|interval| reviewed.value.checked_add(interval)) else { return };
    if today <= due {
        return;
    }
    findings.push(
        RULE.at(reviewed.span, words!("this map was to be reviewed by {due}", "这张图应在 {due} 之前复核"))
            .related(days.span, words!("every {} days", "每 {} 天一次", days.value))
            .help(words!(
                "go through the map with those who use it, then write today's date: `reviewed: {today}`",
                "和用图的人一起过一遍，再写上当天的日期：`reviewed: {today}`"
            )),
    );
}

/// A date to come is one on which nobody has gone through the map yet.
fn ahead_of_its_day(reviewed: Spanned<Date>, today: Date) -> Diagnostic {
    let date = reviewed.value;
    RULE.at(
        reviewed.span,
        words!("{date} lies ahead: no review has taken place then", "{date} 还没有到，不会已经复核过"),
    )
    .help(words!(
        "write the day of the last review: `reviewed: {today}` if that is today; when the next is due follows from \
             `review_every:`, in days",
        "写上一次复核的日期，如果就是今天：`reviewed: {today}`；下一次的日期由 `review_every:`（天数）算出"
    ))
}
