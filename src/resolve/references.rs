//! References between touchpoints, promises and maps, once every map is known.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{duplicate_id, fold};
use crate::checks::references::{UNKNOWN_MAP, UNKNOWN_PROMISE, UNKNOWN_TOUCHPOINT};
use crate::diagnostic::Diagnostic;
use crate::model::*;
use crate::source::Spanned;
use crate::suggest::{certain, closest};
use crate::words;

/// A reference that waits until every map is known.
pub enum Pending {
    /// `leads_to` of a touchpoint.
    Links {
        /// The touchpoint.
        from: TouchpointId,
        /// What it says, and where.
        links: Spanned<Vec<PendingLink>>,
    },
    /// One of `delivers` of a touchpoint.
    Delivery {
        /// The touchpoint.
        at: TouchpointId,
        /// The promise it keeps, as typed.
        promise: Spanned<String>,
    },
}

/// A link as typed.
pub struct PendingLink {
    /// Where to.
    pub to: Spanned<String>,
    /// Why.
    pub because: Option<Text>,
}

/// Where a reference leads.
pub enum Found<T> {
    /// To that.
    Known(T),
    /// Into a map that cannot be understood; what is wrong there is said there.
    Unreadable,
    /// Nowhere; that has been said.
    Nowhere,
}

/// Every name of the workspace that can be referred to, folded.
#[derive(Default)]
pub struct Directory {
    maps: BTreeMap<String, MapId>,
    touchpoints: BTreeMap<(MapId, String), TouchpointId>,
    promises: BTreeMap<(MapId, String), PromiseId>,
    /// Every id that stands in a map, in whatever its faults hide too.
    written: BTreeSet<(MapId, String)>,
}

impl Directory {
    /// The names of `site`. A promise of an id that its map has used is a finding.
    ///
    /// `written` are the ids that stand in each map.
    pub fn new(site: &Site, written: Vec<Vec<String>>, findings: &mut Vec<Diagnostic>) -> Self {
        let mut directory = Self::default();
        for (map, written) in site.maps.iter().zip(written) {
            directory.written.extend(written.into_iter().map(|id| (map.id, fold(id.trim()))));
            directory.maps.entry(fold(&map.name)).or_insert(map.id);
            for (id, touchpoint) in site.touchpoints(map.id) {
                if !touchpoint.id.value.is_empty() {
                    directory.touchpoints.entry((map.id, fold(&touchpoint.id.value))).or_insert(id);
                }
                let promises = touchpoint.promises.iter().enumerate();
                for (index, promise) in promises.filter(|(_, promise)| !promise.id.value.is_empty()) {
                    let own = PromiseId { made_at: id, index: index as u32 };
                    match directory.promises.get(&(map.id, fold(&promise.id.value))) {
                        Some(&first) => {
                            findings.push(duplicate_id(
                                &promise.id.value,
                                promise.id.span,
                                site.promise(first).id.span,
                            ));
                        }
                        None => _ = directory.promises.insert((map.id, fold(&promise.id.value)), own),
                    }
                }
            }
        }
        directory
    }

    /// The touchpoint that a reference in `home` (or in a case, with none) means.
    pub fn touchpoint(
        &self,
        site: &Site,
        home: Option<MapId>,
        typed: &Spanned<String>,
        findings: &mut Vec<Diagnostic>,
    ) -> Found<TouchpointId> {
        let (map, name) = match self.map_of(site, home, typed, findings) {
            Found::Known(found) => found,
            Found::Unreadable => return Found::Unreadable,
            Found::Nowhere => return Found::Nowhere,
        };
        if let Some(&found) = self.touchpoints.get(&(map, fold(name))) {
            return Found::Known(found);
        }
        let hidden =
            || self.may_be_hidden(map, name, site.map(map).touchpoints.iter().map(|one| &one.id), &self.promises);
        if site.map(map).faulty && (Some(map) != home || hidden()) {
            return Found::Unreadable;
        }
        let title = site.map(map).title.first();
        let ids: Vec<&str> = site.map(map).touchpoints.iter().map(|touchpoint| touchpoint.id.value.as_str()).collect();
        let finding = UNKNOWN_TOUCHPOINT
            .at(typed.span, words!("there is no touchpoint `{name}` in “{title}”", "“{title}”里没有接触点 `{name}`"));
        let elsewhere = || {
            let maps = site.maps.iter().filter(|other| other.id != map);
            maps.filter(|other| self.touchpoints.contains_key(&(other.id, fold(name)))).map(|other| &other.name).next()
        };
        let near = || {
            let called = site.map(map).touchpoints.iter().find(|one| one.name.reads(name) && !one.id.value.is_empty());
            called.map(|one| one.id.value.as_str()).or_else(|| closest(name, ids.clone()))
        };
        let near = if is_read(findings) { near() } else { None };
        findings.push(match (near, elsewhere()) {
            (Some(near), elsewhere) => {
                // A fault of the map may hide the very touchpoint that is meant.
                let certain = certain(name, ids).is_some() && elsewhere.is_none() && !site.map(map).faulty;
                suggest(finding, typed, &renamed(&typed.value, near), certain)
            }
            (None, Some(other)) => finding
                .help(words!("another map has it: write `{other}/{name}`", "另一张图里有：请写 `{other}/{name}`")),
            (None, None) => finding.help(words!(
                "refer to a touchpoint by its `id:`, in another map by `map/id`",
                "引用接触点要写它的 `id:`；在另一张图里的写 `图/编号`"
            )),
        });
        Found::Nowhere
    }

    fn promise(
        &self,
        site: &Site,
        home: MapId,
        typed: &Spanned<String>,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<PromiseId> {
        let Found::Known((map, name)) = self.map_of(site, Some(home), typed, findings) else { return None };
        if let Some(&found) = self.promises.get(&(map, fold(name))) {
            return Some(found);
        }
        let made = || site.map(map).touchpoints.iter().flat_map(|touchpoint| &touchpoint.promises);
        let hidden = || self.may_be_hidden(map, name, made().map(|one| &one.id), &self.touchpoints);
        if site.map(map).faulty && (map != home || hidden()) {
            return None;
        }
        let ids: Vec<&str> = made().map(|promise| promise.id.value.as_str()).filter(|id| !id.is_empty()).collect();
        let finding = UNKNOWN_PROMISE
            .at(typed.span, words!("nobody makes a promise `{name}`", "没有哪个接触点作出承诺 `{name}`"));
        let reads = |promise: &&Promise| promise.text.as_ref().is_some_and(|text| text.reads(name));
        let called = || made().find(reads).map(|promise| promise.id.value.as_str());
        let near = || called().or_else(|| closest(name, ids.iter().copied()));
        findings.push(match is_read(findings).then(near).flatten() {
            Some(near) => {
                let certain = certain(name, ids).is_some() && !site.map(map).faulty;
                suggest(finding, typed, &renamed(&typed.value, near), certain)
            }
            None if ids.is_empty() => finding.help(words!(
                "make it at a touchpoint: `promises: [{{id: {name}, text: ...}}]`",
                "请在某个接触点写上：`promises: [{{id: {name}, text: ...}}]`"
            )),
            None => finding.help(words!("the promises are: {}", "已有的承诺：{}", ids.join(", "); ids.join("、"))),
        });
        None
    }

    /// Whether a fault of the map, which is told where it is, may hide what is called `name`: it stands in a part that
    /// cannot be read and is not an id of the `other` kind, or something has no id yet and `name` is like no id that
    /// there is.
    fn may_be_hidden<'s, T>(
        &self,
        map: MapId,
        name: &str,
        ids: impl Iterator<Item = &'s Spanned<String>> + Clone,
        other: &BTreeMap<(MapId, String), T>,
    ) -> bool {
        let key = (map, fold(name));
        let stands_unread = self.written.contains(&key) && !other.contains_key(&key);
        let nameless = ids.clone().any(|id| id.value.is_empty());
        stands_unread || nameless && closest(name, ids.map(|id| id.value.as_str())).is_none()
    }

    /// The map that a reference means, and the rest of it.
    fn map_of<'t>(
        &self,
        site: &Site,
        home: Option<MapId>,
        typed: &'t Spanned<String>,
        findings: &mut Vec<Diagnostic>,
    ) -> Found<(MapId, &'t str)> {
        let (map, name) = match (typed.value.trim().split_once('/'), home) {
            (Some((map, name)), _) => (map.trim(), name.trim()),
            (None, Some(home)) => return Found::Known((home, typed.value.trim())),
            (None, None) => {
                let finding = UNKNOWN_MAP
                    .at(typed.span, words!("`{}` does not say in which map", "`{}` 没有写明是哪张图", typed.value));
                let name = fold(typed.value.trim());
                let map = site.maps.iter().find(|map| self.touchpoints.contains_key(&(map.id, name.clone())));
                findings.push(match map {
                    Some(map) => suggest(finding, typed, &format!("{}/{}", map.name, typed.value.trim()), false),
                    None => finding.help(words!("write `map/touchpoint`", "请写成 `图/接触点`")),
                });
                return Found::Nowhere;
            }
        };
        if let Some(&id) = self.maps.get(&fold(map)) {
            return Found::Known((id, name));
        }
        let finding = UNKNOWN_MAP.at(typed.span, words!("there is no map `{map}`", "没有叫 `{map}` 的图"));
        let names: Vec<&str> = site.maps.iter().map(|map| map.name.as_str()).collect();
        findings.push(match closest(map, names.iter().copied()) {
            Some(near) => {
                suggest(finding, typed, &format!("{near}/{name}"), certain(map, names.iter().copied()).is_some())
            }
            None => finding.help(words!(
                "a map goes by the name of its file; there are: {}",
                "图以文件名为编号；现有：{}",
                names.join(", "); names.join("、")
            )),
        });
        Found::Nowhere
    }
}

/// Whether anybody reads what a further finding suggests; comparing every wrong name with every right one takes its time.
fn is_read(findings: &[Diagnostic]) -> bool {
    findings.len() < 300
}

/// Proposes the reference with the near name in it; writes it where the name is certain.
fn suggest(finding: Diagnostic, typed: &Spanned<String>, whole: &str, certain: bool) -> Diagnostic {
    let finding = finding.help(words!("did you mean `{whole}`?", "是不是想写 `{whole}`？"));
    finding.maybe_fix(typed.span, certain.then_some(whole))
}

/// A reference with another name after the slash, if it has one.
fn renamed(typed: &str, name: &str) -> String {
    typed.trim().split_once('/').map_or_else(|| name.to_owned(), |(map, _)| format!("{}/{name}", map.trim()))
}

/// Gives every waiting reference its number.
pub fn resolve(site: &mut Site, directory: &Directory, pending: Vec<Pending>, findings: &mut Vec<Diagnostic>) {
    for reference in pending {
        match reference {
            Pending::Links { from, links } => {
                let span = links.span;
                let links = links.value.into_iter().filter_map(|link| {
                    let to = match directory.touchpoint(site, Some(from.map), &link.to, findings) {
                        Found::Known(id) => LinkEnd::Touchpoint(id),
                        Found::Unreadable => LinkEnd::Unreadable,
                        Found::Nowhere => return None,
                    };
                    Some(Link { to, because: link.because, span: link.to.span })
                });
                let links = Spanned::new(links.collect(), span);
                touchpoint_mut(site, from).leads_to = Some(links);
            }
            Pending::Delivery { at, promise } => {
                if let Some(id) = directory.promise(site, at.map, &promise, findings) {
                    touchpoint_mut(site, at).delivers.push(promise.with(id));
                }
            }
        }
    }
}

fn touchpoint_mut(site: &mut Site, id: TouchpointId) -> &mut Touchpoint {
    &mut site.maps[id.map.0 as usize].touchpoints[id.index as usize]
}
