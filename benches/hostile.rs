//! How long `check` takes, and how much memory, on files as bad as can be: each kind of badness at a sixteenth, a quarter
//! and the whole of the largest file that is read. What grows with the square of a file shows as a growth of sixteen in
//! place of four. `benches/README.md` says how to run and read it.

#[path = "figures/mod.rs"]
mod figures;

use std::fs;
use std::io;
use std::process::Command;

use clap::Parser;
use motmap::testing::load::encoding::MAX_FILE_SIZE;

use figures::arguments::Common;
use figures::run::Run;
use figures::{machine, readme};

/// Measures the release program on hostile files.
#[derive(Parser)]
#[command(name = "hostile")]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Only kinds with this in their names
    kind: Option<String>,
}

/// How a filled file begins.
const HEAD: &str = "title: x\nstages:\n  a: ";

/// What a file is filled with, over and over.
const FILLINGS: [(&str, &str); 26] = [
    ("open brackets", "["),
    ("open braces", "{a: "),
    ("closed brackets", "]"),
    ("dashes", "- "),
    ("dashes without space", "-id: a\n"),
    ("quotation marks", "\""),
    ("apostrophes", "it's 'so', "),
    ("empty names", "\"\":"),
    ("full-width colons", "名称：甲\n"),
    ("full-width commas", "[甲，乙]，"),
    ("full-width dashes", "－　id：甲\n"),
    ("tabs", "\t- a: b\n"),
    ("no-break spaces", "\u{a0}\u{a0}a: b\n"),
    ("control characters", "\u{7}"),
    ("line separators", "甲\u{2028}"),
    ("anchors", "&a x "),
    ("aliases", "*a, "),
    ("merge keys", "<<: {}\n"),
    ("the same field", "title: x\n"),
    ("comments", "# allow: empty-cell 因为\n"),
    ("carriage returns", "a: b\r"),
    ("backticks", "```\n"),
    ("block texts", "a: |\n  b\n"),
    ("questions", "? a\n"),
    ("one line", "a"),
    ("what is no text", "\0\u{1}"),
];

/// A map of as many touchpoints as fit, each with the same fault.
const TOUCHPOINTS: [(&str, &str); 5] = [
    ("links that lead nowhere", "leads_to: [nowhere-#]"),
    ("promises that nobody keeps", "promises: [{id: p-#, text: x}]"),
    ("fields that nobody knows", "rol#: x"),
    ("the same text", "stance: 您好，请问有什么可以帮您的吗"),
    ("links to one touchpoint", "leads_to: [{to: t-0, because: x}]"),
];

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let folder = tempfile::Builder::new().prefix("motmap-hostile-").tempdir()?;
    let path = folder.path().join("hostile.yaml");
    let wanted = |kind: &str| arguments.kind.as_ref().is_none_or(|wanted| kind.contains(wanted.as_str()));
    let mut rows = String::new();
    let mut worst = (0.0_f64, 0.0_f64);
    for (kind, fill) in kinds().into_iter().filter(|(kind, _)| wanted(kind)) {
        let mut runs = Vec::new();
        for size in [MAX_FILE_SIZE / 16, MAX_FILE_SIZE / 4, MAX_FILE_SIZE] {
            fs::write(&path, fill(size))?;
            runs.push(Run::of(Command::new(&arguments.common.program).arg("check").arg(&path))?);
        }
        let whole = runs[2];
        worst = (worst.0.max(whole.wall), worst.1.max(whole.memory));
        let (quarter, sixteenth) = (runs[1].processor, runs[0].processor);
        let row = format!(
            "| {kind} | {:.3} | {:.0} | {:.1} | {:.1} |\n",
            whole.wall,
            whole.memory / 1e6,
            quarter / sixteenth.max(0.001),
            whole.processor / quarter.max(0.001)
        );
        print!("{row}");
        rows.push_str(&row);
    }
    let head = "| filled with | s | MB | growth to a quarter | growth to the whole |\n|---|---|---|---|---|\n";
    let sum = format!("The slowest took {:.2} s, the largest {:.0} MB.", worst.0, worst.1 / 1e6);
    let described = machine::described(&arguments.common.program, &[], folder.path())?;
    let report = format!("{described}\n{sum}\n\n{head}{rows}");
    println!("{report}");
    if arguments.common.readme { readme::put("hostile", &report) } else { Ok(()) }
}

/// Makes a file of a size.
type Fill = Box<dyn Fn(usize) -> String>;

/// Every kind, with what makes a file of it.
fn kinds() -> Vec<(&'static str, Fill)> {
    let filled = FILLINGS.map(|(kind, filling)| {
        let fill = move |size: usize| HEAD.to_owned() + &filling.repeat((size - HEAD.len()) / filling.len());
        (kind, Box::new(fill) as Fill)
    });
    let touchpoints = TOUCHPOINTS.map(|(kind, fault)| {
        let fill = move |size: usize| {
            let mut map = String::from("title: x\nstages:\n  customer:\n    contact:\n");
            for number in 0.. {
                let touchpoint = format!(
                    "      - {{id: t-{number}, name: n {number}, {}}}\n",
                    fault.replace('#', &number.to_string())
                );
                if map.len() + touchpoint.len() > size {
                    break;
                }
                map.push_str(&touchpoint);
            }
            map
        };
        (kind, Box::new(fill) as Fill)
    });
    filled.into_iter().chain(touchpoints).collect()
}
