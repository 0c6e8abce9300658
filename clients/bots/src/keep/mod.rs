//! The keeper: calls that anybody may make, nobody has to, and the protocol waits for.
//!
//! In reading order: `config` is how it is set, `seen` what it looks at and `observe` how, `plan` what is
//! due by it (with `pauses`, for what was tried in vain), `act` how that is done, `tally` what it all
//! came to, `metrics` what is counted.

mod act;
mod config;
mod metrics;
mod observe;
mod pauses;
mod plan;
mod seen;
mod tally;

use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{Faults, Node};

use crate::frame::{self, At, Bot, FrameError, Places, Role, Start, Tools, Trouble};
use metrics::Metrics;
use pauses::Pauses;
use plan::Intent;
use seen::Seen;
use tally::Tally;

pub use config::{KeepSettings, RawKeep, Task};

/// The keeper as a service.
pub struct Keep;

impl Role for Keep {
    const NAME: &'static str = "keep";
    const SIGNS: bool = true;
    type Raw = RawKeep;
    type Settings = KeepSettings;

    fn resolve(raw: RawKeep, places: &Places, faults: &mut Faults) -> Option<KeepSettings> {
        KeepSettings::resolve(raw, places, faults)
    }

    async fn serve(start: Start, settings: KeepSettings) -> Result<(), FrameError> {
        let mut registry = frame::registry(Self::NAME);
        let metrics = Metrics::register(&mut registry);
        let file = start.deployment.clone();
        let Some((service, mut tools)) = start.open(Self::NAME, registry).await? else {
            return Ok(());
        };
        let Some(wallet) = tools.wallets.first_mut() else {
            return Ok(());
        };
        let mut tally = Tally::kept(wallet);
        metrics.add(&tally);
        // What was on its way when it was stopped counts as well; if nobody can tell yet, the loop asks
        // on.
        if let Ok(Some(settled)) = wallet.settle_open().await {
            if let Some(one) = tally.recover(&settled, &file, wallet) {
                metrics.add(&one);
                // A name begins with its task.
                let task = settled.name.split(' ').next().unwrap_or_default();
                metrics.call(task, "done");
            }
        }
        let keeper = Keeper {
            node: tools.node.clone(),
            address: wallet.address().to_string(),
            file,
            settings,
            metrics,
            tally,
            pauses: Pauses::default(),
            next_look: 0,
            now: 0,
        };
        tracing::info!(totals = %keeper.tally, "has made these calls so far");
        frame::run(keeper, tools, service).await;
        Ok(())
    }
}

/// The keeper's loop.
struct Keeper {
    node: Node,
    file: DeploymentFile,
    settings: KeepSettings,
    address: String,
    metrics: Metrics,
    tally: Tally,
    pauses: Pauses,
    /// From which time of a block on it looks again, in UNIX seconds.
    next_look: u64,
    /// The time of the last block, in UNIX seconds.
    now: u64,
}

impl Bot for Keeper {
    /// Nothing where it is too early to look again.
    type Seen = Option<Seen>;
    type Intent = Intent;

    async fn observe(&mut self, at: At) -> Result<Option<Seen>, Trouble> {
        self.now = at.time;
        if at.time < self.next_look {
            return Ok(None);
        }
        let owner = self
            .settings
            .does(Task::Unlock)
            .then_some(self.address.as_str());
        let seen = observe::observe(&self.node, &self.file, at, owner).await?;
        self.next_look = at.time.saturating_add(self.settings.look_every_s);
        Ok(Some(seen))
    }

    fn plan(&mut self, seen: &Option<Seen>) -> Vec<Intent> {
        let Some(seen) = seen else {
            return Vec::new();
        };
        let due = plan::plan(seen, &self.settings);
        self.pauses.forget(seen.at.time);
        due.into_iter()
            .filter(|intent| self.pauses.is_over(&intent.name(), seen.at.time))
            .collect()
    }

    async fn act(&mut self, intent: Intent, tools: &mut Tools) -> Result<(), Trouble> {
        let keeper = act::Acting {
            file: &self.file,
            metrics: &self.metrics,
            tally: &mut self.tally,
            pauses: &mut self.pauses,
            now: self.now,
        };
        keeper.act(intent, tools).await
    }
}
