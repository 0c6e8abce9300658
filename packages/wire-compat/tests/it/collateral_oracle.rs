use cosmwasm_std::Uint128;
use mirror_protocol::collateral_oracle as ours;
use published_mirror::collateral_oracle as theirs;
use serde_json::json;

use crate::wire::{
    decimal, denom, made, ours_reads, ours_reads_all, ours_refuses, theirs_reads, token,
};

#[test]
fn set_up_and_migration() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        owner: "owner".into(),
        mint_contract: "mint".into(),
        base_denom: "uusd".into(),
        mirror_oracle: "oracle".into(),
        anchor_oracle: "anchor".into(),
        band_oracle: "band".into(),
    });
    assert_eq!(ours::MigrateMsg {}, made(json!(theirs::MigrateMsg {})));
}

#[test]
fn messages() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::UpdateConfig {
            owner: Some("owner".into()),
            mint_contract: Some("mint".into()),
            base_denom: Some("uusd".into()),
            mirror_oracle: Some("oracle".into()),
            anchor_oracle: Some("anchor".into()),
            band_oracle: Some("band".into()),
        },
        theirs::ExecuteMsg::RegisterCollateralAsset {
            asset: made(token()),
            price_source: theirs::SourceType::MirrorOracle {},
            multiplier: made("1"),
        },
        theirs::ExecuteMsg::RevokeCollateralAsset {
            asset: made(denom()),
        },
        theirs::ExecuteMsg::UpdateCollateralPriceSource {
            asset: made(token()),
            price_source: theirs::SourceType::FixedPrice { price: made("5") },
        },
        theirs::ExecuteMsg::UpdateCollateralMultiplier {
            asset: made(token()),
            multiplier: made("1.3333334"),
        },
    ]);
}

#[test]
fn sources_that_stayed() {
    ours_reads_all::<ours::SourceType>(&[
        theirs::SourceType::MirrorOracle {},
        theirs::SourceType::FixedPrice { price: made("5") },
        theirs::SourceType::AnchorMarket {
            anchor_market_addr: "market".into(),
        },
    ]);
}

#[test]
fn the_published_name_of_a_pair_as_source_is_accepted() {
    // collateral-oracle.md section 3: the primary name is another.
    for intermediate_denom in [None, Some("uluna".to_string())] {
        let source = theirs::SourceType::Terraswap {
            terraswap_pair_addr: "pair".into(),
            intermediate_denom: intermediate_denom.clone(),
        };

        assert_eq!(
            ours::SourceType::AmmPair {
                pair_addr: "pair".into(),
                intermediate_denom,
            },
            made(json!(source))
        );
    }
}

#[test]
fn sources_that_are_dropped() {
    // conventions.md section 1: these are dropped and no others.
    ours_refuses::<ours::SourceType>(&theirs::SourceType::AnchorOracle {});
    ours_refuses::<ours::SourceType>(&theirs::SourceType::BandOracle {});
    ours_refuses::<ours::SourceType>(&theirs::SourceType::Native {
        native_denom: "uluna".into(),
    });
}

#[test]
fn queries() {
    ours_reads_all::<ours::QueryMsg>(&[
        theirs::QueryMsg::Config {},
        theirs::QueryMsg::CollateralPrice {
            asset: "uluna".into(),
            block_height: Some(12),
        },
        theirs::QueryMsg::CollateralPrice {
            asset: "uluna".into(),
            block_height: None,
        },
        theirs::QueryMsg::CollateralAssetInfo {
            asset: "uluna".into(),
        },
        theirs::QueryMsg::CollateralAssetInfos {},
    ]);
}

#[test]
fn answers() {
    theirs_reads::<theirs::ConfigResponse>(&ours::ConfigResponse {
        owner: "owner".into(),
        mint_contract: "mint".into(),
        base_denom: "uusd".into(),
        mirror_oracle: "oracle".into(),
        anchor_oracle: String::new(),
        band_oracle: String::new(),
    });
    theirs_reads::<theirs::CollateralPriceResponse>(&ours::CollateralPriceResponse {
        asset: "uluna".into(),
        rate: decimal("5"),
        last_updated: u64::MAX,
        multiplier: decimal("1.3333334"),
        is_revoked: false,
        value_cap: Some(Uint128::new(9)),
        lower: None,
        halted_until: None,
    });
    let info = ours::CollateralInfoResponse {
        asset: "uluna".into(),
        multiplier: decimal("1.3333334"),
        source_type: "amm_pair".into(),
        is_revoked: true,
        value_cap: None,
    };
    theirs_reads::<theirs::CollateralInfoResponse>(&info);
    theirs_reads::<theirs::CollateralInfosResponse>(&ours::CollateralInfosResponse {
        collaterals: vec![info],
    });
}
