//! New code for a protocol that gov owns: what has changed, the codes stored, the polls prepared.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::from_json;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::chain::{Artifact, Chain};
use crate::deployment::Deployment;
use crate::inspection::{members, CONTRACT_INFO};
use crate::journal::Journal;
use crate::steps::{StepError, Steps};
use crate::store::{store, OtherCode, StoreError};

mod polls;

pub use polls::{propose, Poll, Proposed};

/// Why new code was not stored, or not proposed. What is done by then stays done: mend the reason and
/// go on with the same journal.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UpgradeError<E> {
    /// The chain refused a transaction or a question, or did not answer.
    #[error("{0:#}")]
    Chain(E),

    /// Mend the journal's storage. Nothing was sent that is not in the journal.
    #[error("the journal could not be written: {0}")]
    NotWritten(String),

    /// Use the journal of this upgrade, or an empty one.
    #[error(
        "the journal is of another upgrade: its step \"{step}\" sent something else; use the journal of \
         this one, or an empty one"
    )]
    OtherUpgrade {
        /// The first step that differs.
        step: String,
    },

    /// Fetch the published artifact.
    #[error("{0}; fetch the artifact, and use an empty journal")]
    OtherCode(OtherCode),
}

impl<E> From<E> for UpgradeError<E> {
    fn from(error: E) -> Self {
        Self::Chain(error)
    }
}

impl<E> From<StepError<E>> for UpgradeError<E> {
    fn from(error: StepError<E>) -> Self {
        match error {
            StepError::Chain(error) => Self::Chain(error),
            StepError::NotWritten(reason) => Self::NotWritten(reason),
            StepError::OtherStep { step } | StepError::Unreadable { name: step, .. } => {
                Self::OtherUpgrade { step }
            }
        }
    }
}

impl<E> From<StoreError<E>> for UpgradeError<E> {
    fn from(error: StoreError<E>) -> Self {
        match error {
            StoreError::Step(error) => error.into(),
            StoreError::Other(other) => Self::OtherCode(other),
        }
    }
}

/// An artifact of which the chain runs other code than what is published now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The artifact.
    pub artifact: Artifact,
    /// The checksum that is published now.
    pub published: String,
    /// The code on the chain with that checksum, if it is stored already.
    pub code_id: Option<u64>,
}

/// A contract that runs other code than what is published now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Migration {
    /// Its name in a deployment.
    pub contract: String,
    /// Its address.
    pub address: String,
    /// Its artifact.
    pub artifact: Artifact,
    /// The number of the code that it runs.
    pub code_id: u64,
    /// The version that it has noted. A migration is refused unless the new code's is higher.
    pub version: Option<String>,
    /// How it can get other code.
    pub way: Way,
}

/// How a contract gets other code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// By the admin manager.
    Manager,
    /// By the pair factory, its admin.
    PairFactory,
    /// Not at all: a token has no admin. Only later tokens get the new code.
    Never,
}

/// A contract that makes others of code that is not what is published now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Maker {
    /// Its name in a deployment: factory or swap_factory.
    pub contract: String,
    /// The artifact of what it makes.
    pub artifact: Artifact,
    /// The number of the code that it takes.
    pub code_id: u64,
}

/// What has changed since the contracts got their code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Survey {
    /// The artifacts that have to be on the chain for it.
    pub changes: Vec<Change>,
    /// The contracts that run other code.
    pub migrations: Vec<Migration>,
    /// The contracts that make later tokens and pairs of other code.
    pub makers: Vec<Maker>,
}

impl Survey {
    /// Whether everything that can get the published code has it.
    pub fn is_complete(&self) -> bool {
        self.changes.is_empty()
    }

    /// Those contracts whose migration would be refused, as the new code has no higher version.
    pub fn refused_at<'a>(&'a self, version: &'a str) -> impl Iterator<Item = &'a Migration> {
        let new = numbers(version);
        self.migrations.iter().filter(move |migration| {
            let present = migration.version.as_deref().and_then(numbers);
            migration.way != Way::Never && present.is_none_or(|present| new <= Some(present))
        })
    }
}

/// The three numbers of a version.
fn numbers(version: &str) -> Option<[u32; 3]> {
    let numbers: Result<Vec<u32>, _> = version.split('.').map(str::parse).collect();
    numbers.ok()?.try_into().ok()
}

/// Who makes pairs and LP tokens, and who makes mAssets.
const SWAP_FACTORY: &str = "swap_factory";
const FACTORY: &str = "factory";

/// Compare the code that every contract runs with what is published now. It changes nothing.
pub fn survey<C: Chain>(chain: &mut C, deployment: &Deployment) -> Result<Survey, C::Error> {
    let mut migrations = vec![];
    for member in members(deployment) {
        let code_id = chain.contract(member.address)?.code_id;
        if is_published(chain, member.artifact, code_id)? {
            continue;
        }
        migrations.push(Migration {
            version: version(chain, member.address)?,
            contract: member.name,
            address: member.address.to_string(),
            artifact: member.artifact,
            code_id,
            way: match member.artifact {
                Artifact::TerraswapToken => Way::Never,
                Artifact::TerraswapPair => Way::PairFactory,
                _ => Way::Manager,
            },
        });
    }
    let makers = makers(chain, deployment)?;
    let movable = migrations.iter().filter(|entry| entry.way != Way::Never);
    let changed: BTreeSet<Artifact> = movable
        .map(|entry| entry.artifact)
        .chain(makers.iter().map(|maker| maker.artifact))
        .collect();
    let mut changes = vec![];
    for artifact in changed {
        changes.push(Change {
            artifact,
            published: chain.published_checksum(artifact)?,
            code_id: chain.published_code(artifact)?,
        });
    }
    Ok(Survey {
        changes,
        migrations,
        makers,
    })
}

/// The numbers of the published codes that the contracts run now, for a deployment file that names
/// former ones.
pub fn codes_in_use<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
) -> Result<BTreeMap<Artifact, u64>, C::Error> {
    let mut codes = BTreeMap::new();
    for member in members(deployment) {
        let code_id = chain.contract(member.address)?.code_id;
        if is_published(chain, member.artifact, code_id)? {
            codes.insert(member.artifact, code_id);
        }
    }
    // Tokens that exist keep their code; later ones are made of this.
    let config = mirror_protocol::factory::QueryMsg::Config {};
    let factory = &deployment.contracts.factory;
    let factory: mirror_protocol::factory::ConfigResponse = chain.query(factory, &config)?;
    let token = Artifact::TerraswapToken;
    if is_published(chain, token, factory.token_code_id)? {
        codes.insert(token, factory.token_code_id);
    }
    Ok(codes)
}

fn is_published<C: Chain>(
    chain: &mut C,
    artifact: Artifact,
    code_id: u64,
) -> Result<bool, C::Error> {
    let published = chain.published_checksum(artifact)?;
    Ok(chain.checksum(code_id)? == published)
}

/// Who makes tokens and pairs of other code than what is published now.
fn makers<C: Chain>(chain: &mut C, deployment: &Deployment) -> Result<Vec<Maker>, C::Error> {
    use mirror_protocol::factory as listing;
    use terraswap::factory as pairs;

    let at = &deployment.contracts;
    let config = listing::QueryMsg::Config {};
    let listing: listing::ConfigResponse = chain.query(&at.factory, &config)?;
    let config = pairs::QueryMsg::Config {};
    let pairs: pairs::ConfigResponse = chain.query(&at.swap_factory, &config)?;
    let (token, pair) = (Artifact::TerraswapToken, Artifact::TerraswapPair);
    let mut makers = vec![];
    for (contract, artifact, code_id) in [
        (SWAP_FACTORY, token, pairs.token_code_id),
        (SWAP_FACTORY, pair, pairs.pair_code_id),
        (FACTORY, token, listing.token_code_id),
    ] {
        if !is_published(chain, artifact, code_id)? {
            makers.push(Maker {
                contract: contract.to_string(),
                artifact,
                code_id,
            });
        }
    }
    Ok(makers)
}

/// The version that a contract has noted (cw2).
fn version<C: Chain>(chain: &mut C, contract: &str) -> Result<Option<String>, C::Error> {
    #[derive(Deserialize)]
    struct Noted {
        version: String,
    }
    let noted = chain.stored(contract, CONTRACT_INFO)?;
    let noted: Option<Noted> = noted.and_then(|noted| from_json(noted).ok());
    Ok(noted.map(|noted| noted.version))
}

/// Store the code of every artifact that has changed, and answer the numbers. With the same journal
/// each is stored once; code that is on the chain already is not stored again.
pub fn store_changed<C: Chain, J: Journal<C::Signed>>(
    chain: &mut C,
    survey: &Survey,
    journal: &mut J,
) -> Result<BTreeMap<Artifact, u64>, UpgradeError<C::Error>> {
    let mut steps = Steps::new(chain, journal);
    let mut codes = BTreeMap::new();
    for change in &survey.changes {
        let code_id = store(&mut steps, change.artifact)?;
        codes.insert(change.artifact, code_id);
    }
    Ok(codes)
}
