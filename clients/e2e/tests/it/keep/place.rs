//! A network with a demonstration on it, and the keeper as a process beside it.

use std::fs::{self, File};
use std::net::TcpListener;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use mirror_chain::deployment::DeploymentFile;
use serde_json::{json, Value};

use crate::harness::Network;

/// Whose key the keeper has.
pub(super) const KEEPER: &str = "dave";

/// How long something may take that happens soon.
const SOON: Duration = Duration::from_secs(90);
const PAUSE: Duration = Duration::from_millis(100);

pub(super) struct Place {
    pub(super) at: DeploymentFile,
    keeper: Option<Child>,
    listen: String,
    // Dropped last: it ends the network.
    pub(super) network: Network,
}

impl Place {
    /// Pools, stakes and fresh prices; gov owns the protocol.
    pub(super) fn with_a_demonstration() -> Self {
        let network = Network::start();
        let deploy = ["deploy", "--profile", "local", "--demo", "--yes", "--json"];
        network.runs(&deploy).done();
        network.runs(&["deploy", "hand-over", "--yes"]).done();
        let free = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let listen = free.local_addr().unwrap().to_string();
        let file = format!(
            "[keep]\nkey_file = 'keys/{KEEPER}.mnemonic'\nlisten = '{listen}'\nlook_every_s = 1\n\
             distribute_every_s = 60\n"
        );
        fs::write(network.home.join("bots.toml"), file).unwrap();
        Self {
            at: network.deployment(),
            keeper: None,
            listen,
            network,
        }
    }

    /// Start the keeper, with these variables.
    pub(super) fn start(&mut self, variables: &[(&str, &str)]) {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.network.home.join("keeper.log"))
            .unwrap();
        let mut command = self.network.mirror(&["keep"]);
        command.envs(variables.iter().copied());
        self.keeper = Some(command.stderr(log).spawn().unwrap());
    }

    /// Wait until it ends by itself, and answer its exit code.
    pub(super) fn ended(&mut self) -> Option<i32> {
        let begun = Instant::now();
        let mut keeper = self.keeper.take().unwrap();
        while begun.elapsed() < SOON {
            if let Some(status) = keeper.try_wait().unwrap() {
                return status.code();
            }
            thread::sleep(PAUSE);
        }
        let _ = keeper.kill();
        let _ = keeper.wait();
        panic!("the keeper does not end: {}", self.log());
    }

    /// Ask it to stop, as the system does, and answer its exit code.
    pub(super) fn stop(&mut self) -> Option<i32> {
        let pid = self.keeper.as_ref().unwrap().id().to_string();
        let asked = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
        assert!(asked.success());
        self.ended()
    }

    pub(super) fn is_running(&mut self) -> bool {
        let keeper = self.keeper.as_mut().unwrap();
        keeper.try_wait().unwrap().is_none()
    }

    pub(super) fn log(&self) -> String {
        fs::read_to_string(self.network.home.join("keeper.log")).unwrap_or_default()
    }

    /// What `/health` says, with its HTTP status.
    pub(super) fn health(&self) -> Option<(u16, Value)> {
        let (status, body) = self.get("/health")?;
        Some((status, serde_json::from_str(&body).unwrap()))
    }

    pub(super) fn metrics(&self) -> String {
        self.get("/metrics").unwrap().1
    }

    fn get(&self, path: &str) -> Option<(u16, String)> {
        let address = format!("http://{}{path}", self.listen);
        self.network.run(async {
            let answer = reqwest::get(address).await.ok()?;
            Some((answer.status().as_u16(), answer.text().await.ok()?))
        })
    }

    #[track_caller]
    pub(super) fn wait_for(&self, what: &str, is_there: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !is_there(self) {
            let is_patient = begun.elapsed() < SOON;
            assert!(is_patient, "{what} does not come:\n{}", self.log());
            thread::sleep(PAUSE);
        }
    }

    pub(super) fn asks(&self, contract: &str, question: Value) -> Value {
        self.network.front.smart(contract, &question)
    }

    pub(super) fn poll(&self, id: u64) -> Value {
        let gov = &self.at.protocol.contracts.gov;
        self.asks(gov, json!({ "poll": { "poll_id": id } }))
    }

    /// What the keeper says that it has released, in micro MIR.
    pub(super) fn released(&self) -> u128 {
        let metrics = self.metrics();
        let name = "mirror_keep_released_mir_micro_total ";
        let told = metrics.lines().find_map(|line| line.strip_prefix(name));
        told.unwrap().parse().unwrap()
    }

    /// When the premium of MIR was measured.
    pub(super) fn premium_measured(&self) -> u128 {
        let staking = &self.at.protocol.contracts.staking;
        let question = json!({ "pool_info": { "asset_token": self.at.protocol.mirror_token } });
        number(&self.asks(staking, question)["premium_updated_time"])
    }

    /// How many transactions the keeper's account has sent.
    pub(super) fn sequence(&self) -> u64 {
        let wallet = self.network.wallet(KEEPER);
        let numbers = self
            .network
            .run(self.network.node.account(wallet.address()));
        numbers.unwrap().unwrap().sequence
    }

    /// How many of its transactions took their place, by its journal.
    pub(super) fn settled(&self) -> u64 {
        let came_to = |entry: &Value, key: &str| {
            let count = &entry["settled"]["came_to"][key];
            count.as_u64().unwrap_or(0)
        };
        let entries = self.journal();
        let all = entries.iter();
        all.map(|entry| came_to(entry, "done") + came_to(entry, "refused"))
            .sum()
    }

    /// The hash of the transaction that its journal has no end of.
    pub(super) fn open_transaction(&self) -> Option<String> {
        let last = self.journal().pop()?;
        let hash = last["signed"]["signed"]["hash"].as_str();
        hash.map(str::to_string)
    }

    /// The entries of its journal, read without the program that writes it.
    fn journal(&self) -> Vec<Value> {
        let wallet = self.network.wallet(KEEPER);
        let name = format!("state/keep/{}.journal", wallet.address());
        let text = fs::read_to_string(self.network.home.join(name)).unwrap_or_default();
        let whole = text
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let entries = whole.map(|line| line["entry"].clone());
        // What it came to in the end is noted after it.
        entries.filter(|entry| entry["note"].is_null()).collect()
    }

    /// End the node's process at once, as a power cut does.
    pub(super) fn kill_node(&self) {
        let record = self.network.record();
        let pid = record["nodes"][0]["pid"].as_u64().unwrap().to_string();
        let ended = Command::new("kill").args(["-9", &pid]).status().unwrap();
        assert!(ended.success());
    }

    pub(super) fn start_node(&self) {
        let output = self.network.localnet(&["up"]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}");
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(mut keeper) = self.keeper.take() {
            let _ = keeper.kill();
            let _ = keeper.wait();
        }
    }
}

#[track_caller]
pub(super) fn number(value: &Value) -> u128 {
    let text = value.as_str().map(str::to_string);
    let text = text.unwrap_or_else(|| value.to_string());
    text.parse()
        .unwrap_or_else(|_| panic!("no number: {value}"))
}
