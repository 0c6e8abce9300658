//! Polls that are there to keep others out.

use cosmwasm_std::{to_json_binary, Uint128};
use mirror_protocol::gov::PollAdminAction;
use mirror_protocol::{community, factory};
use mirror_testing::{percent, standard_profile, usual_listing, TestChain, World};

use super::super::polls::{self, Motion, FIFTH};
use super::super::scenes::{self, MILLION, UNIT};
use super::super::stage::Stage;
use super::super::told::{Attempt, Findings};
use super::super::{evil, Attack};
use crate::amounts::coins;

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

/// What mint holds, which a fault in it would leak for a week.
const AT_RISK: u128 = 10 * MILLION;
/// More polls than are ever open.
const MANY: usize = 120;

/// What fills the room.
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
        let rescue = |stage: &mut Stage| migration(stage, false);
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

/// Where the quorum is reached the deposits are only lent.
fn held_for_nothing() -> anyhow::Result<Attempt> {
    let mut stage = prepared(FIFTH)?;
    let mut open = vec![];
    loop {
        let motion = Motion::text();
        let deposit = polls::deposit(&stage.world, &motion);
        let mirror = stage.world.at.mirror_token.clone();
        if stage.world.token_balance(&mirror, &stage.attacker) < deposit {
            break;
        }
        let Some(poll_id) = polls::proposes(&mut stage, "T-61", &motion)? else {
            break;
        };
        polls::votes(&mut stage, poll_id)?;
        open.push(poll_id);
    }
    for poll_id in open {
        polls::ends(&mut stage, poll_id)?;
    }
    polls::leaves(&mut stage)?;
    stage.ends(String::new())
}

/// The attacker's polls, then alice's.
fn kept_out(
    filling: Filling,
    most: usize,
    rescue: impl Fn(&mut Stage) -> anyhow::Result<Motion>,
    how: &str,
) -> anyhow::Result<Attempt> {
    let mut stage = prepared(UNIT)?;
    let mut brought = 0;
    let mut spent = Uint128::zero();
    for motion in fillings(&mut stage, filling)?.iter().cycle().take(most) {
        let deposit = polls::deposit(&stage.world, motion);
        let mirror = stage.world.at.mirror_token.clone();
        if stage.world.token_balance(&mirror, &stage.attacker) < deposit {
            break;
        }
        if polls::proposes(&mut stage, "T-61", motion)?.is_none() {
            break;
        }
        brought += 1;
        spent += deposit;
    }
    let motion = rescue(&mut stage)?;
    let deposit = polls::deposit(&stage.world, &motion);
    let (mirror, gov) = (
        stage.world.at.mirror_token.clone(),
        stage.world.at.gov.clone(),
    );
    let alice = stage.world.alice();
    match alice.tries_to_hand(&mirror, deposit.u128(), &gov, &motion.hook()) {
        Ok(_) => {
            stage.loses(Uint128::zero());
            let seen = format!(
                "beside {brought} polls for {} MIR alice brings hers for {}",
                coins(spent),
                coins(deposit)
            );
            stage.saw("T-61", seen);
        }
        Err(refusal) => {
            stage.refused_to_others("T-61", &refusal);
            stage.loses(Uint128::new(AT_RISK));
        }
    }
    stage.ends(how)
}

fn prepared(stake: u128) -> anyhow::Result<Stage> {
    let mut profile = standard_profile(&TestChain::new());
    profile.oracle_max_deviation = None;
    profile.assets = vec![usual_listing("mAAPL")];
    let mut world = World::governed_as(profile);
    world.feeds(&[("mAAPL", "10")]);
    world.alice().opens(AT_RISK, "mAAPL", percent(200));
    polls::seats(&mut world, stake)?;
    Stage::new(world, &[("MIR", scenes::price("0.5")?)])
}

fn fillings(stage: &mut Stage, filling: Filling) -> anyhow::Result<Vec<Motion>> {
    let owner = Motion::admin(PollAdminAction::UpdateOwner {
        owner: stage.attacker.to_string(),
    });
    let grant = community::ExecuteMsg::Spend {
        recipient: stage.attacker.to_string(),
        amount: Uint128::new(UNIT),
    };
    Ok(match filling {
        Filling::Migrations => vec![migration(stage, true)?],
        Filling::Owners => vec![owner],
        Filling::Both => vec![migration(stage, true)?, owner],
        Filling::Grants => vec![Motion::call(&stage.world.at.community, &grant)?],
        Filling::Texts => vec![Motion::text()],
    })
}

/// Other code for mint: an evil one, or the repair that alice has.
fn migration(stage: &mut Stage, is_evil: bool) -> anyhow::Result<Motion> {
    let code = stage.world.chain.app.store_code(evil::code());
    let thief = match is_evil {
        true => stage.attacker.clone(),
        false => stage.world.chain.account("alice"),
    };
    let msg = evil::MigrateMsg {
        thief: Some(thief),
        token: None,
    };
    let migrations = vec![(stage.world.at.mint.to_string(), code, to_json_binary(&msg)?)];
    Ok(Motion::admin(PollAdminAction::ExecuteMigrations {
        migrations,
    }))
}

/// What saves people from an asset whose feeder is not to be trusted.
fn delisting(stage: &mut Stage) -> anyhow::Result<Motion> {
    let revoke = factory::ExecuteMsg::RevokeAsset {
        asset_token: stage.world.token("mAAPL").into_string(),
        end_price: None,
    };
    Motion::call(&stage.world.at.factory, &revoke)
}
