//! The chain inside the program. Every message is counted, and kept until the day has been checked.

use std::collections::BTreeMap;

use cosmwasm_std::{coin, coins, Addr, BankMsg, Uint128};
use cw_multi_test::{AppResponse, Executor};
use mirror_testing::{Call, TestChain};
use serde::de::DeserializeOwned;
use serde::Serialize;
use terraswap::token::Token;

use crate::error::SimulationError;
use crate::outcome::ReplayMessage;

/// Seconds from one block to the next.
pub(super) const BLOCK_SECONDS: u64 = 6;

/// The bank's refusal of an empty transfer.
const NOTHING_SENT: &str = "Cannot transfer empty coins amount";

/// Why a message was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The price was older than a minute.
    Stale,
    /// The first words of the error.
    Other(String),
}

impl Refusal {
    fn of(error: &anyhow::Error) -> Self {
        use mirror_mint::ContractError::{CollateralPriceTooOld, PriceTooOld};

        match error.downcast_ref::<mirror_mint::ContractError>() {
            Some(PriceTooOld { .. } | CollateralPriceTooOld { .. }) => Self::Stale,
            _ => {
                let text = error.root_cause().to_string();
                let ends = |letter: char| letter.is_ascii_digit() || ":{".contains(letter);
                let words = text.split(ends).next().unwrap_or_default();
                Self::Other(words.trim_end().to_string())
            }
        }
    }

    /// How it is called where refusals are counted.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Stale => "price too old",
            Self::Other(words) => words,
        }
    }
}

/// What the chain was asked to do.
///
/// A protocol message is one entry into a contract by an execute message that succeeded in the
/// end, whether an account sent it or another contract. So one transaction of an account that
/// opens a short counts as eight or so. Refused transactions count apart, and neither the birth of
/// the protocol nor queries count at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Entries into contracts.
    pub(super) messages: u64,
    /// Transactions of accounts that succeeded.
    pub(super) transactions: u64,
    pub(super) refused: u64,
    pub(super) refused_stale: u64,
    /// Refused transactions by the first words of the error.
    pub(super) refusals: BTreeMap<String, u64>,
}

/// A message that was carried out, as it was sent.
struct Entry {
    time: u64,
    sender: Addr,
    call: Call,
}

/// The chain under a run.
pub(super) struct Chain {
    pub(super) inner: TestChain,
    base_denom: String,
    counts: Counts,
    /// Since the last check.
    journal: Vec<Entry>,
    last_refusal: String,
}

impl Chain {
    pub(super) fn new(base_denom: &str, now: u64) -> Self {
        let mut inner = TestChain::new();
        inner.at(now);

        Self {
            inner,
            base_denom: base_denom.to_string(),
            counts: Counts::default(),
            journal: Vec::new(),
            last_refusal: String::new(),
        }
    }

    pub(super) fn counts(&self) -> &Counts {
        &self.counts
    }

    pub(super) fn now(&self) -> u64 {
        self.inner.now()
    }

    pub(super) fn height(&self) -> u64 {
        self.inner.app.block_info().height
    }

    /// Begins a block at this second, or the next one if time is already there.
    pub(super) fn at(&mut self, second: u64) {
        self.inner.at(second.max(self.now()));
    }

    pub(super) fn next_block(&mut self) {
        self.inner.pass(BLOCK_SECONDS);
    }

    /// Gives an account base coins out of nothing.
    pub(super) fn fund(&mut self, account: &Addr, amount: Uint128) {
        if !amount.is_zero() {
            self.inner
                .fund(account, &[coin(amount.u128(), &self.base_denom)]);
        }
    }

    pub(super) fn send(&mut self, sender: &Addr, call: Call) -> Result<AppResponse, Refusal> {
        match self.inner.app.execute(sender.clone(), call.clone().into()) {
            Ok(response) => {
                self.counts.transactions += 1;
                self.counts.messages += entries(&response);
                self.journal.push(Entry {
                    time: self.now(),
                    sender: sender.clone(),
                    call,
                });
                Ok(response)
            }
            Err(error) => Err(self.refused(&error)),
        }
    }

    /// Sends a message that should be refused; a refusal is not counted.
    pub(super) fn probe(&mut self, sender: &Addr, call: Call) -> Result<AppResponse, Refusal> {
        let counts = self.counts.clone();
        let answer = self.send(sender, call);
        if answer.is_err() {
            self.counts = counts;
        }

        answer
    }

    /// Whether a message would be accepted. It is sent together with one that fails, so that both are undone.
    pub(super) fn would_take(&mut self, sender: &Addr, call: Call) -> bool {
        let nothing = BankMsg::Send {
            to_address: sender.to_string(),
            amount: vec![],
        };
        let messages = vec![call.into(), nothing.into()];
        let Err(error) = self.inner.app.execute_multi(sender.clone(), messages) else {
            return false;
        };
        let is_undone = error.root_cause().to_string() == NOTHING_SENT;
        if !is_undone {
            self.last_refusal = format!("{error:#}");
        }

        is_undone
    }

    /// A message as it was kept for a violation.
    pub(super) fn again(&self, message: &ReplayMessage) -> Call {
        let funds = match message.funds.u128() {
            0 => vec![],
            amount => coins(amount, &self.base_denom),
        };

        Call {
            contract: Addr::unchecked(&message.contract),
            body: message.message.to_string().into_bytes().into(),
            funds,
        }
    }

    /// The whole error of the last refused message.
    pub(super) fn last_refusal(&self) -> &str {
        &self.last_refusal
    }

    fn refused(&mut self, error: &anyhow::Error) -> Refusal {
        let refusal = Refusal::of(error);
        self.last_refusal = format!("{error:#}");
        self.counts.refused += 1;
        if refusal == Refusal::Stale {
            self.counts.refused_stale += 1;
        }
        *self
            .counts
            .refusals
            .entry(refusal.name().to_string())
            .or_default() += 1;

        refusal
    }

    pub(super) fn query<T: DeserializeOwned>(
        &self,
        contract: &Addr,
        question: &impl Serialize,
    ) -> Result<T, SimulationError> {
        Ok(self.inner.app.wrap().query_wasm_smart(contract, question)?)
    }

    /// Base coins of an account or contract.
    pub(super) fn coins_of(&self, holder: &Addr) -> Result<Uint128, SimulationError> {
        let balance = self
            .inner
            .app
            .wrap()
            .query_balance(holder, &self.base_denom)?;

        Ok(balance.amount)
    }

    /// Tokens of an account or contract.
    pub(super) fn tokens_of(
        &self,
        token: &Addr,
        holder: &Addr,
    ) -> Result<Uint128, SimulationError> {
        Ok(Token(token.clone()).balance(&self.inner.app.wrap(), holder)?)
    }

    /// Forgets the messages since the last check, which found nothing broken.
    pub(super) fn forget_journal(&mut self) {
        self.journal.clear();
    }

    /// The messages since the last check, in order.
    pub(super) fn replay_messages(&self) -> Vec<ReplayMessage> {
        self.journal
            .iter()
            .map(|entry| ReplayMessage {
                time: entry.time,
                sender: entry.sender.to_string(),
                contract: entry.call.contract.to_string(),
                funds: paid(&entry.call),
                message: serde_json::from_slice(&entry.call.body).unwrap_or_default(),
            })
            .collect()
    }
}

/// The base coins that go along with a message: nobody sends other coins.
pub(super) fn paid(call: &Call) -> Uint128 {
    call.funds.iter().map(|coin| coin.amount).sum()
}

/// How many contracts a transaction entered: the chain tells one `execute` for each.
fn entries(response: &AppResponse) -> u64 {
    let entered = response.events.iter().filter(|event| event.ty == "execute");

    u64::try_from(entered.count()).unwrap_or(u64::MAX)
}
