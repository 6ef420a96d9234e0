//! The help in one language.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory};

use super::Cli;
use crate::phrase;
use crate::words::Lang;

/// The Chinese names of values; those that every language writes alike are left out.
const VALUE_NAMES: &[(&str, &str)] = &[
    ("ADDRESS", "地址"),
    ("COMMAND", "命令"),
    ("DATE", "日期"),
    ("DIR", "目录"),
    ("FILE", "文件"),
    ("FORMAT", "格式"),
    ("ID", "编号"),
    ("LANG", "语言"),
    ("LEVEL", "级别"),
    ("MAP", "图"),
    ("N", "端口"),
    ("NAME", "名字"),
    ("PATH", "路径"),
    ("RULE", "规则"),
    ("RULE|FIELD", "规则或字段"),
    ("SHELL", "终端"),
    ("TOUCHPOINT", "接触点"),
    ("VIEW", "画法"),
    ("WHAT", "种类"),
];

/// `motmap help check` is `motmap check --help`.
const HELP_COMMAND: &str = "help";

/// The command line with its help in one language.
pub fn command(lang: Lang) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let help = Command::new(HELP_COMMAND)
        .about("Show the help of a command; of the program without one | 显示一个命令的帮助；不写命令则显示总的帮助")
        .arg(Arg::new("command").value_name("COMMAND").num_args(0..).help("The command | 命令名"));
    localise(Cli::command(), lang)
        .arg(localise_argument(version.help("Print the version | 显示版本"), lang))
        .subcommand(localise(help, lang))
}

/// One language of a help in both.
fn pick(help: Option<&StyledStr>, lang: Lang) -> String {
    let both = help.map(StyledStr::to_string).unwrap_or_default();
    let (en, zh) = both.split_once(" | ").unwrap_or_default();
    match lang {
        Lang::En => en.to_owned(),
        Lang::Zh => zh.to_owned(),
    }
}

fn localise(command: Command, lang: Lang) -> Command {
    let about = pick(command.get_about(), lang);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("Print help | 显示帮助");
    command
        .about(about)
        .help_template(template(lang))
        .subcommand_help_heading(phrase!("Commands", "命令").get(lang))
        .subcommand_value_name(phrase!("COMMAND", "命令").get(lang))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help)
        .mut_args(|argument| localise_argument(argument, lang))
        .mut_subcommands(|command| localise(command, lang))
}

fn localise_argument(argument: Arg, lang: Lang) -> Arg {
    let help = pick(argument.get_help(), lang);
    let heading = match argument.is_positional() {
        true => phrase!("Arguments", "参数"),
        false => phrase!("Options", "选项"),
    };
    let takes_values = argument.get_action().takes_values();
    let name = argument.get_value_names().and_then(|names| names.first()).filter(|_| lang == Lang::Zh);
    let chinese_name = name.and_then(|name| VALUE_NAMES.iter().find(|(en, _)| *en == name.as_str()));
    let argument = match chinese_name {
        Some((_, zh)) => argument.value_name(*zh),
        None => argument,
    };
    argument
        .help(help)
        .help_heading(heading.get(lang))
        .hide_possible_values(takes_values)
        .hide_default_value(takes_values)
}

fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "{about}\n\nUsage: {usage}\n\n{all-args}",
        Lang::Zh => "{about}\n\n用法：{usage}\n\n{all-args}",
    }
}

/// The arguments that print the help that `motmap help …` asks for.
pub(super) fn requested(matches: &ArgMatches) -> Option<Vec<&str>> {
    let (_, asked) = matches.subcommand().filter(|(name, _)| *name == HELP_COMMAND)?;
    let words = asked.get_many::<String>("command").into_iter().flatten().map(String::as_str);
    let path = words.filter(|word| !word.starts_with('-'));
    Some(["motmap"].into_iter().chain(path).chain(["--help"]).collect())
}

/// An answer of clap's in one language: the words that clap adds by itself are English.
pub fn in_language(answer: &clap::Error, lang: Lang) -> String {
    let mut text = answer.render().ansi().to_string();
    if lang == Lang::Zh {
        for (en, zh) in [("[OPTIONS]", "[选项]"), ("命令:", "命令："), ("参数:", "参数："), ("选项:", "选项：")]
        {
            text = text.replace(en, zh);
        }
    }
    text
}
