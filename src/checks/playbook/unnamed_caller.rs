//! `unnamed-caller`: a telephone call that begins with nobody knowing who speaks.

use bytestring::ByteString;

use super::self_introduction::says_who_or_where;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{Dialogue, Speaker, Take, Text, Touchpoint, Version};
use crate::rule::{Group, Level, Rule};
use crate::source::Spanned;
use crate::words::Lang;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unnamed-caller",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("the first line on the telephone says neither who nor where", "电话里第一句话没说是谁、是哪里"),
    page: page!("unnamed_caller"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let on_telephone = subject.map.touchpoints.iter().filter(|touchpoint| touchpoint.is_on_telephone(subject.config));
    for touchpoint in on_telephone {
        let unnamed = first_lines(touchpoint).find_map(|line| line.versions().iter().find_map(is_unnamed));
        let Some(line) = unnamed else { continue };
        let at = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(
                line.span,
                words!(
                    "the first line on the telephone at {} says neither who speaks nor from where",
                    "{}的电话第一句没说是谁、是哪里",
                    at.en; at.zh
                ),
            )
            .help(words!(
                "begin with the name of the house or of who speaks: “Riverside Bank, Anna speaking.”; write it also where \
                 staff know it by heart",
                "先报单位或者报姓名，例如“您好，城东支行，我姓陈”；大家都会说的，也要写上"
            )),
        );
    }
}

/// The lines with which our side begins: the first of the moment, and the first of each good take that no other begins.
fn first_lines(touchpoint: &Touchpoint) -> impl Iterator<Item = &Text> {
    let of_moment = touchpoint.moment.iter().find_map(|moment| moment.written().find_map(|(_, play)| play.say.first()));
    let good = touchpoint.dialogues.iter().filter(|dialogue| dialogue.take == Take::Good);
    of_moment.into_iter().chain(good.filter_map(first_of_ours))
}

fn first_of_ours(dialogue: &Dialogue) -> Option<&Text> {
    dialogue.lines.first().filter(|line| matches!(line.who, Speaker::Role(_)))?.says.as_ref()
}

/// The version of a line, where it is in a language that is judged and says neither who nor where.
fn is_unnamed((tag, line): &Version) -> Option<&Spanned<ByteString>> {
    let lang = Lang::of(tag.as_str())?;
    (!says_who_or_where(&line.value, lang)).then_some(line)
}
