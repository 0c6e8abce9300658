//! Where the scenario plays: who takes part, and what each message cost.

use std::time::{Duration, Instant};

use mirror_chain::{Account, ChainError, Fee, Included, Msg};
use serde_json::{json, Value};

use super::super::call::feed;
use super::super::protocol::{self, Listed, Protocol};
use super::constant;
use crate::failure::Failure;

/// More than any operation uses. A simulation would not do: in the next block rewards have flowed.
const ALLOWED: u64 = 3_000_000;

/// Periods that can be waited for.
pub(super) const PERIODS: protocol::Periods = protocol::Periods {
    voting: 16,
    delay: 2,
    lockup: 4,
    premium: 1,
};

/// Those who take part, as in `benches/chain`: alice has a long position and liquidity, bob shorts and
/// trades, carol liquidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Owner,
    Alice,
    Bob,
    Carol,
}

/// An operation as it was charged, or why it was not.
pub(super) struct Measured {
    pub(super) name: &'static str,
    /// Gas of the transaction, and its bytes.
    pub(super) charged: Result<(u64, u64), String>,
}

/// The scenario in the middle of it.
pub(super) struct Stage {
    pub(super) protocol: Protocol,
    pub(super) apple: Listed,
    pub(super) google: Listed,
    pub(super) position: String,
    pub(super) backed: String,
    pub(super) short: String,
    accounts: [Account; 4],
    addresses: [String; 4],
    measured: Vec<Measured>,
    pub(super) begun: Instant,
}

impl Stage {
    pub(super) fn new(protocol: Protocol, accounts: [Account; 4]) -> Self {
        Self {
            protocol,
            apple: Listed::default(),
            google: Listed::default(),
            position: String::new(),
            backed: String::new(),
            short: String::new(),
            addresses: [0, 1, 2, 3].map(|number: usize| {
                let account = accounts.get(number);
                account.map_or(String::new(), |account| account.address().to_string())
            }),
            accounts,
            measured: Vec::new(),
            begun: Instant::now(),
        }
    }

    /// Somebody's address.
    pub(super) fn address(&self, who: Who) -> &str {
        let [owner, alice, bob, carol] = &self.addresses;
        match who {
            Who::Owner => owner,
            Who::Alice => alice,
            Who::Bob => bob,
            Who::Carol => carol,
        }
    }

    /// Somebody's account.
    pub(super) fn account(&mut self, who: Who) -> &mut Account {
        let [owner, alice, bob, carol] = &mut self.accounts;
        match who {
            Who::Owner => owner,
            Who::Alice => alice,
            Who::Bob => bob,
            Who::Carol => carol,
        }
    }

    /// Sends what is not in the table.
    pub(super) async fn prepare(
        &mut self,
        who: Who,
        messages: &[Msg],
    ) -> Result<Included, Failure> {
        Ok(self.account(who).send(messages, "").await?)
    }

    /// Sends an operation of the table and notes what it was charged.
    pub(super) async fn measure(
        &mut self,
        name: &'static str,
        who: Who,
        message: Msg,
    ) -> Result<Included, Failure> {
        eprintln!("  {name}");
        let account = self.account(who);
        let messages = [message];
        let fee = Fee::of(ALLOWED, &account.node().config().gas_price);
        let (included, bytes) = constant::sent(account, &messages, &fee).await?;
        self.measured.push(Measured {
            name,
            charged: Ok((included.gas_used, bytes)),
        });
        Ok(included)
    }

    /// Notes that an operation is left out.
    pub(super) fn leave_out(&mut self, name: &'static str, reason: String) {
        self.measured.push(Measured {
            name,
            charged: Err(reason),
        });
    }

    /// Both mAssets' prices.
    pub(super) fn prices(&self, apple: &str, google: &str) -> Msg {
        let prices = [
            (self.apple.token.as_str(), apple),
            (self.google.token.as_str(), google),
        ];
        feed(&self.protocol.oracle, &prices)
    }

    /// What a position owes.
    pub(super) async fn debt(&mut self, position: &str) -> Result<String, Failure> {
        let mint = self.protocol.mint.clone();
        let question = json!({ "position": { "position_idx": position } });
        let node = self.account(Who::Owner).node().clone();
        let answer: Value = node.smart(&mint, &question).await?;
        let debt = answer.pointer("/asset/amount").and_then(Value::as_str);
        let untold = || ChainError::Unexpected(format!("position {position} tells no debt"));
        Ok(debt.ok_or_else(untold)?.to_string())
    }

    /// Waits, as long as time is short here.
    pub(super) async fn pass(&self, seconds: u64) {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }

    /// Waits for a block: an asset is fed once in a block, and a simulation counts as the last one.
    pub(super) async fn next_block(&mut self) -> Result<(), Failure> {
        let node = self.account(Who::Owner).node().clone();
        let height = node.carried_out().await?;
        while node.carried_out().await? == height {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(())
    }

    /// Posts both mAssets' prices, which is not in the table.
    pub(super) async fn post(&mut self, apple: &str, google: &str) -> Result<(), Failure> {
        self.next_block().await?;
        let prices = self.prices(apple, google);
        self.prepare(Who::Owner, &[prices]).await?;
        Ok(())
    }

    /// All that was measured, in order.
    pub(super) fn measured(self) -> Vec<Measured> {
        self.measured
    }
}
