//! Somebody without a right who sends everything there is.

use std::collections::BTreeSet;

use cosmwasm_std::{coins, Addr, BankMsg, Binary, CosmosMsg, Uint128, WasmMsg};
use cw_multi_test::Executor;
use mirror_protocol::gov::{self, StakerResponse};
use mirror_testing::catalogue::{Call, Scene};
use mirror_testing::{TestChain, World, BASE};
use serde_json::json;

/// Who tries.
pub(crate) struct Stranger {
    pub(crate) who: Addr,
    /// What was accepted of him, as contract and message.
    pub(crate) accepted: BTreeSet<(String, String)>,
    pub(crate) tries: u64,
}

impl Stranger {
    pub(crate) fn of(chain: &TestChain) -> Self {
        Self {
            who: chain.account("attacker"),
            accepted: BTreeSet::new(),
            tries: 0,
        }
    }

    /// Every message to every contract of the scene, every payment told by himself, and what the
    /// chain lets only a contract's admin do.
    pub(crate) fn tries_everything(&mut self, chain: &mut TestChain, scene: &Scene) {
        let messages = scene.messages().into_iter();
        let contracts: BTreeSet<String> = messages.map(|(address, _)| address).collect();
        for contract in contracts {
            self.is_no_admin_of(chain, &contract);
        }
        for (address, message) in scene.messages() {
            let calls = [
                Some(message.call(&address)),
                message.forged(&address, self.who.as_str()),
            ];
            for call in calls.into_iter().flatten() {
                if self.tries(chain, &call) {
                    let (role, variant) = (message.contract.name(), message.variant);
                    self.accepted
                        .insert((role.to_string(), variant.to_string()));
                }
            }
        }
    }

    fn is_no_admin_of(&mut self, chain: &mut TestChain, contract: &str) {
        let contract_addr = contract.to_string();
        let messages = [
            WasmMsg::UpdateAdmin {
                contract_addr: contract_addr.clone(),
                admin: self.who.to_string(),
            },
            WasmMsg::Migrate {
                contract_addr: contract_addr.clone(),
                new_code_id: 1,
                msg: Binary::from(b"{}"),
            },
            WasmMsg::ClearAdmin { contract_addr },
        ];
        for message in messages {
            self.tries += 1;
            let answer = chain.app.execute(self.who.clone(), message.into());
            answer.expect_err("he is no admin");
        }
    }

    pub(crate) fn tries(&mut self, chain: &mut TestChain, call: &Call) -> bool {
        self.tries += 1;
        let contract = Addr::unchecked(&call.contract);
        let answer = chain.execute(&self.who, &contract, &call.msg, &call.coins);
        answer.is_ok()
    }

    /// Everybody may take MIR of his.
    pub(crate) fn allows(&self, chain: &mut TestChain, scene: &Scene) {
        for (address, _) in scene.messages() {
            let allow =
                json!({ "increase_allowance": { "spender": address, "amount": "1000000" } });
            let mir = Addr::unchecked(&scene.mir);
            // Where there is no MIR yet, nobody takes any.
            let _ = chain.execute(&self.who, &mir, &allow, &[]);
        }
    }

    /// A coin for everybody: balances are what anybody's gifts make them.
    pub(crate) fn gives_coins<'a>(&self, chain: &mut TestChain, to: impl Iterator<Item = &'a str>) {
        for address in to {
            let gift = BankMsg::Send {
                to_address: address.to_string(),
                amount: coins(1, BASE),
            };
            let sent = chain.app.execute(self.who.clone(), CosmosMsg::from(gift));
            sent.expect("anybody may be given coins");
        }
    }

    /// MIR that he has or can take back.
    pub(crate) fn mir_owned(&self, world: &World) -> Uint128 {
        let address = self.who.to_string();
        let staked: StakerResponse = world.asks(&world.at.gov, &gov::QueryMsg::Staker { address });
        world.token_balance(&world.at.mirror_token, &self.who) + staked.balance
    }
}
