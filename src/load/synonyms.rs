//! Finds the name of the format that an author meant by another word: a typing error, or a synonym in their language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::names::chinese_names;
use super::tree::{Kind, Node};
use crate::locale::Locale;
use crate::suggest::closest;
use crate::words::Lang;

/// Other words for fields and choices than their names; the terms of the locales are synonyms too.
const OTHER_WORDS: [(&str, &str); 44] = [
    ("summary", "摘要"),
    ("focus", "重点"),
    ("guide", "指南 5w"),
    ("first-impression", "第一印象"),
    ("attitude", "态度"),
    ("behaviour", "行为"),
    ("departing", "转移客户 流失客户"),
    ("name", "名字 姓名"),
    ("importance", "重要程度"),
    ("answer", "答复 回答"),
    ("moment", "时刻"),
    ("do", "做法 动作"),
    ("because", "理由"),
    ("high", "高 重要 很重要"),
    ("normal", "中 普通"),
    ("low", "低"),
    ("zh", "中文 汉语 chinese mandarin cn"),
    ("en", "英文 英语 english eng"),
    ("ask", "请求 提问"),
    ("remedy", "改进措施 补救措施 措施 对策 克服办法"),
    ("escalates_to", "上报"),
    ("decides", "可以决定"),
    ("attended", "有人接待"),
    ("does", "做"),
    ("thinks", "想"),
    ("feels", "感受 感觉"),
    ("n", "样本"),
    ("take", "正反"),
    ("lines", "对白"),
    ("who", "谁说"),
    ("note", "备注"),
    ("to", "去"),
    ("value", "我们做"),
    ("never", "禁忌"),
    ("due", "到期 截止"),
    ("review_every", "审阅间隔"),
    ("questions", "问题"),
    ("anonymised", "匿名"),
    ("blueprint", "蓝图"),
    ("evidence", "有形证据 有形物"),
    ("front", "前台行为 前台员工行为"),
    ("back", "后台行为 后台员工行为"),
    ("support", "支持过程 支持系统"),
    ("fails", "失败点 易错点"),
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
    let by_word = known.iter().find(is_intended).copied();
    by_word.or_else(|| closest(typed.trim(), known.iter().copied())).or_else(|| nearest_in_chinese(typed.trim(), known))
}

/// The one of `known` whose Chinese name is near to `typed`. Chinese names are short, so that two may be as near: none then.
fn nearest_in_chinese<'n>(typed: &str, known: &[&'n str]) -> Option<&'n str> {
    let mut near = known.iter().filter(|name| closest(typed, chinese_names(name).iter().copied()).is_some());
    near.next().filter(|_| near.next().is_none()).copied()
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
