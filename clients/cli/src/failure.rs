//! The one place that prints errors and picks exit codes.

use std::process::ExitCode;

use mirror_bots::frame::FrameError;
use mirror_chain::deployment::DeploymentError;
use mirror_chain::{ChainError, Faults, KeyError};
use mirror_index::read::ReadError;
use mirror_simulation::error::SimulationError;
use thiserror::Error;

use crate::airdrop;
use crate::bench;
use crate::deploy::DeployError;
use crate::faucet;
use crate::feed;
use crate::message::names::Names;
use crate::message::problem::Problem;
use crate::screen;
use crate::simulate::BadInput;

/// Why a command did not do what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Failure {
    /// Something to mend in what the user wrote.
    #[error(transparent)]
    BadInput(#[from] BadInput),
    /// The same in a list, or in the proofs that were to be verified.
    #[error(transparent)]
    Airdrop(#[from] airdrop::BadInput),
    /// The same in what a bench was asked for.
    #[error(transparent)]
    Bench(#[from] bench::BadInput),
    /// The same in what the faucet was asked for.
    #[error(transparent)]
    Faucet(#[from] faucet::BadInput),
    /// The same in what was said to the feeder.
    #[error(transparent)]
    Feed(#[from] feed::BadInput),
    /// A run that could not be carried out.
    #[error(transparent)]
    Simulation(#[from] SimulationError),
    /// A step that no rule forbids was refused, or a contract did not answer.
    #[error("an attack could not be replayed: {reason}")]
    Attacks {
        /// What was refused, and why.
        reason: String,
    },
    /// A configuration that can not be used.
    #[error(transparent)]
    Configuration(#[from] Faults),
    /// A key that can not be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// No deployment to work with.
    #[error(transparent)]
    Deployment(#[from] DeploymentError),
    /// The chain refused, or did not answer.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// Not a failure: the configuration was asked for, and nothing else.
    #[error("{config}")]
    Dumped {
        /// What holds, as a file.
        config: String,
    },
    /// A protocol that was not put on a chain.
    #[error(transparent)]
    Deploy(Box<DeployError>),
    /// A message that was not sent or carried out, or a question that was not answered.
    #[error(transparent)]
    Message(Box<Problem>),
    /// A service that did not come up.
    #[error(transparent)]
    Service(#[from] FrameError),
    /// Blocks that were not read into the index.
    #[error(transparent)]
    Index(#[from] ReadError),
    /// The system gives nothing to wait on the network with.
    #[error("the system can not wait for the network: {reason}")]
    NoRuntime {
        /// What it says.
        reason: String,
    },
}

impl From<DeployError> for Failure {
    fn from(error: DeployError) -> Self {
        Self::Deploy(Box::new(error))
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Message(Box::new(problem))
    }
}

impl Failure {
    /// The contract's own refusal in what the chain says, if there is one; `called` names the codes that
    /// the message came to.
    pub(crate) fn of_contract(error: ChainError, called: &[&str], names: &Names) -> Self {
        let problem = error
            .refusal()
            .and_then(|whole| Problem::in_words(whole, called, names));
        match (problem, error) {
            (Some(problem), ChainError::Refused { hash, .. }) => problem.with_hash(hash).into(),
            (Some(problem), _) => problem.into(),
            (None, error) => Self::Chain(error),
        }
    }

    fn code(&self) -> u8 {
        match self {
            Self::BadInput(_)
            | Self::Airdrop(_)
            | Self::Bench(_)
            | Self::Faucet(_)
            | Self::Feed(_)
            | Self::Configuration(_)
            | Self::Key(_)
            | Self::Deployment(_) => 2,
            Self::Dumped { .. } => 0,
            Self::Message(problem) => problem.code(),
            Self::Chain(error) if error.is_outside() => 3,
            Self::Chain(error) if error.is_configuration() => 2,
            Self::Deploy(error) if error.is_outside() => 3,
            Self::Service(error) if error.is_outside() => 3,
            Self::Service(_) => 2,
            Self::Index(error) if error.is_outside() => 3,
            Self::Index(error) if error.is_configuration() => 2,
            Self::Deploy(error) if !error.is_refusal() => 2,
            Self::Chain(_)
            | Self::Deploy(_)
            | Self::Index(_)
            | Self::NoRuntime { .. }
            | Self::Simulation(_)
            | Self::Attacks { .. } => 1,
        }
    }
}

/// How a command ended that did what it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All is well.
    Fine,
    /// A rule of the protocol, or what was to be verified, did not hold.
    Violated,
}

/// 0: all is well; 1: a violation or a refusal; 2: bad input; 3: the outside did not answer, so run it
/// again.
pub fn exit(result: Result<Verdict, Failure>) -> ExitCode {
    match result {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Violated) => ExitCode::from(1),
        Err(Failure::Dumped { config }) => {
            screen::say(config.as_bytes());
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(failure.code())
        }
    }
}
