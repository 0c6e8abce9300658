//! What is put to the vote: the calendar's listings and events, and what stakers ask for.

use cosmwasm_std::{to_json_binary, Decimal, Uint128};
use mirror_protocol::gov::PollExecuteMsg;
use mirror_protocol::{airdrop, community, factory, mint};
use serde::Serialize;

use super::agenda::Errand;
use super::book::Kind;
use super::day::EARLY;
use super::world::{Person, World};
use super::SimulationError;
use crate::amounts::grouped;
use crate::plan::TradingDay;
use crate::scenario::{Event, EventKind, Vote};

/// Polls are created so much earlier than they would have to be.
const MARGIN: u64 = 86_400;

/// What a poll is to bring about. Assets are positions in `Scenario::assets`.
#[derive(Clone, Debug)]
pub(super) enum Aim {
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
    /// MIR of the community for somebody.
    Grant {
        amount: Uint128,
        recipient: Person,
    },
    /// All MIR that the community may grant at once, proposed before gov owns itself: it passes and
    /// stays without effect.
    ForestallGov,
    /// The operator registers the stages of the airdrop to LUNA stakers.
    LendAirdrop,
    /// What nobody claimed of the airdrop to UNI holders comes to the community.
    ClawBack,
}

impl Aim {
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

    /// Whether the last price counts, which then must be one of now.
    pub(super) fn needs_price(&self) -> bool {
        matches!(self, Self::Split { .. } | Self::Delist { .. })
    }
}

/// Something to vote on.
#[derive(Clone, Debug)]
pub(super) struct Motion {
    pub(super) aim: Aim,
    pub(super) vote: Vote,
    /// Executed no sooner.
    pub(super) takes_effect: u64,
    /// Whoever brings it; one of the delegates if nobody.
    pub(super) author: Option<Person>,
}

impl Motion {
    /// What everybody expects to pass.
    pub(super) fn usual(aim: Aim, takes_effect: u64) -> Self {
        Self {
            aim,
            vote: Vote {
                support: Decimal::percent(90),
                attention: Decimal::one(),
            },
            takes_effect,
            author: None,
        }
    }

    /// What nobody minds, and all would miss.
    pub(super) fn undisputed(aim: Aim) -> Self {
        let mut motion = Self::usual(aim, 0);
        motion.vote.support = Decimal::one();

        motion
    }

    /// Whether the scenario, not a staker, wants it.
    pub(super) fn is_planned(&self) -> bool {
        self.author.is_none()
    }
}

impl World<'_> {
    /// Notes the motions of the calendar so early that each can take effect on its day, or with the
    /// last prices before it where those count: in the morning of a session, or before the first
    /// one as late as that.
    pub(super) fn plan_motions(&mut self) {
        let mornings: Vec<u64> = self.plan.days.iter().map(morning).collect();
        for (day, morning) in mornings.iter().enumerate() {
            for (aim, vote) in self.aims(day) {
                let eve = day
                    .checked_sub(1)
                    .map(|eve| self.plan.days[eve].session.closes);
                let takes_effect = eve.filter(|_| aim.needs_price()).unwrap_or(*morning);
                let lead = self.lead(aim.kind());
                let in_time = mornings.partition_point(|other| other + lead <= takes_effect);
                let second = in_time.checked_sub(1).map(|day| mornings[day]);
                let mut motion = Motion::usual(aim, takes_effect);
                motion.vote = vote.unwrap_or(motion.vote);
                let latest = takes_effect.saturating_sub(lead).max(self.chain.now());
                self.bring(motion, second.unwrap_or(latest));
            }
        }
    }

    /// So long before it is to take effect a poll is created.
    fn lead(&self, kind: Kind) -> u64 {
        let governance = &self.scenario().governance;
        let shortest = match kind {
            Kind::Default => governance.shortest_seconds(),
            Kind::Execute | Kind::ExecuteCode => governance.shortest_execute_seconds(),
        };

        shortest + MARGIN
    }

    /// Notes a motion to be brought at a second.
    pub(super) fn bring(&mut self, motion: Motion, second: u64) {
        self.agenda
            .note(second, Errand::Propose(self.motions.len()));
        self.motions.push(motion);
    }

    /// Brings a motion at once.
    pub(super) fn bring_now(&mut self, motion: Motion) -> Result<(), SimulationError> {
        let number = self.motions.len();
        self.motions.push(motion);

        self.propose(number)
    }

    /// What is to take effect on a day. What is listed on the first needs no poll.
    fn aims(&self, day: usize) -> Vec<(Aim, Option<Vote>)> {
        let planned = &self.plan.days[day];
        let listings = planned.listings.iter().filter(|_| day > 0);
        let mut aims: Vec<_> = listings.map(|asset| (Aim::List(*asset), None)).collect();
        for event in &planned.events {
            aims.extend(self.aim_of(event));
        }

        aims
    }

    fn aim_of(&self, event: &Event) -> Option<(Aim, Option<Vote>)> {
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
                let aim = Aim::Split {
                    asset,
                    ratio,
                    burn_days,
                };
                Some((aim, None))
            }
            (EventKind::Delisting { burn_days, .. }, Some(asset)) => {
                let burn_days = *burn_days;
                Some((Aim::Delist { asset, burn_days }, None))
            }
            (
                EventKind::ParameterChange {
                    min_collateral_ratio,
                    auction_discount,
                    vote,
                    ..
                },
                Some(asset),
            ) => {
                let aim = Aim::Change {
                    asset,
                    min_collateral_ratio: *min_collateral_ratio,
                    auction_discount: *auction_discount,
                };
                Some((aim, Some(*vote)))
            }
            (EventKind::Grant { amount, vote }, _) => {
                let aim = Aim::Grant {
                    amount: *amount,
                    recipient: self.home.builder.clone(),
                };
                Some((aim, Some(*vote)))
            }
            _ => None,
        }
    }

    /// What a poll is to carry out, as things are now; nothing if there is nothing left to decide.
    pub(super) fn action_of(
        &self,
        motion: &Motion,
    ) -> Result<Option<PollExecuteMsg>, SimulationError> {
        let factory = self.home.factory.as_str();
        let action = match &motion.aim {
            Aim::List(asset) => action(factory, &self.whitelist(*asset, motion.takes_effect))?,
            Aim::Split { asset, .. } => {
                let Some(message) = self.migration(*asset) else {
                    return Ok(None);
                };
                action(factory, &message)?
            }
            Aim::Delist { asset, .. } => {
                let Some(asset) = self.priced(*asset) else {
                    return Ok(None);
                };
                let message = factory::ExecuteMsg::RevokeAsset {
                    asset_token: self.book.assets[asset].token_address.to_string(),
                    end_price: None,
                };
                action(factory, &message)?
            }
            Aim::Change {
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
                    contract_addr: self.home.mint.to_string(),
                    msg: to_json_binary(&change)?,
                };
                action(factory, &message)?
            }
            aim => return self.payment(aim),
        };

        Ok(Some(action))
    }

    fn payment(&self, aim: &Aim) -> Result<Option<PollExecuteMsg>, SimulationError> {
        Ok(match aim {
            Aim::Grant { amount, recipient } => {
                let message = community::ExecuteMsg::Spend {
                    recipient: recipient.address.to_string(),
                    amount: *amount,
                };
                Some(action(self.home.community.as_str(), &message)?)
            }
            Aim::ForestallGov => {
                let message = community::ExecuteMsg::Spend {
                    recipient: self.home.keeper.address.to_string(),
                    amount: self.book.spend_limit,
                };
                Some(action(self.home.community.as_str(), &message)?)
            }
            Aim::LendAirdrop => {
                let message = airdrop::ExecuteMsg::UpdateConfig {
                    owner: Some(self.home.operator.address.to_string()),
                };
                Some(action(self.home.airdrop.as_str(), &message)?)
            }
            Aim::ClawBack => {
                let message = airdrop::ExecuteMsg::Clawback {
                    stage: 1,
                    recipient: self.home.community.to_string(),
                };
                Some(action(self.home.uni_airdrop.as_str(), &message)?)
            }
            _ => None,
        })
    }

    /// Redeems an asset at its last price and lists its successor.
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
    pub(super) fn title_of(&self, aim: &Aim) -> String {
        let symbol = |asset: &usize| format!("m{}", self.scenario().assets[*asset].symbol);
        let whole = |amount: &Uint128| grouped(&(amount.u128() / 1_000_000).to_string());

        match aim {
            Aim::List(asset) if self.scenario().assets[*asset].pre_ipo.is_some() => {
                format!("List {} before its IPO", symbol(asset))
            }
            Aim::List(asset) => format!("List {}", symbol(asset)),
            Aim::Split { asset, ratio, .. } => {
                format!("Migrate {} for its split of {ratio}:1", symbol(asset))
            }
            Aim::Delist { asset, .. } => format!("Delist {}", symbol(asset)),
            Aim::Change { asset, .. } => format!("Change the terms of {}", symbol(asset)),
            Aim::Grant { amount, .. } => format!("Grant {} MIR", whole(amount)),
            Aim::ForestallGov => "Grant MIR before gov takes over".to_string(),
            Aim::LendAirdrop => "Lend the airdrop to its operator".to_string(),
            Aim::ClawBack => "Give unclaimed MIR to the community".to_string(),
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
