//! Trying what is forbidden, at fresh prices: a success is a broken rule (I-06, I-07, I-11, I-18,
//! I-19, I-32).

use cosmwasm_std::Uint128;
use mirror_protocol::{community, gov, lock, mint};
use mirror_testing::Call;

use crate::engine::book::{Collateral, Finding, Position};
use crate::engine::person::Person;
use crate::engine::world::World;
use crate::error::SimulationError;

/// Has a stranger try what is forbidden, on a position, a lock and a poll chosen by chance.
pub(in crate::engine) fn probe(world: &mut World) -> Result<(), SimulationError> {
    let open: Vec<u128> = world.book.positions.iter().map(|open| open.idx).collect();
    let picked = world.chance.pick(&open);
    if let Some(position) = picked.and_then(|idx| world.book.positions.get(idx).cloned()) {
        auction_a_safe_one(world, &position)?;
        take_collateral(world, &position)?;
    }

    let locked: Vec<u128> = world.book.locks.iter().map(|(idx, _)| idx).collect();
    if let Some(idx) = world.chance.pick(&locked) {
        unlock_twice(world, idx)?;
    }
    spend(world)?;
    if let Some(poll) = world.book.gov.open_polls().last().copied() {
        end_early(world, poll)?;
    }

    take_votes(world)
}

/// I-06: nobody may buy the collateral of a covered position in an auction.
fn auction_a_safe_one(world: &mut World, position: &Position) -> Result<(), SimulationError> {
    let asset = &world.book.assets[position.asset];
    let is_open = asset.is_live() && asset.is_fresh(world.chain.now());
    if !is_open || position.debt.is_zero() || !world.book.is_covered(position) {
        return Ok(());
    }
    let token = asset.token;
    let Some((account, held)) = world.book.ledger.holder(token) else {
        return Ok(());
    };
    let bidder = Person {
        account,
        address: world.book.accounts.address(account).clone(),
    };
    let call = world.auction_of(position.idx, position.asset, held.min(position.debt))?;

    expect_refusal(world, &bidder, call, "I-06", || {
        format!("a covered position could be auctioned: {position:?}")
    })
}

/// I-07: nobody takes collateral out of another's position.
fn take_collateral(world: &mut World, position: &Position) -> Result<(), SimulationError> {
    let stranger = world.people.keeper.clone();
    let backing: Collateral = position.backing;
    let message = mint::ExecuteMsg::Withdraw {
        position_idx: Uint128::new(position.idx),
        collateral: Some(world.info_of(backing).amount(1u128)),
    };
    let call = Call::new(&world.at.mint, &message)?;

    expect_refusal(world, &stranger, call, "I-07", || {
        format!("a stranger could withdraw from {position:?}")
    })
}

/// I-11: no lock is paid twice, and none to a stranger.
fn unlock_twice(world: &mut World, idx: u128) -> Result<(), SimulationError> {
    let stranger = world.people.keeper.clone();
    let twice = vec![Uint128::new(idx), Uint128::new(idx)];
    for positions_idx in [vec![Uint128::new(idx)], twice] {
        let message = lock::ExecuteMsg::UnlockPositionFunds { positions_idx };
        let call = Call::new(&world.at.lock, &message)?;
        expect_refusal(world, &stranger, call, "I-11", || {
            format!("a stranger could unlock the funds of position {idx}")
        })?;
    }

    Ok(())
}

/// I-32: only gov grants MIR of the community.
fn spend(world: &mut World) -> Result<(), SimulationError> {
    let stranger = world.people.keeper.clone();
    let message = community::ExecuteMsg::Spend {
        recipient: stranger.address.to_string(),
        amount: Uint128::one(),
    };
    let call = Call::new(&world.at.community, &message)?;

    expect_refusal(world, &stranger, call, "I-32", || {
        "a stranger could spend MIR of the community".to_string()
    })
}

/// I-18: no poll ends before its time.
fn end_early(world: &mut World, poll: u64) -> Result<(), SimulationError> {
    let ends = world.book.gov.poll(poll).map(|poll| poll.end_time);
    if ends.is_none_or(|ends| ends <= world.chain.now()) {
        return Ok(());
    }
    let stranger = world.people.keeper.clone();
    let message = gov::ExecuteMsg::EndPoll { poll_id: poll };
    let call = Call::new(&world.at.gov, &message)?;

    expect_refusal(world, &stranger, call, "I-18", || {
        format!("poll {poll} could be ended before its time")
    })
}

/// I-19: who has voted can take out all the rest and not one micro MIR more.
fn take_votes(world: &mut World) -> Result<(), SimulationError> {
    let (gov, now) = (&world.book.gov, world.chain.now());
    let mut free = Vec::new();
    for (staker, share) in gov.shares() {
        let locked = gov.locked(staker)?;
        if !locked.is_zero() {
            free.push((staker, gov.worth(share.saturating_sub(locked), now)?));
        }
    }
    let Some((account, free)) = world.chance.pick(&free) else {
        return Ok(());
    };
    let voter = Person {
        account,
        address: world.book.accounts.address(account).clone(),
    };
    let withdraws = |world: &World, amount| {
        let amount = Some(amount);
        Call::new(
            &world.at.gov,
            &gov::ExecuteMsg::WithdrawVotingTokens { amount },
        )
    };

    let call = withdraws(world, free)?;
    if !free.is_zero() && !world.chain.would_take(&voter.address, call) {
        let detail = format!("{account:?} cannot withdraw {free} that no vote holds");
        let invariant = "I-19";
        world.book.findings.push(Finding { invariant, detail });
    }
    let call = withdraws(world, free.checked_add(Uint128::one())?)?;
    expect_refusal(world, &voter, call, "I-19", || {
        format!("{account:?} could withdraw more than the {free} that no vote holds")
    })
}

fn expect_refusal(
    world: &mut World,
    who: &Person,
    call: Call,
    invariant: &'static str,
    what: impl FnOnce() -> String,
) -> Result<(), SimulationError> {
    if world.probe(who, call)? {
        let detail = what();
        world.book.findings.push(Finding { invariant, detail });
    }

    Ok(())
}
