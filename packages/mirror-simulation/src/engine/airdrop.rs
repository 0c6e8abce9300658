//! The airdrop to LUNA stakers: who was promised what, and what has been claimed.

use cosmwasm_std::{Addr, Uint128};
use mirror_deploy::PlannedStage;
use mirror_merkle::{leaf, Tree};

use super::person::Person;
use crate::error::SimulationError;

/// Somebody who had staked LUNA.
pub(super) struct Holder {
    pub(super) address: Addr,
    /// None: never claims.
    pub(super) person: Option<Person>,
    pub(super) staked: u128,
}

/// What somebody may claim of a stage.
#[derive(Clone)]
pub(super) struct Claim {
    pub(super) person: Person,
    pub(super) amount: Uint128,
    pub(super) proof: Vec<String>,
}

/// A registered list.
pub(super) struct Stage {
    pub(super) number: u8,
    pub(super) left: Uint128,
    pub(super) expires: u64,
    pub(super) waiting: Vec<Claim>,
}

/// The airdrop to LUNA stakers, stage by stage.
#[derive(Default)]
pub(super) struct Airdrop {
    pub(super) holders: Vec<Holder>,
    pub(super) stages: Vec<Stage>,
    /// The stages to come, the next one last.
    pub(super) planned: Vec<PlannedStage>,
    /// Whether the operator may register.
    pub(super) is_lent: bool,
}

impl Holder {
    pub(super) fn new(person: Person, staked: u128) -> Self {
        Self {
            address: person.address.clone(),
            person: Some(person),
            staked,
        }
    }
}

impl Airdrop {
    /// What each holder gets of a stage, rounded down, without those who get nothing; holders by position.
    pub(super) fn amounts(&self, total: Uint128) -> Vec<(usize, Uint128)> {
        let all: u128 = self.holders.iter().map(|holder| holder.staked).sum();
        let part = |holder: &Holder| total.multiply_ratio(holder.staked, all.max(1));
        let parts = self.holders.iter().map(part).enumerate();

        parts.filter(|(_, amount)| !amount.is_zero()).collect()
    }

    /// The oldest claim that somebody has not made, and the place of its stage.
    pub(super) fn waiting(&self, person: &Person, now: u64) -> Option<(usize, Claim)> {
        let open = self.stages.iter().enumerate();

        open.filter(|(_, stage)| now < stage.expires)
            .find_map(|(place, stage)| {
                let mut claims = stage.waiting.iter();
                let own = claims.find(|claim| claim.person.account == person.account)?;
                Some((place, own.clone()))
            })
    }
}

pub(super) fn tree(leaves: Vec<mirror_merkle::Hash>) -> Result<Tree, SimulationError> {
    Tree::new(leaves).map_err(|error| SimulationError::Deployment {
        reason: error.to_string(),
    })
}

pub(super) fn proof(tree: &Tree, address: &str, amount: Uint128) -> Vec<String> {
    let proof = tree.proof(&leaf(address, amount)).unwrap_or_default();

    proof.iter().map(ToString::to_string).collect()
}
