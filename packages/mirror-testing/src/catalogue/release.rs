//! Where MIR comes from and goes to: factory, staking, collector and airdrops.

use serde_json::json;
use terraswap::asset::AssetInfo;

use super::message::{received, Message, Of, Sender, AMOUNT};
use super::scene::{Role, Scene};

/// A root that belongs to no list.
const ROOT: &str = "025c6686c428a726321fd524a8c89304f6a79dc5474f8eb9222d44dacd99109a";

pub(super) fn factory(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Deployer, Owner, OwnerOrFeeder, OwnerOrGuardian};
    let factory = Of(Role::Factory);
    let (asset, somebody) = (&scene.asset, &scene.somebody);
    let it = json!({ "asset_token": asset });
    vec![
        factory.takes(
            Deployer,
            "post_initialize",
            json!({ "owner": somebody, "terraswap_factory": scene.at(Role::SwapFactory),
                "mirror_token": scene.mir, "staking_contract": scene.at(Role::Staking),
                "oracle_contract": scene.at(Role::Oracle), "mint_contract": scene.at(Role::Mint),
                "commission_collector": scene.at(Role::Collector) }),
        ),
        factory.takes(Owner, "update_config", json!({ "owner": somebody })),
        factory.takes(
            Owner,
            "update_weight",
            json!({ "asset_token": asset, "weight": 31 }),
        ),
        factory.takes(
            Owner,
            "whitelist",
            json!({ "name": "A stranger's", "symbol": "STR", "oracle_feeder": somebody,
                "params": { "auction_discount": "0.2", "min_collateral_ratio": "1.5" } }),
        ),
        factory.takes(
            Owner,
            "pass_command",
            // {"update_config":{}}
            json!({ "contract_addr": scene.at(Role::Mint), "msg": "eyJ1cGRhdGVfY29uZmlnIjp7fX0=" }),
        ),
        factory.takes(OwnerOrFeeder, "revoke_asset", it.clone()),
        factory.takes(
            OwnerOrFeeder,
            "migrate_asset",
            json!({ "from_token": asset }),
        ),
        factory.takes(Anybody, "execute_delisting", it.clone()),
        factory.takes(OwnerOrGuardian, "cancel_delisting", it),
        factory.takes(Owner, "start_release", json!({})),
        factory.takes(Anybody, "distribute", json!({})),
    ]
}

pub(super) fn staking(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Holder, Mint, Owner, Token};
    let staking = Of(Role::Staking);
    let (asset, lp, somebody) = (&scene.asset, &scene.lp, &scene.somebody);
    let some = json!({ "asset_token": asset, "amount": "1" });
    let short = json!({ "asset_token": asset, "staker_addr": somebody, "amount": "1" });
    let bond = json!({ "bond": { "asset_token": asset } });
    let rewards = json!({ "rewards": [[asset, AMOUNT.to_string()]] });
    vec![
        staking.takes(Owner, "update_config", json!({ "owner": somebody })),
        staking.takes(
            Owner,
            "register_asset",
            json!({ "asset_token": somebody, "staking_token": lp }),
        ),
        staking.takes(
            Owner,
            "deprecate_staking_token",
            json!({ "asset_token": asset, "new_staking_token": somebody }),
        ),
        staking.takes(Mint, "increase_short_token", short.clone()),
        staking.takes(Mint, "decrease_short_token", short),
        staking.takes(Token, "receive", received(somebody, AMOUNT, &bond)),
        staking.takes(Holder, "unbond", some),
        staking.takes(Holder, "withdraw", json!({ "asset_token": asset })),
        auto_stake(scene),
        auto_stake_hook(scene),
        staking.takes(
            Anybody,
            "adjust_premium",
            json!({ "asset_tokens": [asset] }),
        ),
        staking.takes_with(lp, Anybody, "bond", json!({ "asset_token": asset })),
        staking.takes_with(&scene.mir, Anybody, "deposit_reward", rewards),
    ]
}

fn auto_stake(scene: &Scene) -> Message {
    let assets = [
        AssetInfo::native(&scene.base).amount(AMOUNT),
        AssetInfo::token(&scene.asset).amount(AMOUNT),
    ];
    Of(Role::Staking)
        .takes(Sender::Anybody, "auto_stake", json!({ "assets": assets }))
        .with_coins(&scene.base)
}

fn auto_stake_hook(scene: &Scene) -> Message {
    let as_if_before = json!({ "asset_token": scene.asset, "staking_token": scene.lp,
        "staker_addr": scene.somebody, "prev_staking_token_amount": "0" });
    Of(Role::Staking).takes(Sender::Itself, "auto_stake_hook", as_if_before)
}

pub(super) fn collector(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Itself, Owner, OwnerOrKeeper};
    let collector = Of(Role::Collector);
    vec![
        collector.takes(Owner, "update_config", json!({ "owner": scene.somebody })),
        collector.takes(
            Owner,
            "update_route",
            json!({ "asset": scene.asset, "hop": scene.coin }),
        ),
        collector.takes(
            OwnerOrKeeper,
            "convert",
            json!({ "asset_token": scene.asset }),
        ),
        collector.takes(Anybody, "distribute", json!({})),
        collector.takes(Itself, "luna_swap_hook", json!({})),
    ]
}

pub(super) fn airdrop(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Owner};
    let airdrop = Of(Role::Airdrop);
    let somebody = &scene.somebody;
    vec![
        airdrop.takes(Owner, "update_config", json!({ "owner": somebody })),
        airdrop.takes(
            Owner,
            "register_merkle_root",
            json!({ "merkle_root": ROOT }),
        ),
        airdrop.takes(
            Owner,
            "update_merkle_root",
            json!({ "stage": 1, "merkle_root": ROOT }),
        ),
        airdrop.takes(
            Owner,
            "clawback",
            json!({ "stage": 1, "recipient": somebody }),
        ),
        airdrop.takes(
            Anybody,
            "claim",
            json!({ "stage": 1, "amount": "1", "proof": [], "address": somebody }),
        ),
    ]
}
