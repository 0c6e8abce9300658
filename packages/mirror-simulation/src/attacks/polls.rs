//! Polls that attackers bring, and what becomes of them.

use anyhow::Context;
use cosmwasm_std::{to_json_binary, Addr, Binary, Uint128, WasmMsg};
use cw_multi_test::Executor;
use mirror_deploy::Profile;
use mirror_protocol::factory;
use mirror_protocol::gov::{
    Cw20HookMsg, ExecuteMsg, PollAdminAction, PollDepositResponse, PollExecuteMsg, PollKind,
    PollStatus, QueryMsg, VoteOption, VotingPowerResponse,
};
use mirror_testing::{standard_profile, usual_listing, TestChain, World, STAKE};
use serde::Serialize;

use super::bundle::Bundle;
use super::scenes::{self, MILLION};
use super::stage::Stage;

/// The stake of those who own gov: alice, bob and carol have as much each.
pub(super) const OTHERS: u128 = 3 * STAKE;
/// With which the attacker has a little more than a fifth of all stake.
pub(super) const FIFTH: u128 = part(201);
/// A little more than a third.
pub(super) const THIRD: u128 = part(334);
/// What is left for deposits.
pub(super) const PURSE: u128 = MILLION;

/// With which the attacker has so many thousandths of all stake.
pub(super) const fn part(thousandths: u128) -> u128 {
    OTHERS / (1_000 - thousandths) * thousandths
}

/// What a poll is asked to do.
#[derive(Clone, Default)]
pub(super) struct Motion {
    execute_msg: Option<PollExecuteMsg>,
    admin_action: Option<PollAdminAction>,
}

impl Motion {
    /// Nothing.
    pub(super) fn text() -> Self {
        Self::default()
    }

    /// A message to a contract.
    pub(super) fn call(contract: &Addr, msg: &impl Serialize) -> anyhow::Result<Self> {
        Ok(Self::raw(contract, to_json_binary(msg)?))
    }

    /// The same as it is sent.
    pub(super) fn raw(contract: &Addr, msg: Binary) -> Self {
        let call = PollExecuteMsg {
            contract: contract.to_string(),
            msg,
        };
        Self {
            execute_msg: Some(call),
            admin_action: None,
        }
    }

    /// A message that the factory passes on to a contract of its own.
    pub(super) fn passed(
        world: &World,
        contract: &Addr,
        msg: &impl Serialize,
    ) -> anyhow::Result<Self> {
        let pass = factory::ExecuteMsg::PassCommand {
            contract_addr: contract.to_string(),
            msg: to_json_binary(msg)?,
        };
        Self::call(&world.at.factory, &pass)
    }

    /// Any message to a contract.
    pub(super) fn execute(contract: &Addr, msg: &impl Serialize) -> anyhow::Result<Self> {
        Ok(Self::execute_raw(contract, to_json_binary(msg)?))
    }

    /// The same as it is sent.
    pub(super) fn execute_raw(contract: &Addr, msg: Binary) -> Self {
        let contract = contract.to_string();
        let msgs = vec![PollExecuteMsg { contract, msg }];
        Self::admin(PollAdminAction::Execute { msgs })
    }

    /// What takes stricter rules.
    pub(super) fn admin(action: PollAdminAction) -> Self {
        Self {
            execute_msg: None,
            admin_action: Some(action),
        }
    }

    /// What gov sends.
    fn calls(&self, world: &World) -> anyhow::Result<Vec<PollExecuteMsg>> {
        let to = |contract: &Addr, action: &PollAdminAction| -> anyhow::Result<_> {
            Ok(vec![PollExecuteMsg {
                contract: contract.to_string(),
                msg: to_json_binary(action)?,
            }])
        };
        match &self.admin_action {
            None => Ok(self.execute_msg.iter().cloned().collect()),
            Some(PollAdminAction::Execute { msgs }) => Ok(msgs.clone()),
            Some(action @ PollAdminAction::UpdateConfig(_)) => to(&world.at.gov, action),
            Some(action) => to(&world.at.admin_manager, action),
        }
    }

    pub(super) fn hook(&self) -> Cw20HookMsg {
        Cw20HookMsg::CreatePoll {
            title: "Season's greetings".to_string(),
            description: "Please vote yes".to_string(),
            link: None,
            execute_msg: self.execute_msg.clone(),
            admin_action: self.admin_action.clone(),
        }
    }

    /// The kinds of polls that it may be taken for.
    fn kinds(&self) -> &'static [PollKind] {
        match self.admin_action {
            None => &[PollKind::Default],
            Some(PollAdminAction::ExecuteMigrations { .. }) => &[PollKind::Migration],
            Some(PollAdminAction::Execute { .. }) => &[PollKind::Execute, PollKind::ExecuteCode],
            Some(_) => &[PollKind::AuthAdmin],
        }
    }
}

/// A protocol that gov owns, and an attacker who has staked some time ago.
pub(super) fn governed(profile: Profile, stake: u128) -> anyhow::Result<Stage> {
    let mut world = World::governed_as(profile);
    seats(&mut world, stake)?;
    Stage::new(world, &[("MIR", scenes::price("0.5")?)])
}

/// The same with a pool and a price of mAAPL that no band holds: polls about pools and positions end
/// there.
pub(super) fn governed_with_apple(stake: u128) -> anyhow::Result<Stage> {
    let mut profile = standard_profile(&TestChain::new());
    profile.oracle_max_deviation = None;
    profile.assets = vec![usual_listing("mAAPL")];
    let mut world = World::governed_as(profile);
    world.feeds(&[("mAAPL", "10")]);
    scenes::pool(&mut world, "mAAPL", MILLION);
    seats(&mut world, stake)?;
    let prices = [
        ("mAAPL", scenes::price("10")?),
        ("MIR", scenes::price("0.5")?),
    ];
    Stage::new(world, &prices)
}

/// The attacker gets MIR and stakes some of it.
pub(super) fn seats(world: &mut World, stake: u128) -> anyhow::Result<()> {
    let attacker = world.chain.account("attacker");
    world.gives_mir(&attacker, stake + PURSE);
    if stake > 0 {
        let answer = world.actor("attacker").tries_to_stake_mir(stake);
        answer.context("the attacker stakes")?;
    }
    world.chain.pass(6);
    Ok(())
}

/// The attacker brings a poll, with as much as that takes; none: it was refused.
pub(super) fn proposes(
    stage: &mut Stage,
    rule: &'static str,
    motion: &Motion,
) -> anyhow::Result<Option<u64>> {
    let at = stage.world.at.clone();
    let deposit = deposit(&stage.world, motion).u128();
    let create = Bundle::new().hands(&at.mirror_token, deposit, &at.gov, &motion.hook());
    let Some(answers) = stage.tries(rule, create)? else {
        return Ok(None);
    };
    let told = answers.iter().flat_map(|answer| &answer.events);
    let mut told = told.flat_map(|event| &event.attributes);
    let poll_id = told.find(|said| said.key == "poll_id");
    Ok(Some(poll_id.context("a number")?.value.parse()?))
}

/// What such a poll takes now.
pub(super) fn deposit(world: &World, motion: &Motion) -> Uint128 {
    let of_kind = |kind: &PollKind| {
        let question = QueryMsg::PollDeposit { kind: *kind };
        let answer: PollDepositResponse = world.asks(&world.at.gov, &question);
        answer.deposit
    };
    let deposits = motion.kinds().iter().map(of_kind);
    deposits.max().unwrap_or_default()
}

/// With all that the attacker may vote with.
pub(super) fn votes(stage: &mut Stage, poll_id: u64) -> anyhow::Result<()> {
    let gov = stage.world.at.gov.clone();
    let yes = ExecuteMsg::CastVote {
        poll_id,
        vote: VoteOption::Yes,
        amount: power(&stage.world, poll_id, "attacker"),
    };
    stage.does(Bundle::new().tells(&gov, &yes))?;
    Ok(())
}

/// What somebody may vote with.
pub(super) fn power(world: &World, poll_id: u64, name: &str) -> Uint128 {
    let question = QueryMsg::VotingPower {
        poll_id,
        address: world.chain.account(name).into_string(),
    };
    let answer: VotingPowerResponse = world.asks(&world.at.gov, &question);
    answer.power
}

/// Its voting period is over, and it is ended.
pub(super) fn ends(stage: &mut Stage, poll_id: u64) -> anyhow::Result<()> {
    let gov = stage.world.at.gov.clone();
    let end_time = stage.world.poll(poll_id).end_time;
    let left = end_time.saturating_sub(stage.world.chain.now());
    stage.world.chain.pass(left);
    stage.does(Bundle::new().tells(&gov, &ExecuteMsg::EndPoll { poll_id }))?;
    Ok(())
}

/// It is ended and, if it passed, carried out as soon as it may be.
pub(super) fn concludes(
    stage: &mut Stage,
    rule: &'static str,
    poll_id: u64,
    motion: &Motion,
) -> anyhow::Result<PollStatus> {
    ends(stage, poll_id)?;
    let effective_time = stage.world.poll(poll_id).effective_time;
    let left = effective_time.saturating_sub(stage.world.chain.now());
    stage.world.chain.pass(left.max(6));
    carries_out(stage, rule, poll_id, motion)
}

/// A poll that has passed is carried out. If its action fails why is told, too: gov only knows
/// that it did.
pub(super) fn carries_out(
    stage: &mut Stage,
    rule: &'static str,
    poll_id: u64,
    motion: &Motion,
) -> anyhow::Result<PollStatus> {
    let gov = stage.world.at.gov.clone();
    let execute = ExecuteMsg::ExecutePoll { poll_id };
    stage.tries(rule, Bundle::new().tells(&gov, &execute))?;
    let status = stage.world.poll(poll_id).status;
    if status == PollStatus::Failed {
        tells(stage, rule, motion)?;
    }
    Ok(status)
}

/// The attacker brings a poll, votes, and has it carried out; nobody else votes. None: it was
/// refused.
pub(super) fn passes(
    stage: &mut Stage,
    rule: &'static str,
    motion: &Motion,
) -> anyhow::Result<Option<PollStatus>> {
    let Some(poll_id) = proposes(stage, rule, motion)? else {
        return Ok(None);
    };
    votes(stage, poll_id)?;
    Ok(Some(concludes(stage, rule, poll_id, motion)?))
}

/// Several that are open at the same time, and are carried out one after the other in one block.
pub(super) fn passes_together(
    stage: &mut Stage,
    rule: &'static str,
    motions: &[Motion],
) -> anyhow::Result<()> {
    let gov = stage.world.at.gov.clone();
    let mut open = vec![];
    for motion in motions {
        if let Some(poll_id) = proposes(stage, rule, motion)? {
            votes(stage, poll_id)?;
            open.push((poll_id, motion));
        }
    }
    let Some((last, _)) = open.last().copied() else {
        return Ok(());
    };
    let left = stage.world.poll(last).end_time - stage.world.chain.now();
    stage.world.chain.pass(left);
    for (poll_id, _) in &open {
        let end = ExecuteMsg::EndPoll { poll_id: *poll_id };
        stage.does(Bundle::new().tells(&gov, &end))?;
    }
    let left = stage.world.poll(last).effective_time - stage.world.chain.now();
    stage.world.chain.pass(left.max(6));
    for (poll_id, motion) in open {
        carries_out(stage, rule, poll_id, motion)?;
    }
    Ok(())
}

/// Why an action failed: its contracts are asked once more, as if by gov.
fn tells(stage: &mut Stage, rule: &'static str, motion: &Motion) -> anyhow::Result<()> {
    for call in motion.calls(&stage.world)? {
        let again = WasmMsg::Execute {
            contract_addr: call.contract,
            msg: call.msg,
            funds: vec![],
        };
        let gov = stage.world.at.gov.clone();
        if let Err(refusal) = stage.world.chain.app.execute(gov, again.into()) {
            stage.refused_to_others(rule, &refusal);
        }
    }
    Ok(())
}

/// The attacker's stake comes back, as far as it is free.
pub(super) fn leaves(stage: &mut Stage) -> anyhow::Result<()> {
    let gov = stage.world.at.gov.clone();
    let out = ExecuteMsg::WithdrawVotingTokens { amount: None };
    stage.does(Bundle::new().tells(&gov, &out))?;
    Ok(())
}

/// MIR that the community owns.
pub(super) fn treasury(world: &World) -> Uint128 {
    world.token_balance(&world.at.mirror_token, &world.at.community)
}
