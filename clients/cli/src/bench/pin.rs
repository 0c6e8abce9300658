//! Codes that stay loaded: the chain's own governance decides that.

use std::collections::BTreeMap;
use std::time::Duration;

use cosmwasm_std::{Coin, Uint128};
use mirror_chain::{Account, ChainError, Msg, Proposal};

use super::error::BadInput;
use crate::failure::Failure;

/// How often it is looked whether a proposal is decided.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How many looks: the voting period of a local network is ten seconds.
const LOOKS: u32 = 120;

/// Lets governance pin the codes, or unpin them; nothing happens if they are as they should be.
/// The account bonds as much to every validator as that has already: half of the votes are its own then,
/// and every validator weighs what it weighed before, beside the others.
pub(super) async fn set(
    account: &mut Account,
    codes: &BTreeMap<&'static str, u64>,
    pinned: bool,
) -> Result<(), Failure> {
    let node = account.node().clone();
    let now = node.pinned_codes().await?;
    let others = codes.values().filter(|code| now.contains(code) != pinned);
    let code_ids: Vec<u64> = others.copied().collect();
    if code_ids.is_empty() {
        return Ok(());
    }
    let deposit = node.proposal_deposit().await?;
    let denom = deposit.first().map(|coin| coin.denom.clone());
    let denom = denom.unwrap_or_default();
    let (request, title) = if pinned {
        (Msg::PinCodes { code_ids }, "Keep the codes loaded")
    } else {
        (Msg::UnpinCodes { code_ids }, "Load the codes each time")
    };
    let mut messages = Vec::new();
    for validator in node.validators().await? {
        let amount: Uint128 = validator.bonded;
        messages.push(Msg::Delegate {
            validator: validator.operator,
            amount: Coin::new(amount, &denom),
        });
    }
    messages.push(Msg::Propose {
        messages: vec![request],
        authority: node.chain_governance()?,
        deposit,
        title: title.to_string(),
    });
    let proposed = account.send(&messages, "mirror bench").await?;
    let told = proposed.value("submit_proposal", "proposal_id");
    let proposal = told.and_then(|id| id.parse().ok());
    let proposal = proposal
        .ok_or_else(|| ChainError::Unexpected("a proposal without a number".to_string()))?;
    account
        .send(&[Msg::Vote { proposal }], "mirror bench")
        .await?;
    for _ in 0..LOOKS {
        match node.proposal(proposal).await? {
            Proposal::Passed => return Ok(()),
            Proposal::Failed => break,
            Proposal::Open => tokio::time::sleep(LOOK_EVERY).await,
        }
    }
    Err(BadInput::NotPinned { proposal }.into())
}
