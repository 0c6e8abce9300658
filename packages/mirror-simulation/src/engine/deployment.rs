//! Deploying the protocol of a scenario, and what the book has to know of it.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_deploy::{deploy, Deployment, GovRules, Profile, Progress};
use mirror_protocol::factory;
use mirror_protocol::gov::PollConfig;
use mirror_testing::Deployer;

use super::airdrop::Airdrop;
use super::book::{Band, Book, Mirror, Opening, Release, Reserves, Role};
use super::chain::Chain;
use super::chance::Chance;
use super::contracts::Contracts;
use super::lasting_events::LastingEvents;
use super::person::{People, Person};
use super::tasks::Tasks;
use super::world::World;
use crate::accounts::Accounts;
use crate::error::SimulationError;
use crate::gov::{Bar, Rules};
use crate::outcome::{HandOver, Pool};
use crate::plan::Plan;
use crate::scenario::{Governance, MirSchedule, Scenario};

/// The coins of the accounts that run the protocol: more than any of them will spend.
pub(super) const FORTUNE: Uint128 = Uint128::new(1_000_000_000_000_000);

/// The account that may halt prices, where the scenario has it do so.
pub(super) const GUARDIAN: &str = "guardian";

const DAY: u64 = 86_400;

/// When the protocol is deployed: a midnight (UTC) so long before the first session that a poll of either
/// kind can decide what is planned for the day after it.
fn birthday(plan: &Plan) -> Result<u64, SimulationError> {
    let first = plan.days.first().ok_or(SimulationError::NoDays)?;
    let governance = &plan.scenario.governance;
    let shortest = governance.shortest_seconds();
    let head_start = shortest.max(governance.shortest_execute_seconds()) + 2 * DAY;
    let second = first.session.opens.saturating_sub(head_start);

    Ok(second - second % DAY)
}

impl<'a> World<'a> {
    /// The protocol on a new chain, with what the first day lists, owned by gov.
    pub(super) fn new(plan: &'a Plan) -> Result<Self, SimulationError> {
        let scenario = &plan.scenario;
        let mut chain = Chain::new(&scenario.protocol.base_denom, birthday(plan)?);
        let [feeder, guardian] = ["feeder", GUARDIAN].map(|name| chain.inner.account(name));
        let profile = profile(scenario, feeder.as_str(), guardian.as_str());

        let deployment = deployed(&mut chain, &profile)?;
        let mut book = opened_book(&chain, &deployment, &profile, scenario)?;
        let mut world = Self {
            plan,
            at: contracts(&deployment, &mut book, &profile.gov),
            people: people(&book),
            deployment,
            hand_over: HandOver::default(),
            chain,
            book,
            chance: Chance::new(scenario.run.seed),
            lasting: LastingEvents::default(),
            records: Vec::new(),
            marks: Vec::new(),
            ipos: Vec::new(),
            to_announce: Vec::new(),
            halts: Vec::new(),
            redeemed_by: BTreeMap::new(),
            today: 0,
            exposed: Vec::new(),
            tasks: Tasks::default(),
            proposals: Vec::new(),
            waiting_polls: Vec::new(),
            proposal_of: BTreeMap::new(),
            airdrop: Airdrop::default(),
            supplies: BTreeMap::new(),
        };
        world.found(profile.gov.stake_to_take_over)?;

        Ok(world)
    }
}

fn deployed(chain: &mut Chain, profile: &Profile) -> Result<Deployment, SimulationError> {
    let sender = chain.inner.account("deployer");
    chain.fund(&sender, FORTUNE);
    let mut deployer = Deployer {
        chain: &mut chain.inner,
        sender,
    };

    let born = deploy(&mut deployer, profile, &mut Progress::default());
    born.map_err(|error| SimulationError::Deployment {
        reason: error.to_string(),
    })
}

fn profile(scenario: &Scenario, feeder: &str, guardian: &str) -> Profile {
    let protocol = &scenario.protocol;
    let mut profile = Profile::standard(&protocol.base_denom, feeder);
    profile.protocol_fee_rate = protocol.protocol_fee_rate;
    profile.lockup_seconds = u64::from(protocol.lockup_days) * DAY;
    profile.premium_interval_seconds = protocol.premium_interval_seconds;
    profile.short_reward_max_weight = protocol.short_reward_max_weight;
    profile.oracle_max_deviation =
        Some(protocol.max_price_deviation).filter(|band| *band > Decimal::zero());
    profile.oracle_confirm_seconds = protocol.confirm_seconds;
    profile.oracle_halt_seconds = protocol.halt_seconds;
    profile.default_value_cap =
        Some(protocol.default_value_cap).filter(|cap| *cap > Uint128::zero());
    // Not before the first day's assets are listed, which happens after the deployment.
    profile.collateral_delay_seconds = 0;
    profile.oracle_guardian = scenario.has_guardian().then(|| guardian.to_string());
    profile.minimum_reserve = protocol.minimum_reserve;
    govern(&mut profile.gov, &scenario.governance);

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
    }

    profile
}

fn govern(rules: &mut GovRules, governance: &Governance) {
    rules.default_poll = PollConfig {
        proposal_deposit: governance.deposit,
        voting_period: u64::from(governance.voting_days) * DAY,
        quorum: governance.quorum,
        threshold: governance.threshold,
    };
    rules.execute_poll = PollConfig {
        proposal_deposit: governance.execute_deposit,
        voting_period: u64::from(governance.execute_voting_days) * DAY,
        quorum: governance.execute_quorum,
        threshold: governance.execute_threshold,
    };
    rules.effective_delay_seconds = u64::from(governance.delay_days) * DAY;
    rules.voter_weight = governance.voter_weight;
}

fn opened_book(
    chain: &Chain,
    deployment: &Deployment,
    profile: &Profile,
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
    let mut roles = BTreeMap::from([
        (token, Role::Token),
        (lp, Role::Token),
        (pair, Role::Pair(Pool::Mir)),
    ]);
    for (contract, role) in [
        (&contracts.airdrop, Role::Airdrop),
        (&contracts.collector, Role::Collector),
        (&contracts.community, Role::Community),
        (&contracts.factory, Role::Factory),
        (&contracts.gov, Role::Gov),
        (&contracts.limit_order, Role::Orders),
        (&contracts.lock, Role::Lock),
        (&contracts.mint, Role::Mint),
        (&contracts.oracle, Role::Oracle),
        (&contracts.staking, Role::Staking),
        (&contracts.uni_airdrop, Role::Airdrop),
    ] {
        roles.insert(accounts.number(contract), role);
    }
    let release = release(chain, deployment, profile, &mut accounts)?;
    let opening = Opening {
        accounts,
        mirror,
        release,
        roles,
        rules: rules(&profile.gov),
        spend_limit: profile.community.spend_limit,
        band: Band {
            width: profile.oracle_max_deviation,
            window: profile.oracle_confirm_seconds,
        },
    };

    Ok(Book::new(opening, scenario))
}

/// What the factory will release, and to whom beside the pools.
fn release(
    chain: &Chain,
    deployment: &Deployment,
    profile: &Profile,
    accounts: &mut Accounts,
) -> Result<Release, SimulationError> {
    let factory = Addr::unchecked(&deployment.contracts.factory);
    let config: factory::ConfigResponse = chain.query(&factory, &factory::QueryMsg::Config {})?;
    let info: factory::DistributionInfoResponse =
        chain.query(&factory, &factory::QueryMsg::DistributionInfo {})?;
    let mirror_weight = info.weights.first().map_or(0, |(_, weight)| *weight);
    let mut release = Release::new(
        config.genesis_time,
        profile.release.distribution_schedule.clone(),
        profile.release.mirror_distribution_schedule.clone(),
        mirror_weight,
    );
    for fixed in &profile.release.fixed_distributions {
        let recipient = accounts.number(deployment.contracts.of(&fixed.recipient));
        release = release.with_fixed(recipient, fixed.schedule.clone());
    }

    Ok(release)
}

fn rules(gov: &GovRules) -> Rules {
    let bar = |poll: &PollConfig| Bar {
        deposit: poll.proposal_deposit,
        period: poll.voting_period,
        quorum: poll.quorum,
        threshold: poll.threshold,
    };

    Rules {
        default: bar(&gov.default_poll),
        execute: bar(&gov.execute_poll),
        migration: bar(&gov.migration_poll),
        admin: bar(&gov.auth_admin_poll),
        veto: gov.veto_threshold,
        voter_weight: gov.voter_weight,
        snapshot_seconds: gov.snapshot_seconds,
        delay_seconds: gov.effective_delay_seconds,
        expiration_seconds: gov.expiration_seconds,
        minimum_base: gov.stake_to_take_over,
        minimum_stake: gov.minimum_stake,
    }
}

fn contracts(deployment: &Deployment, book: &mut Book, gov: &GovRules) -> Contracts {
    let contracts = &deployment.contracts;

    Contracts {
        factory: Addr::unchecked(&contracts.factory),
        mint: Addr::unchecked(&contracts.mint),
        oracle: Addr::unchecked(&contracts.oracle),
        collateral_oracle: Addr::unchecked(&contracts.collateral_oracle),
        lock: Addr::unchecked(&contracts.lock),
        staking: Addr::unchecked(&contracts.staking),
        gov: Addr::unchecked(&contracts.gov),
        collector: Addr::unchecked(&contracts.collector),
        community: Addr::unchecked(&contracts.community),
        community_account: book.accounts.number(&contracts.community),
        orders: Addr::unchecked(&contracts.limit_order),
        airdrop: Addr::unchecked(&contracts.airdrop),
        uni_airdrop: Addr::unchecked(&contracts.uni_airdrop),
        snapshot_seconds: gov.snapshot_seconds,
        expiration_seconds: gov.expiration_seconds,
    }
}

/// Until they have accounts; founding the protocol gives them theirs.
fn people(book: &Book) -> People {
    let nobody = Person {
        account: book.mirror.token,
        address: book.mirror.token_address.clone(),
    };

    People {
        delegates: Vec::new(),
        operator: nobody.clone(),
        builder: nobody.clone(),
        feeder: nobody.clone(),
        guardian: nobody.clone(),
        keeper: nobody.clone(),
        founder: nobody,
    }
}
