use super::*;

const TOKEN: &str = "wasm178lf455k3faj8q3dsufja4kggat78qra9nk9p4qawv5u2dshgcaqp93swg";

fn names() -> Names {
    let mut names = Names::of_chain("wasm", "uusd", "USD");
    names.add_market("mAAPL", TOKEN, "pair", "lp");
    names.add_market("maapl", "another", "pair2", "lp2");
    names.add_market("MIR", "mir", "pair3", "lp3");
    names.add_account("me", "myself");
    names
}

#[test]
fn units_are_read_as_whole_ones_by_symbol_and_as_micro_ones_by_denom_and_address() {
    let names = names();
    let micro = |text: &str| names.asset(text).map(|asset| asset.to_string());

    for (text, asset) in [
        ("1.5usd", "1500000uusd"),
        ("1.5USD", "1500000uusd"),
        ("100uusd", "100uusd"),
        ("1.5mir", "1500000mir"),
        ("7umir", "7mir"),
        ("2 MIR-LP", "2000000lp3"),
    ] {
        assert_eq!(Ok(asset.to_string()), micro(text), "{text}");
    }
    assert_eq!(Ok(format!("5{TOKEN}")), micro(&format!("5{TOKEN}")));
}

#[test]
fn a_symbol_in_other_capitals_is_read_where_it_is_only_one() {
    let names = names();

    assert_eq!(Ok(TOKEN), names.token("mAAPL"));
    assert_eq!(Ok("another"), names.token("maapl"));
    assert_eq!(Ok("mir"), names.token("mIr"));
    let unclear = names.token("MAAPL").unwrap_err();
    assert_eq!(
        "`MAAPL` could be mAAPL, maapl: spell it exactly or name its address",
        unclear.to_string()
    );
}

#[test]
fn addresses_have_names_both_ways() {
    let names = names();

    assert_eq!(Ok("myself".to_string()), names.address("me"));
    assert_eq!(Ok("pair3".to_string()), names.address("MIR-pair"));
    assert_eq!(Ok(TOKEN.to_string()), names.address(TOKEN));
    assert_eq!("MIR-pair", names.name_of("pair3"));
    assert_eq!("me (myself)", names.shown("myself"));
    assert_eq!("nobody", names.shown("nobody"));
}

#[test]
fn what_was_meant_as_an_address_is_told_what_is_wrong_with_it() {
    let wrong = |text: &str| names().address(text).unwrap_err().to_string();

    let mistyped = wrong(&TOKEN.replace("178", "179"));
    assert!(mistyped.contains("is mistyped"), "{mistyped}");
    assert!(
        mistyped.ends_with("this chain's addresses begin with wasm1"),
        "{mistyped}"
    );
    assert!(wrong("wasm1short").contains("wasm1short"));
    assert!(wrong("alice").starts_with("the deployment knows nothing called `alice`"));
}
