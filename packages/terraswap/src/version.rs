//! What code a contract runs, and which code may follow it.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Response, StdError, Storage};
use thiserror::Error;

/// Any JSON object: the fields of former migrate messages are ignored.
#[cw_serde]
pub struct MigrateMsg {}

/// The stored code may not be followed by this one.
#[derive(Error, Debug, PartialEq)]
pub enum VersionError {
    /// The contract has no name and version in its store.
    #[error(transparent)]
    Std(#[from] StdError),

    /// Migrate the contract to code of its own kind.
    #[error("contract is {stored}, this is the code of {expected}")]
    OtherContract {
        /// Whose contract it is.
        stored: String,
        /// Whose code this is.
        expected: String,
    },

    /// Migrate to a version above the stored one.
    #[error("version {stored} can not be migrated to {new}: not an upgrade")]
    NotAnUpgrade {
        /// The contract's version.
        stored: String,
        /// This code's version.
        new: String,
    },

    /// A version is three numbers, as in 1.2.3.
    #[error("version {version} is not three numbers with points between")]
    NotAVersion {
        /// The text as it is stored.
        version: String,
    },
}

/// Store at instantiation which contract this is.
pub fn set(storage: &mut dyn Storage, name: &str, version: &str) -> Result<(), VersionError> {
    Ok(cw2::set_contract_version(storage, name, version)?)
}

/// Accept a migration only from an older version of the same contract.
pub fn upgrade(
    storage: &mut dyn Storage,
    name: &str,
    version: &str,
) -> Result<Response, VersionError> {
    let stored = cw2::get_contract_version(storage)?;

    if stored.contract != name {
        return Err(VersionError::OtherContract {
            stored: stored.contract,
            expected: name.to_string(),
        });
    }
    if parse(&stored.version)? >= parse(version)? {
        return Err(VersionError::NotAnUpgrade {
            stored: stored.version,
            new: version.to_string(),
        });
    }

    cw2::set_contract_version(storage, name, version)?;

    Ok(Response::new()
        .add_attribute("action", "migrate")
        .add_attribute("from_version", stored.version)
        .add_attribute("to_version", version))
}

/// The three numbers of a version, by which versions are compared. Ours have nothing behind the
/// numbers, and code that reads what semantic versioning allows there makes every artifact larger.
fn parse(version: &str) -> Result<[u32; 3], VersionError> {
    numbers(version).ok_or_else(|| VersionError::NotAVersion {
        version: version.to_string(),
    })
}

fn numbers(version: &str) -> Option<[u32; 3]> {
    let (major, rest) = version.split_once('.')?;
    let (minor, patch) = rest.split_once('.')?;
    Some([number(major)?, number(minor)?, number(patch)?])
}

/// Without a sign, which `parse` would take.
fn number(text: &str) -> Option<u32> {
    let has_digits_only = text.bytes().all(|byte| byte.is_ascii_digit());
    has_digits_only.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockStorage;

    use super::*;

    fn stored(name: &str, version: &str) -> MockStorage {
        let mut storage = MockStorage::new();
        set(&mut storage, name, version).unwrap();
        storage
    }

    #[test]
    fn an_older_version_of_the_same_contract_may_be_upgraded() {
        let mut storage = stored("mirror-oracle", "0.9.10");

        upgrade(&mut storage, "mirror-oracle", "0.10.0").unwrap();

        assert_eq!(
            "0.10.0",
            cw2::get_contract_version(&storage).unwrap().version
        );
    }

    #[test]
    fn the_same_or_a_newer_version_is_not_an_upgrade() {
        for new in ["0.10.0", "0.9.9"] {
            let refusal = upgrade(&mut stored("mirror-oracle", "0.10.0"), "mirror-oracle", new);

            assert_eq!(
                Err(VersionError::NotAnUpgrade {
                    stored: "0.10.0".into(),
                    new: new.into()
                }),
                refusal
            );
        }
    }

    #[test]
    fn another_contract_may_not_be_overwritten() {
        let refusal = upgrade(
            &mut stored("mirror-lock", "0.1.0"),
            "mirror-oracle",
            "0.2.0",
        );

        assert_eq!(
            Err(VersionError::OtherContract {
                stored: "mirror-lock".into(),
                expected: "mirror-oracle".into(),
            }),
            refusal
        );
    }

    #[test]
    fn a_version_that_is_none_is_refused() {
        for version in [
            "",
            "one",
            "1",
            "1.2",
            "1.2.",
            "1.2.-3",
            "1.2.x",
            "1.2.3.4",
            "1.2.3.x",
            "1.2.3-rc",
            "1.+2.3",
            "1.2.4294967296",
        ] {
            let refusal = upgrade(
                &mut stored("mirror-oracle", version),
                "mirror-oracle",
                "2.0.0",
            );

            assert_eq!(
                Err(VersionError::NotAVersion {
                    version: version.into()
                }),
                refusal
            );
        }
    }

    #[test]
    fn a_contract_that_never_said_what_it_is_is_refused() {
        let mut storage = MockStorage::new();
        let missing = cw2::get_contract_version(&storage).unwrap_err();

        let refusal = upgrade(&mut storage, "mirror-oracle", "0.2.0");

        assert_eq!(Err(VersionError::Std(missing)), refusal);
    }
}
