//! `migrate` of every contract: only a newer version of the same contract may follow, and it changes
//! nothing but the version. The contracts are those of a protocol in the middle of its life.

use std::collections::BTreeSet;

use cosmwasm_std::testing::MockStorage;
use cosmwasm_std::{coin, Addr, Uint128};
use cw20::Cw20Coin;
use cw_multi_test::{AppResponse, Executor};
use mirror_deploy::Artifact;
use mirror_protocol::gov::{PollAdminAction, VoteOption};
use mirror_protocol::{collector, community, factory, limit_order};
use mirror_testing::{assert_attributes, codes, percent, Proposal, World, BASE};
use serde_json::json;
use terraswap::asset::Asset;
use terraswap::token;
use terraswap::version::{self, VersionError};

/// The version of every contract of this workspace.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where a contract notes its name and version, which are all that a migration may change.
const NOTE: &[u8] = b"contract_info";

/// T-16: migration to wrong code or backwards.
#[test]
fn only_an_older_version_of_the_same_contract_is_migrated() {
    let mut world = in_mid_life();

    for (artifact, contract) in contracts(&mut world) {
        for (note, expected) in refusals(&artifact.contract_name()) {
            write_note(&mut world, &contract, note);
            let before = world.chain.app.dump_wasm_raw(&contract);

            let refusal = migrate(&mut world, artifact, &contract);

            let error = refusal.expect_err("the contract is not migrated");
            assert_eq!(Some(&expected), version_error(&error), "{artifact:?}");
            assert_eq!(before, world.chain.app.dump_wasm_raw(&contract));
        }
    }
}

/// T-16: migration to wrong code or backwards.
///
/// What lies in the store is all that a contract knows, so its answers and what it does next are
/// those of before, too.
#[test]
fn an_upgrade_changes_only_the_version_whatever_the_message_says() {
    let mut world = in_mid_life();

    for (artifact, contract) in contracts(&mut world) {
        let name = artifact.contract_name();
        let before = state(&world, &contract);
        assert!(!before.is_empty(), "{artifact:?} knows nothing");
        write_note(&mut world, &contract, Some((&name, "0.0.1")));

        let response = migrate(&mut world, artifact, &contract).unwrap();

        assert_eq!(before, state(&world, &contract), "{artifact:?}");
        let noted = cw2::query_contract_info(&world.chain.app.wrap(), contract.as_str()).unwrap();
        assert_eq!(
            (name.as_str(), VERSION),
            (noted.contract.as_str(), noted.version.as_str())
        );
        let expected = [
            ("action", "migrate"),
            ("from_version", "0.0.1"),
            ("to_version", VERSION),
        ];
        assert_attributes(&response, &contract, &expected);
    }
}

/// Notes that this code does not follow, and why: another contract, this version, a later one, none,
/// and one that is no version.
fn refusals(name: &str) -> [(Option<(&str, &str)>, VersionError); 5] {
    let not_an_upgrade = |stored: &str| VersionError::NotAnUpgrade {
        stored: stored.to_string(),
        new: VERSION.to_string(),
    };
    let none = cw2::get_contract_version(&MockStorage::new()).unwrap_err();
    [
        (
            Some(("mirror-vesting", "0.0.1")),
            VersionError::OtherContract {
                stored: "mirror-vesting".to_string(),
                expected: name.to_string(),
            },
        ),
        (Some((name, VERSION)), not_an_upgrade(VERSION)),
        (Some((name, "99.0.0")), not_an_upgrade("99.0.0")),
        (None, VersionError::Std(none)),
        (
            Some((name, "0.0.1-rc")),
            VersionError::NotAVersion {
                version: "0.0.1-rc".to_string(),
            },
        ),
    ]
}

/// Each of the codes, with a contract that runs it and has an admin.
fn contracts(world: &mut World) -> [(Artifact, Addr); 17] {
    let token = token_of_alice(world);
    let at = world.at.clone();
    let contracts = [
        (Artifact::AdminManager, at.admin_manager),
        (Artifact::Airdrop, at.airdrop),
        (Artifact::CollateralOracle, at.collateral_oracle),
        (Artifact::Collector, at.collector),
        (Artifact::Community, at.community),
        (Artifact::Factory, at.factory),
        (Artifact::Gov, at.gov),
        (Artifact::LimitOrder, at.limit_order),
        (Artifact::Lock, at.lock),
        (Artifact::Mint, at.mint),
        (Artifact::Oracle, at.oracle),
        (Artifact::ShortReward, at.short_reward),
        (Artifact::Staking, at.staking),
        (Artifact::TerraswapFactory, at.swap_factory),
        (Artifact::TerraswapPair, world.asset("mAAPL").pair),
        (Artifact::TerraswapRouter, at.router),
        (Artifact::TerraswapToken, token),
    ];
    let codes: BTreeSet<_> = contracts.iter().map(|(artifact, _)| *artifact).collect();
    assert_eq!(contracts.len(), codes.len(), "each code once");
    contracts
}

/// The protocol's own tokens have no admin, so nobody could migrate them.
fn token_of_alice(world: &mut World) -> Addr {
    let [alice, bob] = ["alice", "bob"].map(|name| world.chain.account(name));
    let msg = token::InstantiateMsg {
        name: "a token".to_string(),
        symbol: "TOKEN".to_string(),
        decimals: 6,
        initial_balances: vec![Cw20Coin {
            address: alice.to_string(),
            amount: Uint128::new(7),
        }],
        mint: None,
        marketing: None,
    };
    let token = world.chain.create(codes::terraswap_token(), &alice, &msg);
    world.alice().allows(&token, &bob, 5);
    token
}

/// Gov has paid a grant and authorised an account, an airdrop is claimed in part, and there are
/// positions, a lock, stakes, rewards, an order, fees that are swapped, and a poll in progress.
fn in_mid_life() -> World {
    let mut world = World::governed_with(&["mAAPL"]);
    let carol = world.chain.account("carol");
    let grant = community::ExecuteMsg::Spend {
        recipient: carol.to_string(),
        amount: Uint128::new(1_000_000),
    };
    world.passes_poll(Proposal::call(&world.at.community, &grant));
    world.passes_poll(Proposal::admin(PollAdminAction::AuthorizeClaim {
        authorized_addr: carol.to_string(),
    }));

    world.feeds(&[("mAAPL", "100")]);
    world.alice().opens(300_000_000_000, "mAAPL", percent(200));
    world
        .alice()
        .provides("mAAPL", 100_000_000_000, 1_000_000_000);
    let (token, collector) = (world.token("mAAPL"), world.at.collector.clone());
    world.alice().gives(&token, 1_000_000, &collector);
    let convert = collector::ExecuteMsg::Convert {
        asset_token: token.into_string(),
        amount: None,
        belief_price: None,
    };
    world.carol().sends(&collector, &convert);

    world.alice().tries_to_bond("mAAPL", 5_000_000_000).unwrap();
    world.bob().shorts(2_000_000_000, "mAAPL", percent(200));
    let factory = world.at.factory.clone();
    world
        .carol()
        .sends(&factory, &factory::ExecuteMsg::Distribute {});

    let order = limit_order::ExecuteMsg::SubmitOrder {
        offer_asset: Asset::native(BASE, 100u128),
        ask_asset: Asset::native("uluna", 7u128),
    };
    let book = world.at.limit_order.clone();
    let submitted = world.bob().tries(&book, &order, &[coin(100, BASE)]);
    submitted.unwrap();
    let poll_id = world.alice().creates_poll(Proposal::text());
    world.bob().votes(poll_id, VoteOption::Yes);
    world
}

/// All that a contract knows but its name and version.
fn state(world: &World, contract: &Addr) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut records = world.chain.app.dump_wasm_raw(contract);
    records.retain(|(key, _)| key != NOTE);
    records
}

fn write_note(world: &mut World, contract: &Addr, note: Option<(&str, &str)>) {
    let mut storage = world.chain.app.contract_storage_mut(contract);
    match note {
        Some((name, version)) => version::set(storage.as_mut(), name, version).unwrap(),
        None => storage.remove(NOTE),
    }
}

/// The admin puts the present code on a contract, with a message of fields that former versions had.
fn migrate(world: &mut World, artifact: Artifact, contract: &Addr) -> anyhow::Result<AppResponse> {
    let app = &mut world.chain.app;
    let admin = app.contract_data(contract)?.admin.expect("an admin");
    let code = app.store_code(codes::of(artifact));
    let former_fields = json!({ "owner": "ignored", "version": 2, "max_weight": "1" });
    app.migrate_contract(admin, contract.clone(), &former_fields, code)
}

macro_rules! version_error_of {
    ($error:ident, $($contract:ident),+) => {
        $(if let Some($contract::ContractError::Version(inner)) = $error.downcast_ref() {
            return Some(inner);
        })+
    };
}

/// Why a version is refused, out of whichever contract's error.
fn version_error(error: &anyhow::Error) -> Option<&VersionError> {
    version_error_of!(
        error,
        mirror_admin_manager,
        mirror_airdrop,
        mirror_collateral_oracle,
        mirror_collector,
        mirror_community,
        mirror_factory,
        mirror_gov,
        mirror_limit_order,
        mirror_lock,
        mirror_mint,
        mirror_oracle,
        mirror_short_reward,
        mirror_staking,
        terraswap_factory,
        terraswap_pair,
        terraswap_router,
        terraswap_token
    );
    None
}
