//! Writes the journey in the language of Graphviz.

use std::fmt::Write;

use super::graph_export::{GraphExport, Junction, WrittenLink, junction_node, node};
use super::paint::Paint;
use super::wrap::{Font, single_spaced};
use super::{ends_journey, in_language};
use crate::graph::Graph;
use crate::locale::Locale;
use crate::model::*;

const LABEL: Font = Font::plain(10);
const LABEL_WIDTH: i32 = 150;

/// The journey of one map, or of all, in the language of Graphviz: a cluster for each stage, a point for each implied
/// step.
pub fn dot(site: &Site, graph: &Graph, only: Option<&Map>, locale: &Locale, language: &Tag) -> String {
    let writer = Writer { export: GraphExport::new(site, graph, only), locale, language };
    let mut out = String::new();
    // Writing into a string cannot fail.
    _ = writer.write(&mut out);
    out
}

struct Writer<'a> {
    export: GraphExport<'a>,
    locale: &'a Locale,
    language: &'a Tag,
}

impl Writer<'_> {
    fn write(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "digraph journey {{")?;
        writeln!(out, "  graph [fontname=\"sans-serif\", fontsize=12, style=rounded, charset=\"UTF-8\"];")?;
        writeln!(
            out,
            "  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"sans-serif\", fontsize=10];"
        )?;
        writeln!(out, "  edge [fontname=\"sans-serif\", fontsize=9];")?;
        for map in &self.export.maps {
            self.write_map(out, map)?;
        }
        for &id in &self.export.other_touchpoints {
            let (map, touchpoint) = (self.export.site.map(id.map), self.export.site.touchpoint(id));
            let title = in_language(&map.title, map, self.language);
            let name = in_language(&touchpoint.name, map, self.language);
            writeln!(out, "  {} [style=dashed, label={}];", node(id), label(&format!("↗ {title} / {name}")))?;
        }
        if self.export.links.iter().any(|link| link.to.is_none()) {
            let word = self.locale.word("drawing-unreadable-map");
            writeln!(out, "  unreadable [shape=plaintext, style=\"\", label={}];", label(word))?;
        }
        for junction in &self.export.junctions {
            self.write_step(out, junction)?;
        }
        for link in &self.export.links {
            self.write_link(out, link)?;
        }
        writeln!(out, "}}")
    }

    fn write_map(&self, out: &mut String, map: &Map) -> std::fmt::Result {
        let number = map.id.0;
        writeln!(out, "  subgraph cluster_m{number} {{")?;
        writeln!(out, "    label={};", label(in_language(&map.title, map, self.language)))?;
        writeln!(out, "    color=\"{}\";", Paint::Rule.light())?;
        for &stage in Stage::ALL {
            let mut members = self.export.site.touchpoints(map.id).filter(|(_, it)| it.cell.stage == stage).peekable();
            if members.peek().is_none() {
                continue;
            }
            let colour = Paint::Stage(stage).light();
            writeln!(out, "    subgraph cluster_m{number}_{} {{", stage.letter())?;
            writeln!(out, "      label={};", label(&format!("{} {}", stage.letter(), self.locale.term(stage))))?;
            writeln!(out, "      color=\"{colour}\"; bgcolor=\"{}\";", Paint::StageSoft(stage).light())?;
            for (id, touchpoint) in members {
                let name = in_language(&touchpoint.name, map, self.language);
                let text = label(&format!("{} {name}", touchpoint.code()));
                let weight = if touchpoint.importance == Importance::High { ", penwidth=2.5" } else { "" };
                let ends = ends_journey(touchpoint);
                let end = if ends { ", peripheries=2" } else { "" };
                writeln!(out, "      {} [label={text}, color=\"{colour}\"{weight}{end}];", node(id))?;
            }
            for junction in self.export.junctions.iter().filter(|it| it.map.id == map.id) {
                if junction.step.from.stage == stage {
                    let name = junction_node(junction);
                    writeln!(out, "      {name} [shape=point, style=filled, fillcolor=\"{colour}\", label=\"\"];")?;
                }
            }
            writeln!(out, "    }}")?;
        }
        writeln!(out, "  }}")
    }

    fn write_step(&self, out: &mut String, junction: &Junction<'_>) -> std::fmt::Result {
        let name = junction_node(junction);
        for &source in &junction.sources {
            writeln!(out, "  {} -> {name} [arrowhead=none];", node(source))?;
        }
        for target in junction.targets() {
            writeln!(out, "  {name} -> {};", node(target))?;
        }
        Ok(())
    }

    fn write_link(&self, out: &mut String, link: &WrittenLink<'_>) -> std::fmt::Result {
        let to = link.to.map_or("unreadable".to_owned(), |(to, _)| node(to));
        let mut attributes = Vec::new();
        if link.is_jump() {
            attributes.push("style=dashed".to_owned());
        }
        if let Some(because) = link.because {
            let map = self.export.site.map(link.from.map);
            attributes.push(format!("label={}", label(in_language(because, map, self.language))));
        }
        let attributes = if attributes.is_empty() { String::new() } else { format!(" [{}]", attributes.join(", ")) };
        writeln!(out, "  {} -> {to}{attributes};", node(link.from))
    }
}

/// A text as a quoted label of several lines. Graphviz reads backslashes and entities in it: neither may come from a
/// text.
fn label(text: &str) -> String {
    let lines = LABEL.wrap(&single_spaced(text), LABEL_WIDTH, 12);
    let escaped = lines.iter().map(|line| line.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;"));
    format!("\"{}\"", escaped.collect::<Vec<_>>().join("\\n"))
}
