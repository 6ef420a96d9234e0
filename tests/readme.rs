//! The README tells the truth: its commands are run, its maps are checked, its list of rules is the program's.

mod workspace;

use std::fs;

use motmap::checks;
use motmap::words::Lang;
use workspace::{Workspace, repository, run_in};

fn readme() -> String {
    fs::read_to_string(repository("README.md")).expect("there is a README")
}

/// The text of every code block of a language.
fn blocks(readme: &str, language: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("```").filter(|name| !name.is_empty()) {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if name == language {
                found.push(text.join("\n"));
            }
        }
    }
    found
}

#[test]
fn its_commands_say_what_it_shows() {
    let workspace = Workspace::empty();
    let mut seen = 0;
    for block in blocks(&readme(), "console") {
        for step in block.split("$ ").filter(|step| !step.is_empty()) {
            let (command, shown) = step.split_once('\n').unwrap_or((step, ""));
            let mut words = command.split_whitespace();
            assert_eq!(words.next(), Some("motmap"), "only motmap is run: {command}");
            let run = run_in(workspace.path(), &[], &words.collect::<Vec<_>>());
            assert_eq!((run.out + &run.messages).trim_end(), shown.trim_end(), "`{command}` says something else");
            assert_eq!(run.code, 0, "`{command}` ends well");
            seen += 1;
        }
    }
    assert!(seen > 3, "the README shows commands");
}

#[test]
fn its_maps_hold() {
    for block in blocks(&readme(), "yaml") {
        let workspace = Workspace::empty();
        match block.strip_prefix("# motmap.yaml\n") {
            Some(config) => {
                workspace.write("motmap.yaml", config);
                workspace.write("maps/none.yaml", "title: None\n");
                let found = workspace.findings(&["motmap.yaml"]);
                assert!(found.is_empty(), "{found:?}\n{block}");
            }
            None => {
                workspace.write("maps/example.yaml", &block);
                let run = workspace.run(&["check"]);
                assert_eq!(run.code, 0, "{}\n{block}", run.out);
            }
        }
    }
}

/// With `MOTMAP_UPDATE_README` set the list is written anew.
#[test]
fn its_list_of_rules_is_the_programs() {
    let readme = readme();
    let (before, after) = readme.split_once("|---|---|---|---|\n").expect("a table of rules");
    let (shown, rest) = after.split_once("<!-- end of rules -->").expect("the table ends");
    let rows: String = checks::rules()
        .map(|rule| {
            let (group, name, level) = (rule.group.id(), rule.name, rule.level.id());
            format!("| {group} | `{name}` | {level} | {} |\n", rule.summary.get(Lang::En))
        })
        .collect();
    if std::env::var_os("MOTMAP_UPDATE_README").is_some() {
        let head = "|---|---|---|---|\n";
        let whole = format!("{before}{head}{rows}<!-- end of rules -->{rest}");
        return fs::write(repository("README.md"), whole).expect("the README can be written");
    }
    assert!(shown == rows, "the README's list of rules should be:\n{rows}");
}

#[test]
fn every_command_that_there_is_stands_in_it() {
    let readme = readme();
    for command in
        motmap::cli::command(Lang::En).get_subcommands().filter(|command| command.get_name() != "completions")
    {
        let name = format!("`motmap {}", command.get_name());
        assert!(readme.contains(&name) || readme.contains(&name[1..]), "the README does not mention {name}`");
    }
}
