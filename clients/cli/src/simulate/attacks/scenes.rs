//! What several attacks find when they begin.

use anyhow::Context;
use cosmwasm_std::{coin, Addr, Decimal, Uint128};
use mirror_testing::{percent, World, BASE};

/// A million units.
pub(super) const MILLION: u128 = 1_000_000_000_000;
/// One unit.
pub(super) const UNIT: u128 = 1_000_000;
/// Seconds.
pub(super) const HOUR: u64 = 3_600;
pub(super) const DAY: u64 = 24 * HOUR;

/// Alice mints an asset and puts it on its market with as many base coins as it is worth.
pub(super) fn pool(world: &mut World, symbol: &str, base: u128) {
    let alice = world.chain.account("alice");
    world.chain.fund(&alice, &[coin(3 * base, BASE)]);
    world.alice().opens(2 * base, symbol, percent(200));
    let minted = world.token_balance(&world.token(symbol), &alice);
    world.alice().provides(symbol, base, minted.u128());
}

/// Somebody gets MIR and stakes it.
pub(super) fn stakes(world: &mut World, name: &str, amount: u128) -> anyhow::Result<()> {
    let who = world.chain.account(name);
    world.gives_mir(&who, amount);
    let answer = world.actor(name).tries_to_stake_mir(amount);
    answer.with_context(|| format!("{name} stakes MIR"))?;
    Ok(())
}

/// An account stakes all LP tokens it has.
pub(super) fn bonds_all(world: &mut World, name: &str, symbol: &str) -> anyhow::Result<()> {
    let who = world.chain.account(name);
    let lp = world.token_balance(&world.asset(symbol).lp_token, &who);
    let answer = world.actor(name).tries_to_bond(symbol, lp.u128());
    answer.with_context(|| format!("{name} bonds"))?;
    Ok(())
}

/// How much of a token somebody has.
pub(super) fn held(world: &World, token: &Addr, name: &str) -> Uint128 {
    world.token_balance(token, &world.chain.account(name))
}

/// What an attack says a price is.
pub(super) fn price(text: &str) -> anyhow::Result<Decimal> {
    Ok(text.parse()?)
}
