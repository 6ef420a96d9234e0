//! The outline of a workspace as a file: a line for each file, in the order of their paths, with what others need to know
//! of it. It is the same on every machine.

use std::collections::HashMap;
use std::path::Path;

use bytes::Bytes;
use bytestring::ByteString;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Shown;
use crate::load::text::LARGEST_FILE;
use crate::model::*;
use crate::source::{SourceId, Sources};
use crate::workspace::{File, FileKind, Workspace, kind_in_maps, stem};

/// What is known of every file of a workspace, by path.
#[derive(Debug)]
pub struct Outlines(Vec<Outlined>);

/// A file's path, and what is known of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outlined(pub String, pub Kept);

/// What others need to know of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// Of a map.
    Map(Box<MapKept>),
    /// Of a case, where it happened.
    Case(Vec<TouchpointId>),
    /// All of a map or a case that cannot be understood: any id in it may be what others refer to.
    Faulty(Written),
    /// That it is there; it is no map and no case.
    Name,
}

/// What others need to know of a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapKept {
    /// What their pages name, and the journey leads through.
    pub(super) shown: Shown,
    /// With what customers leave each touchpoint: on no page of another map, but what rules find there may be.
    pub(super) perceptions: Vec<Option<Perception>>,
}

/// The bytes of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Written {
    /// That are text.
    Text(ByteString),
    /// That are none.
    Bytes(Vec<u8>),
}

/// A map, and all that is known of a workspace around it.
pub struct Around {
    /// What is known of the map's own file and of its cases: those are read.
    pub own: Vec<Outlined>,
    /// What is known of all others that can be understood.
    pub others: Vec<Outlined>,
    /// Those that cannot, as if they had been read.
    pub faulty: Vec<File>,
}

/// The first line of the file: it names the form of the others.
const HEADING: &str = "\"motmap outline 1\"";

impl Outlines {
    /// The outlines of all files that were read of a workspace.
    pub fn of(workspace: &Workspace, site: &Site, sources: &Sources) -> Self {
        let path = |source: SourceId| sources.get(source).path.as_str();
        let maps: HashMap<&str, &Map> = site.sound_maps().map(|map| (path(map.source), map)).collect();
        let cases = site.cases.iter().filter(|case| !case.faulty);
        let cases: HashMap<&str, &Case> = cases.map(|case| (path(case.source), case)).collect();
        let faulty = |file: &File| Kept::Faulty(Written::of(&file.bytes));
        let kept = |file: &File| match file.kind {
            FileKind::Map => {
                maps.get(&*file.path).map_or_else(|| faulty(file), |map| Kept::Map(MapKept::of(map).into()))
            }
            FileKind::Case => cases.get(&*file.path).map_or_else(|| faulty(file), |case| Kept::Case(places(case))),
            FileKind::Config | FileKind::Template | FileKind::Picture => Kept::Name,
        };
        Self(workspace.files.par_iter().map(|file| Outlined(file.path.clone(), kept(file))).collect())
    }

    /// The outlines that a file holds; none where it is none of ours, or of another version.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next() != Some(HEADING) {
            return None;
        }
        let lines: Vec<&str> = lines.collect();
        lines.into_par_iter().map(|line| serde_json::from_str(line).ok()).collect::<Option<_>>().map(Self)
    }

    /// What the file holds.
    pub fn text(&self) -> String {
        // Writing lists and texts into memory does not fail.
        let line = |outlined: &Outlined| serde_json::to_string(outlined).unwrap_or_default();
        let lines: Vec<String> = self.0.par_iter().map(line).collect();
        std::iter::once(HEADING).chain(lines.iter().map(String::as_str)).flat_map(|line| [line, "\n"]).collect()
    }

    /// What is known of a file.
    pub fn get(&self, path: &str) -> Option<&Kept> {
        let found = self.0.binary_search_by(|Outlined(known, _)| known.as_str().cmp(path)).ok()?;
        Some(&self.0[found].1)
    }

    /// The map of that name and all around it; none where there is none of that name.
    pub fn around(self, name: &str) -> Option<Around> {
        let maps = || self.0.iter().map(|Outlined(path, kept)| (path, kept)).filter(|(path, kept)| kept.is_map(path));
        let own_path = maps().find(|(path, _)| stem(path) == name)?.0.clone();
        let mut names: Vec<&str> = maps().map(|(path, _)| stem(path)).collect();
        names.sort_unstable();
        let own_id = MapId(names.partition_point(|known| *known < name) as u32);
        let is_own = |Outlined(path, kept): &Outlined| match kept {
            Kept::Case(places) => places.iter().any(|place| place.map == own_id),
            _ => *path == own_path,
        };
        let (own, mut others): (Vec<_>, Vec<_>) = self.0.into_iter().partition(is_own);
        let faulty = others.extract_if(.., |Outlined(_, kept)| matches!(kept, Kept::Faulty(_)));
        let faulty = faulty.filter_map(Outlined::into_file).collect();
        Some(Around { own, others, faulty })
    }
}

impl Outlined {
    /// A file that is kept whole, as if it had been read.
    fn into_file(self) -> Option<File> {
        let Outlined(path, Kept::Faulty(written)) = self else { return None };
        let kind = kind_in_maps(Path::new(&path))?;
        Some(File::new(path, kind, written.bytes()))
    }
}

impl Kept {
    fn is_map(&self, path: &str) -> bool {
        match self {
            Kept::Map(_) => true,
            Kept::Faulty(_) => kind_in_maps(Path::new(path)) == Some(FileKind::Map),
            Kept::Case(_) | Kept::Name => false,
        }
    }
}

impl MapKept {
    fn of(map: &Map) -> Self {
        let left_with = |touchpoint: &Touchpoint| touchpoint.leaves_with().map(|perception| perception.value);
        Self { shown: Shown::of(map), perceptions: map.touchpoints.iter().map(left_with).collect() }
    }
}

impl Written {
    fn of(bytes: &Bytes) -> Self {
        // Of a file that is too large nothing is read, whatever follows.
        let bytes = bytes.slice(..bytes.len().min(LARGEST_FILE + 1));
        ByteString::try_from(bytes.clone()).map_or_else(|_| Written::Bytes(bytes.to_vec()), Written::Text)
    }

    fn bytes(self) -> Vec<u8> {
        match self {
            Written::Text(text) => text.into_bytes().into(),
            Written::Bytes(bytes) => bytes,
        }
    }
}

fn places(case: &Case) -> Vec<TouchpointId> {
    case.touchpoints.iter().map(|touchpoint| touchpoint.value).collect()
}
