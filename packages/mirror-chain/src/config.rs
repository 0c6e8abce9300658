//! Configuration: a file, above it the environment, above that the flags; all faults told at once.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::fee::GasPrice;
use crate::keys::KeySource;

mod address;
mod faults;
mod layers;
mod raw;

pub use address::shown;
pub use faults::{Fault, Faults, Source};
pub use raw::{RawConfig, CONFIG, LOCAL_CONFIG};

/// All that a client needs to know about a chain.
#[derive(Clone, PartialEq, Eq)]
pub struct Config {
    /// The chain.
    pub chain_id: String,
    /// RPC addresses of its nodes, in the order in which they are asked. They may hold what gives
    /// access to a node: show and keep them as [`Config::shown_rpc`].
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
    /// How long to wait before all RPC addresses are asked once more.
    pub pause: Duration,
    /// How long to wait between two looks at a transaction that is on its way.
    pub look_every: Duration,
    /// Whose fee grant pays for what is signed here; the account that signs where there is none.
    pub fee_granter: Option<String>,
}

impl Config {
    /// The RPC addresses without what gives access to them.
    pub fn shown_rpc(&self) -> Vec<String> {
        self.rpc.iter().map(|rpc| shown(rpc)).collect()
    }
}

/// As a configuration file, without secrets.
impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "chain_id = {:?}", self.chain_id)?;
        writeln!(f, "rpc = {:?}", self.shown_rpc())?;
        if let Some(rest) = &self.rest {
            writeln!(f, "rest = {:?}", shown(rest))?;
        }
        writeln!(f, "bech32_prefix = {:?}", self.bech32_prefix)?;
        writeln!(f, "gas_price = {:?}", self.gas_price.to_string())?;
        writeln!(f, "base_denom = {:?}", self.base_denom)?;
        writeln!(f, "base_display = {:?}", self.base_display)?;
        match &self.key {
            KeySource::File(path) => writeln!(f, "key_file = {path:?}")?,
            KeySource::Environment => writeln!(f, "# the key is that of MIRROR_MNEMONIC")?,
            KeySource::Prompt => writeln!(f, "# the mnemonic is asked for when it is needed")?,
        }
        if let Some(granter) = &self.fee_granter {
            writeln!(f, "fee_granter = {granter:?}")?;
        }
        writeln!(f, "local = {}", self.local)?;
        writeln!(f, "artifacts = {:?}", self.artifacts)?;
        writeln!(f, "deployments = {:?}", self.deployments)?;
        writeln!(f, "timeout_s = {}", self.timeout.as_secs())?;
        let inclusion_timeout = self.inclusion_timeout.as_secs();
        writeln!(f, "inclusion_timeout_s = {inclusion_timeout}")?;
        writeln!(f, "valid_blocks = {}", self.valid_blocks)?;
        writeln!(f, "max_block_age_s = {}", self.max_block_age.as_secs())
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests;
