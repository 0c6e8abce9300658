//! The first hours: MIR reaches those it was promised to, they stake, its market opens, and the
//! protocol passes from its deployer to gov.

use cosmwasm_std::{Decimal, Uint128};
use mirror_deploy::{delay_collateral, hand_over, Progress};
use mirror_math::ratio::units_floor;
use mirror_testing::Deployer;

use super::deployment::{FORTUNE, GUARDIAN};
use super::person::Person;
use super::proposals::{Proposal, Purpose};
use super::tasks::Task;
use super::world::World;
use crate::error::SimulationError;
use crate::outcome::{HandOver, MarkKind, Pool};

const DAY: u64 = 86_400;

/// A year of the release of MIR, and the time to claim what was promised to UNI holders.
const YEAR: u64 = 31_536_000;

/// MIR is released for so many years.
const YEARS: u64 = 4;

impl World<'_> {
    /// Makes of a deployed protocol one that gov owns.
    pub(super) fn found(&mut self, least_stake: Uint128) -> Result<(), SimulationError> {
        self.populate()?;
        let address = self.chain.inner.account("deployer");
        let deployer = Person {
            account: self.book.accounts.number(address.as_str()),
            address,
        };
        self.list_first(&deployer)?;
        self.delay_collateral(&deployer)?;
        self.pay_out(&deployer)?;
        self.open_mirror_market()?;
        for delegate in self.people.delegates.clone() {
            self.stake_above_deposits(&delegate)?;
        }
        self.book.weights_changed = true;
        self.forestall()?;
        self.take_over(deployer, least_stake)?;

        self.chain.next_block();
        self.plan_years();
        let now = self.chain.now();
        self.schedule(Proposal::undisputed(Purpose::LendAirdrop), now);
        self.schedule(Proposal::undisputed(Purpose::ClawBack), now + YEAR);
        self.plan_proposals();

        Ok(())
    }

    /// Gives the people of [`People`](super::person::People) their coins and tells the book whose coins and
    /// MIR to keep.
    fn populate(&mut self) -> Result<(), SimulationError> {
        for contract in [
            &self.at.mint,
            &self.at.lock,
            &self.at.collector,
            &self.at.orders,
        ] {
            let contract = self.book.accounts.number(contract.as_str());
            self.book.ledger.watch_contract(contract);
        }
        self.people.founder = self.person("founder", FORTUNE);
        self.people.feeder = self.person("feeder", Uint128::zero());
        self.people.guardian = self.person(GUARDIAN, Uint128::zero());
        self.people.keeper = self.person("keeper", Uint128::zero());
        self.people.operator = self.person("operator", Uint128::zero());
        self.people.builder = self.person("builder", Uint128::zero());
        for number in 0..self.scenario().governance.delegates {
            let delegate = self.person(&format!("delegate {number}"), Uint128::zero());
            self.people.delegates.push(delegate);
        }

        let token = self.book.mirror.token;
        for holder in [
            self.at.community.clone(),
            self.at.airdrop.clone(),
            self.at.uni_airdrop.clone(),
        ] {
            let token_address = &self.book.mirror.token_address;
            let amount = self.chain.tokens_of(token_address, &holder)?;
            let holder = self.book.accounts.number(holder.as_str());
            self.book
                .ledger
                .tokens_moved(token, None, Some(holder), amount)?;
        }
        self.supplies.insert(0, self.book.ledger.supply(token));

        Ok(())
    }

    /// Assets that are listed from now on have to wait before they may be collateral.
    fn delay_collateral(&mut self, deployer: &Person) -> Result<(), SimulationError> {
        let seconds = u64::from(self.protocol().collateral_delay_days) * DAY;
        let mut deployer = Deployer {
            chain: &mut self.chain.inner,
            sender: deployer.address.clone(),
        };
        delay_collateral(
            &mut deployer,
            &self.deployment,
            seconds,
            &mut Progress::default(),
        )
        .map_err(|error| SimulationError::Deployment {
            reason: format!("{error:#}"),
        })?;
        self.book.collateral_delay = seconds;

        Ok(())
    }

    /// Registers the first stage of each airdrop; delegates and founder claim theirs at once.
    fn pay_out(&mut self, deployer: &Person) -> Result<(), SimulationError> {
        self.enlist();
        if !self.register_next(deployer)? {
            return Err(self.refused("the first stage of the airdrop"));
        }
        for delegate in self.people.delegates.clone() {
            self.visit(&delegate)?;
        }
        let base = self.protocol().mir_liquidity;
        let founders = units_floor(base, self.protocol().mir_price)?;

        self.register_uni(deployer, founders)
    }

    /// The founder is the first provider of MIR's own pool and stakes its share.
    fn open_mirror_market(&mut self) -> Result<(), SimulationError> {
        let founder = self.people.founder.clone();
        let base = self.protocol().mir_liquidity;
        let mirror = self.mirror(&founder);
        if !self.provide(&founder, Pool::Mir, base, mirror)? {
            return Err(self.refused("the first liquidity of MIR"));
        }

        Ok(())
    }

    /// A delegate proposes, while gov owns nothing yet, that the community pays out all it may.
    fn forestall(&mut self) -> Result<(), SimulationError> {
        let mut proposal = Proposal::usual(Purpose::ForestallGov, 0);
        proposal.author = self.people.delegates.first().cloned();

        self.propose_now(proposal)
    }

    /// The deployer hands the protocol over to gov.
    fn take_over(&mut self, deployer: Person, least_stake: Uint128) -> Result<(), SimulationError> {
        let mut deployer = Deployer {
            chain: &mut self.chain.inner,
            sender: deployer.address,
        };
        hand_over(
            &mut deployer,
            &self.deployment,
            least_stake,
            &mut Progress::default(),
        )
        .map_err(|error| SimulationError::Deployment {
            reason: error.to_string(),
        })?;

        let (gov, now) = (&self.book.gov, self.chain.now());
        let largest = gov.shares().map(|(_, share)| share).max();
        let largest = Decimal::checked_from_ratio(largest.unwrap_or_default(), gov.total_share);
        self.hand_over = HandOver {
            second: now,
            staked: gov.staked_at(now)?,
            holders: gov.shares().count() as u64,
            largest: largest.unwrap_or_default(),
        };
        let text = self.hand_over.sentence();
        self.mark(MarkKind::HandOver, None, None, text);

        Ok(())
    }

    fn plan_years(&mut self) {
        let genesis = self.book.release.genesis();
        for year in 1..=YEARS {
            self.tasks.add(genesis + year * YEAR, Task::CloseYear(year));
        }
    }

    fn refused(&self, what: &'static str) -> SimulationError {
        SimulationError::Refused {
            what,
            reason: self.chain.last_refusal().to_string(),
        }
    }
}
