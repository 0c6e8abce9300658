//! The polls in progress: few, and so one list that is read with the pool.

use cosmwasm_std::ensure;
use mirror_bytes::{Bytes, BytesError};

use crate::error::ContractError;
use crate::poll::Kind;

/// Default polls in progress at most, so that spam has an end.
pub const MOST_DEFAULT: usize = 50;
/// Polls with an admin action in progress at most. Counted apart, so that spam cannot keep a
/// rescue out.
pub const MOST_ADMIN: usize = 10;

/// The polls in progress, in the order of their numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenPolls(Vec<OpenPoll>);

#[derive(Clone, Copy, Debug, PartialEq)]
struct OpenPoll {
    poll_id: u64,
    is_admin: bool,
}

impl OpenPolls {
    /// Refuse another poll of this kind when there are as many as may be.
    pub fn ensure_room(&self, kind: Kind) -> Result<(), ContractError> {
        let most = if kind.is_admin() {
            MOST_ADMIN
        } else {
            MOST_DEFAULT
        };
        let of_its_group = |poll: &&OpenPoll| poll.is_admin == kind.is_admin();
        ensure!(
            self.0.iter().filter(of_its_group).count() < most,
            ContractError::TooManyPolls { most }
        );
        Ok(())
    }

    /// Note a new poll; its number is the largest so far.
    pub fn open(&mut self, poll_id: u64, kind: Kind) {
        let is_admin = kind.is_admin();
        self.0.push(OpenPoll { poll_id, is_admin });
    }

    /// Forget a poll that has ended.
    pub fn close(&mut self, poll_id: u64) {
        self.0.retain(|poll| poll.poll_id != poll_id);
    }

    pub fn contains(&self, poll_id: u64) -> bool {
        self.ids().any(|open| open == poll_id)
    }

    pub fn oldest(&self) -> Option<u64> {
        self.ids().next()
    }

    /// How many there are, of all kinds.
    pub fn count(&self) -> u64 {
        self.0.len().try_into().unwrap_or(u64::MAX)
    }

    /// Their numbers, ascending.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = u64> + '_ {
        self.0.iter().map(|poll| poll.poll_id)
    }
}

/// How far each is from the one before, and in the lowest bit of that number its group: as a rule
/// one byte each.
impl Bytes for OpenPolls {
    fn write(&self, out: &mut Vec<u8>) {
        self.count().write(out);
        let mut before = 0;
        for poll in &self.0 {
            let distance = u128::from(poll.poll_id.saturating_sub(before));
            ((distance << 1) | u128::from(poll.is_admin)).write(out);
            before = poll.poll_id;
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let mut before = 0u64;
        (0..u64::read(rest)?)
            .map(|_| {
                let written = u128::read(rest)?;
                let distance = u64::try_from(written >> 1).ok();
                let poll_id = distance.and_then(|distance| before.checked_add(distance));
                before = poll_id.ok_or(BytesError::Damaged)?;
                Ok(OpenPoll {
                    poll_id: before,
                    is_admin: written & 1 == 1,
                })
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(default: u64, admin: u64) -> OpenPolls {
        let mut polls = OpenPolls::default();
        for poll_id in 1..=default {
            polls.open(poll_id, Kind::Default);
        }
        for poll_id in 1..=admin {
            let kind = [Kind::Migration, Kind::AuthAdmin][usize::from(poll_id % 2 == 0)];
            polls.open(default + poll_id, kind);
        }
        polls
    }

    #[test]
    fn t61_there_are_fifty_default_polls_and_ten_admin_polls_at_most() {
        let [default, migration, auth] = [Kind::Default, Kind::Migration, Kind::AuthAdmin];
        let full = |most| Err(ContractError::TooManyPolls { most });

        assert_eq!(Ok(()), filled(49, 10).ensure_room(default));
        assert_eq!(full(50), filled(50, 0).ensure_room(default));
        for kind in [migration, auth] {
            assert_eq!(Ok(()), filled(50, 9).ensure_room(kind));
            assert_eq!(full(10), filled(0, 10).ensure_room(kind));
        }
    }

    #[test]
    fn a_poll_is_in_the_list_until_it_ends() {
        let mut polls = filled(2, 1);

        polls.close(1);

        assert!(!polls.contains(1));
        assert!(polls.contains(3));
        assert_eq!((Some(2), 2), (polls.oldest(), polls.count()));
        polls.close(2);
        polls.close(3);
        assert_eq!((None, 0), (polls.oldest(), polls.count()));
    }

    #[test]
    fn the_list_is_as_long_as_it_has_to_be() {
        let mut far = OpenPolls::default();
        far.open(1, Kind::Default);
        far.open(u64::MAX, Kind::Migration);

        for (polls, length) in [
            (OpenPolls::default(), 1),
            (filled(50, 10), 61),
            (far, 1 + 1 + 10),
        ] {
            let bytes = polls.to_bytes();
            assert_eq!(length, bytes.len());
            assert_eq!(Ok(polls), OpenPolls::from_bytes(&bytes));
        }
    }

    #[test]
    fn t14_a_number_that_no_poll_has_is_damaged() {
        let mut bytes = vec![2, 2];
        (u128::from(u64::MAX) << 1).write(&mut bytes);

        assert_eq!(Err(BytesError::Damaged), OpenPolls::from_bytes(&bytes));
    }
}
