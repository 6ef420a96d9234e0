//! A map as its author types it.

use std::fmt::Write as _;

use super::content::{Fault, Map, Play, Reply, Request, Stage, Touchpoint};

macro_rules! line {
    // Writing into a string does not fail.
    ($yaml:expr, $($what:tt)+) => { _ = writeln!($yaml, $($what)+) };
}

/// The text of a map's file.
pub fn text(map: &Map) -> String {
    let mut yaml = String::with_capacity(48_000);
    line!(yaml, "title: {}", map.title);
    line!(yaml, "language: {}", map.language);
    line!(yaml, "customer: {}", map.customer);
    line!(yaml, "owner: {}", map.owner);
    line!(yaml, "stages:");
    map.stages.iter().for_each(|one| stage(&mut yaml, one));
    match map.fault {
        // A jump without its reason is one in every form of the map.
        None | Some(Fault::UnexplainedJump) => yaml,
        Some(Fault::MisspeltRole) => yaml.replacen("role: guide", "role: giude", 1),
        Some(Fault::MisspeltField) => yaml.replacen("    focus:\n", "    focsu:\n", 1),
        Some(Fault::UnansweredRequest) => yaml.replacen("            answer:", "            # answer:", 1),
    }
}

fn stage(yaml: &mut String, stage: &Stage) {
    line!(yaml, "  {}:", stage.id);
    line!(yaml, "    focus:");
    for focus in &stage.focus {
        line!(yaml, "      - {focus}");
    }
    line!(yaml, "    guide:");
    for practice in &stage.guide {
        let (question, mainstream, innovative) = (practice.question, &practice.mainstream, &practice.innovative);
        line!(yaml, "      {question}: {{mainstream: \"{mainstream}\", innovative: \"{innovative}\"}}");
    }
    for phase in &stage.phases {
        line!(yaml, "    {}:", phase.id);
        phase.touchpoints.iter().for_each(|one| touchpoint(yaml, one));
    }
}

fn touchpoint(yaml: &mut String, touchpoint: &Touchpoint) {
    line!(yaml, "      - id: {}", touchpoint.id);
    line!(yaml, "        name: {}", touchpoint.name);
    line!(yaml, "        channel: {}", touchpoint.channel);
    line!(yaml, "        role: {}", touchpoint.role);
    line!(yaml, "        expectation: {}", touchpoint.expectation);
    line!(yaml, "        perception: {}", touchpoint.perception);
    line!(yaml, "        customer: {{thinks: \"{}\"}}", touchpoint.thinks);
    line!(yaml, "        stance: {}", touchpoint.stance);
    line!(yaml, "        requests:");
    touchpoint.requests.iter().for_each(|one| request(yaml, one));
    line!(yaml, "        moment:");
    touchpoint.moment.iter().for_each(|one| play(yaml, one));
    let (decides, escalates_to) = (&touchpoint.decides, &touchpoint.escalates_to);
    line!(yaml, "        authority: {{decides: \"{decides}\", escalates_to: {escalates_to}}}");
    if let Some((id, text)) = &touchpoint.promise {
        line!(yaml, "        promises:");
        line!(yaml, "          - {{id: {id}, text: {text}}}");
    }
    if !touchpoint.delivers.is_empty() {
        line!(yaml, "        delivers: [{}]", touchpoint.delivers.join(", "));
    }
    if let Some(link) = &touchpoint.leads_to {
        line!(yaml, "        leads_to:");
        match link.because {
            Some(because) => line!(yaml, "          - {{to: {}, because: {because}}}", link.to),
            None => line!(yaml, "          - {}", link.to),
        }
    }
}

fn request(yaml: &mut String, request: &Request) {
    line!(yaml, "          - ask: \"{}\"", request.ask);
    match &request.reply {
        Reply::Answer(answer) => line!(yaml, "            answer: {answer}"),
        Reply::Obstacle { obstacle, remedy, owner } => {
            line!(yaml, "            obstacle: {obstacle}");
            line!(yaml, "            remedy:");
            line!(yaml, "              do: {remedy}");
            line!(yaml, "              owner: {owner}");
            line!(yaml, "              due: 2099-12-31");
        }
    }
}

fn play(yaml: &mut String, play: &Play) {
    line!(yaml, "          {}:", play.step);
    line!(yaml, "            say: \"{}\"", play.say);
    line!(yaml, "            do: {}", play.act);
    line!(yaml, "            avoid: {}", play.avoid);
}
