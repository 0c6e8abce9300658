//! airdrop.md 9: A, B, D.

use cosmwasm_std::Uint128;
use mirror_merkle::{fold, keccak256, leaf, parent, Hash, NotAHash, Tree, TreeError};

use crate::hash;

const ROOT: &str = "025c6686c428a726321fd524a8c89304f6a79dc5474f8eb9222d44dacd99109a";
const ALICE: &str = "8994d9937d6fba02339bedbf8cd80923ca413a7301e7936f318211a3965e21df";
const BOB: &str = "6e9e372b42c8dddc128623a914384d62cbc3401d9ebbf8451f26dac2866e5000";
const CAROL: &str = "844ed1142a6d336d891723850005bc0345933ef39c8aba16846382bdbaea4cd7";
const BOB_AND_CAROL: &str = "f3e9e2f9f95abb7edd4621021ae7efc1e5241530e95357fce74b47a8a464e3bd";

/// The published vectors of the original are of this account.
const PUBLISHED: &str = "terra1qfqa2eu9wp272ha93lj4yhcenrc6ymng079nu8";

fn of(address: &str, amount: u128) -> Hash {
    leaf(address, Uint128::new(amount))
}

fn hashes(texts: &[&str]) -> Vec<Hash> {
    texts.iter().copied().map(hash).collect()
}

fn three() -> Tree {
    Tree::new(hashes(&[ALICE, BOB, CAROL])).unwrap()
}

#[test]
fn a_leaves_are_hashes_of_address_and_amount() {
    assert_eq!(hash(ALICE), of("mirror1alice", 1_000_000));
    assert_eq!(hash(BOB), of("mirror1bob", 2_500_000));
    assert_eq!(hash(CAROL), of("mirror1carol", 6_500_001));
}

#[test]
fn a_three_leaves_have_this_root_and_these_proofs() {
    let tree = three();

    assert_eq!(hash(ROOT), tree.root());
    for (leaf, proof) in [
        (ALICE, &[BOB_AND_CAROL][..]),
        (BOB, &[CAROL, ALICE]),
        (CAROL, &[BOB, ALICE]),
    ] {
        assert_eq!(Some(hashes(proof)), tree.proof(&hash(leaf)));
        assert_eq!(hash(ROOT), fold(hash(leaf), &hashes(proof)));
    }
}

#[test]
fn a_parent_is_the_same_whichever_child_is_named_first() {
    let [bob, carol] = [BOB, CAROL].map(hash);

    assert_eq!(hash(BOB_AND_CAROL), parent(&bob, &carol));
    assert_eq!(hash(BOB_AND_CAROL), parent(&carol, &bob));
}

#[test]
fn the_order_of_the_list_does_not_matter() {
    for list in [[CAROL, ALICE, BOB], [BOB, CAROL, ALICE]] {
        assert_eq!(hash(ROOT), Tree::new(hashes(&list)).unwrap().root());
    }
}

#[test]
fn b_the_first_published_proof_leads_to_its_root() {
    let proof = hashes(&[
        "b8ee25ffbee5ee215c4ad992fe582f20175868bc310ad9b2b7bdf440a224b2df",
        "98d73e0a035f23c490fef5e307f6e74652b9d3688c2aa5bff70eaa65956a24e1",
        "f328b89c766a62b8f1c768fefa1139c9562c6e05bab57a2af87f35e83f9e9dcf",
        "fe19ca2434f87cadb0431311ac9a484792525eb66a952e257f68bf02b4561950",
    ]);

    let root = fold(of(PUBLISHED, 1_000_001), &proof);

    let published = "85e33930e7a8f015316cb4a53a4c45d26a69f299fc4c83f17357e1fd62e8fd95";
    assert_eq!(published, root.to_string());
}

#[test]
fn b_the_second_published_proof_leads_to_its_root() {
    let proof = hashes(&[
        "ca2784085f944e5594bb751c3237d6162f7c2b24480b3a37e9803815b7a5ce42",
        "5b07b5898fc9aa101f27344dab0737aede6c3aa7c9f10b4b1fda6d26eb669b0f",
        "4847b2b9a6432a7bdf2bdafacbbeea3aab18c524024fc6e1bc655e04cbc171f3",
        "cad1958c1a5c815f23450f1a2761a5a75ab2b894a258601bf93cd026469d42f2",
    ]);

    let root = fold(of(PUBLISHED, 2_000_001), &proof);

    let published = "634de21cde1044f41d90373733b0f0fb1c1c71f9652b905cdf159e73c4cf0d37";
    assert_eq!(published, root.to_string());
}

#[test]
fn d_the_hash_is_ethereums_keccak() {
    let of_nothing = "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470";

    assert_eq!(of_nothing, keccak256(&[]).to_string());
    assert_eq!(keccak256(&[]), keccak256(&[b"", b""]));
    assert_eq!(keccak256(&[b"ab", b"c"]), keccak256(&[b"a", b"bc"]));
}

#[test]
fn one_leaf_is_its_own_root() {
    let tree = Tree::new(hashes(&[ALICE])).unwrap();

    assert_eq!(hash(ALICE), tree.root());
    assert_eq!(Some(vec![]), tree.proof(&hash(ALICE)));
}

#[test]
fn a_leaf_of_another_tree_has_no_proof() {
    assert_eq!(None, three().proof(&hash(ROOT)));
    assert_eq!(None, three().proof(&hash(BOB_AND_CAROL)));
}

#[test]
fn without_leaves_there_is_no_tree() {
    assert_eq!(TreeError::NoLeaves {}, Tree::new(vec![]).unwrap_err());
}

/// T-13: duplicate entries in list inputs.
#[test]
fn a_leaf_that_is_there_twice_is_refused() {
    let twice = TreeError::DuplicateLeaf { leaf: hash(BOB) };

    for list in [&[BOB, BOB][..], &[BOB, ALICE, CAROL, BOB], &[BOB; 437]] {
        assert_eq!(twice, Tree::new(hashes(list)).unwrap_err());
    }
}

#[test]
fn a_hash_reads_as_it_is_written_and_in_capitals() {
    assert_eq!(BOB, hash(BOB).to_string());
    assert_eq!(hash(BOB), hash(&BOB.to_uppercase()));
}

#[test]
fn what_is_not_64_hex_characters_is_no_hash() {
    let prefixed = format!("0x{BOB}");
    let foreign = BOB.replace('6', "g");
    let spaced = format!(" {}", &BOB[1..]);
    let wide = BOB.replacen("6e", "é", 1);
    for text in [
        "",
        &BOB[1..],
        &BOB[2..],
        &prefixed,
        &foreign,
        &spaced,
        &wide,
    ] {
        let expected = NotAHash {
            text: text.to_string(),
        };
        assert_eq!(Err(expected), text.parse::<Hash>());
    }
}
