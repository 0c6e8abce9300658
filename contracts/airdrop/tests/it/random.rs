//! Random stages and claims, compared with a simple model.

use std::collections::BTreeSet;

use cosmwasm_std::Addr;
use mirror_protocol::airdrop::ExecuteMsg;
use proptest::prelude::*;

use crate::setup::{claim, clawback, register, List, Setup};

const PEOPLE: usize = 6;

/// A step of a random run.
#[derive(Clone, Debug)]
enum Act {
    PayIn(u128),
    /// A list of this many accounts; a total that is right, too small or absent; seconds until it expires.
    Register(usize, Option<i8>, Option<u64>),
    /// A stage, the sender, the account, and how far the amount is from the right one.
    Claim(u8, usize, usize, i8),
    ClawBack(u8),
    Wait(u64),
}

fn any_act() -> impl Strategy<Value = Act> {
    let off = prop_oneof![5 => Just(0i8), 1 => Just(-1)];
    prop_oneof![
        2 => (1u128..100).prop_map(Act::PayIn),
        2 => (1..=PEOPLE, proptest::option::of(off.clone()), proptest::option::of(1u64..200))
            .prop_map(|(size, total, life)| Act::Register(size, total, life)),
        8 => (0u8..8, 0..PEOPLE, 0..PEOPLE, off)
            .prop_map(|(stage, by, of, off)| Act::Claim(stage, by, of, off)),
        2 => (0u8..8).prop_map(Act::ClawBack),
        1 => (1u64..60).prop_map(Act::Wait),
    ]
}

/// A stage in the model.
struct Stage {
    list: List,
    size: usize,
    left: Option<u128>,
    end: Option<u64>,
    is_closed: bool,
}

/// The airdrop and its model.
struct Ledger {
    setup: Setup,
    people: Vec<Addr>,
    stages: Vec<Stage>,
    paid: BTreeSet<(u8, usize)>,
    balance: u128,
}

/// What account `number` has in every list.
fn share(number: usize) -> u128 {
    5 * number as u128 + 3
}

impl Ledger {
    fn new() -> Self {
        let setup = Setup::new();
        let name = |number| setup.chain.account(&format!("person {number}"));
        Self {
            people: (0..PEOPLE).map(name).collect(),
            setup,
            stages: vec![],
            paid: BTreeSet::new(),
            balance: 0,
        }
    }

    fn owed(&self) -> u128 {
        let live = self.stages.iter().filter(|stage| !stage.is_closed);
        live.filter_map(|stage| stage.left).sum()
    }

    /// Do the step, and compare the contract's answer with that of the model.
    fn act(&mut self, act: Act) {
        match act {
            Act::PayIn(amount) => {
                self.setup.pay_in(amount);
                self.balance += amount;
            }
            Act::Wait(seconds) => self.setup.chain.pass(seconds),
            Act::Register(size, off, life) => self.register(size, off, life),
            Act::Claim(stage, by, of, off) => self.claim(stage, by, of, off),
            Act::ClawBack(number) => self.claw_back(number),
        }
        assert_eq!(self.balance, self.setup.balance(&self.setup.airdrop));
        assert_eq!(self.owed(), self.setup.reserved());
    }

    fn register(&mut self, size: usize, off: Option<i8>, life: Option<u64>) {
        let entries = (0..size).map(|number| (self.people[number].clone(), share(number)));
        let list = List::new(entries.collect());
        let sum: u128 = (0..size).map(share).sum();
        let left = off.map(|off| sum.saturating_add_signed(off.into()));
        let end = life.map(|life| self.setup.chain.now() + life);

        let is_covered = left.is_none_or(|total| self.owed() + total <= self.balance);
        let outcome = self.setup.owner_sends(&register(&list.root(), left, end));

        assert_eq!(is_covered, outcome.is_ok());
        if is_covered {
            self.stages.push(Stage {
                list,
                size,
                left,
                end,
                is_closed: false,
            });
        }
    }

    fn claim(&mut self, number: u8, by: usize, of: usize, off: i8) {
        let amount = share(of).saturating_add_signed(off.into());
        let message = self.message(number, of, amount);
        let is_due = self.is_due(number, of, amount);

        let before = self.setup.balance(&self.people[of]);
        let sender = self.people[by].clone();
        let outcome = self.setup.send(&sender, &message);

        assert_eq!(is_due, outcome.is_ok());
        if is_due {
            self.paid.insert((number, of));
            self.balance -= amount;
            let stage = &mut self.stages[usize::from(number) - 1];
            stage.left = stage.left.map(|left| left - amount);
        }
        let gained = self.setup.balance(&self.people[of]) - before;
        assert_eq!(if is_due { amount } else { 0 }, gained);
    }

    fn message(&self, number: u8, of: usize, amount: u128) -> ExecuteMsg {
        let account = &self.people[of];
        let proof = match self.stage(number) {
            Some(stage) if of < stage.size => stage.list.proof(account),
            _ => vec![],
        };
        claim(number, amount, proof, Some(account))
    }

    fn stage(&self, number: u8) -> Option<&Stage> {
        self.stages.get(usize::from(number).checked_sub(1)?)
    }

    fn is_due(&self, number: u8, of: usize, amount: u128) -> bool {
        self.stage(number).is_some_and(|stage| {
            let is_covered = match stage.left {
                Some(left) => amount <= left,
                None => self.owed() + amount <= self.balance,
            };
            stage.end.is_none_or(|end| self.setup.chain.now() < end)
                && !self.paid.contains(&(number, of))
                && of < stage.size
                && amount == share(of)
                && is_covered
        })
    }

    fn claw_back(&mut self, number: u8) {
        let now = self.setup.chain.now();
        let left = self
            .stage(number)
            .filter(|stage| !stage.is_closed && stage.end.is_some_and(|end| now >= end))
            .and_then(|stage| stage.left);

        let recipient = self.setup.stranger.clone();
        let outcome = self.setup.owner_sends(&clawback(number, &recipient));

        assert_eq!(left.is_some(), outcome.is_ok());
        if let Some(left) = left {
            self.balance -= left;
            self.stages[usize::from(number) - 1].is_closed = true;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_stage_touches_the_mir_of_another(acts in proptest::collection::vec(any_act(), 1..60)) {
        let mut ledger = Ledger::new();

        for act in acts {
            ledger.act(act);
        }
    }
}
