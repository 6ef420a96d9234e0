//! Resolves references between touchpoints, promises and maps, once every map is read.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use super::names::{duplicate_id, fold};
use crate::diagnostic::Diagnostic;
use crate::model::*;
use crate::rule::references::{UNKNOWN_MAP, UNKNOWN_PROMISE, UNKNOWN_TOUCHPOINT};
use crate::source::Spanned;
use crate::suggest::{closest, first_few, is_worthwhile, obvious_typo};
use crate::words;

/// A reference as typed.
#[derive(Debug)]
pub enum PendingReference {
    /// `leads_to` of a touchpoint.
    Links {
        /// The touchpoint.
        from: TouchpointId,
        /// Its links, and their place.
        links: Spanned<Vec<UnresolvedLink>>,
    },
    /// One of `delivers` of a touchpoint.
    Delivery {
        /// The touchpoint.
        at: TouchpointId,
        /// The promise it keeps, as typed.
        promise: Spanned<String>,
    },
    /// One of `touchpoints` of a period of the lifecycle.
    Period {
        /// The map.
        map: MapId,
        /// Which period of the map.
        index: usize,
        /// The touchpoint, as typed.
        touchpoint: Spanned<String>,
    },
}

/// A link as typed.
#[derive(Debug)]
pub struct UnresolvedLink {
    /// The target.
    pub to: Spanned<String>,
    /// The author's reason.
    pub because: Option<Text>,
}

/// The number of ids that [`Names::may_hide`] compares a name with, since each comparison is slow.
const MOST_COMPARED: usize = 200;

/// The target of a reference.
pub enum Target<T> {
    /// A known target.
    Known(T),
    /// A target that faults of its map may hide; the findings of these faults are enough.
    Unreadable,
    /// No target; a finding reports it.
    Nowhere,
}

/// All names of the workspace that references can point to, folded.
pub struct Directory<'d> {
    maps: BTreeMap<&'d str, MapId>,
    /// The names in each map, by [`MapId`].
    names: &'d [Arc<Names>],
    /// The first map with a touchpoint of each name; built on first use, since only unknown names need it.
    first_with: OnceLock<HashMap<&'d str, MapId>>,
}

/// All names of a map that references can point to, folded.
#[derive(Debug, PartialEq)]
pub struct Names {
    /// The name of the map.
    map: (String, MapId),
    touchpoints: BTreeMap<String, TouchpointId>,
    promises: BTreeMap<String, PromiseId>,
    /// Every id in the file, also in parts that faults hide.
    written: BTreeSet<String>,
}

impl<'d> Directory<'d> {
    /// `names` must be in the order of the map ids.
    pub fn new(names: &'d [Arc<Names>]) -> Self {
        let mut maps = BTreeMap::new();
        for (name, id) in names.iter().map(|names| &names.map) {
            maps.entry(name.as_str()).or_insert(*id);
        }
        Self { maps, names, first_with: OnceLock::new() }
    }

    fn of(&self, map: MapId) -> &Names {
        &self.names[map.0 as usize]
    }

    /// Finds the touchpoint of a reference in the map `home`; `home` is none for a case.
    pub fn touchpoint(
        &self,
        site: &Site,
        home: Option<MapId>,
        typed: &Spanned<String>,
        findings: &mut Vec<Diagnostic>,
    ) -> Target<TouchpointId> {
        let (map, name) = match self.map_of(site, home, typed, findings) {
            Target::Known(found) => found,
            Target::Unreadable => return Target::Unreadable,
            Target::Nowhere => return Target::Nowhere,
        };
        let (names, map) = (self.of(map), site.map(map));
        if let Some(&found) = names.touchpoints.get(&fold(name)) {
            return Target::Known(found);
        }
        let hidden = || names.may_hide(name, map.touchpoints.iter().map(|one| &one.id), &names.promises);
        if map.faulty && (Some(map.id) != home || hidden()) {
            return Target::Unreadable;
        }
        let finding = self.unknown_touchpoint(site, map, name, typed, is_worthwhile(findings));
        findings.push(finding);
        Target::Nowhere
    }

    /// The finding for an unknown touchpoint. Searching for similar names is slow; `proposes` says whether to do it.
    fn unknown_touchpoint(
        &self,
        site: &Site,
        map: &Map,
        name: &str,
        typed: &Spanned<String>,
        proposes: bool,
    ) -> Diagnostic {
        let title = map.title.first();
        let ids = || map.touchpoints.iter().map(|touchpoint| touchpoint.id.value.as_str());
        let finding = UNKNOWN_TOUCHPOINT
            .at(typed.span, words!("there is no touchpoint `{name}` in “{title}”", "“{title}”里没有接触点 `{name}`"));
        let elsewhere = || self.map_with(&fold(name)).map(|other| &site.map(other).name);
        let near = || {
            let called = map.touchpoints.iter().find(|one| one.name.reads(name) && !one.id.value.is_empty());
            called.map(|one| one.id.value.as_str()).or_else(|| closest(name, ids()))
        };
        let (near, elsewhere) = if proposes { (near(), elsewhere()) } else { (None, None) };
        match (near, elsewhere) {
            (Some(near), elsewhere) => {
                // A faulty map may hide a touchpoint of exactly this name, so the fix is not certain.
                let certain = obvious_typo(name, ids()).is_some() && elsewhere.is_none() && !map.faulty;
                suggest(finding, typed, &renamed(&typed.value, near), certain)
            }
            (None, Some(other)) => finding.propose(
                words!("another map has it: write `{other}/{name}`", "另一张图里有：请写 `{other}/{name}`"),
                typed.span,
                format!("{other}/{name}"),
            ),
            (None, None) => finding.help(words!(
                "refer to a touchpoint by its `id:`, in another map by `map/id`",
                "引用接触点要写它的 `id:`；在另一张图里的写 `图/编号`"
            )),
        }
    }

    fn promise(
        &self,
        site: &Site,
        home: MapId,
        typed: &Spanned<String>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<PromiseId> {
        let Target::Known((map, name)) = self.map_of(site, Some(home), typed, findings) else { return None };
        let names = self.of(map);
        if let Some(&found) = names.promises.get(&fold(name)) {
            return Some(found);
        }
        let made = || site.map(map).touchpoints.iter().flat_map(|touchpoint| &touchpoint.promises);
        let hidden = || names.may_hide(name, made().map(|one| &one.id), &names.touchpoints);
        if site.map(map).faulty && (map != home || hidden()) {
            return None;
        }
        let ids = || made().map(|promise| promise.id.value.as_str()).filter(|id| !id.is_empty());
        let finding = UNKNOWN_PROMISE
            .at(typed.span, words!("nobody makes a promise `{name}`", "没有哪个接触点作出承诺 `{name}`"));
        let reads = |promise: &&Promise| promise.text.as_ref().is_some_and(|text| text.reads(name));
        let called = || made().find(reads).map(|promise| promise.id.value.as_str());
        let near = || called().or_else(|| closest(name, ids()));
        findings.push(match is_worthwhile(findings).then(near).flatten() {
            Some(near) => {
                let certain = obvious_typo(name, ids()).is_some() && !site.map(map).faulty;
                suggest(finding, typed, &renamed(&typed.value, near), certain)
            }
            None if ids().next().is_none() => finding.help(words!(
                "make it at a touchpoint: `promises: [{{id: {name}, text: ...}}]`",
                "请在某个接触点写上：`promises: [{{id: {name}, text: ...}}]`"
            )),
            None => {
                let some = first_few(ids());
                finding.help(words!("the promises are: {}", "已有的承诺：{}", some.join(", "); some.join("、")))
            }
        });
        None
    }

    /// The first map that has a touchpoint of that folded name.
    fn map_with(&self, folded: &str) -> Option<MapId> {
        let first_with = self.first_with.get_or_init(|| {
            let of_map = |names: &'d Arc<Names>| names.touchpoints.iter().map(|(name, id)| (name.as_str(), id.map));
            // In reverse order the first map of a name overwrites the others.
            self.names.iter().rev().flat_map(of_map).collect()
        });
        first_with.get(folded).copied()
    }

    /// Splits a reference into its map and the name in that map.
    fn map_of<'t>(
        &self,
        site: &Site,
        home: Option<MapId>,
        typed: &'t Spanned<String>,
        findings: &mut Vec<Diagnostic>,
    ) -> Target<(MapId, &'t str)> {
        let (map, name) = match (typed.value.trim().split_once('/'), home) {
            (Some((map, name)), _) => (map.trim(), name.trim()),
            (None, Some(home)) => return Target::Known((home, typed.value.trim())),
            (None, None) => {
                let finding = UNKNOWN_MAP
                    .at(typed.span, words!("`{}` does not say in which map", "`{}` 没有写明是哪张图", typed.value));
                findings.push(match self.map_with(&fold(typed.value.trim())).map(|map| site.map(map)) {
                    Some(map) => suggest(finding, typed, &format!("{}/{}", map.name, typed.value.trim()), false),
                    None => finding.help(words!("write `map/touchpoint`", "请写成 `图/接触点`")),
                });
                return Target::Nowhere;
            }
        };
        if let Some(&id) = self.maps.get(fold(map).as_str()) {
            return Target::Known((id, name));
        }
        let finding = UNKNOWN_MAP.at(typed.span, words!("there is no map `{map}`", "没有叫 `{map}` 的图"));
        let names = || site.maps.iter().map(|map| map.name.as_str());
        let near = if is_worthwhile(findings) { closest(map, names()) } else { None };
        findings.push(match near {
            Some(near) => suggest(finding, typed, &format!("{near}/{name}"), obvious_typo(map, names()).is_some()),
            None => {
                let some = first_few(names());
                finding.help(words!(
                    "a map goes by the name of its file; there are: {}",
                    "图以文件名为编号；现有：{}",
                    some.join(", "); some.join("、")
                ))
            }
        });
        Target::Nowhere
    }
}

impl Names {
    /// Collects the names of a map, and reports promises with duplicate ids. `written` are all ids in the file.
    pub fn new(map: &Map, written: Vec<String>, findings: &mut Vec<Diagnostic>) -> Self {
        let written = written.into_iter().map(|id| fold(id.trim())).collect();
        let own = (fold(&map.name), map.id);
        let mut names = Self { map: own, touchpoints: BTreeMap::new(), promises: BTreeMap::new(), written };
        for (touchpoint, id) in map.touchpoints.iter().zip(map.ids()) {
            if !touchpoint.id.value.is_empty() {
                names.touchpoints.entry(fold(&touchpoint.id.value)).or_insert(id);
            }
            let promises = (0..).zip(&touchpoint.promises);
            for (index, promise) in promises.filter(|(_, promise)| !promise.id.value.is_empty()) {
                match names.promises.entry(fold(&promise.id.value)) {
                    Entry::Occupied(first) => {
                        let PromiseId { made_at, index } = *first.get();
                        let first = &map.touchpoints[made_at.index as usize].promises[index as usize];
                        findings.push(duplicate_id(&promise.id.value, promise.id.span, first.id.span));
                    }
                    Entry::Vacant(free) => _ = free.insert(PromiseId { made_at: id, index }),
                }
            }
        }
        names
    }

    /// Whether a reported fault of the map may hide `name`: the id occurs in the file and is not one of the `other`
    /// kind, or some item has no id and `name` resembles no known id.
    fn may_hide<'s, T>(
        &self,
        name: &str,
        ids: impl Iterator<Item = &'s Spanned<String>> + Clone,
        other: &BTreeMap<String, T>,
    ) -> bool {
        let folded = fold(name);
        let is_unread_id = self.written.contains(&folded) && !other.contains_key(&folded);
        let nameless = ids.clone().any(|id| id.value.is_empty());
        is_unread_id || nameless && closest(name, ids.take(MOST_COMPARED).map(|id| id.value.as_str())).is_none()
    }
}

/// Proposes another reference, as a fix if it is certain.
fn suggest(finding: Diagnostic, typed: &Spanned<String>, whole: &str, certain: bool) -> Diagnostic {
    let finding = finding.propose(words!("did you mean `{whole}`?", "是不是想写 `{whole}`？"), typed.span, whole);
    finding.maybe_fix(typed.span, certain.then_some(whole))
}

/// The reference with its name replaced and its map kept.
fn renamed(typed: &str, name: &str) -> String {
    typed.trim().split_once('/').map_or_else(|| name.to_owned(), |(map, _)| format!("{}/{name}", map.trim()))
}

/// A reference with its target.
#[derive(Clone, Debug, PartialEq)]
pub enum ResolvedReference {
    /// `leads_to` of a touchpoint.
    Links(TouchpointId, Spanned<Vec<Link>>),
    /// One of `delivers` of a touchpoint.
    Delivery(TouchpointId, Spanned<PromiseId>),
    /// One of `touchpoints` of the period of that index.
    Period(usize, Spanned<TouchpointId>),
}

impl ResolvedReference {
    /// Writes it into its map.
    pub fn write_into(self, map: &mut Map) {
        match self {
            ResolvedReference::Links(from, links) => map.touchpoints[from.index as usize].leads_to = Some(links),
            ResolvedReference::Delivery(at, promise) => map.touchpoints[at.index as usize].delivers.push(promise),
            ResolvedReference::Period(index, touchpoint) => map.lifecycle[index].touchpoints.push(touchpoint),
        }
    }
}

/// Resolves the references of a map, and gives a finding for each without a target.
pub fn look_up(
    site: &Site,
    directory: &Directory<'_>,
    pending: &[PendingReference],
) -> (Vec<ResolvedReference>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut look_up = |reference: &PendingReference| match reference {
        PendingReference::Links { from, links } => {
            let found = links.value.iter().filter_map(|link| {
                let to = match directory.touchpoint(site, Some(from.map), &link.to, &mut findings) {
                    Target::Known(id) => LinkEnd::Touchpoint(id),
                    Target::Unreadable => LinkEnd::Unreadable,
                    Target::Nowhere => return None,
                };
                Some(Link { to, because: link.because.clone(), span: link.to.span })
            });
            Some(ResolvedReference::Links(*from, links.with(found.collect())))
        }
        PendingReference::Delivery { at, promise } => {
            let id = directory.promise(site, at.map, promise, &mut findings)?;
            Some(ResolvedReference::Delivery(*at, promise.with(id)))
        }
        PendingReference::Period { map, index, touchpoint } => {
            let target = directory.touchpoint(site, Some(*map), touchpoint, &mut findings);
            let Target::Known(id) = target else { return None };
            Some(ResolvedReference::Period(*index, touchpoint.with(id)))
        }
    };
    let resolved = pending.iter().filter_map(&mut look_up).collect();
    (resolved, findings)
}
