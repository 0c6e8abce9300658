//! A node that answers wrongly on purpose, for tests: a tiny chain, and nodes of it on loopback that
//! speak CometBFT's RPC, each with faults of its own. Blocks are made when a test says so, or by a
//! clock. Signatures are not looked at; all else that decides about a transaction is as in the SDK:
//! its last height, its fee, its place in the sequence, in this order.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

mod chain;
mod faults;
mod http;
mod rpc;
mod services;
mod state;
mod transaction;

pub use faults::NodeFaults;

/// A chain behind fake nodes. A clone is the same chain.
#[derive(Clone)]
pub struct FakeChain {
    chain: Arc<Mutex<chain::Chain>>,
}

/// A node of it. It is down when this is dropped.
pub struct FakeNode {
    address: SocketAddr,
    chain: FakeChain,
    faults: Arc<Mutex<NodeFaults>>,
    server: Option<JoinHandle<()>>,
}

/// Makes blocks until it is dropped.
pub struct Clock(JoinHandle<()>);

impl FakeChain {
    /// A chain with one block.
    pub fn new(id: &str, prefix: &str) -> Self {
        Self {
            chain: Arc::new(Mutex::new(chain::Chain::new(id, prefix))),
        }
    }

    /// Give an account coins; it comes into being with the first.
    pub fn pay(&self, address: &str, amount: u128, denom: &str) {
        if let Some(state) = held(&self.chain).now() {
            state.pay(address, denom, amount);
        }
    }

    /// An account loses coins otherwise than by a transaction; nothing if it has fewer.
    pub fn take(&self, address: &str, amount: u128, denom: &str) {
        if let Some(state) = held(&self.chain).now() {
            let _ = state.take(address, denom, amount);
        }
    }

    /// What an account has of a denom.
    pub fn coins(&self, address: &str, denom: &str) -> u128 {
        let mut chain = held(&self.chain);
        chain.now().map_or(0, |state| state.coins(address, denom))
    }

    /// Another client uses an account's next place in the sequence.
    pub fn steal_sequence(&self, address: &str) {
        if let Some(state) = held(&self.chain).now() {
            state.count(address);
        }
    }

    /// The height of the last block.
    pub fn height(&self) -> u64 {
        held(&self.chain).height()
    }

    /// Make blocks.
    pub fn step(&self, blocks: u64) {
        for _ in 0..blocks {
            held(&self.chain).step();
        }
    }

    /// Make a block from time to time.
    pub fn start_clock(&self, every: Duration) -> Clock {
        let chain = self.clone();
        Clock(tokio::spawn(async move {
            loop {
                tokio::time::sleep(every).await;
                chain.step(1);
            }
        }))
    }

    /// From now on blocks leave the mempool alone, or they do not.
    pub fn withhold(&self, is_withholding: bool) {
        held(&self.chain).is_withholding = is_withholding;
    }

    /// The mempool is lost, as in a restart.
    pub fn forget_mempool(&self) {
        held(&self.chain).forget_mempool();
    }

    /// From now on contracts answer so: of the state after a height, a contract to a question, with what
    /// it says or refuses with. Where nothing comes they repeat the question.
    pub fn teach(
        &self,
        answers: impl Fn(u64, &str, &Value) -> Option<Result<Value, String>> + Send + Sync + 'static,
    ) {
        held(&self.chain).answers = Some(Arc::new(answers));
    }

    /// The next block has a transaction of a stranger, with events as CometBFT writes them.
    pub fn tell(&self, events: Vec<Value>) {
        held(&self.chain).strangers.push(events);
    }

    /// How often the transaction of a hash was carried out.
    pub fn done(&self, hash: &str) -> u32 {
        held(&self.chain).done.get(hash).copied().unwrap_or(0)
    }
}

impl FakeNode {
    /// A node on a port of its own.
    pub async fn start(chain: &FakeChain) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let mut node = Self {
            address: listener.local_addr()?,
            chain: chain.clone(),
            faults: Arc::default(),
            server: None,
        };
        node.listen(listener);
        Ok(node)
    }

    /// Its RPC address.
    pub fn rpc(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Have something be wrong with it, or right again.
    pub fn set(&self, change: impl FnOnce(&mut NodeFaults)) {
        change(&mut held(&self.faults));
    }

    /// It goes down.
    pub async fn stop(&mut self) {
        if let Some(server) = self.server.take() {
            server.abort();
            // Its port is free once it has ended.
            let _ = server.await;
        }
    }

    /// It comes up again, on the same port.
    pub async fn resume(&mut self) -> io::Result<()> {
        self.stop().await;
        let listener = TcpListener::bind(self.address).await?;
        self.listen(listener);
        Ok(())
    }

    fn listen(&mut self, listener: TcpListener) {
        let (chain, faults) = (self.chain.clone(), Arc::clone(&self.faults));
        let server = http::serve(listener, move |method, params| {
            let mut faults = held(&faults);
            let reply = rpc::reply(&mut held(&chain.chain), &mut faults, method, params);
            (faults.answers_after, reply)
        });
        self.server = Some(tokio::spawn(server));
    }
}

impl Drop for FakeNode {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            server.abort();
        }
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A test that failed in another place leaves no lock behind.
fn held<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
