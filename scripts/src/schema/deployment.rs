//! The schema of the deployment file. The protocol in it is described by its own types; what is
//! around it is of a package with a network, which nothing here links, so it is described here, and a
//! test of the program compares the two.

use cosmwasm_schema::schema_for;
use cosmwasm_schema::schemars::{schema::RootSchema, JsonSchema};
use mirror_deploy::Deployment;

/// What a deployment came to, for every client: `deployments/<chain-id>.json`.
#[derive(JsonSchema)]
#[schemars(crate = "cosmwasm_schema::schemars")]
#[allow(dead_code, reason = "only its schema is made")]
struct DeploymentFile {
    /// The chain.
    chain_id: String,
    /// RPC addresses of its nodes.
    rpc: Vec<String>,
    /// An LCD address of one of its nodes, for clients that use HTTP only.
    rest: Option<String>,
    /// The prefix of its addresses.
    bech32_prefix: String,
    /// What a unit of gas costs, such as `0.01uusd`.
    gas_price: String,
    /// What screens call the base denom.
    base_display: String,
    /// How many decimals the base denom has: 6.
    base_exponent: u8,
    /// The protocol, its base denom among it.
    #[serde(flatten)]
    protocol: Deployment,
    /// The height at which the deployment was complete; an index may begin here.
    block_height: u64,
}

/// The schema of the file.
pub(super) fn schema() -> RootSchema {
    schema_for!(DeploymentFile)
}
