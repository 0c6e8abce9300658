//! Whom the contracts take for an owner or a peer.

use cosmwasm_std::Addr;
use mirror_testing::World;
use serde_json::json;

/// T-02: bad or odd-case address.
#[test]
fn no_contract_takes_an_owner_or_a_peer_that_is_no_address() {
    let mut world = World::governed();
    let at = world.at.clone();
    let alice = world.chain.account("alice").into_string();
    let texts = [
        String::new(),
        "alice".to_string(),
        alice.to_uppercase(),
        alice.replace('c', "C"),
        "a".repeat(300),
        alice.replacen("cosmwasm", "terra", 1),
    ];
    let fields: [(&Addr, &Addr, &[&str]); 12] = [
        (&at.factory, &at.mint, &MINTS_PEERS),
        (
            &at.factory,
            &at.staking,
            &["owner", "short_reward_contract"],
        ),
        (&at.factory, &at.lock, &["owner", "mint_contract"]),
        (&at.factory, &at.oracle, &["owner"]),
        (
            &at.factory,
            &at.collateral_oracle,
            &["owner", "mint_contract"],
        ),
        (&at.factory, &at.collector, &COLLECTORS_PEERS),
        (&at.gov, &at.factory, &["owner"]),
        (&at.gov, &at.swap_factory, &["owner"]),
        (&at.gov, &at.gov, &["owner", "admin_manager"]),
        (&at.gov, &at.community, &["owner"]),
        (&at.gov, &at.airdrop, &["owner"]),
        (&at.gov, &at.uni_airdrop, &["owner"]),
    ];

    for (owner, contract, names) in fields {
        let before = world.chain.app.dump_wasm_raw(contract);
        for (name, text) in names
            .iter()
            .flat_map(|name| texts.iter().map(move |text| (name, text)))
        {
            let msg = json!({ "update_config": { *name: text } });
            let answer = world.chain.execute(owner, contract, &msg, &[]);
            assert!(answer.is_err(), "{contract} took {name} {text:?}");
        }
        assert_eq!(before, world.chain.app.dump_wasm_raw(contract));
    }
    for text in &texts {
        for message in [
            json!({ "update_owner": { "owner": text } }),
            json!({ "authorize_claim": { "authorized_addr": text } }),
        ] {
            let answer = world
                .chain
                .execute(&at.gov, &at.admin_manager, &message, &[]);
            assert!(answer.is_err(), "the admin manager took {message}");
        }
    }
}

/// Every address that the collector must have.
const COLLECTORS_PEERS: [&str; 4] = [
    "owner",
    "distribution_contract",
    "terraswap_factory",
    "mirror_token",
];

/// Every address in mint's configuration.
const MINTS_PEERS: [&str; 7] = [
    "owner",
    "oracle",
    "collector",
    "collateral_oracle",
    "staking",
    "terraswap_factory",
    "lock",
];
