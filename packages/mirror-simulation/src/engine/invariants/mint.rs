//! Collateral, debts, locks (I-01 to I-04, I-06, I-09, I-10).

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_math::debt;
use mirror_protocol::mint::{BadDebtResponse, NextPositionIdxResponse, PositionResponse, QueryMsg};

use super::findings::Findings;
use super::view::View;
use crate::accounts::Account;
use crate::engine::book::{Collateral, Position};
use crate::error::SimulationError;
use crate::outcome::Pool;

pub(super) fn check(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    collateral(view, findings)?;
    debts(view, findings)?;
    shorts(view, findings)?;
    redeemable(view, findings);
    touched(view, findings)?;
    locks(view, findings)
}

/// I-01: mint holds the collateral of all positions, no more and no less.
fn collateral(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let mut sums: BTreeMap<Collateral, Uint128> =
        BTreeMap::from([(Collateral::Base, 0u128.into())]);
    for asset in 0..view.book.assets.len() {
        sums.insert(Collateral::Asset(asset), Uint128::zero());
    }
    for position in view.book.positions.iter() {
        let sum = sums.entry(position.backing).or_default();
        *sum = sum.checked_add(position.collateral)?;
    }

    for (backing, sum) in sums {
        let balance = match backing {
            Collateral::Base => view.coins_of(&view.at.mint)?,
            Collateral::Asset(asset) => {
                let token = &view.book.assets[asset].token_address;
                view.tokens_of(token, &view.at.mint)?
            }
        };
        let what = || format!("collateral {backing:?} in mint");
        findings.compare("I-01", what, balance, sum);
    }

    Ok(())
}

/// I-02: what exists of an asset is owed or was written off. Nobody burns tokens but through mint.
fn debts(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let mut sums: BTreeMap<usize, Uint128> = BTreeMap::new();
    for position in view.book.positions.iter() {
        let sum = sums.entry(position.asset).or_default();
        *sum = sum.checked_add(position.debt)?;
    }

    for (number, asset) in view.book.assets.iter().enumerate() {
        let question = QueryMsg::BadDebt {
            asset_token: asset.token_address.to_string(),
        };
        let told: BadDebtResponse = view.query(&view.at.mint, &question)?;
        let supply = view.supply_of(&asset.token_address)?;
        let owed = sums.get(&number).copied().unwrap_or_default();
        let label = view.label(number);
        let kept = owed.checked_add(told.amount)?;
        findings.compare("I-02", || format!("supply of {label}"), supply, kept);
        let held = view.book.ledger.supply(asset.token);
        findings.compare("I-20", || format!("supply of {label}"), supply, held);
        let kept = view.book.positions.bad_debt(number);
        findings.compare("I-02", || format!("bad debt of {label}"), told.amount, kept);
    }

    Ok(())
}

/// I-03: short stakes are the debts of short positions, for everybody.
fn shorts(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let mut sums: BTreeMap<(usize, Account), Uint128> = BTreeMap::new();
    for position in view
        .book
        .positions
        .iter()
        .filter(|position| position.is_short)
    {
        let sum = sums.entry((position.asset, position.owner)).or_default();
        *sum = sum.checked_add(position.debt)?;
    }

    for number in 0..view.book.assets.len() {
        let Some(pool) = view.book.stakes.get(Pool::Asset(number)) else {
            continue;
        };
        let mut total = Uint128::zero();
        for (staker, stake, _) in pool.shorts.claims(view.now)? {
            let owed = sums.remove(&(number, staker)).unwrap_or_default();
            total = total.checked_add(owed)?;
            let address = view.book.accounts.address(staker);
            findings.compare("I-03", || format!("short stake of {address}"), stake, owed);
        }
        let label = view.label(number);
        findings.compare(
            "I-03",
            || format!("short stakes of {label}"),
            pool.shorts.total,
            total,
        );
    }
    sums.retain(|_, debt| !debt.is_zero());
    findings.expect("I-03", sums.is_empty(), || {
        format!("short debts without a stake: {sums:?}")
    });

    Ok(())
}

/// I-06: what owes more of a delisted asset than it is worth is redeemed to the last unit, by anybody.
fn redeemable(view: &View, findings: &mut Findings) {
    let book = &view.book;
    let owes_too_much = |position: &&Position| {
        book.assets[position.asset].is_delisted() && !book.is_covered(position)
    };
    for position in book.positions.iter().filter(owes_too_much) {
        let prices = book.assets[position.asset].end_price();
        let prices = prices.zip(book.backing_price(position.backing));
        let redeemed = prices.map(|(end_price, backing_price)| {
            debt::redeem(
                position.debt,
                end_price,
                backing_price,
                position.collateral,
                position.debt,
                view.fee_rate,
            )
        });
        let is_paid = redeemed.is_some_and(|paid| {
            paid.is_ok_and(|paid| !paid.net.is_zero() && paid.gross == position.collateral)
        });
        findings.expect("I-06", is_paid, || {
            format!("nobody can redeem all of {position:?}")
        });
    }
}

/// I-04: positions that changed are stored as they should be, and empty ones are not.
fn touched(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let next: NextPositionIdxResponse = view.query(&view.at.mint, &QueryMsg::NextPositionIdx {})?;
    for idx in view.book.positions.touched() {
        let question = QueryMsg::Position {
            position_idx: Uint128::new(idx),
        };
        let told: Option<PositionResponse> = view.query(&view.at.mint, &question).ok();
        compare_position(view, findings, idx, told);
        findings.expect("I-04", idx < next.next_position_idx.u128(), || {
            format!("position {idx} exists before its number was given out")
        });
    }

    Ok(())
}

/// A stored position against the book's.
pub(super) fn compare_position(
    view: &View,
    findings: &mut Findings,
    idx: u128,
    told: Option<PositionResponse>,
) {
    let told = told.map(|told| (told.owner, told.asset, told.collateral, told.is_short));
    let kept = view.book.positions.get(idx).map(|kept| {
        (
            view.book.accounts.address(kept.owner).to_string(),
            view.info_of(Collateral::Asset(kept.asset))
                .amount(kept.debt),
            view.info_of(kept.backing).amount(kept.collateral),
            kept.is_short,
        )
    });
    let is_empty = told
        .as_ref()
        .is_some_and(|told| told.1.amount.is_zero() && told.2.amount.is_zero());
    findings.expect("I-04", !is_empty, || {
        format!("position {idx} is stored without debt and collateral")
    });
    findings.compare("I-04", || format!("position {idx}"), told, kept);
}

/// I-09 and I-10: the lock holds what it owes, and owes it to owners of open shorts.
fn locks(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let mut sum = Uint128::zero();
    for (idx, lock) in view.book.locks.iter() {
        sum = sum.checked_add(lock.amount)?;
        let position = view.book.positions.get(idx);
        let belongs =
            position.is_some_and(|position| position.is_short && position.owner == lock.receiver);
        findings.expect("I-10", belongs, || {
            format!("funds locked for position {idx}, which is {position:?}")
        });
    }
    let balance = view.coins_of(&view.at.lock)?;
    findings.compare("I-09", || "coins in the lock".to_string(), balance, sum);

    Ok(())
}
