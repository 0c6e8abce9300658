//! Stakes and the MIR they earn (I-03, I-12 to I-14).

use cosmwasm_std::{Addr, Uint128};
use mirror_protocol::staking::{PoolInfoResponse, QueryMsg};

use super::findings::Findings;
use super::view::View;
use crate::engine::book::StakingPool;
use crate::error::SimulationError;
use crate::outcome::Pool;

pub(super) fn check(view: &View, findings: &mut Findings) -> Result<(), SimulationError> {
    let (mut owed, now) = (Uint128::zero(), view.now);
    for (pool, staked) in view.book.stakes.iter() {
        check_pool(view, findings, pool, staked)?;
        for side in [&staked.liquidity, &staked.shorts] {
            owed = owed.checked_add(side.left_at(now)?)?;
            for (_, _, claim) in side.claims(now)? {
                owed = owed.checked_add(claim)?;
            }
        }
    }

    // I-13: rounding leaves at most a micro unit of MIR with each deposit and settlement.
    let mirror = &view.book.mirror.token_address;
    let balance = view.tokens_of(mirror, &view.at.staking)?;
    let stakes = &view.book.stakes;
    let kept = stakes.deposited.checked_sub(stakes.paid)?;
    findings.compare("I-14", || "MIR of staking".to_string(), balance, kept);
    let dust = balance.checked_sub(owed);
    let most = Uint128::new(view.book.stakes.roundings);
    findings.expect(
        "I-13",
        dust.as_ref().is_ok_and(|dust| *dust <= most),
        || format!("staking holds {balance} of MIR and owes {owed}, with at most {most} of dust"),
    );

    Ok(())
}

fn check_pool(
    view: &View,
    findings: &mut Findings,
    pool: Pool,
    kept: &StakingPool,
) -> Result<(), SimulationError> {
    let (token, lp) = addresses(view, pool);
    let question = QueryMsg::PoolInfo {
        asset_token: token.to_string(),
    };
    let told: PoolInfoResponse = view.query(&view.at.staking, &question)?;
    let what = |side: &str| format!("{side} of the pool {pool:?}");

    let (mut bonded, now) = (Uint128::zero(), view.now);
    for (_, stake, _) in kept.liquidity.claims(now)? {
        bonded = bonded.checked_add(stake)?;
    }
    let balance = view.tokens_of(lp, &view.at.staking)?;
    findings.compare("I-12", || what("stakes"), told.total_bond_amount, bonded);
    findings.compare("I-12", || what("LP tokens"), balance, bonded);
    let shorts = (told.total_short_amount, kept.shorts.total);
    findings.compare("I-03", || what("short stakes"), shorts.0, shorts.1);

    // I-14: the index of a side and what is on its way are those of the deposits, by formulas apart
    // from the contract's.
    let liquidity = (told.reward_index, told.pending_reward);
    let shorts = (told.short_reward_index, told.short_pending_reward);
    let kept_liquidity = (kept.liquidity.index_at(now)?, kept.liquidity.left_at(now)?);
    let kept_shorts = (kept.shorts.index_at(now)?, kept.shorts.left_at(now)?);
    findings.compare("I-14", || what("index"), liquidity, kept_liquidity);
    findings.compare("I-14", || what("short index"), shorts, kept_shorts);

    // I-13: what is on its way to somebody arrives, what had nobody to go to as well.
    for (side, told, kept) in [
        ("rewards", told.reward_end, &kept.liquidity),
        ("short rewards", told.short_reward_end, &kept.shorts),
    ] {
        let latest = kept.latest_end();
        let holds = kept.total.is_zero() || told.is_none_or(|end| end <= latest);
        findings.expect("I-13", holds, || {
            format!("{} end at {told:?}, due is {latest}", what(side))
        });
    }

    Ok(())
}

fn addresses<'a>(view: &'a View<'a>, pool: Pool) -> (&'a Addr, &'a Addr) {
    match pool {
        Pool::Mir => {
            let mirror = &view.book.mirror;
            (&mirror.token_address, &mirror.lp_address)
        }
        Pool::Asset(asset) => {
            let asset = &view.book.assets[asset];
            (&asset.token_address, &asset.lp_address)
        }
    }
}
