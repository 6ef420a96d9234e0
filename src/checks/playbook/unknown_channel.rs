//! `unknown-channel`: a channel in words that looks like a misspelt one of the workspace.

use crate::checks::MapSubject;
use crate::diagnostic::Diagnostic;
use crate::model::{ChannelRef, Config, Text};
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
    for touchpoint in &subject.map.touchpoints {
        let Some(ChannelRef::Free(text)) = &touchpoint.channel else { continue };
        let Some(near) = channel_meant(text, subject.config) else { continue };
        let typed = text.first().trim();
        findings.push(
            RULE.at(
                text.span(),
                words!("there is no channel `{typed}` in motmap.yaml", "motmap.yaml 里没有渠道 `{typed}`"),
            )
            .propose(words!("did you mean `{near}`?", "是不是想写 `{near}`？"), text.span(), near)
            .maybe_fix(text.span(), obvious_typo(typed, ids(subject.config)))
            .help(words!(
                "if these are words of your own, write a few more of them, or add the channel to motmap.yaml",
                "如果就是想写这几个字，请写得再具体些，或者在 motmap.yaml 里加上这个渠道"
            )),
        );
    }
}

/// The id of the channel that is meant by a word that is none.
pub(in crate::checks) fn channel_meant<'c>(text: &Text, config: &'c Config) -> Option<&'c str> {
    let typed = text.first().trim();
    // Words that are meant as words have spaces, or are in two languages.
    if text.versions().len() > 1 || typed.chars().count() <= TOO_SHORT || typed.contains(char::is_whitespace) {
        return None;
    }
    closest(typed, ids(config))
}

fn ids(config: &Config) -> impl Iterator<Item = &str> {
    config.channels.iter().map(|channel| channel.id.value.as_str())
}
