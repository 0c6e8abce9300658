//! Where the nodes listen.

use serde::{Deserialize, Serialize};

use super::fault::Fault;

/// As many as one machine runs side by side.
pub(super) const MOST_VALIDATORS: u16 = 10;

const RPC: u16 = 26_657;
const REST: u16 = 1_317;
const GRPC: u16 = 9_090;
const P2P: u16 = 16_656;

/// The ports of one node, all on loopback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ports {
    /// CometBFT's RPC.
    pub(super) rpc: u16,
    /// The LCD, that is REST.
    pub(super) rest: u16,
    /// gRPC.
    pub(super) grpc: u16,
    /// What the nodes speak to each other by.
    pub(super) p2p: u16,
}

impl Ports {
    /// The ports of a node by its number.
    pub(super) fn of(node: u16, offset: Offset) -> Self {
        let shift = node + offset.0;
        Self {
            rpc: RPC + shift,
            rest: REST + shift,
            grpc: GRPC + shift,
            p2p: P2P + shift,
        }
    }

    /// Each port with what it is for.
    pub(super) fn named(&self) -> [(&'static str, u16); 4] {
        [
            ("RPC", self.rpc),
            ("LCD", self.rest),
            ("gRPC", self.grpc),
            ("p2p", self.p2p),
        ]
    }

    /// Where to send requests of CometBFT's RPC.
    pub(super) fn rpc_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.rpc)
    }

    /// Where to send requests of the LCD.
    pub(super) fn rest_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.rest)
    }
}

/// What is added to every port, so that a second network runs beside the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Offset(u16);

impl Offset {
    /// The largest with room for every node: the RPC has the highest port.
    pub(super) const MOST: u16 = u16::MAX - RPC - (MOST_VALIDATORS - 1);

    pub(super) fn new(given: u64) -> Result<Self, Fault> {
        match u16::try_from(given) {
            Ok(offset) if offset <= Self::MOST => Ok(Self(offset)),
            _ => Err(Fault::PortOffset {
                given,
                most: Self::MOST,
            }),
        }
    }

    pub(super) fn get(self) -> u16 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_first_node_listens_where_every_client_looks() {
        let ports = Ports::of(0, Offset::new(0).unwrap());

        assert_eq!(
            ports.named(),
            [
                ("RPC", 26657),
                ("LCD", 1317),
                ("gRPC", 9090),
                ("p2p", 16656)
            ]
        );
        assert_eq!(ports.rpc_url(), "http://127.0.0.1:26657");
        assert_eq!(ports.rest_url(), "http://127.0.0.1:1317");
    }

    #[test]
    fn no_two_nodes_of_a_network_share_a_port() {
        let offset = Offset::new(100).unwrap();
        let ports: BTreeSet<u16> = (0..MOST_VALIDATORS)
            .flat_map(|node| Ports::of(node, offset).named())
            .map(|(_, port)| port)
            .collect();

        assert_eq!(ports.len(), 4 * usize::from(MOST_VALIDATORS));
        assert!(ports.contains(&26_757) && ports.contains(&1_426));
    }

    #[test]
    fn the_last_node_at_the_largest_offset_has_the_last_port() {
        let largest = Offset::new(38_869).unwrap();

        assert_eq!(Ports::of(9, largest).rpc, 65_535);
        assert!(matches!(
            Offset::new(38_870),
            Err(Fault::PortOffset {
                given: 38_870,
                most: 38_869
            })
        ));
        assert!(Offset::new(1 << 40).is_err());
    }
}
