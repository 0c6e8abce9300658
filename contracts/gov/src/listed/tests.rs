use cosmwasm_std::testing::{mock_dependencies, MockApi, MockQuerier, MockStorage};
use cosmwasm_std::{from_json, to_json_vec, ContractResult, OwnedDeps, SystemResult, WasmQuery};
use mirror_protocol::{collector, community, factory, mint};
use terraswap::factory as pair_factory;

use super::*;

fn json(msg: &impl Serialize) -> Vec<u8> {
    to_json_vec(msg).unwrap()
}

/// What gov makes of a message to a contract.
fn written(msg: &[u8]) -> Result<Vec<u8>, ContractError> {
    let message = DefaultMessage::read("contract", msg)?;
    Ok(message.write()?.to_vec())
}

fn passed(msg: &[u8]) -> Vec<u8> {
    json(&factory::ExecuteMsg::PassCommand {
        contract_addr: "mint".to_string(),
        msg: Binary::from(msg),
    })
}

fn name_of(msg: &[u8]) -> String {
    let Name(name) = from_json(msg).unwrap();
    name
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

/// Every message of the list, as its contract writes it. All fields are named, so that a new one
/// is thought of here.
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
fn every_message_of_the_list_is_written_as_its_contract_does() {
    let mut names: Vec<_> = listed().iter().map(|msg| name_of(msg)).collect();
    names.dedup();
    assert_eq!(DEFAULT_POLL_MESSAGES.to_vec(), names);

    for msg in listed() {
        let shown = String::from_utf8(msg.clone()).unwrap();
        assert_eq!(Ok(msg.clone()), written(&msg), "{shown}");
        let passed = passed(&msg);
        assert_eq!(Ok(passed.clone()), written(&passed), "{shown}");
    }
}

/// Whatever a reader of JSON might see in it beside what was judged is not there any more.
#[test]
fn spaces_escapes_and_the_order_of_fields_do_not_get_through() {
    let expected = br#"{"spend":{"recipient":"somebody","amount":"5"}}"#;
    for msg in [
        r#" { "spend" : { "amount" : "5", "recipient" : "somebody" } } "#,
        r#"{"\u0073pend":{"recipient":"some\u0062ody","amount":"5"}}"#,
        r#"{"spend":{"recipient":"somebody","amount":"05"}}"#,
    ] {
        assert_eq!(Ok(expected.to_vec()), written(msg.as_bytes()), "{msg}");
        let through = written(&passed(msg.as_bytes())).unwrap();
        assert_eq!(passed(expected), through, "{msg}");
    }
}

#[test]
fn two_names_unknown_fields_and_what_is_no_message_are_refused() {
    let deep = format!("{}{}", r#"{"spend":"#.repeat(500), "}".repeat(500));
    for msg in [
        // Two names, be they known, equal, escaped or empty.
        r#"{"spend":{"recipient":"a","amount":"5"},"update_config":{}}"#,
        r#"{"update_config":{},"spend":{"recipient":"a","amount":"5"}}"#,
        r#"{"distribute":{},"distribute":{}}"#,
        r#"{"distribute":{},"\u0064istribute":{}}"#,
        r#"{"distribute":{},"":{}}"#,
        // A name without what it is for, or with more.
        r#"{"spend":{}}"#,
        r#"{"spend":{"recipient":"a","amount":"5","asset":"b"}}"#,
        r#"{"spend":{"recipient":"a","amount":"5","amount":"6"}}"#,
        r#"{"update_asset":{"asset_token":"a","owner":"b"}}"#,
        r#"{"distribute":{"to":"a"}}"#,
        r#"{"distribute":null}"#,
        // Numbers of another kind.
        r#"{"spend":{"recipient":"a","amount":5}}"#,
        r#"{"spend":{"recipient":"a","amount":"-5"}}"#,
        r#"{"update_weight":{"asset_token":"a","weight":"5"}}"#,
        r#"{"update_weight":{"asset_token":"a","weight":4294967296}}"#,
        // Something before or behind.
        r#"{"distribute":{}}{"update_config":{}}"#,
        r#"{"distribute":{}},"#,
        "\u{feff}{\"distribute\":{}}",
        // Nothing with a name.
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
            let refusal = written(&msg);
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
            assert_eq!(not_listed(name), written(&msg), "{name}");
        }
    }
    // What is passed on is not passed on again.
    let twice = passed(&passed(br#"{"distribute":{}}"#));
    assert_eq!(not_listed("pass_command"), written(&twice));
}

/// A command is read as the factory reads it, with every base64 that it takes.
#[test]
fn a_command_that_the_factory_would_not_understand_is_refused() {
    let expected = passed(br#"{"distribute":{}}"#);
    let command = |msg: &str| {
        let command = r#"{"pass_command":{"contract_addr":"mint","msg":"MSG"}}"#;
        written(command.replace("MSG", msg).as_bytes())
    };

    assert_eq!(Ok(expected), command("eyJkaXN0cmlidXRlIjp7fX0="));
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
        r#"{"pass_command":{"contract_addr":"mint","msg":"e30=","funds":[]}}"#,
        r#"{"pass_command":{"contract_addr":5,"msg":"e30="}}"#,
    ] {
        let refusal = written(command.as_bytes());
        let is_unread = matches!(refusal, Err(ContractError::ActionNotReadable { .. }));
        assert!(is_unread, "{command}: {refusal:?}");
    }
}

type Chain = OwnedDeps<MockStorage, MockApi, MockQuerier>;

/// A chain on which one asset of one mint has this cap, and nothing else answers.
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

fn bounded(chain: &Chain, msg: &[u8]) -> Result<(), ContractError> {
    let message = DefaultMessage::read("contract", msg)?;
    message.ensure_bounded(chain.as_ref())
}

#[test]
fn fields_that_decide_more_are_for_execute_polls() {
    let nobody = mock_dependencies();
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
    ] {
        let name: &'static str = DEFAULT_POLL_MESSAGES
            .into_iter()
            .find(|name| *name == name_of(msg.as_bytes()))
            .unwrap();
        for msg in [msg.as_bytes().to_vec(), passed(msg.as_bytes())] {
            let refusal = ContractError::FieldNotOnTheList { name, field };
            assert_eq!(Err(refusal), bounded(&nobody, &msg), "{field}");
        }
    }
    // Without them nobody is asked anything.
    for msg in listed() {
        assert_eq!(Ok(()), bounded(&nobody, &msg));
        assert_eq!(Ok(()), bounded(&nobody, &passed(&msg)));
    }
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
        // The mint that gets it is asked: the contract itself, or whom the factory passes it to.
        assert_eq!(expected, bounded(&chain("contract", present), &msg));
        assert_eq!(expected, bounded(&chain("mint", present), &passed(&msg)));
        let nobody = bounded(&chain("nobody", present), &msg);
        assert!(matches!(nobody, Err(ContractError::Std(_))), "{nobody:?}");
    }
}
