//! Lists and claims as people save them: quotes, encodings, columns, and addresses that the contract
//! does not pay.

use cosmwasm_std::{StdError, Uint128};
use mirror_airdrop::error::ContractError;
use mirror_cli::airdrop::{
    AddressFault, BadInput, Claim, Claims, Fault, Flaw, List, ListError, PROOFS_FILE, STAGE_FILE,
};
use mirror_merkle::{Hash, Tree};
use mirror_simulation::table::{BadLine, Column, LineFault, Misquoted, QuoteFault, Twice};
use mirror_testing::TestChain;

use crate::claims::{self, airdrop, check, claim_of, flaws, folder, problems, ALICE, BOB, TERRA};

fn misquoted(name: &str, number: usize, text: &str, fault: QuoteFault) -> Fault {
    let (name, text) = (name.to_string(), text.to_string());
    let column = Column { number, name };
    let cell = Misquoted {
        column,
        text,
        fault,
    };
    Fault::Row(cell.into())
}

/// A tree of these accounts, each with a hundred, and their proofs, whatever they are.
fn built(addresses: &[&str]) -> (Hash, Vec<Claim>) {
    let amount = Uint128::new(100);
    let leaves = addresses
        .iter()
        .map(|address| mirror_merkle::leaf(address, amount));
    let mut leaves: Vec<_> = leaves.collect();
    leaves.sort_unstable();
    leaves.dedup();
    let tree = Tree::new(leaves).unwrap();
    let claim = |address: &&str| {
        let proof = tree.proof(&mirror_merkle::leaf(address, amount)).unwrap();
        Claim {
            address: address.to_string(),
            amount,
            proof: proof.iter().map(Hash::to_string).collect(),
        }
    };

    (tree.root(), addresses.iter().map(claim).collect())
}

/// What is found of these accounts, all of which have their proofs.
fn found(addresses: &[&str], prefix: &str) -> Vec<(Option<u64>, Flaw)> {
    let claims = Claims {
        claims: (1..)
            .map(Some)
            .zip(built(addresses).1.into_iter().map(Ok))
            .collect(),
        root: None,
        summary: None,
    };

    flaws(&claims, prefix)
}

fn address(text: &str, fault: AddressFault) -> Flaw {
    let address = text.to_string();
    Flaw::Address { address, fault }
}

#[test]
fn a_misquoted_cell_of_any_column_is_named_and_takes_no_other_line_with_it() {
    let list = format!(
        "address,amount,note\n{ALICE},1,\"open\n\"{ALICE}\"x,1,\n{ALICE},1\"0\",\n{BOB},\"0\",\"x\n"
    );

    assert_eq!(
        problems(&list),
        [
            (2, misquoted("note", 3, "\"open", QuoteFault::Open)),
            (
                3,
                misquoted(
                    "address",
                    1,
                    "\"mirror1qyqszqgpqyqszqgpqyqszqgpqyqszqgp…",
                    QuoteFault::After
                )
            ),
            (4, misquoted("amount", 2, "1\"0\"", QuoteFault::Inside)),
            (5, misquoted("note", 3, "\"x", QuoteFault::Open)),
        ]
    );
}

#[test]
fn a_list_without_readable_names_of_columns_is_refused_by_its_first_line() {
    let header = "address,\"amount\n";
    let fault = misquoted("", 2, "\"amount", QuoteFault::Open);

    assert_eq!(problems(&format!("{header}{ALICE},1\n")), [(1, fault)]);
    assert_eq!(
        problems(&format!("\n{header}"))[0].0,
        2,
        "the line is the file's"
    );
}

#[test]
fn two_columns_of_one_name_are_refused() {
    let list = format!("address,amount,amount\n{ALICE},1,2\n");

    let refusal = List::parse("list.csv", list.as_bytes(), "mirror").unwrap_err();

    let columns = Twice {
        name: "amount".into(),
        first: 2,
        second: 3,
    };
    let (line, fault) = (1, LineFault::Twice(columns));
    let (file, line) = ("list.csv".to_string(), BadLine { line, fault });
    assert_eq!(refusal, ListError::Columns { file, line });
    assert_eq!(
        refusal.to_string(),
        "list.csv line 1: columns 2 and 3 are both called `amount`; rename one or take it out"
    );
}

#[test]
fn every_fault_of_an_address_is_found_by_its_line() {
    let shouted = ALICE.to_uppercase();
    let mistyped = BOB.replace("k2ath", "k2atg");
    let blank = format!(" {ALICE}");
    let inside = format!("{} {}", &BOB[..10], &BOB[10..]);
    // Neither changes the checksum.
    let shorter = ALICE.replace("cqp", "cp");
    let longer = ALICE.replace("cqp", "cqqp");
    let ethereum = "0x52908400098527886E0F7030069857D2E4169EE7";
    let foreign = AddressFault::Prefix {
        found: "terra".into(),
        expected: "mirror".into(),
    };
    let misspelt = AddressFault::Misspelt {
        bytes: 20,
        spelling: ALICE.into(),
    };
    let cases = [
        (shouted.as_str(), AddressFault::Capitals),
        (&mistyped, AddressFault::Checksum),
        (TERRA, foreign),
        (ethereum, AddressFault::NotBech32),
        (&blank, AddressFault::Blanks),
        (&inside, AddressFault::Blanks),
        (&shorter, AddressFault::Length { bytes: 19 }),
        (&longer, misspelt),
    ];
    let mut listed = vec![ALICE];
    listed.extend(cases.iter().map(|(text, _)| *text));
    listed.push(BOB);

    let findings = found(&listed, "mirror");

    let expected: Vec<_> = (2..)
        .map(Some)
        .zip(cases.map(|(text, fault)| address(text, fault)))
        .collect();
    assert_eq!(findings, expected);
}

#[test]
fn another_chain_has_another_prefix_for_claims_too() {
    assert_eq!(found(&[TERRA], "terra"), []);
    let foreign = AddressFault::Prefix {
        found: "mirror".into(),
        expected: "terra".into(),
    };
    assert_eq!(
        found(&[ALICE], "terra"),
        [(Some(1), address(ALICE, foreign))]
    );

    let words = ["verify", "x", "--prefix", "terra"];
    let Err(BadInput::Unreadable { .. }) = check(&words) else {
        panic!("--prefix is no option of verify")
    };
}

#[test]
fn an_account_is_found_on_every_line_but_its_first() {
    let again = |first| {
        let address = ALICE.to_string();
        Flaw::Duplicate { address, first }
    };
    let findings = found(&[BOB, ALICE, ALICE, ALICE], "mirror");

    assert_eq!(findings, [(Some(3), again(2)), (Some(4), again(2))]);
    // A line that is not paid leaves the account to the next one.
    let shouted = ALICE.to_uppercase();
    assert_eq!(
        found(&[&shouted, ALICE], "mirror"),
        [(Some(1), address(&shouted, AddressFault::Capitals))]
    );
}

#[test]
fn an_account_alone_is_checked_like_those_of_a_file() {
    let shouted = ALICE.to_uppercase();
    let (root, claims) = built(&[&shouted, BOB]);
    let root = root.to_string();
    let words = [
        "--address",
        &shouted,
        "--amount",
        "100",
        "--root",
        &root,
        "--proof",
        &claims[0].proof[0],
    ];

    let flaw = address(&shouted, AddressFault::Capitals);
    assert_eq!(claims::found(&words), [(None, flaw)]);
}

#[test]
fn claims_in_another_encoding_are_refused_and_a_mark_is_read_over() {
    let folder = folder("encodings");
    let (root, claims) = built(&[ALICE, BOB]);
    let lines: String = claims
        .iter()
        .map(|claim| serde_json::to_string(claim).unwrap() + "\n")
        .collect();
    let stage =
        format!("\u{feff}{{\"merkle_root\":\"{root}\",\"total_amount\":\"200\",\"accounts\":2}}");
    std::fs::write(folder.join(STAGE_FILE), stage).unwrap();
    let path = folder.join(PROOFS_FILE);
    let built = folder.to_str().unwrap();

    std::fs::write(&path, format!("\u{feff}{lines}")).unwrap();
    assert_eq!(claims::found(&[built]), []);

    let utf_16: Vec<u8> = lines.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(&path, utf_16).unwrap();
    let reason = "line 1: the text is not UTF-8; save the file as UTF-8".to_string();
    assert_eq!(
        check(&["verify", built]).unwrap_err(),
        BadInput::Unreadable { path, reason }
    );
}

/// The proofs lead to the root, and yet none is paid, for the reason that `verify` tells.
#[test]
fn the_contract_refuses_the_addresses_that_are_found() {
    let mut chain = TestChain::new();
    let account = chain.account("somebody").to_string();
    let shouted = account.to_uppercase();
    let blank = format!("{account} ");
    let addresses = [shouted.as_str(), TERRA, "0x52908400", &blank];
    let (root, claims) = built(&addresses);
    let (airdrop, _) = airdrop(&mut chain, root.to_string(), Uint128::new(400));
    let anybody = chain.account("anybody");

    assert_eq!(found(&addresses, "cosmwasm").len(), addresses.len());
    for claim in claims {
        let refusal = chain.execute(&anybody, &airdrop, &claim_of(claim), &[]);
        let refusal = refusal.unwrap_err();
        let refusal: ContractError = refusal.downcast().unwrap();
        assert!(
            matches!(refusal, ContractError::Std(StdError::GenericErr { .. })),
            "{refusal:?}"
        );
    }
}

#[test]
fn a_list_with_other_separators_is_told_so() {
    for (header, found) in [
        ("address;amount\n", "address;amount"),
        ("address\tamount\n", "address\tamount"),
    ] {
        let refusal = List::parse("list.csv", header.as_bytes(), "mirror").unwrap_err();
        let expected = format!(
            "list.csv line 1: there is no column `address`; found `{found}`; cells are separated \
             by commas"
        );
        assert_eq!(refusal.to_string(), expected);
    }
}
