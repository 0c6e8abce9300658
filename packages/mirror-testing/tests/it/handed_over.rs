//! Who has a say over what when gov has taken over.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, WasmMsg};
use cw_multi_test::Executor;
use mirror_deploy::{rights, Rights};
use mirror_testing::World;
use serde_json::json;

macro_rules! sheet {
    ($contract:literal, $file:literal) => {
        (
            $contract,
            include_str!(concat!("../../../../scripts/permissions/", $file, ".toml")),
        )
    };
}

fn all_rights(world: &mut World) -> Vec<Rights> {
    let deployment = world.deployment.clone();
    rights(&mut world.deployer(), &deployment).unwrap()
}

#[test]
fn after_a_deployment_nothing_belongs_to_the_deployer() {
    let rights = all_rights(&mut World::governed_with(&["mAAPL"]));

    let names: BTreeMap<&str, &str> = rights
        .iter()
        .map(|right| (right.address.as_str(), right.contract.as_str()))
        .collect();
    let name = |holder: &Option<String>| match holder {
        Some(address) => *names.get(address.as_str()).unwrap_or(&"a stranger"),
        None => "nobody",
    };
    let table: Vec<_> = rights
        .iter()
        .map(|right| {
            let (owner, admin) = (name(&right.owner), name(&right.admin));
            (right.contract.as_str(), owner, admin)
        })
        .collect();
    let expected = [
        ("gov", "gov", "admin_manager"),
        ("factory", "gov", "admin_manager"),
        ("swap_factory", "gov", "admin_manager"),
        ("community", "gov", "admin_manager"),
        ("airdrop", "gov", "admin_manager"),
        ("uni_airdrop", "gov", "admin_manager"),
        ("mint", "factory", "admin_manager"),
        ("oracle", "factory", "admin_manager"),
        ("collateral_oracle", "factory", "admin_manager"),
        ("lock", "factory", "admin_manager"),
        ("staking", "factory", "admin_manager"),
        ("collector", "factory", "admin_manager"),
        ("short_reward", "nobody", "admin_manager"),
        ("limit_order", "nobody", "admin_manager"),
        ("router", "nobody", "admin_manager"),
        ("mirror_token", "factory", "nobody"),
        ("mirror_pair", "nobody", "swap_factory"),
        ("mirror_lp", "mirror_pair", "nobody"),
        ("mAAPL token", "mint", "nobody"),
        ("mAAPL pair", "nobody", "swap_factory"),
        ("mAAPL lp_token", "mAAPL pair", "nobody"),
        ("admin_manager", "gov", "admin_manager"),
    ];
    assert_eq!(expected[..], table);
}

/// The sheets of docs/permissions.md.
const SHEETS: [(&str, &str); 13] = [
    sheet!("factory", "mirror-factory"),
    sheet!("swap_factory", "terraswap-factory"),
    sheet!("community", "mirror-community"),
    sheet!("airdrop", "mirror-airdrop"),
    sheet!("gov", "mirror-gov"),
    sheet!("mint", "mirror-mint"),
    sheet!("oracle", "mirror-oracle"),
    sheet!("collateral_oracle", "mirror-collateral-oracle"),
    sheet!("lock", "mirror-lock"),
    sheet!("staking", "mirror-staking"),
    sheet!("collector", "mirror-collector"),
    sheet!("admin_manager", "mirror-admin-manager"),
    sheet!("router", "terraswap-router"),
];

#[test]
fn the_page_of_permissions_names_the_owners() {
    let rights = all_rights(&mut World::governed());
    let named = |address: &String| {
        let owner = rights.iter().find(|right| right.address == *address);
        owner
            .expect("an owner among the contracts")
            .contract
            .clone()
    };

    for (contract, sheet) in SHEETS {
        let right = rights.iter().find(|right| right.contract == contract);
        let owner = right.unwrap().owner.as_ref().map(named);
        let told = sheet.lines().find_map(|line| line.strip_prefix("owner = "));
        let told = told.map(|owner| owner.trim_matches('"').to_string());
        assert_eq!(owner, told, "{contract}");
    }
}

#[test]
fn the_deployer_may_do_nothing_any_more() {
    let mut world = World::governed_with(&["mAAPL"]);
    let deployer = world.chain.account("deployer");

    for right in all_rights(&mut world) {
        let contract = Addr::unchecked(&right.address);
        let messages = [
            json!({ "update_config": {} }),
            json!({ "update_owner": { "owner": deployer } }),
            json!({ "update_minter": { "new_minter": deployer } }),
            json!({ "mint": { "recipient": deployer, "amount": "1" } }),
        ];
        for message in messages {
            let answer = world.chain.execute(&deployer, &contract, &message, &[]);
            assert!(answer.is_err(), "{} took {message}", right.contract);
        }
        let takes_admin = WasmMsg::UpdateAdmin {
            contract_addr: right.address.clone(),
            admin: deployer.to_string(),
        };
        let answer = world
            .chain
            .app
            .execute(deployer.clone(), takes_admin.into());
        assert!(answer.is_err(), "{} has another admin", right.contract);
    }
    assert_eq!(
        0,
        world
            .token_balance(&world.at.mirror_token, &deployer)
            .u128()
    );
}
