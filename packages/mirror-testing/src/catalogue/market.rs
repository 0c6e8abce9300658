//! The market: pairs, their factory, the router, tokens, and orders beside it.

use serde_json::{json, Value};
use terraswap::asset::{Asset, AssetInfo};

use super::message::{in_base64, received, Message, Of, Sender, AMOUNT};
use super::scene::{Role, Scene};

/// The two sides of the asset's pair.
fn sides(scene: &Scene) -> [AssetInfo; 2] {
    [
        AssetInfo::native(&scene.base),
        AssetInfo::token(&scene.asset),
    ]
}

fn amounts(scene: &Scene) -> [Asset; 2] {
    sides(scene).map(|side| side.amount(AMOUNT))
}

pub(super) fn pair(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Token};
    let pair = Of(Role::Pair);
    let [coins, _] = amounts(scene);
    let swap = json!({ "swap": {} });
    vec![
        pair.takes(Token, "receive", received(&scene.somebody, AMOUNT, &swap)),
        pair.takes(
            Anybody,
            "provide_liquidity",
            json!({ "assets": amounts(scene) }),
        )
        .with_coins(&scene.base),
        pair.takes(Anybody, "swap", json!({ "offer_asset": coins }))
            .with_coins(&scene.base),
        pair.takes_with(&scene.asset, Anybody, "swap", json!({})),
        pair.takes_with(&scene.lp, Anybody, "withdraw_liquidity", json!({})),
    ]
}

pub(super) fn swap_factory(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Owner};
    let factory = Of(Role::SwapFactory);
    vec![
        factory.takes(Owner, "update_config", json!({ "owner": scene.somebody })),
        factory.takes(
            Anybody,
            "create_pair",
            json!({ "asset_infos": sides(scene) }),
        ),
        factory.takes(
            Owner,
            "add_native_token_decimals",
            json!({ "denom": scene.coin, "decimals": 6 }),
        ),
        factory.takes(Owner, "migrate_pair", json!({ "contract": scene.pair })),
    ]
}

pub(super) fn router(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Itself, Token};
    let router = Of(Role::Router);
    let (asset, somebody) = (&scene.asset, &scene.somebody);
    let [buy, sell] = [operation(scene, false), operation(scene, true)];
    let sales = json!({ "operations": [sell] });
    let hook = json!({ "execute_swap_operations": sales });
    vec![
        router.takes(Token, "receive", received(somebody, AMOUNT, &hook)),
        router
            .takes(
                Anybody,
                "execute_swap_operations",
                json!({ "operations": [buy] }),
            )
            .with_coins(&scene.base),
        router.takes(
            Itself,
            "execute_swap_operation",
            json!({ "operation": buy, "to": somebody }),
        ),
        router.takes(
            Anybody,
            "assert_minimum_receive",
            json!({ "asset_info": sides(scene)[0], "prev_balance": "0", "minimum_receive": "1",
                "receiver": somebody }),
        ),
        router.takes_with(asset, Anybody, "execute_swap_operations", sales),
    ]
}

/// One swap on the asset's pair.
fn operation(scene: &Scene, sells: bool) -> Value {
    let [base, asset] = sides(scene);
    let (offer, ask) = if sells { (asset, base) } else { (base, asset) };
    json!({ "terra_swap": { "offer_asset_info": offer, "ask_asset_info": ask } })
}

pub(super) fn token(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Holder, Marketing, Minter};
    let token = Of(Role::Token);
    let (somebody, book) = (&scene.somebody, scene.at(Role::LimitOrder));
    let (paid, burnt) = (
        json!({ "recipient": somebody, "amount": "1" }),
        json!({ "amount": "1" }),
    );
    let allowed = json!({ "spender": book, "amount": "1" });
    let offer = json!({ "submit_order": { "ask_asset": Asset::native(&scene.base, 1u128) } });
    let sent = json!({ "contract": book, "amount": "1", "msg": in_base64(&offer) });
    let taken = |mut fields: Value| {
        fields["owner"] = json!(scene.mir);
        fields
    };
    let logo = json!({ "url": "https://example.com/logo.svg" });
    vec![
        token.takes(Holder, "transfer", paid.clone()),
        token.takes(Holder, "burn", burnt.clone()),
        token.takes(Holder, "send", sent.clone()),
        token.takes(Anybody, "increase_allowance", allowed.clone()),
        token.takes(Holder, "decrease_allowance", allowed),
        token.takes(Holder, "transfer_from", taken(paid.clone())),
        token.takes(Holder, "send_from", taken(sent)),
        token.takes(Holder, "burn_from", taken(burnt)),
        token.takes(Minter, "mint", paid),
        token.takes(Minter, "update_minter", json!({ "new_minter": somebody })),
        token.takes(
            Marketing,
            "update_marketing",
            json!({ "marketing": somebody }),
        ),
        token.takes(Marketing, "upload_logo", logo),
    ]
}

pub(super) fn limit_order(scene: &Scene) -> Vec<Message> {
    use Sender::{Anybody, Holder, Token};
    let book = Of(Role::LimitOrder);
    let [coins, tokens] = amounts(scene);
    let it = json!({ "order_id": scene.order });
    let hook = json!({ "execute_order": it });
    vec![
        book.takes(Token, "receive", received(&scene.somebody, AMOUNT, &hook)),
        book.takes(
            Anybody,
            "submit_order",
            json!({ "offer_asset": coins, "ask_asset": tokens }),
        )
        .with_coins(&scene.base),
        book.takes(Holder, "cancel_order", it.clone()),
        book.takes(
            Anybody,
            "execute_order",
            json!({ "execute_asset": coins, "order_id": scene.order }),
        )
        .with_coins(&scene.base),
        book.takes_with(
            &scene.asset,
            Anybody,
            "submit_order",
            json!({ "ask_asset": coins }),
        ),
        book.takes_with(&scene.asset, Anybody, "execute_order", it),
    ]
}
