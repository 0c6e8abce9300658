//! What every handler has at hand.

use std::sync::{Arc, OnceLock};

use mirror_chain::deployment::DeploymentFile;

use crate::read::Progress;
use crate::store::Store;

use super::watched::Watched;

/// What every handler has at hand. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The tables.
    pub(super) store: Store,
    /// The deployment.
    pub(super) site: Site,
    /// What was heard of the chain last.
    pub(super) watched: Watched,
    progress: Arc<OnceLock<Progress>>,
}

/// Where the protocol is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The denom that everything is stated in.
    pub base_denom: String,
    /// The MIR token.
    pub mirror_token: String,
    /// The address of gov.
    pub gov: String,
    /// The address of mint.
    pub mint: String,
    /// The address of staking.
    pub staking: String,
    /// The height at which the deployment was complete.
    pub block_height: u64,
}

impl App {
    /// The handlers of an index of this deployment.
    pub fn new(store: Store, site: Site) -> Self {
        Self {
            store,
            site,
            watched: Watched::default(),
            progress: Arc::default(),
        }
    }

    /// Tell in `/health` what keeps this reader from reading on. The first one counts.
    pub fn tell_of(&self, progress: Progress) {
        // There is one reader of a database.
        drop(self.progress.set(progress));
    }

    /// What keeps the reader, in words.
    pub(super) fn kept_by(&self) -> Option<String> {
        let standing = self.progress.get()?.now();
        standing.trouble.map(|trouble| trouble.words)
    }

    /// The tables.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What the checker tells.
    pub fn watched(&self) -> &Watched {
        &self.watched
    }
}

impl Site {
    /// Whether an index that began with this block lacks none of the protocol's.
    pub(super) fn is_complete(&self, first_height: i64) -> bool {
        first_height.unsigned_abs() <= self.block_height
    }
}

impl From<&DeploymentFile> for Site {
    fn from(file: &DeploymentFile) -> Self {
        let protocol = &file.protocol;
        Self {
            base_denom: protocol.base_denom.clone(),
            mirror_token: protocol.mirror_token.clone(),
            gov: protocol.contracts.gov.clone(),
            mint: protocol.contracts.mint.clone(),
            staking: protocol.contracts.staking.clone(),
            block_height: file.block_height,
        }
    }
}
