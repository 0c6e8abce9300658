//! The second half of the scenario: stakes, shorts, rewards, fees, votes, orders.

use serde_json::json;

use super::super::call::{allow, base, call, coins, feed, hook, paying, send, tokens, transfer};
use super::super::protocol::{last, Listed, POLL_DEPOSIT};
use super::first::{hand, open, provide};
use super::stage::{Stage, Who, PERIODS};
use crate::failure::Failure;

/// The least time between two releases of MIR, in seconds.
const RELEASE_EVERY: u64 = 60;
/// How far a chain's time may be behind the clock, in seconds.
const BEHIND: u64 = 5;
/// How long a pool's prices have to be known before its premium is measured, in seconds.
const PREMIUM_AFTER: u64 = 660;

/// From the first stake to a transfer of tokens.
pub(super) async fn play(stage: &mut Stage) -> Result<(), Failure> {
    stake_shares(stage).await?;
    let message = open(stage, 3_000_000_000, true);
    let name = "mint.open_position short";
    let included = stage.measure(name, Who::Bob, message).await?;
    stage.short = last(&included, "position_idx")?;
    rewards(stage).await?;
    liquidate(stage).await?;
    close_short(stage).await?;
    unlock(stage).await?;
    close_on_tokens(stage).await?;
    fees(stage).await?;
    poll(stage).await?;
    order(stage).await?;
    let message = hand(stage, Who::Bob, "5");
    stage.measure("cw20.transfer", Who::Alice, message).await?;
    Ok(())
}

async fn stake_shares(stage: &mut Stage) -> Result<(), Failure> {
    let (apple, staking) = (stage.apple.clone(), stage.protocol.staking.clone());
    let bond = json!({ "bond": { "asset_token": apple.token } });
    let bond = send(&apple.shares, &staking, "1000000000", &bond);
    stage.measure("staking.bond", Who::Alice, bond).await?;
    let allowance = allow(&apple.token, &staking, 1_000_000);
    stage.prepare(Who::Bob, &[allowance]).await?;
    let stake = json!({ "auto_stake": {
        "assets": [tokens(&apple.token, 1_000_000), base(103_000_000)],
    } });
    let stake = paying(&staking, &stake, coins(103_000_000));
    stage.measure("staking.auto_stake", Who::Bob, stake).await?;
    Ok(())
}

async fn rewards(stage: &mut Stage) -> Result<(), Failure> {
    let (apple, staking) = (stage.apple.clone(), stage.protocol.staking.clone());
    let waited = stage.begun.elapsed().as_secs();
    stage
        .pass((RELEASE_EVERY + BEHIND).saturating_sub(waited))
        .await;
    stage.post("102", "51").await?;
    let distribute = call(&stage.protocol.factory, &json!({ "distribute": {} }));
    let name = "factory.distribute (3 pools)";
    stage.measure(name, Who::Bob, distribute).await?;
    // Rewards flow: in the block of a release nothing of it has arrived yet.
    stage.next_block().await?;
    let one = call(
        &staking,
        &json!({ "withdraw": { "asset_token": apple.token } }),
    );
    stage
        .measure("staking.withdraw one", Who::Alice, one)
        .await?;
    let all = call(&staking, &json!({ "withdraw": {} }));
    let name = "staking.withdraw all (short)";
    stage.measure(name, Who::Bob, all).await?;
    let unbond = json!({ "unbond": { "asset_token": apple.token, "amount": "500000000" } });
    stage
        .measure("staking.unbond", Who::Alice, call(&staking, &unbond))
        .await?;

    let mir = Listed {
        token: stage.protocol.mir.clone(),
        pair: stage.protocol.mir_pair.clone(),
        shares: String::new(),
    };
    let allowance = allow(&mir.token, &mir.pair, 1_000_000_000_000);
    let provision = provide(&mir, 1_000_000_000_000, 2_000_000_000_000);
    stage.prepare(Who::Owner, &[allowance, provision]).await?;
    let stake = json!({ "stake_voting_tokens": {} });
    let stake = send(&mir.token, &stage.protocol.gov, "1000000000000", &stake);
    let name = "gov.stake_voting_tokens";
    stage.measure(name, Who::Owner, stake).await?;
    Ok(())
}

/// Part of alice's debt is bought after a rise of the price.
async fn liquidate(stage: &mut Stage) -> Result<(), Failure> {
    let (apple, mint) = (stage.apple.token.clone(), stage.protocol.mint.clone());
    stage.post("190", "51").await?;
    let tokens = hand(stage, Who::Carol, "100000000");
    stage.prepare(Who::Alice, &[tokens]).await?;
    let auction = json!({ "auction": { "position_idx": stage.position } });
    let auction = send(&apple, &mint, "100000000", &auction);
    stage.measure("mint.auction", Who::Carol, auction).await?;
    Ok(())
}

/// All of bob's debt is paid before the proceeds of his sale are free.
async fn close_short(stage: &mut Stage) -> Result<(), Failure> {
    let (apple, mint) = (stage.apple.token.clone(), stage.protocol.mint.clone());
    stage.post("102", "51").await?;
    let short = stage.short.clone();
    let debt = stage.debt(&short).await?;
    let tokens = hand(stage, Who::Bob, &debt);
    stage.prepare(Who::Alice, &[tokens]).await?;
    let burn = json!({ "burn": { "position_idx": short } });
    let burn = send(&apple, &mint, &debt, &burn);
    stage
        .measure("mint.burn (close short)", Who::Bob, burn)
        .await?;
    Ok(())
}

async fn unlock(stage: &mut Stage) -> Result<(), Failure> {
    let message = open(stage, 3_000_000_000, true);
    let included = stage.prepare(Who::Bob, &[message]).await?;
    let short = last(&included, "position_idx")?;
    stage.pass(PERIODS.lockup + BEHIND).await;
    let unlock = json!({ "unlock_position_funds": { "positions_idx": [short] } });
    let unlock = call(&stage.protocol.lock, &unlock);
    let name = "lock.unlock_position_funds";
    stage.measure(name, Who::Bob, unlock).await?;
    Ok(())
}

async fn close_on_tokens(stage: &mut Stage) -> Result<(), Failure> {
    let (google, mint) = (stage.google.token.clone(), stage.protocol.mint.clone());
    stage.post("102", "51").await?;
    let backed = stage.backed.clone();
    let debt = stage.debt(&backed).await?;
    let burn = json!({ "burn": { "position_idx": backed } });
    let burn = send(&google, &mint, &debt, &burn);
    let name = "mint.burn (close, cw20 collateral)";
    stage.measure(name, Who::Alice, burn).await?;
    Ok(())
}

/// Prices ask less than the pools give, wherever trades have left these.
async fn fees(stage: &mut Stage) -> Result<(), Failure> {
    let (apple, mir) = (stage.apple.token.clone(), stage.protocol.mir.clone());
    let collector = stage.protocol.collector.clone();
    stage.next_block().await?;
    let prices = feed(&stage.protocol.oracle, &[(&apple, "90"), (&mir, "2.1")]);
    stage.prepare(Who::Owner, &[prices]).await?;
    for (name, token) in [
        ("collector.convert mAsset", &apple),
        ("collector.convert MIR", &mir),
    ] {
        let convert = call(&collector, &json!({ "convert": { "asset_token": token } }));
        stage.measure(name, Who::Bob, convert).await?;
    }
    let distribute = call(&collector, &json!({ "distribute": {} }));
    stage
        .measure("collector.distribute", Who::Bob, distribute)
        .await?;
    Ok(())
}

async fn poll(stage: &mut Stage) -> Result<(), Failure> {
    let (gov, mir) = (stage.protocol.gov.clone(), stage.protocol.mir.clone());
    let purse = transfer(&mir, stage.address(Who::Alice), "3000000000");
    stage.prepare(Who::Owner, &[purse]).await?;
    let change = json!({ "update_config": { "spend_limit": "20000000000" } });
    let create = json!({ "create_poll": {
        "title": "Raise the spend limit",
        "description": "More for the community",
        "link": "https://example.org/1",
        "admin_action": { "execute": { "msgs": [
            { "contract": stage.protocol.community, "msg": hook(&change) },
        ] } },
    } });
    let create = send(&mir, &gov, &POLL_DEPOSIT.to_string(), &create);
    stage.measure("gov.create_poll", Who::Alice, create).await?;
    let begun = std::time::Instant::now();
    let vote = json!({ "cast_vote": { "poll_id": 1, "vote": "yes", "amount": "900000000000" } });
    stage
        .measure("gov.cast_vote", Who::Owner, call(&gov, &vote))
        .await?;
    let on_poll = |name: &str| call(&gov, &json!({ name: { "poll_id": 1 } }));
    let snapshot = on_poll("snapshot_poll");
    stage
        .measure("gov.snapshot_poll", Who::Alice, snapshot)
        .await?;
    let left = (PERIODS.voting + BEHIND).saturating_sub(begun.elapsed().as_secs());
    stage.pass(left).await;
    stage
        .measure("gov.end_poll", Who::Alice, on_poll("end_poll"))
        .await?;
    stage.pass(PERIODS.delay + BEHIND).await;
    let execute = on_poll("execute_poll");
    stage
        .measure("gov.execute_poll", Who::Alice, execute)
        .await?;
    let withdraw = json!({ "withdraw_voting_tokens": { "amount": "1000000000" } });
    let name = "gov.withdraw_voting_tokens";
    stage
        .measure(name, Who::Owner, call(&gov, &withdraw))
        .await?;
    Ok(())
}

async fn order(stage: &mut Stage) -> Result<(), Failure> {
    let (apple, orders) = (stage.apple.token.clone(), stage.protocol.orders.clone());
    let submit = json!({ "submit_order": {
        "offer_asset": base(1_000_000), "ask_asset": tokens(&apple, 1_000),
    } });
    let submit = paying(&orders, &submit, coins(1_000_000));
    stage
        .measure("limit_order.submit_order", Who::Bob, submit)
        .await?;
    let tokens = hand(stage, Who::Carol, "1000");
    stage.prepare(Who::Alice, &[tokens]).await?;
    let execute = json!({ "execute_order": { "order_id": 1 } });
    let execute = send(&apple, &orders, "1000", &execute);
    let name = "limit_order.execute_order";
    stage.measure(name, Who::Carol, execute).await?;
    Ok(())
}

/// A premium is measured of ten minutes of prices, which are waited for, or it is left out.
pub(super) async fn premium(stage: &mut Stage, waits: bool) -> Result<(), Failure> {
    let name = "staking.adjust_premium";
    if !waits {
        let reason = "needs ten minutes of a pool's prices: wait for them with --wait";
        stage.leave_out(name, reason.to_string());
        return Ok(());
    }
    let waited = stage.begun.elapsed().as_secs();
    stage.pass(PREMIUM_AFTER.saturating_sub(waited)).await;
    stage.post("102", "51").await?;
    let adjust = json!({ "adjust_premium": { "asset_tokens": [stage.apple.token] } });
    let adjust = call(&stage.protocol.staking, &adjust);
    stage.measure(name, Who::Bob, adjust).await?;
    Ok(())
}
