//! `watch`: whatever is done to the files, the site is soon what a clean build would make.

mod watching;
mod workspace;

use std::fs;

use watching::{WAYS_OF_SAVING, Watching, is_what_a_clean_build_makes, started, wait_until};

fn follows_every_way_of_saving(arguments: &[&str]) {
    let workspace = started();
    let path = workspace.path().join("maps/my-first-map.yaml");
    let text = workspace.read("maps/my-first-map.yaml");
    let _watching = Watching::start(&workspace, arguments);
    for (number, (way, save)) in WAYS_OF_SAVING.iter().enumerate() {
        let name = format!("第{number}家咖啡店");
        save(&path, &text.replace("街角咖啡店", &name));
        wait_until(way, || workspace.read("site/index.html").contains(&name));
        assert!(is_what_a_clean_build_makes(&workspace), "after a save {way}");
    }
}

#[test]
fn a_save_is_followed_however_an_editor_saves() {
    follows_every_way_of_saving(&["--no-serve"]);
}

#[test]
fn a_save_is_followed_where_files_are_looked_at_by_the_clock() {
    follows_every_way_of_saving(&["--no-serve", "--poll"]);
}

#[test]
fn files_and_folders_come_and_go() {
    let workspace = started();
    let watching = Watching::start(&workspace, &["--no-serve"]);
    let site = workspace.path().join("site");
    let map = workspace.read("maps/my-first-map.yaml");

    workspace.write("maps/north/deep/second.yaml", &map);
    wait_until("a map in a new folder", || site.join("maps/second.html").is_file());
    fs::rename(workspace.path().join("maps/north"), workspace.path().join("maps/south")).expect("renamed");
    fs::remove_dir_all(workspace.path().join("maps/south")).expect("removed");
    wait_until("the removal of its pages", || !site.join("maps/second.html").exists());

    workspace.write("templates/style.css", "body { color: teal }");
    wait_until("a style of one's own", || workspace.read("site/assets/style.css").contains("teal"));
    fs::remove_dir_all(workspace.path().join("templates")).expect("removed");
    wait_until("the built-in style", || !workspace.read("site/assets/style.css").contains("teal"));

    fs::rename(workspace.path().join("maps"), workspace.path().join("away")).expect("renamed");
    wait_until("that there are no maps", || watching.messages().contains("there is no map"));
    assert!(site.join("maps/my-first-map.html").is_file(), "the last good pages stay");
    fs::rename(workspace.path().join("away"), workspace.path().join("maps")).expect("renamed");
    wait_until("the return of all maps", || watching.messages().contains("All is well again"));
    wait_until("what a clean build makes", || is_what_a_clean_build_makes(&workspace));
}

#[test]
fn it_waits_for_the_first_map_and_says_so() {
    let workspace = started();
    let map = workspace.read("maps/my-first-map.yaml");
    fs::rename(workspace.path().join("maps"), workspace.path().join("map")).expect("renamed");
    let watching = Watching::start(&workspace, &["--port", "0"]);
    assert!(!workspace.path().join("site").exists(), "an empty site is no site");
    workspace.write("maps/my-first-map.yaml", &map);
    wait_until("that what was amiss is over", || watching.messages().contains("All is well again"));
    wait_until("the first map", || workspace.path().join("site/maps/my-first-map.html").is_file());
    wait_until("what a clean build makes", || is_what_a_clean_build_makes(&workspace));
}

#[test]
fn no_fault_ends_it_and_the_good_pages_stay_with_the_findings_over_them() {
    let workspace = started();
    let watching = Watching::start(&workspace, &["--port", "0"]);
    let page = workspace.read("site-trainer/maps/my-first-map.html");
    let good = workspace.read("maps/my-first-map.yaml");
    let config = workspace.read("motmap.yaml");
    let news = |known: u64| watching.get(&format!("/_preview/news?{known}"));

    workspace.write("maps/my-first-map.yaml", good.replace("name:", "nmae:"));
    wait_until("the findings", || news(0).contains("unknown-field"));
    let says = "这张图现在读不懂，这里是上一次能读懂的内容";
    wait_until("the last good page, marked", || {
        let page = workspace.read("site-trainer/maps/my-first-map.html");
        page.contains("街角咖啡店") && page.contains(says)
    });
    assert!(watching.get("/maps/my-first-map.html").contains("街角咖啡店"), "in the preview too");
    workspace.write("maps/my-first-map.yaml", &good);
    wait_until("the mending", || news(0).contains("\"faults\":\"\""));

    workspace.write("motmap.yaml", "roles: [");
    wait_until("the fault in motmap.yaml", || news(0).contains("invalid-yaml"));
    assert_eq!(workspace.read("site-trainer/maps/my-first-map.html"), page);
    workspace.write("motmap.yaml", &config);
    wait_until("its mending", || news(0).contains("\"faults\":\"\""));

    workspace.write("templates/index.html", "{{ nothing.there }}");
    wait_until("the fault in a template", || news(0).contains("template-error"));
    fs::remove_file(workspace.path().join("templates/index.html")).expect("removed");
    wait_until("its going", || news(0).contains("\"faults\":\"\""));
    wait_until("what a clean build makes", || is_what_a_clean_build_makes(&workspace));
}

#[test]
fn a_configuration_that_cannot_be_understood_is_told_once_and_nothing_is_touched() {
    let workspace = started();
    let good = workspace.read("motmap.yaml");
    workspace.write("motmap.yaml", "languages: [zh\n");
    let watching = Watching::start(&workspace, &["--port", "0"]);
    assert!(!workspace.path().join("site").exists(), "where nothing is built no folder is made");
    workspace.write("motmap.yaml", &good);
    wait_until("the site", || workspace.path().join("site/index.html").exists() && watching.builds() == 1);
    workspace.write("motmap.yaml", "languages: [zh\n");
    wait_until("the findings", || watching.messages().contains("Nothing was built"));
    let told = watching.messages().matches("Nothing was built").count();
    // A look by the clock comes within two seconds.
    std::thread::sleep(std::time::Duration::from_secs(5));
    assert_eq!(watching.messages().matches("Nothing was built").count(), told, "{}", watching.messages());
}
