//! Configurations of gov after which nobody can decide anything any more.

use cosmwasm_std::{Decimal, Uint128};
use mirror_protocol::community;
use mirror_protocol::gov::{
    ConfigResponse, ConfigUpdate, ExecuteMsg, PollAdminAction, PollConfig, QueryMsg, StateResponse,
    VoteOption,
};
use mirror_testing::{standard_profile, TestChain, World};
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{DAY, UNIT};
use crate::attacks::polls::{self, Proposal, OTHERS};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "configuration that ends gov",
    story: "A quorum of 1, a delay of 2^64 seconds, a deposit of more MIR than there is: one poll \
            of the stricter kind set it, and the treasury and all code were nobody's for ever.",
    run,
};

/// The attacker has three fifths of the stake, for a week.
const STAKED: u128 = OTHERS / 2 * 3;
/// A little more than a tenth of all stake, after the attacker has withdrawn the rest.
const TENTH: u128 = polls::part(101);
/// A poll that takes longer counts as one that never ends.
const PATIENCE: u64 = 400 * DAY;

/// A new configuration, made from the present one.
type Change = fn(&ConfigResponse) -> ConfigUpdate;

const CHANGES: [(Change, &str); 9] = [
    (
        |now| all_kinds(now, |rules| rules.quorum = Decimal::one()),
        "a quorum of 1",
    ),
    (
        |now| all_kinds(now, |rules| rules.threshold = Decimal::permille(999)),
        "a threshold of 0.999",
    ),
    (
        |now| all_kinds(now, |rules| rules.voting_period = u64::MAX / 2),
        "a voting period that never ends",
    ),
    (
        |now| all_kinds(now, |rules| rules.proposal_deposit = Uint128::MAX),
        "a deposit of more MIR than there is",
    ),
    (
        |_| ConfigUpdate {
            effective_delay: Some(u64::MAX),
            ..Default::default()
        },
        "a delay of 2^64 seconds",
    ),
    (
        |_| ConfigUpdate {
            poll_gas_limit: Some(1),
            ..Default::default()
        },
        "gas for nothing",
    ),
    (
        |now| ConfigUpdate {
            snapshot_period: Some(0),
            effective_delay: Some(1),
            expiration_period: Some(0),
            ..all_kinds(now, |rules| rules.voting_period = 1)
        },
        "polls of a second",
    ),
    (
        |now| ConfigUpdate {
            owner: Some(now.mirror_token.clone()),
            ..Default::default()
        },
        "an owner that does nothing",
    ),
    (strictest, "every rule at its bound"),
];

/// Every value at the strictest that gov allows.
fn strictest(now: &ConfigResponse) -> ConfigUpdate {
    ConfigUpdate {
        effective_delay: Some(90 * DAY),
        expiration_period: Some(DAY),
        poll_gas_limit: Some(500_000),
        minimum_quorum_base: Some(Uint128::new(3_705_750_000_000)),
        ..all_kinds(now, |rules| {
            *rules = PollConfig {
                proposal_deposit: Uint128::new(100_000 * UNIT),
                voting_period: 90 * DAY,
                quorum: Decimal::percent(90),
                threshold: Decimal::percent(90),
            }
        })
    }
}

/// The same change to the rules of all kinds of poll.
fn all_kinds(now: &ConfigResponse, change: fn(&mut PollConfig)) -> ConfigUpdate {
    let changed = |rules: &PollConfig| {
        let mut rules = rules.clone();
        change(&mut rules);
        Some(rules)
    };
    ConfigUpdate {
        default_poll_config: changed(&now.default_poll_config),
        migration_poll_config: changed(&now.migration_poll_config),
        auth_admin_poll_config: changed(&now.auth_admin_poll_config),
        ..Default::default()
    }
}

fn run() -> anyhow::Result<Findings> {
    let attempts = CHANGES.map(|(change, what)| set(change, 0, what));
    let mut attempts: Vec<Attempt> = attempts.into_iter().collect::<anyhow::Result<_>>()?;
    attempts.push(narrowed()?);
    let quorum = |now: &ConfigResponse| all_kinds(now, |rules| rules.quorum = Decimal::percent(90));
    Ok(Findings {
        attempts,
        exposures: vec![set(quorum, TENTH, "")?.exposes(
            "three of five votes for a week give gov a quorum of 0.9, and a little more than a tenth \
             that stays and never votes is enough that nobody decides anything: the treasury and \
             all code are out of reach for as long",
        )],
    })
}

/// The same with the treasury's own limits: narrower ones hold at once, wider ones after the
/// period.
fn narrowed() -> anyhow::Result<Attempt> {
    let mut trial = polls::governed(standard_profile(&TestChain::new()), STAKED)?;
    let narrow = community::ExecuteMsg::UpdateConfig {
        owner: None,
        spend_limit: Some(Uint128::zero()),
        spend_period: Some(u64::MAX),
        period_limit: None,
    };
    let proposal = Proposal::execute(&trial.world.at.community, &narrow)?;
    polls::passes(&mut trial, "T-90", &proposal)?;
    ends(trial, 0, "a treasury that pays nothing for 2^64 seconds")
}

/// A poll changes the configuration; the attacker leaves, but for `stays` of the stake.
fn set(change: Change, stays: u128, what: &str) -> anyhow::Result<Attempt> {
    let mut trial = polls::governed(standard_profile(&TestChain::new()), STAKED)?;
    let config: ConfigResponse = trial.world.asks(&trial.world.at.gov, &QueryMsg::Config {});
    let proposal = Proposal::admin(PollAdminAction::UpdateConfig(Box::new(change(&config))));
    polls::passes(&mut trial, "T-90", &proposal)?;
    ends(trial, stays, what)
}

/// The attacker leaves, and the others try to decide something.
fn ends(mut trial: Trial, stays: u128, what: &str) -> anyhow::Result<Attempt> {
    let gov = trial.world.at.gov.clone();
    let out = ExecuteMsg::WithdrawVotingTokens {
        amount: Some(Uint128::new(STAKED - stays)),
    };
    trial.does(Transaction::new().calls(&gov, &out))?;
    let lost = match decides(&mut trial)? {
        true => Uint128::zero(),
        false => {
            let mirror = trial.world.at.mirror_token.clone();
            let left = polls::treasury(&trial.world);
            trial.worth(&Asset::token(mirror, left))?
        }
    };
    trial.adds_loss(lost);
    trial.ends(format!(
        "with three of five votes for a week had gov given {what}, and left"
    ))
}

/// Whether all others can still grant a MIR together, by a poll that nobody else votes in.
fn decides(trial: &mut Trial) -> anyhow::Result<bool> {
    let alice = trial.world.chain.account("alice");
    let grant = community::ExecuteMsg::Spend {
        recipient: alice.to_string(),
        amount: Uint128::new(UNIT),
    };
    let proposal = Proposal::call(&trial.world.at.community, &grant)?;
    let before = polls::treasury(&trial.world);
    // If a step is refused, the treasury stays as it is.
    drop(grants(&mut trial.world, &proposal));
    Ok(polls::treasury(&trial.world) < before)
}

fn grants(world: &mut World, proposal: &Proposal) -> anyhow::Result<()> {
    let (mirror, gov) = (world.at.mirror_token.clone(), world.at.gov.clone());
    let deposit = polls::deposit(world, proposal).u128();
    let create = proposal.hook();
    world
        .alice()
        .tries_to_hand(&mirror, deposit, &gov, &create)?;
    let state: StateResponse = world.asks(&gov, &QueryMsg::State {});
    let poll_id = state.poll_count;
    world.chain.pass(6);
    for name in ["alice", "bob", "carol"] {
        let power = polls::power(world, poll_id, name);
        let yes = VoteOption::Yes;
        world
            .actor(name)
            .tries_to_vote(poll_id, yes, power.u128())?;
    }
    let end_time = world.poll(poll_id).end_time;
    let wait = end_time.saturating_sub(world.chain.now());
    anyhow::ensure!(wait < PATIENCE, "a poll for ever");
    world.chain.pass(wait);
    world.alice().tries_to_end(poll_id)?;
    let poll = world.poll(poll_id);
    let wait = poll.effective_time.saturating_sub(world.chain.now());
    anyhow::ensure!(wait < PATIENCE, "a delay for ever");
    world.chain.pass(wait.max(6));
    world.alice().tries_to_execute(poll_id)?;
    Ok(())
}
