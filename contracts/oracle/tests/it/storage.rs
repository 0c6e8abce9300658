//! What the oracle stores.

use cosmwasm_std::Api;
use mirror_protocol::oracle::{asset_key, PostedPrice};

use crate::setup::Setup;

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
    assert_eq!(33, key.len());
    // The layout, 1.2 as 12 and 17 zeros, 1,000 as 104 and 7 times 128, no halt, 32 bytes of address, the
    // height as 59 and 96 times 128, the first post as the anchor, no band, nothing pending, no standby.
    let height = setup.chain.app.block_info().height;
    assert_eq!(59 + 96 * 128, height);
    let post = [12, 17, 104 | 128, 7];
    let rest = [&[59 | 128, 96], post.as_slice(), &[0, 0, 0]].concat();
    let expected = [&[1], post.as_slice(), &[0, 32], feeder.as_slice(), &rest].concat();
    assert_eq!(
        Some(expected),
        storage.get(&[&[PostedPrice::PREFIX], key.as_slice()].concat())
    );
    // No band, a wait of 60.
    assert_eq!(Some(vec![0, 60]), storage.get(b"limits"));
}
