//! Every proof of a random list leads to its root, and nothing else does.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_merkle::{fold, leaf, Hash, Tree};
use proptest::prelude::*;

/// Accounts and amounts, 1 to 70 of them: levels of every shape, odd ones among them.
fn any_list() -> impl Strategy<Value = Vec<(String, u128)>> {
    let amount = prop_oneof![1u128..10, 1..u128::MAX, Just(u128::MAX)];
    let list = proptest::collection::btree_map(any::<u32>(), amount, 1..70);
    list.prop_map(named)
}

fn named(list: BTreeMap<u32, u128>) -> Vec<(String, u128)> {
    let entry = |(number, amount)| (format!("mirror1{number:010}"), amount);
    list.into_iter().map(entry).collect()
}

fn leaf_of(entry: &(String, u128)) -> Hash {
    leaf(&entry.0, Uint128::new(entry.1))
}

fn tree(list: &[(String, u128)]) -> Tree {
    Tree::new(list.iter().map(leaf_of).collect()).unwrap()
}

#[test]
fn a_list_of_any_size_has_a_proof_for_each_entry() {
    for size in 1..=130u32 {
        let list = named((0..size).map(|number| (number, 7)).collect());
        let tree = tree(&list);

        let depth = size.next_power_of_two().trailing_zeros() as usize;
        for entry in &list {
            let proof = tree.proof(&leaf_of(entry)).unwrap();
            assert!(proof.len() <= depth, "{size}: {}", proof.len());
            assert_eq!(tree.root(), fold(leaf_of(entry), &proof), "{size}");
        }
    }
}

proptest! {
    #[test]
    fn every_proof_leads_to_the_root(list in any_list()) {
        let tree = tree(&list);

        for entry in &list {
            let proof = tree.proof(&leaf_of(entry)).unwrap();
            prop_assert_eq!(tree.root(), fold(leaf_of(entry), &proof));
        }
    }

    #[test]
    fn another_amount_or_address_does_not(
        list in any_list(),
        choice in any::<prop::sample::Index>(),
        amount in any::<u128>(),
        letter in "[a-z]",
    ) {
        let tree = tree(&list);
        let entry = choice.get(&list);
        let proof = tree.proof(&leaf_of(entry)).unwrap();
        let (address, paid) = entry;

        let others = [
            (address.clone(), amount),
            (address.clone(), paid.wrapping_add(1)),
            (format!("{address}{letter}"), *paid),
            (address.to_uppercase(), *paid),
        ];
        for other in others.iter().filter(|other| *other != entry) {
            prop_assert_ne!(tree.root(), fold(leaf_of(other), &proof));
        }
    }

    #[test]
    fn a_changed_proof_does_not(
        list in any_list(),
        choices in any::<[prop::sample::Index; 3]>(),
        bit in 0..8u32,
    ) {
        let tree = tree(&list);
        let entry = leaf_of(choices[0].get(&list));
        let proof = tree.proof(&entry).unwrap();

        let mut longer = proof.clone();
        longer.push(tree.root());
        prop_assert_ne!(tree.root(), fold(entry, &longer));
        if proof.is_empty() {
            return Ok(());
        }
        let place = choices[1].index(proof.len());
        let mut changed = proof.clone();
        changed[place].0[choices[2].index(32)] ^= 1 << bit;
        prop_assert_ne!(tree.root(), fold(entry, &changed));
        let mut shorter = proof.clone();
        shorter.remove(place);
        prop_assert_ne!(tree.root(), fold(entry, &shorter));
    }

    #[test]
    fn the_proof_of_another_does_not(
        list in any_list(),
        choices in any::<[prop::sample::Index; 2]>(),
    ) {
        let tree = tree(&list);
        let [one, other] = choices.map(|choice| leaf_of(choice.get(&list)));
        prop_assume!(one != other);

        let proof = tree.proof(&other).unwrap();

        prop_assert_ne!(tree.root(), fold(one, &proof));
    }
}
