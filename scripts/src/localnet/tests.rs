//! Whole commands with a program in the place of wasmd that only writes files and waits. What real
//! nodes do is tried by the end-to-end tests.

use std::{
    fs,
    io::Write,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use tempfile::TempDir;

use super::{
    down::down,
    fault::Fault,
    processes,
    record::Network,
    settings::{Place, Shape},
    up::up,
};
use crate::Error;

/// Enough for a node to end, on a machine that does much else.
const LONG: Duration = Duration::from_secs(60);
const NOT_LONG: Duration = Duration::from_millis(300);

/// Every test has ports of its own.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// A folder to make networks in, and a program to run as their nodes.
struct Site {
    folder: TempDir,
    wasmd: PathBuf,
    offset: u64,
}

impl Site {
    /// With a program that does this when a node is started.
    fn with(start: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let wasmd = folder.path().join("wasmd");
        write_program(&wasmd, &program(start));
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        // Below the ports that the system gives to connections, and apart from other runs of tests.
        let offset = 3_500 + u64::from(std::process::id() % 80) * 32 + 2 * number;
        Self {
            folder,
            wasmd,
            offset,
        }
    }

    fn place(&self) -> Place {
        let home = self.folder.path().join("net");
        Place::new(Path::new("/mirror"), self.offset, Some(home)).unwrap()
    }

    fn up(&self, validators: u64) -> Result<(), Fault> {
        self.up_within(LONG, validators)
    }

    fn up_within(&self, patience: Duration, validators: u64) -> Result<(), Fault> {
        let shape = Shape::new(Some(validators), None).unwrap();
        match up(&self.place(), shape, &self.wasmd, patience) {
            Ok(_) => Ok(()),
            Err(Error::Localnet(fault)) => Err(fault),
            Err(other) => panic!("{other}"),
        }
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder.path().join("net").join(file)).unwrap()
    }

    /// Everything beside the program.
    fn left(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "wasmd")
            .collect();
        names.sort();
        names
    }
}

/// Write a program by another process. If it were open here, a process that another test starts in
/// that moment would have it open too, and the system runs no program that somebody writes to.
pub(super) fn write_program(path: &Path, text: &str) {
    let mut writer = Command::new("sh")
        .args(["-c", "cat > \"$0\" && chmod 755 \"$0\""])
        .arg(path)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = writer.stdin.take().unwrap();
    input.write_all(text.as_bytes()).unwrap();
    drop(input);
    assert!(writer.wait().unwrap().success());
}

/// A program that makes the files of nodes as wasmd does, as far as we change them.
fn program(start: &str) -> String {
    format!(
        r#"#!/bin/sh
if [ "$1" = start ]; then {start}; fi
number=0
while [ $# -gt 0 ]; do
  case $1 in --v) count=$2;; --output-dir) out=$2;; esac
  shift
done
mkdir "$out/gentxs"
while [ $number -lt $count ]; do
  config=$out/node$number/config
  mkdir -p $config
  cat > $config/genesis.json <<'END'
{{"app_state":{{"auth":{{"accounts":[]}},"bank":{{"balances":[],"supply":[]}},
"gov":{{"params":{{"max_deposit_period":"","voting_period":"","expedited_voting_period":""}}}},
"slashing":{{"params":{{"signed_blocks_window":""}}}}}},
"consensus":{{"params":{{"block":{{"max_gas":"-1"}}}}}}}}
END
  cat > $config/config.toml <<'END'
[rpc]
laddr = "tcp://0.0.0.0:26657"
pprof_laddr = "localhost:6060"
cors_allowed_origins = []
[p2p]
laddr = "tcp://0.0.0.0:16656"
persistent_peers = "aa@127.0.0.1:16656,bb@127.0.0.2:16657"
[consensus]
timeout_commit = "5s"
timeout_propose = "3s"
peer_gossip_sleep_duration = "100ms"
[tx_index]
indexer = "null"
END
  cat > $config/app.toml <<'END'
[telemetry]
enabled = true
[api]
enable = false
address = "tcp://0.0.0.0:1317"
enabled-unsafe-cors = false
[grpc]
enable = false
address = "0.0.0.0:9090"
END
  number=$((number + 1))
done
"#
    )
}

/// A process that is a node of this network, as far as one can see from outside.
fn pretend(site: &Site, number: usize) -> Child {
    let place = site.place();
    let mut network = Network::find(&place).unwrap();
    let node = &mut network.nodes[number];
    let child = Command::new("sh")
        .args(["-c", "while :; do sleep 0.05; done", "node"])
        .arg(&node.home)
        .spawn()
        .unwrap();
    node.pid = Some(child.id());
    network.write(&place.home).unwrap();
    child
}

#[test]
fn a_node_that_ends_at_once_is_told_with_its_last_words() {
    let site = Site::with("echo 'panic: no disk'; exit 1");

    let fault = site.up(1).unwrap_err();

    assert!(
        matches!(&fault, Fault::Ended { node, tail, .. }
            if node == "node0" && tail == "  panic: no disk"),
        "{fault}"
    );
}

#[test]
fn nodes_without_a_block_are_ended_again() {
    let site = Site::with("echo waiting; while :; do sleep 0.05; done");

    let fault = site.up_within(NOT_LONG, 2).unwrap_err();

    assert!(matches!(fault, Fault::NoBlock { .. }), "{fault}");
    let network = Network::find(&site.place()).unwrap();
    assert!(network.nodes.iter().all(|node| node.pid.is_some()));
    assert!(network
        .nodes
        .iter()
        .all(|node| processes::running(node).is_none()));
}

#[test]
fn everything_of_a_network_is_in_its_folder_and_on_loopback() {
    let site = Site::with("exit 1");
    site.up(2).unwrap_err();
    let rpc = 26_657 + site.offset;

    let consensus = site.read("node1/config/config.toml");
    let application = site.read("node1/config/app.toml");

    assert!(!format!("{consensus}{application}").contains("0.0.0.0"));
    for line in [
        format!("laddr = \"tcp://127.0.0.1:{}\"", rpc + 1),
        format!(
            "persistent_peers = \"aa@127.0.0.1:{},bb@127.0.0.1:{}\"",
            16_656 + site.offset,
            16_657 + site.offset
        ),
        "pprof_laddr = \"\"".to_owned(),
        "cors_allowed_origins = [\"*\"]".to_owned(),
        "timeout_commit = \"1000ms\"".to_owned(),
    ] {
        assert!(consensus.contains(&line), "{line} is not in {consensus}");
    }
    assert!(application.contains("enabled-unsafe-cors = true"));
    assert!(application.contains("[wasm]\nquery_gas_limit = 50000000\n"));
    assert_eq!(site.left(), ["net", "net.lock"]);
    assert!(!site.place().home.join("gentxs").exists());
}

#[test]
fn the_program_finds_its_configuration_and_a_key_only_its_owner_can_read() {
    let site = Site::with("exit 1");
    site.up(2).unwrap_err();

    let config: toml::Table = site.read("mirror.toml").parse().unwrap();
    let key_file = site.place().home.join(config["key_file"].as_str().unwrap());

    let rpc = 26_657 + site.offset;
    assert_eq!(
        config["rpc"],
        toml::Value::from(vec![
            format!("http://127.0.0.1:{rpc}"),
            format!("http://127.0.0.1:{}", rpc + 1),
        ])
    );
    assert_eq!(
        config["chain_id"].as_str().unwrap(),
        format!("mirror-local-{}", site.offset)
    );
    let mode = fs::metadata(&key_file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let words = fs::read_to_string(key_file).unwrap();
    assert_eq!(words.split_whitespace().count(), 24);
    assert_eq!(
        fs::read_dir(site.place().home.join("keys"))
            .unwrap()
            .count(),
        38
    );
    assert!(site.read("README").contains("DEVELOPMENT ONLY"));
}

#[test]
fn a_network_that_can_not_be_made_leaves_nothing() {
    let site = Site::with("");
    write_program(
        &site.wasmd,
        "#!/bin/sh\necho 'Error: no space left on device'\nfor out; do :; done\n\
         mkdir \"$out/half\"\nexit 1\n",
    );

    let fault = site.up(1).unwrap_err();

    assert_eq!(
        fault.to_string(),
        "wasmd could not make the network's files, and nothing was left behind: Error: no space \
         left on device"
    );
    assert_eq!(site.left(), ["net.lock"]);
}

#[test]
fn what_an_interrupted_command_left_is_removed() {
    let site = Site::with("exit 1");
    fs::create_dir_all(site.folder.path().join("net.new-abc/node0")).unwrap();

    site.up(1).unwrap_err();

    assert_eq!(site.left(), ["net", "net.lock"]);
}

#[test]
fn a_network_that_runs_is_not_started_twice() {
    let site = Site::with("exit 1");
    site.up(1).unwrap_err();
    let mut node = pretend(&site, 0);

    let fault = site.up(1).unwrap_err();

    node.kill().unwrap();
    node.wait().unwrap();
    let text = fault.to_string();
    assert!(matches!(fault, Fault::UpAlready { .. }), "{text}");
    for part in [
        format!("node0: process {}, RPC {}", node.id(), 26_657 + site.offset),
        "is up already, since 20".to_owned(),
        "cargo xtask localnet down --port-offset".to_owned(),
    ] {
        assert!(text.contains(&part), "{part} is not in: {text}");
    }
}

#[test]
fn a_network_is_started_again_only_as_it_was_made() {
    let site = Site::with("exit 1");
    site.up(2).unwrap_err();

    let more = site.up(4).unwrap_err();
    let faster = up(
        &site.place(),
        Shape::new(None, Some(300)).unwrap(),
        &site.wasmd,
        LONG,
    );

    let text = more.to_string();
    assert!(
        text.contains("holds a network with --validators 2, not with --validators 4"),
        "{text}"
    );
    assert!(matches!(
        faster,
        Err(Error::Localnet(Fault::MadeOtherwise { has, .. })) if has == "--block-time 1000"
    ));
}

#[test]
fn a_taken_port_is_named_with_its_holder_and_nothing_is_made() {
    let site = Site::with("exit 1");
    let port = u16::try_from(9_090 + site.offset).unwrap();
    let held = TcpListener::bind(("127.0.0.1", port)).unwrap();

    let text = site.up(1).unwrap_err().to_string();

    drop(held);
    let holder = format!("{port} (gRPC) by process {}", std::process::id());
    assert!(text.contains(&holder), "{text}");
    assert_eq!(site.left(), ["net.lock"]);
}

#[test]
fn a_folder_of_something_else_is_left_as_it_is() {
    let site = Site::with("exit 1");
    let home = site.place().home;
    fs::create_dir(&home).unwrap();
    fs::write(home.join("letter"), "dear").unwrap();

    assert!(matches!(site.up(1), Err(Fault::NotOurs { .. })));
    assert!(matches!(
        down(&site.place(), true),
        Err(Error::Localnet(Fault::NotOurs { .. }))
    ));
    assert_eq!(site.read("letter"), "dear");
}

#[test]
fn down_ends_what_runs_and_purge_takes_the_deployment_to_that_chain_too() {
    let site = Site::with("exit 1");
    let mut place = site.place();
    place.deployments = site.folder.path().join("deployments");
    let named = place.deployments.join("named");
    fs::create_dir_all(&named).unwrap();
    for name in [
        "ours.json",
        "ours.journal",
        "named/ours.json",
        "ours-2.json",
    ] {
        let name = name.replace("ours", &place.chain_id);
        fs::write(place.deployments.join(name), "{}").unwrap();
    }
    site.up(1).unwrap_err();
    let mut node = pretend(&site, 0);
    let waiter = std::thread::spawn(move || node.wait().unwrap());

    let first = down(&place, false).unwrap();
    let second = down(&place, true).unwrap();
    let third = down(&place, true).unwrap();

    waiter.join().unwrap();
    assert_eq!(first.ended, ["node0"]);
    assert!(second.ended.is_empty() && second.is_removed);
    assert!(!third.is_removed);
    assert_eq!(site.left(), ["deployments"]);
    let kept = |folder: &Path| fs::read_dir(folder).unwrap().count();
    // That of another chain, and the folder.
    assert_eq!((kept(&place.deployments), kept(&named)), (2, 0));
}
