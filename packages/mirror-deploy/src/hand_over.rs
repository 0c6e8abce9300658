//! Step 13: the sender gives away what it owns (factory.md section 11).

use cosmwasm_std::Uint128;
use serde::Serialize;
use thiserror::Error;

use crate::chain::Chain;
use crate::deployment::Deployment;
use crate::rights::{rightful, rights, Kind, Rights};

mod readiness;

pub use readiness::Obstacle;

/// Why gov has not taken over, or not everything.
#[derive(Debug, Error)]
pub enum HandOverError<E> {
    /// The chain refused a message or a question. What is done by then stays done: repeat it.
    #[error("{0}")]
    Chain(E),

    /// Remove what is in the way and repeat it. Nothing was changed.
    #[error("gov can not take over yet: {}", listed(.0))]
    TooEarly(Vec<Obstacle>),

    /// Have whoever holds these rights give them away.
    #[error("not in the right hands: {}", named(.0))]
    Astray(Vec<Rights>),
}

impl<E> From<E> for HandOverError<E> {
    fn from(error: E) -> Self {
        Self::Chain(error)
    }
}

/// Give all that the sender still owns to gov, and the right to migrate to the admin manager.
///
/// Only once at least `least_stake` micro MIR are staked of which nobody has more than half, and no
/// poll is open or can still be executed: stake that comes after a poll can not vote in it, so
/// whoever staked first would decide it alone. Repeat it when it was interrupted.
pub fn hand_over<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    least_stake: Uint128,
) -> Result<(), HandOverError<C::Error>> {
    let at = &deployment.contracts;
    let obstacles = readiness::obstacles(chain, &at.gov, least_stake)?;
    if !obstacles.is_empty() {
        return Err(HandOverError::TooEarly(obstacles));
    }

    let sender = Some(chain.sender());
    let before = rights(chain, deployment)?;
    for right in before.iter().filter(|right| right.owner == sender) {
        give(chain, &right.address, &at.gov)?;
    }
    for right in before.iter().filter(|right| right.admin == sender) {
        chain.set_admin(&right.address, &at.admin_manager)?;
    }

    let astray = astray(chain, deployment)?;
    if !astray.is_empty() {
        return Err(HandOverError::Astray(astray));
    }
    Ok(())
}

/// Whatever has an owner and a configuration is given away by the same message.
fn give<C: Chain>(chain: &mut C, contract: &str, owner: &str) -> Result<(), C::Error> {
    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Give<'a> {
        UpdateConfig { owner: &'a str },
    }
    chain.execute(contract, &Give::UpdateConfig { owner }, &[])?;
    Ok(())
}

/// Rights that are not where they belong. A token that nobody can mint is in order.
fn astray<C: Chain>(chain: &mut C, deployment: &Deployment) -> Result<Vec<Rights>, C::Error> {
    let present = rights(chain, deployment)?;
    let expected = rightful(deployment);
    let is_astray = |(present, (kind, expected)): &(Rights, (Kind, Rights))| {
        let unmintable = *kind == Kind::Token && present.owner.is_none();
        let owner_is_right = present.owner == expected.owner || unmintable;
        !owner_is_right || present.admin != expected.admin
    };
    let astray = present.into_iter().zip(expected).filter(is_astray);
    Ok(astray.map(|(present, _)| present).collect())
}

fn listed(obstacles: &[Obstacle]) -> String {
    let texts: Vec<String> = obstacles.iter().map(Obstacle::to_string).collect();
    texts.join("; ")
}

fn named(rights: &[Rights]) -> String {
    let held = |holder: &Option<String>| holder.clone().unwrap_or_else(|| "nobody".to_string());
    let told = rights.iter().map(|right| {
        let (owner, admin) = (held(&right.owner), held(&right.admin));
        format!("{} (owner {owner}, admin {admin})", right.contract)
    });
    told.collect::<Vec<_>>().join(", ")
}
