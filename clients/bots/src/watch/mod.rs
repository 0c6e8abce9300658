//! The watcher: it looks at a deployment after each block and tells what somebody has to act on.
//!
//! In reading order: `config` is by what it is set (`limits` from where on something is an alert); `judge`
//! tells what there is to tell of a look, of `rules`, `prices` and `polls` (`danger` is what a poll could do
//! harm with); `plan` says which alerts begin and which are over; `sentry` looks after the chain and the other
//! services while no block comes; `once` looks at heights that are asked for.
//!
//! What one look asks and how its work grows is told at [`crate::look::Lookout`].

mod config;
mod danger;
mod judge;
mod limits;
mod metrics;
mod once;
mod plan;
mod polls;
mod prices;
mod rules;
mod sentry;

use mirror_chain::{Faults, Node};

use crate::frame::{self, Alert, At, Bot, FrameError, Places, Role, Start, Tools, Trouble};
use crate::look::naming::Labels;
use crate::look::Lookout;
use metrics::Metrics;
use plan::Standing;
use sentry::{LastBlock, Sentry};

pub use config::{RawWatch, Settings};
pub use judge::judge;
pub use limits::{Limits, PriceLimits};
pub use once::{at_heights, Heights};
pub use plan::Intent;

/// The watcher as a service. It signs nothing.
pub struct Watch;

impl Role for Watch {
    const NAME: &'static str = "watch";
    const SIGNS: bool = false;
    type Raw = RawWatch;
    type Settings = Settings;

    fn resolve(raw: RawWatch, places: &Places, faults: &mut Faults) -> Option<Settings> {
        Settings::resolve(raw, places, faults)
    }

    async fn serve(start: Start, settings: Settings) -> Result<(), FrameError> {
        let mut registry = frame::registry(Self::NAME);
        let metrics = Metrics::register(&mut registry);
        let file = start.deployment.clone();
        let stop = start.stop.clone();
        let Some((service, tools)) = start.open(Self::NAME, registry).await? else {
            return Ok(());
        };
        let last = LastBlock::default();
        let sentry = Sentry {
            alerts: tools.alerts.clone(),
            last: last.clone(),
            bots: settings.services.clone(),
            node_behind_s: settings.limits.node_behind_s,
        };
        let standing = tokio::spawn(sentry.stand(stop));
        let bot = WatchBot {
            node: tools.node.clone(),
            labels: Labels::of(&file),
            lookout: Lookout::new(file, settings.whole_every_blocks),
            limits: settings.limits,
            metrics,
            standing: Standing::default(),
            last,
        };
        frame::run(bot, tools, service).await;
        // It has been asked to stop as well.
        let _ = standing.await;
        Ok(())
    }
}

struct WatchBot {
    node: Node,
    labels: Labels,
    lookout: Lookout,
    limits: Limits,
    metrics: Metrics,
    standing: Standing,
    last: LastBlock,
}

/// What a look found.
struct Sight {
    time: u64,
    alerts: Vec<Alert>,
}

impl Bot for WatchBot {
    type Seen = Sight;
    type Intent = Intent;

    async fn observe(&mut self, at: At) -> Result<Sight, Trouble> {
        let looked = self.lookout.look(&self.node, at.height).await?;
        self.labels.learn(looked.now);
        self.metrics.looked(&looked);
        self.last.set(at.time);
        Ok(Sight {
            time: at.time,
            alerts: judge(&looked, &self.limits, &self.labels),
        })
    }

    fn plan(&mut self, seen: &Sight) -> Vec<Intent> {
        self.standing.plan(&seen.alerts, seen.time)
    }

    async fn act(&mut self, intent: Intent, tools: &mut Tools) -> Result<(), Trouble> {
        match intent {
            Intent::Raise(alert) => tools.alerts.raise(alert),
            Intent::Clear { kind, subject } => tools.alerts.clear(kind, &subject),
        }
        Ok(())
    }
}
