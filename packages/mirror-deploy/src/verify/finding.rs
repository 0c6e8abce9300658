//! What can be found.

use serde::Serialize;
use thiserror::Error;

/// Whom a protocol belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Belonging {
    /// To whoever deployed it, until it is handed over.
    Deployer(String),
    /// To gov, for good.
    Gov(String),
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// Stored code is not what was published. Find out who stored it; an upgrade changes the
    /// deployment file, too.
    #[error(
        "code {code_id} is not the published {artifact}: its checksum is {found}, not {expected}"
    )]
    Code {
        /// The artifact.
        artifact: &'static str,
        /// Its number on the chain.
        code_id: u64,
        /// The checksum of what the chain has.
        found: String,
        /// That of the published artifact.
        expected: String,
    },
    /// A contract runs other code, calls itself something else, or somebody else has made it.
    #[error("{contract} at {address}: {what} is {found}, not {expected}")]
    Contract {
        /// The contract's name in a deployment.
        contract: String,
        /// Its address.
        address: String,
        /// The property.
        what: &'static str,
        /// Its value on the chain.
        found: String,
        /// The value it should have.
        expected: String,
    },
    /// Somebody else owns a contract, or mints a token.
    #[error("{contract} at {address} belongs to {found}, not to {expected}")]
    Owner {
        /// The contract's name in a deployment.
        contract: String,
        /// Its address.
        address: String,
        /// Who owns it.
        found: String,
        /// Who should.
        expected: String,
    },
    /// Somebody else may migrate a contract.
    #[error("{found} may migrate {contract} at {address}, which is for {expected}")]
    Admin {
        /// The contract's name in a deployment.
        contract: String,
        /// Its address.
        address: String,
        /// Who may migrate it.
        found: String,
        /// Who should.
        expected: String,
    },
    /// Somebody may claim the right to migrate any contract.
    #[error("{address} may claim the right to migrate any contract until second {end_time}")]
    Lent {
        /// Who.
        address: String,
        /// Until when, in UNIX seconds, inclusive.
        end_time: u64,
    },
    /// A parameter is not that of the profile.
    #[error("{contract}: {key} is {found}, not {expected}")]
    Parameter {
        /// The contract's name in a deployment.
        contract: String,
        /// The parameter, as the contract calls it.
        key: String,
        /// Its value on the chain, as JSON.
        found: String,
        /// The profile's value.
        expected: String,
    },
}
