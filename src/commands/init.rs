//! `motmap init`: a small workspace, in the language of messages, that builds and checks clean.

use std::path::Path;

use super::{Exit, Stop, Terminal};
use crate::cli::InitArgs;
use crate::failure::Failure;
use crate::load::raw::RawMap;
use crate::load::schema::schema_in;
use crate::locale::Locale;
use crate::model::Tag;
use crate::output;
use crate::words;
use crate::words::Lang;
use crate::workspace::{SITE, TEMPLATES};

/// The files of the workspace in one language.
macro_rules! files {
    ($lang:literal) => {
        [
            ("motmap.yaml", include_str!(concat!("../../templates/init/", $lang, "/motmap.yaml"))),
            (
                "maps/my-first-map.yaml",
                include_str!(concat!("../../templates/init/", $lang, "/maps/my-first-map.yaml")),
            ),
        ]
    };
}

const fn files(lang: Lang) -> [(&'static str, &'static str); 2] {
    match lang {
        Lang::En => files!("en"),
        Lang::Zh => files!("zh"),
    }
}

/// The first line of the map names this file.
const SCHEMA: &str = "motmap.schema.json";

pub(super) fn run(args: &InitArgs, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let lang = terminal.lang();
    let dir = args.dir.clone().unwrap_or_default();
    let root = start.join(&dir);
    if let Some(tag) = &args.words {
        return write_words(tag, &dir, &root, terminal);
    }
    let schema = serde_json::to_string_pretty(&schema_in::<RawMap>(lang)).map_err(std::io::Error::other)? + "\n";
    let files = files(lang).into_iter().chain([(SCHEMA, schema.as_str())]);
    if let Some((taken, _)) = files.clone().find(|(path, _)| exists(&root.join(path))) {
        return Err(already_exists(&dir.join(taken)).into());
    }
    for (path, text) in files {
        output::write_atomic(&root.join(path), text.as_bytes())?;
        writeln!(terminal.out, "{}", dir.join(path).display())?;
    }
    let at = args.dir.as_ref().map_or(String::new(), |dir| format!("-C {} ", dir.display()));
    let start_page = dir.join(SITE).join("index.html");
    let start_page = start_page.display();
    terminal.say(
        lang,
        &words!(
            "The workspace is ready. Next: `motmap {at}check`, then `motmap {at}build`, and open {start_page}.",
            "工作区已建好。接下来：`motmap {at}check` 检查，`motmap {at}build` 生成，然后打开 {start_page}。"
        ),
    )?;
    Ok(Exit::Clean)
}

fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn already_exists(taken: &Path) -> Failure {
    let taken = taken.display();
    Failure::new(words!(
        "{taken} already exists, and init overwrites nothing",
        "{taken} 已经存在；init 不会覆盖任何文件"
    ))
}

/// Writes a locale whose words are to be translated.
fn write_words(tag: &Tag, dir: &Path, root: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let path = Path::new(TEMPLATES).join("locales").join(format!("{tag}.yaml"));
    if exists(&root.join(&path)) {
        return Err(already_exists(&dir.join(path)).into());
    }
    output::write_atomic(&root.join(&path), Locale::to_translate(tag).as_bytes())?;
    writeln!(terminal.out, "{}", dir.join(path).display())?;
    let words = words!(
        "Translate the words in this file, then add the language in motmap.yaml: `languages: [zh, en, {tag}]`.",
        "这是待翻译的页面用词。译好后，在 motmap.yaml 里加上这种语言：`languages: [zh, en, {tag}]`。"
    );
    terminal.say(terminal.lang(), &words)?;
    Ok(Exit::Clean)
}
