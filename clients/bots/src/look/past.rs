//! What is kept of a look to compare the next one with.

use mirror_protocol::factory::DistributionInfoResponse;
use mirror_protocol::gov::{PollResponse, PollStatus, StateResponse};

use super::seen::{Seen, SeenAsset};
use super::told::Told;

/// A look without its long lists.
#[derive(Clone, Debug)]
pub struct Past {
    /// The height after which it was so.
    pub height: u64,
    /// The time of that block, in UNIX seconds.
    pub time: u64,
    /// The assets.
    pub assets: Vec<SeenAsset>,
    /// The sums of gov.
    pub gov: Told<StateResponse>,
    /// The weights of the pools, and when MIR was last released.
    pub distribution: Told<DistributionInfoResponse>,
    /// The polls that had passed and could be carried out.
    pub passed: Vec<PollResponse>,
}

impl Past {
    /// What is kept of a look.
    pub fn of(seen: &Seen) -> Self {
        let polls = seen.lists.polls.known().into_iter().flatten();
        let passed = polls.filter(|poll| poll.status != PollStatus::InProgress);
        Self {
            height: seen.height,
            time: seen.time,
            assets: seen.assets.clone(),
            gov: seen.lists.gov.clone(),
            distribution: seen.lists.distribution.clone(),
            passed: passed.cloned().collect(),
        }
    }

    /// An asset as it was.
    pub fn asset(&self, token: &str) -> Option<&SeenAsset> {
        self.assets.iter().find(|asset| asset.token == token)
    }
}
