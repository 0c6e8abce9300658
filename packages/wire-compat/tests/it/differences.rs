//! Where ours differ from the published types on purpose, each with the section that says so.

use mirror_protocol as ours;
use published_mirror as protocol;
use published_terraswap as market;
use serde_json::{json, Value};

use crate::wire::{made, ours_refuses, theirs_reads};

/// A pair is asked for with amounts, as published, or by its assets alone.
const OTHER_FORM: (&str, &str) = ("create_pair", "asset_infos");

/// Whether an example has a field of ours in the place of a published one.
pub(crate) fn has_another_form(text: &str) -> bool {
    let (variant, field) = OTHER_FORM;
    let example: Value = serde_json::from_str(text).unwrap();
    let content = example.get(variant).and_then(|fields| fields.get(field));
    content.is_some_and(|content| !content.is_null())
}

#[test]
fn ours_creates_pairs_at_a_published_factory() {
    use terraswap::asset::Asset;
    let message = terraswap::factory::ExecuteMsg::CreatePair {
        assets: Some([Asset::native("uusd", 0u128), Asset::token("maapl", 0u128)]),
        asset_infos: None,
    };

    theirs_reads::<market::factory::ExecuteMsg>(&json!(message).to_string());
}

/// conventions.md section 6: any object migrates, its fields are ignored.
#[test]
fn a_published_migration_with_fields_is_read() {
    let mint = protocol::mint::MigrateMsg {
        collateral_oracle: "collateral_oracle".into(),
        staking: "staking".into(),
        terraswap_factory: "terraswap_factory".into(),
        lock: "lock".into(),
    };
    let staking = protocol::staking::MigrateMsg {
        mint_contract: "mint".into(),
        oracle_contract: "oracle".into(),
        terraswap_factory: "terraswap_factory".into(),
        base_denom: "uusd".into(),
        premium_min_update_interval: 3_600,
    };

    assert_eq!(ours::mint::MigrateMsg {}, made(json!(mint)));
    assert_eq!(ours::staking::MigrateMsg {}, made(json!(staking)));
}

#[test]
fn a_published_migration_without_fields_is_read() {
    macro_rules! is_read {
        ($($module:ident),*) => {
            $(
                let theirs = protocol::$module::MigrateMsg {};
                assert_eq!(ours::$module::MigrateMsg {}, made(json!(theirs)));
            )*
        };
    }
    is_read!(
        collateral_oracle,
        collector,
        community,
        factory,
        gov,
        limit_order,
        lock,
        oracle
    );

    let pair_factory = market::factory::MigrateMsg {};
    let [pair, router] = [
        json!(market::pair::MigrateMsg {}),
        json!(market::router::MigrateMsg {}),
    ];
    assert_eq!(terraswap::factory::MigrateMsg {}, made(json!(pair_factory)));
    assert_eq!(terraswap::pair::MigrateMsg {}, made(pair));
    assert_eq!(terraswap::router::MigrateMsg {}, made(router));
}

/// mint.md section 4: the primary spelling is another.
#[test]
fn the_published_spelling_of_trigger_ipo_is_accepted() {
    let trigger = protocol::mint::ExecuteMsg::TriggerIPO {
        asset_token: "maapl".into(),
    };

    assert_eq!(
        json!({ "trigger_i_p_o": { "asset_token": "maapl" } }),
        json!(trigger)
    );
    assert_eq!(
        ours::mint::ExecuteMsg::TriggerIPO {
            asset_token: "maapl".into()
        },
        made(json!(trigger))
    );
}

/// collateral-oracle.md section 3: the primary name is another.
#[test]
fn the_published_name_of_a_pair_as_source_is_accepted() {
    for intermediate_denom in [None, Some("uluna".to_string())] {
        let source = protocol::collateral_oracle::SourceType::Terraswap {
            terraswap_pair_addr: "pair".into(),
            intermediate_denom: intermediate_denom.clone(),
        };

        assert_eq!(
            ours::collateral_oracle::SourceType::AmmPair {
                pair_addr: "pair".into(),
                intermediate_denom,
            },
            made(json!(source))
        );
    }
}

/// conventions.md section 1: these are dropped and no others.
#[test]
fn dropped_sources_are_refused() {
    use protocol::collateral_oracle::SourceType as Theirs;
    let dropped = [
        Theirs::AnchorOracle {},
        Theirs::BandOracle {},
        Theirs::Native {
            native_denom: "uluna".into(),
        },
    ];

    for source in dropped {
        ours_refuses::<ours::collateral_oracle::SourceType>(&source);
    }
}

/// gov.md section 3: the wire is the one with rules for each kind of poll.
#[test]
fn the_published_set_up_of_gov_is_refused() {
    ours_refuses::<ours::gov::InstantiateMsg>(&protocol::gov::InstantiateMsg {
        mirror_token: "mir".into(),
        quorum: made("0.1"),
        threshold: made("0.5"),
        voting_period: 604_800,
        effective_delay: 86_400,
        proposal_deposit: made("5"),
        voter_weight: made("0.5"),
        snapshot_period: 86_400,
    });
}

/// gov.md section 3: quorum, threshold, voting_period and proposal_deposit are unknown here.
#[test]
fn of_the_published_update_of_gov_what_both_have_is_read() {
    let update = protocol::gov::ExecuteMsg::UpdateConfig {
        owner: Some("owner".into()),
        quorum: Some(made("0.1")),
        threshold: Some(made("0.5")),
        voting_period: Some(604_800),
        effective_delay: Some(86_400),
        proposal_deposit: Some(made("5")),
        voter_weight: Some(made("0.5")),
        snapshot_period: Some(86_400),
    };

    assert_eq!(
        ours::gov::ExecuteMsg::UpdateConfig(Box::new(ours::gov::ConfigUpdate {
            owner: Some("owner".into()),
            effective_delay: Some(86_400),
            voter_weight: Some(crate::golden::decimal("0.5")),
            snapshot_period: Some(86_400),
            ..ours::gov::ConfigUpdate::default()
        })),
        made(json!(update))
    );
}
