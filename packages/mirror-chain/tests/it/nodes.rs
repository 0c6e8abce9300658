//! A node that can not be relied on: what is said of it, and the next one is asked.

use std::time::{Duration, Instant};

use mirror_chain::{ChainError, Config, Node, NodeStatus, RpcFault};

use crate::world::{World, CHAIN, PAYER, TIMEOUT};

async fn refusal(world: &World) -> ChainError {
    Node::connect(&world.config).await.err().unwrap()
}

fn unreachable(world: &World, reason: &str) -> ChainError {
    ChainError::Unreachable(vec![RpcFault {
        rpc: world.one.rpc(),
        reason: reason.to_string(),
    }])
}

#[tokio::test]
async fn a_node_that_is_down_is_told() {
    let mut world = World::of_one_node().await;
    world.one.stop().await;

    let told = refusal(&world).await;

    let reason = "nobody answers there, or the connection broke off";
    assert_eq!(told, unreachable(&world, reason));
    assert!(told.is_outside());
    assert!(told
        .to_string()
        .ends_with("start the node or name another address with --rpc, and run it again"));
}

#[tokio::test]
async fn a_node_that_is_slow_is_not_waited_for() {
    let world = World::of_one_node().await;
    world.one.set(|faults| faults.answers_after = TIMEOUT * 10);

    let begun = Instant::now();
    let told = refusal(&world).await;

    assert_eq!(told, unreachable(&world, "no answer within 150 ms"));
    assert!(begun.elapsed() < TIMEOUT * 10);
}

#[tokio::test]
async fn what_stands_in_front_of_a_node_is_told_by_its_status() {
    let world = World::of_one_node().await;
    world.one.set(|faults| faults.is_bad_gateway = true);

    let reason = "it answers with status 502 Bad Gateway";
    assert_eq!(refusal(&world).await, unreachable(&world, reason));
}

#[tokio::test]
async fn an_answer_of_something_else_is_no_answer() {
    let world = World::of_one_node().await;
    world.one.set(|faults| faults.is_garbage = true);

    let reason = "what it answers is no answer of a node";
    assert_eq!(refusal(&world).await, unreachable(&world, reason));
}

#[tokio::test]
async fn a_node_that_is_behind_is_not_relied_on() {
    let world = World::of_one_node().await;
    world.one.set(|faults| faults.block_age_s = 1_000);

    let ChainError::Unreachable(faults) = refusal(&world).await else {
        panic!("it is relied on");
    };

    // A second may pass between block and question.
    let reason = |age: u64| {
        format!(
            "its last block, 1, is {age} s old, so the chain stands still, it is cut off or the clock here \
             is wrong"
        )
    };
    assert!([reason(1_000), reason(1_001)].contains(&faults[0].reason));
}

#[tokio::test]
async fn a_node_that_is_catching_up_is_not_relied_on() {
    let world = World::of_one_node().await;
    world.one.set(|faults| faults.is_catching_up = true);

    let reason = "it is catching up, at height 1";
    assert_eq!(refusal(&world).await, unreachable(&world, reason));
}

#[tokio::test]
async fn a_node_of_another_chain_is_a_matter_of_settings() {
    let world = World::new().await;
    world.both(|faults| faults.other_chain = Some("other-1".to_string()));

    let told = refusal(&world).await;

    let expected = ChainError::OtherChain {
        rpc: world.one.rpc(),
        found: "other-1".to_string(),
        expected: CHAIN.to_string(),
    };
    assert_eq!(told, expected);
    assert!(told.is_configuration());
    assert!(!told.is_outside());
}

#[tokio::test]
async fn another_chain_beside_a_node_that_is_down_is_told_of_both() {
    let mut world = World::new().await;
    world.one.stop().await;
    world
        .two
        .set(|faults| faults.other_chain = Some("other-1".to_string()));

    let told = refusal(&world).await;

    let fault = |rpc: String, reason: &str| RpcFault {
        rpc,
        reason: reason.to_string(),
    };
    let faults = vec![
        fault(
            world.one.rpc(),
            "nobody answers there, or the connection broke off",
        ),
        fault(world.two.rpc(), "it is a node of other-1"),
    ];
    assert_eq!(told, ChainError::Unreachable(faults));
}

#[tokio::test]
async fn addresses_of_another_prefix_are_found_before_anything_is_sent() {
    let world = World::new().await;
    let config = Config {
        bech32_prefix: "cosmos".to_string(),
        ..world.config.clone()
    };

    let told = Node::connect(&config).await.err().unwrap();

    let expected = ChainError::OtherPrefix {
        chain_id: CHAIN.to_string(),
        found: "wasm".to_string(),
        expected: "cosmos".to_string(),
    };
    assert_eq!(told, expected);
    assert!(told.is_configuration());
}

#[tokio::test]
async fn the_next_node_is_asked_where_one_fails_whatever_its_fault() {
    let faults: [fn(&mut mirror_chain::fake::NodeFaults); 6] = [
        |faults| faults.answers_after = TIMEOUT * 2,
        |faults| faults.is_bad_gateway = true,
        |faults| faults.is_garbage = true,
        |faults| faults.is_catching_up = true,
        |faults| faults.block_age_s = 1_000,
        |faults| faults.other_chain = Some("other-1".to_string()),
    ];
    for change in faults {
        let world = World::new().await;
        world.one.set(change);

        let status = world.node().await.status().await.unwrap();

        assert_eq!(status.rpc, world.two.rpc());
    }
}

#[tokio::test]
async fn a_node_that_went_down_is_left_and_one_that_came_back_is_found() {
    let mut world = World::new().await;
    let node = world.node().await;
    let rpc = |status: Result<NodeStatus, ChainError>| status.unwrap().rpc;

    assert_eq!(rpc(node.status().await), world.one.rpc());
    world.one.stop().await;
    assert_eq!(rpc(node.status().await), world.two.rpc());
    world.one.resume().await.unwrap();
    assert_eq!(rpc(node.status().await), world.two.rpc());
    world.two.stop().await;
    assert_eq!(rpc(node.status().await), world.one.rpc());
}

#[tokio::test]
async fn a_height_that_one_node_has_dropped_is_asked_of_the_next() {
    let world = World::new().await;
    world.chain.step(9);
    world.one.set(|faults| faults.keeps_from = 8);
    let node = world.node().await;

    let early = node.at(3).account(PAYER).await;
    let block = node.block(3).await;

    assert_eq!(early.unwrap().map(|numbers| numbers.sequence), Some(0));
    assert_eq!(block.unwrap().height, 3);
}

#[tokio::test]
async fn a_height_that_every_node_has_dropped_is_told() {
    let world = World::new().await;
    world.chain.step(9);
    world.both(|faults| faults.keeps_from = 8);
    let node = world.node().await;

    let state = node.at(3).balance(PAYER, "uusd").await.unwrap_err();
    let block = node.block(3).await.unwrap_err();
    let future = node.at(99).balance(PAYER, "uusd").await.unwrap_err();

    let told = |height: u64, reason: &str| ChainError::NoHistory {
        rpc: world.one.rpc(),
        height,
        reason: reason.to_string(),
    };
    let reason =
        "failed to load state at height 3; version does not exist (latest height: 10): invalid \
                  request";
    assert_eq!(state, told(3, reason));
    let reason = "Internal error: height 3 is not available, lowest height is 8 (code: -32603)";
    assert_eq!(block, told(3, reason));
    let reason =
        "cannot query with height in the future; please provide a valid height: invalid height";
    assert_eq!(future, told(99, reason));
    assert!(state.is_outside());
}

#[tokio::test]
async fn a_node_without_an_index_is_told_unless_another_has_one() {
    let world = World::new().await;
    let node = world.node().await;
    let hash = "AB".repeat(32);

    world.one.set(|faults| faults.has_no_index = true);
    assert_eq!(node.transaction(&hash).await, Ok(None));

    world.two.set(|faults| faults.has_no_index = true);
    let told = node.transaction(&hash).await.unwrap_err();
    let rpc = world.two.rpc();
    assert_eq!(told, ChainError::NoIndex { rpc });
    assert!(told.to_string().contains("indexer = \"kv\""));
    assert!(told.is_outside());
}

#[tokio::test]
async fn a_name_and_a_password_in_an_address_are_not_told() {
    let mut world = World::of_one_node().await;
    let rpc = world.one.rpc().replace("http://", "http://bob:secret@");
    world.config.rpc = vec![rpc];

    let status = world.node().await.status().await.unwrap();
    world.one.stop().await;
    let told = refusal(&world).await;

    assert_eq!(status.rpc, world.one.rpc());
    assert!(told.to_string().contains(&world.one.rpc()));
    assert!(!format!("{told} {told:?} {:?}", world.config).contains("secret"));
}

#[tokio::test]
async fn an_address_may_end_with_a_stroke() {
    let mut world = World::of_one_node().await;
    world.config.rpc = vec![format!("{}/", world.one.rpc())];

    assert_eq!(world.node().await.status().await.unwrap().height, 1);
}

#[tokio::test]
async fn what_is_no_address_is_told() {
    let mut world = World::of_one_node().await;
    world.config.rpc = vec!["ftp://bob:secret@node".to_string()];

    let told = refusal(&world).await;

    let expected = ChainError::Unreachable(vec![RpcFault {
        rpc: "ftp://node".to_string(),
        reason: "it is no address of a web server".to_string(),
    }]);
    assert_eq!(told, expected);
}

#[tokio::test]
async fn every_node_tells_its_state_or_its_fault() {
    let world = World::new().await;
    world.chain.step(2);
    world.one.set(|faults| faults.blocks_behind = 1);
    world
        .two
        .set(|faults| faults.answers_after = Duration::from_secs(9));

    let all = world.node().await.statuses().await;

    assert_eq!(all[0].0, world.one.rpc());
    assert_eq!(all[0].1.as_ref().unwrap().height, 2);
    let silent = Err("no answer within 150 ms".to_string());
    assert_eq!(all[1], (world.two.rpc(), silent));
}
