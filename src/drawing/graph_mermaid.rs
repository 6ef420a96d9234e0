//! Writes the journey as a Mermaid flowchart.

use std::fmt::Write;

use super::graph_export::{GraphExport, WrittenLink, junction_node, node};
use super::wrap::single_spaced;
use super::{ends_journey, in_language};
use crate::graph::Graph;
use crate::locale::Locale;
use crate::model::*;

/// The journey of one map, or of all, as a Mermaid flowchart: a subgraph for each stage.
pub fn mermaid(site: &Site, graph: &Graph, only: Option<&Map>, locale: &Locale, language: &Tag) -> String {
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
        writeln!(out, "flowchart TB")?;
        for map in &self.export.maps {
            self.write_map(out, map)?;
        }
        for &id in &self.export.other_touchpoints {
            let (map, touchpoint) = (self.export.site.map(id.map), self.export.site.touchpoint(id));
            let title = in_language(&map.title, map, self.language);
            let name = in_language(&touchpoint.name, map, self.language);
            writeln!(out, "  {}[/{}/]", node(id), label(&format!("↗ {title} / {name}")))?;
        }
        if self.export.links.iter().any(|link| link.to.is_none()) {
            writeln!(out, "  unreadable[/{}/]", label(self.locale.word("drawing-unreadable-map")))?;
        }
        for junction in &self.export.junctions {
            let name = junction_node(junction);
            for &source in &junction.sources {
                writeln!(out, "  {} --- {name}", node(source))?;
            }
            for target in junction.targets() {
                writeln!(out, "  {name} --> {}", node(target))?;
            }
        }
        for link in &self.export.links {
            self.write_link(out, link)?;
        }
        writeln!(out, "  classDef decisive stroke-width:3px,font-weight:bold")
    }

    fn write_map(&self, out: &mut String, map: &Map) -> std::fmt::Result {
        let number = map.id.0;
        writeln!(out, "  subgraph m{number}[{}]", label(in_language(&map.title, map, self.language)))?;
        for &stage in Stage::ALL {
            let mut members = self.export.site.touchpoints(map.id).filter(|(_, it)| it.cell.stage == stage).peekable();
            if members.peek().is_none() {
                continue;
            }
            let name = label(&format!("{} {}", stage.letter(), self.locale.term(stage)));
            writeln!(out, "    subgraph m{number}_{}s[{name}]", stage.letter())?;
            for (id, touchpoint) in members {
                let name = in_language(&touchpoint.name, map, self.language);
                let text = label(&format!("{} {name}", touchpoint.code()));
                let ends = ends_journey(touchpoint);
                let (open, close) = if ends { ("([", "])") } else { ("[", "]") };
                let class = if touchpoint.importance == Importance::High { ":::decisive" } else { "" };
                writeln!(out, "      {}{open}{text}{close}{class}", node(id))?;
            }
            for junction in self.export.junctions.iter().filter(|it| it.map.id == map.id) {
                if junction.step.from.stage == stage {
                    writeln!(out, "      {}((\" \"))", junction_node(junction))?;
                }
            }
            writeln!(out, "    end")?;
        }
        writeln!(out, "  end")
    }

    fn write_link(&self, out: &mut String, link: &WrittenLink<'_>) -> std::fmt::Result {
        let to = link.to.map_or("unreadable".to_owned(), |(to, _)| node(to));
        let arrow = if link.is_jump() { "-.->" } else { "-->" };
        let map = self.export.site.map(link.from.map);
        let because = link.because.map(|because| label(in_language(because, map, self.language)));
        let because = because.map(|because| format!("|{because}|")).unwrap_or_default();
        writeln!(out, "  {} {arrow}{because} {to}", node(link.from))
    }
}

/// A text as a quoted label. What Mermaid or its Markdown would read as more than a character is written by its number.
fn label(text: &str) -> String {
    let mut quoted = String::from("\"");
    for (number, c) in single_spaced(text).chars().enumerate() {
        let plain = c.is_ascii_alphabetic() || matches!(c, ' ' | ',' | '(' | ')' | '\'' | '/' | '!' | '?');
        match c {
            '"' => quoted.push_str("#quot;"),
            '<' => quoted.push_str("#lt;"),
            '>' => quoted.push_str("#gt;"),
            '&' => quoted.push_str("#amp;"),
            // A label that begins with a number or a dash would be taken for a list.
            '0'..='9' | '.' | '-' | '+' if number > 0 => quoted.push(c),
            _ if plain || !c.is_ascii() => quoted.push(c),
            _ => _ = write!(quoted, "#{};", u32::from(c)),
        }
    }
    quoted.push('"');
    quoted
}
