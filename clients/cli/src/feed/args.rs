//! What can be typed.

use clap::{Args, Subcommand};

use crate::service::ServiceArguments;

/// Post the prices of assets: by sources, a quorum, a market's hours, and not what is doubtful.
///
/// It works until it is asked to stop (SIGINT or SIGTERM), and ends by itself only over its
/// configuration. Run a second one elsewhere with `standby = true`: it posts what nobody else does.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror feed --file bots.toml\n  \
    mirror feed --dump-config\n  \
    mirror feed accept mAAPL 187.5 --until 30m\n  \
    mirror feed halt mAAPL mTSLA --key-file keys/guardian --yes")]
pub struct Arguments {
    #[command(subcommand)]
    pub(super) order: Option<Order>,
    #[command(flatten)]
    pub(super) service: ServiceArguments,
}

/// What is said to a running feeder, or in its place.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Order {
    Accept(Accept),
    /// Halt the prices of assets for a while, with the guardian's key.
    Halt(Assets),
    /// End a halt before its time, with the guardian's key.
    Resume(Assets),
    /// Give assets to the standby feeder, with the guardian's key.
    Standby(Assets),
    Delist(Delist),
}

/// Free a frozen price: say what the asset's price is.
///
/// The running feeder reads it with its next block. Until the end it measures prices at this one instead
/// of the last posted one, so a price near it is posted, and one far from it is not.
#[derive(Clone, Debug, Args)]
pub(super) struct Accept {
    /// The asset, as the operations file calls it.
    #[arg(value_name = "ASSET")]
    pub(super) asset: String,
    /// Its price: that of the base denom for a whole unit, such as 187.5.
    #[arg(value_name = "PRICE")]
    pub(super) price: String,
    /// Until when: a while such as 30m or 2h, or a time such as 2026-11-27T15:00:00Z.
    #[arg(long, value_name = "WHEN", default_value = "15m")]
    pub(super) until: String,
}

/// The assets that something is said to the oracle about.
#[derive(Clone, Debug, Args)]
pub(super) struct Assets {
    /// The assets: symbols, tokens or denoms.
    #[arg(value_name = "ASSET", required = true)]
    pub(super) assets: Vec<String>,
    /// Send it without asking.
    #[arg(long)]
    pub(super) yes: bool,
}

/// Announce an asset's delisting, with its feeder's key, as after a split.
///
/// It is due a day later where there is a guardian, who may cancel it, else after 15 days. Until then
/// nobody gets deeper into debt by the asset.
#[derive(Clone, Debug, Args)]
pub(super) struct Delist {
    /// The asset, as the operations file calls it.
    #[arg(value_name = "ASSET")]
    pub(super) asset: String,
    /// List a successor on the same terms, as after a split.
    #[arg(long)]
    pub(super) migrate: bool,
    /// Send it without asking.
    #[arg(long)]
    pub(super) yes: bool,
}
