//! What a handle writes is a message of the contract behind it.

use cosmwasm_std::{Addr, Binary, CosmosMsg, StdError, Uint128, WasmMsg};
use mirror_protocol::admin_manager::AdminManager;
use mirror_protocol::collateral_oracle::{CollateralOracle, SourceType};
use mirror_protocol::collector::{Collector, MoneyMarket};
use mirror_protocol::gov::Gov;
use mirror_protocol::lock::Lock;
use mirror_protocol::mint::{CollateralTerms, Mint};
use mirror_protocol::oracle::Oracle;
use mirror_protocol::staking::Staking;
use terraswap::asset::AssetInfo;
use terraswap::token::Token;

use crate::golden::decimal;

const FIVE: Uint128 = Uint128::new(5);

fn at(address: &str) -> Addr {
    Addr::unchecked(address)
}

/// The call has no coins, goes to `contract` and says `text`.
fn says(message: CosmosMsg, contract: &str, text: &str) {
    let CosmosMsg::Wasm(WasmMsg::Execute {
        contract_addr,
        msg,
        funds,
    }) = message
    else {
        panic!("not a call: {message:?}");
    };
    let expected: String = text.lines().map(str::trim).collect();

    assert_eq!(
        (contract, expected.as_str()),
        (
            contract_addr.as_str(),
            std::str::from_utf8(msg.as_slice()).unwrap()
        )
    );
    assert!(funds.is_empty());
}

/// The call sends `amount` of the token to `contract` with the payload `text`.
fn sends(message: CosmosMsg, token: &str, contract: &str, amount: &str, text: &str) {
    let payload = Binary::from(text.as_bytes()).to_base64();
    says(
        message,
        token,
        &format!(r#"{{"send":{{"contract":"{contract}","amount":"{amount}","msg":"{payload}"}}}}"#),
    );
}

#[test]
fn mint_is_told_to_list_and_to_delist() {
    let mint = Mint(at("mint"));

    says(
        mint.register_asset(
            &at("maapl"),
            decimal("0.2"),
            decimal("1.5"),
            None,
            Some(Uint128::new(9)),
            Some(CollateralTerms {
                multiplier: Some(decimal("1.3")),
                value_cap: None,
            }),
        )
        .unwrap(),
        "mint",
        r#"{"register_asset":{"asset_token":"maapl","auction_discount":"0.2",
            "min_collateral_ratio":"1.5","ipo_params":null,"debt_cap":"9",
            "collateral":{"multiplier":"1.3","value_cap":null}}}"#,
    );
    says(
        mint.announce_delisting(&at("maapl"), Some(decimal("1.2")))
            .unwrap(),
        "mint",
        r#"{"announce_delisting":{"asset_token":"maapl","end_price":"1.2"}}"#,
    );
    says(
        mint.register_migration(&at("maapl"), decimal("1.2"))
            .unwrap(),
        "mint",
        r#"{"register_migration":{"asset_token":"maapl","end_price":"1.2"}}"#,
    );
}

#[test]
fn the_oracle_is_told_who_feeds() {
    says(
        Oracle(at("oracle"))
            .register_asset(
                &at("maapl"),
                "feeder",
                Some(decimal("0.2")),
                Some("standby".to_string()),
            )
            .unwrap(),
        "oracle",
        r#"{"register_asset":{"asset_token":"maapl","feeder":"feeder","max_deviation":"0.2",
            "standby":"standby"}}"#,
    );
}

#[test]
fn the_collateral_oracle_is_told_what_mint_decides() {
    let oracle = CollateralOracle(at("collateral"));
    let maapl = || AssetInfo::token("maapl");

    says(
        oracle
            .register(
                maapl(),
                SourceType::MirrorOracle { oracle_addr: None },
                decimal("1"),
                Some(FIVE),
            )
            .unwrap(),
        "collateral",
        r#"{"register_collateral_asset":{"asset":{"token":{"contract_addr":"maapl"}},
            "price_source":{"mirror_oracle":{}},"multiplier":"1","value_cap":"5"}}"#,
    );
    says(
        oracle.revoke(maapl()).unwrap(),
        "collateral",
        r#"{"revoke_collateral_asset":{"asset":{"token":{"contract_addr":"maapl"}}}}"#,
    );
    says(
        oracle.update_multiplier(maapl(), decimal("2")).unwrap(),
        "collateral",
        r#"{"update_collateral_multiplier":{"asset":{"token":{"contract_addr":"maapl"}},
            "multiplier":"2"}}"#,
    );
}

#[test]
fn the_lock_is_told_to_lock_and_to_release() {
    let lock = Lock(at("lock"));

    says(
        lock.lock(FIVE, &at("receiver"), Uint128::zero()).unwrap(),
        "lock",
        r#"{"lock_position_funds_hook":{"position_idx":"5","receiver":"receiver",
            "balance_before":"0"}}"#,
    );
    says(
        lock.release(FIVE).unwrap(),
        "lock",
        r#"{"release_position_funds":{"position_idx":"5"}}"#,
    );
}

#[test]
fn staking_is_told_of_pools_and_short_stakes() {
    let staking = Staking(at("staking"));
    let (asset, staker) = (at("maapl"), at("staker"));

    says(
        staking.register_asset(&asset, &at("lp")).unwrap(),
        "staking",
        r#"{"register_asset":{"asset_token":"maapl","staking_token":"lp"}}"#,
    );
    says(
        staking.increase_short_token(&asset, &staker, FIVE).unwrap(),
        "staking",
        r#"{"increase_short_token":{"asset_token":"maapl","staker_addr":"staker",
            "amount":"5"}}"#,
    );
    says(
        staking.decrease_short_token(&asset, &staker, FIVE).unwrap(),
        "staking",
        r#"{"decrease_short_token":{"asset_token":"maapl","staker_addr":"staker",
            "amount":"5"}}"#,
    );
}

#[test]
fn rewards_are_sent_with_their_sum() {
    let deposit = |rewards: Vec<(String, Uint128)>| {
        Staking(at("staking")).deposit_reward(&Token(at("mir")), rewards)
    };

    sends(
        deposit(vec![
            ("maapl".into(), FIVE),
            ("mir".into(), Uint128::new(2)),
        ])
        .unwrap(),
        "mir",
        "staking",
        "7",
        r#"{"deposit_reward":{"rewards":[["maapl","5"],["mir","2"]]}}"#,
    );
    assert!(matches!(
        deposit(vec![("maapl".into(), Uint128::MAX), ("mir".into(), FIVE)]),
        Err(StdError::Overflow { .. })
    ));
}

#[test]
fn fees_go_to_gov_and_to_the_money_market_as_tokens() {
    sends(
        Gov(at("gov"))
            .deposit_reward(&Token(at("mir")), FIVE)
            .unwrap(),
        "mir",
        "gov",
        "5",
        r#"{"deposit_reward":{}}"#,
    );
    sends(
        MoneyMarket(at("market"))
            .redeem(&Token(at("aust")), FIVE)
            .unwrap(),
        "aust",
        "market",
        "5",
        r#"{"redeem_stable":{}}"#,
    );
    says(
        Collector(at("collector")).luna_swap_hook().unwrap(),
        "collector",
        r#"{"luna_swap_hook":{}}"#,
    );
}

#[test]
fn the_admin_manager_is_told_what_a_poll_decided() {
    let manager = AdminManager(at("manager"));

    says(
        manager.update_owner("gov".into()).unwrap(),
        "manager",
        r#"{"update_owner":{"owner":"gov"}}"#,
    );
    says(
        manager
            .execute_migrations(vec![("mint".into(), 9, Binary::from(b"{}"))])
            .unwrap(),
        "manager",
        r#"{"execute_migrations":{"migrations":[["mint",9,"e30="]]}}"#,
    );
    says(
        manager.authorize_claim("claimant".into()).unwrap(),
        "manager",
        r#"{"authorize_claim":{"authorized_addr":"claimant"}}"#,
    );
}
