#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod airdrop_stages;
mod birth;
mod chain;
mod checks;
mod deployment;
mod faults;
mod hand_over;
mod inspection;
mod journal;
mod listing;
mod profile;
mod profile_file;
mod rights;
mod steps;
mod store;
mod upgrade;
mod verify;

pub use airdrop_stages::{planned_stages, PlannedStage};
pub use birth::{deploy, BirthError};
pub use chain::{Artifact, Chain, ContractInfo, Receipt, Settled, Transaction};
pub use deployment::{Codes, Contracts, Deployment, ListedAsset};
pub use faults::{Fault, ProfileFaults};
pub use hand_over::{hand_over, hand_over_steps, HandOverError, Loan, Obstacle, Stake};
pub use inspection::Difference;
pub use journal::{Entry, Journal, Progress, Stage};
pub use listing::{delay_collateral, list};
pub use profile::{
    Collateral, CollectorLimits, CommunityLimits, FixedDistribution, GovRules, Listing, Payment,
    Profile, Recipient, Release, Supply, Window,
};
pub use profile_file::{Names, LOCAL_PROFILE, STANDARD_PROFILE};
pub use rights::{rights, Rights};
pub use steps::StepError;
pub use store::OtherCode;
pub use upgrade::{
    codes_in_use, propose, store_changed, survey, Change, Maker, Migration, Poll, Proposed, Survey,
    UpgradeError, Way,
};
pub use verify::{readiness, verify, Belonging, Finding, Readiness, Report};
