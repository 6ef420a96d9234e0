//! Estimates the size of type and the number of sides of a pocket card from the length of its texts, since the fonts of
//! the printer are unknown.

use unicode_width::UnicodeWidthChar as _;

use super::brief::{Brief, BriefBlock};
use super::card::{PromiseView, RecoveryView, RequestView, StepView};
use super::context::Fact;
use super::text::Html;

/// A size of type: its class in the style sheet, and what fits on a side below the heading, in lines and in ems.
pub(super) struct Size {
    pub class: &'static str,
    lines: f32,
    ems: f32,
}

/// From the largest size, for reading at arm's length, down to the smallest legible one.
const SIZES: [Size; 3] = [
    Size { class: "large", lines: 22.5, ems: 24.5 },
    Size { class: "medium", lines: 26.5, ems: 28.0 },
    Size { class: "small", lines: 31.5, ems: 32.2 },
];

/// The width of a Latin letter in the widest of the usual fonts, in ems; a Chinese character is 1 em wide.
const LETTER_WIDTH: f32 = 0.54;
/// The share of a line that is filled before a word wraps.
const FILL_RATIO: f32 = 0.94;
/// The width of the labels of a step's rows, and of the numbers of a list, in ems.
const LABEL_WIDTH: f32 = 5.3;
const NUMBER_WIDTH: f32 = 1.5;

/// The largest type on the fewest sides in which a card is likely to fit, and the blocks on each side. A card that is
/// too long for the smallest type gets more sides.
pub(super) fn fitting(brief: &Brief, role: Option<&Html>) -> (&'static Size, Vec<Vec<BriefBlock>>) {
    for most in 1..=brief.blocks().len() {
        // A smaller type is better than blocks that belong together on two sides.
        for together in [true, false] {
            for size in &SIZES {
                let (sides, all_fit) = distribute(brief, role, size, together);
                if all_fit && sides.len() <= most {
                    return (size, sides);
                }
            }
        }
    }
    // A block may be longer than a side; the style sheet lets that side grow.
    let size = if brief.blocks().is_empty() { &SIZES[0] } else { &SIZES[SIZES.len() - 1] };
    (size, distribute(brief, role, size, false).0)
}

/// Distributes the blocks over as few sides as possible, if `together` without parting those that belong together. Also
/// tells whether every side has room for its blocks.
fn distribute(brief: &Brief, role: Option<&Html>, size: &Size, together: bool) -> (Vec<Vec<BriefBlock>>, bool) {
    let blocks = brief.blocks();
    let units = blocks.chunk_by(|one, next| together && one.belongs_with(*next));
    let room = size.lines - heading(brief, role, size);
    let (mut sides, mut taken, mut all_fit) = (vec![Vec::new()], 0.0, true);
    for unit in units {
        let lines: f32 = unit.iter().map(|&block| lines_of(brief, block, size)).sum();
        if taken > 0.0 && taken + lines > room {
            sides.push(Vec::new());
            taken = 0.0;
        }
        taken += lines;
        all_fit &= taken <= room;
        sides.last_mut().into_iter().for_each(|side| side.extend(unit));
    }
    (sides, all_fit)
}

/// The lines of the heading beyond the first.
fn heading(brief: &Brief, role: Option<&Html>, size: &Size) -> f32 {
    let role = role.map_or(0.0, |role| 1.0 + 0.85 * ems(&role.to_string()));
    let name = 1.2 * (3.0 + ems(&brief.name.to_string()));
    1.15 * ((name / (size.ems - role).max(6.0) / FILL_RATIO).ceil() - 1.0)
}

/// The lines of a block with the space around it.
fn lines_of(brief: &Brief, block: BriefBlock, size: &Size) -> f32 {
    match block {
        BriefBlock::Request(number) => 0.4 + request(&brief.requests[number], size),
        BriefBlock::Step(number) => 0.55 + step(&brief.steps[number], size),
        BriefBlock::Stance => 0.85 + brief.stance.iter().map(|stance| 1.0 + lines(stance, size.ems)).sum::<f32>(),
        BriefBlock::Authority => 0.85 + brief.authority.iter().map(|fact| fact_lines(fact, size)).sum::<f32>(),
        BriefBlock::Recovery => 0.85 + brief.recovery.iter().map(|view| recovery_lines(view, size)).sum::<f32>(),
        BriefBlock::Promises => 0.85 + brief.promises.iter().map(|promise| promise_lines(promise, size)).sum::<f32>(),
    }
}

fn request(request: &RequestView, size: &Size) -> f32 {
    // Requests are bold, and so wider.
    let settled = request.settled.iter().map(|fact| fact_lines(fact, size));
    lines(&request.ask, size.ems / 1.08) + settled.sum::<f32>()
}

fn step(step: &StepView, size: &Size) -> f32 {
    let items = step.rows.iter().flat_map(|row| &row.items);
    1.0 + items.map(|item| lines(item, size.ems - LABEL_WIDTH)).sum::<f32>()
}

fn recovery_lines(recovery: &RecoveryView, size: &Size) -> f32 {
    let signal = recovery.signal.iter().map(|signal| lines(signal, size.ems - LABEL_WIDTH));
    let steps = recovery.steps.iter().map(|step| lines(step, size.ems - NUMBER_WIDTH));
    1.0 + signal.chain(steps).sum::<f32>()
}

fn promise_lines(promise: &PromiseView, size: &Size) -> f32 {
    lines(&promise.text, size.ems - 1.0 - ems(&promise.label))
}

fn fact_lines(fact: &Fact, size: &Size) -> f32 {
    lines(&fact.value, size.ems - 1.5 - ems(&fact.label))
}

/// The lines of a text where a line is `room` ems wide.
fn lines(html: &Html, room: f32) -> f32 {
    let room = room.max(5.0) * FILL_RATIO;
    paragraphs(&html.to_string()).map(|width| (width / room).ceil().max(1.0)).sum()
}

fn ems(html: &str) -> f32 {
    paragraphs(html).sum()
}

/// The widths of the paragraphs and list items of a text, in ems.
fn paragraphs(html: &str) -> impl Iterator<Item = f32> {
    let mut widths = vec![0.0];
    let mut rest = html;
    while let Some(char) = rest.chars().next() {
        let (width, length) = match char {
            '<' => {
                let tag = rest.split_once('>').map_or(rest, |(tag, _)| tag);
                if ["</p", "</li", "<br", "</pre"].iter().any(|end| tag.starts_with(end)) {
                    widths.push(0.0);
                }
                // The style sheet adds the tag of the language after a text in another language.
                (if tag.contains("untranslated") { 2.0 } else { 0.0 }, (tag.len() + 1).min(rest.len()))
            }
            '&' => (LETTER_WIDTH, rest.find(';').map_or(1, |end| end + 1)),
            // White space before a paragraph has no width.
            char if char.is_whitespace() && widths.last() == Some(&0.0) => (0.0, char.len_utf8()),
            char => (LETTER_WIDTH.max(char.width().unwrap_or(0) as f32 / 2.0), char.len_utf8()),
        };
        rest = &rest[length..];
        if let Some(last) = widths.last_mut() {
            *last += width;
        }
    }
    widths.into_iter().filter(|&width| width > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_at(html: &str, room: f32) -> f32 {
        lines(&Html::from_safe_string(html.to_owned()), room)
    }

    #[test]
    fn a_text_takes_as_many_lines_as_its_paragraphs() {
        assert_eq!(lines_at("十个字的一行正好十个", 10.7), 1.0);
        assert_eq!(lines_at("十个字的一行正好十个", 10.0), 2.0);
        assert_eq!(lines_at("<p>a &amp; b</p>\n<p>c</p>", 20.0), 2.0);
        assert_eq!(lines_at("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", 20.0), 2.0);
    }
}
