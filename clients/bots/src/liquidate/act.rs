//! The messages of a liquidation, and what a refusal means.

use cosmwasm_std::{Addr, CosmosMsg, Decimal, StdError, StdResult, Uint128, WasmMsg};
use mirror_chain::refusal::Refusal;
use mirror_chain::{ChainError, Msg};
use mirror_math::ratio::fraction_floor;
use mirror_protocol::mint::Cw20HookMsg;
use terraswap::asset::Asset;
use terraswap::pair::Pair;
use terraswap::token::Token;
use thiserror::Error;

use super::config::Mode;
use super::plan::{Intent, Limits};

/// Why there are no messages to send.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a liquidation of position {idx} can not be written: {why}")]
pub struct Unwritten {
    /// The position.
    pub idx: u128,
    /// What is wrong.
    pub why: String,
}

/// What a refusal means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Somebody else was first, or the price moved back: a normal end.
    Race {
        /// In a few words.
        what: String,
    },
    /// The chain carried it out up to a failure that no race explains, and the fee was paid.
    Reverted {
        /// What the chain says.
        why: String,
    },
    /// It was found out before anything was paid.
    Refused {
        /// What the chain says.
        why: String,
    },
    /// It is about the chain, the account or the settings, not about the position.
    Other,
}

/// The refusals that say that the position, the pool or the price is not what it was.
const RACES: [(&str, &str); 7] = [
    ("mirror-mint", "position_safe"),
    ("mirror-mint", "position_not_found"),
    ("mirror-mint", "auction_too_small"),
    ("mirror-mint", "price_too_old"),
    ("mirror-mint", "collateral_price_too_old"),
    ("mirror-mint", "halted"),
    ("terraswap-pair", "max_spread_assertion"),
];

/// How a token says that its sender has less than he sends: the swap before it brought less.
const TOO_FEW: [&str; 2] = ["overflow", "overflow_error"];

/// The messages, in the order in which one transaction carries them out: buy the mAsset, bid it, sell
/// what the bid is expected to bring. If anything is not as it was seen, all of it is undone.
pub fn messages(intent: &Intent, mint: &str, limits: &Limits) -> Result<Vec<Msg>, Unwritten> {
    let written = written(intent, mint, limits).and_then(|all| {
        let messages = all.into_iter().map(message);
        messages.collect::<StdResult<Vec<_>>>()
    });
    written.map_err(|error| Unwritten {
        idx: intent.candidate.idx,
        why: error.to_string(),
    })
}

fn written(intent: &Intent, mint: &str, limits: &Limits) -> StdResult<Vec<CosmosMsg>> {
    let (candidate, deal) = (&intent.candidate, &intent.deal);
    let spread = Some(limits.settings.max_spread);
    let mut all = Vec::new();
    if limits.settings.mode != Mode::Inventory {
        let pair = Pair(Addr::unchecked(&candidate.market.pair));
        let offer = Asset::native(&limits.base, deal.cost);
        let belief = belief(deal.cost, deal.amount)?;
        all.push(pair.swap(offer, Some(belief), spread, None)?);
    }
    let bid = Cw20HookMsg::Auction {
        position_idx: Uint128::new(candidate.idx),
    };
    let token = Token(Addr::unchecked(&candidate.line.asset));
    all.push(token.send(&Addr::unchecked(mint), deal.amount, &bid)?);
    if let Some(outlet) = &candidate.outlet {
        let pair = Pair(Addr::unchecked(&outlet.pair));
        let offer = candidate.line.collateral.clone().amount(deal.auction.net);
        let belief = belief(deal.auction.net, deal.proceeds)?;
        all.push(pair.swap(offer, Some(belief), spread, None)?);
    }
    Ok(all)
}

/// What a unit is believed to cost, so that the expected return, which the pair rounds down, is not
/// above what was computed. Both assets have the same decimals.
fn belief(offer: Uint128, wanted: Uint128) -> StdResult<Decimal> {
    let price = fraction_floor(offer, wanted);
    let price = price.map_err(|error| StdError::parse_err("Decimal", error))?;
    let price = price.atomics().saturating_add(Uint128::one());
    Ok(Decimal::new(price))
}

/// A contract's message as one of an account.
fn message(message: CosmosMsg) -> StdResult<Msg> {
    match message {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) => Ok(Msg::Execute {
            contract: contract_addr,
            msg: msg.to_vec(),
            funds,
        }),
        other => Err(StdError::parse_err(
            "message to a contract",
            format!("{other:?}"),
        )),
    }
}

/// What an error of sending [`messages`] means.
pub fn meaning(error: &ChainError) -> Meaning {
    let ChainError::Refused { log, hash, .. } = error else {
        return Meaning::Other;
    };
    // In this order they tell refusals with the same words apart.
    let called = ["terraswap-pair", "terraswap-token", "mirror-mint"];
    let refusal = Refusal::find(log, &called);
    if let Some(what) = refusal.as_ref().and_then(race) {
        return Meaning::Race { what };
    }
    let why = refusal.map_or_else(|| log.clone(), |refusal| refusal.to_string());
    match hash {
        Some(_) => Meaning::Reverted { why },
        None => Meaning::Refused { why },
    }
}

fn race(refusal: &Refusal) -> Option<String> {
    let contract = refusal.contract.as_deref();
    let is_race = RACES
        .iter()
        .any(|(who, kind)| *kind == refusal.kind && contract.is_none_or(|found| found == *who));
    let is_short = TOO_FEW.contains(&refusal.kind.as_str());
    (is_race || is_short).then(|| refusal.text.clone())
}

#[cfg(test)]
mod tests;
