//! How a service comes up: it listens, waits for a node, opens its wallet.

use std::path::Path;
use std::time::Duration;

use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{Config, KeySource, Node};
use prometheus_client::registry::Registry;
use tokio::task::JoinHandle;

use super::alerts::Alerts;
use super::bot::Tools;
use super::error::FrameError;
use super::health::Health;
use super::http;
use super::key::HeldKey;
use super::metrics::FrameMetrics;
use super::operations::Common;
use super::patience::Patience;
use super::stop::Stop;
use super::wallet::Wallet;
use super::webhook::{self, Notify};

/// How long the last alerts may take when a service ends.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// What a service is started with.
#[derive(Clone)]
pub struct Start {
    /// The chain.
    pub chain: Config,
    /// Where the protocol is.
    pub deployment: DeploymentFile,
    /// What every service's table has.
    pub common: Common,
    /// Where alerts go.
    pub notify: Notify,
    /// When it ends.
    pub stop: Stop,
}

/// A service that has come up.
pub struct Service {
    /// Its name.
    pub name: &'static str,
    /// What it counts.
    pub metrics: FrameMetrics,
    /// When it ends.
    pub stop: Stop,
    state: std::path::PathBuf,
    webhook: Option<JoinHandle<()>>,
}

impl Start {
    /// Come up: serve `/health` and `/metrics`, wait for a node of the chain, open the wallet if there is
    /// a key. Nothing if it was stopped while it waited. `registry` has what the service itself counts.
    pub async fn open(
        self,
        name: &'static str,
        mut registry: Registry,
    ) -> Result<Option<(Service, Tools)>, FrameError> {
        let metrics = FrameMetrics::register(&mut registry);
        let health = Health::new(name);
        health.problem("start", "it waits for a node of the chain");
        // Before anything is waited for, so that two services with one key are told at once.
        let key = self.common.key_file.clone().map(KeySource::File);
        let key = key.map(|source| HeldKey::load(&source)).transpose()?;
        if let Some(listen) = self.common.listen {
            let router = http::routes(health.clone(), registry);
            let address = http::serve(router, listen, self.stop.clone()).await?;
            tracing::info!(%address, "health and metrics are served");
        }
        let Some(node) = self.connect().await? else {
            return Ok(None);
        };
        health.solved("start");
        let (sender, webhook) =
            webhook::start(&self.notify, metrics.clone(), health.clone()).unzip();
        let chain_id = self.chain.chain_id.clone();
        let alerts = Alerts::heard(name, chain_id, health.clone(), metrics.clone(), sender);
        let service = Service {
            name,
            metrics,
            stop: self.stop,
            state: self.common.state,
            webhook,
        };
        let mut wallets = Vec::new();
        if let Some(key) = key {
            wallets.push(service.wallet(&node, key).await?);
        }
        let tools = Tools {
            node,
            alerts,
            health,
            wallets,
        };
        Ok(Some((service, tools)))
    }

    /// Wait for a node of the chain; nothing if it was stopped meanwhile. An error is a matter of
    /// settings.
    pub async fn connect(&self) -> Result<Option<Node>, FrameError> {
        let mut patience = Patience::default();
        loop {
            let node = tokio::select! {
                biased;
                () = self.stop.wait() => return Ok(None),
                node = Node::connect(&self.chain) => node,
            };
            let error = match node {
                Ok(node) => return Ok(Some(node)),
                Err(error) if error.is_configuration() => return Err(error.into()),
                Err(error) => error,
            };
            let wait = patience.next();
            tracing::warn!(%error, again_in_s = wait.as_secs(), "no node yet");
            tokio::select! {
                biased;
                () = self.stop.wait() => return Ok(None),
                () = tokio::time::sleep(wait) => {}
            }
        }
    }
}

impl Service {
    /// A service without address and webhook, for tests.
    pub fn quiet(name: &'static str, state: &Path, stop: Stop) -> Self {
        Self {
            name,
            metrics: FrameMetrics::default(),
            stop,
            state: state.to_path_buf(),
            webhook: None,
        }
    }

    /// One more wallet of this service, of the key in a file.
    pub async fn open_wallet(&self, node: &Node, key_file: &Path) -> Result<Wallet, FrameError> {
        let key = HeldKey::load(&KeySource::File(key_file.to_path_buf()))?;
        self.wallet(node, key).await
    }

    /// The folder in which it keeps what it must not forget.
    pub fn state(&self) -> &Path {
        &self.state
    }

    pub(super) fn take_webhook(&mut self) -> Option<JoinHandle<()>> {
        self.webhook.take()
    }

    async fn wallet(&self, node: &Node, key: HeldKey) -> Result<Wallet, FrameError> {
        let wallet = Wallet::open(node, key, &self.state).await?;
        let wallet = wallet.metered(&self.metrics);
        tracing::info!(account = wallet.address(), "acts with this account");
        Ok(wallet)
    }
}

/// Wait a little for the last alerts to be handed on.
pub(super) async fn last_words(webhook: Option<JoinHandle<()>>) {
    if let Some(webhook) = webhook {
        // What is not handed on by now is in the log.
        let _ = tokio::time::timeout(LAST_WORDS, webhook).await;
    }
}

#[cfg(test)]
mod tests;
