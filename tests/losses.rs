//! `watch` where reports get lost, come in floods or do not come at all: the site is right all the same.

mod watching;
mod workspace;

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use watching::{Watching, is_clean, is_what_a_clean_build_makes, started, wait_until};
use workspace::Workspace;

const MAP: &str = "maps/my-first-map.yaml";

/// Gives the coffee shop of the first map another name.
fn rename_shop(workspace: &Workspace, old: &str, new: &str) {
    let text = workspace.read(MAP);
    assert!(text.contains(old), "the map has no {old}");
    workspace.write(MAP, text.replace(old, new));
}

/// Whether strace is there; with `MOTMAP_TEST_ALL` set it must be.
fn can_be_refused() -> bool {
    let traces = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status();
    let can = traces.is_ok_and(|status| status.success());
    assert!(can || std::env::var_os("MOTMAP_TEST_ALL").is_none(), "strace is not installed, or may not trace");
    if !can {
        eprintln!("skipped: strace is not installed, or may not trace");
    }
    can
}

fn says_so_and_looks_by_the_clock(refused: &str, limit: &str) {
    if !cfg!(target_os = "linux") || !can_be_refused() {
        return;
    }
    let workspace = started();
    let watching = Watching::start_where_refused(&workspace, refused, &["--no-serve"]);
    workspace.write("maps/north/deep/second.yaml", workspace.read(MAP));
    wait_until("a new map", || workspace.path().join("site/maps/second.html").is_file());
    wait_until("the name of the limit", || watching.messages().contains(limit));
    rename_shop(&workspace, "街角咖啡店", "河边咖啡店");
    wait_until("a save", || workspace.read("site/index.html").contains("河边咖啡店"));
    assert!(is_what_a_clean_build_makes(&workspace));
}

#[test]
fn no_folder_can_be_followed() {
    says_so_and_looks_by_the_clock("inotify_add_watch:error=ENOSPC:when=1+", "fs.inotify.max_user_watches");
}

#[test]
fn no_further_folder_can_be_followed() {
    says_so_and_looks_by_the_clock("inotify_add_watch:error=ENOSPC:when=3+", "fs.inotify.max_user_watches");
}

#[test]
fn nothing_can_be_followed_at_all() {
    says_so_and_looks_by_the_clock("inotify_init1:error=EMFILE", "fs.inotify.max_user_instances");
}

#[cfg(target_os = "linux")]
fn signal(watching: &Watching, name: &str) {
    let sent = Command::new("kill").args([name, &watching.child.id().to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()), "{name} is sent");
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn more_happens_than_the_system_can_report() {
    let workspace = started();
    let watching = Watching::start(&workspace, &["--no-serve"]);
    let most = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").expect("the length of the queue");
    let most: usize = most.trim().parse().expect("a number");
    // While it stands still nobody takes reports from the queue.
    signal(&watching, "-STOP");
    let text = workspace.read(MAP);
    for number in 0..most {
        let name = if number % 2 == 0 { "maps/left.yaml" } else { "maps/right.yaml" };
        workspace.write(name, &text);
    }
    workspace.write("maps/unheard/of.yaml", &text);
    fs::remove_file(workspace.path().join("maps/left.yaml")).expect("removed");
    rename_shop(&workspace, "街角咖啡店", "河边咖啡店");
    signal(&watching, "-CONT");
    wait_until("what a clean build makes", || is_what_a_clean_build_makes(&workspace));
    workspace.write("maps/unheard/of.yaml", text.replace("街角咖啡店", "山上咖啡店"));
    wait_until("a save in a folder that nobody reported", || workspace.read("site/index.html").contains("山上咖啡店"));
}

#[test]
fn the_whole_workspace_is_taken_away_and_comes_back() {
    let parent = Workspace::empty();
    let root = parent.path().join("shop");
    let good = started();
    let fill = || {
        for (path, bytes) in workspace::files_below(good.path()) {
            parent.write(&format!("shop/{path}"), bytes);
        }
    };
    fill();
    let watching = Watching::of(&mut Command::new(env!("CARGO_BIN_EXE_motmap")), &root, &["--no-serve"]);
    fs::rename(&root, parent.path().join("elsewhere")).expect("moved away");
    wait_until("the loss to be told", || watching.messages().contains("no such file or folder"));
    fs::rename(parent.path().join("elsewhere"), &root).expect("moved back");
    wait_until("the return to be told", || watching.messages().contains("All is well again"));
    watching::remove_at_once(&parent, "shop");
    wait_until("the loss to be told", || watching.messages().matches("no such file or folder").count() == 2);
    fill();
    wait_until("the site of the new workspace", || is_clean(&root));
    rename_shop(&good, "街角咖啡店", "河边咖啡店");
    fill();
    wait_until("a save in the new workspace", || parent.read("shop/site/index.html").contains("河边咖啡店"));
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn two_thousand_files_at_once_make_a_handful_of_builds() {
    let workspace = started();
    let watching = Watching::start(&workspace, &["--no-serve"]);
    let text = workspace.read(MAP);
    for number in 0..2000 {
        match number % 50 {
            0 => workspace.write(&format!("maps/branch-{number}.yaml"), &text),
            _ => workspace.write(&format!("templates/more/{number}.html"), "{{ frame.title }}"),
        }
    }
    wait_until("what a clean build makes", || is_what_a_clean_build_makes(&workspace));
    let builds = watching.builds();
    assert!(builds <= 8, "{builds} builds are more than a handful");
    println!("2000 files at once: {builds} builds");
}

/// Goes on changing a map until its page has followed.
fn follows_what_changes_without_end(arguments: &[&str], change: impl Fn(&mut fs::File, &Path, &str) + Send + Sync) {
    let workspace = started();
    let _watching = Watching::start(&workspace, arguments);
    let (path, text) = (workspace.path().join(MAP), workspace.read(MAP));
    let followed = AtomicBool::new(false);
    std::thread::scope(|threads| {
        threads.spawn(|| {
            let mut file = fs::File::options().write(true).open(&path).expect("opened");
            for number in 0.. {
                if followed.load(Ordering::Relaxed) {
                    break;
                }
                change(
                    &mut file,
                    &path,
                    &text.replace("街角咖啡店", &format!("第{:04}家咖啡店", 1000 + number % 9000)),
                );
                std::thread::sleep(Duration::from_millis(3));
            }
        });
        let page = || fs::read_to_string(workspace.path().join("site/index.html")).unwrap_or_default();
        let seen = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            wait_until("a page while the file goes on changing", || page().contains("家咖啡店"));
        }));
        followed.store(true, Ordering::Relaxed);
        seen.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
    wait_until("what a clean build makes", || is_what_a_clean_build_makes(&workspace));
}

/// Without the file's ever being closed.
fn write_on(file: &mut fs::File, _: &Path, text: &str) {
    file.seek(SeekFrom::Start(0)).expect("at the beginning");
    file.write_all(text.as_bytes()).expect("written");
    file.set_len(text.len() as u64).expect("cut");
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_file_that_is_written_without_end_is_built_all_the_same() {
    follows_what_changes_without_end(&["--no-serve"], write_on);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_file_that_is_written_without_end_is_built_by_the_clock() {
    follows_what_changes_without_end(&["--no-serve", "--poll"], write_on);
}

#[test]
#[ignore = "long; `cargo test -- --include-ignored` runs it"]
fn a_file_that_is_saved_without_end_is_built_all_the_same() {
    follows_what_changes_without_end(&["--no-serve"], |_, path, text| fs::write(path, text).expect("written"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_circles_end() {
    use std::os::unix::fs::symlink;
    let (workspace, elsewhere) = (started(), started());
    workspace.write("shared/far.yaml", elsewhere.read(MAP));
    symlink("../shared/far.yaml", workspace.path().join("maps/far.yaml")).expect("a link to a file");
    symlink(workspace.path().join("maps"), workspace.path().join("maps/circle")).expect("a circle");
    symlink("itself.yaml", workspace.path().join("maps/itself.yaml")).expect("a link to itself");
    symlink("nowhere", workspace.path().join("maps/nowhere.yaml")).expect("a link to nothing");
    assert_eq!(workspace.run(&["build"]).code, 0);
    let _watching = Watching::start(&workspace, &["--no-serve"]);
    workspace.write("shared/far.yaml", workspace.read("shared/far.yaml").replace("街角咖啡店", "远方咖啡店"));
    wait_until("a save where the link leads", || workspace.read("site/index.html").contains("远方咖啡店"));
    assert!(is_what_a_clean_build_makes(&workspace));
}

#[test]
fn what_somebody_does_to_the_site_is_put_right() {
    let workspace = started();
    let watching = Watching::start(&workspace, &["--no-serve"]);
    workspace.write("site/index.html", "mine now");
    fs::remove_file(workspace.path().join("site/maps/my-first-map.html")).expect("removed");
    wait_until("what a clean build makes", || is_what_a_clean_build_makes(&workspace));
    watching::remove_at_once(&workspace, "site");
    wait_until("what a clean build makes", || is_what_a_clean_build_makes(&workspace));
    // A file where the site should be is told, and left to whoever put it there.
    watching::remove_at_once(&workspace, "site");
    fs::write(workspace.path().join("site"), "in the way").expect("written");
    rename_shop(&workspace, "街角咖啡店", "河边咖啡店");
    wait_until("what stands in the way", || watching.messages().contains("is a file, not a folder"));
    fs::remove_file(workspace.path().join("site")).expect("removed");
    wait_until("what a clean build makes", || is_what_a_clean_build_makes(&workspace));
    assert!(watching.messages().contains("All is well again"), "{}", watching.messages());
}

#[test]
fn a_site_within_the_maps_is_refused() {
    let workspace = started();
    let run = workspace.run(&["watch", "--no-serve", "--out", "maps/site"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.messages.contains("--out"), "{}", run.messages);
}
