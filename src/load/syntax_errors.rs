//! Puts the errors of the YAML parser into words for authors who have never heard of a parser.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::synonyms::is_ellipsis;
use crate::diagnostic::Diagnostic;
use crate::rule::shape::{DROPPED_COMMENT, DUPLICATE_KEY, FULL_WIDTH_PUNCTUATION, INVALID_YAML, INVISIBLE_CHARACTER};
use crate::source::{Span, Spanned};
use crate::words::{Phrase, Words};
use crate::{phrase, words};

/// The finding for an error of the parser in `text`; `place` maps a stretch of the text to its place in the file.
pub fn syntax_error(error: &ScanError, text: &str, place: impl Fn(&Range<usize>) -> Span) -> Diagnostic {
    let byte = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(0).min(text.len()));
    if may_lack_colon(error.kind())
        && let Some(colon) = full_width_colon_before(text, byte)
    {
        let before = text[..colon.start].rsplit(['\n', '\r']).next().unwrap_or_default();
        return full_width_colon(place(&colon), before.trim_matches([' ', '-']));
    }
    let rule = if is_about_tab(error.kind()) { &INVISIBLE_CHARACTER } else { &INVALID_YAML };
    let (message, help) = explanation(error.kind(), &text[byte..]);
    let next = text[byte..].chars().next().filter(|next| !matches!(next, '\n' | '\r'));
    let span = place(&(byte..byte + next.map_or(0, char::len_utf8)));
    rule.at(span, message).label(words!("reading stops here", "读到这里读不下去")).help(help)
}

/// Whether the parser expected a field, so that the colon of one may be wrong.
fn may_lack_colon(kind: &ErrorKind) -> bool {
    use ErrorKind as E;
    matches!(kind, E::SimpleKeyExpected | E::InvalidSimpleKey | E::MappingValueNotAllowed | E::ExpectedBlockMappingKey)
}

fn is_about_tab(kind: &ErrorKind) -> bool {
    matches!(kind, ErrorKind::TabInIndentation | ErrorKind::TabInBlockIndentation | ErrorKind::TabNotAllowed)
}

/// A full-width colon that stands where a half-width one belongs: in the line of `byte`, or in the line before, whose
/// text has swallowed this one.
fn full_width_colon_before(text: &str, byte: usize) -> Option<Range<usize>> {
    let end = byte + text[byte..].find(['\n', '\r']).unwrap_or(text.len() - byte);
    let mut line_end = end;
    for line in text[..end].rsplit('\n').take(2) {
        let line_start = line_end - line.len();
        line_end = line_start.saturating_sub(1);
        let name = line.trim_start_matches([' ', '-']);
        let Some(colon) = name.find(['：', ':']).filter(|&colon| name[colon..].starts_with('：')) else { continue };
        let is_word =
            |word: &str| !word.is_empty() && word.chars().all(|next| next.is_alphanumeric() || "-_".contains(next));
        if is_word(name[..colon].trim()) {
            let start = line_start + (line.len() - name.len()) + colon;
            return Some(start..start + '：'.len_utf8());
        }
    }
    None
}

fn full_width_colon(at: Span, name: &str) -> Diagnostic {
    FULL_WIDTH_PUNCTUATION
        .at(at, words!("full-width colon after `{name}`", "`{name}` 后面是全角冒号"))
        .label(words!(
            "if `{name}` is a name, YAML needs `:` and a space here",
            "如果 `{name}` 是名称，这里要用半角 `:` 加一个空格"
        ))
        .help(words!(
            "type `{name}: `; if this is text, put the whole of it in quotes",
            "请输入 `{name}: `；如果这是一段文字，请给整段文字加上半角引号"
        ))
}

/// What is wrong, and what to do, for an error of the parser at the beginning of `rest`.
fn explanation(kind: &ErrorKind, rest: &str) -> (Words, Words) {
    let cannot_begin_with = |called: Words| {
        (words!("a text cannot begin with {}", "文字不能以{}开头", called.en; called.zh), QUOTE_TEXT.into())
    };
    match kind {
        _ if rest.starts_with(',') => EXTRA_COMMA.into(),
        _ if rest.starts_with("? ") => cannot_begin_with(words!("`? `", " `? ` ")),
        ErrorKind::UnexpectedCharacter { character: '`' } => cannot_begin_with(words!("a backtick", "反引号")),
        ErrorKind::UnexpectedCharacter { character } => cannot_begin_with(words!("`{character}`", " `{character}` ")),
        kind => match known_explanation(kind) {
            Some(explanation) => explanation.into(),
            None if rest.starts_with('!') => BEGINS_LIKE_TAG.into(),
            None if rest.starts_with('&') => BEGINS_LIKE_ANCHOR.into(),
            None => UNREADABLE.into(),
        },
    }
}

fn known_explanation(kind: &ErrorKind) -> Option<Explanation> {
    use ErrorKind as E;
    Some(match kind {
        E::InvalidFlowScalarIndent | E::InvalidQuotedScalarIndent => QUOTE_STILL_OPEN,
        E::UnclosedQuotedScalar => QUOTE_NEVER_CLOSED,
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator => BRACKET_NEVER_CLOSED,
        E::MismatchedFlowCollectionEnd { .. } | E::MisplacedFlowCollectionEnd => MISMATCHED_BRACKET,
        E::SimpleKeyExpected | E::InvalidSimpleKey => NEITHER_FIELD_NOR_ITEM,
        E::MappingValueNotAllowed | E::MappingKeyNotAllowed | E::InvalidColonPlacement => COLON_IN_TEXT,
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed
        | E::UnexpectedEofBlockMapping
        | E::UnexpectedEofBlockSequence => WRONG_INDENTATION,
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => TEXT_AFTER_QUOTE,
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => UNKNOWN_ESCAPE,
        kind if is_about_tab(kind) => TAB,
        E::RecursionLimitExceeded => TOO_DEEP,
        _ => return None,
    })
}

/// What is wrong, and what to do.
#[derive(Clone, Copy)]
struct Explanation {
    message: Phrase,
    help: Phrase,
}

impl From<Explanation> for (Words, Words) {
    fn from(explanation: Explanation) -> Self {
        (explanation.message.into(), explanation.help.into())
    }
}

const QUOTE_TEXT: Phrase =
    phrase!("if this is text, put it in quotes: `\"...\"`", "如果这是一段文字，请用半角引号括起来：`\"...\"`");

const CLOSE_QUOTE: Phrase = phrase!("close it with the same mark, `\"` or `'`", "请用同样的半角引号 `\"` 或 `'` 收尾");

const EXTRA_COMMA: Explanation = Explanation {
    message: phrase!("one comma too many", "多了一个逗号"),
    help: phrase!("delete it: one comma separates two items", "请删掉它：各项之间只要一个逗号"),
};

const QUOTE_STILL_OPEN: Explanation = Explanation {
    message: phrase!(
        "a quotation mark that was opened in a line above is still open here",
        "前面有一个引号打开了，到这里还没有收尾"
    ),
    help: CLOSE_QUOTE,
};

const QUOTE_NEVER_CLOSED: Explanation = Explanation {
    message: phrase!("a quotation mark is opened and never closed", "引号只有开头，没有结尾"),
    help: CLOSE_QUOTE,
};

const BRACKET_NEVER_CLOSED: Explanation = Explanation {
    message: phrase!(
        "a bracket is opened and not closed, or a comma is missing inside it",
        "括号没有收尾，或括号里少了逗号"
    ),
    help: phrase!(
        "close `[` with `]` and `{` with `}`, and separate the items with `, ` (half-width)",
        "`[` 用 `]` 收尾，`{` 用 `}` 收尾；里面各项之间用半角逗号加空格 `, ` 分开"
    ),
};

const MISMATCHED_BRACKET: Explanation = Explanation {
    message: phrase!("this closing bracket does not match the opening one", "收尾的括号与开头的括号不配对"),
    help: phrase!("close `[` with `]` and `{` with `}`", "`[` 用 `]` 收尾，`{` 用 `}` 收尾"),
};

const NEITHER_FIELD_NOR_ITEM: Explanation = Explanation {
    message: phrase!("this line is neither a field nor a list item", "这一行既不是字段，也不是列表项"),
    help: phrase!(
        "a field is `name: value` with a colon and a space; a list item begins with `- `; if this goes on from \
         the text above, indent it two spaces further than that field",
        "字段写作 `名称: 内容`（半角冒号加空格）；列表项以 `- ` 开头；如果是接着上一行的文字，请比那个字段再缩进两个空格"
    ),
};

const COLON_IN_TEXT: Explanation = Explanation {
    message: phrase!("a colon and a space inside a text", "文字中间出现了半角冒号加空格"),
    help: phrase!(
        "put the whole text in quotes, or indent this line like its neighbours if it is a field",
        "请给整段文字加上引号；如果这一行是字段，请让缩进与相邻的字段对齐"
    ),
};

const WRONG_INDENTATION: Explanation = Explanation {
    message: phrase!("this line is indented differently from its neighbours", "这一行的缩进与相邻的行不一致"),
    help: phrase!(
        "lines that belong together begin in the same column; what belongs to a field is indented by two more spaces",
        "同一层的行从同一列开始；下一层的内容再缩进两个空格"
    ),
};

const TEXT_AFTER_QUOTE: Explanation = Explanation {
    message: phrase!("text goes on after the closing quotation mark", "引号收尾之后还有文字"),
    help: phrase!(
        "put the whole text inside the quotes; inside \"...\" write a quotation mark as `\\\"`, or use “ ”",
        "请把整段文字都放在引号里；文字中的引号用“ ”，或写作 `\\\"`"
    ),
};

const UNKNOWN_ESCAPE: Explanation = Explanation {
    message: phrase!("a backslash without a meaning inside \"...\"", "双引号里的反斜杠没有意义"),
    help: phrase!("write `\\\\` for a backslash, or use '...'", "反斜杠请写成 `\\\\`，或改用单引号 '...'"),
};

const TAB: Explanation = Explanation {
    message: phrase!("a tab where only spaces are allowed", "这里用了制表符，只能用空格"),
    help: phrase!("use two spaces for each tab", "每个制表符请改成两个空格"),
};

const FEWER_LEVELS: Phrase = phrase!("a map needs fewer than fifteen levels", "一张图用不到十五层，请检查缩进和括号");

const TOO_DEEP: Explanation = Explanation {
    message: phrase!("lists and mappings are nested too deep", "嵌套层数太多"),
    help: FEWER_LEVELS,
};

const BEGINS_LIKE_TAG: Explanation = Explanation {
    message: phrase!("a text that begins with `!` means something else in YAML", "以 `!` 开头的文字在 YAML 里另有含义"),
    help: QUOTE_TEXT,
};

const BEGINS_LIKE_ANCHOR: Explanation = Explanation {
    message: phrase!("a text that begins with `&` means something else in YAML", "以 `&` 开头的文字在 YAML 里另有含义"),
    help: QUOTE_TEXT,
};

const UNREADABLE: Explanation =
    Explanation { message: phrase!("this is not valid YAML", "这里的写法 YAML 读不懂"), help: QUOTE_TEXT };

/// The finding for a tag that says of a value what it is not, which is how YAML reads a text that begins with `!`.
pub fn unknown_tag(at: Span, typed: &str) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("`{typed}` is a YAML tag, which maps do not use", "`{typed}` 是 YAML 标签，图里用不到"))
        .help(words!(
            "to begin a text with `!`, put the text in quotes",
            "如果是以 `!` 开头的文字，请给整段文字加上引号"
        ))
}

/// The finding for an anchor that no alias names, which is how YAML reads a text that begins with `&`.
pub fn unused_anchor(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(
            at,
            words!(
                "a text that begins with `&` loses its first word in YAML",
                "以 `&` 开头的文字，第一个词会被 YAML 丢掉"
            ),
        )
        .help(words!("put the whole text in quotes", "请给整段文字加上引号"))
}

/// The finding for an alias without an anchor, which is how YAML reads a text that begins with `*`.
pub fn unknown_alias(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(
            at,
            words!("a text that begins with `*` means something else in YAML", "以 `*` 开头的文字在 YAML 里另有含义"),
        )
        .help(words!("put the whole text in quotes", "请给整段文字加上引号"))
}

/// The finding for an escape such as `\e` that puts a control character into a text.
pub fn control_character_escape(at: Span) -> Diagnostic {
    INVISIBLE_CHARACTER
        .at(at, words!("a backslash in this text makes a control character", "这段文字里的反斜杠写出了控制字符"))
        .label(words!("the character is invisible", "写出来的字符看不见"))
        .help(words!(
            "write `\\\\` for a backslash, or put the text in '...'",
            "反斜杠请写成 `\\\\`，或改用单引号 '...'"
        ))
}

/// The finding for a comment that begins like a word right after a plain text: `name: Member #1`.
pub fn comment_cuts_text(at: Span) -> Diagnostic {
    DROPPED_COMMENT
        .at(
            at,
            words!(
                "the text ends before ` #`; what follows is a comment",
                "` #` 之后的内容被当作注释，文字在此之前就结束了"
            ),
        )
        .label(words!("not part of the text", "不属于前面的文字"))
        .help(words!(
            "put the whole text in quotes; if a comment is meant, write `# ` with a space",
            "请给整段文字加上引号；如果确实是注释，请写成 `# `（井号加空格）"
        ))
}

/// The finding for words between braces without a colon, mostly the rest of a text that a comma has cut.
pub fn entry_without_value(key: &Spanned<String>) -> Diagnostic {
    let typed = &key.value;
    let finding = INVALID_YAML.at(key.span, words!("`{typed}` has no value", "`{typed}` 没有对应的内容"));
    match typed.split_once(':') {
        _ if is_ellipsis(typed) => finding.label(words!("dots of an example", "示例里的省略号")).help(words!(
            "delete the `{typed}`, and a comma beside it: the dots only show that more may follow",
            "请删掉 `{typed}` 和旁边的逗号：示例里的省略号只表示后面还可以写别的"
        )),
        Some((name, value)) => finding
            .label(words!("no space after the colon", "冒号后面少了空格"))
            .help(words!("type `{name}: {value}`", "请写成 `{name}: {value}`")),
        None => finding.label(words!("the comma before it ends the text", "前面的逗号把文字断开了")).help(words!(
            "inside braces a comma ends the text: put the whole text in quotes, or write each field on a line of its own",
            "花括号里的半角逗号会把文字断开：请给整段文字加上半角引号，或不用花括号，每个字段单独写一行"
        )),
    }
}

/// The finding for a name that stands twice in one place.
pub fn duplicate_key(key: &Spanned<String>, first: Span) -> Diagnostic {
    DUPLICATE_KEY
        .at(key.span, words!("`{}` is written twice in the same place", "`{}` 在同一处写了两次", key.value))
        .label(words!("again here", "这里又写了一次"))
        .related(first, words!("first here", "第一次在这里"))
        .help(words!(
            "keep one of them, or put both contents under one `{}:`",
            "删掉其中一个，或把两处内容合到一个 `{}:` 下面",
            key.value
        ))
}

/// The finding for `<<`.
pub fn merge_key(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("merge keys (`<<`) are not used in maps", "图里不使用合并键 `<<`"))
        .help(words!("write the fields out", "请把字段逐个写出来"))
}

/// The finding for a list or fields in brackets in place of a field's name.
pub fn key_not_a_word(at: Span) -> Diagnostic {
    INVALID_YAML.at(at, words!("a field name must be a word", "字段名必须是一个词")).help(words!(
        "a text that begins with `{{` or `[` needs quotes around it",
        "以 `{{` 或 `[` 开头的文字，要给整段文字加上引号"
    ))
}

/// The finding for a line that begins with `%`.
pub fn directive(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("a line that begins with `%` is an instruction to YAML", "以 `%` 开头的行是 YAML 指令"))
        .help(words!("maps do not use it: delete the line", "图里用不到，请删掉这一行"))
}

/// The finding for a second YAML document in the file.
pub fn second_document(at: Span) -> Diagnostic {
    INVALID_YAML.at(at, words!("a second document begins here", "这里开始了第二份文档")).help(words!(
        "one file holds one map: remove the line `---` or `...`, or move what follows to a file of its own",
        "一个文件只放一张图：删掉 `---` 或 `...` 这一行，或把后面的内容放到另一个文件"
    ))
}

/// The finding for lists and fields nested deeper than `limit` levels.
pub fn too_deep(at: Span, limit: usize) -> Diagnostic {
    INVALID_YAML.at(at, words!("nested deeper than {limit} levels", "嵌套超过 {limit} 层")).help(FEWER_LEVELS.into())
}

/// The finding for more than `limit` values in a file.
pub fn too_many_values(at: Span, limit: usize) -> Diagnostic {
    INVALID_YAML
        .at(
            at,
            words!(
                "the file holds more than {limit} values, repeated ones counted",
                "文件里的内容超过 {limit} 项（重复引用也计算在内）"
            ),
        )
        .help(words!("split the map into several files", "请把图拆成几个文件"))
}

/// The finding for anchors and aliases that repeat too much text.
pub fn too_much_repeated(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("what `&` and `*` repeat is more than can be read", "`&` 和 `*` 重复引用的内容太多，读不了"))
        .help(words!("write the texts out, or split the map", "请直接写出内容，或把图拆成几份"))
}
