//! The polls in progress. They are few, so they are one list, which is read with the pool.

use cosmwasm_std::{ensure, Uint128};
use mirror_bytes::{Bytes, BytesError};

use crate::error::ContractError;
use crate::kind::Kind;

/// Polls of the same group are counted together. Spam in one group does not keep urgent polls of
/// another group out.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Group {
    Default,
    Migration,
    /// Polls with another admin action.
    Admin,
}

/// All groups, in the order of the numbers by which they are stored.
const GROUPS: [Group; 3] = [Group::Default, Group::Migration, Group::Admin];

/// The least amount from which deposits double: 1 MIR. Twice zero is zero, so under rules without a
/// deposit a stranger could keep everybody out at the cost of the gas.
pub const LEAST_TO_DOUBLE: Uint128 = Uint128::new(1_000_000);

/// How many bits the number of a group takes.
const GROUP_BITS: u32 = 2;

impl Group {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Default => Self::Default,
            Kind::Migration => Self::Migration,
            Kind::AuthAdmin | Kind::Execute | Kind::ExecuteCode => Self::Admin,
        }
    }

    /// How many polls of the group may be in progress.
    fn most(self) -> usize {
        match self {
            Self::Default => 50,
            Self::Migration | Self::Admin => 20,
        }
    }

    /// How many polls of the group may be in progress before a further one costs more. From then on
    /// each further poll doubles the deposit, so nobody can pay for all the places that are left.
    fn most_at_usual_deposit(self) -> usize {
        match self {
            Self::Default => 25,
            Self::Migration | Self::Admin => 5,
        }
    }

    fn number(self) -> u8 {
        match self {
            Self::Default => 0,
            Self::Migration => 1,
            Self::Admin => 2,
        }
    }
}

/// The polls in progress, in the order of their numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenPolls(Vec<OpenPoll>);

#[derive(Clone, Copy, Debug, PartialEq)]
struct OpenPoll {
    poll_id: u64,
    group: Group,
}

impl OpenPolls {
    /// Refuse another poll of this kind when its group is full.
    pub fn ensure_room(&self, kind: Kind) -> Result<(), ContractError> {
        let group = Group::of(kind);
        let most = group.most();
        ensure!(
            self.count_of(group) < most,
            ContractError::TooManyPolls { most }
        );
        Ok(())
    }

    /// The deposit of another poll of this kind, where `usual` tells the usual deposit of each
    /// kind. When many polls of the group are in progress, each further one doubles the deposit.
    /// What doubles is the deposit of the dearest kind of the group; otherwise the cheapest kind
    /// would be used to fill the group.
    pub fn deposit(&self, kind: Kind, usual: impl Fn(Kind) -> Uint128) -> Uint128 {
        let group = Group::of(kind);
        let next = self.count_of(group).saturating_add(1);
        let doublings = next.saturating_sub(group.most_at_usual_deposit());
        if doublings == 0 {
            return usual(kind);
        }
        let kinds = Kind::ALL.into_iter();
        let together = kinds.filter(|kind| Group::of(*kind) == group).map(usual);
        let dearest = together.fold(LEAST_TO_DOUBLE, Uint128::max);
        (0..doublings).fold(dearest, |deposit, _| deposit.saturating_add(deposit))
    }

    fn count_of(&self, group: Group) -> usize {
        let of_this_group = self.0.iter().filter(|poll| poll.group == group);
        of_this_group.count()
    }

    /// Add a new poll. Its number is larger than all others.
    pub fn open(&mut self, poll_id: u64, kind: Kind) {
        let group = Group::of(kind);
        self.0.push(OpenPoll { poll_id, group });
    }

    /// Remove a poll that has ended.
    pub fn close(&mut self, poll_id: u64) {
        self.0.retain(|poll| poll.poll_id != poll_id);
    }

    /// Whether this poll is in progress.
    pub fn contains(&self, poll_id: u64) -> bool {
        self.ids().any(|open| open == poll_id)
    }

    /// The smallest number, if there is any poll.
    pub fn oldest(&self) -> Option<u64> {
        self.ids().next()
    }

    /// How many polls of all kinds are in progress.
    pub fn count(&self) -> u64 {
        self.0.len().try_into().unwrap_or(u64::MAX)
    }

    /// Their numbers, ascending.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = u64> + '_ {
        self.0.iter().map(|poll| poll.poll_id)
    }
}

/// For each poll the difference to the number before it, with the group in the lowest bits: as a
/// rule one byte for each poll.
impl Bytes for OpenPolls {
    fn write(&self, out: &mut Vec<u8>) {
        self.count().write(out);
        let mut before = 0;
        for poll in &self.0 {
            let distance = u128::from(poll.poll_id.saturating_sub(before));
            ((distance << GROUP_BITS) | u128::from(poll.group.number())).write(out);
            before = poll.poll_id;
        }
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        let mut before = 0u64;
        (0..u64::read(rest)?)
            .map(|_| {
                let written = u128::read(rest)?;
                let distance = u64::try_from(written >> GROUP_BITS).ok();
                let poll_id = distance.and_then(|distance| before.checked_add(distance));
                before = poll_id.ok_or(BytesError::Damaged)?;
                let number = written & ((1 << GROUP_BITS) - 1);
                let mut groups = GROUPS.into_iter();
                let group = groups.find(|group| u128::from(group.number()) == number);
                Ok(OpenPoll {
                    poll_id: before,
                    group: group.ok_or(BytesError::Damaged)?,
                })
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(default: u64, migrations: u64, others: u64) -> OpenPolls {
        let mut polls = OpenPolls::default();
        let mut poll_id = 0;
        for (kind, count) in [(Kind::Default, default), (Kind::Migration, migrations)] {
            for _ in 0..count {
                poll_id += 1;
                polls.open(poll_id, kind);
            }
        }
        for (_, kind) in (0..others).zip([AUTH, EXECUTE, CODE].into_iter().cycle()) {
            poll_id += 1;
            polls.open(poll_id, kind);
        }
        polls
    }

    const AUTH: Kind = Kind::AuthAdmin;
    const EXECUTE: Kind = Kind::Execute;
    const CODE: Kind = Kind::ExecuteCode;

    /// T-61: spam polls.
    #[test]
    fn fifty_default_polls_twenty_migrations_and_twenty_others_at_most() {
        let full = |most| Err(ContractError::TooManyPolls { most });

        assert_eq!(Ok(()), filled(49, 20, 20).ensure_room(Kind::Default));
        assert_eq!(full(50), filled(50, 0, 0).ensure_room(Kind::Default));
        assert_eq!(Ok(()), filled(50, 19, 20).ensure_room(Kind::Migration));
        assert_eq!(full(20), filled(0, 20, 0).ensure_room(Kind::Migration));
        for kind in [AUTH, EXECUTE, CODE] {
            assert_eq!(Ok(()), filled(50, 20, 19).ensure_room(kind));
            assert_eq!(full(20), filled(0, 0, 20).ensure_room(kind));
        }
    }

    #[test]
    fn the_deposit_doubles_from_the_sixth_admin_poll_and_the_twenty_sixth_default_poll_on() {
        let usual = |_| Uint128::new(3_000_000);
        for (open, times) in [(0, 1), (4, 1), (5, 2), (6, 4), (19, 1 << 15)] {
            let expected = Uint128::new(3_000_000 * times);
            let migrations = filled(50, open, 20);
            assert_eq!(expected, migrations.deposit(Kind::Migration, usual));
            for kind in [AUTH, EXECUTE, CODE] {
                assert_eq!(expected, filled(50, 20, open).deposit(kind, usual));
            }
        }
        for (open, times) in [(0, 1), (24, 1), (25, 2), (26, 4), (49, 1 << 25)] {
            let expected = Uint128::new(3_000_000 * times);
            let polls = filled(open, 20, 20);
            assert_eq!(expected, polls.deposit(Kind::Default, usual));
        }
        // A deposit that does not fit stays at the largest number.
        let most = filled(49, 0, 0).deposit(Kind::Default, |_| Uint128::MAX);
        assert_eq!(Uint128::MAX, most);
    }

    #[test]
    fn the_deposit_doubles_from_the_dearest_kind_of_the_group_and_from_one_mir_at_least() {
        let usual = |kind| match kind {
            Kind::AuthAdmin => Uint128::new(9_000_000),
            Kind::Execute => Uint128::new(2_000_000),
            Kind::Migration => Uint128::new(7),
            Kind::Default | Kind::ExecuteCode => Uint128::zero(),
        };
        for (kind, free, at_first) in [
            (AUTH, 5, 9_000_000),
            (EXECUTE, 5, 2_000_000),
            (CODE, 5, 0u128),
            (Kind::Migration, 5, 7),
            (Kind::Default, 25, 0),
        ] {
            let before = filled(free - 1, free - 1, free - 1);
            let after = filled(free, free, free);
            assert_eq!(Uint128::new(at_first), before.deposit(kind, usual));
            let doubled = match Group::of(kind) {
                Group::Admin => 18_000_000u128,
                Group::Default | Group::Migration => 2_000_000,
            };
            assert_eq!(Uint128::new(doubled), after.deposit(kind, usual));
        }
    }

    #[test]
    fn a_poll_is_in_the_list_until_it_ends() {
        let mut polls = filled(2, 1, 0);

        polls.close(1);

        assert!(!polls.contains(1));
        assert!(polls.contains(3));
        assert_eq!((Some(2), 2), (polls.oldest(), polls.count()));
        polls.close(2);
        polls.close(3);
        assert_eq!((None, 0), (polls.oldest(), polls.count()));
    }

    #[test]
    fn a_poll_takes_one_byte_of_the_list_unless_numbers_are_far_apart() {
        let mut far = OpenPolls::default();
        far.open(1, Kind::Default);
        far.open(u64::MAX, Kind::Execute);

        for (polls, length) in [
            (OpenPolls::default(), 1),
            (filled(50, 20, 20), 91),
            (far, 1 + 1 + 10),
        ] {
            let bytes = polls.to_bytes();
            assert_eq!(length, bytes.len());
            assert_eq!(Ok(polls), OpenPolls::from_bytes(&bytes));
        }
    }

    /// T-14: storage traps.
    #[test]
    fn a_number_that_no_poll_or_group_has_is_damaged() {
        let mut bytes = vec![2, 4];
        (u128::from(u64::MAX) << GROUP_BITS).write(&mut bytes);
        assert_eq!(Err(BytesError::Damaged), OpenPolls::from_bytes(&bytes));

        let bytes = vec![1, 4 | 3];
        assert_eq!(Err(BytesError::Damaged), OpenPolls::from_bytes(&bytes));
    }
}
