//! `motmap` turns moments-of-truth touchpoint maps into checked playbooks and case-writing templates.
//!
//! This page is the map of the house. The program is one way through it, the same for every command:
//!
//! ```text
//! Workspace::load → load → resolve → Graph::new → checks → render → output::Folder
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
//! | [`cli`] | the words of the command line and their help | what they do |
//! | [`commands`] | what each command does, from arguments to exit code | anything that another command does too |
//! | [`workspace`] | files in: finds and reads a workspace | any knowledge of what is in a file |
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
//! | `id` | what an id looks like, and the one that a text makes | |
//! | `yaml` | texts as YAML scalars | reading |
//! | [`locale`] | the words of the pages, one file a language in `templates/locales` | messages |
//! | [`drawing`] | the journey and the perception as SVG, and the graph for other programs | pages |
//! | [`render`] | pages: a view struct each, made in Rust, and a template that places it | files |
//! | [`emit`] | findings out, for people and for programs | |
//! | [`output`] | files out: whole, only what changed, only what is ours | what is in them |
//! | [`memory`] | what a build takes over from the one before it: answers, each beside what was asked | files |
//! | [`stamp`], [`digest`] | by which files that have changed are told: what a file system says of them, what is in them | |
//! | [`outline`] | what maps show of one another, for `watch` and for build programs | what is said at the touchpoints of a sound map |
//! | [`depfile`] | for build programs: what a build has read | files |
//! | [`hints`] | when to look at the files again, for `watch` | what changed: the files say that |
//! | [`preview`] | the pages of the last build to browsers on this machine | files |
//! | [`failure`] | why the program could not run at all | |
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
//! | a rule | its file in `checks/` and a row in its group; `explain`, the README's list and the tests follow from it |
//! | a form for findings | its file in `emit/` and a row in [`emit::Format`] |
//! | a language of the pages | one file in `templates/locales/`; a test holds all of them to the same keys |
//! | a page | a template, a view struct, a job in `render/job.rs` |
//! | a field of the format | [`load::raw`], the model, and what reads it; the JSON Schema follows from the types |

pub mod baseline;
pub mod checks;
pub mod cli;
pub mod commands;
pub mod depfile;
pub mod diagnostic;
pub mod digest;
pub mod drawing;
pub mod emit;
pub mod failure;
pub mod fixing;
pub mod graph;
pub mod hints;
mod id;
pub mod landmark;
pub mod load;
pub mod locale;
pub mod memory;
pub mod model;
pub mod outline;
pub mod output;
pub mod pipeline;
pub mod preview;
pub mod render;
pub mod resolve;
pub mod rule;
pub mod source;
pub mod stamp;
mod suggest;
pub mod suppression;
pub mod words;
pub mod workspace;
mod yaml;
