//! Everything that the airdrop stores. Most messages are claims, so what a claim reads or writes is kept
//! short and separate from the rest.

use cosmwasm_std::{Addr, Storage, Uint128};
use cw_storage_plus::{Item, Map};

use crate::error::ContractError;
use crate::stage::Stage;

/// Who registers stages. Claims do not read it.
pub const OWNER: Item<Addr> = Item::new("owner");

/// The token of the payments: MIR.
pub const MIRROR_TOKEN: Item<Addr> = Item::new("m");

/// The number of the latest stage. Every stage from 1 to it has an entry.
pub const LATEST_STAGE: Item<u8> = Item::new("latest");

/// What the stages with a total still have to pay: their totals less what was claimed, without the
/// stages that were clawed back. MIR beyond it is free for stages without a total and for new ones.
pub const RESERVED: Item<Uint128> = Item::new("r");

/// The terms of the stages, by number.
pub const STAGES: Map<u8, Stage> = Map::new("s");

/// How much was claimed of each stage, by number; no entry before the first claim.
pub const CLAIMED_AMOUNTS: Map<u8, Uint128> = Map::new("a");

/// Who has claimed, by stage and canonical address. That an entry exists says everything; since a store
/// takes no empty value, the value is [`CLAIMED`].
pub const CLAIMS: Map<(u8, &[u8]), u8> = Map::new("c");

/// The value of every entry of [`CLAIMS`].
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
    use cosmwasm_std::Binary;

    use super::*;

    fn stage(total_amount: Option<Uint128>, expiration: Option<u64>) -> Stage {
        Stage {
            merkle_root: Binary::new(vec![7; 32]),
            total_amount,
            expiration,
            clawed_back: total_amount.is_some(),
        }
    }

    /// T-14: storage traps. See docs/upgrades.md.
    #[test]
    fn records_are_stored_as_written_down_and_no_key_begins_another() {
        let [gov, mir] = ["gov", "mir"].map(Addr::unchecked);
        let amounts = [300, 128].map(Uint128::new);

        mirror_bytes::golden!(include_str!("../records.txt"), |storage| {
            OWNER => OWNER.save(storage, &gov);
            MIRROR_TOKEN => MIRROR_TOKEN.save(storage, &mir);
            LATEST_STAGE => LATEST_STAGE.save(storage, &2);
            RESERVED => RESERVED.save(storage, &amounts[0]);
            STAGES => STAGES.save(storage, 2, &stage(None, None));
            STAGES => STAGES.save(storage, 2, &stage(Some(amounts[0]), Some(1_000)));
            CLAIMED_AMOUNTS => CLAIMED_AMOUNTS.save(storage, 2, &amounts[1]);
            CLAIMS => CLAIMS.save(storage, (2, &[1, 2, 3]), &CLAIMED);
        });
    }
}
