//! Profiles as files, and what is refused before anything is sent.

use cosmwasm_std::{Decimal, Uint128};
use mirror_deploy::{
    deploy, Fault, Names, Profile, ProfileFaults, Progress, Recipient, LOCAL_PROFILE,
    STANDARD_PROFILE,
};
use mirror_testing::{usual_listing, Deployer, TestChain, BASE};

use crate::interruptions::chain;

/// The accounts that the files name, on this chain.
pub(crate) fn names(chain: &TestChain) -> Names {
    let all = ["deployer", "feeder", "alice", "bob", "carol"].into_iter();
    all.map(|name| (name.to_string(), chain.account(name).into_string()))
        .collect()
}

fn any(_: &str) -> Result<(), String> {
    Ok(())
}

#[track_caller]
fn faults(outcome: Result<impl std::fmt::Debug, ProfileFaults>) -> Vec<String> {
    let ProfileFaults(faults) = outcome.unwrap_err();
    faults.iter().map(Fault::to_string).collect()
}

#[test]
fn the_file_of_a_real_network_has_the_standard_values() {
    let names = names(&TestChain::new());

    let read = Profile::from_toml(STANDARD_PROFILE, &names).unwrap();

    assert_eq!(Profile::standard("uusd", &names["feeder"]), read);
    read.check(any).unwrap();
}

#[test]
fn the_file_of_a_local_network_can_be_deployed_at_once() {
    let mut chain = chain();
    let profile = Profile::from_toml(LOCAL_PROFILE, &names(&chain)).unwrap();
    profile.check(any).unwrap();
    assert_eq!(BASE, profile.base_denom);
    let mut deployer = Deployer {
        sender: chain.account("deployer"),
        chain: &mut chain,
    };

    let deployment = deploy(&mut deployer, &profile, &mut Progress::default()).unwrap();

    let symbols: Vec<&str> = deployment
        .assets
        .iter()
        .map(|asset| asset.symbol.as_str())
        .collect();
    assert_eq!(vec!["mAAPL", "mGOOGL", "mTSLA"], symbols);
}

#[test]
fn every_fault_of_a_file_is_named_at_once() {
    let text = STANDARD_PROFILE
        .replace("lockup_seconds = 1209600", "lockup = 1209600")
        .replace("protocol_fee_rate = \"0.015\"", "protocol_fee_rate = 0.015")
        .replace("voter_weight = \"0.5\"", "voter_weight = \"half\"")
        .replace("[community]\n", "[community]\nspent = 7\n")
        .replace(
            "recipient = \"uni_airdrop\"",
            "recipient = { account = \"$nobody\" }",
        )
        .replace("{ capped = { cap =", "{ capped = { kap = 1, cap =");
    let text = text.replace("[collector]\n", "[kollektor]\n");

    let named = faults(Profile::from_toml(&text, &Names::new()));

    let begin = [
        "feeder = \"$feeder\": no account is known as feeder here",
        "protocol_fee_rate = 0.015: ",
        "lockup_seconds: is missing",
        "gov.voter_weight = \"half\": ",
        "community.spent = 7: is no key here; there are spend_limit, window",
        "collector: is missing",
        "release.supply = ",
        "release.genesis[3].recipient = \"$nobody\": no account is known as nobody here",
        "kollektor = ",
        "lockup = 1209600: is no key here; there are base_denom, feeder",
    ];
    assert_eq!(begin.len(), named.len(), "{named:#?}");
    for (begin, named) in begin.iter().zip(&named) {
        assert!(named.starts_with(begin), "{named} begins with {begin}");
    }
}

#[test]
fn a_key_that_a_message_would_ignore_is_named() {
    let collateral = "[[collaterals]]\nmultiplier = \"1.2\"\nfeeder = \"somebody\"\n\
                      asset = { native_token = { denom = \"uluna\", decimals = 6 } }\n\
                      price_source = { mirror_oracle = {} }\n";
    let text = format!("{STANDARD_PROFILE}\n{collateral}");

    let named = faults(Profile::from_toml(&text, &names(&TestChain::new())));

    assert_eq!(1, named.len(), "{named:?}");
    assert!(named[0].starts_with("collaterals[1].asset = "), "{named:?}");
    assert!(named[0].contains("decimals"), "{named:?}");
}

#[test]
fn a_file_that_is_no_toml_is_named() {
    let named = faults(Profile::from_toml("feeder = = 7", &Names::new()));

    assert_eq!(1, named.len());
    assert!(named[0].starts_with("the file: "), "{named:?}");
}

type Change = (&'static str, fn(&mut Profile));

/// Values that a contract refuses, or takes for something else; one for each rule.
const REFUSED: &[Change] = &[
    ("base_denom", |p| p.base_denom = "u".to_string()),
    ("protocol_fee_rate", |p| {
        p.protocol_fee_rate = Decimal::one()
    }),
    ("short_reward_max_weight", |p| {
        p.short_reward_max_weight = Decimal::zero()
    }),
    ("oracle_max_deviation", |p| {
        p.oracle_max_deviation = Some(Decimal::zero())
    }),
    ("oracle_confirm_seconds", |p| p.oracle_confirm_seconds = 59),
    ("oracle_halt_seconds", |p| p.oracle_halt_seconds = 86_401),
    ("default_value_cap", |p| {
        p.default_value_cap = Some(Uint128::zero())
    }),
    ("collateral_delay_seconds", |p| {
        p.collateral_delay_seconds = 1_295_999
    }),
    ("admin_claim_seconds", |p| p.admin_claim_seconds = 0),
    ("community.window.seconds", |p| {
        p.community.window.as_mut().unwrap().seconds = 0
    }),
    ("community.window.limit", |p| {
        p.community.window.as_mut().unwrap().limit = Uint128::zero();
    }),
    ("gov.min_period_seconds", |p| p.gov.min_period_seconds = 0),
    ("gov.default_poll.quorum", |p| {
        p.gov.default_poll.quorum = Decimal::percent(91)
    }),
    ("gov.migration_poll.threshold", |p| {
        p.gov.migration_poll.threshold = Decimal::percent(49)
    }),
    ("gov.auth_admin_poll.proposal_deposit", |p| {
        p.gov.auth_admin_poll.proposal_deposit = Uint128::new(100_000_000_001);
    }),
    ("gov.execute_poll.voting_period", |p| {
        p.gov.execute_poll.voting_period = 86_400
    }),
    ("gov.effective_delay_seconds", |p| {
        p.gov.effective_delay_seconds = 86_399
    }),
    ("gov.expiration_seconds", |p| {
        p.gov.expiration_seconds = 7_776_001
    }),
    ("gov.voter_weight", |p| p.gov.voter_weight = Decimal::one()),
    ("gov.poll_gas_limit", |p| p.gov.poll_gas_limit = 499_999),
    ("gov.veto_threshold", |p| {
        p.gov.veto_threshold = Some(Decimal::percent(49))
    }),
    ("gov.minimum_stake", |p| {
        p.gov.minimum_stake = Uint128::new(100_000_000_001)
    }),
    ("gov.stake_to_take_over", |p| {
        p.gov.stake_to_take_over = Uint128::new(3_705_750_000_001);
    }),
    ("collector.max_spread", |p| {
        p.collector.max_spread = Decimal::percent(51)
    }),
    ("collector.max_swap_ratio", |p| {
        p.collector.max_swap_ratio = Decimal::percent(101)
    }),
    ("collector.keepers", |p| {
        p.collector.keepers = vec!["wasm1x".to_string(); 2]
    }),
    ("release.distribution_schedule", |p| {
        p.release.distribution_schedule[0].1 = 0
    }),
    ("release.supply", |p| {
        p.release.genesis[0].amount += Uint128::one();
    }),
    ("release", |p| {
        p.release.distribution_schedule[0].2 += Uint128::one()
    }),
    ("release.fixed_distributions", |p| {
        let fixed = p.release.fixed_distributions.first().unwrap().clone();
        let empty = mirror_deploy::FixedDistribution {
            schedule: vec![],
            ..fixed
        };
        p.release.fixed_distributions.extend(vec![empty; 9]);
    }),
    ("assets[1].name", |p| p.assets[0].name = "A".to_string()),
    ("assets[1].symbol", |p| {
        p.assets[0].symbol = "AAPL".to_string()
    }),
    ("assets[2].symbol", |p| {
        p.assets[1].symbol = "mAAPL".to_string()
    }),
    ("assets[1].params.auction_discount", |p| {
        p.assets[0].params.auction_discount = Decimal::percent(31);
    }),
    ("assets[1].params.min_collateral_ratio", |p| {
        p.assets[0].params.min_collateral_ratio = Decimal::percent(109);
    }),
    ("assets[1].params.weight", |p| {
        p.assets[0].params.weight = Some(301)
    }),
    ("assets[1].params", |p| {
        p.assets[0].params.mint_period = Some(7)
    }),
];

fn two_listed() -> Profile {
    let mut profile = Profile::standard("uusd", "wasm1feeder");
    profile.assets = vec![usual_listing("mAAPL"), usual_listing("mMSFT")];
    profile
}

#[test]
fn what_a_contract_refuses_is_refused_before_anything_is_sent() {
    two_listed().check(any).unwrap();
    for (key, change) in REFUSED {
        let mut profile = two_listed();
        change(&mut profile);

        let ProfileFaults(faults) = profile.check(any).unwrap_err();

        let keys: Vec<&str> = faults.iter().map(|fault| fault.key.as_str()).collect();
        assert!(keys.contains(key), "{key}: {keys:?}");
    }
}

/// The check knows no less than the contracts: what it lets pass can be deployed, and what it
/// refuses at these keys is refused by a contract, too.
#[test]
fn the_check_agrees_with_the_contracts() {
    let silent = [
        // A contract takes these for another value, or does not look at them.
        "base_denom",
        "oracle_max_deviation",
        "oracle_confirm_seconds",
        "default_value_cap",
        "admin_claim_seconds",
        "community.window.limit",
        "release.supply",
        "assets[1].symbol",
        "assets[2].symbol",
    ];
    for (key, change) in REFUSED {
        let mut chain = chain();
        let mut profile = two_listed();
        profile.feeder = chain.account("feeder").into_string();
        change(&mut profile);
        for keeper in &mut profile.collector.keepers {
            *keeper = chain.account("alice").into_string();
        }
        let mut deployer = Deployer {
            sender: chain.account("deployer"),
            chain: &mut chain,
        };

        let outcome = deploy(&mut deployer, &profile, &mut Progress::default());

        if !silent.contains(key) {
            assert!(outcome.is_err(), "{key}");
        }
    }
}

#[test]
fn every_account_of_a_profile_is_checked() {
    let mut profile = two_listed();
    let bad = || "mistyped".to_string();
    profile.feeder = bad();
    profile.oracle_guardian = Some(bad());
    profile.collector.keepers = vec![bad()];
    profile.release.genesis[0].recipient = Recipient::Account(bad());
    profile.release.fixed_distributions[1].recipient = Recipient::Account(bad());
    profile.assets[1].feeder = Some(bad());
    let check = |address: &str| match address {
        "mistyped" => Err("is no address of this chain".to_string()),
        _ => Ok(()),
    };

    let named = faults(profile.check(check));

    let keys = [
        "feeder",
        "oracle_guardian",
        "collector.keepers",
        "release.genesis[1].recipient",
        "release.fixed_distributions[2].recipient",
        "assets[2].feeder",
    ];
    let expected = keys.map(|key| format!("{key} = \"mistyped\": is no address of this chain"));
    assert_eq!(expected.to_vec(), named);
}

#[test]
fn collateral_is_checked() {
    use mirror_deploy::Collateral;
    use mirror_protocol::collateral_oracle::SourceType;
    use terraswap::asset::AssetInfo;

    let mut profile = two_listed();
    let fixed = |price| Collateral {
        asset: AssetInfo::native("uusd"),
        price_source: SourceType::FixedPrice { price },
        multiplier: Decimal::percent(99),
        feeder: None,
        value_cap: None,
    };
    profile.collaterals = vec![
        fixed(Decimal::zero()),
        Collateral {
            asset: AssetInfo::native("uluna"),
            price_source: SourceType::MirrorOracle { oracle_addr: None },
            multiplier: Decimal::one(),
            ..fixed(Decimal::one())
        },
    ];

    let ProfileFaults(faults) = profile.check(any).unwrap_err();

    let keys: Vec<&str> = faults.iter().map(|fault| fault.key.as_str()).collect();
    let expected = [
        "collaterals[1].asset",
        "collaterals[1].multiplier",
        "collaterals[1].value_cap",
        "collaterals[1].price_source",
        "collaterals[2].feeder",
    ];
    assert_eq!(expected.to_vec(), keys);
}

#[test]
fn a_release_ahead_of_the_founding_curve_is_refused() {
    let mut profile = two_listed();
    let pools = &mut profile.release.distribution_schedule;
    // A year's amount in half a year, nothing in the other half.
    pools[0].1 = 15_768_000;

    let named = faults(profile.check(any));

    assert_eq!(1, named.len(), "{named:?}");
    assert!(named[0].starts_with("release = "), "{named:?}");
    let mut preminted = two_listed();
    preminted.release = mirror_deploy::Release::preminted();
    preminted.check(any).unwrap();
    preminted.release.genesis.remove(0);
    let named = faults(preminted.check(any));
    assert!(
        named[0].starts_with("release.genesis = 0: nobody mints"),
        "{named:?}"
    );
}
