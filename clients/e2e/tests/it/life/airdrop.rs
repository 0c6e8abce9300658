//! An airdrop: its list is registered, and claimed with proofs.

use cosmwasm_std::Uint128;
use mirror_merkle::{leaf, Tree};
use serde_json::json;

use super::story::{assert_refused, assert_told, Story};
use crate::harness::execute;

/// What carol and dave are on the list with.
const SHARES: [u128; 2] = [30_000_000, 20_000_000];

pub(crate) fn the_list_of_an_airdrop_is_claimed(story: &mut Story) {
    let (airdrop, mir) = (story.contracts().airdrop, story.mir());
    let accounts = [&story.carol, &story.dave].map(|who| who.address().to_string());
    let leaves = [0, 1].map(|one| leaf(&accounts[one], Uint128::new(SHARES[one])));
    let tree = Tree::new(leaves.to_vec()).unwrap();
    let root = tree.root().to_string();
    let register = json!({ "register_merkle_root": {
        "merkle_root": root, "total_amount": "50000000",
    } });

    let done = story.deployer.sends(&[execute(&airdrop, &register)]);

    assert_told(
        &done,
        &airdrop,
        &[
            ("action", "register_merkle_root"),
            ("stage", "1"),
            ("merkle_root", &root),
        ],
    );

    let claim = |amount: u128| {
        let proof = tree.proof(&leaves[1]).unwrap();
        let proof: Vec<String> = proof.iter().map(ToString::to_string).collect();
        let claim = json!({ "claim": {
            "stage": 1, "amount": amount.to_string(), "proof": proof,
        } });
        execute(&airdrop, &claim)
    };
    assert_refused(
        story.dave.tries(&[claim(20_000_001)]),
        "Verification is failed",
    );
    let done = story.dave.sends(&[claim(20_000_000)]);
    assert_told(
        &done,
        &airdrop,
        &[
            ("action", "claim"),
            ("stage", "1"),
            ("address", &accounts[1]),
            ("amount", "20000000"),
        ],
    );
    assert_eq!(story.tokens_of(&mir, &accounts[1]), 20_000_000);
    assert_refused(story.dave.tries(&[claim(20_000_000)]), "already claimed");
    let claimed = |address: &str| {
        let question = json!({ "is_claimed": { "stage": 1, "address": address } });
        story.asks(&airdrop, question)["is_claimed"].clone()
    };
    assert_eq!(
        [claimed(&accounts[0]), claimed(&accounts[1])],
        [false, true]
    );
}
