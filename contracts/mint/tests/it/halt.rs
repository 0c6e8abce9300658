//! While a price is halted nobody takes anything on it, and everybody can get safer.

use cosmwasm_std::Uint128;
use mirror_mint::ContractError;
use mirror_protocol::collateral_oracle::SourceType;
use mirror_protocol::mint::{AssetStatus, ConfigUpdate};
use mirror_protocol::oracle::{ExecuteMsg as TellOracle, PriceResponse, ALWAYS_FRESH};
use mirror_testing::assert_refused;
use terraswap::asset::Asset;

use crate::setup::{base, decimal, luna, Answer, Setup};
use crate::stubs::answering;

/// A halt of second 1,000 ends at this one.
const UNTIL: u64 = 22_600;

/// mAAPL at 1 against luna at 5, both fed; bob has mAAPL.
fn fed() -> (Setup, Uint128) {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let feed = TellOracle::RegisterAsset {
        asset_token: "uluna".to_string(),
        feeder: setup.who("feeder").into_string(),
        max_deviation: None,
        standby: None,
    };
    let oracle = setup.oracle.clone();
    setup.tries("owner", &oracle, &feed).unwrap();
    let source = SourceType::MirrorOracle { oracle_addr: None };
    setup.accept(luna(0).info, source, "1");
    setup.feed(&[("uluna", "5")]);
    setup.gives("bob", "mAAPL", 10_000);
    let idx = setup.opens("alice", luna(1_000), "mAAPL", "2");
    (setup, idx)
}

/// Halt mAAPL or luna; the answer is its name.
fn halt(setup: &mut Setup, what: &str) -> String {
    let asset = match what {
        "uluna" => what.to_string(),
        symbol => setup.token(symbol).into_string(),
    };
    let oracle = setup.oracle.clone();
    let halt = TellOracle::Halt {
        asset_tokens: vec![asset.clone()],
    };
    setup.tries("owner", &oracle, &halt).unwrap();
    asset
}

fn one(setup: &Setup) -> Asset {
    setup.of("mAAPL", 1)
}

#[test]
fn while_either_price_is_halted_nobody_opens_mints_withdraws_or_buys() {
    for what in ["mAAPL", "uluna"] {
        let (mut setup, idx) = fed();
        let (minted, whole) = (one(&setup), setup.of("mAAPL", 2_500));
        setup.feed(&[("mAAPL", "1.5")]);
        let asset = halt(&mut setup, what);

        let outcomes = [
            setup.tries_to_open("alice", luna(1_000), "mAAPL", "9", None),
            setup.tries_to_mint("alice", idx, minted),
            setup.tries_to_withdraw("alice", idx, Some(luna(1))),
            setup.tries_to_auction("bob", idx, whole),
        ];

        for outcome in outcomes {
            let asset = asset.clone();
            let until = UNTIL;
            assert_refused(outcome, ContractError::Halted { asset, until });
        }
    }
}

#[test]
fn in_a_halt_burning_and_deposits_stay_open_at_any_age_of_either_price() {
    for what in ["mAAPL", "uluna"] {
        let (mut setup, idx) = fed();
        let burned = setup.of("mAAPL", 1_000);
        halt(&mut setup, what);
        setup.at(UNTIL - 1);

        setup.tries_to_deposit("alice", idx, luna(10)).unwrap();
        let answer = setup.tries_to_burn("alice", idx, burned).unwrap();

        // 1,000 of 0.015 in luna at 5.
        assert_eq!("3uluna", setup.event_value(&answer, "protocol_fee"));
        assert_eq!(Some((1_007, 1_500)), setup.amounts(idx));
    }
}

#[test]
fn after_a_halt_the_age_counts_again() {
    let (mut setup, idx) = fed();
    let burned = one(&setup);
    halt(&mut setup, "mAAPL");
    setup.at(UNTIL);
    setup.feed(&[("uluna", "5")]);

    let too_old = || ContractError::PriceTooOld {
        asset_token: burned.info.to_string(),
        last_updated: 1_000,
        now: UNTIL,
    };
    assert_refused(setup.tries_to_burn("alice", idx, burned.clone()), too_old());
    assert_refused(setup.tries_to_deposit("alice", idx, luna(1)), too_old());
    setup.feed(&[("mAAPL", "1")]);
    setup.tries_to_burn("alice", idx, burned.clone()).unwrap();
    setup.tries_to_mint("alice", idx, burned).unwrap();
}

#[test]
fn a_resumed_price_that_is_fresh_serves_at_once() {
    let (mut setup, idx) = fed();
    let asset = halt(&mut setup, "mAAPL");
    let oracle = setup.oracle.clone();
    let resume = TellOracle::Resume {
        asset_tokens: vec![asset],
    };

    setup.tries("owner", &oracle, &resume).unwrap();

    setup
        .tries_to_withdraw("alice", idx, Some(luna(1)))
        .unwrap();
}

#[test]
fn without_debt_a_halt_stops_no_withdrawal() {
    let (mut setup, idx) = fed();
    let whole = setup.of("mAAPL", 2_500);
    halt(&mut setup, "mAAPL");
    halt(&mut setup, "uluna");

    setup.tries_to_burn("alice", idx, whole).unwrap();
    setup.tries_to_withdraw("alice", idx, None).unwrap();

    assert_eq!(None, setup.amounts(idx));
}

/// A false price of the collateral would sell it to whoever burns the delisted asset.
#[test]
fn a_stranger_redeems_nothing_at_a_halted_price_and_the_owner_may() {
    let (mut setup, idx) = fed();
    setup.delist("mAAPL", "1");
    setup.market.chain.pass(6);
    setup.feed(&[("uluna", "0.5")]);
    halt(&mut setup, "uluna");
    let burned = setup.of("mAAPL", 1_000);

    let refusal = setup.tries_to_burn("bob", idx, burned.clone());
    let asset = "uluna".to_string();
    let until = UNTIL + 6;
    assert_refused(refusal, ContractError::Halted { asset, until });

    setup.tries_to_burn("alice", idx, burned).unwrap();
    // The share of the burned debt, no more.
    assert_eq!(Some((600, 1_500)), setup.amounts(idx));
}

#[test]
fn the_halt_of_a_delisted_assets_own_feed_stops_nothing() {
    let (mut setup, idx) = fed();
    setup.delist("mAAPL", "1");
    halt(&mut setup, "mAAPL");
    let burned = setup.of("mAAPL", 1_000);

    setup.tries_to_burn("bob", idx, burned).unwrap();
    setup
        .tries_to_withdraw("alice", idx, Some(luna(1)))
        .unwrap();
}

#[test]
fn an_oracle_of_other_code_may_report_a_halt() {
    let mut setup = Setup::new().with_asset("mAAPL", "1");
    let idx = setup.opens("alice", base(1_000), "mAAPL", "2");
    let answer = PriceResponse {
        rate: decimal("1"),
        last_updated_base: 0,
        last_updated_quote: ALWAYS_FRESH,
        halted_until: Some(1_001),
    };
    let oracle = answering(&mut setup, &answer);
    let update = ConfigUpdate {
        oracle: Some(oracle.into_string()),
        ..ConfigUpdate::default()
    };
    setup.configure(update).unwrap();
    let minted = one(&setup);

    let outcome: Answer = setup.tries_to_mint("alice", idx, minted.clone());

    let asset = minted.info.to_string();
    let until = 1_001;
    assert_refused(outcome, ContractError::Halted { asset, until });
    setup.tries_to_deposit("alice", idx, base(1)).unwrap();
}

#[test]
fn a_halt_is_shown_and_keeps_an_asset_from_becoming_collateral() {
    let mut setup = Setup::new();
    setup
        .configure(ConfigUpdate {
            collateral_delay: Some(1_296_000),
            ..ConfigUpdate::default()
        })
        .unwrap();
    let mut setup = setup.with_asset("mAAPL", "1");
    let now = 1_000 + 1_296_000;
    setup.at(now);
    setup.feed(&[("mAAPL", "2")]);
    let asset = halt(&mut setup, "mAAPL");
    let until = now + 21_600;

    let answer = setup.status("mAAPL");

    assert_eq!(AssetStatus::Halted, answer.status);
    let expected = (Some(decimal("2")), Some(now), Some(until));
    assert_eq!(
        expected,
        (answer.price, answer.price_time, answer.halted_until)
    );
    assert_refused(
        setup.tries_to_accept("bob", "mAAPL"),
        ContractError::Halted { asset, until },
    );
}
