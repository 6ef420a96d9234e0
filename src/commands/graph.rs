//! `motmap graph`: the journey or the service blueprint, as a drawing or for other programs.

use std::path::Path;

use super::find_by_name::find_map;
use super::result_file::print_or_write;
use super::{Exit, Stop, Terminal, workspace_at};
use crate::cli::{GraphArgs, GraphFormat, GraphView};
use crate::drawing::{self, Medium};
use crate::failure::Failure;
use crate::graph::Graph;
use crate::locale::Locale;
use crate::model::{Map, Site, Tag};
use crate::pipeline;
use crate::service_blueprint::{has_service_blueprint, service_blueprint};
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
        _ if args.view == GraphView::Blueprint => blueprint_of(site, &maps, args.format, &locale, &language)?,
        GraphFormat::Svg => drawing_of(site, &reading.graph, &maps, &locale, &language)?,
        GraphFormat::Dot => drawing::dot(site, &reading.graph, only, &locale, &language),
        GraphFormat::Mermaid => drawing::mermaid(site, &reading.graph, only, &locale, &language),
        GraphFormat::Json => drawing::json(site, &reading.graph, only),
    };
    let stem = match (args.view, maps.first()) {
        (GraphView::Blueprint, Some(map)) => format!("{}-blueprint", map.name),
        _ => only.map_or("journey", |map| map.name.as_str()).to_owned(),
    };
    let lang = terminal.lang();
    print_or_write(&text, (stem.as_str(), args.format.file_ending()), start, lang, terminal)?;
    Ok(Exit::Clean)
}

fn drawing_of(site: &Site, graph: &Graph, maps: &[&Map], locale: &Locale, language: &Tag) -> Result<String, Failure> {
    if let [map] = maps {
        return Ok(drawing::journey_svg(site, graph, map, locale, language, Medium::File, true));
    }
    Err(choose_one(maps))
}

fn blueprint_of(
    site: &Site,
    maps: &[&Map],
    format: GraphFormat,
    locale: &Locale,
    language: &Tag,
) -> Result<String, Failure> {
    if format != GraphFormat::Svg {
        return Err(Failure::new(words!(
            "a blueprint is drawn as svg alone: leave `--format` out, or `--view blueprint`",
            "服务蓝图只有 svg 一种格式：请去掉 `--format`，或者去掉 `--view blueprint`"
        )));
    }
    let [map] = maps else { return Err(choose_one(maps)) };
    if !has_service_blueprint(map) {
        return Err(Failure::new(words!(
            "the map `{0}` has no blueprint to draw yet: write `moment` or `blueprint` at one of its contacts",
            "图 `{0}` 还没有服务蓝图可画：请先给它的接触点写上 `moment`（关键时刻）或 `blueprint`（服务蓝图）",
            map.name
        )));
    }
    Ok(drawing::blueprint_svg(site, map, &service_blueprint(map, true), locale, language))
}

fn choose_one(maps: &[&Map]) -> Failure {
    let names: Vec<&str> = maps.iter().map(|map| map.name.as_str()).collect();
    Failure::new(words!(
        "an SVG drawing shows a single map; choose one of: {}",
        "SVG 图一次只画一张图；请指定其中一张：{}",
        names.join(", "); names.join("、")
    ))
}
