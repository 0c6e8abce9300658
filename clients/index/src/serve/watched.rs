//! What was heard of the chain last, by the task that compares the tables with it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use cosmwasm_std::Uint128;
use serde::Serialize;
use utoipa::ToSchema;

/// What was heard of the chain last. Cheap to clone; all clones are one.
#[derive(Clone, Debug, Default)]
pub struct Watched(Arc<Mutex<Option<Heard>>>);

/// What was heard of the chain at one time.
#[derive(Clone, Debug)]
pub struct Heard {
    /// When.
    pub at: Instant,
    /// The last block that the chain has carried out, or why it does not say.
    pub head: Result<u64, String>,
    /// What gov counts as staked, in micro-MIR; `None` until it was asked.
    pub staked: Option<Uint128>,
    /// The rows that were compared last.
    pub samples: Vec<Sample>,
    /// The block of which they were; `None` until some were compared.
    pub samples_height: Option<i64>,
    /// Why the tables could not be compared with the chain, if they could not.
    pub trouble: Option<String>,
}

/// A row of the tables beside the chain's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Sample {
    /// What was compared.
    pub what: String,
    /// What the index says.
    pub index: String,
    /// What the chain says of the same block.
    pub chain: String,
}

impl Sample {
    /// Whether both say the same.
    pub fn agrees(&self) -> bool {
        self.index == self.chain
    }
}

impl Watched {
    /// Note what was heard.
    pub fn note(&self, heard: Heard) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(heard);
    }

    /// What was heard last; `None` before anything was.
    pub fn last(&self) -> Option<Heard> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.clone()
    }
}

impl Heard {
    /// How long ago it was heard.
    pub fn age(&self) -> Duration {
        self.at.elapsed()
    }
}
