//! Questions of which a refusal is an answer, too.

use cosmwasm_std::Uint128;
use mirror_chain::{ChainError, Node, TokenInfo};
use serde::de::DeserializeOwned;
use serde_json::{json, Value};

use super::told::Told;

/// A node to ask, of which a refusal is an answer, too.
pub(super) struct Asker<'a> {
    /// The node, at the height to look at.
    pub(super) node: &'a Node,
}

impl Asker<'_> {
    /// What a contract answers. The address "" stands for a contract that is not known.
    pub(super) async fn smart<T: DeserializeOwned>(
        &self,
        contract: &str,
        question: Value,
    ) -> Result<Told<T>, ChainError> {
        if contract.is_empty() {
            return Ok(Told::unknown("the contract is not known"));
        }
        Told::of(self.node.smart(contract, &question).await)
    }

    /// What a token says of itself. The address "" stands for one that is not known.
    pub(super) async fn token_info(&self, token: &str) -> Result<Told<TokenInfo>, ChainError> {
        if token.is_empty() {
            return Ok(Told::unknown("the token is not known"));
        }
        Told::of(self.node.token_info(token).await)
    }

    /// What somebody has of a token.
    pub(super) async fn balance(
        &self,
        token: &str,
        owner: &str,
    ) -> Result<Told<Uint128>, ChainError> {
        if token.is_empty() {
            return Ok(Told::unknown("the token is not known"));
        }
        Told::of(balance(self.node, token, owner).await)
    }

    /// What somebody has of a coin.
    pub(super) async fn coins(
        &self,
        owner: &str,
        denom: &str,
    ) -> Result<Told<Uint128>, ChainError> {
        Told::of(self.node.balance(owner, denom).await)
    }
}

async fn balance(node: &Node, token: &str, owner: &str) -> Result<Uint128, ChainError> {
    let question = json!({ "balance": { "address": owner } });
    let answer: Value = node.smart(token, &question).await?;
    let balance = answer.get("balance").and_then(Value::as_str);
    balance
        .and_then(|balance| balance.parse().ok())
        .ok_or_else(|| ChainError::Unexpected(format!("{token} tells no balance")))
}
