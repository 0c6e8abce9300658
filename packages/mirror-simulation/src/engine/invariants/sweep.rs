//! Every balance, position, lock, stake, poll and order, one by one.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_protocol::lock::{self, PositionLockInfoResponse};
use mirror_protocol::mint::{self, PositionsResponse};
use mirror_protocol::paging::OrderBy;
use mirror_protocol::staking::{self, RewardInfoResponse};

use super::findings::Findings;
use super::mint::compare_position;
use super::view::View;
use crate::accounts::Account;
use crate::engine::book::Side;
use crate::error::SimulationError;
use crate::outcome::Pool;

/// Token, side, stake and claim.
type Claim = (String, bool, Uint128, Uint128);

/// Entries on a page, the most that mint gives.
const PAGE: u32 = 30;

pub(super) fn check(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    positions(view, findings)?;
    locks(view, findings)?;
    balances(view, findings)?;
    rewards(view, findings)?;
    super::gov::sweep(view, findings)?;
    super::orders::sweep(view, findings)
}

/// I-04: mint lists the positions of the book and no others.
fn positions(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let mut start_after = None;
    let mut listed = 0;
    loop {
        let question = mint::QueryMsg::Positions {
            owner_addr: None,
            asset_token: None,
            start_after,
            limit: Some(PAGE),
            order_by: Some(OrderBy::Asc),
        };
        let page: PositionsResponse = view.query(&view.at.mint, &question)?;
        let Some(last) = page.positions.last() else {
            break;
        };
        start_after = Some(last.idx);
        listed += page.positions.len();
        for position in page.positions {
            let idx = position.idx.u128();
            compare_position(view, findings, idx, Some(position));
        }
    }
    let kept = view.book.positions.iter().count();
    findings.compare("I-04", || "number of positions".to_string(), listed, kept);

    Ok(())
}

/// I-09: each lock is as the book has it.
fn locks(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    for (idx, kept) in view.book.locks.iter() {
        let question = lock::QueryMsg::PositionLockInfo {
            position_idx: Uint128::new(idx),
        };
        let told: PositionLockInfoResponse = view.query(&view.at.lock, &question)?;
        let receiver = view.book.accounts.address(kept.receiver).to_string();
        findings.compare(
            "I-09",
            || format!("lock of position {idx}"),
            (told.receiver, told.locked_amount, told.unlock_time),
            (receiver, kept.amount, kept.unlock_time),
        );
    }

    Ok(())
}

/// I-20: everybody has what the book says.
fn balances(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    for (holder, coins) in view.book.ledger.all_coins() {
        let address = view.book.accounts.address(holder);
        let told = view.coins_of(address)?;
        findings.compare("I-20", || format!("coins of {address}"), told, coins);
    }
    for (token, holdings) in view.book.ledger.tokens() {
        let token = view.book.accounts.address(token);
        for (holder, amount) in holdings.iter() {
            let address = view.book.accounts.address(holder);
            let told = view.tokens_of(token, address)?;
            findings.compare("I-20", || format!("{token} of {address}"), told, amount);
        }
    }

    Ok(())
}

/// I-13: everybody has earned what the book says.
fn rewards(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let mut kept: BTreeMap<Account, Vec<Claim>> = BTreeMap::new();
    for (pool, staked) in view.book.stakes.iter() {
        let token = match pool {
            Pool::Mir => view.book.mirror.token_address.to_string(),
            Pool::Asset(asset) => view.book.assets[asset].token_address.to_string(),
        };
        let sides: [(bool, &Side); 2] = [(false, &staked.liquidity), (true, &staked.shorts)];
        for (is_short, side) in sides {
            for (staker, stake, claim) in side.claims(view.now)? {
                kept.entry(staker)
                    .or_default()
                    .push((token.clone(), is_short, stake, claim));
            }
        }
    }

    for (staker, mut stakes) in kept {
        let address = view.book.accounts.address(staker);
        let question = staking::QueryMsg::RewardInfo {
            staker_addr: address.to_string(),
            asset_token: None,
        };
        let told: RewardInfoResponse = view.query(&view.at.staking, &question)?;
        let mut told: Vec<_> = told
            .reward_infos
            .into_iter()
            .map(|told| {
                let (stake, claim) = (told.bond_amount, told.pending_reward);
                (told.asset_token, told.is_short, stake, claim)
            })
            .collect();
        for list in [&mut told, &mut stakes] {
            list.retain(|(_, _, stake, claim)| !(stake.is_zero() && claim.is_zero()));
            list.sort();
        }
        findings.compare("I-13", || format!("stakes of {address}"), told, stakes);
    }

    Ok(())
}
