//! The names of a chain's protocol: from its deployment file, and of tokens that polls have listed since.

use mirror_chain::deployment::{DeploymentError, DeploymentFile};
use mirror_chain::{ChainError, Config, Key, KeySource, Node};
use serde_json::{json, Value};
use terraswap::asset::{AssetInfo, PairInfo};

use super::fault::BadMessage;
use super::names::Names;

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

/// Looks for the names that a message needs and the deployment file does not have: of local networks the
/// names of their keys, and of all the tokens that were listed later. Whether there were any.
pub async fn learn(bad: &BadMessage, node: &Node, names: &mut Names) -> Result<bool, ChainError> {
    let unknown = bad.unknown_names();
    for name in &unknown {
        if let Some(address) = account(name, node.config()) {
            names.add_account(name, &address);
        }
    }
    if !unknown.is_empty() {
        listed_since(node, names).await?;
    }
    Ok(!unknown.is_empty())
}

/// The account of a key that lies beside the configured one, which is so on local networks only.
fn account(name: &str, config: &Config) -> Option<String> {
    let KeySource::File(path) = &config.key else {
        return None;
    };
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let path = path.with_file_name(format!("{name}.mnemonic"));
    if !config.local || !is_name || !path.is_file() {
        return None;
    }
    let key = Key::load(&KeySource::File(path)).ok()?;
    key.address(&config.bech32_prefix).ok()
}

/// Asks the chain for all listed tokens that are not known yet, with their markets.
async fn listed_since(node: &Node, names: &mut Names) -> Result<(), ChainError> {
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
        let info: Value = node.smart(token, &json!({ "token_info": {} })).await?;
        let base = AssetInfo::native(names.base_denom());
        let question = json!({ "pair": { "asset_infos": [AssetInfo::token(token), base] } });
        let pair: PairInfo = node.smart(&swap_factory, &question).await?;
        if let Some(symbol) = info.get("symbol").and_then(Value::as_str) {
            names.add_market(symbol, token, &pair.contract_addr, &pair.liquidity_token);
        }
    }
    Ok(())
}
