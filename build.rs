//! The templates are embedded by folder: a changed or new one means a new build.

fn main() {
    println!("cargo:rerun-if-changed=templates");
}
