//! Provide liquidity, bond its shares.

use serde_json::json;

use super::formulas::root;
use super::say::{allow, base, base_asset, token_asset};
use super::story::{assert_told, cost, number, Story};
use crate::harness::{execute_with, hook};

/// What alice has staked of the pools of mAAPL and of MIR.
pub(super) const BONDED: u128 = 5_000_000_000;
pub(super) const MIR_BONDED: u128 = 100_000_000_000;

/// Alice fills the pools of mAAPL, at 100, and of MIR, at 2, and stakes part of her shares.
pub(crate) fn a_pool_is_filled_and_its_shares_are_bonded(story: &mut Story) {
    let asset = story.listed("mAAPL");
    let (mir, staking) = (story.mir(), story.contracts().staking);
    let (mir_pair, mir_lp) = (
        story.at.protocol.mirror_pair.clone(),
        story.at.protocol.mirror_lp.clone(),
    );
    let alice = story.alice.address().to_string();
    let before = story.base_of(&alice);
    let provide = |pair: &str, token: &str, base_amount: u128, amount: u128| {
        let assets = [base_asset(base_amount), token_asset(token, amount)];
        let provide = json!({ "provide_liquidity": { "assets": assets } });
        execute_with(pair, &provide, &base(base_amount))
    };
    let bond = |token: &str| json!({ "bond": { "asset_token": token } });

    let done = story.alice.sends(&[
        allow(&asset.token, &asset.pair, 1_000_000_000),
        provide(&asset.pair, &asset.token, 100_000_000_000, 1_000_000_000),
        hook(&asset.lp_token, BONDED, &staking, &bond(&asset.token)),
    ]);
    let share = root(100_000_000_000, 1_000_000_000) - 1_000;
    assert_eq!(share, 9_999_999_000);
    assert_told(
        &done,
        &asset.pair,
        &[
            ("action", "provide_liquidity"),
            ("sender", &alice),
            ("receiver", &alice),
            (
                "assets",
                &format!("100000000000uusd, 1000000000{}", asset.token),
            ),
            ("share", &share.to_string()),
            ("refund_assets", &format!("0uusd, 0{}", asset.token)),
        ],
    );
    assert_told(
        &done,
        &staking,
        &[
            ("action", "bond"),
            ("staker_addr", &alice),
            ("asset_token", &asset.token),
            ("amount", &BONDED.to_string()),
        ],
    );
    assert_eq!(
        story.pool(&asset.pair),
        (100_000_000_000, 1_000_000_000, share + 1_000)
    );
    assert_eq!(story.tokens_of(&asset.lp_token, &alice), share - BONDED);
    assert_eq!(
        story.base_of(&alice),
        before - 100_000_000_000 - cost(&done)
    );

    story.alice.sends(&[
        allow(&mir, &mir_pair, 100_000_000_000),
        provide(&mir_pair, &mir, 200_000_000_000, 100_000_000_000),
        hook(&mir_lp, MIR_BONDED, &staking, &bond(&mir)),
    ]);
    let shares = root(200_000_000_000, 100_000_000_000);
    assert_eq!(
        story.pool(&mir_pair),
        (200_000_000_000, 100_000_000_000, shares)
    );
    let question = json!({ "pool_info": { "asset_token": mir } });
    let pool = story.asks(&staking, question);
    assert_eq!(number(&pool["total_bond_amount"]), MIR_BONDED);
}
