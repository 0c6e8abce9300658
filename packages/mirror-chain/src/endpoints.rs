//! Several RPC addresses of one chain: the next one is asked where one fails.

use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tendermint_rpc::error::ErrorDetail;
use tendermint_rpc::{Client, HttpClient, HttpClientUrl};

use crate::config::{shown, Config};
use crate::error::{ChainError, RpcFault, Unfit};
use crate::status::NodeStatus;

/// How often all addresses are tried before it is given up.
const ROUNDS: u32 = 2;

/// A node counts as fit for this part of the age at which a block is too old.
const FIT_PART: u32 = 3;

/// One address.
pub(crate) struct Endpoint {
    /// As it may be shown.
    pub(crate) rpc: String,
    pub(crate) client: HttpClient,
    timeout: Duration,
    /// When it was last found fit.
    fit_since: Mutex<Option<Instant>>,
}

/// All of them, and the one that is asked first.
pub(crate) struct Endpoints {
    chain_id: String,
    max_block_age: Duration,
    pause: Duration,
    all: Vec<Endpoint>,
    preferred: AtomicUsize,
}

/// What a call to one node gave.
pub(crate) enum Failed {
    /// The node did not answer in a way that can be used; another one may.
    Node(String),
    /// The node can not know the answer; another one may.
    Lacks(ChainError),
    /// The node's answer is that it refuses; the others would, too.
    Call(ChainError),
}

/// What went wrong with a single question.
pub(crate) enum Trouble {
    /// No answer, or none that can be read.
    Silent(String),
    /// The node answers with an error.
    Said(String),
}

impl Endpoints {
    pub(crate) fn new(config: &Config) -> Result<Self, ChainError> {
        let mut all = Vec::new();
        for rpc in &config.rpc {
            // The time that we stop waiting at comes first, so that it can be told from other faults.
            let client = HttpClientUrl::try_from(rpc.as_str()).and_then(|url| {
                let builder = HttpClient::builder(url);
                builder.timeout(config.timeout.saturating_mul(2)).build()
            });
            let client = client.map_err(|_| {
                ChainError::Unreachable(vec![RpcFault {
                    rpc: shown(rpc),
                    reason: "it is no address of a web server".to_string(),
                }])
            })?;
            all.push(Endpoint {
                rpc: shown(rpc),
                client,
                timeout: config.timeout,
                fit_since: Mutex::new(None),
            });
        }
        Ok(Self {
            chain_id: config.chain_id.clone(),
            max_block_age: config.max_block_age,
            pause: config.pause,
            all,
            preferred: AtomicUsize::new(0),
        })
    }

    /// Ask the preferred node, and the others where it fails. A node is looked at before it is
    /// trusted: of the right chain, not catching up, with a recent block. All that one call asks, it
    /// asks the same node.
    pub(crate) async fn ask<'a, T, F, R>(&'a self, call: F) -> Result<T, ChainError>
    where
        F: Fn(&'a Endpoint) -> R,
        R: Future<Output = Result<T, Failed>>,
    {
        let mut failed = Vec::new();
        for round in 0..ROUNDS {
            if round > 0 {
                tokio::time::sleep(self.pause).await;
                failed.clear();
            }
            let first = self.preferred.load(Ordering::Relaxed);
            for offset in 0..self.all.len() {
                let number = (first + offset) % self.all.len();
                let Some(endpoint) = self.all.get(number) else {
                    continue;
                };
                let answer = match self.fit(endpoint).await {
                    Ok(()) => call(endpoint).await,
                    Err(unfit) => Err(unfit),
                };
                match answer {
                    Ok(answer) => {
                        self.preferred.store(number, Ordering::Relaxed);
                        return Ok(answer);
                    }
                    Err(Failed::Call(error)) => return Err(error),
                    Err(failure) => {
                        if matches!(failure, Failed::Node(_)) {
                            endpoint.forget();
                        }
                        failed.push((endpoint, failure));
                    }
                }
            }
            // Who answered that it lacks something lacks it half a second later, too.
            if failed
                .iter()
                .all(|(_, one)| matches!(one, Failed::Lacks(_)))
            {
                break;
            }
        }
        Err(concluded(failed))
    }

    pub(crate) fn all(&self) -> &[Endpoint] {
        &self.all
    }

    async fn fit(&self, endpoint: &Endpoint) -> Result<(), Failed> {
        if endpoint.is_fit(self.max_block_age / FIT_PART) {
            return Ok(());
        }
        let status = endpoint.call(endpoint.client.status()).await;
        let status = status.map_err(|trouble| failed(trouble, |_| None))?;
        let status = NodeStatus::from_rpc(&endpoint.rpc, &status);
        if status.chain_id != self.chain_id {
            return Err(Failed::Lacks(ChainError::OtherChain {
                rpc: endpoint.rpc.clone(),
                found: status.chain_id,
                expected: self.chain_id.clone(),
            }));
        }
        let judged = judge(&status, now(), self.max_block_age);
        judged.map_err(|unfit| Failed::Node(unfit.to_string()))?;
        endpoint.remember();
        Ok(())
    }
}

/// What it comes to that no address gave an answer. All of another chain: so are the settings. One
/// that answers, and lacks what was asked for, says more than those that do not answer.
fn concluded(failed: Vec<(&Endpoint, Failed)>) -> ChainError {
    let mut faults = Vec::new();
    let mut lacking = None;
    let mut is_elsewhere = true;
    for (endpoint, failure) in failed {
        let error = match failure {
            Failed::Node(reason) => {
                is_elsewhere = false;
                faults.push(RpcFault {
                    rpc: endpoint.rpc.clone(),
                    reason,
                });
                continue;
            }
            Failed::Lacks(error) | Failed::Call(error) => error,
        };
        if let ChainError::OtherChain { rpc, found, .. } = &error {
            faults.push(RpcFault {
                rpc: rpc.clone(),
                reason: format!("it is a node of {found}"),
            });
        } else {
            is_elsewhere = false;
        }
        if matches!(lacking, None | Some(ChainError::OtherChain { .. })) {
            let is_first = lacking.is_none() || !matches!(error, ChainError::OtherChain { .. });
            lacking = if is_first { Some(error) } else { lacking };
        }
    }
    match lacking {
        Some(ChainError::OtherChain { .. }) if !is_elsewhere => ChainError::Unreachable(faults),
        Some(error) => error,
        None => ChainError::Unreachable(faults),
    }
}

/// The time here, in UNIX seconds.
fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |now| now.as_secs())
}

/// Whether a node of the chain can be relied on.
fn judge(status: &NodeStatus, now: u64, max_block_age: Duration) -> Result<(), Unfit> {
    let height = status.height;
    if status.catching_up {
        return Err(Unfit::CatchingUp { height });
    }
    let seconds = now.saturating_sub(status.time);
    if seconds > max_block_age.as_secs() {
        return Err(Unfit::Behind { height, seconds });
    }
    Ok(())
}

impl Endpoint {
    /// Wait for an answer as long as is allowed.
    pub(crate) async fn call<T>(
        &self,
        question: impl Future<Output = Result<T, tendermint_rpc::Error>>,
    ) -> Result<T, Trouble> {
        match tokio::time::timeout(self.timeout, question).await {
            Ok(answer) => answer.map_err(|error| trouble(&error)),
            Err(_) => Err(Trouble::Silent(format!(
                "no answer within {} ms",
                self.timeout.as_millis()
            ))),
        }
    }

    fn is_fit(&self, long: Duration) -> bool {
        let since = self.fit_since.lock().map_or(None, |since| *since);
        since.is_some_and(|since| since.elapsed() < long)
    }

    fn remember(&self) {
        if let Ok(mut since) = self.fit_since.lock() {
            *since = Some(Instant::now());
        }
    }

    fn forget(&self) {
        if let Ok(mut since) = self.fit_since.lock() {
            *since = None;
        }
    }
}

/// Sort what the RPC client says. Its own texts hold the whole address, and its causes are lost.
fn trouble(error: &tendermint_rpc::Error) -> Trouble {
    match error.detail() {
        ErrorDetail::Response(error) => Trouble::Said(error.source.to_string()),
        ErrorDetail::HttpRequestFailed(error) => {
            Trouble::Silent(format!("it answers with status {}", error.status))
        }
        ErrorDetail::Http(_) => {
            Trouble::Silent("nobody answers there, or the connection broke off".to_string())
        }
        _ => Trouble::Silent("what it answers is no answer of a node".to_string()),
    }
}

/// Sort what went wrong with a question: `refused` knows which of a node's errors are answers.
pub(crate) fn failed(trouble: Trouble, refused: impl FnOnce(&str) -> Option<Failed>) -> Failed {
    match trouble {
        Trouble::Silent(reason) => Failed::Node(reason),
        Trouble::Said(told) => refused(&told).unwrap_or(Failed::Node(told)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGE: Duration = Duration::from_secs(60);

    fn status(time: u64, catching_up: bool) -> NodeStatus {
        NodeStatus {
            rpc: "http://127.0.0.1:1".to_string(),
            chain_id: "test".to_string(),
            height: 9,
            time,
            block_hash: String::new(),
            app_hash: String::new(),
            earliest_height: 1,
            catching_up,
            version: String::new(),
        }
    }

    #[test]
    fn a_block_is_too_old_a_second_after_its_age() {
        assert_eq!(judge(&status(1_000, false), 1_060, AGE), Ok(()));
        let behind = Unfit::Behind {
            height: 9,
            seconds: 61,
        };
        assert_eq!(judge(&status(1_000, false), 1_061, AGE), Err(behind));
        // A clock here that is slow, or a chain whose clock is fast.
        assert_eq!(judge(&status(1_000, false), 10, AGE), Ok(()));
    }

    #[test]
    fn a_node_that_reads_old_blocks_is_not_relied_on() {
        let catching_up = Unfit::CatchingUp { height: 9 };
        assert_eq!(judge(&status(1_000, true), 1_000, AGE), Err(catching_up));
    }
}
