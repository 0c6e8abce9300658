use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_bytes::golden;
use mirror_protocol::collateral_oracle::stored::Source;

use super::*;

fn rights() -> Rights {
    Rights {
        owner: Addr::unchecked("owner"),
        mint_contract: Addr::unchecked("mint"),
    }
}

fn pricing() -> Pricing {
    Pricing {
        base_denom: "uusd".to_string(),
        mirror_oracle: Some(Addr::unchecked("oracle")),
    }
}

/// A collateral of each kind of source.
fn save_all(storage: &mut dyn Storage) {
    let contract = Addr::unchecked;
    let sources = [
        (
            "uamm",
            Source::AmmPair {
                pair: contract("pair"),
                comes_first: true,
                denom: "uusd".to_string(),
                is_intermediate: false,
            },
        ),
        (
            "uanchor",
            Source::AnchorMarket {
                market: contract("market"),
            },
        ),
        (
            "ufed",
            Source::MirrorOracle {
                oracle: Some(contract("oracle")),
            },
        ),
        (
            "ufixed",
            Source::FixedPrice {
                price: Decimal::percent(500),
            },
        ),
        (
            "ulunax",
            Source::Lunax {
                staking: contract("staking"),
                underlying: "uluna".to_string(),
            },
        ),
    ];
    for (denom, source) in sources {
        let collateral = Collateral {
            source,
            multiplier: Decimal::percent(150),
            is_revoked: false,
            value_cap: Some(Uint128::new(9)),
        };
        save(storage, &AssetInfo::native(denom), &collateral);
    }
}

/// T-14: storage traps. See docs/upgrades.md.
#[test]
fn records_are_stored_as_written_down_and_no_key_begins_another() {
    golden!(include_str!("../../records.txt"), |storage| {
        RIGHTS => RIGHTS.save(storage, &rights());
        PRICING => PRICING.save(storage, &pricing());
        COLLATERALS => save_all(storage);
    });
}
