//! Every parameter of a profile, compared with what the contracts answer.

use cosmwasm_std::Empty;
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::chain::Chain;
use crate::deployment::{Contracts, Deployment};
use crate::profile::Profile;
use crate::verify::look::{Look, Other};

mod assets;
mod governance;
mod market;
mod minting;
mod release;

/// What is asked and compared.
struct Parameters<'a, C> {
    chain: &'a mut C,
    deployment: &'a Deployment,
    profile: &'a Profile,
    other: &'a Other,
    look: &'a mut Look,
}

/// Compare every parameter of every contract that runs the published code.
pub(super) fn compare<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    profile: &Profile,
    other: &Other,
    look: &mut Look,
) -> Result<(), C::Error> {
    let mut parameters = Parameters {
        chain,
        deployment,
        profile,
        other,
        look,
    };
    parameters.release()?;
    parameters.governance()?;
    parameters.minting()?;
    parameters.market()?;
    parameters.assets()
}

impl<C: Chain> Parameters<'_, C> {
    fn at(&self) -> &Contracts {
        &self.deployment.contracts
    }

    /// Whether a contract can be asked.
    fn is_ours(&self, contract: &str) -> bool {
        !self.other.contains(contract)
    }

    /// The configuration of a contract.
    fn config<T: DeserializeOwned>(&mut self, address: &str) -> Result<T, C::Error> {
        /// What every contract with a configuration understands.
        #[derive(Serialize)]
        #[serde(rename_all = "snake_case")]
        enum Ask {
            Config(Empty),
        }
        self.chain.query(address, &Ask::Config(Empty {}))
    }

    /// Compare values of one contract, each by the name that the contract gives it.
    fn all<T: PartialEq + Serialize, const N: usize>(
        &mut self,
        contract: &str,
        values: [(&str, T, T); N],
    ) {
        for (key, found, expected) in values {
            self.look.parameter(contract, key, found, expected);
        }
    }

    fn one<T: PartialEq + Serialize>(&mut self, contract: &str, key: &str, found: T, expected: T) {
        self.look.parameter(contract, key, found, expected);
    }
}
