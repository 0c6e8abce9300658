//! The rules of governance, and what they may be.

use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Decimal};
use mirror_bytes::{Bytes, BytesError};
use mirror_protocol::gov::{ConfigUpdate, InstantiateMsg, PollConfig};

use crate::error::ContractError;
use crate::keys;
use crate::poll::{Kind, Rules};

/// How long a passed poll may be executed unless told: a week.
pub const USUAL_EXPIRATION_PERIOD: u64 = 604_800;

/// What may be changed. Neither staking nor voting reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Who changes it.
    pub owner: CanonicalAddr,
    pub effective_delay: u64,
    pub default_poll_config: PollConfig,
    pub migration_poll_config: PollConfig,
    pub auth_admin_poll_config: PollConfig,
    /// The part of a reward for the voters of polls in progress.
    pub voter_weight: Decimal,
    pub snapshot_period: u64,
    pub admin_manager: CanonicalAddr,
    /// What a poll's action may use.
    pub poll_gas_limit: u64,
    pub expiration_period: u64,
    /// The part of No above which the deposit is lost.
    pub veto_threshold: Option<Decimal>,
}

impl Config {
    /// The first configuration.
    pub fn new(api: &dyn Api, owner: &Addr, msg: InstantiateMsg) -> Result<Self, ContractError> {
        let config = Self {
            owner: api.addr_canonicalize(owner.as_str())?,
            effective_delay: msg.effective_delay,
            default_poll_config: msg.default_poll_config,
            migration_poll_config: msg.migration_poll_config,
            auth_admin_poll_config: msg.auth_admin_poll_config,
            voter_weight: msg.voter_weight,
            snapshot_period: msg.snapshot_period,
            admin_manager: keys::account(api, &msg.admin_manager)?,
            poll_gas_limit: msg.poll_gas_limit,
            expiration_period: msg.expiration_period.unwrap_or(USUAL_EXPIRATION_PERIOD),
            veto_threshold: msg.veto_threshold,
        };
        config.ensure_valid()?;
        Ok(config)
    }

    /// The configuration with what an update names.
    pub fn updated(self, api: &dyn Api, update: ConfigUpdate) -> Result<Self, ContractError> {
        let account = |address: Option<String>, present| {
            address.map_or(Ok(present), |address| keys::account(api, &address))
        };
        let config = Self {
            owner: account(update.owner, self.owner)?,
            effective_delay: update.effective_delay.unwrap_or(self.effective_delay),
            default_poll_config: update
                .default_poll_config
                .unwrap_or(self.default_poll_config),
            migration_poll_config: update
                .migration_poll_config
                .unwrap_or(self.migration_poll_config),
            auth_admin_poll_config: update
                .auth_admin_poll_config
                .unwrap_or(self.auth_admin_poll_config),
            voter_weight: update.voter_weight.unwrap_or(self.voter_weight),
            snapshot_period: update.snapshot_period.unwrap_or(self.snapshot_period),
            admin_manager: account(update.admin_manager, self.admin_manager)?,
            poll_gas_limit: update.poll_gas_limit.unwrap_or(self.poll_gas_limit),
            expiration_period: update.expiration_period.unwrap_or(self.expiration_period),
            veto_threshold: update.veto_threshold.or(self.veto_threshold),
        };
        config.ensure_valid()?;
        Ok(config)
    }

    /// Refuse everybody but the owner.
    pub fn ensure_owner(&self, sender: &CanonicalAddr) -> Result<(), ContractError> {
        ensure!(self.owner == *sender, ContractError::Unauthorized {});
        Ok(())
    }

    /// What the creator of a poll of this kind deposits, how long it is open, and what it takes.
    pub fn poll_config(&self, kind: Kind) -> &PollConfig {
        match kind {
            Kind::Default => &self.default_poll_config,
            Kind::Migration => &self.migration_poll_config,
            Kind::AuthAdmin => &self.auth_admin_poll_config,
        }
    }

    /// The rules a poll that is created now keeps for life.
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
        }
    }

    fn ensure_valid(&self) -> Result<(), ContractError> {
        let kinds = [
            &self.default_poll_config,
            &self.migration_poll_config,
            &self.auth_admin_poll_config,
        ];
        let (zero, half, one) = (Decimal::zero(), Decimal::percent(50), Decimal::one());

        for quorum in kinds.map(|kind| kind.quorum) {
            let is_valid = zero < quorum && quorum <= one;
            ensure!(is_valid, ContractError::QuorumOutOfRange { quorum });
        }
        for threshold in kinds.map(|kind| kind.threshold) {
            let is_valid = half <= threshold && threshold < one;
            ensure!(is_valid, ContractError::ThresholdOutOfRange { threshold });
        }
        for voting_period in kinds.map(|kind| kind.voting_period) {
            ensure!(voting_period > 0, ContractError::NoVotingPeriod {});
        }
        for voting_period in kinds.map(|kind| kind.voting_period) {
            let snapshot_period = self.snapshot_period;
            ensure!(
                snapshot_period < voting_period,
                ContractError::SnapshotPeriodTooLong {
                    snapshot_period,
                    voting_period
                }
            );
        }
        let voter_weight = self.voter_weight;
        ensure!(
            voter_weight < one,
            ContractError::VoterWeightTooLarge { voter_weight }
        );
        ensure!(self.effective_delay > 0, ContractError::NoEffectiveDelay {});
        ensure!(self.poll_gas_limit > 0, ContractError::NoGasForPolls {});
        if let Some(veto_threshold) = self.veto_threshold {
            let is_valid = half <= veto_threshold && veto_threshold <= one;
            ensure!(
                is_valid,
                ContractError::VetoThresholdOutOfRange { veto_threshold }
            );
        }
        Ok(())
    }
}

impl Bytes for Config {
    fn write(&self, out: &mut Vec<u8>) {
        self.owner.write(out);
        self.effective_delay.write(out);
        write_rules(&self.default_poll_config, out);
        write_rules(&self.migration_poll_config, out);
        write_rules(&self.auth_admin_poll_config, out);
        self.voter_weight.write(out);
        self.snapshot_period.write(out);
        self.admin_manager.write(out);
        self.poll_gas_limit.write(out);
        self.expiration_period.write(out);
        self.veto_threshold.write(out);
    }

    fn read(rest: &mut &[u8]) -> Result<Self, BytesError> {
        Ok(Self {
            owner: Bytes::read(rest)?,
            effective_delay: Bytes::read(rest)?,
            default_poll_config: read_rules(rest)?,
            migration_poll_config: read_rules(rest)?,
            auth_admin_poll_config: read_rules(rest)?,
            voter_weight: Bytes::read(rest)?,
            snapshot_period: Bytes::read(rest)?,
            admin_manager: Bytes::read(rest)?,
            poll_gas_limit: Bytes::read(rest)?,
            expiration_period: Bytes::read(rest)?,
            veto_threshold: Bytes::read(rest)?,
        })
    }
}

fn write_rules(rules: &PollConfig, out: &mut Vec<u8>) {
    rules.proposal_deposit.write(out);
    rules.voting_period.write(out);
    rules.quorum.write(out);
    rules.threshold.write(out);
}

fn read_rules(rest: &mut &[u8]) -> Result<PollConfig, BytesError> {
    Ok(PollConfig {
        proposal_deposit: Bytes::read(rest)?,
        voting_period: Bytes::read(rest)?,
        quorum: Bytes::read(rest)?,
        threshold: Bytes::read(rest)?,
    })
}
