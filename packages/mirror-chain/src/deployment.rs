//! The deployment file: what a deployment came to, for every client (clients.md section 2).

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use mirror_deploy::Deployment;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The file's content, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeploymentFile {
    /// The chain.
    pub chain_id: String,
    /// RPC addresses of its nodes.
    pub rpc: Vec<String>,
    /// An LCD address of one of its nodes, for clients that use HTTP only.
    pub rest: Option<String>,
    /// The prefix of its addresses.
    pub bech32_prefix: String,
    /// What a unit of gas costs, such as `0.01uusd`.
    pub gas_price: String,
    /// What screens call the base denom.
    pub base_display: String,
    /// How many decimals the base denom has: 6.
    pub base_exponent: u8,
    /// The protocol, its base denom among it.
    #[serde(flatten)]
    pub protocol: Deployment,
    /// The height at which the deployment was complete; an index may begin here.
    pub block_height: u64,
}

/// Why there is no deployment to use.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DeploymentError {
    /// There is no such file.
    #[error("{} is not there: deploy with `mirror deploy`, or name another folder with --deployments", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file can not be read or written.
    #[error("{}: {reason}", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// The file holds something else.
    #[error("{} is no deployment file: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// The file is of another chain than its name says.
    #[error("{} is of the chain {found}, not of {expected}", path.display())]
    OtherChain {
        /// The file.
        path: PathBuf,
        /// The chain it names.
        found: String,
        /// The chain that was meant.
        expected: String,
    },
}

impl DeploymentFile {
    /// The file of a chain in a folder.
    pub fn path(folder: &Path, chain_id: &str) -> PathBuf {
        folder.join(format!("{chain_id}.json"))
    }

    /// The deployment of a chain.
    pub fn load(folder: &Path, chain_id: &str) -> Result<Self, DeploymentError> {
        let path = Self::path(folder, chain_id);
        let text = fs::read(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DeploymentError::Missing { path: path.clone() },
            _ => disk(&path, &error),
        })?;
        let file: Self =
            serde_json::from_slice(&text).map_err(|error| DeploymentError::Unreadable {
                path: path.clone(),
                reason: error.to_string(),
            })?;
        if file.chain_id != chain_id {
            return Err(DeploymentError::OtherChain {
                path,
                found: file.chain_id,
                expected: chain_id.to_string(),
            });
        }
        Ok(file)
    }

    /// Write it whole or not at all. Answers where.
    pub fn store(&self, folder: &Path) -> Result<PathBuf, DeploymentError> {
        let path = Self::path(folder, &self.chain_id);
        let text = serde_json::to_string_pretty(self);
        let text = text.map_err(|error| DeploymentError::Unreadable {
            path: path.clone(),
            reason: error.to_string(),
        })?;
        let new = path.with_extension("json.new");
        let written = fs::create_dir_all(folder).and_then(|()| {
            let mut file = fs::File::create(&new)?;
            file.write_all(text.as_bytes())?;
            file.write_all(b"\n")?;
            file.sync_all()?;
            fs::rename(&new, &path)
        });
        written.map_err(|error| disk(&path, &error))?;
        Ok(path)
    }
}

fn disk(path: &Path, error: &io::Error) -> DeploymentError {
    DeploymentError::Disk {
        path: path.to_path_buf(),
        reason: error.to_string(),
    }
}
