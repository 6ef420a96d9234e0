//! Whatever is done to a workspace, in whatever order: when it is quiet, the site is what a clean build makes, byte
//! for byte; a map that cannot be understood is shown as a clean build shows it that knows what it said before.
//!
//! `MOTMAP_STRESS=2000 cargo test --test stress -- --nocapture` plays that many operations instead of a few, and
//! `MOTMAP_STRESS_SEED=7` others.

mod watching;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use watching::{PATIENCE, WAYS_OF_SAVING, Watching, pages};
use workspace::{Workspace, files_below};

fn number_from(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|number| number.parse().ok()).unwrap_or(otherwise)
}

/// The same dice each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        if all.is_empty() { None } else { Some(all[self.roll(all.len())].clone()) }
    }
}

const FOLDERS: [&str; 5] = ["maps", "maps/north", "maps/north/deep", "maps/south", "maps/south/deep"];
const NAMES: [&str; 8] = ["airport", "bank", "clinic", "depot", "embassy", "forge", "garage", "hotel"];

fn map_text(version: usize) -> String {
    format!(
        "title: Shop {version:06}
stages:
  unknown: {{not_applicable: Known to all}}
  prospect: {{not_applicable: All buy}}
  customer:
    contact: [{{id: counter-{}, name: The counter {version:06}}}]
    first-impression: [{{id: quick, name: Quick}}]
    attitude: [{{id: trusts, name: Trusts us}}]
    behaviour: [{{id: again, name: Comes again}}]
  departing: {{not_applicable: Elsewhere}}
",
        version % 3
    )
}

/// The pages of a site, by path.
type Pages = BTreeMap<String, Vec<u8>>;

/// A workspace under stress: what has been done to it, and what the site must be.
struct Play {
    workspace: Workspace,
    dice: Dice,
    version: usize,
    /// Broken maps by name, with what they said before.
    broken: BTreeMap<String, String>,
    /// The whole site as it was when the configuration broke.
    frozen: Option<Pages>,
    done: Vec<String>,
    comparisons: usize,
}

impl Play {
    fn new(seed: u64) -> Play {
        let workspace = Workspace::with(&[("motmap.yaml", "languages: [en]\ntitle: Shops\n")]);
        let dice = Dice(seed * 0x9E37_79B9 + 1);
        let mut play = Play {
            workspace,
            dice,
            version: 0,
            broken: BTreeMap::new(),
            frozen: None,
            done: Vec::new(),
            comparisons: 0,
        };
        // Without one map there is no site to compare with: this one is left alone.
        play.workspace.write("maps/left-alone/quay.yaml", map_text(0));
        for name in &NAMES[..3] {
            let text = play.next_text();
            play.workspace.write(&format!("maps/{name}.yaml"), text);
        }
        play
    }

    fn path(&self, below: &str) -> PathBuf {
        self.workspace.path().join(below)
    }

    fn next_text(&mut self) -> String {
        self.version += 1;
        map_text(self.version)
    }

    fn log(&mut self, what: String) {
        self.done.push(what);
    }

    /// The maps there are, but for broken ones.
    fn good_maps(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for folder in FOLDERS {
            let entries = fs::read_dir(self.path(folder)).into_iter().flatten().filter_map(Result::ok);
            found
                .extend(entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "yaml")));
        }
        found.retain(|path| !name_of(path).starts_with('.') && !self.broken.contains_key(&name_of(path)));
        found.sort();
        found
    }

    fn free_place(&mut self) -> Option<PathBuf> {
        let taken: BTreeSet<String> =
            self.good_maps().iter().map(|path| name_of(path)).chain(self.broken.keys().cloned()).collect();
        let taken: BTreeSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
        let free: Vec<&str> = NAMES.into_iter().filter(|name| !taken.contains(*name)).collect();
        let (name, folder) = (self.dice.pick(&free)?, self.dice.pick(&FOLDERS)?);
        Some(self.path(folder).join(format!("{name}.yaml")))
    }

    /// Something that may be done while other things are going on.
    fn something(&mut self) {
        match self.dice.roll(16) {
            0..=6 => {
                let (Some(map), way) = (self.dice.pick(&self.good_maps()), self.dice.roll(WAYS_OF_SAVING.len())) else {
                    return;
                };
                let text = self.next_text();
                let (told, save) = WAYS_OF_SAVING[way];
                save(&map, &text);
                self.log(format!("saved {} {told}", map.display()));
            }
            7 | 8 => {
                let Some(place) = self.free_place() else { return };
                let text = self.next_text();
                fs::create_dir_all(place.parent().expect("a folder")).expect("made");
                fs::write(&place, text).expect("written");
                self.log(format!("made {}", place.display()));
            }
            9 => {
                let Some(map) = self.dice.pick(&self.good_maps()) else { return };
                fs::remove_file(&map).expect("removed");
                self.log(format!("removed {}", map.display()));
            }
            10 => {
                let (Some(from), Some(to)) = (self.dice.pick(&self.good_maps()), self.free_place()) else { return };
                fs::create_dir_all(to.parent().expect("a folder")).expect("made");
                fs::rename(&from, &to).expect("renamed");
                self.log(format!("renamed {} to {}", from.display(), to.display()));
            }
            11 => {
                let Some(from) = self.dice.pick(&self.good_maps()) else { return };
                let name = name_of(&from);
                let other = if name == name.to_lowercase() { name.to_uppercase() } else { name.to_lowercase() };
                let to = from.with_file_name(format!("{other}.yaml"));
                fs::rename(&from, &to).expect("renamed");
                self.log(format!("renamed {} to {} in case alone", from.display(), to.display()));
            }
            12 => {
                let (north, south) = (self.path("maps/north"), self.path("maps/south"));
                if north.is_dir() && !south.exists() {
                    fs::rename(&north, &south).expect("renamed");
                    self.log("renamed the folder north to south".into());
                } else if south.is_dir() && !north.exists() {
                    fs::rename(&south, &north).expect("renamed");
                    self.log("renamed the folder south to north".into());
                } else if south.is_dir() {
                    fs::remove_dir_all(&south).expect("removed");
                    self.log("removed the folder south".into());
                }
            }
            13 => {
                let style = "templates/style.css";
                if self.dice.roll(3) == 0 && self.path("templates").is_dir() {
                    fs::remove_dir_all(self.path("templates")).expect("removed");
                    self.log("removed the templates".into());
                } else {
                    self.version += 1;
                    self.workspace.write(style, format!("body {{ margin: {}px }}", self.version));
                    self.log("saved a style".into());
                }
            }
            14 => {
                let bad = self.dice.roll(2) == 0;
                let text = if bad { "{{ nothing.there }}" } else { "{% extends \"builtin/index.html\" %}" };
                self.workspace.write("templates/index.html", text);
                self.log(format!("saved a template that is {}", if bad { "broken" } else { "whole" }));
            }
            _ => {
                for litter in [".#bank.yaml", "bank.yaml~", "4913", ".bank.yaml.swp", "notes.txt"] {
                    self.workspace.write(&format!("maps/{litter}"), "litter");
                }
                fs::remove_file(self.path("maps/4913")).expect("removed");
                self.log("left litter".into());
            }
        }
    }

    /// Something that is done while nothing else is going on, since what stays depends on what was there before.
    fn something_alone(&mut self, site: &Pages) {
        match self.dice.roll(5) {
            0 | 1 if self.broken.len() < 2 && self.frozen.is_none() => {
                let top = self.path("maps");
                let maps: Vec<PathBuf> =
                    self.good_maps().into_iter().filter(|path| path.parent() == Some(&top)).collect();
                let Some(map) = self.dice.pick(&maps) else { return };
                let name = name_of(&map);
                self.broken.insert(name, fs::read_to_string(&map).expect("a map"));
                let text = self.next_text().replace("first-impression", "first-impresion");
                fs::write(&map, text).expect("written");
                self.log(format!("broke {}", map.display()));
            }
            2 => {
                if self.frozen.take().is_some() {
                    self.workspace.write("motmap.yaml", "languages: [en]\ntitle: Shops\n");
                    self.log("mended motmap.yaml".into());
                } else {
                    self.frozen = Some(site.clone());
                    self.workspace.write("motmap.yaml", "roles: [");
                    self.log("broke motmap.yaml".into());
                }
            }
            3 => {
                if self.frozen.take().is_some() {
                    self.log("mended motmap.yaml".into());
                }
                self.version += 1;
                let config = format!("languages: [en]\ntitle: Shops {}\n", self.version);
                self.workspace.write("motmap.yaml", config);
                self.log("saved motmap.yaml".into());
            }
            _ => {
                let Some(name) = self.broken.keys().next().cloned() else { return };
                let text = self.next_text();
                self.workspace.write(&format!("maps/{name}.yaml"), text);
                self.broken.remove(&name);
                self.log(format!("mended {name}"));
            }
        }
    }

    /// What the site must be by now.
    fn wanted(&self) -> Pages {
        if let Some(frozen) = &self.frozen {
            return frozen.clone();
        }
        let clean = Workspace::empty();
        let out = clean.path().join("clean");
        let build = |workspace: &Workspace| {
            let run = workspace.run(&["build", "--out", out.to_str().expect("a plain path")]);
            assert!(run.code < 2, "{run:?}");
        };
        if !self.broken.is_empty() {
            let before = Workspace::empty();
            // Beside them stand the folders into which the watch writes meanwhile.
            for source in
                ["motmap.yaml", "maps", "templates"].map(|name| self.path(name)).iter().filter(|it| it.exists())
            {
                self.copy_source(source, &before);
            }
            self.broken.iter().for_each(|(name, text)| before.write(&format!("maps/{name}.yaml"), text));
            build(&before);
        }
        build(&self.workspace);
        pages(&out).into_iter().collect()
    }

    /// Copies a file or a folder of the workspace to another.
    fn copy_source(&self, source: &Path, to: &Workspace) {
        let name = source.file_name().expect("a source has a name").to_string_lossy();
        if source.is_dir() {
            files_below(source).into_iter().for_each(|(path, bytes)| to.write(&format!("{name}/{path}"), bytes));
        } else {
            to.write(&name, fs::read(source).expect("a source can be read"));
        }
    }

    /// Waits until the site is what it must be.
    fn compare(&mut self) -> Pages {
        let wanted = self.wanted();
        let begun = Instant::now();
        loop {
            let site: Pages = pages(&self.path("site")).into_iter().collect();
            if site == wanted {
                self.comparisons += 1;
                return site;
            }
            if begun.elapsed() > PATIENCE {
                panic!("{}", self.difference(&site, &wanted));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn difference(&self, site: &Pages, wanted: &Pages) -> String {
        let mut told = String::from("the site is not what a clean build makes:\n");
        for path in site.keys().chain(wanted.keys()).collect::<BTreeSet<_>>() {
            let is = match (site.get(path), wanted.get(path)) {
                (Some(_), None) => "should not be there",
                (None, Some(_)) => "is missing",
                (one, other) if one != other => "differs",
                _ => continue,
            };
            let _ = writeln!(told, "  {path} {is}");
        }
        let last = self.done.len().saturating_sub(12);
        let _ = write!(told, "after {} operations, the last:\n  {}", self.done.len(), self.done[last..].join("\n  "));
        told
    }
}

fn name_of(map: &Path) -> String {
    map.file_stem().expect("a name").to_string_lossy().into_owned()
}

fn holds_under_stress(arguments: &[&str]) {
    let operations = number_from("MOTMAP_STRESS", 60) as usize;
    let seed = number_from("MOTMAP_STRESS_SEED", 1);
    let mut play = Play::new(seed);
    let watching = Watching::start(&play.workspace, arguments);
    let mut site = play.compare();
    while play.done.len() < operations {
        if play.dice.roll(3) == 0 {
            play.something_alone(&site);
        } else {
            for _ in 0..=play.dice.roll(5) {
                play.something();
                std::thread::sleep(Duration::from_millis(play.dice.roll(4) as u64 * 15));
            }
        }
        site = play.compare();
    }
    println!(
        "{arguments:?}, seed {seed}: {} operations, {} comparisons, {} builds",
        play.done.len(),
        play.comparisons,
        watching.builds()
    );
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn the_site_is_what_a_clean_build_makes_whatever_is_done() {
    holds_under_stress(&["--no-serve"]);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn so_it_is_where_files_are_looked_at_by_the_clock() {
    holds_under_stress(&["--no-serve", "--poll"]);
}
