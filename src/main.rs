//! The program `baiti`.

fn main() {}
