//! Collateralized debt positions: collateral in, mAssets out, liquidation below the minimum.
//!
//! Amounts are micro units. Prices are base-denom micro units for one micro unit of the asset and
//! serve for 60 seconds after they were fed.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{
    wasm_execute, Addr, CosmosMsg, Decimal, Empty, QuerierWrapper, StdResult, Uint128,
};
use cw20::Cw20ReceiveMsg;
use mirror_bytes::in_bytes;
use serde::Serialize;
use terraswap::asset::{Asset, AssetInfo};
use terraswap::named::Named;

use crate::paging::OrderBy;

pub use terraswap::version::MigrateMsg;

/// Set up mint. Contracts that need mint's address first get a placeholder here, the owner's address,
/// and their real address by `update_config`.
#[cw_serde]
pub struct InstantiateMsg {
    /// Who registers assets and changes the configuration; the factory in a deployed protocol.
    pub owner: String,
    /// The oracle that prices mAssets.
    pub oracle: String,
    /// Who receives the protocol fees.
    pub collector: String,
    /// The contract that lists and prices collateral.
    pub collateral_oracle: String,
    /// The contract that books sLP stakes of short positions.
    pub staking: String,
    /// The pair factory, asked for the pair that buys the mAssets of a short.
    pub terraswap_factory: String,
    /// The contract that keeps the proceeds of shorts.
    pub lock: String,
    /// The denom every price is stated in, e.g. `uusd`. It never changes.
    pub base_denom: String,
    /// Code id of the asset token; for information only.
    pub token_code_id: u64,
    /// The part of a burned mAsset's worth that goes to the collector ("0.015" = 1.5 %); below 1.
    pub protocol_fee_rate: Decimal,
    /// The worth, in base-denom micro units, up to which a new mAsset backs others unless its listing
    /// says otherwise; absent, or the largest number: no limit.
    pub default_value_cap: Option<Uint128>,
    /// How long a new mAsset waits until it backs others, in seconds: at least 1,296,000 (15 days), or
    /// 0 for not at all; absent: 0.
    pub collateral_delay: Option<u64>,
}

/// Messages take no coins unless they say so.
#[cw_serde]
pub enum ExecuteMsg {
    /// Take tokens sent to this contract; the payload is a [`Cw20HookMsg`].
    ///
    /// Sender: a cw20 token.
    Receive(Cw20ReceiveMsg),
    /// Change the configuration; absent fields stay as they are.
    ///
    /// Sender: the owner. Emits: action=update_config.
    UpdateConfig(ConfigUpdate),
    /// Change the parameters of a listed asset; absent fields stay as they are. A new minimum
    /// ratio acts on every open position at once.
    ///
    /// Sender: the owner. Emits: action=update_asset.
    UpdateAsset {
        /// The mAsset.
        asset_token: String,
        /// The new auction discount, from 0.05 to 0.3.
        auction_discount: Option<Decimal>,
        /// The new minimum ratio, at least 1.1, and at most 0.1 from each that was in force in the last
        /// seven days.
        min_collateral_ratio: Option<Decimal>,
        /// New terms of an asset that is still before its IPO. The minimum ratio for afterwards moves as
        /// far in seven days as the present one.
        ipo_params: Option<IPOParams>,
        /// The new cap on the token's supply in micro units; the largest number removes it.
        debt_cap: Option<Uint128>,
    },
    /// List an asset. It also becomes a collateral: at once, or where a `collateral_delay` is set
    /// when somebody accepts it after that time. With `ipo_params` neither before its IPO.
    ///
    /// Sender: the owner. Emits: action=register, asset_token.
    RegisterAsset {
        /// The mAsset's token, of which this contract is the minter.
        asset_token: String,
        /// What a buyer of liquidated collateral saves ("0.2" = 20 %); from 0.05 to 0.3.
        auction_discount: Decimal,
        /// Worth of collateral per worth of debt that a position must have; at least 1.1.
        min_collateral_ratio: Decimal,
        /// Terms of an asset that has no market price yet.
        ipo_params: Option<IPOParams>,
        /// The largest supply of the token in micro units that minting may reach; none by default.
        debt_cap: Option<Uint128>,
        /// The terms on which it becomes collateral.
        collateral: Option<CollateralTerms>,
    },
    /// Announce that an asset will be delisted, or take that back. Meanwhile there is no new debt of
    /// it and none backed by it, nor a withdrawal from a position with such debt; burning, deposits
    /// and auctions go on.
    ///
    /// Sender: the owner. Emits: action=announce_delisting, asset_token, end_price if there is one.
    AnnounceDelisting {
        /// The mAsset.
        asset_token: String,
        /// The price at which it will be delisted, above 0; absent: it will not be.
        end_price: Option<Decimal>,
    },
    /// Let an mAsset back others, on the terms of its listing.
    ///
    /// Sender: anybody after the `collateral_delay`, counted from its listing or IPO, while its price
    /// is fresh and not halted; the owner at any time. Refused before its IPO, once its delisting is
    /// announced, and if the collateral oracle knows it already.
    /// Emits: action=accept_collateral, asset_token.
    AcceptCollateral {
        /// The mAsset.
        asset_token: String,
    },
    /// Delist an asset: its price is fixed for ever, its minimum ratio becomes 1, it can be burned
    /// by anybody and no longer minted, and it is revoked as collateral.
    ///
    /// Sender: the owner. Emits: action=migrate_asset, asset_token, end_price.
    RegisterMigration {
        /// The mAsset.
        asset_token: String,
        /// Its last price in base-denom micro units; above 0.
        end_price: Decimal,
    },
    /// End the time before an IPO: from now on the oracle prices the asset. Older clients spell it
    /// `trigger_i_p_o`, which is accepted.
    ///
    /// Sender: the asset's `trigger_addr`, or without one its feeder in the oracle.
    /// Emits: action=trigger_ipo, asset_token.
    #[serde(rename = "trigger_ipo", alias = "trigger_i_p_o")]
    TriggerIPO {
        /// The mAsset.
        asset_token: String,
    },
    /// Open a position with a native collateral and mint against it, rounded down. Tokens open one
    /// through the hook of the same name.
    ///
    /// Sender: anybody. Funds: exactly the coin named in `collateral`.
    /// Emits: action=open_position, position_idx, mint_amount, collateral_amount, is_short.
    OpenPosition {
        /// The coin paid in.
        collateral: Asset,
        /// The mAsset to mint.
        asset_info: AssetInfo,
        /// Worth of collateral per worth of debt to start with; at least the asset's minimum times
        /// the collateral's multiplier.
        collateral_ratio: Decimal,
        /// Present, even empty: sell what is minted at once and lock the proceeds. Absent: the
        /// minted mAssets go to the sender.
        short_params: Option<ShortParams>,
    },
    /// Add native collateral to a position. Tokens are added through the hook of the same name.
    ///
    /// Sender: the position's owner. Funds: exactly the coin named in `collateral`.
    /// Emits: action=deposit, position_idx, deposit_amount.
    Deposit {
        /// The position.
        position_idx: Uint128,
        /// The coin paid in, of the position's collateral.
        collateral: Asset,
    },
    /// Take collateral out of a position, as far as the rest covers the debt. Without debt no
    /// price is needed, and taking everything closes the position.
    ///
    /// Sender: the position's owner.
    /// Emits: action=withdraw, position_idx, withdraw_amount, tax_amount.
    Withdraw {
        /// The position.
        position_idx: Uint128,
        /// What to take out; absent for everything.
        collateral: Option<Asset>,
    },
    /// Mint more against a position's collateral.
    ///
    /// Sender: the position's owner. Emits: action=mint, position_idx, mint_amount.
    Mint {
        /// The position.
        position_idx: Uint128,
        /// The amount of the position's mAsset to mint.
        asset: Asset,
        /// Limits of the sale if the position is short (absent: none); ignored if it is long.
        short_params: Option<ShortParams>,
    },
}

/// What may change in the configuration; absent fields stay as they are.
#[cw_serde]
#[derive(Default)]
pub struct ConfigUpdate {
    /// The new owner.
    pub owner: Option<String>,
    /// The new oracle of mAssets.
    pub oracle: Option<String>,
    /// The new receiver of fees.
    pub collector: Option<String>,
    /// The new collateral oracle.
    pub collateral_oracle: Option<String>,
    /// The new pair factory.
    pub terraswap_factory: Option<String>,
    /// The lock, as long as the owner stands in for it; then it is changed by migration only.
    pub lock: Option<String>,
    /// The new code id of the asset token.
    pub token_code_id: Option<u64>,
    /// The new protocol fee rate; below 1.
    pub protocol_fee_rate: Option<Decimal>,
    /// The staking contract, as the lock set once.
    pub staking: Option<String>,
    /// The new worth up to which new mAssets back others; the largest number: no limit.
    pub default_value_cap: Option<Uint128>,
    /// The new time that new mAssets wait until they back others; 0: none, else at least 1,296,000.
    pub collateral_delay: Option<u64>,
}

/// On which terms an mAsset becomes collateral.
#[cw_serde]
#[derive(Default)]
pub struct CollateralTerms {
    /// The factor on the minimum ratio of what it backs, at least 1; absent: 1.
    pub multiplier: Option<Decimal>,
    /// The largest worth of it that mint may hold, in base-denom micro units; absent: the
    /// `default_value_cap`, the largest number: no limit.
    pub value_cap: Option<Uint128>,
}

in_bytes!(CollateralTerms {
    multiplier,
    value_cap
});

/// Limits of the sale that makes a position short.
#[cw_serde]
#[derive(Default)]
pub struct ShortParams {
    /// The expected price of one base micro unit in mAsset micro units.
    pub belief_price: Option<Decimal>,
    /// The largest part that may be lost against that price, or against the pool's price without
    /// one ("0.01" = 1 %). Absent: no limit.
    pub max_spread: Option<Decimal>,
}

/// Terms of an asset that has no market price yet.
#[cw_serde]
pub struct IPOParams {
    /// Until when it may be minted and burned, in UNIX seconds, inclusive.
    pub mint_end: u64,
    /// Its price in base-denom micro units until the IPO is triggered; above 0.
    pub pre_ipo_price: Decimal,
    /// The minimum ratio from the trigger on; at least 1.1.
    pub min_collateral_ratio_after_ipo: Decimal,
    /// Who triggers the IPO; absent: whoever is the asset's feeder at that time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger_addr: Option<String>,
}

in_bytes!(IPOParams {
    mint_end,
    pre_ipo_price,
    min_collateral_ratio_after_ipo,
    trigger_addr
});

/// What a token sent to this contract pays for. If it is refused the transfer is undone.
#[cw_serde]
pub enum Cw20HookMsg {
    /// Open a position with the received tokens as collateral.
    ///
    /// Token: a listed collateral, from anybody. Emits: as the message of the same name.
    OpenPosition {
        /// The mAsset to mint.
        asset_info: AssetInfo,
        /// Worth of collateral per worth of debt to start with.
        collateral_ratio: Decimal,
        /// Present, even empty: sell what is minted at once and lock the proceeds.
        short_params: Option<ShortParams>,
    },
    /// Add the received tokens to a position's collateral.
    ///
    /// Token: the position's collateral, from the position's owner.
    /// Emits: as the message of the same name.
    Deposit {
        /// The position.
        position_idx: Uint128,
    },
    /// Burn the received tokens to reduce a position's debt. The fee comes out of the collateral.
    /// Of a delisted asset anybody may burn any position's debt and takes its share of the
    /// collateral.
    ///
    /// Token: the position's mAsset, from the position's owner; of a delisted asset from anybody.
    /// Emits: action=burn, position_idx, burn_amount, protocol_fee, for a delisted asset
    /// refund_collateral_amount, and bad_debt where a debt is written off.
    Burn {
        /// The position.
        position_idx: Uint128,
    },
    /// Buy the collateral of a position below its minimum ratio, at a discount, with the received
    /// tokens. Tokens that are not needed come back. Debt that the bought part cannot pay is written
    /// off with it; the whole debt always buys something.
    ///
    /// Token: the position's mAsset, from anybody.
    /// Emits: action=auction, position_idx, owner, return_collateral_amount, liquidated_amount,
    /// tax_amount, protocol_fee, and bad_debt where a debt is written off.
    Auction {
        /// The position.
        position_idx: Uint128,
    },
}

/// What can be asked.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// The parameters of an asset; an error if it is not listed.
    #[returns(AssetConfigResponse)]
    AssetConfig {
        /// The mAsset.
        asset_token: String,
    },
    /// An open position; an error if there is none of this number.
    #[returns(PositionResponse)]
    Position {
        /// Its number.
        position_idx: Uint128,
    },
    /// Open positions by number, of an owner, of an asset, of both or of all.
    #[returns(PositionsResponse)]
    Positions {
        /// Only this owner's.
        owner_addr: Option<String>,
        /// Only those with debt in this mAsset.
        asset_token: Option<String>,
        /// The last number of the page before; it is left out.
        start_after: Option<Uint128>,
        /// Entries on the page: 10 unless told, 30 at most.
        limit: Option<u32>,
        /// Descending unless told.
        order_by: Option<OrderBy>,
    },
    /// The number the next position will have.
    #[returns(NextPositionIdxResponse)]
    NextPositionIdx {},
    /// At which stage of its life an asset is, and what it is priced at; an error if it is not listed.
    #[returns(AssetStatusResponse)]
    AssetStatus {
        /// The mAsset.
        asset_token: String,
    },
    /// The debt in an asset that was written off so far.
    #[returns(BadDebtResponse)]
    BadDebt {
        /// The mAsset.
        asset_token: String,
    },
}

/// The configuration.
#[cw_serde]
pub struct ConfigResponse {
    /// Who registers assets and changes the configuration.
    pub owner: String,
    /// The oracle that prices mAssets.
    pub oracle: String,
    /// Who receives the protocol fees.
    pub collector: String,
    /// The contract that lists and prices collateral.
    pub collateral_oracle: String,
    /// The contract that books sLP stakes.
    pub staking: String,
    /// The pair factory.
    pub terraswap_factory: String,
    /// The contract that keeps the proceeds of shorts.
    pub lock: String,
    /// The denom every price is stated in.
    pub base_denom: String,
    /// Code id of the asset token; for information only.
    pub token_code_id: u64,
    /// The part of a burned mAsset's worth that goes to the collector.
    pub protocol_fee_rate: Decimal,
    /// The worth up to which new mAssets back others, in base-denom micro units, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_value_cap: Option<Uint128>,
    /// How long new mAssets wait until they back others, in seconds, if they do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collateral_delay: Option<u64>,
}

/// The parameters of an asset.
#[cw_serde]
pub struct AssetConfigResponse {
    /// The mAsset.
    pub token: String,
    /// What a buyer of liquidated collateral saves.
    pub auction_discount: Decimal,
    /// Worth of collateral per worth of debt that a position must have.
    pub min_collateral_ratio: Decimal,
    /// The last price of a delisted asset in base-denom micro units.
    pub end_price: Option<Decimal>,
    /// Terms of an asset before its IPO.
    pub ipo_params: Option<IPOParams>,
    /// The largest supply in micro units that minting may reach, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debt_cap: Option<Uint128>,
    /// The price at which it is announced to be delisted, if it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delisting_price: Option<Decimal>,
    /// The terms on which it will become collateral, as long as it has not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collateral: Option<CollateralTerms>,
    /// From when on anybody may accept it as collateral, in UNIX seconds; absent before its IPO and
    /// once it is accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collateral_due: Option<u64>,
}

/// At which stage of its life an asset is: the first that holds.
#[cw_serde]
#[derive(Copy)]
pub enum AssetStatus {
    /// Its price is fixed for ever; it can be burned by anybody.
    Delisted,
    /// Its delisting is announced: no new debt of it, and none backed by it.
    Delisting,
    /// Before its IPO: it can be minted at the agreed price.
    PreIpoMint,
    /// Before its IPO, the minting period is over: it can not be minted or burned.
    PreIpoWait,
    /// Its price is halted: only deposits and burning go on.
    Halted,
    /// Its price is too old, or may not be used.
    Closed,
    /// Everything can be done.
    Open,
}

/// The stage of an asset, and what it is priced at.
#[cw_serde]
pub struct AssetStatusResponse {
    /// The stage.
    pub status: AssetStatus,
    /// Its price in base-denom micro units: the end price, the agreed one before its IPO, or the last
    /// one fed, of whatever age; absent if it was never fed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Decimal>,
    /// When that was fed, in UNIX seconds; absent for a price that does not age.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_time: Option<u64>,
    /// When the halt of its price ends, in UNIX seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub halted_until: Option<u64>,
    /// Until when it may be minted before its IPO, in UNIX seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mint_end: Option<u64>,
    /// The price of a delisted asset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_price: Option<Decimal>,
    /// The price at which it is announced to be delisted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delisting_price: Option<Decimal>,
}

/// A position.
#[cw_serde]
pub struct PositionResponse {
    /// Its number.
    pub idx: Uint128,
    /// Who opened it.
    pub owner: String,
    /// What backs it.
    pub collateral: Asset,
    /// What it owes.
    pub asset: Asset,
    /// Whether the mAssets were sold and their proceeds locked.
    pub is_short: bool,
}

/// A page of positions.
#[cw_serde]
#[derive(Default)]
pub struct PositionsResponse {
    /// The entries.
    pub positions: Vec<PositionResponse>,
}

/// The number the next position will have.
#[cw_serde]
#[derive(Default)]
pub struct NextPositionIdxResponse {
    /// One more than the number of positions ever opened.
    pub next_position_idx: Uint128,
}

/// The written off debt of an asset.
#[cw_serde]
pub struct BadDebtResponse {
    /// The mAsset.
    pub asset_token: String,
    /// Micro units, 0 if none.
    pub amount: Uint128,
}

/// The part of a [`ConfigResponse`] that tells where its prices come from.
#[cw_serde]
struct Priced {
    collateral_oracle: String,
    base_denom: String,
}

/// The part of an [`AssetConfigResponse`] that tells whether the asset is delisted.
#[cw_serde]
struct EndPrice {
    end_price: Option<Decimal>,
}

/// The part of an [`AssetConfigResponse`] that tells how much of the asset there may be.
#[cw_serde]
struct DebtCap {
    debt_cap: Option<Uint128>,
}

/// Fields of a [`QueryMsg`].
#[derive(Serialize)]
struct AboutAsset<'a> {
    asset_token: &'a str,
}

/// A mint contract to ask and to tell.
pub struct Mint(pub Addr);

impl Mint {
    /// The configuration.
    pub fn config(&self, querier: &QuerierWrapper) -> StdResult<ConfigResponse> {
        querier.query_wasm_smart(&self.0, &Named("config", Empty {}))
    }

    /// The collateral oracle. Of the configuration only that is read, which keeps a caller small.
    pub fn collateral_oracle(&self, querier: &QuerierWrapper) -> StdResult<String> {
        let answer: Priced = querier.query_wasm_smart(&self.0, &Named("config", Empty {}))?;
        Ok(answer.collateral_oracle)
    }

    /// The denom every price is stated in, without the rest of the configuration.
    pub fn base_denom(&self, querier: &QuerierWrapper) -> StdResult<String> {
        let answer: Priced = querier.query_wasm_smart(&self.0, &Named("config", Empty {}))?;
        Ok(answer.base_denom)
    }

    /// The last price of `asset_token` if it is delisted; an error if it is not listed. Of its
    /// parameters only that is read, which keeps a caller small.
    pub fn end_price(
        &self,
        querier: &QuerierWrapper,
        asset_token: &str,
    ) -> StdResult<Option<Decimal>> {
        let question = Named("asset_config", AboutAsset { asset_token });
        let answer: EndPrice = querier.query_wasm_smart(&self.0, &question)?;
        Ok(answer.end_price)
    }

    /// The debt cap of `asset_token`, if it has one, without its other parameters.
    pub fn debt_cap(
        &self,
        querier: &QuerierWrapper,
        asset_token: &str,
    ) -> StdResult<Option<Uint128>> {
        let question = Named("asset_config", AboutAsset { asset_token });
        let answer: DebtCap = querier.query_wasm_smart(&self.0, &question)?;
        Ok(answer.debt_cap)
    }

    /// The parameters of `asset_token`.
    pub fn asset_config(
        &self,
        querier: &QuerierWrapper,
        asset_token: &str,
    ) -> StdResult<AssetConfigResponse> {
        let question = Named("asset_config", AboutAsset { asset_token });
        querier.query_wasm_smart(&self.0, &question)
    }

    /// The position of this number.
    pub fn position(
        &self,
        querier: &QuerierWrapper,
        position_idx: Uint128,
    ) -> StdResult<PositionResponse> {
        querier.query_wasm_smart(&self.0, &QueryMsg::Position { position_idx })
    }

    /// List an asset.
    pub fn register_asset(
        &self,
        asset_token: &Addr,
        auction_discount: Decimal,
        min_collateral_ratio: Decimal,
        ipo_params: Option<IPOParams>,
        debt_cap: Option<Uint128>,
        collateral: Option<CollateralTerms>,
    ) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::RegisterAsset {
            asset_token: asset_token.to_string(),
            auction_discount,
            min_collateral_ratio,
            ipo_params,
            debt_cap,
            collateral,
        };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }

    /// Announce that an asset will be delisted at this price; none takes it back.
    pub fn announce_delisting(
        &self,
        asset_token: &Addr,
        end_price: Option<Decimal>,
    ) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::AnnounceDelisting {
            asset_token: asset_token.to_string(),
            end_price,
        };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }

    /// Delist an asset at its last price.
    pub fn register_migration(
        &self,
        asset_token: &Addr,
        end_price: Decimal,
    ) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::RegisterMigration {
            asset_token: asset_token.to_string(),
            end_price,
        };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }
}
