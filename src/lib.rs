//! `motmap` turns moments-of-truth touchpoint maps into checked playbooks and case-writing templates.
//!
//! This page shows how the program is laid out. Every command takes the same way through it:
//!
//! ```text
//! Workspace::load → load → resolve → Graph::new → checks → render → OutputFolder
//!   reads files     text    names     the journey   findings  pages    writes files
//! ```
//!
//! Everything between the first step and the last is pure: values and findings come out of values. [`pipeline`] tells that
//! story on one screen, [`commands`] give it its beginning and its end. `check` stops before the pages; `watch` goes the
//! same way again and again, and keeps a [`BuildCache`](pipeline::BuildCache).
//!
//! # Layers
//!
//! A module imports only from the lines below its own; `tests/architecture.rs` holds the code to this drawing.
//!
//! ```text
//! commands
//! cli  file_watcher  fixing
//! emit  preview
//! output  pipeline
//! render  suppression  baseline
//! resolve  drawing  fingerprint
//! checks
//! load  graph  interface  service_blueprint
//! locale  workspace
//! model
//! diagnostic
//! rule  failure
//! words  source  id  suggest  yaml  memo  digest  file_stamp
//! ```
//!
//! # Modules
//!
//! | module | what it does | what it must not know |
//! |---|---|---|
//! | [`cli`] | defines the commands, their arguments and their help | what they do |
//! | [`commands`] | what each command does, from arguments to exit code | anything that another command does too |
//! | [`file_watcher`] | tells `watch` when files may have changed | what changed: the files say that |
//! | [`preview`] | serves the pages of the last build to browsers on this machine | files |
//! | [`emit`] | writes findings, for people and for programs | |
//! | [`fixing`] | applies the fixes that findings carry, until none is left | files |
//! | [`output`] | writes files: whole, only what changed, only what is motmap's own | what is in them |
//! | [`pipeline`] | the whole way from files to pages, and the cache of a series of builds | files, the clock: the day is given |
//! | [`render`] | pages: a view for each, made in Rust, and a template that places it | files |
//! | [`suppression`] | findings that a comment allows, with its reason | |
//! | [`baseline`], [`fingerprint`] | findings that were there before, by places that survive editing | |
//! | [`drawing`] | the journey and the perception as SVG, and the graph for other programs | pages |
//! | [`resolve`] | turns names into numbers; reports every name that leads nowhere | what a missing part means |
//! | [`checks`] | the table of rules, and the checks: one file a check | files, the clock |
//! | [`load`] | turns text into what its author wrote, every value with its place | what a name refers to |
//! | [`graph`] | the journey, and the questions asked of it; nothing else walks petgraph | |
//! | [`service_blueprint`] | what is done at the contacts of a map, in sight and out of sight | how it is drawn |
//! | [`interface`] | what a map shows to other maps | what is said at the touchpoints |
//! | [`locale`] | the words of the pages, a file for each language in `templates/locales` | messages |
//! | [`workspace`] | finds and reads the files of a workspace | what is in a file |
//! | [`model`] | the grid, maps, touchpoints and cases, and the table of their fields | reading, checking, rendering |
//! | [`diagnostic`] | findings | |
//! | [`rule`] | what a rule is, and the rules whose defects reading finds | checks |
//! | [`failure`] | why the program could not run at all | |
//! | [`words`](mod@words) | sentences in every language at once | |
//! | [`source`] | files as text, and places in them: [`Span`](source::Span), lines and columns | |
//! | `id` | the form of an id, and the id that a text makes | |
//! | `suggest` | the closest of some names | |
//! | [`memo`] | values beside the inputs that they were made from | what they are |
//! | `yaml` | texts as YAML scalars | reading |
//! | `file_stamp`, [`digest`] | tell whether a file has changed, by what the file system says of it or by its content | |
//!
//! # How a file is read
//!
//! [`load::encoding`] checks the size and the encoding of a file. [`load::parser`] parses it in one pass with
//! granit-parser into a [`load::tree`], in which every key and scalar keeps its span and its characters as typed. Before
//! that, `load::repair` reports typing mistakes such as `：` and repairs them in a copy of the text. [`load::decode`] is a
//! serde format over the tree: the types of [`load::raw`] derive their reading and their JSON Schema from the same lines.
//! An error there leaves a hole and the reading goes on, so that one run reports everything.
//!
//! serde_yaml reads the program's own YAML (the built-in locales). Nothing that an author writes goes through it: it has
//! no places, stops at the first error, turns `1.10` into a number before a text can be asked for, and takes for ever over
//! brackets without end.
//!
//! # One mistake, one message
//!
//! What a fault hides is not a gap: a cell that cannot be read is [`Coverage::Unreadable`](model::Coverage), a link into a
//! map that cannot be understood is [`LinkEnd::Unreadable`](model::LinkEnd), and the rules of the journey leave such maps
//! alone. What such a map said when it last could be understood stands in for it on pages, and on pages alone:
//! [`pipeline::show_last_readable`] reads that once more, and what is found in it is nobody's finding.
//!
//! # One place to add a thing
//!
//! | add | do |
//! |---|---|
//! | a rule | its file in `checks/` with a page in each language beside it, and a row in its group; `explain` and the tests follow from it |
//! | a format for findings | its file in `emit/` and a row in [`emit::Format`] |
//! | a page | a template, a file in `render/` with its view and what it is made from, a row in `render/pages.rs` |
//! | a command or an option | its arguments in [`cli`], its file in [`commands`] |
//! | a field of the format | its lines in [`load::raw`] and the model, its rows in [`load::fields`] and [`FormatField`](model::FormatField), its place on a page; the compiler, `tests/fields.rs` and `tests/field_reference.rs` name what is missing |

// Read with `cargo doc --document-private-items`.
#![allow(rustdoc::private_intra_doc_links)]

// Its macro `page!` is for the modules that follow.
#[macro_use]
mod rule;

mod baseline;
mod checks;
pub mod cli;
pub mod commands;
mod diagnostic;
mod digest;
mod drawing;
mod emit;
mod failure;
mod file_stamp;
mod file_watcher;
mod fingerprint;
mod fixing;
mod graph;
mod id;
mod interface;
mod load;
mod locale;
mod memo;
mod model;
mod output;
mod pipeline;
mod preview;
mod render;
mod resolve;
mod service_blueprint;
mod source;
mod suggest;
mod suppression;
pub mod words;
mod workspace;
mod yaml;

/// What tests and benchmarks use of the inside, by module; the program itself needs only [`cli`], [`commands`] and
/// [`words`](mod@words). What is neither used there nor inside is dead code, and the compiler says so.
#[allow(missing_docs)]
pub mod testing {
    pub mod checks {
        pub use crate::checks::{RuleCheck, all, check_case, check_journey, check_map, rule_named, rules};
    }
    pub mod diagnostic {
        pub use crate::diagnostic::{Diagnostic, Severity};
    }
    pub mod drawing {
        pub use crate::drawing::{Curve, Medium, TurnDirection, dot, journey_svg, json, mermaid, perception_svg};
    }
    pub mod graph {
        pub use crate::graph::Graph;
    }
    pub mod interface {
        pub use crate::interface::MapInterface;
    }
    pub mod load {
        pub use crate::load::{Loaded, read_yaml};
        pub mod decode {
            pub use crate::load::decode::decode;
        }
        pub mod fields {
            pub use crate::load::fields::{GROUPS, PageKind};
        }
        pub mod reference {
            pub use crate::load::reference::{ENTRIES, FieldEntry, entries_of};
        }
        pub mod encoding {
            pub use crate::load::encoding::{MAX_FILE_SIZE, read_text};
        }
        pub mod names {
            pub use crate::load::names::{chinese_name, known_name};
        }
        pub mod parser {
            pub use crate::load::parser::parse_yaml;
        }
        pub mod raw {
            pub use crate::load::raw::{RawCase, RawConfig, RawMap};
        }
        pub mod schema {
            pub use crate::load::schema::{json_schema, schema_in};
        }
        pub mod tree {
            pub use crate::load::tree::{Kind, Node};
        }
        pub mod unknown_names {
            pub use crate::load::unknown_names::UnknownNames;
        }
    }
    pub mod locale {
        pub use crate::locale::Locale;
    }
    pub mod model {
        pub use crate::model::*;
    }
    pub mod output {
        pub use crate::output::{Keep, OutputFolder};
    }
    pub mod pipeline {
        pub use crate::pipeline::{
            BuildCache, EditionPages, Options, Reading, read, read_with, render_pages, show_last_readable,
        };
    }
    pub mod render {
        pub use crate::render::{
            Edition, Overrides, Page, Selection, SiteInputs, Versions, case_template, is_single_file, last_readable,
            render,
        };
    }
    pub mod resolve {
        pub use crate::resolve::{Draft, MapCache, MapFile, config, connect, draft};
    }
    pub mod rule {
        pub use crate::rule::{Group, Level, Rule};
    }
    pub mod source {
        pub use crate::source::{Source, SourceId, Sources, Span, Spanned};
    }
    pub mod workspace {
        pub use crate::workspace::{File, FileKind, Workspace, stem};
    }
}
