#![allow(
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod airdrop;
mod attacks;
mod bad_input;
mod cases;
mod chain;
mod claims;
mod deploy;
mod feed;
mod liquidate;
mod lists;
mod messages;
mod report;
mod services;

use clap::Parser;
use mirror_cli::simulate::{Arguments, BadInput, Job};

#[derive(Parser)]
struct CommandLine {
    #[command(flatten)]
    arguments: Arguments,
}

/// What `mirror simulate` makes of these words.
fn asked(words: &[&str]) -> Result<Job, BadInput> {
    let words = ["simulate"].iter().chain(words);

    CommandLine::try_parse_from(words)
        .unwrap()
        .arguments
        .check()
}
