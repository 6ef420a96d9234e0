//! `forbidden-reply`: a line that does what is never to be done.

use super::forbidden_words::{Misstep, is_bare_apology, misstep};
use super::never_entry::said;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{Config, Dialogue, Line, Moment, Speaker, Take, Text, Touchpoint, Version};
use crate::rule::{Group, Level, Rule};
use crate::words::{Lang, Words};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "forbidden-reply",
    group: Group::Complaints,
    level: Level::Warning,
    summary: phrase!("a line does what is never to be done", "话术里有绝不该说的话"),
    page: page!("forbidden_reply"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for touchpoint in &subject.map.touchpoints {
        let forbidden = Forbidden::at(touchpoint, subject.config);
        if forbidden.is_empty() {
            continue;
        }
        for line in lines_of_ours(touchpoint) {
            findings.extend(line.versions().iter().find_map(|version| forbidden.found_in(version)));
        }
        if touchpoint.complaint.is_some() {
            findings.extend(bare_apology(touchpoint));
        }
    }
}

/// What our side says: in the moment, and in the takes that show how to do it well.
fn lines_of_ours(touchpoint: &Touchpoint) -> impl Iterator<Item = &Text> {
    let moment = touchpoint.moment.as_deref().into_iter();
    let says = moment.flat_map(Moment::written).flat_map(|(_, play)| &play.say);
    says.chain(good_takes(touchpoint).flat_map(|take| take.lines.iter().filter_map(said_by_us)))
}

fn good_takes(touchpoint: &Touchpoint) -> impl Iterator<Item = &Dialogue> {
    touchpoint.dialogues.iter().filter(|dialogue| dialogue.take == Take::Good)
}

fn said_by_us(line: &Line) -> Option<&Text> {
    line.says.as_ref().filter(|_| matches!(line.who, Speaker::Role(_)))
}

/// What is never to be said at a touchpoint.
struct Forbidden<'a> {
    /// Whether complaints come in, so that the method's own list holds.
    takes_complaints: bool,
    /// The workspace's own entries that hold here.
    entries: Vec<&'a Text>,
}

impl<'a> Forbidden<'a> {
    fn at(touchpoint: &Touchpoint, config: &'a Config) -> Self {
        let takes_complaints = touchpoint.complaint.is_some();
        let policy = config.complaints.iter().filter(|_| takes_complaints);
        let of_policy = policy.flat_map(|policy| {
            let of_crisis = policy.crisis.iter().flat_map(|crisis| &crisis.never);
            policy.never.iter().chain(of_crisis)
        });
        let on_telephone = touchpoint.is_on_telephone(config);
        let of_telephone = config.telephone.never.iter().filter(|_| on_telephone);
        Self { takes_complaints, entries: of_policy.chain(of_telephone).collect() }
    }

    fn is_empty(&self) -> bool {
        !self.takes_complaints && self.entries.is_empty()
    }

    fn found_in(&self, (tag, line): &Version) -> Option<Diagnostic> {
        if let Some(entry) = said(&line.value, tag, self.entries.iter().copied()) {
            let finding = RULE.at(
                line.span,
                words!("this line says what is never to be said: “{entry}”", "这句话说了绝不该说的：“{entry}”"),
            );
            return Some(finding.help(words!(
                "say it another way, or take the entry out of `never` in motmap.yaml",
                "换一种说法；要是其实可以说，就把它从 motmap.yaml 的 `never` 里去掉"
            )));
        }
        let misstep = misstep(&line.value, Lang::of(tag.as_str())?).filter(|_| self.takes_complaints)?;
        Some(RULE.at(line.span, message(misstep)).help(misstep.instead()))
    }
}

fn message(misstep: Misstep) -> Words {
    let what = misstep.what();
    words!(
        "this line {}, which is never done where somebody complains",
        "这句话{}，客户投诉时绝不能这样",
        what.en; what.zh
    )
}

/// The finding where all that is said and done about a complaint is an apology.
fn bare_apology(touchpoint: &Touchpoint) -> Option<Diagnostic> {
    let moment = touchpoint.moment.as_deref()?;
    let plays = || moment.written().map(|(_, play)| play);
    if plays().any(|play| !play.actions.is_empty()) {
        return None;
    }
    let apology = plays().flat_map(|play| &play.say).map(apologises).collect::<Option<Vec<_>>>()?;
    let (_, first) = apology.first()?;
    let at = naming::touchpoint(touchpoint);
    let message = words!(
        "all that is said and done at {} is an apology",
        "{}从头到尾只道歉，没有办事",
        at.en; at.zh
    );
    Some(RULE.at(first.span, message).help(Misstep::OnlyApologises.instead()))
}

/// The version of a line that is a bare apology.
fn apologises(line: &Text) -> Option<&Version> {
    let is_bare =
        |(tag, line): &&Version| Lang::of(tag.as_str()).is_some_and(|lang| is_bare_apology(&line.value, lang));
    line.versions().iter().find(is_bare)
}
