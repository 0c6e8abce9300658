//! What the successor of an asset takes over from it: all that limits it, so that a migration is no
//! way around a limit (factory.md section 3, "migrate_asset").

use cosmwasm_std::{Addr, Decimal, Deps, Env, Uint128};
use mirror_protocol::collateral_oracle::CollateralOracle;
use mirror_protocol::mint::{CollateralTerms, Mint};
use mirror_protocol::oracle::{FeederResponse, Oracle};

use crate::config::Peers;
use crate::error::ContractError;
use crate::execute::delisting::Delisting;
use crate::feed::{self, PRICE_LIFE};
use crate::split::Split;

/// The limits of an asset, as they are now.
pub struct Succession {
    /// Who feeds it, who would instead, and its own band.
    pub feed: FeederResponse,
    /// The terms on which it is collateral, or would be.
    pub collateral: CollateralTerms,
    /// The collateral oracle, if the asset is revoked or barred there.
    pub revoked_at: Option<Addr>,
}

impl Succession {
    pub fn of(deps: Deps, peers: &Peers, delisting: &Delisting) -> Result<Self, ContractError> {
        let asset = delisting.asset.as_str();
        let feed = Oracle(peers.oracle_contract.clone()).feeder(&deps.querier, asset)?;
        let mint = Mint(peers.mint_contract.clone());
        let collateral_oracle = deps
            .api
            .addr_validate(&mint.collateral_oracle(&deps.querier)?)?;
        // Whatever the error was: what is no collateral yet has its terms in mint.
        let entry = CollateralOracle(collateral_oracle.clone())
            .asset_info(&deps.querier, asset)
            .ok();
        let is_revoked = entry.as_ref().is_some_and(|entry| entry.is_revoked);
        let waiting = delisting.asset_config.collateral.clone();
        let collateral = match (entry, waiting) {
            // A bar has no terms of its own.
            (Some(entry), Some(waiting)) if entry.is_revoked => waiting,
            (Some(entry), _) => CollateralTerms {
                multiplier: Some(entry.multiplier),
                // The largest number says that there is none, where nothing would be mint's default.
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

    /// The band and the standby that the successor's feed starts with. Its feeder needs no standby
    /// that is itself.
    pub fn standby(&self, feeder: &Addr) -> Option<String> {
        let standby = self.feed.standby.clone();
        standby.filter(|standby| standby != feeder.as_str())
    }
}

/// The debt cap of the successor: the same number of tokens, unless the prices say a split. The
/// feeder alone posts the last price. So it may narrow a cap, and widens it only where the owner set
/// the price at which the old token is redeemed and the last one may be used now.
pub fn debt_cap(
    deps: Deps,
    env: &Env,
    peers: &Peers,
    delisting: &Delisting,
    end_price: Decimal,
    owner_set_it: bool,
) -> Result<Option<Uint128>, ContractError> {
    let Some(cap) = delisting.asset_config.debt_cap else {
        return Ok(None);
    };
    let Some(last) = feed::posted(deps, peers, &delisting.asset)? else {
        return Ok(Some(cap));
    };
    let now = env.block.time.seconds();
    let is_usable = last.usable_time(now).saturating_add(PRICE_LIFE) >= now;
    let split = Split::said_by(end_price, last.price).filter(|split| match split {
        Split::Into(_) => owner_set_it && is_usable,
        Split::Reverse(_) => true,
    });
    Ok(Some(split.map_or(cap, |split| split.cap(cap))))
}
