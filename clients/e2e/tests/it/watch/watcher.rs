//! `mirror watch` as a process.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::listener::Listener;
use crate::harness::Network;

/// How long it may take to come up, to look and to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// The watcher, which is ended when it is dropped.
pub(super) struct Watcher {
    child: Child,
    log: PathBuf,
    /// Where it answers /health.
    health: String,
    client: reqwest::Client,
}

impl Watcher {
    /// With the listener as its webhook.
    pub(super) fn start(network: &Network, listener: &Listener) -> Self {
        let port = free_port();
        let file = network.home.join("bots.toml");
        let text = format!(
            "webhook = \"{}\"\n\n[watch]\nlisten = \"127.0.0.1:{port}\"\npoll_reminder_s = 5\n",
            listener.address()
        );
        fs::write(&file, text).unwrap();
        let log = network.home.join("watch.log");
        let output = File::create(&log).unwrap();
        let mut command = network.mirror(&["watch", "--file", "bots.toml"]);
        command.stdout(output.try_clone().unwrap()).stderr(output);
        Self {
            child: command.spawn().unwrap(),
            log,
            health: format!("http://127.0.0.1:{port}/health"),
            client: reqwest::Client::new(),
        }
    }

    /// What it wrote.
    pub(super) fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// Wait until it has looked at so many blocks from now on, and says that it is well.
    pub(super) fn looks_at(&mut self, network: &Network, blocks: u64) {
        let wanted = network.status().height + blocks;
        let begun = Instant::now();
        loop {
            let report = network.run(self.report());
            let is_there = report.as_ref().is_some_and(|report| {
                report["status"] == "ok" && report["height"].as_u64() >= Some(wanted)
            });
            if is_there {
                return;
            }
            let late = begun.elapsed() > PATIENCE;
            let ended = self.child.try_wait().unwrap();
            assert!(!late && ended.is_none(), "{report:?}\n{}", self.log());
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// It ends when it is asked to, and well.
    pub(super) fn stops(mut self) {
        let asked = std::process::Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(asked.unwrap().success());
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                assert_eq!(status.code(), Some(0), "{}", self.log());
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{}", self.log());
            thread::sleep(Duration::from_millis(50));
        }
    }

    async fn report(&self) -> Option<Value> {
        let answer = self.client.get(&self.health).send().await.ok()?;
        answer.json().await.ok()
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens at.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
