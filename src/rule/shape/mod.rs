//! Shape: is it a map at all? The loader reports these defects; their rules and pages are here.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rules of this group, in the order of the rule list.
pub static RULES: &[&Rule] = &[
    &INVALID_YAML,
    &BAD_ENCODING,
    &OUTSIDE_LINK,
    &MISNAMED_FILE,
    &FULL_WIDTH_PUNCTUATION,
    &INVISIBLE_CHARACTER,
    &UNKNOWN_FIELD,
    &WRONG_TYPE,
    &MISSING_FIELD,
    &DUPLICATE_KEY,
    &INVALID_ID,
    &INVALID_VALUE,
    &DROPPED_COMMENT,
];

/// The text cannot be read as YAML.
pub static INVALID_YAML: Rule = Rule {
    name: "invalid-yaml",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("the text cannot be read as YAML", "不合 YAML 的写法，文件读不下去"),
    page: page!("invalid_yaml"),
};

/// The file is not UTF-8 text.
pub static BAD_ENCODING: Rule = Rule {
    name: "bad-encoding",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("the file is not UTF-8 text", "文件不是 UTF-8 编码"),
    page: page!("bad_encoding"),
};

/// A link leads out of the workspace.
pub static OUTSIDE_LINK: Rule = Rule {
    name: "outside-link",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("a link leads out of the workspace, and is not read", "链接指向工作区之外，没有读取"),
    page: page!("outside_link"),
};

/// A file among the maps that its name keeps from being read.
pub static MISNAMED_FILE: Rule = Rule {
    name: "misnamed-file",
    group: Group::Shape,
    level: Level::Warning,
    summary: phrase!(
        "a file among the maps is not read, because of its name",
        "图的目录里有文件因文件名不对而没有读取"
    ),
    page: page!("misnamed_file"),
};

/// Full-width punctuation stands where YAML needs ASCII.
pub static FULL_WIDTH_PUNCTUATION: Rule = Rule {
    name: "full-width-punctuation",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("full-width punctuation stands where YAML needs ASCII", "该用半角标点的地方用了全角"),
    page: page!("full_width_punctuation"),
};

/// An invisible character stands in indentation or in a key.
pub static INVISIBLE_CHARACTER: Rule = Rule {
    name: "invisible-character",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!(
        "an invisible character stands in indentation, in a name or where no text can hold it",
        "缩进、字段名、编号等处有看不见的字符"
    ),
    page: page!("invisible_character"),
};

/// A field that the format does not know.
pub static UNKNOWN_FIELD: Rule = Rule {
    name: "unknown-field",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("an unknown field", "没有这个字段"),
    page: page!("unknown_field"),
};

/// A value of another form than the field takes.
pub static WRONG_TYPE: Rule = Rule {
    name: "wrong-type",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("a value of another form than the field takes", "内容的形式与字段不符"),
    page: page!("wrong_type"),
};

/// A field that must be there is not.
pub static MISSING_FIELD: Rule = Rule {
    name: "missing-field",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("a field that must be there is not", "缺少必填字段"),
    page: page!("missing_field"),
};

/// A field stands twice in the same place.
pub static DUPLICATE_KEY: Rule = Rule {
    name: "duplicate-key",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("a field stands twice in the same place", "同一处的同一个字段写了两次"),
    page: page!("duplicate_key"),
};

/// An id with characters that ids cannot have, or that cannot name a file.
pub static INVALID_ID: Rule = Rule {
    name: "invalid-id",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!(
        "an id with characters that ids cannot have, or that cannot name a file",
        "编号含有不允许的字符，或不能用作文件名"
    ),
    page: page!("invalid_id"),
};

/// A word, number or date out of its range.
pub static INVALID_VALUE: Rule = Rule {
    name: "invalid-value",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("a word, number or date out of its range", "用词、数字或日期不在允许的范围内"),
    page: page!("invalid_value"),
};

/// A value is cut off by ` #`.
pub static DROPPED_COMMENT: Rule = Rule {
    name: "dropped-comment",
    group: Group::Shape,
    level: Level::Warning,
    summary: phrase!("a value is cut off by ` #`", "内容被 ` #` 截断"),
    page: page!("dropped_comment"),
};
