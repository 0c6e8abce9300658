//! What all delistings share: who may ask for one, and at which price.

use cosmwasm_std::{ensure, Addr, CosmosMsg, Decimal, Deps, Env, StdResult};
use mirror_math::price::deviates;
use mirror_protocol::mint::{AssetConfigResponse, Mint};
use mirror_protocol::oracle::{FeederResponse, Oracle};

use crate::config::Peers;
use crate::error::ContractError;
use crate::feed;

/// How far the last price may be from the anchor where it is to be kept for ever: as far as a post
/// that confirms another one in the oracle.
const MOST_MOVED: Decimal = Decimal::percent(10);

/// An asset that is not delisted yet.
pub struct Delisting {
    pub asset: Addr,
    /// Its parameters, still as they were.
    pub asset_config: AssetConfigResponse,
}

/// Who asks for a delisting.
pub enum Authority {
    /// It is done at once, and price, feeder and names are free.
    Owner,
    /// The asset's feeder, and what the oracle says of its feed: it is announced only.
    Feeder(Box<FeederResponse>),
}

impl Authority {
    /// Refuse everybody but the owner and the asset's feeder.
    pub fn of(
        deps: Deps,
        peers: &Peers,
        sender: &Addr,
        asset_token: &str,
    ) -> Result<Self, ContractError> {
        if peers.owner == *sender {
            return Ok(Self::Owner);
        }
        // Whatever the oracle's error was: without a feeder only the owner may delist.
        let feed = Oracle(peers.oracle_contract.clone())
            .feeder(&deps.querier, asset_token)
            .ok()
            .filter(|feed| feed.feeder == sender.as_str());
        let feed = feed.ok_or(ContractError::Unauthorized {})?;
        Ok(Self::Feeder(feed.into()))
    }
}

impl Delisting {
    pub fn load(deps: Deps, peers: &Peers, asset_token: &str) -> Result<Self, ContractError> {
        let asset = deps.api.addr_validate(asset_token)?;
        let asset_config =
            Mint(peers.mint_contract.clone()).asset_config(&deps.querier, asset_token)?;
        ensure!(
            asset_config.end_price.is_none(),
            ContractError::AlreadyDelisted {
                asset: asset.into_string()
            }
        );
        Ok(Self {
            asset,
            asset_config,
        })
    }

    /// What ends it. Mint keeps the price for ever. The feed goes to the factory, which posts none,
    /// and nobody stands by: or a feeder who goes on would be believed where the oracle is asked
    /// first, as by the collector.
    pub fn end(&self, env: &Env, peers: &Peers, end_price: Decimal) -> StdResult<[CosmosMsg; 2]> {
        let mint = Mint(peers.mint_contract.clone());
        let oracle = Oracle(peers.oracle_contract.clone());
        let (factory, nobody) = (env.contract.address.as_str(), Some(String::new()));
        Ok([
            mint.register_migration(&self.asset, end_price)?,
            oracle.register_asset(&self.asset, factory, None, nobody)?,
        ])
    }

    /// The price that the asset keeps when the owner delists it: the given one, before an IPO that
    /// of that time, else the last accepted one, which somebody must just have posted. A poll that
    /// is carried out at another moment waits for that: whoever carries it out must not choose
    /// between an old price and a new one.
    pub fn owner_price(
        &self,
        deps: Deps,
        env: &Env,
        peers: &Peers,
        given: Option<Decimal>,
    ) -> Result<Decimal, ContractError> {
        if let Some(given) = given {
            ensure!(!given.is_zero(), ContractError::EndPriceZero {});
            return Ok(given);
        }
        if let Some(ipo) = &self.asset_config.ipo_params {
            return Ok(ipo.pre_ipo_price);
        }

        let oracle = Oracle(peers.oracle_contract.clone());
        let feed = oracle.feeder(&deps.querier, self.asset.as_str())?;
        let last = feed::usable_price(deps, env, peers, &self.asset, &feed)?;
        let anchor = feed.anchor_price.unwrap_or(last);
        ensure!(
            !deviates(anchor, last, MOST_MOVED),
            ContractError::PriceMoved {
                asset: self.asset.to_string(),
                last,
                anchor
            }
        );
        Ok(last)
    }

    /// The price at which the feeder may announce it: before an IPO that of that time, else the
    /// anchor of a price that may be used now. The feeder's own last post is not asked: it would be
    /// the price that a thief of the key posts first.
    pub fn feeder_price(
        &self,
        deps: Deps,
        env: &Env,
        peers: &Peers,
        feed: &FeederResponse,
        given: Option<Decimal>,
    ) -> Result<Decimal, ContractError> {
        let price = match &self.asset_config.ipo_params {
            Some(ipo) => ipo.pre_ipo_price,
            None => {
                let last = feed::usable_price(deps, env, peers, &self.asset, feed)?;
                feed.anchor_price.unwrap_or(last)
            }
        };
        if let Some(given) = given {
            ensure!(
                given == price,
                ContractError::EndPriceNotAnchor {
                    given,
                    anchor: price
                }
            );
        }
        Ok(price)
    }
}
