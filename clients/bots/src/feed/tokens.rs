//! How the chain calls an asset.

use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{ChainError, Node};
use mirror_protocol::factory::{DistributionInfoResponse, QueryMsg};

/// How the symbol of MIR is written.
const MIR: &str = "MIR";

/// The address or denom of an asset that goes by a symbol of the deployment or of a token that was listed
/// since; what is no such symbol is an address or a denom itself.
pub async fn find(
    node: &Node,
    deployment: &DeploymentFile,
    asset: &str,
) -> Result<String, ChainError> {
    let protocol = &deployment.protocol;
    if asset == MIR {
        return Ok(protocol.mirror_token.clone());
    }
    let known = protocol.assets.iter().find(|known| known.symbol == asset);
    if let Some(known) = known {
        return Ok(known.token.clone());
    }
    // Symbols of mAssets begin with an m, and capitals follow.
    let mut signs = asset.chars();
    let is_symbol = signs.next() == Some('m') && signs.all(|sign| !sign.is_ascii_lowercase());
    if !is_symbol {
        return Ok(asset.to_string());
    }
    let question = QueryMsg::DistributionInfo {};
    let listed: DistributionInfoResponse =
        node.smart(&protocol.contracts.factory, &question).await?;
    for (token, _) in listed.weights {
        if node.token_info(&token).await?.symbol == asset {
            return Ok(token);
        }
    }
    Ok(asset.to_string())
}
