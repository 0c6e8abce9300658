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
    #[error("the key file {} can not be read: {reason}; name another with --key-file or `key_file`", path.display())]
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of the standard's test vectors.
    const TWELVE: &str = "abandon abandon abandon abandon abandon abandon abandon abandon abandon \
                          abandon abandon about";
    const TWENTY_FOUR: &str = "abandon abandon abandon abandon abandon abandon abandon abandon \
                               abandon abandon abandon abandon abandon abandon abandon abandon \
                               abandon abandon abandon abandon abandon abandon abandon art";

    fn refused(words: &str) -> String {
        match Key::from_mnemonic(words, "the test").unwrap_err() {
            KeyError::NoMnemonic { from, reason } => {
                assert_eq!(from, "the test");
                reason
            }
            other => panic!("{other:?}"),
        }
    }

    fn file(folder: &tempfile::TempDir, text: &str, mode: u32) -> PathBuf {
        let path = folder.path().join(format!("{mode:o}"));
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path
    }

    /// The addresses are those that the chain's own program derives of the same words.
    #[test]
    fn words_lead_to_the_address_that_every_wallet_shows() {
        for (words, prefix, address) in [
            (
                TWELVE,
                "cosmos",
                "cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4",
            ),
            (
                TWELVE,
                "wasm",
                "wasm19rl4cm2hmr8afy4kldpxz3fka4jguq0akuugk7",
            ),
            (
                TWENTY_FOUR,
                "wasm",
                "wasm1r5v5srda7xfth3hn2s26txvrcrntldju3hkw75",
            ),
        ] {
            let key = Key::from_mnemonic(words, "the test").unwrap();
            assert_eq!(key.address(prefix), Ok(address.to_string()));
        }
    }

    #[test]
    fn words_may_stand_on_several_lines() {
        let lines = format!("  {}\n\n", TWELVE.replace(' ', "\n"));

        let key = Key::from_mnemonic(&lines, "the test").unwrap();

        let same = Key::from_mnemonic(TWELVE, "the test").unwrap();
        assert_eq!(key.address("wasm"), same.address("wasm"));
    }

    #[test]
    fn what_is_wrong_with_words_is_told_without_a_word() {
        assert_eq!(refused(""), "it has 0 words, not 12, 15, 18, 21 or 24");
        assert_eq!(
            refused("abandon abandon"),
            "it has 2 words, not 12, 15, 18, 21 or 24"
        );
        let misspelt = TWELVE.replace("about", "abuot");
        assert_eq!(refused(&misspelt), "word 12 is not in the list");
        let swapped = TWELVE.replace("about", "abandon");
        assert_eq!(refused(&swapped), "its checksum is wrong, so a word is");
    }

    #[test]
    fn a_file_that_others_may_read_is_refused_whoever_they_are() {
        let folder = tempfile::tempdir().unwrap();
        for mode in [0o644, 0o640, 0o620, 0o604, 0o601] {
            let path = file(&folder, TWELVE, mode);

            let told = Key::load(&KeySource::File(path.clone())).unwrap_err();

            assert!(told.to_string().contains("run chmod 600 on it"));
            assert_eq!(told, KeyError::Open { path, mode });
        }
    }

    #[test]
    fn a_file_of_ones_own_is_read() {
        let folder = tempfile::tempdir().unwrap();
        for mode in [0o600, 0o400] {
            let path = file(&folder, &format!("{TWELVE}\n"), mode);

            let key = Key::load(&KeySource::File(path)).unwrap();

            let same = Key::from_mnemonic(TWELVE, "the test").unwrap();
            assert_eq!(key.address("wasm"), same.address("wasm"));
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_told() {
        let path = PathBuf::from("/nowhere/key");

        let told = Key::load(&KeySource::File(path.clone())).unwrap_err();

        let reason = "No such file or directory (os error 2)".to_string();
        assert_eq!(told, KeyError::Unreadable { path, reason });
    }

    #[test]
    fn a_prefix_that_addresses_can_not_have_is_told() {
        let key = Key::from_mnemonic(TWELVE, "the test").unwrap();

        let told = key.address("Wasm1").unwrap_err();

        assert!(matches!(told, KeyError::BadPrefix { prefix, .. } if prefix == "Wasm1"));
    }

    #[test]
    fn a_key_is_not_shown() {
        let key = Key::from_mnemonic(TWELVE, "the test").unwrap();

        assert_eq!(format!("{key:?}"), "Key(not shown)");
    }

    /// Tests have no terminal.
    #[test]
    fn without_a_terminal_nobody_is_asked() {
        if std::io::stdin().is_terminal() {
            return;
        }

        let told = Key::load(&KeySource::Prompt).unwrap_err();

        assert_eq!(told, KeyError::NoTerminal);
    }
}
