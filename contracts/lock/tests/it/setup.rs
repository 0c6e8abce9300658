//! A lock on a chain of its own, with an account as its mint.

use cosmwasm_std::{coin, Addr, Uint128};
use cw_multi_test::AppResponse;
use mirror_lock::state::{LOCKS, TOTAL_LOCKED_FUNDS};
use mirror_protocol::lock::{ExecuteMsg, InstantiateMsg, PositionLockInfoResponse, QueryMsg};
use mirror_testing::{codes, TestChain};

pub(crate) use mirror_testing::pairs;

/// Two weeks.
pub(crate) const PERIOD: u64 = 1_209_600;

pub(crate) struct Setup {
    pub(crate) chain: TestChain,
    pub(crate) lock: Addr,
    pub(crate) owner: Addr,
    pub(crate) mint: Addr,
    pub(crate) alice: Addr,
    pub(crate) bob: Addr,
}

impl Setup {
    pub(crate) fn new() -> Self {
        Self::with_period(PERIOD)
    }

    pub(crate) fn with_period(lockup_period: u64) -> Self {
        let mut chain = TestChain::new();
        let [owner, mint, alice, bob] =
            ["owner", "mint", "alice", "bob"].map(|name| chain.account(name));
        let msg = InstantiateMsg {
            owner: owner.to_string(),
            mint_contract: mint.to_string(),
            base_denom: "uusd".to_string(),
            lockup_period,
        };
        let lock = chain.create(codes::lock(), &owner, &msg);
        Self {
            chain,
            lock,
            owner,
            mint,
            alice,
            bob,
        }
    }

    /// Alice's 7: 100,000 and 8: 50,000, Bob's 9: 150,000; their time has passed.
    pub(crate) fn with_three_free_locks() -> Self {
        let mut setup = Self::new();
        let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
        setup.sells(7, &alice, 100_000).unwrap();
        setup.sells(8, &alice, 50_000).unwrap();
        setup.sells(9, &bob, 150_000).unwrap();
        setup.chain.pass(PERIOD);
        setup
    }

    pub(crate) fn send(&mut self, sender: &Addr, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        let outcome = self.chain.execute(sender, &self.lock, msg, &[]);
        self.audit();
        outcome
    }

    /// Coins arrive in the lock, from a sale or as a gift.
    pub(crate) fn pay_in(&mut self, amount: u128) {
        let lock = self.lock.clone();
        self.chain.fund(&lock, &[coin(amount, "uusd")]);
    }

    /// A sale pays the lock, and mint reports it with the balance before.
    pub(crate) fn sells(
        &mut self,
        idx: u128,
        owner: &Addr,
        amount: u128,
    ) -> anyhow::Result<AppResponse> {
        let before = self.balance(&self.lock);
        self.pay_in(amount);
        self.reports(idx, owner, Some(before))
    }

    pub(crate) fn reports(
        &mut self,
        idx: u128,
        owner: &Addr,
        balance_before: Option<u128>,
    ) -> anyhow::Result<AppResponse> {
        self.send(&self.mint.clone(), &hook(idx, owner, balance_before))
    }

    pub(crate) fn unlocks(
        &mut self,
        sender: &Addr,
        positions: &[u128],
    ) -> anyhow::Result<AppResponse> {
        self.send(sender, &unlock(positions))
    }

    pub(crate) fn releases(&mut self, idx: u128) -> anyhow::Result<AppResponse> {
        self.send(&self.mint.clone(), &release(idx))
    }

    pub(crate) fn balance(&self, holder: &Addr) -> u128 {
        self.chain.coin_balance("uusd", holder)
    }

    /// A record as (receiver, amount, unlock time), if there is one.
    pub(crate) fn record(&self, idx: u128) -> Option<(Addr, u128, u64)> {
        let question = QueryMsg::PositionLockInfo {
            position_idx: idx.into(),
        };
        let wrap = self.chain.app.wrap();
        let answer: PositionLockInfoResponse = wrap.query_wasm_smart(&self.lock, &question).ok()?;
        assert_eq!(idx, answer.idx.u128());
        let receiver = Addr::unchecked(answer.receiver);
        Some((receiver, answer.locked_amount.u128(), answer.unlock_time))
    }

    pub(crate) fn total(&self) -> u128 {
        let storage = self.chain.app.contract_storage(&self.lock);
        TOTAL_LOCKED_FUNDS.load(storage.as_ref()).unwrap().u128()
    }

    /// The locks sum up to the total, and the balance covers it (I-09).
    #[track_caller]
    fn audit(&self) {
        let storage = self.chain.app.contract_storage(&self.lock);
        let sum: Uint128 = LOCKS
            .range(storage.as_ref(), &[], None, cosmwasm_std::Order::Ascending)
            .map(|entry| entry.unwrap().1.amount)
            .sum();
        assert_eq!(self.total(), sum.u128());
        assert!(self.total() <= self.balance(&self.lock));
    }
}

pub(crate) fn hook(idx: u128, receiver: &Addr, balance_before: Option<u128>) -> ExecuteMsg {
    ExecuteMsg::LockPositionFundsHook {
        position_idx: idx.into(),
        receiver: receiver.to_string(),
        balance_before: balance_before.map(Uint128::new),
    }
}

pub(crate) fn unlock(positions: &[u128]) -> ExecuteMsg {
    ExecuteMsg::UnlockPositionFunds {
        positions_idx: positions.iter().copied().map(Uint128::new).collect(),
    }
}

pub(crate) fn release(idx: u128) -> ExecuteMsg {
    ExecuteMsg::ReleasePositionFunds {
        position_idx: idx.into(),
    }
}
