use mirror_protocol::short_reward::{
    ExecuteMsg, InstantiateMsg, QueryMsg, ShortRewardWeightResponse,
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
fn the_curve_is_asked_and_answers_so() {
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
