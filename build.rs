//! The templates are embedded by folder: a changed or new one means a new build. Their README is read by people alone.

fn main() {
    for entry in std::fs::read_dir("templates").into_iter().flatten().flatten() {
        if entry.file_name() != "README.md" {
            println!("cargo:rerun-if-changed={}", entry.path().display());
        }
    }
}
