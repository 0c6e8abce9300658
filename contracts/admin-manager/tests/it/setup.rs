//! An admin manager, and contracts of an older version of which it is the admin. An account plays gov.

use cosmwasm_std::{Addr, Binary, CosmosMsg, Order, Record, WasmMsg};
use cw_multi_test::{AppResponse, Executor};
use mirror_protocol::admin_manager::{
    AuthRecordResponse, AuthRecordsResponse, ConfigResponse, ExecuteMsg, InstantiateMsg,
    MigrationRecordResponse, MigrationRecordsResponse, QueryMsg,
};
use mirror_protocol::lock;
use mirror_testing::{codes, TestChain};
use terraswap::version;

/// Seconds of a week.
pub(crate) const PERIOD: u64 = 604_800;

pub(crate) type Answer = anyhow::Result<AppResponse>;

/// An entry of `execute_migrations`.
pub(crate) type Entry = (String, u64, Binary);

pub(crate) struct Setup {
    pub(crate) chain: TestChain,
    pub(crate) manager: Addr,
    pub(crate) owner: Addr,
    /// The code that contracts are migrated to.
    pub(crate) new_code: u64,
}

impl Setup {
    pub(crate) fn new() -> Self {
        Self::with_period(PERIOD)
    }

    pub(crate) fn with_period(admin_claim_period: u64) -> Self {
        let mut chain = TestChain::new();
        chain.at(1_000_000);
        let owner = chain.account("owner");
        let msg = instantiate_msg(&owner, admin_claim_period);
        let manager = chain.create(codes::admin_manager(), &owner, &msg);
        let new_code = chain.app.store_code(codes::lock());
        Self {
            chain,
            manager,
            owner,
            new_code,
        }
    }

    pub(crate) fn who(&self, name: &str) -> Addr {
        self.chain.account(name)
    }

    /// Contracts of an older version, of which the manager is the admin.
    pub(crate) fn contracts<const N: usize>(&mut self) -> [Addr; N] {
        [(); N].map(|()| {
            let manager = self.manager.clone();
            self.contract_of(&manager)
        })
    }

    /// A contract of an older version with this admin.
    pub(crate) fn contract_of(&mut self, admin: &Addr) -> Addr {
        let owner = self.owner.clone();
        let msg = lock::InstantiateMsg {
            owner: owner.to_string(),
            mint_contract: owner.to_string(),
            base_denom: "uusd".to_string(),
            lockup_period: 0,
        };
        let contract = self.chain.create(codes::lock(), &owner, &msg);
        self.grow_old(&contract, "mirror-lock");
        self.hand_over(&owner, &contract, admin).unwrap();
        contract
    }

    /// Make the contract look like one of an older version.
    pub(crate) fn grow_old(&mut self, contract: &Addr, name: &str) {
        let mut storage = self.chain.app.contract_storage_mut(contract);
        version::set(storage.as_mut(), name, "0.0.1").unwrap();
    }

    /// The admin of a contract names another admin.
    pub(crate) fn hand_over(&mut self, admin: &Addr, contract: &Addr, to: &Addr) -> Answer {
        let message = CosmosMsg::from(WasmMsg::UpdateAdmin {
            contract_addr: contract.to_string(),
            admin: to.to_string(),
        });
        self.chain.app.execute(admin.clone(), message)
    }

    pub(crate) fn admin_of(&self, contract: &Addr) -> Addr {
        let info = self.chain.app.wrap().query_wasm_contract_info(contract);
        info.unwrap().admin.unwrap()
    }

    /// Whether a contract runs the new code and stores its version.
    pub(crate) fn is_migrated(&self, contract: &Addr) -> bool {
        let wrap = self.chain.app.wrap();
        let code = wrap.query_wasm_contract_info(contract).unwrap().code_id;
        let storage = self.chain.app.contract_storage(contract);
        let stored = storage.get(b"contract_info").unwrap();
        let is_new = !String::from_utf8(stored).unwrap().contains("0.0.1");
        assert_eq!(is_new, code == self.new_code);
        is_new
    }

    /// Everything that the manager stores.
    pub(crate) fn stored(&self) -> Vec<Record> {
        let storage = self.chain.app.contract_storage(&self.manager);
        storage.range(None, None, Order::Ascending).collect()
    }

    /// An entry that migrates a contract to the new code.
    pub(crate) fn entry(&self, contract: &Addr) -> Entry {
        (contract.to_string(), self.new_code, Binary::from(b"{}"))
    }

    pub(crate) fn tells(&mut self, sender: &Addr, msg: &ExecuteMsg) -> Answer {
        self.chain.execute(sender, &self.manager, msg, &[])
    }

    pub(crate) fn tries_to_migrate(&mut self, migrations: Vec<Entry>) -> Answer {
        let owner = self.owner.clone();
        self.tells(&owner, &ExecuteMsg::ExecuteMigrations { migrations })
    }

    /// Migrate one new contract, to get a record.
    pub(crate) fn migrates_one(&mut self) -> Addr {
        let [contract] = self.contracts();
        let entry = self.entry(&contract);
        self.tries_to_migrate(vec![entry]).unwrap();
        contract
    }

    pub(crate) fn authorizes(&mut self, name: &str) -> Answer {
        let authorized_addr = self.who(name).into_string();
        let owner = self.owner.clone();
        self.tells(&owner, &ExecuteMsg::AuthorizeClaim { authorized_addr })
    }

    pub(crate) fn tries_to_claim(&mut self, name: &str, contract: &Addr) -> Answer {
        let contract = contract.to_string();
        self.tells(&self.who(name), &ExecuteMsg::ClaimAdmin { contract })
    }

    pub(crate) fn config(&self) -> ConfigResponse {
        self.chain.query(&self.manager, &QueryMsg::Config {})
    }

    pub(crate) fn migration_records(
        &self,
        start_after: Option<u64>,
        limit: Option<u32>,
    ) -> Vec<MigrationRecordResponse> {
        let question = QueryMsg::MigrationRecords { start_after, limit };
        let answer: MigrationRecordsResponse = self.chain.query(&self.manager, &question);
        answer.records
    }

    pub(crate) fn auth_records(
        &self,
        start_after: Option<u64>,
        limit: Option<u32>,
    ) -> Vec<AuthRecordResponse> {
        let question = QueryMsg::AuthRecords { start_after, limit };
        let answer: AuthRecordsResponse = self.chain.query(&self.manager, &question);
        answer.records
    }
}

pub(crate) fn instantiate_msg(owner: &Addr, admin_claim_period: u64) -> InstantiateMsg {
    InstantiateMsg {
        owner: owner.to_string(),
        admin_claim_period,
    }
}
