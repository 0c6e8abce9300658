//! The folder of a network, made whole in a temporary place and then given its name.

use std::{
    ffi::OsString,
    fs::{self, DirBuilder, OpenOptions},
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use super::{
    edit::{self, plain, text, Change},
    fault::Fault,
    genesis,
    keys::{Key, DEPLOYER},
    ports::Ports,
    record::{Network, Node},
    settings::{Place, Shape},
};
use crate::Error;

const KEYS: &str = "keys";

/// Make the folder of a new network, with every node's files. When anything fails, nothing is left.
pub(super) fn create(place: &Place, network: &Network, keys: &[Key]) -> Result<(), Error> {
    let parent = place.home.parent().unwrap_or(Path::new("."));
    make_folder(parent)?;
    let name = place.home.file_name().unwrap_or_default();
    let mut prefix = OsString::from(name);
    prefix.push(".new-");
    remove_unfinished(parent, &prefix)?;
    let scratch = tempfile::Builder::new()
        .prefix(&prefix)
        .tempdir_in(parent)
        .map_err(|source| not_written(&place.home)(source))?;

    make_nodes(network, scratch.path())?;
    share_genesis(network, scratch.path(), keys)?;
    for node in &network.nodes {
        configure(
            node,
            network,
            &scratch.path().join(&node.name).join("config"),
        )?;
    }
    write_keys(scratch.path(), keys)?;
    write(&scratch.path().join("mirror.toml"), &config(place, network))?;
    write(&scratch.path().join("README"), README)?;
    network.write(scratch.path())?;
    // What the nodes agreed on is in their genesis by now.
    let agreed = scratch.path().join("gentxs");
    fs::remove_dir_all(&agreed).map_err(not_written(&agreed))?;

    // An empty folder may be there already; a rename takes its place.
    fs::rename(scratch.path(), &place.home).map_err(not_written(&place.home))?;
    // It has another name now, so there is nothing to clean up.
    let _ = scratch.keep();
    Ok(())
}

/// What an interrupted command left. Nobody else makes one, as we hold the lock.
fn remove_unfinished(parent: &Path, prefix: &OsString) -> Result<(), Error> {
    let entries = fs::read_dir(parent).map_err(|source| Error::NotRead {
        path: parent.to_owned(),
        source,
    })?;
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name
            .as_encoded_bytes()
            .starts_with(prefix.as_encoded_bytes())
        {
            let path = entry.path();
            fs::remove_dir_all(&path).map_err(not_written(&path))?;
        }
    }
    Ok(())
}

fn make_nodes(network: &Network, scratch: &Path) -> Result<(), Error> {
    let mut command = Command::new(&network.wasmd);
    command
        .args(["testnet", "init-files", "--single-host"])
        .args(["--v", &network.validators.to_string()])
        .args(["--starting-ip-address", "127.0.0.1"])
        .args(["--chain-id", &network.chain_id])
        .args(["--keyring-backend", "test"])
        .args(["--minimum-gas-prices", "0.01uusd,0.01stake"])
        .args(["--node-daemon-home", ".", "--log_no_color"])
        .arg("--output-dir")
        .arg(scratch);
    let output = command
        .output()
        .map_err(|source| Error::CommandNotStarted {
            command: "wasmd testnet init-files".to_owned(),
            source,
        })?;
    if output.status.success() {
        return Ok(());
    }
    // A full disk is told on standard output, a wrong argument on standard error.
    let said = [output.stderr, output.stdout]
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .concat();
    let first = said.lines().find(|line| !line.trim().is_empty());
    let said = first.unwrap_or("it did not say why").trim().to_owned();
    Err(Fault::NotMade { said }.into())
}

/// A network that is not made yet.
pub(super) fn describe(place: &Place, shape: Shape, wasmd: &Path) -> Network {
    let nodes = (0..shape.validators()).map(|number| {
        let name = format!("node{number}");
        let home = place.home.join(&name);
        let command = [
            wasmd.as_os_str(),
            "start".as_ref(),
            "--home".as_ref(),
            home.as_os_str(),
            "--log_no_color".as_ref(),
        ];
        Node {
            log: place.home.join(format!("{name}.log")),
            ports: Ports::of(number, place.offset),
            pid: None,
            command: command
                .map(|word| word.to_string_lossy().into_owned())
                .to_vec(),
            name,
            home,
        }
    });
    Network {
        chain_id: place.chain_id.clone(),
        validators: shape.validators(),
        port_offset: place.offset.get(),
        block_time_ms: shape.block_ms(),
        started_at: String::new(),
        wasmd: wasmd.to_owned(),
        nodes: nodes.collect(),
    }
}

fn share_genesis(network: &Network, scratch: &Path, keys: &[Key]) -> Result<(), Error> {
    let files = network.nodes.iter().map(|node| {
        let config = scratch.join(&node.name).join("config");
        config.join("genesis.json")
    });
    let files: Vec<PathBuf> = files.collect();
    let Some(first) = files.first() else {
        return Ok(());
    };
    let mut genesis: Value = serde_json::from_str(&read(first)?)?;
    genesis::prepare(&mut genesis, keys)?;
    let text = serde_json::to_string(&genesis)?;
    files.iter().try_for_each(|file| write(file, &text))
}

fn configure(node: &Node, network: &Network, folder: &Path) -> Result<(), Error> {
    let path = folder.join("config.toml");
    let before = read(&path)?;
    let peers = peers(&before, network);
    let changes = consensus(node, network.block_time_ms, &peers);
    write(&path, &edit::apply("config.toml", &before, &changes)?)?;

    let path = folder.join("app.toml");
    let mut after = edit::apply("app.toml", &read(&path)?, &application(node))?;
    after.push_str(WASM);
    write(&path, &after)
}

/// Smart queries have a limit of their own, 3,000,000 gas unless it is set, which a page of thirty
/// positions with their prices can exceed.
const WASM: &str = "
[wasm]
query_gas_limit = 50000000
";

/// What config.toml has to say: loopback only, any web page may ask, blocks as fast as wanted.
fn consensus(node: &Node, block_ms: u64, peers: &str) -> Vec<Change> {
    let milliseconds = |time: u64| format!("{time}ms");
    let loopback = |port| format!("tcp://127.0.0.1:{port}");
    vec![
        text("rpc", "laddr", &loopback(node.ports.rpc)),
        text("rpc", "pprof_laddr", ""),
        plain("rpc", "cors_allowed_origins", "[\"*\"]"),
        text("p2p", "laddr", &loopback(node.ports.p2p)),
        text("p2p", "persistent_peers", peers),
        text("tx_index", "indexer", "kv"),
        text("consensus", "timeout_commit", &milliseconds(block_ms)),
        // How long the others wait for a proposer that is down.
        text(
            "consensus",
            "timeout_propose",
            &milliseconds((2 * block_ms).clamp(1_000, 3_000)),
        ),
        text(
            "consensus",
            "peer_gossip_sleep_duration",
            &milliseconds((block_ms / 20).clamp(10, 100)),
        ),
    ]
}

/// What app.toml has to say: LCD and gRPC, on loopback only.
fn application(node: &Node) -> Vec<Change> {
    vec![
        plain("api", "enable", "true"),
        text(
            "api",
            "address",
            &format!("tcp://127.0.0.1:{}", node.ports.rest),
        ),
        plain("api", "enabled-unsafe-cors", "true"),
        plain("grpc", "enable", "true"),
        text("grpc", "address", &format!("127.0.0.1:{}", node.ports.grpc)),
        plain("telemetry", "enabled", "false"),
    ]
}

/// The other nodes as `wasmd testnet` named them, at the ports they have here: it counts addresses
/// up, and its ports know no offset.
fn peers(config: &str, network: &Network) -> String {
    let first = Ports::of(0, super::ports::Offset::default()).p2p;
    let named = config
        .lines()
        .find_map(|line| line.strip_prefix("persistent_peers = \""))
        .unwrap_or_default();
    let peers = named.trim_end_matches('"').split(',').filter_map(|peer| {
        let (id, _) = peer.split_once('@')?;
        let port: u16 = peer.rsplit_once(':')?.1.parse().ok()?;
        let node = network.nodes.get(usize::from(port.checked_sub(first)?))?;
        Some(format!("{id}@127.0.0.1:{}", node.ports.p2p))
    });
    peers.collect::<Vec<_>>().join(",")
}

fn write_keys(folder: &Path, keys: &[Key]) -> Result<(), Error> {
    let folder = folder.join(KEYS);
    DirBuilder::new()
        .mode(0o700)
        .create(&folder)
        .map_err(not_written(&folder))?;
    for key in keys {
        let path = folder.join(format!("{}.mnemonic", key.name));
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .and_then(|mut file| writeln!(file, "{}", key.mnemonic))
            .map_err(not_written(&path))?;
    }
    Ok(())
}

/// What the program `mirror` reads to use this network.
fn config(place: &Place, network: &Network) -> String {
    let quoted = |text: &str| format!("{text:?}");
    let rpc: Vec<String> = network
        .nodes
        .iter()
        .map(|node| quoted(&node.ports.rpc_url()))
        .collect();
    let rest = network.nodes.first().map(|node| node.ports.rest_url());
    format!(
        "# Written by `cargo xtask localnet up`, for `mirror --config`. Its keys are for development only.\n\
         chain_id = {}\nrpc = [{}]\nrest = {}\nbech32_prefix = \"wasm\"\n\
         gas_price = \"0.01uusd\"\nbase_denom = \"uusd\"\nbase_display = \"USD\"\n\
         key_file = \"{KEYS}/{DEPLOYER}.mnemonic\"\nlocal = true\nartifacts = {}\n\
         deployments = {}\n",
        quoted(&place.chain_id),
        rpc.join(", "),
        quoted(&rest.unwrap_or_default()),
        quoted(&place.artifacts.to_string_lossy()),
        quoted(&place.deployments.to_string_lossy()),
    )
}

const README: &str = "\
A local network of `cargo xtask localnet`: real nodes of wasmd, reached by loopback only.

DEVELOPMENT ONLY: the keys in keys/ are the same on every machine and are published with the source,
so everybody can spend what they hold. Never fund one of them on a real network.

mirror.toml     for the program: mirror --config mirror.toml
keys/           a mnemonic a file; deployer is rich and is also the faucet
network.json    the nodes: processes, ports, commands
nodeN, nodeN.log  each node's own folder and what it writes

End it with `cargo xtask localnet down`; `down --purge` removes this folder.
";

fn make_folder(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(not_written(folder))
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|source| Error::NotRead {
        path: path.to_owned(),
        source,
    })
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(not_written(path))
}

fn not_written(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    |source| Error::NotWritten { path, source }
}
