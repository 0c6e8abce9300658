//! Attacks on this protocol: governance.

use cosmwasm_std::Uint128;
use mirror_airdrop::ContractError::StageNotFound;
use mirror_factory::ContractError::{
    PriceHalted, PriceMoved, PricePending, PriceStale, ReleaseTooFast, WeightTooHigh,
};
use mirror_gov::ContractError;
use mirror_mint::ContractError::{
    CollateralDelayed, CollateralNotListed, DiscountOutOfBounds, MinRatioMovesTooFar, PositionSafe,
};
use mirror_simulation::attacks::{Report, Stop};
use mirror_testing::{
    decimal, percent, standard_profile, usual_listing, usual_params, Actor, TestChain, World,
};

use super::{assert_stopped, refused, replayed, seen};

/// A message that a default poll may not send.
fn not_listed(name: &str) -> Stop {
    let name = name.to_string();
    refused("T-87", ContractError::NotOnTheList { name })
}

/// A message that a default poll may not send because it is not clear.
fn not_readable(kind: &str, reason: &str) -> Stop {
    let reason = format!("Error parsing into type mirror_gov::message::{kind}: {reason}");
    refused("T-87", ContractError::ActionNotReadable { reason })
}

/// A poll that has not passed is not carried out.
pub(super) fn rejected(rule: &'static str) -> Stop {
    let status = "rejected".to_string();
    refused(rule, ContractError::PollNotPassed { status })
}

/// Each exposure gained exactly this many micro units.
pub(super) fn assert_exposes(report: &Report, expected: &[i128]) {
    let gained = report.exposures.iter().map(|one| one.gained.i128());
    assert_eq!(expected, gained.collect::<Vec<_>>());
}

/// A governed world with this asset, which has the same addresses as the attacks.
fn world_with(symbol: &str) -> World {
    let mut profile = standard_profile(&TestChain::new());
    profile.assets = vec![usual_listing(symbol)];
    World::governed_as(profile)
}

#[test]
fn a_default_poll_for_the_release_gains_nothing() {
    let report = replayed("default poll: the release");

    // The schedule would begin 20 days and 8 seconds after genesis. The first year releases
    // 128,100,000 MIR in 31,536,000 seconds.
    let too_fast = |planned| {
        let planned = Uint128::new(planned);
        let most = Uint128::new(4_062_024);
        let at = 20 * 86_400 + 8;
        refused("T-74", ReleaseTooFast { at, planned, most })
    };
    assert_stopped(
        &report,
        [
            vec![not_listed("update_config")],
            vec![too_fast(300_000_000_000_000)],
            // 1 % more in 2,592,000 seconds.
            vec![too_fast(4_102_645)],
        ],
    );
    // Thirty days of it, at 0.5.
    assert_exposes(&report, &[128_100_000_000_000 / 365 * 30 / 2]);
}

#[test]
fn a_default_poll_in_disguise_gains_nothing() {
    let report = replayed("default poll in disguise");

    let two_names = not_readable("Name", "a message has one name");
    let behind = "JSON has non-whitespace trailing characters after the value.";
    let twice = "a message has each field once";
    let within = ContractError::FieldNotOnTheList {
        name: "distribute",
        field: "distribution_schedule".to_string(),
    };
    let within = refused("T-87", within);
    let stranger = refused("T-87", mirror_factory::ContractError::Unauthorized {});
    assert_stopped(
        &report,
        [
            vec![two_names.clone()],
            vec![two_names.clone()],
            vec![not_listed("update_config")],
            vec![not_readable("Name", behind)],
            vec![not_listed("update_config")],
            vec![not_listed("pass_command")],
            vec![two_names],
            vec![not_readable("Body<mirror_gov::message::Fields>", twice)],
            vec![stranger],
            vec![within],
            vec![not_listed("Distribute")],
            vec![not_listed("update_weight ")],
        ],
    );
}

#[test]
fn an_execute_poll_in_disguise_gains_nothing() {
    let report = replayed("execute poll in disguise");

    // Two fifths have to vote, as for a migration; contracts refuse messages they can not read.
    let stranger = refused("T-01", mirror_factory::ContractError::Unauthorized {});
    let to_oracle = refused("T-01", mirror_oracle::ContractError::Unauthorized {});
    let rejected = vec![rejected("T-87"), stranger.clone(), to_oracle.clone()];
    let two_keys = "Error parsing into type mirror_protocol::factory::ExecuteMsg: Expected this \
                    character to start a JSON value.";
    let unread = vec![refused("T-87", two_keys), stranger, to_oracle];
    assert_stopped(
        &report,
        [
            rejected.clone(),
            rejected.clone(),
            rejected.clone(),
            rejected.clone(),
            unread,
            rejected,
        ],
    );
}

#[test]
fn a_default_poll_for_the_airdrop_gains_nothing() {
    let report = replayed("default poll: the airdrop");

    let no_stage = refused("T-87", StageNotFound { stage: 1 });
    let nothing_left = refused("T-87", mirror_airdrop::ContractError::ZeroAmount {});
    assert_stopped(
        &report,
        [
            vec![not_listed("register_merkle_root"), no_stage],
            vec![not_listed("update_merkle_root"), nothing_left],
        ],
    );
}

#[test]
fn a_default_poll_for_a_pairs_code_gains_nothing() {
    let report = replayed("default poll: a pair's code");

    assert_stopped(
        &report,
        [
            vec![not_listed("migrate_pair")],
            vec![not_listed("update_config"), not_listed("migrate_pair")],
            vec![rejected("T-87")],
        ],
    );
}

#[test]
fn a_default_poll_for_everybodys_collateral_gains_nothing() {
    let report = replayed("default poll: everybody's collateral");

    let idx = Uint128::new(2);
    let safe = || refused("T-87", PositionSafe { idx });
    let discount = |given| {
        let bounds = DiscountOutOfBounds {
            discount: percent(given),
            least: percent(5),
            most: percent(30),
        };
        refused("T-87", bounds)
    };
    let too_far = |ratio, least, most| {
        let moves = MinRatioMovesTooFar {
            ratio: percent(ratio),
            least: percent(least),
            most: percent(most),
        };
        refused("T-87", moves)
    };
    let raised = [170, 180, 190, 200].map(|ratio| too_far(ratio, 150, 160));
    let lowered = [160, 170].map(|ratio| too_far(ratio, 140, 150));
    assert_stopped(
        &report,
        [
            vec![discount(99), safe()],
            vec![discount(31), safe()],
            vec![too_far(161, 140, 160), safe()],
            [&raised[..], &[safe()]].concat(),
            [&lowered[..], &[safe()]].concat(),
        ],
    );
    // The debt of 645,161.290320 buys 921,658.986171 coins at a discount of 0.3, less a fee of
    // 9,677.419355 (mint.md section 6.4).
    assert_exposes(&report, &[266_820_276_496]);
}

#[test]
fn a_weight_of_four_billion_gains_nothing() {
    let report = replayed("weight of four billion");

    let too_high = |weight| vec![refused("T-72", WeightTooHigh { weight, most: 300 })];
    let stops = [u32::MAX, 301, u32::MAX].map(too_high);
    assert_stopped(&report, stops);
    // 3/16, or all, of the mAssets' part of the release in seven days, since a day of it flows
    // later, at 0.5; less a thousandth of the coin provided, which belongs to nobody. Sixteen
    // payments are rounded.
    let week = 89_212_500_000_000 * 7 / 365 / 2;
    for (exposure, part) in report.exposures.iter().zip([week * 3 / 16, week]) {
        let off = exposure.gained.i128() - (part - 1_000);
        assert!((0..16).contains(&off), "{exposure:#?}");
    }
    assert_eq!(2, report.exposures.len());
}

#[test]
fn listings_with_own_feeders_gain_nothing() {
    let report = replayed("listings with own feeders");

    let asset = first_of_five();
    let waits = |now| {
        let delayed = CollateralDelayed {
            asset_token: asset.clone(),
            due: LISTED + 30 * 86_400,
            now,
        };
        let unknown = CollateralNotListed {
            asset: asset.clone(),
        };
        vec![refused("T-42", delayed), refused("T-42", unknown)]
    };
    // After two posts, half an hour apart.
    let at_once = LISTED + 2 * 1_801;
    assert_stopped(&report, [waits(at_once), waits(at_once + 28 * 86_400)]);
    // 16,444.444444 mAAPL five times into a pool of ten million (terraswap.md 4.4).
    assert_exposes(&report, &[757_545_577_430]);
}

/// Eight days after the attacker's stake.
const LISTED: u64 = 1_008 + 8 * 86_400;

/// The first by address of five assets that gov lists.
fn first_of_five() -> String {
    let mut world = world_with("mAAPL");
    let (factory, gov) = (world.at.factory.clone(), world.at.gov.clone());
    let mut tokens = vec![];
    for symbol in ["ONE", "TWO", "THREE", "FOUR", "FIVE"] {
        let whitelist = mirror_protocol::factory::ExecuteMsg::Whitelist {
            name: "A new asset".to_string(),
            symbol: symbol.to_string(),
            oracle_feeder: gov.to_string(),
            params: usual_params(),
        };
        let actor = Actor {
            who: gov.clone(),
            world: &mut world,
        };
        let listing = actor.sends(&factory, &whitelist);
        world.learns(symbol, &listing);
        tokens.push(world.token(symbol).into_string());
    }
    tokens.into_iter().min().unwrap()
}

#[test]
fn a_running_asset_before_its_ipo_gains_nothing() {
    let report = replayed("a running asset before its IPO");

    let terms = ContractError::FieldNotOnTheList {
        name: "update_asset",
        field: "ipo_params".to_string(),
    };
    let terms = vec![refused("T-87", terms)];
    assert_stopped(&report, [terms.clone(), terms]);
}

#[test]
fn a_delisting_at_its_moment_gains_nothing() {
    let report = replayed("delisting at its moment");

    let asset = world_with("mAAPL").token("mAAPL").into_string();
    let own_price = ContractError::FieldNotOnTheList {
        name: "revoke_asset",
        field: "end_price".to_string(),
    };
    let pending = PricePending {
        asset: asset.clone(),
        pending: decimal("0.01"),
    };
    let halted = PriceHalted {
        asset: asset.clone(),
        until: 713_814,
    };
    let stale = PriceStale {
        asset: asset.clone(),
        last_updated: 692_214,
    };
    let moved = PriceMoved {
        asset,
        last: decimal("6.7"),
        anchor: decimal("10"),
    };
    assert_stopped(
        &report,
        [
            vec![refused("T-87", own_price)],
            vec![refused("T-75", pending)],
            vec![refused("T-75", halted)],
            vec![refused("T-75", stale)],
            vec![refused("T-75", moved)],
        ],
    );
    // Sold for 906,363.636362, owed 670,000.
    assert_exposes(&report, &[236_363_636_362]);
}

#[test]
fn a_configuration_that_ends_gov_harms_nobody() {
    let report = replayed("configuration that ends gov");

    let period = |period, seconds, least| ContractError::PeriodOutOfRange {
        period,
        seconds,
        least,
    };
    let refusals = [
        ContractError::QuorumOutOfRange {
            quorum: percent(100),
        },
        ContractError::ThresholdOutOfRange {
            threshold: decimal("0.999"),
        },
        period("voting_period", u64::MAX / 2, 86_400),
        ContractError::DepositTooLarge {
            proposal_deposit: Uint128::MAX,
        },
        period("effective_delay", u64::MAX, 86_400),
        ContractError::NotEnoughGasForPolls { poll_gas_limit: 1 },
        period("voting_period", 1, 86_400),
    ];
    let mut stops: Vec<Vec<Stop>> = refusals
        .map(|refusal| vec![refused("T-90", refusal)])
        .into();
    // A migration can give gov another owner again; under the strictest rules it is slow.
    stops.extend([vec![], vec![]]);
    let narrowed = mirror_community::ContractError::PeriodTooLong {
        seconds: u64::MAX,
        most: 31_536_000,
    };
    stops.push(vec![refused("T-90", narrowed)]);
    let stops: [Vec<Stop>; 10] = stops.try_into().unwrap();
    assert_stopped(&report, stops);
    // A tenth of a seventh of the 1,000 MIR that alice's poll forfeits; the treasury's 36.6 million
    // MIR, at 0.5.
    assert_exposes(&report, &[7_214_286]);
    let harmed = report.exposures[0].harmed;
    assert_eq!(Some(Uint128::new(18_300_000_000_000)), harmed);
}

#[test]
fn no_room_for_a_rescue_harms_nobody() {
    let report = replayed("no room for a rescue");

    assert_stopped(&report, [vec![], vec![], vec![]]);
    // The deposit doubles from the sixth poll on: five of 2,000, then 4,000, 8,000, and so on.
    // Migrations and other admin polls are counted separately.
    assert_eq!(
        [
            "beside 10 polls for 134,000.00 MIR alice brings hers for 128,000.00",
            "beside 10 polls for 201,000.00 MIR alice brings hers for 2,000.00",
            "beside 23 polls for 911,000.00 MIR alice brings hers for 512,000.00",
        ],
        seen(&report)[..]
    );
}

#[test]
fn no_room_for_anybody_harms_nobody() {
    let report = replayed("no room for anybody");

    assert_stopped(&report, [vec![], vec![]]);
    // 25 deposits of 1,000, then 2,000, 4,000, and so on to 256,000.
    let room = "beside 33 polls for 535,000.00 MIR alice brings hers for 512,000.00";
    assert_eq!([room; 2], seen(&report)[..]);
    assert_exposes(&report, &[0]);
}
