//! The command line: its commands and arguments. Each doc comment is the help, in English and, after the `|`, in Chinese.

mod help;
mod usage_error;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, FromArgMatches, Parser, Subcommand};
use jiff::civil::Date;

use crate::emit::Format;
use crate::model::Tag;
use crate::preview::HostName;
use crate::words::Lang;
pub use help::{command, in_language};
pub use usage_error::explain;

/// Turns moments-of-truth touchpoint maps into checked playbooks and case-writing templates
/// | 把关键时刻接触点图变成经过检查的指导手册和案例撰写模板
#[derive(Debug, Parser)]
#[command(
    name = "motmap",
    version,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// Run as if started in DIR
    /// | 如同在该目录下运行
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(crate) directory: Option<PathBuf>,
    /// The language of messages: zh or en
    /// | 提示信息的语言：zh 或 en
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<Lang>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Create a small workspace to start from, in English
    /// | 新建一个中文的小工作区，供起步使用
    Init(InitArgs),
    /// Check every map and case
    /// | 检查所有的图和案例
    Check(CheckArgs),
    /// Write the site: playbooks, cases, sheets
    /// | 生成站点：指导手册、案例、撰写表
    Build(BuildArgs),
    /// Build, then again at every change, with a preview
    /// | 先生成一次，之后每有改动就重新生成，并提供预览
    Watch(WatchArgs),
    /// Draw the journey: a file, where the output is a screen
    /// | 画出客户旅程图；在终端里运行时写成文件
    Graph(GraphArgs),
    /// Write cases
    /// | 撰写案例
    Case(CaseArgs),
    /// Explain a rule or a field; list all rules without one
    /// | 说明一条规则或一个字段；不写则列出所有规则
    Explain(ExplainArgs),
    /// Print the JSON Schema of a map, for editors, in the names of one language
    /// | 输出图的 JSON Schema（中文字段名），供编辑器使用
    Schema(SchemaArgs),
    /// Print completions for a shell
    /// | 输出命令行补全脚本
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The folder to write to; this one if left out
    /// | 写入的目录；省略则为当前目录
    #[arg(value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Only write the words of the pages for translation into a language, such as fr
    /// | 只写一份某种语言（例如 fr）的页面用词供翻译，不建工作区
    #[arg(long, value_name = "LANG", value_parser = parse_tag)]
    pub words: Option<Tag>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Files or folders to report on; all if left out
    /// | 只报告这些文件或目录；省略则全部
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The format of the findings: human, short, json, sarif or github
    /// | 结果的格式：human、short、json、sarif 或 github
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// `warnings`: fail on warnings too
    /// | 写 warnings：有警告也算不通过
    #[arg(long, value_name = "LEVEL", value_parser = ["warnings"])]
    pub deny: Option<String>,
    /// Check one rule alone
    /// | 只查这一条规则
    #[arg(long, value_name = "RULE")]
    pub only: Option<String>,
    /// First make the corrections that are certain, and list them; nothing else is changed
    /// | 先改正改法确定的问题，并逐条说明；其余一概不动
    #[arg(long)]
    pub fix: bool,
    /// Report only findings that are not in FILE
    /// | 不再报告该文件里记下的旧问题，只看新出现的
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the current findings to FILE, for --baseline; errors that make a map unreadable are left out
    /// | 把现有的问题记到该文件，供 --baseline 使用；让图读不懂的错误不记
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub write_baseline: Option<PathBuf>,
    /// Check as of this day, such as 2026-10-01; today if left out
    /// | 按哪一天来查，如 2026-10-01；省略则为今天
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub today: Option<Date>,
}

#[derive(Debug, Args)]
pub(crate) struct BuildArgs {
    /// The folder to write to, for readers; the workspace's site if left out
    /// | 读者版的输出目录；省略则为工作区里的 site
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The folder for the edition of authors and trainers; DIR-trainer beside the other if left out
    /// | 作者与培训师版的输出目录；省略则在旁边，名称加 -trainer
    #[arg(long, value_name = "DIR")]
    pub trainer_out: Option<PathBuf>,
    /// Leave out the edition of authors and trainers
    /// | 不生成作者与培训师版
    #[arg(long, conflicts_with = "trainer_out")]
    pub readers_only: bool,
    /// Fail on any error
    /// | 有任何错误即算失败
    #[arg(long)]
    pub strict: bool,
    /// With --strict: the findings in FILE, written by `check --write-baseline`, do not fail the build
    /// | 与 --strict 同用：`check --write-baseline` 记在该文件里的旧问题不算失败
    #[arg(long, value_name = "FILE", requires = "strict")]
    pub baseline: Option<PathBuf>,
    /// Write the pages of one map alone
    /// | 只生成这一张图的页面
    #[arg(long, value_name = "ID")]
    pub map: Option<String>,
    /// Write the edition for one kind of customers, into site-ID if --out does not say otherwise
    /// | 只为一类客户生成；没有写 --out 时，输出到 site-编号
    #[arg(long, value_name = "ID")]
    pub segment: Option<String>,
    /// Write to FILE which files were read, for make and ninja
    /// | 记下读过哪些文件，供 make 和 ninja 使用
    #[arg(long, value_name = "FILE")]
    pub depfile: Option<PathBuf>,
    /// Also write each map as a single file to send or carry: single/MAP.html
    /// | 另将每张图各生成一个独立文件 single/图.html，便于转发和携带
    #[arg(long)]
    pub single_file: bool,
}

#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// The folder to write to, for readers; the workspace's site if left out
    /// | 读者版的输出目录；省略则为工作区里的 site
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The folder for the edition of authors and trainers; DIR-trainer beside the other if left out
    /// | 作者与培训师版的输出目录；省略则在旁边，名称加 -trainer
    #[arg(long, value_name = "DIR")]
    pub trainer_out: Option<PathBuf>,
    /// The preview's port; 4000 if left out
    /// | 预览的端口；省略则为 4000
    #[arg(long, value_name = "N", default_value_t = 4000)]
    pub port: u16,
    /// The preview's address; 127.0.0.1 if left out
    /// | 预览的地址；省略则为 127.0.0.1
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: String,
    /// A host name that the preview may be opened by, as behind a proxy; can be repeated
    /// | 允许用这个主机名打开预览（如经代理访问时）；可写多次
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<HostName>,
    /// Open the preview in a browser
    /// | 用浏览器打开预览
    #[arg(long)]
    pub open: bool,
    /// Only build, without a preview
    /// | 只生成，不提供预览
    #[arg(long)]
    pub no_serve: bool,
    /// Check the files at intervals, as network folders need it
    /// | 按固定间隔检查文件（网络目录等）
    #[arg(long)]
    pub poll: bool,
}

#[derive(Debug, Args)]
pub(crate) struct GraphArgs {
    /// The map; all maps if left out
    /// | 哪张图；省略则全部
    #[arg(value_name = "MAP")]
    pub map: Option<String>,
    /// The format of the journey: svg, dot, mermaid or json
    /// | 旅程图的格式：svg、dot、mermaid 或 json
    #[arg(long, value_enum, default_value_t)]
    pub format: GraphFormat,
    /// What to draw: journey or blueprint; a blueprint of one map, as svg
    /// | 画什么：journey（客户旅程）或 blueprint（服务蓝图，一张图，svg 格式）
    #[arg(long, value_enum, default_value_t)]
    pub view: GraphView,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum GraphView {
    /// The customer's way through the grid.
    #[default]
    Journey,
    /// What is done at each contact, in sight and out of sight.
    Blueprint,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum GraphFormat {
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

impl GraphFormat {
    /// How a file of this format ends.
    pub fn file_ending(self) -> &'static str {
        match self {
            GraphFormat::Svg => "svg",
            GraphFormat::Dot => "dot",
            GraphFormat::Mermaid => "mmd",
            GraphFormat::Json => "json",
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct CaseArgs {
    #[command(subcommand)]
    pub command: CaseCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CaseCommand {
    /// Write a case to fill in, prefilled from the map
    /// | 生成一份待填写的案例，已按图预填
    New(CaseNewArgs),
}

#[derive(Debug, Args)]
pub(crate) struct CaseNewArgs {
    /// Where it happened: MAP/TOUCHPOINT, or the name that pages show
    /// | 发生在哪里：图/接触点，或页面上的名称
    #[arg(value_name = "TOUCHPOINT")]
    pub touchpoint: String,
    /// Print it instead of writing a file
    /// | 输出到屏幕，不写文件
    #[arg(long)]
    pub stdout: bool,
    /// Make the HTML sheet to fill in by hand: a file, where the output is a screen
    /// | 生成供打印手填的 HTML 表；在终端里运行时写成文件
    #[arg(long)]
    pub print: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The rule, or the field in English or Chinese; `fields` for a list of all
    /// | 规则名，或者字段的中文名、英文名；写“字段”则列出所有字段
    #[arg(value_name = "RULE|FIELD")]
    pub name: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Of what: map (if left out), workspace, case, or findings (of check --format json)
    /// | 哪一种：map（默认）、workspace、case，或 findings（check --format json 的输出）
    #[arg(value_name = "WHAT", value_enum, default_value_t)]
    pub what: SchemaKind,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum SchemaKind {
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

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell: bash, zsh, fish, elvish or powershell
    /// | 哪种 shell：bash、zsh、fish、elvish 或 powershell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

fn parse_tag(typed: &str) -> Result<Tag, &'static str> {
    Tag::parse(typed).ok_or("a language is written such as fr or pt-BR")
}

/// Dates are typed as maps have them; other forms are ambiguous.
fn parse_date(typed: &str) -> Result<Date, jiff::Error> {
    Date::strptime("%Y-%m-%d", typed)
}

/// The arguments, parsed with the help in `lang`.
///
/// # Errors
/// Where they cannot be parsed, or help or the version was asked for: by name, or by a command that lacks the one below it.
pub fn parse(arguments: &[OsString], lang: Lang) -> Result<Cli, clap::Error> {
    let asking_for_help = || arguments.iter().cloned().chain(["--help".into()]);
    let mut matches = match command(lang).try_get_matches_from(arguments) {
        Err(error) if error.kind() == ErrorKind::MissingSubcommand => {
            command(lang).try_get_matches_from(asking_for_help())?
        }
        parsed => parsed?,
    };
    if let Some(help) = help::requested(&matches) {
        matches = command(lang).try_get_matches_from(help)?;
    }
    Cli::from_arg_matches(&matches)
}
