//! Everything is asked at once, at one height.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::Uint128;
use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{ChainError, Node};
use mirror_protocol::collateral_oracle::CollateralPriceResponse;
use mirror_protocol::limit_order::OrderResponse;
use mirror_protocol::lock::PositionLockInfoResponse;
use mirror_protocol::mint::{NextPositionIdxResponse, PositionResponse};
use serde_json::{json, Value};

use super::asker::Asker;
use super::asset;
use super::lists;
use super::seen::{Behind, Lists, Money, Seen};
use super::told::Told;

/// Where the lock keeps the sum of all locks (contracts/lock/records.txt).
const TOTAL_LOCKED: &[u8] = b"s";

/// Looks at all of a deployment: after the block of this height, or after the last one.
///
/// What a contract refuses to tell is unknown in the answer, with its reason. An error is what ends a look:
/// a node that does not answer, or that has no history of the height.
pub async fn observe(
    node: &Node,
    file: &DeploymentFile,
    height: Option<u64>,
) -> Result<Seen, ChainError> {
    let last = node.carried_out().await?;
    let height = height.unwrap_or(last);
    let long = long(&node.at(height), file).await?;
    let mut seen = beside(node, file, height, height == last, &long).await?;
    fill(&mut seen, long);
    Ok(seen)
}

/// The lists that grow with the number of users.
#[derive(Clone, Debug)]
pub(super) struct Long {
    pub(super) positions: Told<Vec<PositionResponse>>,
    pub(super) locks: Told<Vec<PositionLockInfoResponse>>,
    pub(super) orders: Told<Vec<OrderResponse>>,
    /// Absent if they were not asked at this height.
    pub(super) shares: Option<Told<Uint128>>,
}

/// The long lists, all of them.
pub(super) async fn long(node: &Node, file: &DeploymentFile) -> Result<Long, ChainError> {
    let of = &file.protocol.contracts;
    let (positions, orders, shares) = tokio::join!(
        lists::positions(node, &of.mint),
        orders(node, file),
        shares(node, file),
    );
    let positions = Told::of(positions)?;
    let locks = match positions.known() {
        Some(all) => Told::of(lists::locks(node, &of.lock, all.iter()).await)?,
        None => Told::unknown("positions are unknown"),
    };
    Ok(Long {
        positions,
        locks,
        orders: orders?,
        shares: Some(shares?),
    })
}

/// All limit orders.
pub(super) async fn orders(
    node: &Node,
    file: &DeploymentFile,
) -> Result<Told<Vec<OrderResponse>>, ChainError> {
    Told::of(lists::orders(node, &file.protocol.contracts.limit_order).await)
}

/// The shares of all stakers together.
pub(super) async fn shares(
    node: &Node,
    file: &DeploymentFile,
) -> Result<Told<Uint128>, ChainError> {
    let all = Told::of(lists::shares(node, &file.protocol.contracts.gov).await)?;
    Ok(all.and_then(|all| {
        let mut sum = Uint128::zero();
        for one in all {
            let more = sum.checked_add(one.share);
            sum = more.map_err(|error| error.to_string())?;
        }
        Ok(sum)
    }))
}

/// All that is short. The long lists are left unknown; see [`fill`].
pub(super) async fn beside(
    node: &Node,
    file: &DeploymentFile,
    height: u64,
    is_last: bool,
    long: &Long,
) -> Result<Seen, ChainError> {
    let time = node.block(height).await?.time;
    let node = node.at(height);
    let (lists, money) = tokio::join!(short(&node, file), money(&node, file));
    let (lists, money) = (lists?, money?);
    let (markets, behind) = tokio::join!(
        markets(&node, file, &lists, long),
        behind(&node, file, long)
    );
    let behind = behind?;
    let assets = asset::observe_all(&node, &file.protocol, markets?).await?;
    Ok(Seen {
        chain_id: file.chain_id.clone(),
        height,
        time,
        is_last,
        base: file.protocol.base_denom.clone(),
        mir: file.protocol.mirror_token.clone(),
        assets,
        lists,
        money,
        behind,
    })
}

/// The long lists in their places.
pub(super) fn fill(seen: &mut Seen, long: Long) {
    seen.behind.locks = long.locks;
    seen.lists.positions = long.positions;
    seen.lists.orders = long.orders;
    seen.lists.shares = long.shares;
}

/// What contracts tell as a whole, without the long lists.
async fn short(node: &Node, file: &DeploymentFile) -> Result<Lists, ChainError> {
    let of = &file.protocol.contracts;
    let ask = Asker { node };
    let (factory, distribution, gov, next, polls, collaterals) = tokio::join!(
        ask.smart(&of.factory, json!({ "config": {} })),
        ask.smart(&of.factory, json!({ "distribution_info": {} })),
        ask.smart(&of.gov, json!({ "state": {} })),
        ask.smart::<NextPositionIdxResponse>(&of.mint, json!({ "next_position_idx": {} })),
        lists::live_polls(node, &of.gov),
        lists::collaterals(node, &of.collateral_oracle),
    );
    Ok(Lists {
        factory: factory?,
        distribution: distribution?,
        gov: gov?,
        next_position: next?.map(|next| next.next_position_idx),
        polls: Told::of(polls)?,
        collaterals: Told::of(collaterals)?,
        shares: None,
        positions: Told::unknown("not asked yet"),
        orders: Told::unknown("not asked yet"),
    })
}

/// What contracts have.
async fn money(node: &Node, file: &DeploymentFile) -> Result<Money, ChainError> {
    let protocol = &file.protocol;
    let of = &protocol.contracts;
    let ask = Asker { node };
    let (mir_cap, gov_mir, staking_mir, base_fees, locked_coins, total_locked) = tokio::join!(
        ask.smart::<Value>(&protocol.mirror_token, json!({ "minter": {} })),
        ask.balance(&protocol.mirror_token, &of.gov),
        ask.balance(&protocol.mirror_token, &of.staking),
        ask.coins(&of.collector, &protocol.base_denom),
        ask.coins(&of.lock, &protocol.base_denom),
        node.stored(&of.lock, TOTAL_LOCKED),
    );
    Ok(Money {
        mir_cap: mir_cap?.and_then(cap),
        gov_mir: gov_mir?,
        staking_mir: staking_mir?,
        base_fees: base_fees?,
        locked_coins: locked_coins?,
        total_locked: Told::of(total_locked)?
            .and_then(|stored| amount(stored.as_deref().unwrap_or_default())),
    })
}

/// What stands behind positions and orders. The locks are left to whoever has them.
async fn behind(node: &Node, file: &DeploymentFile, long: &Long) -> Result<Behind, ChainError> {
    let of = &file.protocol.contracts;
    let positions = long.positions.known().into_iter().flatten();
    let used: BTreeSet<&str> = positions
        .map(|position| position.collateral.info.id())
        .collect();
    let orders = long.orders.known().into_iter().flatten();
    let offers: BTreeSet<&str> = orders.map(|order| order.offer_asset.info.id()).collect();
    let (backing, held, offered) = tokio::join!(
        backing(node, &of.collateral_oracle, &used),
        balances(node, &of.mint, &used),
        balances(node, &of.limit_order, &offers),
    );
    Ok(Behind {
        backing: backing?,
        held: held?,
        locks: Told::unknown("not asked yet"),
        offered: offered?,
    })
}

/// MIR, the assets of the deployment file, what was listed since, and what positions owe besides: a token
/// that was listed later and delisted has no weight any more.
async fn markets(
    node: &Node,
    file: &DeploymentFile,
    lists: &Lists,
    long: &Long,
) -> Result<Vec<asset::Market>, ChainError> {
    let mut all = asset::written(&file.protocol);
    let weights = lists.distribution.known();
    let weights = weights.into_iter().flat_map(|info| &info.weights);
    let mut tokens: Vec<&str> = weights.map(|(token, _)| token.as_str()).collect();
    let positions = long.positions.known().into_iter().flatten();
    let owed: BTreeSet<&str> = positions.map(|position| position.asset.info.id()).collect();
    tokens.extend(owed);
    for token in tokens {
        if !all.iter().any(|market| market.token() == token) {
            all.push(asset::market(node, &file.protocol, token).await?);
        }
    }
    Ok(all)
}

fn cap(minter: &Value) -> Result<Uint128, String> {
    let cap = minter.get("cap").and_then(Value::as_str);
    let cap = cap.and_then(|cap| cap.parse().ok());
    cap.ok_or_else(|| "the token names no cap".to_string())
}

/// A number as the contracts store it: seven bits in a byte, the lowest first, with a mark on all but the
/// last. Nothing stored is 0.
fn amount(stored: &[u8]) -> Result<Uint128, String> {
    let unreadable = || "the store of the lock has another layout".to_string();
    let mut sum: u128 = 0;
    for (place, byte) in stored.iter().enumerate() {
        let shift = u32::try_from(place)
            .ok()
            .and_then(|place| place.checked_mul(7));
        let bits = u128::from(byte & 0x7f);
        let moved = shift.and_then(|shift| bits.checked_shl(shift));
        // Nothing may fall off at the top.
        let kept = moved.filter(|moved| shift.map(|shift| moved >> shift) == Some(bits));
        sum |= kept.ok_or_else(unreadable)?;
        let is_last = byte & 0x80 == 0;
        if is_last != (place + 1 == stored.len()) {
            return Err(unreadable());
        }
    }
    Ok(Uint128::new(sum))
}

async fn backing(
    node: &Node,
    oracle: &str,
    used: &BTreeSet<&str>,
) -> Result<BTreeMap<String, Told<CollateralPriceResponse>>, ChainError> {
    let mut found = BTreeMap::new();
    for asset in used {
        let question = json!({ "collateral_price": { "asset": asset } });
        let told = Asker { node }.smart(oracle, question).await?;
        found.insert((*asset).to_string(), told);
    }
    Ok(found)
}

/// What somebody has of coins and tokens. A contract's address is longer than a denom of a coin.
async fn balances(
    node: &Node,
    owner: &str,
    assets: &BTreeSet<&str>,
) -> Result<BTreeMap<String, Told<Uint128>>, ChainError> {
    let prefix = format!("{}1", node.config().bech32_prefix);
    let mut found = BTreeMap::new();
    for asset in assets {
        let ask = Asker { node };
        let told = if asset.starts_with(&prefix) {
            ask.balance(asset, owner).await?
        } else {
            ask.coins(owner, asset).await?
        };
        found.insert((*asset).to_string(), told);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As contracts/lock/records.txt has 300.
    #[test]
    fn the_sum_of_all_locks_is_read_as_the_lock_stores_it() {
        assert_eq!(amount(&[0xac, 0x02]), Ok(Uint128::new(300)));
        assert_eq!(amount(&[]), Ok(Uint128::zero()));
        assert_eq!(amount(&[0x7f]), Ok(Uint128::new(127)));
        let largest = [vec![0xff; 18], vec![0x03]].concat();
        assert_eq!(amount(&largest), Ok(Uint128::MAX));
        for other in [
            vec![0xac],
            vec![0x02, 0x02],
            [vec![0xff; 18], vec![0x07]].concat(),
            vec![0xff; 30],
        ] {
            assert!(amount(&other).is_err(), "{other:?}");
        }
    }
}
