//! Step 14: the sender gives everything it owns to gov (factory.md section 11).

use cosmwasm_std::Uint128;
use serde::Serialize;
use thiserror::Error;

use crate::chain::{Chain, Transaction};
use crate::deployment::Deployment;
use crate::inspection::{inspect_bequest, Difference, Fault};
use crate::journal::Journal;
use crate::rights::{rightful, rights, Kind, Rights, ADMIN_MANAGER};
use crate::steps::{call, StepError, Steps};

mod loans;
mod readiness;

pub(crate) use loans::running;
pub(crate) use readiness::stake;

pub use loans::Loan;
pub use readiness::{Obstacle, Stake};

/// Why gov has not taken over, or not everything.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum HandOverError<E> {
    /// The chain refused a message or a question. What is done by then stays done: repeat it.
    #[error("{0:#}")]
    Chain(E),

    /// Mend the journal's storage and repeat it. Nothing was sent that is not in the journal.
    #[error("the journal could not be written: {0}")]
    NotWritten(String),

    /// Use the journal of this hand-over, or an empty one. Nothing was changed.
    #[error(
        "the journal is of another hand-over: its step \"{step}\" sent something else; use the \
         journal of this deployment, or an empty one"
    )]
    OtherHandOver {
        /// The first step that differs.
        step: String,
    },

    /// Correct the deployment, if it names wrong contracts or codes, or the contract itself. Nothing
    /// was changed.
    #[error("{0}: give it that back, or correct the deployment")]
    Unlike(Difference),

    /// Remove what is in the way and repeat it. Nothing was changed.
    #[error("gov can not take over yet: {}", listed(.0))]
    TooEarly(Vec<Obstacle>),

    /// Have the holders of these rights give them away, and repeat it. If gov did not own itself
    /// before, nothing was changed; otherwise everything was given away but what is named and the
    /// admin manager.
    #[error("not in the right hands: {}", named(.0))]
    Astray(Vec<Rights>),

    /// Wait until they have ended, see that nothing was claimed, and repeat it.
    #[error("the right to give contracts other code is lent: {}", lent(.0))]
    Lent(Vec<Loan>),
}

impl<E> From<Fault<E>> for HandOverError<E> {
    fn from(fault: Fault<E>) -> Self {
        match fault {
            Fault::Chain(error) => Self::Chain(error),
            Fault::Differs(difference) => Self::Unlike(difference),
        }
    }
}

impl<E> From<StepError<E>> for HandOverError<E> {
    fn from(error: StepError<E>) -> Self {
        match error {
            StepError::Chain(error) => Self::Chain(error),
            StepError::NotWritten(reason) => Self::NotWritten(reason),
            StepError::OtherStep { step } | StepError::Unreadable { name: step, .. } => {
                Self::OtherHandOver { step }
            }
        }
    }
}

impl<E> From<E> for HandOverError<E> {
    fn from(error: E) -> Self {
        Self::Chain(error)
    }
}

/// Give all that the sender owns to gov, and the right to migrate to the admin manager.
///
/// It begins only when gov is ready, which means at least `least_stake` micro MIR and a hundredth of
/// all that can ever exist are staked, by at least three, nobody with more than a third; and when
/// every contract is of published code and of one maker, every owner and every admin is as a birth
/// leaves them and no admin right is lent. Gov is given to itself first. From then on it can only go
/// on: repeat it when it was interrupted. The admin manager is given last, and only when all else is
/// in the right hands.
///
/// With the same journal it sends nothing twice: what was signed before is settled first, and then
/// the chain is asked what is left to give.
pub fn hand_over<C: Chain, J: Journal<C::Signed>>(
    chain: &mut C,
    deployment: &Deployment,
    least_stake: Uint128,
    journal: &mut J,
) -> Result<(), HandOverError<C::Error>> {
    let mut steps = Steps::new(chain, journal);
    settle(&mut steps, deployment)?;
    let chain = &mut *steps.chain;
    let sender = chain.sender();
    let before = rights(chain, deployment)?;
    let is_his = |right: &Rights| {
        let holders = [&right.owner, &right.admin].into_iter().flatten();
        holders.into_iter().any(|holder| *holder == sender)
    };
    // Also when it goes on after an interruption: by then the caller may name another deployment.
    if before.iter().any(is_his) {
        inspect_bequest(chain, deployment)?;
    }
    if !has_begun(&before) {
        let astray = astray(&before, &as_born(deployment, &before, &sender));
        if !astray.is_empty() {
            return Err(HandOverError::Astray(astray));
        }
        let loans = running(chain, &deployment.contracts.admin_manager)?;
        if !loans.is_empty() {
            return Err(HandOverError::Lent(loans));
        }
        let (_, obstacles) = stake(chain, deployment, least_stake)?;
        if !obstacles.is_empty() {
            return Err(HandOverError::TooEarly(obstacles));
        }
    }

    give_all(&mut steps, deployment, &before)?;
    give_manager(&mut steps, deployment)?;

    let left = astray(&rights(steps.chain, deployment)?, &rightful(deployment));
    if !left.is_empty() {
        return Err(HandOverError::Astray(left));
    }
    Ok(())
}

/// The names of all steps of a hand-over, in order.
pub fn hand_over_steps(deployment: &Deployment) -> Vec<String> {
    let gov = Some(&deployment.contracts.gov);
    let rightful = rightful(deployment);
    let owned = rightful
        .iter()
        .filter(|(kind, right)| *kind == Kind::Owned && right.owner.as_ref() == gov);
    let mut steps: Vec<String> = owned.map(|(_, right)| giving_step(right)).collect();
    let manager = steps.pop();
    let managed = rightful
        .iter()
        .filter(|(_, right)| right.admin.as_ref() == Some(&deployment.contracts.admin_manager));
    steps.extend(managed.map(|(_, right)| letting_migrate(deployment, right).0));
    steps.extend(manager);
    steps
}

/// Find out what became of everything that was signed before.
fn settle<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
    deployment: &Deployment,
) -> Result<(), HandOverError<C::Error>> {
    for (kind, right) in rightful(deployment) {
        if kind == Kind::Owned {
            let (step, give) = giving(steps.chain, deployment, &right)?;
            steps.settle(&step, &give)?;
        }
        let (step, set) = letting_migrate(deployment, &right);
        steps.settle(&step, &set)?;
    }
    Ok(())
}

/// Whether gov owns itself, which the first message brings about.
pub(crate) fn has_begun(rights: &[Rights]) -> bool {
    rights
        .first()
        .is_some_and(|gov| gov.owner.as_ref() == Some(&gov.address))
}

/// Give everything away but the admin manager, gov itself first.
fn give_all<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
    deployment: &Deployment,
    before: &[Rights],
) -> Result<(), HandOverError<C::Error>> {
    let sender = Some(steps.chain.sender());
    let owned = before.iter().filter(|right| right.owner == sender);
    for right in owned.filter(|right| right.contract != ADMIN_MANAGER) {
        let (step, give) = giving(steps.chain, deployment, right)?;
        steps.carry_out(&step, give)?;
    }
    for right in before.iter().filter(|right| right.admin == sender) {
        let (step, set) = letting_migrate(deployment, right);
        steps.carry_out(&step, set)?;
    }
    Ok(())
}

/// The message that gives a contract to gov, with the name of its step.
fn giving<C: Chain>(
    chain: &C,
    deployment: &Deployment,
    right: &Rights,
) -> Result<(String, Transaction), C::Error> {
    /// What any contract with an owner in its configuration understands.
    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Give<'a> {
        UpdateConfig { owner: &'a str },
    }

    let owner = &deployment.contracts.gov;
    if right.contract == ADMIN_MANAGER {
        let update = mirror_protocol::admin_manager::ExecuteMsg::UpdateOwner {
            owner: owner.clone(),
        };
        let give = call(chain, &right.address, &update)?;
        return Ok((giving_step(right), give));
    }
    let give = call(chain, &right.address, &Give::UpdateConfig { owner })?;
    Ok((giving_step(right), give))
}

fn giving_step(right: &Rights) -> String {
    if right.contract == ADMIN_MANAGER {
        return "give the admin manager to gov".to_string();
    }
    format!("give {} to gov", right.contract)
}

/// What gives the right to migrate a contract to the admin manager, with the name of its step.
fn letting_migrate(deployment: &Deployment, right: &Rights) -> (String, Transaction) {
    let set = Transaction::SetAdmin {
        contract: right.address.clone(),
        admin: deployment.contracts.admin_manager.clone(),
    };
    let step = format!("let the admin manager migrate {}", right.contract);
    (step, set)
}

/// Give the admin manager away, which is the last message. Its owner may lend the right to migrate
/// any contract, so all rights are checked once more before.
fn give_manager<C: Chain, J: Journal<C::Signed>>(
    steps: &mut Steps<'_, C, J>,
    deployment: &Deployment,
) -> Result<(), HandOverError<C::Error>> {
    let sender = steps.chain.sender();
    let present = rights(steps.chain, deployment)?;
    let Some(manager) = present.last().filter(|right| right.owner == Some(sender)) else {
        return Ok(());
    };
    let mut expected = rightful(deployment);
    if let Some((_, right)) = expected.last_mut() {
        right.owner = manager.owner.clone();
    }
    let astray = astray(&present, &expected);
    if !astray.is_empty() {
        return Err(HandOverError::Astray(astray));
    }
    let loans = running(steps.chain, &deployment.contracts.admin_manager)?;
    if !loans.is_empty() {
        return Err(HandOverError::Lent(loans));
    }

    let (step, give) = giving(steps.chain, deployment, manager)?;
    steps.carry_out(&step, give)?;
    Ok(())
}

/// The rights as a birth leaves them: the sender has what gov and the admin manager are to get. The
/// admin manager may have an admin right already, as the sender still owns the manager. Gov may own
/// nothing yet, since any poll could have used it.
pub(crate) fn as_born(
    deployment: &Deployment,
    present: &[Rights],
    sender: &str,
) -> Vec<(Kind, Rights)> {
    let at = &deployment.contracts;
    let of_sender = |holder: Option<String>, heir: &str| match holder {
        Some(holder) if holder == heir => Some(sender.to_string()),
        holder => holder,
    };
    let rightful = rightful(deployment).into_iter().zip(present);
    let born = rightful.map(|((kind, right), present)| {
        let owner = of_sender(right.owner.clone(), &at.gov);
        let admin = if present.admin == right.admin {
            right.admin.clone()
        } else {
            of_sender(right.admin.clone(), &at.admin_manager)
        };
        (
            kind,
            Rights {
                owner,
                admin,
                ..right
            },
        )
    });
    born.collect()
}

/// Rights that somebody else has than should. A token without a minter is in order.
pub(crate) fn astray(present: &[Rights], expected: &[(Kind, Rights)]) -> Vec<Rights> {
    let is_astray = |(present, (kind, expected)): &(&Rights, &(Kind, Rights))| {
        let unmintable = *kind == Kind::Token && present.owner.is_none();
        let owner_is_right = present.owner == expected.owner || unmintable;
        !owner_is_right || present.admin != expected.admin
    };
    let astray = present.iter().zip(expected).filter(is_astray);
    astray.map(|(present, _)| present.clone()).collect()
}

fn listed(obstacles: &[Obstacle]) -> String {
    let texts: Vec<String> = obstacles.iter().map(Obstacle::to_string).collect();
    texts.join("; ")
}

fn lent(loans: &[Loan]) -> String {
    let told = loans
        .iter()
        .map(|loan| format!("to {} until second {}", loan.address, loan.end_time));
    told.collect::<Vec<_>>().join(", ")
}

fn named(rights: &[Rights]) -> String {
    let held = |holder: &Option<String>| holder.clone().unwrap_or_else(|| "nobody".to_string());
    let told = rights.iter().map(|right| {
        let (owner, admin) = (held(&right.owner), held(&right.admin));
        format!("{} (owner {owner}, admin {admin})", right.contract)
    });
    told.collect::<Vec<_>>().join(", ")
}
