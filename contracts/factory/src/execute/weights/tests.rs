use std::collections::BTreeMap;

use cosmwasm_std::testing::{MockApi, MockStorage};
use proptest::prelude::*;

use super::*;
use crate::dues::Dues;
use crate::plan::{Fixed, Payment};
use crate::state::FIXED_UNSENT;

/// A model that divides at each change, with the formulas of factory.md section 6 and plain numbers.
/// Pools are named by their index; pool 0 is that of MIR.
#[derive(Default)]
struct Eager {
    track: Vec<(u64, u64, u128)>,
    mirror: Option<Vec<(u64, u64, u128)>>,
    weights: BTreeMap<usize, u128>,
    unsent: BTreeMap<usize, u128>,
    carry: u128,
    mirror_carry: u128,
    last: u64,
}

impl Eager {
    fn released(track: &[(u64, u64, u128)], time: u64) -> u128 {
        let due = |&(start, end, amount): &(u64, u64, u128)| {
            let passed = time.clamp(start, end) - start;
            amount * u128::from(passed) / u128::from(end - start)
        };
        track.iter().map(due).sum()
    }

    fn accrue(&mut self, now: u64) {
        if now == self.last {
            return;
        }
        let due = |track: &[_]| Self::released(track, now) - Self::released(track, self.last);
        let mut pot = self.carry + due(&self.track);
        let own = self.mirror.as_deref().map(due);
        let shares: Vec<(usize, u128)> = self
            .weights
            .iter()
            .filter(|(pool, _)| own.is_none() || **pool != 0)
            .map(|(pool, weight)| (*pool, *weight))
            .collect();
        let sum: u128 = shares.iter().map(|(_, weight)| weight).sum();
        let whole = pot;
        for (pool, weight) in shares.iter().filter(|_| sum > 0) {
            let part = whole * weight / sum;
            *self.unsent.entry(*pool).or_default() += part;
            pot -= part;
        }
        self.carry = pot;
        if let Some(own) = own {
            self.mirror_carry += own;
            if self.weights[&0] > 0 {
                *self.unsent.entry(0).or_default() += std::mem::take(&mut self.mirror_carry);
            }
        }
        self.last = now;
    }

    fn distribute(&mut self, now: u64) -> BTreeMap<usize, u128> {
        self.accrue(now);
        self.unsent.retain(|_, amount| *amount > 0);
        std::mem::take(&mut self.unsent)
    }
}

/// The real code on a storage of its own, with the same names of pools.
struct Lazy {
    storage: MockStorage,
    api: MockApi,
}

impl Lazy {
    fn new(track: &[(u64, u64, u128)], mirror: Option<&[(u64, u64, u128)]>) -> Self {
        let mut lazy = Self {
            storage: MockStorage::new(),
            api: MockApi::default(),
        };
        let plan = Plan {
            genesis_time: Some(0),
            pools: schedule(track),
            mirror: mirror.map(schedule),
            fixed: vec![],
            changed: 0,
            released_before: Uint128::zero(),
            payment: Some(Payment {
                mirror_token: lazy.token(0),
                staking_contract: lazy.api.addr_make("staking"),
                is_minter: true,
            }),
        };
        PLAN.save(&mut lazy.storage, &plan);
        LEDGER.save(&mut lazy.storage, &Ledger::new(0));
        let mirror_token = lazy.token(0);
        open_first(&mut lazy.storage, &lazy.api, &mirror_token).unwrap();
        lazy
    }

    fn token(&self, index: usize) -> Addr {
        self.api.addr_make(&format!("token {index}"))
    }

    fn open(&mut self, index: usize, weight: u32, now: u64) {
        let token = self.token(index);
        open(&mut self.storage, &self.api, &token, weight, now).unwrap();
    }

    fn reweigh(&mut self, index: usize, weight: u32, now: u64) -> Result<(), ContractError> {
        let token = self.token(index);
        reweigh(&mut self.storage, &self.api, &token, weight, now)
    }

    fn close(&mut self, index: usize, now: u64) -> Result<u32, ContractError> {
        let token = self.token(index);
        close(&mut self.storage, &self.api, &token, now)
    }

    fn settle(&mut self, now: u64) {
        let plan = PLAN.load(&self.storage).unwrap();
        settle(&mut self.storage, &self.api, &plan, now).unwrap();
    }

    fn dues(&mut self, now: u64) -> Dues {
        let plan = PLAN.load(&self.storage).unwrap();
        let mut ledger = LEDGER.load(&self.storage).unwrap();
        let dues = state::dues(&self.storage, &self.api, &plan, &mut ledger, now).unwrap();
        LEDGER.save(&mut self.storage, &ledger);
        dues
    }

    fn distribute(&mut self, now: u64) -> BTreeMap<usize, u128> {
        let dues = self.dues(now);
        let index = |asset: &CanonicalAddr| {
            let token = self.api.addr_humanize(asset).unwrap();
            (0..).find(|index| self.token(*index) == token).unwrap()
        };
        let sent = dues
            .pools
            .iter()
            .filter(|entry| !entry.pool.unsent.is_zero())
            .map(|entry| (index(&entry.asset), entry.pool.unsent.u128()))
            .collect();
        state::clear_dues(&mut self.storage, dues).unwrap();
        sent
    }

    fn ledger(&self) -> Ledger {
        LEDGER.load(&self.storage).unwrap()
    }
}

fn schedule(track: &[(u64, u64, u128)]) -> Vec<(u64, u64, Uint128)> {
    let entry = |&(start, end, amount)| (start, end, Uint128::new(amount));
    track.iter().map(entry).collect()
}

#[derive(Clone, Debug)]
enum Step {
    Open(u32),
    Reweigh(usize, u32),
    Close(usize),
    Settle,
    Distribute,
}

fn weight() -> impl Strategy<Value = u32> {
    prop_oneof![
        Just(0),
        Just(1),
        Just(30),
        Just(100),
        0..500u32,
        Just(u32::MAX)
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => weight().prop_map(Step::Open),
        3 => (0..12usize, weight()).prop_map(|(pool, weight)| Step::Reweigh(pool, weight)),
        2 => (1..12usize).prop_map(Step::Close),
        1 => Just(Step::Settle),
        2 => Just(Step::Distribute),
    ]
}

/// Do the same step with both. Both have to send the same.
fn apply(lazy: &mut Lazy, eager: &mut Eager, opened: &mut usize, step: Step, now: u64) {
    match step {
        Step::Open(weight) => {
            *opened += 1;
            lazy.open(*opened, weight, now);
            eager.accrue(now);
            eager.weights.insert(*opened, weight.into());
        }
        Step::Reweigh(pool, weight) => {
            let is_open = eager.weights.contains_key(&pool);
            assert_eq!(is_open, lazy.reweigh(pool, weight, now).is_ok());
            if is_open {
                eager.accrue(now);
                eager.weights.insert(pool, weight.into());
            }
        }
        Step::Close(pool) => {
            let former = eager.weights.get(&pool).copied();
            assert_eq!(former, lazy.close(pool, now).ok().map(u128::from));
            if former.is_some() {
                eager.accrue(now);
                eager.weights.remove(&pool);
            }
        }
        Step::Settle => {
            lazy.settle(now);
            eager.accrue(now);
        }
        Step::Distribute => assert_eq!(eager.distribute(now), lazy.distribute(now)),
    }
    assert_eq!(eager.last, lazy.ledger().last_distributed());
    assert_eq!(eager.weights.len(), lazy.ledger().pools as usize);
}

proptest! {
    #[test]
    fn lazy_and_eager_division_agree(
        two_tracks: bool,
        amounts in [0..1_000_000_000_000u128, 0..1_000u128, 0..1_000_000_000_000u128],
        steps in prop::collection::vec((0..400u64, step()), 1..60),
    ) {
        let track = vec![(100, 4_000, amounts[0]), (4_000, 9_000, amounts[1])];
        let mirror = two_tracks.then(|| vec![(0, 7_000, amounts[2])]);
        let mut lazy = Lazy::new(&track, mirror.as_deref());
        let mut eager = Eager { track, mirror, ..Eager::default() };
        eager.weights.insert(0, MIRROR_WEIGHT.into());

        let (mut now, mut opened) = (0, 0);
        for (seconds, step) in steps {
            // Often no second passes, as within one transaction.
            now += seconds.saturating_sub(150);
            apply(&mut lazy, &mut eager, &mut opened, step, now);
        }
        apply(&mut lazy, &mut eager, &mut opened, Step::Distribute, now + 1_000);

        let ledger = lazy.ledger();
        prop_assert_eq!(eager.carry, ledger.carry.u128());
        prop_assert_eq!(eager.mirror_carry, ledger.mirror_carry.u128());
        // Only open pools are left, and nothing is owed to them.
        prop_assert_eq!(eager.weights.len(), state::pools(&lazy.storage).unwrap().len());
    }
}

#[test]
fn the_ninth_change_divides_what_the_others_noted() {
    let mut lazy = Lazy::new(&[(0, 1_000, 8_000)], None);
    let owed = |lazy: &Lazy| {
        let pools = state::pools(&lazy.storage).unwrap();
        pools.iter().map(|entry| entry.pool.unsent.u128()).sum()
    };

    for second in 1..=8 {
        lazy.reweigh(0, 1, second).unwrap();
    }
    assert_eq!((8, 0u128), (lazy.ledger().changes.len(), owed(&lazy)));

    lazy.reweigh(0, 1, 9).unwrap();
    assert_eq!((1, 72), (lazy.ledger().changes.len(), owed(&lazy)));
}

#[test]
fn at_most_128_pools_have_a_weight() {
    let mut lazy = Lazy::new(&[], None);
    for index in 1..128 {
        lazy.open(index, 30, 0);
    }

    let token = lazy.token(128);
    let refusal = open(&mut lazy.storage, &lazy.api, &token, 30, 0);
    assert_eq!(
        Err(ContractError::TooManyPools { most: MOST_POOLS }),
        refusal
    );

    lazy.close(5, 0).unwrap();
    lazy.open(128, 30, 0);
}

#[test]
fn a_closed_pool_can_not_be_changed() {
    let mut lazy = Lazy::new(&[(0, 10, 10)], None);
    lazy.open(1, 30, 0);
    lazy.close(1, 5).unwrap();

    let expected = ContractError::NoDistributionInfo {
        asset: lazy.token(1).to_string(),
    };
    assert_eq!(Err(expected), lazy.reweigh(1, 30, 6));
    assert!(lazy.close(1, 6).is_err());
    assert!(lazy.reweigh(2, 30, 6).is_err());
}

#[test]
fn what_an_account_is_owed_survives_a_change_of_plan() {
    let mut lazy = Lazy::new(&[], None);
    let community = lazy.api.addr_make("community");
    let fixed = |amount| Fixed {
        recipient: community.clone(),
        schedule: schedule(&[(0, 100, amount)]),
    };
    let set_plan = |lazy: &mut Lazy, fixed| {
        let mut plan = PLAN.load(&lazy.storage).unwrap();
        plan.fixed = fixed;
        PLAN.save(&mut lazy.storage, &plan);
    };

    set_plan(&mut lazy, vec![fixed(1_000), fixed(100)]);
    lazy.settle(50);
    set_plan(&mut lazy, vec![fixed(10)]);
    let dues = lazy.dues(100);

    // 550 under the former plan, 5 under the new one.
    let owed = BTreeMap::from([(community, Uint128::new(555))]);
    assert_eq!(owed, dues.fixed);
    state::clear_dues(&mut lazy.storage, dues).unwrap();
    assert!(FIXED_UNSENT.is_empty(&lazy.storage));
}

#[test]
fn more_debts_of_former_plans_than_one_release_pays_wait_and_none_is_lost() {
    let mut lazy = Lazy::new(&[], None);
    for index in 0..40 {
        let recipient = lazy.api.addr_make(&format!("recipient {index}"));
        let owed = Uint128::new(7);
        FIXED_UNSENT
            .save(&mut lazy.storage, &recipient, &owed)
            .unwrap();
    }

    let mut paid = vec![];
    for second in 1..=3 {
        let dues = lazy.dues(second);
        paid.push(dues.fixed.len());
        state::clear_dues(&mut lazy.storage, dues).unwrap();
    }

    assert_eq!(vec![30, 10, 0], paid);
}
