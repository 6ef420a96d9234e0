//! `obstacle-without-remedy`: an obstacle without a remedy, or a remedy that lacks what, who or when.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{Remedy, RemedyStatus};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "obstacle-without-remedy",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("an obstacle without what, who and when", "有障碍，却没有写明做什么、谁负责、何时完成"),
    page: page!("obstacle_without_remedy"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
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
                Some(remedy) => match missing_fields(remedy) {
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

/// The fields that a remedy lacks, in backticks.
fn missing_fields(remedy: &Remedy) -> Vec<&'static str> {
    let open = remedy.status == RemedyStatus::Open;
    let fields = [
        ("`do`", remedy.what.is_none()),
        ("`owner`", open && remedy.owner.is_none()),
        ("`due`", open && remedy.due.is_none()),
    ];
    fields.into_iter().filter(|(_, lacks)| *lacks).map(|(field, _)| field).collect()
}
