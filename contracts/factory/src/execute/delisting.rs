//! What all delistings have in common: who may ask for one, and at which price.

use cosmwasm_std::{ensure, Addr, CosmosMsg, Decimal, Deps, Env, StdResult};
use mirror_math::price::deviates;
use mirror_protocol::mint::{AssetConfigResponse, Mint};
use mirror_protocol::oracle::{FeederResponse, Oracle};

use crate::config::Peers;
use crate::error::ContractError;
use crate::feed;

/// How far the last price may be from the anchor if the asset is to be redeemed at it for ever: a
/// tenth, as in the oracle between a pending post and the one that confirms it.
const MOST_MOVED: Decimal = Decimal::percent(10);

/// An asset that is not delisted yet.
pub struct Delisting {
    /// Its token.
    pub asset: Addr,
    /// Its present parameters in mint.
    pub asset_config: AssetConfigResponse,
}

/// Who asks for a delisting.
pub enum Authority {
    /// It is done at once, and the owner may choose the price, the feeder and the names.
    Owner,
    /// The asset's feeder, with the oracle's answer about the feed: it is only announced.
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
        // On any error of the oracle the asset counts as one without a feeder: only the owner may
        // delist it.
        let feed = Oracle(peers.oracle_contract.clone())
            .feeder(&deps.querier, asset_token)
            .ok()
            .filter(|feed| feed.feeder == sender.as_str());
        let feed = feed.ok_or(ContractError::Unauthorized {})?;
        Ok(Self::Feeder(feed.into()))
    }
}

impl Delisting {
    /// Ask mint for the asset; refuse one that is delisted already.
    pub fn of(deps: Deps, peers: &Peers, asset_token: &str) -> Result<Self, ContractError> {
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

    /// The messages that end it. Mint keeps the price for ever. The factory, which never posts, becomes
    /// the feeder, with no standby. Otherwise contracts that ask the oracle first, as the collector
    /// does, would believe a former feeder that goes on posting.
    pub fn end(&self, env: &Env, peers: &Peers, end_price: Decimal) -> StdResult<[CosmosMsg; 2]> {
        let mint = Mint(peers.mint_contract.clone());
        let oracle = Oracle(peers.oracle_contract.clone());
        let (factory, nobody) = (env.contract.address.as_str(), Some(String::new()));
        Ok([
            mint.register_migration(&self.asset, end_price)?,
            oracle.register_asset(&self.asset, factory, None, nobody)?,
        ])
    }

    /// The end price of a delisting by the owner: the given one; else, before an IPO, the price of that
    /// time; else the last accepted one, if it is fresh. A poll that is carried out while it is not
    /// fresh fails and may be tried again: who carries it out must not choose between an old price and
    /// a new one.
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

    /// The end price of a delisting that the feeder announces: before an IPO the price of that time;
    /// else the anchor, if the last price may be used now. It is never the feeder's own last post,
    /// which a thief of the feeder's key could choose.
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
