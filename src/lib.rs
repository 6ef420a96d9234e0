//! motmap
pub mod checks;
pub mod diagnostic;
pub mod graph;
pub mod locale;
pub mod model;
pub mod render;
pub mod rule;
pub mod source;
pub mod suggest;
pub mod words;
