//! A fresh network for a test. It is ended and removed when it is dropped, in a panic too.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use mirror_chain::deployment::DeploymentFile;
use mirror_chain::{Config, Key, KeySource, Node, NodeStatus, RawConfig};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::environment::Environment;
use super::front::Front;
use super::slot::{self, Slot};
use super::wallet::Wallet;

/// One network at a time: two cores carry one.
static TURN: Mutex<()> = Mutex::new(());

/// How long a chain may take to reach a time.
const PATIENCE: Duration = Duration::from_secs(300);
/// For how many of the fast blocks of a test a transaction stays valid.
const VALID_BLOCKS: u64 = 300;

/// What a network is made with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// How many nodes, each a validator.
    pub(crate) validators: u16,
    /// The time between blocks, in milliseconds.
    pub(crate) block_ms: u64,
}

/// A network of real nodes, fresh and of one test alone.
pub(crate) struct Network {
    /// Its folder, as `localnet up` made it.
    pub(crate) home: PathBuf,
    /// The chain, by RPC.
    pub(crate) node: Node,
    /// The chain, by plain HTTP.
    pub(crate) front: Front,
    pub(super) environment: Environment,
    runtime: Rc<Runtime>,
    slot: Slot,
    // Dropped last: the folder, then the turn.
    _folder: TempDir,
    _turn: MutexGuard<'static, ()>,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            validators: 1,
            block_ms: 300,
        }
    }
}

impl Network {
    /// A fresh one of one validator.
    pub(crate) fn start() -> Self {
        Self::of(Shape::default())
    }

    /// A fresh one of this shape.
    pub(crate) fn of(shape: Shape) -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let environment = Environment::get();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = Rc::new(runtime.unwrap());
        let folder = tempfile::Builder::new().prefix("mirror-e2e-").tempdir();
        let folder = folder.unwrap();
        let home = folder.path().join("net");
        let slot = up(&environment, shape, &home);
        let down = Down(&environment, slot.offset, &home);
        let config = config(&home);
        let node = runtime.block_on(Node::connect(&config)).unwrap();
        let front = Front::new(&config, Rc::clone(&runtime));
        std::mem::forget(down);
        Self {
            node,
            front,
            environment,
            runtime,
            slot,
            home,
            _folder: folder,
            _turn: turn,
        }
    }

    /// The configuration of the program for it.
    pub(crate) fn config(&self) -> Config {
        self.node.config().clone()
    }

    /// Wait for an answer of the chain.
    pub(crate) fn run<T>(&self, future: impl std::future::Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// The account with this development key.
    pub(crate) fn wallet(&self, name: &str) -> Wallet {
        Wallet::new(&self.node, self.key(name), Rc::clone(&self.runtime))
    }

    /// The development key of this name.
    pub(crate) fn key(&self, name: &str) -> Key {
        let path = self.home.join("keys").join(format!("{name}.mnemonic"));
        Key::load(&KeySource::File(path)).unwrap()
    }

    /// What the node says of itself now.
    pub(crate) fn status(&self) -> NodeStatus {
        self.run(self.node.status()).unwrap()
    }

    /// Wait until a block of this time or later is carried out. A node tells of a block a little before
    /// that, so one more has to be there.
    pub(crate) fn wait_until(&self, time: u64) {
        self.wait_for(|status| status.time >= time);
        self.wait_blocks(1);
    }

    /// Wait for this many more blocks.
    pub(crate) fn wait_blocks(&self, blocks: u64) {
        let height = self.status().height + blocks;
        self.wait_for(|status| status.height >= height);
    }

    fn wait_for(&self, is_reached: impl Fn(&NodeStatus) -> bool) {
        let begun = Instant::now();
        while !is_reached(&self.status()) {
            assert!(begun.elapsed() < PATIENCE, "the chain does not get there");
            thread::sleep(Duration::from_millis(100));
        }
    }

    /// Where the protocol is, after `mirror deploy`.
    pub(crate) fn deployment(&self) -> DeploymentFile {
        let config = self.config();
        DeploymentFile::load(&config.deployments, &config.chain_id).unwrap()
    }

    /// Remove it with all that it has, and begin it anew under the same name, with one node.
    pub(crate) fn begin_anew(&self) {
        for arguments in [&["down", "--purge"][..], &["up", "--block-time", "300"]] {
            let done = self.localnet(arguments);
            let told = String::from_utf8_lossy(&done.stderr);
            assert!(done.status.success(), "{arguments:?}: {told}");
        }
    }

    /// The folder of the artifacts.
    pub(crate) fn artifacts(&self) -> &Path {
        &self.environment.artifacts
    }

    /// The record of the nodes: their processes, ports and commands.
    pub(crate) fn record(&self) -> Value {
        let text = fs::read(self.home.join("network.json")).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    /// `cargo xtask localnet` with this verb and its flags, for this network.
    pub(crate) fn localnet(&self, arguments: &[&str]) -> Output {
        localnet(&self.environment, self.slot.offset, &self.home, arguments)
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        drop(Down(&self.environment, self.slot.offset, &self.home));
    }
}

/// Ends and removes a network when it is dropped.
struct Down<'a>(&'a Environment, u16, &'a Path);

impl Drop for Down<'_> {
    fn drop(&mut self) {
        let Self(environment, offset, home) = self;
        if thread::panicking() {
            tell(home);
        }
        let ended = localnet(environment, *offset, home, &["down", "--purge"]);
        if !ended.status.success() {
            // Not a panic: that would end the tests at once if one is on its way.
            eprintln!("{}", String::from_utf8_lossy(&ended.stderr));
        }
    }
}

/// Show the end of the first node's log, which goes with the folder.
fn tell(home: &Path) {
    let log = fs::read_to_string(home.join("node0.log")).unwrap_or_default();
    let lines: Vec<&str> = log.lines().collect();
    let last = lines.len().saturating_sub(20);
    eprintln!("the node's last lines:\n{}", lines[last..].join("\n"));
}

/// Start a network at the first ports that are free.
fn up(environment: &Environment, shape: Shape, home: &Path) -> Slot {
    let validators = shape.validators.to_string();
    let block_ms = shape.block_ms.to_string();
    let flags = ["--validators", &validators, "--block-time", &block_ms];
    let mut refusals = Vec::new();
    for mut slot in Slot::free().take(5) {
        if let Some(old) = slot.left_behind() {
            localnet(environment, slot.offset, &old, &["down", "--purge"]);
            slot::forget(&old);
        }
        slot.note(home);
        let arguments = [&["up"], &flags[..]].concat();
        let output = localnet(environment, slot.offset, home, &arguments);
        if output.status.success() {
            return slot;
        }
        refusals.push(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    panic!("no network starts: {}", refusals.join("\n"));
}

fn localnet(environment: &Environment, offset: u16, home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(&environment.xtask);
    command.arg("localnet").args(arguments);
    command.args(["--port-offset", &offset.to_string(), "--home"]);
    // Of the crate under test; `cargo xtask` would take it for its own.
    command.arg(home).env_remove("CARGO_MANIFEST_DIR");
    command.output().unwrap()
}

fn config(home: &Path) -> Config {
    let path = home.join("mirror.toml");
    let file = RawConfig::read(&path).unwrap();
    let flags = RawConfig {
        valid_blocks: Some(VALID_BLOCKS),
        ..RawConfig::default()
    };
    let layer = Some((path.as_path(), &file));
    Config::resolve(&flags, &RawConfig::default(), layer, false).unwrap()
}
