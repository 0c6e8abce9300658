//! The feeder as a service: how it comes up.

use std::path::PathBuf;
use std::time::Duration;

use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{Faults, Node};

use super::clock::now;
use super::config::{FeedConfig, RawFeed};
use super::feeder::Feeder;
use super::kept;
use super::metrics::FeedMetrics;
use super::observe::Oracle;
use super::plan::Memory;
use super::seen::{Asset, Settings};
use super::sources::Watched;
use super::tokens;
use crate::frame::{self, FrameError, Places, Role, Start, Tools};

/// How long to wait before a node that did not answer is asked once more.
const ASK_AGAIN: Duration = Duration::from_secs(1);

/// The price feeder.
pub struct Feed;

impl Role for Feed {
    const NAME: &'static str = "feed";
    const SIGNS: bool = true;
    type Raw = RawFeed;
    type Settings = FeedConfig;

    fn resolve(raw: RawFeed, places: &Places, faults: &mut Faults) -> Option<FeedConfig> {
        FeedConfig::resolve(raw, places, faults)
    }

    fn keys(settings: &FeedConfig) -> Vec<PathBuf> {
        settings.other_keys.clone()
    }

    async fn serve(mut start: Start, config: FeedConfig) -> Result<(), FrameError> {
        // A price that got stuck must not arrive when it is old.
        start.chain.valid_blocks = config.valid_blocks;
        if config.fee_granter.is_some() {
            start.chain.fee_granter.clone_from(&config.fee_granter);
        }
        let state = start.common.state.clone();
        let deployment = start.deployment.clone();
        let mut registry = frame::registry(Self::NAME);
        let metrics = FeedMetrics::register(&mut registry);
        let Some((service, mut tools)) = start.open(Self::NAME, registry).await? else {
            return Ok(());
        };
        for key in &config.other_keys {
            let wallet = service.open_wallet(&tools.node, key).await?;
            tools.wallets.push(wallet);
        }
        let unusable = |what: &str, reason: String| FrameError::Unusable {
            what: what.to_string(),
            reason,
        };
        let frozen = kept::frozen(&state);
        let frozen =
            frozen.map_err(|fault| unusable("the list of frozen prices", fault.to_string()))?;
        let begun = kept::replay_begun(&state, now());
        let begun =
            begun.map_err(|fault| unusable("the beginning of replays", fault.to_string()))?;
        let sources = sources(&config, &tools.node, begun);
        let sources = sources.map_err(|reason| unusable("a source", reason))?;
        let settings = loop {
            match settings(&config, &tools, &deployment).await {
                Err(error) if error.is_outside() => tracing::warn!(%error, "no answer yet"),
                settings => break settings?,
            }
            tokio::select! {
                biased;
                () = service.stop.wait() => return Ok(()),
                () = tokio::time::sleep(ASK_AGAIN) => {}
            }
        };
        let oracle = Oracle::new(&tools.node, &deployment.protocol.contracts.oracle);
        let memory = Memory::with_frozen(frozen);
        let feeder = Feeder::new(oracle, settings, sources, memory, metrics, &state);
        frame::run(feeder, tools, service).await;
        Ok(())
    }
}

/// Begins to ask the sources of each asset.
fn sources(config: &FeedConfig, node: &Node, begun: u64) -> Result<Vec<Vec<Watched>>, String> {
    let of_asset = config.assets.iter().map(|asset| {
        let watched = asset.sources.iter().map(|source| {
            let made = source.source(Some(node), begun)?;
            Ok(Watched::begin(made, source.weight, source.every))
        });
        watched.collect()
    });
    of_asset.collect()
}

/// What the feeder is set to do, with tokens and accounts as the chain calls them.
async fn settings(
    config: &FeedConfig,
    tools: &Tools,
    deployment: &DeploymentFile,
) -> Result<Settings, FrameError> {
    let mut assets = Vec::new();
    for asset in &config.assets {
        assets.push(Asset {
            token: tokens::find(&tools.node, deployment, &asset.asset).await?,
            name: asset.asset.clone(),
            group: asset.group,
            decimals: asset.decimals,
            quorum: asset.quorum,
            calendar: asset.calendar.clone(),
            limits: asset.limits.clone(),
        });
    }
    let feeders = tools.wallets.iter().map(|wallet| wallet.address());
    Ok(Settings {
        assets,
        feeders: feeders.map(str::to_string).collect(),
        is_standby: config.is_standby,
        block_s: config.block_s,
        latency_s: config.latency_s,
    })
}
