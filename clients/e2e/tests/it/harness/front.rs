//! A front end: it knows the LCD and the RPC by plain HTTP and JSON, and nothing of our crates.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::thread;
use std::time::{Duration, Instant};

use cosmwasm_std::Binary;
use mirror_chain::Config;
use reqwest::{Client, Method};
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::{json, Value};
use tokio::runtime::Runtime;

/// The page that the front end is from; a browser names it in every request.
const ORIGIN: &str = "https://mirror.example";

/// How long a node's index may lag behind its blocks.
const INDEXED_WITHIN: Duration = Duration::from_secs(10);

/// A front end of one node.
pub(crate) struct Front {
    rest: String,
    rpc: String,
    client: Client,
    runtime: Rc<Runtime>,
    /// The contracts that were asked and answered.
    asked: RefCell<BTreeSet<String>>,
}

/// An answer over HTTP.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The headers, their names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    /// The body.
    pub(crate) body: Value,
}

impl Front {
    pub(super) fn new(config: &Config, runtime: Rc<Runtime>) -> Self {
        Self {
            rest: config.rest.clone().unwrap(),
            rpc: config.rpc[0].clone(),
            // A node closes what was idle for a while, perhaps just when it is used again.
            client: Client::builder().pool_max_idle_per_host(0).build().unwrap(),
            runtime,
            asked: RefCell::default(),
        }
    }

    /// Ask the LCD for a path.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.request(Method::GET, &format!("{}{path}", self.rest), &[], None)
    }

    /// Send the LCD a body.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.request(
            Method::POST,
            &format!("{}{path}", self.rest),
            &[],
            Some(body),
        )
    }

    /// Call a method of CometBFT's RPC.
    pub(crate) fn rpc(&self, method: &str, params: Value) -> Answer {
        let call = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
        self.request(Method::POST, &self.rpc, &[], Some(&call))
    }

    /// Ask a contract, with the question in base64 in the path.
    pub(crate) fn asks(&self, contract: &str, question: &impl Serialize) -> Answer {
        self.get(&smart_path(contract, question))
    }

    /// The same, of the state after a height.
    pub(crate) fn asks_at(&self, height: u64, contract: &str, question: &impl Serialize) -> Answer {
        let url = format!("{}{}", self.rest, smart_path(contract, question));
        let height = ("x-cosmos-block-height", height.to_string());
        self.request(Method::GET, &url, &[height], None)
    }

    /// What a browser asks before a page of another origin may send JSON: the LCD, then the RPC.
    pub(crate) fn preflights(&self) -> [Answer; 2] {
        let lcd = format!("{}/cosmos/tx/v1beta1/txs", self.rest);
        [lcd, self.rpc.clone()].map(|url| {
            let headers = [
                ("access-control-request-method", "POST".to_string()),
                ("access-control-request-headers", "content-type".to_string()),
            ];
            self.request(Method::OPTIONS, &url, &headers, None)
        })
    }

    /// What a contract answers.
    #[track_caller]
    pub(crate) fn smart<T: DeserializeOwned>(
        &self,
        contract: &str,
        question: &impl Serialize,
    ) -> T {
        let answer = self.asks(contract, question).good();
        self.asked.borrow_mut().insert(contract.to_string());
        let told = serde_json::from_value(answer["data"].clone());
        told.unwrap_or_else(|error| panic!("{error}: {answer}"))
    }

    /// The contracts that were asked and answered.
    pub(crate) fn asked(&self) -> BTreeSet<String> {
        self.asked.borrow().clone()
    }

    /// What an account has of a denom, in micro units.
    #[track_caller]
    pub(crate) fn coins(&self, address: &str, denom: &str) -> u128 {
        let path = format!("/cosmos/bank/v1beta1/balances/{address}/by_denom?denom={denom}");
        let answer = self.get(&path).good();
        number(&answer["balance"]["amount"])
    }

    /// What an account has of a token, in micro units.
    #[track_caller]
    pub(crate) fn tokens(&self, token: &str, address: &str) -> u128 {
        let question = json!({ "balance": { "address": address } });
        let answer: Value = self.smart(token, &question);
        number(&answer["balance"])
    }

    /// How much of a token there is, in micro units.
    #[track_caller]
    pub(crate) fn supply(&self, token: &str) -> u128 {
        let answer: Value = self.smart(token, &json!({ "token_info": {} }));
        number(&answer["total_supply"])
    }

    /// A transaction, with its events. A node notes a block's transactions in its index when the block
    /// is there already, so a front end asks again while it knows nothing of one.
    pub(crate) fn transaction(&self, hash: &str) -> Answer {
        let begun = Instant::now();
        loop {
            let answer = self.get(&format!("/cosmos/tx/v1beta1/txs/{hash}"));
            if answer.status != 404 || begun.elapsed() > INDEXED_WITHIN {
                return answer;
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Hand over signed bytes, in base64, and wait only until they are checked.
    pub(crate) fn broadcast(&self, bytes: &str) -> Answer {
        let body = json!({ "tx_bytes": bytes, "mode": "BROADCAST_MODE_SYNC" });
        self.post("/cosmos/tx/v1beta1/txs", &body)
    }

    fn request(
        &self,
        method: Method,
        url: &str,
        headers: &[(&str, String)],
        body: Option<&Value>,
    ) -> Answer {
        let mut request = self.client.request(method, url).header("Origin", ORIGIN);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        self.runtime.block_on(async {
            let response = request.send().await.unwrap();
            let status = response.status().as_u16();
            let headers = response.headers().iter();
            let headers = headers
                .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_string()));
            let headers = headers.collect();
            let text = response.text().await.unwrap();
            let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
            Answer {
                status,
                headers,
                body,
            }
        })
    }
}

impl Answer {
    /// The body of an answer that is no error.
    #[track_caller]
    pub(crate) fn good(self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        self.body
    }
}

/// Where the LCD answers a question to a contract.
pub(crate) fn smart_path(contract: &str, question: &impl Serialize) -> String {
    let question = Binary::from(serde_json::to_vec(question).unwrap());
    // In a path with the two signs that are made for it: the LCD takes a path apart after it has read
    // percent signs, so that a slash in the question can not be sent in any way.
    let question = question.to_base64();
    let question = question.replace('+', "-").replace('/', "_");
    format!("/cosmwasm/wasm/v1/contract/{contract}/smart/{question}")
}

#[track_caller]
fn number(value: &Value) -> u128 {
    let text = value.as_str();
    text.and_then(|text| text.parse().ok())
        .unwrap_or_else(|| panic!("no amount: {value}"))
}
