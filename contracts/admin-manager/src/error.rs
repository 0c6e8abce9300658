//! Every way in which the admin manager refuses.

use cosmwasm_std::StdError;
use terraswap::funds::FundsError;
use terraswap::version::VersionError;
use thiserror::Error;

#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    // Inherited
    #[error(transparent)]
    Std(#[from] StdError),

    #[error(transparent)]
    Funds(#[from] FundsError),

    #[error(transparent)]
    Version(#[from] VersionError),

    // Rights
    /// Only the owner decides, and only an authorised account claims.
    #[error("Unauthorized")]
    Unauthorized {},

    /// Ask the owner to authorise you again.
    #[error("Unauthorized: the authorisation ended at {claim_end}")]
    AuthorisationEnded { claim_end: u64 },

    /// Whoever had this right would have the rights over all other contracts for ever.
    #[error("Unauthorized: the manager's own admin right is not lent")]
    OwnAdminRight {},

    // Input
    /// Choose a period above 0.
    #[error("admin_claim_period must be greater than 0")]
    PeriodZero {},

    /// Choose a shorter period: the end of the authorisation has to fit a clock of 64 bits.
    #[error("the end of a claim period of {admin_claim_period} seconds does not fit")]
    ClaimEndOverflow { admin_claim_period: u64 },

    /// Name 1 to 20 contracts, and the others in another message.
    #[error("Invalid migrations: {received} entries, there are 1 to {most}")]
    WrongNumberOfMigrations { received: usize, most: usize },

    /// Name the contract by its address.
    #[error("Invalid migrations: {contract:?} is no address: {reason}")]
    NotAContract { contract: String, reason: StdError },

    /// Name each contract once.
    #[error("Invalid migrations: {contract} is named more than once")]
    DuplicateContract { contract: String },
}
