//! What the YAML parser means, in words for somebody who has never heard of parsers.

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use crate::checks::coverage::placeholder_text::is_ellipsis;
use crate::checks::shape::{FULL_WIDTH_PUNCTUATION, INVALID_YAML, INVISIBLE_CHARACTER};
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};
use crate::words;
use crate::words::Words;

/// The finding for an error of the parser in `text`; `place` says where a stretch of it stands in the file.
pub fn explain(error: &ScanError, text: &str, place: impl Fn(&Range<usize>) -> Span) -> Box<Diagnostic> {
    let byte = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(0).min(text.len()));
    use ErrorKind as E;
    let misses_a_field = matches!(
        error.kind(),
        E::SimpleKeyExpected | E::InvalidSimpleKey | E::MappingValueNotAllowed | E::ExpectedBlockMappingKey
    );
    if let Some(colon) = full_width_colon(text, byte).filter(|_| misses_a_field) {
        return Box::new(full_width(
            place(&colon),
            text[..colon.start].rsplit(['\n', '\r']).next().unwrap_or_default(),
        ));
    }
    let (rule, (message, help)) = match error.kind() {
        ErrorKind::TabInIndentation | ErrorKind::TabInBlockIndentation | ErrorKind::TabNotAllowed => {
            (&INVISIBLE_CHARACTER, say(error.kind(), text, byte))
        }
        kind => (&INVALID_YAML, say(kind, text, byte)),
    };
    let next = text[byte..].chars().next().filter(|next| !matches!(next, '\n' | '\r'));
    let span = place(&(byte..byte + next.map_or(0, char::len_utf8)));
    Box::new(rule.at(span, message).label(words!("reading stops here", "读到这里读不下去")).help(help))
}

/// A full-width colon in place of the first half-width one: in the line that cannot be read, or in the one before,
/// whose text has swallowed this line.
fn full_width_colon(text: &str, byte: usize) -> Option<Range<usize>> {
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

fn full_width(at: Span, before: &str) -> Diagnostic {
    let name = before.trim_matches([' ', '-']);
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

/// The finding for a tag, which is what a text with `!` in front is to YAML.
pub fn tag(at: Span, typed: &str) -> Box<Diagnostic> {
    Box::new(
        INVALID_YAML
            .at(at, words!("`{typed}` is a YAML tag, which maps do not use", "`{typed}` 是 YAML 标签，图里用不到"))
            .help(words!(
                "to begin a text with `!`, put the text in quotes",
                "如果是以 `!` 开头的文字，请给整段文字加上引号"
            )),
    )
}

/// The finding for an escape such as `\e` that puts a control character into a text.
pub fn escaped_control(at: Span) -> Diagnostic {
    INVISIBLE_CHARACTER
        .at(at, words!("a backslash makes a control character in this text", "这段文字里的反斜杠写出了控制字符"))
        .label(words!("nobody can see what it makes", "写出来的字符看不见"))
        .help(words!(
            "write `\\\\` for a backslash, or put the text in '...'",
            "反斜杠请写成 `\\\\`，或改用单引号 '...'"
        ))
}

/// The finding for words in braces without a colon: what stands after a comma that was meant as one.
pub fn cut_by_comma(key: &Spanned<String>) -> Diagnostic {
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
            "inside braces a comma ends the text: put the whole text in quotes, or write each language on its own line",
            "花括号里的半角逗号会把文字断开：请给整段文字加上半角引号，或不用花括号，每种语言单独写一行"
        )),
    }
}

/// The finding for an anchor that nothing refers to, which is what a text with `&` in front is to YAML.
pub fn lost_first_word(at: Span) -> Diagnostic {
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

/// What is wrong, and what to do.
fn say(kind: &ErrorKind, text: &str, byte: usize) -> (Words, Words) {
    use ErrorKind as E;
    let quote =
        || words!("if this is text, put it in quotes: `\"...\"`", "如果这是一段文字，请用半角引号括起来：`\"...\"`");
    match kind {
        _ if text[byte..].starts_with(',') => (
            words!("one comma too many", "多了一个逗号"),
            words!("delete it: items are parted by one comma", "请删掉它：各项之间只要一个逗号"),
        ),
        _ if text[byte..].starts_with("? ") => {
            (words!("a text cannot begin with `? `", "文字不能以 `? ` 开头"), quote())
        }
        E::InvalidFlowScalarIndent | E::InvalidQuotedScalarIndent => (
            words!(
                "a quotation mark that is opened further up is still open here",
                "前面有一个引号打开了，到这里还没有收尾"
            ),
            words!("close it with the same mark, `\"` or `'`", "请用同样的半角引号 `\"` 或 `'` 收尾"),
        ),
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
                "a field is `name: value` with a colon and a space; a list item begins with `- `; if this goes on from \
                 the text above, indent it two spaces further than that field",
                "字段写作 `名称: 内容`（半角冒号加空格）；列表项以 `- ` 开头；如果是接着上一行的文字，请比那个字段再缩进两个空格"
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
        E::UnexpectedCharacter { character: '`' } => {
            (words!("a text cannot begin with a backtick", "文字不能以反引号开头"), quote())
        }
        E::UnexpectedCharacter { character } => {
            (words!("a text cannot begin with `{character}`", "文字不能以 `{character}` 开头"), quote())
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => (
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
        _ if text[byte..].starts_with('!') => (
            words!("a text that begins with `!` means something else in YAML", "以 `!` 开头的文字在 YAML 里另有含义"),
            quote(),
        ),
        _ if text[byte..].starts_with('&') => (
            words!("a text that begins with `&` means something else in YAML", "以 `&` 开头的文字在 YAML 里另有含义"),
            quote(),
        ),
        _ => (words!("YAML cannot read what stands here", "这里的写法 YAML 读不懂"), quote()),
    }
}
