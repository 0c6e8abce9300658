//! Whether a deployment is what was published and decided: its codes, who holds which right, and every
//! parameter.

use std::collections::BTreeSet;

use cosmwasm_std::Uint128;
use mirror_protocol::gov;
use serde::Serialize;
use thiserror::Error;

use crate::chain::{Artifact, Chain};
use crate::deployment::Deployment;
use crate::hand_over::{as_born, astray, has_begun, running, stake, Loan, Obstacle, Stake};
use crate::inspection::{members, noted_name, Member};
use crate::profile::Profile;
use crate::rights::{rightful, rights_where, Kind, Rights};

mod parameters;

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

/// What a deployment looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whom it belongs to, by the owner of gov.
    pub belongs_to: Belonging,
    /// How many codes, contracts, rights and parameters were compared.
    pub compared: usize,
    /// What is not as it should be.
    pub findings: Vec<Finding>,
}

/// Compare a deployment with what was published, with the table of rights and with a profile. It
/// changes nothing and needs no right.
///
/// Before the hand-over everything has to belong to whoever made the contracts, after it to gov and
/// the admin manager: gov's owner tells which of the two is expected.
pub fn verify<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    profile: &Profile,
) -> Result<Report, C::Error> {
    let mut look = Look::default();
    look.codes(chain, deployment)?;
    let other = look.contracts(chain, deployment)?;
    let belongs_to = look.rights(chain, deployment, &other)?;
    parameters::compare(chain, deployment, profile, &other, &mut look)?;
    Ok(Report {
        belongs_to,
        compared: look.compared,
        findings: look.findings,
    })
}

/// How far a deployment is from its hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Readiness {
    /// Whom it belongs to now. If that is gov, the hand-over has begun and can only go on.
    pub belongs_to: Belonging,
    /// Who deployed it, and hands it over.
    pub deployer: String,
    /// The stake in gov.
    pub stake: Stake,
    /// What has to change before gov may take over.
    pub obstacles: Vec<Obstacle>,
    /// Codes, contracts and rights that are not as they should be. In a hand-over that was interrupted
    /// these are the rights that are left to give.
    pub findings: Vec<Finding>,
}

/// Everything that keeps a deployment from being handed over, at once. [`hand_over`](crate::hand_over())
/// itself stops at the first kind of it.
pub fn readiness<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    least_stake: Uint128,
) -> Result<Readiness, C::Error> {
    let mut look = Look::default();
    look.codes(chain, deployment)?;
    let other = look.contracts(chain, deployment)?;
    let belongs_to = look.rights(chain, deployment, &other)?;
    look.gov(chain, deployment, &other)?;
    let (stake, obstacles) = stake(chain, deployment, least_stake)?;
    Ok(Readiness {
        belongs_to,
        deployer: chain.contract(&deployment.contracts.factory)?.creator,
        stake,
        obstacles,
        findings: look.findings,
    })
}

/// Contracts that run other code: what they answer is not to be relied on, so they are not asked.
pub(crate) type Other = BTreeSet<String>;

/// What was compared so far.
#[derive(Default)]
struct Look {
    compared: usize,
    findings: Vec<Finding>,
}

impl Look {
    /// Note a finding unless both values are the same.
    fn same<T: PartialEq>(&mut self, found: T, expected: T, finding: impl FnOnce(T, T) -> Finding) {
        self.compared = self.compared.saturating_add(1);
        if found != expected {
            self.findings.push(finding(found, expected));
        }
    }

    fn parameter<T: PartialEq + Serialize>(
        &mut self,
        contract: &str,
        key: impl Into<String>,
        found: T,
        expected: T,
    ) {
        self.same(found, expected, |found, expected| Finding::Parameter {
            contract: contract.to_string(),
            key: key.into(),
            found: shown(&found),
            expected: shown(&expected),
        });
    }

    /// The code of every artifact is the published one.
    fn codes<C: Chain>(&mut self, chain: &mut C, deployment: &Deployment) -> Result<(), C::Error> {
        for artifact in Artifact::ALL {
            let code_id = deployment.code_ids.of(artifact);
            let stored = chain.checksum(code_id)?;
            let published = chain.published_checksum(artifact)?;
            self.same(stored, published, |found, expected| Finding::Code {
                artifact: artifact.name(),
                code_id,
                found,
                expected,
            });
        }
        Ok(())
    }

    /// Every contract runs published code, calls itself by its name, and is made by whom it should be.
    fn contracts<C: Chain>(
        &mut self,
        chain: &mut C,
        deployment: &Deployment,
    ) -> Result<Other, C::Error> {
        let maker = chain.contract(&deployment.contracts.factory)?.creator;
        let mut other = Other::new();
        for member in members(deployment) {
            let before = self.findings.len();
            let info = chain.contract(member.address)?;
            let stored = chain.checksum(info.code_id)?;
            let published = chain.published_checksum(member.artifact)?;
            self.contract(&member, "its code", stored, published);
            let noted = noted_name(chain, member.address)?;
            let name = member.artifact.contract_name();
            self.contract(&member, "its name", noted, name);
            if self.findings.len() > before {
                other.insert(member.name.clone());
            }
            let expected = member.maker.unwrap_or(&maker).to_string();
            self.contract(&member, "its maker", info.creator, expected);
        }
        Ok(other)
    }

    /// Gov names the admin manager and the token of this deployment.
    fn gov<C: Chain>(
        &mut self,
        chain: &mut C,
        deployment: &Deployment,
        other: &Other,
    ) -> Result<(), C::Error> {
        if other.contains("gov") {
            return Ok(());
        }
        let question = gov::QueryMsg::Config {};
        let config: gov::ConfigResponse = chain.query(&deployment.contracts.gov, &question)?;
        let manager = deployment.contracts.admin_manager.clone();
        self.parameter("gov", "admin_manager", config.admin_manager, manager);
        let token = deployment.mirror_token.clone();
        self.parameter("gov", "mirror_token", config.mirror_token, token);
        Ok(())
    }

    fn contract(
        &mut self,
        member: &Member<'_>,
        what: &'static str,
        found: String,
        expected: String,
    ) {
        self.same(found, expected, |found, expected| Finding::Contract {
            contract: member.name.clone(),
            address: member.address.to_string(),
            what,
            found,
            expected,
        });
    }

    /// Every right is where it should be, and no admin right is lent.
    fn rights<C: Chain>(
        &mut self,
        chain: &mut C,
        deployment: &Deployment,
        other: &Other,
    ) -> Result<Belonging, C::Error> {
        let is_asked = |right: &Rights| !other.contains(&right.contract);
        let present = rights_where(chain, deployment, is_asked)?;
        let deployer = chain.contract(&deployment.contracts.factory)?.creator;
        let (belongs_to, expected) = if has_begun(&present) {
            let gov = deployment.contracts.gov.clone();
            (Belonging::Gov(gov), rightful(deployment))
        } else {
            let born = as_born(deployment, &present, &deployer);
            (Belonging::Deployer(deployer), born)
        };
        for (present, expected) in present.iter().zip(&expected) {
            self.right(present, expected, other);
        }
        let manager = "admin_manager";
        if !other.contains(manager) {
            self.compared = self.compared.saturating_add(1);
            let loans = running(chain, &deployment.contracts.admin_manager)?;
            let lent = |Loan { address, end_time }| Finding::Lent { address, end_time };
            self.findings.extend(loans.into_iter().map(lent));
        }
        Ok(belongs_to)
    }

    fn right(&mut self, present: &Rights, expected: &(Kind, Rights), other: &Other) {
        let pair = (
            std::slice::from_ref(present),
            std::slice::from_ref(expected),
        );
        self.compared = self.compared.saturating_add(2);
        // What a token without a minter and what a right already given may be is decided there.
        if astray(pair.0, pair.1).is_empty() {
            return;
        }
        let (_, expected) = expected;
        let held = |holder: &Option<String>| holder.clone().unwrap_or_else(|| "nobody".to_string());
        if present.owner != expected.owner && !other.contains(&present.contract) {
            self.findings.push(Finding::Owner {
                contract: present.contract.clone(),
                address: present.address.clone(),
                found: held(&present.owner),
                expected: held(&expected.owner),
            });
        }
        if present.admin != expected.admin {
            self.findings.push(Finding::Admin {
                contract: present.contract.clone(),
                address: present.address.clone(),
                found: held(&present.admin),
                expected: held(&expected.admin),
            });
        }
    }
}

/// A value as it stands in JSON.
fn shown<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("unreadable ({error})"))
}
