//! Finding a transaction by what it did: how an index and a page of history begin.

use mirror_chain::Included;
use serde_json::{json, Value};

use crate::life::story::{told, Story};

pub(super) fn a_transaction_is_found_by_what_it_did(story: &Story, opened: &[Included]) {
    let (mint, front) = (story.contracts().mint, &story.network.front);
    // Position 17 was opened by the third of five transactions.
    let one = format!("wasm._contract_address='{mint}' AND wasm.position_idx='17'");
    let all = format!("wasm._contract_address='{mint}' AND wasm.action='open_position'");

    let search = |query: &str| {
        let params = json!({ "query": query, "prove": false, "page": "1", "per_page": "30" });
        front.rpc("tx_search", params).good()["result"].clone()
    };
    let found = search(&one);
    assert_eq!(found["total_count"], "1");
    assert_eq!(found["txs"][0]["hash"], opened[2].hash);
    assert_eq!(search(&all)["total_count"], "5");
    let (through_node, count) = story
        .network
        .run(story.network.node.search(&all, 1))
        .unwrap();
    assert_eq!((through_node.as_slice(), count), (opened, 5));
    assert_eq!(told(&through_node[4], &mint, "open_position").len(), 7);

    let path = |query: &str| {
        let query = query
            .replace(' ', "%20")
            .replace('\'', "%27")
            .replace('=', "%3D");
        format!("/cosmos/tx/v1beta1/txs?query={query}&order_by=ORDER_BY_ASC&limit=3&page=2")
    };
    let second = front.get(&path(&all)).good();
    let hashes: Vec<&Value> = second["tx_responses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|response| &response["txhash"])
        .collect();
    assert_eq!(hashes, [&opened[3].hash, &opened[4].hash]);
    assert_eq!(second["total"], "5");
    let height = opened[2].height;
    let in_block = front
        .rpc("block_results", json!({ "height": height.to_string() }))
        .good();
    assert_eq!(in_block["result"]["txs_results"][0]["code"], 0);
    assert_eq!(search(&format!("tx.height={height}"))["total_count"], "1");
}
