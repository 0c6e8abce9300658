//! The pair factory: one pair for any two assets.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{wasm_execute, Addr, Api, CosmosMsg, QuerierWrapper, StdError, StdResult};
use mirror_bytes::read_foreign;

use crate::asset::{Asset, AssetInfo, PairInfo};
use crate::registry::{self, RegistryError, StoredPair};

pub use crate::version::MigrateMsg;

/// Set up the pair factory. The sender becomes its owner.
#[cw_serde]
pub struct InstantiateMsg {
    /// Code id of pairs.
    pub pair_code_id: u64,
    /// Code id of LP tokens.
    pub token_code_id: u64,
}

/// Only `create_pair` takes coins.
#[cw_serde]
pub enum ExecuteMsg {
    /// Change the configuration; absent fields stay as they are.
    ///
    /// Sender: the owner. Emits: action=update_config.
    UpdateConfig {
        /// The new owner.
        owner: Option<String>,
        /// The new code id of LP tokens, for later pairs.
        token_code_id: Option<u64>,
        /// The new code id of pairs, for later pairs.
        pair_code_id: Option<u64>,
    },
    /// Create the pair of two assets, and with amounts above 0 provide its first liquidity, for
    /// the sender. Give either `assets` or `asset_infos`.
    ///
    /// Sender: anybody. Funds: exactly the native amounts; tokens need an allowance for this
    /// contract.
    /// Emits: action=create_pair, pair; then pair_contract_addr, liquidity_token_addr.
    CreatePair {
        /// The two assets, both with an amount above 0 or both with 0.
        #[serde(skip_serializing_if = "Option::is_none")]
        assets: Option<[Asset; 2]>,
        /// The older form, without amounts.
        #[serde(skip_serializing_if = "Option::is_none")]
        asset_infos: Option<[AssetInfo; 2]>,
    },
    /// Say how many decimals a native denom has; without this it can not be paired. This contract
    /// must hold a unit of it.
    ///
    /// Sender: the owner. Emits: action=add_allow_native_token, denom, decimals.
    AddNativeTokenDecimals {
        /// The denom.
        denom: String,
        /// 18 at most.
        decimals: u8,
    },
    /// Give a pair other code.
    ///
    /// Sender: the owner. Emits: action=migrate_pair.
    MigratePair {
        /// The pair.
        contract: String,
        /// The code id; absent: the one of new pairs.
        code_id: Option<u64>,
    },
}

/// What can be asked.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The configuration.
    #[returns(ConfigResponse)]
    Config {},
    /// The pair of two assets; an error if there is none.
    #[returns(PairInfo)]
    Pair {
        /// The two assets, in any order.
        asset_infos: [AssetInfo; 2],
    },
    /// All pairs.
    #[returns(PairsResponse)]
    Pairs {
        /// The two assets of the last pair of the page before, in any order; it is left out.
        start_after: Option<[AssetInfo; 2]>,
        /// Entries on the page: 10 unless told, 30 at most.
        limit: Option<u32>,
    },
    /// The decimals of a native denom; an error if nobody has said.
    #[returns(NativeTokenDecimalsResponse)]
    NativeTokenDecimals {
        /// The denom.
        denom: String,
    },
}

/// The configuration.
#[cw_serde]
pub struct ConfigResponse {
    /// Who changes the configuration.
    pub owner: String,
    /// Code id of pairs.
    pub pair_code_id: u64,
    /// Code id of LP tokens.
    pub token_code_id: u64,
}

/// A page of pairs.
#[cw_serde]
pub struct PairsResponse {
    /// The entries.
    pub pairs: Vec<PairInfo>,
}

/// The decimals of a native denom.
#[cw_serde]
pub struct NativeTokenDecimalsResponse {
    /// How many.
    pub decimals: u8,
}

/// The part of a [`PairInfo`] that names the LP token.
#[cw_serde]
struct LiquidityToken {
    liquidity_token: String,
}

/// A handle to a pair factory: its queries and messages.
pub struct PairFactory(pub Addr);

impl PairFactory {
    /// The pair of these assets, in any order.
    pub fn pair(
        &self,
        querier: &QuerierWrapper,
        asset_infos: [AssetInfo; 2],
    ) -> StdResult<PairInfo> {
        querier.query_wasm_smart(&self.0, &QueryMsg::Pair { asset_infos })
    }

    /// The pair of these assets, in any order, from the factory's store, so that its code need not be
    /// loaded. A factory that stores nothing there, or in a layout that this code does not know, is
    /// asked.
    pub fn stored_pair(
        &self,
        querier: &QuerierWrapper,
        api: &dyn Api,
        asset_infos: [AssetInfo; 2],
    ) -> StdResult<PairInfo> {
        if let Ok(key) = registry::pair_key(api, &asset_infos) {
            let stored = querier.query_wasm_raw(&self.0, key.as_slice())?;
            let damaged = |error: RegistryError| StdError::parse_err("PairInfo", error);
            let known = read_foreign::<StoredPair>(stored.as_deref());
            if let Some(pair) = known.map_err(|error| damaged(error.into()))? {
                return pair.to_info(api, &key).map_err(damaged);
            }
        }
        self.pair(querier, asset_infos)
    }

    /// The LP token of the pair of these assets. Only that part of the answer is read, which keeps a
    /// caller small.
    pub fn liquidity_token(
        &self,
        querier: &QuerierWrapper,
        asset_infos: [AssetInfo; 2],
    ) -> StdResult<String> {
        let answer: LiquidityToken =
            querier.query_wasm_smart(&self.0, &QueryMsg::Pair { asset_infos })?;
        Ok(answer.liquidity_token)
    }

    /// The decimals of a native denom.
    pub fn native_token_decimals(&self, querier: &QuerierWrapper, denom: &str) -> StdResult<u8> {
        let question = QueryMsg::NativeTokenDecimals {
            denom: denom.to_string(),
        };
        let answer: NativeTokenDecimalsResponse = querier.query_wasm_smart(&self.0, &question)?;
        Ok(answer.decimals)
    }

    /// Create the pair of these assets, without liquidity.
    pub fn create_pair(&self, asset_infos: [AssetInfo; 2]) -> StdResult<CosmosMsg> {
        let message = ExecuteMsg::CreatePair {
            assets: Some(asset_infos.map(|info| info.amount(0u128))),
            asset_infos: None,
        };
        Ok(wasm_execute(&self.0, &message, vec![])?.into())
    }
}
