//! `motmap explain`: a rule's page, or the list of all rules.

use std::io;

use super::{Exit, Stop, Terminal};
use crate::checks;
use crate::cli::ExplainArgs;
use crate::rule::{Group, Rule};

pub(super) fn run(args: &ExplainArgs, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    match &args.rule {
        Some(name) => print_page(checks::find_rule(name)?, terminal)?,
        None => print_list(terminal)?,
    }
    Ok(Exit::Clean)
}

fn print_page(rule: &Rule, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let lang = terminal.lang();
    let (summary, page) = (rule.summary.get(lang), rule.page.get(lang).trim_end());
    writeln!(terminal.out, "# {} ({}): {summary}\n\n{page}", rule.name, rule.level.id())
}

fn print_list(terminal: &mut Terminal<'_>) -> io::Result<()> {
    let lang = terminal.lang();
    for group in Group::ALL {
        writeln!(terminal.out, "{}", group.title().get(lang))?;
        for rule in checks::rules().filter(|rule| rule.group == group) {
            let (level, summary) = (rule.level.id(), rule.summary.get(lang));
            writeln!(terminal.out, "  {:<26} {level:<8} {summary}", rule.name)?;
        }
        writeln!(terminal.out)?;
    }
    Ok(())
}
