//! The messages.

use cosmwasm_std::{ensure, Addr, Binary, Deps, DepsMut, Env, Response, Storage, Uint128};
use mirror_merkle::Hash;
use mirror_protocol::airdrop::InstantiateMsg;
use terraswap::asset::Asset;
use terraswap::token::Token;

use crate::error::ContractError;
use crate::stage::Stage;
use crate::state::{
    self, CLAIMED, CLAIMED_AMOUNTS, CLAIMS, LATEST_STAGE, MIRROR_TOKEN, OWNER, RESERVED, STAGES,
};

/// The lengths of addresses in bytes: of an account and of a contract. A longer address could be one of
/// these followed by digits, and in a leaf these digits could be taken for the first ones of an amount.
const ACCOUNT_BYTES: [usize; 2] = [20, 32];

/// The terms of a new stage, as in the message.
pub struct Terms {
    /// The root of its list.
    pub merkle_root: String,
    /// The sum of its list, if known.
    pub total_amount: Option<Uint128>,
    /// The second from which on nothing can be claimed.
    pub expiration: Option<u64>,
}

/// The entry of a stage's list that is claimed.
pub struct Entry {
    /// The stage.
    pub stage: u8,
    /// The amount in the list.
    pub amount: Uint128,
    /// The proof that the entry is in the list.
    pub proof: Vec<String>,
    /// The account in the list; `None`: the sender.
    pub address: Option<String>,
}

/// Set up the airdrop.
pub fn instantiate(deps: DepsMut, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let owner = deps.api.addr_validate(&msg.owner)?;
    let mirror_token = deps.api.addr_validate(&msg.mirror_token)?;

    OWNER.save(deps.storage, &owner)?;
    MIRROR_TOKEN.save(deps.storage, &mirror_token)?;
    LATEST_STAGE.save(deps.storage, &0)?;
    RESERVED.save(deps.storage, &Uint128::zero())?;

    Ok(Response::new())
}

/// Change the owner.
pub fn update_config(
    deps: DepsMut,
    sender: &Addr,
    owner: Option<String>,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, sender)?;

    if let Some(owner) = owner {
        let owner = deps.api.addr_validate(&owner)?;
        OWNER.save(deps.storage, &owner)?;
    }

    Ok(Response::new().add_attribute("action", "update_config"))
}

/// Open the next stage.
pub fn register_merkle_root(
    mut deps: DepsMut,
    env: &Env,
    sender: &Addr,
    terms: Terms,
) -> Result<Response, ContractError> {
    let latest = LATEST_STAGE.load(deps.storage)?;

    ensure_owner(deps.storage, sender)?;

    let merkle_root = root(&terms.merkle_root)?;
    let now = env.block.time.seconds();
    if let Some(expiration) = terms.expiration {
        ensure!(
            expiration > now,
            ContractError::ExpirationPassed { expiration, now }
        );
    }
    let number = latest.checked_add(1);
    let number = number.ok_or(ContractError::TooManyStages { most: latest })?;
    let stage = Stage {
        merkle_root: Binary::from(merkle_root.0),
        total_amount: terms.total_amount,
        expiration: terms.expiration,
        clawed_back: false,
    };

    if let Some(total) = terms.total_amount {
        reserve(deps.branch(), env, total)?;
    }
    STAGES.save(deps.storage, number, &stage)?;
    LATEST_STAGE.save(deps.storage, &number)?;

    Ok(Response::new()
        .add_attribute("action", "register_merkle_root")
        .add_attribute("stage", number.to_string())
        .add_attribute("merkle_root", merkle_root.to_string()))
}

/// Correct the root of a stage of which nothing was claimed.
pub fn update_merkle_root(
    deps: DepsMut,
    sender: &Addr,
    number: u8,
    merkle_root: String,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, sender)?;

    let mut stage = state::stage(deps.storage, number)?;
    let merkle_root = root(&merkle_root)?;
    let claimed_amount = state::claimed_amount(deps.storage, number)?;
    ensure!(
        claimed_amount.is_zero(),
        ContractError::StageHasClaims {
            stage: number,
            claimed_amount
        }
    );
    stage.merkle_root = Binary::from(merkle_root.0);

    STAGES.save(deps.storage, number, &stage)?;

    Ok(Response::new()
        .add_attribute("action", "update_merkle_root")
        .add_attribute("stage", number.to_string())
        .add_attribute("merkle_root", merkle_root.to_string()))
}

/// Pay an account its amount, once for each stage. The account gets it, whoever sends the message.
pub fn claim(
    mut deps: DepsMut,
    env: &Env,
    sender: Addr,
    entry: Entry,
) -> Result<Response, ContractError> {
    let (number, amount) = (entry.stage, entry.amount);
    let stage = state::stage(deps.storage, number)?;
    let claimed = state::claimed_amount(deps.storage, number)?;
    let claimant = match entry.address {
        Some(address) => deps.api.addr_validate(&address)?,
        None => sender,
    };
    let account = deps.api.addr_canonicalize(claimant.as_str())?;
    ensure!(
        ACCOUNT_BYTES.contains(&account.len()),
        ContractError::NoAccount {
            address: claimant.into_string(),
            bytes: account.len()
        }
    );
    let id = (number, account.as_slice());

    stage.ensure_open(env.block.time.seconds())?;
    ensure!(
        !CLAIMS.has(deps.storage, id),
        ContractError::AlreadyClaimed {
            stage: number,
            address: claimant.into_string()
        }
    );
    ensure!(!amount.is_zero(), ContractError::ZeroAmount {});
    ensure!(
        stage.lists(&claimant, amount, &entry.proof)?,
        ContractError::NotInList {
            stage: number,
            address: claimant.into_string(),
            amount
        }
    );

    take(deps.branch(), env, stage.left(claimed), amount)?;
    CLAIMS.save(deps.storage, id, &CLAIMED)?;
    CLAIMED_AMOUNTS.save(deps.storage, number, &claimed.checked_add(amount)?)?;
    let payment = mirror_token(deps.storage)?.transfer(&claimant, amount)?;

    Ok(Response::new()
        .add_message(payment)
        .add_attribute("action", "claim")
        .add_attribute("stage", number.to_string())
        .add_attribute("address", claimant)
        .add_attribute("amount", amount))
}

/// Send what was not claimed of an expired stage with a total to a recipient.
pub fn clawback(
    deps: DepsMut,
    now: u64,
    sender: &Addr,
    number: u8,
    recipient: String,
) -> Result<Response, ContractError> {
    ensure_owner(deps.storage, sender)?;

    let recipient = deps.api.addr_validate(&recipient)?;
    let mut stage = state::stage(deps.storage, number)?;
    let rest = stage.rest(now, state::claimed_amount(deps.storage, number)?)?;
    ensure!(
        !stage.clawed_back,
        ContractError::AlreadyClawedBack { stage: number }
    );
    stage.clawed_back = true;
    let reserved = RESERVED.load(deps.storage)?.checked_sub(rest)?;

    STAGES.save(deps.storage, number, &stage)?;
    RESERVED.save(deps.storage, &reserved)?;
    let rest = Asset::token(MIRROR_TOKEN.load(deps.storage)?, rest);

    // If nothing is left there is no transfer, and the stage is only marked.
    Ok(Response::new()
        .add_messages(rest.transfer_to(&recipient)?)
        .add_attribute("action", "clawback")
        .add_attribute("stage", number.to_string())
        .add_attribute("amount", rest.amount)
        .add_attribute("recipient", recipient))
}

fn ensure_owner(storage: &dyn Storage, sender: &Addr) -> Result<(), ContractError> {
    let owner = OWNER.load(storage)?;
    ensure!(owner == *sender, ContractError::Unauthorized {});
    Ok(())
}

fn root(text: &str) -> Result<Hash, ContractError> {
    text.parse().map_err(ContractError::InvalidMerkleRoot)
}

fn mirror_token(storage: &dyn Storage) -> Result<Token, ContractError> {
    Ok(Token(MIRROR_TOKEN.load(storage)?))
}

/// Reserve an amount for a stage.
fn reserve(deps: DepsMut, env: &Env, amount: Uint128) -> Result<(), ContractError> {
    ensure!(!amount.is_zero(), ContractError::ZeroAmount {});
    let reserved = RESERVED.load(deps.storage)?;
    ensure_free(deps.as_ref(), env, reserved, amount)?;

    RESERVED.save(deps.storage, &reserved.checked_add(amount)?)?;
    Ok(())
}

/// Take a claimed amount out of what is reserved for the stage, of which `left` is left. For a stage
/// without a total, make sure that what is reserved for no stage is enough.
fn take(
    deps: DepsMut,
    env: &Env,
    left: Option<Uint128>,
    amount: Uint128,
) -> Result<(), ContractError> {
    let reserved = RESERVED.load(deps.storage)?;
    let Some(left) = left else {
        return ensure_free(deps.as_ref(), env, reserved, amount);
    };
    ensure!(
        amount <= left,
        ContractError::StageExhausted { left, amount }
    );

    RESERVED.save(deps.storage, &reserved.checked_sub(amount)?)?;
    Ok(())
}

/// Refuse if the contract's balance, less what is reserved, is below the amount.
fn ensure_free(
    deps: Deps,
    env: &Env,
    reserved: Uint128,
    amount: Uint128,
) -> Result<(), ContractError> {
    let token = mirror_token(deps.storage)?;
    let balance = token.stored_balance(&deps.querier, deps.api, &env.contract.address)?;
    ensure!(
        amount <= balance.saturating_sub(reserved),
        ContractError::InsufficientBalance {
            amount,
            reserved,
            balance
        }
    );
    Ok(())
}
