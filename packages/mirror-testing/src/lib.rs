#![doc = include_str!("../README.md")]
#![warn(missing_docs)]
// The harness is a test: what can not happen may panic, with the caller's line.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failing harness is a failing test"
)]

pub mod catalogue;
pub mod codes;
pub mod transactions;

mod actor;
mod address_book;
mod addresses;
mod call;
mod chain;
mod deployer;
mod governance;
mod market;
mod other_layout;
mod prices;
mod refusal;
mod tokens;
mod watched;
mod world;

pub use actor::{number, Actor};
pub use address_book::AddressBook;
pub use addresses::{Addresses, Listed};
pub use call::Call;
pub use chain::TestChain;
pub use deployer::{Deployer, Signed};
pub use governance::{Proposal, STAKE};
pub use market::Market;
pub use other_layout::pair_of_another_layout;
pub use refusal::{assert_attributes, assert_refused, attribute, attributes, pairs};
pub use watched::{Moment, Watched};
pub use world::{
    decimal, percent, plain_profile, standard_profile, usual_listing, usual_params, World, BASE,
    FORTUNE,
};
