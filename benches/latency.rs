//! How long after a save `motmap watch` has written the new page, and how long until the preview tells of it.
//! `benches/README.md` says how to run and read it.

mod figures;
mod generator;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use clap::Parser;
use serde::Deserialize;

use figures::arguments::Common;
use figures::spread::Spread;
use figures::{machine, readme};

const SIZES: [usize; 3] = [1, 100, 1_000];
/// How often it is looked whether the page is there.
const GRAIN: Duration = Duration::from_micros(100);
/// After this no page is waited for any longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Measures `motmap watch`.
#[derive(Parser)]
#[command(name = "latency")]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Numbers of maps
    sizes: Vec<usize>,
    /// How often each way of saving is measured
    #[arg(long, default_value_t = 30)]
    saves: usize,
    /// What the moments of saving are drawn from
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// How editors save.
#[derive(Clone, Copy)]
enum Way {
    /// Written beside, and moved into place.
    Rename,
    /// Emptied, written and closed at once.
    InPlace,
    /// Emptied; written and closed a moment later.
    PauseAfterEmptying,
}

impl Way {
    const ALL: [Way; 3] = [Way::Rename, Way::InPlace, Way::PauseAfterEmptying];

    const fn name(self) -> &'static str {
        match self {
            Way::Rename => "moved into place",
            Way::InPlace => "written in place",
            Way::PauseAfterEmptying => "emptied, written 5–60 ms later",
        }
    }

    const fn letter(self) -> char {
        match self {
            Way::Rename => 'm',
            Way::InPlace => 'w',
            Way::PauseAfterEmptying => 'e',
        }
    }

    /// Saves a file; the moment at which that was done.
    fn save(self, path: &Path, text: &str, random: &mut fastrand::Rng) -> io::Result<Instant> {
        match self {
            Way::Rename => {
                let beside = path.with_file_name(".being-saved.tmp");
                fs::write(&beside, text)?;
                fs::rename(beside, path)?;
            }
            Way::InPlace => fs::write(path, text)?,
            Way::PauseAfterEmptying => {
                let mut file = File::create(path)?;
                thread::sleep(Duration::from_millis(random.u64(5..60)));
                file.write_all(text.as_bytes())?;
            }
        }
        Ok(Instant::now())
    }
}

fn main() -> io::Result<()> {
    let mut arguments = Arguments::parse();
    if arguments.sizes.is_empty() {
        arguments.sizes = SIZES.to_vec();
    }
    let mut random = fastrand::Rng::with_seed(arguments.seed);
    let mut report = machine::described(&arguments.common.program, &[], &std::env::temp_dir())?;
    report += "From the end of a save, in milliseconds: until the new page is on the disk, and until the \
               preview answers that there is news.\n\n| maps | saved | saves | page | news |\n|---|---|---|---|---|\n";
    for &maps in &arguments.sizes {
        let mut watched = Watched::start(&arguments.common.program, maps)?;
        for way in Way::ALL {
            eprintln!("{maps} maps, {}", way.name());
            let mut taken = Vec::new();
            for number in 0..arguments.saves {
                thread::sleep(Duration::from_millis(random.u64(300..1_300)));
                taken.push(watched.save(way, number, &mut random)?);
            }
            let milliseconds = |of: fn(&Taken) -> Duration| {
                let spread = Spread::of(taken.iter().map(|taken| of(taken).as_secs_f64() * 1e3));
                spread.map_or("–".into(), |spread| spread.to_string())
            };
            let (page, news) = (milliseconds(|taken| taken.page), milliseconds(|taken| taken.news));
            report += &format!("| {maps} | {} | {} | {page} | {news} |\n", way.name(), taken.len());
        }
    }
    io::stdout().write_all(report.as_bytes())?;
    if arguments.common.readme { readme::put("latency", &report) } else { Ok(()) }
}

/// How long a save took to arrive.
struct Taken {
    page: Duration,
    news: Duration,
}

/// A workspace that is being watched.
struct Watched {
    folder: tempfile::TempDir,
    program: Child,
    /// Host and port of the preview.
    address: String,
    /// The map that is edited.
    map: String,
    text: String,
}

impl Drop for Watched {
    fn drop(&mut self) {
        // It may have ended by itself; the workspace goes with it.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Watched {
    fn start(program: &Path, maps: usize) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("motmap-latency-").tempdir()?;
        generator::write_sound(folder.path(), maps)?;
        let map = generator::name(maps / 2);
        let text = fs::read_to_string(folder.path().join(format!("maps/{map}.yaml")))?;
        let mut program = Command::new(program)
            .args(["--lang", "en", "-C"])
            .arg(folder.path())
            .args(["watch", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let messages = program.stderr.take().ok_or_else(|| io::Error::other("watch says nothing"))?;
        let (found, address) = mpsc::channel();
        // Read to the end, so that it is never kept from speaking.
        thread::spawn(move || {
            for line in BufReader::new(messages).lines().map_while(Result::ok) {
                if let Some(rest) = line.strip_prefix("Preview: http://") {
                    let _ = found.send(rest.split('/').next().unwrap_or_default().to_owned());
                }
            }
        });
        let address = address.recv_timeout(PATIENCE).map_err(io::Error::other)?;
        Ok(Self { folder, program, address, map, text })
    }

    /// Saves the map with a line that was not in it before, and waits for it to arrive.
    fn save(&mut self, way: Way, number: usize, random: &mut fastrand::Rng) -> io::Result<Taken> {
        // Too short to make a line too long to say.
        let mark = format!("({}{number})", way.letter());
        let text = self.text.replacen("say: \"", &format!("say: \"{mark} "), 1);
        let build = news(&self.address, 0)?;
        let asking = {
            let (address, mark, page) = (self.address.clone(), mark.clone(), format!("/playbooks/{}.html", self.map));
            thread::spawn(move || told_of(&address, build, &page, &mark))
        };
        let saved = way.save(&self.folder.path().join(format!("maps/{}.yaml", self.map)), &text, random)?;
        let page = self.wait_for_page(&mark)?;
        let news = asking.join().unwrap_or_else(|_| Err(io::Error::other("asking failed")))?;
        Ok(Taken { page: page.saturating_duration_since(saved), news: news.saturating_duration_since(saved) })
    }

    /// The moment at which the page on the disk has that mark.
    fn wait_for_page(&self, mark: &str) -> io::Result<Instant> {
        let page = self.folder.path().join(format!("site/playbooks/{}.html", self.map));
        let (begun, mut seen) = (Instant::now(), None);
        while begun.elapsed() < PATIENCE {
            let stamp = fs::metadata(&page).and_then(|metadata| metadata.modified()).ok();
            let now = Instant::now();
            if stamp != seen && fs::read_to_string(&page).is_ok_and(|text| text.contains(mark)) {
                return Ok(now);
            }
            seen = stamp;
            thread::sleep(GRAIN);
        }
        Err(io::Error::other("the page does not come"))
    }
}

/// The moment at which the preview tells of a build in which the page has that mark.
fn told_of(address: &str, mut build: u64, page: &str, mark: &str) -> io::Result<Instant> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        build = news(address, build)?;
        let now = Instant::now();
        if get(address, page)?.contains(mark) {
            return Ok(now);
        }
    }
    Err(io::Error::other("the preview does not tell"))
}

/// The number of a build newer than that one; of the last, where there is none for a while.
fn news(address: &str, known: u64) -> io::Result<u64> {
    #[derive(Deserialize)]
    struct News {
        build: u64,
    }
    let news: News = serde_json::from_str(&get(address, &format!("/_preview/news?{known}"))?)?;
    Ok(news.build)
}

fn get(address: &str, path: &str) -> io::Result<String> {
    let mut connection = TcpStream::connect(address)?;
    connection.set_nodelay(true)?;
    write!(connection, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer)?;
    answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).ok_or_else(|| io::Error::other("no answer"))
}
