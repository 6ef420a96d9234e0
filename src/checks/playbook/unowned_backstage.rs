//! `unowned-backstage`: a step out of the customer's sight without a role or a system.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{Blueprint, Touchpoint};
use crate::rule::{Group, Level, Rule};
use crate::source::Span;
use crate::words::Words;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unowned-backstage",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("a step out of sight has neither a role nor a system", "后台或支持的一步没有写角色或系统"),
    page: page!("unowned_backstage"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for touchpoint in &subject.map.touchpoints {
        let Some(Blueprint { back, support, .. }) = touchpoint.blueprint.as_deref() else { continue };
        // Where a fault hides the roles, each may have one.
        let unowned = back.iter().filter(|step| step.role.is_none() && !subject.config.roles_hidden);
        findings.extend(unowned.map(|step| {
            let help = words!(
                "write `{{do: ..., role: ...}}` with a role of motmap.yaml",
                "写成 `{{do: ..., role: ...}}`，填 motmap.yaml 里的角色"
            );
            finding(touchpoint, step.what.span(), help)
        }));
        let unowned = support.iter().filter(|step| step.system.is_none());
        findings.extend(unowned.map(|step| {
            let help = words!(
                "write `{{do: ..., system: ...}}` with the system or the department that does it",
                "写成 `{{do: ..., system: ...}}`，填做这件事的系统或部门"
            );
            finding(touchpoint, step.what.span(), help)
        }));
    }
}

fn finding(touchpoint: &Touchpoint, at: Span, help: Words) -> Diagnostic {
    let name = naming::touchpoint(touchpoint);
    let message = words!("this step behind {} is in nobody's hands", "{}背后的这一步没有写由谁做", name.en; name.zh);
    RULE.at(at, message).help(help)
}
