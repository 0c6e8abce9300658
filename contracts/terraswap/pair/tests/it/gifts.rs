//! Gifts and the time-weighted price: what anybody can give to the pair, around what he trades,
//! raises no average (terraswap.md 4.7, and its examples A12 to A15).

use cosmwasm_std::{Addr, Decimal};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use terraswap::asset::Asset;
use terraswap::pair::TimeWeightedPriceResponse;

use crate::setup::{base, decimal, Setup};

/// A pool as those of the attacks.
const POOL: u128 = 1_000_000_000_000;

impl Setup {
    fn answer_at(&mut self, second: u64) -> TimeWeightedPriceResponse {
        self.market.chain.at(second);
        self.market.average(&self.pair)
    }

    /// Averages, rates and lower sides as texts.
    fn sides_at(&mut self, second: u64) -> [[String; 2]; 3] {
        let answer = self.answer_at(second);
        [answer.prices, answer.rates.unwrap(), answer.lower.unwrap()]
            .map(|prices| prices.map(|price| price.to_string()))
    }

    /// What somebody got from an operation, which is all he has more of one asset than before.
    fn gift_of(&mut self, side: usize, amount: u128) {
        let gift = self.asset(side, amount);
        if amount > 0 {
            self.gift(&gift);
        }
    }

    fn asset(&self, side: usize, amount: u128) -> Asset {
        match side {
            0 => base(amount),
            _ => self.tokens(amount),
        }
    }
}

fn sides(prices: [&str; 2], rates: [&str; 2], lower: [&str; 2]) -> [[String; 2]; 3] {
    [prices, rates, lower].map(|prices| prices.map(ToString::to_string))
}

/// terraswap.md section 9, example A12.
///
/// Half of the pool is sold to it, and what the sale took out is given back, so that the balances
/// look as if nothing had happened to the price.
#[test]
fn a_gift_that_hides_a_sale_raises_no_average() {
    let hidden = |sold: usize, gift_at: u64| {
        let mut setup = Setup::with_reserves(POOL, POOL);
        let bob = setup.bob.clone();
        let offer = setup.asset(sold, POOL / 2);
        setup.swaps(&bob, offer).unwrap();
        setup.market.chain.at(gift_at);
        setup.gift_of(1 - sold, 832_333_333_333);
        assert_eq!([1_500_000_000_000; 2], setup.reserves());
        setup
    };
    let expected = sides(
        ["1", "0.445111111111333333"],
        ["2.246630054916501932", "1"],
        ["1", "0.445111111111333333"],
    );
    let [prices, rates, lower] = expected.clone();
    let mirrored = [prices, rates, lower].map(|[first, second]| [second, first]);

    // At once, in the block before the question and in the one of the question.
    for gift_at in [1_000, 1_594, 1_600] {
        assert_eq!(expected, hidden(1, gift_at).sides_at(1_600));
        assert_eq!(mirrored, hidden(0, gift_at).sides_at(1_600));
    }
    // Noticed by an operation, the past stays what it was.
    let mut setup = hidden(1, 1_594);
    let alice = setup.alice.clone();
    setup.market.chain.at(1_600);
    setup.withdraws(&alice, 1_000).unwrap();
    assert_eq!(expected, setup.sides_at(1_600));
}

/// terraswap.md section 9, example A14.
///
/// The operation leaves price 2 and the question finds it, while for ten minutes the balances said 1.
#[test]
fn gifts_around_two_operations_raise_no_average() {
    let mut setup = Setup::with_reserves(POOL, POOL);
    let bob = setup.bob.clone();

    setup.gift_of(0, POOL);
    setup.swaps(&bob, base(1)).unwrap();
    setup.gift_of(1, POOL);
    setup.market.chain.at(1_600);
    setup.gift_of(0, 2 * POOL);

    assert_eq!(
        sides(
            ["0.2499999999999375", "1.0000000000005"],
            ["0.9999999999995", "4.000000000001"],
            ["0.2499999999999375", "1.0000000000005"]
        ),
        setup.sides_at(1_600)
    );
}

/// Two gifts, one after the other. In which order is not known, so each price may have been a half.
#[test]
fn gifts_of_both_sides_count_in_the_worse_order() {
    let mut setup = Setup::with_reserves(POOL, POOL);

    setup.market.chain.at(1_100);
    setup.gift_of(0, POOL);
    setup.market.chain.at(1_594);
    setup.gift_of(1, POOL);

    assert_eq!(
        sides(["0.5", "0.5"], ["2", "2"], ["0.5", "0.5"]),
        setup.sides_at(1_600)
    );
}

#[test]
fn a_gift_and_a_swap_of_a_unit_raise_nothing_for_the_time_before() {
    let mut setup = Setup::with_reserves(POOL, POOL);
    let bob = setup.bob.clone();

    setup.market.chain.at(1_600);
    setup.gift_of(0, POOL);
    setup.swaps(&bob, base(1)).unwrap();

    let [prices, _, lower] = setup.sides_at(1_600);
    assert_eq!(["0.5", "1"].map(str::to_string), prices);
    assert_eq!("1", lower[1]);
}

/// The owner of nearly all shares gives to his own pair and takes the gift out again as a provider, in
/// one transaction of every block. So every operation finds and leaves price 2, and every block ends at
/// price 1. It costs him next to nothing, so it must not raise what is lent on either asset.
#[test]
fn an_owner_of_nearly_all_shares_raises_no_average_by_his_gifts() {
    for side in 0..2 {
        let mut setup = Setup::with_reserves(POOL, POOL);
        let alice = setup.alice.clone();
        for block in 0..30 {
            setup.market.chain.at(1_600 + 20 * block);
            let reserves = setup.reserves();
            setup.gift_of(side, reserves[1 - side] * 2 - reserves[side]);
            let half = setup.purse(&alice)[2] / 2;
            setup.withdraws(&alice, half).unwrap();
            let reserves = setup.reserves();
            setup.gift_of(1 - side, reserves[side] - reserves[1 - side]);
        }

        let after = setup.answer_at(2_200);

        for of in 0..2 {
            assert!(after.prices[of] <= Decimal::one(), "{side} {of}");
            assert!(after.lower.unwrap()[of] <= Decimal::one());
            assert!(after.rates.unwrap()[of] >= Decimal::one());
        }
    }
}

#[test]
fn a_pair_with_one_unit_on_a_side_answers_and_no_gift_raises_it() {
    let mut setup = Setup::with_reserves(4_000_000, 1);
    let before = ["0.00000025", "4000000"];
    assert_eq!(sides(before, before, before), setup.sides_at(1_600));

    setup.gift_of(1, 3_999_999);

    assert_eq!(
        sides(["0.00000025", "1"], ["1", "4000000"], ["0.00000025", "1"]),
        setup.sides_at(1_600)
    );
}

/// terraswap.md section 9, example A13.
///
/// A11's trade seen 200 seconds later, and at once.
#[test]
fn a_price_has_a_high_and_a_low_side() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();
    setup.market.chain.at(1_700);
    setup.swaps(&bob, base(1_000_000_000)).unwrap();

    assert_eq!(
        sides(["0.01", "100"], ["0.01", "100"], ["0.0025075", "100"]),
        setup.sides_at(1_700)
    );
    assert_eq!(
        sides(
            ["0.008335", "166.400797607178464606"],
            ["0.008335", "166.400797607178464606"],
            ["0.0025075", "119.976004799040191961"],
        ),
        setup.sides_at(1_900)
    );
}

/// Somebody buys at the end of a block, borrows in the next and sells back. The average is 2.6 then, but
/// the lower side, which limits what is lent, is only a hundredth above the price before. A gift that
/// lowers the inverse of the ten minutes before does not help either.
#[test]
fn a_pump_of_one_block_is_not_lent_on() {
    for gift in [0, POOL, 2 * POOL] {
        let mut setup = Setup::with_reserves(POOL, POOL);
        let bob = setup.bob.clone();
        setup.market.chain.at(1_600);
        setup.gift_of(0, gift);
        setup.swaps(&bob, base(12 * (POOL + gift))).unwrap();

        let answer = setup.answer_at(1_606);

        assert!(answer.prices[1] > decimal("2.5"), "{gift}");
        assert!(answer.lower.unwrap()[1] < decimal("1.0101"), "{gift}");
    }
}

/// terraswap.md section 9, example A15.
#[test]
fn a_gift_before_a_pump_does_not_lift_its_low_side() {
    let mut setup = Setup::with_reserves(POOL, POOL);
    let bob = setup.bob.clone();
    setup.market.chain.at(1_600);
    setup.gift_of(0, POOL);
    setup.swaps(&bob, base(24 * POOL)).unwrap();
    assert_eq!([26_000_000_000_000, 79_692_307_694], setup.reserves());

    let of_token = setup.sides_at(1_606).map(|[_, of_token]| of_token);

    let expected = [
        "4.220344814335624391",
        "5.21044382423661449",
        "1.009969043552392234",
    ];
    assert_eq!(expected.map(str::to_string), of_token);
}

/// Somebody sells at the end of a block and buys back in the next: nobody's collateral is sold for less.
/// A gift that lowers the average of the ten minutes before does not help either.
#[test]
fn a_dump_of_one_block_sells_nobody_cheaper() {
    for gift in [0, POOL, 2 * POOL] {
        let mut setup = Setup::with_reserves(POOL, POOL);
        let bob = setup.bob.clone();
        setup.market.chain.at(1_600);
        setup.gift_of(1, gift);
        let tokens = setup.tokens(12 * (POOL + gift));
        setup.swaps(&bob, tokens).unwrap();

        let answer = setup.answer_at(1_606);

        assert!(answer.rates.unwrap()[1] > decimal("0.99"), "{gift}");
        assert!(answer.lower.unwrap()[1] < decimal("0.01"), "{gift}");
    }
}

/// What anybody may do.
#[derive(Clone, Debug)]
enum Act {
    Gift(usize, u128),
    Swap(usize, u128),
    /// Swap, and give what came out back to the pair.
    SwapAndGiveBack(usize, u128),
    /// Swap a unit at a price that gifts make for this second only.
    Flash(usize, u128),
    Provide(u128),
    /// So many thousandths of what Alice has.
    Withdraw(u128),
}

fn any_act() -> impl Strategy<Value = Act> {
    let amount =
        || (0u32..36, any::<u64>()).prop_map(|(bits, any)| 1 + u128::from(any >> (63 - bits)));
    prop_oneof![
        3 => (0usize..2, amount()).prop_map(|(side, given)| Act::Gift(side, given)),
        3 => (0usize..2, amount()).prop_map(|(side, offer)| Act::Swap(side, offer)),
        2 => (0usize..2, amount()).prop_map(|(side, offer)| Act::SwapAndGiveBack(side, offer)),
        2 => (0usize..2, amount()).prop_map(|(side, given)| Act::Flash(side, given)),
        1 => amount().prop_map(Act::Provide),
        1 => (1u128..=1_000).prop_map(Act::Withdraw),
    ]
}

/// What the bank and the token said of the pair's balances, and since when.
type Stood = (u64, [u128; 2]);

/// A pair, with all the balances that it ever had.
struct Watched {
    setup: Setup,
    stood: Vec<Stood>,
}

impl Watched {
    fn new(reserves: [u128; 2]) -> Self {
        let [base_reserve, token_reserve] = reserves;
        Self {
            setup: Setup::with_reserves(base_reserve, token_reserve),
            stood: vec![(1_000, reserves)],
        }
    }

    fn now(&self) -> u64 {
        self.setup.market.chain.now()
    }

    fn look(&mut self) {
        let seen = (self.now(), self.setup.reserves());
        self.stood.push(seen);
    }

    fn give(&mut self, side: usize, given: u128) {
        self.setup.gift_of(side, given);
        self.look();
    }

    fn act(&mut self, act: &Act) {
        let (alice, bob) = (self.setup.alice.clone(), self.setup.bob.clone());
        match *act {
            Act::Gift(side, given) => self.give(side, given),
            Act::Swap(side, offer) => self.swap(&bob, side, offer),
            Act::SwapAndGiveBack(side, offer) => {
                let before = self.setup.purse(&bob)[1 - side];
                self.swap(&bob, side, offer);
                let returned = self.setup.purse(&bob)[1 - side].saturating_sub(before);
                self.give(1 - side, returned);
            }
            Act::Flash(side, given) => {
                let before = self.setup.reserves();
                self.give(side, given);
                self.swap(&bob, side, 1);
                let after = self.setup.reserves();
                // At most 2^82: as much as makes the price of before again.
                let wanted = after[side] * before[1 - side] / before[side];
                let missing = wanted.saturating_sub(after[1 - side]);
                self.give(1 - side, missing.min(1 << 60));
            }
            // What is refused leaves everything as it was.
            Act::Provide(amount) => {
                let [base_pool, token_pool] = self.setup.reserves();
                let fitting = amount * token_pool / base_pool + 1;
                let _ = self.setup.provides(&alice, amount, fitting);
                self.look();
            }
            Act::Withdraw(part) => {
                let shares = self.setup.purse(&alice)[2] * part / 1_000;
                let _ = self.setup.withdraws(&alice, shares);
                self.look();
            }
        }
    }

    fn swap(&mut self, trader: &Addr, side: usize, offer: u128) {
        let offer = self.setup.asset(side, offer);
        let _ = self.setup.swaps(trader, offer);
        self.look();
    }

    /// The average of what the balances said in the last `window` seconds.
    fn average(&self, window: u64, price: impl Fn([u128; 2]) -> BigRational) -> BigRational {
        let now = self.now();
        let ends = self.stood.iter().skip(1).map(|(since, _)| *since);
        let mut sum = BigRational::from(BigInt::from(0));
        for ((since, reserves), until) in self.stood.iter().zip(ends.chain([now])) {
            let seconds = until.saturating_sub((now - window).max(*since));
            sum += price(*reserves) * BigRational::from(BigInt::from(seconds));
        }
        sum / BigRational::from(BigInt::from(window))
    }
}

fn price(side: usize, reserves: [u128; 2]) -> BigRational {
    BigRational::new(reserves[1 - side].into(), reserves[side].into())
}

fn exact(decimal: Decimal) -> BigRational {
    BigRational::new(
        decimal.atomics().u128().into(),
        BigInt::from(10u128.pow(18)),
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.clamp(64, 2_000),
        ..ProptestConfig::default()
    })]

    #[test]
    fn gifts_and_trades_in_any_order_raise_no_average(
        steps in proptest::collection::vec((0u64..500, any_act()), 1..16),
        first in [1_001u128..1 << 40, 1_001u128..1 << 40],
    ) {
        let mut watched = Watched::new(first);
        for (seconds, act) in &steps {
            watched.setup.market.chain.pass(*seconds);
            watched.act(act);
        }
        watched.setup.market.chain.pass(600);

        let answer = watched.setup.market.average(&watched.setup.pair);

        let now = watched.setup.reserves();
        for side in 0..2 {
            let (rate, lower) = (answer.rates.unwrap()[side], answer.lower.unwrap()[side]);
            let mean = watched.average(answer.window, |reserves| price(side, reserves));
            let inverse = watched.average(answer.window, |reserves| price(1 - side, reserves));

            prop_assert!(exact(answer.prices[side]) <= mean);
            prop_assert!(rate >= answer.prices[side] && answer.prices[side] >= lower);
            prop_assert!(exact(lower) <= price(side, now));
            // Down at the 18th digit, once a stretch and once in all.
            let lost = exact(Decimal::raw(2));
            prop_assert!(exact(rate) + &lost > mean);
            if inverse > lost {
                prop_assert!(exact(lower) <= (inverse - lost).recip());
            }
        }
    }
}
