//! Figures: how they are summed up, where they were measured, and where they are kept.

// Each benchmark takes from here what it needs.
#![allow(dead_code)]

pub mod arguments;
pub mod machine;
pub mod readme;
pub mod run;
pub mod spread;
