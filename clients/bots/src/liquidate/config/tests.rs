use super::*;

fn settings(text: &str) -> Result<Settings, Faults> {
    let raw: Raw = toml::from_str(text).unwrap();
    let mut faults = Faults::default();
    let settings = Settings::resolve(&raw, &Places::nowhere("liquidate"), &mut faults);
    settings.ok_or(faults)
}

#[test]
fn what_is_not_set_has_its_standard() {
    assert_eq!(settings(""), Ok(Settings::default()));
}

#[test]
fn numbers_are_text_or_numbers() {
    let text = settings("max_value = \"500\"\nmax_spread = \"0.01\"").unwrap();
    let number = settings("max_value = 500\nmax_spread = 0.01").unwrap();

    assert_eq!(text, number);
    assert_eq!(text.max_value.u128(), 500);
    assert_eq!(text.max_value_per_hour.u128(), 5_000, "ten times as much");
    assert_eq!(text.max_spread, Decimal::percent(1));
}

#[test]
fn all_faults_are_told_at_once() {
    let faults = settings(
        "mode = \"fast\"\ncollateral = \"burn\"\nmin_profit = \"1.5\"\nhaircut = 1\nmax_value = 10\n\
         max_value_per_hour = 9\nmax_price_age_s = 60\nmax_reverts = 0\nmax_price_gap = 0\nrescan_s = 0\n\
         gas_worth = 0",
    );

    let told = faults.unwrap_err().0;
    let keys: Vec<&str> = told.iter().map(|fault| fault.key.as_str()).collect();
    let expected = [
        "mode",
        "collateral",
        "haircut",
        "min_profit",
        "max_value_per_hour",
        "max_price_age_s",
        "max_reverts",
        "max_price_gap",
        "rescan_s",
        "gas_worth",
    ];
    assert_eq!(keys, expected.map(|key| format!("liquidate.{key}")));
}

#[test]
fn an_unknown_key_is_refused() {
    let raw: Result<Raw, _> = toml::from_str("max_valu = 5");

    assert!(raw.is_err());
}

/// What is printed is what is read.
#[test]
fn what_holds_is_printed_as_a_table() {
    let own = settings("mode = \"dry_run\"\ncollateral = \"keep\"\ngas_worth = 0.5").unwrap();

    assert_eq!(settings(&own.to_string()), Ok(own));
}

#[test]
fn gas_in_another_denom_counts_what_it_is_worth() {
    let own = settings("gas_worth = \"0.3\"").unwrap();

    assert_eq!(
        own.worth(Uint128::new(11), false).u128(),
        4,
        "3.3, rounded up"
    );
    assert_eq!(own.worth(Uint128::new(11), true).u128(), 11);
}
