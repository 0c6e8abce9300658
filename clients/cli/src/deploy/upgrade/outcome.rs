//! What an upgrade came to.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use mirror_deploy::{Artifact, Poll, Proposed, Survey};
use serde::Serialize;

/// What an upgrade came to.
pub(super) struct Outcome {
    pub(super) survey: Survey,
    pub(super) codes: BTreeMap<Artifact, u64>,
    pub(super) polls: Vec<Draft>,
    pub(super) proposed: Vec<Proposed>,
    /// Whether the deployment file names other codes now.
    pub(super) is_noted: bool,
}

/// A poll, with what it costs to propose it now.
#[derive(Serialize)]
pub(super) struct Draft {
    #[serde(flatten)]
    pub(super) poll: Poll,
    /// In micro MIR.
    pub(super) deposit: Uint128,
}

impl Outcome {
    /// One that has proposed nothing.
    pub(super) fn without_polls(
        survey: Survey,
        codes: BTreeMap<Artifact, u64>,
        is_noted: bool,
    ) -> Self {
        Self {
            survey,
            codes,
            polls: vec![],
            proposed: vec![],
            is_noted,
        }
    }
}
