//! Another contract of the chain, such as a pair or another oracle.

use mirror_chain::Node;

use super::observation::{Observation, SourceFault};
use super::reading::observation;

/// Another contract of the chain.
#[derive(Clone)]
pub struct ChainSource {
    /// The chain.
    pub node: Node,
    /// The contract.
    pub contract: String,
    /// The question, as JSON.
    pub question: String,
    /// Where its answer has the price (RFC 6901).
    pub price: String,
    /// Where it has the time of the price; without it the price counts as of now.
    pub time: Option<String>,
}

impl ChainSource {
    /// What the contract answers now.
    pub async fn look(&self, now: u64) -> Result<Observation, SourceFault> {
        let question = self.question.clone().into_bytes();
        let answer = self.node.smart_bytes(&self.contract, question).await;
        let answer = answer.map_err(|error| SourceFault::Silent(error.to_string()))?;
        let answer = String::from_utf8_lossy(&answer);
        observation(&answer, &self.price, self.time.as_deref().ok_or(now))
    }
}
