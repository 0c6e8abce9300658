use cosmwasm_std::{Addr, Decimal};
use mirror_bytes::golden;
use mirror_protocol::oracle::Halt;

use super::*;
use crate::price::Post;

fn config() -> Config {
    Config {
        owner: Addr::unchecked("owner"),
        base_asset: "uusd".to_string(),
        guardian: Some(Addr::unchecked("guardian")),
        halt_seconds: 21_600,
    }
}

fn limits() -> Limits {
    Limits {
        max_deviation: Some(Decimal::percent(50)),
        confirm_seconds: 60,
    }
}

fn halted_feed() -> Feed {
    Feed {
        posted: PostedPrice {
            price: Decimal::percent(120),
            time: 1_000,
            halt: Some(Halt {
                since: 1_010,
                until: 22_610,
            }),
        },
        height: 12_345,
        anchor: Post {
            price: Decimal::one(),
            time: 940,
        },
        max_deviation: Some(Decimal::percent(10)),
        pending: Some(Post {
            price: Decimal::percent(900),
            time: 1_020,
        }),
        standby: Some(b"standby".into()),
        ..Feed::new(b"feeder".into())
    }
}

/// T-14: storage traps. See docs/upgrades.md.
#[test]
fn records_are_stored_as_written_down_and_no_key_begins_another() {
    golden!(include_str!("../../records.txt"), |storage| {
        CONFIG => CONFIG.save(storage, &config());
        LIMITS => LIMITS.save(storage, &limits());
        FEEDS => FEEDS.save(storage, b"nuluna", &halted_feed());
    });
}
