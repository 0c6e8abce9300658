//! One look for people: what is for sale, and what it would bring.

use std::collections::BTreeSet;

use cosmwasm_std::{Int256, Uint128};
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{ChainError, Fee, Node};
use mirror_math::MathError;
use serde::Serialize;
use terraswap::asset::Asset;

use super::choose::Wish;
use super::config::Settings;
use super::metrics::Metrics;
use super::observe::Observer;
use super::plan::{pays, profit, Candidate, Limits};
use super::search;
use crate::frame::At;

/// What was found, at one height.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// The height.
    pub height: u64,
    /// The time of that block, in UNIX seconds.
    pub time: u64,
    /// Positions for sale, the most profitable first.
    pub candidates: Vec<Shown>,
    /// Lists of which nothing is bought now.
    pub skipped: Vec<Skipped>,
}

/// A position for sale. Amounts are micro units; gains and profits in base units may be below zero.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// The position's number.
    pub position_idx: Uint128,
    /// The symbol of the mAsset where the deployment file knows it, else its token.
    pub symbol: String,
    /// What it holds.
    pub collateral: Asset,
    /// What it owes.
    pub debt: Asset,
    /// Whether its collateral can not pay its debt, so that a part is written off.
    pub is_under_water: bool,
    /// The best liquidation, if any amount can be sent.
    pub deal: Option<ShownDeal>,
}

/// The best liquidation of a position.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShownDeal {
    /// What is sent to mint, in units of the mAsset.
    pub amount: Uint128,
    /// What it costs, in base units.
    pub cost: Uint128,
    /// The collateral that the buyer gets.
    pub net: Uint128,
    /// The collateral that the collector gets.
    pub protocol_fee: Uint128,
    /// The debt that is written off.
    pub bad_debt: Uint128,
    /// What the collateral brings, in base units.
    pub proceeds: Uint128,
    /// `proceeds − cost`.
    pub gain: Int256,
    /// What the transaction is expected to cost.
    pub gas: Uint128,
    /// `gain − gas`.
    pub profit: Int256,
    /// Whether the liquidator would send it, as it is set.
    pub pays: bool,
}

/// A list of which nothing is bought now.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Skipped {
    /// The mAsset that is owed.
    pub asset: String,
    /// What backs it.
    pub collateral: String,
    /// The reason in words.
    pub why: String,
}

/// Looks at all positions at the last height. The account's balances do not count: at most `max_value` is
/// paid for each.
pub async fn find(
    node: &Node,
    file: &DeploymentFile,
    settings: &Settings,
) -> Result<Found, ChainError> {
    let height = node.carried_out().await?;
    let time = node.block(height).await?.time;
    let mut observer = Observer::new(node, file, settings, None, Metrics::default());
    let everything = Wish {
        least: Uint128::zero(),
        per_list: usize::MAX,
        gap: settings.max_price_gap,
    };
    let seen = observer.observe(At { height, time }, &everything).await?;
    let gas_price = &node.config().gas_price;
    let gas_is_base = gas_price.denom == file.protocol.base_denom;
    let fee = Fee::of(settings.gas, gas_price).amount;
    let limits = Limits {
        settings: settings.clone(),
        base: file.protocol.base_denom.clone(),
        left: settings.max_value_per_hour,
        fee: settings.worth(fee, gas_is_base),
        is_stopped: false,
        gas_is_base,
        passed_over: BTreeSet::new(),
    };
    let shown = seen.candidates.iter();
    let mut candidates: Vec<Shown> = shown
        .map(|candidate| shown_as(candidate, file, &limits))
        .collect();
    candidates.sort_by_key(|shown| {
        let profit = shown.deal.as_ref().map(|deal| deal.profit);
        (std::cmp::Reverse(profit), shown.position_idx)
    });
    let skipped = seen.skipped.into_iter();
    Ok(Found {
        height,
        time,
        candidates,
        skipped: skipped
            .map(|(line, skip)| Skipped {
                asset: line.asset.clone(),
                collateral: line.collateral.id().to_string(),
                why: skip.to_string(),
            })
            .collect(),
    })
}

fn shown_as(candidate: &Candidate, file: &DeploymentFile, limits: &Limits) -> Shown {
    let listed = file.protocol.assets.iter();
    let listed = listed
        .filter(|asset| asset.token == candidate.line.asset)
        .map(|asset| asset.symbol.clone())
        .next();
    let info = candidate.line.collateral.clone();
    Shown {
        position_idx: Uint128::new(candidate.idx),
        symbol: listed.unwrap_or_else(|| candidate.line.asset.clone()),
        collateral: info.amount(candidate.collateral),
        debt: Asset::token(&candidate.line.asset, candidate.debt),
        is_under_water: is_under_water(candidate, limits).unwrap_or(false),
        deal: deal(candidate, limits).ok().flatten(),
    }
}

/// Whether buying all of it writes a part of the debt off.
fn is_under_water(candidate: &Candidate, limits: &Limits) -> Result<bool, MathError> {
    let offer = candidate.offer(Uint128::MAX, limits);
    let auction = offer.auction(candidate.debt)?;
    Ok(!auction.bad_debt.is_zero())
}

fn deal(candidate: &Candidate, limits: &Limits) -> Result<Option<ShownDeal>, MathError> {
    let offer = candidate.offer(limits.settings.max_value, limits);
    let Some(deal) = search::best(&offer)? else {
        return Ok(None);
    };
    Ok(Some(ShownDeal {
        amount: deal.amount,
        cost: deal.cost,
        net: deal.auction.net,
        protocol_fee: deal.auction.fee,
        bad_debt: deal.auction.bad_debt,
        proceeds: deal.proceeds,
        gain: deal.gain(),
        gas: limits.fee,
        profit: profit(&deal, limits.fee),
        pays: pays(&deal, limits.fee, &limits.settings)?,
    }))
}
