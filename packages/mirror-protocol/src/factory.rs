//! Listing, delisting and migration of mAssets, the owner's way to the contracts the factory owns,
//! and the release of MIR to the staking pools.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, Binary, Decimal, QuerierWrapper, StdResult, Uint128};

pub use terraswap::version::MigrateMsg;

/// Entries of start, end and amount: between the two times, in seconds since the factory's
/// genesis, the amount (micro-MIR) is released evenly. Sorted, not overlapping, start before end.
pub type Schedule = Vec<(u64, u64, Uint128)>;

/// MIR released to an account instead of a pool.
#[cw_serde]
pub struct FixedDistribution {
    /// Who receives it.
    pub recipient: String,
    /// Entries of start, end (seconds since genesis) and amount (micro-MIR).
    pub schedule: Schedule,
}

/// Set up the factory. All schedules together, here and in later messages, have 64 entries at most, and
/// at no second release more than the founding ones, or faster than their first year. The sender becomes
/// the deployer, who completes the set-up by `post_initialize`; the block's time becomes genesis unless
/// the release is held.
#[cw_serde]
pub struct InstantiateMsg {
    /// Code id of the asset token.
    pub token_code_id: u64,
    /// The denom every asset is paired with, e.g. `uusd`.
    pub base_denom: String,
    /// What all pools share by weight: entries of start, end (seconds since genesis) and amount
    /// (micro-MIR).
    pub distribution_schedule: Schedule,
    /// What the MIR pool gets instead of a share in the schedule above; absent: it shares by weight.
    pub mirror_distribution_schedule: Option<Schedule>,
    /// What accounts get, at most 10; none by default.
    pub fixed_distributions: Option<Vec<FixedDistribution>>,
    /// Whether genesis waits for `start_release`. Absent: false, genesis is the block's time.
    pub holds_release: Option<bool>,
}

/// No message takes coins, and before `post_initialize` every other one is refused.
#[cw_serde]
pub enum ExecuteMsg {
    /// Complete the set-up, once, and open the staking pool of MIR, whose pair must exist. The factory
    /// has to hold what is to be released, or be able to mint it; while the release is held, the MIR
    /// may still come later.
    ///
    /// Sender: the deployer, once. Emits: action=post_initialize.
    PostInitialize {
        /// Who lists assets and changes parameters from now on; gov in the end.
        owner: String,
        /// The pair factory.
        terraswap_factory: String,
        /// The MIR token.
        mirror_token: String,
        /// The staking contract.
        staking_contract: String,
        /// The oracle.
        oracle_contract: String,
        /// The mint contract.
        mint_contract: String,
        /// The collector of fees.
        commission_collector: String,
        /// Replaces the fixed distributions given before; they count from genesis.
        fixed_distributions: Option<Vec<FixedDistribution>>,
    },
    /// Change the configuration; absent fields stay as they are. A new schedule counts from now on; the
    /// factory has to hold what is owed and still to be released, or be able to mint it.
    ///
    /// Sender: the owner. Emits: action=update_config.
    UpdateConfig(ConfigUpdate),
    /// Change a pool's weight in the release of MIR.
    ///
    /// Sender: the owner. Emits: action=update_weight, asset_token, weight.
    UpdateWeight {
        /// The pool's asset.
        asset_token: String,
        /// The new weight, at most 300; a new mAsset has 30, MIR 300, and 0 gets nothing.
        weight: u32,
    },
    /// List an asset: make its token, register it with mint and oracle, create its pair and open
    /// its staking pool.
    ///
    /// Sender: the owner. Emits: action=whitelist, symbol, cw20_symbol, name; then
    /// asset_token_addr, is_pre_ipo and the terms of the time before an IPO.
    Whitelist {
        /// The token's name, 3 to 50 bytes.
        name: String,
        /// The symbol without the leading `m`, 2 to 11 letters or hyphens.
        symbol: String,
        /// Who feeds its price.
        oracle_feeder: String,
        /// Its parameters.
        params: Params,
    },
    /// Pass a message on to a contract the factory owns.
    ///
    /// Sender: the owner. Emits: action=pass_command, contract_addr.
    PassCommand {
        /// The contract; not the factory and not the MIR token.
        contract_addr: String,
        /// The message, as base64 of its JSON.
        msg: Binary,
    },
    /// Delist an asset. From the owner it is done at once. From the feeder it is only announced, at
    /// the anchor of its price; meanwhile there is no new debt of the asset and none backed by it.
    ///
    /// Sender: the owner; or the asset's feeder while its price is fresh, not pending and not
    /// halted. Emits: action=revoke_asset, end_price, asset_token; from a feeder
    /// action=announce_delisting, end_price, asset_token, due, migrates.
    RevokeAsset {
        /// The mAsset.
        asset_token: String,
        /// Its price for ever; above 0. Absent: before its IPO the price of that time; after it, from
        /// the owner the last accepted price, if it is fresh, not pending, not halted and within a
        /// tenth of its anchor in the oracle; from the feeder the anchor, which is also the only price
        /// that a feeder may give.
        end_price: Option<Decimal>,
    },
    /// Delist an asset and list its successor on the same terms, as after a split: parameters,
    /// weight, caps, band, feeders, multiplier, and whether it was revoked or barred as collateral.
    /// From a feeder it is only announced, as by `revoke_asset`.
    ///
    /// Sender: the owner; or the asset's feeder while its price is fresh, not pending and not
    /// halted. Emits: action=migration, end_price, asset_token; from a feeder as `revoke_asset`.
    MigrateAsset {
        /// The new token's name; absent: that of the old one. Another one only by the owner.
        name: Option<String>,
        /// The new token's symbol; absent: that of the old one. Another one only by the owner.
        symbol: Option<String>,
        /// The mAsset to delist.
        from_token: String,
        /// Its price for ever, as in `revoke_asset`.
        end_price: Option<Decimal>,
        /// Who feeds the new one; absent: the present feeder. Another one only by the owner.
        oracle_feeder: Option<String>,
    },
    /// Carry out a delisting that a feeder announced, at the announced price.
    ///
    /// Sender: anybody, once it is due, unless the price is halted, another account feeds the asset
    /// by now, or it had its IPO in between. Emits: as `revoke_asset` or `migrate_asset` of the
    /// owner.
    ExecuteDelisting {
        /// The mAsset.
        asset_token: String,
    },
    /// Cancel an announced delisting. For seven days after that no feeder may announce another one.
    ///
    /// Sender: the owner or the oracle's guardian; anybody if it can not be carried out any more
    /// because another account feeds the asset or because it had its IPO, and then without the seven
    /// days. Emits: action=cancel_delisting, asset_token.
    CancelDelisting {
        /// The mAsset.
        asset_token: String,
    },
    /// Start the release that was held at instantiation: genesis is now. The factory has to hold all
    /// of it, or be able to mint it.
    ///
    /// Sender: the owner, once. Emits: action=start_release, genesis_time.
    StartRelease {},
    /// Release the MIR that is due and send it to the staking pools.
    ///
    /// Sender: anybody, 60 seconds after the last release at the earliest; nobody while the release
    /// is held.
    /// Emits: action=distribute, distribution_amount.
    Distribute {},
}

/// What may change in the configuration; absent fields stay as they are.
#[cw_serde]
#[derive(Default)]
pub struct ConfigUpdate {
    /// The new owner.
    pub owner: Option<String>,
    /// The new code id of the asset token, for later listings.
    pub token_code_id: Option<u64>,
    /// The new schedule of all pools.
    pub distribution_schedule: Option<Schedule>,
    /// The new schedule of the MIR pool.
    pub mirror_distribution_schedule: Option<Schedule>,
    /// The new schedules of accounts.
    pub fixed_distributions: Option<Vec<FixedDistribution>>,
}

/// Parameters of an asset to list. `mint_period`, `min_collateral_ratio_after_ipo` and `pre_ipo_price`
/// are given together or not at all.
#[cw_serde]
pub struct Params {
    /// What a buyer of liquidated collateral saves ("0.2" = 20 %); from 0.05 to 0.3.
    pub auction_discount: Decimal,
    /// Value of collateral per value of debt that a position must have; at least 1.1.
    pub min_collateral_ratio: Decimal,
    /// Its pool's weight in the release of MIR, at most 300; absent: 30.
    pub weight: Option<u32>,
    /// How long it may be minted before its IPO, in seconds; above 0.
    pub mint_period: Option<u64>,
    /// The minimum ratio after its IPO; at least 1.1.
    pub min_collateral_ratio_after_ipo: Option<Decimal>,
    /// Its price before its IPO, in base-denom micro units; above 0.
    pub pre_ipo_price: Option<Decimal>,
    /// Who triggers its IPO; absent: its feeder at that time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipo_trigger_addr: Option<String>,
}

/// The queries.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// The weights of all pools and the time of the last release.
    #[returns(DistributionInfoResponse)]
    DistributionInfo {},
    /// The delisting that an asset's feeder announced; an error if there is none.
    #[returns(DelistingResponse)]
    Delisting {
        /// The mAsset.
        asset_token: String,
    },
}

/// The configuration. An address that is not set yet is "".
#[cw_serde]
pub struct ConfigResponse {
    /// Who lists assets and changes parameters.
    pub owner: String,
    /// The MIR token.
    pub mirror_token: String,
    /// The mint contract.
    pub mint_contract: String,
    /// The staking contract.
    pub staking_contract: String,
    /// The collector of fees.
    pub commission_collector: String,
    /// The oracle.
    pub oracle_contract: String,
    /// The pair factory.
    pub terraswap_factory: String,
    /// Code id of the asset token.
    pub token_code_id: u64,
    /// The denom every asset is paired with.
    pub base_denom: String,
    /// When the schedules start, in UNIX seconds; 0 while the release is held.
    pub genesis_time: u64,
    /// What pools share by weight: entries of start, end (seconds since genesis) and amount
    /// (micro-MIR).
    pub distribution_schedule: Schedule,
    /// What the MIR pool gets by itself, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mirror_distribution_schedule: Option<Schedule>,
    /// What accounts get, if any does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed_distributions: Option<Vec<FixedDistribution>>,
}

/// The weights of all pools.
#[cw_serde]
pub struct DistributionInfoResponse {
    /// Pairs of asset and weight, ascending by asset; at most 128.
    pub weights: Vec<(String, u32)>,
    /// When MIR was last released, in UNIX seconds.
    pub last_distributed: u64,
}

/// A delisting that a feeder announced.
#[cw_serde]
pub struct DelistingResponse {
    /// The mAsset.
    pub asset_token: String,
    /// Its price from then on, in base-denom micro units.
    pub end_price: Decimal,
    /// When it was announced, in UNIX seconds.
    pub announced: u64,
    /// From when on anybody may carry it out, in UNIX seconds.
    pub due: u64,
    /// Whether a successor is listed then.
    pub migrates: bool,
}

/// A handle to query the factory.
pub struct Factory(pub Addr);

impl Factory {
    /// The configuration.
    pub fn config(&self, querier: &QuerierWrapper) -> StdResult<ConfigResponse> {
        querier.query_wasm_smart(&self.0, &QueryMsg::Config {})
    }

    /// The weights of all pools and the time of the last release.
    pub fn distribution_info(
        &self,
        querier: &QuerierWrapper,
    ) -> StdResult<DistributionInfoResponse> {
        querier.query_wasm_smart(&self.0, &QueryMsg::DistributionInfo {})
    }

    /// The delisting that the feeder of `asset_token` announced.
    pub fn delisting(
        &self,
        querier: &QuerierWrapper,
        asset_token: &str,
    ) -> StdResult<DelistingResponse> {
        let question = QueryMsg::Delisting {
            asset_token: asset_token.to_string(),
        };
        querier.query_wasm_smart(&self.0, &question)
    }
}
