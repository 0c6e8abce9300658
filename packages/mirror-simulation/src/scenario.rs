//! What a run replays: dates, assets, agents and events, as a person writes them down.
//!
//! A scenario is a TOML file. `parts`, `agents`, `events` and `governance` say what it may hold.
//! `document` reads it and finds the line of every mistake; `overrides` lays `--set` over it;
//! `survey` looks at all keys, `decode` makes values of them, `checks` holds the rules between its
//! parts. Rates are written as numbers (`1.5`) or per cent (`"150 %"`), money in whole base coins
//! (`20_000`, kept as micro units), dates without quotes (`2004-08-01`).

mod agents;
mod built_in;
mod checks;
mod decode;
mod defaults;
mod document;
mod error;
mod events;
mod governance;
mod keys;
mod overrides;
mod parts;
mod place;
mod read;
mod rule;
mod survey;
mod value;

pub use agents::{
    AgentGroup, Arbitrageur, Bidder, Holder, Liquidator, LiquidityProvider, Minter, ShortFarmer,
    Staker, Strategy,
};
pub use built_in::{BUILT_IN, DEFAULT_SCENARIO};
pub use document::Document;
pub use error::{Missing, ScenarioError};
pub use events::{Event, EventKind, Vote};
pub use governance::{Airdrop, Governance};
pub use keys::nearest;
pub use overrides::Override;
pub use parts::{AssetPlan, Keeper, MirSchedule, PreIpo, Protocol, Run, Scenario};
pub use place::Place;
pub use rule::Rule;
