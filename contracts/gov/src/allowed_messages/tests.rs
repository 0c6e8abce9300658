use cosmwasm_std::testing::{mock_dependencies, MockApi, MockQuerier, MockStorage};
use cosmwasm_std::{
    to_json_binary, to_json_vec, Binary, ContractResult, Decimal, OwnedDeps, SystemResult,
    WasmQuery,
};
use mirror_protocol::factory::Params;
use mirror_protocol::gov::DEFAULT_POLL_MESSAGES;
use mirror_protocol::{collector, community, factory, mint};
use serde::Serialize;
use terraswap::asset::AssetInfo;
use terraswap::factory as pair_factory;

use super::*;

fn json(msg: &impl Serialize) -> Vec<u8> {
    to_json_vec(msg).unwrap()
}

type Chain = OwnedDeps<MockStorage, MockApi, MockQuerier>;

/// Gov's judgement of a message to the contract named "contract".
fn judged(chain: &Chain, msg: &[u8]) -> Result<(), ContractError> {
    ensure_listed(&chain.as_ref().querier, "contract", msg)
}

/// The same on a chain where no query is answered.
fn judged_without_answers(msg: &[u8]) -> Result<(), ContractError> {
    judged(&mock_dependencies(), msg)
}

fn passed(msg: &[u8]) -> Vec<u8> {
    json(&factory::ExecuteMsg::PassCommand {
        contract_addr: "mint".to_string(),
        msg: Binary::from(msg),
    })
}

fn name_of(msg: &[u8]) -> String {
    message::name(msg).unwrap()
}

fn whitelist() -> factory::ExecuteMsg {
    factory::ExecuteMsg::Whitelist {
        name: "Apple".to_string(),
        symbol: "AAPL".to_string(),
        oracle_feeder: "feeder".to_string(),
        params: Params {
            auction_discount: Decimal::percent(20),
            min_collateral_ratio: Decimal::percent(150),
            weight: Some(30),
            mint_period: None,
            min_collateral_ratio_after_ipo: None,
            pre_ipo_price: None,
            ipo_trigger_addr: Some("trigger".to_string()),
        },
    }
}

fn migrate() -> factory::ExecuteMsg {
    factory::ExecuteMsg::MigrateAsset {
        name: None,
        symbol: None,
        from_token: "asset".to_string(),
        end_price: None,
        oracle_feeder: None,
    }
}

fn update_asset(debt_cap: Option<Uint128>) -> mint::ExecuteMsg {
    mint::ExecuteMsg::UpdateAsset {
        asset_token: "asset".to_string(),
        auction_discount: Some(Decimal::percent(20)),
        min_collateral_ratio: None,
        ipo_params: None,
        debt_cap,
    }
}

/// Every message of the list, written with the types of its contract. All fields are named, so that
/// this does not compile when a field is added.
fn listed() -> Vec<Vec<u8>> {
    let asset_token = || "asset".to_string();
    let infos = || [AssetInfo::native("uusd"), AssetInfo::token("asset")];
    vec![
        json(&whitelist()),
        json(&factory::ExecuteMsg::UpdateWeight {
            asset_token: asset_token(),
            weight: 30,
        }),
        json(&factory::ExecuteMsg::RevokeAsset {
            asset_token: asset_token(),
            end_price: None,
        }),
        json(&migrate()),
        json(&update_asset(None)),
        json(&factory::ExecuteMsg::CancelDelisting {
            asset_token: asset_token(),
        }),
        json(&community::ExecuteMsg::Spend {
            recipient: "somebody".to_string(),
            amount: 5u128.into(),
        }),
        json(&pair_factory::ExecuteMsg::CreatePair {
            assets: None,
            asset_infos: Some(infos()),
        }),
        json(&pair_factory::ExecuteMsg::CreatePair {
            assets: Some(infos().map(|info| info.amount(5u128))),
            asset_infos: None,
        }),
        json(&factory::ExecuteMsg::Distribute {}),
        json(&collector::ExecuteMsg::Distribute {}),
    ]
}

#[test]
fn every_message_of_the_list_is_sent_as_its_contract_reads_it() {
    let names = LIST.map(|listed| listed.name);
    assert_eq!(DEFAULT_POLL_MESSAGES, names);
    let mut written: Vec<_> = listed().iter().map(|msg| name_of(msg)).collect();
    written.dedup();
    assert_eq!(names.to_vec(), written);

    for msg in listed() {
        let shown = String::from_utf8(msg.clone()).unwrap();
        assert_eq!(Ok(()), judged_without_answers(&msg), "{shown}");
        assert_eq!(Ok(()), judged_without_answers(&passed(&msg)), "{shown}");
    }
}

/// The contracts accept these messages, too.
#[test]
fn spaces_escapes_nulls_and_the_order_of_fields_do_not_matter() {
    for msg in [
        r#" { "spend" : { "amount" : "5", "recipient" : "somebody" } } "#,
        r#"{"\u0073pend":{"r\u0065cipient":"some\u0062ody","amount":"05"}}"#,
        r#"{"revoke_asset":{"asset_token":"a","end_price":null}}"#,
        r#"{"distribute":{"to":null}}"#,
    ] {
        assert_eq!(Ok(()), judged_without_answers(msg.as_bytes()), "{msg}");
        assert_eq!(
            Ok(()),
            judged_without_answers(&passed(msg.as_bytes())),
            "{msg}"
        );
    }
}

/// A wrong value makes the poll fail when it is executed.
#[test]
fn the_value_of_a_field_is_judged_by_its_contract_and_not_by_gov() {
    for msg in [
        r#"{"spend":{"recipient":"a","amount":5}}"#,
        r#"{"spend":{"recipient":"a","amount":"-5"}}"#,
        r#"{"update_weight":{"asset_token":"a","weight":4294967296}}"#,
        r#"{"update_weight":{"asset_token":["a"],"weight":1.5}}"#,
    ] {
        assert_eq!(Ok(()), judged_without_answers(msg.as_bytes()), "{msg}");
        assert!(cosmwasm_std::from_json::<community::ExecuteMsg>(msg).is_err());
        assert!(cosmwasm_std::from_json::<factory::ExecuteMsg>(msg).is_err());
    }
}

#[test]
fn two_names_missing_or_double_fields_and_other_json_are_refused() {
    let deep = format!("{}{}", r#"{"spend":"#.repeat(500), "}".repeat(500));
    for msg in [
        // Two names: known, equal, escaped or empty ones.
        r#"{"spend":{"recipient":"a","amount":"5"},"update_config":{}}"#,
        r#"{"update_config":{},"spend":{"recipient":"a","amount":"5"}}"#,
        r#"{"distribute":{},"distribute":{}}"#,
        r#"{"distribute":{},"\u0064istribute":{}}"#,
        r#"{"distribute":{},"":{}}"#,
        // A required field is missing, or a field is there twice.
        r#"{"spend":{}}"#,
        r#"{"spend":{"recipient":"a"}}"#,
        r#"{"spend":{"recipient":"a","amount":null}}"#,
        r#"{"spend":{"recipient":"a","amount":"5","amount":"6"}}"#,
        r#"{"spend":{"recipient":"a","amount":null,"amount":"6"}}"#,
        r#"{"spend":{"recipient":"a","amount":"5","\u0061mount":"6"}}"#,
        r#"{"whitelist":{"name":"Apple","symbol":"AAPL","oracle_feeder":"a"}}"#,
        r#"{"distribute":null}"#,
        r#"{"distribute":[]}"#,
        // A debt cap that cannot be read.
        r#"{"update_asset":{"asset_token":"a","debt_cap":5}}"#,
        r#"{"update_asset":{"asset_token":5,"debt_cap":"5"}}"#,
        // Something before or after the message.
        r#"{"distribute":{}}{"update_config":{}}"#,
        r#"{"distribute":{}},"#,
        "\u{feff}{\"distribute\":{}}",
        // No name at all.
        "{}",
        "",
        "null",
        "5",
        r#""distribute""#,
        r#"[{"distribute":{}}]"#,
        r#"{distribute:{}}"#,
        r#"{"distribute":{}"#,
        &deep,
    ] {
        for msg in [msg.as_bytes().to_vec(), passed(msg.as_bytes())] {
            let refusal = judged_without_answers(&msg);
            let is_unread = matches!(refusal, Err(ContractError::ActionNotReadable { .. }));
            assert!(is_unread, "{}: {refusal:?}", String::from_utf8_lossy(&msg));
        }
    }
}

#[test]
fn names_that_are_not_on_the_list_are_refused() {
    let not_listed = |name: &str| {
        Err(ContractError::NotOnTheList {
            name: name.to_string(),
        })
    };
    for (name, spelled) in [
        ("update_config", "update_config"),
        ("migrate_pair", "migrate_pair"),
        ("Spend", "Spend"),
        ("spend ", "spend "),
        (" spend", " spend"),
        ("spend\0", r"spend\u0000"),
        ("ѕpend", "ѕpend"),
        ("register_merkle_root", "register_merkle_root"),
        ("whitelist_", "whitelist_"),
        ("revokeAsset", "revokeAsset"),
        ("", ""),
    ] {
        let msg = format!(r#"{{"{spelled}":{{"recipient":"a","amount":"5"}}}}"#);
        for msg in [msg.as_bytes().to_vec(), passed(msg.as_bytes())] {
            assert_eq!(not_listed(name), judged_without_answers(&msg), "{name}");
        }
    }
    // A message may be passed on once, not twice.
    let twice = passed(&passed(br#"{"distribute":{}}"#));
    assert_eq!(not_listed("pass_command"), judged_without_answers(&twice));
}

/// Gov reads a command, base64 included, exactly as the factory does.
#[test]
fn a_command_that_the_factory_would_not_understand_is_refused() {
    let command = |msg: &str| {
        let command = r#"{"pass_command":{"contract_addr":"mint","msg":"MSG"}}"#;
        judged_without_answers(command.replace("MSG", msg).as_bytes())
    };

    assert_eq!(Ok(()), command("eyJkaXN0cmlidXRlIjp7fX0="));
    for bad in [
        "",
        "eyJkaXN0cmlidXRlIjp7fX0!",
        "eyJkaXN0cmlidXRlIjp7fX0=\\n",
        "eyJkaXN0cmlidXRlIjp7fX0==",
        "{\\\"distribute\\\":{}}",
    ] {
        let is_unread = matches!(command(bad), Err(ContractError::ActionNotReadable { .. }));
        assert!(is_unread, "{bad}");
    }
    for command in [
        r#"{"pass_command":{"contract_addr":"mint"}}"#,
        r#"{"pass_command":{"contract_addr":5,"msg":"eyJkaXN0cmlidXRlIjp7fX0="}}"#,
    ] {
        let refusal = judged_without_answers(command.as_bytes());
        let is_unread = matches!(refusal, Err(ContractError::ActionNotReadable { .. }));
        assert!(is_unread, "{command}: {refusal:?}");
    }
}

/// A chain on which the mint contract `mint` tells this debt cap for "asset". No other query is
/// answered.
fn chain(mint: &'static str, debt_cap: Option<u128>) -> Chain {
    let mut chain = mock_dependencies();
    chain.querier.update_wasm(move |question| {
        let answer = match question {
            WasmQuery::Smart { contract_addr, msg }
                if contract_addr == mint
                    && msg.as_slice() == br#"{"asset_config":{"asset_token":"asset"}}"# =>
            {
                let cap = debt_cap.map(Uint128::new);
                ContractResult::Ok(to_json_binary(&serde_json::json!({ "debt_cap": cap })).unwrap())
            }
            _ => ContractResult::Err("nobody there".to_string()),
        };
        SystemResult::Ok(answer)
    });
    chain
}

#[test]
fn fields_that_decide_more_take_an_execute_poll() {
    for (field, msg) in [
        (
            "end_price",
            r#"{"revoke_asset":{"asset_token":"a","end_price":"1"}}"#,
        ),
        (
            "end_price",
            r#"{"migrate_asset":{"from_token":"a","end_price":"1"}}"#,
        ),
        (
            "oracle_feeder",
            r#"{"migrate_asset":{"from_token":"a","oracle_feeder":"b"}}"#,
        ),
        (
            "symbol",
            r#"{"migrate_asset":{"from_token":"a","symbol":""}}"#,
        ),
        ("name", r#"{"migrate_asset":{"from_token":"a","name":"b"}}"#),
        (
            "ipo_params",
            r#"{"update_asset":{"asset_token":"a","ipo_params":{}}}"#,
        ),
        (
            "ipo_params",
            r#"{"update_asset":{"asset_token":"a","ipo_params":{"mint_end":1,
                "pre_ipo_price":"1","min_collateral_ratio_after_ipo":"1.5"}}}"#,
        ),
        // Fields that no contract knows.
        (
            "owner",
            r#"{"update_asset":{"asset_token":"a","owner":"b"}}"#,
        ),
        (
            "asset",
            r#"{"spend":{"recipient":"a","amount":"5","asset":"b"}}"#,
        ),
        ("to", r#"{"distribute":{"to":"a"}}"#),
        ("", r#"{"distribute":{"":false}}"#),
    ] {
        let name: &'static str = DEFAULT_POLL_MESSAGES
            .into_iter()
            .find(|name| *name == name_of(msg.as_bytes()))
            .unwrap();
        for msg in [msg.as_bytes().to_vec(), passed(msg.as_bytes())] {
            let field = field.to_string();
            let refusal = ContractError::FieldNotOnTheList { name, field };
            assert_eq!(Err(refusal), judged_without_answers(&msg));
        }
    }
    let command = br#"{"pass_command":{"contract_addr":"a","msg":"e30=","funds":[]}}"#;
    let refusal = ContractError::FieldNotOnTheList {
        name: "pass_command",
        field: "funds".to_string(),
    };
    assert_eq!(Err(refusal), judged_without_answers(command));
}

#[test]
fn a_default_poll_only_lowers_a_debt_cap() {
    let max = u128::MAX;
    for (present, given, is_lower) in [
        (Some(100), 99, true),
        (Some(100), 0, true),
        (Some(100), 100, false),
        (Some(100), max, false),
        (Some(0), 0, false),
        (None, 100, true),
        (None, max - 1, true),
        // The largest number removes a cap.
        (None, max, false),
    ] {
        let msg = json(&update_asset(Some(given.into())));
        let expected = if is_lower {
            Ok(())
        } else {
            Err(ContractError::DebtCapNotLower {
                given: given.into(),
                present: present.unwrap_or(max).into(),
            })
        };
        // Gov asks the mint contract that receives the message in the end, also through the
        // factory.
        assert_eq!(expected, judged(&chain("contract", present), &msg));
        assert_eq!(expected, judged(&chain("mint", present), &passed(&msg)));
        let nobody = judged(&chain("nobody", present), &msg);
        assert!(matches!(nobody, Err(ContractError::Std(_))), "{nobody:?}");
    }
}
