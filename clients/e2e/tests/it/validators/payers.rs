//! Clients that pay without a pause, and take every answer for what it says.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use mirror_chain::{Account, ChainError, Config, Included, Key, Msg, Node, Outcome, Signed};

use super::nodes::fee;

/// How long a client rests where no node answers.
const REST: Duration = Duration::from_millis(500);

/// A client: how it reaches the chain, its key, and what it sends again and again.
pub(super) struct Payer {
    pub(super) config: Config,
    pub(super) key: Key,
    pub(super) message: Msg,
    pub(super) gas: u64,
}

/// What a client was told.
pub(super) struct Told {
    pub(super) address: String,
    /// These are in a block and were carried out.
    pub(super) done: Vec<Included>,
    /// The hashes of these are in no block and never will be.
    pub(super) void: Vec<String>,
    /// How often nobody knew yet, or no node answered.
    pub(super) unknown: usize,
}

/// All of them pay at the same time: each at least `least` times, and until they are told to stop.
pub(super) fn pay(payers: Vec<Payer>, least: usize, stop: &AtomicBool) -> Vec<Told> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let tasks = tokio::task::LocalSet::new();
    let all = async {
        let mut running = Vec::new();
        let (ended, end) = tokio::sync::watch::channel(false);
        for payer in payers {
            running.push(tasks.spawn_local(payer.pays(least, end.clone())));
        }
        while !stop.load(Ordering::Relaxed) {
            tokio::time::sleep(REST).await;
        }
        ended.send(true).unwrap();
        let mut told = Vec::new();
        for one in running {
            told.push(one.await.unwrap());
        }
        told
    };
    runtime.unwrap().block_on(tasks.run_until(all))
}

impl Payer {
    async fn pays(self, least: usize, end: tokio::sync::watch::Receiver<bool>) -> Told {
        let mut unknown = 0;
        let mut account = loop {
            match Node::connect(&self.config).await {
                Ok(node) => break Account::new(&node, self.key.clone()).unwrap(),
                Err(error) => rest(&error, &mut unknown).await,
            }
        };
        let mut told = Told {
            address: account.address().to_string(),
            done: vec![],
            void: vec![],
            unknown: 0,
        };
        while told.done.len() < least || !*end.borrow() {
            let signed = self.signs(&mut account, &mut unknown).await;
            match settles(&mut account, &signed, &mut unknown).await {
                Outcome::Done(included) => told.done.push(included),
                Outcome::Void(_) => told.void.push(signed.hash),
            }
        }
        told.unknown = unknown;
        told
    }

    async fn signs(&self, account: &mut Account, unknown: &mut usize) -> Signed {
        let fee = fee(account, self.gas);
        loop {
            match account
                .sign(std::slice::from_ref(&self.message), "", &fee)
                .await
            {
                Ok(signed) => return signed,
                Err(error) => rest(&error, unknown).await,
            }
        }
    }
}

/// The same bytes, until it is known what became of them.
async fn settles(account: &mut Account, signed: &Signed, unknown: &mut usize) -> Outcome {
    loop {
        match account.settle(signed).await {
            Ok(outcome) => return outcome,
            Err(error) => rest(&error, unknown).await,
        }
    }
}

async fn rest(error: &ChainError, unknown: &mut usize) {
    assert!(error.is_outside(), "{error}");
    *unknown += 1;
    tokio::time::sleep(REST).await;
}
