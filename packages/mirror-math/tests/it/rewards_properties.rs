//! Random lives of a side of a pool: stakers come, go and are paid, deposits arrive, and at each
//! moment what everybody has is compared with exact fractions (I-13, I-14).

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::rewards::{earned, Rewards, SPREAD_OF_CARRIED};
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;

use crate::exact::{config, units, whole};

const STAKERS: usize = 4;

/// Something that happens so many seconds after what happened before.
#[derive(Clone, Debug)]
enum Event {
    Bond(usize, u64),
    /// A part of what is bonded, in percent.
    Unbond(usize, u64),
    Withdraw(usize),
    Deposit(u64),
}

fn event() -> impl Strategy<Value = Event> {
    let staker = || 0..STAKERS;
    // Tiny amounts as often as large ones.
    let amount =
        || (0u32..40, any::<u64>()).prop_map(|(bits, number)| (number >> (63 - bits)).max(1));
    prop_oneof![
        2 => (staker(), amount()).prop_map(|(who, amount)| Event::Bond(who, amount)),
        2 => (staker(), 1u64..=100).prop_map(|(who, part)| Event::Unbond(who, part)),
        3 => staker().prop_map(Event::Withdraw),
        3 => amount().prop_map(Event::Deposit),
    ]
}

/// A second, a block, an hour, a day, a month.
fn pause() -> impl Strategy<Value = u64> {
    prop_oneof![
        2 => Just(0u64),
        2 => 1u64..10,
        2 => 0u64..4_000,
        2 => 0u64..100_000,
        1 => 0u64..3_000_000,
    ]
}

#[derive(Clone, Copy, Default)]
struct Stake {
    bond: Uint128,
    index: Decimal,
    owed: Uint128,
}

/// A side as the contract keeps it: whoever bonds or unbonds stores it, whoever is paid does not.
#[derive(Clone, Default)]
struct Kept {
    rewards: Rewards,
    total: Uint128,
    stakes: [Stake; STAKERS],
    deposited: Uint128,
    paid: [Uint128; STAKERS],
    now: u64,
}

impl Kept {
    fn index(&self) -> Decimal {
        let mut rewards = self.rewards;
        rewards.settle(self.now, self.total).unwrap();
        rewards.index
    }

    fn settle(&mut self, who: usize) {
        let index = self.index();
        let stake = &mut self.stakes[who];
        stake.owed += earned(stake.bond, stake.index, index).unwrap();
        stake.index = index;
    }

    fn happens(&mut self, event: &Event) {
        match *event {
            Event::Bond(who, amount) => self.restakes(who, |bond| bond + Uint128::from(amount)),
            Event::Unbond(who, part) => {
                self.restakes(who, |bond| bond.multiply_ratio(100 - part, 100u64));
            }
            Event::Withdraw(who) => {
                self.settle(who);
                let owed = std::mem::take(&mut self.stakes[who].owed);
                self.paid[who] += owed;
            }
            Event::Deposit(amount) => {
                self.rewards.settle(self.now, self.total).unwrap();
                self.rewards.add(amount.into(), self.total).unwrap();
                self.deposited += Uint128::from(amount);
            }
        }
    }

    fn restakes(&mut self, who: usize, change: impl Fn(Uint128) -> Uint128) {
        self.settle(who);
        self.rewards.settle(self.now, self.total).unwrap();
        let stake = &mut self.stakes[who];
        self.total -= stake.bond;
        stake.bond = change(stake.bond);
        self.total += stake.bond;
    }

    /// What somebody was paid and would be paid now.
    fn has(&self, who: usize) -> Uint128 {
        let stake = self.stakes[who];
        let since = earned(stake.bond, stake.index, self.index()).unwrap();
        self.paid[who] + stake.owed + since
    }

    fn left(&self) -> Uint128 {
        let mut rewards = self.rewards;
        rewards.settle(self.now, self.total).unwrap();
        rewards.left().unwrap()
    }
}

/// Two flows and their stakers in exact fractions. Only the ends of the flows are whole seconds, which is
/// a rule and not a rounding; they are taken from the side under test.
#[derive(Clone)]
struct Exact {
    left: [BigRational; 2],
    bonds: [Uint128; STAKERS],
    has: [BigRational; STAKERS],
}

impl Exact {
    fn new() -> Self {
        let zero = BigRational::zero;
        Self {
            left: [zero(), zero()],
            bonds: [Uint128::zero(); STAKERS],
            has: [zero(), zero(), zero(), zero()],
        }
    }

    fn pass(&mut self, elapsed: u64, seconds: [u64; 2]) {
        let total: Uint128 = self.bonds.iter().sum();
        if total.is_zero() {
            return;
        }
        for (left, seconds) in self.left.iter_mut().zip(seconds) {
            let out = if elapsed >= seconds {
                left.clone()
            } else {
                &*left * whole(elapsed) / whole(seconds)
            };
            *left -= &out;
            for (has, bond) in self.has.iter_mut().zip(self.bonds) {
                *has += &out * units(bond) / units(total);
            }
        }
    }
}

/// Both side by side. The exact one follows the ends of the other, also between its changes.
fn lives(events: &[(u64, Event)], mut look: impl FnMut(&Kept, &Exact, u128)) {
    let (mut kept, mut exact) = (Kept::default(), Exact::new());
    let mut roundings = 0;
    for (pause, event) in events {
        let mut before = kept.rewards;
        before.settle(kept.now, kept.total).unwrap();
        exact.pass(*pause, [before.flow.seconds, before.carried.seconds]);
        kept.now += pause;

        kept.happens(event);
        match *event {
            Event::Deposit(amount) => {
                let carried = kept.total.is_zero();
                exact.left[usize::from(carried)] += whole(amount);
            }
            Event::Bond(who, _) | Event::Unbond(who, _) => {
                exact.bonds[who] = kept.stakes[who].bond;
            }
            Event::Withdraw(_) => {}
        }
        // Two flows, an index and a claim are cut at each.
        roundings += 4;
        look(&kept, &exact, roundings);
    }
}

fn events() -> impl Strategy<Value = Vec<(u64, Event)>> {
    proptest::collection::vec((pause(), event()), 1..60)
}

proptest! {
    #![proptest_config(config())]

    /// I-14: rewards paid never exceed those deposited.
    #[test]
    fn payouts_never_exceed_deposits_whoever_is_paid_when(events in events()) {
        let mut index = Decimal::zero();
        lives(&events, |kept, _, _| {
            let has: Uint128 = (0..STAKERS).map(|who| kept.has(who)).sum();
            assert!(has + kept.left() <= kept.deposited);
            assert!(kept.index() >= index);
            index = kept.index();
        });
    }

    #[test]
    fn everybody_has_what_the_exact_model_says_but_for_rounding(events in events()) {
        lives(&events, |kept, exact, roundings| {
            for who in 0..STAKERS {
                let difference = units(kept.has(who)) - &exact.has[who];
                assert!(difference <= whole(roundings), "{who} has {difference} too much");
                assert!(-difference.clone() <= whole(roundings), "{who} lacks {difference}");
            }
        });
    }

    #[test]
    fn nothing_carried_stays_once_somebody_stakes(events in events()) {
        lives(&events, |kept, _, roundings| {
            let mut later = kept.clone();
            later.happens(&Event::Bond(0, 1));
            later.now += SPREAD_OF_CARRIED;

            assert_eq!(later.left(), Uint128::zero());
            let has: Uint128 = (0..STAKERS).map(|who| later.has(who)).sum();
            assert!(later.deposited - has <= Uint128::new(roundings + 4));
        });
    }

    /// An account that bonds and unbonds single units at any moment changes little for the others: no
    /// more than a second for each deposit, since ends are whole seconds, and the weight of one unit. That
    /// moves an end by more than two seconds only while less than 43,200 units flow.
    #[test]
    fn dust_changes_nothing_for_others_but_dust(
        deposits in proptest::collection::vec((0u64..40_000, 86_400_000u64..1 << 40), 1..8),
        dust in proptest::collection::vec((0u64..4_000, 0usize..4), 0..60),
    ) {
        let seconds = 2 * (deposits.len() + dust.len()) as u64;
        let most = 43_200 + 60 + 4 * 60;
        let moments: Vec<u64> = (0..20).map(|step| 1_000 + step * 20_000).collect();
        let shifted = |shift: i64| {
            let moments = moments.iter();
            moments.map(|moment| moment.saturating_add_signed(shift)).collect::<Vec<_>>()
        };
        let honest = steps(&deposits, &[]);
        let dusty = steps(&deposits, &dust);

        let shift = seconds as i64;
        let without = earnings(&honest, &moments);
        let earlier = earnings(&dusty, &shifted(-shift));
        let later = earnings(&dusty, &shifted(shift));

        for (without, (earlier, later)) in without.into_iter().zip(earlier.into_iter().zip(later)) {
            prop_assert!(earlier <= without + most, "squeezed: {earlier} {without}");
            prop_assert!(later + most >= without, "held up: {later} {without}");
        }
    }
}

/// Deposits, and what an account does with single units in between, in the order of time.
fn steps(deposits: &[(u64, u64)], dust: &[(u64, usize)]) -> Vec<(u64, Event)> {
    let mut steps = vec![];
    let mut now = 0;
    for (pause, amount) in deposits {
        now += pause;
        steps.push((now, Event::Deposit(*amount)));
    }
    now = 0;
    for (pause, kind) in dust {
        now += pause;
        let event = match kind {
            0 => Event::Bond(1, 1),
            1 => Event::Unbond(1, 100),
            2 => Event::Withdraw(1),
            _ => Event::Deposit(1),
        };
        steps.push((now, event));
    }
    steps.sort_by_key(|(now, _)| *now);
    steps
}

/// What a large staker, who is there from the beginning, has at these moments.
fn earnings(steps: &[(u64, Event)], moments: &[u64]) -> Vec<u128> {
    let mut kept = Kept::default();
    kept.happens(&Event::Bond(0, 1 << 50));
    let mut steps = steps.iter().peekable();
    let mut seen = vec![];
    for moment in moments {
        while let Some((now, event)) = steps.next_if(|(now, _)| now <= moment) {
            kept.now = *now;
            kept.happens(event);
        }
        kept.now = *moment;
        seen.push(kept.has(0).u128());
    }
    seen
}
