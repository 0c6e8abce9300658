//! Whether gov may take over, as far as the chain can show it.

use cosmwasm_std::Uint128;
use cw20::{Cw20QueryMsg, MinterResponse, TokenInfoResponse};
use mirror_protocol::gov::{QueryMsg, SharesResponse, StateResponse};
use mirror_protocol::paging::OrderBy;
use serde::Serialize;
use thiserror::Error;

use crate::chain::Chain;
use crate::deployment::Deployment;

/// The longest page of gov's list.
const PAGE: u32 = 30;

/// How many pages are read at most: 120,000 holders. Somebody who creates more of them, with a tiny
/// stake each, can delay a hand-over, but only until holders are no longer counted after 30 days.
const MOST_PAGES: u32 = 4_000;

/// The part of all MIR that can exist which has to be staked: one of so many.
const PART_OF_CAP: Uint128 = Uint128::new(100);

/// The largest part of the stake that one holder may have: one of so many.
const FEWEST_HOLDERS: u128 = 3;

/// After so many seconds of enough stake holders are no longer counted, as one large holder could
/// prevent a hand-over for ever.
const PATIENCE: u64 = 2_592_000;

/// Something that has to change before gov may take over.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Obstacle {
    /// Have more MIR staked.
    #[error("{staked} micro MIR are staked of {least} that have to be: have holders stake")]
    TooLittleStaked {
        /// The MIR that is staked.
        staked: Uint128,
        /// The MIR that has to be staked.
        least: Uint128,
    },

    /// Have others stake, or wait.
    #[error("{holders} accounts stake, less than three: have others stake")]
    TooFewHolders {
        /// How many there are.
        holders: u128,
    },

    /// Have others stake, or wait.
    #[error(
        "{staker} holds {share} of {total_share} shares, more than a third: have others stake"
    )]
    TooLargeHolder {
        /// The holder.
        staker: String,
        /// His part of the stake.
        share: Uint128,
        /// The whole stake.
        total_share: Uint128,
    },

    /// Wait until enough has been staked for 30 days.
    #[error("after {holders} holders with {counted} of {total_share} shares it is not shown that none has more than a third: wait until enough has been staked for 30 days")]
    TooManyHolders {
        /// How many were counted.
        holders: u128,
        /// The stake of those counted.
        counted: Uint128,
        /// The whole stake of everybody.
        total_share: Uint128,
    },
}

/// The stake in gov, as far as it says whether gov may take over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stake {
    /// The micro MIR that are staked.
    pub staked: Uint128,
    /// The micro MIR that have to be.
    pub least: Uint128,
    /// Since when enough has been staked without a break, in UNIX seconds.
    pub staked_since: Option<u64>,
    /// After 30 days of it holders are not counted any more.
    pub is_old: bool,
    /// The holders who were counted. It ends where nobody unseen can have more than a third.
    pub holders: u128,
    /// The largest of those who were counted, with his shares.
    pub largest: Option<(String, Uint128)>,
    /// All shares. A thousand of them belong to nobody.
    pub total_share: Uint128,
}

/// How far gov is, and everything that keeps it from taking over. Open polls do not: those with an
/// action can never be executed.
pub(crate) fn stake<C: Chain>(
    chain: &mut C,
    deployment: &Deployment,
    least_stake: Uint128,
) -> Result<(Stake, Vec<Obstacle>), C::Error> {
    let gov = &deployment.contracts.gov;
    let mut obstacles = vec![];

    let state: StateResponse = chain.query(gov, &QueryMsg::State {})?;
    let least = least_stake.max(part_of_cap(chain, &deployment.mirror_token)?);
    let (staked, total_share) = (state.total_staked, state.total_share);
    if staked < least {
        obstacles.push(Obstacle::TooLittleStaked { staked, least });
    }
    let now = chain.now()?;
    let since = state.staked_since;
    let is_old = since.is_some_and(|since| now.saturating_sub(since) >= PATIENCE);
    let mut stake = Stake {
        staked,
        least,
        staked_since: since,
        is_old,
        holders: 0,
        largest: None,
        total_share,
    };
    if !is_old {
        let crowd = Crowd::count(chain, gov, total_share)?;
        stake.holders = crowd.holders;
        stake.largest = crowd.largest.clone();
        obstacles.extend(crowd.obstacles());
    }
    Ok((stake, obstacles))
}

/// A hundredth of all MIR that can ever exist, rounded up. Without a minter that is what exists now.
fn part_of_cap<C: Chain>(chain: &mut C, mirror_token: &str) -> Result<Uint128, C::Error> {
    let minter: Option<MinterResponse> = chain.query(mirror_token, &Cw20QueryMsg::Minter {})?;
    let cap = match minter.and_then(|minter| minter.cap) {
        Some(cap) => cap,
        None => {
            let info: TokenInfoResponse = chain.query(mirror_token, &Cw20QueryMsg::TokenInfo {})?;
            info.total_supply
        }
    };
    let rounded = cap
        .saturating_add(PART_OF_CAP)
        .saturating_sub(Uint128::one());
    Ok(rounded.checked_div(PART_OF_CAP).unwrap_or(cap))
}

/// The holders of stake, counted as far as needed.
struct Crowd {
    holders: u128,
    counted: Uint128,
    total_share: Uint128,
    /// The holder who has more than a third of all shares. A thousand shares belong to nobody; they
    /// count, as a vote is measured against all.
    large: Vec<(String, Uint128)>,
    largest: Option<(String, Uint128)>,
    is_shown: bool,
}

impl Crowd {
    /// Read holders until nobody who was not read can have more than a third.
    fn count<C: Chain>(chain: &mut C, gov: &str, total_share: Uint128) -> Result<Self, C::Error> {
        let mut crowd = Self {
            holders: 0,
            counted: Uint128::zero(),
            total_share,
            large: vec![],
            largest: None,
            is_shown: false,
        };
        let mut start_after = None;
        for _ in 0..MOST_PAGES {
            let question = QueryMsg::Shares {
                start_after,
                limit: Some(PAGE),
                order_by: Some(OrderBy::Asc),
            };
            let page: SharesResponse = chain.query(gov, &question)?;
            start_after = page.stakers.last().map(|holder| holder.staker.clone());
            for holder in page.stakers {
                crowd.meet(holder.staker, holder.share);
            }
            let unseen = total_share.saturating_sub(crowd.counted);
            let is_enough = crowd.holders >= FEWEST_HOLDERS && !crowd.is_large(unseen);
            if is_enough || start_after.is_none() {
                crowd.is_shown = true;
                return Ok(crowd);
            }
        }
        Ok(crowd)
    }

    fn meet(&mut self, staker: String, share: Uint128) {
        self.holders = self.holders.saturating_add(1);
        self.counted = self.counted.saturating_add(share);
        if self
            .largest
            .as_ref()
            .is_none_or(|largest| share > largest.1)
        {
            self.largest = Some((staker.clone(), share));
        }
        if self.is_large(share) {
            self.large.push((staker, share));
        }
    }

    fn is_large(&self, share: Uint128) -> bool {
        share.full_mul(FEWEST_HOLDERS) > self.total_share.into()
    }

    fn obstacles(self) -> Vec<Obstacle> {
        let (holders, total_share) = (self.holders, self.total_share);
        let mut obstacles = vec![];
        if holders < FEWEST_HOLDERS {
            obstacles.push(Obstacle::TooFewHolders { holders });
        }
        obstacles.extend(
            self.large
                .into_iter()
                .map(|(staker, share)| Obstacle::TooLargeHolder {
                    staker,
                    share,
                    total_share,
                }),
        );
        if !self.is_shown {
            obstacles.push(Obstacle::TooManyHolders {
                holders,
                counted: self.counted,
                total_share,
            });
        }
        obstacles
    }
}
