//! Whatever plan a poll sets, the supply stays below the founding curve and every release is paid.

use cosmwasm_std::Uint128;
use mirror_factory::ContractError;
use mirror_protocol::factory::{ConfigUpdate, ExecuteMsg, FixedDistribution, Schedule};
use proptest::prelude::*;
use terraswap::token::Token;

use crate::before_post_initialize::{held, track, Bare, GENESIS_SUPPLY};
use crate::setup::weight;

const YEAR: u64 = 31_536_000;
/// mir-token.md section 3, without what exists at genesis.
const BY_YEAR: [u128; 5] = [
    0,
    128_100_000_000_000,
    201_300_000_000_000,
    265_350_000_000_000,
    315_675_000_000_000,
];

type Entries = Vec<(u64, u64, u128)>;

#[derive(Clone, Debug)]
enum Act {
    Pass(u64),
    Pools(Entries),
    Mirror(Entries),
    Accounts(Entries),
    Weigh(u32),
    Burn(u128),
    Give(u128),
}

/// What the founding schedule has released at a second after genesis, in whole micro MIR.
fn founding(elapsed: u64) -> u128 {
    let year = usize::try_from(elapsed / YEAR).unwrap();
    let Some(next) = BY_YEAR.get(year + 1) else {
        return BY_YEAR[4];
    };
    let rest = u128::from(elapsed % YEAR);
    BY_YEAR[year] + (next - BY_YEAR[year]) * rest / u128::from(YEAR)
}

/// Entries that follow each other, at up to 110 % of the first year's speed. The first begins when the
/// plan is set.
fn entries() -> impl Strategy<Value = Entries> {
    let percent = prop_oneof![Just(100u128), 0u128..=110];
    let entry = (0..YEAR / 9, 1..YEAR, percent);
    prop::collection::vec(entry, 0..6).prop_map(|list| {
        let mut end = 0;
        let entry = |(gap, length, percent): (u64, u64, u128)| {
            let start = end + gap;
            end = start + length;
            let whole = BY_YEAR[1] * u128::from(length) / u128::from(YEAR);
            (start, end, whole * percent / 100)
        };
        list.into_iter().map(entry).collect()
    })
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (1..YEAR / 2).prop_map(Act::Pass),
        1 => entries().prop_map(Act::Pools),
        1 => entries().prop_map(Act::Mirror),
        1 => entries().prop_map(Act::Accounts),
        1 => (0..=300u32).prop_map(Act::Weigh),
        1 => (1..1_000_000_000u128).prop_map(Act::Burn),
        1 => (1..1_000_000_000u128).prop_map(Act::Give),
    ]
}

/// A factory with its market, and how much MIR was burned.
struct Life {
    bare: Bare,
    burned: u128,
}

impl Life {
    /// A factory with an empty plan, and this much more MIR at genesis.
    fn new(more: u128) -> Self {
        let mut bare = Bare::with_supply(&held(&[]), true, GENESIS_SUPPLY + more);
        bare.make_pair();
        let set_up = bare.post_initialize(None);
        for msg in [set_up, ExecuteMsg::StartRelease {}] {
            bare.sends(&msg).expect("the release starts");
        }
        Self { bare, burned: 0 }
    }

    fn elapsed(&self) -> u64 {
        self.bare.market.chain.app.block_info().time.seconds() - 1_000
    }

    fn supply(&self) -> u128 {
        let token = Token(self.bare.mirror_token.clone());
        let supply = token.total_supply(&self.bare.market.chain.app.wrap());
        supply.unwrap().u128() + self.burned
    }

    fn changes(&mut self, update: ConfigUpdate) {
        // Some of these messages are accepted, some refused.
        let _ = self.bare.sends(&ExecuteMsg::UpdateConfig(update));
    }

    /// The same entries, moved to begin now.
    fn later(&self, entries: &Entries) -> Schedule {
        let now = self.elapsed();
        let shifted = |&(start, end, amount): &(u64, u64, u128)| (now + start, now + end, amount);
        track(&entries.iter().map(shifted).collect::<Vec<_>>())
    }

    /// A release is refused only if it is too early, or if no pool has a weight and nothing is due.
    fn distributes(&mut self) {
        let Err(refusal) = self.bare.sends(&ExecuteMsg::Distribute {}) else {
            return;
        };
        let refusal = refusal.downcast::<ContractError>().unwrap();
        assert!(
            matches!(
                refusal,
                ContractError::TooEarlyToDistribute { .. } | ContractError::NoPoolHasWeight {}
            ),
            "{refusal}"
        );
    }

    fn does(&mut self, act: Act) {
        let token = Token(self.bare.mirror_token.clone());
        let deployer = self.bare.deployer.clone();
        match act {
            Act::Pass(seconds) => {
                self.bare.market.chain.pass(seconds);
                self.distributes();
            }
            Act::Pools(entries) => self.changes(ConfigUpdate {
                distribution_schedule: Some(self.later(&entries)),
                ..ConfigUpdate::default()
            }),
            Act::Mirror(entries) => self.changes(ConfigUpdate {
                mirror_distribution_schedule: Some(self.later(&entries)),
                ..ConfigUpdate::default()
            }),
            Act::Accounts(entries) => {
                let account = self.bare.market.account("community");
                self.changes(ConfigUpdate {
                    fixed_distributions: Some(vec![FixedDistribution {
                        recipient: account.to_string(),
                        schedule: self.later(&entries),
                    }]),
                    ..ConfigUpdate::default()
                });
            }
            Act::Weigh(share) => {
                let msg = weight(&self.bare.mirror_token, share);
                self.bare.sends(&msg).unwrap();
            }
            Act::Burn(amount) => {
                let burn = token.burn(Uint128::new(amount)).unwrap();
                self.bare.market.send(&deployer, burn).unwrap();
                self.burned += amount;
            }
            Act::Give(amount) => self.bare.pays_in(amount),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_plan_makes_the_supply_run_ahead_or_a_release_fail(
        more in prop_oneof![Just(0u128), Just(150_000_000_000_000u128)],
        acts in prop::collection::vec(act(), 1..40),
    ) {
        let mut life = Life::new(more);
        for act in acts {
            life.does(act);
            let most = GENESIS_SUPPLY + more + founding(life.elapsed());
            prop_assert!(life.supply() <= most);
        }

        // The last plan is paid to its end.
        life.does(Act::Weigh(300));
        life.does(Act::Pass(80 * YEAR));
        prop_assert!(life.supply() <= 370_575_000_000_000 + life.burned);
    }
}
