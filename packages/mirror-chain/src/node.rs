//! A chain, seen through one of its nodes: status, accounts, balances, transactions.

use std::sync::Arc;

use cosmrs::proto::cosmos::auth::v1beta1::{
    Bech32PrefixRequest, Bech32PrefixResponse, QueryAccountRequest, QueryAccountResponse,
};
use cosmrs::proto::cosmos::bank::v1beta1::{
    QueryAllBalancesRequest, QueryAllBalancesResponse, QueryBalanceRequest, QueryBalanceResponse,
};
use cosmrs::proto::cosmos::base::query::v1beta1::PageRequest;
use cosmrs::proto::traits::{Message, MessageExt};
use cosmwasm_std::{Coin, Uint128};
use tendermint_rpc::{Client, Order};

use crate::config::Config;
use crate::endpoints::{failed, Endpoint, Endpoints, Failed, Trouble};
use crate::error::{unexpected, ChainError};
use crate::events::Included;
use crate::numbers::AccountNumbers;
use crate::status::NodeStatus;

/// The most transactions that a page of a search holds.
const SEARCH_PAGE: u8 = 100;

/// How many coins a page of an account's holds.
const BALANCES: u64 = 1_000;

const ACCOUNT: &str = "/cosmos.auth.v1beta1.Query/Account";
const PREFIX: &str = "/cosmos.auth.v1beta1.Query/Bech32Prefix";

/// The SDK's numbers for "there is no such thing", "no such question" and "no such height".
const NOT_FOUND: u32 = 22;
const UNKNOWN_REQUEST: u32 = 6;
const INVALID_HEIGHT: u32 = 26;

/// How a node says that it has begun and has no block yet to answer from.
const NOT_READY: &str = "please wait for first block";

/// How the SDK says, under a number for many things, that it has dropped a state.
const NO_STATE: &str = "failed to load state at height";

/// A chain, seen through the first of its nodes that answers. Cheap to clone.
#[derive(Clone)]
pub struct Node {
    pub(crate) config: Arc<Config>,
    pub(crate) endpoints: Arc<Endpoints>,
    height: Option<u64>,
}

impl Node {
    /// Look for a node of the chain that can be relied on, and see that addresses are written as the
    /// chain writes them.
    pub async fn connect(config: &Config) -> Result<Self, ChainError> {
        let node = Self {
            endpoints: Arc::new(Endpoints::new(config)?),
            config: Arc::new(config.clone()),
            height: None,
        };
        node.check_prefix().await?;
        Ok(node)
    }

    /// The same chain, of which all is read as it was after this height.
    pub fn at(&self, height: u64) -> Self {
        Self {
            height: Some(height),
            ..self.clone()
        }
    }

    /// What it is set to.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What the node says of itself.
    pub async fn status(&self) -> Result<NodeStatus, ChainError> {
        self.endpoints.ask(status).await
    }

    /// What every address says of itself, or why it does not.
    pub async fn statuses(&self) -> Vec<(String, Result<NodeStatus, String>)> {
        let mut all = Vec::new();
        for endpoint in self.endpoints.all() {
            let told = match status(endpoint).await {
                Ok(status) => Ok(status),
                Err(Failed::Node(reason)) => Err(reason),
                Err(Failed::Call(error) | Failed::Lacks(error)) => Err(error.to_string()),
            };
            all.push((endpoint.rpc.clone(), told));
        }
        all
    }

    /// What the chain counts of an account; `None` if it has never received anything.
    pub async fn account(&self, address: &str) -> Result<Option<AccountNumbers>, ChainError> {
        let request = QueryAccountRequest {
            address: address.to_string(),
        };
        let answer: Result<QueryAccountResponse, ChainError> = self.ask(ACCOUNT, &request).await;
        match answer {
            Err(ChainError::QueryRefused {
                code: NOT_FOUND, ..
            }) => Ok(None),
            answer => numbers(answer?).map(Some),
        }
    }

    /// What an account has of a denom, in micro units.
    pub async fn balance(&self, address: &str, denom: &str) -> Result<Uint128, ChainError> {
        let request = QueryBalanceRequest {
            address: address.to_string(),
            denom: denom.to_string(),
        };
        let path = "/cosmos.bank.v1beta1.Query/Balance";
        let answer: QueryBalanceResponse = self.ask(path, &request).await?;
        let coin = answer
            .balance
            .ok_or_else(|| unexpected("a balance without coin"))?;
        coin.amount.parse().map_err(unexpected)
    }

    /// All coins of an account.
    pub async fn balances(&self, address: &str) -> Result<Vec<Coin>, ChainError> {
        let mut coins = Vec::new();
        let mut key = Vec::new();
        loop {
            let request = QueryAllBalancesRequest {
                address: address.to_string(),
                pagination: Some(PageRequest {
                    key,
                    limit: BALANCES,
                    ..PageRequest::default()
                }),
                resolve_denom: false,
            };
            let path = "/cosmos.bank.v1beta1.Query/AllBalances";
            let answer: QueryAllBalancesResponse = self.ask(path, &request).await?;
            for coin in answer.balances {
                let amount: Uint128 = coin.amount.parse().map_err(unexpected)?;
                coins.push(Coin::new(amount, coin.denom));
            }
            key = answer.pagination.unwrap_or_default().next_key;
            if key.is_empty() {
                return Ok(coins);
            }
        }
    }

    /// A transaction; `None` if it is in no block that the node has.
    pub async fn transaction(&self, hash: &str) -> Result<Option<Included>, ChainError> {
        self.endpoints.ask(|endpoint| find(endpoint, hash)).await
    }

    /// A page of the transactions whose events match, oldest first; pages are counted from 1 and hold
    /// a hundred. The query is CometBFT's, such as `wasm.action = 'swap'`. Also answers how many match.
    pub async fn search(&self, query: &str, page: u32) -> Result<(Vec<Included>, u64), ChainError> {
        let parsed: tendermint_rpc::query::Query = query.parse().map_err(unexpected)?;
        let found = self.endpoints.ask(|endpoint| {
            let parsed = parsed.clone();
            async move {
                let client = &endpoint.client;
                let found = client.tx_search(parsed, false, page, SEARCH_PAGE, Order::Ascending);
                let found = endpoint.call(found).await;
                found.map_err(|trouble| failed(trouble, |told| index_is_off(endpoint, told)))
            }
        });
        let found = found.await?;
        let all = found.txs.iter().map(Included::from_rpc).collect();
        Ok((all, u64::from(found.total_count)))
    }

    /// Ask a query service of the chain.
    pub(crate) async fn ask<Q: Message, A: Message + Default>(
        &self,
        path: &str,
        question: &Q,
    ) -> Result<A, ChainError> {
        let question = question.to_bytes().map_err(unexpected)?;
        let height = self.height;
        let answer = self
            .endpoints
            .ask(|endpoint| abci(endpoint, path, question.clone(), height));
        A::decode(answer.await?.value.as_slice()).map_err(unexpected)
    }

    async fn check_prefix(&self) -> Result<(), ChainError> {
        let answer = self.ask(PREFIX, &Bech32PrefixRequest {}).await;
        let answer: Bech32PrefixResponse = match answer {
            // An older chain can not be asked.
            Err(ChainError::QueryRefused {
                code: UNKNOWN_REQUEST,
                ..
            }) => return Ok(()),
            answer => answer?,
        };
        if answer.bech32_prefix == self.config.bech32_prefix {
            return Ok(());
        }
        Err(ChainError::OtherPrefix {
            chain_id: self.config.chain_id.clone(),
            found: answer.bech32_prefix,
            expected: self.config.bech32_prefix.clone(),
        })
    }
}

/// What a query service answers, and the height that it speaks of.
pub(crate) struct Answer {
    value: Vec<u8>,
    height: u64,
}

/// The next place in an account's sequence, 0 if there is no such account, and the height of which
/// that is so.
pub(crate) async fn sequence(endpoint: &Endpoint, address: &str) -> Result<(u64, u64), Failed> {
    let request = QueryAccountRequest {
        address: address.to_string(),
    };
    let request = bytes(&request)?;
    let found = abci(endpoint, ACCOUNT, request.clone(), None).await;
    let answer = match found {
        Ok(answer) => answer,
        // This answer does not say of which height it is, so it is asked of one.
        Err(Failed::Call(ChainError::QueryRefused {
            code: NOT_FOUND, ..
        })) => {
            let question = bytes(&Bech32PrefixRequest {})?;
            let height = abci(endpoint, PREFIX, question, None).await?.height;
            match abci(endpoint, ACCOUNT, request, Some(height)).await {
                Err(Failed::Call(ChainError::QueryRefused {
                    code: NOT_FOUND, ..
                })) => return Ok((0, height)),
                answer => answer?,
            }
        }
        Err(failed) => return Err(failed),
    };
    let account = QueryAccountResponse::decode(answer.value.as_slice());
    let account = account.map_err(|error| Failed::Node(error.to_string()))?;
    let numbers = numbers(account).map_err(Failed::Call)?;
    if answer.height == 0 {
        let reason = "it does not say of which height its answer is";
        return Err(Failed::Node(reason.to_string()));
    }
    Ok((numbers.sequence, answer.height))
}

fn numbers(answer: QueryAccountResponse) -> Result<AccountNumbers, ChainError> {
    let account = answer.account;
    AccountNumbers::of(&account.ok_or_else(|| unexpected("an account without content"))?)
}

fn bytes(question: &impl Message) -> Result<Vec<u8>, Failed> {
    let bytes = question.to_bytes().map_err(unexpected);
    bytes.map_err(Failed::Call)
}

async fn status(endpoint: &Endpoint) -> Result<NodeStatus, Failed> {
    let status = endpoint.call(endpoint.client.status()).await;
    let status = status.map_err(|trouble| failed(trouble, |_| None))?;
    Ok(NodeStatus::from_rpc(&endpoint.rpc, &status))
}

/// A transaction in a block, as one node's index knows it.
pub(crate) async fn find(endpoint: &Endpoint, hash: &str) -> Result<Option<Included>, Failed> {
    let parsed = hash
        .parse()
        .map_err(|error| Failed::Call(unexpected(error)))?;
    match endpoint.call(endpoint.client.tx(parsed, false)).await {
        Ok(found) => Ok(Some(Included::from_rpc(&found))),
        // Not every "not found" is about the transaction: a method may be missing, too.
        Err(Trouble::Said(told)) if told.contains(&format!("tx ({hash}) not found")) => Ok(None),
        Err(trouble) => Err(failed(trouble, |told| index_is_off(endpoint, told))),
    }
}

fn index_is_off(endpoint: &Endpoint, told: &str) -> Option<Failed> {
    told.contains("indexing is disabled").then(|| {
        Failed::Lacks(ChainError::NoIndex {
            rpc: endpoint.rpc.clone(),
        })
    })
}

/// Ask one node's query service.
pub(crate) async fn abci(
    endpoint: &Endpoint,
    path: &str,
    question: Vec<u8>,
    height: Option<u64>,
) -> Result<Answer, Failed> {
    let at = height.map(tendermint::block::Height::try_from).transpose();
    let at = at.map_err(|error| Failed::Call(unexpected(error)))?;
    let asked = &endpoint.client;
    let answer = endpoint
        .call(asked.abci_query(Some(path.to_string()), question, at, false))
        .await
        .map_err(|trouble| failed(trouble, |_| None))?;
    if answer.code.is_ok() {
        return Ok(Answer {
            value: answer.value,
            height: answer.height.value(),
        });
    }
    let (codespace, code, log) = (answer.codespace, answer.code.value(), answer.log);
    let of_height = codespace == "sdk" && (code == INVALID_HEIGHT || log.contains(NO_STATE));
    Err(match height {
        Some(height) if of_height => Failed::Lacks(ChainError::NoHistory {
            rpc: endpoint.rpc.clone(),
            height,
            reason: log,
        }),
        _ if log.contains(NOT_READY) => Failed::Node(log),
        _ => Failed::Call(ChainError::QueryRefused {
            what: path.to_string(),
            codespace,
            code,
            log,
        }),
    })
}
