//! What an account is told before anything is sent, and how it counts.

use mirror_chain::{Account, ChainError, Included, Key, Msg, Outcome};

use crate::world::{fee, pay, signed, World, CHAIN, PAID, PAYER};

fn execute(msg: &str) -> [Msg; 1] {
    [Msg::Execute {
        contract: PAID.to_string(),
        msg: msg.as_bytes().to_vec(),
        funds: vec![],
    }]
}

#[tokio::test]
async fn an_account_is_that_of_its_words() {
    let world = World::new().await;

    assert_eq!(world.account().await.address(), PAYER);
}

#[tokio::test]
async fn an_account_that_never_received_anything_is_told_to_be_paid_first() {
    let world = World::new().await;
    let stranger = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    let key = Key::from_mnemonic(stranger, "the test").unwrap();
    let mut account = Account::new(&world.node().await, key).unwrap();

    let told = account.estimate(&pay(1), "").await.unwrap_err();

    let expected = ChainError::NoAccount {
        address: account.address().to_string(),
        chain_id: CHAIN.to_string(),
        denom: "uusd".to_string(),
    };
    assert_eq!(told, expected);
    assert!(told
        .to_string()
        .ends_with("pay it some uusd for fees first"));
}

#[tokio::test]
async fn an_account_without_enough_is_told_how_much_it_has() {
    let world = World::new().await;
    let mut account = world.account().await;

    let told = account.estimate(&pay(2_000_000), "").await.unwrap_err();

    // The simulation pays a fee of one unit.
    let ChainError::TooPoor { address, reason } = &told else {
        panic!("{told:?}");
    };
    assert_eq!(address, PAYER);
    assert!(reason.contains("999999uusd is smaller than 2000000uusd"));
    assert_eq!(world.paid(), 0);
}

#[tokio::test]
async fn what_a_contract_refuses_is_refused_before_it_is_sent() {
    let world = World::new().await;
    let mut account = world.account().await;

    let told = account.estimate(&execute("{\"refuse\":{}}"), "").await;

    let log =
        "rpc error: code = Unknown desc = failed to execute message; message index: 0: Asked to \
               refuse: execute wasm contract failed with gas used: '1': unknown request";
    let expected = ChainError::Refused {
        codespace: "sdk".to_string(),
        code: 6,
        log: log.to_string(),
        hash: None,
    };
    assert_eq!(told, Err(expected));
}

#[tokio::test]
async fn a_simulation_has_a_margin() {
    let world = World::new().await;

    let fee = world.account().await.estimate(&pay(1), "").await.unwrap();

    // 80,000 times 1.4, at a hundredth.
    assert_eq!((fee.gas, fee.amount.u128()), (112_000, 1_120));
}

#[tokio::test]
async fn transactions_one_after_the_other_are_counted_here() {
    let world = World::new().await;
    let _clock = world.ticking();
    let mut account = world.account().await;

    for _ in 0..3 {
        let included = account.send(&pay(5), "").await.unwrap();
        assert_eq!(world.chain.done(&included.hash), 1);
    }

    assert_eq!(world.paid(), 15);
    assert_eq!(account.numbers().await.unwrap().sequence, 3);
}

#[tokio::test]
async fn a_place_that_another_client_used_is_asked_for_again() {
    let world = World::new().await;
    let _clock = world.ticking();
    let mut account = world.account().await;
    account.numbers().await.unwrap();
    world.chain.steal_sequence(PAYER);

    let included = account.send(&pay(5), "").await.unwrap();

    assert_eq!(world.chain.done(&included.hash), 1);
    assert_eq!(world.paid(), 5);
}

#[tokio::test]
async fn what_a_contract_refuses_in_a_block_is_final_and_has_its_hash() {
    let world = World::new().await;
    let _clock = world.ticking();
    let mut account = world.account().await;
    let messages = execute("{\"refuse\":{}}");
    let refused = account.sign(&messages, "", &fee()).await.unwrap();

    let outcome = account.settle(&refused).await.unwrap();
    let next = signed(&mut account, 5).await;

    let log = "failed to execute message; message index: 0: Asked to refuse: execute wasm contract failed";
    let expected = ChainError::Refused {
        codespace: "wasm".to_string(),
        code: 5,
        log: log.to_string(),
        hash: Some(refused.hash),
    };
    assert_eq!(outcome, Outcome::Void(expected));
    assert_eq!(next.sequence, 1);
}

#[tokio::test]
async fn a_contract_is_asked_and_answers() {
    let world = World::new().await;
    let node = world.node().await;
    let question = serde_json::json!({ "config": {} });

    let answer: serde_json::Value = node.smart(PAID, &question).await.unwrap();

    assert_eq!(answer, question);
    let told = node.smart::<Included>(PAID, &question).await.unwrap_err();
    let reason = "unknown field".to_string();
    assert!(
        matches!(&told, ChainError::Unexpected(_)),
        "{reason}: {told:?}"
    );
}

#[tokio::test]
async fn a_question_that_the_chain_refuses_is_told_with_its_words() {
    let world = World::new().await;

    let told = world.node().await.code(1).await.unwrap_err();

    let expected = ChainError::QueryRefused {
        what: "/cosmwasm.wasm.v1.Query/Codes".to_string(),
        codespace: "sdk".to_string(),
        code: 6,
        log: "unknown query path: unknown request".to_string(),
    };
    assert_eq!(told, expected);
    assert!(!told.is_outside() && !told.is_configuration());
}
