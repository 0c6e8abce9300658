//! Every position below its minimum can be bought, at fresh prices (I-06).

use mirror_math::debt::{self, AuctionInput};

use crate::engine::book::{Finding, Position};
use crate::engine::person::Person;
use crate::engine::world::World;
use crate::error::SimulationError;

/// For one in so many the auction is also tried on the chain and undone.
const TRIED: u128 = 4;

/// Computes for every position below its minimum whether one bid buys all of it, and tries some on the
/// chain, in transactions that are undone.
pub(in crate::engine) fn check(world: &mut World) -> Result<(), SimulationError> {
    let mut findings = Vec::new();
    let turn = world.today as u128;
    for idx in world.exposed.clone() {
        let Some(position) = world.book.positions.get(idx).cloned() else {
            continue;
        };
        if !is_bought_whole(world, &position) {
            findings.push(format!("nobody can buy {position:?} below its minimum"));
        } else if (idx + turn).is_multiple_of(TRIED) && is_refused(world, &position)? {
            let reason = world.chain.last_refusal();
            findings.push(format!(
                "a bid for all of {position:?} is refused: {reason}"
            ));
        }
    }
    let found = findings.into_iter().map(|detail| Finding {
        invariant: "I-06",
        detail,
    });
    world.book.findings.extend(found);

    Ok(())
}

/// Whether a bid for all of the debt gets at least a unit, and nothing of the position stays.
pub(super) fn is_bought_whole(world: &World, position: &Position) -> bool {
    let asset = &world.book.assets[position.asset];
    let prices = asset
        .price()
        .zip(world.book.backing_price(position.backing));
    let Some((asset_price, collateral_price)) = prices else {
        return false;
    };
    let auction = debt::auction(&AuctionInput {
        offered: position.debt,
        debt: position.debt,
        collateral: position.collateral,
        asset_price,
        collateral_price,
        discount: debt::effective_discount(asset.discount, asset.min_ratio),
        fee_rate: world.protocol().protocol_fee_rate,
    });

    auction.is_ok_and(|auction| !auction.net.is_zero() && auction.closes())
}

/// Whether the contract refuses such a bid of somebody who has the tokens; not if nobody has them.
fn is_refused(world: &mut World, position: &Position) -> Result<bool, SimulationError> {
    let token = world.book.assets[position.asset].token;
    let Some((account, held)) = world.book.ledger.largest_holder(token) else {
        return Ok(false);
    };
    if held < position.debt {
        return Ok(false);
    }
    let bidder = Person {
        account,
        address: world.book.accounts.address(account).clone(),
    };
    let call = world.auction_of(position.idx, position.asset, position.debt)?;

    Ok(!world.chain.would_take(&bidder.address, call))
}
