//! `cargo xtask demo` as it is typed.

use std::path::PathBuf;

use clap::Args;

/// What to show, and where.
#[derive(Args)]
pub struct Arguments {
    /// Added to every port, so that it runs beside other networks.
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    pub(super) port_offset: u64,
    /// The folder of all it makes; what an earlier one left there is removed [default: the workspace's
    /// .localnet-demo/].
    #[arg(long, value_name = "FOLDER")]
    pub(super) home: Option<PathBuf>,
    /// End by itself after so long, with a summary, and with exit code 1 if a rule was broken or a service
    /// made a mistake.
    #[arg(long, value_name = "NUMBER")]
    pub(super) minutes: Option<u64>,
    /// How many seconds a trading day of 2008 takes.
    #[arg(long, value_name = "NUMBER", default_value_t = 28, value_parser = clap::value_parser!(u64).range(4..=3600))]
    pub(super) day_seconds: u64,
    /// The program `mirror`, instead of building it.
    #[arg(long, value_name = "FILE")]
    pub(super) program: Option<PathBuf>,
    /// Artifacts with their checksums, instead of the workspace's, which are built where they are missing.
    #[arg(long, value_name = "FOLDER")]
    pub(super) artifacts: Option<PathBuf>,
    /// Print a line of JSON every five seconds instead of a screen.
    #[arg(long)]
    pub(super) json: bool,
}
