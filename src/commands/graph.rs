//! `motmap graph`: the journey, as a drawing or for other programs.

use std::path::Path;

use super::find_map::find_map;
use super::result_file::print_or_write;
use super::{Exit, Stop, Terminal, workspace_at};
use crate::cli::{GraphArgs, GraphFormat};
use crate::drawing::{self, Medium};
use crate::failure::Failure;
use crate::graph::Graph;
use crate::locale::Locale;
use crate::model::{Map, Site, Tag};
use crate::pipeline;
use crate::words;

pub(super) fn run(args: &GraphArgs, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let workspace = workspace_at(start, terminal)?;
    let reading = pipeline::read(&workspace);
    let site = &reading.site;
    let asked_for = terminal.language;
    terminal.adopt(&reading);
    let language = asked_for.and_then(|lang| Tag::parse(lang.tag()));
    let language = language.unwrap_or_else(|| site.default_language().clone());
    let locale = Locale::for_tag(&language).with_labels(&site.config.labels, &language);
    let maps: Vec<&Map> = match &args.map {
        Some(name) => vec![find_map(site, name)?],
        None => site.maps.iter().map(AsRef::as_ref).collect(),
    };
    if let Some(faulty) = maps.iter().find(|map| map.faulty) {
        return Err(Failure::new(words!(
            "the map `{}` has errors that keep it from being read; `motmap check` lists them",
            "图 `{}` 有错误，读不懂；`motmap check` 会列出",
            faulty.name
        ))
        .into());
    }
    let only = args.map.as_ref().and(maps.first().copied());
    let text = match args.format {
        GraphFormat::Svg => drawing_of(site, &reading.graph, &maps, &locale, &language)?,
        GraphFormat::Dot => drawing::dot(site, &reading.graph, only, &locale, &language),
        GraphFormat::Mermaid => drawing::mermaid(site, &reading.graph, only, &locale, &language),
        GraphFormat::Json => drawing::json(site, &reading.graph, only),
    };
    let stem = only.map_or("journey", |map| map.name.as_str());
    let lang = terminal.lang();
    print_or_write(&text, (stem, args.format.file_ending()), start, lang, terminal)?;
    Ok(Exit::Clean)
}

fn drawing_of(site: &Site, graph: &Graph, maps: &[&Map], locale: &Locale, language: &Tag) -> Result<String, Failure> {
    if let [map] = maps {
        return Ok(drawing::journey_svg(site, graph, map, locale, language, Medium::File, true));
    }
    let names: Vec<&str> = maps.iter().map(|map| map.name.as_str()).collect();
    Err(Failure::new(words!(
        "an SVG drawing shows a single map; choose one of: {}",
        "SVG 图一次只画一张图；请指定其中一张：{}",
        names.join(", "); names.join("、")
    )))
}
