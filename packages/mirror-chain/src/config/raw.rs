//! Values as they were written, with where each was.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::address::shown;
use super::faults::{Fault, Faults, Source};

/// The configuration file of a folder.
pub const CONFIG: &str = "mirror.toml";

/// The one of the local network.
pub const LOCAL_CONFIG: &str = ".localnet/mirror.toml";

/// A configuration as it is written in one place; what is not written there is `None`.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawConfig {
    /// The chain.
    pub chain_id: Option<String>,
    /// RPC addresses.
    pub rpc: Option<Vec<String>>,
    /// An LCD address.
    pub rest: Option<String>,
    /// The prefix of addresses.
    pub bech32_prefix: Option<String>,
    /// Such as `0.01uusd`.
    pub gas_price: Option<String>,
    /// Such as `uusd`.
    pub base_denom: Option<String>,
    /// Such as `USD`.
    pub base_display: Option<String>,
    /// The file with the mnemonic; from the folder of the configuration file.
    pub key_file: Option<PathBuf>,
    /// The address whose fee grant pays for what is signed.
    pub fee_granter: Option<String>,
    /// Whether everybody knows the keys.
    pub local: Option<bool>,
    /// The folder of the artifacts; from the folder of the configuration file.
    pub artifacts: Option<PathBuf>,
    /// The folder of the deployment files; from the folder of the configuration file.
    pub deployments: Option<PathBuf>,
    /// Seconds that a question may take.
    pub timeout_s: Option<u64>,
    /// Seconds to wait for a block.
    pub inclusion_timeout_s: Option<u64>,
    /// Blocks for which a transaction stays valid.
    pub valid_blocks: Option<u64>,
    /// Seconds after which a node's last block is too old.
    pub max_block_age_s: Option<u64>,
}

impl RawConfig {
    /// What a file says.
    pub fn read(path: &Path) -> Result<Self, Faults> {
        Self::parsed(path).map_err(|fault| Faults(vec![fault]))
    }

    fn parsed(path: &Path) -> Result<Self, Fault> {
        let fault = |rule: String| Fault {
            key: "config".to_string(),
            value: path.display().to_string(),
            source: Source::File(path.to_path_buf()),
            rule,
        };
        let text = fs::read_to_string(path).map_err(|error| fault(error.to_string()))?;
        let mut raw: Self = toml::from_str(&text).map_err(|error| {
            // Its whole text quotes the line, which may hold what gives access to a node.
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.map_or(1, |before| before.matches('\n').count() + 1);
            fault(format!("line {line}: {}", error.message()))
        })?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let files = [&mut raw.key_file, &mut raw.artifacts, &mut raw.deployments];
        for file in files.into_iter().flatten() {
            *file = folder.join(&file);
        }
        Ok(raw)
    }

    /// What the environment says, asked through `variable`: `MIRROR_RPC` for `rpc` and so on.
    /// What can not be read is told, and the rest holds.
    pub fn from_environment(
        variable: impl Fn(&str) -> Option<String>,
        faults: &mut Faults,
    ) -> Self {
        let seconds = |name: &str| -> Result<Option<u64>, Fault> {
            let Some(value) = variable(name) else {
                return Ok(None);
            };
            let number = value.parse();
            number.map(Some).map_err(|_| Fault {
                key: name.trim_start_matches("MIRROR_").to_lowercase(),
                source: Source::Environment(name.to_string()),
                rule: "must be a whole number".to_string(),
                value,
            })
        };
        let rpc = variable("MIRROR_RPC");
        Self {
            chain_id: variable("MIRROR_CHAIN_ID"),
            rpc: rpc.map(|all| all.split(',').map(|one| one.trim().to_string()).collect()),
            rest: variable("MIRROR_REST"),
            bech32_prefix: variable("MIRROR_BECH32_PREFIX"),
            gas_price: variable("MIRROR_GAS_PRICE"),
            base_denom: variable("MIRROR_BASE_DENOM"),
            base_display: variable("MIRROR_BASE_DISPLAY"),
            key_file: variable("MIRROR_KEY_FILE").map(PathBuf::from),
            fee_granter: variable("MIRROR_FEE_GRANTER"),
            // Whether keys are known to everybody is a matter of the network's own file.
            local: None,
            artifacts: variable("MIRROR_ARTIFACTS").map(PathBuf::from),
            deployments: variable("MIRROR_DEPLOYMENTS").map(PathBuf::from),
            timeout_s: faults.take(seconds("MIRROR_TIMEOUT_S")).flatten(),
            inclusion_timeout_s: faults.take(seconds("MIRROR_INCLUSION_TIMEOUT_S")).flatten(),
            valid_blocks: faults.take(seconds("MIRROR_VALID_BLOCKS")).flatten(),
            max_block_age_s: faults.take(seconds("MIRROR_MAX_BLOCK_AGE_S")).flatten(),
        }
    }
}

/// Only what is written there, and addresses as they may be shown.
impl fmt::Debug for RawConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rpc = self.rpc.iter().flatten().map(|rpc| shown(rpc));
        let mut all = f.debug_struct("RawConfig");
        all.field("chain_id", &self.chain_id);
        all.field("rpc", &rpc.collect::<Vec<_>>());
        all.field("gas_price", &self.gas_price);
        all.field("key_file", &self.key_file);
        all.finish_non_exhaustive()
    }
}
