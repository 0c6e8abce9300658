//! Deploying the protocol of a scenario and opening the market of MIR.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_deploy::{appoint, deploy, Contracts, Deployment, Profile};
use mirror_math::ratio::units_floor;
use mirror_protocol::factory;
use mirror_testing::Deployer;

use super::accounts::Accounts;
use super::book::{Book, Mirror, Release, Reserves, Role};
use super::chain::Chain;
use super::chance::Chance;
use super::conditions::Conditions;
use super::world::{Home, Person, World};
use super::SimulationError;
use crate::simulate::outcome::Pool;
use crate::simulate::plan::Plan;
use crate::simulate::scenario::{MirSchedule, Protocol, Scenario};

/// The protocol is a day old when the first session opens.
const HEAD_START: u64 = 86_400;

/// What the accounts that run the protocol may spend on it: more than any of them will.
const FORTUNE: Uint128 = Uint128::new(1_000_000_000_000_000);

impl<'a> World<'a> {
    /// The protocol on a new chain, with nothing listed.
    pub(super) fn new(plan: &'a Plan) -> Result<Self, SimulationError> {
        let scenario = &plan.scenario;
        let first = plan.days.first().ok_or(SimulationError::NoDays)?;
        let denom = &scenario.protocol.base_denom;
        let mut chain = Chain::new(denom, first.session.opens.saturating_sub(HEAD_START));

        let deployment = deployed(&mut chain, scenario)?;
        let book = opened_book(&chain, &deployment, scenario)?;
        let mut world = Self {
            plan,
            home: home(&deployment, &book),
            chain,
            book,
            chance: Chance::new(scenario.run.seed),
            conditions: Conditions::default(),
            records: Vec::new(),
            marks: Vec::new(),
            offerings: Vec::new(),
            redeemed_by: BTreeMap::new(),
            today: 0,
            shares: BTreeMap::new(),
            exposed: Vec::new(),
        };
        world.populate(&deployment.contracts)?;
        world.open_mirror_market()?;
        world.book.reweighed = true;

        Ok(world)
    }

    /// Gives the accounts of [`Home`] their coins and tells the book whose coins to keep.
    fn populate(&mut self, contracts: &Contracts) -> Result<(), SimulationError> {
        let mint = self.book.accounts.number(self.home.mint.as_str());
        let lock = self.book.accounts.number(self.home.lock.as_str());
        self.book.ledger.watch(mint, Uint128::zero());
        self.book.ledger.watch(lock, Uint128::zero());

        self.home.founder = self.person("founder", FORTUNE);
        let [community, collector] =
            [&contracts.community, &contracts.collector].map(Addr::unchecked);
        self.home.community = self.equipped(community, FORTUNE);
        self.home.collector = self.equipped(collector, Uint128::zero());
        self.home.feeder = self.person("feeder", Uint128::zero());
        self.home.keeper = self.person("keeper", Uint128::zero());
        self.home.gov = self.person("gov", Uint128::zero());

        let token = self.book.mirror.token;
        for holder in [
            &contracts.community,
            &contracts.airdrop,
            &contracts.uni_airdrop,
        ] {
            let holder = Addr::unchecked(holder);
            let amount = self
                .chain
                .tokens_of(&self.book.mirror.token_address, &holder)?;
            let holder = self.book.accounts.number(holder.as_str());
            self.book
                .ledger
                .tokens_moved(token, None, Some(holder), amount)?;
        }

        Ok(())
    }

    /// The community is the first provider of MIR's own pool and stakes its share.
    fn open_mirror_market(&mut self) -> Result<(), SimulationError> {
        let community = self.home.community.clone();
        let base = self.protocol().mir_liquidity;
        let mirror = units_floor(base, self.protocol().mir_price)?;
        if !self.provide(&community, Pool::Mir, base, mirror)? {
            return Err(SimulationError::Refused {
                what: "the first liquidity of MIR",
                reason: self.chain.last_refusal().to_string(),
            });
        }

        Ok(())
    }
}

fn deployed(chain: &mut Chain, scenario: &Scenario) -> Result<Deployment, SimulationError> {
    let feeder = chain.inner.account("feeder");
    let profile = profile(&scenario.protocol, feeder.as_str());
    let sender = chain.inner.account("deployer");
    let owner = chain.inner.account("gov");
    chain.fund(&sender, FORTUNE);

    let mut deployer = Deployer {
        chain: &mut chain.inner,
        sender,
    };
    let failed = |error: anyhow::Error| SimulationError::Deployment {
        reason: format!("{error:#}"),
    };
    let deployment = deploy(&mut deployer, &profile).map_err(failed)?;
    appoint(&mut deployer, &deployment.contracts, owner.as_str()).map_err(failed)?;

    Ok(deployment)
}

fn profile(protocol: &Protocol, feeder: &str) -> Profile {
    let mut profile = Profile::standard(&protocol.base_denom, feeder);
    profile.protocol_fee_rate = protocol.protocol_fee_rate;
    profile.lockup_seconds = u64::from(protocol.lockup_days) * 86_400;
    profile.premium_interval_seconds = protocol.premium_interval_seconds;
    profile.short_reward_max_weight = protocol.short_reward_max_weight;
    profile.oracle_max_deviation =
        Some(protocol.max_price_deviation).filter(|band| *band > Decimal::zero());

    if protocol.mir_schedule == MirSchedule::OneTrack {
        let release = &mut profile.release;
        let mirror = release.mirror_distribution_schedule.take();
        for (slot, (_, _, amount)) in release
            .distribution_schedule
            .iter_mut()
            .zip(mirror.unwrap_or_default())
        {
            slot.2 = slot.2.saturating_add(amount);
        }
        release.fixed_distributions.clear();
    }

    profile
}

fn opened_book(
    chain: &Chain,
    deployment: &Deployment,
    scenario: &Scenario,
) -> Result<Book, SimulationError> {
    let mut accounts = Accounts::default();
    let mut number = |text: &str| (accounts.number(text), Addr::unchecked(text));
    let (token, token_address) = number(&deployment.mirror_token);
    let (pair, pair_address) = number(&deployment.mirror_pair);
    let (lp, lp_address) = number(&deployment.mirror_lp);
    let mirror = Mirror {
        token,
        token_address,
        pair_address,
        lp,
        lp_address,
        reserves: Reserves::default(),
    };
    let contracts = &deployment.contracts;
    let roles = BTreeMap::from([
        (token, Role::Token),
        (lp, Role::Token),
        (pair, Role::Pair(Pool::Mir)),
        (accounts.number(&contracts.factory), Role::Factory),
        (accounts.number(&contracts.lock), Role::Lock),
        (accounts.number(&contracts.mint), Role::Mint),
        (accounts.number(&contracts.oracle), Role::Oracle),
        (accounts.number(&contracts.staking), Role::Staking),
    ]);

    let factory = Addr::unchecked(&contracts.factory);
    let config: factory::ConfigResponse = chain.query(&factory, &factory::QueryMsg::Config {})?;
    let info: factory::DistributionInfoResponse =
        chain.query(&factory, &factory::QueryMsg::DistributionInfo {})?;
    let weight = info.weights.first().map_or(0, |(_, weight)| *weight);
    let release = Release::new(
        config.genesis_time,
        config.distribution_schedule,
        config.mirror_distribution_schedule,
        weight,
    );

    Ok(Book::new(accounts, mirror, release, roles, scenario))
}

/// The accounts get their coins afterwards.
fn home(deployment: &Deployment, book: &Book) -> Home {
    let contracts = &deployment.contracts;
    let nobody = Person {
        account: book.mirror.token,
        address: book.mirror.token_address.clone(),
    };

    Home {
        factory: Addr::unchecked(&contracts.factory),
        mint: Addr::unchecked(&contracts.mint),
        oracle: Addr::unchecked(&contracts.oracle),
        lock: Addr::unchecked(&contracts.lock),
        staking: Addr::unchecked(&contracts.staking),
        gov: nobody.clone(),
        collector: nobody.clone(),
        community: nobody.clone(),
        feeder: nobody.clone(),
        keeper: nobody.clone(),
        founder: nobody,
    }
}
