//! `mirror deploy`: a protocol put on a chain.
//!
//! In reading order: `args` and `birth` are what was typed, `plan` checks it and asks the chain what has to be
//! known beforehand (`artifacts`: what is stored; `profile`: the parameters; `rehearsal`: the same
//! birth on an embedded chain, which gives steps, addresses and `cost`), `act` sends it through
//! `live` (`view`: what it asks the chain) with a `journal` on the disk (`watched` shows how far it is),
//! and `screen` tells what came of it. `dry_run` shows the rehearsal instead, and `demo` brings a local network to life.
//!
//! What is done with a protocol afterwards has a folder each: `verify`, `hand_over`, `upgrade`.

mod act;
mod args;
mod artifacts;
mod birth;
mod confirm;
mod cost;
mod demo;
mod dry_run;
mod error;
mod hand_over;
mod journal;
mod lack;
mod live;
mod people;
mod plan;
mod profile;
mod progress;
mod refusal;
mod rehearsal;
mod salt;
mod screen;
mod upgrade;
mod verify;
mod view;
mod watched;

pub use args::Arguments;
pub use error::DeployError;
pub use hand_over::HandOverFailure;
pub use lack::Lack;
pub use refusal::LiveError;
pub use salt::BadName;
pub use upgrade::UpgradeFailure;

use args::Action;

use crate::failure::{Failure, Verdict};

/// Does what the arguments ask for.
pub fn command(arguments: Arguments) -> Result<Verdict, Failure> {
    let Arguments {
        action,
        chain,
        birth,
    } = arguments;
    match action {
        Some(Action::Verify(arguments)) => return verify::command(&chain, arguments),
        Some(Action::HandOver(arguments)) => return hand_over::command(&chain, arguments),
        Some(Action::Upgrade(arguments)) => return upgrade::command(&chain, arguments),
        None => {}
    }
    let plan = plan::Plan::make(&chain, &birth)?;
    if birth.dry_run {
        dry_run::show(&plan, birth.json);
        return Ok(Verdict::Fine);
    }
    let outcome = act::act(plan, &birth)?;
    screen::show(&outcome, birth.json);
    Ok(Verdict::Fine)
}
