//! A sample of every message that a contract takes, with who may send it.
//!
//! A test compares this with the message types: a new message without a sample fails. Other tests
//! send all samples, to see who is refused and what strangers can do while a protocol is deployed.

mod governance;
mod market;
mod message;
mod minting;
mod release;
mod scene;

pub use message::{Call, Door, Message, Sender, AMOUNT};
pub use scene::{Role, Scene};

impl Scene {
    /// Every message that the contracts of a role take.
    pub fn messages_of(&self, role: Role) -> Vec<Message> {
        match role {
            Role::Oracle => minting::oracle(self),
            Role::CollateralOracle => minting::collateral_oracle(self),
            Role::Mint => minting::mint(self),
            Role::Lock => minting::lock(self),
            // It can only be asked.
            Role::ShortReward => vec![],
            Role::Staking => release::staking(self),
            Role::Factory => release::factory(self),
            Role::Gov => governance::gov(self),
            Role::Collector => release::collector(self),
            Role::Community => governance::community(self),
            Role::AdminManager => governance::admin_manager(self),
            Role::Airdrop => release::airdrop(self),
            Role::LimitOrder => market::limit_order(self),
            Role::Pair => market::pair(self),
            Role::SwapFactory => market::swap_factory(self),
            Role::Router => market::router(self),
            Role::Token => market::token(self),
        }
    }

    /// Every message to every contract that exists, with its address. Those to a pair name its own two
    /// assets.
    pub fn messages(&self) -> Vec<(String, Message)> {
        let of_one = |(role, address): &(Role, String)| {
            let market = self.markets.iter().find(|market| market.pair == *address);
            let messages = match market {
                Some(market) => self.clone().speaking_of(market).messages_of(*role),
                None => self.messages_of(*role),
            };
            let address = address.clone();
            let sent = messages.into_iter();
            sent.map(move |message| (address.clone(), message))
        };
        self.contracts.iter().flat_map(of_one).collect()
    }
}
