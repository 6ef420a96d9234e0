//! `unknown-channel`: a channel in words that looks like a misspelt one of the workspace.

use crate::checks::MapSubject;
use crate::diagnostic::Diagnostic;
use crate::model::ChannelRef;
use crate::rule::{Group, Level, Rule};
use crate::suggest::{closest, obvious_typo};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unknown-channel",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("a channel is nearly, but not quite, one of motmap.yaml", "渠道与 motmap.yaml 里的只差一点"),
    page: page!("unknown_channel"),
};

/// A word of that many letters is too easily another one.
const TOO_SHORT: usize = 3;

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let channels = &subject.config.channels;
    let ids = || channels.iter().map(|channel| channel.id.value.as_str());
    for touchpoint in &subject.map.touchpoints {
        let Some(ChannelRef::Free(text)) = &touchpoint.channel else { continue };
        let typed = text.first().trim();
        // Words that are meant as words have spaces, or are in two languages.
        if text.versions().len() > 1 || typed.chars().count() <= TOO_SHORT || typed.contains(char::is_whitespace) {
            continue;
        }
        let Some(near) = closest(typed, ids()) else { continue };
        findings.push(
            RULE.at(
                text.span(),
                words!("there is no channel `{typed}` in motmap.yaml", "motmap.yaml 里没有渠道 `{typed}`"),
            )
            .propose(words!("did you mean `{near}`?", "是不是想写 `{near}`？"), text.span(), near)
            .maybe_fix(text.span(), obvious_typo(typed, ids()))
            .help(words!(
                "if these are words of your own, write a few more of them, or add the channel to motmap.yaml",
                "如果就是想写这几个字，请写得再具体些，或者在 motmap.yaml 里加上这个渠道"
            )),
        );
    }
}
