//! Start a network, new or again, and wait until it makes blocks.

use std::{
    fmt,
    path::{Path, PathBuf},
    process::Child,
    thread,
    time::{Duration, Instant},
};

use serde::Serialize;
use time::{format_description::well_known::Rfc3339, OffsetDateTime};

use super::{
    fault::Fault,
    holder, home,
    keys::{self, Key},
    lock::Lock,
    logs, processes,
    record::{Network, Node},
    rpc,
    settings::{Place, Shape},
};
use crate::Error;

const PAUSE: Duration = Duration::from_millis(50);

/// A network that makes blocks.
#[derive(Debug, Serialize)]
pub(super) struct Up {
    /// The network's folder.
    pub(super) home: PathBuf,
    /// The configuration to use it with.
    pub(super) config: PathBuf,
    /// Whether it was made now; else the chain that was there goes on.
    pub(super) is_new: bool,
    /// The nodes that were started now. The others ran already.
    pub(super) started: Vec<String>,
    /// The height that was waited for.
    pub(super) height: u64,
    /// All that is known of it.
    pub(super) network: Network,
    /// The funded keys, without their words.
    pub(super) keys: Vec<Key>,
    #[serde(skip)]
    down: String,
}

/// Start the nodes that do not run, of a network that is made first if there is none, and wait up
/// to `patience` for a block.
pub(super) fn up(
    place: &Place,
    shape: Shape,
    wasmd: &Path,
    patience: Duration,
) -> Result<Up, Error> {
    let keys = keys::all()?;
    let lock = Lock::take(&place.home)?;
    let is_new = !Network::is_in(&place.home);
    let mut network = match is_new {
        true => make(place, shape, wasmd, &keys)?,
        false => again(place, shape, wasmd)?,
    };

    let before = match is_new {
        true => Some(0),
        false => highest(&network),
    };
    let mut children = begin(&mut network, place)?;
    let height = match wait(&network, &mut children, before, patience) {
        Ok(height) => height,
        Err(fault) => {
            processes::end(children.iter().map(|(node, _)| node))?;
            return Err(fault.into());
        }
    };
    drop(lock);

    Ok(Up {
        home: place.home.clone(),
        config: place.home.join("mirror.toml"),
        is_new,
        started: children.into_iter().map(|(node, _)| node.name).collect(),
        height,
        network,
        keys,
        down: place.command("down"),
    })
}

/// A new network, if nothing is in its way.
fn make(place: &Place, shape: Shape, wasmd: &Path, keys: &[Key]) -> Result<Network, Error> {
    match Network::find(place) {
        Err(Error::Localnet(Fault::NoNetwork { .. })) => {}
        Err(other) => return Err(other),
        Ok(network) => return Ok(network),
    }
    let network = home::describe(place, shape, wasmd);
    ensure_free(network.nodes.iter())?;
    home::create(place, &network, keys)?;
    Ok(network)
}

/// The network that is there, if it is not running whole and is as asked for.
fn again(place: &Place, shape: Shape, wasmd: &Path) -> Result<Network, Error> {
    let mut network = Network::find(place)?;
    let made_otherwise = |has: String, wish: String| Fault::MadeOtherwise {
        home: place.home.clone(),
        has,
        wish,
        purge: place.command("down --purge"),
    };
    if let Some(wish) = shape.validators.filter(|wish| *wish != network.validators) {
        let number = |number| format!("--validators {number}");
        return Err(made_otherwise(number(network.validators), number(wish)).into());
    }
    if let Some(wish) = shape.block_ms.filter(|wish| *wish != network.block_time_ms) {
        let time = |time| format!("--block-time {time}");
        return Err(made_otherwise(time(network.block_time_ms), time(wish)).into());
    }

    let down: Vec<&Node> = not_running(&network).collect();
    if down.is_empty() {
        return Err(Fault::UpAlready {
            chain_id: network.chain_id.clone(),
            since: network.started_at.clone(),
            home: place.home.clone(),
            nodes: network.nodes.iter().map(Node::line).collect(),
            down: place.command("down"),
        }
        .into());
    }
    ensure_free(down.into_iter())?;
    network.run_with(wasmd);
    Ok(network)
}

fn not_running(network: &Network) -> impl Iterator<Item = &Node> {
    let is_down = |node: &&Node| processes::running(node).is_none();
    network.nodes.iter().filter(is_down)
}

fn ensure_free<'a>(nodes: impl Iterator<Item = &'a Node>) -> Result<(), Fault> {
    let ports: Vec<String> = nodes
        .flat_map(|node| node.ports.named())
        .filter(|(_, port)| !holder::is_free(*port))
        .map(|(name, port)| format!("{port} ({name}) by {}", holder::of(port)))
        .collect();
    match ports.is_empty() {
        true => Ok(()),
        false => Err(Fault::PortsTaken { ports }),
    }
}

/// Start what is down, and write down each process before the next one is started.
fn begin(network: &mut Network, place: &Place) -> Result<Vec<(Node, Child)>, Error> {
    let mut children: Vec<(Node, Child)> = Vec::new();
    network.started_at = now();
    for number in 0..network.nodes.len() {
        let Some(node) = network.nodes.get_mut(number) else {
            break;
        };
        if processes::running(node).is_some() {
            continue;
        }
        let started = processes::start(node).map(|child| {
            node.pid = Some(child.id());
            children.push((node.clone(), child));
        });
        let begun = started
            .map_err(Error::from)
            .and_then(|()| network.write(&place.home));
        if let Err(error) = begun {
            processes::end(children.iter().map(|(node, _)| node))?;
            return Err(error);
        }
    }
    Ok(children)
}

/// Wait until every node is past the height that was there before, and its LCD and gRPC are open.
/// Where no node ran, the first that answers tells the height.
fn wait(
    network: &Network,
    children: &mut [(Node, Child)],
    mut before: Option<u64>,
    patience: Duration,
) -> Result<u64, Fault> {
    let until = Instant::now() + patience;
    loop {
        for (node, child) in children.iter_mut() {
            if !matches!(child.try_wait(), Ok(None)) {
                return Err(Fault::Ended {
                    node: node.name.clone(),
                    log: node.log.clone(),
                    tail: logs::tail(&node.log),
                });
            }
        }
        before = before.or_else(|| highest(network));
        let behind = network.nodes.iter().find(|node| !is_ready(node, before));
        match behind {
            None => return Ok(highest(network).or(before).unwrap_or(0)),
            Some(node) if Instant::now() > until => {
                return Err(Fault::NoBlock {
                    seconds: patience.as_secs(),
                    log: node.log.clone(),
                    tail: logs::tail(&node.log),
                })
            }
            Some(_) => thread::sleep(PAUSE),
        }
    }
}

fn is_ready(node: &Node, before: Option<u64>) -> bool {
    let is_on = |state: rpc::State| {
        before.is_some_and(|before| state.height > before) && !state.catching_up
    };
    rpc::state(node.ports.rpc).is_some_and(is_on)
        && rpc::listens(node.ports.rest)
        && rpc::listens(node.ports.grpc)
}

fn highest(network: &Network) -> Option<u64> {
    let states = network
        .nodes
        .iter()
        .filter_map(|node| rpc::state(node.ports.rpc));
    states.map(|state| state.height).max()
}

fn now() -> String {
    let now = OffsetDateTime::now_utc();
    let now = now.replace_nanosecond(0).unwrap_or(now);
    // A time of this century always has this form.
    now.format(&Rfc3339).unwrap_or_default()
}

impl fmt::Display for Up {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let network = &self.network;
        let plural = if network.validators == 1 { "" } else { "s" };
        writeln!(
            formatter,
            "{} is up: {} validator{plural}, block {}, one every {} ms.",
            network.chain_id, network.validators, self.height, network.block_time_ms
        )?;
        if !self.is_new {
            writeln!(
                formatter,
                "It is the chain that was there before; started now: {}.",
                self.started.join(", ")
            )?;
        }
        for node in &network.nodes {
            writeln!(
                formatter,
                "  {}  RPC {}  LCD {}  gRPC 127.0.0.1:{}",
                node.name,
                node.ports.rpc_url(),
                node.ports.rest_url(),
                node.ports.grpc
            )?;
        }
        writeln!(
            formatter,
            "Keys for DEVELOPMENT ONLY, the same on every machine, funded:"
        )?;
        let (users, named): (Vec<&Key>, Vec<&Key>) = self
            .keys
            .iter()
            .partition(|key| key.name.starts_with("user"));
        for key in named {
            writeln!(formatter, "  {:<9} {}", key.name, key.address)?;
        }
        if let (Some(first), Some(last)) = (users.first(), users.last()) {
            writeln!(formatter, "  {} to {}, for load", first.name, last.name)?;
        }
        writeln!(formatter, "Configuration: {}", self.config.display())?;
        write!(
            formatter,
            "Next: cargo mirror deploy --demo, or end it with {}",
            self.down
        )
    }
}
