use super::*;

fn found(whole: &str, called: &[&str]) -> (Option<String>, String, String) {
    let refusal = Refusal::find(whole, called).expect(whole);
    (refusal.contract, refusal.kind, refusal.text)
}

#[test]
fn the_generated_table_is_read() {
    assert!(all().count() > 300);
    assert!(all().all(|(contract, entry)| !contract.is_empty() && !entry.text.is_empty()));
}

#[test]
fn every_template_is_found_again_in_its_own_words() {
    for (contract, entry) in all() {
        let whole = format!(
            "failed to execute message; message index: 0: {}: execute wasm contract failed",
            entry.text
        );

        let refusal = Refusal::find(&whole, &[contract]).expect(&entry.text);

        let same_words = all().filter(|(other, one)| *other == contract && one.text == entry.text);
        let kinds = same_words
            .map(|(_, one)| one.kind.as_str())
            .collect::<Vec<_>>();
        assert!(
            kinds.contains(&refusal.kind.as_str()),
            "{contract}: {}",
            entry.text
        );
        assert_eq!(
            Some(contract.to_owned()),
            refusal.contract,
            "{}",
            entry.text
        );
    }
}

/// What a node of wasmd 0.61.14 said to messages and questions: who was called, who refused, what it
/// was, and its words.
const HEARD: &str = include_str!("heard.txt");

#[test]
fn what_a_node_has_said_is_found_with_its_contract_and_its_kind() {
    let mut heard = 0;
    for line in HEARD.lines() {
        let mut parts = line.splitn(4, " | ");
        let mut part = || parts.next().expect(line);
        let called = part().split(',').collect::<Vec<_>>();
        let (contract, kind, whole) = (part(), part(), part());

        let refusal = Refusal::find(whole, &called).expect(line);

        assert_eq!(Some(contract), refusal.contract.as_deref(), "{line}");
        assert_eq!(kind, refusal.kind, "{line}");
        assert!(whole.contains(&refusal.text), "{line}");
        assert_eq!(whole, refusal.whole);
        heard += 1;
    }
    assert!(heard >= 30, "{heard}");
}

#[test]
fn words_that_several_contracts_speak_are_told_apart_by_the_contract_that_was_called() {
    let whole = "failed to execute message; message index: 0: Unauthorized: execute wasm contract \
                 failed";
    let deeper =
        "failed to execute message; message index: 0: dispatch: submessages: Unauthorized: \
                  execute wasm contract failed";

    let called = ["terraswap-token", "mirror-collector"];
    assert_eq!(Some("mirror-collector".to_owned()), found(whole, &called).0);
    assert_eq!(
        Some("mirror-collector".to_owned()),
        found(deeper, &called).0
    );
    assert_eq!(
        Some("terraswap-pair".to_owned()),
        found(whole, &["terraswap-pair"]).0
    );
    assert_eq!(None, found(whole, &["mirror-mint"]).0);
    let unknown = Refusal::find(whole, &[]).expect("found").to_string();
    assert!(unknown.starts_with("a contract that it calls refuses (unauthorized): Unauthorized\n"));
}

#[test]
fn the_words_of_a_contract_that_was_asked_are_found_within_the_asking_ones() {
    let whole = "Generic error: Querier contract error: Collateral not found: uluna: query wasm \
                 contract failed";

    let refusal = Refusal::find(whole, &["mirror-mint"]).expect("found");

    assert_eq!(
        Some("mirror-collateral-oracle"),
        refusal.contract.as_deref()
    );
    assert_eq!("collateral_not_found", refusal.kind);
    assert_eq!(
        Some("uluna"),
        refusal.fields.get("asset").map(String::as_str)
    );
}

#[test]
fn words_of_nobody_are_no_refusal() {
    for whole in [
        "out of gas in location: wasm contract; gasWanted: 1, gasUsed: 2: out of gas",
        "something else: execute wasm contract failed",
        "",
    ] {
        assert_eq!(None, Refusal::find(whole, &["mirror-mint"]), "{whole}");
    }
}

#[test]
fn the_contracts_words_stand_in_front_and_the_chains_are_kept() {
    let whole = "failed to execute message; message index: 0: unauthorized: position 7 belongs to \
                 another account: execute wasm contract failed";

    let shown = Refusal::find(whole, &["mirror-mint"])
        .expect("found")
        .to_string();

    assert_eq!(
        format!(
            "mint refuses (not_owner): unauthorized: position 7 belongs to another account\n\
             Only its owner may change a position.\n\
             The chain says: {whole}"
        ),
        shown
    );
}

#[test]
fn contracts_have_the_names_of_their_parts() {
    for (contract, part) in [
        ("mirror-mint", "mint"),
        ("mirror-limit-order", "limit_order"),
        ("terraswap-factory", "swap_factory"),
        ("terraswap-pair", "pair"),
    ] {
        assert_eq!(part, role(contract));
    }
}
