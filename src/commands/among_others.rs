//! `motmap build --map ID --outline FILE`: one map, of which alone the files are read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::outline::{Around, Outlined, Outlines};
use crate::pipeline::{self, Reading};
use crate::words;
use crate::words::Words;
use crate::workspace::Workspace;

/// The files of a map alone, and the outline in the place of all others.
pub(super) struct MapAmongOthers {
    /// What was read.
    pub workspace: Workspace,
    /// The rest.
    pub others: Others,
}

/// What an outline knows.
pub(super) struct Others {
    /// Its file.
    outline: PathBuf,
    /// Of the files that are not read.
    others: Vec<Outlined>,
    /// Of those that are read all the same.
    own: Vec<Outlined>,
}

impl MapAmongOthers {
    /// Reads them.
    ///
    /// # Errors
    /// Where a file cannot be read, or the outline knows no such map.
    pub(super) fn load(map: &str, outline: &Path, start: &Path) -> Result<Self, Failure> {
        let text = fs::read(outline).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => make_anew(outline, words!("there is no such file", "没有这个文件")),
            _ => Failure::io(outline, &error),
        })?;
        let outlines = std::str::from_utf8(&text).ok().and_then(Outlines::parse).ok_or_else(|| {
            make_anew(outline, words!("this is no outline of this version of motmap", "这不是本版 motmap 的概要文件"))
        })?;
        let Around { own, others, faulty } = outlines
            .around(map)
            .ok_or_else(|| make_anew(outline, words!("it knows no map `{map}`", "里面没有图 `{map}`")))?;
        let paths = own.iter().map(|Outlined(path, _)| path.as_str());
        let workspace = Workspace::load_only(start, paths)?.with(faulty);
        Ok(Self { workspace, others: Others { outline: outline.to_owned(), others, own } })
    }
}

impl Others {
    /// What is known of them, and what is wrong with the files of the map.
    ///
    /// # Errors
    /// Where the outline does not know those as they are: what would be built would be of no one state of the workspace.
    pub(super) fn read(self, workspace: &Workspace) -> Result<Reading, Failure> {
        let reading = pipeline::read_among(workspace, self.others);
        let now = Outlines::of(workspace, &reading.site, &reading.sources);
        match self.own.iter().find(|Outlined(path, then)| now.get(path) != Some(then)) {
            None => Ok(reading),
            Some(Outlined(path, _)) => {
                let why = words!("it does not know {path} as it is now", "它所知的 {path} 已不是现在的样子");
                Err(make_anew(&self.outline, why))
            }
        }
    }
}

fn make_anew(outline: &Path, why: Words) -> Failure {
    let outline = outline.display();
    Failure::new(words!(
        "{outline}: {}; `motmap build --index --outline {outline}` writes it anew",
        "{outline}：{}；用 `motmap build --index --outline {outline}` 重新生成",
        why.en; why.zh
    ))
}
