//! Reads and checks any bytes as a map, as a case and as `motmap.yaml`: no panic, and every place inside its file.
//!
//! Run with `RUSTC_BOOTSTRAP=1 cargo fuzz run check -- -max_total_time=600` on a stable toolchain; seeds are the corpora below `tests/`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use motmap::testing::pipeline;
use motmap::testing::workspace::{File, FileKind, Workspace};

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let (path, kind) = match first % 3 {
        0 => ("maps/any.yaml", FileKind::Map),
        1 => ("maps/cases/any.md", FileKind::Case),
        _ => ("motmap.yaml", FileKind::Config),
    };
    let files = vec![File::new(path, kind, bytes)];
    let reading = pipeline::read(&Workspace { root: ".".into(), files });
    for finding in &reading.findings {
        let span = finding.primary.span;
        let text = &reading.sources.get(span.source).text;
        assert!(text.get(span.range()).is_some(), "{finding:?} is placed outside of its file");
    }
});
