//! `motmap case new`: a case to fill in.

use std::path::{Path, PathBuf};

use super::build_summary::printed;
use super::paths::in_workspace;
use super::result_file::print_or_write;
use super::{Exit, Stop, Terminal, workspace_at};
use crate::cli::CaseNewArgs;
use crate::emit::BaseFolders;
use crate::failure::Failure;
use crate::locale::Locale;
use crate::model::{Site, TouchpointId};
use crate::output;
use crate::pipeline;
use crate::render;
use crate::resolve::fold;
use crate::suggest::closest;
use crate::words;
use crate::words::Lang;
use crate::workspace::{MAPS, Workspace};

/// The folder of cases, below that of maps.
const CASES: &str = "cases";

pub(super) fn run(args: &CaseNewArgs, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let workspace = workspace_at(start, terminal)?;
    let reading = pipeline::read(&workspace);
    let site = &reading.site;
    let lang = terminal.adopt(&reading);
    let id = find(site, &args.touchpoint)?;
    let language = &site.map(id.map).language;
    if args.print {
        let (sheet, faults) = render::sheet_to_print(reading.site_inputs(&[], &reading.versions()), id, language);
        let folders = BaseFolders::of(&workspace.root);
        terminal.messages.write_all(printed(&faults, &reading, &folders, lang).as_bytes())?;
        print_or_write(&sheet, (&site.touchpoint(id).id.value, "html"), start, lang, terminal)?;
        return Ok(Exit::Clean);
    }
    let locale = Locale::for_tag(language).with_labels(&site.config.labels, language);
    let text = render::case_template(site, id, language, &locale);
    if args.stdout {
        terminal.out.write_all(text.as_bytes())?;
        return Ok(Exit::Clean);
    }
    let folder = in_workspace(start, &workspace, Path::new(MAPS)).join(CASES);
    let path = write_to_free_name(site, id, &folder, &workspace, &text)?;
    writeln!(terminal.out, "{}", path.display())?;
    let words =
        words!("Fill it in; `motmap check` says what is still missing.", "请填写；`motmap check` 会指出还缺什么。");
    terminal.say(lang, &words)?;
    Ok(Exit::Clean)
}

/// Writes a case to the folder of cases, named by its touchpoint and, if need be, a number. Returns its path.
fn write_to_free_name(
    site: &Site,
    id: TouchpointId,
    folder: &Path,
    workspace: &Workspace,
    text: &str,
) -> Result<PathBuf, Failure> {
    if is_outside(folder, workspace) {
        let folder = folder.display();
        return Err(Failure::new(words!(
            "{folder} is a link that leads out of the workspace, where motmap neither reads nor writes",
            "{folder} 是指向工作区之外的链接：既不会写入，也不会读取"
        )));
    }
    let mut names = render::free_case_names(site, id);
    loop {
        let path = folder.join(format!("{}.md", names.next().expect("the numbers do not end")));
        // Somebody else may take the name at the same moment.
        if output::write_new(&path, text.as_bytes())? {
            return Ok(path);
        }
    }
}

/// Whether a folder, or the folder that it is to be created in, lies outside the workspace.
fn is_outside(folder: &Path, workspace: &Workspace) -> bool {
    let existing = folder.ancestors().find(|folder| folder.symlink_metadata().is_ok());
    let real = existing.and_then(|folder| folder.canonicalize().ok());
    real.is_none_or(|real| !real.starts_with(&workspace.root))
}

/// The touchpoint that was asked for: `map/touchpoint`, or an id or a displayed name that only one has.
fn find(site: &Site, typed: &str) -> Result<TouchpointId, Failure> {
    let all: Vec<(String, TouchpointId)> = site
        .maps
        .iter()
        .flat_map(|map| site.touchpoints(map.id).map(move |(id, t)| (format!("{}/{}", map.name, t.id.value), id)))
        .collect();
    let matching: Vec<&(String, TouchpointId)> = all
        .iter()
        .filter(|(name, _)| name == typed || name.rsplit_once('/').is_some_and(|(_, touchpoint)| touchpoint == typed))
        .collect();
    let matching = if matching.is_empty() { named(site, &all, typed, is_same) } else { matching };
    match matching[..] {
        [(_, id)] => Ok(*id),
        [] => {
            let similar = named(site, &all, typed, |name, typed| name.contains(typed));
            if !similar.is_empty() {
                return Err(several(site, typed, &similar));
            }
            let names = all.iter().flat_map(|(name, _)| {
                let touchpoint = name.rsplit_once('/').map(|(_, touchpoint)| touchpoint);
                std::iter::once(name.as_str()).chain(touchpoint)
            });
            Err(Failure::new(match closest(typed, names) {
                Some(near) => words!(
                    "there is no touchpoint `{typed}`; did you mean `{near}`?",
                    "没有接触点 `{typed}`；是不是想写 `{near}`？"
                ),
                None => words!(
                    "there is no touchpoint `{typed}`; write MAP/TOUCHPOINT with their ids",
                    "没有接触点 `{typed}`；请写成 图/接触点，用它们的编号"
                ),
            }))
        }
        _ => Err(several(site, typed, &matching)),
    }
}

type Named = (String, TouchpointId);

/// The touchpoints with a displayed name, in any language, that fits what was typed.
fn named<'a>(site: &Site, all: &'a [Named], typed: &str, fits: fn(&str, &str) -> bool) -> Vec<&'a Named> {
    let typed = fold(typed.trim());
    let has_name = |(_, id): &&Named| {
        let versions = site.touchpoint(*id).name.versions();
        versions.iter().any(|(_, name)| fits(&fold(name.value.trim()), &typed))
    };
    all.iter().filter(has_name).collect()
}

fn is_same(name: &str, typed: &str) -> bool {
    name == typed
}

/// Proposes each touchpoint that may have been meant, with its displayed name.
fn several(site: &Site, typed: &str, matching: &[&Named]) -> Failure {
    let listed = |lang| {
        let names = matching.iter().map(|(path, id)| (path, site.touchpoint(*id).name.first_for(lang)));
        names.map(|(path, name)| format!("\n  {path}  {name}")).collect::<String>()
    };
    Failure::new(words!(
        "`{typed}` may be one of several touchpoints; write which:{}",
        "`{typed}` 可能是下面的接触点之一，请写明是哪个：{}",
        listed(Lang::En); listed(Lang::Zh)
    ))
}
