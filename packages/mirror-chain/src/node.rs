//! A chain, seen through one of its nodes: status, accounts, balances, transactions.

use std::sync::Arc;

use cosmrs::proto::cosmos::auth::v1beta1::{
    BaseAccount, QueryAccountRequest, QueryAccountResponse,
};
use cosmrs::proto::cosmos::bank::v1beta1::{
    QueryAllBalancesRequest, QueryAllBalancesResponse, QueryBalanceRequest, QueryBalanceResponse,
};
use cosmrs::proto::traits::{Message, MessageExt, Name};
use cosmwasm_std::{Coin, Uint128};
use serde::{Deserialize, Serialize};
use tendermint_rpc::{Client, Order};

use crate::config::Config;
use crate::endpoints::{failed, Endpoint, Endpoints, Failed};
use crate::error::{unexpected, ChainError};
use crate::events::Included;
use crate::status::NodeStatus;

/// The most transactions that a page of a search holds.
const SEARCH_PAGE: u8 = 100;

/// The SDK's numbers for "there is no such thing" and "no such height".
const NOT_FOUND: u32 = 22;
const INVALID_HEIGHT: u32 = 26;
const INVALID_REQUEST: u32 = 18;

/// A chain, seen through the first of its nodes that answers. Cheap to clone.
#[derive(Clone)]
pub struct Node {
    pub(crate) config: Arc<Config>,
    pub(crate) endpoints: Arc<Endpoints>,
    height: Option<u64>,
}

/// What the chain counts of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountNumbers {
    /// The account's own number.
    pub number: u64,
    /// How many transactions it has sent: the place of the next one.
    pub sequence: u64,
}

impl Node {
    /// Look for a node of the chain that can be relied on.
    pub async fn connect(config: &Config) -> Result<Self, ChainError> {
        let node = Self {
            endpoints: Arc::new(Endpoints::new(config)?),
            config: Arc::new(config.clone()),
            height: None,
        };
        node.status().await?;
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
                Err(Failed::Call(error)) => Err(error.to_string()),
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
        let path = "/cosmos.auth.v1beta1.Query/Account";
        let answer: Result<QueryAccountResponse, ChainError> = self.ask(path, &request).await;
        let account = match answer {
            Err(ChainError::QueryRefused {
                code: NOT_FOUND, ..
            }) => return Ok(None),
            answer => answer?.account,
        };
        let account = account.ok_or_else(|| unexpected("an account without content"))?;
        if account.type_url != BaseAccount::type_url() {
            let kind = &account.type_url;
            return Err(unexpected(format!(
                "{address} is an account of the kind {kind}"
            )));
        }
        let account = BaseAccount::decode(account.value.as_slice()).map_err(unexpected)?;
        Ok(Some(AccountNumbers {
            number: account.account_number,
            sequence: account.sequence,
        }))
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
        let request = QueryAllBalancesRequest {
            address: address.to_string(),
            pagination: None,
            resolve_denom: false,
        };
        let path = "/cosmos.bank.v1beta1.Query/AllBalances";
        let answer: QueryAllBalancesResponse = self.ask(path, &request).await?;
        let coins = answer.balances.into_iter().map(|coin| {
            let amount: Uint128 = coin.amount.parse().map_err(unexpected)?;
            Ok(Coin::new(amount, coin.denom))
        });
        coins.collect()
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
                let found = found.await;
                found.map_err(|error| failed(&error, |told| index_is_off(endpoint, told)))
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
        A::decode(answer.await?.as_slice()).map_err(unexpected)
    }
}

async fn status(endpoint: &Endpoint) -> Result<NodeStatus, Failed> {
    let status = endpoint.client.status().await;
    let status = status.map_err(|error| failed(&error, |_| None))?;
    Ok(NodeStatus::from_rpc(&endpoint.rpc, &status))
}

/// A transaction in a block, as one node knows it.
pub(crate) async fn find(endpoint: &Endpoint, hash: &str) -> Result<Option<Included>, Failed> {
    let parsed = hash
        .parse()
        .map_err(|error| Failed::Call(unexpected(error)))?;
    match endpoint.client.tx(parsed, false).await {
        Ok(found) => Ok(Some(Included::from_rpc(&found))),
        Err(error) => {
            let text = error.to_string();
            if text.contains("not found") {
                return Ok(None);
            }
            Err(failed(&error, |told| index_is_off(endpoint, told)))
        }
    }
}

fn index_is_off(endpoint: &Endpoint, told: &str) -> Option<ChainError> {
    told.contains("indexing is disabled")
        .then(|| ChainError::NoIndex {
            rpc: endpoint.rpc.clone(),
        })
}

/// Ask one node's query service.
pub(crate) async fn abci(
    endpoint: &Endpoint,
    path: &str,
    question: Vec<u8>,
    height: Option<u64>,
) -> Result<Vec<u8>, Failed> {
    let at = height.map(tendermint::block::Height::try_from).transpose();
    let at = at.map_err(|error| Failed::Call(unexpected(error)))?;
    let answer = endpoint
        .client
        .abci_query(Some(path.to_string()), question, at, false)
        .await
        .map_err(|error| failed(&error, |_| None))?;
    if answer.code.is_ok() {
        return Ok(answer.value);
    }
    let (codespace, code, log) = (answer.codespace, answer.code.value(), answer.log);
    let of_height = codespace == "sdk" && matches!(code, INVALID_HEIGHT | INVALID_REQUEST);
    Err(Failed::Call(match height {
        Some(height) if of_height => ChainError::NoHistory {
            rpc: endpoint.rpc.clone(),
            height,
            reason: log,
        },
        _ => ChainError::QueryRefused {
            what: path.to_string(),
            codespace,
            code,
            log,
        },
    }))
}
