//! Values as they were written, with where each was.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use serde::Deserialize;

use super::faults::{Fault, Faults, Source};
use super::Config;
use crate::fee::GasPrice;
use crate::keys::KeySource;

/// The configuration file of a folder.
pub const CONFIG: &str = "mirror.toml";

/// The one of the local network.
pub const LOCAL_CONFIG: &str = ".localnet/mirror.toml";

/// A configuration as it is written in one place; what is not written there is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
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
        let fault = |rule: String| {
            Faults(vec![Fault {
                key: "config".to_string(),
                value: path.display().to_string(),
                source: Source::File(path.to_path_buf()),
                rule,
            }])
        };
        let text = fs::read_to_string(path).map_err(|error| fault(error.to_string()))?;
        let mut raw: Self = toml::from_str(&text).map_err(|error| fault(error.to_string()))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let files = [&mut raw.key_file, &mut raw.artifacts, &mut raw.deployments];
        for file in files.into_iter().flatten() {
            *file = folder.join(&file);
        }
        Ok(raw)
    }

    /// What the environment says, asked through `variable`: `MIRROR_RPC` for `rpc` and so on.
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Result<Self, Faults> {
        let mut faults = Faults::default();
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
        let raw = Self {
            chain_id: variable("MIRROR_CHAIN_ID"),
            rpc: rpc.map(|all| all.split(',').map(|one| one.trim().to_string()).collect()),
            rest: variable("MIRROR_REST"),
            bech32_prefix: variable("MIRROR_BECH32_PREFIX"),
            gas_price: variable("MIRROR_GAS_PRICE"),
            base_denom: variable("MIRROR_BASE_DENOM"),
            base_display: variable("MIRROR_BASE_DISPLAY"),
            key_file: variable("MIRROR_KEY_FILE").map(PathBuf::from),
            // Whether keys are known to everybody is a matter of the network's own file.
            local: None,
            artifacts: variable("MIRROR_ARTIFACTS").map(PathBuf::from),
            deployments: variable("MIRROR_DEPLOYMENTS").map(PathBuf::from),
            timeout_s: faults.take(seconds("MIRROR_TIMEOUT_S")).flatten(),
            inclusion_timeout_s: faults.take(seconds("MIRROR_INCLUSION_TIMEOUT_S")).flatten(),
            valid_blocks: faults.take(seconds("MIRROR_VALID_BLOCKS")).flatten(),
            max_block_age_s: faults.take(seconds("MIRROR_MAX_BLOCK_AGE_S")).flatten(),
        };
        if faults.0.is_empty() {
            Ok(raw)
        } else {
            Err(faults)
        }
    }
}

impl Config {
    /// What holds: flags above the environment above the file. A mnemonic in the environment is above
    /// a key file in the configuration file, and below one named by a flag.
    pub fn resolve(
        flags: &RawConfig,
        environment: &RawConfig,
        file: Option<(&Path, &RawConfig)>,
        has_mnemonic: bool,
    ) -> Result<Self, Faults> {
        let layers = Layers {
            flags,
            environment,
            file,
        };
        let mut faults = Faults::default();
        let chain_id = faults.take(layers.named("chain_id", |raw| &raw.chain_id));
        let rpc = faults.take(layers.rpc());
        let prefix = faults.take(layers.named("bech32_prefix", |raw| &raw.bech32_prefix));
        let gas_price = faults.take(layers.gas_price());
        let base_denom = faults.take(layers.named("base_denom", |raw| &raw.base_denom));
        let seconds = |of: fn(&RawConfig) -> &Option<u64>, standard: u64| {
            Duration::from_secs(layers.find(of).map_or(standard, |(value, _)| *value))
        };
        let folder = |of: fn(&RawConfig) -> &Option<PathBuf>, standard: &str| {
            let found = layers.find(of).map(|(value, _)| value.clone());
            found.unwrap_or_else(|| PathBuf::from(standard))
        };
        let (Some(chain_id), Some(rpc), Some(bech32_prefix), Some(gas_price), Some(base_denom)) =
            (chain_id, rpc, prefix, gas_price, base_denom)
        else {
            return Err(faults);
        };
        let display = layers.find(|raw| &raw.base_display);
        Ok(Self {
            base_display: display.map_or_else(|| base_denom.clone(), |(value, _)| value.clone()),
            rest: layers.find(|raw| &raw.rest).map(|(value, _)| value.clone()),
            key: layers.key(has_mnemonic),
            local: file.and_then(|(_, raw)| raw.local).unwrap_or(false),
            artifacts: folder(|raw| &raw.artifacts, "artifacts"),
            deployments: folder(|raw| &raw.deployments, "deployments"),
            timeout: seconds(|raw| &raw.timeout_s, 10),
            inclusion_timeout: seconds(|raw| &raw.inclusion_timeout_s, 60),
            valid_blocks: layers
                .find(|raw| &raw.valid_blocks)
                .map_or(30, |(value, _)| *value),
            max_block_age: seconds(|raw| &raw.max_block_age_s, 60),
            chain_id,
            rpc,
            bech32_prefix,
            gas_price,
            base_denom,
        })
    }
}

struct Layers<'a> {
    flags: &'a RawConfig,
    environment: &'a RawConfig,
    file: Option<(&'a Path, &'a RawConfig)>,
}

impl<'a> Layers<'a> {
    /// The highest layer's value, and how to say where a key's value comes from.
    fn find<T>(&self, of: fn(&RawConfig) -> &Option<T>) -> Option<(&'a T, Place<'a>)> {
        if let Some(value) = of(self.flags) {
            return Some((value, Place::Flags));
        }
        if let Some(value) = of(self.environment) {
            return Some((value, Place::Environment));
        }
        let (path, raw) = self.file?;
        of(raw).as_ref().map(|value| (value, Place::File(path)))
    }

    fn named(&self, key: &str, of: fn(&RawConfig) -> &Option<String>) -> Result<String, Fault> {
        let rule = format!(
            "write it to {CONFIG}, set {} or use {}",
            variable(key),
            flag(key)
        );
        let Some((value, place)) = self.find(of) else {
            return Err(missing(key, rule));
        };
        if value.trim().is_empty() {
            return Err(place.fault(key, value, "must not be empty"));
        }
        Ok(value.clone())
    }

    fn rpc(&self) -> Result<Vec<String>, Fault> {
        let Some((all, place)) = self.find(|raw| &raw.rpc) else {
            let rule = format!("write it to {CONFIG}, set MIRROR_RPC or use --rpc");
            return Err(missing("rpc", rule));
        };
        let is_address = |rpc: &String| rpc.starts_with("http://") || rpc.starts_with("https://");
        let wrong = all.iter().find(|rpc| !is_address(rpc));
        if let Some(wrong) = wrong {
            return Err(place.fault("rpc", wrong, "must begin with http:// or https://"));
        }
        if all.is_empty() {
            return Err(place.fault("rpc", "[]", "must name at least one address"));
        }
        Ok(all.clone())
    }

    fn gas_price(&self) -> Result<GasPrice, Fault> {
        let text = self.named("gas_price", |raw| &raw.gas_price)?;
        GasPrice::from_str(&text).map_err(|error| {
            let place = self.find(|raw| &raw.gas_price).map(|(_, place)| place);
            let place = place.unwrap_or(Place::Flags);
            place.fault("gas_price", &text, &error.to_string())
        })
    }

    fn key(&self, has_mnemonic: bool) -> KeySource {
        match self.find(|raw| &raw.key_file) {
            Some((path, Place::Flags)) => KeySource::File(path.clone()),
            _ if has_mnemonic => KeySource::Environment,
            Some((path, _)) => KeySource::File(path.clone()),
            None => KeySource::Prompt,
        }
    }
}

/// Which layer a value is from.
#[derive(Clone, Copy)]
enum Place<'a> {
    Flags,
    Environment,
    File(&'a Path),
}

impl Place<'_> {
    fn fault(self, key: &str, value: &str, rule: &str) -> Fault {
        Fault {
            key: key.to_string(),
            value: value.to_string(),
            source: match self {
                Self::Flags => Source::Flag(flag(key)),
                Self::Environment => Source::Environment(variable(key)),
                Self::File(path) => Source::File(path.to_path_buf()),
            },
            rule: rule.to_string(),
        }
    }
}

fn missing(key: &str, rule: String) -> Fault {
    Fault {
        key: key.to_string(),
        value: String::new(),
        source: Source::Nowhere,
        rule,
    }
}

fn flag(key: &str) -> String {
    format!("--{}", key.replace('_', "-"))
}

fn variable(key: &str) -> String {
    format!("MIRROR_{}", key.to_uppercase())
}
