//! T-76: whoever trades before and after a conversion pays more commission than he gains.

use cosmwasm_std::{Addr, CosmosMsg, Decimal, Uint128};
use mirror_math::pool::{self, SpreadLimits};
use mirror_math::ratio::value_floor;
use mirror_protocol::collector::ConfigUpdate;
use mirror_testing::{decimal, pair_of_another_layout};
use proptest::prelude::*;
use terraswap::asset::{AssetInfo, PairInfo};
use terraswap::factory::PairFactory;
use terraswap::pair::Pair;

use crate::setup::{base, convert, of, Setup, MIR_POOL};

/// What an attacker does, all in one block.
#[derive(Clone, Debug)]
enum Step {
    /// Swap a part of the asset that the collector sells, in 256ths.
    Offer(u8),
    /// Swap a part of the asset that the collector buys, in 256ths.
    Ask(u8),
    /// Let the collector convert at most this amount.
    Convert(Option<u128>),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        any::<u8>().prop_map(Step::Offer),
        any::<u8>().prop_map(Step::Ask),
        proptest::option::of(magnitude(15)).prop_map(Step::Convert),
    ]
}

/// At least one conversion, with trades before, between and after.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop_oneof![
        Just(vec![Step::Offer(255), Step::Convert(None)]),
        Just(vec![Step::Ask(255), Step::Convert(None)]),
        // Many small swaps move a pool far for hardly any commission.
        (1..16usize, any::<u8>()).prop_map(|(count, of_256)| {
            let mut steps = vec![Step::Offer(of_256); count];
            steps.push(Step::Convert(None));
            steps.extend(vec![Step::Ask(of_256); count]);
            steps
        }),
        (1..8usize).prop_map(|count| {
            let between = [
                Step::Offer(255),
                Step::Convert(Some(1)),
                Step::Convert(None),
            ];
            between.into_iter().cycle().take(3 * count).collect()
        }),
        prop::collection::vec(step(), 1..12),
    ]
}

/// An amount of up to `digits` digits, of any size.
pub(crate) fn magnitude(digits: u32) -> impl Strategy<Value = u128> {
    (0..digits).prop_flat_map(|power| {
        let least = 10u128.pow(power);
        least..10 * least
    })
}

/// The reserve of a pool: at least a thousand units, with which a pool may begin.
pub(crate) fn reserve() -> impl Strategy<Value = u128> {
    magnitude(15).prop_map(|amount| amount.saturating_add(1_000))
}

/// A part of an amount; 255 is all of it.
pub(crate) fn part(amount: u128, of_256: u8) -> u128 {
    match of_256 {
        255 => amount,
        part => amount / 256 * u128::from(part),
    }
}

/// A model of the pool, the collector and the attacker in numbers.
struct Model {
    /// The reserves: of the asset that the collector sells, then of the one that it buys.
    pool: [u128; 2],
    /// The reserves before this block.
    pool_before: [u128; 2],
    stock: u128,
    left: Option<u128>,
    attacker: [u128; 2],
    ratio: Decimal,
}

impl Model {
    fn swap(&mut self, side: usize, amount: u128) -> u128 {
        let [offer, ask] = [self.pool[side], self.pool[1 - side]].map(Uint128::new);
        let Ok(swap) = pool::swap(offer, ask, amount.into()) else {
            return 0;
        };
        let paid = swap.return_amount.u128();
        self.pool[side] += amount;
        self.pool[1 - side] -= paid;
        paid
    }

    fn trade(&mut self, side: usize, amount: u128) {
        if amount > 0 {
            let paid = self.swap(side, amount);
            self.attacker[side] -= amount;
            self.attacker[1 - side] += paid;
        }
    }

    fn convert(&mut self, wanted: Option<u128>) {
        let limit = self.left.unwrap_or_else(|| {
            let reserve = Uint128::new(self.pool[0]);
            value_floor(reserve, self.ratio).unwrap().u128()
        });
        let amount = limit.min(self.stock).min(wanted.unwrap_or(u128::MAX));
        if amount > 0 && self.is_steady() && self.is_within_spread(amount) {
            self.swap(0, amount);
            self.stock -= amount;
            self.left = Some(limit - amount);
        }
    }

    /// Whether the pool pays at least nine tenths of what it paid before this block.
    fn is_steady(&self) -> bool {
        let ([offer, ask], [offer_before, ask_before]) = (self.pool, self.pool_before);
        ask * offer_before * 10 >= ask_before * offer * 9
    }

    /// Whether the pair accepts the spread of a conversion.
    fn is_within_spread(&self, amount: u128) -> bool {
        let [offer, ask] = self.pool.map(Uint128::new);
        let limits = SpreadLimits {
            belief_price: None,
            max_spread: Some(Decimal::percent(1)),
            offer_decimals: 6,
            ask_decimals: 6,
        };
        let amount = Uint128::new(amount);
        pool::swap(offer, ask, amount)
            .and_then(|swap| pool::exceeds_spread(amount, &swap, &limits))
            .is_ok_and(|exceeds| !exceeds)
    }

    /// Whether the attacker, who begins with `start` of one asset, ends with more of it.
    fn gains(mut self, side: usize, start: u128, steps: &[Step]) -> bool {
        self.attacker[side] = start;
        for step in steps {
            match step {
                Step::Offer(of_256) => self.trade(0, part(self.attacker[0], *of_256)),
                Step::Ask(of_256) => self.trade(1, part(self.attacker[1], *of_256)),
                Step::Convert(wanted) => self.convert(*wanted),
            }
        }
        self.trade(1 - side, self.attacker[1 - side]);
        self.attacker[side] > start
    }
}

fn model(pool: [u128; 2], stock: u128, ratio: &str) -> Model {
    Model {
        pool,
        pool_before: pool,
        stock,
        left: None,
        attacker: [0, 0],
        ratio: decimal(ratio),
    }
}

/// The market for one kind of conversion, on a chain.
pub(crate) struct Stage {
    pub(crate) setup: Setup,
    pub(crate) pair: Addr,
    /// The asset that the collector sells, then the one that it buys.
    pub(crate) sides: [AssetInfo; 2],
    pub(crate) attacker: Addr,
}

impl Stage {
    /// A market in which the collector buys MIR, or sells a fee.
    pub(crate) fn new(buys_mir: bool, pool: [u128; 2], stock: u128, has_oracle: bool) -> Self {
        let [sold, bought] = pool;
        let mut setup = if buys_mir {
            Setup::with_pool(pool)
        } else {
            Setup::with_pool(MIR_POOL)
        };
        let sides = if buys_mir {
            [base(), setup.mir.clone()]
        } else {
            [setup.lists("mAAPL", [bought, sold]), base()]
        };
        let factory = PairFactory(setup.market.factory.clone());
        let pair: PairInfo = factory
            .pair(&setup.market.chain.app.wrap(), sides.clone())
            .unwrap();
        if has_oracle {
            setup.trusts_the_pool(&sides, pool);
        }
        setup.earns(&sides[0].clone(), stock);
        // In the block in which a pool is made there is no earlier price to compare with.
        setup.next_block();
        let attacker = setup.market.account("attacker");
        Self {
            setup,
            pair: Addr::unchecked(pair.contract_addr),
            sides,
            attacker,
        }
    }

    pub(crate) fn has(&self, side: usize) -> u128 {
        self.setup.market.balance(&self.attacker, &self.sides[side])
    }

    fn swap(&self, side: usize, amount: u128) -> CosmosMsg {
        let offer = of(&self.sides[side], amount);
        Pair(self.pair.clone())
            .swap(offer, None, None, None)
            .unwrap()
    }

    pub(crate) fn trade(&mut self, side: usize, amount: u128) {
        if amount > 0 {
            let swap = self.swap(side, amount);
            let attacker = self.attacker.clone();
            // A refused message changes nothing.
            let _ = self.setup.market.send(&attacker, swap);
        }
    }

    /// The attacker gets some of one asset.
    pub(crate) fn gives(&mut self, side: usize, amount: u128) {
        let attacker = self.attacker.clone();
        let fortune = of(&self.sides[side], amount);
        self.setup.market.give(&attacker, &fortune);
    }

    /// Convert at most a thousand. Tells how much was converted.
    fn converts_some(&mut self) -> u128 {
        let msg = convert(&self.sides[0], Some(1_000));
        let response = self.setup.send(&self.attacker.clone(), &msg).unwrap();
        self.setup.told(&response, "amount").parse().unwrap()
    }

    /// How much the attacker, who begins with `start` of one asset, has of it in the end.
    fn ends_with(&mut self, side: usize, start: u128, steps: &[Step]) -> u128 {
        let attacker = self.attacker.clone();
        self.gives(side, start);
        for step in steps {
            match step {
                Step::Offer(of_256) => self.trade(0, part(self.has(0), *of_256)),
                Step::Ask(of_256) => self.trade(1, part(self.has(1), *of_256)),
                Step::Convert(wanted) => {
                    let msg = convert(&self.sides[0], *wanted);
                    let _ = self.setup.send(&attacker, &msg);
                }
            }
        }
        self.trade(1 - side, self.has(1 - side));
        self.has(side)
    }
}

impl Setup {
    /// Feed the price of the pool to the oracle, as far as the oracle accepts it.
    fn trusts_the_pool(&mut self, [offer, ask]: &[AssetInfo; 2], [sold, bought]: [u128; 2]) {
        let mirror_oracle = self.oracle.to_string();
        self.configures(ConfigUpdate {
            mirror_oracle: Some(mirror_oracle),
            ..ConfigUpdate::default()
        });
        let (asset, price) = if *offer == base() {
            (ask, Decimal::checked_from_ratio(sold, bought))
        } else {
            (offer, Decimal::checked_from_ratio(bought, sold))
        };
        let price = price.unwrap();
        if !price.is_zero() && price <= decimal("1000000000") {
            self.feeds(&asset.clone(), &price.to_string());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    /// T-76: `convert` sandwiched, run by anyone.
    #[test]
    fn no_trades_around_conversions_gain_in_numbers(
        pool in (reserve(), reserve()),
        stock in magnitude(18),
        side in 0..2usize,
        start in magnitude(18),
        steps in steps(),
    ) {
        let model = model(pool.into(), stock, "0.003");

        prop_assert!(!model.gains(side, start, &steps));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// T-76: `convert` sandwiched, run by anyone.
    /// The pool is moved as far as a steady pool may be moved, in any number of equal steps.
    #[test]
    fn no_pool_that_counts_as_steady_was_moved_with_gain(
        pool in (magnitude(15), magnitude(15)).prop_map(|(one, other)| [
            one.saturating_add(1_000_000),
            other.saturating_add(1_000_000),
        ]),
        steps in 1..200u128,
        // How far the pool is moved, in hundredths of a per cent of it.
        moved in 1..540u128,
    ) {
        let mut attack = model(pool, u128::MAX, "0.003");
        let start = pool[0];
        attack.attacker = [start, 0];

        for _ in 0..steps {
            let step = pool[0] * moved / (10_000 * steps);
            attack.trade(0, step.min(attack.attacker[0]));
        }
        attack.convert(None);
        let back = attack.attacker[1] / steps;
        for _ in 1..steps {
            attack.trade(1, back);
        }
        attack.trade(1, attack.attacker[1]);

        prop_assert!(attack.attacker[0] <= start, "{} of {}", attack.attacker[0], start);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// T-76: `convert` sandwiched, run by anyone.
    #[test]
    fn no_trades_around_conversions_gain_on_a_chain(
        buys_mir: bool,
        has_oracle: bool,
        pool in (reserve(), reserve()),
        stock in magnitude(15),
        side in 0..2usize,
        start in magnitude(16),
        steps in steps(),
    ) {
        let mut stage = Stage::new(buys_mir, pool.into(), stock, has_oracle);

        let end = stage.ends_with(side, start, &steps);

        prop_assert!(end <= start, "{} became {}", start, end);
    }
}

/// T-76: `convert` sandwiched, run by anyone.
#[test]
fn swap_convert_and_swap_back_in_one_transaction_loses() {
    for (buys_mir, has_oracle, start) in [
        (false, false, 1_000_000),
        (false, false, 3_000_000_000),
        (false, false, 100_000_000_000),
        (false, false, 100_000_000_000_000),
        (true, true, 1_000_000),
        // Where there is a price, of an oracle or an average, a larger trade makes the swap fail.
        (true, true, 1_000_000_000),
        (true, false, 1_000_000),
        (true, false, 1_000_000_000),
    ] {
        let mut stage = Stage::new(buys_mir, MIR_POOL, 1_000_000_000_000, has_oracle);
        let attacker = stage.attacker.clone();
        stage.gives(0, start);
        let [offer, ask] = MIR_POOL.map(Uint128::new);
        let bought = pool::swap(offer, ask, start.into()).unwrap();
        let conversion: CosmosMsg = cosmwasm_std::wasm_execute(
            &stage.setup.collector,
            &convert(&stage.sides[0], None),
            vec![],
        )
        .unwrap()
        .into();

        let transaction = vec![
            stage.swap(0, start),
            conversion.clone(),
            conversion,
            stage.swap(1, bought.return_amount.u128()),
        ];
        let app = &mut stage.setup.market.chain.app;
        app.execute_multi(attacker, transaction).unwrap();

        assert_eq!(0, stage.has(1));
        assert!(stage.has(0) < start, "{} of {start}", stage.has(0));
    }
}

/// T-76: `convert` sandwiched, run by anyone.
#[test]
fn with_an_oracle_a_pool_moved_by_an_attacker_is_left_alone() {
    let mut stage = Stage::new(true, MIR_POOL, 1_000_000_000_000, true);
    let attacker = stage.attacker.clone();
    let fortune = of(&base(), 100_000_000_000);
    stage.setup.market.give(&attacker, &fortune);
    stage.trade(0, 100_000_000_000);

    assert!(stage.setup.converts(&base()).is_err());

    assert_eq!(1_000_000_000_000, stage.setup.stock(&base()));
}

/// T-76: `convert` sandwiched, run by anyone.
/// Somebody makes the pool ten times as large in small steps. Then the limit, 0.3 % of
/// that, is 3 % of the pool, and worth more than the commission of moving it there and back.
#[test]
fn a_pool_moved_in_small_steps_within_the_block_is_left_alone() {
    let pump = vec![Step::Offer(64); 12];
    let back = vec![Step::Ask(64); 12];
    let steps = [pump, vec![Step::Convert(None)], back].concat();
    let start = 10_000_000_000_000;
    let [stock, enough] = [1_000_000_000_000, 10_000_000];
    let mut naive = model(MIR_POOL, stock, "0.003");
    // In this model the pool always counts as steady.
    naive.pool_before = [u128::from(u64::MAX), 1];
    assert!(naive.gains(0, start, &steps));

    let mut stage = Stage::new(false, MIR_POOL, stock, false);
    assert!(stage.ends_with(0, start, &steps) < start);
    let sold = stage.sides[0].clone();
    assert_eq!(stock, stage.setup.stock(&sold));

    // In the next block the pool is as it was before, and the collector converts.
    stage.setup.next_block();
    assert!(stage.setup.converted(&sold) > enough);
}

/// T-76: `convert` sandwiched, run by anyone.
#[test]
fn a_pool_of_which_much_was_bought_in_this_block_waits() {
    let [one, other] = MIR_POOL;
    // The prices are so far from 1 that the inverse has no digit.
    let far_apart = [1_000_000, 100_000_000_000_000_000_000_000_000];
    // The prices are above and below 1, and the sold asset is the pair's first or its second one.
    for pool in [far_apart, [one, other], [other, one]] {
        let mut stage = Stage::new(false, pool, 1_000_000_000_000, false);
        let thousandth = pool[0] / 1_000;
        stage.gives(0, 200 * thousandth);

        // With a twentieth more of the sold asset in the pool the price is a tenth lower.
        stage.trade(0, 54 * thousandth);
        assert_eq!(1_000, stage.converts_some(), "{pool:?}");
        stage.trade(0, thousandth);
        assert_eq!(0, stage.converts_some(), "{pool:?}");
        // In the other direction the pool pays more, and the collector converts.
        let bought = stage.has(1);
        stage.trade(1, bought);
        assert_eq!(1_000, stage.converts_some(), "{pool:?}");
    }
}

/// T-76: `convert` sandwiched, run by anyone. When such a pair was traded can not be seen.
#[test]
fn a_pool_whose_track_has_another_layout_waits() {
    let mut stage = Stage::new(false, MIR_POOL, 1_000_000_000_000, false);
    assert_eq!(1_000, stage.converts_some());
    let pair = stage.pair.clone();
    let chain = &mut stage.setup.market.chain;
    chain.upgrade(&pair, pair_of_another_layout());

    assert_eq!(0, stage.converts_some());
    stage.setup.market.chain.pass(600);
    assert_eq!(0, stage.converts_some());
}

/// T-76: `convert` sandwiched, run by anyone.
#[test]
fn a_pool_that_was_moved_in_an_earlier_block_is_converted() {
    let mut stage = Stage::new(false, MIR_POOL, 1_000_000_000_000, false);
    stage.gives(0, 200_000_000_000);
    stage.trade(0, 200_000_000_000);
    assert_eq!(0, stage.converts_some());

    stage.setup.next_block();

    assert_eq!(1_000, stage.converts_some());
}

/// T-76: `convert` sandwiched, run by anyone.
#[test]
fn pumping_the_pool_between_two_conversions_raises_no_limit() {
    let mut stage = Stage::new(false, MIR_POOL, 1_000_000_000_000, false);
    stage.gives(0, 1_000_000_000_000);
    let sold = stage.sides[0].clone();

    assert_eq!(1_000, stage.converts_some());
    stage.trade(0, 50_000_000_000);

    assert_eq!(2_999_999_000, stage.setup.converted(&sold));
    assert_eq!(0, stage.setup.converted(&sold));
}

/// T-76: `convert` sandwiched, run by anyone.
/// This shows why the limit must not be above the commission: twice as much makes an attack worth
/// while. It also shows that these tests can find an attack.
#[test]
fn a_ratio_above_the_commission_can_be_traded_around() {
    let steps = [Step::Offer(255), Step::Convert(None)];
    let start = 1_000_000_000;
    let numbers = |ratio| model(MIR_POOL, 1_000_000_000_000, ratio);
    assert!(numbers("0.006").gains(0, start, &steps));
    assert!(!numbers("0.003").gains(0, start, &steps));

    let mut stage = Stage::new(false, MIR_POOL, 1_000_000_000_000, false);
    stage.setup.configures(ConfigUpdate {
        max_swap_ratio: Some(decimal("0.006")),
        ..ConfigUpdate::default()
    });

    assert!(stage.ends_with(0, start, &steps) > start);
}
