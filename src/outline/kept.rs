//! The outline of a workspace as a file: a line for each file, in the order of their paths, with what others need to know
//! of it. It is the same on every machine; its first line tells whether all of it is there.

use std::collections::HashMap;

use bytes::Bytes;
use bytestring::ByteString;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Shown;
use crate::digest::Digest;
use crate::load::encoding::MAX_FILE_SIZE;
use crate::model::*;
use crate::source::{SourceId, Sources};
use crate::workspace::{File, FileKind, Workspace, kind_of_path, stem};

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
    /// Of a file that is no map and no case, by what it is told from any other: whoever builds anything reads it.
    Other(Digest),
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
    /// What is known of the files that are read: the map's own, those of its cases that can be understood, and what is no
    /// map's.
    pub read: Vec<Outlined>,
    /// What is known of other maps and cases that can be understood.
    pub others: Vec<Outlined>,
    /// Those that cannot, as if they had been read.
    pub faulty: Vec<File>,
}

/// How the first line of the file begins: it names the form of the others, and is followed by their digest.
const HEADING: &str = "\"motmap outline 1 ";

/// Whether a file of these bytes is an outline, of whatever version.
pub fn is_outline(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\"motmap outline ")
}

impl Outlines {
    /// The outlines of all files that were read of a workspace.
    pub fn of(workspace: &Workspace, site: &Site, sources: &Sources) -> Self {
        let path = |source: SourceId| sources.get(source).path.as_str();
        let maps: HashMap<&str, &Map> = site.sound_maps().map(|map| (path(map.source), map)).collect();
        let cases = site.cases.iter().filter(|case| !case.faulty);
        let cases: HashMap<&str, &Case> = cases.map(|case| (path(case.source), case)).collect();
        let faulty = |file: &File| Kept::Faulty(Written::of(&file.bytes));
        let is_kept = |file: &&File| {
            !matches!(file.kind, FileKind::OutsideLink | FileKind::Misnamed) || kind_of_path(&file.path).is_some()
        };
        let kept = |file: &File| match file.kind {
            FileKind::Map => {
                maps.get(&*file.path).map_or_else(|| faulty(file), |map| Kept::Map(MapKept::of(map).into()))
            }
            FileKind::OutsideLink | FileKind::Misnamed => faulty(file),
            FileKind::Case => cases.get(&*file.path).map_or_else(|| faulty(file), |case| Kept::Case(places(case))),
            FileKind::Config | FileKind::Template | FileKind::Picture => Kept::Other(Digest::of(&file.bytes)),
        };
        Self(workspace.files.par_iter().filter(is_kept).map(|file| Outlined(file.path.clone(), kept(file))).collect())
    }

    /// The outlines that a file holds; none where it is none of ours, of another form, or damaged.
    pub fn parse(text: &str) -> Option<Self> {
        let (digest, lines) = text.strip_prefix(HEADING)?.split_once("\"\n")?;
        if digest != Digest::of(lines.as_bytes()).to_string() {
            return None;
        }
        let lines: Vec<&str> = lines.lines().collect();
        let parsed = lines.into_par_iter().map(|line| serde_json::from_str(line).ok());
        let outlined: Vec<Outlined> = parsed.collect::<Option<_>>()?;
        let in_order = outlined.is_sorted_by(|one, other| one.0 < other.0);
        (in_order && outlined.iter().all(Outlined::can_be)).then_some(Self(outlined))
    }

    /// What the file holds.
    pub fn text(&self) -> String {
        // Writing lists and texts into memory does not fail.
        let line = |outlined: &Outlined| serde_json::to_string(outlined).unwrap_or_default() + "\n";
        let lines: Vec<String> = self.0.par_iter().map(line).collect();
        let lines = lines.concat();
        format!("{HEADING}{}\"\n{lines}", Digest::of(lines.as_bytes()))
    }

    /// The names of the maps, sorted.
    pub fn map_names(&self) -> Vec<&str> {
        let maps = self.0.iter().filter(|outlined| outlined.is_map());
        let mut names: Vec<&str> = maps.map(|Outlined(path, _)| stem(path)).collect();
        names.sort_unstable();
        names
    }

    /// The map of that name and all around it; none where there is none of that name.
    pub fn around(self, name: &str) -> Option<Around> {
        let own_path = self.0.iter().find(|outlined| outlined.is_map() && stem(&outlined.0) == name)?.0.clone();
        let own_id = MapId(self.map_names().partition_point(|known| *known < name) as u32);
        let is_read = |Outlined(path, kept): &Outlined| match kept {
            Kept::Case(places) => places.iter().any(|place| place.map == own_id),
            Kept::Map(_) | Kept::Faulty(_) => *path == own_path,
            Kept::Other(_) => true,
        };
        let (read, mut others): (Vec<_>, Vec<_>) = self.0.into_iter().partition(is_read);
        let faulty = others.extract_if(.., |Outlined(_, kept)| matches!(kept, Kept::Faulty(_)));
        let faulty = faulty.filter_map(Outlined::into_file).collect();
        Some(Around { read, others, faulty })
    }

    /// The first file of which something else is known now than was `then`. Of maps and cases only those that were known
    /// then are asked for.
    pub fn difference<'o>(&'o self, then: &'o [Outlined]) -> Option<&'o str> {
        let changed = then.iter().find(|Outlined(path, then)| get(&self.0, path) != Some(then));
        let is_new = |Outlined(path, now): &&Outlined| matches!(now, Kept::Other(_)) && get(then, path).is_none();
        changed.or_else(|| self.0.iter().find(is_new)).map(|Outlined(path, _)| path.as_str())
    }
}

/// What is known of a file.
fn get<'o>(outlined: &'o [Outlined], path: &str) -> Option<&'o Kept> {
    let found = outlined.binary_search_by(|Outlined(known, _)| known.as_str().cmp(path)).ok()?;
    Some(&outlined[found].1)
}

impl Outlined {
    /// A file that is kept whole, as if it had been read.
    fn into_file(self) -> Option<File> {
        let Outlined(path, Kept::Faulty(written)) = self else { return None };
        let kind = kind_of_path(&path)?;
        Some(File::new(path, kind, written.bytes()))
    }

    fn is_map(&self) -> bool {
        match &self.1 {
            Kept::Map(_) => true,
            Kept::Faulty(_) => kind_of_path(&self.0) == Some(FileKind::Map),
            Kept::Case(_) | Kept::Other(_) => false,
        }
    }

    /// Whether a file of that path can be what this says.
    fn can_be(&self) -> bool {
        let kind = kind_of_path(&self.0);
        match &self.1 {
            Kept::Map(kept) => {
                kind == Some(FileKind::Map) && kept.perceptions.iter().flatten().all(|p| PERCEPTION.contains(p))
            }
            Kept::Case(_) => kind == Some(FileKind::Case),
            Kept::Faulty(_) => kind.is_some(),
            Kept::Other(_) => kind.is_none(),
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
        let bytes = bytes.slice(..bytes.len().min(MAX_FILE_SIZE + 1));
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
