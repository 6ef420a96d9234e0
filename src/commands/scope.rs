//! Which findings `check` reports.

use std::fs;
use std::path::{Path, PathBuf};

use super::paths::without_dot;
use crate::failure::Failure;
use crate::rule::Rule;
use crate::words;
use crate::workspace::{MAPS, Workspace, files_like_maps};

/// The findings of some files, of one rule, or all.
pub(super) struct Scope {
    root: PathBuf,
    /// Files and folders; all if empty.
    paths: Vec<PathBuf>,
    only: Option<&'static Rule>,
}

impl Scope {
    pub(super) fn new(workspace: &Workspace, paths: &[PathBuf], only: Option<&'static Rule>) -> Result<Self, Failure> {
        let real_paths = paths.iter().map(|path| canonical(path)).collect::<Result<_, _>>()?;
        let scope = Self { root: canonical(&workspace.root)?, paths: real_paths, only };
        for (path, real) in paths.iter().zip(&scope.paths) {
            // A folder of cases may be empty as yet.
            let may_be_empty = real.is_dir() && real.starts_with(scope.root.join(MAPS));
            if !may_be_empty && !workspace.files.iter().any(|file| scope.is_in(&file.path, real)) {
                return Err(nothing_to_check(&scope.root, path, real));
            }
        }
        Ok(scope)
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether the findings of a file are reported.
    pub(super) fn has_file(&self, path: &str) -> bool {
        self.paths.is_empty() || self.paths.iter().any(|wanted| self.is_in(path, wanted))
    }

    /// Whether a file of the workspace, or the target of the link that it is, is `wanted` or lies in there.
    fn is_in(&self, path: &str, wanted: &Path) -> bool {
        let file = self.root.join(path);
        file.starts_with(wanted) || fs::canonicalize(file).is_ok_and(|file| file.starts_with(wanted))
    }

    /// Whether the findings of a rule are reported.
    pub(super) fn has_rule(&self, rule: &str) -> bool {
        self.only.is_none_or(|only| only.name == rule)
    }
}

/// Why a path is refused: without a finding, a path that is not checked would look clean.
fn nothing_to_check(root: &Path, path: &Path, real: &Path) -> Failure {
    let similar = files_like_maps(root, real);
    let advice = similar.map_or(words!("", ""), |similar| words!("; {}", "；{}", similar.en; similar.zh));
    let (root, path) = (root.display(), without_dot(path.to_owned()));
    let path = path.display();
    Failure::new(if real.is_dir() {
        words!(
            "nothing in {path} is checked: no map, case or template of the workspace {root} is in there{}",
            "{path} 里没有可检查的内容：其中没有工作区 {root} 的图、案例或模板{}",
            advice.en; advice.zh
        )
    } else {
        words!(
            "{path} is not checked: it is no map, case or template of the workspace {root}{}",
            "{path} 没有检查：它不是工作区 {root} 里的图、案例或模板{}",
            advice.en; advice.zh
        )
    })
}

/// A path with links resolved; a failure where there is nothing.
pub(super) fn canonical(path: &Path) -> Result<PathBuf, Failure> {
    fs::canonicalize(path).map_err(|error| Failure::io(path, &error))
}
