//! The same maps as a book for mdBook: a chapter a map with all of its texts, in a theme that adds nothing but the
//! frame of a page; no search, no page to print.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::content::{Map, Reply, Stage, Touchpoint};
use super::name;

const SETTINGS: &str = r#"
[book]
title = "关键时刻手册 Moments of truth"
language = "zh"

[output.html]
hash-files = false

[output.html.print]
enable = false

[output.html.search]
enable = false
"#;

const THEME: &str = r#"<!doctype html>
<html lang="{{ language }}">
<head><meta charset="utf-8"><title>{{ title }}</title><link rel="stylesheet" href="{{ path_to_root }}style.css"></head>
<body class="map">
<main>
{{{ content }}}
</main>
</body>
</html>
"#;

/// Writes the sources of a book of that many maps into a folder.
///
/// # Errors
/// Where the disk refuses.
pub fn write(folder: &Path, maps: usize) -> io::Result<()> {
    for below in ["src/maps", "theme/fonts"] {
        fs::create_dir_all(folder.join(below))?;
    }
    fs::write(folder.join("book.toml"), SETTINGS)?;
    fs::write(folder.join("theme/index.hbs"), THEME)?;
    // With a list of fonts of its own, mdBook does not copy those that it brings along.
    fs::write(folder.join("theme/fonts/fonts.css"), "")?;
    fs::write(folder.join("src/style.css"), include_str!("../../templates/style.css"))?;
    let mut contents = String::from("# Summary\n\n");
    for number in 0..maps {
        let map = Map::new(number, maps, None);
        _ = writeln!(contents, "- [{}](maps/{}.md)", map.title, name(number));
        fs::write(folder.join(format!("src/maps/{}.md", name(number))), chapter(&map))?;
    }
    fs::write(folder.join("src/SUMMARY.md"), contents)
}

macro_rules! line {
    // Writing into a string does not fail.
    ($markdown:expr) => { $markdown.push('\n') };
    ($markdown:expr, $($what:tt)+) => { _ = writeln!($markdown, $($what)+) };
}

fn chapter(map: &Map) -> String {
    let mut markdown = String::with_capacity(48_000);
    line!(markdown, "# {}\n", map.title);
    line!(markdown, "- 客户：{}", map.customer);
    line!(markdown, "- 负责人：{}\n", map.owner);
    grid(&mut markdown, map);
    map.stages.iter().for_each(|one| stage(&mut markdown, one));
    markdown
}

fn grid(markdown: &mut String, map: &Map) {
    let head: Vec<String> = map.stages.iter().map(|stage| format!("[{0}](#{0})", stage.id)).collect();
    line!(markdown, "| | {} |", head.join(" | "));
    line!(markdown, "|---|---|---|---|---|");
    for phase in 0..4 {
        let cells = map.stages.iter().map(|stage| {
            let links = stage.phases[phase].touchpoints.iter().map(|one| format!("[{}](#{})", one.name, one.id));
            links.collect::<Vec<_>>().join("<br>")
        });
        line!(markdown, "| {} | {} |", map.stages[0].phases[phase].id, cells.collect::<Vec<_>>().join(" | "));
    }
    let focus: Vec<String> = map.stages.iter().map(|stage| stage.focus.join("<br>")).collect();
    line!(markdown, "| focus | {} |\n", focus.join(" | "));
}

fn stage(markdown: &mut String, stage: &Stage) {
    line!(markdown, "## {}\n", stage.id);
    line!(markdown, "| | 主流做法 | 创新做法 |");
    line!(markdown, "|---|---|---|");
    for practice in &stage.guide {
        line!(markdown, "| {} | {} | {} |", practice.question, practice.mainstream, practice.innovative);
    }
    line!(markdown);
    for phase in &stage.phases {
        line!(markdown, "### {} {{#{}-{}}}\n", phase.id, stage.id, phase.id);
        phase.touchpoints.iter().for_each(|one| touchpoint(markdown, one));
    }
}

fn touchpoint(markdown: &mut String, touchpoint: &Touchpoint) {
    line!(markdown, "#### {} {{#{}}}\n", touchpoint.name, touchpoint.id);
    for (term, fact) in [
        ("渠道", touchpoint.channel),
        ("我方角色", &touchpoint.role),
        ("所想", &touchpoint.thinks),
        ("来时期望", &touchpoint.expectation.to_string()),
        ("离开时认知", &touchpoint.perception.to_string()),
    ] {
        line!(markdown, "- {term}：{fact}");
    }
    line!(markdown, "\n##### 客户可能提出的要求\n");
    for request in &touchpoint.requests {
        line!(markdown, "- {}", request.ask);
        match &request.reply {
            Reply::Answer(answer) => line!(markdown, "  - 当场解决：{answer}"),
            Reply::Obstacle { obstacle, remedy, owner } => {
                line!(markdown, "  - 障碍：{obstacle}");
                line!(markdown, "  - 对策：{remedy}");
                line!(markdown, "  - 负责人：{owner}");
                line!(markdown, "  - 期限：2099-12-31");
            }
        }
    }
    line!(markdown, "\n##### 关键时刻四步\n");
    for play in &touchpoint.moment {
        line!(markdown, "1. **{}**", play.step);
        line!(markdown, "   - 说：{}", play.say);
        line!(markdown, "   - 做：{}", play.act);
        line!(markdown, "   - 避免：{}", play.avoid);
    }
    line!(markdown, "\n##### 原则\n\n{}\n", touchpoint.stance);
    line!(markdown, "- 我能决定：{}", touchpoint.decides);
    line!(markdown, "- 找谁：{}", touchpoint.escalates_to);
    if let Some((id, text)) = &touchpoint.promise {
        line!(markdown, "\n##### 承诺 {{#{id}}}\n\n- {text}");
    }
    if !touchpoint.delivers.is_empty() {
        line!(markdown, "\n##### 兑现\n");
        touchpoint.delivers.iter().for_each(|promise| line!(markdown, "- [{promise}](#{promise})"));
    }
    if let Some(link) = &touchpoint.leads_to {
        line!(markdown, "\n##### 接下来\n");
        line!(markdown, "- {} {}", link.to, link.because.unwrap_or_default());
    }
    line!(markdown);
}
