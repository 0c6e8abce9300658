//! Configuration: a file, above it the environment, above that the flags; all faults told at once.

use std::path::PathBuf;
use std::time::Duration;

use crate::fee::GasPrice;
use crate::keys::KeySource;

mod faults;
mod raw;

pub use faults::{Fault, Faults, Source};
pub use raw::{RawConfig, CONFIG, LOCAL_CONFIG};

/// All that a client needs to know about a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The chain.
    pub chain_id: String,
    /// RPC addresses of its nodes, in the order in which they are asked.
    pub rpc: Vec<String>,
    /// An LCD address, for the deployment file.
    pub rest: Option<String>,
    /// The prefix of its addresses.
    pub bech32_prefix: String,
    /// What a unit of gas costs.
    pub gas_price: GasPrice,
    /// The denom everything is stated in, in micro units.
    pub base_denom: String,
    /// What screens call the base denom.
    pub base_display: String,
    /// Where the key comes from, when one is needed.
    pub key: KeySource,
    /// Whether this is a network for development, with keys that everybody knows.
    pub local: bool,
    /// The folder of the artifacts and their checksums.
    pub artifacts: PathBuf,
    /// The folder of the deployment files.
    pub deployments: PathBuf,
    /// How long one question may take.
    pub timeout: Duration,
    /// How long to wait for a transaction to get into a block.
    pub inclusion_timeout: Duration,
    /// For how many blocks a signed transaction stays valid.
    pub valid_blocks: u64,
    /// The age at which a node's last block is too old for it to be relied on.
    pub max_block_age: Duration,
}
