//! What is put to the vote, and what it is to bring about.

use cosmwasm_std::{Decimal, Uint128};

use super::person::Person;
use crate::gov::Kind;
use crate::scenario::Vote;

/// What a poll is to bring about. Assets are positions in `Scenario::assets`.
#[derive(Clone, Debug)]
pub(super) enum Purpose {
    List(usize),
    Split {
        asset: usize,
        ratio: Decimal,
        burn_days: u32,
    },
    Delist {
        asset: usize,
        burn_days: u32,
    },
    Change {
        asset: usize,
        min_collateral_ratio: Option<Decimal>,
        auction_discount: Option<Decimal>,
    },
    /// A grant of the community's MIR.
    Grant {
        amount: Uint128,
        recipient: Person,
    },
    /// All MIR that the community may grant at once, proposed before gov owns itself: it passes and
    /// stays without effect.
    ForestallGov,
    /// Makes the operator the owner of the airdrop to LUNA stakers for a while, to register its stages.
    LendAirdrop,
    /// What nobody claimed of the airdrop to UNI holders comes to the community.
    ClawBack,
}

impl Purpose {
    /// By which kind of poll it is brought: a default one if it is on the list (gov.md section 4).
    pub(super) fn kind(&self) -> Kind {
        match self {
            // It names an owner, and owners choose code.
            Self::LendAirdrop => Kind::ExecuteCode,
            Self::ClawBack => Kind::Execute,
            Self::List(_)
            | Self::Split { .. }
            | Self::Delist { .. }
            | Self::Change { .. }
            | Self::Grant { .. }
            | Self::ForestallGov => Kind::Default,
        }
    }

    /// Whether it takes the last price, which has to be fresh then.
    pub(super) fn needs_price(&self) -> bool {
        matches!(self, Self::Split { .. } | Self::Delist { .. })
    }
}

/// Something to vote on.
#[derive(Clone, Debug)]
pub(super) struct Proposal {
    pub(super) purpose: Purpose,
    pub(super) vote: Vote,
    /// It is executed no earlier than at this second.
    pub(super) takes_effect: u64,
    /// Who creates the poll; none: one of the delegates.
    pub(super) author: Option<Person>,
}

impl Proposal {
    /// A proposal with the support that most have.
    pub(super) fn usual(purpose: Purpose, takes_effect: u64) -> Self {
        Self {
            purpose,
            vote: Vote {
                support: Decimal::percent(90),
                attention: Decimal::one(),
            },
            takes_effect,
            author: None,
        }
    }

    /// A proposal that everybody supports.
    pub(super) fn undisputed(purpose: Purpose) -> Self {
        let mut proposal = Self::usual(purpose, 0);
        proposal.vote.support = Decimal::one();

        proposal
    }

    /// Whether the scenario, not a staker, wants it.
    pub(super) fn is_planned(&self) -> bool {
        self.author.is_none()
    }
}
