//! `mirror status`: one look at a deployment, at one height.
//!
//! What there is to see, and the rules that have to hold, are `look` of `mirror-bots`. Here `overview` makes
//! figures of it and `screen` shows them (`written` as a person reads figures).

mod naming;
mod overview;
mod screen;
mod written;

use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use mirror_bots::look;
use mirror_bots::look::checks::Check;

use crate::connection::Connection;
use crate::failure::{Failure, Verdict};
use crate::message::names::Names;
use crate::output::json;
use crate::screen::say;
use overview::Overview;

/// Show a deployment: prices, pools, positions at risk, polls, rewards, and whether its rules hold.
///
/// Everything is read at one height. What a contract does not tell is shown as unknown, with its reason.
/// The exit code is 1 when a rule is violated.
#[derive(Clone, Debug, Args)]
#[command(after_help = "Examples:\n  \
    mirror status\n  \
    mirror status --height 1200 --json")]
pub struct Arguments {
    /// The height to look at, as far as the node keeps it [default: the last one].
    #[arg(long, value_name = "HEIGHT")]
    height: Option<u64>,
    /// Print everything as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    connection: Connection,
}

/// Looks at the deployment and shows it.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    let session = arguments.connection.open()?;
    let file = session.deployment()?;
    let seen = session.run(look::observe(&session.node, &file, arguments.height))?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(seen.time, |now| now.as_secs());
    let mut names = Names::of(&file);
    for asset in &seen.assets {
        if !names.knows_token(&asset.token) {
            names.add_market(&asset.symbol, &asset.token, &asset.pair, &asset.lp);
        }
    }
    let overview = Overview::of(&seen, now, &names);
    say(&if arguments.json {
        json(&overview)
    } else {
        screen::shown(&overview, &names).into_bytes()
    });
    Ok(if overview.checks.iter().any(Check::is_violated) {
        Verdict::Violated
    } else {
        Verdict::Fine
    })
}
