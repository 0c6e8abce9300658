//! Small inputs that other tools of this kind read wrongly, from the command line.

use std::path::Path;
use std::process::Command;

use mirror_simulation::prices::Prices;
use serde_json::Value;
use time::macros::date;

use crate::claims::folder;

/// How the program ended, and what it said.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

fn mirror(words: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mirror"));
    let output = command.args(words).output().unwrap();

    Said {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn case(name: &str) -> String {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/cases");

    cases.join(name).display().to_string()
}

/// A list that is refused: what is said of it, and that nothing was written.
fn refused_list(name: &str) -> String {
    let out = folder(name).join("out");
    let said = mirror(&[
        "airdrop",
        "build",
        &case(name),
        "--out",
        out.to_str().unwrap(),
    ]);

    assert_eq!(said.code, Some(2), "{}", said.err);
    assert!(!out.exists());
    said.err.replace(&case(name), name)
}

/// What `verify` finds wrong, as a person and as a program is told.
fn findings(name: &str) -> Vec<(u64, String)> {
    let said = mirror(&["airdrop", "verify", &case(name), "--json"]);
    assert_eq!(said.code, Some(1), "{}{}", said.out, said.err);
    let report: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(report["valid"], false);
    let found = report["findings"].as_array().unwrap().iter();
    let found: Vec<_> = found
        .map(|one| {
            let flaw = one["flaw"].as_str().unwrap().to_string();
            (one["line"].as_u64().unwrap(), flaw)
        })
        .collect();

    let said = mirror(&["airdrop", "verify", &case(name)]);
    assert_eq!(said.code, Some(1));
    for (line, flaw) in &found {
        assert!(said.out.contains(&format!("  line {line}: {flaw}\n")));
    }
    found
}

#[test]
fn a_list_whose_quote_stays_open_is_refused_by_the_line_it_opens_on() {
    assert_eq!(
        refused_list("airdrop-open-quote.csv"),
        "error: airdrop-open-quote.csv has 1 problem, so nothing was written; mend it and build \
         again\n  line 2: column 3 (note): `\"first winner` opens a quote that its line does not \
         close; quotes stand around a whole cell or nowhere\n"
    );
}

#[test]
fn text_after_a_closing_quote_is_no_amount() {
    assert_eq!(
        refused_list("airdrop-text-after-quote.csv"),
        "error: airdrop-text-after-quote.csv has 1 problem, so nothing was written; mend it and \
         build again\n  line 2: column 2 (amount), not an amount: `\"1000\"5` has text after a \
         closing quote; quotes stand around a whole cell or nowhere\n"
    );
}

#[test]
fn a_list_in_utf_16_is_refused_as_such() {
    assert_eq!(
        refused_list("airdrop-utf16.csv"),
        "error: airdrop-utf16.csv has 1 problem, so nothing was written; mend it and build again\n  \
         line 1: the text is not UTF-8; save the file as UTF-8\n"
    );
}

#[test]
fn an_account_in_capitals_is_found() {
    assert_eq!(
        findings("airdrop-capitals"),
        [(
            1,
            "`MIRROR1Q63AVCEEXS0KD4EM6PG8UZ8C83XX5VMH4NUVWN` is not in lower case, so that the \
             contract takes no claim of it"
                .to_string()
        )]
    );
}

#[test]
fn accounts_of_other_chains_are_found() {
    assert_eq!(
        findings("airdrop-foreign-addresses"),
        [
            (
                1,
                "`terra1q63avceexs0kd4em6pg8uz8c83xx5vmhwkt2pw` is an address of `terra`, this \
                 list is of `mirror` (--prefix), so that the contract takes no claim of it"
                    .to_string()
            ),
            (
                2,
                "`0x52908400098527886E0F7030069857D2E4169EE7` is not a bech32 address, so that the \
                 contract takes no claim of it"
                    .to_string()
            ),
        ]
    );
}

#[test]
fn a_stray_quote_in_prices_is_refused_by_line_and_column() {
    let said = mirror(&["simulate", "--scenario", &case("prices-stray-quote.toml")]);

    assert_eq!(said.code, Some(2));
    let file = case("prices-stray-quote.csv");
    assert_eq!(
        said.err,
        format!(
            "error: {file} line 2, column 7 (Volume): `\"29843700,10.88` opens a quote that its \
             line does not close; quotes stand around a whole cell or nowhere\n"
        )
    );
}

#[test]
fn decimals_beyond_the_eighteenth_and_exponents_are_read() {
    let open = |name: &str, ticker| {
        let bytes = std::fs::read(case(name)).unwrap();
        let prices = Prices::parse(name, &bytes).unwrap();
        let bar = *prices.bar(ticker, date!(2006 - 01 - 17)).unwrap();
        bar.open.to_string()
    };

    assert_eq!(
        open("prices-19-decimals.csv", "SHIB"),
        "0.001000000047497451"
    );
    assert_eq!(open("prices-exponent.csv", "AAPL"), "85.7");
}
