//! Polls whose purpose is to leave no room for polls of others.

use cosmwasm_std::{to_json_binary, Uint128};
use mirror_protocol::gov::PollAdminAction;
use mirror_protocol::{community, factory};
use mirror_testing::{percent, standard_profile, usual_listing, TestChain, World};

use crate::amounts::coins;
use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, MILLION, UNIT};
use crate::attacks::polls::{self, Proposal, FIFTH};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::thieving_code;
use crate::attacks::trial::Trial;

pub(super) const ADMIN: Attack = Attack {
    name: "no room for a rescue",
    story: "All polls of the stricter kinds were counted together, ten at most: 20,000 MIR of \
            deposits kept every migration that would have saved a contract out for a week.",
    run: admin,
};

pub(super) const DEFAULT: Attack = Attack {
    name: "no room for anybody",
    story: "Fifty default polls may be open, and 50,000 MIR of deposits were the fifty: nobody \
            else could bring one for a week.",
    run: default,
};

/// What mint holds, and would lose to a fault in its code if nobody could migrate it for a week.
const AT_RISK: u128 = 10 * MILLION;
/// More polls than can be open at once.
const MANY: usize = 120;

/// Which polls use up the limit.
#[derive(Clone, Copy)]
enum Filling {
    Migrations,
    Owners,
    Both,
    Grants,
    Texts,
}

fn admin() -> anyhow::Result<Findings> {
    let ways = [
        (Filling::Migrations, 10, "brought ten migrations"),
        (Filling::Owners, 10, "brought ten polls for another owner"),
        (
            Filling::Both,
            MANY,
            "brought polls of both kinds, as many as a million MIR pays for",
        ),
    ];
    let attempts = ways.map(|(filling, most, how)| {
        let rescue = |trial: &mut Trial| migration(trial, false);
        kept_out(filling, most, rescue, how)
    });
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![],
    })
}

fn default() -> anyhow::Result<Findings> {
    let ways = [
        (Filling::Grants, 50, "brought fifty grants"),
        (
            Filling::Texts,
            MANY,
            "brought texts, as many as a million MIR pays for",
        ),
    ];
    let attempts = ways.map(|(filling, most, how)| kept_out(filling, most, delisting, how));
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: vec![held_for_nothing()?.exposes(
            "a fifth of the stake votes in its own 33 fillers and gets every deposit back, as long \
             as no two thirds of the votes say no: another poll takes 512,000 MIR meanwhile",
        )],
    })
}

/// With votes for the quorum the attacker gets all deposits back.
fn held_for_nothing() -> anyhow::Result<Attempt> {
    let mut trial = prepared(FIFTH)?;
    let mut open = vec![];
    loop {
        let proposal = Proposal::text();
        let deposit = polls::deposit(&trial.world, &proposal);
        let mirror = trial.world.at.mirror_token.clone();
        if trial.world.token_balance(&mirror, &trial.attacker) < deposit {
            break;
        }
        let Some(poll_id) = polls::proposes(&mut trial, "T-61", &proposal)? else {
            break;
        };
        polls::votes(&mut trial, poll_id)?;
        open.push(poll_id);
    }
    for poll_id in open {
        polls::ends(&mut trial, poll_id)?;
    }
    polls::leaves(&mut trial)?;
    trial.ends(String::new())
}

/// The attacker creates polls, then alice tries to create hers.
fn kept_out(
    filling: Filling,
    most: usize,
    rescue: impl Fn(&mut Trial) -> anyhow::Result<Proposal>,
    how: &str,
) -> anyhow::Result<Attempt> {
    let mut trial = prepared(UNIT)?;
    let mut brought = 0;
    let mut spent = Uint128::zero();
    for proposal in fillings(&mut trial, filling)?.iter().cycle().take(most) {
        let deposit = polls::deposit(&trial.world, proposal);
        let mirror = trial.world.at.mirror_token.clone();
        if trial.world.token_balance(&mirror, &trial.attacker) < deposit {
            break;
        }
        if polls::proposes(&mut trial, "T-61", proposal)?.is_none() {
            break;
        }
        brought += 1;
        spent += deposit;
    }
    let proposal = rescue(&mut trial)?;
    let deposit = polls::deposit(&trial.world, &proposal);
    let (mirror, gov) = (
        trial.world.at.mirror_token.clone(),
        trial.world.at.gov.clone(),
    );
    let alice = trial.world.alice();
    match alice.tries_to_hand(&mirror, deposit.u128(), &gov, &proposal.hook()) {
        Ok(_) => {
            trial.adds_loss(Uint128::zero());
            let seen = format!(
                "beside {brought} polls for {} MIR alice brings hers for {}",
                coins(spent),
                coins(deposit)
            );
            trial.notes("T-61", seen);
        }
        Err(refusal) => {
            trial.refused_to_others("T-61", &refusal);
            trial.adds_loss(Uint128::new(AT_RISK));
        }
    }
    trial.ends(how)
}

fn prepared(stake: u128) -> anyhow::Result<Trial> {
    let mut profile = standard_profile(&TestChain::new());
    profile.oracle_max_deviation = None;
    profile.assets = vec![usual_listing("mAAPL")];
    let mut world = World::governed_as(profile);
    world.feeds(&[("mAAPL", "10")]);
    world.alice().opens(AT_RISK, "mAAPL", percent(200));
    polls::attacker_stakes(&mut world, stake)?;
    Trial::new(world, &[("MIR", fixtures::price("0.5")?)])
}

fn fillings(trial: &mut Trial, filling: Filling) -> anyhow::Result<Vec<Proposal>> {
    let owner = Proposal::admin(PollAdminAction::UpdateOwner {
        owner: trial.attacker.to_string(),
    });
    let grant = community::ExecuteMsg::Spend {
        recipient: trial.attacker.to_string(),
        amount: Uint128::new(UNIT),
    };
    Ok(match filling {
        Filling::Migrations => vec![migration(trial, true)?],
        Filling::Owners => vec![owner],
        Filling::Both => vec![migration(trial, true)?, owner],
        Filling::Grants => vec![Proposal::call(&trial.world.at.community, &grant)?],
        Filling::Texts => vec![Proposal::text()],
    })
}

/// A migration of mint: to the attacker's code, or to the repair that alice has.
fn migration(trial: &mut Trial, is_evil: bool) -> anyhow::Result<Proposal> {
    let code = trial.world.chain.app.store_code(thieving_code::code());
    let thief = match is_evil {
        true => trial.attacker.clone(),
        false => trial.world.chain.account("alice"),
    };
    let msg = thieving_code::MigrateMsg {
        thief: Some(thief),
        token: None,
    };
    let migrations = vec![(trial.world.at.mint.to_string(), code, to_json_binary(&msg)?)];
    Ok(Proposal::admin(PollAdminAction::ExecuteMigrations {
        migrations,
    }))
}

/// A poll that delists an asset, as if its feeder could not be trusted.
fn delisting(trial: &mut Trial) -> anyhow::Result<Proposal> {
    let revoke = factory::ExecuteMsg::RevokeAsset {
        asset_token: trial.world.token("mAAPL").into_string(),
        end_price: None,
    };
    Proposal::call(&trial.world.at.factory, &revoke)
}
