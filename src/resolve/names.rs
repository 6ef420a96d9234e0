//! Checks the form of ids, and that each is used once.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Diagnostic;
use crate::id::{MAX_LENGTH, has_valid_characters, id_from, is_id, is_reserved_name};
use crate::rule::references::DUPLICATE_ID;
use crate::rule::shape::INVALID_ID;
use crate::source::{SourceId, Span, Spanned};
use crate::words;
use crate::words::Words;

/// The form in which ids are compared: NFC, case folded. Two ids of one folded form are duplicates.
pub fn fold(id: &str) -> String {
    if id.is_ascii() {
        return id.to_ascii_lowercase();
    }
    caseless::default_case_fold_str(&id.nfc().collect::<String>()).nfc().collect()
}

/// An id in its NFC form. An invalid id is reported and kept as typed, so that references to it still find it.
pub fn check_id(id: Spanned<String>, findings: &mut Vec<Diagnostic>) -> Spanned<String> {
    let typed = id.value.trim();
    if !is_id(typed) {
        findings.push(invalid_id(id.span, typed));
    }
    id.with(typed.nfc().collect())
}

fn invalid_id(span: Span, typed: &str) -> Diagnostic {
    if typed.is_empty() {
        return INVALID_ID.at(span, words!("the id is empty", "编号是空的")).help(form_of_ids());
    }
    let finding = INVALID_ID.at(span, words!("`{typed}` cannot be an id", "`{typed}` 不能用作编号"));
    // There is no fix, since the new id may be taken and references would have to change too.
    let finding = match id_from(typed) {
        Some(mended) => finding.propose(
            words!("write `{mended}`, here and where it is referred to", "请写成 `{mended}`，引用它的地方也一样"),
            span,
            mended,
        ),
        None => finding,
    };
    finding.help(why_invalid(typed))
}

/// Says which requirement an invalid id does not meet.
fn why_invalid(typed: &str) -> Words {
    if is_reserved_name(typed) {
        words!(
            "ids name files, and Windows keeps this name for a device, whatever its capitals",
            "编号要用作文件名，而 Windows 把这个名字留给设备使用，改变大小写也不行"
        )
    } else if has_valid_characters(typed) {
        words!(
            "ids name files, whose names have at most 255 bytes; this one has {}: make it shorter",
            "编号要用作文件名，文件名最长 255 个字节，而这个编号有 {} 个字节：请改短一些",
            typed.len()
        )
    } else {
        form_of_ids()
    }
}

fn form_of_ids() -> Words {
    words!(
        "an id has letters (any script), digits and hyphens, 1 to {MAX_LENGTH} of them, and no hyphen at either end",
        "编号由文字、数字和连字符 `-` 组成，1 到 {MAX_LENGTH} 个字符，首尾不能是连字符"
    )
}

/// The finding for the second use of an id.
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

/// Reports files whose stem is no id, and files of one stem, even in different folders.
pub fn report_duplicate_files<'n>(files: impl Iterator<Item = (&'n String, SourceId)>, findings: &mut Vec<Diagnostic>) {
    let mut first_of = BTreeMap::<String, SourceId>::new();
    for (name, source) in files {
        let start = Span::new(source, 0..0);
        if !is_id(name) {
            let found = words!("the file's name `{name}` cannot be an id", "文件名 `{name}` 不能用作编号");
            let finding = INVALID_ID.at(start, found);
            let finding = match id_from(name) {
                Some(mended) => finding.help(words!(
                    "rename the file to `{mended}`, with the ending that it has",
                    "请把文件改名为 `{mended}`，扩展名不变"
                )),
                None => finding,
            };
            findings.push(finding.help(why_invalid(name)));
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
