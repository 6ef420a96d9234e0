//! The command line: its words and their help, nothing else.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Command, CommandFactory, Parser, Subcommand};
use jiff::civil::Date;

use crate::emit::Format;
use crate::model::Tag;
use crate::preview::HostName;
use crate::words::{Lang, Phrase, Words};
use crate::{phrase, suggest, words};

/// The command line as it was typed.
#[derive(Debug, Parser)]
#[command(
    name = "motmap",
    version,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// Where to run.
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub directory: Option<PathBuf>,
    /// The language of messages.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,
    /// What to do.
    #[command(subcommand)]
    pub command: Task,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// `motmap init`.
    Init(Init),
    /// `motmap check`.
    Check(Check),
    /// `motmap build`.
    Build(Build),
    /// `motmap watch`.
    Watch(Watch),
    /// `motmap graph`.
    Graph(GraphArgs),
    /// `motmap case`.
    Case(Case),
    /// `motmap explain`.
    Explain(Explain),
    /// `motmap schema`.
    Schema(Schema),
    /// `motmap completions`.
    Completions(Completions),
}

/// `motmap init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder.
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Of a language, its file of words alone.
    #[arg(long, value_name = "LANG", value_parser = tag)]
    pub words: Option<Tag>,
}

/// `motmap check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Files or folders; all if none.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The form of the findings.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// What else fails the run.
    #[arg(long, value_name = "LEVEL", value_parser = ["warnings"])]
    pub deny: Option<String>,
    /// One rule alone.
    #[arg(long, value_name = "RULE")]
    pub only: Option<String>,
    /// Mend first what is certain.
    #[arg(long)]
    pub fix: bool,
    /// Findings that were there before.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Where to keep the findings of now.
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub write_baseline: Option<PathBuf>,
    /// The day to check on.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<Date>,
}

/// `motmap build`.
#[derive(Debug, Args)]
pub struct Build {
    /// The output folder; the workspace's `site` if none.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Any error fails it.
    #[arg(long)]
    pub strict: bool,
    /// Errors that were there before.
    #[arg(long, value_name = "FILE", requires = "strict")]
    pub baseline: Option<PathBuf>,
    /// One map alone.
    #[arg(long, value_name = "ID")]
    pub map: Option<String>,
    /// What was read, for make and ninja.
    #[arg(long, value_name = "FILE")]
    pub depfile: Option<PathBuf>,
    /// Each map as one file too.
    #[arg(long)]
    pub single_file: bool,
}

/// `motmap watch`.
#[derive(Debug, Args)]
pub struct Watch {
    /// The output folder; the workspace's `site` if none.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The port of the preview.
    #[arg(long, value_name = "N", default_value_t = 4000)]
    pub port: u16,
    /// The address of the preview.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: String,
    /// A name that the preview may be asked under.
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<HostName>,
    /// Open a browser.
    #[arg(long)]
    pub open: bool,
    /// No preview.
    #[arg(long)]
    pub no_serve: bool,
    /// By the clock.
    #[arg(long)]
    pub poll: bool,
}

/// `motmap graph`.
#[derive(Debug, Args)]
pub struct GraphArgs {
    /// The map; all if none.
    #[arg(value_name = "MAP")]
    pub map: Option<String>,
    /// The form.
    #[arg(long, value_enum, default_value_t)]
    pub format: GraphFormat,
}

/// A form of the journey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum GraphFormat {
    /// A drawing.
    #[default]
    Svg,
    /// For Graphviz.
    Dot,
    /// For Mermaid.
    Mermaid,
    /// For programs.
    Json,
}

/// `motmap case`.
#[derive(Debug, Args)]
pub struct Case {
    /// What to do with a case.
    #[command(subcommand)]
    pub task: CaseTask,
}

/// What to do with a case.
#[derive(Debug, Subcommand)]
pub enum CaseTask {
    /// `motmap case new`.
    New(CaseNew),
}

/// `motmap case new`.
#[derive(Debug, Args)]
pub struct CaseNew {
    /// Where it happened.
    #[arg(value_name = "TOUCHPOINT")]
    pub touchpoint: String,
    /// To standard output.
    #[arg(long)]
    pub stdout: bool,
    /// The sheet to print.
    #[arg(long)]
    pub print: bool,
}

/// `motmap explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule; a list if none.
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
}

/// `motmap schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Of what.
    #[arg(value_name = "WHAT", value_enum, default_value_t)]
    pub what: Described,
}

/// What there is a JSON Schema of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Described {
    /// A map.
    #[default]
    Map,
    /// `motmap.yaml`.
    Workspace,
    /// The header of a case.
    Case,
    /// What `check --format json` prints.
    Findings,
}

/// `motmap completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// A date as maps write it; what else a date could look like is not guessed at.
fn tag(typed: &str) -> Result<Tag, &'static str> {
    Tag::parse(typed).ok_or("a language is written such as fr or pt-BR")
}

fn date(typed: &str) -> Result<Date, jiff::Error> {
    Date::strptime("%Y-%m-%d", typed)
}

/// What the help says: the path of a command and, after a space, its argument; then the words.
const HELP: &[(&str, Phrase)] = &[
    (
        "motmap",
        phrase!(
            "Turns moments-of-truth touchpoint maps into checked playbooks and case-writing templates",
            "把关键时刻接触点图变成经过检查的指导手册和案例撰写模板"
        ),
    ),
    ("motmap directory", phrase!("Run as if started in DIR", "如同在该目录下运行")),
    ("motmap lang", phrase!("The language of messages: zh or en", "提示信息的语言：zh 或 en")),
    ("motmap help", phrase!("Print help", "显示帮助")),
    ("motmap version", phrase!("Print the version", "显示版本")),
    (
        "help",
        phrase!("Show the help of a command; of the program without one", "显示一个命令的帮助；不写命令则显示总的帮助"),
    ),
    ("help command", phrase!("The command", "命令名")),
    ("init", phrase!("Write a small bilingual workspace to begin with", "新建一个双语的小工作区，供起步使用")),
    ("init dir", phrase!("The folder to write to; this one if left out", "写入的目录；省略则为当前目录")),
    (
        "init words",
        phrase!(
            "Write the words of the pages in a language, such as fr, to be translated; no workspace",
            "只写一份某种语言（例如 fr）的页面用词供翻译，不建工作区"
        ),
    ),
    ("check", phrase!("Check every map and case", "检查所有的图和案例")),
    ("check paths", phrase!("Files or folders to report on; all if left out", "只报告这些文件或目录；省略则全部")),
    (
        "check format",
        phrase!(
            "The form of the findings: human, short, json, sarif or github",
            "结果的格式：human、short、json、sarif 或 github"
        ),
    ),
    ("check deny", phrase!("`warnings`: fail on warnings too", "写 warnings：有警告也算不通过")),
    ("check only", phrase!("Look for one rule alone", "只查这一条规则")),
    (
        "check fix",
        phrase!(
            "First put in the cures that are certain, and say which; nothing else is changed",
            "先改正改法确定的问题，并逐条说明；其余一概不动"
        ),
    ),
    (
        "check baseline",
        phrase!(
            "Leave out the findings kept in FILE: only new ones count",
            "不再报告该文件里记下的旧问题，只看新出现的"
        ),
    ),
    (
        "check write_baseline",
        phrase!(
            "Keep the findings of now in FILE, for --baseline; faults that make a map unreadable are never kept",
            "把现有的问题记到该文件，供 --baseline 使用；让图读不懂的错误不记"
        ),
    ),
    (
        "check today",
        phrase!(
            "Check as on this day, such as 2026-10-01; today if left out",
            "按哪一天来查，如 2026-10-01；省略则为今天"
        ),
    ),
    ("build", phrase!("Write the site: playbooks, cases, sheets", "生成站点：指导手册、案例、撰写表")),
    (
        "build out",
        phrase!("The folder to write to; the workspace's site if left out", "输出目录；省略则为工作区里的 site"),
    ),
    ("build strict", phrase!("Fail on any error", "有任何错误即算失败")),
    (
        "build baseline",
        phrase!(
            "With --strict: the findings kept in FILE by `check --write-baseline` do not fail it",
            "与 --strict 同用：`check --write-baseline` 记在该文件里的旧问题不算失败"
        ),
    ),
    ("build map", phrase!("Write the pages of one map alone", "只生成这一张图的页面")),
    (
        "build depfile",
        phrase!("Write to FILE what was read, for make and ninja", "记下读过哪些文件，供 make 和 ninja 使用"),
    ),
    (
        "watch",
        phrase!("Build, then again at every change, with a preview", "先生成一次，之后每有改动就重新生成，并提供预览"),
    ),
    (
        "watch out",
        phrase!("The folder to write to; the workspace's site if left out", "输出目录；省略则为工作区里的 site"),
    ),
    ("watch port", phrase!("The preview's port; 4000 if left out", "预览的端口；省略则为 4000")),
    ("watch host", phrase!("The preview's address; 127.0.0.1 if left out", "预览的地址；省略则为 127.0.0.1")),
    (
        "watch allow_host",
        phrase!(
            "A name that the preview may be opened by, as behind a proxy; may be given again and again",
            "允许用这个名字打开预览（如经代理访问时）；可写多次"
        ),
    ),
    ("watch open", phrase!("Open the preview in a browser", "用浏览器打开预览")),
    ("watch no_serve", phrase!("Only build; serve no preview", "只生成，不提供预览")),
    (
        "watch poll",
        phrase!("Look at the files by the clock, as on network folders", "按固定间隔检查文件（网络目录等）"),
    ),
    (
        "build single_file",
        phrase!(
            "Write each map as one file too, to send or to carry: single/MAP.html",
            "另将每张图各生成一个独立文件 single/图.html，便于转发和携带"
        ),
    ),
    ("graph", phrase!("Print the journey", "输出客户旅程图")),
    ("graph map", phrase!("The map; all maps if left out", "哪张图；省略则全部")),
    (
        "graph format",
        phrase!("The form of the journey: svg, dot, mermaid or json", "旅程图的格式：svg、dot、mermaid 或 json"),
    ),
    ("case", phrase!("Write cases", "撰写案例")),
    ("case new", phrase!("Write a case to fill in, prefilled from the map", "生成一份待填写的案例，已按图预填")),
    ("case new touchpoint", phrase!("Where it happened: MAP/TOUCHPOINT", "发生在哪里：图/接触点")),
    ("case new stdout", phrase!("Print it instead of writing a file", "输出到屏幕，不写文件")),
    ("case new print", phrase!("Print the HTML sheet to fill in by hand", "输出供打印手填的 HTML 表")),
    ("explain", phrase!("Show a rule's page; all rules without one", "显示规则说明；不写则列出所有规则")),
    ("explain rule", phrase!("The rule", "规则名")),
    ("schema", phrase!("Print the JSON Schema of a map, for editors", "输出图的 JSON Schema，供编辑器使用")),
    (
        "schema what",
        phrase!(
            "Of what: map (if left out), workspace, case, or findings (of check --format json)",
            "哪一种：map（默认）、workspace、case，或 findings（check --format json 的输出）"
        ),
    ),
    ("completions", phrase!("Print completions for a shell", "输出命令行补全脚本")),
    (
        "completions shell",
        phrase!(
            "The shell: bash, zsh, fish, elvish or powershell",
            "哪种 shell：bash、zsh、fish、elvish 或 powershell"
        ),
    ),
];

/// What stands in the help for a value, and its Chinese; names that every language writes alike are left out.
const VALUES: &[(&str, &str)] = &[
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
    ("TOUCHPOINT", "接触点"),
    ("WHAT", "种类"),
];

/// The help of a command or an argument.
pub fn help_for(path: &str) -> Option<Phrase> {
    HELP.iter().find(|(known, _)| *known == path).map(|(_, help)| *help)
}

/// The command line with its help in one language.
pub fn command(lang: Lang) -> Command {
    localise(Cli::command(), "motmap", lang)
}

fn localise(command: Command, path: &str, lang: Lang) -> Command {
    let say = |path: &str| help_for(path).map_or("", |help| help.get(lang));
    let below = |name: &str| if path == "motmap" { name.to_owned() } else { format!("{path} {name}") };
    let global = ["directory", "lang", "help", "version"];
    let mut command = command
        .about(say(path))
        .help_template(template(lang))
        .subcommand_help_heading(phrase!("Commands", "命令").get(lang))
        .subcommand_value_name(phrase!("COMMAND", "命令").get(lang))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help));
    if path == "motmap" {
        command = command
            .arg(clap::Arg::new("version").short('V').long("version").action(clap::ArgAction::Version))
            .subcommand(Command::new(HELP_COMMAND).arg(clap::Arg::new("command").value_name("COMMAND").num_args(0..)));
    }
    let arguments: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    for name in arguments {
        let of = if global.contains(&name.as_str()) { format!("motmap {name}") } else { format!("{path} {name}") };
        let help = StyledStr::from(say(&of));
        command = command.mut_arg(&name, |argument| {
            let heading = match (argument.is_positional(), lang) {
                (true, Lang::Zh) => "参数",
                (true, Lang::En) => "Arguments",
                (false, Lang::Zh) => "选项",
                (false, Lang::En) => "Options",
            };
            let values = argument.get_action().takes_values();
            let called = |name: &str| VALUES.iter().find(|(known, _)| *known == name && lang == Lang::Zh);
            let value = argument.get_value_names().and_then(|names| called(names.first()?)).map(|(_, zh)| *zh);
            let argument = match value {
                Some(value) => argument.value_name(value),
                None => argument,
            };
            argument.help(help).help_heading(heading).hide_possible_values(values).hide_default_value(values)
        });
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let path = below(&name);
        command = command.mut_subcommand(&name, |sub| localise(sub, &path, lang));
    }
    command
}

fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "{about}\n\nUsage: {usage}\n\n{all-args}",
        Lang::Zh => "{about}\n\n用法：{usage}\n\n{all-args}",
    }
}

/// What is wrong with what was typed, in one line; `None` for clap's own words on rarer slips.
pub fn explain(error: &clap::Error) -> Option<Words> {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.first().cloned(),
        _ => None,
    };
    let closest = |kind, near: Option<String>| match near.or_else(|| context(kind)) {
        Some(near) => words!("; did you mean `{near}`?", "；是不是想写 `{near}`？"),
        None => words!("; `motmap --help` lists what there is", "；`motmap --help` 会列出可用的命令和选项"),
    };
    let (message, hint) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = context(ContextKind::InvalidSubcommand)?;
            let commands = Cli::command();
            let near = suggest::closest(&typed, commands.get_subcommands().map(Command::get_name)).map(str::to_owned);
            let message = words!("there is no command `{typed}`", "没有 `{typed}` 这个命令");
            (message, closest(ContextKind::SuggestedSubcommand, near))
        }
        ErrorKind::UnknownArgument => {
            let typed = context(ContextKind::InvalidArg)?;
            (
                words!("there is no option `{typed}` here", "这里没有 `{typed}` 这个选项"),
                closest(ContextKind::SuggestedArg, None),
            )
        }
        ErrorKind::InvalidValue => {
            let (option, typed) = (context(ContextKind::InvalidArg)?, context(ContextKind::InvalidValue)?);
            let valid = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(texts)) => texts.join(", "),
                _ => return None,
            };
            if typed.is_empty() {
                let message = words!("`{option}` wants a value", "`{option}` 后面要写一个值");
                let one_of = words!(": one of {valid}", "：{valid} 之一");
                (message, if valid.is_empty() { words!("", "") } else { one_of })
            } else {
                let message = words!("`{typed}` does not go with `{option}`", "`{option}` 不能写 `{typed}`");
                (message, words!("; write one of {valid}", "；可以写：{valid}"))
            }
        }
        ErrorKind::ValueValidation if context(ContextKind::InvalidArg)?.starts_with("--today") => {
            let typed = context(ContextKind::InvalidValue)?;
            (
                words!("`{typed}` is not a date", "`{typed}` 不是日期"),
                words!("; write year-month-day: 2026-10-01", "；请写成 年-月-日：2026-10-01"),
            )
        }
        ErrorKind::ValueValidation if context(ContextKind::InvalidArg)?.starts_with("--allow-host") => {
            let typed = context(ContextKind::InvalidValue)?;
            (
                words!("`{typed}` is not a host name", "`{typed}` 不是主机名"),
                words!(
                    "; write the name alone, as the refused page shows it: box.example.com",
                    "；请只写名字，照被拒绝的页面上显示的写：box.example.com"
                ),
            )
        }
        ErrorKind::ValueValidation => {
            let (option, typed) = (context(ContextKind::InvalidArg)?, context(ContextKind::InvalidValue)?);
            let number = words!("; write a whole number up to 65535", "；请写 65535 以内的整数");
            let hint = if option.starts_with("--port") {
                number
            } else {
                words!("; see --help", "；用 --help 查看用法")
            };
            (words!("`{typed}` does not go with `{option}`", "`{option}` 不能写 `{typed}`"), hint)
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = context(ContextKind::InvalidArg)?;
            (words!("`{missing}` is missing", "缺少 `{missing}`"), words!("; see --help", "；用 --help 查看用法"))
        }
        ErrorKind::ArgumentConflict => {
            let (one, other) = (context(ContextKind::InvalidArg)?, context(ContextKind::PriorArg)?);
            (words!("`{one}` does not go together with `{other}`", "`{one}` 不能和 `{other}` 一起用"), words!("", ""))
        }
        _ => return None,
    };
    Some(Words { en: message.en + &hint.en, zh: message.zh + &hint.zh })
}

/// `motmap help check` is `motmap check --help`.
const HELP_COMMAND: &str = "help";

/// The arguments as clap reads them, with the help in `lang`.
///
/// # Errors
/// Where they cannot be read, or help or the version was asked for.
pub fn parse(arguments: &[OsString], lang: Lang) -> Result<Cli, clap::Error> {
    let mut matches = command(lang).try_get_matches_from(arguments)?;
    if let Some((HELP_COMMAND, asked)) = matches.subcommand() {
        let of = asked.get_many::<String>("command").into_iter().flatten().filter(|word| !word.starts_with('-'));
        let words = ["motmap"].into_iter().chain(of.map(String::as_str)).chain(["--help"]);
        matches = command(lang).try_get_matches_from(words)?;
    }
    clap::FromArgMatches::from_arg_matches(&matches)
}

/// Help and other answers of clap's in one language: what it writes into them by itself is English.
pub fn answer(error: &clap::Error, lang: Lang) -> String {
    let mut answer = error.render().ansi().to_string();
    if lang == Lang::Zh {
        for (typed, zh) in [("[OPTIONS]", "[选项]"), ("命令:", "命令："), ("参数:", "参数："), ("选项:", "选项：")]
        {
            answer = answer.replace(typed, zh);
        }
    }
    answer
}
