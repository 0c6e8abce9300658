//! The list of assets that may back a position, each with a multiplier and a source of its price.

pub mod stored;

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{
    wasm_execute, Addr, Api, CosmosMsg, Decimal, Empty, QuerierWrapper, StdError, StdResult,
    Uint128,
};
use mirror_bytes::{read_foreign, Bytes};
use serde::Serialize;
use terraswap::asset::AssetInfo;
use terraswap::named::Named;

use self::stored::{Collateral, Pricing, Source};
use crate::oracle::Oracle;

pub use terraswap::version::MigrateMsg;

/// Set up the collateral oracle.
#[cw_serde]
pub struct InstantiateMsg {
    /// Who decides about collateral; the factory in a deployed protocol.
    pub owner: String,
    /// The mint contract, which registers and revokes mAssets.
    pub mint_contract: String,
    /// The denom every price is stated in, e.g. `uusd`. It is collateral without registration.
    pub base_denom: String,
    /// The oracle of sources that name none themselves, in the base denom; absent or empty for none.
    pub mirror_oracle: Option<String>,
    /// Accepted from older clients and not stored.
    pub anchor_oracle: Option<String>,
    /// Accepted from older clients and not stored.
    pub band_oracle: Option<String>,
}

/// No message takes coins.
#[cw_serde]
pub enum ExecuteMsg {
    /// Change the configuration; absent fields stay as they are.
    ///
    /// Sender: the owner. Emits: action=update_config.
    UpdateConfig(ConfigUpdate),
    /// Accept an asset as collateral. A revoked one may be accepted anew, by the owner only.
    ///
    /// Sender: the owner or mint.
    /// Emits: action=register_collateral_asset, asset, multiplier, source_type.
    RegisterCollateralAsset {
        /// The asset; not the base denom.
        asset: AssetInfo,
        /// Where its price comes from.
        price_source: SourceType,
        /// The factor on the minimum collateral ratio of positions it backs; at least 1.
        multiplier: Decimal,
        /// The largest worth of it that mint may hold, in base-denom micro units. May be absent where
        /// the source is `mirror_oracle`.
        value_cap: Option<Uint128>,
    },
    /// Accept no more of an asset. Open positions keep it, priced as before. The owner may revoke one
    /// that is not registered, too: mint can then not register it.
    ///
    /// Sender: the owner or mint. Emits: action=revoke_collateral_asset, asset.
    RevokeCollateralAsset {
        /// The asset.
        asset: AssetInfo,
    },
    /// Take an asset's price from another source, also of a revoked one. Another source than
    /// `mirror_oracle` needs a cap, unless the asset is revoked.
    ///
    /// Sender: the owner. Emits: action=update_collateral_price_source, asset, source_type.
    UpdateCollateralPriceSource {
        /// The asset.
        asset: AssetInfo,
        /// Where its price comes from now.
        price_source: SourceType,
    },
    /// Change an asset's multiplier. It acts on every open position at once.
    ///
    /// Sender: the owner. Emits: action=update_collateral_multiplier, asset, multiplier.
    UpdateCollateralMultiplier {
        /// The asset.
        asset: AssetInfo,
        /// The new factor on the minimum collateral ratio; at least 1.
        multiplier: Decimal,
    },
    /// Change how much of an asset mint may hold.
    ///
    /// Sender: the owner. Emits: action=update_collateral_cap, asset.
    UpdateCollateralCap {
        /// The asset.
        asset: AssetInfo,
        /// The largest worth in base-denom micro units; absent for no cap, which only a source
        /// `mirror_oracle` and a revoked asset may have.
        value_cap: Option<Uint128>,
    },
}

/// What may change in the configuration; absent fields stay as they are.
#[cw_serde]
#[derive(Default)]
pub struct ConfigUpdate {
    /// The new owner.
    pub owner: Option<String>,
    /// The new mint contract; the former one loses its rights at once.
    pub mint_contract: Option<String>,
    /// The new base denom; only before the first collateral is registered.
    pub base_denom: Option<String>,
    /// The new oracle of all sources that name none themselves, in the base denom.
    pub mirror_oracle: Option<String>,
    /// Accepted from older clients and not stored.
    pub anchor_oracle: Option<String>,
    /// Accepted from older clients and not stored.
    pub band_oracle: Option<String>,
}

/// Where a collateral's price comes from.
#[cw_serde]
pub enum SourceType {
    /// The price a feeder posts to the oracle. Its time is the time of that post.
    MirrorOracle {
        /// The oracle to ask, which counts in the base denom; absent: the one of the configuration.
        #[serde(skip_serializing_if = "Option::is_none")]
        oracle_addr: Option<String>,
    },
    /// A price that never changes and never ages.
    FixedPrice {
        /// Base-denom micro units for one micro unit; above 0, at most 1,000,000,000.
        price: Decimal,
    },
    /// The time-weighted price of a pair: a higher one for sales and a lower one for new debt. Older
    /// clients call it `terraswap`, and its address `terraswap_pair_addr`; both are accepted.
    #[serde(alias = "terraswap")]
    AmmPair {
        /// The pair of the collateral and the base denom, or the intermediate one.
        #[serde(alias = "terraswap_pair_addr")]
        pair_addr: String,
        /// The pair's other side if that is not the base denom; the oracle prices it.
        #[serde(skip_serializing_if = "Option::is_none")]
        intermediate_denom: Option<String>,
    },
    /// The exchange rate of a money market's interest-bearing token. It never ages.
    AnchorMarket {
        /// The market.
        anchor_market_addr: String,
    },
    /// The exchange rate of a liquid staking token, times the oracle's price of what is staked.
    /// Its time is the time of that price.
    Lunax {
        /// The staking contract.
        staking_contract_addr: String,
        /// What is staked; `uluna` by default.
        #[serde(skip_serializing_if = "Option::is_none")]
        underlying_denom: Option<String>,
    },
}

/// What can be asked. An asset is named by its bare denom or token address.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// The price of a collateral with its multiplier; an error if it is unknown or its source
    /// fails. The base denom has price and multiplier 1.
    #[returns(CollateralPriceResponse)]
    CollateralPrice {
        /// The asset.
        asset: String,
        /// The oldest price to accept, in seconds; absent: of whatever age.
        timeframe: Option<u64>,
        /// Accepted from older clients and ignored.
        block_height: Option<u64>,
    },
    /// A collateral without its price; an error if it is unknown. Works with a dead source.
    #[returns(CollateralInfoResponse)]
    CollateralAssetInfo {
        /// The asset.
        asset: String,
    },
    /// All collaterals, ascending by name.
    #[returns(CollateralInfosResponse)]
    CollateralAssetInfos {
        /// The last asset of the page before; it is left out.
        start_after: Option<String>,
        /// Entries on the page: 100 by default and at most.
        limit: Option<u32>,
    },
}

/// The configuration. An address that is not set is "".
#[cw_serde]
pub struct ConfigResponse {
    /// Who decides about collateral.
    pub owner: String,
    /// The mint contract.
    pub mint_contract: String,
    /// The denom every price is stated in.
    pub base_denom: String,
    /// The oracle of sources that name none themselves.
    pub mirror_oracle: String,
    /// Always "": kept for older readers.
    pub anchor_oracle: String,
    /// Always "": kept for older readers.
    pub band_oracle: String,
}

/// The price of a collateral.
#[cw_serde]
pub struct CollateralPriceResponse {
    /// Its denom or token address.
    pub asset: String,
    /// Base-denom micro units for one micro unit, rounded down; never 0. Positions are sold and
    /// burned by it.
    pub rate: Decimal,
    /// When that was so, in UNIX seconds; [`ALWAYS_FRESH`](crate::oracle::ALWAYS_FRESH) for a
    /// price that does not age.
    pub last_updated: u64,
    /// The factor on the minimum collateral ratio.
    pub multiplier: Decimal,
    /// Whether no more of it is accepted.
    pub is_revoked: bool,
    /// The largest worth of it that mint may hold, in base-denom micro units, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_cap: Option<Uint128>,
    /// The price by which new debt is judged, never above `rate`: a market may have fallen lately,
    /// or be pumped for a moment. Absent where `rate` serves for both; 0 where nothing can be minted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lower: Option<Decimal>,
    /// When the halt of the feed behind the price ends, in UNIX seconds, if it is halted;
    /// `last_updated` is 0 until then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub halted_until: Option<u64>,
}

/// A collateral without its price.
#[cw_serde]
pub struct CollateralInfoResponse {
    /// Its denom or token address.
    pub asset: String,
    /// The factor on the minimum collateral ratio.
    pub multiplier: Decimal,
    /// Where its price comes from: mirror_oracle, fixed_price, amm_pair, anchor_market or lunax.
    pub source_type: String,
    /// Whether no more of it is accepted.
    pub is_revoked: bool,
    /// The largest worth of it that mint may hold, in base-denom micro units, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_cap: Option<Uint128>,
}

/// A page of collaterals.
#[cw_serde]
pub struct CollateralInfosResponse {
    /// The entries.
    pub collaterals: Vec<CollateralInfoResponse>,
}

/// The part of a [`CollateralPriceResponse`] that is the price.
#[cw_serde]
pub struct CollateralQuote {
    /// Base-denom micro units for one micro unit.
    pub rate: Decimal,
    /// The price for new debt; absent: the rate.
    pub lower: Option<Decimal>,
    /// When it was so, in UNIX seconds.
    pub last_updated: u64,
    /// The end of a halt, if it is halted.
    pub halted_until: Option<u64>,
}

/// Fields of a [`QueryMsg`].
#[derive(Serialize)]
struct About<'a> {
    asset: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeframe: Option<u64>,
}

/// A collateral oracle to ask and to tell.
pub struct CollateralOracle(pub Addr);

impl CollateralOracle {
    /// What [`Self::price`] answers, for a collateral whose price is posted to an oracle, as that of most
    /// is. It is read from the stores of both contracts, without running their code, and so for less gas.
    /// `None` if the collateral oracle has to be asked: nothing is stored, another kind of source, a
    /// layout that this code does not know, or no price yet.
    pub fn posted_price(
        &self,
        querier: &QuerierWrapper,
        api: &dyn Api,
        asset: &str,
        now: u64,
    ) -> StdResult<Option<CollateralPriceResponse>> {
        let key = [&[stored::COLLATERALS], asset.as_bytes()].concat();
        let Some(entry) = self.stored::<Collateral>(querier, key)? else {
            return Ok(None);
        };
        let Source::MirrorOracle { oracle } = entry.source else {
            return Ok(None);
        };
        let oracle = match oracle {
            Some(oracle) => Some(oracle),
            None => self
                .stored::<Pricing>(querier, stored::PRICING.into())?
                .and_then(|pricing| pricing.mirror_oracle),
        };
        let Some(oracle) = oracle else {
            return Ok(None);
        };
        let posted = Oracle(oracle).posted_price(querier, api, asset)?;
        // A price of zero is none. The collateral oracle says so in its error.
        let posted = posted.filter(|posted| !posted.price.is_zero());
        Ok(posted.map(|posted| CollateralPriceResponse {
            asset: asset.to_string(),
            rate: posted.price,
            last_updated: posted.usable_time(now),
            multiplier: entry.multiplier,
            is_revoked: entry.is_revoked,
            value_cap: entry.value_cap,
            lower: None,
            halted_until: posted.halted_until(now),
        }))
    }

    fn stored<T: Bytes>(&self, querier: &QuerierWrapper, key: Vec<u8>) -> StdResult<Option<T>> {
        let stored = querier.query_wasm_raw(&self.0, key)?;
        read_foreign(stored.as_deref())
            .map_err(|error| StdError::parse_err("the collateral oracle's store", error))
    }

    /// The price of `asset` (its denom or token address), not older than `timeframe` seconds if
    /// that is given.
    pub fn price(
        &self,
        querier: &QuerierWrapper,
        asset: &str,
        timeframe: Option<u64>,
    ) -> StdResult<CollateralPriceResponse> {
        let question = Named("collateral_price", About { asset, timeframe });
        querier.query_wasm_smart(&self.0, &question)
    }

    /// The price of `asset`, of whatever age. Of the answer only that is read, which keeps a caller
    /// small.
    pub fn quote(&self, querier: &QuerierWrapper, asset: &str) -> StdResult<CollateralQuote> {
        let timeframe = None;
        let question = Named("collateral_price", About { asset, timeframe });
        querier.query_wasm_smart(&self.0, &question)
    }

    /// The entry of `asset` (its denom or token address).
    pub fn asset_info(
        &self,
        querier: &QuerierWrapper,
        asset: &str,
    ) -> StdResult<CollateralInfoResponse> {
        let question = Named(
            "collateral_asset_info",
            About {
                asset,
                timeframe: None,
            },
        );
        querier.query_wasm_smart(&self.0, &question)
    }

    /// Whether it knows `asset` (its denom or token address), which is all that is read.
    pub fn lists(&self, querier: &QuerierWrapper, asset: &str) -> bool {
        let timeframe = None;
        let question = Named("collateral_asset_info", About { asset, timeframe });
        querier
            .query_wasm_smart::<Empty>(&self.0, &question)
            .is_ok()
    }

    /// Accept an asset as collateral, up to this worth where there is one.
    pub fn register(
        &self,
        asset: AssetInfo,
        price_source: SourceType,
        multiplier: Decimal,
        value_cap: Option<Uint128>,
    ) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::RegisterCollateralAsset {
            asset,
            price_source,
            multiplier,
            value_cap,
        };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }

    /// Accept no more of an asset.
    pub fn revoke(&self, asset: AssetInfo) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::RevokeCollateralAsset { asset };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }

    /// Change an asset's multiplier.
    pub fn update_multiplier(&self, asset: AssetInfo, multiplier: Decimal) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::UpdateCollateralMultiplier { asset, multiplier };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }
}
