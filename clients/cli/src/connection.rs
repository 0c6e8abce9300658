//! What every command needs that speaks to a chain: flags, the configuration, a node, an account.

use std::path::{Path, PathBuf};
use std::sync::Once;

use clap::Args;
use mirror_chain::config::{CONFIG, LOCAL_CONFIG};
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{Account, Config, Faults, Key, Node, RawConfig, MNEMONIC};

use crate::failure::Failure;

/// It is said once, however often a command asks what holds.
static TOLD: Once = Once::new();

/// Where the chain is, and who signs. Flags are above the environment, which is above the file.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Chain")]
pub struct Connection {
    /// The configuration file [default: mirror.toml, or .localnet/mirror.toml where that is].
    #[arg(long, env = "MIRROR_CONFIG", value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// An RPC address; repeat it to name more, which are asked when the first fails.
    #[arg(long, value_name = "URL", global = true)]
    pub rpc: Vec<String>,
    /// The chain, so that nothing is sent to another one.
    #[arg(long, value_name = "ID", global = true)]
    pub chain_id: Option<String>,
    /// The file with the mnemonic that signs; only its owner may read it. Without a key the mnemonic is
    /// asked for, or taken from MIRROR_MNEMONIC.
    #[arg(long, value_name = "FILE", global = true)]
    pub key_file: Option<PathBuf>,
    /// What a unit of gas costs, such as 0.01uusd.
    #[arg(long, value_name = "PRICE", global = true)]
    pub gas_price: Option<String>,
    /// The folder of the deployment files.
    #[arg(long, value_name = "FOLDER", global = true)]
    pub deployments: Option<PathBuf>,
    /// The folder of the artifacts and their checksums.
    #[arg(long, value_name = "FOLDER", global = true)]
    pub artifacts: Option<PathBuf>,
    /// Print what file, environment and flags come to, without secrets, and do nothing else.
    #[arg(long, global = true)]
    pub dump_config: bool,
}

/// A node to talk to.
pub struct Session {
    /// What holds.
    pub config: Config,
    /// The node.
    pub node: Node,
    runtime: tokio::runtime::Runtime,
}

/// What waits for answers, on the thread of the caller.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::NoRuntime {
            reason: error.to_string(),
        })
}

impl Connection {
    /// What holds, without asking anybody.
    pub fn config(&self) -> Result<Config, Failure> {
        let flags = RawConfig {
            chain_id: self.chain_id.clone(),
            rpc: (!self.rpc.is_empty()).then(|| self.rpc.clone()),
            key_file: self.key_file.clone(),
            gas_price: self.gas_price.clone(),
            deployments: self.deployments.clone(),
            artifacts: self.artifacts.clone(),
            ..RawConfig::default()
        };
        let mut faults = Faults::default();
        let variable = |name: &str| std::env::var(name).ok();
        let environment = RawConfig::from_environment(variable, &mut faults);
        let path = self.file();
        let file = path.as_deref().map(RawConfig::read).transpose();
        let Some(file) = faults.gather(file) else {
            // What it would have said is not missing.
            return Err(faults.into());
        };
        let layer = path.as_deref().zip(file.as_ref());
        let has_mnemonic = std::env::var_os(MNEMONIC).is_some();
        let config = Config::resolve(&flags, &environment, layer, has_mnemonic);
        let config = faults.gather(config);
        faults.into_result()?;
        let config = config.ok_or(Faults::default())?;
        if self.dump_config {
            return Err(Failure::Dumped {
                config: config.to_string(),
            });
        }
        Ok(config)
    }

    /// Look for a node.
    pub fn open(&self) -> Result<Session, Failure> {
        let config = self.config()?;
        let runtime = runtime()?;
        let node = runtime.block_on(Node::connect(&config))?;
        Ok(Session {
            config,
            node,
            runtime,
        })
    }

    /// Where a local network keeps its keys: beside its configuration.
    pub fn keys(&self) -> Option<PathBuf> {
        let file = self.file()?;
        Some(file.parent().unwrap_or(Path::new(".")).join("keys"))
    }

    fn file(&self) -> Option<PathBuf> {
        if self.config.is_some() {
            return self.config.clone();
        }
        if Path::new(CONFIG).is_file() {
            return Some(PathBuf::from(CONFIG));
        }
        let local = PathBuf::from(LOCAL_CONFIG);
        local.is_file().then(|| {
            TOLD.call_once(|| {
                eprintln!(
                    "note: no {CONFIG} here, so this is about the local network ({LOCAL_CONFIG})"
                );
            });
            local
        })
    }
}

impl Session {
    /// Wait for an answer.
    pub fn run<T>(&self, future: impl std::future::Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// The account that signs.
    pub fn account(&self) -> Result<Account, Failure> {
        let key = Key::load(&self.config.key)?;
        Ok(Account::new(&self.node, key)?)
    }

    /// The protocol on this chain.
    pub fn deployment(&self) -> Result<DeploymentFile, Failure> {
        let folder = &self.config.deployments;
        Ok(DeploymentFile::load(folder, &self.config.chain_id)?)
    }
}
