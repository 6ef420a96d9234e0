//! The shipped maps and cases and the corpus of mistakes and of valid maps, damaged in more than ten thousand ways:
//! reading never panics, never dawdles, and every place that it names lies in its file.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use motmap::testing::diagnostic::Diagnostic;
use motmap::testing::pipeline::{self, Reading};
use motmap::testing::source::Span;
use motmap::testing::workspace::{File, FileKind, Workspace};
use rayon::prelude::*;

/// How many damaged copies are read of each file that is shipped, and of each of the corpus.
const COPIES: u64 = 150;
const COPIES_OF_THE_CORPUS: u64 = 40;

/// What takes so long on no matter how busy a machine would never end on a larger file.
const HANGS: Duration = Duration::from_secs(30);

/// The longest stretch of a file that is damaged at a time, so that thousands of copies take seconds.
const LONGEST: usize = 4_000;

/// What authors, editors and attackers put where it does not belong.
const PIECES: &[&str] = &[
    ":",
    ": ",
    "：",
    "，",
    "－ ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "|",
    ">-",
    "#",
    " #",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "%",
    "? ",
    "<<: ",
    "---\n",
    "...\n",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "\u{3000}",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\u{7}",
    "\0",
    "\\",
    "\\e",
    "~",
    "null",
    "@",
    "`",
    "é",
    "𠮷",
    "id：",
    "name:x",
    "zh：",
    "# allow: thin-cell x",
    "[[[[",
    "{a: ",
    "title: ",
    "  customer:\n",
    "    contact:\n",
    "      - {id: x, name: y}\n",
    "leads_to: [x/y]",
    "不",
    "## 1 x\n",
];

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn damaged_files_are_read_to_the_end() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = fs::read(folder.join("motmap.yaml")).expect("the repository is a workspace");
    let shipped = pipeline_files(&Workspace::load(folder).expect("the repository is a workspace"));
    let shipped = shipped.into_iter().map(|file| (file, COPIES));
    let files: Vec<(File, u64)> =
        shipped.chain(corpus(folder).into_iter().map(|file| (file, COPIES_OF_THE_CORPUS))).collect();
    assert!(files.iter().map(|(_, copies)| copies).sum::<u64>() > 10_000, "ten thousand damaged copies are read");
    files.into_par_iter().for_each(|(file, copies)| {
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ file.bytes.len() as u64);
        for copy in 0..copies {
            let bytes = damaged(&file.bytes, &mut chance);
            let mut files = vec![File::new(&*file.path, file.kind, bytes.clone())];
            if file.kind != FileKind::Config {
                files.push(File::new("motmap.yaml", FileKind::Config, config.clone()));
            }
            let start = Instant::now();
            let reading = pipeline::read(&Workspace { root: folder.into(), files });
            let took = start.elapsed();
            let context = || format!("{}, copy {copy}:\n{}", file.path, String::from_utf8_lossy(&bytes));
            assert!(took < HANGS, "took {took:?}: {}", context());
            for finding in &reading.findings {
                for span in places(finding) {
                    assert!(lies_in_its_file(&reading, span), "{finding:?} is placed outside: {}", context());
                }
            }
        }
    });
}

/// The faulty and the valid maps and cases of the corpus.
fn corpus(folder: &Path) -> Vec<File> {
    let folders = ["mistakes/zh", "mistakes/en", "valid/zh", "valid/en"].map(|name| folder.join("tests").join(name));
    let paths = folders.into_iter().flat_map(|folder| fs::read_dir(folder).expect("the corpus is there"));
    let mut files: Vec<File> = paths
        .map(|entry| entry.expect("a folder can be read").path())
        .filter(|path| path.is_file())
        .map(|path| {
            let bytes = fs::read(&path).expect("a file of the corpus can be read");
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            match name.ends_with(".md") {
                true => File::new("maps/cases/any.md", FileKind::Case, bytes),
                false if name.ends_with(".motmap.yaml") => File::new("motmap.yaml", FileKind::Config, bytes),
                false => File::new("maps/any.yaml", FileKind::Map, bytes),
            }
        })
        .collect();
    files.sort_by(|one, other| one.bytes.cmp(&other.bytes));
    files
}

/// The maps and cases of a workspace, and its configuration.
fn pipeline_files(workspace: &Workspace) -> Vec<File> {
    workspace.files.iter().filter(|file| file.kind != FileKind::Template).cloned().collect()
}

/// Every place that a finding names.
fn places(finding: &Diagnostic) -> Vec<Span> {
    let labels = finding.related.iter().chain([&finding.primary]).map(|label| label.span);
    let edits = finding.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
    labels.chain(edits).collect()
}

fn lies_in_its_file(reading: &Reading, span: Span) -> bool {
    span.start <= span.end && reading.sources.get(span.source).text.get(span.range()).is_some()
}

/// A stretch of a file with one to four changes: of characters, of lines, or of bytes.
fn damaged(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let first = if chance.one_in(2) { 0 } else { chance.below(lines.len()) };
    let mut taken = String::new();
    for line in &lines[first..] {
        if taken.len() + line.len() > LONGEST {
            break;
        }
        taken.push_str(line);
    }
    for _ in 0..=chance.below(4) {
        match chance.below(5) {
            0 => damage_a_line(&mut taken, chance),
            1 => remove(&mut taken, chance),
            _ => {
                let at = taken.floor_char_boundary(chance.below(taken.len() + 1));
                taken.insert_str(at, PIECES[chance.below(PIECES.len())]);
            }
        }
    }
    let mut bytes = taken.into_bytes();
    if chance.one_in(10) && !bytes.is_empty() {
        let at = chance.below(bytes.len());
        bytes[at] = chance.below(256) as u8;
    }
    bytes
}

fn remove(text: &mut String, chance: &mut Chance) {
    let start = text.floor_char_boundary(chance.below(text.len() + 1));
    let end = text.floor_char_boundary((start + 1 + chance.below(20)).min(text.len()));
    if start < end {
        text.replace_range(start..end, "");
    }
}

/// Removes, repeats, moves or reindents a line.
fn damage_a_line(text: &mut String, chance: &mut Chance) {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    if lines.is_empty() {
        return;
    }
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(5) {
        0 => _ = lines.remove(one),
        1 => lines.insert(other, lines[one].clone()),
        2 => lines.swap(one, other),
        3 => lines[one].insert_str(0, ["  ", " ", "\t", "　"][chance.below(4)]),
        _ => lines[one] = lines[one].replacen(':', "：", 1),
    }
    *text = lines.concat();
}

/// The same chances in every run: xorshift.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.next().is_multiple_of(count)
    }
}
