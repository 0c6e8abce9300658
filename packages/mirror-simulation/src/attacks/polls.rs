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

use super::fixtures::{self, MILLION};
use super::transaction::Transaction;
use super::trial::Trial;

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
pub(super) struct Proposal {
    execute_msg: Option<PollExecuteMsg>,
    admin_action: Option<PollAdminAction>,
}

impl Proposal {
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
pub(super) fn governed(profile: Profile, stake: u128) -> anyhow::Result<Trial> {
    let mut world = World::governed_as(profile);
    seats(&mut world, stake)?;
    Trial::new(world, &[("MIR", fixtures::price("0.5")?)])
}

/// The same with a pool and a price of mAAPL that no band holds: polls about pools and positions end
/// there.
pub(super) fn governed_with_apple(stake: u128) -> anyhow::Result<Trial> {
    let mut profile = standard_profile(&TestChain::new());
    profile.oracle_max_deviation = None;
    profile.assets = vec![usual_listing("mAAPL")];
    let mut world = World::governed_as(profile);
    world.feeds(&[("mAAPL", "10")]);
    fixtures::pool(&mut world, "mAAPL", MILLION);
    seats(&mut world, stake)?;
    let prices = [
        ("mAAPL", fixtures::price("10")?),
        ("MIR", fixtures::price("0.5")?),
    ];
    Trial::new(world, &prices)
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
    trial: &mut Trial,
    rule: &'static str,
    proposal: &Proposal,
) -> anyhow::Result<Option<u64>> {
    let at = trial.world.at.clone();
    let deposit = deposit(&trial.world, proposal).u128();
    let create = Transaction::new().hands(&at.mirror_token, deposit, &at.gov, &proposal.hook());
    let Some(answers) = trial.tries(rule, create)? else {
        return Ok(None);
    };
    let told = answers.iter().flat_map(|answer| &answer.events);
    let mut told = told.flat_map(|event| &event.attributes);
    let poll_id = told.find(|said| said.key == "poll_id");
    Ok(Some(poll_id.context("a number")?.value.parse()?))
}

/// What such a poll takes now.
pub(super) fn deposit(world: &World, proposal: &Proposal) -> Uint128 {
    let of_kind = |kind: &PollKind| {
        let question = QueryMsg::PollDeposit { kind: *kind };
        let answer: PollDepositResponse = world.asks(&world.at.gov, &question);
        answer.deposit
    };
    let deposits = proposal.kinds().iter().map(of_kind);
    deposits.max().unwrap_or_default()
}

/// With all that the attacker may vote with.
pub(super) fn votes(trial: &mut Trial, poll_id: u64) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    let yes = ExecuteMsg::CastVote {
        poll_id,
        vote: VoteOption::Yes,
        amount: power(&trial.world, poll_id, "attacker"),
    };
    trial.does(Transaction::new().tells(&gov, &yes))?;
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
pub(super) fn ends(trial: &mut Trial, poll_id: u64) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    let end_time = trial.world.poll(poll_id).end_time;
    let left = end_time.saturating_sub(trial.world.chain.now());
    trial.world.chain.pass(left);
    trial.does(Transaction::new().tells(&gov, &ExecuteMsg::EndPoll { poll_id }))?;
    Ok(())
}

/// It is ended and, if it passed, carried out as soon as it may be.
pub(super) fn concludes(
    trial: &mut Trial,
    rule: &'static str,
    poll_id: u64,
    proposal: &Proposal,
) -> anyhow::Result<PollStatus> {
    ends(trial, poll_id)?;
    let effective_time = trial.world.poll(poll_id).effective_time;
    let left = effective_time.saturating_sub(trial.world.chain.now());
    trial.world.chain.pass(left.max(6));
    carries_out(trial, rule, poll_id, proposal)
}

/// A poll that has passed is carried out. If its action fails why is told, too: gov only knows
/// that it did.
pub(super) fn carries_out(
    trial: &mut Trial,
    rule: &'static str,
    poll_id: u64,
    proposal: &Proposal,
) -> anyhow::Result<PollStatus> {
    let gov = trial.world.at.gov.clone();
    let execute = ExecuteMsg::ExecutePoll { poll_id };
    trial.tries(rule, Transaction::new().tells(&gov, &execute))?;
    let status = trial.world.poll(poll_id).status;
    if status == PollStatus::Failed {
        tells(trial, rule, proposal)?;
    }
    Ok(status)
}

/// The attacker brings a poll, votes, and has it carried out; nobody else votes. None: it was
/// refused.
pub(super) fn passes(
    trial: &mut Trial,
    rule: &'static str,
    proposal: &Proposal,
) -> anyhow::Result<Option<PollStatus>> {
    let Some(poll_id) = proposes(trial, rule, proposal)? else {
        return Ok(None);
    };
    votes(trial, poll_id)?;
    Ok(Some(concludes(trial, rule, poll_id, proposal)?))
}

/// Several that are open at the same time, and are carried out one after the other in one block.
pub(super) fn passes_together(
    trial: &mut Trial,
    rule: &'static str,
    motions: &[Proposal],
) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    let mut open = vec![];
    for proposal in motions {
        if let Some(poll_id) = proposes(trial, rule, proposal)? {
            votes(trial, poll_id)?;
            open.push((poll_id, proposal));
        }
    }
    let Some((last, _)) = open.last().copied() else {
        return Ok(());
    };
    let left = trial.world.poll(last).end_time - trial.world.chain.now();
    trial.world.chain.pass(left);
    for (poll_id, _) in &open {
        let end = ExecuteMsg::EndPoll { poll_id: *poll_id };
        trial.does(Transaction::new().tells(&gov, &end))?;
    }
    let left = trial.world.poll(last).effective_time - trial.world.chain.now();
    trial.world.chain.pass(left.max(6));
    for (poll_id, proposal) in open {
        carries_out(trial, rule, poll_id, proposal)?;
    }
    Ok(())
}

/// Why an action failed: its contracts are asked once more, as if by gov.
fn tells(trial: &mut Trial, rule: &'static str, proposal: &Proposal) -> anyhow::Result<()> {
    for call in proposal.calls(&trial.world)? {
        let again = WasmMsg::Execute {
            contract_addr: call.contract,
            msg: call.msg,
            funds: vec![],
        };
        let gov = trial.world.at.gov.clone();
        if let Err(refusal) = trial.world.chain.app.execute(gov, again.into()) {
            trial.refused_to_others(rule, &refusal);
        }
    }
    Ok(())
}

/// The attacker's stake comes back, as far as it is free.
pub(super) fn leaves(trial: &mut Trial) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    let out = ExecuteMsg::WithdrawVotingTokens { amount: None };
    trial.does(Transaction::new().tells(&gov, &out))?;
    Ok(())
}

/// MIR that the community owns.
pub(super) fn treasury(world: &World) -> Uint128 {
    world.token_balance(&world.at.mirror_token, &world.at.community)
}
