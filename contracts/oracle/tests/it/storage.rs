//! What the oracle stores.

use cosmwasm_std::{from_json, Api};
use mirror_oracle::state::{BAND, CONFIG, FEEDS};
use mirror_protocol::oracle::asset_key;
use serde_json::{json, Value};

use crate::setup::Setup;

#[test]
fn t14_no_name_in_storage_begins_another() {
    let names = [
        CONFIG.as_slice().to_vec(),
        BAND.as_slice().to_vec(),
        FEEDS.namespace_bytes().to_vec(),
        b"contract_info".to_vec(),
    ];

    for (i, one) in names.iter().enumerate() {
        for (j, other) in names.iter().enumerate() {
            assert!(i == j || !one.starts_with(other.as_slice()), "{i} and {j}");
        }
    }
}

#[test]
fn what_a_post_touches_is_stored_in_few_bytes() {
    let mut setup = Setup::new();
    let token = setup.chain.account("token");
    let feeder = setup.feeder.clone();
    setup.register(token.as_str(), &feeder).unwrap();

    setup.feed(1_000, &[(token.as_str(), "1.2")]).unwrap();

    let api = setup.chain.app.api();
    let feeder = api.addr_canonicalize(feeder.as_str()).unwrap();
    let key = asset_key(api, token.as_str());
    let storage = setup.chain.app.contract_storage(&setup.oracle);
    let stored = |key: &[u8]| from_json::<Value>(storage.get(key).unwrap()).unwrap();
    assert_eq!(33, key.len());
    assert_eq!(
        json!({ "f": feeder, "p": "1.2", "t": 1_000 }),
        stored(&FEEDS.key(&key))
    );
    assert_eq!(None, storage.get(BAND.as_slice()));
}
