//! Stub.
mod generator;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    generator::write(std::path::Path::new(&args[1]), args[2].parse().unwrap()).unwrap();
}
