//! How far the minimum of an asset may be voted, as a scenario is read.

use cosmwasm_std::Decimal;
use mirror_simulation::scenario::{Rule, ScenarioError};
use time::macros::date;

use super::{changed, out_of_range, rule};

#[test]
fn no_minimum_is_below_a_tenth_above_the_debt() {
    let below = || out_of_range("min_collateral_ratio", "1.09", "1.1 or more");

    // The minimum of IBM is voted on, in reach of what is voted for.
    changed(&[
        "protocol.min_collateral_ratio=1.1",
        "event.10.min_collateral_ratio=1.2",
    ])
    .unwrap();
    for path in [
        "protocol.min_collateral_ratio",
        "asset.GOOG.pre_ipo.min_collateral_ratio",
        "event.10.min_collateral_ratio",
    ] {
        assert_eq!(rule(&[&format!("{path}=1.09")]), below());
    }
}

#[test]
fn a_minimum_moves_by_a_tenth_in_seven_days() {
    let jump = |from: u64, to: u64, date| Rule::RatioJumps {
        symbol: "IBM".into(),
        from: Decimal::percent(from),
        to: Decimal::percent(to),
        date,
    };
    let date = date!(2006 - 03 - 01);
    let minimum = |value: &str| format!("event.10.min_collateral_ratio={value}");

    for far in ["139 %", "161 %"] {
        let to = far[..3].parse().unwrap();
        assert_eq!(rule(&[&minimum(far)]), jump(150, to, date));
    }
    for near in ["140 %", "160 %"] {
        changed(&[&minimum(near)]).unwrap();
    }
    assert_eq!(
        rule(&["protocol.min_collateral_ratio=2"]),
        jump(200, 140, date)
    );
    assert_eq!(
        rule(&["asset.IBM.min_collateral_ratio=1.2"]),
        jump(120, 140, date)
    );
}

#[test]
fn a_minimum_is_moved_further_in_steps_eight_days_apart() {
    // The other change of terms becomes one of IBM's, too.
    let steps = |date: &str, ratio: &str| {
        changed(&[
            "event.14.asset=IBM",
            &format!("event.14.date={date}"),
            &format!("event.14.min_collateral_ratio={ratio}"),
        ])
    };

    steps("2006-03-09", "1.3").unwrap();
    let refusal = steps("2006-03-08", "1.3").unwrap_err().to_string();
    let reason =
        "mint lets the minimum of IBM move by 0.1 in seven days, so not from 1.5 to 1.3 on \
                  2006-03-08: change it in steps, eight days apart";
    assert!(
        refusal.starts_with("the default scenario, line "),
        "{refusal}"
    );
    assert!(refusal.ends_with(reason), "{refusal}");
    // Back to what held is no move further.
    steps("2006-03-02", "1.5").unwrap();
    // The later one in the file comes first.
    steps("2006-02-25", "1.5").unwrap();
    assert!(steps("2006-02-25", "1.51").is_err());
}

#[test]
fn the_step_of_an_ipo_is_none_of_a_poll() {
    // Google's minimum is 200 % before its IPO on 2004-08-19 and 150 % from then on.
    let change = |date: &str, ratio: &str| {
        changed(&[
            &format!("event.14.date={date}"),
            &format!("event.14.min_collateral_ratio={ratio}"),
        ])
    };

    change("2004-08-18", "1.9").unwrap();
    change("2004-08-20", "1.4").unwrap();
    for (date, ratio) in [("2004-08-18", "1.5"), ("2004-08-20", "1.9")] {
        let refusal = change(date, ratio).unwrap_err();
        let ScenarioError::Rule { rule, .. } = &refusal else {
            panic!("{refusal:?}")
        };
        assert!(matches!(rule, Rule::RatioJumps { .. }), "{refusal}");
    }
}
