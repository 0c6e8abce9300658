//! Several RPC addresses of one chain: the next one is asked where one fails.

use std::fmt;
use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tendermint_rpc::error::ErrorDetail;
use tendermint_rpc::{Client, HttpClient, HttpClientUrl};

use crate::config::Config;
use crate::error::{ChainError, Unfit};
use crate::status::NodeStatus;

/// How long a node counts as fit after it was looked at.
const FIT_FOR: Duration = Duration::from_secs(20);

/// How often all addresses are tried before it is given up.
const ROUNDS: u32 = 2;

/// How long the second round waits.
const PAUSE: Duration = Duration::from_millis(500);

/// Why an RPC address gave no answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RpcFault {
    /// The address.
    pub rpc: String,
    /// What went wrong there.
    pub reason: String,
}

impl fmt::Display for RpcFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.rpc, self.reason)
    }
}

/// One address.
pub(crate) struct Endpoint {
    pub(crate) rpc: String,
    pub(crate) client: HttpClient,
    /// When it was last found fit.
    fit_since: Mutex<Option<Instant>>,
}

/// All of them, and the one that is asked first.
pub(crate) struct Endpoints {
    chain_id: String,
    max_block_age: Duration,
    all: Vec<Endpoint>,
    preferred: AtomicUsize,
}

/// What a call to one node gave.
pub(crate) enum Failed {
    /// The node did not answer in a way that can be used; another one may.
    Node(String),
    /// The node's answer is that it refuses; the others would, too.
    Call(ChainError),
}

impl Endpoints {
    pub(crate) fn new(config: &Config) -> Result<Self, ChainError> {
        let mut all = Vec::new();
        for rpc in &config.rpc {
            let client = HttpClientUrl::try_from(rpc.as_str())
                .and_then(|url| HttpClient::builder(url).timeout(config.timeout).build());
            match client {
                Ok(client) => all.push(Endpoint {
                    rpc: rpc.clone(),
                    client,
                    fit_since: Mutex::new(None),
                }),
                Err(error) => {
                    return Err(ChainError::Unreachable(vec![RpcFault {
                        rpc: rpc.clone(),
                        reason: error.to_string(),
                    }]))
                }
            }
        }
        Ok(Self {
            chain_id: config.chain_id.clone(),
            max_block_age: config.max_block_age,
            all,
            preferred: AtomicUsize::new(0),
        })
    }

    /// Ask the preferred node, and the others where it fails. A node is looked at before it is
    /// trusted: of the right chain, not catching up, with a recent block.
    pub(crate) async fn ask<'a, T, F, R>(&'a self, call: F) -> Result<T, ChainError>
    where
        F: Fn(&'a Endpoint) -> R,
        R: Future<Output = Result<T, Failed>>,
    {
        let mut faults = Vec::new();
        for round in 0..ROUNDS {
            if round > 0 {
                tokio::time::sleep(PAUSE).await;
                faults.clear();
            }
            let first = self.preferred.load(Ordering::Relaxed);
            for offset in 0..self.all.len() {
                let number = (first + offset) % self.all.len();
                let Some(endpoint) = self.all.get(number) else {
                    continue;
                };
                let answer = match self.fit(endpoint).await {
                    Ok(()) => call(endpoint).await,
                    Err(reason) => Err(Failed::Node(reason)),
                };
                match answer {
                    Ok(answer) => {
                        self.preferred.store(number, Ordering::Relaxed);
                        return Ok(answer);
                    }
                    Err(Failed::Call(error)) => return Err(error),
                    Err(Failed::Node(reason)) => {
                        endpoint.forget();
                        faults.push(RpcFault {
                            rpc: endpoint.rpc.clone(),
                            reason,
                        });
                    }
                }
            }
        }
        Err(ChainError::Unreachable(faults))
    }

    pub(crate) fn all(&self) -> &[Endpoint] {
        &self.all
    }

    async fn fit(&self, endpoint: &Endpoint) -> Result<(), String> {
        if endpoint.is_fit() {
            return Ok(());
        }
        let status = endpoint.client.status().await;
        let status = status.map_err(|error| reason(&error))?;
        let status = NodeStatus::from_rpc(&endpoint.rpc, &status);
        self.judge(&status).map_err(|unfit| unfit.to_string())?;
        endpoint.remember();
        Ok(())
    }

    fn judge(&self, status: &NodeStatus) -> Result<(), Unfit> {
        let height = status.height;
        if status.chain_id != self.chain_id {
            return Err(Unfit::OtherChain {
                found: status.chain_id.clone(),
                expected: self.chain_id.clone(),
            });
        }
        if status.catching_up {
            return Err(Unfit::CatchingUp { height });
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let seconds = now.map_or(0, |now| now.as_secs().saturating_sub(status.time));
        if seconds > self.max_block_age.as_secs() {
            return Err(Unfit::Behind { height, seconds });
        }
        Ok(())
    }
}

impl Endpoint {
    fn is_fit(&self) -> bool {
        let since = self.fit_since.lock().map_or(None, |since| *since);
        since.is_some_and(|since| since.elapsed() < FIT_FOR)
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

/// What an error of the RPC client says, with its causes.
fn reason(error: &tendermint_rpc::Error) -> String {
    match error.detail() {
        ErrorDetail::HttpRequestFailed(error) => format!("it answers with status {}", error.status),
        ErrorDetail::Response(error) => error.source.to_string(),
        _ => format!("{:#}", error.trace()),
    }
}

/// Sort an error of the RPC client: the node's, or its answer to the call.
pub(crate) fn failed(
    error: &tendermint_rpc::Error,
    refused: impl FnOnce(&str) -> Option<ChainError>,
) -> Failed {
    let told = reason(error);
    match error.detail() {
        ErrorDetail::Response(_) => refused(&told).map_or(Failed::Node(told), Failed::Call),
        _ => Failed::Node(told),
    }
}
