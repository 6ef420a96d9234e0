//! Finds the name of the format that an author meant by another word: a typing error, or a synonym in their language.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::format_fields::example_below;
use super::names::{chinese_names, english_names};
use super::tree::{Kind, Node};
use crate::locale::Locale;
use crate::suggest::closest;
use crate::words::Lang;

/// Other words for fields and choices than their names; the terms of the locales are synonyms too.
const OTHER_WORDS: &[(&str, &str)] = &[
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
    ("never", "禁忌 切忌"),
    ("avoid", "切忌"),
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
    // What pages write above or before a field.
    ("segments", "客群"),
    ("role", "我方角色"),
    ("quality", "质量维度"),
    ("expectation", "来时期望"),
    ("perception", "离开时认知"),
    ("expects", "客户期待"),
    ("status", "进度"),
    ("authority", "授权"),
    ("decides", "自己可定"),
    ("escalates_to", "再找谁"),
    ("measures", "衡量指标"),
    ("dialogues", "对话示范"),
    ("leads_to", "通向"),
    ("lifecycle", "客户生命周期"),
    ("responsibilities", "关键分工"),
    ("value_list", "大客户价值列表"),
    ("speaks", "对外发言"),
    ("within", "开口时限"),
    ("people", "涉及人员"),
    // Kinds of channels.
    ("face", "当面 现场 柜台 门店 上门 visit counter shop in-person"),
    ("telephone", "热线 打电话 phone call hotline"),
    ("chat", "客服 聊天 微信 企业微信"),
    ("web", "网页 网站 官网 网店 应用 小程序 公众号 website webpage site online app"),
    ("media", "广告 电视 广播 报纸 advert ad ads advertisement advertising tv radio newspaper"),
    ("print", "传单 海报 宣传单 宣传册 leaflet flyer poster brochure"),
    ("machine", "自助机器 自助机 自助终端 机器 kiosk terminal atm"),
    ("mail", "短信 邮件 电子邮件 信件 消息 sms text message email e-mail letter"),
    // Kinds of customers.
    ("key", "大客户 大 重点 重要客户 核心客户 贵宾 贵宾客户 vip vips vip客户 big large major important"),
    ("ordinary", "普通 普通客户 一般 中 regular normal average medium"),
    ("small", "小 散客 little minor"),
    ("potential", "潜在客户"),
    ("target", "目标客户"),
    ("active", "现有客户 成交客户 老客户 existing current"),
    ("lost", "流失客户 离开客户 转移客户 former"),
    ("not-ours", "不服务"),
];

/// The names that each word may mean.
static SYNONYMS: LazyLock<BTreeMap<String, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let mut synonyms = BTreeMap::<String, BTreeSet<&'static str>>::new();
    for lang in Lang::ALL {
        for (name, term) in Locale::built_in(lang).terms.values().flatten() {
            synonyms.entry(folded(term)).or_default().insert(name);
        }
    }
    for &(name, words) in OTHER_WORDS {
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

/// The first result for a word itself or a name of the format that it may stand for: in Chinese, or as a synonym.
pub fn by_meaning<T>(typed: &str, result: impl Fn(&str) -> Option<T>) -> Option<T> {
    let synonyms = SYNONYMS.get(&folded(typed)).into_iter().flatten().copied();
    result(typed).or_else(|| english_names(typed.trim()).chain(synonyms).find_map(result))
}

/// The one of `known` whose Chinese name is near to `typed`. Chinese names are short, so that two may be as near: none then.
/// The exact name of a field further in is no typing error.
fn nearest_in_chinese<'n>(typed: &str, known: &[&'n str]) -> Option<&'n str> {
    if english_names(typed).any(|name| example_below(name, known).is_some()) {
        return None;
    }
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
