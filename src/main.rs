//! The program `baiti`.

use clap::Parser as _;

fn main() -> std::process::ExitCode {
    baiti::app::main(baiti::app::cli::Cli::parse())
}
