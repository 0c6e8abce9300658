//! `mirror airdrop`: lists, the files made of them, and their claims on a chain.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cosmwasm_std::{Addr, Uint128};
use mirror_cli::airdrop::{
    build, AddressFault, BadInput, Claim, Fault, Flaw, List, ListError, Problem, Summary,
    PROOFS_FILE, STAGE_FILE,
};
use mirror_deploy::planned_stages;
use mirror_merkle::NotAHash;
use mirror_simulation::table::{BadLine, LineFault};
use mirror_testing::TestChain;

use crate::claims::{airdrop, check, claim_of, folder, found, problems, ALICE, BOB, CAROL, TERRA};

/// 32 times the byte 4: a contract.
const CONTRACT: &str = "mirror1qszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqxgj3ys";

/// Hashes of the list below, by another program than this one.
const ROOT: &str = "5569656491e6bf625f2a8b3a4a682400b73887ca87cc17dd3ba8d5443af202f3";
const LEAF_A: &str = "0a1f861d20871c368fa86ccefdb185ec449a56c971b9701a8af8fcc8e5a715e1";
const LEAF_B: &str = "87dd502c24b81a18d27882b0093228de444c3392e78568131dfb8b8c8adbe72c";
const LEAF_C: &str = "95911452460429569f942bd85081b199bf75a7ca08d8e13052148e597129f9ec";
const NODE_AB: &str = "9ca3fe2cb2e64ace2a6cf00343adb75540a969f10abeeda2ebf2d8fc17f5ac67";

fn list() -> String {
    format!("address,amount\n{CAROL},6500001\n{ALICE},1000000\n{BOB},2500000\n")
}

/// How the program ends.
fn code(words: &[&str]) -> Option<i32> {
    mirror(words).status.code()
}

fn refused(words: &[&str]) -> BadInput {
    check(words).unwrap_err()
}

fn parse(text: &str) -> Result<List, ListError> {
    List::parse("list.csv", text.as_bytes(), "mirror")
}

/// A folder of its own for a test, with a list in it.
fn folder_of(name: &str, list: &str) -> PathBuf {
    let folder = folder(name);
    std::fs::write(folder.join("list.csv"), list).unwrap();
    folder
}

/// The list above, built; the folder it is in.
fn built(name: &str) -> String {
    let folder = folder_of(name, &list());
    let out = text(&folder.join("out"));
    let csv = text(&folder.join("list.csv"));
    assert_eq!(code(&["build", &csv, "--out", &out]), Some(0));
    out
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn read(folder: &str, file: &str) -> String {
    std::fs::read_to_string(Path::new(folder).join(file)).unwrap()
}

fn write(folder: &str, file: &str, content: &str) {
    std::fs::write(Path::new(folder).join(file), content).unwrap();
}

fn mirror(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mirror"));
    command.arg("airdrop").args(words).output().unwrap()
}

#[test]
fn a_list_becomes_a_root_and_proofs() {
    let out = built("files");

    assert_eq!(
        read(&out, STAGE_FILE),
        format!(
            "{{\n  \"merkle_root\": \"{ROOT}\",\n  \"total_amount\": \"10000001\",\n  \
             \"accounts\": 3\n}}\n"
        )
    );
    let line = |address, amount, proof: &[&str]| {
        let proof = proof.join("\",\"");
        format!("{{\"address\":\"{address}\",\"amount\":\"{amount}\",\"proof\":[\"{proof}\"]}}\n")
    };
    assert_eq!(
        read(&out, PROOFS_FILE),
        line(BOB, "2500000", &[LEAF_A, LEAF_C])
            + &line(CAROL, "6500001", &[NODE_AB])
            + &line(ALICE, "1000000", &[LEAF_B, LEAF_C])
    );
    assert_eq!(std::fs::read_dir(out).unwrap().count(), 2);
}

#[test]
fn the_order_of_the_list_and_its_columns_does_not_matter() {
    let shuffled = format!(
        "note , amount, address\nfirst,2500000,{BOB}\n, 1000000 ,{ALICE}\n\n\"a, b\",6500001,{CAROL}\n"
    );
    let marked = format!("\u{feff}{}", list().replace('\n', "\r\n"));

    let airdrop = build(&parse(&list()).unwrap()).unwrap();

    for other in [&shuffled, &marked] {
        assert_eq!(build(&parse(other).unwrap()).unwrap(), airdrop);
    }
}

#[test]
fn a_list_of_one_account_needs_no_proof() {
    let airdrop = build(&parse(&format!("address,amount\n{CONTRACT},5\n")).unwrap()).unwrap();

    assert_eq!(airdrop.claims[0].proof, Vec::<String>::new());
    assert_eq!(
        airdrop.claims[0].leaf().to_string(),
        airdrop.summary.merkle_root
    );
}

#[test]
fn everything_that_is_wrong_is_told_at_once_and_nothing_is_written() {
    let bad = format!(
        "address,amount\n{ALICE},1\nalice,2\n{BOB},0\n{ALICE},1.5\n{TERRA},-3\n{CAROL}\n{CAROL},7\n"
    );
    let folder = folder_of("problems", &bad);
    let csv = text(&folder.join("list.csv"));

    let refusal = refused(&["build", &csv, "--out", &text(&folder.join("out"))]);

    let BadInput::List(ListError::Problems { file, problems }) = &refusal else {
        panic!("{refusal:?}")
    };
    assert_eq!(*file, csv);
    let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [3, 4, 5, 5, 6, 6, 7]);
    assert!(!folder.join("out").exists());
    let words = refusal.to_string();
    assert!(words.starts_with(&format!(
        "{csv} has 7 problems, so nothing was written; mend it and build again\n  line 3: `alice` \
         is not a bech32 address\n"
    )));
    assert!(words.ends_with(
        "\n  line 6: `-3` is not an amount: a whole number of micro-MIR, digits only\n  line 7: 1 \
         columns where the first line has 2"
    ));
}

#[test]
fn an_account_is_named_once() {
    let twice = format!("address,amount\n{ALICE},1\n{BOB},1\n{ALICE},1\n{ALICE},2\n");

    let again = Fault::Duplicate {
        address: ALICE.into(),
        first: 2,
    };
    assert_eq!(problems(&twice), [(4, again.clone()), (5, again)]);
}

#[test]
fn an_amount_is_digits_above_zero() {
    for bad in [
        "",
        "x",
        "-1",
        "+1",
        "1.0",
        "1e6",
        "1,000",
        "1 000",
        "0x1",
        "01",
        "1_000",
        "340282366920938463463374607431768211456",
    ] {
        let fault = Fault::Amount { text: bad.into() };
        let list = format!("address,amount\n{ALICE},\"{bad}\"\n");
        assert_eq!(problems(&list), [(2, fault)]);
    }
    let nothing = format!("address,amount\n{ALICE},0\n");
    assert_eq!(problems(&nothing), [(2, Fault::ZeroAmount)]);
}

#[test]
fn an_address_is_as_the_chain_writes_it() {
    let shouted = ALICE.to_uppercase();
    let typo = ALICE.replace("yqszqgp0", "yqszqgq0");
    // Neither changes the checksum, which is why lengths and spelling are looked at.
    let shorter = ALICE.replace("cqp", "cp");
    let longer = ALICE.replace("cqp", "cqqp");
    let newer = "mirror1qyqszqgpqyqszqgpqyqszqgpqyqszqgp6wu59r";
    let cases = [
        (shouted.as_str(), AddressFault::Capitals),
        (&typo, AddressFault::Checksum),
        (newer, AddressFault::Checksum),
        ("mirror1", AddressFault::Checksum),
        (&shorter, AddressFault::Length { bytes: 19 }),
        (
            &longer,
            AddressFault::Misspelt {
                bytes: 20,
                spelling: ALICE.into(),
            },
        ),
        (
            TERRA,
            AddressFault::Prefix {
                found: "terra".into(),
                expected: "mirror".into(),
            },
        ),
    ];

    let blanks = ["mirror1 qyq", "mirror1\tqyq", "mirror1\u{a0}qyq"];
    let blanks = blanks.map(|bad| (bad, AddressFault::Blanks));
    let (mixed, long) = (ALICE.replacen('q', "Q", 1), "q".repeat(3_000));
    let others = ["", "alice", &mixed, &long].map(|bad| (bad, AddressFault::NotBech32));
    for (bad, fault) in cases.into_iter().chain(blanks).chain(others) {
        let fault = Fault::Address {
            text: bad.into(),
            fault,
        };
        let list = format!("address,amount\n{bad},1\n");
        assert_eq!(problems(&list), [(2, fault)]);
    }
}

#[test]
fn another_chain_has_another_prefix() {
    let list = format!("address,amount\n{TERRA},1\n");

    let list = List::parse("list.csv", list.as_bytes(), "terra").unwrap();

    assert_eq!(list.entries[0].address, TERRA);
}

#[test]
fn amounts_beyond_all_mir_are_a_mistake() {
    let all = format!("address,amount\n{ALICE},1\n{BOB},370574999999999\n");
    assert_eq!(parse(&all).unwrap().total.u128(), 370_575_000_000_000);

    let more = format!("address,amount\n{ALICE},2\n{BOB},370574999999999\n{CAROL},1\n");
    let sum = Uint128::new(370_575_000_000_001);
    assert_eq!(problems(&more), [(3, Fault::AboveSupply { sum })]);
    let vast = format!("address,amount\n{ALICE},{0}\n{BOB},{0}\n", u128::MAX);
    let sum = Uint128::MAX;
    assert_eq!(problems(&vast), [(2, Fault::AboveSupply { sum })]);
}

#[test]
fn rows_that_are_no_text_or_of_another_length_are_named() {
    let mut bytes = format!("address,amount\n{ALICE},1\n").into_bytes();
    bytes.extend(b"\xff\xfe,1\n");
    bytes.extend(format!("{BOB},1,2\n").into_bytes());

    let refusal = List::parse("list.csv", &bytes, "mirror").unwrap_err();

    let (expected, found) = (2, 3);
    let problem = |line, fault| Problem {
        line,
        fault: Fault::Row(fault),
    };
    let problems = vec![
        problem(3, LineFault::NotText),
        problem(4, LineFault::Length { expected, found }),
    ];
    let file = "list.csv".to_string();
    assert_eq!(refusal, ListError::Problems { file, problems });
}

#[test]
fn both_columns_have_their_names() {
    for (header, column, found) in [
        ("", "address", "nothing"),
        ("account,amount\n", "address", "`account`, `amount`"),
        ("address,Amount\n", "amount", "`address`, `Amount`"),
    ] {
        let found = found.into();
        let line = BadLine {
            line: 1,
            fault: LineFault::NoColumn { column, found },
        };
        let file = "list.csv".into();
        assert_eq!(parse(header), Err(ListError::Columns { file, line }));
    }
}

#[test]
fn a_list_names_somebody() {
    let file = "list.csv".to_string();

    assert_eq!(parse("address,amount\n"), Err(ListError::Empty { file }));
}

#[test]
fn a_missing_list_is_named() {
    let refusal = refused(&["build", "no/such.csv", "--out", "/nowhere"]);

    let expected = ListError::Unreadable {
        file: "no/such.csv".into(),
        reason: "No such file or directory (os error 2)".into(),
    };
    assert_eq!(refusal, BadInput::List(expected));
}

#[test]
fn what_was_built_is_not_replaced_unasked() {
    let out = built("twice");
    let csv = text(&Path::new(&out).with_file_name("list.csv"));
    let (stage, proofs) = (read(&out, STAGE_FILE), read(&out, PROOFS_FILE));

    for (kept, gone) in [(STAGE_FILE, PROOFS_FILE), (PROOFS_FILE, STAGE_FILE)] {
        let path = Path::new(&out).join(kept);
        write(&out, kept, "precious");
        std::fs::remove_file(Path::new(&out).join(gone)).unwrap();

        let refusal = refused(&["build", &csv, "--out", &out]);

        assert_eq!(refusal, BadInput::AlreadyThere { path });
        assert_eq!(read(&out, kept), "precious");
        let replaced = code(&["build", &csv, "--out", &out, "--force"]);
        assert_eq!(replaced, Some(0));
        assert_eq!(read(&out, STAGE_FILE), stage);
        assert_eq!(read(&out, PROOFS_FILE), proofs);
    }
}

#[test]
fn what_was_built_checks_out() {
    let out = built("checked");
    let proofs = text(&Path::new(&out).join(PROOFS_FILE));

    for words in [
        &[out.as_str()][..],
        &[&out, "--root", ROOT],
        &[&proofs],
        &[&proofs, "--root", ROOT],
    ] {
        assert_eq!(found(words), []);
    }
}

#[test]
fn one_account_is_checked_by_itself() {
    let proof = format!("{LEAF_A},{LEAF_C}");
    let check = |amount, proof: &[&str]| {
        let words = ["--address", BOB, "--amount", amount, "--root", ROOT];
        found(&[&words, proof].concat())
    };

    assert_eq!(check("2500000", &["--proof", &proof]), []);
    for (amount, proof) in [
        ("2500001", &["--proof", proof.as_str()][..]),
        ("2500000", &["--proof", LEAF_A]),
        ("2500000", &[]),
    ] {
        let findings = check(amount, proof);
        assert!(matches!(
            findings[..],
            [(None, Flaw::LeadsElsewhere { .. })]
        ));
    }
}

#[test]
fn a_claim_that_was_changed_is_found() {
    let out = built("changed");
    let proofs = read(&out, PROOFS_FILE);
    let longer = format!("\"{LEAF_A}\",").repeat(32) + &format!("\"{LEAF_A}\"]}}\n");

    for (from, to, is_flaw) in [
        ("\"2500000\"", "\"2500001\"", elsewhere as fn(&Flaw) -> bool),
        (LEAF_A, ROOT, elsewhere),
        (LEAF_A, "bad", |flaw| {
            let fault = NotAHash { text: "bad".into() };
            let address = BOB.to_string();
            *flaw == Flaw::Element { address, fault }
        }),
        ("\"2500000\"", "\"0\"", |flaw| {
            let address = BOB.to_string();
            *flaw == Flaw::ZeroAmount { address }
        }),
        ("\"2500000\"", "2500000", |flaw| {
            matches!(flaw, Flaw::NotAClaim { .. })
        }),
        (
            &proofs[proofs.find(LEAF_A).unwrap() - 1..=proofs.find('\n').unwrap()],
            &longer,
            |flaw| {
                let (address, found) = (BOB.to_string(), 33);
                *flaw == Flaw::TooLong { address, found }
            },
        ),
    ] {
        write(&out, PROOFS_FILE, &proofs.replacen(from, to, 1));
        let findings = found(&[&out]);
        let (line, flaw) = &findings[0];
        assert_eq!(*line, Some(1), "{to}");
        assert!(is_flaw(flaw), "{to}: {flaw:?}");
    }
}

fn elsewhere(flaw: &Flaw) -> bool {
    matches!(flaw, Flaw::LeadsElsewhere { address, .. } if address == BOB)
}

#[test]
fn claims_left_out_or_repeated_are_found() {
    let out = built("counted");
    let proofs = read(&out, PROOFS_FILE);
    let (first, rest) = proofs.split_once('\n').unwrap();
    let total = |found: u128| Flaw::Total {
        expected: Uint128::new(10_000_001),
        found: Uint128::new(found),
    };

    write(&out, PROOFS_FILE, rest);
    let (expected, found_now) = (3, 2);
    let accounts = Flaw::Accounts {
        expected,
        found: found_now,
    };
    assert_eq!(found(&[&out]), [(None, accounts), (None, total(7_500_001))]);

    write(&out, PROOFS_FILE, &format!("{first}\n{proofs}"));
    let findings = found(&[&out]);
    let (address, first) = (BOB.to_string(), 1);
    assert_eq!(findings[0], (Some(2), Flaw::Duplicate { address, first }));
    assert_eq!(findings[2], (None, total(12_500_001)));
}

#[test]
fn the_registered_root_counts_above_the_one_that_was_built() {
    let out = built("registered");

    let findings = found(&[&out, "--root", LEAF_A]);

    assert!(findings[..3]
        .iter()
        .all(|(_, flaw)| matches!(flaw, Flaw::LeadsElsewhere { .. })));
    let built = ROOT.parse().unwrap();
    assert_eq!(findings[3..], [(None, Flaw::OtherRoot { found: built })]);
}

#[test]
fn what_is_no_built_list_is_refused() {
    let out = built("refused");
    let folder = Path::new(&out);
    let stage = folder.join(STAGE_FILE);

    write(&out, STAGE_FILE, "{}");
    let refusal = refused(&["verify", &out]);
    assert!(matches!(refusal, BadInput::NoSummary { path, .. } if path == stage));
    std::fs::remove_file(&stage).unwrap();
    let expected = BadInput::NotBuilt {
        folder: folder.to_path_buf(),
    };
    assert_eq!(refused(&["verify", &out]), expected);
    let path = folder.join(PROOFS_FILE);
    write(&out, PROOFS_FILE, "\n");
    let proofs = text(&path);
    assert_eq!(refused(&["verify", &proofs]), BadInput::NoProofs { path });
    let path = PathBuf::from("no/such.jsonl");
    let reason = "No such file or directory (os error 2)".to_string();
    assert_eq!(
        refused(&["verify", "no/such.jsonl"]),
        BadInput::Unreadable { path, reason }
    );
    let fault = NotAHash { text: "x".into() };
    let place = "--root".to_string();
    assert_eq!(
        refused(&["verify", &proofs, "--root", "x"]),
        BadInput::Root { place, fault }
    );
}

#[test]
fn the_plan_is_54_stages_that_sum_up() {
    let stages = planned_stages();
    let at = |height| stages.iter().find(|stage| stage.snapshot_height == height);
    let amounts: Vec<_> = stages.iter().map(|stage| stage.amount.u128()).collect();

    assert_eq!(stages.len(), 54);
    assert!((1..)
        .zip(&stages)
        .all(|(number, stage)| stage.stage == number));
    assert_eq!(at(680_000).unwrap().stage, 1);
    assert_eq!(at(920_000).unwrap().stage, 2);
    assert_eq!(at(1_020_000).unwrap().stage, 3);
    assert_eq!(at(6_120_000).unwrap().stage, 54);
    assert_eq!(amounts[0], 9_150_000_000_000);
    assert_eq!(amounts[1..53], [345_283_018_867; 52]);
    assert_eq!(amounts[53], 345_283_018_916);
    assert_eq!(amounts[1..].iter().sum::<u128>(), 18_300_000_000_000);
}

#[test]
fn the_exit_code_says_how_it_went() {
    let out = built("codes");

    assert_eq!(code(&["verify", &out]), Some(0));
    assert_eq!(code(&["verify", &out, "--root", LEAF_A]), Some(1));
    assert_eq!(code(&["verify", "no/such"]), Some(2));
    assert_eq!(code(&["build", "no/such", "--out", &out]), Some(2));
    assert_eq!(code(&["verify"]), Some(2));
    assert_eq!(code(&["verify", "--address", ALICE]), Some(2));
}

#[test]
fn json_is_for_programs() {
    let out = built("json");
    let value = |words: &[&str]| -> serde_json::Value {
        serde_json::from_slice(&mirror(words).stdout).unwrap()
    };

    let verified = value(&["verify", &out, "--json"]);
    assert_eq!(
        verified,
        serde_json::json!({
            "valid": true, "merkle_root": ROOT, "accounts": 3, "total_amount": "10000001",
            "findings": [],
        })
    );
    let wrong = value(&["verify", &out, "--json", "--root", LEAF_A]);
    assert_eq!(wrong["valid"], false);
    assert_eq!(wrong["findings"][3]["line"], serde_json::Value::Null);
    assert_eq!(
        wrong["findings"][3]["flaw"],
        format!("--root is another than the {ROOT} of stage.json")
    );
    let stages = value(&["stages", "--json"]);
    assert_eq!(stages["total_amount"], "27450000000000");
    assert_eq!(stages["stages"][53]["amount"], "345283018916");
    let csv = text(&Path::new(&out).with_file_name("list.csv"));
    let summary = value(&["build", &csv, "--out", &out, "--force", "--json"]);
    assert_eq!(summary["merkle_root"], ROOT);
}

#[test]
fn the_tables_say_what_to_do_next() {
    let out = built("tables");
    let csv = text(&Path::new(&out).with_file_name("list.csv"));
    let said = |words: &[&str]| String::from_utf8(mirror(words).stdout).unwrap();

    let built = said(&["build", &csv, "--out", &out, "--force"]);
    assert!(built.contains("10,000,001 micro-MIR"));
    assert!(built.contains(&format!(
        "{{\"register_merkle_root\":{{\"merkle_root\":\"{ROOT}\",\"total_amount\":\"10000001\""
    )));
    assert!(said(&["verify", &out]).ends_with("Every proof leads to the root.\n"));
    assert!(said(&["stages"]).contains("1,020,000     345,283,018,867"));
}

/// Names of 200 accounts of the harness's chain, and what is built of them.
fn accounts(chain: &TestChain) -> (Vec<Addr>, Summary, Vec<Claim>) {
    let accounts: Vec<_> = (1..=200)
        .map(|number| chain.account(&format!("account {number}")))
        .collect();
    let rows: String = (1..)
        .zip(&accounts)
        .map(|(number, account)| format!("{account},{number}\n"))
        .collect();
    let list = format!("address,amount\n{rows}");
    let list = List::parse("list.csv", list.as_bytes(), "cosmwasm").unwrap();
    let airdrop = build(&list).unwrap();
    (accounts, airdrop.summary, airdrop.claims)
}

#[test]
fn the_contract_pays_what_was_built() {
    let mut chain = TestChain::new();
    let (accounts, summary, claims) = accounts(&chain);
    assert_eq!(summary.total_amount, Uint128::new(20_100));
    let (airdrop, mir) = airdrop(&mut chain, summary.merkle_root, summary.total_amount);

    for claim in claims {
        chain
            .execute(&chain.account("owner"), &airdrop, &claim_of(claim), &[])
            .unwrap();
    }

    for (number, account) in (1..).zip(accounts) {
        assert_eq!(chain.token_balance(&mir, &account), number);
    }
}
