//! Mint and what it relies on: both oracles, lock, staking, the curve of short rewards.

use cosmwasm_std::{from_json, Decimal, Uint128};
use mirror_protocol::short_reward::MAX_WEIGHT;
use mirror_protocol::{collateral_oracle, lock, mint, oracle, staking};

use crate::chain::Chain;
use crate::verify::parameters::Parameters;

impl<C: Chain> Parameters<'_, C> {
    pub(super) fn minting(&mut self) -> Result<(), C::Error> {
        if self.is_ours("mint") {
            self.mint()?;
        }
        if self.is_ours("oracle") {
            self.oracle()?;
        }
        if self.is_ours("collateral_oracle") {
            self.collateral_oracle()?;
        }
        if self.is_ours("lock") {
            self.lock()?;
        }
        if self.is_ours("staking") {
            self.staking()?;
        }
        if self.is_ours("short_reward") {
            self.short_reward()?;
        }
        Ok(())
    }

    fn mint(&mut self) -> Result<(), C::Error> {
        const NAME: &str = "mint";
        let at = self.at().clone();
        let config: mint::ConfigResponse = self.config(&at.mint)?;
        let profile = self.profile;
        self.all(
            NAME,
            [
                ("oracle", config.oracle, at.oracle),
                ("collector", config.collector, at.collector),
                (
                    "collateral_oracle",
                    config.collateral_oracle,
                    at.collateral_oracle,
                ),
                ("staking", config.staking, at.staking),
                (
                    "terraswap_factory",
                    config.terraswap_factory,
                    at.swap_factory,
                ),
                ("lock", config.lock, at.lock),
                ("base_denom", config.base_denom, profile.base_denom.clone()),
            ],
        );
        let token = self.deployment.code_ids.token;
        self.one(NAME, "token_code_id", config.token_code_id, token);
        let (found, expected) = (config.protocol_fee_rate, profile.protocol_fee_rate);
        self.one(NAME, "protocol_fee_rate", found, expected);
        let (found, expected) = (config.default_value_cap, profile.default_value_cap);
        self.one(NAME, "default_value_cap", found, expected);
        let delay = Some(profile.collateral_delay_seconds).filter(|seconds| *seconds > 0);
        self.one(NAME, "collateral_delay", config.collateral_delay, delay);
        Ok(())
    }

    fn oracle(&mut self) -> Result<(), C::Error> {
        const NAME: &str = "oracle";
        let address = self.at().oracle.clone();
        let config: oracle::ConfigResponse = self.config(&address)?;
        let profile = self.profile;
        self.one(NAME, "base_asset", &config.base_asset, &profile.base_denom);
        let (found, expected) = (config.max_deviation, profile.oracle_max_deviation);
        self.one(NAME, "max_deviation", found, expected);
        let (found, expected) = (config.confirm_seconds, profile.oracle_confirm_seconds);
        self.one(NAME, "confirm_seconds", found, expected);
        self.one(NAME, "guardian", &config.guardian, &profile.oracle_guardian);
        let (found, expected) = (config.halt_seconds, profile.oracle_halt_seconds);
        self.one(NAME, "halt_seconds", found, expected);
        Ok(())
    }

    fn collateral_oracle(&mut self) -> Result<(), C::Error> {
        let at = self.at().clone();
        let address = &at.collateral_oracle;
        let config: collateral_oracle::ConfigResponse = self.config(address)?;
        self.all(
            "collateral_oracle",
            [
                ("mint_contract", config.mint_contract, at.mint),
                (
                    "base_denom",
                    config.base_denom,
                    self.profile.base_denom.clone(),
                ),
                ("mirror_oracle", config.mirror_oracle, at.oracle),
            ],
        );
        Ok(())
    }

    fn lock(&mut self) -> Result<(), C::Error> {
        const NAME: &str = "lock";
        let at = self.at().clone();
        let config: lock::ConfigResponse = self.config(&at.lock)?;
        self.all(
            NAME,
            [
                ("mint_contract", config.mint_contract, at.mint),
                (
                    "base_denom",
                    config.base_denom,
                    self.profile.base_denom.clone(),
                ),
            ],
        );
        let (found, expected) = (config.lockup_period, self.profile.lockup_seconds);
        self.one(NAME, "lockup_period", found, expected);
        Ok(())
    }

    fn staking(&mut self) -> Result<(), C::Error> {
        const NAME: &str = "staking";
        let at = self.at().clone();
        let config: staking::ConfigResponse = self.config(&at.staking)?;
        let token = self.deployment.mirror_token.clone();
        self.all(
            NAME,
            [
                ("mirror_token", config.mirror_token, token),
                ("mint_contract", config.mint_contract, at.mint),
                ("oracle_contract", config.oracle_contract, at.oracle),
                (
                    "terraswap_factory",
                    config.terraswap_factory,
                    at.swap_factory,
                ),
                (
                    "base_denom",
                    config.base_denom,
                    self.profile.base_denom.clone(),
                ),
                (
                    "short_reward_contract",
                    config.short_reward_contract,
                    at.short_reward,
                ),
            ],
        );
        let interval = self.profile.premium_interval_seconds;
        let found = config.premium_min_update_interval;
        self.one(NAME, "premium_min_update_interval", found, interval);
        let (found, expected) = (config.minimum_reserve, self.profile.minimum_reserve);
        let found: Uint128 = found.unwrap_or_default();
        self.one(NAME, "minimum_reserve", found, expected);
        Ok(())
    }

    /// The curve answers no question about its limit, so its store is read.
    fn short_reward(&mut self) -> Result<(), C::Error> {
        let address = self.at().short_reward.clone();
        let stored = self.chain.stored(&address, MAX_WEIGHT.as_bytes())?;
        let found: Option<Decimal> = stored.and_then(|weight| from_json(weight).ok());
        let expected = Some(self.profile.short_reward_max_weight);
        self.one("short_reward", "max_weight", found, expected);
        Ok(())
    }
}
