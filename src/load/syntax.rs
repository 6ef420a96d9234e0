//! What the YAML parser means, in words for somebody who has never heard of parsers.

use granit_parser::{ErrorKind, ScanError};

use crate::checks::shape::{INVALID_YAML, INVISIBLE_CHARACTER};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::words;
use crate::words::Words;

/// The finding for an error of the parser in `text`, which begins at `offset` in its file.
pub fn explain(id: SourceId, text: &str, offset: usize, error: &ScanError) -> Box<Diagnostic> {
    let byte = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let byte = text.floor_char_boundary(byte);
    let (byte, rule) = match error.kind() {
        ErrorKind::TabInIndentation | ErrorKind::TabInBlockIndentation | ErrorKind::TabNotAllowed => {
            (byte, &INVISIBLE_CHARACTER)
        }
        _ => (byte, &INVALID_YAML),
    };
    let width = text[byte..].chars().next().filter(|next| *next != '\n').map_or(0, char::len_utf8);
    let span = Span::new(id, byte + offset..byte + offset + width);
    let (message, help) = say(error.kind());
    Box::new(rule.at(span, message).label(words!("reading stops here", "读到这里读不下去")).help(help))
}

fn say(kind: &ErrorKind) -> (Words, Words) {
    use ErrorKind as E;
    let quote =
        || words!("if this is text, put it in quotes: `\"...\"`", "如果这是一段文字，请用半角引号括起来：`\"...\"`");
    match kind {
        E::UnclosedQuotedScalar => (
            words!("a quotation mark is opened and never closed", "引号只有开头，没有结尾"),
            words!("close it with the same mark, `\"` or `'`", "请用同样的半角引号 `\"` 或 `'` 收尾"),
        ),
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator => (
            words!(
                "a bracket is opened and not closed, or a comma is missing inside it",
                "括号没有收尾，或括号里少了逗号"
            ),
            words!(
                "close `[` with `]` and `{{` with `}}`, and part what is inside with `, ` (half-width)",
                "`[` 用 `]` 收尾，`{{` 用 `}}` 收尾；里面各项之间用半角逗号加空格 `, ` 分开"
            ),
        ),
        E::MismatchedFlowCollectionEnd { .. } | E::MisplacedFlowCollectionEnd => (
            words!("a closing bracket without its opening one", "收尾的括号与开头的括号不配对"),
            words!("close `[` with `]` and `{{` with `}}`", "`[` 用 `]` 收尾，`{{` 用 `}}` 收尾"),
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey => (
            words!("this line is neither a field nor part of a list", "这一行既不是字段，也不是列表项"),
            words!(
                "a field is `name: value` with a colon and a space; a list item begins with `- `",
                "字段写作 `名称: 内容`（半角冒号加空格）；列表项以 `- ` 开头"
            ),
        ),
        E::MappingValueNotAllowed | E::MappingKeyNotAllowed | E::InvalidColonPlacement => (
            words!("a colon followed by a space stands inside a text", "文字中间出现了半角冒号加空格"),
            words!(
                "put the whole text in quotes, or indent this line like its neighbours if it is a field",
                "请给整段文字加上引号；如果这一行是字段，请让缩进与相邻的字段对齐"
            ),
        ),
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed
        | E::InvalidFlowScalarIndent
        | E::InvalidQuotedScalarIndent
        | E::UnexpectedEofBlockMapping
        | E::UnexpectedEofBlockSequence => (
            words!("this line is indented differently from its neighbours", "这一行的缩进与相邻的行不一致"),
            words!(
                "lines that belong together begin in the same column; what is inside something stands two spaces further in",
                "同一层的行从同一列开始；下一层的内容再缩进两个空格"
            ),
        ),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => (
            words!("text goes on after the closing quotation mark", "引号收尾之后还有文字"),
            words!(
                "put the whole text inside the quotes; inside \"...\" write a quotation mark as `\\\"`, or use “ ”",
                "请把整段文字都放在引号里；文字中的引号用“ ”，或写作 `\\\"`"
            ),
        ),
        E::UnexpectedCharacter { character } => {
            (words!("a text cannot begin with `{character}`", "文字不能以 `{character}` 开头"), quote())
        }
        E::UnknownQuotedScalarEscape => (
            words!("a backslash inside \"...\" that means nothing", "双引号里的反斜杠没有意义"),
            words!("write `\\\\` for a backslash, or use '...'", "反斜杠请写成 `\\\\`，或改用单引号 '...'"),
        ),
        E::TabInIndentation | E::TabInBlockIndentation | E::TabNotAllowed => (
            words!("a tab where only spaces can stand", "这里用了制表符，只能用空格"),
            words!("use two spaces for each tab", "每个制表符请改成两个空格"),
        ),
        E::RecursionLimitExceeded => (
            words!("lists and mappings are nested too deep", "嵌套层数太多"),
            words!("a map needs fewer than fifteen levels", "一张图用不到十五层，请检查缩进和括号"),
        ),
        other => (words!("this cannot be read as YAML ({other})", "这里无法按 YAML 读取（{other}）"), quote()),
    }
}
