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

#[cfg(test)]
mod tests {
    use serde_json::{json, Map, Value};

    use super::*;

    const CONTRACTS: &str = "factory gov mint staking oracle collateral_oracle collector community lock \
                             short_reward admin_manager limit_order airdrop uni_airdrop swap_factory \
                             router";
    const CODES: &str = "factory gov mint staking oracle collateral_oracle collector community lock \
                         short_reward admin_manager limit_order airdrop swap_factory pair router token";

    fn each(names: &str, value: &Value) -> Value {
        let all = names.split_whitespace();
        let all = all.map(|name| (name.to_string(), value.clone()));
        Value::Object(all.collect::<Map<_, _>>())
    }

    fn file(chain_id: &str) -> DeploymentFile {
        let whole = json!({
            "chain_id": chain_id,
            "rpc": ["http://127.0.0.1:26657"],
            "rest": null,
            "bech32_prefix": "wasm",
            "gas_price": "0.01uusd",
            "base_display": "USD",
            "base_exponent": 6,
            "base_denom": "uusd",
            "contracts": each(CONTRACTS, &json!("wasm1")),
            "mirror_token": "wasm1",
            "mirror_pair": "wasm1",
            "mirror_lp": "wasm1",
            "code_ids": each(CODES, &json!(1)),
            "assets": [],
            "block_height": 7,
        });
        serde_json::from_value(whole).unwrap()
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("deployments");

        let path = file("fake-1").store(&deep).unwrap();

        assert_eq!(path, deep.join("fake-1.json"));
        assert_eq!(DeploymentFile::load(&deep, "fake-1"), Ok(file("fake-1")));
    }

    #[test]
    fn a_file_that_is_not_there_is_told_with_what_makes_it() {
        let folder = tempfile::tempdir().unwrap();

        let told = DeploymentFile::load(folder.path(), "fake-1").unwrap_err();

        assert!(told.to_string().contains("deploy with `mirror deploy`"));
        let path = folder.path().join("fake-1.json");
        assert_eq!(told, DeploymentError::Missing { path });
    }

    #[test]
    fn a_file_of_another_chain_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let other = file("other-1").store(folder.path()).unwrap();
        let path = folder.path().join("fake-1.json");
        fs::rename(other, &path).unwrap();

        let told = DeploymentFile::load(folder.path(), "fake-1").unwrap_err();

        let expected = DeploymentError::OtherChain {
            path,
            found: "other-1".to_string(),
            expected: "fake-1".to_string(),
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn a_damaged_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = file("fake-1").store(folder.path()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, &text[..text.len() / 2]).unwrap();

        let told = DeploymentFile::load(folder.path(), "fake-1").unwrap_err();

        let is_told = matches!(&told, DeploymentError::Unreadable { path: at, .. } if *at == path);
        assert!(is_told, "{told:?}");
    }

    /// A folder stands where the new file is written first, as on a disk that takes nothing.
    #[test]
    fn a_file_that_can_not_be_written_leaves_the_old_one_whole() {
        let folder = tempfile::tempdir().unwrap();
        file("fake-1").store(folder.path()).unwrap();
        fs::create_dir(folder.path().join("fake-1.json.new")).unwrap();
        let newer = DeploymentFile {
            block_height: 8,
            ..file("fake-1")
        };

        let told = newer.store(folder.path()).unwrap_err();

        let path = folder.path().join("fake-1.json");
        let is_told = matches!(&told, DeploymentError::Disk { path: at, .. } if *at == path);
        assert!(is_told, "{told:?}");
        assert_eq!(
            DeploymentFile::load(folder.path(), "fake-1"),
            Ok(file("fake-1"))
        );
    }
}
