//! Positions, what prices them and what they lock.

use serde_json::{json, Value};
use terraswap::asset::AssetInfo;

use super::message::{received, Message, Of, Sender, AMOUNT};
use super::scene::{Role, Scene};

pub(super) fn oracle(scene: &Scene) -> Vec<Message> {
    use Sender::{Feeder, Owner, OwnerOrGuardian};
    let oracle = Of(Role::Oracle);
    let (asset, somebody) = (&scene.asset, &scene.somebody);
    let these = json!({ "asset_tokens": [asset] });
    vec![
        oracle.takes(Owner, "update_config", json!({ "owner": somebody })),
        oracle.takes(
            Owner,
            "register_asset",
            json!({ "asset_token": asset, "feeder": somebody }),
        ),
        oracle.takes(Feeder, "feed_price", json!({ "prices": [[asset, "101"]] })),
        oracle.takes(OwnerOrGuardian, "halt", these.clone()),
        oracle.takes(OwnerOrGuardian, "resume", these.clone()),
        oracle.takes(OwnerOrGuardian, "use_standby", these),
    ]
}

pub(super) fn collateral_oracle(scene: &Scene) -> Vec<Message> {
    use Sender::{Owner, OwnerOrMint};
    let oracle = Of(Role::CollateralOracle);
    let coin = AssetInfo::native(&scene.coin);
    let asset = AssetInfo::token(&scene.asset);
    let source = json!({ "fixed_price": { "price": "1" } });
    vec![
        oracle.takes(Owner, "update_config", json!({ "owner": scene.somebody })),
        oracle.takes(
            OwnerOrMint,
            "register_collateral_asset",
            json!({ "asset": coin, "price_source": source, "multiplier": "1",
                "value_cap": "1000000" }),
        ),
        oracle.takes(
            OwnerOrMint,
            "revoke_collateral_asset",
            json!({ "asset": asset }),
        ),
        oracle.takes(
            Owner,
            "update_collateral_price_source",
            json!({ "asset": asset, "price_source": { "mirror_oracle": {} } }),
        ),
        oracle.takes(
            Owner,
            "update_collateral_multiplier",
            json!({ "asset": asset, "multiplier": "1.5" }),
        ),
        oracle.takes(Owner, "update_collateral_cap", json!({ "asset": asset })),
    ]
}

pub(super) fn mint(scene: &Scene) -> Vec<Message> {
    let mut messages = parameters_of_mint(scene);
    messages.extend(positions(scene));
    messages.extend(paid_to_mint(scene));
    messages
}

fn parameters_of_mint(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Feeder, Owner};
    let mint = Of(Role::Mint);
    let (asset, somebody) = (&scene.asset, &scene.somebody);
    let it = json!({ "asset_token": asset });
    let at_a_price = json!({ "asset_token": asset, "end_price": "1" });
    vec![
        mint.takes(Owner, "update_config", json!({ "owner": somebody })),
        mint.takes(
            Owner,
            "update_asset",
            json!({ "asset_token": asset, "auction_discount": "0.3" }),
        ),
        mint.takes(
            Owner,
            "register_asset",
            json!({ "asset_token": somebody, "auction_discount": "0.2",
                "min_collateral_ratio": "1.5" }),
        ),
        mint.takes(Owner, "announce_delisting", at_a_price.clone()),
        mint.takes(Owner, "register_migration", at_a_price),
        mint.takes(Anybody, "accept_collateral", it.clone()),
        mint.takes(Feeder, "trigger_ipo", it),
    ]
}

fn positions(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Holder, Token};
    let mint = Of(Role::Mint);
    let idx = scene.position.to_string();
    let coins = json!({ "info": { "native_token": { "denom": scene.base } },
        "amount": AMOUNT.to_string() });
    vec![
        mint.takes(
            Token,
            "receive",
            received(&scene.somebody, AMOUNT, &burn(&idx)),
        ),
        mint.takes(
            Anybody,
            "open_position",
            json!({ "collateral": coins, "asset_info": AssetInfo::token(&scene.asset),
                "collateral_ratio": "2" }),
        )
        .with_coins(&scene.base),
        mint.takes(
            Holder,
            "deposit",
            json!({ "position_idx": idx, "collateral": coins }),
        )
        .with_coins(&scene.base),
        mint.takes(Holder, "withdraw", json!({ "position_idx": idx })),
        mint.takes(
            Holder,
            "mint",
            json!({ "position_idx": idx, "asset": AssetInfo::token(&scene.asset).amount(1u128) }),
        ),
    ]
}

fn paid_to_mint(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Holder};
    let mint = Of(Role::Mint);
    let asset = &scene.asset;
    let it = json!({ "position_idx": scene.position.to_string() });
    vec![
        mint.takes_with(
            asset,
            Anybody,
            "open_position",
            json!({ "asset_info": AssetInfo::token(asset), "collateral_ratio": "2" }),
        ),
        mint.takes_with(asset, Holder, "deposit", it.clone()),
        mint.takes_with(asset, Holder, "burn", it.clone()),
        mint.takes_with(asset, Anybody, "auction", it),
    ]
}

fn burn(idx: &str) -> Value {
    json!({ "burn": { "position_idx": idx } })
}

pub(super) fn lock(scene: &Scene) -> Vec<Message> {
    use Sender::{Holder, Mint, Owner};
    let lock = Of(Role::Lock);
    let idx = scene.position.to_string();
    vec![
        lock.takes(Owner, "update_config", json!({ "owner": scene.somebody })),
        lock.takes(
            Mint,
            "lock_position_funds_hook",
            json!({ "position_idx": idx, "receiver": scene.somebody }),
        ),
        lock.takes(
            Holder,
            "unlock_position_funds",
            json!({ "positions_idx": [idx] }),
        ),
        lock.takes(
            Mint,
            "release_position_funds",
            json!({ "position_idx": idx }),
        ),
    ]
}
