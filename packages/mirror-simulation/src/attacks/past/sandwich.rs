//! Swaps just before and just after a swap of the collector.

use cosmwasm_std::{coin, to_json_binary, Addr, Decimal, Uint128};
use mirror_protocol::collector::{ConfigUpdate, ExecuteMsg};
use mirror_protocol::factory;
use mirror_testing::{percent, standard_profile, Listed, TestChain, World, BASE};
use terraswap::asset::Asset;
use terraswap::pair::Pair;

use crate::amounts::coins;
use crate::attacks::attack::Attack;
use crate::attacks::fixtures::{MILLION, UNIT};
use crate::attacks::report::{Attempt, Exposure, Findings};
use crate::attacks::transaction::{base, Transaction};
use crate::attacks::trial::Trial;

pub(super) const ATTACK: Attack = Attack {
    name: "sandwiched fees",
    story: "Open in Mirror v2: anybody could have the collector sell all its fees without a limit \
            on the price; a swap before and a swap back in the same transaction took most of them.",
    run,
};

/// Both pools have a million coins on either side.
const POOL: u128 = MILLION;
/// What the collector has to sell: a fiftieth of a side of the pool.
const FEES: u128 = 20_000 * UNIT;
/// The attacker's first swap, in thousandths of the pool.
const SIZES: [u128; 7] = [1, 2, 5, 50, 500, 2_000, 10_000];
/// How many times the collector is asked to convert in between.
const CONVERTS: [usize; 2] = [1, 5];
/// In how many steps the attacker swaps and swaps back: many small steps pay less commission.
const STEPS: [u128; 2] = [1, 12];
/// The number of blocks in which the limit lets the collector sell all fees.
const BLOCKS: usize = 7;

/// What the collector sells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fees {
    /// Base coins, for MIR.
    Base,
    /// An mAsset, for base coins.
    Asset,
}

/// What limits the collector's swaps, and how the attacker proceeds.
#[derive(Clone, Copy)]
struct Bounds {
    /// The oracle has prices.
    oracle: bool,
    /// The collector limits the part of a pool that it sells in a block, and its loss.
    limits: bool,
    /// The attacker owns almost all of the pool.
    provides: bool,
    /// The swaps are some blocks apart instead of in one block.
    patient: bool,
}

/// The standard profile, and an attacker without LP tokens.
const STANDARD: Bounds = Bounds {
    oracle: true,
    limits: true,
    provides: false,
    patient: false,
};

fn run() -> anyhow::Result<Findings> {
    let blind = Bounds {
        oracle: false,
        ..STANDARD
    };
    let attempts = [
        (Fees::Base, STANDARD),
        (Fees::Base, blind),
        (Fees::Asset, STANDARD),
        (Fees::Asset, blind),
    ];
    let attempts = attempts.map(|(fees, bounds)| best(fees, bounds));
    Ok(Findings {
        attempts: attempts.into_iter().collect::<anyhow::Result<_>>()?,
        exposures: exposures(blind)?,
    })
}

fn exposures(blind: Bounds) -> anyhow::Result<Vec<Exposure>> {
    let patient = |bounds: Bounds| Bounds {
        patient: true,
        ..bounds
    };
    let cases = [
        (
            Bounds {
                limits: false,
                ..blind
            },
            "no limits, as in the original: all fees in one swap at any price",
        ),
        (
            Bounds {
                provides: true,
                ..STANDARD
            },
            "the attacker owns 99 of 100 LP tokens, so that the commission comes back",
        ),
        (
            patient(STANDARD),
            "own coins, with the market kept off its price for seven blocks and nobody trading \
             against it",
        ),
        (
            patient(blind),
            "the same without an oracle price, by the average of the pair",
        ),
    ];
    let exposure = |(bounds, when): (Bounds, &str)| Ok(best(Fees::Base, bounds)?.exposes(when));
    cases.into_iter().map(exposure).collect()
}

/// One way of trying: the size of the first swap, the conversions, and the steps of a swap.
#[derive(Clone, Copy)]
struct Way {
    size: u128,
    converts: usize,
    steps: u128,
}

/// All ways of trying; if the attacker is patient each block has one conversion.
fn ways(bounds: Bounds) -> Vec<Way> {
    let mut ways = vec![];
    for size in SIZES {
        for converts in CONVERTS {
            let steps = STEPS.map(|steps| Way {
                size,
                converts,
                steps,
            });
            ways.extend(steps);
        }
    }
    ways.retain(|way| !bounds.patient || (way.converts, way.steps) == (1, 1));
    ways
}

/// The most that any way gains.
fn best(fees: Fees, bounds: Bounds) -> anyhow::Result<Attempt> {
    let ways = ways(bounds);
    let attempts = ways.iter().map(|way| sandwich(fees, bounds, *way));
    let attempts: Vec<Attempt> = attempts.collect::<anyhow::Result<_>>()?;
    Attempt::best(attempts, description(fees, bounds, ways.len()))
}

/// What the attacker tried, in words.
fn description(fees: Fees, bounds: Bounds, ways: usize) -> String {
    let (before, back) = match fees {
        Fees::Base => ("bought MIR", "sold it again"),
        Fees::Asset => ("sold mAAPL", "bought it back"),
    };
    let oracle = if bounds.oracle { "with" } else { "without" };
    format!(
        "in one transaction, or in many steps of a block, {before}, had the fees converted and \
         {back}, {oracle} an oracle price; the best of {ways} ways, from a thousandth of the pool \
         to ten times it, with 1 to 5 converts"
    )
}

fn sandwich(fees: Fees, bounds: Bounds, way: Way) -> anyhow::Result<Attempt> {
    let mut trial = prepared(fees, bounds)?;
    let swaps = Swaps::of(&trial, fees);
    let before = swaps.fees_left(&trial);
    let is_carried_out = if bounds.patient {
        swaps.over_blocks(&mut trial, way)?
    } else if way.steps > 1 {
        swaps.in_steps(&mut trial, way)?
    } else {
        swaps.in_one_transaction(&mut trial, way)?
    };

    let rest = swaps.fees_left(&trial);
    if rest < before {
        trial.notes(
            "T-76",
            format!(
                "the collector sells 0.3 % of the pool in a block, so that the swaps around it \
                 cost more than it brings: {} of {}",
                coins(before - rest),
                coins(before)
            ),
        );
    } else if is_carried_out {
        let seen = "the collector leaves a pool alone that was moved far in the same block";
        trial.notes("T-76", seen);
    }
    trial.ends(String::new())
}

/// The swaps of an attempt, and their direction.
struct Swaps {
    fees: Fees,
    token: Addr,
    pair: Addr,
    convert: ExecuteMsg,
}

impl Swaps {
    fn of(trial: &Trial, fees: Fees) -> Self {
        let symbol = match fees {
            Fees::Base => "MIR",
            Fees::Asset => "mAAPL",
        };
        let Listed { token, pair, .. } = trial.world.asset(symbol);
        Self {
            convert: ExecuteMsg::Convert {
                asset_token: token.to_string(),
                amount: None,
                belief_price: None,
            },
            fees,
            token,
            pair,
        }
    }

    /// What the attacker offers first, in the direction of the collector; MIR and mAAPL cost 1.
    fn offers(&self, amount: u128) -> Asset {
        match self.fees {
            Fees::Base => base(amount),
            Fees::Asset => Asset::token(&self.token, amount),
        }
    }

    /// What the attacker offers to swap back.
    fn returns(&self, amount: Uint128) -> Asset {
        match self.fees {
            Fees::Base => Asset::token(&self.token, amount),
            Fees::Asset => base(amount.u128()),
        }
    }

    /// What a swap would return now.
    fn received(&self, trial: &Trial, offer: &Asset) -> anyhow::Result<Uint128> {
        let pair = Pair(self.pair.clone());
        let answer = pair.simulation(&trial.world.chain.app.wrap(), offer.clone())?;
        Ok(answer.return_amount)
    }

    // The three below return whether every conversion was accepted.

    /// In one transaction.
    fn in_one_transaction(&self, trial: &mut Trial, way: Way) -> anyhow::Result<bool> {
        let first = self.offers(POOL * way.size / 1_000);
        let received = self.received(trial, &first)?;
        let transaction = Transaction::new().swaps(&self.pair, first);
        let transaction = self.converts(trial, transaction, way.converts);
        let back = self.returns(received);
        let outcome = trial.tries("T-76", transaction.swaps(&self.pair, back))?;
        Ok(outcome.is_some())
    }

    /// In one block, with a transaction for the swaps, the conversions and the swaps back.
    fn in_steps(&self, trial: &mut Trial, way: Way) -> anyhow::Result<bool> {
        let bought = self.moves(trial, way)?;
        let transaction = self.converts(trial, Transaction::new(), way.converts);
        let outcome = trial.tries("T-76", transaction)?;
        self.moves_back(trial, bought, way.steps)?;
        Ok(outcome.is_some())
    }

    /// Over several blocks with one conversion in each; a refused one does not move the price.
    fn over_blocks(&self, trial: &mut Trial, way: Way) -> anyhow::Result<bool> {
        let bought = self.moves(trial, way)?;
        let mut is_carried_out = true;
        for _ in 0..BLOCKS {
            let convert = self.converts(trial, Transaction::new(), 1);
            is_carried_out &= trial.tries("T-76", convert)?.is_some();
            next_block(&mut trial.world);
        }
        self.moves_back(trial, bought, way.steps)?;
        Ok(is_carried_out)
    }

    /// The first swaps; returns what they gave.
    fn moves(&self, trial: &mut Trial, way: Way) -> anyhow::Result<Uint128> {
        let before = self.asked(trial);
        let step = self.offers(POOL * way.size / 1_000 / way.steps);
        let swap = |transaction: Transaction, _| transaction.swaps(&self.pair, step.clone());
        trial.does((0..way.steps).fold(Transaction::new(), swap))?;
        Ok(self.asked(trial) - before)
    }

    fn moves_back(&self, trial: &mut Trial, bought: Uint128, steps: u128) -> anyhow::Result<()> {
        let step = bought / Uint128::new(steps);
        let last = bought - step * Uint128::new(steps - 1);
        let swap = |transaction: Transaction, _| transaction.swaps(&self.pair, self.returns(step));
        let transaction = (1..steps).fold(Transaction::new(), swap);
        trial.does(transaction.swaps(&self.pair, self.returns(last)))?;
        Ok(())
    }

    fn converts(&self, trial: &Trial, transaction: Transaction, times: usize) -> Transaction {
        let collector = &trial.world.at.collector;
        (0..times).fold(transaction, |transaction, _| {
            transaction.calls(collector, &self.convert)
        })
    }

    /// The attacker's balance of the asset that the collector buys.
    fn asked(&self, trial: &Trial) -> Uint128 {
        match self.fees {
            Fees::Base => trial.world.token_balance(&self.token, &trial.attacker),
            Fees::Asset => trial.world.base_balance(&trial.attacker),
        }
    }

    /// The fees that the collector has not sold.
    fn fees_left(&self, trial: &Trial) -> Uint128 {
        let (world, collector) = (&trial.world, &trial.world.at.collector);
        match self.fees {
            Fees::Base => world.base_balance(collector),
            Fees::Asset => world.token_balance(&self.token, collector),
        }
    }
}

/// Two pools at the fair price, a collector with fees, and an attacker with enough of every asset.
fn prepared(fees: Fees, bounds: Bounds) -> anyhow::Result<Trial> {
    let mut profile = standard_profile(&TestChain::new());
    // mAAPL is collateral, so that the collateral oracle has its price, too.
    profile.collateral_delay_seconds = 0;
    if !bounds.limits {
        profile.collector.max_spread = percent(50);
        profile.collector.max_swap_ratio = Decimal::one();
    }
    let mut world = World::deployed_as(profile).with_asset("mAAPL", "1");
    let attacker = world.chain.account("attacker");
    world
        .actor("attacker")
        .opens(24 * POOL, "mAAPL", percent(200));
    world.bob().opens(4 * POOL, "mAAPL", percent(200));
    for who in [attacker, world.chain.account("bob")] {
        world.gives_mir(&who, POOL);
    }
    let provider = if bounds.provides { "attacker" } else { "bob" };
    let most = POOL * 99 / 100;
    for symbol in ["MIR", "mAAPL"] {
        world.actor(provider).provides(symbol, most, most);
        world.bob().provides(symbol, POOL - most, POOL - most);
    }
    if !bounds.oracle {
        without_oracle(&mut world)?;
    }
    charges(&mut world, fees);
    // The collector needs ten minutes of price history.
    world.chain.pass(600);
    next_block(&mut world);
    let one = Decimal::one();
    Trial::new(world, &[("mAAPL", one), ("MIR", one)])
}

/// Gives the collector its fees.
fn charges(world: &mut World, fees: Fees) {
    let collector = world.at.collector.clone();
    match fees {
        Fees::Base => world.chain.fund(&collector, &[coin(FEES, BASE)]),
        Fees::Asset => {
            let token = world.token("mAAPL");
            world.bob().gives(&token, FEES, &collector);
        }
    }
}

fn next_block(world: &mut World) {
    world.chain.pass(6);
    world.feeds(&[("MIR", "1"), ("mAAPL", "1")]);
}

fn without_oracle(world: &mut World) -> anyhow::Result<()> {
    let msg = ExecuteMsg::UpdateConfig(Box::new(ConfigUpdate {
        mirror_oracle: Some(String::new()),
        ..ConfigUpdate::default()
    }));
    let pass = factory::ExecuteMsg::PassCommand {
        contract_addr: world.at.collector.to_string(),
        msg: to_json_binary(&msg)?,
    };
    let factory = world.at.factory.clone();
    world.gov().tries(&factory, &pass, &[])?;
    Ok(())
}
