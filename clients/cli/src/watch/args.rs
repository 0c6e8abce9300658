//! The flags of `mirror watch`.

use clap::Args;

use crate::service::ServiceArguments;

/// Watch a deployment: its rules, supplies, lock, prices, feeders, polls, and the other services.
///
/// It looks after each block until it is asked to stop (SIGINT or SIGTERM), and ends by itself only over its
/// configuration. What somebody has to act on goes to its log and to the webhook of the operations file.
/// With --once it looks at one block and ends, with exit code 1 if anything alarms.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror watch --file bots.toml\n  \
    mirror watch --once\n  \
    mirror watch --once --from 1200 --height 1300 --json\n  \
    mirror watch --set price_jump=0.1 --listen 127.0.0.1:9104")]
pub struct Arguments {
    /// Look at one block, or with --from at several, print what alarms and end.
    #[arg(long)]
    pub(super) once: bool,
    /// The block to look at, as far as the node keeps it; with --from the last one [default: the chain's last].
    #[arg(long, value_name = "HEIGHT", requires = "once")]
    pub(super) height: Option<u64>,
    /// The first block to look at: go on block by block up to the last.
    #[arg(long, value_name = "HEIGHT", requires = "once")]
    pub(super) from: Option<u64>,
    /// Print a line of JSON for each alert.
    #[arg(long, requires = "once")]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) service: ServiceArguments,
}
