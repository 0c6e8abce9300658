//! T-76 over several blocks: an attacker moves a pool in one block, and the collector sells
//! into it in the next.

use mirror_protocol::collateral_oracle::SourceType;
use proptest::prelude::*;

use crate::belief::assert_beyond_spread;
use crate::sandwich::{magnitude, part, reserve, Stage};
use crate::setup::{convert, of, MIR_POOL};

/// What the collector sells, and which price bounds the swap.
#[derive(Clone, Copy, Debug)]
enum Bound {
    /// It sells base, bounded by the oracle's price of MIR.
    Oracle,
    /// It sells base, bounded by the average of the pair in which it sells.
    Average,
    /// It sells a collateral whose price is the average of the pair in which it sells.
    Circular,
}

impl Bound {
    fn stage(self, pool: [u128; 2], stock: u128) -> Stage {
        let buys_mir = !matches!(self, Self::Circular);
        let mut stage = Stage::new(buys_mir, pool, stock, matches!(self, Self::Oracle));
        if let Self::Circular = self {
            stage.setup.market.chain.pass(600);
            let source = SourceType::AmmPair {
                pair_addr: stage.pair.to_string(),
                intermediate_denom: None,
            };
            let token = stage.sides[0].clone();
            stage.setup.accepts_as_collateral(&token, source);
        }
        stage
    }
}

/// What an attacker does.
#[derive(Clone, Debug)]
enum Step {
    /// Swap a part of one asset of the attacker, in 256ths, in this number of steps.
    Trade(usize, u8, u128),
    /// Give the pair a part of one asset of the attacker, in 65,536ths.
    Give(usize, u8),
    /// Let the collector convert at most this amount.
    Convert(Option<u128>),
    /// Wait for this number of blocks.
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..2usize, any::<u8>(), 1..4u128)
            .prop_map(|(side, of_256, count)| Step::Trade(side, of_256, count)),
        1 => (0..2usize, any::<u8>()).prop_map(|(side, of_256)| Step::Give(side, of_256)),
        3 => proptest::option::of(magnitude(15)).prop_map(Step::Convert),
        3 => (1..6u64).prop_map(Step::Wait),
    ]
}

/// Any steps, or a trade at the end of one block with a conversion in a later one.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let over_the_edge = (0..2usize, any::<u8>(), 1..24u128, 1..12usize, 1..3u64);
    prop_oneof![
        over_the_edge.prop_map(|(side, of_256, count, converts, blocks)| {
            let mut steps = vec![Step::Trade(side, of_256, count)];
            for _ in 0..converts {
                steps.extend([Step::Wait(blocks), Step::Convert(None)]);
            }
            steps.push(Step::Trade(1 - side, 255, count));
            steps
        }),
        // All steps together take less than ten minutes.
        prop::collection::vec(step(), 1..20),
    ]
}

impl Stage {
    fn trades_in_steps(&mut self, side: usize, amount: u128, count: u128) {
        for _ in 1..count {
            self.trade(side, amount / count);
        }
        self.trade(side, amount - amount / count * (count - 1));
    }

    fn takes(&mut self, step: &Step) {
        let attacker = self.attacker.clone();
        match *step {
            Step::Trade(side, of_256, count) => {
                let amount = part(self.has(side), of_256);
                self.trades_in_steps(side, amount, count);
            }
            Step::Give(side, of_256) => {
                let gift = of(&self.sides[side], part(self.has(side), of_256) / 256);
                let pair = self.pair.clone();
                if !gift.amount.is_zero() {
                    let transfer = gift.transfer_to(&pair).unwrap().unwrap();
                    self.setup.market.send(&attacker, transfer).unwrap();
                }
            }
            Step::Convert(wanted) => {
                let msg = convert(&self.sides[0], wanted);
                // A refused message changes nothing.
                let _ = self.setup.send(&attacker, &msg);
            }
            Step::Wait(blocks) => self.setup.market.chain.pass(6 * blocks),
        }
    }

    fn stock(&self) -> u128 {
        self.setup.stock(&self.sides[0])
    }

    /// The attacker swaps an amount in `steps` steps, lets the collector convert in each of
    /// `blocks` later blocks, and swaps back in as many steps. Tells his gain and what was
    /// converted.
    fn sandwich_over_blocks(
        &mut self,
        amount: u128,
        steps: u128,
        wait_seconds: u64,
        converts: usize,
    ) -> (i128, u128) {
        let stock = self.stock();
        self.gives(0, amount);
        self.trades_in_steps(0, amount, steps);
        self.setup.market.chain.pass(wait_seconds);
        for place in 0..converts {
            if place > 0 {
                self.setup.next_block();
            }
            self.takes(&Step::Convert(None));
        }
        self.trades_in_steps(1, self.has(1), steps);
        let gained = i128::try_from(self.has(0)).unwrap() - i128::try_from(amount).unwrap();
        (gained, stock - self.stock())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(768))]

    /// T-76: `convert` sandwiched, run by anyone.
    /// The pool has not moved for ten minutes, and the steps take less than ten. No
    /// conversion of one block is worth a trade around it. Several together may lift the price by a
    /// tenth of a per cent more than the attacker's commission: that gains a third of a millionth
    /// of the pool at most.
    #[test]
    fn no_trades_around_conversions_of_several_blocks_gain(
        bound in prop_oneof![Just(Bound::Oracle), Just(Bound::Average), Just(Bound::Circular)],
        pool in (reserve(), reserve()),
        stock in magnitude(15),
        side in 0..2usize,
        start in magnitude(16),
        steps in steps(),
    ) {
        let pool = <[u128; 2]>::from(pool);
        let mut stage = bound.stage(pool, stock);
        stage.gives(side, start);

        for step in &steps {
            stage.takes(step);
        }
        stage.trade(1 - side, stage.has(1 - side));

        let end = stage.has(side);
        prop_assert!(end <= start + pool[side] / 3_000_000, "{} became {}", start, end);
    }
}

/// T-76: `convert` sandwiched, run by anyone.
/// The attacker moves the pool in 60 small steps in one block, the collector converts in
/// each of the next three, and the attacker moves the pool back.
#[test]
fn a_pool_moved_in_the_block_before_is_left_alone() {
    let stock = 1_000_000_000_000;
    let [amount, steps] = [36 * MIR_POOL[0], 60];

    // The gain with an asset that nobody knows, which only the spread bounds.
    let mut stage = Stage::new(false, MIR_POOL, stock, false);
    let (gained, converted) = stage.sandwich_over_blocks(amount, steps, 6, 3);
    assert_eq!((309_871_213_436, 333_999_999_000), (gained, converted));

    // The collector converts any number of blocks later, within ten minutes.
    for bound in [Bound::Average, Bound::Circular, Bound::Oracle] {
        for (wait, converts) in [(6, 1), (6, 3), (12, 2), (300, 10), (534, 10)] {
            let mut stage = bound.stage(MIR_POOL, stock);
            let outcome = stage.sandwich_over_blocks(amount, steps, wait, converts);
            assert_eq!((-23_814_883_278, 0), outcome, "{bound:?} {wait}");
        }
    }
}

/// T-76: `convert` sandwiched, run by anyone.
#[test]
fn a_pumped_pool_is_refused_and_converted_once_it_is_back() {
    for bound in [Bound::Average, Bound::Circular] {
        let mut stage = bound.stage(MIR_POOL, 1_000_000_000_000);
        let sold = stage.sides[0].clone();
        stage.gives(0, 100_000_000_000);
        stage.trade(0, 100_000_000_000);
        stage.setup.next_block();
        assert_beyond_spread(stage.setup.converts(&sold));

        stage.trade(1, stage.has(1));
        stage.setup.next_block();

        // The pool has kept the commissions of both swaps.
        assert_eq!(3_001_797_300, stage.setup.converted(&sold));
    }
}

/// The pool was moved in the other direction and pays more than its average, so the collector
/// gains.
#[test]
fn a_pool_that_pays_more_than_its_average_is_sold_into() {
    let mut stage = Bound::Average.stage(MIR_POOL, 1_000_000_000_000);
    stage.gives(1, 200_000_000_000);
    stage.trade(1, 200_000_000_000);

    let sold = stage.sides[0].clone();
    assert!(stage.setup.converted(&sold) > 2_700_000_000);
}

/// T-76: `convert` sandwiched, run by anyone.
/// All conversions of a block together convert no more than one limit.
#[test]
fn many_small_conversions_are_one_limit() {
    let mut stage = Bound::Average.stage(MIR_POOL, 1_000_000_000_000);
    stage.gives(0, 100_000_000);
    stage.trade(0, 100_000_000);
    let before = stage.stock();
    for _ in 0..100 {
        stage.takes(&Step::Convert(Some(40_000_000)));
    }
    stage.trade(1, stage.has(1));

    // The limit is 0.3 % of a pool that has 100,000,000 more.
    assert_eq!(3_000_300_000, before - stage.stock());
    assert!(stage.has(0) < 100_000_000);
}

/// T-76: `convert` sandwiched, run by anyone.
/// The attack that remains when no oracle prices MIR: somebody keeps the pool away from
/// its price for ten minutes, with a tenth of it, and nobody trades against him. Keepers or a price
/// of MIR end it.
#[test]
fn whoever_holds_the_pool_for_ten_minutes_sets_its_average() {
    let amount = MIR_POOL[0] / 10;
    let outcome = |bound: Bound, wait, converts| {
        let mut stage = bound.stage(MIR_POOL, 1_000_000_000_000);
        stage.sandwich_over_blocks(amount, 1, wait, converts)
    };

    // One conversion does not make up for his commission; two gain 0.054 % of the pool.
    assert_eq!((-599_100_001, 0), outcome(Bound::Average, 594, 1));
    assert_eq!(
        (-29_800_983, 3_300_000_000),
        outcome(Bound::Average, 600, 1)
    );
    assert_eq!(
        (542_684_490, 6_609_900_000),
        outcome(Bound::Average, 600, 100)
    );
    // With an oracle's price he gains nothing.
    assert_eq!((-599_100_001, 0), outcome(Bound::Oracle, 600, 100));
}
