//! The parameters of the script's protocol: the standard ones with periods of seconds, and MIR for
//! those who stake.

use cosmwasm_std::{Decimal, Uint128};
use mirror_deploy::{
    Collateral, CollectorLimits, GovRules, Listing, Payment, Profile, Recipient, Release,
};
use mirror_protocol::collateral_oracle::SourceType;
use mirror_protocol::gov::PollConfig;
use mirror_testing::{usual_listing, usual_params};
use terraswap::asset::AssetInfo;

use super::names::Names;

/// How long polls are voted on, for how long before that ends their stake may be noted, how long what
/// passed waits, and how long it may be executed then, in seconds.
const VOTING: u64 = 12;
pub(super) const SNAPSHOT: u64 = 5;
pub(super) const DELAY: u64 = 3;
pub(super) const EXPIRATION: u64 = 12;

/// The micro MIR that have to be staked.
pub(super) const STAKE_TO_TAKE_OVER: u128 = 1_000_000_000;

const UNIT: u128 = 1_000_000;

pub(super) fn profile(names: &Names) -> Profile {
    Profile {
        lockup_seconds: 4,
        premium_interval_seconds: 2,
        oracle_max_deviation: None,
        oracle_confirm_seconds: 60,
        oracle_guardian: Some(names.at("dave").to_string()),
        oracle_halt_seconds: 60,
        collateral_delay_seconds: 0,
        minimum_reserve: Uint128::new(UNIT),
        admin_claim_seconds: 30,
        gov: gov(),
        collector: CollectorLimits {
            max_spread: Decimal::percent(5),
            max_swap_ratio: Decimal::percent(10),
            ..CollectorLimits::standard()
        },
        release: release(names),
        collaterals: vec![Collateral {
            asset: AssetInfo::native("uluna"),
            price_source: SourceType::FixedPrice {
                price: Decimal::one(),
            },
            multiplier: Decimal::percent(120),
            feeder: None,
            value_cap: Some(Uint128::new(1_000_000 * UNIT)),
        }],
        assets: vec![
            usual_listing("mAAPL"),
            usual_listing("mGOOGL"),
            Listing {
                params: mirror_protocol::factory::Params {
                    min_collateral_ratio: Decimal::percent(160),
                    ..usual_params()
                },
                ..usual_listing("mTSLA")
            },
        ],
        ..Profile::standard("uusd", names.at("feeder"))
    }
}

fn gov() -> GovRules {
    let poll = |whole: u128, quorum: u64, threshold: u64| PollConfig {
        proposal_deposit: Uint128::new(whole * UNIT),
        voting_period: VOTING,
        quorum: Decimal::permille(quorum),
        threshold: Decimal::permille(threshold),
    };
    GovRules {
        default_poll: poll(1, 180, 500),
        migration_poll: poll(2, 400, 667),
        auth_admin_poll: poll(3, 400, 667),
        execute_poll: poll(3, 250, 667),
        effective_delay_seconds: DELAY,
        expiration_seconds: EXPIRATION,
        snapshot_seconds: SNAPSHOT,
        min_period_seconds: 1,
        minimum_stake: Uint128::new(UNIT),
        stake_to_take_over: Uint128::new(STAKE_TO_TAKE_OVER),
        ..GovRules::standard()
    }
}

/// The founding curve, with a part of the community's MIR for those who stake.
fn release(names: &Names) -> Release {
    let people = ["alice", "bob", "carol"].map(|name| Payment {
        recipient: Recipient::Account(names.at(name).to_string()),
        amount: Uint128::new(4_000_000 * UNIT),
    });
    let pools = [
        (Recipient::Community, 24_600_000),
        (Recipient::Airdrop, 9_150_000),
        (Recipient::UniAirdrop, 9_150_000),
    ];
    let pools = pools.map(|(recipient, whole)| Payment {
        recipient,
        amount: Uint128::new(whole * UNIT),
    });
    Release {
        genesis: pools.into_iter().chain(people).collect(),
        ..Release::founding()
    }
}
