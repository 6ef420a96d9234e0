//! `motmap check --fix`: the cures that are certain, put into the files.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::scope::Scope;
use super::{Terminal, plural};
use crate::emit::Folders;
use crate::failure::Failure;
use crate::fixing::{self, Change};
use crate::output;
use crate::pipeline::Reading;
use crate::words;
use crate::words::Lang;
use crate::workspace::Workspace;

/// What was mended.
pub(super) struct Mended {
    changes: Vec<Change>,
}

/// Mends the files of the workspace that may be written to, and reads them so.
pub(super) fn mend(workspace: &mut Workspace, scope: &Scope) -> Result<Mended, Failure> {
    let before = workspace.clone();
    let changes = fixing::fix(workspace, |finding, path| {
        scope.has_rule(finding.rule.name) && scope.has_file(path) && place_to_write(scope.root(), path).is_some()
    });
    for (old, new) in before.files.iter().zip(&workspace.files).filter(|(old, new)| old.bytes != new.bytes) {
        let target = place_to_write(scope.root(), &new.path).unwrap_or_else(|| scope.root().join(&new.path));
        if *fs::read(&target).map_err(|error| Failure::io(&target, &error))? != *old.bytes {
            let path = &new.path;
            return Err(Failure::new(words!(
                "{path} was changed by somebody else just now and was not mended; run this again",
                "{path} 刚刚被别的程序改动，未作改正；请重新运行"
            )));
        }
        output::write_atomic(&target, &new.bytes)?;
    }
    Ok(Mended { changes })
}

/// The file behind a path, if it lies in the workspace and its owner lets it be written to.
fn place_to_write(root: &Path, path: &str) -> Option<PathBuf> {
    let file = fs::canonicalize(root.join(path)).ok().filter(|file| file.starts_with(root))?;
    let writable = fs::metadata(&file).is_ok_and(|metadata| !metadata.permissions().readonly());
    writable.then_some(file)
}

impl Mended {
    /// Says what was changed, and what could not be.
    pub(super) fn tell(
        &self,
        after: &Reading,
        scope: &Scope,
        folders: &Folders,
        lang: Lang,
        terminal: &mut Terminal<'_>,
    ) -> io::Result<()> {
        for Change { path, line, old, new } in &self.changes {
            let path = folders.seen_by_caller(path);
            terminal.say(lang, &words!("{path}:{line}: `{old}` → `{new}`", "{path}:{line}：`{old}` → `{new}`"))?;
        }
        let files: BTreeSet<&str> = self.changes.iter().map(|change| change.path.as_str()).collect();
        let (count, files) = (self.changes.len(), files.len());
        terminal.say(
            lang,
            &match count {
                0 => words!("There is nothing that can be mended for certain.", "没有能确定改法的问题。"),
                _ => words!(
                    "Mended {} in {}.",
                    "已改正 {} 处，涉及 {} 个文件。",
                    plural(count, "place"), plural(files, "file");
                    count, files
                ),
            },
        )?;
        let curable = after.findings.iter().filter(|finding| finding.fix.is_some());
        let paths: BTreeSet<&str> =
            curable.map(|finding| after.sources.get(finding.primary.span.source).path.as_str()).collect();
        for path in paths.into_iter().filter(|path| scope.has_file(path)) {
            let is_left = place_to_write(scope.root(), path).is_none();
            let path = folders.seen_by_caller(path);
            terminal.say(
                lang,
                &if is_left {
                    words!("{path} was left as it is: it may not be written to.", "{path} 未作改动：不允许写入。")
                } else {
                    words!(
                        "{path} was left as it is here and there: mending would break it; please see below.",
                        "{path} 有几处未自动改正：自动改会弄坏文件，请按下面的提示手工修改。"
                    )
                },
            )?;
        }
        Ok(())
    }
}
