//! MIR is released, flows to who staked shares, and is claimed.

use serde_json::json;

use super::formulas::{flowed, released};
use super::market::{BONDED, MIR_BONDED};
use super::story::{assert_told, number, value, Story};
use crate::harness::execute;

/// The first year of the local profile's schedules: mAssets, MIR, the airdrop.
const ASSETS: u128 = 89_212_500_000_000;
const MIR: u128 = 20_587_500_000_000;
const AIRDROP: u128 = 18_300_000_000_000;

pub(crate) fn a_release_flows_to_the_stakers_of_shares(story: &mut Story) {
    let contracts = story.contracts();
    let (factory, staking, mir) = (&contracts.factory, &contracts.staking, story.mir());
    let aapl = story.listed("mAAPL").token;
    let config = story.asks(factory, json!({ "config": {} }));
    let genesis = u64::try_from(number(&config["genesis_time"])).unwrap();
    story.network.wait_until(genesis + 60);
    let supply = story.network.front.supply(&mir);
    let dropped = story.tokens_of(&mir, &contracts.airdrop);

    let done = story
        .dave
        .sends(&[execute(factory, &json!({ "distribute": {} }))]);

    let distributed = story.time_of(&done);
    let seconds = distributed - genesis;
    // Three assets of weight 100 share what is theirs; MIR has a schedule of its own.
    let [each, to_mir] = [released(ASSETS, seconds) / 3, released(MIR, seconds)];
    let to_airdrop = released(AIRDROP, seconds);
    let pools = 3 * each + to_mir;
    assert_told(
        &done,
        factory,
        &[
            ("action", "distribute"),
            ("distribution_amount", &pools.to_string()),
        ],
    );
    assert_eq!(
        value(&done, staking, "deposit_reward", "rewards_amount"),
        pools.to_string()
    );
    assert_eq!(
        story.network.front.supply(&mir),
        supply + pools + to_airdrop
    );
    assert_eq!(
        story.tokens_of(&mir, &contracts.airdrop),
        dropped + to_airdrop
    );
    assert_eq!(story.tokens_of(&mir, staking), pools);

    // Nobody staked shares of mGOOGL, so what came for them is kept.
    let idle = story.listed("mGOOGL").token;
    let pool = story.asks(staking, json!({ "pool_info": { "asset_token": idle } }));
    assert_eq!(number(&pool["pending_reward"]), each);

    // A pair has no average before ten minutes, so there is no premium and no part for shorts.
    let adjust = json!({ "adjust_premium": { "asset_tokens": [aapl] } });
    let adjusted = story.dave.sends(&[execute(staking, &adjust)]);
    assert_told(&adjusted, staking, &[("action", "premium_adjustment")]);
    let pool = story.asks(staking, json!({ "pool_info": { "asset_token": aapl } }));
    let premium = [&pool["premium_rate"], &pool["short_reward_weight"]];
    assert_eq!(premium, ["0", "0"]);
    assert_eq!(
        number(&pool["premium_updated_time"]),
        story.time_of(&adjusted).into()
    );
    assert_eq!(number(&pool["reward_end"]), (distributed + 86_400).into());

    story.network.wait_until(distributed + 5);
    let alice = story.alice.address().to_string();
    let before = story.tokens_of(&mir, &alice);
    let done = story
        .alice
        .sends(&[execute(staking, &json!({ "withdraw": {} }))]);
    let seconds = story.time_of(&done) - distributed;
    let earned = flowed(each, seconds, BONDED) + flowed(to_mir, seconds, MIR_BONDED);
    assert!(earned > 0);
    assert_told(
        &done,
        staking,
        &[("action", "withdraw"), ("amount", &earned.to_string())],
    );
    assert_eq!(story.tokens_of(&mir, &alice), before + earned);
}
