//! The command line, as its users type it.

mod workspace;

use std::io::Write;
use std::process::{Command, Stdio};

use motmap::cli;
use motmap::words::Lang;
use workspace::{Workspace, repository, run_in};

#[test]
fn init_writes_a_workspace_that_checks_and_builds_clean() {
    let workspace = Workspace::empty();
    let run = workspace.run(&["init", "shop"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.messages.contains("motmap -C shop check"), "it says what to do next: {}", run.messages);
    let check = workspace.run(&["-C", "shop", "check", "--deny", "warnings"]);
    assert_eq!(
        (check.code, check.out.lines().last()),
        (0, Some("1 map, 9 touchpoints, 8 of 16 cells covered, 8 waived: no findings"))
    );
    let build = workspace.run(&["-C", "shop", "build", "--strict"]);
    assert_eq!(build.code, 0, "{build:?}");
    assert!(workspace.read("shop/site/index.html").contains("The corner coffee shop"));
}

#[test]
fn init_writes_one_language_that_of_messages() {
    let chinese_locale = [("LANG", "zh_CN.UTF-8")];
    for (locale, arguments) in [(&chinese_locale[..], &["init"][..]), (&[], &["init", "--lang", "zh"])] {
        let workspace = Workspace::empty();
        assert_eq!(run_in(workspace.path(), locale, arguments).code, 0);
        let (config, map) = (workspace.read("motmap.yaml"), workspace.read("maps/my-first-map.yaml"));
        assert!(config.contains("语言: [zh]") && map.contains("标题: 街角咖啡店"), "{config}{map}");
        let has_english_name = |line: &&str| line.split(':').next().is_some_and(|name| name.contains("name"));
        assert_eq!(map.lines().skip(1).find(has_english_name), None);
        assert!(workspace.read("motmap.schema.json").contains("\"接触点\""), "editors propose the same names");
        let check = run_in(workspace.path(), &[], &["check", "--deny", "warnings"]);
        assert_eq!(
            (check.code, check.out.lines().last()),
            (0, Some("1 张图，9 个接触点，16 格中已覆盖 8 格，不适用 8 格：没有发现问题"))
        );
        assert_eq!(run_in(workspace.path(), &[], &["build", "--strict"]).code, 0);
    }
    let workspace = Workspace::empty();
    assert_eq!(run_in(workspace.path(), &chinese_locale, &["init", "--lang", "en"]).code, 0);
    assert!(workspace.read("motmap.yaml").contains("languages: [en]"));
    assert!(workspace.read("motmap.schema.json").contains("\"contact\""));
}

/// How deep each line of a YAML file stands.
fn skeleton(yaml: &str) -> Vec<usize> {
    let lines = yaml.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.map(|line| line.len() - line.trim_start_matches([' ', '-']).len()).collect()
}

#[test]
fn the_workspaces_of_init_say_the_same_in_both_languages() {
    for file in ["motmap.yaml", "maps/my-first-map.yaml"] {
        let [en, zh] = ["en", "zh"].map(|lang| {
            let path = repository(&format!("templates/init/{lang}/{file}"));
            std::fs::read_to_string(path).expect("a file that init writes")
        });
        assert_eq!(skeleton(&en), skeleton(&zh), "{file} has the same lines in both");
    }
}

#[test]
fn init_overwrites_nothing() {
    let workspace = Workspace::with(&[("motmap.yaml", "title: mine\n")]);
    let run = workspace.run(&["init"]);
    assert_eq!(run.code, 2);
    assert!(run.messages.contains("already exists"), "{}", run.messages);
    assert_eq!(workspace.read("motmap.yaml"), "title: mine\n");
    assert!(!workspace.path().join("maps").exists(), "nothing else was written either");
}

#[test]
fn an_emptied_cell_fails_the_check_and_a_waiver_mends_it() {
    let branch = std::fs::read_to_string(repository("maps/branch-counter.yaml")).expect("a shipped map");
    let config = std::fs::read_to_string(repository("motmap.yaml")).expect("the shipped configuration");
    let (before, cell, after) = cell_of(&branch, "unknown", "attitude");
    assert!(cell.contains("- id:"), "the cell has touchpoints: {cell}");
    let check = |cell: &str| {
        let map = format!("{before}    attitude: {cell}\n{after}");
        Workspace::with(&[("motmap.yaml", &config), ("maps/branch-counter.yaml", &map)]).run(&["check"])
    };

    let emptied = check("[]");
    assert_eq!(emptied.code, 1, "{emptied:?}");
    for words in ["error[empty-cell]", "`unknown`", "`attitude`", "Unknown customer", "Attitude", "15 covered, 1 empty"]
    {
        assert!(emptied.out.contains(words), "`{words}` is missing from:\n{}", emptied.out);
    }
    let waived = check("{not_applicable: {en: Nobody forms an opinion at the door, zh: 门口还谈不上态度}}");
    assert_eq!(waived.code, 0, "{waived:?}");
    assert!(waived.out.contains("15 covered, 1 waived"), "{}", waived.out);
    let without_reason = check("{not_applicable: }");
    assert_eq!(without_reason.code, 1);
    assert!(without_reason.out.contains("error[waiver-without-reason]"), "{}", without_reason.out);
}

/// A workspace without one map, and what is told of these files.
#[test]
fn where_no_map_is_found_nothing_is_called_clean() {
    let looked_for = "there is no map: maps are the files in ";
    for (files, told) in [
        (&["map/a.yaml"][..], "map/a.yaml (rename it to maps/a.yaml)"),
        (&["Maps.d/x/a.yaml", "maps/notes.txt"], "`motmap init DIR` writes an example"),
        (&["maps/A.YAML"], "maps/A.YAML (rename it to maps/A.yaml)"),
        (&["maps/north/a.yaml.txt"], "maps/north/a.yaml.txt (rename it to maps/north/a.yaml)"),
        (
            &["maps/a.yml~", "maps/b。yaml"],
            "maps/a.yml~ (rename it to maps/a.yml), maps/b。yaml (rename it to maps/b.yaml)",
        ),
        (&["a.yaml", "maps/cases/a.md"], "a.yaml (rename it to maps/a.yaml)"),
        (
            &["x/1.yml", "x/2.yml", "x/3.yml", "x/4.yml", "x/5.yml", "x/6.yml"],
            "x/5.yml (rename it to maps/5.yml), 1 more",
        ),
    ] {
        let workspace = Workspace::with(&[("motmap.yaml", "languages: [zh]\n"), ("templates/list.yaml", "")]);
        for file in files {
            workspace.write(file, "title: A\n");
        }
        let commands: [&[&str]; 6] = [
            &["check", "--deny", "warnings"],
            &["check", "motmap.yaml"],
            &["build", "--strict"],
            &["graph", "a"],
            &["case", "new", "a/b"],
            &["check", "--fix"],
        ];
        for command in commands {
            let run = workspace.run(command);
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{command:?} with {files:?}: {run:?}");
            let told_all = run.messages.contains(looked_for) && run.messages.trim_end().ends_with(told)
                || run.messages.contains(told);
            assert!(told_all, "{command:?} with {files:?} does not tell `{told}`: {}", run.messages);
        }
        assert!(!workspace.path().join("site").exists(), "no empty site is built");
        // Where neither an option nor the locale says otherwise, the workspace's language is spoken.
        let run = run_in(workspace.path(), &[], &["check"]);
        assert!(run.messages.contains("一张图也没有"), "{}", run.messages);
    }
}

/// A map that its name keeps from being read is told beside those that are read, and each cure can be followed.
#[test]
fn a_map_by_another_name_is_told_beside_the_others() {
    for (name, meant) in
        [("b.YAML", "b.yaml"), ("b.yml.TXT", "b.yml"), ("b．yaml", "b.yaml"), ("cases/c.md.txt", "c.md")]
    {
        let workspace = Workspace::with(&[("maps/a.yaml", "title: A\n")]);
        let path = format!("maps/{name}");
        workspace.write(&path, "titel: B\n");
        let run = workspace.run(&["check", "--only", "misnamed-file"]);
        assert_eq!(run.code, 0, "it is a warning: {run:?}");
        assert!(run.out.contains("warning[misnamed-file]: this file is not read"), "{}", run.out);
        assert!(run.out.contains(&format!("--> {path}:1:1")), "{}", run.out);
        assert!(run.out.contains(&format!("rename it to `{meant}`")), "{}", run.out);
        assert_eq!(workspace.run(&["check", "--only", "misnamed-file", "--deny", "warnings"]).code, 1);
        let cured = workspace.path().join(&path).with_file_name(meant);
        std::fs::rename(workspace.path().join(&path), cured).expect("it can be renamed");
        let found = workspace.run(&["check"]).out;
        assert!(found.contains(meant) && !found.contains("misnamed-file"), "now it is read: {found}");
    }
    // What editors leave behind is meant by nobody.
    let workspace = Workspace::with(&[("maps/a.yaml", "title: A\n"), ("maps/a.yaml~", ""), ("maps/notes.txt", "")]);
    assert_eq!(workspace.findings(&["--only", "misnamed-file"]), [""; 0]);
}

#[test]
fn a_folder_in_which_nothing_is_checked_is_not_called_clean() {
    let workspace = Workspace::coffee_shop();
    workspace.write("map/second.yaml", "title: Second\n");
    let run = workspace.run(&["check", "map"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
    assert!(run.messages.contains("nothing in map is checked"), "{}", run.messages);
    assert!(run.messages.contains("map/second.yaml (rename it to maps/second.yaml)"), "{}", run.messages);
}

#[test]
fn a_path_that_is_not_checked_is_not_called_clean() {
    let workspace = Workspace::coffee_shop();
    workspace.write("notes.txt", "title: not a map\n");
    let other = Workspace::coffee_shop();
    let elsewhere = other.path().join("maps/my-first-map.yaml").display().to_string();
    for path in ["notes.txt", &elsewhere] {
        let run = workspace.run(&["check", "maps", path]);
        assert_eq!(run.code, 2, "{path}: {run:?}");
        assert!(run.messages.contains("is not checked"), "{path}: {}", run.messages);
    }
    std::fs::create_dir_all(workspace.path().join("maps/cases")).expect("a folder can be made");
    assert_eq!(workspace.run(&["check", "maps/cases"]).code, 0, "a folder without cases yet is no fault");
}

#[cfg(unix)]
#[test]
fn a_map_that_is_a_link_is_checked_by_its_name() {
    let workspace = Workspace::with(&[("maps/a.yaml", "title: A\n"), ("shared/b.yaml", "title: B\nstage: {}\n")]);
    std::os::unix::fs::symlink("../shared/b.yaml", workspace.path().join("maps/b.yaml")).expect("a link can be made");
    let found = workspace.findings(&["maps/b.yaml", "--only", "unknown-field"]);
    assert_eq!(found, ["maps/b.yaml:2:1 unknown-field"]);
}

#[test]
fn a_site_is_built_into_the_workspace_wherever_in_it_one_stands() {
    let workspace = Workspace::empty();
    assert_eq!(workspace.run(&["init", "shop"]).code, 0);
    let run = run_in(&workspace.path().join("shop/maps"), &[("LANG", "en_US.UTF-8")], &["build"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(workspace.path().join("shop/site/index.html").is_file());
    let run = workspace.run(&["-C", "shop", "build"]);
    assert!(run.messages.contains("Open shop/site/index.html"), "it says where from here: {}", run.messages);
}

/// A map's text before a cell, the cell, and after.
fn cell_of<'m>(map: &'m str, stage: &str, phase: &str) -> (&'m str, &'m str, &'m str) {
    let stage = map.find(&format!("\n  {stage}:")).expect("the stage is there");
    let start = stage + map[stage..].find(&format!("\n    {phase}:")).expect("the phase is there") + 1;
    let line = start + map[start..].find('\n').expect("the phase goes on") + 1;
    let indent_below = |text: &str| text.starts_with("     ") || text.trim().is_empty();
    let end = map[line..]
        .split_inclusive('\n')
        .scan(line, |at, text| {
            let start = *at;
            *at += text.len();
            Some((start, text))
        })
        .find(|(_, text)| !indent_below(text))
        .map_or(map.len(), |(at, _)| at);
    (&map[..start], &map[start..end], &map[end..])
}

#[test]
fn three_faults_in_one_file_are_three_findings_each_at_its_place() {
    let workspace = Workspace::with(&[(
        "maps/shop.yaml",
        "title: 街角小店
stages:
  prospct: {not_applicable: 进门的人都会买}
  customer:
    contact:
      - id: counter
        name: 收银台，人很多
        leads_to: [countr]
    first-impression: 收银台
    attitude:
      - {id: a, name: 甲}
    behaviour:
      - {id: b, name: 乙}
  unknown: {not_applicable: 本图不适用于未知客户}
  departing: {not_applicable: 见投诉图}
",
    )]);
    assert_eq!(
        workspace.findings(&[]),
        [
            "maps/shop.yaml:3:3 unknown-field",
            "maps/shop.yaml:8:20 unknown-touchpoint",
            "maps/shop.yaml:9:23 wrong-type",
        ]
    );
}

#[test]
fn the_caret_stands_under_the_right_character_of_a_chinese_line() {
    let workspace = Workspace::with(&[(
        "maps/shop.yaml",
        "title: 街角小店\nlanguage: zh\nstages:\n  customer:\n    contact:\n      - {id: 柜台, name: 收银台, leads_to: [柜抬]}\n",
    )]);
    let run = workspace.run(&["check", "--only", "unknown-touchpoint"]);
    let lines: Vec<&str> = run.out.lines().collect();
    let excerpt = lines.iter().position(|line| line.contains("柜抬]")).expect("the line in question is shown");
    let columns = |text: &str| unicode_width::UnicodeWidthStr::width(text);
    let caret = lines[excerpt + 1].find('^').expect("a caret below it");
    let place = lines[excerpt].find("柜抬").expect("the word");
    assert_eq!(columns(&lines[excerpt + 1][..caret]), columns(&lines[excerpt][..place]), "{}", run.out);
    assert!(run.out.contains("did you mean `柜台`?"), "{}", run.out);
}

#[test]
fn messages_follow_the_option_then_the_locale_then_the_workspace() {
    let workspace = Workspace::coffee_shop();
    let check = |locale: &[(&str, &str)], arguments: &[&str]| run_in(workspace.path(), locale, arguments).out;
    assert!(check(&[("LANG", "en_GB.UTF-8")], &["check"]).contains("no findings"));
    assert!(check(&[("LANG", "en_GB.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")], &["check"]).contains("没有发现问题"));
    assert!(check(&[("LANG", "zh_CN.UTF-8")], &["check", "--lang", "en"]).contains("no findings"));
    assert!(check(&[("LANG", "C.UTF-8")], &["check"]).contains("没有发现问题"), "the workspace is Chinese first");
}

#[test]
fn help_answers_and_slips_are_told_in_one_line_with_the_closest_word() {
    let nowhere = Workspace::empty();
    for (arguments, code, words) in [
        (&["chek"][..], 2, "did you mean `check`?"),
        (&["case", "nwe"], 2, "did you mean `case new`?"),
        (&["explain", "empty-cell", "thin-cell"], 2, "`thin-cell` is not expected here"),
        (&["check", "--fromat", "short"], 2, "did you mean `--format`?"),
        (&["check", "--format", "yaml"], 2, "short"),
        (&["watch", "--port", "99999"], 2, "up to 65535"),
        (&["watch", "--allow-host", "https://box.example.com/"], 2, "the name alone"),
        (&["explain", "emtpy-cell"], 2, "did you mean `empty-cell`?"),
        (&["check"], 2, "motmap init"),
        (&["build"], 2, "motmap init"),
        (&["check", "no-such-file.yaml"], 2, "no such file"),
    ] {
        let run = nowhere.run(arguments);
        assert_eq!(run.code, code, "{arguments:?}: {run:?}");
        assert!(run.messages.contains(words), "{arguments:?} should say `{words}`: {}", run.messages);
        assert_eq!(run.messages.trim_end().lines().count(), 1, "{arguments:?}: one line: {}", run.messages);
    }
    for arguments in [&["--help"][..], &[], &["--version"], &["explain"], &["explain", "empty-cell"], &["schema"]] {
        let run = nowhere.run(arguments);
        assert_eq!((run.code, run.messages.as_str()), (0, ""), "{arguments:?}");
        assert!(!run.out.is_empty(), "{arguments:?} answers");
    }
}

#[test]
fn a_command_that_lacks_the_one_below_it_is_answered_with_help() {
    let nowhere = Workspace::empty();
    for (arguments, words) in [
        (&["--lang", "zh"][..], &["check", "检查所有的图和案例"]),
        (&["case"], &["new", "Write a case to fill in"]),
        (&["case", "--lang", "zh"], &["new", "生成一份待填写的案例"]),
    ] {
        let run = nowhere.run(arguments);
        assert_eq!((run.code, run.messages.as_str()), (0, ""), "{arguments:?}: {run:?}");
        assert!(words.iter().all(|word| run.out.contains(word)), "{arguments:?}: {}", run.out);
    }
}

#[test]
fn a_slip_is_told_in_chinese_but_for_the_words_that_one_types() {
    let nowhere = Workspace::empty();
    for arguments in [
        &["chek"][..],
        &["case", "nwe"],
        &["case", "new"],
        &["explain", "empty-cell", "thin-cell"],
        &["check", "--fromat", "short"],
        &["check", "--format", "yaml"],
        &["check", "--format"],
        &["check", "--baseline", "a", "--write-baseline", "b"],
        &["build", "--baseline", "a"],
        &["watch", "--port", "99999"],
        &["completions"],
    ] {
        let run = nowhere.run(&[arguments, &["--lang", "zh"]].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}: {run:?}");
        let outside_code = run.messages.split('`').step_by(2).collect::<String>();
        let sayable = ["motmap", "help", "human", "short", "json", "sarif", "github"];
        let words = outside_code.split(|next: char| !next.is_ascii_alphabetic()).filter(|word| !word.is_empty());
        let english: Vec<&str> = words.filter(|word| !sayable.contains(word)).collect();
        assert!(english.is_empty(), "{arguments:?}: {english:?} in {}", run.messages);
    }
}

#[test]
fn every_command_and_option_has_its_help_in_every_language() {
    fn missing(command: &clap::Command, path: &str, without: &mut Vec<String>) {
        if command.get_about().is_none_or(|about| about.to_string().is_empty()) {
            without.push(path.to_owned());
        }
        for argument in command.get_arguments() {
            if argument.get_help().is_none_or(|help| help.to_string().is_empty()) {
                without.push(format!("{path} {}", argument.get_id()));
            }
        }
        for below in command.get_subcommands() {
            missing(below, &format!("{path} {}", below.get_name()), without);
        }
    }
    for lang in Lang::ALL {
        let mut without = Vec::new();
        missing(&cli::command(lang), "motmap", &mut without);
        assert!(
            without.is_empty(),
            "no {} help for {without:?}: a help in src/cli.rs is `/// English` and `/// | 中文`",
            lang.tag()
        );
    }
}

/// Every command with what comes after it, as one types them.
fn every_command() -> Vec<Vec<String>> {
    fn below(command: &clap::Command, path: &[String], found: &mut Vec<Vec<String>>) {
        for command in command.get_subcommands() {
            let path: Vec<String> = path.iter().cloned().chain([command.get_name().to_owned()]).collect();
            below(command, &path, found);
            found.push(path);
        }
    }
    let mut found = vec![Vec::new()];
    below(&cli::command(Lang::En), &[], &mut found);
    found
}

#[test]
fn help_of_a_command_is_asked_for_by_a_word_or_by_an_option() {
    let nowhere = Workspace::empty();
    let run = |words: &[&str]| nowhere.run(words);
    for command in every_command() {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let (by_word, by_option) = (run(&[&["help"], &words[..]].concat()), run(&[&words[..], &["--help"]].concat()));
        assert_eq!((by_word.code, by_word.messages.as_str()), (0, ""), "help {words:?}");
        assert_eq!(by_word.out, by_option.out, "help {words:?}");
    }
    let slip = run(&["help", "chek"]);
    assert_eq!(slip.code, 2);
    assert!(slip.messages.contains("did you mean `check`?"), "{slip:?}");
}

#[test]
fn chinese_help_is_chinese_throughout() {
    for command in every_command() {
        let words: Vec<&str> = command.iter().map(String::as_str).chain(["--help", "--lang", "zh"]).collect();
        let help = Workspace::empty().run(&words).out;
        assert!(help.contains("用法：motmap"), "{words:?}: {help}");
        for line in help.lines().filter(|line| !line.contains("shell：")) {
            let shouts = |word: &str| word.len() > 1 && !matches!(word, "JSON" | "HTML") && word == word.to_uppercase();
            let english = line.split(|next: char| !next.is_ascii_alphabetic()).find(|word| shouts(word));
            assert_eq!(english, None, "{words:?}: {line}\nthe name of a value needs a Chinese one in src/cli/help.rs");
            assert!(!line.trim_end().ends_with(':'), "{words:?}: a half-width colon ends {line:?}");
        }
    }
}

#[test]
fn a_folder_that_is_not_there_is_named_with_its_option() {
    let run = Workspace::empty().run(&["-C", "nowhere", "check"]);
    assert_eq!((run.code, run.messages.as_str()), (2, "motmap: there is no folder nowhere to run in (`-C nowhere`)\n"));
}

#[test]
fn a_file_in_the_place_of_a_folder_is_told_in_plain_words() {
    let workspace = Workspace::coffee_shop();
    workspace.write("taken", "a file\n");
    let run = workspace.run(&["check", "taken/maps"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.messages.contains("a folder is needed here, but there is a file"), "{}", run.messages);
}

#[test]
fn a_configuration_that_cannot_be_read_silences_what_it_may_silence() {
    let map = ("maps/shop.yaml", "title: 街角小店\nstages: {customer: {contact: [{id: a, name: 甲}]}}\n");
    let found = |config: &str| Workspace::with(&[map, ("motmap.yaml", config)]).findings(&[]);
    let lacks = |found: &[String]| found.iter().filter(|finding| finding.ends_with(" empty-cell")).count();
    assert_eq!(lacks(&found("title: 手册\n")), 15, "without a fault the cells that are empty are told");
    for broken in ["rules: {empty-cell: off}\n---\ntitle: 手册\n", "rules: [empty-cell]\n", "rules: off\n"] {
        let found = found(broken);
        assert!(found.len() == 1 && found[0].starts_with("motmap.yaml:"), "{broken:?}: {found:#?}");
    }
    assert_eq!(lacks(&found("titel: 手册\n")), 15, "a fault that hides no level silences nothing");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_motmap"))
        .args(["schema"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("motmap runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("motmap ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn check_reports_on_the_files_it_is_given() {
    let workspace = Workspace::with(&[("maps/one.yaml", "title: One\n"), ("maps/two.yaml", "title: Two\n")]);
    let found = workspace.findings(&["maps/two.yaml"]);
    assert!(!found.is_empty() && found.iter().all(|finding| finding.starts_with("maps/two.yaml")), "{found:?}");
    assert_eq!(workspace.findings(&["maps"]).len(), 2 * found.len());
}

#[test]
fn warnings_fail_a_run_only_where_they_are_denied() {
    let workspace = Workspace::coffee_shop();
    let map = workspace.read("maps/my-first-map.yaml").replace("Worth the walk", "TODO");
    workspace.write("maps/my-first-map.yaml", map);
    assert_eq!(workspace.run(&["check"]).code, 0);
    assert_eq!(workspace.run(&["check", "--deny", "warnings"]).code, 1);
    workspace.write("motmap.yaml", workspace.read("motmap.yaml") + "rules: {placeholder-text: error}\n");
    assert_eq!(workspace.run(&["check"]).code, 1);
    workspace.write("motmap.yaml", workspace.read("motmap.yaml").replace("-text: error", "-text: off"));
    assert_eq!(workspace.run(&["check", "--deny", "warnings"]).code, 0);
}

#[test]
fn the_level_of_a_rule_without_which_nothing_is_understood_cannot_be_changed() {
    let workspace = Workspace::coffee_shop();
    workspace.write("motmap.yaml", workspace.read("motmap.yaml") + "rules: {unknown-field: off, empty-cel: off}\n");
    assert_eq!(workspace.findings(&[]).len(), 2);
    let out = workspace.run(&["check"]).out;
    assert!(out.contains("cannot be changed") && out.contains("did you mean `empty-cell`?"), "{out}");
}

#[test]
fn a_case_is_written_under_a_name_not_yet_taken() {
    let workspace = Workspace::coffee_shop();
    let first = workspace.run(&["case", "new", "my-first-map/counter"]);
    assert_eq!((first.code, first.out.as_str()), (0, "maps/cases/counter.md\n"));
    let second = workspace.run(&["case", "new", "counter"]);
    assert_eq!((second.code, second.out.as_str()), (0, "maps/cases/counter-2.md\n"));
    let case = workspace.read("maps/cases/counter.md");
    for words in ["touchpoint: my-first-map/counter", "## 1 ", "## 6 ", "收银台", "店员"] {
        assert!(case.contains(words), "`{words}` is missing from:\n{case}");
    }
    let shown = workspace.run(&["case", "new", "counter", "--stdout"]);
    assert_eq!(shown.out, case);
    assert_eq!(
        workspace.run(&["case", "new", "countre"]).messages.trim_end(),
        "motmap: there is no touchpoint `countre`; did you mean `counter`?"
    );
}

#[test]
fn a_touchpoint_is_found_by_the_name_that_pages_show() {
    let cells = "[{id: desk, name: {zh: 前台投诉, en: Complaints at the desk}}, {id: line, name: 电话投诉}]";
    let map = format!("title: 店\nlanguage: zh\nstages:\n  customer:\n    contact: {cells}\n");
    let workspace = Workspace::with(&[("maps/shop.yaml", &map)]);
    for (typed, path) in [("前台投诉", "desk.md"), ("complaints at the desk", "desk-2.md"), ("电话投诉", "line.md")]
    {
        let run = workspace.run(&["case", "new", typed]);
        assert_eq!((run.code, run.out), (0, format!("maps/cases/{path}\n")), "{typed}");
    }
    let run = workspace.run(&["case", "new", "投诉", "--lang", "zh"]);
    assert_eq!(run.code, 2, "{run:?}");
    for proposed in ["shop/desk  前台投诉", "shop/line  电话投诉"] {
        assert!(run.messages.contains(proposed), "`{proposed}` is to be proposed: {}", run.messages);
    }
}

/// On a screen: what `motmap` prints, and the files that it wrote.
#[cfg(target_os = "linux")]
fn on_a_screen(workspace: &Workspace, arguments: &str) -> String {
    let command = format!("{} {arguments}", env!("CARGO_BIN_EXE_motmap"));
    let output = Command::new("script").args(["-qec", &command, "/dev/null"]).current_dir(workspace.path()).output();
    let output = output.expect("`script`, of util-linux, runs a program on a screen");
    String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n")
}

#[cfg(target_os = "linux")]
#[test]
fn a_drawing_and_a_sheet_are_files_where_they_would_fill_the_screen() {
    let workspace = Workspace::coffee_shop();
    for (arguments, path, content) in [
        ("graph my-first-map --lang en", "my-first-map.svg", "<svg"),
        ("graph my-first-map --lang en", "my-first-map-2.svg", "<svg"),
        ("graph --format mermaid --lang en", "journey.mmd", "flowchart"),
        ("case new counter --print --lang en", "counter.html", "<html"),
    ] {
        let shown = on_a_screen(&workspace, arguments);
        assert_eq!(shown, format!("{path}\nWritten to this file; `> FILE` writes to another.\n"), "{arguments}");
        assert!(workspace.read(path).contains(content), "{path}");
        assert!(
            workspace.run(&arguments.split(' ').collect::<Vec<_>>()).out.contains(content),
            "{arguments} in a pipe"
        );
    }
}

#[test]
fn a_second_case_of_the_longest_id_is_named_by_an_id_too() {
    let long = "接".repeat(64);
    let map = format!("title: A\nstages:\n  customer:\n    contact:\n      - {{id: {long}, name: B}}\n");
    let workspace = Workspace::with(&[("maps/a.yaml", &map), ("maps/cases/x.md", "---\ntitle: X\n---\n")]);
    for stem in [long.clone(), format!("{}-2", "接".repeat(62))] {
        let run = workspace.run(&["case", "new", &long]);
        assert_eq!((run.code, run.out), (0, format!("maps/cases/{stem}.md\n")));
    }
    let findings = workspace.findings(&[]);
    assert!(!findings.iter().any(|finding| finding.ends_with("invalid-id")), "{findings:#?}");
}

#[test]
fn every_shipped_map_fits_the_exported_schema() {
    let schema: serde_json::Value =
        serde_json::from_str(&Workspace::empty().run(&["schema"]).out).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    for map in ["maps/reference-grid.yaml", "maps/gold-card.yaml", "maps/branch-counter.yaml"] {
        let text = std::fs::read_to_string(repository(map)).expect("a shipped map");
        let value: serde_json::Value = serde_yaml::from_str(&text).expect("a shipped map is YAML");
        let faults: Vec<String> =
            validator.iter_errors(&value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        assert!(faults.is_empty(), "{map}: {faults:#?}");
    }
    let misspelt: serde_json::Value = serde_yaml::from_str("title: Shop\nstages: {prospct: {}}\n").expect("YAML");
    assert!(!validator.is_valid(&misspelt), "the schema refuses a stage that there is not");
}

#[test]
fn a_map_that_is_not_there_is_answered_with_as_many_as_somebody_looks_through() {
    let paths: Vec<String> = (1..=25).map(|number| format!("maps/branch-{number:02}.yaml")).collect();
    let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "title: A branch\n")).collect();
    let workspace = Workspace::with(&files);
    for command in [&["build", "--map", "airport"][..], &["graph", "airport"]] {
        let run = workspace.run(command);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.messages.contains("there is no map `airport`; there are: branch-01, branch-02"), "{run:?}");
        assert!(run.messages.trim_end().ends_with("branch-20, …"), "it lists twenty of 25 maps: {}", run.messages);
    }
}

#[test]
fn graphviz_reads_the_exported_graph() {
    let dot = run_in(&repository("."), &[], &["graph", "--format", "dot"]);
    assert_eq!(dot.code, 0);
    let Ok(mut graphviz) =
        Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
    else {
        assert!(std::env::var_os("MOTMAP_TEST_ALL").is_none(), "Graphviz is not installed");
        eprintln!("skipped: Graphviz is not installed");
        return;
    };
    let mut pipe = graphviz.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || pipe.write_all(dot.out.as_bytes()));
    let output = graphviz.wait_with_output().expect("Graphviz ends");
    writer.join().expect("the graph is written").expect("Graphviz reads it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("金卡热线"));
}
