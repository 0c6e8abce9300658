//! Looks at codes, contracts and rights, and notes what differs.

use std::collections::BTreeSet;

use mirror_protocol::gov;
use serde::Serialize;

use super::finding::{Belonging, Finding};
use crate::chain::{Artifact, Chain};
use crate::deployment::Deployment;
use crate::hand_over::{as_born, astray, has_begun, running, Loan};
use crate::inspection::{members, noted_name, Member};
use crate::rights::{rightful, rights_where, Kind, Rights};

/// Contracts that run other code: what they answer is not to be relied on, so they are not asked.
pub(super) type Other = BTreeSet<String>;

/// What was compared so far.
#[derive(Default)]
pub(super) struct Look {
    pub(super) compared: usize,
    pub(super) findings: Vec<Finding>,
}

impl Look {
    /// Note a finding unless both values are the same.
    fn same<T: PartialEq>(&mut self, found: T, expected: T, finding: impl FnOnce(T, T) -> Finding) {
        self.compared = self.compared.saturating_add(1);
        if found != expected {
            self.findings.push(finding(found, expected));
        }
    }

    pub(super) fn parameter<T: PartialEq + Serialize>(
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
    pub(super) fn codes<C: Chain>(
        &mut self,
        chain: &mut C,
        deployment: &Deployment,
    ) -> Result<(), C::Error> {
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
    pub(super) fn contracts<C: Chain>(
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
    pub(super) fn gov<C: Chain>(
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
    pub(super) fn rights<C: Chain>(
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
