//! What tokens say of themselves.

use cosmwasm_std::Uint128;
use serde::Deserialize;
use serde_json::json;

use crate::error::ChainError;
use crate::node::Node;

/// What a token says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TokenInfo {
    /// Its name. It never changes.
    pub name: String,
    /// Its symbol. It never changes.
    pub symbol: String,
    /// How much of it there is, in micro units.
    pub total_supply: Uint128,
}

impl Node {
    /// What a token says of itself. Whoever is no token refuses the question.
    pub async fn token_info(&self, token: &str) -> Result<TokenInfo, ChainError> {
        self.smart(token, &json!({ "token_info": {} })).await
    }
}
