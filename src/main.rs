//! motmap
fn main() {}
