//! The service `liquidate`.

use mirror_chain::Faults;

use super::bot::Liquidator;
use super::config::{Raw, Settings};
use super::metrics::Metrics;
use crate::frame::{self, FrameError, Places, Role, Start};

/// A liquidation that comes late finds another pool and is undone, so its signature need not live long.
const VALID_BLOCKS: u64 = 10;

/// The service `liquidate`.
pub struct Liquidate;

impl Role for Liquidate {
    const NAME: &'static str = "liquidate";
    const SIGNS: bool = true;
    type Raw = Raw;
    type Settings = Settings;

    fn resolve(raw: Raw, places: &Places, faults: &mut Faults) -> Option<Settings> {
        Settings::resolve(&raw, places, faults)
    }

    async fn serve(mut start: Start, settings: Settings) -> Result<(), FrameError> {
        let mut registry = frame::registry(Self::NAME);
        let metrics = Metrics::register(&mut registry);
        start.chain.valid_blocks = start.chain.valid_blocks.min(VALID_BLOCKS);
        let file = start.deployment.clone();
        let Some((service, tools)) = start.open(Self::NAME, registry).await? else {
            return Ok(());
        };
        let bot = Liquidator::new(&tools, &file, settings, metrics)?;
        frame::run(bot, tools, service).await;
        Ok(())
    }
}
