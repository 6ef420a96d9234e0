//! The languages of a site: which can be named, and that no page is built in one that there are no words for.

mod workspace;

use workspace::Workspace;

const MAP: &str = "title: Shop\nstages: {}\n";

fn shop(languages: &str) -> Workspace {
    Workspace::with(&[("motmap.yaml", &format!("languages: {languages}\n")), ("maps/shop.yaml", MAP)])
}

#[test]
fn a_language_that_cannot_be_built_is_an_error_at_its_place_and_nothing_is_built() {
    for (languages, column, wanted) in [
        ("[en, fr]", 17, "there are no words for pages in `fr`"),
        ("[fr]", 13, "there are no words for pages in `fr`"),
        ("[en, xx-INVALID-toolong]", 17, "there are no words for pages in `xx-invalid-toolong`"),
        ("[en, french-fries]", 17, "`french-fries` cannot be used here"),
        ("[]", 12, "no language is named here"),
        ("[zh, zh]", 17, "`zh` is named twice"),
        ("[zh-hant, ZH-Hant]", 22, "`zh-Hant` is named twice"),
    ] {
        let workspace = shop(languages);
        for task in ["check", "build"] {
            let run = workspace.run(&[task]);
            let told = run.out + &run.messages;
            assert_eq!(run.code, 1, "{task} of {languages}: {told}");
            assert!(told.contains(wanted), "{task} of {languages} should say `{wanted}`: {told}");
            let place = format!("motmap.yaml:1:{column}");
            assert!(told.contains(&place), "{task} of {languages} should point at {place}: {told}");
        }
        assert!(!workspace.path().join("site/index.html").exists(), "{languages}: no pages in some other language");
    }
}

#[test]
fn what_the_message_says_to_do_makes_the_site_in_that_language() {
    let workspace = shop("[en, fr]");
    let told = workspace.run(&["check"]).out;
    for words in ["templates/locales/fr.yaml", "motmap init --words fr", "zh and en come built in"] {
        assert!(told.contains(words), "the help should name `{words}`: {told}");
    }
    let run = workspace.run(&["init", "--words", "fr"]);
    assert_eq!((run.code, run.out.trim()), (0, "templates/locales/fr.yaml"), "{run:?}");
    let run = workspace.run(&["build"]);
    assert_eq!(run.code, 0, "{run:?}");
    let page = workspace.read("site/fr/index.html");
    assert!(page.contains("<html lang=\"fr\">"), "{page}");
    let run = workspace.run(&["init", "--words", "fr"]);
    assert_eq!(run.code, 2, "a file that is there already is not written over: {run:?}");
    for tag in ["../fr", "french"] {
        assert_eq!(workspace.run(&["init", "--words", tag]).code, 2, "`{tag}` is no language");
    }
}

#[test]
fn a_file_of_words_with_nothing_in_it_has_no_words() {
    let workspace = shop("[en, fr]");
    workspace.write("templates/locales/fr.yaml", "\n");
    assert_eq!(workspace.findings(&["--only", "invalid-value"]), ["motmap.yaml:1:17 invalid-value"]);
}

#[test]
fn a_language_that_maps_alone_name_needs_words_too() {
    let french = "title: Boutique\nlanguage: fr\nstages: {}\n";
    let workspace = Workspace::with(&[("maps/boutique.yaml", french), ("maps/shop.yaml", MAP)]);
    let found = workspace.findings(&["--only", "invalid-value"]);
    assert_eq!(found, ["maps/boutique.yaml:2:11 invalid-value"]);
    let told = workspace.run(&["check"]).out;
    assert!(told.contains("motmap init --words fr") && told.contains("`languages: [en]`"), "{told}");
    let run = workspace.run(&["build"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(!workspace.path().join("site/fr").exists(), "there are no words for French pages");
    // Where the site's languages are named, a map may be written in any.
    workspace.write("motmap.yaml", "languages: [en]\n");
    assert_eq!(workspace.findings(&["--only", "invalid-value"]), [""; 0]);
    workspace.run(&["build"]);
    assert!(workspace.read("site/maps/boutique.html").contains("lang=\"fr\""), "the text is marked as French");
}
