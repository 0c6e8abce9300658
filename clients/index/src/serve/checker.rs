//! The task that compares the tables with the chain, for `/health`.
//!
//! Each round takes the supply of the next token, any position and the next stake from the tables, and asks
//! the contracts for the same at the height that the tables are at. So every token and every stake is
//! compared in turn, and a table that is wrong is found although nobody asked for the row.

use std::time::{Duration, Instant};

use cosmwasm_std::Uint128;
use mirror_chain::{ChainError, Node};
use mirror_protocol::{gov, mint, staking};
use terraswap::asset::AssetInfo;

use crate::store::questions::position::Position;
use crate::store::questions::samples::{samples, Samples, Stake, Turn};
use crate::store::questions::QuestionError;

use super::app::App;
use super::watched::{Heard, Sample};

/// The time between two rounds.
const ROUND: Duration = Duration::from_secs(5);

/// An odd number without small factors: consecutive heights choose positions far from each other.
const STRIDE: u64 = 0x9E37_79B9_7F4A_7C15;

/// Compares the tables with the chain.
pub struct Checker {
    app: App,
    node: Node,
    turn: Turn,
    staked: Option<Uint128>,
}

/// The rows that were compared in a round, and the block they were of.
type Compared = (Vec<Sample>, i64);

impl Checker {
    /// It tells the handlers of this app.
    pub fn new(app: &App, node: &Node) -> Self {
        Self {
            app: app.clone(),
            node: node.clone(),
            turn: Turn::default(),
            staked: None,
        }
    }

    /// Compare round by round, for ever.
    pub async fn run(mut self) {
        loop {
            self.round().await;
            tokio::time::sleep(ROUND).await;
        }
    }

    /// Compare once, and tell the handlers.
    pub async fn round(&mut self) {
        let head = self.node.carried_out().await;
        let head = head.map_err(|error| error.to_string());
        let compared = match &head {
            Ok(_) => self.compare().await,
            Err(_) => Ok(None),
        };
        if head.is_ok() {
            self.ask_staked().await;
        }
        let last = self.app.watched.last();
        let (compared, trouble) = match compared {
            Ok(compared) => (compared, None),
            Err(reason) => (None, Some(reason)),
        };
        // What was found before counts until something newer is.
        let (samples, samples_height) = match compared {
            Some((samples, height)) => (samples, Some(height)),
            None => last.map_or((vec![], None), |last| (last.samples, last.samples_height)),
        };
        self.app.watched.note(Heard {
            at: Instant::now(),
            head,
            staked: self.staked,
            samples,
            samples_height,
            trouble,
        });
    }

    async fn ask_staked(&mut self) {
        let question = gov::QueryMsg::State {};
        let answer = self.node.smart(&self.app.site.gov, &question).await;
        match answer {
            Ok(gov::StateResponse { total_staked, .. }) => self.staked = Some(total_staked),
            Err(error) => tracing::warn!(%error, "gov does not say what is staked"),
        }
    }

    /// `None` where there is nothing to compare yet.
    async fn compare(&mut self) -> Result<Option<Compared>, String> {
        let taken = match samples(&self.app.store, &self.turn).await {
            Ok(Some(taken)) => taken,
            Ok(None) | Err(QuestionError::NothingRead) => return Ok(None),
            Err(error) => {
                tracing::error!(%error, "no rows can be taken to compare them with the chain");
                return Err("the database does not answer; see the log".to_string());
            }
        };
        let height = taken.place.height;
        let next = next_turn(&self.turn, &taken);
        let node = self.node.at(height.unsigned_abs());
        match self.ask_all(&node, taken).await {
            Ok(samples) => {
                // What differs is compared again until it does not.
                if samples.iter().all(Sample::agrees) {
                    self.turn = next;
                }
                Ok(Some((samples, height)))
            }
            // The node keeps less history than the index is behind; the lag says so.
            Err(ChainError::NoHistory { .. }) => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }

    async fn ask_all(&self, node: &Node, taken: Samples) -> Result<Vec<Sample>, ChainError> {
        let mut samples = Vec::new();
        if let Some((token, index)) = taken.supply {
            let info = node.token_info(&token).await?;
            samples.push(Sample {
                what: format!("supply of {token}"),
                index,
                chain: info.total_supply.to_string(),
            });
        }
        if let Some(position) = taken.position {
            samples.push(Sample {
                what: format!("position {}", position.idx),
                index: told(&position),
                chain: self.position(node, position.idx).await?,
            });
        }
        if let Some(stake) = taken.stake {
            samples.push(Sample {
                what: format!(
                    "{} stake of {} in {}",
                    stake.kind, stake.account, stake.token
                ),
                chain: self.stake(node, &stake).await?,
                index: stake.amount,
            });
        }
        Ok(samples)
    }

    async fn position(&self, node: &Node, idx: i64) -> Result<String, ChainError> {
        let question = mint::QueryMsg::Position {
            position_idx: idx.unsigned_abs().into(),
        };
        let answer = node.smart(&self.app.site.mint, &question).await;
        match answer {
            Ok(mint::PositionResponse {
                asset, collateral, ..
            }) => Ok(owes(
                &asset.amount.to_string(),
                &name(asset.info),
                &collateral.amount.to_string(),
                &name(collateral.info),
            )),
            Err(ChainError::QueryRefused { log, .. }) if log.contains("not found") => {
                Ok(CLOSED.to_string())
            }
            Err(error) => Err(error),
        }
    }

    async fn stake(&self, node: &Node, stake: &Stake) -> Result<String, ChainError> {
        let question = staking::QueryMsg::RewardInfo {
            staker_addr: stake.account.clone(),
            asset_token: Some(stake.token.clone()),
        };
        let answer: staking::RewardInfoResponse =
            node.smart(&self.app.site.staking, &question).await?;
        let mut infos = answer.reward_infos.iter();
        let found = infos.find(|info| info.is_short == (stake.kind == "short"));
        Ok(found
            .map_or(Uint128::zero(), |info| info.bond_amount)
            .to_string())
    }
}

const CLOSED: &str = "closed";

fn told(position: &Position) -> String {
    if position.closed_height.is_some() {
        return CLOSED.to_string();
    }
    owes(
        &position.debt,
        &position.token,
        &position.amount,
        &position.collateral,
    )
}

fn owes(debt: &str, asset: &str, amount: &str, collateral: &str) -> String {
    format!("{debt} {asset} for {amount} {collateral}")
}

fn name(info: AssetInfo) -> String {
    match info {
        AssetInfo::Token { contract_addr } => contract_addr,
        AssetInfo::NativeToken { denom } => denom,
    }
}

/// Behind what was taken; the height chooses the next position.
fn next_turn(turn: &Turn, taken: &Samples) -> Turn {
    let stake = taken.stake.as_ref();
    Turn {
        token: taken
            .supply
            .as_ref()
            .map_or_else(String::new, |(token, _)| token.clone()),
        stake: stake.map_or_else(Default::default, |stake| {
            (
                stake.token.clone(),
                stake.account.clone(),
                stake.kind.clone(),
            )
        }),
        position: turn.position.wrapping_add(STRIDE),
    }
}
