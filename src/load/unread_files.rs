//! Reports files that are not read.

use crate::diagnostic::Diagnostic;
use crate::rule::shape::{MISNAMED_FILE, OUTSIDE_LINK};
use crate::source::{Source, SourceId, Sources, Span};
use crate::words;
use crate::workspace::{File, FileKind, corrected_name};

/// Adds a file that was not read to the sources, as one without text; the finding says why.
pub fn add_unread(sources: &mut Sources, file: &File) -> (SourceId, Diagnostic) {
    let id = sources.add(Source::new(&*file.path, ""));
    let at = Span::new(id, 0..0);
    (id, if file.kind == FileKind::OutsideLink { outside_link(at, file) } else { wrong_name(at, file) })
}

fn outside_link(at: Span, file: &File) -> Diagnostic {
    let target = String::from_utf8_lossy(&file.bytes);
    let message = match &*target {
        "" => words!("this link leads out of the workspace; it is not read", "这是通到工作区之外的链接，没有读取"),
        target => words!(
            "this is a link to `{target}`, which leads out of the workspace; it is not read",
            "这是指向 `{target}` 的链接，通到工作区之外，没有读取"
        ),
    };
    OUTSIDE_LINK.at(at, message).help(words!(
        "put the file itself, or a copy of it, in the place of the link",
        "请用文件本身或它的副本替换这个链接"
    ))
}

fn wrong_name(at: Span, file: &File) -> Diagnostic {
    let path = &file.path;
    let name = path.rsplit('/').next().unwrap_or(path);
    let intended = corrected_name(name).unwrap_or_default();
    MISNAMED_FILE.at(at, words!("this file is not read, because of its name", "文件名不对，没有读取这个文件")).help(
        words!(
            "rename it to `{intended}`; if it is neither map nor case, move it out of the folder of maps",
            "请改名为 `{intended}`；如果它既不是图也不是案例，请移出图的目录"
        ),
    )
}
