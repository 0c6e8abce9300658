//! A deployment that can begin: everything that can be checked beforehand is checked.

use std::path::PathBuf;

use mirror_chain::{Account, Config};
use mirror_deploy::Profile;

use super::artifacts::{self, Artifacts};
use super::birth::{BirthArguments, StartPrice};
use super::error::DeployError;
use super::people::People;
use super::profile;
use super::rehearsal::{rehearse, Rehearsed, Setting};
use super::salt::Name;
use crate::connection::{Connection, Session};
use crate::failure::Failure;

/// Everything that a deployment needs.
pub(super) struct Plan {
    pub(super) session: Session,
    pub(super) account: Account,
    pub(super) people: People,
    pub(super) profile: Profile,
    pub(super) artifacts: Artifacts,
    pub(super) name: Name,
    pub(super) rehearsed: Rehearsed,
    /// The folder of the deployment file.
    pub(super) folder: PathBuf,
    pub(super) journal: PathBuf,
}

impl Plan {
    /// Check what was asked for, without sending anything.
    pub(super) fn make(
        connection: &Connection,
        arguments: &BirthArguments,
    ) -> Result<Self, Failure> {
        let config = connection.config()?;
        if arguments.demo && !config.local {
            let chain_id = config.chain_id;
            return Err(DeployError::NotLocal { chain_id }.into());
        }
        let name = Name::new(arguments.name.as_deref()).map_err(DeployError::from)?;
        let artifacts = artifacts(&config, arguments.demo)?;
        let folder = match name.text() {
            "" => config.deployments.clone(),
            name => config.deployments.join(name),
        };
        let standard = || folder.join(format!("{}.journal", config.chain_id));
        let journal = arguments.journal.clone().unwrap_or_else(standard);

        let session = connection.open()?;
        let account = session.account()?;
        let people = People::near(&session.config);
        let profile = profile::load(arguments.profile.as_deref(), &session.config, &people)?;
        listed(&arguments.price, &profile)?;
        let setting = Setting {
            prefix: &session.config.bech32_prefix,
            sender: account.address(),
            artifacts: &artifacts,
            name: &name,
            now: session.run(session.node.status())?.time,
        };
        let rehearsed = rehearse(&setting, &profile)?;
        Ok(Self {
            session,
            account,
            people,
            profile,
            artifacts,
            name,
            rehearsed,
            folder,
            journal,
        })
    }

    /// What tells its parameters from others.
    pub(super) fn profile_digest(&self) -> Result<String, DeployError> {
        let profile = serde_json::to_vec(&self.profile);
        let profile = profile.map_err(|error| DeployError::Profile {
            profile: "as it was read".to_string(),
            reason: error.to_string(),
        })?;
        Ok(artifacts::digest(&profile))
    }

    /// The names of all steps, in order.
    pub(super) fn steps(&self) -> impl Iterator<Item = &str> {
        self.rehearsed.steps.iter().map(|step| step.name.as_str())
    }
}

/// A price is told of what the profile lists.
fn listed(prices: &[StartPrice], profile: &Profile) -> Result<(), DeployError> {
    let symbols = || profile.assets.iter().map(|asset| asset.symbol.as_str());
    let other = prices
        .iter()
        .find(|price| symbols().all(|symbol| symbol != price.symbol));
    match other {
        None => Ok(()),
        Some(other) => Err(DeployError::NotListed {
            given: other.symbol.clone(),
            listed: symbols().collect::<Vec<_>>().join(", "),
        }),
    }
}

/// The artifacts, which a demonstration builds where they are missing.
fn artifacts(config: &Config, builds: bool) -> Result<Artifacts, DeployError> {
    match Artifacts::survey(&config.artifacts) {
        Err(DeployError::Artifacts { .. }) if builds => {
            artifacts::build(&config.artifacts)?;
            Artifacts::survey(&config.artifacts)
        }
        surveyed => surveyed,
    }
}

#[cfg(test)]
mod tests {
    use mirror_deploy::LOCAL_PROFILE;

    use super::*;

    #[test]
    fn a_price_of_what_the_profile_does_not_list_is_refused() {
        let people = ["deployer", "feeder", "alice", "bob", "carol"];
        let people = people.map(|name| (name.to_string(), format!("wasm1{name}")));
        let profile = Profile::from_toml(LOCAL_PROFILE, &people.into()).unwrap();
        let price = |text: &str| vec![text.parse::<StartPrice>().unwrap()];

        assert_eq!(listed(&price("mTSLA=1"), &profile), Ok(()));
        let expected = DeployError::NotListed {
            given: "mIBM".to_string(),
            listed: "mAAPL, mGOOGL, mTSLA".to_string(),
        };
        assert_eq!(listed(&price("mIBM=1"), &profile), Err(expected));
    }
}
