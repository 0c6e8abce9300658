//! Keys: from a private file, the environment or a prompt, and never from an argument.

use std::fmt;
use std::fs;
use std::io::IsTerminal;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bip39::Mnemonic;
use cosmrs::bip32::DerivationPath;
use cosmrs::crypto::secp256k1::SigningKey;
use cosmrs::crypto::PublicKey;
use thiserror::Error;

/// The path of the first account of a wallet, with the coin type that most chains use.
const PATH: &str = "m/44'/118'/0'/0/0";

/// The environment variable that may hold a mnemonic.
pub const MNEMONIC: &str = "MIRROR_MNEMONIC";

/// Where a mnemonic comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// A file that only its owner can read.
    File(PathBuf),
    /// The environment variable `MIRROR_MNEMONIC`.
    Environment,
    /// Typed at the terminal, without being shown.
    Prompt,
}

/// Why there is no key.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// The file can not be read.
    #[error("the key file {} can not be read: {reason}; name another with --key-file", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// Others than its owner can read the file.
    #[error(
        "the key file {} has mode {mode:04o}, so others may read it: run chmod 600 on it, and change the \
         key if they have", path.display()
    )]
    Open {
        /// The file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// The words are no mnemonic. The words are not told.
    #[error("what {from} holds is no mnemonic: {reason}")]
    NoMnemonic {
        /// Where they come from.
        from: String,
        /// What is wrong with them.
        reason: String,
    },
    /// There is nowhere to ask.
    #[error(
        "no key is named, and this is no terminal to ask for one: use --key-file, key_file in mirror.toml or \
         the variable MIRROR_MNEMONIC"
    )]
    NoTerminal,
    /// The prefix is no prefix of addresses.
    #[error("{prefix:?} is no prefix of addresses: {reason}")]
    BadPrefix {
        /// The prefix.
        prefix: String,
        /// The reason.
        reason: String,
    },
}

/// A private key. It is never shown.
#[derive(Clone)]
pub struct Key {
    signing: Arc<SigningKey>,
}

impl Key {
    /// The key of a source's mnemonic.
    pub fn load(source: &KeySource) -> Result<Self, KeyError> {
        match source {
            KeySource::File(path) => {
                Self::from_mnemonic(&private(path)?, &path.display().to_string())
            }
            KeySource::Environment => {
                let words = std::env::var(MNEMONIC).unwrap_or_default();
                Self::from_mnemonic(&words, MNEMONIC)
            }
            KeySource::Prompt => {
                if !std::io::stdin().is_terminal() {
                    return Err(KeyError::NoTerminal);
                }
                let words = rpassword::prompt_password("mnemonic (not shown): ");
                let words = words.map_err(|_| KeyError::NoTerminal)?;
                Self::from_mnemonic(&words, "the prompt")
            }
        }
    }

    /// The key of 12 to 24 English words; `from` says in an error where they come from.
    pub fn from_mnemonic(words: &str, from: &str) -> Result<Self, KeyError> {
        let bad = |reason: String| KeyError::NoMnemonic {
            from: from.to_string(),
            reason,
        };
        let mnemonic =
            Mnemonic::parse_normalized(&words.split_whitespace().collect::<Vec<_>>().join(" "));
        let mnemonic = mnemonic.map_err(|error| bad(told(error)))?;
        let path: DerivationPath = PATH
            .parse()
            .map_err(|_| bad("no key can be derived".to_string()))?;
        let signing = SigningKey::derive_from_path(mnemonic.to_seed_normalized(""), &path);
        let signing = signing.map_err(|_| bad("no key can be derived".to_string()))?;
        Ok(Self {
            signing: Arc::new(signing),
        })
    }

    /// Its account on chains with this prefix.
    pub fn address(&self, prefix: &str) -> Result<String, KeyError> {
        let account = self.public().account_id(prefix);
        let account = account.map_err(|error| KeyError::BadPrefix {
            prefix: prefix.to_string(),
            reason: error.to_string(),
        })?;
        Ok(account.to_string())
    }

    pub(crate) fn public(&self) -> PublicKey {
        self.signing.public_key()
    }

    pub(crate) fn signing(&self) -> &SigningKey {
        &self.signing
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(not shown)")
    }
}

/// The text of a file that only its owner can read.
fn private(path: &Path) -> Result<String, KeyError> {
    let unreadable = |error: std::io::Error| KeyError::Unreadable {
        path: path.to_path_buf(),
        reason: error.to_string(),
    };
    let mode = fs::metadata(path).map_err(unreadable)?.permissions().mode() & 0o7777;
    if mode & 0o077 != 0 {
        let path = path.to_path_buf();
        return Err(KeyError::Open { path, mode });
    }
    fs::read_to_string(path).map_err(unreadable)
}

/// What is wrong with words, without telling a word.
fn told(error: bip39::Error) -> String {
    match error {
        bip39::Error::BadWordCount(count) => {
            format!("it has {count} words, not 12, 15, 18, 21 or 24")
        }
        bip39::Error::UnknownWord(number) => format!("word {} is not in the list", number + 1),
        bip39::Error::InvalidChecksum => "its checksum is wrong, so a word is".to_string(),
        _ => "it can not be read".to_string(),
    }
}
