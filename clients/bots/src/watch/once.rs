//! Looks at heights that are asked for, block by block.

use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{ChainError, Node};

use super::config::Settings;
use super::judge::judge;
use super::sentry::{late_block, now};
use crate::frame::Alert;
use crate::look::naming::Labels;
use crate::look::Lookout;

/// The heights to look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heights {
    /// The first, but none from before the deployment was complete; only the last one if it is absent.
    pub from: Option<u64>,
    /// The last; the chain's last one if it is absent.
    pub until: Option<u64>,
}

/// Looks at each height once, and tells `told` of each what there is to tell. An alert that lasts is told of
/// the first height only. Where the node has the block before the first height, that one is looked at as
/// well, so that what changed in the first is seen.
///
/// A node that does not answer or that lacks a height is an error.
pub async fn at_heights(
    node: &Node,
    file: &DeploymentFile,
    settings: &Settings,
    heights: Heights,
    mut told: impl FnMut(u64, &[Alert]),
) -> Result<(), ChainError> {
    let last = node.carried_out().await?;
    let until = heights.until.unwrap_or(last);
    // Before that there is nothing to look at.
    let first = file.block_height.min(until);
    let from = heights.from.unwrap_or(until).clamp(first, until);
    let mut labels = Labels::of(file);
    let mut lookout = Lookout::new(file.clone(), settings.whole_every_blocks);
    let before = from.saturating_sub(1);
    let mut raised = Vec::new();
    if before >= first {
        match lookout.look(node, before).await {
            Ok(looked) => labels.learn(looked.now),
            // It is more than was asked for.
            Err(ChainError::NoHistory { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    for height in from..=until {
        let looked = lookout.look(node, height).await?;
        labels.learn(looked.now);
        let mut alerts = judge(&looked, &settings.limits, &labels);
        if heights.until.is_none() && height == until {
            let limit = settings.limits.node_behind_s;
            alerts.extend(late_block(looked.now.time, now(), limit, height));
        }
        let keys: Vec<_> = alerts
            .iter()
            .map(|alert| (alert.kind, alert.subject.clone()))
            .collect();
        alerts.retain(|alert| {
            let is_known =
                |(kind, subject): &(&str, String)| *kind == alert.kind && *subject == alert.subject;
            !raised.iter().any(is_known)
        });
        raised = keys;
        told(height, &alerts);
    }
    Ok(())
}
