//! The pages: what is on them, where, and what never is.

#[path = "pages/built.rs"]
mod built;

/// Writes the rich site to the folder named by `MOTMAP_LOOK`, to look at in a browser.
#[test]
fn a_site_to_look_at() {
    let Ok(folder) = std::env::var("MOTMAP_LOOK") else { return };
    let (pages, faults) = built::rich().pages();
    assert!(faults.is_empty(), "{faults:?}");
    for page in pages {
        let path = std::path::Path::new(&folder).join(&page.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(path, page.bytes).expect("the page can be written");
    }
}
