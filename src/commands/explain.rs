//! `motmap explain`: a rule's page, or the list of all rules.

use super::{Exit, Stop, Terminal};
use crate::checks;
use crate::cli::ExplainArgs;
use crate::rule::Group;

pub(super) fn run(args: &ExplainArgs, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let lang = terminal.lang();
    let Some(name) = &args.rule else {
        for group in Group::ALL {
            writeln!(terminal.out, "{}", group.title().get(lang))?;
            for rule in checks::all().filter(|rule| rule.group == group) {
                let (level, summary) = (rule.level.id(), rule.summary.get(lang));
                writeln!(terminal.out, "  {:<26} {level:<8} {summary}", rule.name)?;
            }
            writeln!(terminal.out)?;
        }
        return Ok(Exit::Clean);
    };
    let rule = checks::find(name)?;
    let summary = rule.summary.get(lang);
    writeln!(terminal.out, "# {} ({}): {summary}\n\n{}", rule.name, rule.level.id(), rule.page.get(lang).trim_end())?;
    Ok(Exit::Clean)
}
