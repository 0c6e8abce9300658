//! Create a poll.

use cosmwasm_std::{ensure, CanonicalAddr, DepsMut, Env, Response, Uint128};
use mirror_protocol::gov::{PollAdminAction, PollExecuteMsg};

use crate::action::Action;
use crate::content::{Content, Texts};
use crate::error::ContractError;
use crate::keys;
use crate::poll::Poll;
use crate::state::{CONFIG, CONTENTS, POLLS, POOL};

/// What the creator of a poll proposes.
pub struct Proposal {
    /// The texts.
    pub texts: Texts,
    /// A message of the list.
    pub execute_msg: Option<PollExecuteMsg>,
    /// An action that needs stricter rules.
    pub admin_action: Option<PollAdminAction>,
}

/// Create a poll with the received MIR as its deposit.
pub fn create_poll(
    deps: DepsMut,
    env: &Env,
    mirror_token: &CanonicalAddr,
    creator: String,
    deposit: Uint128,
    proposal: Proposal,
) -> Result<Response, ContractError> {
    let (api, now, gov) = (deps.api, env.block.time.seconds(), &env.contract.address);
    let config = CONFIG.load(deps.storage)?;
    let mut pool = POOL.load(deps.storage)?;

    proposal.texts.ensure_lengths()?;
    let action = Action::of(api, proposal.execute_msg, proposal.admin_action)?;
    action.ensure_no_admin(api, &api.addr_canonicalize(gov.as_str())?)?;
    action.ensure_no_admin(api, &config.admin_manager)?;
    action.ensure_not_token(api, mirror_token)?;
    action.ensure_feasible(api, &config)?;
    action.ensure_listed(deps.as_ref())?;
    action.ensure_size(api)?;
    let kind = action.kind();
    let usual = |kind| config.poll_config(kind).proposal_deposit;
    let proposal_deposit = pool.open.deposit(kind, usual);
    ensure!(
        deposit >= proposal_deposit,
        ContractError::DepositTooSmall { proposal_deposit }
    );
    pool.open.ensure_room(kind)?;
    let targets = action.targets(api, gov, &config.admin_manager)?;
    pool.settle(now)?;
    let poll = Poll {
        kind,
        creator: keys::account(api, &creator)?,
        deposit,
        start_time: now,
        start: pool.price(),
        reward_index: pool.reward_index,
        rules: config.rules(kind),
    };
    let texts = proposal.texts;
    let poll_id = pool.add_poll(kind, deposit)?;

    let key = keys::poll(poll_id);
    POLLS.save(deps.storage, &key, &poll);
    CONTENTS.save(deps.storage, &key, &Content { texts, action });
    POOL.save(deps.storage, &pool);

    let response = Response::new()
        .add_attribute("action", "create_poll")
        .add_attribute("creator", creator)
        .add_attribute("poll_id", poll_id.to_string())
        .add_attribute("end_time", poll.end_time().to_string())
        .add_attribute("amount", deposit)
        .add_attribute("poll_kind", kind.name());
    Ok(response.add_attributes(targets.into_iter().map(|target| ("target", target))))
}
