//! `cargo xtask web` as it is typed.

use std::path::PathBuf;

use clap::Args;

/// What to check, and where.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Only journeys whose file has this in its name, without the tests that need no network.
    #[arg(long, value_name = "JOURNEY")]
    pub(super) only: Option<String>,
    /// Start the network and its services, say how to use them, and leave them up until Ctrl-C; run nothing.
    #[arg(long, conflicts_with = "only")]
    pub(super) keep: bool,
    /// List twenty assets, open five hundred positions, and measure the list pages instead.
    #[arg(long, conflicts_with_all = ["only", "keep"])]
    pub(super) crowd: bool,
    /// Put a picture of each page and state there.
    #[arg(long, value_name = "FOLDER")]
    pub(super) screenshots: Option<PathBuf>,
    /// Added to every port, so that it runs beside other networks.
    #[arg(long, value_name = "NUMBER", default_value_t = 60)]
    pub(super) port_offset: u64,
    /// The folder of the network; what an earlier one left there is removed [default: web/ where cargo builds].
    #[arg(long, value_name = "FOLDER")]
    pub(super) home: Option<PathBuf>,
    /// The program `mirror`, instead of building it.
    #[arg(long, value_name = "FILE")]
    pub(super) program: Option<PathBuf>,
    /// Artifacts of this tree with their checksums, instead of building them.
    #[arg(long, value_name = "FOLDER")]
    pub(super) artifacts: Option<PathBuf>,
}

impl Arguments {
    /// Everything, with artifacts that were built before: a step of the checks.
    pub fn of_checks(artifacts: PathBuf) -> Self {
        Self {
            only: None,
            keep: false,
            crowd: false,
            screenshots: None,
            port_offset: 60,
            home: None,
            program: None,
            artifacts: Some(artifacts),
        }
    }
}
