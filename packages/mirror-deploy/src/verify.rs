//! Whether a deployment is what was published and decided: its codes, who holds which right, and every
//! parameter.

use cosmwasm_std::Uint128;
use serde::Serialize;

use crate::chain::Chain;
use crate::deployment::Deployment;
use crate::hand_over::{stake, Obstacle, Stake};
use crate::profile::Profile;

mod finding;
mod look;
mod parameters;

pub use finding::{Belonging, Finding};
use look::Look;

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
    /// what is left to give is among them.
    pub findings: Vec<Finding>,
}

impl Readiness {
    /// Whether the hand-over has begun: from then on it can only go on, whoever stakes.
    pub fn has_begun(&self) -> bool {
        matches!(self.belongs_to, Belonging::Gov(_))
    }

    /// Whether gov has everything.
    pub fn is_over(&self) -> bool {
        self.has_begun() && self.findings.is_empty()
    }

    /// Whether nothing is in the way: the hand-over is over, or may begin or go on.
    pub fn is_ready(&self) -> bool {
        let is_allowed = self.has_begun() || self.obstacles.is_empty();
        is_allowed && self.in_the_way().next().is_none()
    }

    /// The findings that a hand-over mends by going on: what whoever deployed it still has.
    pub fn left(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| self.is_left(finding))
    }

    /// The findings that somebody has to mend before.
    pub fn in_the_way(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| !self.is_left(finding))
    }

    fn is_left(&self, finding: &Finding) -> bool {
        let holder = match finding {
            Finding::Owner { found, .. } | Finding::Admin { found, .. } => found,
            _ => return false,
        };
        self.has_begun() && *holder == self.deployer
    }
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
