use proptest::prelude::*;
use terraswap::asset::Asset;

use super::*;

fn position(idx: u128, collateral: u128, debt: u128) -> PositionResponse {
    PositionResponse {
        idx: Uint128::new(idx),
        owner: "owner".to_string(),
        collateral: Asset::native("uusd", collateral),
        asset: Asset::token("masset", debt),
        is_short: false,
    }
}

fn line() -> Line {
    Line {
        asset: "masset".to_string(),
        collateral: AssetInfo::native("uusd"),
    }
}

fn order(book: &Book) -> Vec<u128> {
    book.of(&line()).map(|ranked| ranked.idx).collect()
}

#[test]
fn the_weakest_position_comes_first_whatever_its_size() {
    let mut book = Book::default();
    for (idx, collateral, debt) in [(1, 300, 100), (2, 14, 10), (3, 2_000_000, 1_000_000)] {
        assert!(book.put(&position(idx, collateral, debt)));
    }

    assert_eq!(order(&book), [2, 3, 1]);
    let heads: Vec<u128> = book.heads().map(|(_, head)| head.idx).collect();
    assert_eq!(heads, [2]);
}

/// Both ratios are 1 to 18 digits and more: only the exact products tell them apart.
#[test]
fn ratios_are_compared_to_the_last_unit_of_the_largest_amounts() {
    let mut book = Book::default();
    book.put(&position(1, u128::MAX, u128::MAX));
    book.put(&position(2, u128::MAX - 1, u128::MAX));
    book.put(&position(3, u128::MAX, u128::MAX - 1));

    assert_eq!(order(&book), [2, 1, 3]);
}

#[test]
fn pairs_have_lists_of_their_own() {
    let mut book = Book::default();
    let mut other = position(2, 1, 100);
    other.collateral = Asset::token("mother", 1_u128);
    book.put(&position(1, 300, 100));
    book.put(&other);

    let heads: Vec<(&str, u128)> = book
        .heads()
        .map(|(line, head)| (line.collateral.id(), head.idx))
        .collect();
    assert_eq!(heads, [("mother", 2), ("uusd", 1)]);
}

#[test]
fn a_position_that_changes_moves_and_one_without_debt_leaves() {
    let mut book = Book::default();
    book.put(&position(1, 300, 100));
    book.put(&position(2, 200, 100));

    assert!(book.put(&position(1, 150, 100)));
    assert!(!book.put(&position(1, 150, 100)), "nothing changed");
    assert_eq!(order(&book), [1, 2]);

    assert!(book.put(&position(1, 150, 0)));
    assert_eq!(order(&book), [2]);
    assert!(book.remove(2) && !book.remove(2));
    assert!(book.is_empty());
    assert_eq!(book.heads().count(), 0);
}

#[test]
fn a_page_of_the_chain_corrects_its_own_range_only() {
    let mut book = Book::default();
    for idx in 1..=6 {
        book.put(&position(idx, 100 + idx, 100));
    }

    let page = [
        position(2, 102, 100),
        position(4, 500, 100),
        position(5, 105, 100),
    ];
    let corrections = book.correct(2..=5, &page);

    assert_eq!(corrections, 2, "3 is gone and 4 has other amounts");
    assert_eq!(order(&book), [1, 2, 5, 6, 4]);
    assert_eq!(book.correct(2..=5, &page), 0);
}

proptest! {
    /// After any changes a list is what sorting the same positions gives, and the book counts them.
    #[test]
    fn a_list_is_always_sorted(changes in prop::collection::vec((0_u128..20, 1_u128..50, 0_u128..50), 0..200)) {
        let mut book = Book::default();
        let mut plain = BTreeMap::new();
        for (idx, collateral, debt) in changes {
            book.put(&position(idx, collateral, debt));
            if debt == 0 {
                plain.remove(&idx);
            } else {
                plain.insert(idx, (collateral, debt));
            }
        }

        let mut sorted: Vec<u128> = plain.keys().copied().collect();
        sorted.sort_by(|one, other| {
            let ((c1, d1), (c2, d2)) = (plain[one], plain[other]);
            (c1 * d2).cmp(&(c2 * d1)).then(one.cmp(other))
        });
        prop_assert_eq!(order(&book), sorted);
        prop_assert_eq!(book.len(), plain.len());
    }
}
