//! Price feeds: one feeder account per asset, and the last price it posted.
//!
//! A price is the number of base-denom micro units for one micro unit of the asset. For an asset
//! of 6 decimals that is its price per whole unit; for one of n decimals it is the price times
//! 10^(6-n).

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{
    wasm_execute, Addr, Api, CanonicalAddr, CosmosMsg, Decimal, Empty, QuerierWrapper, StdError,
    StdResult,
};
use mirror_bytes::{in_bytes, read_foreign, Bytes, BytesError};
use serde::Serialize;
use terraswap::named::Named;

use crate::paging::OrderBy;

pub use terraswap::version::MigrateMsg;

/// Set up the oracle.
#[cw_serde]
pub struct InstantiateMsg {
    /// Who registers assets; the factory in a deployed protocol.
    pub owner: String,
    /// The denom every price is stated in, e.g. `uusd`. Its own price is 1.
    pub base_asset: String,
    /// The largest part by which one post may move a price ("0.5" = by half) before the post has
    /// to be confirmed by a second one. None, or 0, is no limit.
    pub max_deviation: Option<Decimal>,
    /// How long a post outside the band waits for its confirmation, and for how long all posts are
    /// measured at the same anchor, in seconds: 60 by default and at least, 86,400 at most.
    pub confirm_seconds: Option<u64>,
    /// Who may halt assets for a while; absent or empty for nobody.
    pub guardian: Option<String>,
    /// How long a halt lasts, in seconds: 21,600 by default, from 60 to 86,400.
    pub halt_seconds: Option<u64>,
}

/// No message takes coins.
#[cw_serde]
pub enum ExecuteMsg {
    /// Change the configuration; absent fields stay as they are.
    ///
    /// Sender: the owner. Emits: action=update_config.
    UpdateConfig(ConfigUpdate),
    /// Name the account that feeds an asset's price, for the first time or anew. Another feeder
    /// makes the stored price stale at once.
    ///
    /// Sender: the owner. Emits: action=register_asset, asset_token, feeder.
    RegisterAsset {
        /// A token address, as the chain spells it, or a native denom. A mistyped address has the
        /// form of a denom and is taken as one.
        asset_token: String,
        /// The account that may post its price.
        feeder: String,
        /// A band for this asset, which goes before the one of all; 0 removes it, then the general
        /// band applies; absent: unchanged.
        max_deviation: Option<Decimal>,
        /// The account that becomes the feeder by `use_standby`; "" for none, absent: unchanged.
        standby: Option<String>,
    },
    /// Post prices. Items of assets that are unknown, that the sender does not feed or that were
    /// fed in this block already are passed over; if all are, the first one's reason refuses the
    /// message. A post farther from the asset's anchor than its band allows is kept as pending and
    /// the asset counts as stale until a post at least `confirm_seconds` later, within 10 % of the
    /// pending one, confirms it. Posts of a halted asset are judged and kept all the same, and
    /// count once the halt is over.
    ///
    /// Sender: the feeder of the assets. Emits: action=price_feed, then asset and price of each
    /// item, and pending="true" after one that awaits its confirmation; skipped=asset for an item
    /// that was passed over.
    FeedPrice {
        /// Pairs of asset and price: 1 to 50, no asset twice, each price above 0 and at most
        /// 1,000,000,000.
        prices: Vec<(String, Decimal)>,
    },
    /// Let nobody use the prices of these assets for `halt_seconds`. The guardian may halt an asset
    /// only where its last halt began seven days ago or earlier.
    ///
    /// Sender: the owner or the guardian. Emits: action=halt, then asset_token and halted_until of
    /// each.
    Halt {
        /// 1 to 50 registered assets, none twice.
        asset_tokens: Vec<String>,
    },
    /// End the halts of these assets.
    ///
    /// Sender: the owner or the guardian. Emits: action=resume, then asset_token of each.
    Resume {
        /// 1 to 50 halted assets, none twice.
        asset_tokens: Vec<String>,
    },
    /// Make the standby of each of these assets its feeder. As with any other feeder the stored
    /// price is stale at once; a halt goes on.
    ///
    /// Sender: the owner or the guardian. Emits: action=use_standby, then asset_token and feeder of
    /// each.
    UseStandby {
        /// 1 to 50 assets that have a standby, none twice.
        asset_tokens: Vec<String>,
    },
}

/// What may change in the configuration; absent fields stay as they are.
#[cw_serde]
#[derive(Default)]
pub struct ConfigUpdate {
    /// The new owner.
    pub owner: Option<String>,
    /// The new band of all assets; 0 removes it.
    pub max_deviation: Option<Decimal>,
    /// How long a post outside the band waits for its confirmation, and for how long all posts are
    /// measured at the same anchor, in seconds; less than 60 counts as 60, at most 86,400.
    pub confirm_seconds: Option<u64>,
    /// Who may halt assets for a while; "" for nobody.
    pub guardian: Option<String>,
    /// How long halts that begin from now on last, in seconds; from 60 to 86,400.
    pub halt_seconds: Option<u64>,
}

/// How long a pending post waits at least, in seconds, and how long it waits by default.
pub const DEFAULT_CONFIRM_SECONDS: u64 = 60;

/// How long a halt lasts by default, in seconds.
pub const DEFAULT_HALT_SECONDS: u64 = 21_600;

/// What can be asked.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// Who feeds an asset; an error if it is not registered.
    #[returns(FeederResponse)]
    Feeder {
        /// A token address or a native denom.
        asset_token: String,
    },
    /// The price of one asset in another, rounded down at the 18th digit, with the time of both.
    /// No age is judged here: the reader does that. A base that was never fed has rate 0, a quote
    /// that was never fed is an error.
    #[returns(PriceResponse)]
    Price {
        /// The asset whose price is asked.
        base_asset: String,
        /// The asset in which it is stated; the oracle's base denom for the stored price.
        quote_asset: String,
    },
    /// All stored prices, ordered by the bytes of their keys: denoms by name, then tokens by
    /// address. Never fed ones show 0.
    #[returns(PricesResponse)]
    Prices {
        /// The last asset of the page before; it is left out.
        start_after: Option<String>,
        /// Entries on the page: 10 by default, 30 at most.
        limit: Option<u32>,
        /// Descending by default.
        order_by: Option<OrderBy>,
    },
}

/// The configuration.
#[cw_serde]
pub struct ConfigResponse {
    /// Who registers assets.
    pub owner: String,
    /// The denom every price is stated in.
    pub base_asset: String,
    /// The band of all assets, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_deviation: Option<Decimal>,
    /// How long a post outside the band waits for its confirmation, in seconds.
    pub confirm_seconds: u64,
    /// Who may halt assets for a while, if anybody may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guardian: Option<String>,
    /// How long a halt lasts, in seconds.
    pub halt_seconds: u64,
}

/// Who feeds an asset.
#[cw_serde]
pub struct FeederResponse {
    /// The asset.
    pub asset_token: String,
    /// The account that may post its price.
    pub feeder: String,
    /// The asset's own band, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_deviation: Option<Decimal>,
    /// A price outside the band that awaits its confirmation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending_price: Option<Decimal>,
    /// When that price was posted, in UNIX seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending_time: Option<u64>,
    /// The account that becomes the feeder by `use_standby`, if one is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standby: Option<String>,
    /// When the halt ends, in UNIX seconds, if the asset is halted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub halted_until: Option<u64>,
    /// The price from which posts may stray by the band; absent before the first post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor_price: Option<Decimal>,
    /// Since when that is the anchor, in UNIX seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor_time: Option<u64>,
}

/// The price of one asset in another.
#[cw_serde]
pub struct PriceResponse {
    /// Micro units of the quote asset for one micro unit of the base asset.
    pub rate: Decimal,
    /// When the base asset was last fed, in UNIX seconds; [`ALWAYS_FRESH`] for the base denom,
    /// 0 for a price that may not be used.
    pub last_updated_base: u64,
    /// The same of the quote asset.
    pub last_updated_quote: u64,
    /// When the halt of the base asset ends, in UNIX seconds, if it is halted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub halted_until: Option<u64>,
}

/// The time of a price that never ages. It exceeds what a JavaScript number holds: a client takes
/// anything above the present time as fresh, a contract adds with saturation.
pub const ALWAYS_FRESH: u64 = u64::MAX;

/// A stored price.
#[cw_serde]
pub struct PricesResponseElem {
    /// The asset.
    pub asset_token: String,
    /// Its price in base-denom micro units, 0 before the first post.
    pub price: Decimal,
    /// When it was posted, in UNIX seconds; 0 for a price that may not be used.
    pub last_updated_time: u64,
}

/// A page of stored prices.
#[cw_serde]
pub struct PricesResponse {
    /// The entries.
    pub prices: Vec<PricesResponseElem>,
}

/// A price as the oracle stores it: the beginning of a longer record, of which the rest is for the
/// oracle's own use. Key and form are part of its interface, because reading the store costs other
/// contracts less than a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PostedPrice {
    /// The last accepted price in base-denom micro units, 0 before the first post.
    pub price: Decimal,
    /// When it was posted, in UNIX seconds; 0 for a price that may not be used. A halt does not change
    /// it: [`Self::usable_time`] heeds the halt.
    pub time: u64,
    /// The last halt. It may be over.
    pub halt: Option<Halt>,
}

/// A time in which a price may not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halt {
    /// When it began, in UNIX seconds.
    pub since: u64,
    /// When it ends or ended, in UNIX seconds; from that second on the price may be used again.
    pub until: u64,
}

in_bytes!(Halt { since, until });

impl PostedPrice {
    /// With what the key of a stored price begins; the asset's [`asset_key`] follows.
    pub const PREFIX: u8 = b'p';

    /// The time by which a reader judges the price's age; 0 while the asset is halted.
    pub fn usable_time(&self, now: u64) -> u64 {
        match self.halted_until(now) {
            Some(_) => 0,
            None => self.time,
        }
    }

    /// What a reader learns from it at this second.
    pub fn at(&self, now: u64) -> LastPrice {
        LastPrice {
            price: self.price,
            time: self.time,
            halted_until: self.halted_until(now),
        }
    }

    /// When the halt ends, if the asset is halted now.
    pub fn halted_until(&self, now: u64) -> Option<u64> {
        self.halt
            .map(|halt| halt.until)
            .filter(|until| now < *until)
    }
}

in_bytes!(PostedPrice, layout 1 { price, time, halt });

/// The last price of an asset, as its readers use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastPrice {
    /// In base-denom micro units, 0 before the first post.
    pub price: Decimal,
    /// When it was posted, in UNIX seconds; 0 for a price that may not be used. While the asset is
    /// halted it is the time of the post or 0; [`Self::usable_time`] is 0 then.
    pub time: u64,
    /// When the halt ends, in UNIX seconds, if the asset is halted.
    pub halted_until: Option<u64>,
}

impl LastPrice {
    /// The time by which a reader judges the price's age; 0 while the asset is halted.
    pub fn usable_time(&self) -> u64 {
        match self.halted_until {
            Some(_) => 0,
            None => self.time,
        }
    }
}

/// An answer, with the older of its two times.
impl From<PriceResponse> for LastPrice {
    fn from(answer: PriceResponse) -> Self {
        Self {
            price: answer.rate,
            time: answer.last_updated_base.min(answer.last_updated_quote),
            halted_until: answer.halted_until,
        }
    }
}

/// First byte of the key of a token.
const TOKEN: &[u8] = b"t";
/// First byte of the key of a native denom.
const NATIVE: &[u8] = b"n";

/// The key of an asset in the oracle's store: the address of a token in bytes, half as long as its
/// text, or the text of a denom. A token address in another spelling than the chain's own has the key of
/// a denom, and no such denom can be registered.
pub fn asset_key(api: &dyn Api, asset: &str) -> Vec<u8> {
    let address = api
        .addr_validate(asset)
        .and_then(|token| api.addr_canonicalize(token.as_str()));
    match address {
        Ok(address) => [TOKEN, address.as_slice()].concat(),
        Err(_) => [NATIVE, asset.as_bytes()].concat(),
    }
}

/// The asset behind an [`asset_key`].
pub fn asset_name(api: &dyn Api, key: &[u8]) -> StdResult<String> {
    let (kind, asset) = key.split_at(key.len().min(1));
    if kind == TOKEN {
        let address = CanonicalAddr::from(asset);
        return Ok(api.addr_humanize(&address)?.into_string());
    }
    Ok(String::from_utf8(asset.to_vec())?)
}

/// The part of a [`ConfigResponse`] that names the denom.
#[cw_serde]
struct BaseAsset {
    base_asset: String,
}

/// The part of a [`ConfigResponse`] that names the guardian.
#[cw_serde]
struct Guardian {
    guardian: Option<String>,
}

/// Fields of a [`QueryMsg`].
#[derive(Serialize)]
struct AboutAsset<'a> {
    asset_token: &'a str,
}

#[derive(Serialize)]
struct Sides<'a> {
    base_asset: &'a str,
    quote_asset: &'a str,
}

/// Where the oracle stores the price of an asset.
fn price_key(api: &dyn Api, asset: &str) -> Vec<u8> {
    [&[PostedPrice::PREFIX], asset_key(api, asset).as_slice()].concat()
}

fn unreadable(error: BytesError) -> StdError {
    StdError::parse_err("PostedPrice", error)
}

/// An oracle to ask and to tell.
pub struct Oracle(pub Addr);

impl Oracle {
    /// The price of `base_asset` in `quote_asset`, of whatever age.
    pub fn price(
        &self,
        querier: &QuerierWrapper,
        base_asset: &str,
        quote_asset: &str,
    ) -> StdResult<PriceResponse> {
        let sides = Sides {
            base_asset,
            quote_asset,
        };
        let question = Named("price", sides);
        querier.query_wasm_smart(&self.0, &question)
    }

    /// The last price of `asset`, of whatever age. It is read from the oracle's store, which costs a
    /// fiftieth of a query; an oracle that stores nothing there, or in a layout that this code does not
    /// know, is asked for the price in `base_denom`.
    pub fn last_price(
        &self,
        querier: &QuerierWrapper,
        api: &dyn Api,
        asset: &str,
        base_denom: &str,
        now: u64,
    ) -> StdResult<LastPrice> {
        match self.posted_price(querier, api, asset)? {
            Some(posted) => Ok(posted.at(now)),
            None => Ok(self.price(querier, asset, base_denom)?.into()),
        }
    }

    /// The stored price of `asset` in the base denom, of whatever age. `None` if it is not registered,
    /// or stored in a layout that this code does not know: then the oracle has to be asked.
    pub fn posted_price(
        &self,
        querier: &QuerierWrapper,
        api: &dyn Api,
        asset: &str,
    ) -> StdResult<Option<PostedPrice>> {
        let stored = querier.query_wasm_raw(&self.0, price_key(api, asset))?;
        read_foreign(stored.as_deref()).map_err(unreadable)
    }

    /// The stored price of `asset` for a reader that does not ask: `None` if it is not registered, an
    /// error if it is stored in a layout that this code does not know.
    pub fn readable_price(
        &self,
        querier: &QuerierWrapper,
        api: &dyn Api,
        asset: &str,
    ) -> StdResult<Option<PostedPrice>> {
        let stored = querier.query_wasm_raw(&self.0, price_key(api, asset))?;
        let price = stored.map(|bytes| PostedPrice::read(&mut bytes.as_slice()));
        price.transpose().map_err(unreadable)
    }

    /// The denom that prices are stated in. It is a query, because it is asked of foreign oracles, too.
    pub fn base_asset(&self, querier: &QuerierWrapper) -> StdResult<String> {
        let answer: BaseAsset = querier.query_wasm_smart(&self.0, &Named("config", Empty {}))?;
        Ok(answer.base_asset)
    }

    /// Who may halt assets for a while, if anybody may.
    pub fn guardian(&self, querier: &QuerierWrapper) -> StdResult<Option<String>> {
        let answer: Guardian = querier.query_wasm_smart(&self.0, &Named("config", Empty {}))?;
        Ok(answer.guardian)
    }

    /// Who feeds `asset_token`.
    pub fn feeder(&self, querier: &QuerierWrapper, asset_token: &str) -> StdResult<FeederResponse> {
        let question = Named("feeder", AboutAsset { asset_token });
        querier.query_wasm_smart(&self.0, &question)
    }

    /// Name the account that feeds an asset's price, the band of its own, and who stands by.
    pub fn register_asset(
        &self,
        asset_token: &Addr,
        feeder: &str,
        max_deviation: Option<Decimal>,
        standby: Option<String>,
    ) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::RegisterAsset {
            asset_token: asset_token.to_string(),
            feeder: feeder.to_string(),
            max_deviation,
            standby,
        };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }
}
