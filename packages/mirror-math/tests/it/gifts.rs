//! Gifts between the operations of a pair, and the cautious sides of an average (examples A12 to
//! A14 of terraswap.md 9), against exact fractions.

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::pool;
use mirror_math::track::{Cautious, Marks, PriceTrack, TimeWeightedPrices, WINDOW};
use mirror_math::MathError;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;

use crate::exact::{amount, atomics, config, decimal, units, usual_amount, whole};

/// Averages of ten minutes at the lowest and at the highest prices.
fn averages(prices: [&str; 2], highest: [&str; 2]) -> TimeWeightedPrices {
    TimeWeightedPrices {
        prices: prices.map(decimal),
        highest: highest.map(decimal),
        window: 600,
    }
}

fn cautious(rate: &str, lower: &str) -> Cautious {
    Cautious {
        rate: decimal(rate),
        lower: decimal(lower),
    }
}

/// A pair opened at second 1000 with 10^12 of both, of whose asset 1 half as much was sold to it
/// at once.
fn sold_to() -> (PriceTrack, Marks) {
    let mut track = PriceTrack::start(1_000);
    let marks = Marks::at_start(&track);
    track.close([667_666_666_667, 1_500_000_000_000].map(amount));

    (track, marks)
}

/// terraswap.md section 9, example A12.
#[test]
fn a_gift_that_hides_a_sale_raises_no_average() {
    let (track, marks) = sold_to();
    let evened = [amount(1_500_000_000_000); 2];

    let found = track.prices(&marks, 1_600, evened).unwrap();

    let highest = ["2.246630054916501932", "1"];
    assert_eq!(found, averages(["1", "0.445111111111333333"], highest));
    assert_eq!(
        found.cautious(evened),
        Ok([
            cautious("2.246630054916501932", "1"),
            cautious("1", "0.445111111111333333"),
        ])
    );
}

/// terraswap.md section 9, example A12.
#[test]
fn a_gift_that_is_noticed_later_counts_no_better() {
    let (mut track, marks) = sold_to();
    let evened = [amount(1_500_000_000_000); 2];

    track.advance(1_600, evened).unwrap();
    track.close(evened);

    let found = track.prices(&marks, 1_600, evened).unwrap();
    let highest = ["2.246630054916501932", "1"];
    assert_eq!(found, averages(["1", "0.445111111111333333"], highest));
}

/// terraswap.md section 9, example A13.
#[test]
fn a_price_has_a_high_and_a_low_side() {
    // A11 at second 1900: 100 for 700 seconds, 398.8 for 200.
    let prices = ["0.008335", "166.400797607178464606"];
    let average = averages(prices, prices);

    let sides = average.cautious([2_000_000_000, 5_015_000].map(amount));

    assert_eq!(
        sides,
        Ok([
            cautious("0.008335", "0.0025075"),
            cautious("166.400797607178464606", "119.976004799040191961"),
        ])
    );
}

/// terraswap.md section 9, example A14.
///
/// Somebody gives before an operation and reverses the effect on the price after it, in one transaction.
/// So no time passed at the price that the operation left, nor at the one that is found.
#[test]
fn gifts_around_two_operations_raise_no_average() {
    let mut track = PriceTrack::start(1_000);
    let marks = Marks::at_start(&track);
    track.close([2_000_000_000_001, 1_000_000_000_000].map(amount));
    let found = [4_000_000_000_001, 2_000_000_000_000].map(amount);

    let average = track.prices(&marks, 1_600, found).unwrap();

    let highest = ["0.9999999999995", "4.000000000001"];
    assert_eq!(
        average,
        averages(["0.2499999999999375", "1.0000000000005"], highest)
    );
    assert_eq!(
        average.cautious(found),
        Ok([
            cautious("0.9999999999995", "0.2499999999999375"),
            cautious("4.000000000001", "1.0000000000005"),
        ])
    );
}

/// A balance can only fall in this way with a token that takes from its holders, which is not supported.
#[test]
fn balances_that_shrink_count_as_the_lowest_price_too() {
    let mut track = PriceTrack::start(1_000);
    let marks = Marks::at_start(&track);
    track.close([1_000, 1_000].map(amount));

    for (found, lowest, highest) in [
        ([1_000, 500], ["0.5", "1"], ["1", "2"]),
        ([500, 500], ["0.5", "0.5"], ["2", "2"]),
        ([500, 2_000], ["1", "0.25"], ["4", "1"]),
    ] {
        let average = track.prices(&marks, 1_600, found.map(amount)).unwrap();
        assert_eq!(average, averages(lowest, highest));
    }
}

#[test]
fn the_price_of_the_moment_lowers_what_is_lent_and_nothing_else() {
    let average = averages(["1", "1"], ["1", "1"]);

    for (found, lower) in [
        ([1_000, 1_000], ["1", "1"]),
        ([1_000, 500], ["0.5", "1"]),
        ([500, 1_000], ["1", "0.5"]),
        ([1, u128::MAX], ["1", "0"]),
    ] {
        let sides = average.cautious(found.map(amount)).unwrap();

        assert_eq!(sides.map(|side| side.rate), [Decimal::one(); 2]);
        assert_eq!(sides.map(|side| side.lower), lower.map(decimal));
    }
}

#[test]
fn a_price_without_an_inverse_is_itself() {
    let prices = ["0", "300000000000000000000"];
    let average = averages(prices, prices);

    let sides = average.cautious([u128::MAX, 1].map(amount)).unwrap();

    let [none, dear] = prices.map(|price| cautious(price, price));
    assert_eq!(sides, [none, dear]);
}

#[test]
fn an_empty_pool_has_no_cautious_side() {
    for found in [[0, 1], [1, 0], [0, 0]] {
        let sides = averages(["1", "1"], ["1", "1"]).cautious(found.map(amount));
        assert_eq!(sides, Err(MathError::EmptyPool));
    }
}

/// Only gifts can make a price that is too high for a Decimal.
#[test]
fn the_highest_price_ends_at_the_largest_decimal() {
    let mut track = PriceTrack::start(1_000);
    let marks = Marks::at_start(&track);
    track.close([amount(1); 2]);
    let found = [1, u128::MAX].map(amount);

    let average = track.prices(&marks, 1_600, found).unwrap();

    assert_eq!(average.prices, ["1", "0"].map(decimal));
    assert_eq!(average.highest, [Decimal::MAX, Decimal::one()]);
}

/// A doubt no longer counts when the window that it belongs to has passed.
#[test]
fn a_gift_is_in_doubt_until_its_window_is_over() {
    let (mut track, mut marks) = (PriceTrack::start(1_000), None);
    track.close([amount(100); 2]);
    let mut highest = vec![];
    for (now, found) in [
        (1_600, [200, 100]),
        (2_200, [200, 100]),
        (2_800, [200, 100]),
    ] {
        let found = found.map(amount);
        let mut kept = marks.unwrap_or(Marks::at_start(&track));
        track.advance(now, found).unwrap();
        track.move_mark(&mut kept);
        track.close(found);
        marks = Some(kept);
        let answer = track.prices(&kept, now + 300, found).unwrap();
        highest.push((answer.prices, answer.highest));
    }

    // 600 seconds at 0.5 to 1, then 300 at 0.5; and 600 at 1 to 2, then 300 at 2.
    let doubtful = (
        ["0.5", "1.333333333333333333"].map(decimal),
        ["0.833333333333333333", "2"].map(decimal),
    );
    let certain = (["0.5", "2"].map(decimal), ["0.5", "2"].map(decimal));
    assert_eq!(highest, [doubtful, certain, certain]);
}

#[test]
fn time_with_nothing_found_on_a_side_adds_nothing() {
    for found in [[0, 5], [5, 0], [0, 0]] {
        let (mut track, marks) = sold_to();
        let found = found.map(amount);

        let refused = track.prices(&marks, 2_000, found);
        assert_eq!(refused, Err(MathError::HistoryTooShort));
        track.advance(2_000, found).unwrap();

        assert!([track.cum, track.doubt]
            .iter()
            .flatten()
            .all(|sum| sum.is_zero()));
    }
}

/// What anybody may do to a pair.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// Give to a side by a plain transfer.
    Gift(usize, Uint128),
    /// Offer to a side.
    Swap(usize, Uint128),
    /// Give, and swap in the same second.
    GiftAndSwap(usize, Uint128, usize, Uint128),
    /// Swap a unit at a price that gifts make for this second only.
    Flash(usize, Uint128),
    /// Take out both sides down to so many thousandths.
    Withdraw(u128),
    /// Put in both sides, so many thousandths.
    Provide(u128),
}

fn act() -> impl Strategy<Value = Act> {
    let side = 0usize..2;
    prop_oneof![
        (side.clone(), usual_amount()).prop_map(|(side, given)| Act::Gift(side, given)),
        (side.clone(), usual_amount()).prop_map(|(side, offer)| Act::Swap(side, offer)),
        (side.clone(), usual_amount(), side, usual_amount())
            .prop_map(|(one, given, other, offer)| Act::GiftAndSwap(one, given, other, offer)),
        (0usize..2, usual_amount()).prop_map(|(side, given)| Act::Flash(side, given)),
        (1u128..1_000).prop_map(Act::Withdraw),
        (1u128..1_000_000).prop_map(Act::Provide),
    ]
}

/// The seconds between two operations: what the first left, what the second found.
#[derive(Clone, Debug)]
struct Stretch {
    since: u64,
    until: u64,
    left: [Uint128; 2],
    found: [Uint128; 2],
}

/// A pair, with a record of all that ever happened to it.
struct Played {
    track: PriceTrack,
    marks: Marks,
    balances: [Uint128; 2],
    marked: Vec<u64>,
    stretches: Vec<Stretch>,
    /// The balances of the pair, gifts included, and since when they were so.
    stood: Vec<(u64, [Uint128; 2])>,
}

impl Played {
    fn opened(balances: [Uint128; 2]) -> Self {
        let mut track = PriceTrack::start(50);
        let marks = Marks::at_start(&track);
        track.close(balances);
        Self {
            track,
            marks,
            balances,
            marked: vec![50],
            stretches: vec![],
            stood: vec![(50, balances)],
        }
    }

    fn give(&mut self, now: u64, side: usize, given: Uint128) {
        self.balances[side] = self.balances[side].saturating_add(given);
        self.stood.push((now, self.balances));
    }

    /// An operation of the pair, which finds its balances and leaves others.
    fn leave(&mut self, now: u64, left: [Uint128; 2]) {
        self.stretches.push(self.until(now));
        self.track.advance(now, self.balances).unwrap();
        if self.track.is_mark_due() {
            self.track.move_mark(&mut self.marks);
            self.marked.push(now);
        }
        self.track.close(left);
        self.balances = left;
        self.stood.push((now, left));
    }

    fn act(&mut self, now: u64, act: Act) {
        match act {
            Act::Gift(side, given) => self.give(now, side, given),
            Act::Swap(side, offer) => self.swap(now, side, offer),
            Act::GiftAndSwap(one, given, other, offer) => {
                self.give(now, one, given);
                self.swap(now, other, offer);
            }
            Act::Flash(side, given) => {
                let before = self.balances;
                self.give(now, side, given);
                self.swap(now, side, amount(1));
                // As much of the other side as makes the price of before again.
                let grown = self.balances[side].full_mul(before[1 - side]);
                let wanted = grown / cosmwasm_std::Uint256::from(before[side]);
                if let Ok(wanted) = Uint128::try_from(wanted) {
                    let missing = wanted.saturating_sub(self.balances[1 - side]);
                    if wanted < amount(10u128.pow(33)) {
                        self.give(now, 1 - side, missing);
                    }
                }
            }
            Act::Withdraw(kept) => {
                let part = |reserve: Uint128| reserve.multiply_ratio(kept, 1_000u128);
                let left = self.balances.map(|side| part(side).max(amount(1)));
                self.leave(now, left);
            }
            Act::Provide(more) => {
                let grown = |reserve: Uint128| reserve.multiply_ratio(1_000 + more, 1_000u128);
                if self
                    .balances
                    .iter()
                    .all(|side| *side < amount(10u128.pow(30)))
                {
                    self.leave(now, self.balances.map(grown));
                }
            }
        }
    }

    fn swap(&mut self, now: u64, side: usize, offer: Uint128) {
        let (offered, asked) = (self.balances[side], self.balances[1 - side]);
        let paid = pool::swap(offered, asked, offer).unwrap().return_amount;
        let mut left = self.balances;
        left[side] = offered + offer;
        left[1 - side] = asked - paid;
        self.leave(now, left);
    }

    /// The time since the last operation, if one came now.
    fn until(&self, now: u64) -> Stretch {
        Stretch {
            since: self.track.last_time,
            until: now,
            left: self.track.last_reserves,
            found: self.balances,
        }
    }

    /// When the seconds begin that count now.
    fn start(&self, now: u64) -> u64 {
        let recent = &self.marked[self.marked.len().saturating_sub(2)..];
        *recent
            .iter()
            .rev()
            .find(|time| now - **time >= WINDOW)
            .unwrap_or(&recent[0])
    }

    /// The seconds that count now, each with the reserves at both ends of its stretch.
    fn counted(&self, now: u64) -> Vec<Stretch> {
        let mut stretches = self.stretches.clone();
        stretches.push(self.until(now));
        since(self.start(now), stretches)
    }

    /// The same seconds, each with the balances that the pair really had.
    fn real(&self, now: u64) -> Vec<Stretch> {
        let ends = self.stood.iter().skip(1).map(|(since, _)| *since);
        let stretches = self.stood.iter().zip(ends.chain([now]));
        let stretches = stretches.map(|((since, balances), until)| Stretch {
            since: *since,
            until,
            left: *balances,
            found: *balances,
        });
        since(self.start(now), stretches.collect())
    }
}

/// The parts of these stretches that come after a second.
fn since(start: u64, mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    for stretch in &mut stretches {
        stretch.since = stretch.since.max(start);
    }
    stretches.retain(|stretch| stretch.until > stretch.since);
    stretches
}

/// The price of a side in atomics, exact.
fn exact_price(side: usize, reserves: [Uint128; 2]) -> BigRational {
    atomics(&(units(reserves[1 - side]) / units(reserves[side])))
}

/// The average of one price per stretch.
fn mean(stretches: &[Stretch], price: impl Fn(&Stretch) -> BigRational) -> BigRational {
    let (mut sum, mut seconds) = (BigRational::zero(), BigRational::zero());
    for stretch in stretches {
        let length = whole(stretch.until - stretch.since);
        sum += price(stretch) * &length;
        seconds += length;
    }
    sum / seconds
}

fn found_atomics(price: Decimal) -> BigRational {
    units(price.atomics())
}

/// The highest price of a side that gifts can have made in a stretch.
fn highest(side: usize, stretch: &Stretch) -> BigRational {
    let least = stretch.left[side].min(stretch.found[side]);
    let most = stretch.left[1 - side].max(stretch.found[1 - side]);
    atomics(&(units(most) / units(least)))
}

/// The lowest price of a side that gifts can have made in a stretch.
fn lowest(side: usize, stretch: &Stretch) -> BigRational {
    let most = stretch.left[side].max(stretch.found[side]);
    let least = stretch.left[1 - side].min(stretch.found[1 - side]);
    atomics(&(units(least) / units(most)))
}

/// A pair after these steps, and what it answers.
fn play(
    steps: Vec<(u64, Act)>,
    first: [Uint128; 2],
    wait: u64,
) -> (Played, u64, Result<TimeWeightedPrices, MathError>) {
    let mut played = Played::opened(first.map(|side| side + amount(1)));
    let mut now = 50;
    for (seconds, act) in steps {
        now += seconds;
        played.act(now, act);
    }
    now += wait;
    let answer = played.track.prices(&played.marks, now, played.balances);
    (played, now, answer)
}

fn any_steps() -> impl Strategy<Value = Vec<(u64, Act)>> {
    proptest::collection::vec((0u64..700, act()), 1..25)
}

proptest! {
    #![proptest_config(config())]

    /// Whatever is given and traded, in any order, the result is the true average.
    #[test]
    fn no_gift_raises_an_average_above_the_prices_that_stood(
        steps in any_steps(),
        first in [usual_amount(), usual_amount()],
        wait in 0u64..1_500,
    ) {
        let (played, now, answer) = play(steps, first, wait);
        let found = match answer {
            Ok(found) => found,
            Err(MathError::HistoryTooShort) => {
                prop_assert!(now - played.start(now) < WINDOW);
                return Ok(());
            }
            Err(error) => {
                prop_assert_eq!(error, MathError::Overflow);
                return Ok(());
            }
        };

        let (real, counted) = (played.real(now), played.counted(now));
        for side in 0..2 {
            let average = found_atomics(found.prices[side]);
            prop_assert!(average <= mean(&real, |stretch| exact_price(side, stretch.left)));
            // Down in each stretch and once more at the end: less than two atomics.
            let least = mean(&counted, |stretch| lowest(side, stretch));
            prop_assert!(average <= least && average > least - whole(2u8));
        }
    }

    /// Nothing is lent above the lowest of the three prices, and no collateral is sold below the average.
    #[test]
    fn both_sides_of_an_average_are_on_the_safe_side_of_what_stood(
        steps in any_steps(),
        first in [usual_amount(), usual_amount()],
        wait in 0u64..1_500,
    ) {
        let (played, now, answer) = play(steps, first, wait);
        let Ok(found) = answer else { return Ok(()) };
        let sides = found.cautious(played.balances).unwrap();

        let (real, counted) = (played.real(now), played.counted(now));
        let (square, two) = (whole(10u128.pow(36)), whole(2u8));
        for (side, Cautious { rate, lower }) in sides.into_iter().enumerate() {
            prop_assert!(rate >= lower);
            let (rate, lower) = (found_atomics(rate), found_atomics(lower));
            let average = mean(&real, |stretch| exact_price(side, stretch.left));
            let inverse = mean(&real, |stretch| exact_price(1 - side, stretch.left));

            prop_assert!(lower <= average);
            prop_assert!(lower <= exact_price(side, played.balances));
            // The inverse may lose two of its atomics.
            if inverse > two {
                prop_assert!(lower <= &square / (inverse - &two));
            }
            if rate < found_atomics(Decimal::MAX) {
                prop_assert!(rate > average - &two);
            }
            prop_assert!(rate <= mean(&counted, |stretch| highest(side, stretch)));
        }
    }

    /// Without a gift both sides lie among the prices that the pair really had.
    #[test]
    fn trades_alone_are_averaged_between_the_lowest_and_the_highest(
        steps in any_steps(),
        first in [usual_amount(), usual_amount()],
        wait in 0u64..1_500,
    ) {
        let is_trade = |act: &Act| matches!(act, Act::Swap(..) | Act::Withdraw(_) | Act::Provide(_));
        let steps = steps.into_iter().filter(|(_, act)| is_trade(act)).collect();
        let (played, now, answer) = play(steps, first, wait);
        let Ok(found) = answer else { return Ok(()) };
        let sides = found.cautious(played.balances).unwrap();

        prop_assert_eq!(found.prices, found.highest);
        let real = played.real(now);
        let moment = Stretch { since: now, until: now + 1, ..played.until(now) };
        for (side, Cautious { rate, lower }) in sides.into_iter().enumerate() {
            let stood = || real.iter().chain([&moment]);
            let prices = || stood().map(|stretch| exact_price(side, stretch.left));
            let (lowest, highest) = (prices().min().unwrap(), prices().max().unwrap());

            prop_assert!(found_atomics(lower) <= found_atomics(rate));
            prop_assert!(found_atomics(rate) <= highest);
            prop_assert!(found_atomics(lower) > lowest - whole(2u8));
        }
    }
}
