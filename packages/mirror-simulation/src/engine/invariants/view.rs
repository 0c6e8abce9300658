//! What the book is held against: the answers of the contracts, of whatever chain, at one moment.

use cosmwasm_std::{Addr, Decimal, QuerierWrapper, Uint128};
use serde::de::DeserializeOwned;
use serde::Serialize;
use terraswap::asset::AssetInfo;
use terraswap::token::Token;

use crate::engine::book::{Book, Collateral};
use crate::engine::contracts::Contracts;
use crate::error::SimulationError;

/// The book, and the contracts that it is an account of.
pub(super) struct View<'a> {
    pub(super) querier: QuerierWrapper<'a>,
    /// The second of the block.
    pub(super) now: u64,
    /// Tells one check from another, for those that look at something else each time.
    pub(super) number: usize,
    pub(super) book: &'a Book,
    pub(super) at: &'a Contracts,
    pub(super) base_denom: &'a str,
    /// The part of burned and auctioned collateral that is the protocol's.
    pub(super) fee_rate: Decimal,
    /// How messages call each asset of the book.
    pub(super) labels: Vec<&'a str>,
    /// MIR that existed before the first release.
    pub(super) first_supply: Uint128,
}

impl View<'_> {
    pub(super) fn query<T: DeserializeOwned>(
        &self,
        contract: &Addr,
        question: &impl Serialize,
    ) -> Result<T, SimulationError> {
        Ok(self.querier.query_wasm_smart(contract, question)?)
    }

    /// Base coins of an account or contract.
    pub(super) fn coins_of(&self, holder: &Addr) -> Result<Uint128, SimulationError> {
        Ok(self.querier.query_balance(holder, self.base_denom)?.amount)
    }

    /// Tokens of an account or contract.
    pub(super) fn tokens_of(
        &self,
        token: &Addr,
        holder: &Addr,
    ) -> Result<Uint128, SimulationError> {
        Ok(Token(token.clone()).balance(&self.querier, holder)?)
    }

    /// How many of a token there are.
    pub(super) fn supply_of(&self, token: &Addr) -> Result<Uint128, SimulationError> {
        Ok(Token(token.clone()).total_supply(&self.querier)?)
    }

    /// How messages call an asset.
    pub(super) fn label(&self, asset: usize) -> &str {
        self.labels.get(asset).copied().unwrap_or_default()
    }

    /// What backs a position, as messages name it.
    pub(super) fn info_of(&self, backing: Collateral) -> AssetInfo {
        match backing {
            Collateral::Base => AssetInfo::native(self.base_denom),
            Collateral::Asset(asset) => {
                AssetInfo::token(self.book.assets[asset].token_address.as_str())
            }
        }
    }
}
