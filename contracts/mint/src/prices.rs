//! All queries to other contracts. Other files of mint ask them through this one.

use cosmwasm_std::{
    ensure, Addr, Api, Decimal, Deps, Env, QuerierWrapper, StdResult, Storage, Uint128,
};
use mirror_math::ratio::value_exceeds;
use mirror_protocol::collateral_oracle::{CollateralOracle, CollateralPriceResponse};
use mirror_protocol::oracle::Oracle;
use terraswap::asset::AssetInfo;
use terraswap::factory::PairFactory;
use terraswap::token::Token;

use crate::asset::Listing;
use crate::config::Pricing;
use crate::error::ContractError;
use crate::quote::{Collateral, Quote};
use crate::state;

/// Prices as they are now.
pub struct Prices<'a> {
    storage: &'a dyn Storage,
    api: &'a dyn Api,
    querier: QuerierWrapper<'a>,
    now: u64,
    sources: Pricing,
}

impl<'a> Prices<'a> {
    /// Ask the configured oracles.
    pub fn new(deps: Deps<'a>, env: &Env) -> Result<Self, ContractError> {
        Ok(Self {
            storage: deps.storage,
            api: deps.api,
            querier: deps.querier,
            now: env.block.time.seconds(),
            sources: state::pricing(deps.storage)?,
        })
    }

    /// The denom every price is stated in.
    pub fn base_denom(&self) -> &str {
        &self.sources.base_denom
    }

    /// The price of an mAsset: the end price once delisted, the agreed one before the IPO, else a
    /// fresh one of the oracle that is not halted.
    pub fn asset(&self, token: &str, listing: &Listing) -> Result<Decimal, ContractError> {
        let quote = self.asset_quote(token, listing)?;
        quote.ensure_not_halted(token)?;
        self.ensure_fresh(token, &quote)?;
        above_zero(token, quote.price)
    }

    /// What a collateral counts for, revoked or not, by a fresh price that is not halted.
    pub fn collateral(&self, info: &AssetInfo) -> Result<Collateral, ContractError> {
        let collateral = self.known_collateral(info)?;
        collateral.quote.ensure_not_halted(info.id())?;
        self.ensure_collateral_fresh(info, &collateral.quote)?;
        Ok(collateral)
    }

    /// What a collateral counts for that new debt may be minted against.
    pub fn backing(&self, info: &AssetInfo) -> Result<Collateral, ContractError> {
        let collateral = self.collateral(info)?;
        collateral.ensure_accepted(info)?;
        collateral.ensure_not_delisting(info)?;
        Ok(collateral)
    }

    /// The prices of a position whose owner makes it safer. They have to be fresh, except while one
    /// of them is halted: then both may be of any age.
    pub fn for_saving(
        &self,
        token: &str,
        listing: &Listing,
        info: &AssetInfo,
    ) -> Result<(Decimal, Collateral), ContractError> {
        let collateral = self.known_collateral(info)?;
        let asset = self.asset_quote(token, listing)?;
        if collateral
            .quote
            .halted_until
            .or(asset.halted_until)
            .is_none()
        {
            self.ensure_collateral_fresh(info, &collateral.quote)?;
            self.ensure_fresh(token, &asset)?;
        }
        Ok((above_zero(token, asset.price)?, collateral))
    }

    /// The present price of an mAsset, of whatever age.
    pub fn asset_quote(&self, token: &str, listing: &Listing) -> Result<Quote, ContractError> {
        match listing.fixed_price() {
            Some(price) => Ok(Quote::fixed(price)),
            None => Ok(self.fed(token)?),
        }
    }

    /// Refuse to go on once mint holds more of a collateral than its cap. The balance decides no
    /// amount; it only stops messages that would add to it.
    pub fn ensure_below_value_cap(
        &self,
        info: &AssetInfo,
        collateral: &Collateral,
        holder: &Addr,
    ) -> Result<(), ContractError> {
        let Some(cap) = collateral.value_cap else {
            return Ok(());
        };
        let held = info.balance_of(&self.querier, holder)?;
        ensure!(
            !value_exceeds(held, collateral.quote.price, cap),
            ContractError::CollateralCapExceeded {
                asset: info.to_string(),
                cap
            }
        );
        Ok(())
    }

    /// Refuse new debt that would lift the asset's supply above its cap.
    pub fn ensure_below_debt_cap(
        &self,
        token: &str,
        listing: &Listing,
        new_debt: Uint128,
    ) -> Result<(), ContractError> {
        let Some(cap) = listing.debt_cap else {
            return Ok(());
        };
        let supply = Token(Addr::unchecked(token)).total_supply(&self.querier)?;
        ensure!(
            supply.checked_add(new_debt)? <= cap,
            ContractError::DebtCapExceeded {
                asset_token: token.to_string(),
                cap
            }
        );
        Ok(())
    }

    /// The price that a feeder posted.
    fn fed(&self, token: &str) -> StdResult<Quote> {
        let oracle = Oracle(self.sources.oracle.clone());
        let base_denom = self.base_denom();
        let last = oracle.last_price(&self.querier, self.api, token, base_denom, self.now)?;
        Ok(Quote {
            price: last.price,
            last_updated: last.time,
            halted_until: last.halted_until,
        })
    }

    /// What a collateral counts for, whatever the age of its price. A price of zero is an error.
    fn known_collateral(&self, info: &AssetInfo) -> Result<Collateral, ContractError> {
        if *info == AssetInfo::native(self.base_denom()) {
            return Ok(Collateral::base());
        }
        let listing = match info {
            AssetInfo::Token { contract_addr } => state::listing_of(self.storage, contract_addr)?,
            AssetInfo::NativeToken { .. } => None,
        };
        let end_price = listing.as_ref().and_then(|listing| listing.end_price);
        match end_price {
            Some(end_price) => self.delisted_collateral(info, end_price),
            None => {
                let is_delisting = listing.is_some_and(|listing| listing.delisting_price.is_some());
                self.listed_collateral(info, is_delisting)
            }
        }
    }

    fn delisted_collateral(
        &self,
        info: &AssetInfo,
        end_price: Decimal,
    ) -> Result<Collateral, ContractError> {
        let oracle = CollateralOracle(self.sources.collateral_oracle.clone());
        // A chain hides the text of another contract's error, so any error counts as "not found".
        let entry = oracle
            .asset_info(&self.querier, info.id())
            .map_err(|_| not_listed(info))?;
        Ok(Collateral {
            quote: Quote::fixed(end_price),
            lower: end_price,
            multiplier: entry.multiplier,
            is_revoked: true,
            is_delisting: false,
            value_cap: entry.value_cap,
        })
    }

    fn listed_collateral(
        &self,
        info: &AssetInfo,
        is_delisting: bool,
    ) -> Result<Collateral, ContractError> {
        let oracle = CollateralOracle(self.sources.collateral_oracle.clone());
        let answer = match oracle.posted_price(&self.querier, self.api, info.id(), self.now)? {
            Some(answer) => answer,
            None => self.asked_price(&oracle, info)?,
        };
        Ok(Collateral {
            quote: Quote {
                price: above_zero(info.id(), answer.rate)?,
                last_updated: answer.last_updated,
                halted_until: answer.halted_until,
            },
            lower: answer.lower.unwrap_or(answer.rate).min(answer.rate),
            multiplier: answer.multiplier,
            is_revoked: answer.is_revoked,
            is_delisting,
            value_cap: answer.value_cap,
        })
    }

    fn asked_price(
        &self,
        oracle: &CollateralOracle,
        info: &AssetInfo,
    ) -> Result<CollateralPriceResponse, ContractError> {
        oracle
            .price(&self.querier, info.id(), None)
            .map_err(|source| match oracle.asset_info(&self.querier, info.id()) {
                Ok(_) => ContractError::CollateralUnpriced {
                    asset: info.to_string(),
                    source,
                },
                Err(_) => not_listed(info),
            })
    }

    fn ensure_fresh(&self, token: &str, quote: &Quote) -> Result<(), ContractError> {
        ensure!(
            quote.is_fresh(self.now),
            ContractError::PriceTooOld {
                asset_token: token.to_string(),
                last_updated: quote.last_updated,
                now: self.now,
            }
        );
        Ok(())
    }

    fn ensure_collateral_fresh(
        &self,
        info: &AssetInfo,
        quote: &Quote,
    ) -> Result<(), ContractError> {
        ensure!(
            quote.is_fresh(self.now),
            ContractError::CollateralPriceTooOld {
                asset: info.to_string(),
                last_updated: quote.last_updated,
                now: self.now,
            }
        );
        Ok(())
    }
}

/// The feeder of an asset, who triggers its IPO unless its terms name somebody.
pub fn feeder(deps: Deps, token: &str) -> Result<String, ContractError> {
    let oracle = Oracle(state::pricing(deps.storage)?.oracle);
    Ok(oracle.feeder(&deps.querier, token)?.feeder)
}

/// Whether the collateral oracle knows an asset, and if so whether it is revoked.
pub fn collateral_status(
    querier: &QuerierWrapper,
    oracle: &CollateralOracle,
    token: &str,
) -> CollateralStatus {
    match oracle.asset_info(querier, token) {
        Ok(entry) if entry.is_revoked => CollateralStatus::Revoked,
        Ok(_) => CollateralStatus::Accepted,
        Err(_) => CollateralStatus::Unknown,
    }
}

/// How an asset stands in the list of collateral.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum CollateralStatus {
    Unknown,
    Accepted,
    Revoked,
}

/// The pair of an asset and the base denom. It is looked up where the pair factory stores it, which
/// costs less than to keep it here.
pub fn pair(deps: Deps, factory: &Addr, base_denom: &str, token: &Addr) -> StdResult<Addr> {
    let assets = [AssetInfo::native(base_denom), AssetInfo::token(token)];
    let pair = PairFactory(factory.clone()).stored_pair(&deps.querier, deps.api, assets)?;
    deps.api.addr_validate(&pair.contract_addr)
}

/// How many base-denom coins an account has.
pub fn base_balance(
    querier: &QuerierWrapper,
    base_denom: &str,
    holder: &Addr,
) -> StdResult<Uint128> {
    AssetInfo::native(base_denom).balance_of(querier, holder)
}

fn above_zero(asset: &str, price: Decimal) -> Result<Decimal, ContractError> {
    ensure!(
        !price.is_zero(),
        ContractError::PriceZero {
            asset: asset.to_string()
        }
    );
    Ok(price)
}

fn not_listed(info: &AssetInfo) -> ContractError {
    ContractError::CollateralNotListed {
        asset: info.to_string(),
    }
}
