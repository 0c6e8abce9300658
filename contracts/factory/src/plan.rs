//! How MIR is released over time: the tracks, and the limits on all of them together.

use cosmwasm_std::{ensure, Addr, Api, Uint128};
use mirror_bytes::in_bytes;
use mirror_math::schedule::released;
use mirror_protocol::factory::{FixedDistribution, Schedule};

use crate::error::ContractError;
use crate::release_curve;

/// The most that all tracks together may ever give: the supply of MIR less what exists at genesis.
pub const LARGEST_RELEASE: Uint128 = Uint128::new(315_675_000_000_000);
/// The most recipients of fixed distributions, since every release pays all of them.
pub const MOST_FIXED: usize = 10;
/// The most entries of all tracks together, since a release reads them all and a new plan is
/// compared with the founding curve at each.
pub const MOST_ENTRIES: usize = 64;

/// The tracks, and the contracts through which they are paid.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// When the schedules start, in UNIX seconds; `None` while the release is held.
    pub genesis_time: Option<u64>,
    /// The track that the pools share by weight.
    pub pools: Schedule,
    /// The MIR pool's own track; without one it shares in that of the pools.
    pub mirror: Option<Schedule>,
    /// The tracks of accounts.
    pub fixed: Vec<Fixed>,
    /// When the tracks last changed, in UNIX seconds.
    pub changed: u64,
    /// What all tracks had released before `changed`.
    pub released_before: Uint128,
    /// `None` before `post_initialize`.
    pub payment: Option<Payment>,
}

/// The track of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixed {
    /// Who is paid.
    pub recipient: Addr,
    /// How much, and when.
    pub schedule: Schedule,
}

/// The contracts through which a release is paid. They never change, so they are copied here from the
/// configuration: `distribute` reads one record less.
#[derive(Clone, Debug, PartialEq)]
pub struct Payment {
    /// The MIR token.
    pub mirror_token: Addr,
    /// The staking contract.
    pub staking_contract: Addr,
    /// Whether the factory was the minter of MIR when it was set up. It then still is: only the minter
    /// can name another one, and the factory never does.
    pub is_minter: bool,
}

in_bytes!(Payment {
    mirror_token,
    staking_contract,
    is_minter
});

in_bytes!(Fixed {
    recipient,
    schedule
});

in_bytes!(Plan {
    genesis_time,
    pools,
    mirror,
    fixed,
    changed,
    released_before,
    payment
});

impl Plan {
    /// Check each track, what they give together, and how fast. Returns what will have been released
    /// when all tracks have ended.
    pub fn check(&self) -> Result<Uint128, ContractError> {
        ensure!(
            self.fixed.len() <= MOST_FIXED,
            ContractError::TooManyFixedDistributions {
                received: self.fixed.len(),
                most: MOST_FIXED
            }
        );
        let mut entries = vec![];
        for track in self.tracks() {
            check_schedule(track)?;
            entries.extend_from_slice(track);
        }
        ensure!(
            entries.len() <= MOST_ENTRIES,
            ContractError::TooManyEntries {
                received: entries.len(),
                most: MOST_ENTRIES
            }
        );

        let mut sum = self.released_before;
        for (_, _, amount) in &entries {
            sum = sum.checked_add(*amount)?;
        }
        sum = sum.checked_sub(self.released_at(&entries, self.changed)?)?;
        ensure!(
            sum <= LARGEST_RELEASE,
            ContractError::ReleaseExceedsSupply {
                planned: sum,
                most: LARGEST_RELEASE
            }
        );
        release_curve::ensure_not_ahead(entries, self.released_before, self.elapsed(self.changed))?;
        Ok(sum)
    }

    /// What a track releases from one time to a later one: the difference of what it has released at
    /// both times. So any number of calls gives together exactly what is planned.
    pub fn due(&self, track: &Schedule, from: u64, to: u64) -> Result<Uint128, ContractError> {
        let due = self
            .released_at(track, to)?
            .checked_sub(self.released_at(track, from)?)?;
        Ok(due)
    }

    /// Note what the present tracks have released, before they change.
    pub fn close(&mut self, now: u64) -> Result<(), ContractError> {
        let mut released = self.released_before;
        for track in self.tracks() {
            released = released.checked_add(self.due(track, self.changed, now)?)?;
        }
        self.released_before = released;
        self.changed = now;
        Ok(())
    }

    /// The contracts through which a release is paid; refuse before `post_initialize`.
    pub fn payment(&self) -> Result<&Payment, ContractError> {
        self.payment
            .as_ref()
            .ok_or(ContractError::NotInitialized {})
    }

    fn released_at(&self, track: &Schedule, time: u64) -> Result<Uint128, ContractError> {
        Ok(released(track, self.elapsed(time))?)
    }

    /// Seconds from genesis to `time`; 0 while the release is held, so that nothing is released.
    fn elapsed(&self, time: u64) -> u64 {
        self.genesis_time
            .map_or(0, |genesis| time.saturating_sub(genesis))
    }

    fn tracks(&self) -> impl Iterator<Item = &Schedule> {
        let fixed = self.fixed.iter().map(|fixed| &fixed.schedule);
        [&self.pools].into_iter().chain(&self.mirror).chain(fixed)
    }
}

/// The tracks of accounts, with the recipients' addresses checked.
pub fn fixed_tracks(
    api: &dyn Api,
    given: Vec<FixedDistribution>,
) -> Result<Vec<Fixed>, ContractError> {
    given
        .into_iter()
        .map(|fixed| {
            Ok(Fixed {
                recipient: api.addr_validate(&fixed.recipient)?,
                schedule: fixed.schedule,
            })
        })
        .collect()
}

/// Refuse entries out of order, overlapping or without length, so that each second is paid once.
fn check_schedule(schedule: &Schedule) -> Result<(), ContractError> {
    let mut last_end = 0;
    for &(start, end, _) in schedule {
        ensure!(
            start < end && last_end <= start,
            ContractError::ScheduleUnusable { start, end }
        );
        last_end = end;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(pools: &[(u64, u64, u128)]) -> Plan {
        Plan {
            genesis_time: Some(1_000),
            pools: schedule(pools),
            mirror: None,
            fixed: vec![],
            changed: 1_000,
            released_before: Uint128::zero(),
            payment: None,
        }
    }

    fn schedule(entries: &[(u64, u64, u128)]) -> Schedule {
        let entry = |&(start, end, amount)| (start, end, Uint128::new(amount));
        entries.iter().map(entry).collect()
    }

    const YEAR: u64 = 31_536_000;

    #[test]
    fn entries_are_in_order_apart_and_of_some_length() {
        for good in [&[][..], &[(0, 1, 5)], &[(3, 7, 1), (7, 8, 1), (20, 30, 0)]] {
            let sum = good.iter().map(|entry| entry.2).sum::<u128>();
            assert_eq!(Ok(Uint128::new(sum)), plan(good).check());
        }

        let refused = [
            (&[(5, 5, 1)][..], (5, 5)),
            (&[(6, 5, 1)], (6, 5)),
            (&[(0, 5, 1), (4, 6, 1)], (4, 6)),
            (&[(5, 6, 1), (0, 1, 1)], (0, 1)),
            (&[(0, 5, 1), (0, 5, 1)], (0, 5)),
        ];
        for (bad, (start, end)) in refused {
            assert_eq!(
                Err(ContractError::ScheduleUnusable { start, end }),
                plan(bad).check()
            );
        }
    }

    /// T-74: MIR above 370,575,000.
    #[test]
    fn all_tracks_together_stay_below_the_supply() {
        let over = 8 * YEAR;
        let mut all = plan(&[(0, over, 315_674_999_999_998)]);
        all.mirror = Some(schedule(&[(0, over, 1)]));
        let fixed = |amount| Fixed {
            recipient: Addr::unchecked("community"),
            schedule: schedule(&[(0, over, amount)]),
        };

        all.fixed = vec![fixed(1)];
        assert_eq!(Ok(LARGEST_RELEASE), all.check());
        all.fixed = vec![fixed(2)];
        let expected = ContractError::ReleaseExceedsSupply {
            planned: Uint128::new(315_675_000_000_001),
            most: LARGEST_RELEASE,
        };
        assert_eq!(Err(expected), all.check());
    }

    #[test]
    fn a_later_plan_may_give_what_the_former_had_not_released() {
        let mut all = plan(&[(0, 8 * YEAR, 315_675_000_000_000)]);

        all.close(1_000 + 4 * YEAR).unwrap();
        let late = |amount| (8 * YEAR, 12 * YEAR, amount);
        all.pools = schedule(&[(0, 8 * YEAR, 2), late(157_837_499_999_999)]);

        // Half is released; of the first new entry half is past and never given.
        assert_eq!(Uint128::new(157_837_500_000_000), all.released_before);
        assert_eq!(Ok(LARGEST_RELEASE), all.check());
        all.pools = schedule(&[late(157_837_500_000_001)]);
        assert!(all.check().is_err());
    }

    #[test]
    fn all_tracks_together_have_64_entries_at_most() {
        let entries = |count| (0..count).map(|at| (at, at + 1, 1)).collect::<Vec<_>>();
        let mut all = plan(&entries(30));
        all.mirror = Some(schedule(&entries(20)));
        let fixed = |count| Fixed {
            recipient: Addr::unchecked("community"),
            schedule: schedule(&entries(count)),
        };

        all.fixed = vec![fixed(4), fixed(10)];
        assert_eq!(Ok(Uint128::new(64)), all.check());
        all.fixed = vec![fixed(5), fixed(10)];
        let expected = ContractError::TooManyEntries {
            received: 65,
            most: 64,
        };
        assert_eq!(Err(expected), all.check());
    }

    /// factory.md section 6: schedules count from genesis, and a plan from the second it is made in.
    #[test]
    fn a_plan_is_compared_with_the_curve_from_its_own_second_on() {
        let mut all = plan(&[]);
        all.changed = 1_000 + 3 * YEAR;
        let second = 3 * YEAR;

        // The time before gives nothing any more, however much its entry has.
        all.pools = schedule(&[(0, 1, 200_000_000_000_000)]);
        assert_eq!(Ok(Uint128::zero()), all.check());
        all.pools = schedule(&[(second, second + 1, 4_062_024)]);
        assert_eq!(Ok(Uint128::new(4_062_024)), all.check());
        all.pools = schedule(&[(second, second + 1, 4_062_025)]);
        let expected = ContractError::ReleaseTooFast {
            at: second,
            planned: Uint128::new(4_062_025),
            most: Uint128::new(4_062_024),
        };
        assert_eq!(Err(expected), all.check());
    }

    #[test]
    fn ten_accounts_at_most_are_paid() {
        let mut all = plan(&[]);
        let fixed = Fixed {
            recipient: Addr::unchecked("community"),
            schedule: vec![],
        };

        all.fixed = vec![fixed.clone(); 10];
        assert_eq!(Ok(Uint128::zero()), all.check());
        all.fixed = vec![fixed; 11];
        let expected = ContractError::TooManyFixedDistributions {
            received: 11,
            most: 10,
        };
        assert_eq!(Err(expected), all.check());
    }
}
