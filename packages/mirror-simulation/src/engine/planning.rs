//! Which polls the calendar asks for, when each is created, and what each carries out.

use cosmwasm_std::{to_json_binary, Uint128};
use mirror_protocol::gov::PollExecuteMsg;
use mirror_protocol::{airdrop, community, factory, mint};
use serde::Serialize;

use super::day::EARLY;
use super::proposals::{Proposal, Purpose};
use super::tasks::Task;
use super::world::World;
use crate::amounts::grouped;
use crate::error::SimulationError;
use crate::gov::Kind;
use crate::plan::TradingDay;
use crate::scenario::{Event, EventKind, Vote};

/// Polls are created so many seconds earlier than necessary.
const MARGIN: u64 = 86_400;

impl World<'_> {
    /// Notes the proposals of the calendar so early that each can take effect on its day, or with the
    /// last prices before it where those count: in the morning of a session, or before the first
    /// one as late as that.
    pub(super) fn plan_proposals(&mut self) {
        let mornings: Vec<u64> = self.plan.days.iter().map(morning).collect();
        for (day, morning) in mornings.iter().enumerate() {
            for (purpose, vote) in self.purposes(day) {
                let eve = day
                    .checked_sub(1)
                    .map(|eve| self.plan.days[eve].session.closes);
                let takes_effect = eve.filter(|_| purpose.needs_price()).unwrap_or(*morning);
                let lead = self.lead(purpose.kind());
                let in_time = mornings.partition_point(|other| other + lead <= takes_effect);
                let second = in_time.checked_sub(1).map(|day| mornings[day]);
                let mut proposal = Proposal::usual(purpose, takes_effect);
                proposal.vote = vote.unwrap_or(proposal.vote);
                let latest = takes_effect.saturating_sub(lead).max(self.chain.now());
                self.schedule(proposal, second.unwrap_or(latest));
            }
        }
    }

    /// How long before it takes effect a poll is created, at least.
    fn lead(&self, kind: Kind) -> u64 {
        let governance = &self.scenario().governance;
        let shortest = match kind {
            Kind::Default => governance.shortest_seconds(),
            _ => governance.shortest_execute_seconds(),
        };

        shortest + MARGIN
    }

    /// Has the poll of a proposal created at a second.
    pub(super) fn schedule(&mut self, proposal: Proposal, second: u64) {
        self.tasks.add(second, Task::Propose(self.proposals.len()));
        self.proposals.push(proposal);
    }

    /// Creates the poll of a proposal at once.
    pub(super) fn propose_now(&mut self, proposal: Proposal) -> Result<(), SimulationError> {
        let number = self.proposals.len();
        self.proposals.push(proposal);

        self.propose(number)
    }

    /// What polls are to bring about on a day. What is listed on the first day needs none.
    fn purposes(&self, day: usize) -> Vec<(Purpose, Option<Vote>)> {
        let planned = &self.plan.days[day];
        let listings = planned.listings.iter().filter(|_| day > 0);
        let mut purposes: Vec<_> = listings
            .map(|asset| (Purpose::List(*asset), None))
            .collect();
        for event in &planned.events {
            purposes.extend(self.purpose_of(event));
        }

        purposes
    }

    fn purpose_of(&self, event: &Event) -> Option<(Purpose, Option<Vote>)> {
        let asset = event.kind.asset().and_then(|symbol| {
            let mut assets = self.scenario().assets.iter();
            assets.position(|asset| asset.symbol == symbol)
        });

        match (&event.kind, asset) {
            (
                EventKind::Split {
                    ratio, burn_days, ..
                },
                Some(asset),
            ) => {
                let (ratio, burn_days) = (*ratio, *burn_days);
                let purpose = Purpose::Split {
                    asset,
                    ratio,
                    burn_days,
                };
                Some((purpose, None))
            }
            (EventKind::Delisting { burn_days, .. }, Some(asset)) => {
                let burn_days = *burn_days;
                Some((Purpose::Delist { asset, burn_days }, None))
            }
            (
                EventKind::ParameterChange {
                    min_collateral_ratio,
                    auction_discount,
                    ..
                },
                Some(asset),
            ) => {
                let purpose = Purpose::Change {
                    asset,
                    min_collateral_ratio: *min_collateral_ratio,
                    auction_discount: *auction_discount,
                };
                Some((purpose, event.kind.vote()))
            }
            (EventKind::Grant { amount, .. }, _) => {
                let purpose = Purpose::Grant {
                    amount: *amount,
                    recipient: self.people.builder.clone(),
                };
                Some((purpose, event.kind.vote()))
            }
            _ => None,
        }
    }

    /// What a poll is to carry out, as things are now; nothing if there is nothing left to decide.
    pub(super) fn action_of(
        &self,
        proposal: &Proposal,
    ) -> Result<Option<PollExecuteMsg>, SimulationError> {
        let factory = self.at.factory.as_str();
        let action = match &proposal.purpose {
            Purpose::List(asset) => {
                action(factory, &self.whitelist(*asset, proposal.takes_effect))?
            }
            Purpose::Split { asset, .. } => {
                let Some(message) = self.migration(*asset) else {
                    return Ok(None);
                };
                action(factory, &message)?
            }
            Purpose::Delist { asset, .. } => {
                let Some(asset) = self.priced(*asset) else {
                    return Ok(None);
                };
                let message = factory::ExecuteMsg::RevokeAsset {
                    asset_token: self.book.assets[asset].token_address.to_string(),
                    end_price: None,
                };
                action(factory, &message)?
            }
            Purpose::Change {
                asset,
                min_collateral_ratio,
                auction_discount,
            } => {
                let Some(asset) = self.book.present(*asset) else {
                    return Ok(None);
                };
                let change = mint::ExecuteMsg::UpdateAsset {
                    asset_token: self.book.assets[asset].token_address.to_string(),
                    auction_discount: *auction_discount,
                    min_collateral_ratio: *min_collateral_ratio,
                    ipo_params: None,
                    debt_cap: None,
                };
                let message = factory::ExecuteMsg::PassCommand {
                    contract_addr: self.at.mint.to_string(),
                    msg: to_json_binary(&change)?,
                };
                action(factory, &message)?
            }
            purpose => return self.payment(purpose),
        };

        Ok(Some(action))
    }

    fn payment(&self, purpose: &Purpose) -> Result<Option<PollExecuteMsg>, SimulationError> {
        Ok(match purpose {
            Purpose::Grant { amount, recipient } => {
                let message = community::ExecuteMsg::Spend {
                    recipient: recipient.address.to_string(),
                    amount: *amount,
                };
                Some(action(self.at.community.as_str(), &message)?)
            }
            Purpose::ForestallGov => {
                let message = community::ExecuteMsg::Spend {
                    recipient: self.people.keeper.address.to_string(),
                    amount: self.book.spend_limit,
                };
                Some(action(self.at.community.as_str(), &message)?)
            }
            Purpose::LendAirdrop => {
                let message = airdrop::ExecuteMsg::UpdateConfig {
                    owner: Some(self.people.operator.address.to_string()),
                };
                Some(action(self.at.airdrop.as_str(), &message)?)
            }
            Purpose::ClawBack => {
                let message = airdrop::ExecuteMsg::Clawback {
                    stage: 1,
                    recipient: self.at.community.to_string(),
                };
                Some(action(self.at.uni_airdrop.as_str(), &message)?)
            }
            _ => None,
        })
    }

    /// The message that redeems an asset at its last price and lists its successor.
    fn migration(&self, asset: usize) -> Option<factory::ExecuteMsg> {
        let old = &self.book.assets[self.priced(asset)?];

        Some(factory::ExecuteMsg::MigrateAsset {
            name: None,
            symbol: None,
            from_token: old.token_address.to_string(),
            end_price: None,
            oracle_feeder: None,
        })
    }

    /// The title of a poll.
    pub(super) fn title_of(&self, purpose: &Purpose) -> String {
        let symbol = |asset: &usize| format!("m{}", self.scenario().assets[*asset].symbol);
        let whole = |amount: &Uint128| grouped(amount.u128() / 1_000_000);

        match purpose {
            Purpose::List(asset) if self.scenario().assets[*asset].pre_ipo.is_some() => {
                format!("List {} before its IPO", symbol(asset))
            }
            Purpose::List(asset) => format!("List {}", symbol(asset)),
            Purpose::Split { asset, ratio, .. } => {
                format!("Migrate {} for its split of {ratio}:1", symbol(asset))
            }
            Purpose::Delist { asset, .. } => format!("Delist {}", symbol(asset)),
            Purpose::Change { asset, .. } => format!("Change the terms of {}", symbol(asset)),
            Purpose::Grant { amount, .. } => format!("Grant {} MIR", whole(amount)),
            Purpose::ForestallGov => "Grant MIR before gov takes over".to_string(),
            Purpose::LendAirdrop => "Lend the airdrop to its operator".to_string(),
            Purpose::ClawBack => "Give unclaimed MIR to the community".to_string(),
        }
    }

    /// An asset that is traded and has a price: without one it cannot be redeemed.
    pub(super) fn priced(&self, plan: usize) -> Option<usize> {
        let asset = self.book.present(plan)?;
        let listed = &self.book.assets[asset];

        (listed.is_live() && listed.price().is_some()).then_some(asset)
    }
}

/// When what the calendar plans for a day takes effect.
fn morning(day: &TradingDay) -> u64 {
    day.session.opens.saturating_sub(EARLY)
}

fn action(contract: &str, message: &impl Serialize) -> Result<PollExecuteMsg, SimulationError> {
    Ok(PollExecuteMsg {
        contract: contract.to_string(),
        msg: to_json_binary(message)?,
    })
}
