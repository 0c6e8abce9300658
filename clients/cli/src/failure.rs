//! The one place that prints errors and picks exit codes.

use std::error::Error as StdError;
use std::process::ExitCode;
use std::sync::Arc;

use mirror_bots::frame::FrameError;
use mirror_chain::deployment::DeploymentError;
use mirror_chain::{ChainError, Faults, KeyError};
use mirror_index::read::ReadError;
use mirror_simulation::error::SimulationError;
use thiserror::Error;

use crate::screen;

/// Why a command did not do what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Failure {
    /// What only the command itself can go wrong with.
    #[error(transparent)]
    Own(Own),
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

impl<E: CommandError> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Own(Own(Arc::new(error)))
    }
}

impl Failure {
    fn exit(&self) -> Exit {
        match self {
            Self::Dumped { .. } => Exit::Fine,
            Self::Own(Own(error)) => error.exit(),
            Self::Configuration(_) | Self::Key(_) | Self::Deployment(_) => Exit::BadInput,
            Self::Chain(error) if error.is_outside() => Exit::Outside,
            Self::Chain(error) if error.is_configuration() => Exit::BadInput,
            Self::Service(error) if error.is_outside() => Exit::Outside,
            Self::Service(_) => Exit::BadInput,
            Self::Index(error) if error.is_outside() => Exit::Outside,
            Self::Index(error) if error.is_configuration() => Exit::BadInput,
            Self::Chain(_)
            | Self::Index(_)
            | Self::NoRuntime { .. }
            | Self::Simulation(_)
            | Self::Attacks { .. } => Exit::Refused,
        }
    }
}

/// An error that one command has for itself, which also says how the program ends on it.
pub trait CommandError: StdError + Send + Sync + 'static {
    /// The exit code that it comes to.
    fn exit(&self) -> Exit;
}

/// A command's own error; what it is in detail only its command knows.
#[derive(Clone, Debug, Error)]
#[error(transparent)]
pub struct Own(Arc<dyn CommandError>);

/// Two are the same if they say the same of all their fields.
impl PartialEq for Own {
    fn eq(&self, other: &Self) -> bool {
        format!("{self:?}") == format!("{other:?}")
    }
}

impl Eq for Own {}

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Fine = 0,
    /// A rule did not hold, or somebody refused.
    Refused = 1,
    /// Something to mend in what the user wrote.
    BadInput = 2,
    /// The outside did not answer, so it is worth running it again.
    Outside = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
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

/// Tells what went wrong, and ends with its exit code.
pub fn exit(result: Result<Verdict, Failure>) -> ExitCode {
    match &result {
        Ok(Verdict::Fine) => Exit::Fine.into(),
        Ok(Verdict::Violated) => Exit::Refused.into(),
        Err(failure) => {
            match failure {
                Failure::Dumped { config } => screen::say(config.as_bytes()),
                _ => eprintln!("error: {failure}"),
            }
            failure.exit().into()
        }
    }
}
