//! `spend`.

use cosmwasm_std::{Addr, StdError};
use mirror_community::ContractError;
use mirror_protocol::community::ExecuteMsg;
use mirror_testing::{assert_attributes, assert_refused};
use terraswap_token::ContractError as TokenError;

use crate::setup::{spend, Setup, PERIOD, PERIOD_LIMIT, POOL, SPEND_LIMIT, T};

fn over_spend_limit(amount: u128, spend_limit: u128) -> ContractError {
    ContractError::SpendLimitExceeded {
        amount: amount.into(),
        spend_limit: spend_limit.into(),
    }
}

fn over_period_limit(spent: u128, amount: u128) -> ContractError {
    ContractError::PeriodLimitExceeded {
        spent: spent.into(),
        amount: amount.into(),
        period_limit: PERIOD_LIMIT.into(),
    }
}

#[test]
fn a_grant_is_paid() {
    let mut setup = Setup::new();

    let response = setup.grants(SPEND_LIMIT).unwrap();

    assert_eq!(SPEND_LIMIT, setup.balance(&setup.alice));
    assert_eq!(POOL - SPEND_LIMIT, setup.balance(&setup.community));
    assert_attributes(
        &response,
        &setup.community,
        &[
            ("action", "spend"),
            ("recipient", setup.alice.as_str()),
            ("amount", "1000000000000"),
        ],
    );
}

/// T-62: treasury emptied by several polls.
#[test]
fn grants_of_a_window_share_its_limit() {
    let mut setup = Setup::new();

    setup.grants(1_000_000_000_000).unwrap();
    setup.chain.at(T + 10);
    setup.grants(1_000_000_000_000).unwrap();
    setup.chain.at(T + 20);
    assert_refused(setup.grants(1), over_period_limit(2_000_000_000_000, 1));
    setup.chain.at(T + PERIOD - 1);
    assert_refused(setup.grants(1), over_period_limit(2_000_000_000_000, 1));
    setup.chain.at(T + PERIOD);
    setup.grants(1_000_000_000_000).unwrap();

    assert_eq!(3_000_000_000_000, setup.balance(&setup.alice));
}

/// T-62: treasury emptied by several polls.
#[test]
fn two_grants_of_one_block_share_the_limit_too() {
    let mut setup = Setup::with(SPEND_LIMIT, Some((PERIOD, SPEND_LIMIT)));

    setup.grants(SPEND_LIMIT).unwrap();
    let refusal = setup.grants(1);

    let expected = ContractError::PeriodLimitExceeded {
        spent: SPEND_LIMIT.into(),
        amount: 1u128.into(),
        period_limit: SPEND_LIMIT.into(),
    };
    assert_refused(refusal, expected);
}

#[test]
fn a_window_starts_with_its_first_grant() {
    let mut setup = Setup::new();
    setup.grants(SPEND_LIMIT).unwrap();

    // The next window starts with a later grant, so it ends later.
    setup.chain.at(T + 2 * PERIOD - 1);
    setup.grants(SPEND_LIMIT).unwrap();
    setup.grants(SPEND_LIMIT).unwrap();
    setup.chain.at(T + 2 * PERIOD);

    let full = over_period_limit(2 * SPEND_LIMIT, SPEND_LIMIT);
    assert_refused(setup.grants(SPEND_LIMIT), full);
}

/// T-80: community: wrong owner, over limit, zero, self.
#[test]
fn a_grant_is_at_most_the_limit() {
    let mut setup = Setup::new();

    for second in [T, T + 10, T + PERIOD] {
        setup.chain.at(second);
        let refusal = setup.grants(1_000_000_000_001);
        assert_refused(
            refusal,
            over_spend_limit(1_000_000_000_001, 1_000_000_000_000),
        );
    }
}

#[test]
fn without_a_window_any_number_of_grants_passes() {
    let mut setup = Setup::without_window(1_000_000);

    setup.grants(1_000_000).unwrap();
    setup.grants(1_000_000).unwrap();
    let refusal = setup.grants(1_000_001);

    assert_refused(refusal, over_spend_limit(1_000_001, 1_000_000));
    assert_eq!(2_000_000, setup.balance(&setup.alice));
}

/// T-80: community: wrong owner, over limit, zero, self.
#[test]
fn neither_the_pool_nor_its_owner_is_paid() {
    let mut setup = Setup::new();
    let gov = setup.gov.clone();

    for recipient in [setup.community.clone(), gov.clone()] {
        let refusal = setup.send(&gov, &spend(&recipient, 1));

        let recipient = recipient.into_string();
        assert_refused(refusal, ContractError::InvalidRecipient { recipient });
    }
}

/// T-80: community: wrong owner, over limit, zero, self.
#[test]
fn a_grant_of_zero_is_refused() {
    let mut setup = Setup::new();

    assert_refused(setup.grants(0), ContractError::InvalidZeroAmount {});
}

/// T-80: community: wrong owner, over limit, zero, self.
#[test]
fn checks_come_in_order() {
    let mut setup = Setup::new();
    let [gov, alice, community] = [&setup.gov, &setup.alice, &setup.community].map(Addr::clone);
    let nobody = Addr::unchecked("");

    // Each message breaks one rule and all later ones.
    let refusal = setup.send(&alice, &spend(&nobody, 0));
    assert_refused(refusal, ContractError::Unauthorized {});
    let refusal = setup.send(&gov, &spend(&nobody, 0)).unwrap_err();
    assert!(matches!(
        refusal.downcast_ref(),
        Some(ContractError::Std(_))
    ));
    let refusal = setup.send(&gov, &spend(&community, 0));
    let recipient = community.to_string();
    assert_refused(refusal, ContractError::InvalidRecipient { recipient });
    setup.grants(SPEND_LIMIT).unwrap();
    setup.grants(SPEND_LIMIT).unwrap();
    let refusal = setup.grants(SPEND_LIMIT + 1);
    assert_refused(refusal, over_spend_limit(SPEND_LIMIT + 1, SPEND_LIMIT));
}

/// T-02: bad or odd-case address.
#[test]
fn a_recipient_has_to_be_an_address() {
    let mut setup = Setup::new();
    let gov = setup.gov.clone();
    let shouted = setup.alice.as_str().to_uppercase();
    let long = "a".repeat(300);

    for bad in ["", "alice", &shouted, &long] {
        let refusal = setup.send(&gov, &spend(&Addr::unchecked(bad), 1));

        let refusal: ContractError = refusal.unwrap_err().downcast().unwrap();
        assert!(
            matches!(refusal, ContractError::Std(StdError::GenericErr { .. })),
            "{bad}: {refusal:?}"
        );
    }
}

#[test]
fn a_grant_beyond_the_balance_changes_nothing() {
    let mut setup = Setup::with(POOL + 1, Some((PERIOD, POOL + 1)));

    let refusal = setup.grants(POOL + 1).unwrap_err();

    let refusal = refusal.downcast_ref();
    assert!(matches!(refusal, Some(TokenError::Cw20(_))));
    assert_eq!(POOL, setup.balance(&setup.community));
    assert_eq!(0, setup.info().spent.u128());
    setup.grants(POOL).unwrap();
}

#[test]
fn mir_cannot_be_sent_with_a_message() {
    let mut setup = Setup::new();
    let gov = setup.gov.clone();
    let send = cw20::Cw20ExecuteMsg::Send {
        contract: setup.community.to_string(),
        amount: 1u128.into(),
        msg: b"{}".into(),
    };

    let token = setup.mirror_token.clone();
    let refusal = setup.chain.execute(&gov, &token, &send, &[]);

    assert!(refusal.is_err());
    assert_eq!(POOL, setup.balance(&setup.community));
}

#[test]
fn errors_begin_with_the_words_of_the_specification() {
    let texts = [
        (ContractError::Unauthorized {}, "unauthorized"),
        (
            ContractError::InvalidRecipient {
                recipient: String::new(),
            },
            "Invalid recipient",
        ),
        (ContractError::InvalidZeroAmount {}, "Invalid zero amount"),
        (over_spend_limit(2, 1), "Cannot spend more than spend_limit"),
        (
            over_period_limit(2, 1),
            "Cannot spend more than period_limit",
        ),
    ];

    for (error, words) in texts {
        assert!(error.to_string().starts_with(words), "{error}");
    }
}

#[test]
fn unknown_fields_are_ignored() {
    let json = r#"{"spend":{"recipient":"alice","amount":"1","memo":"thanks"}}"#;

    let msg: ExecuteMsg = serde_json::from_str(json).unwrap();

    assert_eq!(spend(&Addr::unchecked("alice"), 1), msg);
}
