//! A chain is known again by a block of it, and told from one that was begun anew under its name.

use std::time::Duration;

use mirror_chain::fake::{FakeChain, FakeNode};
use mirror_chain::{ChainError, Config, KnownBlock, Node, Standing};

use crate::world::{World, CHAIN};

/// The last block of a chain of this height, and the chain that was begun anew after it.
async fn begun_anew(height: u64) -> (KnownBlock, World) {
    let before = World::of_one_node().await;
    before.chain.step(height - 1);
    let known = before.node().await.last_block().await.unwrap();
    assert_eq!(height, known.height);
    (known, World::of_one_node().await)
}

#[tokio::test]
async fn a_chain_is_known_again_however_far_it_has_come() {
    let world = World::of_one_node().await;
    let node = world.node().await;
    let known = node.last_block().await.unwrap();
    assert_eq!(known.hash, node.block(known.height).await.unwrap().hash);

    assert_eq!(node.standing(&known).await, Ok(Standing::There));
    world.chain.step(7);
    assert_eq!(node.standing(&known).await, Ok(Standing::There));
}

#[tokio::test]
async fn another_block_at_the_height_is_another_chain() {
    let (known, world) = begun_anew(3).await;
    world.chain.step(10);

    let node = world.node().await;

    assert_eq!(node.standing(&known).await, Ok(Standing::Missing));
}

#[tokio::test]
async fn a_later_time_at_a_lower_height_is_another_chain() {
    let (known, world) = begun_anew(3).await;
    let earlier = KnownBlock {
        time: known.time - 1,
        ..known
    };

    let node = world.node().await;

    assert_eq!(node.standing(&earlier).await, Ok(Standing::Missing));
}

#[tokio::test]
async fn a_node_that_has_not_come_so_far_is_waited_for_and_told() {
    let chain = FakeChain::new(CHAIN, "wasm");
    let ahead = FakeNode::start(&chain).await.unwrap();
    let world = World::of_one_node().await;
    let of = |node: &FakeNode| Config {
        rpc: vec![node.rpc()],
        ..world.config.clone()
    };
    chain.step(5);
    let known = Node::connect(&of(&ahead)).await.unwrap();
    let known = known.last_block().await.unwrap();
    let behind = FakeNode::start(&chain).await.unwrap();
    behind.set(|faults| faults.blocks_behind = 2);
    let node = Node::connect(&of(&behind)).await.unwrap();

    let told = node.standing(&known).await.unwrap_err();
    let _clock = chain.start_clock(Duration::from_millis(20));
    let standing = node.standing(&known).await;

    let is_told = matches!(&told, ChainError::Unreachable(_)) && told.is_outside();
    assert!(is_told, "{told:?}");
    let reason = "its last block is 4, and block 6 is known";
    assert!(told.to_string().contains(reason), "{told}");
    assert_eq!(standing, Ok(Standing::There));
}

#[tokio::test]
async fn nobody_can_tell_where_no_node_keeps_the_block() {
    let world = World::of_one_node().await;
    let node = world.node().await;
    let known = node.last_block().await.unwrap();
    world.chain.step(5);
    world.one.set(|faults| faults.keeps_from = 4);

    assert_eq!(node.standing(&known).await, Ok(Standing::Forgotten));
}
