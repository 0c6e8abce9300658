use mirror_protocol::short_reward as ours;
use published_mirror::short_reward as theirs;

use crate::wire::{decimal, made, ours_reads, theirs_reads};

// Neither side has a message to execute.

#[test]
fn set_up_query_and_answer() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {});
    ours_reads::<ours::QueryMsg>(&theirs::QueryMsg::ShortRewardWeight {
        premium_rate: made("0.05"),
    });
    theirs_reads::<theirs::ShortRewardWeightResponse>(&ours::ShortRewardWeightResponse {
        short_reward_weight: decimal("0.798920081574695924"),
    });
}
