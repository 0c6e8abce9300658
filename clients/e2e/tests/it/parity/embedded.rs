//! The embedded chain: the same accounts and contracts, at the times of the real chain's blocks.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, BankMsg, BlockInfo, Coin, CosmosMsg, Timestamp, WasmMsg};
use cw_multi_test::{AppResponse, Executor};
use mirror_chain::Event;
use mirror_testing::TestChain;
use serde_json::{json, Value};

use super::happened::{BlockAt, Outcome};

/// What the library puts before a contract's own words.
const WRAPPING: &str = "Error executing";

/// The embedded chain.
pub(super) struct Embedded {
    pub(super) chain: TestChain,
    chain_id: String,
}

impl Embedded {
    /// A chain of this name, without accounts.
    pub(super) fn new(chain_id: &str) -> Self {
        Self {
            chain: TestChain::with_prefix("wasm"),
            chain_id: chain_id.to_string(),
        }
    }

    /// From now on everything happens in this block.
    pub(super) fn at(&mut self, block: BlockAt) {
        self.chain.app.set_block(BlockInfo {
            height: block.height,
            time: Timestamp::from_seconds(block.time),
            chain_id: self.chain_id.clone(),
        });
    }

    /// Carry a message out; without one the coins are paid.
    pub(super) fn execute(
        &mut self,
        who: &str,
        to: &str,
        msg: Option<&Value>,
        funds: &[Coin],
    ) -> Outcome {
        let message: CosmosMsg = match msg {
            Some(msg) => WasmMsg::Execute {
                contract_addr: to.to_string(),
                msg: serde_json::to_vec(msg).unwrap().into(),
                funds: funds.to_vec(),
            }
            .into(),
            None => BankMsg::Send {
                to_address: to.to_string(),
                amount: funds.to_vec(),
            }
            .into(),
        };
        self.carry_out(who, message)
    }

    pub(super) fn carry_out(&mut self, who: &str, message: CosmosMsg) -> Outcome {
        let answer = self.chain.app.execute(Addr::unchecked(who), message);
        answer.map(events).map_err(|error| words(&error))
    }

    /// The library counts contracts from 0, a real chain from 1.
    pub(super) fn skip_the_first_address(&mut self, token_code: u64) {
        let somebody = self.chain.account("nobody");
        let msg = json!({ "name": "nothing", "symbol": "NOT", "decimals": 6, "initial_balances": [],
            "mint": null, "marketing": null });
        let app = &mut self.chain.app;
        let made = app.instantiate_contract(token_code, somebody, &msg, &[], "nothing", None);
        made.unwrap();
    }

    /// What a contract answers, or the words of its refusal.
    pub(super) fn asks(&self, contract: &str, question: &Value) -> Result<Value, String> {
        let answer = self.chain.app.wrap().query_wasm_smart(contract, question);
        answer.map_err(|error| error.to_string())
    }

    /// What an account has of a coin.
    pub(super) fn coins(&self, who: &str, denom: &str) -> u128 {
        self.chain.coin_balance(denom, &Addr::unchecked(who))
    }

    /// A contract's code, its maker and who may migrate it.
    pub(super) fn info(&self, contract: &str) -> String {
        let data = self.chain.app.contract_data(&Addr::unchecked(contract));
        let data = data.unwrap();
        let (code_id, creator, label) = (data.code_id, data.creator, data.label);
        let admin = data.admin.map(Addr::into_string);
        format!("code {code_id} of {creator}, {admin:?} may migrate it: {label}")
    }

    /// All that a contract has stored.
    pub(super) fn stored(&self, contract: &str) -> BTreeMap<Vec<u8>, Vec<u8>> {
        let contract = Addr::unchecked(contract);
        self.chain
            .app
            .dump_wasm_raw(&contract)
            .into_iter()
            .collect()
    }
}

pub(super) fn events(answer: AppResponse) -> Vec<Event> {
    let event = |event: cosmwasm_std::Event| Event {
        kind: event.ty,
        attributes: event
            .attributes
            .into_iter()
            .map(|attribute| (attribute.key, attribute.value))
            .collect(),
    };
    answer.events.into_iter().map(event).collect()
}

/// The words of whoever refused.
fn words(error: &anyhow::Error) -> String {
    let mut all = error.chain().map(ToString::to_string);
    let own = all.find(|words| !words.starts_with(WRAPPING));
    own.unwrap_or_else(|| error.to_string())
}
