//! The Chinese name of every field and fixed word of the format. Either name loads, mixed or not.
//!
//! The words of closed lists (stages, phases, `high`, `open` and so on) are named by the terms of the Chinese pages, so
//! that one writes what one reads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::locale::Locale;
use crate::words::Lang;

/// English and Chinese. A Chinese name stands for one field of a mapping only, but may stand for others elsewhere.
const FIELDS: [(&str, &str); 95] = [
    // a map
    ("title", "标题"),
    ("language", "语言"),
    ("summary", "简介"),
    ("customer", "客户"),
    ("owner", "负责人"),
    ("reviewed", "审阅日期"),
    ("review_every", "审阅周期"),
    ("stages", "阶段"),
    ("value_list", "价值列表"),
    ("responsibilities", "分工"),
    ("lifecycle", "生命周期"),
    // a stage
    ("focus", "营销重点"),
    ("guide", "指引"),
    ("mainstream", "主流做法"),
    ("innovative", "创新做法"),
    ("not_applicable", "不适用"),
    // a touchpoint
    ("id", "编号"),
    ("name", "名称"),
    ("channel", "渠道"),
    ("attended", "有人在场"),
    ("place", "地点"),
    ("role", "角色"),
    ("importance", "重要性"),
    ("does", "所做"),
    ("thinks", "所想"),
    ("feels", "所感"),
    ("expectation", "期望"),
    ("perception", "认知"),
    ("evidence", "依据"),
    ("kind", "类型"),
    ("source", "来源"),
    ("requests", "要求"),
    ("ask", "问"),
    ("answer", "答"),
    ("obstacle", "障碍"),
    ("remedy", "改进"),
    ("do", "做"),
    ("due", "期限"),
    ("status", "状态"),
    ("stance", "立场"),
    ("moment", "关键时刻"),
    ("say", "说"),
    ("avoid", "避免"),
    ("authority", "权限"),
    ("decides", "可决定"),
    ("escalates_to", "上报给"),
    ("recovery", "补救"),
    ("signal", "信号"),
    ("steps", "步骤"),
    ("promises", "承诺"),
    ("text", "内容"),
    ("delivers", "兑现"),
    ("quality", "质量"),
    ("measures", "指标"),
    ("unit", "单位"),
    ("target", "目标"),
    ("actual", "实际"),
    ("n", "样本数"),
    ("better", "方向"),
    ("dialogues", "对话"),
    ("take", "示范"),
    ("lines", "台词"),
    ("who", "谁"),
    ("says", "说"),
    ("step", "步骤"),
    ("note", "提示"),
    ("leads_to", "去向"),
    ("to", "到"),
    ("because", "原因"),
    // the value list, and the relationship over time
    ("value", "价值"),
    ("need", "需要"),
    ("period", "时期"),
    ("months", "月份"),
    ("aim", "目的"),
    ("never", "绝不"),
    // motmap.yaml
    ("languages", "语言"),
    ("roles", "角色"),
    ("layer", "层级"),
    ("channels", "渠道"),
    ("rules", "规则"),
    ("labels", "用词"),
    ("phases", "环节"),
    ("vague_words", "空话"),
    ("brand", "品牌"),
    ("logo", "标志"),
    ("accent", "颜色"),
    ("footer", "页脚"),
    // a case
    ("touchpoint", "接触点"),
    ("when", "时间"),
    ("people", "人物"),
    ("outcome", "结果"),
    ("anonymised", "已匿名"),
    ("questions", "讨论题"),
    ("listen_for", "留意"),
    ("teaching_note", "教学说明"),
];

/// The levels of rules, which are on no page.
const LEVELS: [(&str, &str); 4] = [("off", "关"), ("note", "提示"), ("warning", "警告"), ("error", "错误")];

/// The English names that each Chinese one may stand for.
static ENGLISH: LazyLock<BTreeMap<&'static str, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let mut names = BTreeMap::<_, BTreeSet<_>>::new();
    for (english, chinese) in FIELDS.into_iter().chain(LEVELS).chain(terms()) {
        names.entry(chinese).or_default().insert(english);
    }
    names
});

/// The Chinese names of each English one.
static CHINESE: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut names = BTreeMap::<_, Vec<_>>::new();
    for (english, chinese) in FIELDS.into_iter().chain(LEVELS).chain(terms()) {
        names.entry(english).or_default().push(chinese);
    }
    names
});

/// The words of closed lists.
fn terms() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lists = Locale::built_in(Lang::Zh).terms.values();
    lists.flatten().map(|(english, chinese)| (english.as_str(), chinese.as_str()))
}

/// The one of the names `known` that an author has typed, in English or in Chinese.
pub fn known_name<'n>(typed: &str, known: &[&'n str]) -> Option<&'n str> {
    let by_english = || known.iter().find(|name| **name == typed);
    let by_chinese = || ENGLISH.get(typed).and_then(|names| known.iter().find(|name| names.contains(**name)));
    by_english().or_else(by_chinese).copied()
}

/// The Chinese name of one of the names `known`: that of the closed list that has all of them, else that of the field.
pub fn chinese_name(english: &str, known: &[&str]) -> Option<&'static str> {
    let mut lists = Locale::built_in(Lang::Zh).terms.values();
    let list = lists.find(|list| known.iter().all(|name| list.contains_key(*name)));
    let term = list.and_then(|list| list.get(english)).map(String::as_str);
    term.or_else(|| chinese_names(english).first().copied())
}

/// The Chinese names of a field, or of a word of closed lists; mostly one.
pub fn chinese_names(english: &str) -> &'static [&'static str] {
    CHINESE.get(english).map_or(&[], Vec::as_slice)
}

/// Whether the names in a file are mostly Chinese.
pub fn are_mostly_chinese(text: &str) -> bool {
    let named = text.lines().filter_map(|line| line.split_once(':')).map(|(name, _)| name);
    let names = named.map(|name| name.trim_start_matches([' ', '-', '{']).trim_end());
    if names.clone().all(|name| name.starts_with(|first: char| first.is_ascii())) {
        return false;
    }
    let (mut chinese, mut english) = (0, 0);
    for name in names {
        chinese += usize::from(ENGLISH.contains_key(name));
        english += usize::from(CHINESE.contains_key(name));
    }
    chinese > english
}

/// A sentence with the names of the format that stand between backticks in Chinese: `importance: high`.
pub fn with_chinese_names(sentence: &str) -> String {
    let parts = sentence.split('`').enumerate();
    parts
        .map(|(number, part)| if number % 2 == 1 { code_with_chinese_names(part) } else { part.into() })
        .collect::<Vec<_>>()
        .join("`")
}

/// A piece of YAML with its names in Chinese.
pub fn code_with_chinese_names(code: &str) -> String {
    if let Some(chinese) = chinese_names(code).first() {
        return (*chinese).to_owned();
    }
    let is_of_name = |character: char| character.is_ascii_lowercase() || matches!(character, '_' | '-');
    let mut parts = code.split(':');
    let last = parts.next_back().unwrap_or_default();
    let mut changed = String::with_capacity(code.len());
    for part in parts {
        let start = part.trim_end_matches(is_of_name).len();
        let name = part[start..].trim_start_matches('-');
        let before = &part[..part.len() - name.len()];
        changed += &format!("{before}{}:", chinese_names(name).first().unwrap_or(&name));
    }
    changed + last
}
