//! Steps of polls: an attacker creates them, votes, and has them ended and carried out.

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

/// The stake of all others: alice, bob and carol have a third of it each.
pub(super) const OTHERS: u128 = 3 * STAKE;
/// Stake that gives the attacker a little more than a fifth of all.
pub(super) const FIFTH: u128 = part(201);
/// Stake that gives the attacker a little more than a third of all.
pub(super) const THIRD: u128 = part(334);
/// MIR that the attacker keeps for deposits.
pub(super) const FOR_DEPOSITS: u128 = MILLION;

/// The stake that is this many thousandths of all.
pub(super) const fn part(thousandths: u128) -> u128 {
    OTHERS / (1_000 - thousandths) * thousandths
}

/// What a poll does if it passes.
#[derive(Clone, Default)]
pub(super) struct Proposal {
    execute_msg: Option<PollExecuteMsg>,
    admin_action: Option<PollAdminAction>,
}

impl Proposal {
    /// A text poll, which does nothing.
    pub(super) fn text() -> Self {
        Self::default()
    }

    /// A default poll that sends a message to a contract.
    pub(super) fn call(contract: &Addr, msg: &impl Serialize) -> anyhow::Result<Self> {
        Ok(Self::raw(contract, to_json_binary(msg)?))
    }

    /// A default poll with a message as bytes.
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

    /// A default poll whose message the factory passes on to a contract that it owns.
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

    /// An execute poll, which may send any message to a contract.
    pub(super) fn execute(contract: &Addr, msg: &impl Serialize) -> anyhow::Result<Self> {
        Ok(Self::execute_raw(contract, to_json_binary(msg)?))
    }

    /// An execute poll with a message as bytes.
    pub(super) fn execute_raw(contract: &Addr, msg: Binary) -> Self {
        let contract = contract.to_string();
        let msgs = vec![PollExecuteMsg { contract, msg }];
        Self::admin(PollAdminAction::Execute { msgs })
    }

    /// A poll for an admin action, which needs more votes.
    pub(super) fn admin(action: PollAdminAction) -> Self {
        Self {
            execute_msg: None,
            admin_action: Some(action),
        }
    }

    /// The messages that gov sends if the poll passes.
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

    /// The message that creates the poll, sent with its deposit.
    pub(super) fn hook(&self) -> Cw20HookMsg {
        Cw20HookMsg::CreatePoll {
            title: "Season's greetings".to_string(),
            description: "Please vote yes".to_string(),
            link: None,
            execute_msg: self.execute_msg.clone(),
            admin_action: self.admin_action.clone(),
        }
    }

    /// The kinds of poll that gov may take it for.
    fn kinds(&self) -> &'static [PollKind] {
        match self.admin_action {
            None => &[PollKind::Default],
            Some(PollAdminAction::ExecuteMigrations { .. }) => &[PollKind::Migration],
            Some(PollAdminAction::Execute { .. }) => &[PollKind::Execute, PollKind::ExecuteCode],
            Some(_) => &[PollKind::AuthAdmin],
        }
    }
}

/// A protocol that gov owns, and an attacker who has staked a block ago.
pub(super) fn governed(profile: Profile, stake: u128) -> anyhow::Result<Trial> {
    let mut world = World::governed_as(profile);
    attacker_stakes(&mut world, stake)?;
    Trial::new(world, &[("MIR", fixtures::price("0.5")?)])
}

/// The same with a pool of mAAPL and without a band for its price, for polls about pools and
/// positions.
pub(super) fn governed_with_apple(stake: u128) -> anyhow::Result<Trial> {
    let mut profile = standard_profile(&TestChain::new());
    profile.oracle_max_deviation = None;
    profile.assets = vec![usual_listing("mAAPL")];
    let mut world = World::governed_as(profile);
    world.feeds(&[("mAAPL", "10")]);
    fixtures::pool(&mut world, "mAAPL", MILLION);
    attacker_stakes(&mut world, stake)?;
    let prices = [
        ("mAAPL", fixtures::price("10")?),
        ("MIR", fixtures::price("0.5")?),
    ];
    Trial::new(world, &prices)
}

/// The attacker gets MIR for a stake and for deposits, and stakes.
pub(super) fn attacker_stakes(world: &mut World, stake: u128) -> anyhow::Result<()> {
    let attacker = world.chain.account("attacker");
    world.gives_mir(&attacker, stake + FOR_DEPOSITS);
    if stake > 0 {
        let answer = world.actor("attacker").tries_to_stake_mir(stake);
        answer.context("the attacker stakes")?;
    }
    world.chain.pass(6);
    Ok(())
}

/// The attacker creates a poll with the deposit it needs; `None` if it was refused.
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
    let events = answers.iter().flat_map(|answer| &answer.events);
    let mut attributes = events.flat_map(|event| &event.attributes);
    let poll_id = attributes.find(|attribute| attribute.key == "poll_id");
    Ok(Some(poll_id.context("a number")?.value.parse()?))
}

/// The deposit that such a poll needs now.
pub(super) fn deposit(world: &World, proposal: &Proposal) -> Uint128 {
    let of_kind = |kind: &PollKind| {
        let question = QueryMsg::PollDeposit { kind: *kind };
        let answer: PollDepositResponse = world.asks(&world.at.gov, &question);
        answer.deposit
    };
    let deposits = proposal.kinds().iter().map(of_kind);
    deposits.max().unwrap_or_default()
}

/// The attacker votes with all voting power.
pub(super) fn votes(trial: &mut Trial, poll_id: u64) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    let yes = ExecuteMsg::CastVote {
        poll_id,
        vote: VoteOption::Yes,
        amount: power(&trial.world, poll_id, "attacker"),
    };
    trial.does(Transaction::new().calls(&gov, &yes))?;
    Ok(())
}

/// The voting power of the account of this name in a poll.
pub(super) fn power(world: &World, poll_id: u64, name: &str) -> Uint128 {
    let question = QueryMsg::VotingPower {
        poll_id,
        address: world.chain.account(name).into_string(),
    };
    let answer: VotingPowerResponse = world.asks(&world.at.gov, &question);
    answer.power
}

/// Waits until the voting period is over, and ends the poll.
pub(super) fn ends(trial: &mut Trial, poll_id: u64) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    let end_time = trial.world.poll(poll_id).end_time;
    let left = end_time.saturating_sub(trial.world.chain.now());
    trial.world.chain.pass(left);
    trial.does(Transaction::new().calls(&gov, &ExecuteMsg::EndPoll { poll_id }))?;
    Ok(())
}

/// Ends the poll and, if it passed, carries it out as soon as that is allowed.
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

/// Carries out a poll that has passed. If its action fails, the reason is noted as well: gov only
/// stores that it failed.
pub(super) fn carries_out(
    trial: &mut Trial,
    rule: &'static str,
    poll_id: u64,
    proposal: &Proposal,
) -> anyhow::Result<PollStatus> {
    let gov = trial.world.at.gov.clone();
    let execute = ExecuteMsg::ExecutePoll { poll_id };
    trial.tries(rule, Transaction::new().calls(&gov, &execute))?;
    let status = trial.world.poll(poll_id).status;
    if status == PollStatus::Failed {
        notes_failure(trial, rule, proposal)?;
    }
    Ok(status)
}

/// The attacker creates a poll, votes, and has it carried out; nobody else votes. `None` if it was
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

/// The same for several polls that are open together and are carried out in one block, in order.
pub(super) fn passes_together(
    trial: &mut Trial,
    rule: &'static str,
    proposals: &[Proposal],
) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    let mut open = vec![];
    for proposal in proposals {
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
        trial.does(Transaction::new().calls(&gov, &end))?;
    }
    let left = trial.world.poll(last).effective_time - trial.world.chain.now();
    trial.world.chain.pass(left.max(6));
    for (poll_id, proposal) in open {
        carries_out(trial, rule, poll_id, proposal)?;
    }
    Ok(())
}

/// Notes why an action failed: the same messages are sent once more in the name of gov.
fn notes_failure(trial: &mut Trial, rule: &'static str, proposal: &Proposal) -> anyhow::Result<()> {
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

/// The attacker withdraws all stake that is not locked.
pub(super) fn leaves(trial: &mut Trial) -> anyhow::Result<()> {
    let gov = trial.world.at.gov.clone();
    let out = ExecuteMsg::WithdrawVotingTokens { amount: None };
    trial.does(Transaction::new().calls(&gov, &out))?;
    Ok(())
}

/// The MIR of the community contract.
pub(super) fn treasury(world: &World) -> Uint128 {
    world.token_balance(&world.at.mirror_token, &world.at.community)
}
