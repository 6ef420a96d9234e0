//! The findings for typing mistakes.

use super::invisible_characters::{invisible_name, is_line_separator, is_space, visible};
use crate::diagnostic::Diagnostic;
use crate::rule::shape::{FULL_WIDTH_PUNCTUATION, INVALID_YAML, INVISIBLE_CHARACTER};
use crate::source::Span;
use crate::words;
use crate::words::{Phrase, Words};
use crate::yaml::{double_quoted, flow_scalar, quoted};

pub(super) fn misaligned(at: Span, name: &str, is_list: bool, column: usize, level: usize) -> Diagnostic {
    let (many, further) = (column.abs_diff(level), column > level);
    let name = name.trim();
    let s = if many == 1 { "" } else { "s" };
    let message = match (is_list, further) {
        (true, true) => words!("this list item is indented too far", "这个列表项缩进多了"),
        (true, false) => words!("this list item is not indented far enough", "这个列表项缩进少了"),
        (false, true) => words!("`{name}` is indented too far", "`{name}` 缩进多了"),
        (false, false) => words!("`{name}` is not indented far enough", "`{name}` 缩进少了"),
    };
    let (verb_en, verb_zh) = if further { ("delete", "删去") } else { ("add", "增加") };
    INVALID_YAML.at(at, message).label(words!("not aligned with its neighbours", "没有与同一层的行对齐")).help(words!(
        "{verb_en} {many} space{s} in front, so that it begins in column {}, like its neighbours",
        "请在行首{verb_zh}空格（{many} 个），与同一层的行对齐，从第 {} 列开始",
        level + 1
    ))
}

/// `at` is the place where the space belongs.
pub(super) fn missing_space_after_dash(at: Span, name: &str) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("there is no space after the `-` of a list item", "列表项的短横线 `-` 后面少了一个空格"))
        .label(words!("a space belongs here", "这里要空一格"))
        .help(words!("type `- {name}: `", "请输入 `- {name}: `"))
        .fix(words!("type a space", "加一个空格"), at, " ")
}

/// `whole` is the character with the blanks after it, `by` the dash with as many as it needs.
pub(super) fn wrong_dash(at: Span, called: Phrase, whole: Span, by: &str) -> Diagnostic {
    FULL_WIDTH_PUNCTUATION
        .at(at, words!("{} before a list item", "列表项前面是{}", called.en; called.zh))
        .label(words!("YAML needs `-` and a space here", "这里要用短横线 `-` 加一个空格"))
        .help(words!("type `- `, an ordinary hyphen and a space", "请输入 `- `（普通短横线加一个空格）"))
        .fix(words!("write `- `", "改为 `- `"), whole, by)
}

/// A full-width character in place of `half`; `by` is the text of the fix, and `instead` what to type.
pub(super) fn full_width(at: Span, message: Words, half: &str, instead: &str, by: &str) -> Diagnostic {
    let sign = half.trim();
    FULL_WIDTH_PUNCTUATION
        .at(at, message)
        .label(words!("YAML needs `{sign}` and a space here", "这里要用半角 `{sign}` 加一个空格"))
        .help(words!("type `{instead}`", "请输入 `{instead}`"))
        .fix(words!("write `{half}`", "改为 `{half}`"), at, by)
}

/// `before` is what stands before the name in its line, dashes or nothing; `None` where other fields do.
pub(super) fn missing_space_after_colon(at: Span, before: Option<&str>, name: &str, value: &str) -> Diagnostic {
    let whole = match before {
        Some(dash) => words!("the whole line: `{dash}{name}: {value}`", "整行写成：`{dash}{name}: {value}`"),
        None => words!("write: `{name}: {value}`", "写成：`{name}: {value}`"),
    };
    INVALID_YAML
        .at(at, words!("there is no space after the colon of `{name}`", "`{name}` 的冒号后面少了一个空格"))
        .label(words!("a space belongs here", "这里要空一格"))
        .help(words!("type `{name}: `", "请输入 `{name}: `"))
        .help(whole)
        .fix(words!("type a space", "加一个空格"), at, " ")
}

pub(super) fn wrong_colon(at: Span, whole: Span, sign: char, name: &str) -> Diagnostic {
    let rule = if sign.is_ascii() { &INVALID_YAML } else { &FULL_WIDTH_PUNCTUATION };
    let called = match sign {
        '；' | ';' => words!("a semicolon", "分号"),
        _ => words!("an equals sign", "等号"),
    };
    rule.at(at, words!("{} after `{name}` in place of a colon", "`{name}` 后面是{}，不是冒号", called.en; called.zh))
        .label(words!("YAML needs `:` and a space here", "这里要用半角 `:` 加一个空格"))
        .propose(words!("type `{name}: `, with a colon", "请输入 `{name}: `"), whole, ": ")
}

/// `whole` is the place of `text`, which begins with a character that YAML reserves.
pub(super) fn reserved_start(at: Span, first: char, whole: Span, text: &str) -> Diagnostic {
    let text = quoted(text);
    let called = if first == '`' { words!("a backtick", "反引号") } else { words!("`{first}`", "`{first}`") };
    INVALID_YAML
        .at(at, words!("a text cannot begin with {}", "文字不能以 {} 开头", called.en; called.zh))
        .label(words!("it means something else in YAML", "它在 YAML 里另有含义"))
        .propose(
            words!("put the whole text in quotation marks: `{text}`", "请给整段文字加上半角引号：`{text}`"),
            whole,
            text,
        )
}

/// `whole` is the place of `text`, in which the colon stands.
pub(super) fn colon_in_text(at: Span, whole: Span, text: &str) -> Diagnostic {
    let text = quoted(text);
    INVALID_YAML
        .at(at, words!("a colon and a space inside a text", "文字中间出现了半角冒号加空格"))
        .label(words!("YAML reads a field name up to here", "YAML 以为这里是字段名"))
        .propose(
            words!(
                "put the whole text in quotation marks: `{text}`",
                "请给整段文字加上半角引号：`{text}`；或把冒号改成全角"
            ),
            whole,
            text,
        )
}

/// A full-width comma in a list of one text; `whole` is the list.
pub(super) fn ambiguous_comma(at: Span, comma: char, whole: Span, text: &str, items: &[&str]) -> Diagnostic {
    let items = items.iter().map(|item| flow_scalar(item)).collect::<Vec<_>>().join(", ");
    let one = double_quoted(text);
    let called = match comma {
        '，' => words!("full-width comma", "全角逗号"),
        _ => words!("full-width `、`", "顿号"),
    };
    FULL_WIDTH_PUNCTUATION
        .at(
            at,
            words!(
                "a {} in a list: does it separate two items, or belong to the text?",
                "列表里有{} `{comma}`：它是分开两项，还是文字的一部分？",
                called.en; called.zh
            ),
        )
        .label(words!("to YAML it is part of the text", "YAML 把它当作文字的一部分"))
        .propose(
            words!("for several items, separate them with `, `: `[{items}]`", "如果是几项，用 `, ` 分开：`[{items}]`"),
            whole,
            format!("[{items}]"),
        )
        .propose(
            words!("for one text, put it in quotation marks: `[{one}]`", "如果是一句话，加上半角引号：`[{one}]`"),
            whole,
            format!("[{one}]"),
        )
}

/// `...` on a line of its own, with more below it.
pub(super) fn ellipsis_line(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(
            at,
            words!(
                "a line of three dots ends the file to YAML; nothing below it would be read",
                "单独一行的 `...`，YAML 以为文件到此为止，下面的内容都读不到"
            ),
        )
        .label(words!("the text is missing here", "这里该写的文字还没有写"))
        .propose(
            words!(
                "delete the line; the text itself goes after the colon of its field",
                "请删掉这一行；文字写在字段的冒号后面"
            ),
            at,
            "",
        )
}

pub(super) fn backticks_line(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(
            at,
            words!(
                "a line of three backticks, as copied with an example from a page",
                "一行反引号 ```，像是从网页的示例里带来的"
            ),
        )
        .label(words!("not part of a map", "不属于图的内容"))
        .help(words!("delete this line, and the one at the end", "请删掉这一行，末尾若也有一行 ```，一并删掉"))
}

pub(super) fn never_closed(at: Span, opening: char, closing: char) -> Diagnostic {
    opened(at, opening).help(words!("type `{closing}` at its end", "请在末尾加上半角 `{closing}`"))
}

fn opened(at: Span, opening: char) -> Diagnostic {
    let called = match opening {
        '"' | '\'' => words!("quotation mark", "引号"),
        _ => words!("bracket", "括号"),
    };
    INVALID_YAML
        .at(at, words!("the {} `{opening}` is never closed", "{} `{opening}` 没有收尾", called.en; called.zh))
        .label(words!("opened here", "从这里开始"))
}

pub(super) fn closed_in_comment(at: Span, opening: char, closing: char) -> Diagnostic {
    opened(at, opening).help(words!(
        "the ` #` in this line begins a comment, and the `{closing}` is within it: put the text with the `#` in quotation marks",
        "这一行的 ` #` 开始了注释，把 `{closing}` 也算了进去：请给带 `#` 的文字加上半角引号"
    ))
}

pub(super) fn comma_after_quote(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("a comma after the quotation marks", "引号后面多了一个逗号"))
        .label(words!("not needed at the end of a line", "行末不需要"))
        .help(words!("delete the comma", "请删掉这个逗号"))
        .fix(words!("delete it", "删掉它"), at, "")
}

pub(super) fn text_after_quote(at: Span, mark: char, line: &str) -> Diagnostic {
    let finding = INVALID_YAML
        .at(at, words!("text goes on after the closing quotation mark", "引号收尾之后还有文字"))
        .label(words!("no longer inside the quotation marks", "已在引号之外"));
    if mark == '\'' {
        return finding.help(words!(
            "an apostrophe ends a text in '...': write it twice, `''`, or put the text in \"...\"",
            "单引号里的撇号会结束文字：请写两个 `''`，或改用双引号括起来"
        ));
    }
    let inner = line.replace('\'', "''");
    finding.help(words!(
        "put the whole text in quotation marks of the other kind: `'{inner}'`; or use “ ” inside",
        "请用单引号把整段文字括起来：`'{inner}'`；文字中的引号也可以改用“ ”"
    ))
}

pub(super) fn extra_character(at: Span, extra: char) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("one `{extra}` too many", "多了一个 `{extra}`"))
        .label(words!("the brackets are closed already", "前面的括号已经收尾"))
        .help(words!("delete it", "请删掉它"))
        .fix(words!("delete it", "删掉它"), at, "")
}

pub(super) fn smart_quotes(at: Span, inner: &str) -> Diagnostic {
    FULL_WIDTH_PUNCTUATION
        .at(at, words!("full-width quotation marks around `{inner}`", "`{inner}` 外面是全角引号"))
        .label(words!("no quotation marks are needed here", "这里不需要引号"))
        .help(words!("type `{inner}`", "请输入 `{inner}`"))
        .fix(words!("write `{inner}`", "改为 `{inner}`"), at, inner)
}

pub(super) fn invisible_character(at: Span, character: char, called: Phrase, within: Words) -> Diagnostic {
    let code = u32::from(character);
    let advice = match character {
        '\t' => words!("use two ordinary spaces for each tab", "每个制表符请改成两个普通空格"),
        '\u{3000}' => words!("type two ordinary spaces in its place", "请换成两个普通空格"),
        _ if is_space(character) => words!("type an ordinary space in its place", "请换成普通空格"),
        _ if is_line_separator(character) => {
            words!("delete it; for a new line press Enter", "请删掉它；要换行请按回车键")
        }
        _ => words!("delete it", "请删掉它"),
    };
    INVISIBLE_CHARACTER
        .at(
            at,
            words!(
                "{} (U+{code:04X}) in {}", "{}有{}（U+{code:04X}）",
                called.en, within.en; within.zh, called.zh
            ),
        )
        .label(words!("an invisible character", "这里有一个看不见的字符"))
        .help(advice)
}

/// The finding for the first invisible character of a word at `span`. It points at the character if the span has the length
/// of the word, so that nothing in it is quoted or folded.
pub fn invisible_in_word(word: &str, span: Span) -> Option<Diagnostic> {
    let (at, character, called) =
        word.trim().char_indices().find_map(|(at, character)| Some((at, character, invisible_name(character)?)))?;
    let plain = span.range().len() == word.len();
    let lead = word.len() - word.trim_start().len();
    let start = span.start as usize + lead + at;
    let at = if plain { Span::new(span.source, start..start + character.len_utf8()) } else { span };
    Some(invisible_character(at, character, called, words!("the word `{}`", "`{}` 里", visible(word))))
}

/// The finding for a bracket that YAML takes for a letter.
pub fn full_width_bracket(at: Span, bracket: char, half_width: &str, whole: Option<(Span, String)>) -> Diagnostic {
    let kind = if half_width == "[" { words!("bracket", "方括号") } else { words!("brace", "花括号") };
    let finding = FULL_WIDTH_PUNCTUATION
        .at(at, words!("`{bracket}` is a full-width {}", "`{bracket}` 是全角{}", kind.en; kind.zh))
        .label(words!("YAML needs `{half_width}` here", "这里要用半角 `{half_width}`"))
        .help(words!(
            "type `[one, two]` for a list, `{{name: value, name: value}}` for fields, brackets and commas half-width",
            "列表写作 `[甲, 乙]`，字段写作 `{{名称: 内容, 名称: 内容}}`，括号和逗号都用半角"
        ));
    match whole {
        Some((span, text)) => finding.fix(words!("write `{text}`", "改为 `{text}`"), span, text),
        None => finding,
    }
}
