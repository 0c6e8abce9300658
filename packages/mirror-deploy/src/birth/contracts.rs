//! Steps 5 to 8: the contracts that name each other.

use mirror_protocol::{
    admin_manager, airdrop, collateral_oracle, collector, community, gov, limit_order, lock, mint,
    oracle, short_reward, staking,
};
use serde::Serialize;

use crate::birth::market::Market;
use crate::birth::BirthError;
use crate::chain::Chain;
use crate::deployment::{Codes, Contracts};
use crate::journal::Journal;
use crate::profile::Profile;
use crate::steps::Steps;

/// The codes of the contracts, and the contracts that exist so far.
pub(super) struct Birth<'a, 'b, C, J> {
    pub(super) steps: &'a mut Steps<'b, C, J>,
    pub(super) profile: &'a Profile,
    pub(super) codes: &'a Codes,
    pub(super) factory: &'a str,
    pub(super) mirror_token: &'a str,
    pub(super) market: &'a Market,
}

impl<C: Chain, J: Journal<C::Signed>> Birth<'_, '_, C, J> {
    pub(super) fn contracts(mut self) -> Result<Contracts, BirthError<C::Error>> {
        let admin_manager = self.admin_manager()?;
        let gov = self.gov(&admin_manager)?;

        let community = self.community()?;
        let airdrop = self.airdrop("mirror-airdrop")?;
        let uni_airdrop = self.airdrop("mirror-uni-airdrop")?;
        let oracle = self.oracle()?;
        let collector = self.collector(&gov, &oracle)?;
        let short_reward = self.short_reward()?;
        let limit_order = self.limit_order()?;

        let mint = self.mint(&oracle, &collector)?;
        let collateral_oracle = self.collateral_oracle(&mint, &oracle)?;
        let lock = self.lock(&mint)?;
        let staking = self.staking(&mint, &oracle, &short_reward)?;

        Ok(Contracts {
            factory: self.factory.to_string(),
            gov,
            mint,
            staking,
            oracle,
            collateral_oracle,
            collector,
            community,
            lock,
            short_reward,
            admin_manager,
            limit_order,
            airdrop,
            uni_airdrop,
            swap_factory: self.market.factory.clone(),
            router: self.market.router.clone(),
        })
    }

    /// Gov names the admin manager, so the manager is created first. The sender owns it until gov owns
    /// everything else: its owner may lend the right to migrate any contract.
    fn admin_manager(&mut self) -> Result<String, BirthError<C::Error>> {
        let msg = admin_manager::InstantiateMsg {
            owner: self.steps.chain.sender(),
            admin_claim_period: self.profile.admin_claim_seconds,
        };
        self.instantiate(self.codes.admin_manager, &msg, "mirror-admin-manager")
    }

    fn gov(&mut self, admin_manager: &str) -> Result<String, BirthError<C::Error>> {
        let rules = &self.profile.gov;
        let msg = gov::InstantiateMsg {
            mirror_token: self.mirror_token.to_string(),
            effective_delay: rules.effective_delay_seconds,
            default_poll_config: rules.default_poll.clone(),
            migration_poll_config: rules.migration_poll.clone(),
            auth_admin_poll_config: rules.auth_admin_poll.clone(),
            voter_weight: rules.voter_weight,
            snapshot_period: rules.snapshot_seconds,
            admin_manager: admin_manager.to_string(),
            poll_gas_limit: rules.poll_gas_limit,
            expiration_period: Some(rules.expiration_seconds),
            veto_threshold: rules.veto_threshold,
            execute_poll_config: Some(rules.execute_poll.clone()),
            minimum_quorum_base: Some(rules.stake_to_take_over),
            minimum_stake: Some(rules.minimum_stake),
            min_period: Some(rules.min_period_seconds),
        };
        self.instantiate(self.codes.gov, &msg, "mirror-gov")
    }

    fn community(&mut self) -> Result<String, BirthError<C::Error>> {
        let limits = &self.profile.community;
        let msg = community::InstantiateMsg {
            owner: self.steps.chain.sender(),
            mirror_token: self.mirror_token.to_string(),
            spend_limit: limits.spend_limit,
            spend_period: limits.window.map(|window| window.seconds),
            period_limit: limits.window.map(|window| window.limit),
        };
        self.instantiate(self.codes.community, &msg, "mirror-community")
    }

    fn airdrop(&mut self, label: &str) -> Result<String, BirthError<C::Error>> {
        let msg = airdrop::InstantiateMsg {
            owner: self.steps.chain.sender(),
            mirror_token: self.mirror_token.to_string(),
        };
        self.instantiate(self.codes.airdrop, &msg, label)
    }

    fn oracle(&mut self) -> Result<String, BirthError<C::Error>> {
        let msg = oracle::InstantiateMsg {
            owner: self.factory.to_string(),
            base_asset: self.profile.base_denom.clone(),
            max_deviation: self.profile.oracle_max_deviation,
            confirm_seconds: Some(self.profile.oracle_confirm_seconds),
            guardian: self.profile.oracle_guardian.clone(),
            halt_seconds: Some(self.profile.oracle_halt_seconds),
        };
        self.instantiate(self.codes.oracle, &msg, "mirror-oracle")
    }

    /// Tokens that have to be redeemed, or swapped by way of another denom, are named afterwards, by
    /// the collector's `update_config`.
    fn collector(&mut self, gov: &str, oracle: &str) -> Result<String, BirthError<C::Error>> {
        let limits = &self.profile.collector;
        let msg = collector::InstantiateMsg {
            owner: self.factory.to_string(),
            distribution_contract: gov.to_string(),
            terraswap_factory: self.market.factory.clone(),
            mirror_token: self.mirror_token.to_string(),
            base_denom: self.profile.base_denom.clone(),
            aust_token: None,
            anchor_market: None,
            bluna_token: None,
            lunax_token: None,
            bluna_swap_denom: None,
            mir_ust_pair: None,
            mirror_oracle: Some(oracle.to_string()),
            // Set by update_config, since mint is created later and names the collector.
            mint_contract: None,
            luna_denom: None,
            max_spread: Some(limits.max_spread),
            max_swap_ratio: Some(limits.max_swap_ratio),
            price_max_age: Some(limits.price_max_age_seconds),
            keepers: Some(limits.keepers.clone()),
        };
        self.instantiate(self.codes.collector, &msg, "mirror-collector")
    }

    fn short_reward(&mut self) -> Result<String, BirthError<C::Error>> {
        let max_weight = Some(self.profile.short_reward_max_weight);
        let msg = short_reward::InstantiateMsg { max_weight };
        self.instantiate(self.codes.short_reward, &msg, "mirror-short-reward")
    }

    fn limit_order(&mut self) -> Result<String, BirthError<C::Error>> {
        let msg = limit_order::InstantiateMsg {};
        self.instantiate(self.codes.limit_order, &msg, "mirror-limit-order")
    }

    /// Mint is created before the contracts it names; the sender's address stands in their places
    /// until step 9.
    fn mint(&mut self, oracle: &str, collector: &str) -> Result<String, BirthError<C::Error>> {
        let stand_in = self.steps.chain.sender();
        let msg = mint::InstantiateMsg {
            owner: stand_in.clone(),
            oracle: oracle.to_string(),
            collector: collector.to_string(),
            collateral_oracle: stand_in.clone(),
            staking: stand_in.clone(),
            terraswap_factory: self.market.factory.clone(),
            lock: stand_in,
            base_denom: self.profile.base_denom.clone(),
            token_code_id: self.codes.token,
            protocol_fee_rate: self.profile.protocol_fee_rate,
            default_value_cap: self.profile.default_value_cap,
            collateral_delay: None,
        };
        self.instantiate(self.codes.mint, &msg, "mirror-mint")
    }

    fn collateral_oracle(
        &mut self,
        mint: &str,
        oracle: &str,
    ) -> Result<String, BirthError<C::Error>> {
        let msg = collateral_oracle::InstantiateMsg {
            owner: self.factory.to_string(),
            mint_contract: mint.to_string(),
            base_denom: self.profile.base_denom.clone(),
            mirror_oracle: Some(oracle.to_string()),
            anchor_oracle: None,
            band_oracle: None,
        };
        let code = self.codes.collateral_oracle;
        self.instantiate(code, &msg, "mirror-collateral-oracle")
    }

    fn lock(&mut self, mint: &str) -> Result<String, BirthError<C::Error>> {
        let msg = lock::InstantiateMsg {
            owner: self.factory.to_string(),
            mint_contract: mint.to_string(),
            base_denom: self.profile.base_denom.clone(),
            lockup_period: self.profile.lockup_seconds,
        };
        self.instantiate(self.codes.lock, &msg, "mirror-lock")
    }

    fn staking(
        &mut self,
        mint: &str,
        oracle: &str,
        short_reward: &str,
    ) -> Result<String, BirthError<C::Error>> {
        let msg = staking::InstantiateMsg {
            owner: self.factory.to_string(),
            mirror_token: self.mirror_token.to_string(),
            mint_contract: mint.to_string(),
            oracle_contract: oracle.to_string(),
            terraswap_factory: self.market.factory.clone(),
            base_denom: self.profile.base_denom.clone(),
            premium_min_update_interval: self.profile.premium_interval_seconds,
            short_reward_contract: short_reward.to_string(),
            minimum_reserve: Some(self.profile.minimum_reserve),
        };
        self.instantiate(self.codes.staking, &msg, "mirror-staking")
    }

    /// The sender may migrate each of them until it hands over.
    fn instantiate(
        &mut self,
        code_id: u64,
        msg: &impl Serialize,
        label: &str,
    ) -> Result<String, BirthError<C::Error>> {
        let admin = self.steps.chain.sender();
        self.steps.make(code_id, msg, label, Some(admin))
    }
}
