//! What holds of all that was written.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use tendermint_rpc::HttpClientUrl;

use super::address::shown;
use super::faults::{Fault, Faults, Source};
use super::raw::{RawConfig, CONFIG};
use super::Config;
use crate::fee::GasPrice;
use crate::keys::KeySource;

/// How long to wait before all RPC addresses are asked once more.
const PAUSE: Duration = Duration::from_millis(500);

/// How long to wait between two looks at a transaction that is on its way.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// The values that must be there and have a flag, too.
const FLAGS: [&str; 3] = ["chain_id", "rpc", "gas_price"];

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
        let prefix = faults.take(layers.prefix());
        let gas_price = faults.take(layers.gas_price());
        let base_denom = faults.take(layers.named("base_denom", |raw| &raw.base_denom));
        let times = layers.times(&mut faults);
        let folder = |of: fn(&RawConfig) -> &Option<PathBuf>, standard: &str| {
            let found = layers.find(of).map(|(value, _)| value.clone());
            found.unwrap_or_else(|| PathBuf::from(standard))
        };
        let (Some(chain_id), Some(rpc), Some(bech32_prefix), Some(gas_price)) =
            (chain_id, rpc, prefix, gas_price)
        else {
            return Err(faults);
        };
        let (Some(base_denom), Some(times)) = (base_denom, times) else {
            return Err(faults);
        };
        let display = layers.find(|raw| &raw.base_display);
        Ok(Self {
            base_display: display.map_or_else(|| base_denom.clone(), |(value, _)| value.clone()),
            rest: layers.find(|raw| &raw.rest).map(|(value, _)| value.clone()),
            key: layers.key(has_mnemonic),
            fee_granter: layers
                .find(|raw| &raw.fee_granter)
                .map(|(value, _)| value.clone()),
            local: file.and_then(|(_, raw)| raw.local).unwrap_or(false),
            artifacts: folder(|raw| &raw.artifacts, "artifacts"),
            deployments: folder(|raw| &raw.deployments, "deployments"),
            timeout: times.timeout,
            inclusion_timeout: times.inclusion_timeout,
            valid_blocks: times.valid_blocks,
            max_block_age: times.max_block_age,
            pause: PAUSE,
            look_every: LOOK_EVERY,
            chain_id,
            rpc,
            bech32_prefix,
            gas_price,
            base_denom,
        })
    }
}

/// How long things may take.
struct Times {
    timeout: Duration,
    inclusion_timeout: Duration,
    valid_blocks: u64,
    max_block_age: Duration,
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
        let Some((value, place)) = self.find(of) else {
            return Err(missing(key));
        };
        if value.trim().is_empty() {
            return Err(place.fault(key, value, "must not be empty"));
        }
        Ok(value.clone())
    }

    fn rpc(&self) -> Result<Vec<String>, Fault> {
        let Some((all, place)) = self.find(|raw| &raw.rpc) else {
            return Err(missing("rpc"));
        };
        let is_address = |rpc: &String| {
            let is_web = rpc.starts_with("http://") || rpc.starts_with("https://");
            is_web && HttpClientUrl::try_from(rpc.as_str()).is_ok()
        };
        let wrong = all.iter().find(|rpc| !is_address(rpc));
        if let Some(wrong) = wrong {
            let rule = "must be an address such as http://127.0.0.1:26657 or https://node.example";
            return Err(place.fault("rpc", &shown(wrong), rule));
        }
        if all.is_empty() {
            return Err(place.fault("rpc", "[]", "must name at least one address"));
        }
        Ok(all.clone())
    }

    fn prefix(&self) -> Result<String, Fault> {
        let prefix = self.named("bech32_prefix", |raw| &raw.bech32_prefix)?;
        let is_sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit();
        if prefix.chars().all(is_sign) {
            return Ok(prefix);
        }
        let place = self.find(|raw| &raw.bech32_prefix).map(|(_, place)| place);
        let place = place.unwrap_or(Place::Flags);
        Err(place.fault(
            "bech32_prefix",
            &prefix,
            "must be what addresses begin with before the 1, such as wasm",
        ))
    }

    fn times(&self, faults: &mut Faults) -> Option<Times> {
        let timeout = self.number("timeout_s", |raw| &raw.timeout_s, 1, 10);
        let timeout = faults.take(timeout);
        let inclusion = self.number("inclusion_timeout_s", |raw| &raw.inclusion_timeout_s, 1, 60);
        let inclusion = faults.take(inclusion);
        // The chain may be a block further when a transaction is signed, and another when it arrives.
        let valid_blocks = self.number("valid_blocks", |raw| &raw.valid_blocks, 3, 30);
        let valid_blocks = faults.take(valid_blocks);
        let max_block_age = self.number("max_block_age_s", |raw| &raw.max_block_age_s, 1, 60);
        let max_block_age = faults.take(max_block_age);
        Some(Times {
            timeout: Duration::from_secs(timeout?),
            inclusion_timeout: Duration::from_secs(inclusion?),
            valid_blocks: valid_blocks?,
            max_block_age: Duration::from_secs(max_block_age?),
        })
    }

    /// A number that is at least `least`.
    fn number(
        &self,
        key: &str,
        of: fn(&RawConfig) -> &Option<u64>,
        least: u64,
        standard: u64,
    ) -> Result<u64, Fault> {
        match self.find(of) {
            None => Ok(standard),
            Some((number, _)) if *number >= least => Ok(*number),
            Some((number, place)) => {
                let rule = format!("must be at least {least}");
                Err(place.fault(key, &number.to_string(), &rule))
            }
        }
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

fn missing(key: &str) -> Fault {
    let flag = if FLAGS.contains(&key) {
        format!(" or use {}", flag(key))
    } else {
        String::new()
    };
    Fault {
        key: key.to_string(),
        value: String::new(),
        source: Source::Nowhere,
        rule: format!("write it to {CONFIG}, set {}{flag}", variable(key)),
    }
}

fn flag(key: &str) -> String {
    format!("--{}", key.replace('_', "-"))
}

fn variable(key: &str) -> String {
    format!("MIRROR_{}", key.to_uppercase())
}
