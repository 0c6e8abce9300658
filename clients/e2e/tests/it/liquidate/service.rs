//! A liquidator as an operator runs it: a process, its file, its address.

use std::fs;
use std::net::TcpListener;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::Network;

/// How long anything may take that is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running liquidator. It is killed when it is dropped.
pub(super) struct Service {
    child: Child,
    name: String,
    address: String,
}

impl Service {
    /// Start one with the key of this name and wait until it is healthy. Its state is that of the last one
    /// with the same name.
    pub(super) fn start(network: &Network, name: &str) -> Self {
        let service = Self::launch(network, name, &[]);
        service.becomes_healthy(network);
        service
    }

    /// The same without waiting, with more variables.
    pub(super) fn launch(network: &Network, name: &str, variables: &[(&str, &str)]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = port.local_addr().unwrap().to_string();
        let path = network.home.join(format!("{name}.toml"));
        let text = format!(
            "[liquidate]\nkey_file = \"keys/{name}.mnemonic\"\nstate = \"state/{name}\"\n\
             listen = \"{address}\"\nmax_price_age_s = 8\nmax_price_gap = 0.4\nrescan_s = 2\n"
        );
        fs::write(&path, text).unwrap();
        let log = network.home.join(format!("{name}.log"));
        let log = fs::File::options().create(true).append(true).open(log);
        let log = log.unwrap();
        let mut command: Command = network.mirror(&["liquidate", "--file"]);
        command
            .arg(&path)
            .envs(variables.iter().copied())
            .stdout(Stdio::from(log.try_clone().unwrap()))
            .stderr(Stdio::from(log));
        drop(port);
        Self {
            child: command.spawn().unwrap(),
            name: name.to_string(),
            address,
        }
    }

    /// Wait until it answers that all is well.
    pub(super) fn becomes_healthy(&self, network: &Network) {
        self.waits(network, "healthy", || {
            self.health(network)
                .is_some_and(|(status, _)| status == 200)
        });
    }

    /// The status of its health and what it says; nothing while it does not answer.
    pub(super) fn health(&self, network: &Network) -> Option<(u16, Value)> {
        let url = format!("http://{}/health", self.address);
        network.run(async {
            let answer = reqwest::get(url).await.ok()?;
            Some((answer.status().as_u16(), answer.json().await.ok()?))
        })
    }

    /// It is well, and the same process as at first. It has scanned once, and what it reads anew every two
    /// seconds is what the events had told.
    #[track_caller]
    pub(super) fn is_well(&mut self, network: &Network) {
        assert!(
            self.child.try_wait().unwrap().is_none(),
            "{}",
            self.log(network)
        );
        let (status, health) = self.health(network).unwrap();
        assert_eq!(status, 200, "{health}\n{}", self.log(network));
        let told = ["scans", "corrections"].map(|what| {
            let line = format!("mirror_liquidate_{what}_total ");
            self.metric(network, &line)
        });
        assert_eq!(told, [1, 0], "{}", self.log(network));
    }

    /// The value of a metric, 0 where it is not there; `start` is how its line begins.
    pub(super) fn metric(&self, network: &Network, start: &str) -> u64 {
        let url = format!("http://{}/metrics", self.address);
        let text = network.run(async { reqwest::get(url).await?.text().await });
        let text = text.unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(start));
        let value = line.and_then(|line| line.rsplit(' ').next());
        value.map_or(0, |value| value.parse().unwrap())
    }

    /// Wait until a metric has at least this value.
    pub(super) fn metric_reaches(&self, network: &Network, start: &str, least: u64) {
        self.waits(network, start, || self.metric(network, start) >= least);
    }

    /// Wait for its end.
    pub(super) fn ends(&mut self, network: &Network) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "{}", self.log(network));
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// It was killed as `kill -9` does.
    pub(super) fn is_killed(&mut self, network: &Network) {
        let status = self.ends(network);
        assert_eq!(
            status.signal(),
            Some(9),
            "{status:?}\n{}",
            self.log(network)
        );
    }

    fn waits(&self, network: &Network, what: &str, is_reached: impl Fn() -> bool) {
        let begun = Instant::now();
        while !is_reached() {
            let log = || self.log(network);
            assert!(begun.elapsed() < PATIENCE, "not {what}:\n{}", log());
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// What it wrote into its log.
    pub(super) fn log(&self, network: &Network) -> String {
        let path = network.home.join(format!("{}.log", self.name));
        fs::read_to_string(path).unwrap_or_default()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
