//! A bot: what it sees, what it means to do, how it does it.

use std::future::Future;
use std::time::Duration;

use mirror_chain::Node;

use super::alerts::Alerts;
use super::health::Health;
use super::trouble::Trouble;
use super::wallet::Wallet;

/// The last block that was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// Its height.
    pub height: u64,
    /// Its time, in UNIX seconds.
    pub time: u64,
}

/// A bot: a loop of three steps, taken once per block, or less often where they take longer.
pub trait Bot {
    /// The longest wait after rounds that failed.
    const LONGEST_WAIT: Duration = Duration::from_secs(60);

    /// What it sees at one height.
    type Seen;
    /// One thing that it means to do.
    type Intent;

    /// Read everything, at one height: `node.at(at.height)`.
    fn observe(&mut self, at: At) -> impl Future<Output = Result<Self::Seen, Trouble>>;

    /// What to do about it, in order. It waits for nothing, knows no clock and writes no log, so that
    /// tests are tables.
    fn plan(&mut self, seen: &Self::Seen) -> Vec<Self::Intent>;

    /// Do one thing. [`Trouble::Lost`] ends this one alone, anything else the round.
    fn act(
        &mut self,
        intent: Self::Intent,
        tools: &mut Tools,
    ) -> impl Future<Output = Result<(), Trouble>>;
}

/// What a bot acts with.
pub struct Tools {
    /// The chain.
    pub node: Node,
    /// What somebody must look at.
    pub alerts: Alerts,
    /// How the service is.
    pub health: Health,
    /// Its accounts; none for a bot that only looks.
    pub wallets: Vec<Wallet>,
}

impl Tools {
    /// The first wallet.
    pub fn wallet(&mut self) -> Result<&mut Wallet, Trouble> {
        self.wallets.first_mut().ok_or_else(|| Trouble::Halt {
            why: "this service has no account to act with".to_string(),
            what_to_do: "set key_file in its table of the operations file and start it again"
                .to_string(),
        })
    }
}
