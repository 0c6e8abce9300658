//! What the factory remembers.

use cosmwasm_std::{Addr, Uint128};
use cw_storage_plus::{Item, Map};

use crate::config::Config;
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::pools::Pool;

/// Who instantiated the factory, and alone may complete its set-up.
pub const DEPLOYER: Item<Addr> = Item::new("deployer");

/// Owner and contracts: what listing and delisting read.
pub const CONFIG: Item<Config> = Item::new("config");

/// How MIR is released and with which contracts: what `distribute` reads.
pub const PLAN: Item<Plan> = Item::new("plan");

/// How far the plan has been divided, and what changed since.
pub const LEDGER: Item<Ledger> = Item::new("ledger");

/// The pools that share the release, by the canonical address of their asset.
pub const POOLS: Map<&[u8], Pool> = Map::new("pool");

/// MIR owed to recipients of fixed distributions from before the plan last changed, by address.
pub const FIXED_UNSENT: Map<&Addr, Uint128> = Map::new("fixed");
