//! `motmap check --fix`: applies the fixes that are certain to the files.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::scope::Scope;
use super::{Terminal, plural};
use crate::emit::BaseFolders;
use crate::failure::Failure;
use crate::fixing::{AppliedEdit, apply_fixes};
use crate::output;
use crate::pipeline::Reading;
use crate::words;
use crate::words::Lang;
use crate::workspace::Workspace;

/// Fixes the writable files of the workspace, on disk too.
pub(super) fn fix_files(workspace: &mut Workspace, scope: &Scope) -> Result<Vec<AppliedEdit>, Failure> {
    let before = workspace.clone();
    let edits = apply_fixes(workspace, |finding, path| {
        scope.has_rule(finding.rule.name) && scope.has_file(path) && writable_file(scope.root(), path).is_some()
    });
    for (old, new) in before.files.iter().zip(&workspace.files).filter(|(old, new)| old.bytes != new.bytes) {
        let target = writable_file(scope.root(), &new.path).unwrap_or_else(|| scope.root().join(&new.path));
        if *fs::read(&target).map_err(|error| Failure::io(&target, &error))? != *old.bytes {
            let path = &new.path;
            return Err(Failure::new(words!(
                "{path} was changed by somebody else just now and was not mended; run this again",
                "{path} 刚刚被别的程序改动，未作改正；请重新运行"
            )));
        }
        output::write_atomic(&target, &new.bytes)?;
    }
    Ok(edits)
}

/// The file behind a path, if it lies in the workspace and is not read-only.
fn writable_file(root: &Path, path: &str) -> Option<PathBuf> {
    let file = fs::canonicalize(root.join(path)).ok().filter(|file| file.starts_with(root))?;
    let writable = fs::metadata(&file).is_ok_and(|metadata| !metadata.permissions().readonly());
    writable.then_some(file)
}

/// Prints each edit, and how many there are.
pub(super) fn print_edits(
    edits: &[AppliedEdit],
    folders: &BaseFolders,
    lang: Lang,
    terminal: &mut Terminal<'_>,
) -> io::Result<()> {
    for AppliedEdit { path, line, old, new } in edits {
        let path = folders.path_from_caller(path);
        terminal.say(lang, &words!("{path}:{line}: `{old}` → `{new}`", "{path}:{line}：`{old}` → `{new}`"))?;
    }
    let files: BTreeSet<&str> = edits.iter().map(|edit| edit.path.as_str()).collect();
    let summary = match (edits.len(), files.len()) {
        (0, _) => words!("There is nothing that can be mended for certain.", "没有能确定改法的问题。"),
        (count, files) => words!(
            "Mended {} in {}.",
            "已改正 {} 处，涉及 {} 个文件。",
            plural(count, "place"), plural(files, "file");
            count, files
        ),
    };
    terminal.say(lang, &summary)
}

/// Prints the files in which certain fixes are left, and why.
pub(super) fn print_unfixed_files(
    after: &Reading,
    scope: &Scope,
    folders: &BaseFolders,
    lang: Lang,
    terminal: &mut Terminal<'_>,
) -> io::Result<()> {
    let fixable = after.findings.iter().filter(|finding| finding.fix.is_some());
    let paths: BTreeSet<&str> =
        fixable.map(|finding| after.sources.get(finding.primary.span.source).path.as_str()).collect();
    for path in paths.into_iter().filter(|path| scope.has_file(path)) {
        let is_writable = writable_file(scope.root(), path).is_some();
        let path = folders.path_from_caller(path);
        let reason = if is_writable {
            words!(
                "{path} was left as it is here and there: mending would break it; please see below.",
                "{path} 有几处未自动改正：自动改会弄坏文件，请按下面的提示手工修改。"
            )
        } else {
            words!("{path} was left as it is: it may not be written to.", "{path} 未作改动：不允许写入。")
        };
        terminal.say(lang, &reason)?;
    }
    Ok(())
}
