//! `silent-backstage`: an obstacle at a contact of high importance, and nothing behind it.

use super::high_importance;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::Phase;
use crate::rule::{Group, Level, Rule};
use crate::service_blueprint::holes;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "silent-backstage",
    group: Group::Playbook,
    level: Level::Note,
    summary: phrase!(
        "an obstacle at a contact of high importance has nothing behind it",
        "重要的接触点有障碍，后台没有人管"
    ),
    page: page!("silent_backstage"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    if subject.map.touchpoints.iter().all(|touchpoint| touchpoint.blueprint.is_none()) {
        return;
    }
    for touchpoint in high_importance(subject.map).filter(|touchpoint| touchpoint.cell.phase == Phase::Contact) {
        let Some(obstacle) = holes(touchpoint).next() else { continue };
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(
                obstacle.span(),
                words!("nothing behind {} takes care of this obstacle", "{}有这个障碍，后台却没有人管", name.en; name.zh),
            )
            .help(words!(
                "write below `blueprint:` what is done out of sight: `back:` with roles, `support:` with systems",
                "在 `blueprint:` 下写客户看不见的事：`back:` 写角色，`support:` 写系统"
            )),
        );
    }
}
