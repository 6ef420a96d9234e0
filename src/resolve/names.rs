//! Ids: their form, and that no two are the same.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::checks::references::DUPLICATE_ID;
use crate::checks::shape::INVALID_ID;
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span, Spanned};
use crate::suggest::{LONGEST_ID as LONGEST, id_from};
use crate::words;

/// An id as it is compared: NFC, case folded. Two ids of one folded form are duplicates.
pub fn fold(id: &str) -> String {
    if id.is_ascii() {
        return id.to_ascii_lowercase();
    }
    caseless::default_case_fold_str(&id.nfc().collect::<String>()).nfc().collect()
}

/// Whether `id` can be one: letters of any script, digits and hyphens, none at either end, 1 to 64 characters.
pub fn is_id(id: &str) -> bool {
    (1..=LONGEST).contains(&id.chars().count())
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id.chars().all(|character| character.is_alphanumeric() || character == '-' || is_mark(character))
}

/// Marks that belong to the letter before them, as in Devanagari or Thai.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// An id in its NFC form. One that cannot be an id is told and still goes by what was typed, since what refers to it
/// does.
pub fn check_id(id: Spanned<String>, findings: &mut Vec<Diagnostic>) -> Spanned<String> {
    let typed = id.value.trim();
    if !is_id(typed) {
        findings.push(invalid_id(id.span, typed));
    }
    id.with(typed.nfc().collect())
}

fn invalid_id(span: Span, typed: &str) -> Diagnostic {
    let found = if typed.is_empty() {
        words!("the id is empty", "编号是空的")
    } else {
        words!("`{typed}` cannot be an id", "`{typed}` 不能用作编号")
    };
    let finding = INVALID_ID.at(span, found);
    // No fix: the id may be taken, and what refers to it would have to change with it.
    let finding = match id_from(typed) {
        Some(mended) => finding.propose(
            words!("write `{mended}`, here and where it is referred to", "请写成 `{mended}`，引用它的地方也一样"),
            span,
            mended,
        ),
        None => finding,
    };
    finding.help(words!(
        "an id has letters (any script), digits and hyphens, 1 to {LONGEST} of them, and no hyphen at either end",
        "编号由文字、数字和连字符 `-` 组成，1 到 {LONGEST} 个字符，首尾不能是连字符"
    ))
}

/// The finding for the second of two things of one id.
pub fn duplicate_id(id: &str, second: Span, first: Span) -> Diagnostic {
    DUPLICATE_ID
        .at(second, words!("the id `{id}` is taken", "编号 `{id}` 已经用过"))
        .label(words!("again here", "这里又用了一次"))
        .related(first, words!("first used here", "第一次用在这里"))
        .help(words!(
            "give one of the two another id; ids differ in more than case",
            "请给其中一个换个编号；只差大小写也算相同"
        ))
}

/// Two maps, or two cases, of one stem are duplicates, in whatever folders they are; a stem must be an id too.
pub fn report_duplicate_files<'n>(files: impl Iterator<Item = (&'n String, SourceId)>, findings: &mut Vec<Diagnostic>) {
    let mut first_of = BTreeMap::<String, SourceId>::new();
    for (name, source) in files {
        let start = Span::new(source, 0..0);
        if !is_id(name) {
            findings.push(
                INVALID_ID
                    .at(start, words!("the file's name `{name}` cannot be an id", "文件名 `{name}` 不能用作编号"))
                    .help(words!(
                        "rename the file: letters (any script), digits and hyphens, 1 to {LONGEST} of them",
                        "请给文件改名：只用文字、数字和连字符 `-`，1 到 {LONGEST} 个字符"
                    )),
            );
        }
        match first_of.get(&fold(name)) {
            Some(&first) => findings.push(
                DUPLICATE_ID
                    .at(start, words!("there is another file named `{name}`", "还有一个文件也叫 `{name}`"))
                    .related(Span::new(first, 0..0), words!("the other one", "另一个文件"))
                    .help(words!("rename one of the two", "请给其中一个改名")),
            ),
            None => _ = first_of.insert(fold(name), source),
        }
    }
}
