//! Which nodes run, and how far each of them is.

use std::{fmt, path::PathBuf};

use serde::Serialize;
use time::{format_description::well_known::Rfc3339, OffsetDateTime};

use super::{
    ports::Ports,
    processes,
    record::{Network, Node},
    rpc,
    settings::Place,
};
use crate::Error;

/// A network at one look.
#[derive(Debug, Serialize)]
pub(super) struct Status {
    /// The chain.
    pub(super) chain_id: String,
    /// The network's folder.
    pub(super) home: PathBuf,
    /// When nodes were last started.
    pub(super) started_at: String,
    /// Every node.
    pub(super) nodes: Vec<NodeStatus>,
    #[serde(skip)]
    up: String,
}

/// One node at one look.
#[derive(Debug, Serialize)]
pub(super) struct NodeStatus {
    /// `node0`, `node1`.
    pub(super) name: String,
    /// Its process, if it runs.
    pub(super) pid: Option<u32>,
    /// Where it listens.
    pub(super) ports: Ports,
    /// What it answered, if it did.
    pub(super) answer: Option<Answer>,
}

/// What a node said of itself.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    /// Its last block.
    pub(super) height: u64,
    /// How long ago that was made, in milliseconds, if its time is not in the future.
    pub(super) block_age_ms: Option<u64>,
    /// The state after the block before, as the nodes agreed on it.
    pub(super) app_hash: String,
    /// Whether it still takes blocks from others.
    pub(super) catching_up: bool,
    /// How many other nodes it is connected with.
    pub(super) peers: Option<u64>,
}

/// Look at every node.
pub(super) fn status(place: &Place) -> Result<Status, Error> {
    let network = Network::find(place)?;
    let now = OffsetDateTime::now_utc();
    Ok(Status {
        home: place.home.clone(),
        nodes: network.nodes.iter().map(|node| look(node, now)).collect(),
        chain_id: network.chain_id,
        started_at: network.started_at,
        up: place.command("up"),
    })
}

fn look(node: &Node, now: OffsetDateTime) -> NodeStatus {
    let pid = processes::running(node);
    let state = pid.and_then(|_| rpc::state(node.ports.rpc));
    NodeStatus {
        name: node.name.clone(),
        pid,
        ports: node.ports,
        answer: state.map(|state| Answer {
            height: state.height,
            block_age_ms: age_ms(&state.block_time, now),
            app_hash: state.app_hash,
            catching_up: state.catching_up,
            peers: rpc::peers(node.ports.rpc),
        }),
    }
}

fn age_ms(time: &str, now: OffsetDateTime) -> Option<u64> {
    let time = OffsetDateTime::parse(time, &Rfc3339).ok()?;
    u64::try_from((now - time).whole_milliseconds()).ok()
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} in {}, started {}",
            self.chain_id,
            self.home.display(),
            self.started_at
        )?;
        for node in &self.nodes {
            write!(formatter, "\n  {}", node)?;
        }
        if self.nodes.iter().any(|node| node.pid.is_none()) {
            write!(formatter, "\nStart what is down with {}", self.up)?;
        }
        Ok(())
    }
}

impl fmt::Display for NodeStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}  ", self.name)?;
        let Some(pid) = self.pid else {
            return write!(formatter, "down");
        };
        write!(
            formatter,
            "up, process {pid}, RPC {}, ",
            self.ports.rpc_url()
        )?;
        let Some(answer) = &self.answer else {
            return write!(formatter, "no answer");
        };
        write!(formatter, "block {}", answer.height)?;
        if let Some(age) = answer.block_age_ms {
            write!(formatter, " {}.{} s ago", age / 1_000, age % 1_000 / 100)?;
        }
        if answer.catching_up {
            write!(formatter, ", catching up")?;
        }
        if let Some(peers) = answer.peers {
            write!(formatter, ", {peers} peers")?;
        }
        write!(formatter, ", app hash {}", answer.app_hash)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::localnet::ports::Offset;

    fn node(pid: Option<u32>, answer: Option<Answer>) -> NodeStatus {
        NodeStatus {
            name: "node2".to_owned(),
            pid,
            ports: Ports::of(2, Offset::default()),
            answer,
        }
    }

    #[test]
    fn a_node_is_down_silent_or_told_with_its_block() {
        let answer = Answer {
            height: 42,
            block_age_ms: Some(1_290),
            app_hash: "AB12".to_owned(),
            catching_up: true,
            peers: Some(3),
        };

        assert_eq!(node(None, None).to_string(), "node2  down");
        assert_eq!(
            node(Some(7), None).to_string(),
            "node2  up, process 7, RPC http://127.0.0.1:26659, no answer"
        );
        assert_eq!(
            node(Some(7), Some(answer)).to_string(),
            "node2  up, process 7, RPC http://127.0.0.1:26659, block 42 1.2 s ago, catching up, \
             3 peers, app hash AB12"
        );
    }

    #[test]
    fn a_block_of_the_future_has_no_age() {
        let now = datetime!(2026-01-02 03:04:06 UTC);

        assert_eq!(age_ms("2026-01-02T03:04:05.75Z", now), Some(250));
        assert_eq!(age_ms("2026-01-02T03:04:07Z", now), None);
        assert_eq!(age_ms("yesterday", now), None);
    }
}
