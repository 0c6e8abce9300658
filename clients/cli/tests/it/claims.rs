//! Accounts, and what `mirror airdrop` makes of lists and claims of them.

use std::path::{Path, PathBuf};

use clap::Parser;
use cosmwasm_std::{Addr, Uint128};
use mirror_cli::airdrop::{
    verify, Arguments, BadInput, Claim, Claims, Fault, Finding, Flaw, Job, List, ListError, Problem,
};
use mirror_protocol::airdrop::{ExecuteMsg, InstantiateMsg};
use mirror_testing::{codes, TestChain};

/// 20 times the byte 1, 2 and 3.
pub(crate) const ALICE: &str = "mirror1qyqszqgpqyqszqgpqyqszqgpqyqszqgp0jvcqp";
pub(crate) const BOB: &str = "mirror1qgpqyqszqgpqyqszqgpqyqszqgpqyqsz7k2ath";
pub(crate) const CAROL: &str = "mirror1qvpsxqcrqvpsxqcrqvpsxqcrqvpsxqcrlxtupk";
/// 20 times the byte 1 again, elsewhere.
pub(crate) const TERRA: &str = "terra1qyqszqgpqyqszqgpqyqszqgpqyqszqgp5hm70u";

#[derive(Parser)]
struct CommandLine {
    #[command(flatten)]
    arguments: Arguments,
}

/// What is to be done, as the command line has it.
pub(crate) fn check(words: &[&str]) -> Result<Job, BadInput> {
    let words = std::iter::once("airdrop").chain(words.iter().copied());

    CommandLine::try_parse_from(words)
        .unwrap()
        .arguments
        .check()
}

/// What is wrong with a list, by line.
pub(crate) fn problems(list: &str) -> Vec<(u64, Fault)> {
    match List::parse("list.csv", list.as_bytes(), "mirror") {
        Err(ListError::Problems { problems, .. }) => problems
            .into_iter()
            .map(|Problem { line, fault }| (line, fault))
            .collect(),
        other => panic!("{other:?}"),
    }
}

/// What is wrong with claims, by line.
pub(crate) fn flaws(claims: &Claims, prefix: &str) -> Vec<(Option<u64>, Flaw)> {
    let findings = verify(claims, prefix).unwrap().findings;
    let findings = findings.into_iter();

    findings
        .map(|Finding { line, flaw }| (line, flaw))
        .collect()
}

/// What `verify` finds.
pub(crate) fn found(words: &[&str]) -> Vec<(Option<u64>, Flaw)> {
    let Job::Verify {
        claims,
        prefix,
        json: false,
    } = check(&[&["verify"], words].concat()).unwrap()
    else {
        panic!()
    };

    flaws(&claims, &prefix)
}

/// A folder of its own for a test, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("claims")
        .join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();

    folder
}

/// An airdrop that has the MIR of its one stage, and the token.
pub(crate) fn airdrop(chain: &mut TestChain, root: String, total: Uint128) -> (Addr, Addr) {
    let owner = chain.account("owner");
    let mir = chain.new_token("MIR", &[&owner], total.u128());
    let msg = InstantiateMsg {
        owner: owner.to_string(),
        mirror_token: mir.to_string(),
    };
    let airdrop = chain.create(codes::airdrop(), &owner, &msg);
    chain.give(&owner, &mir, total.u128(), &airdrop);
    let register = ExecuteMsg::RegisterMerkleRoot {
        merkle_root: root,
        total_amount: Some(total),
        expiration: None,
    };
    chain.execute(&owner, &airdrop, &register, &[]).unwrap();

    (airdrop, mir)
}

/// The message of a claim in that stage.
pub(crate) fn claim_of(claim: Claim) -> ExecuteMsg {
    ExecuteMsg::Claim {
        stage: 1,
        amount: claim.amount,
        proof: claim.proof,
        address: Some(claim.address),
    }
}
