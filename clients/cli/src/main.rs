//! The program `mirror`.

use std::process::ExitCode;

use clap::Parser;
use mirror_cli::command_line::CommandLine;
use mirror_cli::failure;

fn main() -> ExitCode {
    failure::exit(CommandLine::parse().run())
}
