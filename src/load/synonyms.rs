//! Finds the name of the format that an author meant by another word: a typing error, or a synonym in their language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::tree::{Kind, Node};
use crate::locale::Locale;
use crate::suggest::closest;
use crate::words::Lang;

/// Other words for fields and choices, by name; the terms of the locales are synonyms too.
const OTHER_WORDS: [(&str, &str); 56] = [
    ("title", "标题"),
    ("language", "语言"),
    ("summary", "简介 摘要"),
    ("customer", "客户"),
    ("owner", "负责人"),
    ("reviewed", "审阅日期"),
    ("stages", "阶段"),
    ("focus", "重点 营销重点"),
    ("guide", "指南 指引"),
    ("mainstream", "主流做法"),
    ("innovative", "创新做法"),
    ("not_applicable", "不适用"),
    ("first-impression", "第一印象"),
    ("attitude", "态度"),
    ("behaviour", "行为"),
    ("departing", "转移客户"),
    ("id", "编号"),
    ("name", "名称 名字 姓名"),
    ("channel", "渠道"),
    ("place", "地点"),
    ("role", "角色"),
    ("importance", "重要性 重要程度"),
    ("expectation", "期望"),
    ("perception", "认知"),
    ("evidence", "依据"),
    ("source", "来源"),
    ("requests", "要求"),
    ("answer", "答复 回答"),
    ("obstacle", "障碍"),
    ("stance", "立场"),
    ("moment", "时刻 关键时刻"),
    ("say", "说"),
    ("do", "做"),
    ("avoid", "避免"),
    ("authority", "权限"),
    ("recovery", "补救"),
    ("steps", "步骤"),
    ("promises", "承诺"),
    ("delivers", "兑现"),
    ("quality", "质量"),
    ("measures", "指标"),
    ("unit", "单位"),
    ("target", "目标"),
    ("dialogues", "对话"),
    ("leads_to", "去向"),
    ("because", "原因 理由"),
    ("touchpoint", "接触点"),
    ("when", "时间"),
    ("people", "人物"),
    ("outcome", "结果"),
    ("high", "高"),
    ("normal", "中"),
    ("low", "低"),
    ("zh", "中文 汉语 chinese mandarin cn"),
    ("en", "英文 英语 english eng"),
    ("layer", "层级"),
];

/// The names that each word may mean.
static SYNONYMS: LazyLock<BTreeMap<String, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let mut synonyms = BTreeMap::<String, BTreeSet<&'static str>>::new();
    for lang in Lang::ALL {
        for (name, term) in Locale::built_in(lang).terms.values().flatten() {
            synonyms.entry(folded(term)).or_default().insert(name);
        }
    }
    for (name, words) in OTHER_WORDS {
        for word in words.split(' ') {
            synonyms.entry(folded(word)).or_default().insert(name);
        }
    }
    synonyms
});

/// A word in the form in which words are compared.
fn folded(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '_'], "-")
}

/// The one of `known` that the author of `typed` meant, if that is clear.
pub fn intended_name<'n>(typed: &str, known: &[&'n str]) -> Option<&'n str> {
    let word = folded(typed);
    let meanings = SYNONYMS.get(&word);
    let is_intended =
        |name: &&&str| name.replace('_', "-") == word || meanings.is_some_and(|names| names.contains(**name));
    known.iter().find(is_intended).copied().or_else(|| closest(typed.trim(), known.iter().copied()))
}

/// Corrects the field that a name seems to mean by its value: a number is not the date of a review, but how often to
/// review.
pub fn adjusted_by_value<'n>(intended: Option<&'n str>, value: &Node, known: &[&'n str]) -> Option<&'n str> {
    let is_number = matches!(&value.kind, Kind::Scalar(typed) if typed.trim().parse::<u32>().is_ok());
    let review_every = known.iter().find(|name| **name == "review_every").copied();
    if intended == Some("reviewed") && is_number { review_every.or(intended) } else { intended }
}

/// Words that say that something does not apply, but not why; in lower case.
#[rustfmt::skip]
const NOT_APPLICABLE: [&str; 13] = [
    "不适用", "无", "没有", "暂无", "不涉及", "略",
    "none", "no", "n/a", "na", "not applicable", "not-applicable", "-",
];

/// Whether a text only says that something does not apply.
pub fn says_not_applicable(text: &str) -> bool {
    NOT_APPLICABLE.contains(&text.trim().trim_end_matches(['。', '.']).to_lowercase().as_str())
}

/// Whether a text is nothing but dots, which examples and templates show where a text belongs.
pub fn is_ellipsis(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|character| matches!(character, '.' | '…' | '。' | '⋯'))
}
