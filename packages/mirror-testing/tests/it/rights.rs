//! Who may send what, between the contracts as they own each other in production.

use cosmwasm_std::{coin, Addr};
use cw_multi_test::AppResponse;
use mirror_testing::{assert_refused, TestChain, World, BASE};
use serde_json::{json, Value};

type Answer = anyhow::Result<AppResponse>;

/// A contract, who may send it a message of its own, those messages, and how all others fare.
struct Row {
    contract: Addr,
    allowed: Vec<Addr>,
    messages: Vec<Value>,
    refuses: fn(Answer),
}

#[test]
fn t01_each_privileged_message_has_its_senders_and_no_others() {
    let mut world = World::governed_with(&["mAAPL"]);
    let senders = senders(&world);

    let mut rows = of_mint_and_lock(&world);
    rows.extend(of_staking(&world));
    rows.extend(of_the_oracles(&world));
    rows.extend(of_the_factories(&world));
    rows.extend(of_gov_and_the_admin_manager(&world));
    rows.extend(of_what_holds_mir(&world));
    rows.push(of_the_order_book(&mut world));

    for row in rows {
        for message in &row.messages {
            for sender in senders.iter().filter(|who| !row.allowed.contains(who)) {
                let answer = world.chain.execute(sender, &row.contract, message, &[]);
                (row.refuses)(answer);
            }
        }
    }
}

/// People, the former owner of everything, and every contract.
fn senders(world: &World) -> Vec<Addr> {
    let people = ["feeder", "deployer", "alice", "bob"];
    let at = world.at.clone();
    let listed = world.asset("mAAPL");
    let contracts = [
        at.factory,
        at.mint,
        at.oracle,
        at.collateral_oracle,
        at.lock,
        at.staking,
        at.short_reward,
        at.gov,
        at.collector,
        at.community,
        at.admin_manager,
        at.airdrop,
        at.uni_airdrop,
        at.limit_order,
        at.swap_factory,
        at.router,
        at.mirror_token,
        listed.token,
        listed.pair,
        listed.lp_token,
    ];
    let people = people.map(|name| world.chain.account(name));
    people.into_iter().chain(contracts).collect()
}

fn of_mint_and_lock(world: &World) -> Vec<Row> {
    let (at, token) = (&world.at, world.token("mAAPL"));
    let alice = world.chain.account("alice");
    let from_owner = vec![
        json!({ "update_config": {} }),
        json!({ "register_asset": {
            "asset_token": token, "auction_discount": "0.2", "min_collateral_ratio": "1.5"
        } }),
        json!({ "update_asset": { "asset_token": token } }),
        json!({ "register_migration": { "asset_token": token, "end_price": "1" } }),
    ];
    let from_mint = vec![
        json!({ "lock_position_funds_hook": { "position_idx": "1", "receiver": alice } }),
        json!({ "release_position_funds": { "position_idx": "1" } }),
    ];
    let refuses = |answer| assert_refused(answer, mirror_lock::ContractError::Unauthorized {});
    let of_lock = |allowed: &Addr, messages| Row::of(&at.lock, &[allowed], messages, refuses);
    vec![
        Row::of(&at.mint, &[&at.factory], from_owner, |answer| {
            assert_refused(answer, mirror_mint::ContractError::Unauthorized {});
        }),
        of_lock(&at.factory, vec![json!({ "update_config": {} })]),
        of_lock(&at.mint, from_mint),
    ]
}

fn of_staking(world: &World) -> Vec<Row> {
    let (at, token) = (&world.at, world.token("mAAPL"));
    let alice = world.chain.account("alice");
    let short = json!({ "asset_token": token, "staker_addr": alice, "amount": "1" });
    let from_owner = vec![
        json!({ "update_config": {} }),
        json!({ "register_asset": { "asset_token": token, "staking_token": token } }),
        json!({ "deprecate_staking_token": {
            "asset_token": token, "new_staking_token": token
        } }),
    ];
    let from_mint = vec![
        json!({ "increase_short_token": short }),
        json!({ "decrease_short_token": short }),
    ];
    let from_itself = vec![json!({ "auto_stake_hook": {
        "asset_token": token,
        "staking_token": token,
        "staker_addr": alice,
        "prev_staking_token_amount": "0",
    } })];
    let refuses = |answer| assert_refused(answer, mirror_staking::ContractError::Unauthorized {});
    let row = |allowed: &Addr, messages| Row::of(&at.staking, &[allowed], messages, refuses);
    vec![
        row(&at.factory, from_owner),
        row(&at.mint, from_mint),
        row(&at.staking, from_itself),
    ]
}

fn of_the_oracles(world: &World) -> Vec<Row> {
    let (at, token) = (&world.at, world.token("mAAPL"));
    let alice = world.chain.account("alice");
    let luna = json!({ "native_token": { "denom": "uluna" } });
    let source = json!({ "fixed_price": { "price": "1" } });
    let from_feeders_owner = vec![
        json!({ "update_config": {} }),
        json!({ "register_asset": { "asset_token": token, "feeder": alice } }),
    ];
    let from_owner = vec![
        json!({ "update_config": {} }),
        json!({ "update_collateral_price_source": { "asset": luna, "price_source": source } }),
        json!({ "update_collateral_multiplier": { "asset": luna, "multiplier": "1" } }),
        json!({ "update_collateral_cap": { "asset": luna } }),
    ];
    let from_mint_too = vec![
        json!({ "register_collateral_asset": {
            "asset": luna, "price_source": source, "multiplier": "1"
        } }),
        json!({ "revoke_collateral_asset": { "asset": luna } }),
    ];
    let refuses = |answer| {
        assert_refused(
            answer,
            mirror_collateral_oracle::ContractError::Unauthorized {},
        );
    };
    let row =
        |allowed: &[&Addr], messages| Row::of(&at.collateral_oracle, allowed, messages, refuses);
    vec![
        Row::of(&at.oracle, &[&at.factory], from_feeders_owner, |answer| {
            assert_refused(answer, mirror_oracle::ContractError::Unauthorized {});
        }),
        row(&[&at.factory], from_owner),
        row(&[&at.factory, &at.mint], from_mint_too),
    ]
}

fn of_the_factories(world: &World) -> Vec<Row> {
    let (at, listed) = (&world.at, world.asset("mAAPL"));
    let feeder = world.chain.account("feeder");
    let from_owner = vec![
        json!({ "update_config": {} }),
        json!({ "update_weight": { "asset_token": listed.token, "weight": 1 } }),
        json!({ "pass_command": { "contract_addr": at.mint, "msg": "e30=" } }),
        json!({ "whitelist": {
            "name": "Apple", "symbol": "AAPL", "oracle_feeder": feeder,
            "params": { "auction_discount": "0.2", "min_collateral_ratio": "1.5" }
        } }),
    ];
    let from_feeder_too = vec![
        json!({ "revoke_asset": { "asset_token": listed.token } }),
        json!({ "migrate_asset": {
            "name": "Apple", "symbol": "AAPL", "from_token": listed.token, "end_price": "100"
        } }),
    ];
    let of_the_market = vec![
        json!({ "update_config": {} }),
        json!({ "add_native_token_decimals": { "denom": "uusd", "decimals": 6 } }),
        json!({ "migrate_pair": { "contract": listed.pair } }),
    ];
    let refuses = |answer| assert_refused(answer, mirror_factory::ContractError::Unauthorized {});
    let row = |allowed: &[&Addr], messages| Row::of(&at.factory, allowed, messages, refuses);
    vec![
        row(&[&at.gov], from_owner),
        row(&[&at.gov, &feeder], from_feeder_too),
        row(&[], vec![set_up_again(world)]),
        Row::of(&at.swap_factory, &[&at.gov], of_the_market, |answer| {
            assert_refused(answer, terraswap_factory::ContractError::Unauthorized {});
        }),
    ]
}

fn of_gov_and_the_admin_manager(world: &World) -> Vec<Row> {
    let at = &world.at;
    let alice = world.chain.account("alice");
    let stake = json!({ "receive": {
        "sender": alice, "amount": "1", "msg": "eyJzdGFrZV92b3RpbmdfdG9rZW5zIjp7fX0="
    } });
    let of_the_manager = vec![
        json!({ "update_owner": { "owner": alice } }),
        json!({ "execute_migrations": { "migrations": [[at.mint, 1, "e30="]] } }),
        json!({ "authorize_claim": { "authorized_addr": alice } }),
    ];
    let claim = json!({ "claim_admin": { "contract": at.mint } });
    let refuses = |answer| assert_refused(answer, mirror_gov::ContractError::Unauthorized {});
    let of_gov = |allowed, message| Row::of(&at.gov, &[allowed], vec![message], refuses);
    let refuses =
        |answer| assert_refused(answer, mirror_admin_manager::ContractError::Unauthorized {});
    vec![
        of_gov(&at.gov, json!({ "update_config": {} })),
        of_gov(&at.mirror_token, stake),
        Row::of(&at.admin_manager, &[&at.gov], of_the_manager, refuses),
        Row::of(&at.admin_manager, &[], vec![claim], refuses),
    ]
}

fn of_what_holds_mir(world: &World) -> Vec<Row> {
    let at = &world.at;
    let alice = world.chain.account("alice");
    let root = "025c6686c428a726321fd524a8c89304f6a79dc5474f8eb9222d44dacd99109a";
    let of_the_community = vec![
        json!({ "update_config": {} }),
        json!({ "spend": { "recipient": alice, "amount": "1" } }),
    ];
    let of_airdrops = vec![
        json!({ "update_config": {} }),
        json!({ "register_merkle_root": { "merkle_root": root } }),
        json!({ "update_merkle_root": { "stage": 1, "merkle_root": root } }),
        json!({ "clawback": { "stage": 1, "recipient": alice } }),
    ];
    let of_the_collector = vec![
        json!({ "update_config": {} }),
        json!({ "update_route": { "asset": "uluna" } }),
    ];
    let hook = json!({ "luna_swap_hook": {} });
    let of_an_airdrop = |airdrop: &Addr| {
        Row::of(airdrop, &[&at.gov], of_airdrops.clone(), |answer| {
            assert_refused(answer, mirror_airdrop::ContractError::Unauthorized {});
        })
    };
    let refuses = |answer| assert_refused(answer, mirror_collector::ContractError::Unauthorized {});
    let of_collector = |allowed, messages| Row::of(&at.collector, &[allowed], messages, refuses);
    vec![
        Row::of(&at.community, &[&at.gov], of_the_community, |answer| {
            assert_refused(answer, mirror_community::ContractError::Unauthorized {});
        }),
        of_an_airdrop(&at.airdrop),
        of_an_airdrop(&at.uni_airdrop),
        of_collector(&at.factory, of_the_collector),
        of_collector(&at.collector, vec![hook]),
    ]
}

/// Alice has an order, which nobody else can take back.
fn of_the_order_book(world: &mut World) -> Row {
    let book = world.at.limit_order.clone();
    let submit = json!({ "submit_order": {
        "offer_asset": { "info": { "native_token": { "denom": BASE } }, "amount": "1" },
        "ask_asset": { "info": { "native_token": { "denom": "uluna" } }, "amount": "1" },
    } });
    let funds = [coin(1, BASE)];
    world.alice().tries(&book, &submit, &funds).unwrap();
    let alice = world.chain.account("alice");
    let cancel = json!({ "cancel_order": { "order_id": 1 } });
    Row::of(&book, &[&alice], vec![cancel], |answer| {
        let bidder = TestChain::new().account("alice");
        let order_id = 1;
        let refusal = mirror_limit_order::ContractError::NotTheBidder { order_id, bidder };
        assert_refused(answer, refusal);
    })
}

/// The second half of the factory's birth, which even its deployer can not have twice.
fn set_up_again(world: &World) -> Value {
    let at = &world.at;
    json!({ "post_initialize": {
        "owner": at.gov,
        "terraswap_factory": at.swap_factory,
        "mirror_token": at.mirror_token,
        "staking_contract": at.staking,
        "oracle_contract": at.oracle,
        "mint_contract": at.mint,
        "commission_collector": at.collector,
    } })
}

impl Row {
    fn of(contract: &Addr, allowed: &[&Addr], messages: Vec<Value>, refuses: fn(Answer)) -> Self {
        Self {
            contract: contract.clone(),
            allowed: allowed.iter().map(|who| (*who).clone()).collect(),
            messages,
            refuses,
        }
    }
}

#[test]
fn t02_no_contract_takes_an_owner_or_a_peer_that_is_no_address() {
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
