//! Mistakes that trainers make, and maps that look odd and are right: the reader must answer the first, exactly and in
//! plain words, and keep quiet about the second.
//!
//! `mistakes/zh.txt` and `mistakes/en.txt` list one mistake a row; the files stand in the folder of that name, and are
//! put into a copy of `mistakes/workspace/`. Everything below `valid/` is right.

mod workspace;

use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::fs;

use encoding_rs::{BIG5, GBK, WINDOWS_1252};
use motmap::testing::checks;
use rayon::prelude::*;
use workspace::{Workspace, files_below, repository};

const LANGUAGES: [&str; 2] = ["zh", "en"];

/// How many in a hundred mistakes must be reported on their very line.
const ON_THE_LINE: usize = 95;
/// How many in a hundred mistakes must get one answer, and no other.
const ONE_ANSWER: usize = 90;

#[test]
fn every_mistake_is_reported_with_its_place_and_its_cure() {
    let mut report = Report::default();
    for language in LANGUAGES {
        let answers: Vec<_> =
            mistakes(language).into_par_iter().map(|mistake| (answer_to(language, &mistake), mistake)).collect();
        for (answer, mistake) in answers {
            report.count(language, &mistake, &answer);
        }
        report.count_valid(language, valid_files(language).len(), false_alarms(language));
    }
    println!("{report}");
    let sum = report.scores.values().fold(Score::default(), |sum, score| sum.plus(score));
    assert_eq!(sum.found, sum.mistakes, "a mistake is not reported as it should be\n{report}");
    assert!(sum.on_the_line * 100 >= sum.mistakes * ON_THE_LINE, "too many are reported on another line\n{report}");
    assert!(sum.answered_once * 100 >= sum.mistakes * ONE_ANSWER, "too many get several answers\n{report}");
    assert_eq!(sum.false_alarms, 0, "what is right is taken for a mistake\n{report}");
}

#[test]
fn the_corpus_is_large_and_each_of_its_files_is_listed() {
    for language in LANGUAGES {
        let listed: Vec<String> = mistakes(language).into_iter().map(|mistake| mistake.file).collect();
        assert!(listed.len() >= 60, "{language}: only {} mistakes", listed.len());
        for (file, _) in files_below(&repository("tests/mistakes").join(language)) {
            assert!(listed.contains(&file), "tests/mistakes/{language}/{file} is not in {language}.txt");
        }
    }
    let valid: usize = LANGUAGES.iter().map(|language| valid_files(language).len()).sum();
    assert!(valid >= 60, "only {valid} valid maps");
}

/// Words of the people who write parsers, which a trainer need not know.
const JARGON: [&str; 18] = [
    "scalar",
    "token",
    "parser",
    "parse ",
    "sequence",
    "flow ",
    "null",
    "indicator",
    "directive",
    "deserialize",
    "serde",
    "EOF",
    "stream",
    "标量",
    "解析",
    "序列",
    "映射",
    "流式",
];

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn no_answer_is_in_jargon() {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        for mistake in mistakes(language) {
            let said = answer_to(language, &mistake).said;
            let found = JARGON.iter().filter(|word| said.contains(**word)).collect::<Vec<_>>();
            if !found.is_empty() {
                wrong.push(format!("{language}/{}: {found:?} in\n{said}", mistake.file));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A row of the table: a file, and how the program should answer it.
struct Mistake {
    file: String,
    rule: String,
    line: usize,
    column: usize,
    words: Vec<String>,
}

fn mistakes(language: &str) -> Vec<Mistake> {
    let table = repository("tests/mistakes").join(format!("{language}.txt"));
    let rows = fs::read_to_string(table).expect("there is a table of mistakes");
    let rows = rows.lines().filter(|row| !row.is_empty() && !row.starts_with('#'));
    rows.map(|row| {
        let [file, rule, place, words] = row.split(" · ").collect::<Vec<_>>()[..] else {
            panic!("a row is `file · rule · line:column · words`: {row}");
        };
        assert!(checks::rule_named(rule).is_some(), "there is no rule `{rule}`: {row}");
        let (line, column) = place.split_once(':').unwrap_or_else(|| panic!("no place in {row}"));
        let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("no number in {row}"));
        let words = words.split(" + ").map(str::to_owned).collect();
        Mistake { file: file.to_owned(), rule: rule.to_owned(), line: number(line), column: number(column), words }
    })
    .collect()
}

/// What the program says of a workspace.
struct Answer {
    /// The findings that keep a map from being understood: path, line, column, rule.
    findings: Vec<(String, usize, usize, String)>,
    /// Their messages and help, without the excerpts.
    said: String,
    /// The same as people see it.
    shown: String,
    /// What else was found.
    others: Vec<String>,
}

fn answer_to(language: &str, mistake: &Mistake) -> Answer {
    let folder = repository("tests/mistakes");
    let text = fs::read_to_string(folder.join(language).join(&mistake.file))
        .unwrap_or_else(|error| panic!("{language}/{}: {error}", mistake.file));
    answer(language, &mistake.file, &text)
}

/// Puts a file in its place in a copy of the shared workspace and checks it.
fn answer(language: &str, file: &str, text: &str) -> Answer {
    let workspace = Workspace::copy_of(&repository("tests/mistakes/workspace").join(language));
    workspace.write(&path_of(file), saved_as(file, text));
    let short = workspace.run(&["--lang", language, "check", "--format", "short"]).out;
    let human = workspace.run(&["--lang", language, "check"]).out;
    let shown: Vec<&str> = human.split("\n\n").filter(|part| rule_of(part).is_some_and(blocks_map)).collect();
    let shown = shown.join("\n\n");
    let said = shown.lines().filter(|line| !is_excerpt(line)).collect::<Vec<_>>().join("\n");
    let (findings, others): (Vec<_>, Vec<_>) = short.lines().partition(|line| rule_of(line).is_some_and(blocks_map));
    let others = others.into_iter().map(str::to_owned).collect();
    Answer { findings: findings.into_iter().map(finding).collect(), said, shown, others }
}

/// Where a file of the corpus belongs in a workspace: `name.gbk.yaml` is the map `name`.
fn path_of(file: &str) -> String {
    let name = file.rsplit('/').next().expect("a path has a name");
    let stem = name.split('.').next().expect("a name has a stem");
    match name {
        _ if name.ends_with(".motmap.yaml") => "motmap.yaml".to_owned(),
        _ if name.ends_with(".md") => format!("maps/cases/{stem}.md"),
        _ => format!("maps/{stem}.yaml"),
    }
}

/// The bytes of a text, saved in the way that the file's name says.
fn saved_as(file: &str, text: &str) -> Vec<u8> {
    let windows_lines = || text.replace('\n', "\r\n");
    let mark = "\u{feff}";
    match file.rsplit('.').nth(1) {
        Some("gbk") => GBK.encode(text).0.into_owned(),
        Some("big5") => BIG5.encode(text).0.into_owned(),
        Some("latin1") => WINDOWS_1252.encode(text).0.into_owned(),
        Some("utf16le") => format!("{mark}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Some("utf16be") => format!("{mark}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Some("crlf") => windows_lines().into_bytes(),
        Some("bom") => format!("{mark}{text}").into_bytes(),
        Some("bomcrlf") => format!("{mark}{}", windows_lines()).into_bytes(),
        _ => text.as_bytes().to_vec(),
    }
}

/// Whether a line of the program's answer shows the author's own text.
fn is_excerpt(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches(|digit: char| digit.is_ascii_digit()).trim_start();
    line.starts_with(['|', '-', ':'])
}

/// `maps/a.yaml:3:5: error[empty-cell]: …`
fn finding(line: &str) -> (String, usize, usize, String) {
    let (place, _) = line.split_once(": ").unwrap_or_else(|| panic!("no place in `{line}`"));
    let rule = rule_of(line).unwrap_or_else(|| panic!("no rule in `{line}`"));
    let [column, line, path] = place.rsplitn(3, ':').collect::<Vec<_>>()[..] else {
        panic!("no line and column in `{place}`")
    };
    let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("no number in `{place}`"));
    (path.to_owned(), number(line), number(column), rule.to_owned())
}

/// The rule that a finding names in square brackets.
fn rule_of(finding: &str) -> Option<&str> {
    finding.split(['[', ']']).nth(1)
}

fn blocks_map(rule: &str) -> bool {
    checks::rule_named(rule).is_some_and(|rule| rule.group.blocks_map())
}

/// The valid files of a language: the path below `valid/` and the text.
fn valid_files(language: &str) -> Vec<(String, String)> {
    let folder = repository("tests/valid");
    let below = |part: String| {
        let files = files_below(&folder.join(&part)).into_iter();
        files.map(move |(path, bytes)| {
            (format!("{part}/{path}"), String::from_utf8(bytes).expect("the corpus is UTF-8"))
        })
    };
    below(language.to_owned()).chain(below(format!("complete/{language}"))).collect()
}

/// What a grid of names is asked for next: no mistake in it.
const ASKED_FOR_NEXT: [&str; 2] = ["unlisted-requests", "unplayed-moment"];

/// What the program finds in what is right. In a complete map nothing may be found at all.
fn false_alarms(language: &str) -> Vec<String> {
    let is_next = |other: &String| ASKED_FOR_NEXT.iter().any(|rule| other.contains(rule));
    let alarms = valid_files(language).into_par_iter().filter_map(|(path, text)| {
        let answer = answer(language, &path, &text);
        let quiet = answer.findings.is_empty() && (!path.starts_with("complete/") || answer.others.iter().all(is_next));
        (!quiet).then(|| format!("valid/{path}: {:?}\n{}", answer.others, answer.shown))
    });
    alarms.collect()
}

/// How well a language's mistakes are answered.
#[derive(Default)]
struct Score {
    mistakes: usize,
    found: usize,
    on_the_line: usize,
    on_the_column: usize,
    answered_once: usize,
    valid: usize,
    false_alarms: usize,
}

impl Score {
    fn plus(self, other: &Score) -> Score {
        Score {
            mistakes: self.mistakes + other.mistakes,
            found: self.found + other.found,
            on_the_line: self.on_the_line + other.on_the_line,
            on_the_column: self.on_the_column + other.on_the_column,
            answered_once: self.answered_once + other.answered_once,
            valid: self.valid + other.valid,
            false_alarms: self.false_alarms + other.false_alarms,
        }
    }
}

#[derive(Default)]
struct Report {
    scores: BTreeMap<&'static str, Score>,
    failures: Vec<String>,
}

impl Report {
    fn count(&mut self, language: &'static str, mistake: &Mistake, answer: &Answer) {
        let score = self.scores.entry(language).or_default();
        let here = |(path, .., rule): &&(String, usize, usize, String)| {
            *path == path_of(&mistake.file) && *rule == mistake.rule
        };
        let reported: Vec<_> = answer.findings.iter().filter(here).collect();
        let silent_of: Vec<_> = mistake.words.iter().filter(|words| !answer.said.contains(words.as_str())).collect();
        let checks = [
            (&mut score.found, !reported.is_empty() && silent_of.is_empty(), format!("not said: {silent_of:?}")),
            (
                &mut score.on_the_line,
                reported.iter().any(|reported| reported.1 == mistake.line),
                "another line".to_owned(),
            ),
            (
                &mut score.on_the_column,
                reported.iter().any(|reported| (reported.1, reported.2) == (mistake.line, mistake.column)),
                "another column".to_owned(),
            ),
            (&mut score.answered_once, answer.findings.len() == 1, format!("{} answers", answer.findings.len())),
        ];
        score.mistakes += 1;
        let mut failures = Vec::new();
        for (count, holds, otherwise) in checks {
            *count += usize::from(holds);
            failures.extend((!holds).then_some(otherwise));
        }
        if !failures.is_empty() {
            let Mistake { file, rule, line, column, .. } = mistake;
            self.failures.push(format!(
                "{language}/{file}: {}; expected {rule} at {line}:{column}\n{}",
                failures.join("; "),
                answer.shown
            ));
        }
    }

    fn count_valid(&mut self, language: &'static str, valid: usize, alarms: Vec<String>) {
        let score = self.scores.entry(language).or_default();
        score.valid = valid;
        score.false_alarms = alarms.len();
        self.failures.extend(alarms);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut failures = String::new();
        for failure in &self.failures {
            writeln!(failures, "--- {failure}")?;
        }
        writeln!(f, "{failures}")?;
        writeln!(f, "language  mistakes  found  exact line  exact column  one answer  valid  false alarms")?;
        for (language, score) in &self.scores {
            writeln!(
                f,
                "{language:8}  {:8}  {:5}  {:10}  {:12}  {:10}  {:5}  {:12}",
                score.mistakes,
                score.found,
                score.on_the_line,
                score.on_the_column,
                score.answered_once,
                score.valid,
                score.false_alarms,
            )?;
        }
        Ok(())
    }
}
