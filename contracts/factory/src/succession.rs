//! What the successor of an asset takes over from it: everything that limits the asset, so that a
//! migration is no way around a limit (factory.md section 3, "migrate_asset").

use cosmwasm_std::{Addr, Decimal, Deps, Env, Uint128};
use mirror_protocol::collateral_oracle::CollateralOracle;
use mirror_protocol::mint::{CollateralTerms, Mint};
use mirror_protocol::oracle::{FeederResponse, Oracle};

use crate::config::Peers;
use crate::error::ContractError;
use crate::execute::delisting::Delisting;
use crate::feed::{self, PRICE_LIFE};
use crate::split::Split;

/// The present limits of an asset.
pub struct Succession {
    /// Its feeder, its standby feeder and its own band.
    pub feed: FeederResponse,
    /// The terms on which it is collateral, or will be after its wait.
    pub collateral: CollateralTerms,
    /// The collateral oracle's address, if the asset is revoked or barred there.
    pub revoked_at: Option<Addr>,
}

impl Succession {
    /// Ask mint, the oracle and the collateral oracle for the limits of the asset to delist.
    pub fn of(deps: Deps, peers: &Peers, delisting: &Delisting) -> Result<Self, ContractError> {
        let asset = delisting.asset.as_str();
        let feed = Oracle(peers.oracle_contract.clone()).feeder(&deps.querier, asset)?;
        let mint = Mint(peers.mint_contract.clone());
        let collateral_oracle = deps
            .api
            .addr_validate(&mint.collateral_oracle(&deps.querier)?)?;
        // On any error the terms are mint's: an asset that is no collateral yet has them there.
        let entry = CollateralOracle(collateral_oracle.clone())
            .asset_info(&deps.querier, asset)
            .ok();
        let is_revoked = entry.as_ref().is_some_and(|entry| entry.is_revoked);
        let waiting = delisting.asset_config.collateral.clone();
        let collateral = match (entry, waiting) {
            // An asset barred before it became collateral: the entry that bars it has no terms.
            (Some(entry), Some(waiting)) if entry.is_revoked => waiting,
            (Some(entry), _) => CollateralTerms {
                multiplier: Some(entry.multiplier),
                // No cap is written as the largest number, since `None` would mean mint's default.
                value_cap: Some(entry.value_cap.unwrap_or(Uint128::MAX)),
            },
            (None, waiting) => waiting.unwrap_or_default(),
        };
        Ok(Self {
            feed,
            collateral,
            revoked_at: is_revoked.then_some(collateral_oracle),
        })
    }

    /// The standby feeder of the successor: that of the old asset, unless it is the new feeder.
    pub fn standby(&self, feeder: &Addr) -> Option<String> {
        let standby = self.feed.standby.clone();
        standby.filter(|standby| standby != feeder.as_str())
    }
}

/// The debt cap of the successor: the same number of tokens, unless the prices show a split. The last
/// price comes from the feeder alone. So it may always lower a cap, but raises one only where the owner
/// gave the end price and the last price is fresh enough to be used.
pub fn debt_cap(
    deps: Deps,
    env: &Env,
    peers: &Peers,
    delisting: &Delisting,
    end_price: Decimal,
    owner_set_price: bool,
) -> Result<Option<Uint128>, ContractError> {
    let Some(cap) = delisting.asset_config.debt_cap else {
        return Ok(None);
    };
    let now = env.block.time.seconds();
    let Some(last) = feed::last(deps, peers, &delisting.asset, now)? else {
        return Ok(Some(cap));
    };
    let is_usable = last.usable_time().saturating_add(PRICE_LIFE) >= now;
    let split = Split::said_by(end_price, last.price).filter(|split| match split {
        Split::Into(_) => owner_set_price && is_usable,
        Split::Reverse(_) => true,
    });
    Ok(Some(split.map_or(cap, |split| split.cap(cap))))
}
