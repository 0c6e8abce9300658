//! Since when enough has been staked for a hand-over, in which gov becomes the owner of the
//! protocol.

use cosmwasm_std::Uint128;
use mirror_bytes::as_number;

use crate::config::MOST_QUORUM_BASE;

/// The stake that a hand-over needs: one percent of all MIR there can be, which is also the largest
/// minimum for the base of a quorum.
pub const STAKE_TO_TAKE_OVER: Uint128 = MOST_QUORUM_BASE;

/// Since when enough has been staked without interruption.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum EnoughStaked {
    /// Not enough is staked.
    #[default]
    Below,
    /// Enough has been staked since this second.
    Since(u64),
    /// Gov owns itself, so nothing is noted any more.
    Over,
}

as_number! {
    EnoughStaked: |enough_staked| match enough_staked {
        EnoughStaked::Over => 0,
        EnoughStaked::Below => 1,
        EnoughStaked::Since(second) => u128::from(*second).saturating_add(2),
    }, |number| match number {
        0 => Some(EnoughStaked::Over),
        1 => Some(EnoughStaked::Below),
        _ => u64::try_from(number.saturating_sub(2)).ok().map(EnoughStaked::Since),
    };
}

impl EnoughStaked {
    /// Note how much is staked at second `now`.
    pub fn note(&mut self, total_staked: Uint128, now: u64) {
        let is_enough = total_staked >= STAKE_TO_TAKE_OVER;
        *self = match *self {
            Self::Over => Self::Over,
            _ if !is_enough => Self::Below,
            Self::Below => Self::Since(now),
            since @ Self::Since(_) => since,
        };
    }

    /// Since when enough has been staked; none if it is not, or once gov owns itself.
    pub fn since(self) -> Option<u64> {
        match self {
            Self::Since(second) => Some(second),
            Self::Below | Self::Over => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use mirror_bytes::{Bytes, BytesError};

    use super::*;

    const ENOUGH: u128 = STAKE_TO_TAKE_OVER.u128();

    #[test]
    fn the_first_second_counts_until_there_is_a_break() {
        let mut enough_staked = EnoughStaked::default();
        for (staked, now, since) in [
            (ENOUGH - 1, 10, None),
            (ENOUGH, 20, Some(20)),
            (u128::MAX, 30, Some(20)),
            (ENOUGH, 40, Some(20)),
            (ENOUGH - 1, 50, None),
            (ENOUGH, 50, Some(50)),
        ] {
            enough_staked.note(staked.into(), now);
            assert_eq!(since, enough_staked.since());
        }
    }

    #[test]
    fn nothing_is_noted_once_gov_owns_itself() {
        let mut enough_staked = EnoughStaked::Over;

        enough_staked.note(Uint128::MAX, 10);

        assert_eq!(EnoughStaked::Over, enough_staked);
        assert_eq!(None, enough_staked.since());
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        for (enough_staked, length) in [
            (EnoughStaked::Over, 1),
            (EnoughStaked::Below, 1),
            (EnoughStaked::Since(0), 1),
            (EnoughStaked::Since(1_700_000_000), 5),
            (EnoughStaked::Since(u64::MAX), 10),
        ] {
            let bytes = enough_staked.to_bytes();
            assert_eq!(length, bytes.len());
            assert_eq!(Ok(enough_staked), EnoughStaked::from_bytes(&bytes));
        }
        let too_large = u128::MAX.to_bytes();
        assert_eq!(
            Err(BytesError::Damaged),
            EnoughStaked::from_bytes(&too_large)
        );
    }
}
