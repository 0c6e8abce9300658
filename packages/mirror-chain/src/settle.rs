//! Sending signed bytes, and finding out what became of them.

use std::time::{Duration, Instant};

use tendermint_rpc::Client;

use crate::endpoints::{failed, Endpoint, Failed};
use crate::error::ChainError;
use crate::events::Included;
use crate::node::Node;
use crate::transaction::Signed;

/// How long to wait between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// The SDK's numbers for what it refuses before a transaction gets into a block.
mod sdk {
    pub(super) const INSUFFICIENT_FUNDS: u32 = 5;
    pub(super) const INSUFFICIENT_FEE: u32 = 13;
    pub(super) const IN_MEMPOOL: u32 = 19;
    pub(super) const MEMPOOL_FULL: u32 = 20;
    pub(super) const TOO_LATE: u32 = 30;
    pub(super) const WRONG_SEQUENCE: u32 = 32;
}

/// What became of a signed transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in a block and was carried out.
    Done(Included),
    /// It was not carried out and never will be.
    Void(ChainError),
}

/// What a node said to bytes that were sent to it.
enum Taken {
    /// It keeps them until they get into a block.
    Yes,
    /// Its place in the sequence is past or not yet reached.
    OtherSequence,
    /// It can not keep them now.
    NotNow,
    /// It refuses them.
    Refused(ChainError),
}

impl Node {
    /// Send signed bytes, as far as they have not been, and wait until it is known what became of
    /// them. `fresh` says that they were never sent before: then a refusal of the first node is final.
    /// Bytes that may lie somewhere already are only given up when they can not get into a block any
    /// more: a node that has blocks past their last height, or whose account is past their place in
    /// the sequence, does not know them.
    pub async fn settle(&self, signed: &Signed, fresh: bool) -> Result<Outcome, ChainError> {
        let begun = Instant::now();
        let mut fresh = fresh;
        let mut taken = false;
        let mut passed_at = None;
        loop {
            // What is asked first was true before the answer of the second question.
            let height = self.status().await?.height;
            let sequence = self
                .account(&signed.account)
                .await?
                .map(|account| account.sequence);
            if let Some(included) = self.transaction(&signed.hash).await? {
                return Ok(concluded(included));
            }

            let is_late = height > signed.until;
            let is_passed = sequence.is_some_and(|sequence| sequence > signed.sequence);
            if is_late || is_passed {
                // The index of transactions follows the blocks, so one more block has to pass.
                match passed_at {
                    Some(seen) if height > seen + 1 => {
                        return Ok(Outcome::Void(self.given_up(signed, is_passed)))
                    }
                    Some(_) => {}
                    None => passed_at = Some(height),
                }
            } else if !taken {
                match self.broadcast(signed).await? {
                    Taken::Yes => taken = true,
                    Taken::Refused(error) if fresh => return Ok(Outcome::Void(error)),
                    Taken::Refused(_) | Taken::OtherSequence | Taken::NotNow => {}
                }
                fresh = false;
            }

            if begun.elapsed() > self.config.inclusion_timeout {
                return Err(ChainError::NotSeenYet {
                    hash: signed.hash.clone(),
                    until: signed.until,
                });
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Send signed bytes once and wait for nothing. An error says that the first node refused them.
    pub async fn submit(&self, signed: &Signed) -> Result<(), ChainError> {
        match self.broadcast(signed).await? {
            Taken::Yes => Ok(()),
            Taken::Refused(error) => Err(error),
            Taken::OtherSequence => Err(self.given_up(signed, true)),
            Taken::NotNow => Err(ChainError::NotSeenYet {
                hash: signed.hash.clone(),
                until: signed.until,
            }),
        }
    }

    fn given_up(&self, signed: &Signed, is_passed: bool) -> ChainError {
        let hash = signed.hash.clone();
        if is_passed {
            let (account, sequence) = (signed.account.clone(), signed.sequence);
            return ChainError::SequenceTaken {
                account,
                hash,
                sequence,
            };
        }
        let until = signed.until;
        ChainError::Expired { hash, until }
    }

    /// An answer may get lost on the way. Then the next node is asked; it may know the bytes already.
    async fn broadcast(&self, signed: &Signed) -> Result<Taken, ChainError> {
        self.endpoints.ask(|endpoint| send(endpoint, signed)).await
    }
}

/// What is in a block is carried out or refused for good.
fn concluded(included: Included) -> Outcome {
    if included.is_success() {
        return Outcome::Done(included);
    }
    Outcome::Void(ChainError::Refused {
        codespace: included.codespace,
        code: included.code,
        log: included.log,
        hash: Some(included.hash),
    })
}

async fn send(endpoint: &Endpoint, signed: &Signed) -> Result<Taken, Failed> {
    let answer = endpoint
        .client
        .broadcast_tx_sync(signed.bytes.to_vec())
        .await;
    let answer = match answer {
        Ok(answer) => answer,
        // CometBFT itself remembers what it has been sent.
        Err(error) if error.to_string().contains("already exists in cache") => {
            return Ok(Taken::Yes)
        }
        Err(error) => return Err(failed(&error, |_| None)),
    };
    let (code, log) = (answer.code.value(), answer.log);
    let of_sdk = answer.codespace == "sdk";
    Ok(match code {
        0 => Taken::Yes,
        sdk::IN_MEMPOOL if of_sdk => Taken::Yes,
        sdk::MEMPOOL_FULL if of_sdk => Taken::NotNow,
        sdk::WRONG_SEQUENCE if of_sdk => Taken::OtherSequence,
        _ => Taken::Refused(refusal(signed, &answer.codespace, code, log)),
    })
}

/// Why a node does not take bytes, as an error that says what to do.
pub(crate) fn refusal(signed: &Signed, codespace: &str, code: u32, log: String) -> ChainError {
    let address = signed.account.clone();
    match code {
        sdk::INSUFFICIENT_FUNDS if codespace == "sdk" => ChainError::TooPoor {
            address,
            reason: log,
        },
        sdk::INSUFFICIENT_FEE if codespace == "sdk" => ChainError::GasPriceTooLow {
            offered: signed.fee.to_string(),
            reason: log,
        },
        sdk::TOO_LATE if codespace == "sdk" => ChainError::Expired {
            hash: signed.hash.clone(),
            until: signed.until,
        },
        _ => ChainError::Refused {
            codespace: codespace.to_string(),
            code,
            log,
            hash: None,
        },
    }
}
