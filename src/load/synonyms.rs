//! Finds the name of the format that an author meant by another word: a typing error, or a synonym in their language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::tree::{Kind, Node};
use crate::locale::Locale;
use crate::suggest::closest;
use crate::words::Lang;

/// Chinese words for fields and choices that the locales have no term for.
const CHINESE_SYNONYMS: [(&str, &str); 67] = [
    ("标题", "title"),
    ("语言", "language"),
    ("简介", "summary"),
    ("摘要", "summary"),
    ("客户", "customer"),
    ("负责人", "owner"),
    ("审阅日期", "reviewed"),
    ("阶段", "stages"),
    ("重点", "focus"),
    ("营销重点", "focus"),
    ("指南", "guide"),
    ("指引", "guide"),
    ("主流做法", "mainstream"),
    ("创新做法", "innovative"),
    ("不适用", "not_applicable"),
    ("第一印象", "first-impression"),
    ("态度", "attitude"),
    ("行为", "behaviour"),
    ("转移客户", "departing"),
    ("编号", "id"),
    ("名称", "name"),
    ("名字", "name"),
    ("姓名", "name"),
    ("渠道", "channel"),
    ("地点", "place"),
    ("角色", "role"),
    ("重要性", "importance"),
    ("重要程度", "importance"),
    ("期望", "expectation"),
    ("认知", "perception"),
    ("依据", "evidence"),
    ("来源", "source"),
    ("要求", "requests"),
    ("答复", "answer"),
    ("回答", "answer"),
    ("障碍", "obstacle"),
    ("立场", "stance"),
    ("时刻", "moment"),
    ("关键时刻", "moment"),
    ("说", "say"),
    ("做", "do"),
    ("避免", "avoid"),
    ("权限", "authority"),
    ("补救", "recovery"),
    ("步骤", "steps"),
    ("承诺", "promises"),
    ("兑现", "delivers"),
    ("质量", "quality"),
    ("指标", "measures"),
    ("单位", "unit"),
    ("目标", "target"),
    ("对话", "dialogues"),
    ("去向", "leads_to"),
    ("原因", "because"),
    ("理由", "because"),
    ("接触点", "touchpoint"),
    ("时间", "when"),
    ("人物", "people"),
    ("结果", "outcome"),
    ("高", "high"),
    ("中", "normal"),
    ("低", "low"),
    ("中文", "zh"),
    ("汉语", "zh"),
    ("英文", "en"),
    ("英语", "en"),
    ("层级", "layer"),
];

/// English words for languages.
const ENGLISH_SYNONYMS: [(&str, &str); 5] =
    [("chinese", "zh"), ("mandarin", "zh"), ("cn", "zh"), ("english", "en"), ("eng", "en")];

/// The names that each word may mean: by the terms of every language of the program, and by the lists above.
static SYNONYMS: LazyLock<BTreeMap<String, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let mut synonyms = BTreeMap::<String, BTreeSet<&'static str>>::new();
    for lang in Lang::ALL {
        for (name, term) in Locale::built_in(lang).terms.values().flatten() {
            synonyms.entry(folded(term)).or_default().insert(name);
        }
    }
    for (term, name) in CHINESE_SYNONYMS.into_iter().chain(ENGLISH_SYNONYMS) {
        synonyms.entry(folded(term)).or_default().insert(name);
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
const NOT_APPLICABLE: [&str; 13] = [
    "不适用",
    "无",
    "没有",
    "暂无",
    "不涉及",
    "略",
    "none",
    "no",
    "n/a",
    "na",
    "not applicable",
    "not-applicable",
    "-",
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
