//! What lies in a folder, counted.

use std::io;
use std::path::Path;

use walkdir::WalkDir;

/// How much was written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weight {
    pub files: usize,
    pub bytes: u64,
    /// HTML files.
    pub pages: usize,
    /// The bytes in them.
    pub html: u64,
}

impl Weight {
    /// Of everything below a folder; nothing where there is none.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let mut weight = Weight::default();
        if !folder.is_dir() {
            return Ok(weight);
        }
        for entry in WalkDir::new(folder) {
            let entry = entry?;
            if entry.file_type().is_file() {
                let bytes = entry.metadata()?.len();
                weight.files += 1;
                weight.bytes += bytes;
                if entry.path().extension().is_some_and(|ending| ending == "html") {
                    weight.pages += 1;
                    weight.html += bytes;
                }
            }
        }
        Ok(weight)
    }
}
