//! The first half of the scenario: listing, prices, positions, the market.

use serde_json::{json, Value};

use super::super::call::{
    allow, base, call, coins, paying, send, token, tokens, transfer, whitelist,
};
use super::super::protocol::{last, Listed};
use super::stage::{Stage, Who};
use crate::failure::Failure;

/// From the first listing to a position on tokens.
pub(super) async fn play(stage: &mut Stage) -> Result<(), Failure> {
    list(stage).await?;
    open_long(stage).await?;
    trade(stage).await?;
    tend_long(stage).await?;
    let message = json!({ "open_position": {
        "asset_info": token(&stage.google.token), "collateral_ratio": "2",
    } });
    let message = send(
        &stage.apple.token,
        &stage.protocol.mint,
        "50000000",
        &message,
    );
    let name = "mint.open_position cw20 collateral";
    let included = stage.measure(name, Who::Alice, message).await?;
    stage.backed = last(&included, "position_idx")?;
    Ok(())
}

async fn list(stage: &mut Stage) -> Result<(), Failure> {
    let owner = stage.address(Who::Owner).to_string();
    let apple = whitelist(&stage.protocol.factory, &owner, "mAAPL");
    let listed = stage
        .measure("factory.whitelist", Who::Owner, apple)
        .await?;
    stage.apple = Listed::of(&listed)?;
    let google = whitelist(&stage.protocol.factory, &owner, "mGOOG");
    let listed = stage.prepare(Who::Owner, &[google]).await?;
    stage.google = Listed::of(&listed)?;
    let prices = stage.prices("100", "50");
    let name = "oracle.feed_price x2 (first)";
    stage.measure(name, Who::Owner, prices).await?;
    stage.next_block().await?;
    let prices = stage.prices("101", "51");
    let name = "oracle.feed_price x2 (again)";
    stage.measure(name, Who::Owner, prices).await?;
    Ok(())
}

/// Backs a new position with the base denom, at twice its debt.
pub(super) fn open(stage: &Stage, collateral: u128, short: bool) -> mirror_chain::Msg {
    let mut body = json!({
        "collateral": base(collateral), "asset_info": token(&stage.apple.token),
        "collateral_ratio": "2",
    });
    if let Some(fields) = body.as_object_mut().filter(|_| short) {
        fields.insert("short_params".to_string(), json!({}));
    }
    let message = json!({ "open_position": body });
    paying(&stage.protocol.mint, &message, coins(collateral))
}

async fn open_long(stage: &mut Stage) -> Result<(), Failure> {
    let message = open(stage, 200_000_000_000, false);
    let included = stage
        .measure("mint.open_position", Who::Alice, message)
        .await?;
    stage.position = last(&included, "position_idx")?;
    Ok(())
}

/// Gives both sides to a pair, which may take the tokens already.
pub(super) fn provide(listed: &Listed, amount: u128, paid: u128) -> mirror_chain::Msg {
    let message = json!({ "provide_liquidity": {
        "assets": [tokens(&listed.token, amount), base(paid)],
    } });
    paying(&listed.pair, &message, coins(paid))
}

async fn trade(stage: &mut Stage) -> Result<(), Failure> {
    let apple = stage.apple.clone();
    for (name, amount, paid) in [
        (
            "pair.provide_liquidity (first)",
            500_000_000,
            50_500_000_000,
        ),
        ("pair.provide_liquidity", 100_000_000, 10_100_000_000),
    ] {
        let allowance = allow(&apple.token, &apple.pair, amount);
        stage.prepare(Who::Alice, &[allowance]).await?;
        stage
            .measure(name, Who::Alice, provide(&apple, amount, paid))
            .await?;
    }
    let buy = json!({ "swap": { "offer_asset": base(1_000_000_000) } });
    let buy = paying(&apple.pair, &buy, coins(1_000_000_000));
    stage
        .measure("pair.swap base to token", Who::Bob, buy)
        .await?;
    let sell = send(&apple.token, &apple.pair, "2000000", &json!({ "swap": {} }));
    stage
        .measure("pair.swap token to base", Who::Bob, sell)
        .await?;
    let withdraw = json!({ "withdraw_liquidity": {} });
    let withdraw = send(&apple.shares, &apple.pair, "1000000", &withdraw);
    let name = "pair.withdraw_liquidity";
    stage.measure(name, Who::Alice, withdraw).await?;
    Ok(())
}

async fn tend_long(stage: &mut Stage) -> Result<(), Failure> {
    let mint = stage.protocol.mint.clone();
    let apple = stage.apple.token.clone();
    let position = stage.position.clone();
    let on_position = |name: &str, field: &str, amount: Value| json!({ name: { "position_idx": position, field: amount } });
    // Prices serve for a minute, and a busy machine may have taken longer.
    stage.post("101", "51").await?;
    let deposit = on_position("deposit", "collateral", base(10_000_000_000));
    let deposit = paying(&mint, &deposit, coins(10_000_000_000));
    stage.measure("mint.deposit", Who::Alice, deposit).await?;
    let withdraw = call(
        &mint,
        &on_position("withdraw", "collateral", base(5_000_000_000)),
    );
    stage.measure("mint.withdraw", Who::Alice, withdraw).await?;
    let more = call(
        &mint,
        &on_position("mint", "asset", tokens(&apple, 10_000_000)),
    );
    stage.measure("mint.mint", Who::Alice, more).await?;
    let burn = json!({ "burn": { "position_idx": position } });
    let burn = send(&apple, &mint, "5000000", &burn);
    stage.measure("mint.burn (part)", Who::Alice, burn).await?;
    Ok(())
}

/// Hands tokens of mAAPL to somebody.
pub(super) fn hand(stage: &Stage, to: Who, amount: &str) -> mirror_chain::Msg {
    transfer(&stage.apple.token, stage.address(to), amount)
}
