#![doc = include_str!("../README.md")]

mod birth;
mod chain;
mod deployment;
mod listing;
mod profile;

pub use birth::{deploy, hand_over};
pub use chain::{Artifact, Chain, Receipt};
pub use deployment::{Codes, Contracts, Deployment, ListedAsset};
pub use listing::{list, pass};
pub use profile::{Collateral, FixedDistribution, Listing, Profile, Release, Roles};
