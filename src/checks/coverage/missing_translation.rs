//! `missing-translation`: a text that lacks one of the languages of its map.

use std::collections::BTreeSet;

use crate::checks::playbook::unknown_channel::channel_meant;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{ChannelRef, FormatField, MapText, Tag, Text};
use crate::rule::{Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "missing-translation",
    group: Group::Coverage,
    level: Level::Warning,
    summary: phrase!(
        "a text lacks one of the workspace's languages, where others of the map have it",
        "图上别的文字有这种语言的版本，这一处没有"
    ),
    page: page!("missing_translation"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    // A fault in the map may hide a translation.
    if subject.map.faulty {
        return;
    }
    let texts = &subject.texts;
    let written: BTreeSet<&Tag> = texts.iter().flat_map(|at| at.text.versions().iter().map(|(tag, _)| tag)).collect();
    let wanted: Vec<&Tag> = subject.config.languages.iter().filter(|tag| written.contains(tag)).collect();
    for at in texts {
        let MapText { field, text, .. } = *at;
        let name = field.info().name.rsplit('.').next().unwrap_or_default();
        // What is meant as the id of a channel needs no translation.
        if field == FormatField::Channel && channel_meant(text, subject.config).is_some() {
            continue;
        }
        findings.extend(untranslated(text, name, &wanted, || naming::field(at)));
    }
    let channels = subject.map.touchpoints.iter().filter_map(|touchpoint| match &touchpoint.channel {
        Some(ChannelRef::Named(id)) => Some(id.value),
        _ => None,
    });
    for channel in channels.collect::<BTreeSet<_>>().into_iter().map(|id| subject.config.channel(id)) {
        let owner = || words!("the name of channel `{}`", "渠道 `{}` 的名称", channel.id.value);
        findings.extend(untranslated(&channel.name, "name", &wanted, owner));
    }
}

/// A finding for a text that lacks one of the wanted languages.
fn untranslated(text: &Text, field: &str, wanted: &[&Tag], owner: impl FnOnce() -> Words) -> Option<Diagnostic> {
    let missing: Vec<_> = wanted.iter().filter(|tag| text.get(tag).is_none()).map(|tag| format!("`{tag}`")).collect();
    if missing.is_empty() || !has_letters(text.first()) {
        return None;
    }
    let (owned, en, zh) = (owner(), missing.join(", "), missing.join("、"));
    let every = wanted.iter().map(|tag| format!("{tag}: ...")).collect::<Vec<_>>().join(", ");
    Some(
        RULE.at(text.span(), words!("{} has no text in {en}", "{} 没有 {zh} 的文字", owned.en; owned.zh)).help(words!(
            "write it in every language: `{field}: {{{every}}}`",
            "每种语言各写一份：`{field}: {{{every}}}`"
        )),
    )
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}
