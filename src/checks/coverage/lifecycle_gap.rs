//! `lifecycle-gap`: periods of the lifecycle that overlap, or leave months out.

use crate::checks::MapSubject;
use crate::checks::naming::text as name_of;
use crate::diagnostic::Diagnostic;
use crate::model::Period;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "lifecycle-gap",
    group: Group::Coverage,
    level: Level::Warning,
    summary: phrase!("periods of the lifecycle overlap or leave months out", "生命周期的月份重叠或有遗漏"),
    page: page!("lifecycle_gap"),
};

/// A period with its first and last month.
type Dated<'p> = (&'p Period, (u32, u32));

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let map = subject.map;
    let mut dated: Vec<Dated<'_>> = map.lifecycle.iter().filter_map(|period| Some((period, period.months?))).collect();
    // A fault in the map may hide a period.
    if map.faulty || dated.is_empty() {
        return;
    }
    findings.extend(map.lifecycle.iter().filter(|period| period.months.is_none()).map(undated));
    dated.sort_by_key(|&(_, months)| months);
    let first = dated[0];
    if first.1.0 > 1 {
        findings.push(left_out(first.0, 1, first.1.0 - 1));
    }
    // The period that reaches furthest so far.
    let mut reached = first;
    for &next in &dated[1..] {
        let ((_, end), (begin, last)) = (reached.1, next.1);
        if begin <= end {
            findings.push(overlapping(next, reached));
        } else if begin > end + 1 {
            findings.push(left_out(next.0, end + 1, begin - 1));
        }
        if last > end {
            reached = next;
        }
    }
}

fn undated(period: &Period) -> Diagnostic {
    let name = name_of(&period.name);
    RULE.at(
        period.name.span(),
        words!("“{}” has no months, other periods have", "“{}”没有写月份，别的时期写了", name.en; name.zh),
    )
    .help(words!("write its first and its last month: `months: [1, 3]`", "写上起始月和结束月：`months: [1, 3]`"))
}

fn left_out(before: &Period, first: u32, last: u32) -> Diagnostic {
    let name = name_of(&before.name);
    let message = if first == last {
        words!("month {first}, before “{}”, is in no period", "“{}”前面的第 {first} 个月不在任何时期里", name.en; name.zh)
    } else {
        words!(
            "months {first} to {last}, before “{}”, are in no period",
            "“{}”前面的第 {first}–{last} 个月不在任何时期里",
            name.en;
            name.zh
        )
    };
    RULE.at(before.name.span(), message).help(words!(
        "begin this period earlier, end the one before it later, or write the period between",
        "让这个时期早点开始、前一个时期晚点结束，或者补上中间的时期"
    ))
}

fn overlapping((period, months): Dated<'_>, (other, other_months): Dated<'_>) -> Diagnostic {
    let (first, last) = (months.0, months.1.min(other_months.1));
    let (name, other_name) = (name_of(&period.name), name_of(&other.name));
    let message = if first == last {
        words!(
            "month {first} is in “{}” and in “{}”",
            "第 {first} 个月既在“{}”里，又在“{}”里",
            other_name.en, name.en; other_name.zh, name.zh
        )
    } else {
        words!(
            "months {first} to {last} are in “{}” and in “{}”",
            "第 {first}–{last} 个月既在“{}”里，又在“{}”里",
            other_name.en, name.en; other_name.zh, name.zh
        )
    };
    RULE.at(period.name.span(), message).related(other.name.span(), words!("the other period", "另一个时期")).help(
        words!(
            "change the months of one of them, so that each month is in one",
            "改其中一个的月份，让每个月只属于一个时期"
        ),
    )
}
