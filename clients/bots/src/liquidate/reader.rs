//! The questions that the liquidator asks, all of one height.

use std::collections::BTreeMap;
use std::future::Future;
use std::ops::RangeInclusive;

use cosmwasm_std::{Decimal, Uint128};
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::refusal::Refusal;
use mirror_chain::{ChainError, Node, PAGE};
use mirror_protocol::collateral_oracle::CollateralPriceResponse;
use mirror_protocol::mint::{
    AssetConfigResponse, AssetStatusResponse, ConfigResponse, PositionResponse, PositionsResponse,
};
use serde_json::{json, Value};
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::pair::PoolResponse;
use tokio::task::JoinSet;

use super::events::Changes;
use super::profit::Pool;

/// How many questions are on their way at a time.
const AT_ONCE: usize = 16;

/// A pair against the base denom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KnownPair {
    /// Its address.
    pub(super) address: String,
    /// Whether both sides have the same decimals, so that its price needs no scale.
    pub(super) is_even: bool,
}

/// Asks a deployment's contracts.
#[derive(Clone)]
pub(super) struct Reader {
    node: Node,
    mint: String,
    collateral_oracle: String,
    swap_factory: String,
    base: String,
}

impl Reader {
    /// Of the last state.
    pub(super) fn new(node: &Node, file: &DeploymentFile) -> Self {
        let of = &file.protocol.contracts;
        Self {
            node: node.clone(),
            mint: of.mint.clone(),
            collateral_oracle: of.collateral_oracle.clone(),
            swap_factory: of.swap_factory.clone(),
            base: file.protocol.base_denom.clone(),
        }
    }

    /// The same of the state after a height.
    pub(super) fn at(&self, height: u64) -> Self {
        Self {
            node: self.node.at(height),
            ..self.clone()
        }
    }

    /// The base denom.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The address of mint.
    pub(super) fn mint(&self) -> &str {
        &self.mint
    }

    /// What changed in blocks.
    pub(super) async fn changes(
        &self,
        heights: RangeInclusive<u64>,
    ) -> Result<Changes, ChainError> {
        let mut changes = Changes::default();
        for height in heights {
            let results = self.node.block_results(height).await?;
            changes.read(&self.mint, &results.transactions);
        }
        Ok(changes)
    }

    /// A page of all positions by number, after one; a short page is the last.
    pub(super) async fn page(
        &self,
        after: Option<u128>,
    ) -> Result<Vec<PositionResponse>, ChainError> {
        let question = json!({ "positions": {
            "start_after": after.map(Uint128::new), "limit": PAGE, "order_by": "asc",
        } });
        let page: PositionsResponse = self.node.smart(&self.mint, &question).await?;
        Ok(page.positions)
    }

    /// A position; `None` where it is closed.
    pub(super) async fn position(&self, idx: u128) -> Result<Option<PositionResponse>, ChainError> {
        let question = json!({ "position": { "position_idx": Uint128::new(idx) } });
        let answer = self.node.smart(&self.mint, &question).await;
        unless(answer, "mirror-mint", "position_not_found")
    }

    /// The part of what is burned that the collector gets.
    pub(super) async fn fee_rate(&self) -> Result<Decimal, ChainError> {
        let question = json!({ "config": {} });
        let config: ConfigResponse = self.node.smart(&self.mint, &question).await?;
        Ok(config.protocol_fee_rate)
    }

    /// The parameters of an mAsset; `None` for what is none.
    pub(super) async fn config(
        &self,
        token: &str,
    ) -> Result<Option<AssetConfigResponse>, ChainError> {
        let question = json!({ "asset_config": { "asset_token": token } });
        let answer = self.node.smart(&self.mint, &question).await;
        unless(answer, "mirror-mint", "asset_not_found")
    }

    /// The stage and price of an mAsset.
    pub(super) async fn status(&self, token: &str) -> Result<AssetStatusResponse, ChainError> {
        let question = json!({ "asset_status": { "asset_token": token } });
        self.node.smart(&self.mint, &question).await
    }

    /// The price of a collateral, or why it has none.
    pub(super) async fn backing(
        &self,
        asset: &str,
    ) -> Result<Result<CollateralPriceResponse, String>, ChainError> {
        let question = json!({ "collateral_price": { "asset": asset } });
        match self.node.smart(&self.collateral_oracle, &question).await {
            Ok(answer) => Ok(Ok(answer)),
            Err(ChainError::QueryRefused { log, .. }) => Ok(Err(log)),
            Err(error) => Err(error),
        }
    }

    /// The pair of an asset against the base denom, if there is one.
    pub(super) async fn pair(&self, info: &AssetInfo) -> Result<Option<KnownPair>, ChainError> {
        let sides = [info.clone(), AssetInfo::native(&self.base)];
        let question = json!({ "pair": { "asset_infos": sides } });
        let answer = self.node.smart(&self.swap_factory, &question).await;
        let found: Option<PairInfo> = unless(answer, "terraswap-factory", "pair_not_found")?;
        Ok(found.map(|pair| {
            let [one, other] = pair.asset_decimals;
            KnownPair {
                address: pair.contract_addr,
                is_even: one == other,
            }
        }))
    }

    /// What a pair holds.
    pub(super) async fn pool(&self, pair: &str) -> Result<Pool, ChainError> {
        let answer: PoolResponse = self.node.smart(pair, &json!({ "pool": {} })).await?;
        let [one, other] = answer.assets;
        let (base, asset) = if one.info.id() == self.base {
            (one.amount, other.amount)
        } else {
            (other.amount, one.amount)
        };
        Ok(Pool { base, asset })
    }

    /// What an account has of a denom.
    pub(super) async fn coins(&self, address: &str, denom: &str) -> Result<Uint128, ChainError> {
        self.node.balance(address, denom).await
    }

    /// What an account has of a token.
    pub(super) async fn tokens(&self, token: &str, address: &str) -> Result<Uint128, ChainError> {
        let question = json!({ "balance": { "address": address } });
        let answer: Value = self.node.smart(token, &question).await?;
        let balance = answer.get("balance").and_then(Value::as_str);
        let balance = balance.and_then(|balance| balance.parse().ok());
        balance.ok_or_else(|| ChainError::Unexpected(format!("{token} tells no balance")))
    }
}

/// The answer, or nothing where the contract refuses for this reason.
fn unless<T>(
    answer: Result<T, ChainError>,
    contract: &str,
    kind: &str,
) -> Result<Option<T>, ChainError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(ChainError::QueryRefused { log, .. })
            if Refusal::find(&log, &[contract]).is_some_and(|found| found.kind == kind) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Ask the same about many things, several at a time.
pub(super) async fn each<K, T, F, R>(
    about: impl IntoIterator<Item = K>,
    ask: F,
) -> Result<BTreeMap<K, T>, ChainError>
where
    K: Clone + Ord + Send + 'static,
    T: Send + 'static,
    F: Fn(K) -> R,
    R: Future<Output = Result<T, ChainError>> + Send + 'static,
{
    let mut asking = JoinSet::new();
    let mut found = BTreeMap::new();
    for key in about {
        if asking.len() >= AT_ONCE {
            found.extend(next(&mut asking).await?);
        }
        let answer = ask(key.clone());
        asking.spawn(async move { Ok((key, answer.await?)) });
    }
    while !asking.is_empty() {
        found.extend(next(&mut asking).await?);
    }
    Ok(found)
}

async fn next<T: 'static>(
    asking: &mut JoinSet<Result<T, ChainError>>,
) -> Result<Option<T>, ChainError> {
    match asking.join_next().await {
        Some(Ok(answer)) => answer.map(Some),
        Some(Err(error)) => Err(ChainError::Unexpected(error.to_string())),
        None => Ok(None),
    }
}
