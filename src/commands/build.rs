//! `motmap build`: the site.

use std::path::Path;

use super::{Exit, Stop, Terminal, findings_in_words, plural, summary};
use crate::cli::Build;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{self, Format, Report};
use crate::failure::Failure;
use crate::model::Site;
use crate::output::{self, Keep};
use crate::pipeline::{self, Tally, count};
use crate::render;
use crate::suggest::closest;
use crate::words;
use crate::workspace::Workspace;

pub(super) fn run(args: &Build, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let workspace = Workspace::load(start)?;
    let mut reading = pipeline::read(&workspace);
    let lang = terminal.adopt(&reading);
    let only = args.map.as_deref().map(|name| known_map(&reading.site, name)).transpose()?;
    let (mut pages, template_faults) =
        render::render(&reading.site, &reading.graph, &reading.findings, &reading.sources, &reading.templates);
    reading.findings.extend(template_faults);
    if args.single_file {
        let (files, faults) = render::single_files(
            &reading.site,
            &reading.graph,
            &reading.findings,
            &reading.sources,
            &reading.templates,
        );
        pages.extend(files);
        reading.findings.extend(faults);
    }
    pipeline::sort(&reading.sources, &mut reading.findings);
    let spoiling: Vec<Diagnostic> = reading.findings.iter().filter(|finding| spoils(finding)).cloned().collect();

    let out = start.join(&args.out);
    if reading.site.config.faulty {
        emit::emit(Format::Human, &Report { findings: &spoiling, sources: &reading.sources, lang }, terminal.messages)?;
        let words = words!(
            "Nothing was built: motmap.yaml cannot be understood. The pages of before are still there.",
            "没有生成任何页面：motmap.yaml 无法读懂。原有页面保持不变。"
        );
        terminal.say(lang, &words)?;
        return Ok(Exit::Findings);
    }
    let keep = match &only {
        Some(name) => {
            pages.retain(|page| page.map.as_ref() == Some(name));
            Keep::AllBut(name.clone())
        }
        None => Keep::Maps(faulty_maps(&reading.site)),
    };
    let report = output::write(&workspace.root, &out, &pages, &keep)?;

    if !spoiling.is_empty() {
        emit::emit(Format::Human, &Report { findings: &spoiling, sources: &reading.sources, lang }, terminal.messages)?;
    }
    let shown = args.out.display();
    let pages_in_words = plural(pages.len(), "file");
    let made = words!(
        "Built {pages_in_words} in {shown}: {} written, {} unchanged, {} removed.",
        "已生成 {} 个文件到 {shown}：新写 {} 个，未变 {} 个，移除 {} 个。",
        report.written, report.unchanged, report.removed;
        pages.len(), report.written, report.unchanged, report.removed
    );
    terminal.say(lang, &made)?;
    for page in pages.iter().filter(|page| render::is_single_file(page)) {
        let (path, size) = (args.out.join(&page.path), size_in_words(page.bytes.len()));
        terminal.say(lang, &words!("One file: {}, {size}.", "独立文件：{}，{size}。", path.display()))?;
    }
    let (counted, found) = (summary(&Tally::of_site(&reading.site)), findings_in_words(&reading.findings));
    let hint = if reading.findings.is_empty() {
        words!("", "")
    } else {
        words!(" `motmap check` shows each.", "`motmap check` 会逐条列出。")
    };
    let counted = words!("{}: {}.{}", "{}：{}。{}", counted.en, found.en, hint.en; counted.zh, found.zh, hint.zh);
    terminal.say(lang, &counted)?;
    let start_page = args.out.join("index.html");
    let start_page = start_page.display();
    let look = words!(
        "Open {start_page}. For trainers alone: {}.",
        "请打开 {start_page}。仅供培训师：{}。",
        args.out.join("trainer").display()
    );
    terminal.say(lang, &look)?;
    let strict_fails = args.strict && count(&reading.findings, Severity::Error) > 0;
    Ok(if spoiling.is_empty() && !strict_fails { Exit::Clean } else { Exit::Findings })
}

/// A number of bytes as people read it: `412 kB`, `1.3 MB`.
fn size_in_words(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// Whether a finding keeps something from being built.
fn spoils(finding: &Diagnostic) -> bool {
    finding.rule.group.spoils_page() && finding.severity == Severity::Error
}

fn faulty_maps(site: &Site) -> std::collections::BTreeSet<String> {
    site.maps.iter().filter(|map| map.faulty).map(|map| map.name.clone()).collect()
}

/// The name of the map that was asked for.
pub(super) fn known_map(site: &Site, name: &str) -> Result<String, Failure> {
    if let Some(map) = site.map_named(name) {
        return Ok(map.name.clone());
    }
    let names: Vec<&str> = site.maps.iter().map(|map| map.name.as_str()).collect();
    Err(Failure::new(match closest(name, names.iter().copied()) {
        Some(near) => {
            words!("there is no map `{name}`; did you mean `{near}`?", "没有叫 `{name}` 的图；是不是想写 `{near}`？")
        }
        None => words!(
            "there is no map `{name}`; there are: {}",
            "没有叫 `{name}` 的图；现有：{}",
            names.join(", "); names.join("、")
        ),
    }))
}
