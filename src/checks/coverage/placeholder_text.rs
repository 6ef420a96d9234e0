//! `placeholder-text`: a text such as TODO in place of one that is still to be written.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::load::synonyms::is_ellipsis;
use crate::model::{FormatField, MapText, compatible};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "placeholder-text",
    group: Group::Coverage,
    level: Level::Warning,
    summary: phrase!("a text stands in for one that is still to be written", "文字只是占位，正文还没有写"),
    page: page!("placeholder_text"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for at in &subject.texts {
        let MapText { field, text, .. } = *at;
        let placeholder = text.versions().iter().find(|(_, version)| is_placeholder_in(field, version));
        let Some((_, version)) = placeholder else { continue };
        let owned = naming::field(at);
        findings.push(
            RULE.at(version.span, words!("{} is still to be written", "{} 还没有写", owned.en; owned.zh))
                .label(words!("a placeholder", "占位文字"))
                .help(words!(
                    "write the text; a field that may be left out is better deleted until there is one",
                    "写出正文；选填的字段，还没有想好就先删掉"
                )),
        );
    }
}

/// Whether a text is a placeholder in that field.
fn is_placeholder_in(field: FormatField, text: &str) -> bool {
    let answers = MAY_BE_NONE.contains(&field) && says_none(text);
    let may_be_bare = MAY_BE_BARE.contains(&field) && !(is_ellipsis(text) && field != SPOKEN);
    !text.is_empty() && (is_placeholder(text) && !answers || is_digits_or_punctuation(text) && !may_be_bare)
}

/// Whether a text says that there is nothing, or nobody.
pub fn says_none(text: &str) -> bool {
    NONE_WORDS.contains(&core_of(&compatible(text)).to_lowercase().as_str())
}

/// The field for what people say in a scene; a silence is `……`.
const SPOKEN: FormatField = FormatField::LineSays;

/// Fields in which a number (a hotline, a platform) or a sign (`%`, a silence) is a real text.
const MAY_BE_BARE: [FormatField; 5] =
    [FormatField::Channel, FormatField::Place, FormatField::MeasureUnit, FormatField::Period, SPOKEN];

/// Fields in which "none" is an answer.
const MAY_BE_NONE: [FormatField; 9] = [
    FormatField::Decides,
    FormatField::MomentAvoid,
    FormatField::PeriodNever,
    FormatField::PeriodDo,
    FormatField::Channel,
    FormatField::Place,
    FormatField::MeasureUnit,
    FormatField::Responsibilities,
    SPOKEN,
];

/// Words that say that there is nothing, in lower case.
const NONE_WORDS: [&str; 15] = [
    "无",
    "没有",
    "没有人",
    "没人",
    "暂无",
    "不适用",
    "none",
    "nothing",
    "n/a",
    "na",
    "nil",
    "not applicable",
    "nobody",
    "no one",
    "no-one",
];

/// Texts that are placeholders if nothing else is there, without the punctuation around them, in lower case.
#[rustfmt::skip]
const PLACEHOLDERS: [&str; 47] = [
    "待补", "待补充", "待补全", "待定", "待写", "待填", "待填写", "待完善", "待确认", "待更新", "待续", "待议",
    "暂无", "暂缺", "暂略", "略", "省略", "从略", "无", "空白", "同上", "如上", "占位", "占位符", "测试", "示例",
    "未定", "todo", "to do", "tbd", "tba", "tbc", "fixme", "wip", "n/a", "na", "nil", "none", "null",
    "placeholder", "foo", "foobar", "test", "testing", "asdf", "qwerty", "ditto",
];

/// The length of the longest placeholder, in characters.
const LONGEST_PLACEHOLDER: usize = 11;

/// Subjects of a sentence about the text and not about the customer: 此处待补.
const TEXT_SUBJECTS: [&str; 14] =
    ["此处", "这里", "这一格", "内容", "正文", "话术", "具体", "详情", "细节", "案例", "后续", "稍后", "尚", "还"];

/// Endings of a sentence that says that a text is still to be written.
const STILL_TO_WRITE: [&str; 6] = ["待补", "待补充", "待补全", "待填", "待填写", "待完善"];

/// Whether a text says that the real one is still to be written.
pub fn is_placeholder(text: &str) -> bool {
    let text = compatible(text);
    let core = core_of(&text);
    is_listed_placeholder(core)
        || is_crosses(core, 2)
        || core.as_bytes().windows(LOREM.len()).any(|part| part.eq_ignore_ascii_case(LOREM))
        || text.contains(['T', 'F', 'x', 'X', '×']) && ascii_words(&text).any(is_todo_mark)
        || text.contains('待') && clauses(&text).any(is_still_to_write)
}

/// A text without the punctuation around it.
fn core_of(text: &str) -> &str {
    text.trim_matches(|character: char| !character.is_alphanumeric())
}

/// The beginning of the usual filler text.
const LOREM: &[u8] = b"lorem ipsum";

fn is_listed_placeholder(core: &str) -> bool {
    core.chars().nth(LONGEST_PLACEHOLDER).is_none() && PLACEHOLDERS.contains(&core.to_lowercase().as_str())
}

fn is_todo_mark(word: &str) -> bool {
    matches!(word, "TODO" | "TBD" | "FIXME") || is_crosses(word, 3)
}

fn is_digits_or_punctuation(text: &str) -> bool {
    compatible(text)
        .chars()
        .all(|character| character.is_numeric() || character.is_whitespace() || is_punctuation(character))
}

/// ASCII signs, and the blocks of general and of Chinese punctuation.
fn is_punctuation(character: char) -> bool {
    character.is_ascii_punctuation() || matches!(character, '·' | '\u{2010}'..='\u{206f}' | '\u{3001}'..='\u{303f}')
}

/// Whether a word is `xxx` or `×××`, of at least so many signs.
fn is_crosses(word: &str, min: usize) -> bool {
    word.chars().count() >= min && word.chars().all(|character| matches!(character, 'x' | 'X' | '×'))
}

/// The words of a text that consist of ASCII letters, digits and `×`.
fn ascii_words(text: &str) -> impl Iterator<Item = &str> {
    let outside = |character: char| !(character.is_ascii_alphanumeric() || character == '×');
    text.split(outside).filter(|word| !word.is_empty())
}

/// The parts of a text between punctuation and spaces.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|clause| !clause.is_empty())
}

/// Whether a clause is 待补 or 话术待补. In 等待补货 it is no word, and in 资料待补齐时怎么办 the customer is to add something.
fn is_still_to_write(clause: &str) -> bool {
    STILL_TO_WRITE
        .iter()
        .filter_map(|ending| clause.strip_suffix(ending))
        .any(|subject| subject.is_empty() || TEXT_SUBJECTS.contains(&subject))
}

#[cfg(test)]
mod tests {
    use super::{is_digits_or_punctuation, is_placeholder};

    #[test]
    fn a_text_that_says_that_one_is_to_come_is_a_placeholder() {
        for text in [
            "待补",
            "（待补）",
            "待补：周五前",
            "话术待补。",
            "内容待补充",
            "待定",
            "略",
            "无",
            "同上",
            "TODO",
            "todo",
            "[TBD]",
            "TODO: ask the team",
            "ＴＯＤＯ",
            "xxx",
            "XX",
            "×××先生，您好",
            "请拨 xxx 转接",
            "Lorem ipsum dolor",
            "test",
            "N/A",
            "asdf",
        ] {
            assert!(is_placeholder(text), "{text:?} only says that a text is to come");
        }
    }

    #[test]
    fn a_sentence_about_waiting_is_not() {
        for text in [
            "价格待定时怎么办",
            "等待补货的客户",
            "等待补偿",
            "资料待补齐时怎么办？",
            "客户等待补",
            "无论如何先道歉",
            "忽略不计",
            "没有人回电",
            "测试一下网速",
            "The customer's todo list",
            "Todo va bien",
            "XXL",
            "尾号138xxxx1234",
            "None of the desks is open",
            "Test drive",
            "A to do list for the guest",
            "再等等……",
        ] {
            assert!(!is_placeholder(text), "{text:?} is a real text");
        }
    }

    #[test]
    fn digits_and_punctuation_say_nothing_by_themselves() {
        for text in ["...", "……", "…", "？？", "123", "１", "-", "1.", "—— "] {
            assert!(is_digits_or_punctuation(text), "{text:?} says nothing");
        }
        for text in ["24 小时", "C1", "😡", "3 分钟"] {
            assert!(!is_digits_or_punctuation(text), "{text:?} says something");
        }
    }
}
