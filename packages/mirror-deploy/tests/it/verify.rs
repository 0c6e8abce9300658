//! What is not as it was published and decided is found.

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_deploy::{
    hand_over, verify, Artifact, Belonging, Chain, Collateral, Finding, Profile, Progress, Report,
    Transaction,
};
use mirror_protocol::collateral_oracle::SourceType;
use mirror_testing::{codes, standard_profile, usual_listing, TestChain, World, STAKE};
use serde_json::{json, Value};
use terraswap::asset::AssetInfo;

/// A profile in which everything is named that can be.
fn profile() -> Profile {
    let chain = TestChain::new();
    let mut profile = standard_profile(&chain);
    profile.oracle_guardian = Some(chain.account("carol").into_string());
    profile.collector.keepers = vec![chain.account("bob").into_string()];
    profile.assets = vec![usual_listing("mAAPL"), usual_listing("mMSFT")];
    let params = &mut profile.assets[1].params;
    params.weight = Some(100);
    params.mint_period = Some(86_400);
    params.min_collateral_ratio_after_ipo = Some(Decimal::percent(200));
    params.pre_ipo_price = Some(Decimal::percent(700));
    params.ipo_trigger_addr = Some(chain.account("alice").into_string());
    profile.assets[1].feeder = Some(chain.account("alice").into_string());
    profile.collaterals = vec![Collateral {
        asset: AssetInfo::native("uluna"),
        price_source: SourceType::MirrorOracle { oracle_addr: None },
        multiplier: Decimal::percent(120),
        feeder: Some(chain.account("feeder").into_string()),
        value_cap: Some(Uint128::new(7_000_000)),
    }];
    profile
}

fn world() -> World {
    World::bootstrapped(&profile())
}

fn report_for(world: &mut World, profile: &Profile) -> Report {
    let deployment = world.deployment.clone();
    let mut reader = world.deployer();
    // Anybody may look.
    reader.sender = reader.chain.account("bob");
    verify(&mut reader, &deployment, profile).unwrap()
}

fn findings(world: &mut World) -> Vec<String> {
    let report = report_for(world, &profile());
    report.findings.iter().map(Finding::to_string).collect()
}

#[test]
fn a_fresh_deployment_is_as_it_should_be() {
    let mut world = world();

    let report = report_for(&mut world, &profile());

    assert_eq!(Vec::<Finding>::new(), report.findings);
    let deployer = world.chain.account("deployer").into_string();
    assert_eq!(Belonging::Deployer(deployer), report.belongs_to);
    // 17 codes, 25 contracts, their rights, and every parameter.
    assert!(report.compared > 17 + 3 * 25 + 2 * 25 + 100, "{report:?}");
}

#[test]
fn what_was_handed_over_belongs_to_gov() {
    let mut world = world();
    world.drops_mir();
    for name in ["alice", "bob", "carol"] {
        world.actor(name).stakes_mir(STAKE);
    }
    world.chain.pass(1);
    let deployment = world.deployment.clone();
    let mut written = Progress::default();
    hand_over(
        &mut world.deployer(),
        &deployment,
        Uint128::zero(),
        &mut written,
    )
    .unwrap();

    let report = report_for(&mut world, &profile());

    assert_eq!(Vec::<Finding>::new(), report.findings);
    assert_eq!(Belonging::Gov(world.at.gov.to_string()), report.belongs_to);

    // And what is not gov's then is found.
    let (lock, manager) = (world.at.lock.clone(), world.at.admin_manager.clone());
    let alice = world.chain.account("alice");
    sets_admin(&mut world, &manager, &lock, &alice);
    let expected = format!("{alice} may migrate lock at {lock}, which is for {manager}");
    assert_eq!(vec![expected], findings(&mut world));
}

fn sets_admin(world: &mut World, who: &Addr, contract: &Addr, admin: &Addr) {
    let set = Transaction::SetAdmin {
        contract: contract.to_string(),
        admin: admin.to_string(),
    };
    let mut sender = world.deployer();
    sender.sender = who.clone();
    sender.send("a right", &set).unwrap();
}

#[test]
fn changed_code_is_found() {
    let mut world = world();
    let lock = world.at.lock.clone();
    let deployer = world.chain.account("deployer");
    let app = &mut world.chain.app;
    let code_id = app.store_code(codes::lock());
    // Not by a migration, which takes a higher version, but as an attacker of the chain would.
    let other = json!({ "owner": deployer, "mint_contract": deployer, "base_denom": "uusd",
                        "lockup_period": 1_209_600 });
    use cw_multi_test::Executor;
    let made = app.instantiate_contract(code_id, deployer, &other, &[], "lock", None);
    world.deployment.contracts.lock = made.unwrap().into_string();

    let found = report_for(&mut world, &profile()).findings;
    let named: Vec<String> = found.iter().map(Finding::to_string).collect();

    assert!(
        matches!(&found[0], Finding::Contract { contract, what: "its code", expected, .. }
            if contract == "lock" && *expected == codes::checksum(Artifact::Lock).to_hex()),
        "{named:?}"
    );
    assert_ne!(lock.as_str(), world.deployment.contracts.lock);
    // Its parameters are not asked for.
    assert!(!named
        .iter()
        .any(|finding| finding.contains("lockup_period")));
    // Nor is a stored code of another checksum accepted.
    world.deployment.code_ids.mint = code_id;
    let report = report_for(&mut world, &profile());
    let expected = codes::checksum(Artifact::Mint).to_hex();
    let is_mint = |finding: &&Finding| matches!(finding, Finding::Code { artifact: "mirror_mint", expected: told, .. } if *told == expected);
    assert_eq!(1, report.findings.iter().filter(is_mint).count());
}

#[test]
fn a_changed_owner_is_found() {
    let mut world = world();
    let (community, alice) = (world.at.community.clone(), world.chain.account("alice"));
    let deployer = world.chain.account("deployer");
    let update = json!({ "update_config": { "owner": alice } });
    world.actor("deployer").sends(&community, &update);

    let text = format!("community at {community} belongs to {alice}, not to {deployer}");
    let expected = Finding::Owner {
        contract: "community".to_string(),
        address: community.into_string(),
        found: alice.into_string(),
        expected: deployer.into_string(),
    };
    assert_eq!(text, expected.to_string());
    assert_eq!(vec![expected], report_for(&mut world, &profile()).findings);
}

#[test]
fn a_changed_admin_and_a_lent_right_are_found() {
    let mut world = world();
    let (mint, alice) = (world.at.mint.clone(), world.chain.account("alice"));
    let deployer = world.chain.account("deployer");
    sets_admin(&mut world, &deployer, &mint, &alice);
    let manager = world.at.admin_manager.clone();
    let lend = json!({ "authorize_claim": { "authorized_addr": alice } });
    world.actor("deployer").sends(&manager, &lend);
    let end = world.chain.now() + 86_400;

    let expected = vec![
        format!("{alice} may migrate mint at {mint}, which is for {deployer}"),
        format!("{alice} may claim the right to migrate any contract until second {end}"),
    ];
    assert_eq!(expected, findings(&mut world));
    let expected = vec![
        Finding::Admin {
            contract: "mint".to_string(),
            address: mint.into_string(),
            found: alice.to_string(),
            expected: deployer.into_string(),
        },
        Finding::Lent {
            address: alice.into_string(),
            end_time: end,
        },
    ];
    assert_eq!(expected, report_for(&mut world, &profile()).findings);
}

#[test]
fn a_changed_parameter_is_found_on_the_chain() {
    let mut world = world();
    let update = json!({ "update_config": { "halt_seconds": 60 } });
    let relay = json!({ "pass_command": {
        "contract_addr": world.at.oracle,
        "msg": cosmwasm_std::to_json_binary(&update).unwrap(),
    } });
    let factory = world.at.factory.clone();
    world.actor("deployer").sends(&factory, &relay);

    let expected = Finding::Parameter {
        contract: "oracle".to_string(),
        key: "halt_seconds".to_string(),
        found: "60".to_string(),
        expected: "21600".to_string(),
    };
    assert_eq!(vec![expected], report_for(&mut world, &profile()).findings);
}

/// Every value of a profile, as the way to it.
fn values(value: &Value, way: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                values(value, &format!("{way}/{key}"), all);
            }
        }
        Value::Array(entries) => {
            for (number, value) in entries.iter().enumerate() {
                values(value, &format!("{way}/{number}"), all);
            }
        }
        _ => all.push(way.to_string()),
    }
}

/// Other values that may be of the same kind.
fn others(value: &Value) -> Vec<Value> {
    let text = |text: &str| match text.parse::<u128>() {
        Ok(number) => json!((number + 1).to_string()),
        Err(_) if text.parse::<Decimal>().is_ok() => json!("0.123"),
        Err(_) => json!(format!("{text}x")),
    };
    let of_kind = match value {
        Value::Number(number) => json!(number.as_u64().unwrap() + 1),
        Value::String(written) => text(written),
        _ => json!(null),
    };
    let any = [
        json!(7),
        json!("7"),
        json!("0.123"),
        json!("wasm1x"),
        json!({ "account": "x" }),
    ];
    [vec![of_kind], any.to_vec()].concat()
}

#[test]
fn a_change_of_every_parameter_of_a_profile_is_found() {
    let mut world = world();
    let written = serde_json::to_value(profile()).unwrap();
    let mut ways = vec![];
    values(&written, "", &mut ways);
    assert!(ways.len() > 100);
    let mut missed = vec![];

    for way in ways {
        let others = others(written.pointer(&way).unwrap()).into_iter();
        let changed = others.filter_map(|other| {
            let mut changed = written.clone();
            *changed.pointer_mut(&way).unwrap() = other;
            serde_json::from_value::<Profile>(changed).ok()
        });
        let changed: Vec<Profile> = changed.filter(|changed| *changed != profile()).collect();
        let changed = changed
            .first()
            .unwrap_or_else(|| panic!("{way} can be changed"));
        if report_for(&mut world, changed).findings.is_empty() {
            missed.push(way);
        }
    }

    // What was paid at the start shows nowhere.
    missed.retain(|way| !way.starts_with("/release/genesis/"));
    let unseen = [
        // Without an IPO ahead its terms are over, or there were none.
        "/assets/0/params/mint_period",
        "/assets/0/params/pre_ipo_price",
        // How long an asset may be minted counts from its listing.
        "/assets/1/params/mint_period",
    ];
    assert_eq!(unseen.to_vec(), missed);
}
