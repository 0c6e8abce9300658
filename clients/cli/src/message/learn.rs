//! The names of a chain's protocol: from its deployment file, and of tokens that polls have listed since.

use std::path::Path;

use mirror_chain::deployment::{DeploymentError, DeploymentFile};
use mirror_chain::{ChainError, Config, KeySource, Node};
use serde_json::{json, Value};
use terraswap::asset::{AssetInfo, PairInfo};

use super::chosen::{Chosen, Settled};
use super::names::Names;
use super::problem::Problem;
use crate::failure::Failure;
use crate::local_keys;

/// The names of a chain's deployment; without a file only addresses are known.
pub fn deployed(config: &Config) -> Result<Names, DeploymentError> {
    match DeploymentFile::load(&config.deployments, &config.chain_id) {
        Ok(file) => Ok(Names::of(&file)),
        Err(DeploymentError::Missing { .. }) => Ok(Names::of_chain(
            &config.bech32_prefix,
            &config.base_denom,
            &config.base_display,
        )),
        Err(other) => Err(other),
    }
}

/// What a message comes to, with the names that the chain knows where the files do not have one: of
/// local networks the names of their keys, and all the tokens that were listed later.
pub async fn settle(chosen: &Chosen, node: &Node, names: &mut Names) -> Result<Settled, Failure> {
    let bad = match chosen.settle(names) {
        Ok(settled) => return Ok(settled),
        Err(bad) => bad,
    };
    let unknown = bad.unknown_names();
    if unknown.is_empty() {
        return Err(Problem::from(bad).into());
    }
    if let Some(folder) = local_folder(node.config()) {
        // Only for questions back, so a folder that can not be read is left out.
        names.add_people(local_keys::names(folder).unwrap_or_default());
    }
    for name in unknown {
        if let Some(address) = account(name, node.config()) {
            names.add_account(name, &address);
        }
    }
    listed_since(node, names).await?;
    Ok(chosen.settle(names).map_err(Problem::from)?)
}

/// The account of a key that lies beside the configured one, which is so on local networks only.
fn account(name: &str, config: &Config) -> Option<String> {
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let folder = local_folder(config).filter(|_| is_name)?;
    let key = local_keys::load(folder, name).ok()?;
    key.address(&config.bech32_prefix).ok()
}

/// The folder of a local network's keys.
fn local_folder(config: &Config) -> Option<&Path> {
    match &config.key {
        KeySource::File(path) if config.local => path.parent(),
        _ => None,
    }
}

/// Asks the chain for all listed tokens that are not known yet, with their markets.
pub(crate) async fn listed_since(node: &Node, names: &mut Names) -> Result<(), ChainError> {
    let address = |role: &str| names.role(role).map(str::to_string);
    let (Some(factory), Some(swap_factory)) = (address("factory"), address("swap_factory")) else {
        return Ok(());
    };
    let release: Value = node
        .smart(&factory, &json!({ "distribution_info": {} }))
        .await?;
    let weights = release.get("weights").and_then(Value::as_array);
    let tokens = weights
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.get(0)?.as_str());
    for token in tokens
        .filter(|token| !names.knows_token(token))
        .collect::<Vec<_>>()
    {
        let info = node.token_info(token).await?;
        let base = AssetInfo::native(names.base_denom());
        let question = json!({ "pair": { "asset_infos": [AssetInfo::token(token), base] } });
        let pair: PairInfo = node.smart(&swap_factory, &question).await?;
        names.add_market(
            &info.symbol,
            token,
            &pair.contract_addr,
            &pair.liquidity_token,
        );
    }
    Ok(())
}
