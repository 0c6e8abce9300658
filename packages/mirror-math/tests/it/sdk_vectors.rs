//! The TypeScript SDK repeats these formulas, operation by operation. What they answer to a few thousand inputs is
//! written down in `clients/ts/test/vectors.jsonl`; the SDK's tests ask its previews the same. With
//! `MIRROR_WRITE_VECTORS=1` the file is written anew.

use std::{env, fmt::Display, fs, path::Path};

use cosmwasm_std::{Decimal, Uint128};
use mirror_math::{debt, pool};

const WRITTEN: &str = "../../clients/ts/test/vectors.jsonl";
/// How many inputs of each kind.
const EACH: usize = 300;

/// The same numbers on every machine (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number of up to so many bits, small ones as often as large ones.
    fn bits(&mut self, most: u32) -> u128 {
        let wide = (u128::from(self.next()) << 64) | u128::from(self.next());
        let bits = u32::try_from(self.next() % u64::from(most)).unwrap_or(0) + 1;
        wide >> (128 - bits)
    }

    fn amount(&mut self) -> Uint128 {
        Uint128::new(self.bits(70))
    }

    /// From a millionth up to a billion.
    fn price(&mut self) -> Decimal {
        Decimal::raw(self.bits(90).max(1_000_000_000_000))
    }

    /// From `least` percent on, so many percent more at most.
    fn percent(&mut self, least: u64, more: u64) -> Decimal {
        Decimal::permille(10 * least + self.next() % (10 * more))
    }
}

fn line(kind: &str, given: &[&dyn Display], out: Result<Vec<Uint128>, &str>) -> String {
    let quoted = |all: Vec<String>| all.join("\",\"");
    let given = quoted(given.iter().map(ToString::to_string).collect());
    let out = match out {
        Ok(numbers) => format!(
            "[\"{}\"]",
            quoted(numbers.iter().map(ToString::to_string).collect())
        ),
        Err(refusal) => format!("\"{refusal}\""),
    };
    format!("{{\"kind\":\"{kind}\",\"given\":[\"{given}\"],\"out\":{out}}}\n")
}

fn pools(dice: &mut Dice) -> Option<String> {
    let (x, y, a) = (dice.amount(), dice.amount(), dice.amount());
    let swap = pool::swap(x, y, a).ok()?;
    let mut lines = line(
        "swap",
        &[&x, &y, &a],
        Ok(vec![
            swap.return_amount,
            swap.spread_amount,
            swap.commission_amount,
        ]),
    );
    if let Ok(reverse) = pool::reverse_swap(x, y, a) {
        let out = vec![
            reverse.offer_amount,
            reverse.spread_amount,
            reverse.commission_amount,
        ];
        lines += &line("reverse_swap", &[&x, &y, &a], Ok(out));
    }
    let (share, b) = (dice.amount(), dice.amount());
    if let Ok(provided) = pool::provide([a, b], [x, y], share) {
        let ([used_0, used_1], [left_0, left_1]) = (provided.used, provided.left);
        let out = match provided.share.is_zero() {
            true => Err("zero_amount"),
            false => Ok(vec![provided.share, used_0, used_1, left_0, left_1]),
        };
        lines += &line("provide", &[&x, &y, &share, &a, &b], out);
    }
    if let Ok(out) = pool::withdraw(b, [x, y], share) {
        lines += &line("withdraw", &[&x, &y, &share, &b], Ok(out.to_vec()));
    }
    Some(lines)
}

fn debts(dice: &mut Dice) -> Option<String> {
    let (collateral, debt) = (dice.amount(), dice.amount());
    let (of_collateral, of_asset) = (dice.price(), dice.price());
    let (ratio, multiplier) = (dice.percent(110, 300), dice.percent(100, 100));
    let (discount, fee) = (dice.percent(5, 25), dice.percent(0, 5));
    let minted = debt::mintable(collateral, of_collateral, of_asset, ratio).ok()?;
    let mut lines = line(
        "mintable",
        &[&collateral, &of_collateral, &of_asset, &ratio],
        Ok(vec![minted]),
    );
    if let Ok(paid) = debt::protocol_fee(debt, of_asset, of_collateral, fee, collateral) {
        let given: [&dyn Display; 5] = [&debt, &of_asset, &of_collateral, &fee, &collateral];
        lines += &line("protocol_fee", &given, Ok(vec![paid]));
    }
    let burned = Uint128::new(dice.bits(70)).min(debt);
    if let Ok(redeemed) = debt::redeem(burned, of_asset, of_collateral, collateral, debt, fee) {
        let given: [&dyn Display; 6] =
            [&burned, &of_asset, &of_collateral, &collateral, &debt, &fee];
        lines += &line(
            "redeem",
            &given,
            Ok(vec![redeemed.gross, redeemed.fee, redeemed.net]),
        );
    }
    // Near its minimum, where auctions are: the debt that a ratio of 0.5 to 2 times the minimum leaves.
    let near = minted.mul_floor(dice.percent(50, 150)).max(Uint128::one());
    let bid = near.mul_floor(dice.percent(1, 119)).max(Uint128::one());
    let terms = (ratio, multiplier, discount, fee);
    Some(lines + &auction(collateral, near, bid, (of_collateral, of_asset), terms)?)
}

fn auction(
    collateral: Uint128,
    owed: Uint128,
    bid: Uint128,
    (of_collateral, of_asset): (Decimal, Decimal),
    (ratio, multiplier, discount, fee): (Decimal, Decimal, Decimal, Decimal),
) -> Option<String> {
    let given: [&dyn Display; 9] = [
        &collateral,
        &owed,
        &bid,
        &of_collateral,
        &of_asset,
        &ratio,
        &multiplier,
        &discount,
        &fee,
    ];
    if debt::is_covered(collateral, of_collateral, owed, of_asset, ratio, multiplier) {
        return Some(line("auction", &given, Err("position_safe")));
    }
    let sold = debt::auction(&debt::AuctionInput {
        offered: bid.min(owed),
        debt: owed,
        collateral,
        asset_price: of_asset,
        collateral_price: of_collateral,
        discount: debt::effective_discount(discount, ratio),
        fee_rate: fee,
    });
    let sold = sold.ok()?;
    if sold.net.is_zero() {
        return Some(line("auction", &given, Err("auction_too_small")));
    }
    let (to_owner, left) = match sold.closes() {
        true => (sold.collateral_left, Uint128::zero()),
        false => (Uint128::zero(), sold.collateral_left),
    };
    let refund = bid.checked_sub(sold.liquidated).ok()?;
    let out = vec![
        sold.liquidated,
        refund,
        sold.net,
        sold.fee,
        to_owner,
        sold.bad_debt,
        left,
        sold.debt_left,
    ];
    Some(line("auction", &given, Ok(out)))
}

#[test]
fn what_the_sdk_is_compared_with_is_what_the_formulas_answer() {
    let mut dice = Dice(2008);
    let mut text = String::new();
    for _ in 0..EACH {
        text.extend(pools(&mut dice));
        text.extend(debts(&mut dice));
    }

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(WRITTEN);
    if env::var_os("MIRROR_WRITE_VECTORS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap();

    assert!(text.lines().count() > 5 * EACH, "{}", text.lines().count());
    assert!(
        written == text,
        "write them anew with MIRROR_WRITE_VECTORS=1 and look what changed"
    );
}
