//! A node's answers in CometBFT's JSON.

use cosmwasm_std::Binary;
use serde_json::{json, Value};
use tendermint::Time;

use super::chain::{Chain, Delivered, Entry, Made};
use super::faults::NodeFaults;
use super::http::Reply;
use super::services;
use super::state::Verdict;

/// The hash of nothing, for all hashes that nobody looks at.
const EMPTY: &str = "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855";

/// An address, for all that nobody looks at.
const SOMEBODY: &str = "CDFE68CCD68B408FB0156FC85AD859BEEE2BFCA5";

/// What a node of the chain answers.
pub(super) fn reply(
    chain: &mut Chain,
    faults: &mut NodeFaults,
    method: &str,
    params: &Value,
) -> Reply {
    if faults.is_bad_gateway {
        return Reply::Page(502);
    }
    if faults.is_garbage {
        return Reply::Page(200);
    }
    let height = chain.height().saturating_sub(faults.blocks_behind);
    match method {
        "status" => Reply::Result(status(chain, faults, height)),
        "abci_info" => Reply::Result(json!({ "response": {
            "data": "fake",
            "version": "0",
            "app_version": "0",
            "last_block_height": height.to_string(),
            "last_block_app_hash": "",
        } })),
        "abci_query" => abci(chain, faults, params, height),
        "broadcast_tx_sync" => broadcast(chain, faults, params),
        "tx" => transaction(chain, faults, params, height),
        "block" => at(chain, faults, params, height, |chain, height, block| {
            let all = block.transactions.iter();
            let all = all.map(|one| Binary::new(one.bytes.clone()).to_base64());
            json!({ "block_id": block_id(block), "block": {
                "header": header(chain, height, block.time),
                "data": { "txs": all.collect::<Vec<_>>() },
                "evidence": { "evidence": [] },
                "last_commit": null,
            } })
        }),
        "block_results" => at(chain, faults, params, height, |_, height, block| {
            let all = block.transactions.iter().map(result);
            json!({
                "height": height.to_string(),
                "txs_results": all.collect::<Vec<_>>(),
                "finalize_block_events": [],
                "validator_updates": null,
                "consensus_param_updates": null,
                "app_hash": "",
            })
        }),
        _ => Reply::Error(-32601, "Method not found", None),
    }
}

fn status(chain: &Chain, faults: &NodeFaults, height: u64) -> Value {
    let id = faults.other_chain.as_ref().unwrap_or(&chain.id);
    let last = chain.block(height);
    let seconds = last.map_or(0, |block| block.time);
    let seconds = seconds.saturating_sub(faults.block_age_s);
    json!({
        "node_info": {
            "protocol_version": { "p2p": "8", "block": "11", "app": "0" },
            "id": "d785ea1883a3d0d882441df3c2fb892546501249",
            "listen_addr": "tcp://127.0.0.1:0",
            "network": id,
            "version": "0.38.26",
            "channels": "402021222330386061",
            "moniker": "fake",
            "other": { "tx_index": "on", "rpc_address": "tcp://127.0.0.1:0" },
        },
        "sync_info": {
            "latest_block_hash": last.map_or(EMPTY, |block| &block.hash),
            "latest_app_hash": EMPTY,
            "latest_block_height": height.to_string(),
            "latest_block_time": written(seconds),
            "earliest_block_hash": EMPTY,
            "earliest_app_hash": EMPTY,
            "earliest_block_height": faults.keeps_from.max(1).to_string(),
            "earliest_block_time": written(0),
            "catching_up": faults.is_catching_up,
        },
        "validator_info": {
            "address": SOMEBODY,
            "pub_key": {
                "type": "tendermint/PubKeyEd25519",
                "value": "NUI0xIH0oDIm6Pr4+ARGjLUhxyGOrMOxu8efcKsci3s=",
            },
            "voting_power": "0",
        },
    })
}

fn abci(chain: &Chain, faults: &NodeFaults, params: &Value, height: u64) -> Reply {
    let asked = number(&params["height"]);
    let of = if asked == 0 { height } else { asked };
    let path = params["path"].as_str().unwrap_or_default();
    let question = params["data"].as_str().and_then(from_hex);
    let answer = if of < faults.keeps_from && of < height {
        let log = format!(
            "failed to load state at height {of}; version does not exist (latest height: {height}): \
             invalid request"
        );
        Err(Verdict::sdk(18, log))
    } else if of > height {
        let log =
            "cannot query with height in the future; please provide a valid height: invalid height";
        Err(Verdict::sdk(26, log.to_string()))
    } else {
        services::answer(chain, path, &question.unwrap_or_default(), of)
    };
    let (value, verdict, of) = match answer {
        Ok(value) => (Some(Binary::new(value).to_base64()), Verdict::default(), of),
        // A refusal does not say of which height it is.
        Err(verdict) => (None, verdict, 0),
    };
    Reply::Result(json!({ "response": {
        "code": verdict.code,
        "log": verdict.log,
        "info": "",
        "index": "0",
        "key": null,
        "value": value,
        "proofOps": null,
        "height": of.to_string(),
        "codespace": verdict.codespace,
    } }))
}

fn broadcast(chain: &mut Chain, faults: &mut NodeFaults, params: &Value) -> Reply {
    if let Some(rest) = faults.loses_broadcasts.checked_sub(1) {
        faults.loses_broadcasts = rest;
        return Reply::HangUp;
    }
    if faults.is_full {
        let told = "mempool is full: number of txs 5000 (max: 5000), total txs bytes 9 (max: 9)";
        return Reply::Error(-32603, "Internal error", Some(told.to_string()));
    }
    let bytes = from_base64(&params["tx"]);
    let entry = chain.enter(&bytes, faults.least_fee.as_ref());
    if let Some(rest) = faults.loses_answers.checked_sub(1) {
        faults.loses_answers = rest;
        return Reply::HangUp;
    }
    match entry {
        Entry::Known => {
            let told = "tx already exists in cache".to_string();
            Reply::Error(-32603, "Internal error", Some(told))
        }
        Entry::Checked(verdict) => Reply::Result(json!({
            "code": verdict.code,
            "data": "",
            "log": verdict.log,
            "codespace": verdict.codespace,
            "hash": crate::transaction::hash(&bytes),
        })),
    }
}

fn transaction(chain: &Chain, faults: &NodeFaults, params: &Value, height: u64) -> Reply {
    if faults.has_no_index {
        let told = "transaction indexing is disabled".to_string();
        return Reply::Error(-32603, "Internal error", Some(told));
    }
    let hash = from_base64(&params["hash"]);
    let hash = hash.iter().map(|byte| format!("{byte:02X}"));
    let hash = hash.collect::<String>();
    let found = chain.find(&hash, height.saturating_sub(faults.index_behind));
    let Some((at, place, one)) = found else {
        let told = format!("tx ({hash}) not found");
        return Reply::Error(-32603, "Internal error", Some(told));
    };
    Reply::Result(json!({
        "hash": hash,
        "height": at.to_string(),
        "index": place,
        "tx_result": result(one),
        "tx": Binary::new(one.bytes.clone()).to_base64(),
    }))
}

/// What there is of a block that the node has.
fn at(
    chain: &Chain,
    faults: &NodeFaults,
    params: &Value,
    height: u64,
    tell: impl Fn(&Chain, u64, &Made) -> Value,
) -> Reply {
    let asked = number(&params["height"]);
    let told = if asked > height {
        format!(
            "height {asked} must be less than or equal to the current blockchain height {height}"
        )
    } else if asked < faults.keeps_from {
        let lowest = faults.keeps_from;
        format!("height {asked} is not available, lowest height is {lowest}")
    } else if let Some(block) = chain.block(asked) {
        return Reply::Result(tell(chain, asked, block));
    } else {
        format!("height {asked} is not available, lowest height is 1")
    };
    Reply::Error(-32603, "Internal error", Some(told))
}

fn result(one: &Delivered) -> Value {
    json!({
        "code": one.verdict.code,
        "data": null,
        "log": one.verdict.log,
        "info": "",
        "gas_wanted": one.gas.to_string(),
        "gas_used": one.gas.to_string(),
        "events": one.events,
        "codespace": one.verdict.codespace,
    })
}

fn header(chain: &Chain, height: u64, time: u64) -> Value {
    json!({
        "version": { "block": "11" },
        "chain_id": chain.id,
        "height": height.to_string(),
        "time": written(time),
        "last_block_id": null,
        "last_commit_hash": EMPTY,
        "data_hash": EMPTY,
        "validators_hash": EMPTY,
        "next_validators_hash": EMPTY,
        "consensus_hash": EMPTY,
        "app_hash": EMPTY,
        "last_results_hash": EMPTY,
        "evidence_hash": EMPTY,
        "proposer_address": SOMEBODY,
    })
}

fn block_id(block: &Made) -> Value {
    json!({ "hash": block.hash, "parts": { "total": 1, "hash": EMPTY } })
}

/// A time as CometBFT writes it.
fn written(seconds: u64) -> String {
    let seconds = i64::try_from(seconds).unwrap_or(0);
    let time = Time::from_unix_timestamp(seconds, 0).unwrap_or(Time::unix_epoch());
    time.to_rfc3339()
}

fn number(value: &Value) -> u64 {
    let text = value.as_str().unwrap_or_default();
    text.parse().unwrap_or(0)
}

fn from_base64(value: &Value) -> Vec<u8> {
    let bytes = Binary::from_base64(value.as_str().unwrap_or_default());
    bytes.map_or_else(|_| Vec::new(), Binary::into)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    let bytes = digits.map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
    bytes.collect()
}
