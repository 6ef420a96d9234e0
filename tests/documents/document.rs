//! A Markdown document of the repository, and the parts of it that can be true or false.

use std::fs;

use comrak::nodes::NodeValue;
use comrak::{Anchorizer, Arena, Options, parse_document};

use crate::workspace::repository;

/// A Markdown document of the repository.
#[derive(Default)]
pub struct Document {
    /// From the repository's root.
    pub path: String,
    pub text: String,
    pub blocks: Vec<Block>,
    /// The level of each heading, and the anchor by which links reach it.
    pub headings: Vec<(u8, String)>,
    /// Code within a line, each with the number of its line.
    pub code: Vec<(usize, String)>,
    /// Addresses of links and images, each with the number of its line.
    pub links: Vec<(usize, String)>,
}

/// A block of code.
pub struct Block {
    /// The line that opens it, counted from 1.
    pub line: usize,
    pub language: String,
    pub text: String,
}

impl Document {
    pub fn read(path: &str) -> Self {
        let text = fs::read_to_string(repository(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut document = Self { path: path.to_owned(), ..Self::default() };
        let (arena, mut options, mut anchors) = (Arena::new(), Options::default(), Anchorizer::new());
        options.extension.table = true;
        for node in parse_document(&arena, &text, &options).descendants() {
            let data = node.data();
            let line = data.sourcepos.start.line;
            match &data.value {
                NodeValue::CodeBlock(block) => {
                    let (language, text) = (block.info.clone(), block.literal.clone());
                    document.blocks.push(Block { line, language, text });
                }
                NodeValue::Heading(heading) => {
                    document.headings.push((heading.level, anchors.anchorize(&node.collect_text())));
                }
                NodeValue::Code(code) => document.code.push((line, code.literal.clone())),
                NodeValue::Link(link) | NodeValue::Image(link) => document.links.push((line, link.url.clone())),
                _ => {}
            }
        }
        document.text = text;
        document
    }

    /// Every document: those in the root and in `docs/`, and the READMEs of two other folders.
    pub fn all() -> Vec<Self> {
        let mut paths = vec!["benches/README.md".to_owned(), "templates/README.md".to_owned()];
        for folder in ["", "docs/"] {
            for entry in fs::read_dir(repository(folder)).expect("the folder is there") {
                let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
                paths.extend(name.ends_with(".md").then(|| format!("{folder}{name}")));
            }
        }
        paths.sort();
        paths.iter().map(|path| Self::read(path)).collect()
    }

    /// The folder that its links start from.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or(".", |(folder, _)| folder)
    }

    /// The locale of its readers. Windows sets none: there a Chinese workspace makes the messages Chinese.
    pub fn locale(&self) -> &'static [(&'static str, &'static str)] {
        if self.path.ends_with(".zh.md") { &[] } else { &[("LANG", "en_US.UTF-8")] }
    }
}

impl Block {
    /// The file that its first line names.
    pub fn file(&self) -> Option<&str> {
        let name = self.text.lines().next()?.strip_prefix("# ")?;
        (self.language == "yaml" && name.ends_with(".yaml") && !name.contains(' ')).then_some(name)
    }
}
