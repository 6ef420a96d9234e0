//! `motmap` turns moments-of-truth touchpoint maps into checked playbooks and case-writing templates.
//!
//! This page is the map of the house. The program is one way through it, the same for every command:
//!
//! ```text
//! Workspace::load → load → resolve → Graph::new → checks → render → OutputFolder
//!   reads files     text    names     the journey   findings  pages    writes files
//! ```
//!
//! Everything between the first step and the last is pure: values and findings come out of values. [`pipeline`] tells that
//! story on one screen, [`commands`] give it its beginning and its end. `check` stops before the pages; `watch` is the same
//! way again and again.
//!
//! # The rooms
//!
//! | room | what it does | what is absent from it |
//! |---|---|---|
//! | [`cli`] | defines the commands, their arguments and their help | what they do |
//! | [`commands`] | what each command does, from arguments to exit code | anything that another command does too |
//! | [`workspace`] | finds a workspace and reads its files | any knowledge of what is in a file |
//! | [`source`] | files as text, places in them: [`Span`](source::Span), lines and columns | |
//! | [`load`] | text to what its author wrote, every scalar with its place | what a name refers to |
//! | [`resolve`] | names to numbers; every name that leads nowhere | what a hole means |
//! | [`model`] | what is known: the grid, maps, touchpoints, cases | reading, checking, printing |
//! | [`graph`] | the journey, and the questions asked of it | the only walks over petgraph are here |
//! | [`rule`], [`checks`] | the rule table, one file a rule: its row, its page, its check | files, the clock: the day is given |
//! | [`diagnostic`], [`words`] | findings, and sentences in every language at once | |
//! | [`suppression`] | findings that their author lets stand, by a comment with a reason | |
//! | [`fixing`] | cures carried by findings, put into the text until there is none left | the disk |
//! | [`landmark`], [`baseline`] | places that survive editing; findings that were there before | |
//! | [`id`] | what an id looks like, and the one that a text makes | |
//! | [`locale`] | the words of the pages, one file a language in `templates/locales` | messages |
//! | [`drawing`] | the journey and the perception as SVG, and the graph for other programs | pages |
//! | [`render`] | pages: a view struct each, made in Rust, and a template that places it | files |
//! | [`emit`] | findings out, for people and for programs | |
//! | [`output`] | writes files: atomically, only changed ones, only motmap's own | what is in them |
//! | [`memory`] | what a build takes over from the one before it: answers, each beside what was asked | files |
//! | `file_stamp`, `digest` | tell whether a file has changed, by what the file system says of it or by its content | |
//! | [`outline`] | what maps show of one another, for `watch` | what is said at the touchpoints |
//! | `file_watcher` | waits for files to change, for `watch` | what has changed: the files themselves say that |
//! | `preview` | serves the pages of the last build to browsers on this machine | files |
//! | `failure` | why the program could not run at all | |
//!
//! # How a file is read
//!
//! [`load::text`] takes bytes and answers for their size and encoding. `load::tree` makes one guarded pass with
//! granit-parser and keeps a tree in which every key and scalar has its span and its characters as typed; `load::mend`
//! reads slips such as `：` as what was meant, after reporting them. [`load::decode`] is a serde format over that tree: the
//! types of [`load::raw`] derive their reading and their JSON Schema from the same lines. A fault there becomes a hole and
//! the reading goes on, so that one run reports everything. serde_yaml reads the program's own YAML (the built-in locales);
//! nothing that an author writes goes through it, because it has no places, stops at
//! the first fault, turns `1.10` into a number before a text can be asked for, and takes for ever over brackets without
//! end.
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
//! | a rule | its file in `checks/` and a row in its group; `explain`, the README's list and the tests follow from it |
//! | a form for findings | its file in `emit/` and a row in [`emit::Format`] |
//! | a language of the pages | one file in `templates/locales/`; a test holds all of them to the same keys |
//! | a page | a template, a view struct, a job in `render/job.rs` |
//! | a field of the format | [`load::raw`], the model, and what reads it; the JSON Schema follows from the types |

pub mod baseline;
pub mod checks;
pub mod cli;
pub mod commands;
pub mod diagnostic;
mod digest;
pub mod drawing;
pub mod emit;
mod failure;
mod file_stamp;
mod file_watcher;
pub mod fixing;
pub mod graph;
pub mod id;
pub mod landmark;
pub mod load;
pub mod locale;
pub mod memory;
pub mod model;
pub mod outline;
pub mod output;
pub mod pipeline;
mod preview;
pub mod render;
pub mod resolve;
pub mod rule;
pub mod source;
pub mod suggest;
pub mod suppression;
pub mod words;
pub mod workspace;
