//! The script: the life of the protocol, in acts.

mod feeds;
mod governance;
mod market;
mod owner;
mod positions;
mod release;
mod strangers;

use super::both::Both;

/// All of it.
pub(super) fn play(both: &mut Both) {
    feeds::all(both, "100");
    market::liquidity(both);
    market::trades(both);
    positions::life(both);
    positions::shorts(both);
    both.looks();
    market::orders(both);
    market::tokens_move(both);
    owner::commands(both);
    owner::listings(both);
    both.looks();
    release::airdrop(both);
    release::rewards(both);
    both.looks();
    governance::stakes(both);
    governance::polls(both);
    governance::release(both);
    both.looks();
    strangers::all(both);
    both.looks();
}
