//! The rules of governance and their bounds.

use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Decimal, Uint128};
use mirror_bytes::in_bytes;
use mirror_protocol::gov::{ConfigUpdate, InstantiateMsg, PollConfig};

use crate::error::ContractError;
use crate::keys;
use crate::kind::Kind;
use crate::poll::Rules;

/// For how long a passed poll may be executed by default: a week.
pub const USUAL_EXPIRATION_PERIOD: u64 = 604_800;

// The bounds of a configuration. A majority may choose bad rules, but no rules under which nobody
// can ever decide anything again.

/// The largest quorum and threshold, in percent. With a larger one a tenth of the stake could stop
/// every change for ever by not voting or by voting No.
pub const MOST_PERCENT: u64 = 90;
/// The largest deposit: 100,000 MIR, so that not only the richest can create polls.
pub const MOST_DEPOSIT: Uint128 = Uint128::new(100_000_000_000);
/// The longest period: 90 days. With a longer one gov could not react in time.
pub const MOST_PERIOD: u64 = 7_776_000;
/// The least gas limit of an action. A change of gov's own configuration takes less, so the limit
/// can always be raised again.
pub const LEAST_GAS: u64 = 500_000;
/// The largest minimum for the base of a quorum: one hundredth of all MIR there can be. So much can
/// be staked again whoever has left.
pub const MOST_QUORUM_BASE: Uint128 = Uint128::new(3_705_750_000_000);
/// The largest stake that the stakers' rewards may wait for: 100,000 MIR.
pub const MOST_MINIMUM_STAKE: Uint128 = Uint128::new(100_000_000_000);

/// For 30 days after gov became its own owner no migration ends early, so that new stakers have the
/// whole voting period.
pub const NO_EARLY_END: u64 = 2_592_000;

/// The rules that can be changed. Neither staking nor voting reads them.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The account that may change the rules.
    pub owner: CanonicalAddr,
    pub effective_delay: u64,
    pub default_poll_config: PollConfig,
    pub migration_poll_config: PollConfig,
    pub auth_admin_poll_config: PollConfig,
    pub execute_poll_config: PollConfig,
    /// The part of a reward that goes to the voters of polls in progress.
    pub voter_weight: Decimal,
    pub snapshot_period: u64,
    pub admin_manager: CanonicalAddr,
    /// How much gas a poll's action may use.
    pub poll_gas_limit: u64,
    pub expiration_period: u64,
    /// The part of No among Yes and No above which the deposit is lost.
    pub veto_threshold: Option<Decimal>,
    /// The least base of a quorum.
    pub minimum_quorum_base: Uint128,
    /// The stakers' rewards wait while less than this is staked.
    pub minimum_stake: Uint128,
    /// The lower bound of the voting, delay and expiration periods. It never changes.
    pub min_period: u64,
    /// The second in which gov became its own owner for the first time.
    pub self_governed_from: Option<u64>,
}

in_bytes!(Config {
    owner,
    effective_delay,
    default_poll_config,
    migration_poll_config,
    auth_admin_poll_config,
    execute_poll_config,
    voter_weight,
    snapshot_period,
    admin_manager,
    poll_gas_limit,
    expiration_period,
    veto_threshold,
    minimum_quorum_base,
    minimum_stake,
    min_period,
    self_governed_from
});

impl Config {
    /// The first configuration.
    pub fn new(api: &dyn Api, owner: &Addr, msg: InstantiateMsg) -> Result<Self, ContractError> {
        let execute_poll_config = msg.execute_poll_config;
        let config = Self {
            owner: api.addr_canonicalize(owner.as_str())?,
            effective_delay: msg.effective_delay,
            default_poll_config: msg.default_poll_config,
            migration_poll_config: msg.migration_poll_config,
            execute_poll_config: execute_poll_config
                .unwrap_or_else(|| msg.auth_admin_poll_config.clone()),
            auth_admin_poll_config: msg.auth_admin_poll_config,
            voter_weight: msg.voter_weight,
            snapshot_period: msg.snapshot_period,
            admin_manager: keys::account(api, &msg.admin_manager)?,
            poll_gas_limit: msg.poll_gas_limit,
            expiration_period: msg.expiration_period.unwrap_or(USUAL_EXPIRATION_PERIOD),
            veto_threshold: msg.veto_threshold,
            minimum_quorum_base: msg.minimum_quorum_base.unwrap_or_default(),
            minimum_stake: msg.minimum_stake.unwrap_or_default(),
            min_period: msg.min_period.unwrap_or(1),
            self_governed_from: None,
        };
        config.ensure_valid()?;
        Ok(config)
    }

    /// The configuration after an update.
    pub fn updated(self, api: &dyn Api, update: ConfigUpdate) -> Result<Self, ContractError> {
        let account = |address: Option<String>, present| {
            address.map_or(Ok(present), |address| keys::account(api, &address))
        };
        let [default, migration, auth_admin, execute] = [
            (update.default_poll_config, self.default_poll_config),
            (update.migration_poll_config, self.migration_poll_config),
            (update.auth_admin_poll_config, self.auth_admin_poll_config),
            (update.execute_poll_config, self.execute_poll_config),
        ]
        .map(|(given, present)| given.unwrap_or(present));
        let config = Self {
            owner: account(update.owner, self.owner)?,
            effective_delay: update.effective_delay.unwrap_or(self.effective_delay),
            default_poll_config: default,
            migration_poll_config: migration,
            auth_admin_poll_config: auth_admin,
            execute_poll_config: execute,
            voter_weight: update.voter_weight.unwrap_or(self.voter_weight),
            snapshot_period: update.snapshot_period.unwrap_or(self.snapshot_period),
            admin_manager: account(update.admin_manager, self.admin_manager)?,
            poll_gas_limit: update.poll_gas_limit.unwrap_or(self.poll_gas_limit),
            expiration_period: update.expiration_period.unwrap_or(self.expiration_period),
            veto_threshold: update.veto_threshold.or(self.veto_threshold),
            minimum_quorum_base: update
                .minimum_quorum_base
                .unwrap_or(self.minimum_quorum_base),
            minimum_stake: update.minimum_stake.unwrap_or(self.minimum_stake),
            min_period: self.min_period,
            self_governed_from: self.self_governed_from,
        };
        config.ensure_valid()?;
        Ok(config)
    }

    /// Refuse a sender who is not the owner.
    pub fn ensure_owner(&self, sender: &CanonicalAddr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }

    /// The deposit, voting period, quorum and threshold of polls of this kind.
    pub fn poll_config(&self, kind: Kind) -> PollConfig {
        match kind {
            Kind::Default => self.default_poll_config.clone(),
            Kind::Migration => self.migration_poll_config.clone(),
            Kind::AuthAdmin => self.auth_admin_poll_config.clone(),
            Kind::Execute => self.execute_poll_config.clone(),
            // A message that changes code needs the deposit, quorum and threshold of a migration,
            // but it does not end early.
            Kind::ExecuteCode => PollConfig {
                voting_period: self.execute_poll_config.voting_period,
                ..self.migration_poll_config.clone()
            },
        }
    }

    /// The rules that a poll of this kind, created now, keeps for ever.
    pub fn rules(&self, kind: Kind) -> Rules {
        let poll_config = self.poll_config(kind);
        Rules {
            voting_period: poll_config.voting_period,
            snapshot_period: self.snapshot_period,
            effective_delay: self.effective_delay,
            expiration_period: self.expiration_period,
            quorum: poll_config.quorum,
            threshold: poll_config.threshold,
            veto_threshold: self.veto_threshold,
            minimum_quorum_base: self.minimum_quorum_base,
        }
    }

    /// Refuse to execute a poll that was created before gov owned itself, or in the same second.
    /// Otherwise whoever stakes first could decide alone and have it executed once gov owns
    /// everything.
    pub fn ensure_self_governed(&self, start_time: u64) -> Result<(), ContractError> {
        match self.self_governed_from {
            Some(self_governed_from) if start_time <= self_governed_from => {
                Err(ContractError::BeforeSelfGovernment {
                    start_time,
                    self_governed_from,
                })
            }
            _ => Ok(()),
        }
    }

    /// The first second in which a migration may end before its voting period is over.
    pub fn first_early_end(&self) -> u64 {
        self.self_governed_from
            .map_or(0, |from| from.saturating_add(NO_EARLY_END))
    }

    /// Note when gov became its own owner. This is done once, by the first such change: others rely
    /// on what was decided since then.
    pub fn note_self_government(&mut self, gov: &CanonicalAddr, now: u64) {
        if self.owner == *gov {
            self.self_governed_from.get_or_insert(now);
        }
    }

    fn ensure_valid(&self) -> Result<(), ContractError> {
        let min_period = self.min_period;
        ensure!(
            (1..=MOST_PERIOD).contains(&min_period),
            ContractError::MinPeriodOutOfRange { min_period }
        );
        for poll_config in [
            &self.default_poll_config,
            &self.migration_poll_config,
            &self.auth_admin_poll_config,
            &self.execute_poll_config,
        ] {
            self.ensure_poll_config(poll_config)?;
        }
        let voter_weight = self.voter_weight;
        ensure!(
            voter_weight < Decimal::one(),
            ContractError::VoterWeightTooLarge { voter_weight }
        );
        self.ensure_period("effective_delay", self.effective_delay)?;
        self.ensure_period("expiration_period", self.expiration_period)?;
        let poll_gas_limit = self.poll_gas_limit;
        ensure!(
            poll_gas_limit >= LEAST_GAS,
            ContractError::NotEnoughGasForPolls { poll_gas_limit }
        );
        if let Some(veto_threshold) = self.veto_threshold {
            let is_valid = (Decimal::percent(50)..=Decimal::one()).contains(&veto_threshold);
            ensure!(
                is_valid,
                ContractError::VetoThresholdOutOfRange { veto_threshold }
            );
        }
        let minimum_quorum_base = self.minimum_quorum_base;
        ensure!(
            minimum_quorum_base <= MOST_QUORUM_BASE,
            ContractError::QuorumBaseTooLarge {
                minimum_quorum_base
            }
        );
        let minimum_stake = self.minimum_stake;
        ensure!(
            minimum_stake <= MOST_MINIMUM_STAKE,
            ContractError::MinimumStakeTooLarge { minimum_stake }
        );
        Ok(())
    }

    fn ensure_poll_config(&self, rules: &PollConfig) -> Result<(), ContractError> {
        let most = Decimal::percent(MOST_PERCENT);
        let (quorum, threshold) = (rules.quorum, rules.threshold);
        ensure!(
            !quorum.is_zero() && quorum <= most,
            ContractError::QuorumOutOfRange { quorum }
        );
        ensure!(
            (Decimal::percent(50)..=most).contains(&threshold),
            ContractError::ThresholdOutOfRange { threshold }
        );
        let proposal_deposit = rules.proposal_deposit;
        ensure!(
            proposal_deposit <= MOST_DEPOSIT,
            ContractError::DepositTooLarge { proposal_deposit }
        );
        let (snapshot_period, voting_period) = (self.snapshot_period, rules.voting_period);
        self.ensure_period("voting_period", voting_period)?;
        ensure!(
            snapshot_period < voting_period,
            ContractError::SnapshotPeriodTooLong {
                snapshot_period,
                voting_period
            }
        );
        Ok(())
    }

    fn ensure_period(&self, period: &'static str, seconds: u64) -> Result<(), ContractError> {
        let least = self.min_period;
        ensure!(
            (least..=MOST_PERIOD).contains(&seconds),
            ContractError::PeriodOutOfRange {
                period,
                seconds,
                least
            }
        );
        Ok(())
    }
}
