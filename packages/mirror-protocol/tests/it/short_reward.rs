use cosmwasm_std::testing::MockQuerier;
use cosmwasm_std::{Addr, ContractResult, Decimal, QuerierWrapper, SystemResult, WasmQuery};
use mirror_protocol::short_reward::{
    ExecuteMsg, InstantiateMsg, QueryMsg, ShortReward, ShortRewardWeightResponse, MAX_WEIGHT,
};

use crate::golden::{also_read_so, decimal, record, refused, variant};

#[test]
fn the_curve_is_set_up_so_and_never_changed() {
    record(
        &InstantiateMsg {
            max_weight: Some(decimal("0.8")),
        },
        r#"{"max_weight":"0.8"}"#,
        &["max_weight"],
    );
    also_read_so(&InstantiateMsg::default(), "{}");
    refused::<ExecuteMsg>(r#"{"update_config":{}}"#);
}

#[test]
fn the_curve_is_asked_and_answers_in_this_form() {
    variant(
        &QueryMsg::ShortRewardWeight {
            premium_rate: decimal("0.05"),
        },
        r#"{"short_reward_weight":{"premium_rate":"0.05"}}"#,
        &[],
    );
    record(
        &ShortRewardWeightResponse {
            short_reward_weight: decimal("0.798920081574695924"),
        },
        r#"{"short_reward_weight":"0.798920081574695924"}"#,
        &[],
    );
}

/// The weight that a curve seems to have which stores this under our key.
fn weight_of_a_curve_that_stores(text: &'static str) -> Option<Decimal> {
    let mut querier = MockQuerier::<cosmwasm_std::Empty>::default();
    querier.update_wasm(move |question| {
        let WasmQuery::Raw { contract_addr, key } = question else {
            panic!("the store is read: {question:?}");
        };
        assert_eq!(
            ("curve", MAX_WEIGHT.as_bytes()),
            (contract_addr.as_str(), key.as_slice())
        );
        SystemResult::Ok(ContractResult::Ok(text.as_bytes().into()))
    });
    ShortReward(Addr::unchecked("curve"))
        .stored_max_weight(&QuerierWrapper::new(&querier))
        .unwrap()
}

#[test]
fn a_stored_weight_is_read_and_a_curve_that_stores_another_form_has_to_be_asked() {
    assert_eq!(
        Some(decimal("0.8")),
        weight_of_a_curve_that_stores(r#""0.8""#)
    );
    for other in ["", r#"{"max_weight":"0.8"}"#, "0.8"] {
        assert_eq!(None, weight_of_a_curve_that_stores(other));
    }
}
