//! What was asked for, as it was typed.

use clap::Args;

use crate::deploy::verify::SubjectArguments;

/// Store the artifacts that have changed, and prepare the polls that give the contracts their new code.
///
/// Anybody may store code, and anybody who has the deposit may propose. Contracts get new code by the
/// admin manager, pairs by the pair factory; tokens never do. Once the polls were carried out, run it again: it
/// notes the new codes in the deployment file.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror deploy upgrade --dry-run            what has changed, and nothing is sent\n  \
    mirror deploy upgrade                      store it, and show the polls\n  \
    mirror deploy upgrade --propose            and propose them, with their deposits in MIR")]
pub(in crate::deploy) struct Arguments {
    #[command(flatten)]
    pub(super) subject: SubjectArguments,
    /// Show what has changed, and send nothing. It needs no key.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Propose the polls; the key's account pays their deposits.
    #[arg(long, conflicts_with = "dry_run")]
    pub(super) propose: bool,
    /// Send it without asking.
    #[arg(long)]
    pub(super) yes: bool,
    /// Print what came of it as JSON.
    #[arg(long)]
    pub(super) json: bool,
}
