//! The steps from text to files, one by one, on one map and on a hundred.
//!
//! Mending slips in the text is part of making the tree, and mending misplaced levels part of reading the whole:
//! neither has a door of its own, so `tree` and `read` hold them.

// What criterion's macros make has no documentation.
#![allow(missing_docs)]

mod generator;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use mimalloc::MiMalloc;
use motmap::testing::checks::{self, RuleCheck};
use motmap::testing::graph::Graph;
use motmap::testing::load;
use motmap::testing::load::decode::decode;
use motmap::testing::load::raw::{RawConfig, RawMap};
use motmap::testing::load::unknown_names::UnknownNames;
use motmap::testing::model::{Config, MapId, Site};
use motmap::testing::output::{Keep, OutputFolder};
use motmap::testing::pipeline::{self, BuildCache, Options, Reading};
use motmap::testing::render::{Page, Selection, render};
use motmap::testing::resolve::{self, Draft, MapCache, MapFile};
use motmap::testing::source::{Source, SourceId, Sources};
use motmap::testing::workspace::{File, FileKind, Workspace};

const SIZES: [usize; 2] = [1, 100];

/// As the program has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

criterion_group!(steps, reading, resolving, checking, rendering, writing, editing);
criterion_main!(steps);

/// A workspace in cache.
fn workspace(maps: usize) -> Workspace {
    let config = File::new("motmap.yaml", FileKind::Config, generator::config(maps).into_bytes());
    let map = |number| {
        let path = format!("maps/{}.yaml", generator::name(number));
        File::new(path, FileKind::Map, generator::map(number, maps).into_bytes())
    };
    let files = (0..maps).map(map).chain([config]).collect();
    Workspace { root: "/".into(), files }
}

/// The files of a workspace as text.
fn texts(workspace: &Workspace) -> (Sources, Vec<SourceId>, Option<SourceId>) {
    let mut sources = Sources::default();
    let mut add = |kind| {
        let files = workspace.files.iter().filter(|file| file.kind == kind);
        let text =
            |file: &File| sources.add(Source::new(&*file.path, String::from_utf8_lossy(&file.bytes).into_owned()));
        files.map(text).collect::<Vec<_>>()
    };
    let (maps, config) = (add(FileKind::Map), add(FileKind::Config));
    (sources, maps, config.first().copied())
}

fn reading(criterion: &mut Criterion) {
    for size in SIZES {
        let workspace = workspace(size);
        let (sources, maps, _) = texts(&workspace);
        let whole = |id: SourceId| (sources.get(id), 0..sources.get(id).text.len());
        let bytes: usize = maps.iter().map(|&id| sources.get(id).text.len()).sum();
        let mut group = criterion.benchmark_group("load");
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(BenchmarkId::new("text", size), |bench| {
            bench.iter(|| {
                let mut sources = Sources::default();
                workspace
                    .files
                    .iter()
                    .for_each(|file| _ = black_box(load::encoding::read_text(&mut sources, &file.path, &file.bytes)));
            });
        });
        group.bench_function(BenchmarkId::new("tree", size), |bench| {
            bench.iter(|| {
                for &id in &maps {
                    let (source, range) = whole(id);
                    black_box(load::parser::parse_yaml(id, source, range));
                }
            });
        });
        let trees: Vec<_> = maps
            .iter()
            .filter_map(|&id| {
                let (source, range) = whole(id);
                load::parser::parse_yaml(id, source, range).root
            })
            .collect();
        group.bench_function(BenchmarkId::new("decode", size), |bench| {
            bench.iter(|| {
                trees.iter().for_each(|tree| {
                    _ = black_box(decode::<RawMap>(tree, &mut Vec::new(), &mut UnknownNames::default()))
                })
            });
        });
        group.bench_function(BenchmarkId::new("read", size), |bench| {
            bench.iter(|| {
                for &id in &maps {
                    let (source, range) = whole(id);
                    black_box(load::read_yaml::<RawMap>(id, source, range));
                }
            });
        });
        group.finish();
    }
}

/// Maps as they were read, before anything is looked up.
fn map_files(sources: &Sources, maps: &[SourceId]) -> Vec<MapFile> {
    let read = |(number, &id): (usize, &SourceId)| {
        let source = sources.get(id);
        let loaded = load::read_yaml::<RawMap>(id, source, 0..source.text.len());
        MapFile {
            source: id,
            name: generator::name(number),
            raw: loaded.value,
            ids: loaded.ids,
            unknown_names: loaded.unknown_names,
        }
    };
    maps.iter().enumerate().map(read).collect()
}

fn configuration(sources: &Sources, id: Option<SourceId>) -> Config {
    let raw = id.and_then(|id| load::read_yaml::<RawConfig>(id, sources.get(id), 0..sources.get(id).text.len()).value);
    let (raw, none) = (raw.map(|raw| raw.value), BTreeMap::new());
    resolve::config(id, raw, sources, &BTreeMap::new(), &none, &UnknownNames::default(), &mut Vec::new())
}

fn drafts(files: Vec<MapFile>, sources: &Sources, config: &Config) -> Vec<Draft> {
    let draft = |(number, file)| resolve::draft(number, file, sources, config, &mut Vec::new());
    files.into_iter().enumerate().map(draft).collect()
}

fn resolving(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("resolve");
    for size in SIZES {
        let workspace = workspace(size);
        let (sources, maps, config) = texts(&workspace);
        let config = configuration(&sources, config);
        group.bench_function(BenchmarkId::new("draft", size), |bench| {
            bench.iter_batched(
                || map_files(&sources, &maps),
                |files| drafts(files, &sources, &config),
                BatchSize::LargeInput,
            );
        });
        let connect = |drafts| -> Site {
            resolve::connect(config.clone(), drafts, Vec::new(), &sources, &MapCache::default(), None, &mut Vec::new())
        };
        group.bench_function(BenchmarkId::new("connect", size), |bench| {
            bench.iter_batched(
                || drafts(map_files(&sources, &maps), &sources, &config),
                connect,
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

/// What one check finds in a whole site.
fn run(check: &'static RuleCheck, site: &Site, graph: &Graph, today: Option<Date>) {
    let check = &[check];
    for map in &site.maps {
        black_box(checks::check_map(check, &site.config, map, today));
        black_box(checks::check_journey(check, site, graph, map));
    }
    site.cases.iter().for_each(|case| _ = black_box(checks::check_case(check, site, case)));
}

fn checking(criterion: &mut Criterion) {
    for size in SIZES {
        let Reading { site, graph, .. } = pipeline::read(&workspace(size));
        let today = Some(date(2026, 11, 22));
        let mut group = criterion.benchmark_group("check");
        group.bench_function(BenchmarkId::new("graph", size), |bench| bench.iter(|| Graph::new(&site)));
        for check in checks::all() {
            group.bench_function(BenchmarkId::new(check.rule.name, size), |bench| {
                bench.iter(|| run(check, &site, &graph, today));
            });
        }
        group.finish();
    }
}

/// The pages of a part of a site.
fn pages(reading: &Reading, map: Option<MapId>) -> Vec<Page> {
    render(reading.site_inputs(&reading.findings, &reading.versions()), Selection { map, ..Selection::default() }).0
}

fn rendering(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("render");
    for size in SIZES {
        let reading = pipeline::read(&workspace(size));
        for (name, map) in [("one map", Some(MapId(0))), ("whole", None)] {
            group.bench_function(BenchmarkId::new(name, size), |bench| bench.iter(|| pages(&reading, map)));
        }
    }
    group.finish();
}

fn writing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("write");
    for size in SIZES {
        let pages = pages(&pipeline::read(&workspace(size)), None);
        group.throughput(Throughput::Bytes(pages.iter().map(|page| page.bytes.len() as u64).sum()));
        let root = tempfile::tempdir().expect("a temporary folder");
        let write_to = |folder: &Path| {
            let mut folder = OutputFolder::new(root.path(), &folder.join("site"));
            let counts = folder.begin_incremental().and_then(|writer| writer.finish(&pages, &Keep::All));
            counts.expect("the site can be written")
        };
        // The folder goes when the clock stands.
        let write = |folder: tempfile::TempDir| (write_to(folder.path()), folder);
        let fresh = || tempfile::tempdir().expect("a temporary folder");
        group.bench_function(BenchmarkId::new("new", size), |bench| {
            bench.iter_batched(fresh, write, BatchSize::PerIteration);
        });
        let written = write(fresh()).1;
        let again = || write_to(written.path());
        group.bench_function(BenchmarkId::new("unchanged", size), |bench| bench.iter(again));
    }
    group.finish();
}

/// All pages again after an edit of what is said in one map, in the process of `watch`.
fn editing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("edit");
    for size in [1, 100, 1000] {
        let whole = workspace(size);
        let number = size / 2;
        let text = String::from_utf8_lossy(&whole.files[number].bytes).into_owned();
        let mut edits = 0;
        let mut edited = || {
            edits += 1;
            let text = text.replacen("say: \"", &format!("say: \"{edits} "), 1);
            let mut workspace = whole.clone();
            workspace.files[number] = File::new(&*whole.files[number].path, FileKind::Map, text);
            workspace
        };
        let mut cache = BuildCache::keeping();
        let mut rebuild = |workspace: Workspace| {
            let mut reading = pipeline::read_with(&workspace, Options::default(), &mut cache);
            (pipeline::render_pages(&mut reading, &cache, |_, _, _| {}), reading, workspace)
        };
        rebuild(whole.clone());
        group.bench_function(BenchmarkId::new("one map", size), |bench| {
            bench.iter_batched(&mut edited, &mut rebuild, BatchSize::PerIteration);
        });
    }
    group.finish();
}
