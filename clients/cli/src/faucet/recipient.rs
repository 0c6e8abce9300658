//! Who is paid.

use std::path::Path;

use super::error::BadInput;
use crate::airdrop::{check_address, AddressFault};
use crate::local_keys;

/// The address that a text stands for: itself, or that of the network's key of this name.
pub(super) fn find(text: &str, keys: Option<&Path>, prefix: &str) -> Result<String, BadInput> {
    // Without a folder there are no names.
    let names = keys.and_then(|folder| local_keys::names(folder).ok());
    let names = names.unwrap_or_default();
    if let Some(folder) = keys.filter(|_| names.iter().any(|name| name == text)) {
        return Ok(local_keys::load(folder, text)?.address(prefix)?);
    }
    let text = text.to_string();
    match check_address(&text, prefix) {
        Ok(()) => Ok(text),
        Err(AddressFault::Prefix { found, expected }) => Err(BadInput::OtherPrefix {
            text,
            found,
            expected,
        }),
        Err(fault) => Err(BadInput::NoRecipient {
            text,
            keys: names.join(", "),
            fault,
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const ALICE: &str = "wasm1jwn563uc9zeejpln2jp58hg4ehsuteqx02pcsu";

    fn refused(text: &str) -> BadInput {
        find(text, None, "wasm").unwrap_err()
    }

    #[test]
    fn an_address_of_the_chain_stands_for_itself() {
        assert_eq!(find(ALICE, None, "wasm").unwrap(), ALICE);
    }

    #[test]
    fn an_address_of_another_chain_is_refused_by_name() {
        let refused = find(ALICE, None, "mirror").unwrap_err();

        assert_eq!(
            refused.to_string(),
            format!(
                "{ALICE} is an address of wasm, and the addresses of this chain begin with mirror1"
            )
        );
    }

    #[test]
    fn a_mistyped_address_is_refused_before_anything_is_sent() {
        let mistyped = ALICE.replace("jwn", "jwm");

        assert!(matches!(
            refused(&mistyped),
            BadInput::NoRecipient {
                fault: AddressFault::Checksum,
                ..
            }
        ));
    }

    /// Its mnemonic and address are those of the local network's list.
    #[test]
    fn a_key_of_the_network_is_named() {
        use std::io::Write;
        use std::os::unix::fs::OpenOptionsExt;

        let folder = std::env::temp_dir().join(format!("mirror-keys-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(folder.join("alice.mnemonic"));
        let words = "differ discover ethics try rare below song east state tornado shallow guitar \
            jelly heart typical auto oval boat negative quantum forget foot hedgehog hero";
        writeln!(file.unwrap(), "{words}").unwrap();

        let found = find("alice", Some(&folder), "wasm");
        let unknown = find("mallory", Some(&folder), "wasm");

        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found.unwrap(), ALICE);
        let told = unknown.unwrap_err().to_string();
        assert!(told.contains("(alice)"), "{told}");
    }
}
