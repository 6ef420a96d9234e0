//! Workspaces of any size, the same on every machine: maps of about twenty touchpoints with their links, requests and
//! moments written out, Chinese and English in turn, every tenth with a fault as authors make them. Ten maps are a
//! department with its own guide, agent and team lead; one head of service is there for all.
//!
//! The same maps can be had as a site for Hugo and as a book for mdBook, so that a comparison is of like with like.

// Each benchmark and test takes from here what it needs.
#![allow(dead_code)]

mod content;
pub mod hugo;
pub mod mdbook;
mod yaml;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use content::{Fault, Map};

/// How many maps a department has.
const DEPARTMENT: usize = 10;

/// A map's name: the name of its file without the ending.
pub fn name(number: usize) -> String {
    format!("map-{number:05}")
}

/// The text of one map among so many.
pub fn map(number: usize, maps: usize) -> String {
    yaml::text(&Map::new(number, maps, Fault::of(number)))
}

/// Writes a workspace of that many maps into a folder.
///
/// # Errors
/// Where the disk refuses.
pub fn write(folder: &Path, maps: usize) -> io::Result<()> {
    write_with(folder, maps, Fault::of)
}

/// Writes a workspace of that many maps without a fault into a folder.
///
/// # Errors
/// Where the disk refuses.
pub fn write_sound(folder: &Path, maps: usize) -> io::Result<()> {
    write_with(folder, maps, |_| None)
}

fn write_with(folder: &Path, maps: usize, fault: fn(usize) -> Option<Fault>) -> io::Result<()> {
    fs::create_dir_all(folder.join("maps"))?;
    fs::write(folder.join("motmap.yaml"), config(maps))?;
    (0..maps).try_for_each(|number| {
        let text = yaml::text(&Map::new(number, maps, fault(number)));
        fs::write(folder.join(format!("maps/{}.yaml", name(number))), text)
    })
}

/// `motmap.yaml`: one language, so that a site is written once.
pub fn config(maps: usize) -> String {
    let mut yaml = String::from("title: 关键时刻手册 Moments of truth\nlanguages: [zh]\nroles:\n");
    for department in 0..maps.div_ceil(DEPARTMENT) {
        for (role, name, layer) in [
            ("guide", "引导员 Guide", "front-line"),
            ("agent", "客服 Agent", "front-line"),
            ("team-lead", "班组长 Team lead", "middle"),
        ] {
            _ = writeln!(yaml, "  {role}-{department:02}: {{name: {name} {department:02}, layer: {layer}}}");
        }
    }
    yaml + "  head-of-service: {name: 服务总监 Head of service, layer: senior}\n"
}
