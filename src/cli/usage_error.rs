//! Says in one line what is wrong with the arguments.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use super::Cli;
use crate::words::Words;
use crate::{suggest, words};

/// What is wrong with the arguments.
pub fn explain(error: &clap::Error) -> Words {
    let explained = match error.kind() {
        ErrorKind::InvalidSubcommand => unknown_command(error),
        ErrorKind::UnknownArgument => unknown_option(error),
        ErrorKind::InvalidValue => invalid_value(error),
        ErrorKind::ValueValidation => malformed_value(error),
        ErrorKind::MissingRequiredArgument => missing_argument(error),
        ErrorKind::ArgumentConflict => conflict(error),
        _ => None,
    };
    explained.unwrap_or_else(|| {
        words!(
            "these arguments are not understood; `motmap --help` shows how to write them",
            "看不懂这些参数；用 `motmap --help` 查看写法"
        )
    })
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.first().cloned(),
        _ => None,
    }
}

fn did_you_mean(near: Option<String>) -> Words {
    match near {
        Some(near) => words!("; did you mean `{near}`?", "；是不是想写 `{near}`？"),
        None => words!("; `motmap --help` lists what there is", "；`motmap --help` 会列出可用的命令和选项"),
    }
}

fn unknown_command(error: &clap::Error) -> Option<Words> {
    let typed = context(error, ContextKind::InvalidSubcommand)?;
    let commands = every_command();
    let near = suggest::closest(&typed, commands.iter().map(|(name, _)| name.as_str()));
    let path = |near: &str| commands.iter().find(|(name, _)| name == near).map(|(_, path)| path.clone());
    let hint = did_you_mean(near.and_then(path));
    Some(words!("there is no command `{typed}`{}", "没有 `{typed}` 这个命令{}", hint.en; hint.zh))
}

/// Every command by its name, with the commands that it stands below: `new`, `case new`.
fn every_command() -> Vec<(String, String)> {
    let commands = Cli::command();
    let below = |command: &Command| {
        let path = |below: &Command| format!("{} {}", command.get_name(), below.get_name());
        command.get_subcommands().map(|below| (below.get_name().to_owned(), path(below))).collect::<Vec<_>>()
    };
    let own = commands.get_subcommands().map(|command| (command.get_name().to_owned(), command.get_name().to_owned()));
    own.chain(commands.get_subcommands().flat_map(below)).collect()
}

fn unknown_option(error: &clap::Error) -> Option<Words> {
    let typed = context(error, ContextKind::InvalidArg)?;
    if !typed.starts_with('-') {
        return Some(words!("`{typed}` is not expected here; see --help", "这里不用写 `{typed}`；用 --help 查看用法"));
    }
    let hint = did_you_mean(context(error, ContextKind::SuggestedArg));
    Some(words!("there is no option `{typed}` here{}", "这里没有 `{typed}` 这个选项{}", hint.en; hint.zh))
}

/// A value that is not one of those that there are, or none.
fn invalid_value(error: &clap::Error) -> Option<Words> {
    let (option, typed) = option_and_value(error)?;
    let Some(ContextValue::Strings(valid)) = error.get(ContextKind::ValidValue) else { return None };
    let is_free = valid.is_empty();
    let (valid, valid_zh) = (valid.join(", "), valid.join("、"));
    Some(match (typed.is_empty(), is_free) {
        (true, true) => words!("`{option}` needs a value", "`{option}` 后面要写一个值"),
        (true, false) => {
            words!("`{option}` needs a value: one of {valid}", "`{option}` 后面要写一个值：{valid_zh} 之一")
        }
        _ => words!(
            "`{typed}` is not a value of `{option}`; write one of {valid}",
            "`{option}` 不能写 `{typed}`；可以写：{valid_zh}"
        ),
    })
}

/// A value that cannot be parsed.
fn malformed_value(error: &clap::Error) -> Option<Words> {
    let (option, typed) = option_and_value(error)?;
    let name = option.split(' ').next().unwrap_or_default();
    Some(match name {
        "--today" => words!(
            "`{typed}` is not a date; write year-month-day: 2026-10-01",
            "`{typed}` 不是日期；请写成 年-月-日：2026-10-01"
        ),
        "--allow-host" => words!(
            "`{typed}` is not a host name; write the name alone, as the refused page shows it: box.example.com",
            "`{typed}` 不是主机名；请只写名字，照被拒绝的页面上显示的写：box.example.com"
        ),
        "--port" => words!(
            "`{typed}` is not a value of `{option}`; write a whole number up to 65535",
            "`{option}` 不能写 `{typed}`；请写 65535 以内的整数"
        ),
        _ => words!(
            "`{typed}` is not a value of `{option}`; see --help",
            "`{option}` 不能写 `{typed}`；用 --help 查看用法"
        ),
    })
}

fn option_and_value(error: &clap::Error) -> Option<(String, String)> {
    Some((context(error, ContextKind::InvalidArg)?, context(error, ContextKind::InvalidValue)?))
}

fn missing_argument(error: &clap::Error) -> Option<Words> {
    let missing = context(error, ContextKind::InvalidArg)?;
    Some(words!("`{missing}` is missing; see --help", "缺少 `{missing}`；用 --help 查看用法"))
}

fn conflict(error: &clap::Error) -> Option<Words> {
    let (one, other) = (context(error, ContextKind::InvalidArg)?, context(error, ContextKind::PriorArg)?);
    Some(words!("`{one}` cannot be used together with `{other}`", "`{one}` 不能和 `{other}` 一起用"))
}
