use cosmwasm_std::{Decimal, Uint128};
use terraswap::asset::AssetInfo;

use super::*;
use crate::config::Keepers;

/// An address of four equal bytes.
fn account(byte: u8) -> CanonicalAddr {
    vec![byte; 4].into()
}

fn trading() -> Trading {
    Trading {
        distribution_contract: account(0xc1),
        terraswap_factory: account(0xc2),
        mirror_token: account(0xc3),
        token_code: Some(300),
        base_denom: "uusd".to_string(),
        aust_token: Some(account(0xc4)),
        anchor_market: Some(account(0xc5)),
        mir_ust_pair: Some(account(0xc6)),
        mirror_oracle: Some(account(0xc7)),
        max_spread: Decimal::percent(1),
        max_swap_ratio: Decimal::permille(3),
        price_max_age: 60,
        keepers: Keepers(vec![account(0xa1), account(0xa2)]),
    }
}

fn plain_trading() -> Trading {
    Trading {
        token_code: None,
        aust_token: None,
        anchor_market: None,
        mir_ust_pair: None,
        mirror_oracle: None,
        keepers: Keepers::default(),
        ..trading()
    }
}

fn hops() -> Hops {
    Hops {
        luna_denom: "uluna".to_string(),
        bluna_token: Some(Addr::unchecked("bluna")),
        lunax_token: None,
        bluna_swap_denom: "uother".to_string(),
    }
}

fn routed() -> Routed {
    let mut routed = Routed::default();
    routed.insert("uatom");
    routed.insert("token");
    routed
}

fn sale_of(hop: Option<&str>) -> Sale {
    let mut sale = Sale::default();
    sale.hop = hop.map(str::to_string);
    sale.leave(1_001, Uint128::new(1_002));
    sale
}

/// T-14: storage traps. See docs/upgrades.md.
#[test]
fn records_are_stored_as_written_down_and_no_key_begins_another() {
    let coin = Convertible::coin("uatom");
    let token = Convertible {
        info: AssetInfo::token("token"),
        token: Some(account(0xc9)),
    };
    mirror_bytes::golden!(include_str!("../../records.txt"), |storage| {
        OWNER => OWNER.save(storage, &Addr::unchecked("owner"));
        TRADING => TRADING.save(storage, &trading());
        TRADING => TRADING.save(storage, &plain_trading());
        HOPS => HOPS.save(storage, &hops());
        MINT => MINT.save(storage, &Some(account(0xc8)));
        MINT => MINT.save(storage, &None);
        ROUTED => ROUTED.save(storage, &routed());
        SALES => SALES.save(storage, &coin.key(), &sale_of(Some("uluna")));
        SALES => SALES.save(storage, &token.key(), &sale_of(None));
    });
}
