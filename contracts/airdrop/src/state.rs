//! What the airdrop remembers. Claims are the many messages, so what they touch is apart from the
//! rest and short.

use cosmwasm_std::{Addr, Storage, Uint128};
use cw_storage_plus::{Item, Map};

use crate::error::ContractError;
use crate::stage::Stage;

/// Who registers stages. Claims do not need it.
pub const OWNER: Item<Addr> = Item::new("owner");

/// The token that is paid.
pub const MIRROR_TOKEN: Item<Addr> = Item::new("m");

/// The number of stages. Every stage from 1 up to it has an entry.
pub const LATEST_STAGE: Item<u8> = Item::new("latest");

/// What stages with a total have yet to pay: the sum of their totals less what was claimed, those
/// clawed back left out. MIR above it is free for stages without a total and for new ones.
pub const RESERVED: Item<Uint128> = Item::new("r");

/// What is fixed of the stages, by number.
pub const STAGES: Map<u8, Stage> = Map::new("s");

/// What was claimed of the stages, by number; none before the first claim.
pub const CLAIMED_AMOUNTS: Map<u8, Uint128> = Map::new("a");

/// Who has claimed, by stage and account: its presence is all it says, and a store takes no empty
/// value, so it is the one byte of [`CLAIMED`].
pub const CLAIMS: Map<(u8, &[u8]), u8> = Map::new("c");

/// See [`CLAIMS`].
pub const CLAIMED: u8 = 1;

/// A stage that exists.
pub fn stage(storage: &dyn Storage, stage: u8) -> Result<Stage, ContractError> {
    let stored = STAGES.may_load(storage, stage)?;
    stored.ok_or(ContractError::StageNotFound { stage })
}

/// What was claimed of a stage so far.
pub fn claimed_amount(storage: &dyn Storage, stage: u8) -> Result<Uint128, ContractError> {
    let claimed = CLAIMED_AMOUNTS.may_load(storage, stage)?;
    Ok(claimed.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #[test]
    fn t14_no_key_begins_another() {
        let maps = ["s", "a", "c"];
        let items = ["owner", "m", "latest", "r", "contract_info"];

        // A map's name is preceded by its length, so that only equal names would collide.
        let mut names = [&maps[..], &items[..]].concat();
        names.sort_unstable();
        names.dedup();
        assert_eq!(maps.len() + items.len(), names.len());
    }
}
