//! An embedded chain: accounts with coins, a clock, contracts.

use std::collections::BTreeMap;

use cosmwasm_std::{wasm_execute, Addr, Coin, Empty, Timestamp};
use cw_multi_test::{
    no_init, App, AppBuilder, AppResponse, BankKeeper, BankSudo, Executor, SudoMsg,
};
use mirror_deploy::{Artifact, Receipt, Transaction};
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::address_book::AddressBook;
use crate::codes::Code;

/// Seconds from one block to the next.
const BLOCK_SECONDS: u64 = 6;

/// What a chain answers to a message.
pub(crate) type Answer = anyhow::Result<AppResponse>;

/// A chain of its own for every test. Its clock stands at second 1000 and moves only when told.
pub struct TestChain {
    /// The chain, for what the harness does not cover.
    pub app: App<BankKeeper, AddressBook>,
    /// The transactions that each deployer's account had carried out, in order.
    pub(crate) included: BTreeMap<Addr, Vec<(Transaction, Receipt)>>,
    /// Code to be stored in place of an artifact's own, the next time.
    pub(crate) replaced: BTreeMap<Artifact, Code>,
    /// How often each artifact was released anew.
    pub(crate) releases: BTreeMap<Artifact, u32>,
}

impl Default for TestChain {
    fn default() -> Self {
        Self::new()
    }
}

impl TestChain {
    /// A chain whose clock stands at second 1000.
    pub fn new() -> Self {
        let mut chain = Self::knowing(AddressBook::default());
        chain.at(1_000);
        chain
    }

    /// A chain whose addresses begin with another word. Its clock stands at the library's default.
    pub fn with_prefix(prefix: &'static str) -> Self {
        Self::knowing(AddressBook::with_prefix(prefix))
    }

    fn knowing(addresses: AddressBook) -> Self {
        Self {
            app: AppBuilder::new().with_api(addresses).build(no_init),
            included: BTreeMap::new(),
            replaced: BTreeMap::new(),
            releases: BTreeMap::new(),
        }
    }

    /// The address of the account with this name.
    pub fn account(&self, name: &str) -> Addr {
        self.app.api().addr_make(name)
    }

    /// Give coins to an account, out of nothing.
    pub fn fund(&mut self, account: &Addr, coins: &[Coin]) {
        let gift = BankSudo::Mint {
            to_address: account.to_string(),
            amount: coins.to_vec(),
        };
        self.app.sudo(SudoMsg::Bank(gift)).expect("the bank mints");
    }

    /// Set the clock to a second, in a new block.
    pub fn at(&mut self, second: u64) {
        self.app.update_block(|block| {
            block.height += 1;
            block.time = Timestamp::from_seconds(second);
        });
    }

    /// Let seconds pass, and one block for every few of them.
    pub fn pass(&mut self, seconds: u64) {
        self.app.update_block(|block| {
            block.height += (seconds / BLOCK_SECONDS).max(1);
            block.time = block.time.plus_seconds(seconds);
        });
    }

    /// The clock, in UNIX seconds.
    pub fn now(&self) -> u64 {
        self.app.block_info().time.seconds()
    }

    /// The next time this artifact is stored, store this code in its place.
    pub fn replace(&mut self, artifact: Artifact, code: Code) {
        self.replaced.insert(artifact, code);
    }

    /// Publish an artifact anew: from now on it has another checksum.
    pub fn releases(&mut self, artifact: Artifact) {
        *self.releases.entry(artifact).or_default() += 1;
    }

    /// Store code and create a contract of it.
    #[track_caller]
    pub fn create(&mut self, code: Code, creator: &Addr, msg: &impl Serialize) -> Addr {
        self.try_create(code, creator, msg)
            .expect("the contract can be instantiated")
    }

    /// Store code and create a contract of it, which it may refuse.
    pub fn try_create(
        &mut self,
        code: Code,
        creator: &Addr,
        msg: &impl Serialize,
    ) -> anyhow::Result<Addr> {
        let code_id = self.app.store_code(code);
        let admin = Some(creator.to_string());
        self.app
            .instantiate_contract(code_id, creator.clone(), msg, &[], "test", admin)
    }

    /// Have the admin of a contract give it other code.
    #[track_caller]
    pub fn upgrade(&mut self, contract: &Addr, code: Code) {
        let known = self.app.contract_data(contract);
        let admin = known.expect("a contract").admin.expect("an admin");
        let code_id = self.app.store_code(code);
        let outcome = self
            .app
            .migrate_contract(admin, contract.clone(), &Empty {}, code_id);
        outcome.expect("the contract can be migrated");
    }

    /// Send a message, with coins or without.
    pub fn execute(
        &mut self,
        sender: &Addr,
        contract: &Addr,
        msg: &impl Serialize,
        coins: &[Coin],
    ) -> anyhow::Result<AppResponse> {
        let call = wasm_execute(contract, msg, coins.to_vec())?;
        self.app.execute(sender.clone(), call.into())
    }

    /// Ask a contract.
    #[track_caller]
    pub fn query<T: DeserializeOwned>(&self, contract: &Addr, question: &impl Serialize) -> T {
        self.app
            .wrap()
            .query_wasm_smart(contract, question)
            .expect("the contract answers")
    }

    /// The error of a contract that refuses to answer, as the chain shows it.
    #[track_caller]
    pub fn query_error(&self, contract: &Addr, question: &impl Serialize) -> String {
        let answer: Result<serde_json::Value, _> =
            self.app.wrap().query_wasm_smart(contract, question);
        answer
            .expect_err("the contract refuses to answer")
            .to_string()
    }
}
