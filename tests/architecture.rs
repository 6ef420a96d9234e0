//! The code's own order: its modules form the layers that the crate documentation draws, and no name means two things.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every file of the program: its path below `src`, and its code without comments and unit tests.
fn sources() -> Vec<(String, String)> {
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of the sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                collect(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a source file");
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let code: Vec<&str> = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        let path = path.strip_prefix(&root).expect("it is below the sources").to_string_lossy().replace('\\', "/");
        (path, code.join("\n"))
    };
    files.iter().map(read).collect()
}

/// The layers of the crate documentation, from the top: the lines of its first drawing, each of some modules.
fn layers() -> Vec<Vec<String>> {
    let documentation = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let lines = documentation.lines().map(|line| line.trim_start_matches("//!").trim());
    let drawing = lines.skip_while(|line| *line != "# Layers").skip_while(|line| *line != "```text").skip(1);
    let layers: Vec<_> = drawing.take_while(|line| *line != "```").map(words).collect();
    assert!(layers.len() > 3, "src/lib.rs draws the layers below `# Layers`, in a block of text");
    layers
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

/// The modules at the top that a file names: `crate::load::text` and `crate::{phrase, words}`.
fn imported(code: &str) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let group = rest.strip_prefix('{').and_then(|rest| rest.split('}').next());
        let is_of_name = |character: char| character.is_alphanumeric() || character == '_';
        let first = |path: &str| path.trim().split(|character| !is_of_name(character)).next().map(str::to_owned);
        match group {
            Some(group) => modules.extend(group.split(',').filter_map(first)),
            None => modules.extend(first(rest)),
        }
    }
    modules
}

#[test]
fn modules_import_only_from_layers_below_their_own() {
    let layers = layers();
    let layer_of: BTreeMap<&str, usize> = layers
        .iter()
        .enumerate()
        .flat_map(|(number, modules)| modules.iter().map(move |module| (module.as_str(), number)))
        .collect();
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let module = path.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        if ["lib", "main"].contains(&module.as_str()) {
            continue;
        }
        let Some(own) = layer_of.get(module.as_str()) else {
            wrong.push(format!("{module} has no place in the drawing of src/lib.rs"));
            continue;
        };
        for other in imported(&code) {
            let is_below = layer_of.get(other.as_str()).is_none_or(|layer| layer > own);
            if other != module && !is_below {
                wrong.push(format!("src/{path} imports {other}, which is not below {module}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "import from lower layers alone, or draw the layers in src/lib.rs anew:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn no_two_types_have_one_name() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, code) in sources() {
        for line in code.lines().map(str::trim_start).filter(|line| line.starts_with("pub")) {
            let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub"));
            let kind = words.next().unwrap_or_default();
            if !["struct", "enum", "trait", "type"].contains(&kind) {
                continue;
            }
            let name = words.next().and_then(|name| name.split(|character: char| !character.is_alphanumeric()).next());
            // A macro takes its names from elsewhere.
            for name in name.into_iter().filter(|name| !name.is_empty()) {
                places.entry(name.to_owned()).or_default().push(path.clone());
            }
        }
    }
    places.retain(|_, places| places.len() > 1);
    assert!(places.is_empty(), "a reader takes these for the same thing; give each a name of its own: {places:#?}");
}
