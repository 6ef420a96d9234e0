//! What is known from earlier builds never shows, whatever was edited in between, but for what maps that cannot be
//! understood said when they last could be: a build that remembers is the same as one that is told just that, and a map's
//! pages need not be made again as long as the interface stays as it was.

use std::collections::BTreeMap;

use motmap::testing::interface::MapInterface;
use motmap::testing::model::{Map, TouchpointId, is_han};
use motmap::testing::pipeline::{
    BuildCache, EditionPages, Options, Reading, read_with, render_pages, show_last_readable,
};
use motmap::testing::render::{Page, last_readable};
use motmap::testing::source::Source;
use motmap::testing::workspace::{File, FileKind, Workspace, stem};

/// How many edits are made, one after another.
const EDITS: usize = 250;

const CONFIG: &str = "\
title: 街角
languages: [zh, en]
roles:
  clerk: {name: 店员, layer: front-line}
  lead: {name: 店长, layer: middle}
";

const TEA: &str = "\
title: {zh: 茶铺, en: The tea shop}
owner: lead
stages:
  customer:
    contact:
      - id: counter
        name: {zh: 柜台, en: The counter}
        role: clerk
        perception: 1
        requests:
          - {ask: 还有座位吗, obstacle: 午间客满, remedy: {do: 门口放六把凳子, owner: lead, due: 2026-05-01}}
        moment:
          explore: {say: 您想坐窗边还是里面, perception: 0}
        complaint: {resolve: 2h, owner: lead}
        promises: [{id: call-back, text: 有座就打电话}]
        leads_to: [first-cup, {to: books/shelf, because: 等座时去隔壁翻书}]
        dialogues:
          - {take: bad, lines: [{who: customer, says: 要等多久}, {who: clerk, says: 不知道}]}
    first-impression:
      - {id: first-cup, name: 第一杯, role: clerk, perception: 2}
    attitude: {not_applicable: 一次见不出态度}
    behaviour:
      - {id: again, name: 下次再来, leads_to: [counter]}
responsibilities:
  middle: {appraisal: 每周看一遍候座记录}
";

const BOOKS: &str = "\
title: 书店
language: zh
stages:
  prospect:
    contact:
      - {id: shelf, name: 书架前, role: clerk, perception: 2}
    first-impression:
      # allow: falling-perception 这里本来就挤
      - {id: crowd, name: 过道挤, role: clerk, perception: -1, delivers: [tea/call-back]}
    attitude: []
    behaviour:
      - {id: leaves, name: 空手走了, leads_to: []}
";

const BREAD: &str = "\
title: 面包房 Bread
summary: 清早五点开门
stages:
  unknown:
    contact:
      - {id: smell, name: 闻到香味, role: lead, perception: 3, leads_to: [tea/first-cup, tea/counter]}
";

const CASE: &str = "\
---
touchpoint: [tea/counter, books/crowd]
title: 等座的人
outcome: success
---

## 1. 客观事实

周六中午，一位客人在柜台前站了二十分钟。
";

/// A file: its path, what it is read as, and its text.
type Written = (&'static str, FileKind, String);

fn workspace() -> Vec<Written> {
    vec![
        ("maps/bread.yaml", FileKind::Map, BREAD.into()),
        ("maps/books.yaml", FileKind::Map, BOOKS.into()),
        ("maps/cases/a-seat.md", FileKind::Case, CASE.into()),
        ("maps/tea.yaml", FileKind::Map, TEA.into()),
        ("motmap.yaml", FileKind::Config, CONFIG.into()),
    ]
}

/// The workspace, with the very bytes of before for files that have not been edited.
fn read(files: &[Written], before: &Workspace) -> Workspace {
    let mut read: Vec<File> = files
        .iter()
        .map(|(path, kind, text)| {
            let known = before.files.iter().find(|file| file.path == *path && *file.bytes == *text.as_bytes());
            known.cloned().unwrap_or_else(|| File::new(*path, *kind, text.as_bytes()))
        })
        .collect();
    read.sort_by(|one, other| one.path.cmp(&other.path));
    Workspace { files: read, ..before.clone() }
}

/// A workspace with its pages.
struct Built {
    reading: Reading,
    pages: Vec<Page>,
}

/// The pages of both editions, with their folder before the path.
fn pages(reading: &mut Reading, cache: &BuildCache) -> Vec<Page> {
    let EditionPages { readers, trainers } = render_pages(reading, cache, |_, _, _| {});
    let in_folder =
        |folder: &'static str| move |page: Page| Page { path: format!("{folder}/{}", page.path).into(), ..page };
    readers.into_iter().map(in_folder("readers")).chain(trainers.into_iter().map(in_folder("trainers"))).collect()
}

fn rebuild(workspace: &Workspace, cache: &mut BuildCache) -> Built {
    let mut reading = read_with(workspace, Options::default(), cache);
    show_last_readable(&mut reading, workspace, cache);
    let pages = if reading.site.config.faulty { Vec::new() } else { pages(&mut reading, cache) };
    Built { reading, pages }
}

/// What each map said when it could last be understood, by the path of its file.
#[derive(Default)]
struct Said(BTreeMap<String, String>);

impl Said {
    /// The cache of a build that is told just this.
    fn told(&self) -> BuildCache {
        let mut cache = BuildCache::default();
        for (path, text) in &self.0 {
            cache.keep_last_readable(path, last_readable::page(stem(path), &Source::new(path.as_str(), text.clone())));
        }
        cache
    }

    /// The same after a build of these files.
    fn after(mut self, built: &Built, files: &[Written]) -> Self {
        self.0.retain(|path, _| files.iter().any(|(there, ..)| there == path));
        if !built.reading.site.config.faulty {
            let sources = built.reading.site.readable_maps().map(|map| built.reading.sources.get(map.source));
            self.0.extend(sources.map(|source| (source.path.clone(), source.text.to_string())));
        }
        self
    }
}

/// What a reader of the site and of the findings sees.
fn seen(built: &Built) -> Vec<(String, String)> {
    let pages =
        built.pages.iter().map(|page| (page.path.to_string(), String::from_utf8_lossy(&page.bytes).into_owned()));
    let found = built.reading.findings.iter().map(|finding| (String::from("finding"), format!("{finding:?}")));
    pages.chain(found).collect()
}

/// Numbers by chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % end
    }
}

/// Edits a file as people do: a word more, a line less, a line twice, two lines of it exchanged, all as it was.
fn edit(text: &str, original: &str, chance: &mut Chance) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return original.to_owned();
    }
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(12) {
        // Mostly within a text, so that the map stays one and says something else.
        0..=3 => {
            let ends = lines[one].char_indices().filter(|(_, letter)| ('一'..='龥').contains(letter));
            let ends: Vec<usize> = ends.map(|(at, letter)| at + letter.len_utf8()).collect();
            match ends.is_empty() {
                true => lines[one].push('x'),
                false => lines[one].insert_str(ends[chance.below(ends.len())], ["二", "x", " 三"][chance.below(3)]),
            }
        }
        4 => _ = lines.remove(one),
        5 => lines.insert(one, lines[other].clone()),
        6 => lines.swap(one, other),
        _ => return original.to_owned(),
    }
    lines.join("\n") + "\n"
}

/// Edits, removes or brings back one of the files; its path.
fn edit_one(files: &mut Vec<Written>, originals: &[Written], chance: &mut Chance) -> &'static str {
    let (path, kind, original) = originals[chance.below(originals.len())].clone();
    match files.iter().position(|(there, ..)| *there == path) {
        Some(there) if chance.below(12) == 0 => _ = files.remove(there),
        Some(there) => files[there].2 = edit(&files[there].2, &original, chance),
        None => files.push((path, kind, original)),
    }
    path
}

#[test]
fn what_is_remembered_never_shows() {
    let originals = workspace();
    let mut files = originals.clone();
    let mut current = read(&files, &Workspace { root: "/nowhere".into(), files: Vec::new() });
    let (mut cache, mut chance) = (BuildCache::keeping(), Chance(42));
    let (mut different_states, mut shown_as_they_were) = (0, 0);
    let (mut last, mut said) = (Vec::new(), Said::default());
    for step in 0..EDITS {
        let path = edit_one(&mut files, &originals, &mut chance);
        current = read(&files, &current);
        let remembering = seen(&rebuild(&current, &mut cache));
        let built = rebuild(&current, &mut said.told());
        let afresh = seen(&built);
        said = said.after(&built, &files);
        let different = remembering.iter().zip(&afresh).find(|(one, other)| one != other);
        assert!(
            different.is_none() && remembering.len() == afresh.len(),
            "after edit {step} of {path} {:?} is not rendered again: its inputs in src/render lack something that it shows\n{}",
            different.map(|((place, _), _)| place),
            files.iter().map(|(path, _, text)| format!("# {path}\n{text}")).collect::<String>(),
        );
        different_states += usize::from(afresh != last);
        shown_as_they_were += usize::from(built.reading.shown_site().maps.iter().any(|map| map.outdated));
        last = afresh;
    }
    assert!(different_states > EDITS / 2, "edits should change what is built; only {different_states} did");
    assert!(shown_as_they_were > EDITS / 10, "maps should break; only {shown_as_they_were} were shown as they were");
}

/// A text with one edit: without a line, with a line twice, with a word more, with another number; all there are.
fn single_edits(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut edited = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let with = |new: &[&str]| [&lines[..number], new, &lines[number + 1..], &[""]].concat().join("\n");
        edited.extend([with(&[]), with(&[line, line])]);
        edited.extend(line.match_indices(is_han).map(|(at, _)| with(&[&format!("{}二{}", &line[..at], &line[at..])])));
        let digits = line.match_indices(|letter: char| letter.is_ascii_digit());
        edited.extend(digits.map(|(at, _)| with(&[&format!("{}0{}", &line[..at], &line[at + 1..])])));
    }
    edited
}

/// What maps show of one another, with what customers leave each touchpoint, and where each case happened.
type Shown = (Vec<MapInterface>, Vec<Vec<Option<i8>>>, Vec<Vec<TouchpointId>>);

/// The pages of each map that can be understood, and what all maps show of one another.
fn pages_and_interface(workspace: &Workspace) -> (BTreeMap<String, Vec<Page>>, Shown) {
    let built = rebuild(workspace, &mut BuildCache::default());
    let Reading { site, .. } = &built.reading;
    let pages_of = |name: &str| built.pages.iter().filter(|page| page.map.as_deref() == Some(name)).cloned().collect();
    let pages = site.readable_maps().map(|map| (map.name.clone(), pages_of(&map.name)));
    let interfaces = site.maps.iter().map(|map| MapInterface::of(map)).collect();
    let places = site.cases.iter().map(|case| case.touchpoints.iter().map(|place| place.value).collect());
    let leaves_with = |map: &Map| map.touchpoints.iter().map(|one| one.leaves_with().map(|left| left.value)).collect();
    let perceptions = site.maps.iter().map(|map| leaves_with(map)).collect();
    (pages.collect(), (interfaces, perceptions, places.collect()))
}

#[test]
fn no_edit_of_a_map_changes_a_page_of_another_as_long_as_its_interface_stays() {
    let files = workspace();
    let current = read(&files, &Workspace { root: "/nowhere".into(), files: Vec::new() });
    let (pages, interface) = pages_and_interface(&current);
    assert_eq!(pages.keys().collect::<Vec<_>>(), ["books", "bread", "tea"], "every map can be understood");
    let mut kept = 0;
    for (number, path, own) in [
        (0, "maps/bread.yaml", &["bread"][..]),
        (1, "maps/books.yaml", &["books"]),
        (2, "maps/cases/a-seat.md", &["books", "tea"]),
        (3, "maps/tea.yaml", &["tea"]),
    ] {
        assert_eq!(files[number].0, path);
        for text in single_edits(&files[number].2) {
            let mut files = files.clone();
            files[number].2 = text;
            let (edited, edited_interface) = pages_and_interface(&read(&files, &current));
            if edited_interface != interface {
                continue;
            }
            kept += 1;
            for (map, pages) in pages.iter().filter(|(map, _)| !own.contains(&map.as_str())) {
                let different = pages.iter().zip(&edited[map]).find(|(one, other)| one != other);
                assert!(
                    different.is_none() && pages.len() == edited[map].len(),
                    "an edit changes {:?} and not the interface; with {path} like this:\n{}",
                    different.map(|(page, _)| &page.path),
                    files[number].2
                );
            }
        }
    }
    assert!(kept > 50, "an edit of what is said at a touchpoint leaves the interface as it is; {kept} did");
}

/// A map that leads to the next in one step, and nowhere else.
fn link_of_a_loop(name: &str, next: &str) -> String {
    format!(
        "title: {name}\nstages:\n  customer:\n    contact:\n      \
         - {{id: at-{name}, name: 在{name}, leads_to: [{{to: {next}/at-{next}, because: 转过去}}]}}\n"
    )
}

#[test]
fn what_is_said_of_a_loop_follows_an_edit_in_each_of_its_maps() {
    let ring = ["a", "b", "c", "d"];
    let path = ["maps/a.yaml", "maps/b.yaml", "maps/c.yaml", "maps/d.yaml"];
    let mut files: Vec<_> = (0..4)
        .map(|number| (path[number], FileKind::Map, link_of_a_loop(ring[number], ring[(number + 1) % 4])))
        .collect();
    let mut current = read(&files, &Workspace { root: "/nowhere".into(), files: Vec::new() });
    let mut cache = BuildCache::keeping();
    let loops =
        |built: &Built| built.reading.findings.iter().filter(|finding| finding.rule.name == "endless-loop").count();
    assert_eq!(loops(&rebuild(&current, &mut cache)), 1, "four maps that lead round and round are one loop");
    for number in 0..4 {
        files[number].2.insert_str(0, "# 一行注释\n");
        current = read(&files, &current);
        let (remembering, afresh) = (rebuild(&current, &mut cache), rebuild(&current, &mut BuildCache::default()));
        let moved = path[number];
        assert_eq!(seen(&remembering), seen(&afresh), "after an edit of {moved} the loop is told at its old places");
    }
}

#[test]
fn a_language_that_another_map_brings_is_missed_in_this_one() {
    let map = |language: &str| {
        format!(
            "title: {{zh: 窗口, en: Desk}}\nlanguage: {language}\nstages:\n  customer:\n    contact:\n      \
             - {{id: desk, name: {{zh: 窗口, en: Desk}}, stance: 站起来}}\n"
        )
    };
    // Without a configuration the languages are those of the maps.
    let mut files = vec![("maps/a.yaml", FileKind::Map, map("zh")), ("maps/b.yaml", FileKind::Map, map("zh"))];
    let mut current = read(&files, &Workspace { root: "/nowhere".into(), files: Vec::new() });
    let mut cache = BuildCache::keeping();
    rebuild(&current, &mut cache);
    files[1].2 = map("en");
    current = read(&files, &current);
    let (remembering, afresh) = (rebuild(&current, &mut cache), rebuild(&current, &mut BuildCache::default()));
    assert_eq!(seen(&remembering), seen(&afresh), "the texts that `a` has in one language alone are to be found");
}
