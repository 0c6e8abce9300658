//! Chain and book together: what agents act on.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use cw_multi_test::AppResponse;
use mirror_deploy::Deployment;
use mirror_testing::Call;
use time::Date;

use super::airdrop::Airdrop;
use super::book::{Book, Finding, Position, Receipt, Reserves};
use super::chain::{paid, Chain};
use super::chance::Chance;
use super::contracts::Contracts;
use super::lasting_events::LastingEvents;
use super::person::{People, Person};
use super::proposals::Proposal;
use super::tasks::Tasks;
use crate::accounts::Account;
use crate::error::SimulationError;
use crate::outcome::{AssetRecord, HandOver, Mark, Pool};
use crate::plan::{Plan, TradingDay};
use crate::scenario::{Protocol, Scenario};

/// A protocol that lives through the days of a plan.
pub(super) struct World<'a> {
    pub(super) plan: &'a Plan,
    pub(super) chain: Chain,
    pub(super) book: Book,
    pub(super) at: Contracts,
    pub(super) people: People,
    /// What was deployed, before any poll listed more.
    pub(super) deployment: Deployment,
    /// How gov took over.
    pub(super) hand_over: HandOver,
    pub(super) chance: Chance,
    pub(super) lasting: LastingEvents,
    /// Every token that was ever listed, by the number it has in the book.
    pub(super) records: Vec<AssetRecord>,
    pub(super) marks: Vec<Mark>,
    /// Assets whose IPO waits for their first price.
    pub(super) ipos: Vec<usize>,
    /// Assets whose delisting the feeder is going to announce, and the days to redeem them.
    pub(super) to_announce: Vec<(usize, u32)>,
    /// Symbols whose prices the guardian is going to halt today; `None` means all.
    pub(super) halts: Vec<Option<String>>,
    /// Delisted assets, and the day by which their holders want to have redeemed them.
    pub(super) redeemed_by: BTreeMap<usize, usize>,
    /// Position of today in `Plan::days`.
    pub(super) today: usize,
    /// Positions below their minimum when prices were last posted, rising.
    pub(super) exposed: Vec<u128>,
    pub(super) tasks: Tasks,
    /// Everything that is or will be put to the vote.
    pub(super) proposals: Vec<Proposal>,
    /// Polls that wait for the next prices to be executed at.
    pub(super) waiting_polls: Vec<u64>,
    /// The number of the proposal that a poll decides, by poll.
    pub(super) proposal_of: BTreeMap<u64, usize>,
    pub(super) airdrop: Airdrop,
    /// MIR at the end of each year of its release; 0 is the start.
    pub(super) supplies: BTreeMap<u64, Uint128>,
}

/// What the book has to know of a message beside its receipt.
struct Entry {
    sender: Account,
    contract: Account,
    funds: Uint128,
}

impl Entry {
    fn of(world: &mut World, who: &Person, call: &Call) -> Self {
        Self {
            sender: who.account,
            contract: world.book.accounts.number(call.contract.as_str()),
            funds: paid(call),
        }
    }
}

impl World<'_> {
    pub(super) fn scenario(&self) -> &Scenario {
        &self.plan.scenario
    }

    pub(super) fn protocol(&self) -> &Protocol {
        &self.plan.scenario.protocol
    }

    pub(super) fn day(&self) -> &TradingDay {
        &self.plan.days[self.today]
    }

    pub(super) fn date(&self) -> Date {
        self.day().date()
    }

    /// Goes to a day, without the events of it.
    pub(super) fn resume(&mut self, day: usize) {
        self.today = day;
        let date = self.date();
        self.book.begin_day(date);
        self.lasting.begin_day(date);
    }

    /// Sends a message. A refusal is counted and answered with `None`; it changes nothing.
    pub(super) fn send(
        &mut self,
        who: &Person,
        call: Call,
    ) -> Result<Option<AppResponse>, SimulationError> {
        let entry = Entry::of(self, who, &call);
        let Ok(response) = self.chain.send(&who.address, call) else {
            return Ok(None);
        };
        self.enter(entry, &response)?;

        Ok(Some(response))
    }

    /// Sends a message that should be refused; whether it was accepted.
    pub(super) fn probe(&mut self, who: &Person, call: Call) -> Result<bool, SimulationError> {
        let entry = Entry::of(self, who, &call);
        let Ok(response) = self.chain.probe(&who.address, call) else {
            return Ok(false);
        };
        self.enter(entry, &response)?;

        Ok(true)
    }

    fn enter(&mut self, entry: Entry, response: &AppResponse) -> Result<(), SimulationError> {
        self.book.enter(&Receipt {
            sender: entry.sender,
            contract: entry.contract,
            funds: entry.funds,
            now: self.chain.now(),
            height: self.chain.height(),
            events: &response.events,
        })?;
        self.look_up_reserves()?;
        self.look_up_terms()?;

        self.look_up_weights()
    }

    /// A message that cannot be refused while the protocol works.
    pub(super) fn must_send(
        &mut self,
        who: &Person,
        call: Call,
        what: &'static str,
    ) -> Result<AppResponse, SimulationError> {
        let answer = self.send(who, call)?;

        answer.ok_or_else(|| SimulationError::Refused {
            what,
            reason: self.chain.last_refusal().to_string(),
        })
    }

    pub(super) fn coins(&self, who: &Person) -> Uint128 {
        self.book.ledger.coins(who.account)
    }

    pub(super) fn tokens(&self, who: &Person, asset: usize) -> Uint128 {
        self.book
            .ledger
            .balance(self.book.assets[asset].token, who.account)
    }

    /// What somebody holds of a pool's asset: an mAsset, or MIR.
    pub(super) fn holding(&self, who: &Person, pool: Pool) -> Uint128 {
        match pool {
            Pool::Mir => self
                .book
                .ledger
                .balance(self.book.mirror.token, who.account),
            Pool::Asset(asset) => self.tokens(who, asset),
        }
    }

    /// Finds the positions that are below their minimum at the present prices.
    pub(super) fn find_exposed(&mut self) {
        let now = self.chain.now();
        let book = &self.book;
        let is_exposed = |position: &&Position| {
            let asset = &book.assets[position.asset];
            !asset.is_delisted() && asset.is_fresh(now) && !book.is_covered(position)
        };

        self.exposed = book
            .positions
            .iter()
            .filter(is_exposed)
            .map(|position| position.idx)
            .collect();
    }

    /// Somebody with an account and, for the book, base coins.
    pub(super) fn person(&mut self, name: &str, coins: Uint128) -> Person {
        let address = self.chain.inner.account(name);
        self.chain.fund(&address, coins);
        let account = self.book.accounts.number(address.as_str());
        self.book.ledger.watch(account, coins);

        Person { account, address }
    }

    /// A pair's coins are not in the event log, so its sides are looked up when it moved.
    fn look_up_reserves(&mut self) -> Result<(), SimulationError> {
        while let Some(pool) = self.book.moved.pop_first() {
            let (token, pair) = match pool {
                Pool::Mir => {
                    let mirror = &self.book.mirror;
                    (mirror.token, &mirror.pair_address)
                }
                Pool::Asset(asset) => {
                    let asset = &self.book.assets[asset];
                    (asset.token, &asset.pair_address)
                }
            };
            let base = self.chain.coins_of(pair)?;
            let pair = self.book.accounts.number(pair.clone().as_str());
            let asset = self.book.ledger.balance(token, pair);

            let reserves = Reserves { base, asset };
            match pool {
                Pool::Mir => self.book.mirror.reserves = reserves,
                Pool::Asset(asset) => self.book.assets[asset].reserves = reserves,
            }
        }

        Ok(())
    }

    /// Mint does not tell what an update has changed. I-41: no minimum moves far in a short time.
    fn look_up_terms(&mut self) -> Result<(), SimulationError> {
        use mirror_protocol::mint::{AssetConfigResponse, QueryMsg};

        if !std::mem::take(&mut self.book.terms_changed) {
            return Ok(());
        }
        for asset in 0..self.book.assets.len() {
            let asset_token = self.book.assets[asset].token_address.to_string();
            let question = QueryMsg::AssetConfig { asset_token };
            let told: AssetConfigResponse = self.chain.query(&self.at.mint, &question)?;
            let now = self.chain.now();
            let kept = &mut self.book.assets[asset];
            kept.discount = told.auction_discount;
            let (from, to) = (kept.min_ratio, told.min_collateral_ratio);
            if !kept.moves_to(to, now) {
                let invariant = "I-41";
                let detail = format!("the minimum of asset {asset} went from {from} to {to}");
                self.book.findings.push(Finding { invariant, detail });
            }
        }

        Ok(())
    }

    /// The weight of shorts follows an average price that only the pair knows.
    fn look_up_weights(&mut self) -> Result<(), SimulationError> {
        use mirror_protocol::staking::{PoolInfoResponse, QueryMsg};

        if !std::mem::take(&mut self.book.weights_changed) {
            return Ok(());
        }
        for asset in 0..self.book.assets.len() {
            if self.book.assets[asset].is_delisted() {
                continue;
            }
            let asset_token = self.book.assets[asset].token_address.to_string();
            let question = QueryMsg::PoolInfo { asset_token };
            let told: PoolInfoResponse = self.chain.query(&self.at.staking, &question)?;
            let pool = self.book.stakes.change(Pool::Asset(asset))?;
            pool.reweigh(told.short_reward_weight, told.premium_updated_time);
        }

        Ok(())
    }
}
