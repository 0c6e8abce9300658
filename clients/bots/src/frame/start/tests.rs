use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use mirror_chain::{ChainError, KeyError};

use super::*;
use crate::frame::metrics::registry;
use crate::frame::testing::{deployment, World, PAYER, WORDS};

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap()
}

fn key_file(world: &World) -> PathBuf {
    let path = world.folder.path().join("key");
    fs::write(&path, WORDS).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    path
}

fn start(world: &World, key_file: Option<PathBuf>, stop: &Stop) -> Start {
    Start {
        chain: world.config.clone(),
        deployment: deployment(),
        common: Common {
            key_file,
            state: world.folder.path().join("state"),
            listen: None,
        },
        notify: Notify::default(),
        stop: stop.clone(),
    }
}

#[tokio::test]
async fn a_service_without_a_node_says_so_and_waits_until_it_is_stopped() {
    let mut world = World::new().await;
    world.rpc.stop().await;
    let (stopper, stop) = Stop::pair();
    let mut start = start(&world, None, &stop);
    let listen = free_address();
    start.common.listen = Some(listen);
    let opening = tokio::spawn(start.open("watch", registry("watch")));
    tokio::time::sleep(Duration::from_millis(200)).await;

    let answer = reqwest::get(format!("http://{listen}/health"))
        .await
        .unwrap();
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    stopper.stop();

    assert_eq!(status.as_u16(), 503);
    assert!(text.contains("it waits for a node of the chain"), "{text}");
    assert!(opening.await.unwrap().unwrap().is_none());
}

#[tokio::test]
async fn a_service_comes_up_when_the_node_does() {
    let mut world = World::new().await;
    world.rpc.stop().await;
    let (_stopper, stop) = Stop::pair();
    let opening =
        tokio::spawn(start(&world, Some(key_file(&world)), &stop).open("keep", registry("keep")));
    tokio::time::sleep(Duration::from_millis(100)).await;

    world.rpc.resume().await.unwrap();

    let (service, mut tools) = opening.await.unwrap().unwrap().unwrap();
    assert_eq!(tools.wallet().unwrap().address(), PAYER);
    assert_eq!(service.state(), world.folder.path().join("state"));
    assert_eq!(tools.health.report().problems, Vec::<String>::new());
    let second = start(&world, Some(key_file(&world)), &stop).open("keep", registry("keep"));
    let told = second.await.err();
    assert_eq!(
        told,
        Some(FrameError::KeyInUse {
            path: key_file(&world)
        })
    );
}

#[tokio::test]
async fn another_chain_and_a_key_that_is_not_there_are_matters_of_settings() {
    let world = World::new().await;
    let (_stopper, stop) = Stop::pair();
    let mut other = start(&world, None, &stop);
    other.chain.chain_id = "other-1".to_string();

    let told = other.open("watch", registry("watch")).await.err().unwrap();
    let is_other = matches!(&told, FrameError::Chain(ChainError::OtherChain { .. }));
    assert!(is_other && !told.is_outside(), "{told:?}");

    let nowhere = Some(world.folder.path().join("nowhere"));
    let told = start(&world, nowhere, &stop)
        .open("keep", registry("keep"))
        .await
        .err();
    let is_key = matches!(told, Some(FrameError::Key(KeyError::Unreadable { .. })));
    assert!(is_key);
}

#[tokio::test]
async fn without_a_key_there_is_nothing_to_act_with() {
    let world = World::new().await;
    let (_stopper, stop) = Stop::pair();

    let opened = start(&world, None, &stop)
        .open("watch", registry("watch"))
        .await;

    let (_, mut tools) = opened.unwrap().unwrap();
    let told = tools.wallet().err();
    let is_told = matches!(told, Some(crate::frame::Trouble::Halt { .. }));
    assert!(is_told);
}
