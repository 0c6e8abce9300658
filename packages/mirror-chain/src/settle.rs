//! Sending signed bytes, and finding out what became of them.
//!
//! What a node shows is true: a transaction in a block, the sequence of an account after a block.
//! That it shows nothing says little: its index may be off, late or of another machine behind the
//! same address. So a "no" is only taken from what can not change any more: the account's sequence
//! after a named block, and the blocks themselves.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crate::broadcast::{send, Taken};
use crate::endpoints::{Endpoint, Failed};
use crate::error::ChainError;
use crate::events::Included;
use crate::node::{find, sequence, Node};
use crate::transaction::{hash, Signed};

/// After so many blocks bytes that a node took are sent again: it may have lost them in a restart.
const AGAIN_AFTER: u64 = 3;

/// What became of a signed transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in a block and was carried out.
    Done(Included),
    /// It was not carried out and never will be.
    Void(ChainError),
}

/// What one node shows of a transaction.
struct Look {
    rpc: String,
    /// The height that the sequence is of.
    height: u64,
    /// The account's next place.
    sequence: u64,
    found: Option<Included>,
    /// What it said to the bytes, if they were sent.
    taken: Option<Taken>,
}

/// What is known of the bytes so far.
struct Course {
    /// Whether a node may have them.
    sent: AtomicBool,
    /// The node that took them, and when.
    taken: Option<(String, u64)>,
    /// Why a node did not take them, or could not be asked, at last.
    trouble: Option<ChainError>,
}

impl Node {
    /// Send signed bytes, as far as they have not been, and wait until it is known what became of
    /// them. `fresh` says that they were never sent before: then a refusal of the first node is final.
    /// Bytes that may lie somewhere already are only given up when they can not get into a block any
    /// more: the account's sequence says so, and the blocks do.
    pub async fn settle(&self, signed: &Signed, fresh: bool) -> Result<Outcome, ChainError> {
        let begun = Instant::now();
        let mut course = Course {
            sent: AtomicBool::new(!fresh),
            taken: None,
            trouble: None,
        };
        loop {
            let look = self.endpoints.ask(|node| look(node, signed, &course));
            let error = match look.await {
                Ok(look) => {
                    course.trouble = None;
                    match self.judged(signed, &look, &mut course).await {
                        Ok(Some(outcome)) => return Ok(outcome),
                        Ok(None) => None,
                        Err(error) => Some(error),
                    }
                }
                Err(error) => Some(error),
            };
            if let Some(error) = error {
                if course.is_unsent() {
                    return Err(error);
                }
                course.trouble = Some(error);
            }
            if begun.elapsed() > self.config.inclusion_timeout {
                return Err(unknown(signed, course.trouble));
            }
            tokio::time::sleep(self.config.look_every).await;
        }
    }

    /// Send signed bytes once and wait for nothing. An error says that the first node refused them.
    pub async fn submit(&self, signed: &Signed) -> Result<(), ChainError> {
        let sent = AtomicBool::new(false);
        match self.endpoints.ask(|node| send(node, signed, &sent)).await? {
            Taken::Yes => Ok(()),
            Taken::Refused(error) => Err(error),
            Taken::OtherSequence => Err(sequence_taken(signed)),
            Taken::NotNow => Err(unknown(signed, None)),
        }
    }

    /// What a look means, if it is the end.
    async fn judged(
        &self,
        signed: &Signed,
        look: &Look,
        course: &mut Course,
    ) -> Result<Option<Outcome>, ChainError> {
        let is_late = look.height >= signed.until;
        let is_passed = look.sequence > signed.sequence;
        if let Some(included) = look.found.clone().filter(|included| {
            // One that is refused before it takes its place can get in once more.
            included.is_success() || is_late || (is_passed && look.height >= included.height)
        }) {
            return Ok(Some(concluded(included)));
        }
        if is_passed {
            let found = self.in_blocks(signed, look.height).await?;
            let taken = || Outcome::Void(sequence_taken(signed));
            return Ok(Some(found.map_or_else(taken, concluded)));
        }
        if is_late {
            // It would have taken its place.
            return Ok(Some(Outcome::Void(ChainError::Expired {
                hash: signed.hash.clone(),
                until: signed.until,
            })));
        }
        match &look.taken {
            Some(Taken::Yes) => {
                course.taken = Some((look.rpc.clone(), look.height));
            }
            Some(Taken::Refused(error)) if course.is_unsent() => {
                return Ok(Some(Outcome::Void(error.clone())))
            }
            Some(Taken::Refused(error)) => course.trouble = Some(error.clone()),
            // The node may be a block behind, or have room again in a moment.
            Some(Taken::OtherSequence | Taken::NotNow) | None => {}
        }
        Ok(None)
    }

    /// The transaction, if it is in a block that it can be in, up to this height. Blocks do not change,
    /// so it does not matter which node answers.
    async fn in_blocks(
        &self,
        signed: &Signed,
        height: u64,
    ) -> Result<Option<Included>, ChainError> {
        for height in signed.since.saturating_add(1)..=signed.until.min(height) {
            let block = self.block(height).await?;
            let mut all = block.transactions.iter();
            let Some(place) = all.position(|bytes| hash(bytes) == signed.hash) else {
                continue;
            };
            let results = self.block_results(height).await?.transactions;
            let result = results.into_iter().nth(place).ok_or_else(|| {
                ChainError::Unexpected(format!("block {height} has more transactions than results"))
            })?;
            return Ok(Some(Included {
                hash: signed.hash.clone(),
                ..result
            }));
        }
        Ok(None)
    }
}

impl Course {
    /// Whether no node can have the bytes.
    fn is_unsent(&self) -> bool {
        !self.sent.load(Ordering::Relaxed)
    }

    /// Whether a node is to get the bytes, again or for the first time.
    fn is_due(&self, rpc: &str, height: u64) -> bool {
        let Some((taker, since)) = &self.taken else {
            return true;
        };
        taker != rpc || height >= since.saturating_add(AGAIN_AFTER)
    }
}

/// Look at one node, and send it the bytes if they can still get in and it does not have them.
async fn look(node: &Endpoint, signed: &Signed, course: &Course) -> Result<Look, Failed> {
    // Asked in this order, the second answer is the younger one.
    let (sequence, height) = sequence(node, &signed.account).await?;
    let found = match find(node, &signed.hash).await {
        // The blocks tell it, too, once the account's sequence is past.
        Err(Failed::Lacks(ChainError::NoIndex { .. })) => None,
        found => found?,
    };
    let may_get_in = height < signed.until && sequence <= signed.sequence && found.is_none();
    let taken = if may_get_in && course.is_due(&node.rpc, height) {
        Some(send(node, signed, &course.sent).await?)
    } else {
        None
    };
    Ok(Look {
        rpc: node.rpc.clone(),
        height,
        sequence,
        found,
        taken,
    })
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

fn sequence_taken(signed: &Signed) -> ChainError {
    ChainError::SequenceTaken {
        account: signed.account.clone(),
        hash: signed.hash.clone(),
        sequence: signed.sequence,
    }
}

/// That the time to wait is over.
fn unknown(signed: &Signed, trouble: Option<ChainError>) -> ChainError {
    let (hash, until) = (signed.hash.clone(), signed.until);
    match trouble {
        None => ChainError::NotSeenYet { hash, until },
        Some(trouble) => ChainError::Unsettled {
            hash,
            until,
            reason: trouble.to_string(),
        },
    }
}
