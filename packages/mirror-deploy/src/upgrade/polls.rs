//! The polls that give contracts their new code.

use std::collections::BTreeMap;

use cosmwasm_std::{to_json_binary, Binary, Uint128};
use cw20::Cw20ExecuteMsg;
use mirror_protocol::factory as mirror_factory;
use mirror_protocol::gov::{
    Cw20HookMsg, PollAdminAction, PollDepositResponse, PollExecuteMsg, PollKind, QueryMsg,
};
use serde::Serialize;
use terraswap::factory;

use crate::chain::{Artifact, Chain};
use crate::deployment::Deployment;
use crate::journal::Journal;
use crate::steps::Steps;
use crate::upgrade::{Maker, Survey, UpgradeError, Way, FACTORY, SWAP_FACTORY};

/// The most migrations, and the most messages, of one poll.
const MOST: usize = 20;

/// A poll to propose.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Poll {
    /// What the poll is called, 4 to 64 bytes.
    pub title: String,
    /// What it does, 4 to 256 bytes.
    pub description: String,
    /// Its kind, which says by which rules it is decided.
    pub kind: PollKind,
    /// What it carries out if it passes.
    pub admin_action: PollAdminAction,
}

/// A poll that was proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposed {
    /// The poll's number.
    pub poll_id: u64,
    /// The micro MIR that were deposited.
    pub deposit: Uint128,
}

impl Survey {
    /// The polls that give every contract the code of these numbers, in the order in which they are to
    /// be carried out: contracts by the admin manager, then pairs by the pair factory, with the codes
    /// that later pairs and tokens are made of.
    pub fn polls<C: Chain>(
        &self,
        chain: &C,
        deployment: &Deployment,
        codes: &BTreeMap<Artifact, u64>,
    ) -> Result<Vec<Poll>, C::Error> {
        let migrate = to_json_binary(&cosmwasm_std::Empty {});
        let migrate = migrate.map_err(|error| chain.unexpected(error.to_string()))?;
        let managed = self.by(Way::Manager, codes);
        let managed: Vec<_> = managed
            .map(|(address, code_id)| (address.to_string(), code_id, migrate.clone()))
            .collect();
        let mut polls: Vec<Poll> = managed.chunks(MOST).map(migration).collect();
        let messages = self.messages(deployment, codes);
        let messages = messages.map_err(|error| chain.unexpected(error.to_string()))?;
        polls.extend(messages.chunks(MOST).map(execution));
        Ok(polls)
    }

    /// The contracts of one way, each with its new code.
    fn by<'a>(
        &'a self,
        way: Way,
        codes: &'a BTreeMap<Artifact, u64>,
    ) -> impl Iterator<Item = (&'a str, u64)> {
        let those = self.migrations.iter().filter(move |entry| entry.way == way);
        those.filter_map(|entry| {
            let code_id = codes.get(&entry.artifact)?;
            Some((entry.address.as_str(), *code_id))
        })
    }

    /// What is sent to those who make pairs and tokens.
    fn messages(
        &self,
        deployment: &Deployment,
        codes: &BTreeMap<Artifact, u64>,
    ) -> Result<Vec<PollExecuteMsg>, cosmwasm_std::StdError> {
        let at = &deployment.contracts;
        let made_by = |contract: &str, artifact: Artifact| {
            let mut makers = self.makers.iter();
            let is_old = |maker: &&Maker| maker.contract == contract && maker.artifact == artifact;
            makers.find(is_old).and(codes.get(&artifact).copied())
        };
        let token = made_by(SWAP_FACTORY, Artifact::TerraswapToken);
        let pair = made_by(SWAP_FACTORY, Artifact::TerraswapPair);
        let mut all = vec![];
        if pair.is_some() || token.is_some() {
            let update = factory::ExecuteMsg::UpdateConfig {
                owner: None,
                token_code_id: token,
                pair_code_id: pair,
            };
            all.push(message(&at.swap_factory, to_json_binary(&update)?));
        }
        let token = made_by(FACTORY, Artifact::TerraswapToken);
        if token.is_some() {
            let update = mirror_factory::ExecuteMsg::UpdateConfig(mirror_factory::ConfigUpdate {
                token_code_id: token,
                ..Default::default()
            });
            all.push(message(&at.factory, to_json_binary(&update)?));
        }
        for (address, code_id) in self.by(Way::PairFactory, codes) {
            let migrate = factory::ExecuteMsg::MigratePair {
                contract: address.to_string(),
                code_id: Some(code_id),
            };
            all.push(message(&at.swap_factory, to_json_binary(&migrate)?));
        }
        Ok(all)
    }
}

fn message(contract: &str, msg: Binary) -> PollExecuteMsg {
    PollExecuteMsg {
        contract: contract.to_string(),
        msg,
    }
}

fn migration(migrations: &[(String, u64, Binary)]) -> Poll {
    let contracts = match migrations.len() {
        1 => "a contract".to_string(),
        number => format!("{number} contracts"),
    };
    Poll {
        title: format!("Upgrade {contracts}"),
        description: format!(
            "Gives {contracts} the code of the new release. Compare the checksum of each code \
             on the chain with the published list before you vote."
        ),
        kind: PollKind::Migration,
        admin_action: PollAdminAction::ExecuteMigrations {
            migrations: migrations.to_vec(),
        },
    }
}

fn execution(msgs: &[PollExecuteMsg]) -> Poll {
    Poll {
        title: "Upgrade pairs and tokens".to_string(),
        description: "Gives pairs the code of the new release, and later pairs and tokens, too. Compare \
                      the checksum of each code on the chain with the published list before you vote."
            .to_string(),
        kind: PollKind::ExecuteCode,
        admin_action: PollAdminAction::Execute {
            msgs: msgs.to_vec(),
        },
    }
}

/// The micro MIR that a poll of this kind needs now.
fn deposit<C: Chain>(chain: &mut C, gov: &str, kind: PollKind) -> Result<Uint128, C::Error> {
    let told: PollDepositResponse = chain.query(gov, &QueryMsg::PollDeposit { kind })?;
    Ok(told.deposit)
}

impl Poll {
    /// The micro MIR that it needs as a deposit now. It comes back if the quorum is reached.
    pub fn deposit<C: Chain>(
        &self,
        chain: &mut C,
        deployment: &Deployment,
    ) -> Result<Uint128, C::Error> {
        deposit(chain, &deployment.contracts.gov, self.kind)
    }

    /// What goes to gov with the deposit.
    pub fn hook(&self) -> Cw20HookMsg {
        Cw20HookMsg::CreatePoll {
            title: self.title.clone(),
            description: self.description.clone(),
            link: None,
            execute_msg: None,
            admin_action: Some(self.admin_action.clone()),
        }
    }
}

/// Propose polls, each with its deposit, which the sender pays. With the same journal each is proposed
/// once.
pub fn propose<C: Chain, J: Journal<C::Signed>>(
    chain: &mut C,
    deployment: &Deployment,
    polls: &[Poll],
    journal: &mut J,
) -> Result<Vec<Proposed>, UpgradeError<C::Error>> {
    let gov = &deployment.contracts.gov;
    let mut steps = Steps::new(chain, journal);
    let mut proposed = vec![];
    for (number, poll) in (1..).zip(polls) {
        let name = format!("the deposit of poll {number}");
        let deposit = match steps.noted(&name)? {
            Some(deposit) => deposit,
            None => {
                let deposit = poll.deposit(steps.chain, deployment)?;
                steps.note(&name, deposit)?
            }
        };
        let hook = to_json_binary(&poll.hook());
        let send = Cw20ExecuteMsg::Send {
            contract: gov.clone(),
            amount: deposit,
            msg: hook.map_err(|error| steps.chain.unexpected(error.to_string()))?,
        };
        let step = format!("propose poll {number}");
        let receipt = steps.tell(&step, &deployment.mirror_token, &send)?;
        let poll_id = receipt.last("poll_id").and_then(|id| id.parse().ok());
        let poll_id = poll_id.ok_or_else(|| steps.untold(&step, "the poll's number"))?;
        proposed.push(Proposed { poll_id, deposit });
    }
    Ok(proposed)
}
