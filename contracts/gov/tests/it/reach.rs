//! No contract of the protocol finds more in a message than gov does. Random messages, similar to
//! those that change code, are read by gov and by the contracts and compared.

use std::cell::Cell;
use std::collections::BTreeSet;

use cosmwasm_schema::schema_for;
use cosmwasm_std::{from_json, Binary};
use mirror_gov::reach::Reach;
use mirror_protocol::{
    airdrop, collateral_oracle, collector, community, factory, limit_order, lock, mint, oracle,
    short_reward, staking,
};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{json, Value};
use terraswap::factory as pair_factory;

fn names() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        4 => Just("update_config"),
        2 => Just(r"update\u005fconfig"),
        2 => Just("migrate_pair"),
        3 => Just("pass_command"),
        2 => Just("register_asset"),
        1 => Just("Update_config"),
        1 => Just("spend"),
    ]
}

fn fields() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "owner",
        r"\u006fwner",
        "token_code_id",
        r"token\u005fcode_id",
        "pair_code_id",
        "distribution_schedule",
        "contract",
        "code_id",
        "contract_addr",
        "msg",
        "oracle",
        "max_deviation",
        "guardian",
        "mint_contract",
        "unknown",
        "",
    ])
}

/// Messages that are passed on.
fn inner() -> Vec<String> {
    [
        r#"{"migrate_pair":{"contract":"pair"}}"#,
        r#"{"update_config":{"owner":"thief","pair_code_id":1,"pair_code_id":2}}"#,
        r#"{"update_config":{}}"#,
        "no JSON",
    ]
    .map(|msg| format!("\"{}\"", Binary::from(msg.as_bytes()).to_base64()))
    .to_vec()
}

/// Values of fields: some fit a field, some fit none.
fn values() -> impl Strategy<Value = String> {
    let plain = [
        "null",
        "7",
        "0",
        "-1",
        "1e3",
        "nothing",
        "true",
        r#""7""#,
        r#""thief""#,
        "[]",
        "{}",
        "[[1,2,\"3\"]]",
        r#"{"a":[{"b":null}]}"#,
        "\"\\\"\"",
        " null ",
    ]
    .map(str::to_string);
    prop::sample::select([inner(), plain.to_vec()].concat())
}

/// A field with a value that fits it, or with any value.
fn entries() -> impl Strategy<Value = (&'static str, String)> {
    let fitting = |name, values: &[&str]| {
        let values: Vec<_> = values.iter().map(ToString::to_string).collect();
        (Just(name), prop::sample::select(values))
    };
    prop_oneof![
        fitting("owner", &["null", r#""thief""#]),
        fitting("token_code_id", &["null", "7"]),
        fitting("pair_code_id", &["null", "7"]),
        fitting("oracle", &["null", r#""thief""#]),
        fitting("max_deviation", &["null", r#""9""#]),
        fitting("asset_token", &[r#""a""#]),
        fitting("feeder", &[r#""thief""#]),
        fitting("contract", &[r#""pair""#]),
        fitting("contract_addr", &[r#""mint""#]),
        (Just("msg"), prop::sample::select(inner())),
        (fields(), values()),
        (fields(), values()),
    ]
}

prop_compose! {
    fn messages()(
        name in names(),
        fields in prop::collection::vec(entries(), 0..5),
        space in prop::sample::select(vec!["", " ", "\n\t"]),
        behind in prop::sample::select(vec!["", "", "", " ", "}", r#","spend":{}"#]),
    ) -> String {
        let fields: Vec<_> = fields
            .into_iter()
            .map(|(name, value)| format!("{space}\"{name}\"{space}:{value}"))
            .collect();
        format!("{{\"{name}\"{space}:{{{}}}{space}{behind}}}", fields.join(","))
    }
}

/// What the factory, the pair factory, mint or the oracle would do with a message: to whom it would
/// pass it on, and whether that would change code or the right to change it.
fn understood(msg: &Binary) -> (Option<(String, Binary)>, bool) {
    let mut passed = None;
    let mut changes = false;
    match from_json(msg) {
        Ok(factory::ExecuteMsg::PassCommand { contract_addr, msg }) => {
            passed = Some((contract_addr, msg));
        }
        Ok(factory::ExecuteMsg::UpdateConfig(update)) => {
            changes |= update.owner.is_some() || update.token_code_id.is_some();
        }
        _ => {}
    }
    match from_json(msg) {
        Ok(pair_factory::ExecuteMsg::MigratePair { .. }) => changes = true,
        Ok(pair_factory::ExecuteMsg::UpdateConfig {
            owner,
            token_code_id,
            pair_code_id,
        }) => {
            changes |= owner.is_some() || token_code_id.is_some() || pair_code_id.is_some();
        }
        _ => {}
    }
    // Mint's owner and the contracts that mint obeys, as for all other contracts.
    if let Ok(mint::ExecuteMsg::UpdateConfig(update)) = from_json(msg) {
        changes |= update.owner.is_some() || update.oracle.is_some();
    }
    match from_json(msg) {
        Ok(oracle::ExecuteMsg::UpdateConfig(update)) => {
            changes |= update != oracle::ConfigUpdate::default();
        }
        Ok(oracle::ExecuteMsg::RegisterAsset { max_deviation, .. }) => {
            changes |= max_deviation.is_some();
        }
        _ => {}
    }
    (passed, changes)
}

#[test]
fn no_contract_understands_more_of_a_message_than_gov() {
    let config = ProptestConfig {
        cases: 20_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let (changed, passed_on) = (Cell::new(0), Cell::new(0));

    let outcome = TestRunner::new(config).run(&messages(), |msg| {
        let msg = Binary::from(msg.as_bytes());
        let reach = Reach::of(&msg);
        let (passed, changes) = understood(&msg);
        prop_assert!(reach.changes_code || !changes);
        changed.set(changed.get() + u32::from(changes));
        if let Some((contract, inner)) = passed {
            prop_assert_eq!(Some(&contract), reach.passed_to.first());
            prop_assert!(reach.changes_code || !understood(&inner).1);
            passed_on.set(passed_on.get() + 1);
        }
        Ok(())
    });

    outcome.unwrap();
    // Enough of the random messages changed code.
    assert!(changed.get() > 1_000, "{}", changed.get());
    assert!(passed_on.get() > 20, "{}", passed_on.get());
}

/// The fields of a contract's `update_config` that hold a text: an address or a denom.
fn texts_of(execute: &Value) -> Vec<String> {
    let messages = execute["oneOf"].as_array().cloned().unwrap_or_default();
    let mut updates = messages
        .iter()
        .map(|message| &message["properties"]["update_config"])
        .filter(|update| !update.is_null());
    let Some(update) = updates.next() else {
        return vec![];
    };
    let reference = update["$ref"]
        .as_str()
        .map(|path| path.trim_start_matches('#'));
    let update = reference.map_or(update, |path| execute.pointer(path).unwrap());
    let fields = update["properties"].as_object().unwrap().iter();
    let is_text = |field: &Value| field["type"] == json!(["string", "null"]);
    let texts = fields.filter(|(_, field)| is_text(field));
    texts.map(|(name, _)| name.clone()).collect()
}

/// This fails when a contract's configuration gets a new text field, until that is on gov's list or
/// among the denoms here.
#[test]
fn every_address_in_a_configuration_counts_as_a_change_of_code() {
    let denoms = ["base_denom", "bluna_swap_denom", "luna_denom"];
    let mut names = BTreeSet::new();
    for execute in [
        json!(schema_for!(airdrop::ExecuteMsg)),
        json!(schema_for!(collateral_oracle::ExecuteMsg)),
        json!(schema_for!(collector::ExecuteMsg)),
        json!(schema_for!(community::ExecuteMsg)),
        json!(schema_for!(factory::ExecuteMsg)),
        json!(schema_for!(limit_order::ExecuteMsg)),
        json!(schema_for!(lock::ExecuteMsg)),
        json!(schema_for!(mint::ExecuteMsg)),
        json!(schema_for!(oracle::ExecuteMsg)),
        json!(schema_for!(short_reward::ExecuteMsg)),
        json!(schema_for!(staking::ExecuteMsg)),
        json!(schema_for!(pair_factory::ExecuteMsg)),
    ] {
        names.extend(texts_of(&execute));
    }
    // The test has found the fields.
    assert_eq!(23, names.len(), "{names:?}");

    for name in names {
        let msg = json!({ "update_config": { name.as_str(): "somebody" } });
        let reach = Reach::of(&Binary::from(msg.to_string().as_bytes()));
        let is_denom = denoms.contains(&name.as_str());
        assert_eq!(!is_denom, reach.changes_code, "{name}");
    }
}
