//! The embedded chain as the deployment sees it.

use anyhow::anyhow;
use cosmwasm_std::{Addr, Coin, WasmMsg};
use cw_multi_test::Executor;
use mirror_deploy::{Artifact, Chain, Receipt};
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::chain::TestChain;
use crate::codes;

/// An account of an embedded chain that signs what a deployment needs.
pub struct Deployer<'a> {
    pub chain: &'a mut TestChain,
    pub sender: Addr,
}

impl Chain for Deployer<'_> {
    type Error = anyhow::Error;

    fn sender(&self) -> String {
        self.sender.to_string()
    }

    fn store(&mut self, artifact: Artifact) -> anyhow::Result<u64> {
        Ok(self.chain.app.store_code(codes::of(artifact)))
    }

    fn instantiate(
        &mut self,
        code_id: u64,
        msg: &impl Serialize,
        label: &str,
        admin: Option<&str>,
    ) -> anyhow::Result<String> {
        let admin = admin.map(str::to_string);
        let sender = self.sender.clone();
        let contract =
            self.chain
                .app
                .instantiate_contract(code_id, sender, &msg, &[], label, admin)?;
        Ok(contract.into_string())
    }

    fn execute(
        &mut self,
        contract: &str,
        msg: &impl Serialize,
        coins: &[Coin],
    ) -> anyhow::Result<Receipt> {
        let contract = Addr::unchecked(contract);
        let response = self.chain.execute(&self.sender, &contract, msg, coins)?;
        let told = response
            .events
            .into_iter()
            .flat_map(|event| event.attributes);
        Ok(Receipt {
            attributes: told.map(|said| (said.key, said.value)).collect(),
        })
    }

    fn query<T: DeserializeOwned>(
        &mut self,
        contract: &str,
        question: &impl Serialize,
    ) -> anyhow::Result<T> {
        Ok(self.chain.app.wrap().query_wasm_smart(contract, question)?)
    }

    fn admin(&mut self, contract: &str) -> anyhow::Result<Option<String>> {
        let data = self.chain.app.contract_data(&Addr::unchecked(contract))?;
        Ok(data.admin.map(Addr::into_string))
    }

    fn set_admin(&mut self, contract: &str, admin: &str) -> anyhow::Result<()> {
        let msg = WasmMsg::UpdateAdmin {
            contract_addr: contract.to_string(),
            admin: admin.to_string(),
        };
        self.chain.app.execute(self.sender.clone(), msg.into())?;
        Ok(())
    }

    fn now(&mut self) -> anyhow::Result<u64> {
        Ok(self.chain.now())
    }

    fn send(&mut self, recipient: &str, coins: &[Coin]) -> anyhow::Result<()> {
        let recipient = Addr::unchecked(recipient);
        self.chain
            .app
            .send_tokens(self.sender.clone(), recipient, coins)?;
        Ok(())
    }

    fn unexpected(&self, what: String) -> anyhow::Error {
        anyhow!(what)
    }
}
